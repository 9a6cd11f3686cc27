//! Where a portfolio is put: a file, or a database on a server.

use operations::Office;
use store::{ConnectionTrait, Store};

use crate::{
    config::Config,
    failure::{Failure, Result},
    open,
};

/// A database made for measuring.
pub struct Place {
    config: Config,
    /// The server on which a PostgreSQL database was made, and its name.
    made_on: Option<(String, String)>,
}

impl Place {
    /// Makes a database for so many contracts, or finds the one that an earlier run kept.
    ///
    /// # Errors
    /// A folder that cannot be written, a server that cannot be reached.
    pub async fn make(server: &str, contracts: u64, config: &Config) -> Result<Self> {
        if !server.starts_with("postgres") {
            let file = config.data.join(format!("bench-{contracts}.sqlite"));
            open::writable(&file)?;
            let database = format!("sqlite://{}?mode=rwc", file.display());
            return Ok(Self { config: Config { database, ..config.clone() }, made_on: None });
        }
        let name = format!("avenant_bench_{contracts}");
        let (address, options) = server.split_once('?').map_or((server, None), |(address, rest)| (address, Some(rest)));
        let (beginning, _database) = address.rsplit_once('/').unwrap_or((address, ""));
        let options = options.map(|options| format!("?{options}")).unwrap_or_default();
        let place = Self {
            config: Config { database: format!("{beginning}/{name}{options}"), ..config.clone() },
            made_on: Some((server.to_owned(), name.clone())),
        };
        if !place.answers().await {
            administer(server, &format!("CREATE DATABASE {name}")).await?;
        }
        Ok(place)
    }

    async fn answers(&self) -> bool {
        match Store::open(&self.config.database).await {
            Ok(store) => store.close().await.is_ok(),
            Err(_absent) => false,
        }
    }

    /// How a server starts on this database.
    pub const fn config(&self) -> &Config {
        &self.config
    }

    /// The kind of database.
    pub const fn kind(&self) -> &'static str {
        if self.made_on.is_some() { "PostgreSQL" } else { "SQLite" }
    }

    /// Lets the database look at what it holds, as it does by itself some minutes after a large change.
    ///
    /// # Errors
    /// What the database said.
    pub async fn settle(&self, office: &Office) -> Result<()> {
        if self.made_on.is_some() {
            run(office.sessions(), "VACUUM ANALYZE").await?;
        }
        Ok(())
    }

    /// Has the next start do its nightly work though an earlier measurement did it today.
    ///
    /// # Errors
    /// What the database said.
    pub async fn forget_night(&self, office: &Office) -> Result<()> {
        run(office.sessions(), "DELETE FROM job WHERE key LIKE 'nightly/%' OR key LIKE 'remind/%'").await
    }

    /// Removes it.
    ///
    /// # Errors
    /// A file that cannot be removed, a server that cannot be reached.
    pub async fn remove(self) -> Result<()> {
        if let Some((server, name)) = &self.made_on {
            return administer(server, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
        }
        let Some(file) = self.config.database_file() else { return Ok(()) };
        for ending in ["", "-wal", "-shm"] {
            let path = std::path::PathBuf::from(format!("{}{ending}", file.display()));
            if path.exists() {
                std::fs::remove_file(&path).map_err(|cause| Failure::Unwritable { path, cause })?;
            }
        }
        Ok(())
    }
}

/// Asks the server itself, beside all databases.
async fn administer(server: &str, statement: &str) -> Result<()> {
    let store = Store::open(server).await.map_err(|cause| Failure::database(server, cause))?;
    run(&store, statement).await?;
    store.close().await.map_err(|cause| Failure::Broken(Box::new(cause)))
}

async fn run(store: &Store, statement: &str) -> Result<()> {
    let done = store.reading().execute_unprepared(statement).await;
    done.map(drop).map_err(|cause| Failure::Broken(Box::new(cause)))
}
