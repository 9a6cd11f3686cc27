//! Imports: the file as it came, how its columns are read, and what became of it.

use crate::{
    Error, Result,
    entity::{import, import_mapping},
    stored::{from_json, json},
};
use model::{
    id::{ContractId, ImportId, PersonId},
    reconciliation::Waiting,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
    sea_query::{Expr, Func, OnConflict},
};
use serde::{Serialize, de::DeserializeOwned};

pub use import::Model as Import;

/// Adds an import.
pub async fn insert(connection: &impl ConnectionTrait, row: Import) -> Result<()> {
    import::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

/// An import with its file.
pub async fn find(connection: &impl ConnectionTrait, id: ImportId) -> Result<Option<Import>> {
    Ok(import::Entity::find_by_id(id.0).one(connection).await?)
}

/// Saves everything of an import but its file, if its version is still the one that was read.
///
/// # Errors
/// [`Error::Stale`] if somebody saved it meanwhile.
pub async fn update(connection: &impl ConnectionTrait, row: &Import) -> Result<()> {
    let change = import::ActiveModel {
        choices: Set(row.choices.clone()),
        mapping: Set(row.mapping.clone()),
        decisions: Set(row.decisions.clone()),
        state: Set(row.state.clone()),
        summary: Set(row.summary.clone()),
        finished_at: Set(row.finished_at),
        version: Set(row.version + 1),
        ..Default::default()
    };
    let saved = import::Entity::update_many()
        .set(change)
        .filter(import::Column::Id.eq(row.id))
        .filter(import::Column::Version.eq(row.version))
        .exec(connection)
        .await?;
    if saved.rows_affected == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// An import in a list, without its file.
#[derive(Clone, Debug, PartialEq, Eq, sea_orm::FromQueryResult)]
pub struct Listed {
    /// Identity.
    pub id: uuid::Uuid,
    /// Contracts or invoices.
    pub kind: String,
    /// Name of the file.
    pub file_name: String,
    /// Where it stands.
    pub state: String,
    /// What became of it, as JSON.
    pub summary: String,
    /// Who began it.
    pub created_by: Option<uuid::Uuid>,
    /// When (milliseconds).
    pub created_at: i64,
}

/// The latest imports.
pub async fn list(connection: &impl ConnectionTrait, limit: u64) -> Result<Vec<Listed>> {
    use import::Column as C;
    Ok(import::Entity::find()
        .select_only()
        .columns([C::Id, C::Kind, C::FileName, C::State, C::Summary, C::CreatedBy, C::CreatedAt])
        .order_by_desc(C::CreatedAt)
        .limit(limit)
        .into_model()
        .all(connection)
        .await?)
}

/// Who began an import, by the identity of a person.
pub fn created_by(listed: &Listed) -> Option<PersonId> {
    listed.created_by.map(PersonId)
}

/// Keeps a column mapping under a name, over any earlier one.
pub async fn write_mapping<T: Serialize>(
    connection: &impl ConnectionTrait,
    kind: &str,
    name: &str,
    mapping: &T,
) -> Result<()> {
    let row = import_mapping::ActiveModel {
        kind: Set(kind.to_owned()),
        name: Set(name.to_owned()),
        mapping: Set(json("mapping", mapping)?),
    };
    let over = OnConflict::columns([import_mapping::Column::Kind, import_mapping::Column::Name])
        .update_column(import_mapping::Column::Mapping)
        .to_owned();
    import_mapping::Entity::insert(row).on_conflict(over).exec_without_returning(connection).await?;
    Ok(())
}

/// The mappings kept for a kind of import, by name.
pub async fn mappings<T: DeserializeOwned>(connection: &impl ConnectionTrait, kind: &str) -> Result<Vec<(String, T)>> {
    let rows = import_mapping::Entity::find()
        .filter(import_mapping::Column::Kind.eq(kind))
        .order_by_asc(import_mapping::Column::Name)
        .all(connection)
        .await?;
    rows.into_iter().map(|row| Ok((row.name, from_json("mapping", &row.mapping)?))).collect()
}

/// Names of the mappings kept for a kind of import.
pub async fn mapping_names(connection: &impl ConnectionTrait, kind: &str) -> Result<Vec<String>> {
    Ok(import_mapping::Entity::find()
        .select_only()
        .column(import_mapping::Column::Name)
        .filter(import_mapping::Column::Kind.eq(kind))
        .order_by_asc(import_mapping::Column::Name)
        .into_tuple()
        .all(connection)
        .await?)
}

/// The contracts that stay when an import goes, and that its invoices bill or name.
pub async fn contracts_billed_by(connection: &impl ConnectionTrait, id: ImportId) -> Result<Vec<ContractId>> {
    use crate::entity::{billing_match, contract, invoice, invoice_line};
    let lines = || {
        let invoices = invoice::Entity::find()
            .select_only()
            .column(invoice::Column::Id)
            .filter(invoice::Column::ImportId.eq(id.0))
            .into_query();
        invoice_line::Entity::find().filter(invoice_line::Column::InvoiceId.in_subquery(invoices)).select_only()
    };
    let matched = billing_match::Entity::find()
        .select_only()
        .column(billing_match::Column::ContractId)
        .filter(billing_match::Column::InvoiceLineId.in_subquery(lines().column(invoice_line::Column::Id).into_query()))
        .into_query();
    let named = lines()
        .column(invoice_line::Column::ContractId)
        .filter(invoice_line::Column::ContractId.is_not_null())
        .into_query();
    let ids: Vec<uuid::Uuid> = contract::Entity::find()
        .select_only()
        .column(contract::Column::Id)
        .filter(
            Condition::any()
                .add(contract::Column::Id.in_subquery(matched))
                .add(contract::Column::Id.in_subquery(named)),
        )
        .filter(Condition::any().add(contract::Column::ImportId.is_null()).add(contract::Column::ImportId.ne(id.0)))
        .into_tuple()
        .all(connection)
        .await?;
    Ok(ids.into_iter().map(ContractId).collect())
}

/// Removes everything an import made, and nothing else: findings, matches, ledger rows, payments, invoices,
/// contracts, customers and legal entities that carry its mark. Customers that other contracts or invoices
/// use by now are kept.
pub async fn delete_records(connection: &impl ConnectionTrait, id: ImportId) -> Result<()> {
    use crate::entity::{
        billing_match, contact, contract, contract_reader, contract_word, customer, customer_key, expected_billing,
        finding, finding_comment, invoice, invoice_line, legal_entity, match_refusal, payment, price_line, site,
    };
    let contracts = || {
        contract::Entity::find()
            .select_only()
            .column(contract::Column::Id)
            .filter(contract::Column::ImportId.eq(id.0))
            .into_query()
    };
    let invoices = || {
        invoice::Entity::find()
            .select_only()
            .column(invoice::Column::Id)
            .filter(invoice::Column::ImportId.eq(id.0))
            .into_query()
    };
    let lines = || {
        invoice_line::Entity::find()
            .select_only()
            .column(invoice_line::Column::Id)
            .filter(invoice_line::Column::InvoiceId.in_subquery(invoices()))
            .into_query()
    };
    let findings = finding::Entity::find()
        .select_only()
        .column(finding::Column::Id)
        .filter(finding::Column::ContractId.in_subquery(contracts()))
        .into_query();
    finding_comment::Entity::delete_many()
        .filter(finding_comment::Column::FindingId.in_subquery(findings))
        .exec(connection)
        .await?;
    finding::Entity::delete_many()
        .filter(finding::Column::ContractId.in_subquery(contracts()))
        .exec(connection)
        .await?;
    // Invoices of other imports that billed these contracts wait again, as if the contracts had never been.
    let back = [
        (invoice_line::Column::Matching, Expr::val(crate::invoice::OPEN)),
        (invoice_line::Column::WaitingFor, Expr::val(Waiting::NoRow.code())),
        (invoice_line::Column::WaitingMinor, Expr::from(Func::abs(Expr::col(invoice_line::Column::AmountMinor)))),
        (invoice_line::Column::ContractId, Expr::val(Option::<uuid::Uuid>::None)),
    ];
    let mut waiting = invoice_line::Entity::update_many();
    for (column, value) in back {
        waiting = waiting.col_expr(column, value);
    }
    waiting.filter(invoice_line::Column::ContractId.in_subquery(contracts())).exec(connection).await?;
    billing_match::Entity::delete_many()
        .filter(billing_match::Column::ContractId.in_subquery(contracts()))
        .exec(connection)
        .await?;
    match_refusal::Entity::delete_many()
        .filter(match_refusal::Column::InvoiceLineId.in_subquery(lines()))
        .exec(connection)
        .await?;
    billing_match::Entity::delete_many()
        .filter(billing_match::Column::InvoiceLineId.in_subquery(lines()))
        .exec(connection)
        .await?;
    expected_billing::Entity::delete_many()
        .filter(expected_billing::Column::ContractId.in_subquery(contracts()))
        .exec(connection)
        .await?;
    payment::Entity::delete_many().filter(payment::Column::InvoiceId.in_subquery(invoices())).exec(connection).await?;
    invoice_line::Entity::delete_many()
        .filter(invoice_line::Column::InvoiceId.in_subquery(invoices()))
        .exec(connection)
        .await?;
    invoice::Entity::delete_many().filter(invoice::Column::ImportId.eq(id.0)).exec(connection).await?;
    contract_reader::Entity::delete_many()
        .filter(contract_reader::Column::ContractId.in_subquery(contracts()))
        .exec(connection)
        .await?;
    contract_word::Entity::delete_many()
        .filter(contract_word::Column::ContractId.in_subquery(contracts()))
        .exec(connection)
        .await?;
    price_line::Entity::delete_many()
        .filter(price_line::Column::ContractId.in_subquery(contracts()))
        .exec(connection)
        .await?;
    contract::Entity::delete_many().filter(contract::Column::ImportId.eq(id.0)).exec(connection).await?;
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
        .filter(customer::Column::ImportId.eq(id.0))
        .filter(customer::Column::Id.not_in_subquery(by_contract))
        .filter(customer::Column::Id.not_in_subquery(by_invoice))
        .exec(connection)
        .await?;
    let there = || customer::Entity::find().select_only().column(customer::Column::Id).into_query();
    customer_key::Entity::delete_many()
        .filter(customer_key::Column::CustomerId.not_in_subquery(there()))
        .exec(connection)
        .await?;
    contact::Entity::delete_many()
        .filter(contact::Column::CustomerId.not_in_subquery(there()))
        .exec(connection)
        .await?;
    site::Entity::delete_many().filter(site::Column::CustomerId.not_in_subquery(there())).exec(connection).await?;
    let (by_contract, by_invoice) = in_use(contract::Column::LegalEntityId, invoice::Column::LegalEntityId);
    legal_entity::Entity::delete_many()
        .filter(legal_entity::Column::ImportId.eq(id.0))
        .filter(legal_entity::Column::Id.not_in_subquery(by_contract))
        .filter(legal_entity::Column::Id.not_in_subquery(by_invoice))
        .exec(connection)
        .await?;
    Ok(())
}
