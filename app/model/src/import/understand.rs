//! From rows to drafts.
//!
//! Each row is read by itself, cell by cell; rows that share a number are then put together. Nothing is
//! refused for being in the past, and nothing is dropped without a problem that says so.

mod contract;
mod invoice;
pub(super) mod months;
mod not_read;
mod price;
mod reader;

pub use contract::{contract_rows, contract_rows_among};
pub use invoice::{invoice_rows, invoice_rows_among};

#[cfg(test)]
mod tests;
