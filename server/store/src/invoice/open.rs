//! Invoice lines that wait to be matched.

use super::{OPEN, PROPOSED, SETTLED};
use crate::{
    Result,
    entity::{billing_match, contract, invoice, invoice_line},
    stored::{currency, from_name, name},
};
use model::{
    calendar::{Day, Period},
    id::{ContractId, CustomerId, ExpectedBillingId, InvoiceId, InvoiceLineId},
    invoice::{InvoiceKind, InvoiceLine},
    money::Money,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};
use std::collections::HashMap;

/// An invoice line that is not matched, or not to its end, with what its invoice says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenLine {
    /// The line; its amount is what is not matched yet.
    pub line: InvoiceLine,
    /// The contract it was found to belong to.
    pub contract: Option<ContractId>,
    /// [`OPEN`], [`PROPOSED`] or [`SETTLED`].
    pub standing: String,
    /// The code of why it waits, as last found.
    pub waiting_for: Option<String>,
    /// Whether a person matched a part of it.
    pub part_matched: bool,
    /// Version, for comparing at a save.
    pub version: i32,
    /// The number of its invoice.
    pub number: String,
    /// Its invoice.
    pub invoice: InvoiceId,
    /// Invoice or credit note.
    pub kind: InvoiceKind,
    /// Who received it.
    pub customer: CustomerId,
    /// The contract reference as printed.
    pub contract_reference: Option<String>,
    /// The number of the invoice that a credit note says it corrects.
    pub corrects: Option<String>,
    /// The day of issue.
    pub issued_on: Day,
}

#[derive(FromQueryResult)]
struct OpenRow {
    id: uuid::Uuid,
    invoice_id: uuid::Uuid,
    customer_id: uuid::Uuid,
    contract_id: Option<uuid::Uuid>,
    description: String,
    first_day: Option<Day>,
    last_day: Option<Day>,
    amount_minor: i64,
    vat_percent: Option<String>,
    matching: String,
    waiting_for: Option<String>,
    version: i32,
    number: String,
    kind: String,
    contract_reference: Option<String>,
    corrects: Option<String>,
    issued_on: Day,
    currency: String,
}

/// The invoice lines of customers that wait, and those settled with one another, which may wait again: two queries.
pub async fn open_lines(connection: &impl ConnectionTrait, customers: &[CustomerId]) -> Result<Vec<OpenLine>> {
    let of = invoice_line::Column::CustomerId.is_in(customers.iter().map(|id| id.0));
    waiting(connection, of.into(), &[OPEN, PROPOSED, SETTLED]).await
}

/// Those of some invoice lines that wait: two queries.
pub async fn open_lines_among(connection: &impl ConnectionTrait, lines: &[InvoiceLineId]) -> Result<Vec<OpenLine>> {
    let among = invoice_line::Column::Id.is_in(lines.iter().map(|id| id.0));
    waiting(connection, among.into(), &[OPEN, PROPOSED]).await
}

async fn waiting(connection: &impl ConnectionTrait, condition: Condition, standings: &[&str]) -> Result<Vec<OpenLine>> {
    use invoice_line::Column as C;
    let waits = condition.add(C::Matching.is_in(standings.iter().copied()));
    let rows: Vec<OpenRow> = invoice_line::Entity::find()
        .join(
            JoinType::InnerJoin,
            invoice_line::Entity::belongs_to(invoice::Entity).from(C::InvoiceId).to(invoice::Column::Id).into(),
        )
        .select_only()
        .columns([C::Id, C::InvoiceId, C::CustomerId, C::ContractId, C::Description, C::FirstDay, C::LastDay])
        .columns([C::AmountMinor, C::VatPercent, C::Matching, C::WaitingFor, C::Version])
        .columns([invoice::Column::Number, invoice::Column::Kind, invoice::Column::ContractReference])
        .columns([invoice::Column::Corrects, invoice::Column::IssuedOn, invoice::Column::Currency])
        .filter(waits.clone())
        .order_by_asc(invoice::Column::IssuedOn)
        .order_by_asc(invoice::Column::Number)
        .order_by_asc(C::Position)
        .into_model()
        .all(connection)
        .await?;
    let lines = invoice_line::Entity::find().select_only().column(C::Id).filter(waits).into_query();
    let parts: Vec<(uuid::Uuid, i64)> = billing_match::Entity::find()
        .select_only()
        .columns([billing_match::Column::InvoiceLineId, billing_match::Column::AmountMinor])
        .filter(billing_match::Column::InvoiceLineId.in_subquery(lines))
        .into_tuple()
        .all(connection)
        .await?;
    let mut matched: HashMap<uuid::Uuid, i64> = HashMap::new();
    for (line, minor) in parts {
        *matched.entry(line).or_default() += minor;
    }
    rows.into_iter()
        .map(|row| {
            let minor = row.amount_minor - matched.get(&row.id).copied().unwrap_or_default();
            Ok(OpenLine {
                line: InvoiceLine {
                    id: InvoiceLineId(row.id),
                    description: row.description,
                    period: row.first_day.zip(row.last_day).and_then(|(first, last)| Period::new(first, last)),
                    amount: Money::new(minor, currency(&row.currency)?),
                    vat_percent: row.vat_percent.and_then(|percent| percent.parse().ok()),
                },
                contract: row.contract_id.map(ContractId),
                standing: row.matching,
                waiting_for: row.waiting_for,
                part_matched: matched.contains_key(&row.id),
                version: row.version,
                number: row.number,
                invoice: InvoiceId(row.invoice_id),
                kind: from_name("invoice kind", &row.kind)?,
                customer: CustomerId(row.customer_id),
                contract_reference: row.contract_reference,
                corrects: row.corrects,
                issued_on: row.issued_on,
            })
        })
        .collect()
}

/// How many contracts each of some customers has, and how many of their invoice lines wait: the weight of
/// matching them. Two queries for each 10,000 customers.
pub async fn weights(connection: &impl ConnectionTrait, customers: &[CustomerId]) -> Result<HashMap<CustomerId, u64>> {
    let mut weights: HashMap<CustomerId, u64> = HashMap::new();
    for some in customers.chunks(10_000) {
        let ids = || some.iter().map(|id| id.0);
        let contracts: Vec<(uuid::Uuid, i64)> = contract::Entity::find()
            .select_only()
            .column(contract::Column::CustomerId)
            .column_as(contract::Column::Id.count(), "contracts")
            .filter(contract::Column::CustomerId.is_in(ids()))
            .group_by(contract::Column::CustomerId)
            .into_tuple()
            .all(connection)
            .await?;
        let lines: Vec<(uuid::Uuid, i64)> = invoice_line::Entity::find()
            .select_only()
            .column(invoice_line::Column::CustomerId)
            .column_as(invoice_line::Column::Id.count(), "lines")
            .filter(invoice_line::Column::CustomerId.is_in(ids()))
            .filter(invoice_line::Column::Matching.is_in([OPEN, PROPOSED]))
            .group_by(invoice_line::Column::CustomerId)
            .into_tuple()
            .all(connection)
            .await?;
        for (customer, count) in lines {
            *weights.entry(CustomerId(customer)).or_default() += u64::try_from(count).unwrap_or_default();
        }
        // Customers whose lines are all settled weigh nothing, whatever their contracts.
        for (customer, count) in contracts {
            if let Some(weight) = weights.get_mut(&CustomerId(customer)) {
                *weight += u64::try_from(count).unwrap_or_default();
            }
        }
    }
    Ok(weights)
}

/// Customers with waiting lines on invoices that print one of some references.
pub async fn customers_naming(connection: &impl ConnectionTrait, references: &[String]) -> Result<Vec<CustomerId>> {
    let mut customers = Vec::new();
    for some in references.chunks(10_000) {
        let ids: Vec<uuid::Uuid> = invoice_line::Entity::find()
            .join(
                JoinType::InnerJoin,
                invoice_line::Entity::belongs_to(invoice::Entity)
                    .from(invoice_line::Column::InvoiceId)
                    .to(invoice::Column::Id)
                    .into(),
            )
            .select_only()
            .column(invoice_line::Column::CustomerId)
            .distinct()
            .filter(invoice_line::Column::Matching.is_in([OPEN, PROPOSED]))
            .filter(invoice::Column::ContractReference.is_in(some.iter().map(String::as_str)))
            .into_tuple()
            .all(connection)
            .await?;
        customers.extend(ids.into_iter().map(CustomerId));
    }
    Ok(customers)
}

/// Identity and number of the invoices (no credit notes) of customers.
pub async fn numbers_of_customers(
    connection: &impl ConnectionTrait,
    customers: &[CustomerId],
) -> Result<Vec<(CustomerId, InvoiceId, String)>> {
    let mut numbers = Vec::new();
    for some in customers.chunks(10_000) {
        let rows: Vec<(uuid::Uuid, uuid::Uuid, String)> = invoice::Entity::find()
            .select_only()
            .columns([invoice::Column::CustomerId, invoice::Column::Id, invoice::Column::Number])
            .filter(invoice::Column::CustomerId.is_in(some.iter().map(|id| id.0)))
            .filter(invoice::Column::Kind.eq(name("invoice kind", &InvoiceKind::Invoice)?))
            .into_tuple()
            .all(connection)
            .await?;
        numbers.extend(rows.into_iter().map(|(customer, id, number)| (CustomerId(customer), InvoiceId(id), number)));
    }
    Ok(numbers)
}

/// The rows of the ledger that invoices are matched to.
pub async fn rows_of_invoices(
    connection: &impl ConnectionTrait,
    invoices: &[InvoiceId],
) -> Result<Vec<(InvoiceId, ExpectedBillingId)>> {
    let mut rows = Vec::new();
    for some in invoices.chunks(10_000) {
        let found: Vec<(uuid::Uuid, uuid::Uuid)> = billing_match::Entity::find()
            .join(
                JoinType::InnerJoin,
                billing_match::Entity::belongs_to(invoice_line::Entity)
                    .from(billing_match::Column::InvoiceLineId)
                    .to(invoice_line::Column::Id)
                    .into(),
            )
            .select_only()
            .column(invoice_line::Column::InvoiceId)
            .column(billing_match::Column::ExpectedBillingId)
            .filter(invoice_line::Column::InvoiceId.is_in(some.iter().map(|id| id.0)))
            .into_tuple()
            .all(connection)
            .await?;
        rows.extend(found.into_iter().map(|(invoice, row)| (InvoiceId(invoice), ExpectedBillingId(row))));
    }
    Ok(rows)
}
