//! Calendars of holidays, and how long notices are on their way: part of the administration.

mod api;
mod page;

pub use page::HolidaysPage;
