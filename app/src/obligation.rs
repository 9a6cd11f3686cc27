//! Obligations: the tab of a contract, the form, the list over all contracts, and each day on a page of its own.

pub mod api;
mod export;
mod form;
mod list;
mod occurrence;
mod rates;
mod row;
mod steps;
mod tab;

#[cfg(feature = "ssr")]
pub use export::write as export;
pub use form::FormPage;
pub use list::ListPage;
pub use occurrence::OccurrencePage;
pub use rates::KeptRates;
pub use tab::TabPage;
