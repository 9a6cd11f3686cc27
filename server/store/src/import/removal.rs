//! Taking back what an import made, some records at a time; and nothing else.

use crate::{
    Result,
    entity::{
        billing_match, contact, contract, contract_reader, contract_word, customer, customer_key, expected_billing,
        finding, finding_comment, former_line, import, invoice, invoice_line, invoice_waiver, key_date, legal_entity,
        match_refusal, payment, price_line, site,
    },
    finding::{StoredFinding, forget_recoveries},
};
use model::{
    id::{ContractId, CustomerId, ImportId, InvoiceId},
    reconciliation::Waiting,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait, Func},
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Takes the mark of an import from contracts that a person changed since, or for which one promised service visits, so
/// that they stay; answers how many.
pub async fn let_go_changed(connection: &impl ConnectionTrait, id: ImportId) -> Result<u64> {
    use contract::Column as C;
    let kept = contract::Entity::update_many()
        .col_expr(C::ImportId, Expr::val(Option::<Uuid>::None))
        .filter(C::ImportId.eq(id.0))
        .filter(crate::contract::changed_by_people())
        .exec(connection)
        .await?;
    Ok(kept.rows_affected)
}

/// The findings that would go with an import and that somebody has worked on: claimed, recovered in part or whole, given
/// up, or commented.
pub async fn worked_on(connection: &impl ConnectionTrait, id: ImportId) -> Result<Vec<StoredFinding>> {
    use finding::Column as C;
    let worked = crate::finding::is_worked_on();
    let contracts = contract::Entity::find()
        .select_only()
        .column(contract::Column::Id)
        .filter(contract::Column::ImportId.eq(id.0))
        .into_query();
    let invoices: Vec<Uuid> = invoice::Entity::find()
        .select_only()
        .column(invoice::Column::Id)
        .filter(invoice::Column::ImportId.eq(id.0))
        .into_tuple()
        .all(connection)
        .await?;
    if invoices.is_empty() {
        let of_contracts = finding::Entity::find().filter(worked).filter(C::ContractId.in_subquery(contracts));
        return of_contracts.all(connection).await?.into_iter().map(crate::finding::stored_of).collect();
    }
    let gone: BTreeSet<InvoiceId> = invoices.into_iter().map(InvoiceId).collect();
    let mut about = Vec::new();
    for row in finding::Entity::find().filter(worked).all(connection).await? {
        let stored = crate::finding::stored_of(row)?;
        if stored.finding.evidence.is_only_about(&gone) {
            about.push(stored);
        }
    }
    Ok(about)
}

/// What taking an import back removes, as it stands now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Removed {
    /// Contracts that nobody changed since.
    pub contracts: u64,
    /// Customers that nothing else uses.
    pub customers: u64,
    /// Customers of the import that others use by now: they stay.
    pub kept_customers: u64,
    /// Invoices.
    pub invoices: u64,
    /// Matches of invoice lines with expected billing, of its contracts or of its invoices.
    pub matches: u64,
}

/// Counts what taking an import back removes.
pub async fn removed_by(connection: &impl ConnectionTrait, id: ImportId) -> Result<Removed> {
    let others = |column: contract::Column| {
        let mark = contract::Column::ImportId;
        let other = Condition::any().add(mark.is_null()).add(mark.ne(id.0));
        contract::Entity::find().select_only().column(column).filter(other).into_query()
    };
    let other_invoices = {
        let mark = invoice::Column::ImportId;
        let other = Condition::any().add(mark.is_null()).add(mark.ne(id.0));
        invoice::Entity::find().select_only().column(invoice::Column::CustomerId).filter(other).into_query()
    };
    let own_contracts =
        contract::Entity::find().select_only().column(contract::Column::Id).filter(contract::Column::ImportId.eq(id.0));
    let own_invoices =
        invoice::Entity::find().select_only().column(invoice::Column::Id).filter(invoice::Column::ImportId.eq(id.0));
    let own_lines = invoice_line::Entity::find()
        .select_only()
        .column(invoice_line::Column::Id)
        .filter(invoice_line::Column::InvoiceId.in_subquery(own_invoices.into_query()));
    let customers = customer::Entity::find().filter(customer::Column::ImportId.eq(id.0));
    let all_customers = customers.clone().count(connection).await?;
    let gone_customers = customers
        .filter(customer::Column::Id.not_in_subquery(others(contract::Column::CustomerId)))
        .filter(customer::Column::Id.not_in_subquery(other_invoices))
        .count(connection)
        .await?;
    let matches = Condition::any()
        .add(billing_match::Column::ContractId.in_subquery(own_contracts.clone().into_query()))
        .add(billing_match::Column::InvoiceLineId.in_subquery(own_lines.into_query()));
    Ok(Removed {
        contracts: contract::Entity::find().filter(contract::Column::ImportId.eq(id.0)).count(connection).await?,
        customers: gone_customers,
        kept_customers: all_customers.saturating_sub(gone_customers),
        invoices: invoice::Entity::find().filter(invoice::Column::ImportId.eq(id.0)).count(connection).await?,
        matches: billing_match::Entity::find().filter(matches).count(connection).await?,
    })
}

/// Removes invoices with their lines, payments and matches.
pub async fn delete_invoices(connection: &impl ConnectionTrait, invoices: &[InvoiceId]) -> Result<()> {
    let ids = || invoices.iter().map(|id| id.0);
    let lines = || {
        invoice_line::Entity::find()
            .select_only()
            .column(invoice_line::Column::Id)
            .filter(invoice_line::Column::InvoiceId.is_in(ids()))
            .into_query()
    };
    match_refusal::Entity::delete_many()
        .filter(match_refusal::Column::InvoiceLineId.in_subquery(lines()))
        .exec(connection)
        .await?;
    billing_match::Entity::delete_many()
        .filter(billing_match::Column::InvoiceLineId.in_subquery(lines()))
        .exec(connection)
        .await?;
    wait_again(connection, invoices).await?;
    payment::Entity::delete_many().filter(payment::Column::InvoiceId.is_in(ids())).exec(connection).await?;
    invoice_waiver::Entity::delete_many()
        .filter(invoice_waiver::Column::InvoiceId.is_in(ids()))
        .exec(connection)
        .await?;
    invoice_line::Entity::delete_many().filter(invoice_line::Column::InvoiceId.is_in(ids())).exec(connection).await?;
    invoice::Entity::delete_many().filter(invoice::Column::Id.is_in(ids())).exec(connection).await?;
    Ok(())
}

/// Lets what was settled with some invoices that go, or with credit notes, wait again: of their customers, about their contracts.
async fn wait_again(connection: &impl ConnectionTrait, gone: &[InvoiceId]) -> Result<()> {
    use invoice_line::Column as C;
    let settled = || invoice_line::Entity::find().filter(C::Matching.eq(crate::invoice::SETTLED));
    let going = || C::InvoiceId.is_in(gone.iter().map(|id| id.0));
    let of: Vec<(Uuid, Option<Uuid>)> = settled()
        .select_only()
        .columns([C::CustomerId, C::ContractId])
        .distinct()
        .filter(going())
        .into_tuple()
        .all(connection)
        .await?;
    for (customer, contract) in of {
        invoice_line::Entity::update_many()
            .col_expr(C::Matching, Expr::val(crate::invoice::OPEN))
            .col_expr(C::WaitingFor, Expr::val(Waiting::NoRow.code()))
            .col_expr(C::WaitingMinor, Func::abs(Expr::col(C::AmountMinor)).into())
            .col_expr(C::Version, Expr::col(C::Version).add(1))
            .filter(C::Matching.eq(crate::invoice::SETTLED))
            .filter(C::CustomerId.eq(customer))
            .filter(C::ContractId.eq(contract))
            .exec(connection)
            .await?;
    }
    Ok(())
}

/// Removes the findings of contracts and customers that say something about these invoices alone, with what was said
/// about them.
pub async fn delete_findings_about(
    connection: &impl ConnectionTrait,
    invoices: &[InvoiceId],
    contracts: &[ContractId],
    customers: &[CustomerId],
) -> Result<()> {
    let gone: BTreeSet<InvoiceId> = invoices.iter().copied().collect();
    let mut known = crate::finding::of_contracts(connection, contracts).await?;
    known.extend(crate::finding::loose_of(connection, customers).await?);
    let about = known.iter().filter(|known| known.finding.evidence.is_only_about(&gone));
    let ids: Vec<Uuid> = about.map(|known| known.id.0).collect();
    for some in ids.chunks(500) {
        let some = || some.iter().copied();
        let own =
            finding::Entity::find().select_only().column(finding::Column::Id).filter(finding::Column::Id.is_in(some()));
        forget_recoveries(connection, own.into_query()).await?;
        finding_comment::Entity::delete_many()
            .filter(finding_comment::Column::FindingId.is_in(some()))
            .exec(connection)
            .await?;
        finding::Entity::delete_many().filter(finding::Column::Id.is_in(some())).exec(connection).await?;
    }
    Ok(())
}

/// Removes contracts with their price lines, ledger, matches and findings. Invoices that billed them wait again, as
/// if the contracts had never been.
pub async fn delete_contracts(connection: &impl ConnectionTrait, contracts: &[ContractId]) -> Result<()> {
    let ids = || contracts.iter().map(|id| id.0);
    let findings = finding::Entity::find()
        .select_only()
        .column(finding::Column::Id)
        .filter(finding::Column::ContractId.is_in(ids()))
        .into_query();
    forget_recoveries(connection, findings.clone()).await?;
    finding_comment::Entity::delete_many()
        .filter(finding_comment::Column::FindingId.in_subquery(findings))
        .exec(connection)
        .await?;
    finding::Entity::delete_many().filter(finding::Column::ContractId.is_in(ids())).exec(connection).await?;
    let back = [
        (invoice_line::Column::Matching, Expr::val(crate::invoice::OPEN)),
        (invoice_line::Column::WaitingFor, Expr::val(Waiting::NoRow.code())),
        (invoice_line::Column::WaitingMinor, Expr::from(Func::abs(Expr::col(invoice_line::Column::AmountMinor)))),
        (invoice_line::Column::ContractId, Expr::val(Option::<Uuid>::None)),
    ];
    let mut waiting = invoice_line::Entity::update_many();
    for (column, value) in back {
        waiting = waiting.col_expr(column, value);
    }
    waiting.filter(invoice_line::Column::ContractId.is_in(ids())).exec(connection).await?;
    billing_match::Entity::delete_many()
        .filter(billing_match::Column::ContractId.is_in(ids()))
        .exec(connection)
        .await?;
    crate::obligation::delete_of_contracts(connection, contracts).await?;
    crate::renewal::delete_of_contracts(connection, contracts).await?;
    crate::risk::delete_of_contracts(connection, contracts).await?;
    key_date::Entity::delete_many().filter(key_date::Column::ContractId.is_in(ids())).exec(connection).await?;
    expected_billing::Entity::delete_many()
        .filter(expected_billing::Column::ContractId.is_in(ids()))
        .exec(connection)
        .await?;
    contract_reader::Entity::delete_many()
        .filter(contract_reader::Column::ContractId.is_in(ids()))
        .exec(connection)
        .await?;
    contract_word::Entity::delete_many()
        .filter(contract_word::Column::ContractId.is_in(ids()))
        .exec(connection)
        .await?;
    price_line::Entity::delete_many().filter(price_line::Column::ContractId.is_in(ids())).exec(connection).await?;
    former_line::Entity::delete_many().filter(former_line::Column::ContractId.is_in(ids())).exec(connection).await?;
    crate::service_visit::delete_of_contracts(connection, contracts).await?;
    contract::Entity::delete_many().filter(contract::Column::Id.is_in(ids())).exec(connection).await?;
    Ok(())
}

/// Removes the customers and legal entities an import made, but for those that contracts or invoices use by now.
pub async fn delete_parties(connection: &impl ConnectionTrait, id: ImportId) -> Result<()> {
    // Parties of imports that were taken back before, for what has kept them may go with this one.
    let undone = || {
        let taken_back = import::Column::State.eq("undone").or(import::Column::Id.eq(id.0));
        import::Entity::find().select_only().column(import::Column::Id).filter(taken_back).into_query()
    };
    let in_use = |column_of_contract: contract::Column, column_of_invoice: invoice::Column| {
        (
            contract::Entity::find().select_only().column(column_of_contract).into_query(),
            invoice::Entity::find()
                .select_only()
                .column(column_of_invoice)
                .filter(column_of_invoice.is_not_null())
                .into_query(),
        )
    };
    let (by_contract, by_invoice) = in_use(contract::Column::CustomerId, invoice::Column::CustomerId);
    customer::Entity::delete_many()
        .filter(customer::Column::ImportId.in_subquery(undone()))
        .filter(customer::Column::Id.not_in_subquery(by_contract))
        .filter(customer::Column::Id.not_in_subquery(by_invoice))
        .exec(connection)
        .await?;
    let there = || customer::Entity::find().select_only().column(customer::Column::Id).into_query();
    customer_key::Entity::delete_many()
        .filter(customer_key::Column::CustomerId.not_in_subquery(there()))
        .exec(connection)
        .await?;
    let gone = finding::Entity::find()
        .select_only()
        .column(finding::Column::Id)
        .filter(finding::Column::ContractId.is_null())
        .filter(finding::Column::CustomerId.not_in_subquery(there()))
        .into_query();
    forget_recoveries(connection, gone.clone()).await?;
    finding_comment::Entity::delete_many()
        .filter(finding_comment::Column::FindingId.in_subquery(gone))
        .exec(connection)
        .await?;
    finding::Entity::delete_many()
        .filter(finding::Column::ContractId.is_null())
        .filter(finding::Column::CustomerId.not_in_subquery(there()))
        .exec(connection)
        .await?;
    contact::Entity::delete_many()
        .filter(contact::Column::CustomerId.not_in_subquery(there()))
        .exec(connection)
        .await?;
    site::Entity::delete_many().filter(site::Column::CustomerId.not_in_subquery(there())).exec(connection).await?;
    let (by_contract, by_invoice) = in_use(contract::Column::LegalEntityId, invoice::Column::LegalEntityId);
    legal_entity::Entity::delete_many()
        .filter(legal_entity::Column::ImportId.in_subquery(undone()))
        .filter(legal_entity::Column::Id.not_in_subquery(by_contract))
        .filter(legal_entity::Column::Id.not_in_subquery(by_invoice))
        .exec(connection)
        .await?;
    Ok(())
}
