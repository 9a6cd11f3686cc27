//! What all actors share: the database, the clock, and what the organisation has settled.

use crate::{
    Result,
    actor::{Actor, Who},
    clock::Clock,
    lately::Reviews,
    mail::Post,
};
use model::{job::Lane, language::Language, leakage, reconciliation};
use std::sync::{
    Arc, PoisonError, RwLock,
    atomic::{AtomicBool, Ordering},
};
use store::{ConnectionTrait, Store};
use tokio::sync::{Mutex, Notify, watch};
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

/// Where files are kept, and how large one may be.
#[derive(Clone, Debug)]
pub struct Files {
    /// The contents with their keys.
    pub keeping: files::Keeping,
    /// The most megabytes of a file.
    pub most: u32,
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
    /// Told, one for each lane, when a job is queued here.
    jobs: Arc<[Notify; Lane::ALL.len()]>,
    /// Raised whenever somebody is told of something, or has read it.
    notifications: watch::Sender<u64>,
    /// Whether the program is about to end.
    ending: Arc<AtomicBool>,
    /// What sends mails, where any are sent.
    post: Option<Arc<dyn Post>>,
    /// Reviews of imports that were made lately.
    pub(crate) reviews: Reviews,
    /// Which of the programs over one database this is.
    pub(crate) worker: Uuid,
    files: Option<Files>,
}

impl Office {
    /// An office over a migrated database. `demonstration` lets visitors sign in by a click.
    pub fn new(store: Store, clock: Clock, demonstration: bool) -> Self {
        let worker = clock.id();
        let (language, judging, imports, jobs, notifications, ending, reviews) = <_>::default();
        Self {
            store,
            clock,
            demonstration,
            language,
            judging,
            imports,
            jobs,
            notifications,
            ending,
            post: None,
            reviews,
            worker,
            files: None,
        }
    }

    /// The same office, which keeps files.
    pub fn with_files(self, files: Files) -> Self {
        Self { files: Some(files), ..self }
    }

    /// Where files are kept, if they are.
    pub const fn files(&self) -> Option<&Files> {
        self.files.as_ref()
    }

    /// The same office, which sends mails.
    pub fn with_post(self, post: Arc<dyn Post>) -> Self {
        Self { post: Some(post), ..self }
    }

    /// Whether mails are sent.
    pub const fn sends_mail(&self) -> bool {
        self.post.is_some()
    }

    /// What sends mails.
    pub(crate) fn post(&self) -> Option<Arc<dyn Post>> {
        self.post.clone()
    }

    /// Tells whenever somebody of this program's visitors may have something new to read.
    pub fn notifications(&self) -> watch::Receiver<u64> {
        self.notifications.subscribe()
    }

    /// Ends what listens for as long as the program runs, because it ends.
    pub fn end(&self) {
        self.ending.store(true, Ordering::Relaxed);
        self.tell_of_notifications();
    }

    /// Whether the program is about to end.
    pub fn is_ending(&self) -> bool {
        self.ending.load(Ordering::Relaxed)
    }

    /// Has the counts of what is unread counted anew.
    pub(crate) fn tell_of_notifications(&self) {
        self.notifications.send_modify(|turn| *turn = turn.wrapping_add(1));
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

    /// Waits until somebody queues a job here.
    pub(crate) async fn jobs_queued(&self, lane: Lane) {
        let place = Lane::ALL.iter().position(|each| *each == lane).unwrap_or_default();
        match self.jobs.get(place) {
            Some(told) => told.notified().await,
            None => std::future::pending().await,
        }
    }

    /// Has this program look for jobs.
    pub(crate) fn tell_of_jobs(&self) {
        self.jobs.iter().for_each(Notify::notify_one);
    }

    /// Sessions of browsers, for the session layer only.
    pub const fn sessions(&self) -> &Store {
        &self.store
    }
}
