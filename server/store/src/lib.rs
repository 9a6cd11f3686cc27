//! The database: the only crate that writes queries.
//!
//! Read [`connect`] first (how a connection is opened, and why every writing transaction is immediate),
//! then one module a feature. Functions take any connection, so that they run alone or in a transaction,
//! on SQLite and on PostgreSQL. Nothing here knows a permission: which records may be seen arrives as a
//! [`sight::Sight`] and is added to every query that starts from contracts.

pub mod absence;
pub mod attachment;
pub mod billing;
pub mod connect;
pub mod contact;
pub mod content;
pub mod contract;
pub mod customer;
pub mod entity;
pub mod feed;
pub mod finding;
pub mod history;
pub mod idempotency;
pub mod import;
pub mod invoice;
pub mod job;
pub mod key_date;
pub mod legal_entity;
pub mod mail;
pub mod matching;
mod migration;
pub mod notification;
pub mod numbering;
pub mod obligation;
pub mod person;
pub mod reconciliation;
pub mod reminder;
pub mod renewal;
pub mod risk;
pub mod saved_view;
pub mod service_visit;
pub mod session;
pub mod setting;
pub mod sight;
pub mod site;
mod stored;
pub mod team;
pub mod token;
mod total;
mod words;

pub use connect::{Query, Store, Writing};
pub use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement};
pub use stored::Error;
pub use total::Total;

/// What every function of this crate answers.
pub type Result<T> = std::result::Result<T, Error>;

/// A stretch of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Rows to leave out before the first.
    pub offset: u64,
    /// Most rows to return.
    pub limit: u64,
    /// Whether a list that ends before it shows its last page instead of nothing.
    pub or_last: bool,
}

impl Page {
    /// All rows up to a limit.
    pub const fn first(limit: u64) -> Self {
        Self { offset: 0, limit, or_last: false }
    }

    /// The stretch that is shown of a list with so many rows, by [`model::view::page_shown`].
    pub const fn within(self, total: u64) -> Self {
        let Self { offset, limit, or_last } = self;
        if !or_last || limit == 0 {
            return self;
        }
        let shown = model::view::page_shown(offset / limit + 1, limit, total);
        Self { offset: (shown - 1) * limit, limit, or_last }
    }
}
