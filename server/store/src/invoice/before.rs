//! Invoices for which money came in before they did.

use super::Filter;
use crate::{
    Result,
    customer::seen as seen_invoices,
    entity::{billing_match, expected_billing, invoice, invoice_line, recovery_part},
    sight::Sight,
    stored::name,
};
use model::{
    id::{ContractId, CustomerId, InvoiceId},
    invoice::InvoiceKind,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait},
};
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

/// The invoices among some that bill a row of the ledger for which more was recovered than they leave of it, so that the money
/// may be paid of them: by customer, so that who reads their contracts reads each of them seldom. One query for each 5,000.
///
/// As [`LedgerRow::paid_before`](model::billing::LedgerRow::paid_before) reckons; a test compares both.
pub async fn with_recovered(connection: &impl ConnectionTrait, among: Among<'_>) -> Result<Vec<InvoiceId>> {
    use billing_match::Column as C;
    use expected_billing::Column as L;
    let line =
        billing_match::Entity::belongs_to(invoice_line::Entity).from(C::InvoiceLineId).to(invoice_line::Column::Id);
    let of = invoice_line::Entity::belongs_to(invoice::Entity).from(invoice_line::Column::InvoiceId);
    let ledger = |column: L| Expr::col((expected_billing::Entity, column));
    let net = ledger(L::BilledMinor).add(ledger(L::CreditedMinor));
    // From the parts of what was recovered, which are few, and not from the rows of the ledger.
    let parts =
        recovery_part::Entity::find().select_only().column(recovery_part::Column::ExpectedBillingId).into_query();
    let recovered = expected_billing::Entity::find()
        .select_only()
        .column(L::Id)
        .filter(L::Id.in_subquery(parts))
        .filter(L::RecoveredMinor.gt(0))
        .filter(ledger(L::RecoveredMinor).add(net).gt(ledger(L::AmountMinor)))
        .into_query();
    let billing = billing_match::Entity::find()
        .join(JoinType::InnerJoin, line.into())
        .join(JoinType::InnerJoin, of.to(invoice::Column::Id).into())
        .select_only()
        .columns([invoice_line::Column::CustomerId, invoice_line::Column::InvoiceId])
        .distinct()
        .filter(C::ExpectedBillingId.in_subquery(recovered));
    let some: Vec<Among<'_>> = match among {
        Among::These(ids) => ids.chunks(5_000).map(Among::These).collect(),
        Among::Listed(..) | Among::OfCustomer(..) => vec![among],
    };
    let mut found: Vec<(Uuid, Uuid)> = Vec::new();
    for some in some {
        found.extend(billing.clone().filter(some.condition()).into_tuple::<(Uuid, Uuid)>().all(connection).await?);
    }
    found.sort_unstable();
    Ok(found.into_iter().map(|(_, invoice)| InvoiceId(invoice)).collect())
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

/// Those of some invoices that bill a row of the ledger from which a credit note was taken off.
pub async fn beside_credit_notes(connection: &impl ConnectionTrait, ids: &[InvoiceId]) -> Result<Vec<InvoiceId>> {
    use billing_match::Column as C;
    let line = || billing_match::Entity::belongs_to(invoice_line::Entity).from(C::InvoiceLineId);
    let row = || billing_match::Entity::belongs_to(expected_billing::Entity).from(C::ExpectedBillingId);
    let mut found = Vec::new();
    for some in ids.chunks(5_000) {
        let own: Vec<Uuid> = billing_match::Entity::find()
            .join(JoinType::InnerJoin, line().to(invoice_line::Column::Id).into())
            .join(JoinType::InnerJoin, row().to(expected_billing::Column::Id).into())
            .select_only()
            .column(invoice_line::Column::InvoiceId)
            .distinct()
            .filter(invoice_line::Column::InvoiceId.is_in(some.iter().map(|id| id.0)))
            .filter(expected_billing::Column::CreditedMinor.ne(0))
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
