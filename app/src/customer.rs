//! Customers: the list, the sheet with its tabs, and the forms.

mod api;
mod contact;
mod contracts;
#[cfg(feature = "ssr")]
mod export;
mod form;
mod history;
mod list;
mod money;
mod people;
mod sheet;
mod site;
mod tabs;

pub use contact::ContactPage;
pub use contracts::ContractsPage;
#[cfg(feature = "ssr")]
pub use export::write as export;
pub use form::{EditPage, NewPage};
pub use history::HistoryPage;
pub use list::ListPage;
pub use money::MoneyPage;
pub use people::PeoplePage;
pub use sheet::SheetPage;
pub use site::SitePage;
