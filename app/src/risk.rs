//! The risk of a contract: its tab with register and score, the form of a risk, and reviews.

pub mod api;
mod form;
mod list;
mod review;
mod tab;

pub use form::FormPage;
pub use list::ListPage;
pub use review::ReviewPage;
pub use tab::TabPage;
