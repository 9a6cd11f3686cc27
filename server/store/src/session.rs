//! Signed-in browsers.

use crate::{Result, entity::session};
use model::id::PersonId;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::OnConflict,
};
use std::collections::HashMap;
use uuid::Uuid;

pub use session::Model as Session;

/// A session that has not expired.
pub async fn find(connection: &impl ConnectionTrait, id: &str, now: i64) -> Result<Option<Session>> {
    Ok(session::Entity::find_by_id(id).filter(session::Column::ExpiresAt.gt(now)).one(connection).await?)
}

/// Writes a session, new or not; the moment it began is kept.
pub async fn write(connection: &impl ConnectionTrait, row: Session) -> Result<()> {
    let Session { id, person_id, data, created_at, seen_at, expires_at, agent } = row;
    let active = session::ActiveModel {
        id: Set(id),
        person_id: Set(person_id),
        data: Set(data),
        created_at: Set(created_at),
        seen_at: Set(seen_at),
        expires_at: Set(expires_at),
        agent: Set(agent),
    };
    let over = OnConflict::column(session::Column::Id)
        .update_columns([
            session::Column::PersonId,
            session::Column::Data,
            session::Column::SeenAt,
            session::Column::ExpiresAt,
            session::Column::Agent,
        ])
        .to_owned();
    session::Entity::insert(active).on_conflict(over).exec_without_returning(connection).await?;
    Ok(())
}

/// Ends a session.
pub async fn delete(connection: &impl ConnectionTrait, id: &str) -> Result<()> {
    session::Entity::delete_by_id(id).exec(connection).await?;
    Ok(())
}

/// Ends every session of a person.
pub async fn delete_of(connection: &impl ConnectionTrait, person: PersonId) -> Result<()> {
    session::Entity::delete_many().filter(session::Column::PersonId.eq(person.0)).exec(connection).await?;
    Ok(())
}

/// Ends the sessions of a person, except the one to keep, and returns how many there were.
pub async fn end_of(connection: &impl ConnectionTrait, person: PersonId, keep: Option<&str>) -> Result<u64> {
    let mut ended = session::Entity::delete_many().filter(session::Column::PersonId.eq(person.0));
    if let Some(keep) = keep {
        ended = ended.filter(session::Column::Id.ne(keep));
    }
    Ok(ended.exec(connection).await?.rows_affected)
}

/// Ends a session if it is one of a person's, and returns whether it was.
pub async fn end_one_of(connection: &impl ConnectionTrait, person: PersonId, id: &str) -> Result<bool> {
    let ended = session::Entity::delete_by_id(id).filter(session::Column::PersonId.eq(person.0));
    Ok(ended.exec(connection).await?.rows_affected > 0)
}

/// When each person who is signed in was last seen.
pub async fn last_seen(connection: &impl ConnectionTrait, now: i64) -> Result<HashMap<PersonId, i64>> {
    let seen: Vec<(Uuid, i64)> = session::Entity::find()
        .select_only()
        .column(session::Column::PersonId)
        .column_as(session::Column::SeenAt.max(), "seen_at")
        .filter(session::Column::PersonId.is_not_null())
        .filter(session::Column::ExpiresAt.gt(now))
        .group_by(session::Column::PersonId)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(seen.into_iter().map(|(person, at)| (PersonId(person), at)).collect())
}

/// The sessions of a person, the one last used first.
pub async fn list_of(connection: &impl ConnectionTrait, person: PersonId, now: i64) -> Result<Vec<Session>> {
    Ok(session::Entity::find()
        .filter(session::Column::PersonId.eq(person.0))
        .filter(session::Column::ExpiresAt.gt(now))
        .order_by_desc(session::Column::SeenAt)
        .all(connection)
        .await?)
}

/// Removes what has expired.
pub async fn delete_expired(connection: &impl ConnectionTrait, now: i64) -> Result<u64> {
    Ok(session::Entity::delete_many().filter(session::Column::ExpiresAt.lte(now)).exec(connection).await?.rows_affected)
}
