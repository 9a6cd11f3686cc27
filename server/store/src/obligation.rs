//! Obligations, and the days on which they fall due.

mod days;
mod listing;

pub use days::{
    DueDay, Stored, days_of, delete_days, find, insert_many, move_day, occurrences_of, refresh, save_progress,
};
pub(crate) use listing::overdue_of_ours;
pub use listing::{Filter, Listed, Sort, list, listed, rates};

use crate::{
    Error, Result,
    entity::{obligation, occurrence},
    stored::{currency, from_name, name},
};
use model::{
    calendar::Day,
    id::{ContractId, ObligationId, PersonId, PriceLineId},
    money::Money,
    obligation::{Obligation, RecurrenceRule, Schedule, Span},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

/// An obligation as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Identity.
    pub id: ObligationId,
    /// Its contract.
    pub contract: ContractId,
    /// What a person wrote down.
    pub obligation: Obligation,
    /// From which day its schedule counts, where it was changed after something had happened.
    pub follows_from: Option<Day>,
    /// For which days its occurrences were made.
    pub made_for: Option<Span>,
    /// Version.
    pub version: i32,
}

fn kept_of(row: obligation::Model) -> Result<Kept> {
    let obligation::Model {
        id,
        contract_id,
        title,
        kind,
        side,
        first_on,
        rule,
        grace_days,
        owner_id,
        clause,
        line_id,
        amount_minor,
        currency: code,
        evidence,
        notes,
        follows_from,
        made_until,
        made_to_end,
        created_at: _,
        version,
    } = row;
    let schedule = match rule {
        None => Schedule::Once { on: first_on },
        Some(text) => {
            let cause = || Error::Unreadable { what: "rule", cause: text.clone() };
            Schedule::Recurring { first: first_on, rule: RecurrenceRule::parse(&text).ok_or_else(cause)? }
        }
    };
    let currency = currency(&code)?;
    let obligation = Obligation {
        title,
        kind: from_name("kind of obligation", &kind)?,
        side: from_name("side", &side)?,
        schedule,
        grace_days: u32::try_from(grace_days).unwrap_or_default(),
        owner: owner_id.map(PersonId),
        clause,
        line: line_id.map(PriceLineId),
        amount: amount_minor.map(|minor| Money::new(minor, currency)),
        evidence,
        notes,
    };
    Ok(Kept {
        id: ObligationId(id),
        contract: ContractId(contract_id),
        obligation,
        follows_from,
        made_for: made_until.map(|until| Span { until, end: made_to_end }),
        version,
    })
}

fn row_of(kept: &Kept, code: &str, created_at: i64) -> Result<obligation::Model> {
    let Kept { id, contract, obligation, follows_from, made_for, version } = kept;
    let Obligation { title, kind, side, schedule, grace_days, owner, clause, line, amount, evidence, notes } =
        obligation.clone();
    Ok(obligation::Model {
        id: id.0,
        contract_id: contract.0,
        title,
        kind: name("kind of obligation", &kind)?,
        side: name("side", &side)?,
        first_on: schedule.first(),
        rule: schedule.rule().map(ToString::to_string),
        grace_days: i32::try_from(grace_days).unwrap_or(i32::MAX),
        owner_id: owner.map(|owner| owner.0),
        clause,
        line_id: line.map(|line| line.0),
        amount_minor: amount.map(|amount| amount.minor),
        currency: code.to_owned(),
        evidence,
        notes,
        follows_from: *follows_from,
        made_until: made_for.map(|span| span.until),
        made_to_end: made_for.and_then(|span| span.end),
        created_at,
        version: *version,
    })
}

/// Adds an obligation; `code` is the currency of its contract, `at` the moment in milliseconds.
pub async fn insert(connection: &impl ConnectionTrait, kept: &Kept, code: &str, at: i64) -> Result<()> {
    let row = row_of(kept, code, at)?.into_active_model();
    obligation::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// Saves an obligation whose version is still the one that was read, and raises the version by one.
///
/// # Errors
/// [`Error::Stale`] if somebody saved or removed it meanwhile.
pub async fn update(connection: &impl ConnectionTrait, kept: &Kept, code: &str) -> Result<()> {
    let mut row = row_of(kept, code, 0)?.into_active_model().reset_all();
    row.created_at = sea_orm::ActiveValue::NotSet;
    row.version = Set(kept.version + 1);
    let saved = obligation::Entity::update_many()
        .set(row)
        .filter(obligation::Column::Id.eq(kept.id.0))
        .filter(obligation::Column::Version.eq(kept.version))
        .exec(connection)
        .await?;
    if saved.rows_affected == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Notes for which days the occurrences of an obligation were made.
pub async fn note_made(connection: &impl ConnectionTrait, id: ObligationId, span: Option<Span>) -> Result<()> {
    let made = obligation::ActiveModel {
        made_until: Set(span.map(|span| span.until)),
        made_to_end: Set(span.and_then(|span| span.end)),
        ..Default::default()
    };
    obligation::Entity::update_many().set(made).filter(obligation::Column::Id.eq(id.0)).exec(connection).await?;
    Ok(())
}

/// Removes an obligation whose version is still the one that was read, with its occurrences.
///
/// # Errors
/// [`Error::Stale`] if somebody saved or removed it meanwhile.
pub async fn delete(connection: &impl ConnectionTrait, id: ObligationId, version: i32) -> Result<()> {
    let gone = obligation::Entity::delete_many()
        .filter(obligation::Column::Id.eq(id.0))
        .filter(obligation::Column::Version.eq(version))
        .exec(connection)
        .await?;
    if gone.rows_affected == 0 {
        return Err(Error::Stale);
    }
    occurrence::Entity::delete_many().filter(occurrence::Column::ObligationId.eq(id.0)).exec(connection).await?;
    Ok(())
}

/// Removes all obligations of contracts that go themselves.
pub(crate) async fn delete_of_contracts(connection: &impl ConnectionTrait, contracts: &[ContractId]) -> Result<()> {
    let ids = || contracts.iter().map(|id| id.0);
    occurrence::Entity::delete_many().filter(occurrence::Column::ContractId.is_in(ids())).exec(connection).await?;
    obligation::Entity::delete_many().filter(obligation::Column::ContractId.is_in(ids())).exec(connection).await?;
    Ok(())
}

/// An obligation by its identity. Whether its contract may be seen is for the caller to ask.
pub async fn kept(connection: &impl ConnectionTrait, id: ObligationId) -> Result<Option<Kept>> {
    obligation::Entity::find_by_id(id.0).one(connection).await?.map(kept_of).transpose()
}

/// The obligations of contracts, in the order in which they were added.
pub async fn of_contracts(connection: &impl ConnectionTrait, contracts: &[ContractId]) -> Result<Vec<Kept>> {
    use obligation::Column as C;
    let rows = obligation::Entity::find()
        .filter(C::ContractId.is_in(contracts.iter().map(|id| id.0)))
        .order_by_asc(C::ContractId)
        .order_by_asc(C::CreatedAt)
        .order_by_asc(C::Id)
        .all(connection)
        .await?;
    rows.into_iter().map(kept_of).collect()
}

/// Whether another milestone of a contract belongs to a price line already.
pub async fn is_line_taken(
    connection: &impl ConnectionTrait,
    contract: ContractId,
    line: PriceLineId,
    except: Option<ObligationId>,
) -> Result<bool> {
    use obligation::Column as C;
    let other: Option<Uuid> = obligation::Entity::find()
        .select_only()
        .column(C::Id)
        .filter(C::ContractId.eq(contract.0))
        .filter(C::LineId.eq(line.0))
        .filter(C::Kind.eq("milestone"))
        .filter(C::Id.ne(except.map_or(Uuid::nil(), |id| id.0)))
        .into_tuple()
        .one(connection)
        .await?;
    Ok(other.is_some())
}
