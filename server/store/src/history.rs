//! The append-only history: events in order, each carrying the hash of the one before it.

use crate::{Page, Result, entity::event, stored::insert_all};
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Statement};
use uuid::Uuid;

mod whole;

pub use whole::{Filter, From, Name, list, names};

pub use event::Model as Link;

/// The last link of the chain, locked until the transaction ends so that two writers cannot both follow
/// it. SQLite needs no lock: its writing transactions are one at a time.
pub async fn lock_last(connection: &impl ConnectionTrait) -> Result<Option<Link>> {
    if connection.get_database_backend() == DbBackend::Postgres {
        // The number only has to be the same everywhere in this program.
        let lock = Statement::from_string(DbBackend::Postgres, "SELECT pg_advisory_xact_lock(7106838)");
        connection.execute_raw(lock).await?;
    }
    Ok(event::Entity::find().order_by_desc(event::Column::Sequence).one(connection).await?)
}

/// The number of the last link; 0 before the first one.
pub async fn last_sequence(connection: &impl ConnectionTrait) -> Result<i64> {
    let last: Option<Option<i64>> = event::Entity::find()
        .select_only()
        .column_as(event::Column::Sequence.max(), "last")
        .into_tuple()
        .one(connection)
        .await?;
    Ok(last.flatten().unwrap_or(0))
}

/// Appends links.
pub async fn append(connection: &impl ConnectionTrait, links: Vec<Link>) -> Result<()> {
    insert_all::<event::Entity, _>(connection, links).await
}

/// Links after a sequence number, in order.
pub async fn after(connection: &impl ConnectionTrait, sequence: i64, limit: u64) -> Result<Vec<Link>> {
    Ok(event::Entity::find()
        .filter(event::Column::Sequence.gt(sequence))
        .order_by_asc(event::Column::Sequence)
        .limit(limit)
        .all(connection)
        .await?)
}

/// What happened to some subjects, the newest first.
pub async fn of_subjects(connection: &impl ConnectionTrait, subjects: &[Uuid], page: Page) -> Result<Vec<Link>> {
    Ok(event::Entity::find()
        .filter(event::Column::SubjectId.is_in(subjects.iter().copied()))
        .order_by_desc(event::Column::Sequence)
        .offset(page.offset)
        .limit(page.limit)
        .all(connection)
        .await?)
}
