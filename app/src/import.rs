//! Import: bring a file, see how it will be understood, accept it, take it back.

pub mod api;
mod done;
mod list;
mod reading;
mod review;
mod rows;
mod said;
mod under_way;

pub use list::ListPage;
pub use review::ReviewPage;
