//! Teams, and who belongs to them.

use crate::{
    Error, Result,
    entity::{contract, team, team_member},
    stored::insert_all,
};
use model::{
    id::{PersonId, TeamId},
    team::TeamDetails,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use std::collections::HashMap;
use uuid::Uuid;

/// A team as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// Identity.
    pub id: TeamId,
    /// What administrators decide.
    pub details: TeamDetails,
    /// Version, for comparing at a save.
    pub version: i32,
}

/// Adds a team.
pub async fn insert(connection: &impl ConnectionTrait, added: &Team) -> Result<()> {
    let Team { id, details: TeamDetails { name, members }, version } = added;
    let row = team::Model { id: id.0, name: name.clone(), version: *version };
    team::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    insert_members(connection, *id, members).await
}

async fn insert_members(connection: &impl ConnectionTrait, id: TeamId, members: &[PersonId]) -> Result<()> {
    let rows = members.iter().map(|person| team_member::Model { team_id: id.0, person_id: person.0 }).collect();
    insert_all::<team_member::Entity, _>(connection, rows).await
}

/// All teams by name, with their members. Organisations have dozens of teams, not thousands.
pub async fn list(connection: &impl ConnectionTrait) -> Result<Vec<Team>> {
    let rows = team::Entity::find().order_by_asc(team::Column::Name).all(connection).await?;
    let mut members: HashMap<Uuid, Vec<PersonId>> = HashMap::new();
    for row in team_member::Entity::find().all(connection).await? {
        members.entry(row.team_id).or_default().push(PersonId(row.person_id));
    }
    Ok(rows
        .into_iter()
        .map(|team::Model { id, name, version }| {
            let details = TeamDetails { name, members: members.remove(&id).unwrap_or_default() };
            Team { id: TeamId(id), details, version }
        })
        .collect())
}

/// A team.
pub async fn find(connection: &impl ConnectionTrait, id: TeamId) -> Result<Option<Team>> {
    let Some(team::Model { id, name, version }) = team::Entity::find_by_id(id.0).one(connection).await? else {
        return Ok(None);
    };
    let members = team_member::Entity::find().filter(team_member::Column::TeamId.eq(id)).all(connection).await?;
    let members = members.into_iter().map(|row| PersonId(row.person_id)).collect();
    Ok(Some(Team { id: TeamId(id), details: TeamDetails { name, members }.tidy(), version }))
}

/// How many contracts are open to each team alone.
pub async fn contracts(connection: &impl ConnectionTrait) -> Result<HashMap<TeamId, u64>> {
    let counted: Vec<(Uuid, i64)> = contract::Entity::find()
        .select_only()
        .column(contract::Column::TeamId)
        .column_as(contract::Column::Id.count(), "contracts")
        .filter(contract::Column::TeamId.is_not_null())
        .group_by(contract::Column::TeamId)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(counted.into_iter().map(|(id, count)| (TeamId(id), u64::try_from(count).unwrap_or(0))).collect())
}

/// How many contracts are open to a team alone.
pub async fn contracts_of(connection: &impl ConnectionTrait, id: TeamId) -> Result<u64> {
    Ok(contract::Entity::find().filter(contract::Column::TeamId.eq(id.0)).count(connection).await?)
}

/// Saves a team whose version is still the one that was read, and raises the version by one.
///
/// # Errors
/// [`Error::Stale`] if somebody saved it meanwhile.
pub async fn update(connection: &impl ConnectionTrait, changed: &Team) -> Result<()> {
    let Team { id, details: TeamDetails { name, members }, version } = changed;
    let change = team::ActiveModel { name: Set(name.clone()), version: Set(version + 1), ..Default::default() };
    let saved = team::Entity::update_many()
        .set(change)
        .filter(team::Column::Id.eq(id.0))
        .filter(team::Column::Version.eq(*version))
        .exec(connection)
        .await?;
    if saved.rows_affected == 0 {
        return Err(Error::Stale);
    }
    delete_members(connection, *id).await?;
    insert_members(connection, *id, members).await
}

async fn delete_members(connection: &impl ConnectionTrait, id: TeamId) -> Result<()> {
    team_member::Entity::delete_many().filter(team_member::Column::TeamId.eq(id.0)).exec(connection).await?;
    Ok(())
}

/// Removes a team and its memberships.
///
/// # Errors
/// [`Error::Stale`] if somebody saved it meanwhile.
pub async fn delete(connection: &impl ConnectionTrait, id: TeamId, version: i32) -> Result<()> {
    let gone = team::Entity::delete_many()
        .filter(team::Column::Id.eq(id.0))
        .filter(team::Column::Version.eq(version))
        .exec(connection)
        .await?;
    if gone.rows_affected == 0 {
        return Err(Error::Stale);
    }
    delete_members(connection, id).await
}
