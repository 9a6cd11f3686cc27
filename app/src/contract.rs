//! Contracts: the list, and the sheet with its tabs.

pub mod api;
mod dates;
mod export;
mod files;
mod form;
mod history;
mod lifeline;
mod list;
mod money;
mod notice;
mod overview;
pub mod said;
mod tabs;

pub use api::choices;
pub use dates::DatesPage;
#[cfg(feature = "ssr")]
pub use export::write as export;
pub use files::FilesPage;
pub use form::FormPage;
pub use history::HistoryPage;
pub use list::{ListPage, ValueOf};
pub use money::MoneyPage;
pub use overview::OverviewPage;
pub use tabs::{PhaseBadge, SheetHead, Tab};
