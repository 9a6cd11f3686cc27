//! Opening the database, and the two ways to use it: reading, and writing in one transaction.

use crate::{Error, Result, migration::Migrator};
use sea_orm::{
    AccessMode, ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbBackend, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;
use std::{num::NonZero, sync::Arc, time::Duration};

/// A database with its pool of connections; cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    connection: DatabaseConnection,
    /// Connections of their own, opened when they are first needed; none where each would be a database of its own.
    beside: Option<DatabaseConnection>,
}

/// A writing transaction; dropped without [`Writing::commit`], nothing of it remains.
#[derive(Debug)]
pub struct Writing {
    transaction: DatabaseTransaction,
}

/// Statements that an SQLite connection keeps ready: those of a few pages.
const STATEMENTS_KEPT: usize = 40;

/// Rows that an SQLite connection may be ahead of whoever reads them. Its thread and the reader's wait for each other
/// at each of fewer, which costs a recomputation of everything an eighth of its time.
const ROWS_AHEAD: usize = 500;

/// How long a connection rests before it is closed. Short, because the pool hands out the one that rested longest: six
/// that are woken in turn, by something that asks every few seconds, would each never rest half a minute.
const RESTING: Duration = Duration::from_secs(10);

/// A query that was answered.
#[derive(Clone, Copy, Debug)]
pub struct Query<'a> {
    /// Its text, without the values bound to it.
    pub text: &'a str,
    /// How long the database took.
    pub elapsed: Duration,
}

impl Writing {
    /// The connection inside the transaction.
    pub fn connection(&self) -> &DatabaseTransaction {
        &self.transaction
    }

    /// Makes everything done in the transaction last.
    pub async fn commit(self) -> Result<()> {
        Ok(self.transaction.commit().await?)
    }
}

fn in_memory(url: &str) -> bool {
    url.contains(":memory:")
}

impl Store {
    /// Opens `sqlite://path` (made if missing), `sqlite::memory:` or `postgres://…`, without migrating.
    pub async fn open(url: &str) -> Result<Self> {
        let mut options = ConnectOptions::new(url.to_owned());
        options.sqlx_logging(false).connect_timeout(Duration::from_secs(10)).acquire_timeout(Duration::from_secs(30));
        if url.starts_with("sqlite") {
            // One connection only where each would be a database of its own.
            if in_memory(url) {
                options.max_connections(1);
            } else {
                // Each connection has a thread and a cache of its own: there are no more than processors can serve, and
                // those that nobody needs are closed with theirs.
                let processors = std::thread::available_parallelism().map_or(2, NonZero::get);
                let most = u32::try_from(processors * 2).unwrap_or(u32::MAX).clamp(6, 16);
                options.max_connections(most).min_connections(1).idle_timeout(RESTING);
            }
            options.map_sqlx_sqlite_opts(|sqlite| {
                use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
                sqlite
                    .create_if_missing(true)
                    .journal_mode(SqliteJournalMode::Wal)
                    // FULL, because an acknowledged save must survive a power cut, not only a crash.
                    .synchronous(SqliteSynchronous::Full)
                    .busy_timeout(Duration::from_secs(20))
                    .foreign_keys(true)
                    // Each is kept with what was bound to it, and those that write many rows are large.
                    .statement_cache_capacity(STATEMENTS_KEPT)
                    .row_buffer_size(ROWS_AHEAD)
                    // In KiB: less than what one dashboard reads of a large portfolio would be read from the file each
                    // time, because what was read first is forgotten first.
                    .pragma("cache_size", "-16000")
                    .pragma("temp_store", "memory")
            });
        } else {
            options.max_connections(16);
            // Queries of pages take milliseconds: compiling one first takes longer than it saves.
            options.map_sqlx_postgres_opts(|postgres| postgres.options([("jit", "off")]));
        }
        let mut few = options.clone();
        few.max_connections(2).min_connections(0).idle_timeout(RESTING).connect_lazy(true);
        let beside = if in_memory(url) { None } else { Some(Database::connect(few).await?) };
        Ok(Self { connection: Database::connect(options).await?, beside })
    }

    /// Brings the tables up to this program's version. Safe to run again, and to run on several nodes.
    ///
    /// # Errors
    /// [`Error::Newer`] if the database knows migrations that this program does not.
    pub async fn migrate(&self) -> Result<()> {
        let known: Vec<String> = Migrator::migrations().iter().map(|migration| migration.name().to_owned()).collect();
        Migrator::install(&self.connection).await?;
        for applied in Migrator::get_migration_models(&self.connection).await? {
            if !known.contains(&applied.version) {
                return Err(Error::Newer(applied.version));
            }
        }
        if self.is_sqlite() {
            // All by one connection: another would hold a trigger that was just dropped to be there still.
            let writing = self.begin().await?;
            Migrator::up(writing.connection(), None).await?;
            return writing.commit().await;
        }
        Ok(Migrator::up(&self.connection, None).await?)
    }

    /// Has each query of this value, and of its clones made from now on, told to somebody who counts.
    pub fn watch(&mut self, told: impl Fn(Query<'_>) + Send + Sync + 'static) {
        let told = Arc::new(told);
        for connection in std::iter::once(&mut self.connection).chain(&mut self.beside) {
            let told = Arc::clone(&told);
            connection
                .set_metric_callback(move |query| told(Query { text: &query.statement.sql, elapsed: query.elapsed }));
        }
    }

    /// Connections for reading on behalf of an open transaction; `None` where it has the only one. They are not those of
    /// everybody: people who wait for the transaction to end, to save something, may hold all of those.
    pub fn beside(&self) -> Option<DatabaseConnection> {
        self.beside.clone()
    }

    /// Closes all connections, of this value and of its clones.
    ///
    /// # Errors
    /// What the database said.
    pub async fn close(&self) -> Result<()> {
        if let Some(beside) = self.beside() {
            beside.close().await?;
        }
        Ok(self.connection.clone().close().await?)
    }

    /// The connection for reading.
    pub fn reading(&self) -> &DatabaseConnection {
        &self.connection
    }

    /// Begins a writing transaction. On SQLite it takes the write lock at once (`BEGIN IMMEDIATE`): a
    /// deferred one that becomes a writer later would not wait for another writer, it would fail.
    pub async fn begin(&self) -> Result<Writing> {
        let options = TransactionOptions {
            access_mode: (!self.is_sqlite()).then_some(AccessMode::ReadWrite),
            sqlite_transaction_mode: self.is_sqlite().then_some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(Writing { transaction: self.connection.begin_with_options(options).await? })
    }

    /// Whether this is an SQLite file, which has one writer at a time.
    pub fn is_sqlite(&self) -> bool {
        self.connection.get_database_backend() == DbBackend::Sqlite
    }
}
