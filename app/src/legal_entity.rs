//! Our own companies: the list, and the form of one.

mod api;
mod form;
mod list;

pub use form::EditPage;
pub use list::ListPage;
