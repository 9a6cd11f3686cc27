//! Matches between invoice lines and ledger rows.

use crate::{
    Result,
    entity::{billing_match, expected_billing, invoice, invoice_line, match_refusal},
    stored::{Write, from_json, insert_all, json, millis, name, update_all},
};
use model::{
    calendar::Moment,
    id::{ContractId, CustomerId, ExpectedBillingId, InvoiceLineId, PersonId},
    invoice::InvoiceKind,
    reconciliation::{Confidence, Reason, Waiting},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait, OnConflict},
};
use std::collections::{HashMap, HashSet};

/// A part of an invoice line that bills a ledger row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredMatch {
    /// The invoice line.
    pub invoice_line: InvoiceLineId,
    /// The ledger row.
    pub row: ExpectedBillingId,
    /// The row's contract.
    pub contract: ContractId,
    /// Amount in minor units, signed as on the document.
    pub minor: i64,
    /// How sure; a person's match is certain.
    pub confidence: Confidence,
    /// Why.
    pub reasons: Vec<Reason>,
    /// Who matched it; `None` for the rules.
    pub by: Option<PersonId>,
    /// When.
    pub at: Moment,
}

/// Adds matches.
pub async fn insert_many(connection: &impl ConnectionTrait, matches: &[StoredMatch]) -> Result<()> {
    let rows = matches
        .iter()
        .map(|found| {
            let StoredMatch { invoice_line, row, contract, minor, confidence, reasons, by, at } = found;
            Ok(billing_match::Model {
                invoice_line_id: invoice_line.0,
                expected_billing_id: row.0,
                contract_id: contract.0,
                amount_minor: *minor,
                confidence: confidence.code().to_owned(),
                reasons: json("reasons", reasons)?,
                matched_by: by.map(|person| person.0),
                matched_at: millis(*at),
            })
        })
        .collect::<Result<Vec<_>>>()?;
    insert_all::<billing_match::Entity, _>(connection, rows).await
}

/// The matches of invoice lines.
pub async fn of_lines(connection: &impl ConnectionTrait, lines: &[InvoiceLineId]) -> Result<Vec<StoredMatch>> {
    matches(connection, billing_match::Column::InvoiceLineId.is_in(lines.iter().map(|id| id.0))).await
}

/// The matches of ledger rows.
pub async fn of_rows(connection: &impl ConnectionTrait, rows: &[ExpectedBillingId]) -> Result<Vec<StoredMatch>> {
    matches(connection, billing_match::Column::ExpectedBillingId.is_in(rows.iter().map(|id| id.0))).await
}

async fn matches(connection: &impl ConnectionTrait, of: Expr) -> Result<Vec<StoredMatch>> {
    let rows = billing_match::Entity::find()
        .filter(of)
        .order_by_asc(billing_match::Column::MatchedAt)
        .order_by_asc(billing_match::Column::ExpectedBillingId)
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(StoredMatch {
                invoice_line: InvoiceLineId(row.invoice_line_id),
                row: ExpectedBillingId(row.expected_billing_id),
                contract: ContractId(row.contract_id),
                minor: row.amount_minor,
                confidence: Confidence::from_code(&row.confidence).unwrap_or(Confidence::Check),
                reasons: from_json("reasons", &row.reasons)?,
                by: row.matched_by.map(PersonId),
                at: crate::stored::moment(row.matched_at),
            })
        })
        .collect()
}

/// Where an invoice line stands, and to which contract it belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineStanding {
    /// The line.
    pub invoice_line: InvoiceLineId,
    /// Its contract; what is known before is kept if `None`.
    pub contract: Option<ContractId>,
    /// One of [`OPEN`](crate::invoice::OPEN) and its neighbours.
    pub standing: &'static str,
    /// Why it waits; `None` if it does not.
    pub waiting_for: Option<Waiting>,
    /// What is not matched yet, in minor units without sign; 0 if it does not wait.
    pub waiting_minor: i64,
}

/// Writes where invoice lines stand.
pub async fn write_standing(connection: &impl ConnectionTrait, lines: &[LineStanding]) -> Result<()> {
    use invoice_line::Column as C;
    let values = lines
        .iter()
        .map(|line| {
            let contract = line.contract.map(|contract| contract.0);
            let waiting_for = line.waiting_for.map(|why| why.code().to_owned());
            vec![
                line.invoice_line.0.into(),
                line.standing.into(),
                waiting_for.into(),
                line.waiting_minor.into(),
                contract.into(),
            ]
        })
        .collect();
    let columns = [
        (C::Matching, Write::Always),
        (C::WaitingFor, Write::Always),
        (C::WaitingMinor, Write::Always),
        (C::ContractId, Write::IfGiven),
    ];
    update_all::<invoice_line::Entity>(connection, &[C::Id], &columns, values).await?;
    Ok(())
}

/// What of an invoice line is matched to which row, without why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MatchedPart {
    /// The invoice line.
    pub invoice_line: InvoiceLineId,
    /// The ledger row.
    pub row: ExpectedBillingId,
    /// Amount in minor units, signed as on the document.
    pub minor: i64,
}

/// What is matched to the rows of contracts.
pub async fn parts_of_contracts(
    connection: &impl ConnectionTrait,
    contracts: &[ContractId],
) -> Result<Vec<MatchedPart>> {
    use billing_match::Column as C;
    let rows: Vec<(uuid::Uuid, uuid::Uuid, i64)> = billing_match::Entity::find()
        .select_only()
        .columns([C::InvoiceLineId, C::ExpectedBillingId, C::AmountMinor])
        .filter(C::ContractId.is_in(contracts.iter().map(|id| id.0)))
        .into_tuple()
        .all(connection)
        .await?;
    let part =
        |(line, row, minor)| MatchedPart { invoice_line: InvoiceLineId(line), row: ExpectedBillingId(row), minor };
    Ok(rows.into_iter().map(part).collect())
}

/// Remembers matches that a person took back.
pub async fn refuse_matches(
    connection: &impl ConnectionTrait,
    pairs: &[(InvoiceLineId, ExpectedBillingId)],
    by: Option<PersonId>,
    at: Moment,
) -> Result<()> {
    for (line, row) in pairs {
        let refusal = match_refusal::ActiveModel {
            invoice_line_id: Set(line.0),
            expected_billing_id: Set(row.0),
            refused_by: Set(by.map(|person| person.0)),
            refused_at: Set(millis(at)),
        };
        let once =
            OnConflict::columns([match_refusal::Column::InvoiceLineId, match_refusal::Column::ExpectedBillingId])
                .update_columns([match_refusal::Column::RefusedBy, match_refusal::Column::RefusedAt])
                .to_owned();
        match_refusal::Entity::insert(refusal).on_conflict(once).exec_without_returning(connection).await?;
    }
    Ok(())
}

/// The rows from which people took invoice lines back.
pub async fn refused_rows(
    connection: &impl ConnectionTrait,
    lines: &[InvoiceLineId],
) -> Result<HashMap<InvoiceLineId, Vec<ExpectedBillingId>>> {
    let mut refused: HashMap<InvoiceLineId, Vec<ExpectedBillingId>> = HashMap::new();
    for some in lines.chunks(10_000) {
        let found = match_refusal::Entity::find()
            .filter(match_refusal::Column::InvoiceLineId.is_in(some.iter().map(|line| line.0)))
            .all(connection)
            .await?;
        for row in found {
            refused
                .entry(InvoiceLineId(row.invoice_line_id))
                .or_default()
                .push(ExpectedBillingId(row.expected_billing_id));
        }
    }
    Ok(refused)
}

/// Of the invoice lines that are matched to contracts, those of credit notes.
pub async fn credit_lines_of_contracts(
    connection: &impl ConnectionTrait,
    contracts: &[ContractId],
) -> Result<HashSet<InvoiceLineId>> {
    let matched = billing_match::Entity::find()
        .select_only()
        .column(billing_match::Column::InvoiceLineId)
        .filter(billing_match::Column::ContractId.is_in(contracts.iter().map(|id| id.0)))
        .into_query();
    let ids: Vec<uuid::Uuid> = invoice_line::Entity::find()
        .join(
            JoinType::InnerJoin,
            invoice_line::Entity::belongs_to(invoice::Entity)
                .from(invoice_line::Column::InvoiceId)
                .to(invoice::Column::Id)
                .into(),
        )
        .select_only()
        .column(invoice_line::Column::Id)
        .filter(invoice_line::Column::Id.in_subquery(matched))
        .filter(invoice::Column::Kind.eq(name("invoice kind", &InvoiceKind::CreditNote)?))
        .into_tuple()
        .all(connection)
        .await?;
    Ok(ids.into_iter().map(InvoiceLineId).collect())
}

/// Customers with invoice lines that stand at one of the given places.
pub async fn customers_with(connection: &impl ConnectionTrait, standing: &[&str]) -> Result<Vec<CustomerId>> {
    let ids: Vec<uuid::Uuid> = invoice_line::Entity::find()
        .select_only()
        .column(invoice_line::Column::CustomerId)
        .distinct()
        .filter(invoice_line::Column::Matching.is_in(standing.iter().copied()))
        .order_by_asc(invoice_line::Column::CustomerId)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(ids.into_iter().map(CustomerId).collect())
}

/// The matches of contracts whose invoice is in another currency than the row, so that they bill nothing of its promise.
pub async fn foreign_parts_of_contracts(
    connection: &impl ConnectionTrait,
    contracts: &[ContractId],
) -> Result<HashSet<(InvoiceLineId, ExpectedBillingId)>> {
    use billing_match::Column as C;
    let line = billing_match::Entity::belongs_to(invoice_line::Entity)
        .from(C::InvoiceLineId)
        .to(invoice_line::Column::Id)
        .into();
    let of = invoice_line::Entity::belongs_to(invoice::Entity)
        .from(invoice_line::Column::InvoiceId)
        .to(invoice::Column::Id)
        .into();
    let row = billing_match::Entity::belongs_to(expected_billing::Entity)
        .from(C::ExpectedBillingId)
        .to(expected_billing::Column::Id)
        .into();
    let promised = Expr::col((expected_billing::Entity, expected_billing::Column::Currency));
    let foreign: Vec<(uuid::Uuid, uuid::Uuid)> = billing_match::Entity::find()
        .join(JoinType::InnerJoin, line)
        .join(JoinType::InnerJoin, of)
        .join(JoinType::InnerJoin, row)
        .select_only()
        .columns([C::InvoiceLineId, C::ExpectedBillingId])
        .filter(C::ContractId.is_in(contracts.iter().map(|id| id.0)))
        .filter(Expr::col((invoice::Entity, invoice::Column::Currency)).ne(promised))
        .into_tuple()
        .all(connection)
        .await?;
    Ok(foreign.into_iter().map(|(line, row)| (InvoiceLineId(line), ExpectedBillingId(row))).collect())
}
