//! Renewals of contracts, as work.

mod listing;

pub use listing::{Filter, Listed, awaiting, list};

use crate::{
    Error, Result,
    entity::{contract, renewal},
    stored::{currency, from_name, moment, name},
};
use model::{
    calendar::Moment,
    id::{ContractId, PersonId},
    money::{Currency, Money},
    renewal::{RenewalChoice, Second, Upcoming, Work, needs_act},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect, sea_query::OnConflict,
};
use std::collections::HashMap;
use uuid::Uuid;

use renewal::Column as C;

pub(crate) fn work_of(row: renewal::Model) -> Result<Work> {
    let currency = currency(&row.currency)?;
    let second = match (row.awaits_second, row.confirmed_by, row.confirmed_on) {
        (true, ..) => Second::Awaited,
        (false, Some(by), Some(on)) => Second::Given { by: PersonId(by), on },
        (false, ..) => Second::NotNeeded,
    };
    let choice = match (row.decision, row.decided_on) {
        (Some(decision), Some(on)) => Some(RenewalChoice {
            decision: from_name("decision", &decision)?,
            reason: row.reason.unwrap_or_default(),
            by: row.decided_by.map(PersonId),
            on,
            second,
        }),
        _ => None,
    };
    Ok(Work {
        contract: ContractId(row.contract_id),
        upcoming: Upcoming {
            way: from_name("way of renewing", &row.way)?,
            term: u32::try_from(row.term).unwrap_or_default(),
            first_on: row.first_on,
            deadline: row.deadline,
            decide_by: row.decide_by,
        },
        value: row.value_minor.map(|minor| Money::new(minor, currency)),
        opened_on: row.opened_on,
        choice,
        signed_on: row.signed_on,
        outcome: row.outcome.map(|outcome| from_name("outcome", &outcome)).transpose()?,
        version: row.version,
    })
}

fn number_of(term: u32) -> i32 {
    i32::try_from(term).unwrap_or(i32::MAX)
}

fn row_of(work: &Work, currency: Currency) -> Result<renewal::Model> {
    let Work { contract, upcoming, value, opened_on, choice, signed_on, outcome, version } = work;
    let (decision, reason, by, on, second) = match choice {
        Some(RenewalChoice { decision, reason, by, on, second }) => {
            (Some(name("decision", decision)?), Some(reason.clone()), *by, Some(*on), *second)
        }
        None => (None, None, None, None, Second::NotNeeded),
    };
    let (confirmed_by, confirmed_on) = match second {
        Second::Given { by, on } => (Some(by.0), Some(on)),
        Second::NotNeeded | Second::Awaited => (None, None),
    };
    let to_act = choice.as_ref().is_some_and(|choice| needs_act(choice.decision, upcoming.way, signed_on.is_some()));
    Ok(renewal::Model {
        contract_id: contract.0,
        term: number_of(upcoming.term),
        way: name("way of renewing", &upcoming.way)?,
        first_on: upcoming.first_on,
        deadline: upcoming.deadline,
        decide_by: upcoming.decide_by,
        opened_on: *opened_on,
        currency: currency.code().to_owned(),
        value_minor: value.map(|value| value.minor),
        decision,
        reason,
        decided_by: by.map(|by| by.0),
        decided_on: on,
        awaits_second: second == Second::Awaited,
        confirmed_by,
        confirmed_on,
        to_act,
        signed_on: *signed_on,
        outcome: outcome.map(|outcome| outcome.code().to_owned()),
        version: *version,
    })
}

/// The renewals of contracts, contract by contract in the order of their terms.
pub async fn of_contracts(connection: &impl ConnectionTrait, contracts: &[ContractId]) -> Result<Vec<Work>> {
    let rows = renewal::Entity::find()
        .filter(C::ContractId.is_in(contracts.iter().map(|id| id.0)))
        .order_by_asc(C::ContractId)
        .order_by_asc(C::Term)
        .all(connection)
        .await?;
    rows.into_iter().map(work_of).collect()
}

/// The moments at which contracts came to be here.
pub async fn here_since(
    connection: &impl ConnectionTrait,
    contracts: &[ContractId],
) -> Result<HashMap<ContractId, Moment>> {
    let rows: Vec<(Uuid, i64)> = contract::Entity::find()
        .select_only()
        .columns([contract::Column::Id, contract::Column::CreatedAt])
        .filter(contract::Column::Id.is_in(contracts.iter().map(|id| id.0)))
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|(id, at)| (ContractId(id), moment(at))).collect())
}

/// Opens a renewal; answers whether it was not there yet, so that of two who open the same only one tells of it.
pub async fn insert(connection: &impl ConnectionTrait, work: &Work, currency: Currency) -> Result<bool> {
    let row = row_of(work, currency)?.into_active_model();
    let once = OnConflict::columns([C::ContractId, C::Term]).do_nothing().to_owned();
    match renewal::Entity::insert(row).on_conflict(once).exec_without_returning(connection).await {
        Ok(written) => Ok(written > 0),
        Err(DbErr::RecordNotInserted) => Ok(false),
        Err(cause) => Err(cause.into()),
    }
}

/// Saves a renewal whose version is still the one that was read, and raises the version by one.
///
/// # Errors
/// [`Error::Stale`] if somebody saved it meanwhile.
pub async fn update(connection: &impl ConnectionTrait, work: &Work, currency: Currency) -> Result<()> {
    let mut row = row_of(work, currency)?.into_active_model().reset_all();
    row.version = Set(work.version + 1);
    let saved = renewal::Entity::update_many()
        .set(row)
        .filter(C::ContractId.eq(work.contract.0))
        .filter(C::Term.eq(number_of(work.upcoming.term)))
        .filter(C::Version.eq(work.version))
        .exec(connection)
        .await?;
    if saved.rows_affected == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Removes the renewals of contracts that go themselves.
pub(crate) async fn delete_of_contracts(connection: &impl ConnectionTrait, contracts: &[ContractId]) -> Result<()> {
    renewal::Entity::delete_many()
        .filter(C::ContractId.is_in(contracts.iter().map(|id| id.0)))
        .exec(connection)
        .await?;
    Ok(())
}
