//! How values of the model stand in columns, and what can go wrong when they are read back.

use chrono::{DateTime, TimeDelta, Utc};
use model::{calendar::Moment, money::Currency};
use sea_orm::{ActiveModelBehavior, ActiveModelTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, Iterable};
use serde::{Serialize, de::DeserializeOwned};

/// A question that the database could not answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database refused or was not reached.
    #[error("the database did not answer: {0}")]
    Database(#[from] DbErr),
    /// A stored value is not what this version of the program writes.
    #[error("the stored {what} cannot be read: {cause}")]
    Unreadable {
        /// Which column.
        what: &'static str,
        /// Why not.
        cause: String,
    },
    /// The database was written by a newer program.
    #[error(
        "the database has migrations that this program does not know ({0}); start the newer program, or restore a backup"
    )]
    Newer(String),
    /// The row was changed since it was read.
    #[error("the row was changed since it was read")]
    Stale,
}

/// A value as JSON text.
pub(crate) fn json<T: Serialize>(what: &'static str, value: &T) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|cause| Error::Unreadable { what, cause: cause.to_string() })
}

/// A value back from JSON text.
pub(crate) fn from_json<T: DeserializeOwned>(what: &'static str, text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|cause| Error::Unreadable { what, cause: cause.to_string() })
}

/// A unit variant as its bare serde name: `in_force`, not `"in_force"`.
pub(crate) fn name<T: Serialize>(what: &'static str, value: &T) -> Result<String, Error> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => Ok(name),
        other => Err(Error::Unreadable { what, cause: format!("{other:?} is no name") }),
    }
}

/// A unit variant back from its bare serde name.
pub(crate) fn from_name<T: DeserializeOwned>(what: &'static str, name: &str) -> Result<T, Error> {
    serde_json::from_value(serde_json::Value::String(name.to_owned()))
        .map_err(|cause| Error::Unreadable { what, cause: cause.to_string() })
}

/// A currency back from its code.
pub(crate) fn currency(code: &str) -> Result<Currency, Error> {
    code.parse().map_err(|cause: model::money::UnknownCurrency| Error::Unreadable {
        what: "currency",
        cause: cause.to_string(),
    })
}

/// A moment as milliseconds since 1970 in UTC.
pub(crate) fn millis(moment: Moment) -> i64 {
    moment.timestamp_millis()
}

/// A moment back from its milliseconds.
pub(crate) fn moment(millis: i64) -> Moment {
    DateTime::<Utc>::UNIX_EPOCH + TimeDelta::milliseconds(millis)
}

/// Inserts many rows in as few statements as the database's limit on bound values allows
/// (SQLite 32,766; PostgreSQL 65,535).
pub(crate) async fn insert_all<E, C>(connection: &C, rows: Vec<E::Model>) -> Result<(), Error>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
    C: ConnectionTrait,
{
    let most = (30_000 / E::Column::iter().count().max(1)).clamp(1, 1_000);
    let mut rows = rows.into_iter().map(IntoActiveModel::into_active_model).peekable();
    while rows.peek().is_some() {
        let chunk: Vec<E::ActiveModel> = rows.by_ref().take(most).collect();
        E::insert_many(chunk).exec_without_returning(connection).await?;
    }
    Ok(())
}
