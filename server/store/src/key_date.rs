//! Key dates: written by the features that know them, read by everything that shows or reminds of days.

mod listing;
mod writing;

pub use listing::{counts, list, on_days};
pub use writing::replace;
