//! Key dates: written by the features that know them, read by everything that shows or reminds of days.

mod listing;
mod writing;

pub use listing::{counts, days_of, list, on_days};
pub use writing::replace;
