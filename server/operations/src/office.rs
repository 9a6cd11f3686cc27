//! What all actors share: the database, the clock, and what the organisation has settled.

use crate::{
    Result,
    actor::{Actor, Who},
    clock::Clock,
};
use model::{language::Language, leakage, reconciliation};
use serde::{Deserialize, Serialize};
use store::{ConnectionTrait, Store};

/// The organisation's settings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// When billing counts as missing, late or different.
    pub leakage: leakage::Settings,
    /// How invoices are matched to the ledger.
    pub reconciliation: reconciliation::Settings,
}

/// The organisation's settings, as they stand on a connection: inside a transaction, those it began with.
pub(crate) async fn settings(connection: &impl ConnectionTrait) -> Result<Settings> {
    Ok(store::setting::find(connection, "settings").await?.unwrap_or_default())
}

/// The database, the clock and the organisation; cheap to clone.
#[derive(Clone, Debug)]
pub struct Office {
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    demonstration: bool,
}

impl Office {
    /// An office over a migrated database. `demonstration` lets visitors sign in by a click.
    pub const fn new(store: Store, clock: Clock, demonstration: bool) -> Self {
        Self { store, clock, demonstration }
    }

    /// Whether this is the demonstration, in which visitors sign in by a click.
    pub const fn is_demonstration(&self) -> bool {
        self.demonstration
    }

    /// The clock.
    pub const fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The program itself as an actor: a nightly job, the command line.
    pub fn program(&self, name: &'static str) -> Actor {
        Actor::new(self.clone(), Who::Program(name), Language::En)
    }

    /// Whether the database answers.
    pub async fn is_ready(&self) -> bool {
        store::person::count(self.store.reading()).await.is_ok()
    }

    /// Sessions of browsers, for the session layer only.
    pub const fn sessions(&self) -> &Store {
        &self.store
    }
}
