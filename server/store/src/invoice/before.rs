//! Invoices for which money came in before they did.

use super::Filter;
use crate::{
    Result,
    customer::seen as seen_invoices,
    entity::{billing_match, invoice, invoice_line, recovery_part},
    sight::Sight,
    stored::name,
};
use model::{
    id::{ContractId, CustomerId, InvoiceId},
    invoice::InvoiceKind,
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, QueryTrait};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Which invoices are looked at.
#[derive(Clone, Copy, Debug)]
pub enum Among<'a> {
    /// Those a list leaves.
    Listed(&'a Filter, Sight),
    /// Those of a customer.
    OfCustomer(CustomerId, Sight),
    /// Some.
    These(&'a [InvoiceId]),
}

impl Among<'_> {
    fn condition(self) -> Condition {
        match self {
            Self::Listed(filter, sight) => super::listing::condition(filter, sight),
            Self::OfCustomer(customer, sight) => seen_invoices(sight, customer),
            Self::These(ids) => Condition::all().add(invoice::Column::Id.is_in(ids.iter().map(|id| id.0))),
        }
    }
}

/// The invoices that bill a row of the ledger for which money was recovered: few, because people record it one by one.
pub async fn with_recovered(connection: &impl ConnectionTrait, among: Among<'_>) -> Result<Vec<InvoiceId>> {
    use billing_match::Column as C;
    let line =
        billing_match::Entity::belongs_to(invoice_line::Entity).from(C::InvoiceLineId).to(invoice_line::Column::Id);
    // From the parts of what was recovered, which are few, and not from the rows of the ledger.
    let recovered =
        recovery_part::Entity::find().select_only().column(recovery_part::Column::ExpectedBillingId).into_query();
    let billing = billing_match::Entity::find()
        .join(JoinType::InnerJoin, line.into())
        .select_only()
        .column(invoice_line::Column::InvoiceId)
        .distinct()
        .filter(C::ExpectedBillingId.in_subquery(recovered));
    if let Among::These(ids) = among {
        let own = invoice_line::Column::InvoiceId.is_in(ids.iter().map(|id| id.0));
        let billing: Vec<Uuid> = billing.filter(own).into_tuple().all(connection).await?;
        return Ok(billing.into_iter().map(InvoiceId).collect());
    }
    let billing: Vec<Uuid> = billing.into_tuple().all(connection).await?;
    let mut found = Vec::new();
    for some in billing.chunks(5_000) {
        let ids: Vec<Uuid> = invoice::Entity::find()
            .filter(among.condition())
            .filter(invoice::Column::Id.is_in(some.iter().copied()))
            .select_only()
            .column(invoice::Column::Id)
            .into_tuple()
            .all(connection)
            .await?;
        found.extend(ids.into_iter().map(InvoiceId));
    }
    Ok(found)
}

/// Those of some invoices whose customers received credit notes.
pub async fn with_credit_notes(connection: &impl ConnectionTrait, ids: &[InvoiceId]) -> Result<Vec<InvoiceId>> {
    let credited = invoice::Entity::find()
        .select_only()
        .column(invoice::Column::CustomerId)
        .filter(invoice::Column::Kind.eq(name("invoice kind", &InvoiceKind::CreditNote)?))
        .into_query();
    let mut found = Vec::new();
    for some in ids.chunks(5_000) {
        let own: Vec<Uuid> = invoice::Entity::find()
            .select_only()
            .column(invoice::Column::Id)
            .filter(invoice::Column::Id.is_in(some.iter().map(|id| id.0)))
            .filter(invoice::Column::CustomerId.in_subquery(credited.clone()))
            .into_tuple()
            .all(connection)
            .await?;
        found.extend(own.into_iter().map(InvoiceId));
    }
    Ok(found)
}

/// The contracts that invoices bill or name.
pub async fn contracts_of(connection: &impl ConnectionTrait, invoices: &[InvoiceId]) -> Result<Vec<ContractId>> {
    let mut contracts: BTreeSet<Uuid> = BTreeSet::new();
    for some in invoices.chunks(5_000) {
        let own = || invoice_line::Column::InvoiceId.is_in(some.iter().map(|id| id.0));
        let named: Vec<Uuid> = invoice_line::Entity::find()
            .select_only()
            .column(invoice_line::Column::ContractId)
            .filter(own())
            .filter(invoice_line::Column::ContractId.is_not_null())
            .into_tuple()
            .all(connection)
            .await?;
        let lines = invoice_line::Entity::find().select_only().column(invoice_line::Column::Id).filter(own());
        let billed: Vec<Uuid> = billing_match::Entity::find()
            .select_only()
            .column(billing_match::Column::ContractId)
            .filter(billing_match::Column::InvoiceLineId.in_subquery(lines.into_query()))
            .into_tuple()
            .all(connection)
            .await?;
        contracts.extend(named.into_iter().chain(billed));
    }
    Ok(contracts.into_iter().map(ContractId).collect())
}
