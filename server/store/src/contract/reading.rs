//! Contracts by number and identity, and their price lines.

use super::{Contract, Reach, StoredDates, row::contract_of};
use crate::{
    Result,
    entity::{attachment, contract, contract_reader, former_line, obligation, price_line, risk_profile, visit_promise},
    sight::{Sight, visible_to},
    stored::from_json,
};
use model::{
    attachment::AttachedTo,
    calendar::Day,
    id::{ContractId, CustomerId, ImportId, LegalEntityId, PersonId, PriceLineId},
    price_line::PriceLine,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, Func},
};
use std::collections::{HashMap, HashSet};

async fn readers(connection: &impl ConnectionTrait, rows: &[contract::Model]) -> Result<Vec<contract_reader::Model>> {
    let named: Vec<_> = rows.iter().filter(|row| row.confidentiality == "people").map(|row| row.id).collect();
    if named.is_empty() {
        return Ok(Vec::new());
    }
    Ok(contract_reader::Entity::find().filter(contract_reader::Column::ContractId.is_in(named)).all(connection).await?)
}

async fn contracts_of(connection: &impl ConnectionTrait, rows: Vec<contract::Model>) -> Result<Vec<Contract>> {
    let readers = readers(connection, &rows).await?;
    rows.into_iter()
        .map(|row| {
            let named =
                readers.iter().filter(|reader| reader.contract_id == row.id).map(|reader| PersonId(reader.person_id));
            let named = named.collect();
            contract_of(row, named)
        })
        .collect()
}

/// A contract by its number, if it may be seen.
pub async fn find_by_number(connection: &impl ConnectionTrait, sight: Sight, number: &str) -> Result<Option<Contract>> {
    let row = contract::Entity::find()
        .filter(contract::Column::Number.eq(number))
        .filter(visible_to(sight))
        .one(connection)
        .await?;
    Ok(contracts_of(connection, row.into_iter().collect()).await?.pop())
}

/// Contracts by identity, in no particular order, if they may be seen.
pub async fn find_many(connection: &impl ConnectionTrait, sight: Sight, ids: &[ContractId]) -> Result<Vec<Contract>> {
    let rows = contract::Entity::find()
        .filter(contract::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .filter(visible_to(sight))
        .all(connection)
        .await?;
    contracts_of(connection, rows).await
}

/// Identities of all contracts after one, in the order of identities: the way a job walks them.
pub async fn ids_after(
    connection: &impl ConnectionTrait,
    after: Option<ContractId>,
    limit: u64,
) -> Result<Vec<ContractId>> {
    let mut query = contract::Entity::find().select_only().column(contract::Column::Id);
    if let Some(after) = after {
        query = query.filter(contract::Column::Id.gt(after.0));
    }
    let ids: Vec<uuid::Uuid> =
        query.order_by_asc(contract::Column::Id).limit(limit).into_tuple().all(connection).await?;
    Ok(ids.into_iter().map(ContractId).collect())
}

/// Identities of the contracts after one that a person owns.
pub async fn ids_of_owner(
    connection: &impl ConnectionTrait,
    owner: PersonId,
    after: Option<ContractId>,
    limit: u64,
) -> Result<Vec<ContractId>> {
    use contract::Column as C;
    let query = contract::Entity::find().select_only().column(C::Id).filter(C::OwnerId.eq(owner.0));
    let query = match after {
        Some(after) => query.filter(C::Id.gt(after.0)),
        None => query,
    };
    let ids: Vec<uuid::Uuid> = query.order_by_asc(C::Id).limit(limit).into_tuple().all(connection).await?;
    Ok(ids.into_iter().map(ContractId).collect())
}

/// Identities of the contracts after one whose dates follow the holidays: all of one of our companies, or of all companies
/// those that have special terms.
pub async fn ids_by_dates(
    connection: &impl ConnectionTrait,
    entity: Option<LegalEntityId>,
    after: Option<ContractId>,
    limit: u64,
) -> Result<Vec<ContractId>> {
    use contract::Column as C;
    let query = contract::Entity::find().select_only().column(C::Id);
    let query = match entity {
        Some(entity) => query.filter(C::LegalEntityId.eq(entity.0)),
        None => query.filter(C::DateTerms.is_not_null()),
    };
    let query = match after {
        Some(after) => query.filter(C::Id.gt(after.0)),
        None => query,
    };
    let ids: Vec<uuid::Uuid> = query.order_by_asc(C::Id).limit(limit).into_tuple().all(connection).await?;
    Ok(ids.into_iter().map(ContractId).collect())
}

/// Identities of the contracts of customers.
pub async fn ids_of_customers(connection: &impl ConnectionTrait, customers: &[CustomerId]) -> Result<Vec<ContractId>> {
    let ids: Vec<uuid::Uuid> = contract::Entity::find()
        .select_only()
        .column(contract::Column::Id)
        .filter(contract::Column::CustomerId.is_in(customers.iter().map(|id| id.0)))
        .into_tuple()
        .all(connection)
        .await?;
    Ok(ids.into_iter().map(ContractId).collect())
}

/// Contracts that one of some texts names exactly: by number, reference or purchase order. One query for each
/// 5,000 texts.
pub async fn ids_named(connection: &impl ConnectionTrait, texts: &[String]) -> Result<Vec<ContractId>> {
    use contract::Column as C;
    let mut ids = Vec::new();
    for some in texts.chunks(5_000) {
        let texts = || some.iter().map(String::as_str);
        let named = Condition::any()
            .add(C::Number.is_in(texts()))
            .add(C::Reference.is_in(texts()))
            .add(C::PurchaseOrder.is_in(texts()));
        let found: Vec<uuid::Uuid> =
            contract::Entity::find().select_only().column(C::Id).filter(named).into_tuple().all(connection).await?;
        ids.extend(found.into_iter().map(ContractId));
    }
    Ok(ids)
}

/// Those of some texts that are the number of a contract, here or in another system, as a whole: they name that contract and
/// no invoice, whatever invoice has the same number.
pub async fn numbers_among(
    connection: &impl ConnectionTrait,
    texts: impl IntoIterator<Item = &str>,
) -> Result<HashSet<String>> {
    use contract::Column as C;
    let texts: HashSet<&str> = texts.into_iter().map(str::trim).filter(|text| !text.is_empty()).collect();
    let texts: Vec<&str> = texts.into_iter().collect();
    let mut numbers = HashSet::new();
    for some in texts.chunks(5_000) {
        let among = || some.iter().copied();
        let rows: Vec<(String, Option<String>)> = contract::Entity::find()
            .select_only()
            .columns([C::Number, C::Reference])
            .filter(Condition::any().add(C::Number.is_in(among())).add(C::Reference.is_in(among())))
            .into_tuple()
            .all(connection)
            .await?;
        numbers.extend(rows.into_iter().flat_map(|(number, reference)| reference.into_iter().chain([number])));
    }
    numbers.retain(|number| texts.contains(&number.as_str()));
    Ok(numbers)
}

/// The dates that contracts repeat in their columns.
pub async fn dates_of(
    connection: &impl ConnectionTrait,
    ids: &[ContractId],
) -> Result<HashMap<ContractId, StoredDates>> {
    use contract::Column as C;
    let rows: Vec<DatesRow> = contract::Entity::find()
        .select_only()
        .columns([C::Id, C::EndsOn, C::NextRenewalOn, C::NextDeadlineOn, C::NextDecisionOn, C::DatesUntil])
        .columns([C::LedgerFrom, C::LedgerTo, C::LedgerHorizon])
        .filter(C::Id.is_in(ids.iter().map(|id| id.0)))
        .into_model()
        .all(connection)
        .await?;
    let dates = |row: DatesRow| {
        let ledger = Reach { from: row.ledger_from, to: row.ledger_to, horizon: row.ledger_horizon };
        let dates = StoredDates {
            ends_on: row.ends_on,
            next_renewal_on: row.next_renewal_on,
            next_deadline_on: row.next_deadline_on,
            next_decision_on: row.next_decision_on,
            until: row.dates_until,
            ledger,
        };
        (ContractId(row.id), dates)
    };
    Ok(rows.into_iter().map(dates).collect())
}

/// What price lines were called that a contract no longer has.
pub async fn former_lines(
    connection: &impl ConnectionTrait,
    contract: ContractId,
) -> Result<HashMap<PriceLineId, String>> {
    let rows =
        former_line::Entity::find().filter(former_line::Column::ContractId.eq(contract.0)).all(connection).await?;
    Ok(rows.into_iter().map(|row| (PriceLineId(row.id), row.description)).collect())
}

#[derive(sea_orm::FromQueryResult)]
struct DatesRow {
    id: uuid::Uuid,
    ends_on: Option<Day>,
    next_renewal_on: Option<Day>,
    next_deadline_on: Option<Day>,
    next_decision_on: Option<Day>,
    dates_until: Option<Day>,
    ledger_from: Option<Day>,
    ledger_to: Option<Day>,
    ledger_horizon: Option<Day>,
}

/// Price lines of contracts, by contract and position.
pub async fn lines_of(
    connection: &impl ConnectionTrait,
    contracts: &[ContractId],
) -> Result<Vec<(ContractId, PriceLine)>> {
    let rows = price_line::Entity::find()
        .filter(price_line::Column::ContractId.is_in(contracts.iter().map(|id| id.0)))
        .order_by_asc(price_line::Column::ContractId)
        .order_by_asc(price_line::Column::Position)
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|row| {
            let line: PriceLine = from_json("price line", &row.terms)?;
            Ok((ContractId(row.contract_id), PriceLine { id: PriceLineId(row.id), ..line }))
        })
        .collect()
}

/// Numbers and references of every contract, for recognising them in an import.
pub async fn numbers(connection: &impl ConnectionTrait) -> Result<Vec<KnownNumber>> {
    type Row = (uuid::Uuid, String, Option<String>, uuid::Uuid, Option<uuid::Uuid>);
    let rows: Vec<Row> = contract::Entity::find()
        .select_only()
        .column(contract::Column::Id)
        .column(contract::Column::Number)
        .column(contract::Column::Reference)
        .column(contract::Column::CustomerId)
        .column(contract::Column::ImportId)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(id, number, reference, customer, import)| KnownNumber {
            id: ContractId(id),
            number,
            reference,
            customer: CustomerId(customer),
            import: import.map(ImportId),
        })
        .collect())
}

/// The currency of every contract, with its number and its reference.
pub async fn numbered_currencies(
    connection: &impl ConnectionTrait,
) -> Result<Vec<(String, Option<String>, model::money::Currency)>> {
    use contract::Column as C;
    let rows: Vec<(String, Option<String>, String)> = contract::Entity::find()
        .select_only()
        .columns([C::Number, C::Reference, C::Currency])
        .into_tuple()
        .all(connection)
        .await?;
    rows.into_iter().map(|(number, reference, code)| Ok((number, reference, crate::stored::currency(&code)?))).collect()
}

/// Under which numbers a contract is known.
#[derive(Clone, Debug)]
pub struct KnownNumber {
    /// Identity.
    pub id: ContractId,
    /// Our number.
    pub number: String,
    /// Another system's or the customer's number.
    pub reference: Option<String>,
    /// The customer.
    pub customer: CustomerId,
    /// The import that made it.
    pub import: Option<ImportId>,
}

/// The contracts that people changed since an import made them, or for which they promised service visits, wrote down
/// obligations or attached files, which no import does.
pub(crate) fn changed_by_people() -> Condition {
    use contract::{Column as C, Entity as E};
    let promising = visit_promise::Entity::find().select_only().column(visit_promise::Column::ContractId).into_query();
    let obliged = obligation::Entity::find().select_only().column(obligation::Column::ContractId).into_query();
    let looked_at = risk_profile::Entity::find().select_only().column(risk_profile::Column::ContractId).into_query();
    let with_files = attachment::Entity::find()
        .select_only()
        .column(attachment::Column::RecordId)
        .filter(attachment::Column::RecordKind.eq(AttachedTo::Contract(ContractId(uuid::Uuid::nil())).kind()))
        .filter(attachment::Column::RemovedAt.is_null())
        .into_query();
    Condition::any()
        .add(Expr::col((E, C::Version)).gt(Func::coalesce([Expr::col((E, C::ImportVersion)), Expr::val(1)])))
        .add(C::Id.in_subquery(promising))
        .add(C::Id.in_subquery(obliged))
        .add(C::Id.in_subquery(looked_at))
        .add(C::Id.in_subquery(with_files))
}

/// The contracts of an import that were changed since it made them, by number, with the number only where they may be seen.
pub async fn changed_since_import(
    connection: &impl ConnectionTrait,
    sight: Sight,
    import: ImportId,
) -> Result<Vec<Option<String>>> {
    let changed = || {
        contract::Entity::find()
            .select_only()
            .column(contract::Column::Number)
            .filter(contract::Column::ImportId.eq(import.0))
            .filter(changed_by_people())
            .order_by_asc(contract::Column::Number)
    };
    let all: Vec<String> = changed().into_tuple().all(connection).await?;
    let seen: Vec<String> = changed().filter(visible_to(sight)).into_tuple().all(connection).await?;
    Ok(all.into_iter().map(|number| Some(number).filter(|number| seen.contains(number))).collect())
}

/// Whether there is any contract at all.
pub async fn is_any(connection: &impl ConnectionTrait) -> Result<bool> {
    let first: Option<uuid::Uuid> = contract::Entity::find()
        .select_only()
        .column(contract::Column::Id)
        .limit(1)
        .into_tuple()
        .one(connection)
        .await?;
    Ok(first.is_some())
}
