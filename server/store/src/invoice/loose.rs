//! Invoices that belong to no contract.

use super::{OPEN, OUTSIDE, PROPOSED, StoredInvoice, load};
use crate::{
    Result,
    entity::{billing_match, invoice, invoice_line},
    stored::name,
};
use model::{
    id::{CustomerId, InvoiceId, InvoiceLineId},
    invoice::{Invoice, InvoiceKind},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use std::collections::HashSet;
use uuid::Uuid;

/// The invoices of customers with lines that wait for a decision between several contracts, each with those lines.
pub async fn proposed_of(
    connection: &impl ConnectionTrait,
    customers: &[CustomerId],
) -> Result<Vec<(StoredInvoice, Vec<InvoiceLineId>)>> {
    use invoice_line::Column as C;
    let found: Vec<(Uuid, Uuid)> = invoice_line::Entity::find()
        .filter(C::CustomerId.is_in(customers.iter().map(|id| id.0)))
        .filter(C::ContractId.is_null())
        .filter(C::Matching.eq(PROPOSED))
        .select_only()
        .columns([C::Id, C::InvoiceId])
        .into_tuple()
        .all(connection)
        .await?;
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let invoices: HashSet<Uuid> = found.iter().map(|(_, invoice)| *invoice).collect();
    let rows = invoice::Entity::find().filter(invoice::Column::Id.is_in(invoices)).all(connection).await?;
    let waiting: HashSet<InvoiceLineId> = found.into_iter().map(|(line, _)| InvoiceLineId(line)).collect();
    let own = |stored: StoredInvoice| {
        let lines = stored.invoice.lines.iter().map(|line| line.id).filter(|line| waiting.contains(line)).collect();
        (stored, lines)
    };
    Ok(load(connection, rows).await?.into_iter().map(own).collect())
}

/// The invoices of customers with lines that belong to no contract, each with those lines: neither matched, nor
/// found to belong to one. Credit notes are left out.
pub async fn loose_of(
    connection: &impl ConnectionTrait,
    customers: &[CustomerId],
) -> Result<Vec<(StoredInvoice, Vec<InvoiceLineId>)>> {
    use invoice_line::Column as C;
    let ids = || customers.iter().map(|id| id.0);
    let lines = || {
        invoice_line::Entity::find()
            .filter(C::CustomerId.is_in(ids()))
            .filter(C::ContractId.is_null())
            .filter(C::Matching.is_in([OPEN, PROPOSED, OUTSIDE]))
    };
    let found: Vec<(Uuid, Uuid)> =
        lines().select_only().columns([C::Id, C::InvoiceId]).into_tuple().all(connection).await?;
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let matched: Vec<Uuid> = billing_match::Entity::find()
        .select_only()
        .column(billing_match::Column::InvoiceLineId)
        .filter(billing_match::Column::InvoiceLineId.in_subquery(lines().select_only().column(C::Id).into_query()))
        .into_tuple()
        .all(connection)
        .await?;
    let matched: HashSet<Uuid> = matched.into_iter().collect();
    let found: Vec<(Uuid, Uuid)> = found.into_iter().filter(|(line, _)| !matched.contains(line)).collect();
    let loose: HashSet<InvoiceLineId> = found.iter().map(|(line, _)| InvoiceLineId(*line)).collect();
    let mut of: Vec<Uuid> = found.into_iter().map(|(_, invoice)| invoice).collect();
    of.sort_unstable();
    of.dedup();
    let mut invoices = Vec::new();
    for some in of.chunks(5_000) {
        let rows = invoice::Entity::find().filter(invoice::Column::Id.is_in(some.iter().copied()));
        for stored in load(connection, rows.all(connection).await?).await? {
            let own: Vec<InvoiceLineId> =
                stored.invoice.lines.iter().map(|line| line.id).filter(|line| loose.contains(line)).collect();
            if stored.invoice.kind == InvoiceKind::Invoice {
                invoices.push((stored, own));
            }
        }
    }
    Ok(invoices)
}

/// The credit notes of customers, as they may name an invoice: a reference that is the number of a contract names that contract
/// and is left out. One query for those, two for their lines and payments, and one for the numbers.
pub async fn credit_notes_of(connection: &impl ConnectionTrait, customers: &[CustomerId]) -> Result<Vec<Invoice>> {
    let mut notes = Vec::new();
    for some in customers.chunks(5_000) {
        let rows = invoice::Entity::find()
            .filter(invoice::Column::CustomerId.is_in(some.iter().map(|id| id.0)))
            .filter(invoice::Column::Kind.eq(name("invoice kind", &InvoiceKind::CreditNote)?))
            .order_by_asc(invoice::Column::IssuedOn)
            .order_by_asc(invoice::Column::Number)
            .all(connection)
            .await?;
        notes.extend(load(connection, rows).await?.into_iter().map(|stored| stored.invoice));
    }
    let references = notes.iter().filter_map(|note| note.contract_reference.as_deref());
    let numbers = crate::contract::numbers_among(connection, references).await?;
    for note in &mut notes {
        note.contract_reference = note.contract_reference.take().filter(|text| !numbers.contains(text.trim()));
    }
    Ok(notes)
}

/// Those of some invoices that are there.
pub async fn existing(connection: &impl ConnectionTrait, ids: &[InvoiceId]) -> Result<HashSet<InvoiceId>> {
    let mut there = HashSet::new();
    for some in ids.chunks(10_000) {
        let found: Vec<Uuid> = invoice::Entity::find()
            .select_only()
            .column(invoice::Column::Id)
            .filter(invoice::Column::Id.is_in(some.iter().map(|id| id.0)))
            .into_tuple()
            .all(connection)
            .await?;
        there.extend(found.into_iter().map(InvoiceId));
    }
    Ok(there)
}

/// The customers who received the invoice lines that belong to some contracts.
pub async fn customers_billed_for(
    connection: &impl ConnectionTrait,
    contracts: &[model::id::ContractId],
) -> Result<Vec<CustomerId>> {
    let found: Vec<Uuid> = invoice_line::Entity::find()
        .select_only()
        .column(invoice_line::Column::CustomerId)
        .distinct()
        .filter(invoice_line::Column::ContractId.is_in(contracts.iter().map(|id| id.0)))
        .into_tuple()
        .all(connection)
        .await?;
    Ok(found.into_iter().map(CustomerId).collect())
}
