//! Absences, and who stands in because of them.

use crate::{
    Error, Result,
    entity::{absence, person, stand_in},
    stored::insert_all,
};
use model::{
    absence::{Absence, StandIn},
    calendar::{Day, Period},
    id::{AbsenceId, PersonId},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
    sea_query::{Expr, SelectStatement},
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// An absence as it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Identity.
    pub id: AbsenceId,
    /// Who is away, when, and whom they named.
    pub absence: Absence,
    /// Grows with every change.
    pub version: i32,
}

fn kept_of(row: absence::Model) -> Kept {
    let absence::Model { id, person_id, first_on, last_on, stand_in_id, version } = row;
    let days = Period { first: first_on, last: last_on };
    Kept { id: id.into(), absence: Absence { person: person_id.into(), days, stand_in: stand_in_id.into() }, version }
}

/// Adds an absence.
pub async fn insert(connection: &impl ConnectionTrait, kept: &Kept) -> Result<()> {
    let Kept { id, absence: Absence { person, days, stand_in }, version } = kept;
    let row = absence::Model {
        id: id.0,
        person_id: person.0,
        first_on: days.first,
        last_on: days.last,
        stand_in_id: stand_in.0,
        version: *version,
    };
    absence::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

/// An absence.
pub async fn find(connection: &impl ConnectionTrait, id: AbsenceId) -> Result<Option<Kept>> {
    Ok(absence::Entity::find_by_id(id.0).one(connection).await?.map(kept_of))
}

/// The absences that are not over on a day, those that begin first before the others.
pub async fn list(connection: &impl ConnectionTrait, day: Day) -> Result<Vec<Kept>> {
    use absence::Column as C;
    let rows = absence::Entity::find().filter(C::LastOn.gte(day)).order_by_asc(C::FirstOn).order_by_asc(C::Id);
    Ok(rows.all(connection).await?.into_iter().map(kept_of).collect())
}

/// Saves an absence that is still as it was read.
///
/// # Errors
/// [`Error::Stale`] if somebody saved it or took it back meanwhile.
pub async fn update(connection: &impl ConnectionTrait, kept: &Kept) -> Result<()> {
    use absence::Column as C;
    let Kept { id, absence: Absence { person: _, days, stand_in }, version } = kept;
    let change = absence::ActiveModel {
        first_on: Set(days.first),
        last_on: Set(days.last),
        stand_in_id: Set(stand_in.0),
        version: Set(version + 1),
        ..Default::default()
    };
    let as_read = absence::Entity::update_many().set(change).filter(C::Id.eq(id.0)).filter(C::Version.eq(*version));
    if as_read.exec(connection).await?.rows_affected == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Ends an absence on a day.
pub async fn end(connection: &impl ConnectionTrait, id: AbsenceId, last: Day) -> Result<()> {
    let change = absence::ActiveModel { last_on: Set(last), ..Default::default() };
    absence::Entity::update_many().set(change).filter(absence::Column::Id.eq(id.0)).exec(connection).await?;
    Ok(())
}

/// Removes an absence.
pub async fn delete(connection: &impl ConnectionTrait, id: AbsenceId) -> Result<()> {
    absence::Entity::delete_by_id(id.0).exec(connection).await?;
    Ok(())
}

/// Has another person stand in wherever one was named, in absences that are not over on a day; answers in how many. An absence
/// of that other person themselves keeps whom it names.
pub async fn exchange(connection: &impl ConnectionTrait, day: Day, from: PersonId, to: PersonId) -> Result<u64> {
    use absence::Column as C;
    let done = absence::Entity::update_many()
        .col_expr(C::StandInId, Expr::value(to.0))
        .col_expr(C::Version, Expr::col(C::Version).add(1))
        .filter(C::StandInId.eq(from.0))
        .filter(C::PersonId.ne(to.0))
        .filter(C::LastOn.gte(day));
    Ok(done.exec(connection).await?.rows_affected)
}

/// Writes who stands in on which days, in place of all that was there.
pub async fn replace_stand_ins(connection: &impl ConnectionTrait, stretches: &[StandIn]) -> Result<()> {
    stand_in::Entity::delete_many().exec(connection).await?;
    let rows = stretches.iter().map(|StandIn { person, days, by, away_until }| stand_in::Model {
        person_id: person.0,
        first_on: days.first,
        last_on: days.last,
        stand_in_id: by.map(|by| by.0),
        away_until: *away_until,
    });
    insert_all::<stand_in::Entity, _>(connection, rows.collect()).await
}

/// For whom a person stands in between two days, and on which of them.
pub async fn stood_in_by(
    connection: &impl ConnectionTrait,
    by: PersonId,
    days: Period,
) -> Result<Vec<(PersonId, Period)>> {
    use stand_in::Column as C;
    let rows = stand_in::Entity::find()
        .filter(C::StandInId.eq(by.0))
        .filter(C::FirstOn.lte(days.last))
        .filter(C::LastOn.gte(days.first))
        .order_by_asc(C::FirstOn)
        .order_by_asc(C::PersonId)
        .all(connection)
        .await?;
    let within = |row: stand_in::Model| {
        let own = Period { first: row.first_on, last: row.last_on };
        Some((PersonId(row.person_id), own.intersection(days)?))
    };
    Ok(rows.into_iter().filter_map(within).collect())
}

/// Somebody who is away on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Away {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Until when.
    pub until: Day,
    /// Who stands in on the day, if anybody.
    pub by: Option<(PersonId, String)>,
}

/// Everybody who is away on a day, by identity: two queries, the second for names where somebody is away.
pub async fn away_on(connection: &impl ConnectionTrait, day: Day) -> Result<BTreeMap<PersonId, Away>> {
    use stand_in::Column as C;
    let rows = stand_in::Entity::find().filter(C::FirstOn.lte(day)).filter(C::LastOn.gte(day)).all(connection).await?;
    if rows.is_empty() {
        return Ok(BTreeMap::new());
    }
    let people = rows.iter().flat_map(|row| std::iter::once(row.person_id).chain(row.stand_in_id));
    let names: Vec<(Uuid, String)> = person::Entity::find()
        .select_only()
        .columns([person::Column::Id, person::Column::Name])
        .filter(person::Column::Id.is_in(people))
        .into_tuple()
        .all(connection)
        .await?;
    let names: BTreeMap<Uuid, String> = names.into_iter().collect();
    let name = |id: Uuid| names.get(&id).cloned().ok_or_else(|| unknown(id));
    rows.into_iter()
        .map(|row| {
            let by = row.stand_in_id.map(|by| Ok::<_, Error>((PersonId(by), name(by)?))).transpose()?;
            let person = PersonId(row.person_id);
            Ok((person, Away { person, name: name(row.person_id)?, until: row.away_until, by }))
        })
        .collect()
}

fn unknown(id: Uuid) -> Error {
    Error::Unreadable { what: "absence", cause: format!("there is no person {id}") }
}

/// The people for whom somebody stands in on a day.
pub(crate) fn represented_by(person: PersonId, day: Day) -> SelectStatement {
    use stand_in::Column as C;
    stand_in::Entity::find()
        .select_only()
        .column(C::PersonId)
        .filter(C::StandInId.eq(person.0))
        .filter(C::FirstOn.lte(day))
        .filter(C::LastOn.gte(day))
        .into_query()
}
