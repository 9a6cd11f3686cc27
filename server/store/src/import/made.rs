//! What an import made, and whom that concerns.

use crate::{
    Result,
    entity::{billing_match, contract, customer, finding, invoice, invoice_line, legal_entity, payment},
    finding::StoredFinding,
    stored::name,
};
use model::{
    calendar::Day,
    id::{ContractId, CustomerId, ImportId, InvoiceId},
    invoice::InvoiceKind,
    leakage::{Evidence, FindingKind},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, sea_query::SelectStatement,
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// The customers whose contracts or invoices an import made, or whose invoices it brought payments for, in order.
pub async fn customers_of(connection: &impl ConnectionTrait, id: ImportId) -> Result<BTreeSet<CustomerId>> {
    let by_contract: Vec<Uuid> = contract::Entity::find()
        .select_only()
        .column(contract::Column::CustomerId)
        .distinct()
        .filter(contract::Column::ImportId.eq(id.0))
        .into_tuple()
        .all(connection)
        .await?;
    let by_invoice: Vec<Uuid> = invoice::Entity::find()
        .select_only()
        .column(invoice::Column::CustomerId)
        .distinct()
        .filter(invoice::Column::ImportId.eq(id.0))
        .into_tuple()
        .all(connection)
        .await?;
    let by_payment: Vec<Uuid> = invoice::Entity::find()
        .select_only()
        .column(invoice::Column::CustomerId)
        .distinct()
        .filter(invoice::Column::Id.in_subquery(paid_by(id)))
        .into_tuple()
        .all(connection)
        .await?;
    Ok(by_contract.into_iter().chain(by_invoice).chain(by_payment).map(CustomerId).collect())
}

/// The invoices that were there and that an import brought payments for.
fn paid_by(id: ImportId) -> SelectStatement {
    crate::invoice::payments_from(id).select_only().column(payment::Column::InvoiceId).into_query()
}

/// The findings about late invoices that closed since a day and whose invoices an import brought payments for.
pub async fn settled_by_payments(
    connection: &impl ConnectionTrait,
    id: ImportId,
    since: Day,
) -> Result<Vec<StoredFinding>> {
    use finding::Column as C;
    let invoices = crate::invoice::paid_by_import(connection, id).await?;
    if invoices.is_empty() {
        return Ok(Vec::new());
    }
    let closed = |of: Condition| {
        finding::Entity::find()
            .filter(C::Kind.eq(FindingKind::Overdue.code()))
            .filter(C::State.eq("closed"))
            .filter(C::ChangedOn.gte(since))
            .filter(of)
            .order_by_asc(C::Id)
    };
    let mut found = Vec::new();
    for some in invoices.chunks(5_000) {
        let (contracts, customers) = billed_by(connection, some).await?;
        for some in contracts.chunks(10_000) {
            let of = Condition::all().add(C::ContractId.is_in(some.iter().map(|id| id.0)));
            found.extend(closed(of).all(connection).await?);
        }
        for some in customers.chunks(10_000) {
            let loose = Condition::all().add(C::ContractId.is_null());
            let of = loose.add(C::CustomerId.is_in(some.iter().map(|id| id.0)));
            found.extend(closed(of).all(connection).await?);
        }
    }
    let paid: BTreeSet<InvoiceId> = invoices.into_iter().collect();
    let (mut settled, mut seen) = (Vec::new(), BTreeSet::new());
    for row in found {
        let stored = crate::finding::stored_of(row)?;
        let own = matches!(&stored.finding.evidence, Evidence::Overdue { invoice, .. } if paid.contains(invoice));
        if own && seen.insert(stored.id) {
            settled.push(stored);
        }
    }
    Ok(settled)
}

/// References of the contracts an import made.
pub async fn references_of(connection: &impl ConnectionTrait, id: ImportId) -> Result<Vec<String>> {
    Ok(contract::Entity::find()
        .select_only()
        .column(contract::Column::Reference)
        .filter(contract::Column::ImportId.eq(id.0))
        .filter(contract::Column::Reference.is_not_null())
        .into_tuple()
        .all(connection)
        .await?)
}

/// The contracts of some customers that an import made, that its invoices name, whose invoices its credit notes may take
/// back, or whose invoices it brought payments for.
pub async fn concerned_by(
    connection: &impl ConnectionTrait,
    id: ImportId,
    customers: &[CustomerId],
) -> Result<Vec<ContractId>> {
    let ids = || customers.iter().map(|id| id.0);
    let invoices = invoice::Entity::find()
        .select_only()
        .column(invoice::Column::Id)
        .filter(invoice::Column::ImportId.eq(id.0))
        .filter(invoice::Column::CustomerId.is_in(ids()))
        .into_query();
    let mut contracts: Vec<Uuid> = invoice_line::Entity::find()
        .select_only()
        .column(invoice_line::Column::ContractId)
        .distinct()
        .filter(invoice_line::Column::InvoiceId.in_subquery(invoices))
        .filter(invoice_line::Column::ContractId.is_not_null())
        .into_tuple()
        .all(connection)
        .await?;
    let credited = invoice::Entity::find()
        .select_only()
        .column(invoice::Column::CustomerId)
        .filter(invoice::Column::ImportId.eq(id.0))
        .filter(invoice::Column::CustomerId.is_in(ids()))
        .filter(invoice::Column::Kind.eq(name("invoice kind", &InvoiceKind::CreditNote)?))
        .into_query();
    let own: Vec<Uuid> = contract::Entity::find()
        .select_only()
        .column(contract::Column::Id)
        .filter(
            Condition::any()
                .add(contract::Column::ImportId.eq(id.0))
                .add(contract::Column::CustomerId.in_subquery(credited)),
        )
        .filter(contract::Column::CustomerId.is_in(ids()))
        .into_tuple()
        .all(connection)
        .await?;
    contracts.extend(own);
    let paid = invoice::Entity::find()
        .select_only()
        .column(invoice::Column::Id)
        .filter(invoice::Column::Id.in_subquery(paid_by(id)))
        .filter(invoice::Column::CustomerId.is_in(ids()));
    let paid: Vec<Uuid> = paid.into_tuple().all(connection).await?;
    for some in paid.chunks(5_000) {
        let some: Vec<InvoiceId> = some.iter().copied().map(InvoiceId).collect();
        let (billed, _) = billed_by(connection, &some).await?;
        contracts.extend(billed.into_iter().map(|contract| contract.0));
    }
    Ok(contracts.into_iter().map(ContractId).collect())
}

/// Some of the contracts an import made.
pub async fn some_contracts(connection: &impl ConnectionTrait, id: ImportId, most: u64) -> Result<Vec<ContractId>> {
    let ids: Vec<Uuid> = contract::Entity::find()
        .select_only()
        .column(contract::Column::Id)
        .filter(contract::Column::ImportId.eq(id.0))
        .limit(most)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(ids.into_iter().map(ContractId).collect())
}

/// Some of the invoices an import made.
pub async fn some_invoices(connection: &impl ConnectionTrait, id: ImportId, most: u64) -> Result<Vec<InvoiceId>> {
    let ids: Vec<Uuid> = invoice::Entity::find()
        .select_only()
        .column(invoice::Column::Id)
        .filter(invoice::Column::ImportId.eq(id.0))
        .limit(most)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(ids.into_iter().map(InvoiceId).collect())
}

/// How many contracts and invoices carry the mark of an import.
pub async fn count_records(connection: &impl ConnectionTrait, id: ImportId) -> Result<u64> {
    let contracts = contract::Entity::find().filter(contract::Column::ImportId.eq(id.0)).count(connection).await?;
    let invoices = invoice::Entity::find().filter(invoice::Column::ImportId.eq(id.0)).count(connection).await?;
    Ok(contracts + invoices)
}

/// How many lines of an import's invoices wait for a person.
pub async fn count_waiting(connection: &impl ConnectionTrait, id: ImportId) -> Result<u64> {
    Ok(invoice_line::Entity::find()
        .filter(invoice_line::Column::Matching.is_in([crate::invoice::OPEN, crate::invoice::PROPOSED]))
        .filter(invoice_line::Column::InvoiceId.in_subquery(invoices_of(id, invoice::Column::Id)))
        .count(connection)
        .await?)
}

/// How many findings are open about the contracts that an import made or that its invoices bill, and about its
/// invoices that belong to no contract; the invoices that it brought payments for are its own here.
pub async fn count_findings(connection: &impl ConnectionTrait, id: ImportId) -> Result<u64> {
    use finding::Column as C;
    let made = contract::Entity::find()
        .select_only()
        .column(contract::Column::Id)
        .filter(contract::Column::ImportId.eq(id.0))
        .into_query();
    let billed = invoice_line::Entity::find()
        .select_only()
        .column(invoice_line::Column::ContractId)
        .filter(invoice_line::Column::ContractId.is_not_null())
        .filter(
            Condition::any()
                .add(invoice_line::Column::InvoiceId.in_subquery(invoices_of(id, invoice::Column::Id)))
                .add(invoice_line::Column::InvoiceId.in_subquery(paid_by(id))),
        )
        .into_query();
    let paid = invoice::Entity::find()
        .select_only()
        .column(invoice::Column::CustomerId)
        .filter(invoice::Column::Id.in_subquery(paid_by(id)))
        .into_query();
    let of_customers = Condition::any()
        .add(C::CustomerId.in_subquery(invoices_of(id, invoice::Column::CustomerId)))
        .add(C::CustomerId.in_subquery(paid));
    let loose = Condition::all().add(C::ContractId.is_null()).add(of_customers);
    let about = Condition::any().add(C::ContractId.in_subquery(made)).add(C::ContractId.in_subquery(billed)).add(loose);
    Ok(finding::Entity::find().filter(C::State.is_in(["found", "claimed"])).filter(about).count(connection).await?)
}

/// A column of the invoices that an import made.
fn invoices_of(id: ImportId, column: invoice::Column) -> SelectStatement {
    invoice::Entity::find().select_only().column(column).filter(invoice::Column::ImportId.eq(id.0)).into_query()
}

/// How many customers, contracts, invoices and legal entities there are: whoever knows them all sees by it whether
/// somebody added one.
pub async fn known_counts(connection: &impl ConnectionTrait) -> Result<[u64; 4]> {
    Ok([
        customer::Entity::find().count(connection).await?,
        contract::Entity::find().count(connection).await?,
        invoice::Entity::find().count(connection).await?,
        legal_entity::Entity::find().count(connection).await?,
    ])
}

/// The contracts that some invoices bill or name, and the customers who received the invoices.
pub async fn billed_by(
    connection: &impl ConnectionTrait,
    invoices: &[InvoiceId],
) -> Result<(Vec<ContractId>, Vec<CustomerId>)> {
    let ids = || invoices.iter().map(|id| id.0);
    let lines = || invoice_line::Entity::find().filter(invoice_line::Column::InvoiceId.is_in(ids())).select_only();
    let matched = billing_match::Entity::find()
        .select_only()
        .column(billing_match::Column::ContractId)
        .filter(billing_match::Column::InvoiceLineId.in_subquery(lines().column(invoice_line::Column::Id).into_query()))
        .into_query();
    let named = lines()
        .column(invoice_line::Column::ContractId)
        .filter(invoice_line::Column::ContractId.is_not_null())
        .into_query();
    let contracts: Vec<Uuid> = contract::Entity::find()
        .select_only()
        .column(contract::Column::Id)
        .filter(
            Condition::any()
                .add(contract::Column::Id.in_subquery(matched))
                .add(contract::Column::Id.in_subquery(named)),
        )
        .into_tuple()
        .all(connection)
        .await?;
    let customers: Vec<Uuid> = invoice::Entity::find()
        .select_only()
        .column(invoice::Column::CustomerId)
        .distinct()
        .filter(invoice::Column::Id.is_in(ids()))
        .into_tuple()
        .all(connection)
        .await?;
    Ok((contracts.into_iter().map(ContractId).collect(), customers.into_iter().map(CustomerId).collect()))
}

/// The contracts of the customers who received credit notes among some invoices: a credit note takes back the invoice it
/// names, whichever contract that bills.
pub async fn credited_by(connection: &impl ConnectionTrait, invoices: &[InvoiceId]) -> Result<Vec<ContractId>> {
    let credited = invoice::Entity::find()
        .select_only()
        .column(invoice::Column::CustomerId)
        .filter(invoice::Column::Id.is_in(invoices.iter().map(|id| id.0)))
        .filter(invoice::Column::Kind.eq(name("invoice kind", &InvoiceKind::CreditNote)?))
        .into_query();
    let contracts: Vec<Uuid> = contract::Entity::find()
        .select_only()
        .column(contract::Column::Id)
        .filter(contract::Column::CustomerId.in_subquery(credited))
        .into_tuple()
        .all(connection)
        .await?;
    Ok(contracts.into_iter().map(ContractId).collect())
}
