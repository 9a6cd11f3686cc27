//! What all actors share: the database, the clock, and what the organisation has settled.

use crate::{
    Result,
    actor::{Actor, Who},
    clock::Clock,
    lately::Reviews,
};
use model::{language::Language, leakage, reconciliation};
use std::sync::{Arc, PoisonError, RwLock};
use store::{ConnectionTrait, Store};
use tokio::sync::{Mutex, Notify};
use uuid::Uuid;

/// What the organisation has settled about finding leaks and matching invoices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// When billing counts as missing, late or different.
    pub leakage: leakage::Settings,
    /// How invoices are matched to the ledger.
    pub reconciliation: reconciliation::Settings,
}

/// What rules go by, as it stands on a connection: inside a transaction, as that began.
pub(crate) async fn settings(connection: &impl ConnectionTrait) -> Result<Settings> {
    let settled = crate::settings::settled(connection).await?;
    Ok(Settings { leakage: settled.leakage(), reconciliation: settled.reconciliation() })
}

/// The database, the clock and the organisation; cheap to clone.
#[derive(Clone, Debug)]
pub struct Office {
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    demonstration: bool,
    language: Arc<RwLock<Language>>,
    /// Held by whoever brings everything up to date, so that two do not judge the same contract at once.
    pub(crate) judging: Arc<Mutex<()>>,
    /// Told when an import begins to be accepted or taken back.
    pub(crate) imports: Arc<Notify>,
    /// Reviews of imports that were made lately.
    pub(crate) reviews: Reviews,
    /// Which of the programs over one database this is.
    pub(crate) worker: Uuid,
}

impl Office {
    /// An office over a migrated database. `demonstration` lets visitors sign in by a click.
    pub fn new(store: Store, clock: Clock, demonstration: bool) -> Self {
        let worker = clock.id();
        let (language, judging, imports, reviews) = <_>::default();
        Self { store, clock, demonstration, language, judging, imports, reviews, worker }
    }

    /// The language for whoever has not chosen one and asks for none of ours.
    pub fn language(&self) -> Language {
        *self.language.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes over the language that the organisation has settled.
    pub(crate) fn settle_language(&self, language: Language) {
        *self.language.write().unwrap_or_else(PoisonError::into_inner) = language;
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

    /// Waits until somebody begins to accept an import or to take one back.
    pub async fn import_begun(&self) {
        self.imports.notified().await;
    }

    /// Sessions of browsers, for the session layer only.
    pub const fn sessions(&self) -> &Store {
        &self.store
    }
}
