//! How values of the model stand in columns, and what can go wrong when they are read back.

use chrono::{DateTime, TimeDelta, Utc};
use model::{calendar::Moment, money::Currency};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, IdenStatic,
    IntoActiveModel, Iterable, SqlErr, Statement, Value, sea_query::LikeExpr,
};
use serde::{Serialize, de::DeserializeOwned};

/// Whether a column contains a text as it was typed: `%` and `_` stand for themselves.
pub(crate) fn containing(column: impl ColumnTrait, text: &str) -> sea_orm::sea_query::Expr {
    let mut escaped = String::with_capacity(text.len() + 2);
    for char in text.chars() {
        if matches!(char, '%' | '_' | '\\') {
            escaped.push('\\');
        }
        escaped.push(char);
    }
    column.like(LikeExpr::new(format!("%{escaped}%")).escape('\\'))
}

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
    /// Another row has what only one may have; which one can be asked outside of this transaction.
    #[error("another row has the same")]
    Taken,
}

impl Error {
    /// The refusal of a unique index as such, anything else as it is.
    pub(crate) fn of_unique(error: impl Into<Self>) -> Self {
        match error.into() {
            Self::Database(cause) if matches!(cause.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
                Self::Taken
            }
            other => other,
        }
    }
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

/// Values bound to one statement that writes many rows. The databases allow more (SQLite 32,766; PostgreSQL 65,535),
/// but a connection keeps its last statements with all that is bound to them.
const BOUND_MOST: usize = 6_000;

/// Inserts many rows in few statements, of at most [`BOUND_MOST`] values each.
pub(crate) async fn insert_all<E, C>(connection: &C, rows: Vec<E::Model>) -> Result<(), Error>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
    C: ConnectionTrait,
{
    let most = (BOUND_MOST / E::Column::iter().count().max(1)).clamp(1, 1_000);
    let mut rows = rows.into_iter().map(IntoActiveModel::into_active_model).peekable();
    while rows.peek().is_some() {
        let chunk: Vec<E::ActiveModel> = rows.by_ref().take(most).collect();
        E::insert_many(chunk).exec_without_returning(connection).await?;
    }
    Ok(())
}

/// How a column is written by [`update_all`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Write {
    /// With the value given, whatever it is.
    Always,
    /// Only where a value is given; `NULL` keeps what is there.
    IfGiven,
}

/// Writes many rows of one table, each with values of its own, in few statements, and answers how many rows were found. Each row of `rows` holds the values of `keys`, by
/// which it is found, and then those of `columns`.
pub(crate) async fn update_all<E: EntityTrait>(
    connection: &impl ConnectionTrait,
    keys: &[E::Column],
    columns: &[(E::Column, Write)],
    rows: Vec<Vec<Value>>,
) -> Result<u64, Error> {
    let width = keys.len() + columns.len();
    let most = (BOUND_MOST / width.max(1)).clamp(1, 1_000);
    let backend = connection.get_database_backend();
    let (mut rows, mut found) = (rows.into_iter().peekable(), 0);
    while rows.peek().is_some() {
        let chunk: Vec<Vec<Value>> = rows.by_ref().take(most).collect();
        let text = update_text::<E>(backend, keys, columns, chunk.len());
        let statement = Statement::from_sql_and_values(backend, text, chunk.into_iter().flatten());
        found += connection.execute_raw(statement).await?.rows_affected();
    }
    Ok(found)
}

/// `UPDATE … FROM (VALUES …)`, whose columns both databases call `column1`, `column2` …
fn update_text<E: EntityTrait>(
    backend: DbBackend,
    keys: &[E::Column],
    columns: &[(E::Column, Write)],
    rows: usize,
) -> String {
    let entity = E::default();
    let table = entity.table_name();
    let mut bound = 0;
    let values: Vec<String> = (0..rows)
        .map(|_| {
            let places = (0..keys.len() + columns.len()).map(|_| {
                bound += 1;
                if backend == DbBackend::Postgres { format!("${bound}") } else { "?".to_owned() }
            });
            format!("({})", places.collect::<Vec<_>>().join(", "))
        })
        .collect();
    let set = columns.iter().zip(keys.len() + 1..).map(|((column, write), at)| {
        let column = column.as_str();
        match write {
            Write::Always => format!("\"{column}\" = given.column{at}"),
            Write::IfGiven => format!("\"{column}\" = coalesce(given.column{at}, \"{table}\".\"{column}\")"),
        }
    });
    let found = keys.iter().zip(1..).map(|(key, at)| format!("\"{table}\".\"{}\" = given.column{at}", key.as_str()));
    format!(
        "UPDATE \"{table}\" SET {} FROM (VALUES {}) AS given WHERE {}",
        set.collect::<Vec<_>>().join(", "),
        values.join(", "),
        found.collect::<Vec<_>>().join(" AND "),
    )
}
