//! Signed-in browsers.

use crate::{Result, entity::session};
use model::id::PersonId;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::OnConflict,
};

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
