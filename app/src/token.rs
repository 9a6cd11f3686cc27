//! Personal tokens for the API: making, listing and revoking them.

mod api;
mod page;

pub use page::TokensPage;
