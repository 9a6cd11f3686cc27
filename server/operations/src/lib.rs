//! What people, jobs and API clients may do.
//!
//! Every operation has the same shape: ask the [`actor`] for permission (which is the only way to a
//! connection), load, ask the model, save, record the event, commit. Operations know neither HTTP nor
//! pages, so a nightly job acts exactly as a page does.
//!
//! Reading order: [`office`] and [`actor`], [`history`], then one module a feature.

pub mod absence;
pub mod actor;
pub mod attachment;
pub mod billing;
pub mod clock;
pub mod contract;
pub mod customer;
pub mod demonstration;
mod failure;
pub mod feed;
pub mod history;
pub mod holiday;
pub mod home;
pub mod idempotency;
pub mod import;
pub mod invoice;
pub mod job;
pub mod key_date;
mod lately;
pub mod leakage;
pub mod legal_entity;
pub mod mail;
pub mod nightly;
pub mod notification;
pub mod obligation;
pub mod office;
pub mod person;
pub mod portfolio;
mod practice;
mod reason;
pub mod reconciliation;
pub mod reminder;
pub mod renewal;
pub mod risk;
pub mod saved_view;
mod secret;
pub mod service_visit;
pub mod session;
pub mod settings;
pub mod sign_in;
pub mod team;
pub mod token;

pub use actor::{Actor, Reading, Who};
pub use documents::{agenda, sheet};
pub use failure::Failure;
pub use files;
pub use office::{Files, Office};

/// What every operation answers.
pub type Result<T> = std::result::Result<T, Failure>;

/// Rows of a list taken out together: large enough for few queries, small enough for little memory.
pub const EXPORT_ROWS: u64 = 5_000;

/// The farthest page that is looked for, so that an address cannot ask for more rows than a database can count.
const PAGES_MOST: u64 = 1_000_000;

/// A stretch of a list by its page number, from 1; nothing beyond the last page, for programs and files that read on until
/// nothing comes.
pub const fn page(number: u64, rows: u64) -> store::Page {
    store::Page { offset: number.saturating_sub(1).saturating_mul(rows), limit: rows, or_last: false }
}

/// The same for people: where the list ends before it, its last page.
pub fn page_or_last(number: u64, rows: u64) -> store::Page {
    store::Page { or_last: true, ..page(number.min(PAGES_MOST), rows) }
}
