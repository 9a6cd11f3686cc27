//! Matches between invoice lines and ledger rows.

use crate::{
    Result,
    entity::{billing_match, invoice_line},
    stored::{from_json, insert_all, json, millis},
};
use model::{
    calendar::Moment,
    id::{ContractId, CustomerId, ExpectedBillingId, InvoiceLineId, PersonId},
    reconciliation::{Confidence, Reason},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

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

/// The matches of contracts.
pub async fn of_contracts(connection: &impl ConnectionTrait, contracts: &[ContractId]) -> Result<Vec<StoredMatch>> {
    let rows = billing_match::Entity::find()
        .filter(billing_match::Column::ContractId.is_in(contracts.iter().map(|id| id.0)))
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

/// Takes every match of an invoice line back.
pub async fn delete_of_line(connection: &impl ConnectionTrait, line: InvoiceLineId) -> Result<()> {
    billing_match::Entity::delete_many()
        .filter(billing_match::Column::InvoiceLineId.eq(line.0))
        .exec(connection)
        .await?;
    Ok(())
}

/// Writes where invoice lines stand, and to which contract they belong (kept if `None`).
pub async fn write_standing(
    connection: &impl ConnectionTrait,
    lines: &[InvoiceLineId],
    contract: Option<ContractId>,
    standing: &str,
) -> Result<()> {
    for some in lines.chunks(10_000) {
        let mut change = invoice_line::ActiveModel { matching: Set(standing.to_owned()), ..Default::default() };
        if let Some(contract) = contract {
            change.contract_id = Set(Some(contract.0));
        }
        invoice_line::Entity::update_many()
            .set(change)
            .filter(invoice_line::Column::Id.is_in(some.iter().map(|line| line.0)))
            .exec(connection)
            .await?;
    }
    Ok(())
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

/// How many invoice lines wait for a person.
pub async fn count_waiting(connection: &impl ConnectionTrait) -> Result<u64> {
    Ok(invoice_line::Entity::find()
        .filter(invoice_line::Column::Matching.is_in([crate::invoice::OPEN, crate::invoice::PROPOSED]))
        .count(connection)
        .await?)
}
