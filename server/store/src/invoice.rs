//! Invoices, credit notes and payments.

mod before;
mod listing;
mod loose;
mod open;
mod payment;

pub use before::{Among, beside_credit_notes, contracts_of, with_credit_notes, with_recovered};
pub use listing::{Filter, list, numbered, related, totals};
pub use loose::{credit_notes_of, customers_billed_for, existing, loose_of, proposed_of};
pub use open::{
    OpenLine, customers_naming, numbers_of_customers, open_lines, open_lines_among, rows_of_invoices, weights,
};
pub(crate) use payment::payments_from;
pub use payment::{
    NewPayment, PaidSince, StoredPayment, add_payments, count_payments_from, count_payments_of, delete_payments,
    find_many, hidden_among, hold_lines, move_on, paid_by_import, paid_since, payments_of, some_payments_from, touch,
};

use crate::{
    Result,
    entity::{billing_match, invoice, invoice_line, invoice_waiver, payment as payments},
    matching::hidden_invoices,
    sight::Sight,
    stored::{currency, from_name, insert_all, name},
};
use model::{
    calendar::{Day, Period},
    id::{ContractId, CustomerId, FindingId, ImportId, InvoiceId, InvoiceLineId, LegalEntityId, PaymentId},
    invoice::{GivenUp, Invoice, InvoiceLine, Payment, Recorded},
    money::Money,
    reconciliation::Waiting,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, Order, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, sea_query::UnionType,
};
use std::collections::HashMap;
use uuid::Uuid;

/// Where an invoice line stands in matching.
pub const OPEN: &str = "open";
/// A line whose whole amount is matched.
pub const MATCHED: &str = "matched";
/// A line for which a person must choose among proposals.
pub const PROPOSED: &str = "proposed";
/// A line of an invoice that bills no row, or of the credit note that takes it back whole: both are settled.
pub const SETTLED: &str = "settled";
/// A line a person declared to have no contract here.
pub const OUTSIDE: &str = "outside";

/// Adds invoices with their lines and payments.
pub async fn insert_many(
    connection: &impl ConnectionTrait,
    invoices: &[(Invoice, Option<ContractId>)],
    import: Option<ImportId>,
    now: i64,
) -> Result<()> {
    let mut rows = Vec::with_capacity(invoices.len());
    let (mut lines, mut payments) = (Vec::new(), Vec::new());
    for (invoice, contract) in invoices {
        let Invoice {
            id,
            kind,
            number,
            legal_entity,
            customer,
            contract_reference,
            corrects,
            issued_on,
            due_on,
            currency,
            total_with_tax,
            lines: own_lines,
            payments: own_payments,
            // It is written with its findings.
            given_up: _,
        } = invoice;
        rows.push(invoice::Model {
            id: id.0,
            kind: name("invoice kind", kind)?,
            number: number.clone(),
            legal_entity_id: legal_entity.map(|entity| entity.0),
            customer_id: customer.0,
            contract_reference: contract_reference.clone(),
            corrects: corrects.clone(),
            issued_on: *issued_on,
            due_on: *due_on,
            currency: currency.code().to_owned(),
            total_minor: total_with_tax.map(|total| total.minor),
            import_id: import.map(|import| import.0),
            created_at: now,
            version: 1,
        });
        for (position, line) in (1..).zip(own_lines) {
            let InvoiceLine { id: line_id, description, period, amount, vat_percent } = line;
            lines.push(invoice_line::Model {
                id: line_id.0,
                invoice_id: id.0,
                customer_id: customer.0,
                contract_id: contract.map(|contract| contract.0),
                position,
                description: description.clone(),
                first_day: period.map(|period| period.first),
                last_day: period.map(|period| period.last),
                amount_minor: amount.minor,
                vat_percent: vat_percent.map(|percent| percent.to_string()),
                matching: OPEN.to_owned(),
                waiting_for: Some(Waiting::NoRow.code().to_owned()),
                waiting_minor: amount.minor.saturating_abs(),
                outside_reason: None,
                version: 1,
            });
        }
        for Payment { id: payment_id, received_on, amount, recorded } in own_payments {
            payments.push(payments::Model {
                id: payment_id.0,
                invoice_id: id.0,
                received_on: *received_on,
                amount_minor: amount.minor,
                recovery_id: None,
                finding_id: recorded.map(|recorded| recorded.finding.0),
                contract_id: recorded.and_then(|recorded| recorded.contract).map(|contract| contract.0),
                import_id: import.map(|import| import.0),
                person_id: None,
            });
        }
    }
    insert_all::<invoice::Entity, _>(connection, rows).await?;
    insert_all::<invoice_line::Entity, _>(connection, lines).await?;
    insert_all::<payments::Entity, _>(connection, payments).await
}

/// An invoice with the contract each of its lines was found to belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredInvoice {
    /// The invoice, with all lines and payments.
    pub invoice: Invoice,
    /// For each line: its contract, if known, and where it stands in matching.
    pub line_states: HashMap<InvoiceLineId, (Option<ContractId>, String)>,
    /// Version, for comparing at a save.
    pub version: i32,
    /// The import that brought it.
    pub import: Option<ImportId>,
}

async fn load(connection: &impl ConnectionTrait, rows: Vec<invoice::Model>) -> Result<Vec<StoredInvoice>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut lines: HashMap<Uuid, Vec<invoice_line::Model>> = HashMap::new();
    let mut payments: HashMap<Uuid, Vec<payments::Model>> = HashMap::new();
    let mut waivers: HashMap<Uuid, Vec<invoice_waiver::Model>> = HashMap::new();
    for some in ids.chunks(10_000) {
        let found = invoice_line::Entity::find()
            .filter(invoice_line::Column::InvoiceId.is_in(some.iter().copied()))
            .order_by_asc(invoice_line::Column::Position)
            .all(connection)
            .await?;
        for line in found {
            lines.entry(line.invoice_id).or_default().push(line);
        }
        let found = payments::Entity::find()
            .filter(payments::Column::InvoiceId.is_in(some.iter().copied()))
            .order_by_asc(payments::Column::ReceivedOn)
            .all(connection)
            .await?;
        for payment in found {
            payments.entry(payment.invoice_id).or_default().push(payment);
        }
        let found = invoice_waiver::Entity::find()
            .filter(invoice_waiver::Column::InvoiceId.is_in(some.iter().copied()))
            .all(connection)
            .await?;
        for waiver in found {
            waivers.entry(waiver.invoice_id).or_default().push(waiver);
        }
    }
    rows.into_iter()
        .map(|row| {
            let (currency, version, import) = (currency(&row.currency)?, row.version, row.import_id.map(ImportId));
            let mut line_states = HashMap::new();
            let mut own_lines = Vec::new();
            for line in lines.remove(&row.id).unwrap_or_default() {
                let id = InvoiceLineId(line.id);
                line_states.insert(id, (line.contract_id.map(ContractId), line.matching));
                own_lines.push(InvoiceLine {
                    id,
                    description: line.description,
                    period: line.first_day.zip(line.last_day).and_then(|(first, last)| Period::new(first, last)),
                    amount: Money::new(line.amount_minor, currency),
                    vat_percent: line.vat_percent.and_then(|percent| percent.parse().ok()),
                });
            }
            let own_payments = payments.remove(&row.id).unwrap_or_default();
            let invoice = Invoice {
                id: InvoiceId(row.id),
                kind: from_name("invoice kind", &row.kind)?,
                number: row.number,
                legal_entity: row.legal_entity_id.map(LegalEntityId),
                customer: CustomerId(row.customer_id),
                contract_reference: row.contract_reference,
                corrects: row.corrects,
                issued_on: row.issued_on,
                due_on: row.due_on,
                currency,
                total_with_tax: row.total_minor.map(|minor| Money::new(minor, currency)),
                lines: own_lines,
                payments: own_payments
                    .into_iter()
                    .map(|payment| Payment {
                        id: PaymentId(payment.id),
                        received_on: payment.received_on,
                        amount: Money::new(payment.amount_minor, currency),
                        recorded: payment.finding_id.map(|finding| Recorded {
                            finding: FindingId(finding),
                            contract: payment.contract_id.map(ContractId),
                        }),
                    })
                    .collect(),
                given_up: waivers
                    .remove(&row.id)
                    .unwrap_or_default()
                    .into_iter()
                    .map(|waiver| GivenUp {
                        finding: FindingId(waiver.finding_id),
                        contract: waiver.contract_id.map(ContractId),
                        amount: Money::new(waiver.amount_minor, currency),
                    })
                    .collect(),
            };
            Ok(StoredInvoice { invoice, line_states, version, import })
        })
        .collect()
}

/// Invoices that are named in one query.
const NAMED_MOST: usize = 1_000;

/// All invoices with a line that bills or names one of the contracts, by day of issue and number.
pub async fn of_contracts(connection: &impl ConnectionTrait, contracts: &[ContractId]) -> Result<Vec<StoredInvoice>> {
    let ids = || contracts.iter().map(|id| id.0);
    let line_of_match = billing_match::Entity::belongs_to(invoice_line::Entity)
        .from(billing_match::Column::InvoiceLineId)
        .to(invoice_line::Column::Id);
    let matched = billing_match::Entity::find()
        .join(JoinType::InnerJoin, line_of_match.into())
        .select_only()
        .column(invoice_line::Column::InvoiceId)
        .filter(billing_match::Column::ContractId.is_in(ids()))
        .into_query();
    // Two ways put together, each along its index; as alternatives in one condition PostgreSQL would read every line.
    let mut concerned = invoice_line::Entity::find()
        .select_only()
        .column(invoice_line::Column::InvoiceId)
        .filter(invoice_line::Column::ContractId.is_in(ids()))
        .into_query();
    concerned.union(UnionType::Distinct, matched);
    let mut concerning = Vec::new();
    for row in connection.query_all(&concerned).await? {
        concerning.push(row.try_get::<Uuid>("", "invoice_id")?);
    }
    // Named, some at a time, because of thousands that another query finds PostgreSQL would rather read every invoice
    // there is.
    let mut rows = Vec::with_capacity(concerning.len());
    for some in concerning.chunks(NAMED_MOST) {
        let named = invoice::Entity::find().filter(invoice::Column::Id.is_in(some.iter().copied()));
        rows.extend(named.all(connection).await?);
    }
    rows.sort_by(|one, other| (one.issued_on, &one.number).cmp(&(other.issued_on, &other.number)));
    load(connection, rows).await
}

/// An invoice with where each of its lines stands, if no contract it bills is hidden.
pub async fn find(
    connection: &impl ConnectionTrait,
    sight: Sight,
    id: InvoiceId,
) -> Result<Option<(StoredInvoice, Vec<LineState>)>> {
    let mut query = invoice::Entity::find_by_id(id.0);
    if let Some(hidden) = hidden_invoices(sight) {
        query = query.filter(invoice::Column::Id.not_in_subquery(hidden));
    }
    let rows = query.all(connection).await?;
    let Some(stored) = load(connection, rows).await?.pop() else { return Ok(None) };
    let states = invoice_line::Entity::find()
        .filter(invoice_line::Column::InvoiceId.eq(id.0))
        .all(connection)
        .await?
        .into_iter()
        .map(|row| LineState {
            line: InvoiceLineId(row.id),
            standing: row.matching,
            why: row.waiting_for.as_deref().and_then(Waiting::from_code),
            outside: row.outside_reason,
            version: row.version,
        })
        .collect();
    Ok(Some((stored, states)))
}

/// Where a line of an invoice stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineState {
    /// The line.
    pub line: InvoiceLineId,
    /// [`OPEN`] or one of its neighbours.
    pub standing: String,
    /// Why it waits.
    pub why: Option<Waiting>,
    /// Why it belongs to no contract.
    pub outside: Option<String>,
    /// Version, for comparing at a save.
    pub version: i32,
}

/// First and last day of issue of all invoices: the days about which anything is known.
pub async fn known_days(connection: &impl ConnectionTrait) -> Result<Option<Period>> {
    let edge = |order| {
        invoice::Entity::find()
            .select_only()
            .column(invoice::Column::IssuedOn)
            .order_by(invoice::Column::IssuedOn, order)
            .limit(1)
            .into_tuple::<Day>()
            .one(connection)
    };
    let (first, last) = (edge(Order::Asc).await?, edge(Order::Desc).await?);
    Ok(first.zip(last).and_then(|(first, last)| Period::new(first, last)))
}

/// An invoice by its number, for recognising it in an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    /// Its identity.
    pub id: InvoiceId,
    /// Who received it.
    pub customer: CustomerId,
    /// Number as printed.
    pub number: String,
    /// The import that made it.
    pub import: Option<ImportId>,
}

/// Every invoice by its number, but for those of an import.
pub async fn numbers(connection: &impl ConnectionTrait, but: Option<ImportId>) -> Result<Vec<Numbered>> {
    let others = but
        .map(|but| Condition::any().add(invoice::Column::ImportId.is_null()).add(invoice::Column::ImportId.ne(but.0)));
    let rows: Vec<(Uuid, Uuid, String, Option<Uuid>)> = invoice::Entity::find()
        .filter(Condition::all().add_option(others))
        .select_only()
        .columns([invoice::Column::Id, invoice::Column::CustomerId, invoice::Column::Number, invoice::Column::ImportId])
        .into_tuple()
        .all(connection)
        .await?;
    let numbered = |(id, customer, number, import): (Uuid, Uuid, String, Option<Uuid>)| Numbered {
        id: InvoiceId(id),
        customer: CustomerId(customer),
        number,
        import: import.map(ImportId),
    };
    Ok(rows.into_iter().map(numbered).collect())
}
