//! Absences: the page on which people enter their own, and some those of others.

pub mod api;
mod page;

pub use page::AbsencesPage;
