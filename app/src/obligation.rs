//! Obligations: the tab of a contract, the form, and the list over all contracts.

pub mod api;
mod export;
mod form;
mod list;
mod rates;
mod row;
mod steps;
mod tab;

#[cfg(feature = "ssr")]
pub use export::write as export;
pub use form::FormPage;
pub use list::ListPage;
pub use rates::KeptRates;
pub use tab::TabPage;
