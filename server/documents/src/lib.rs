//! Files in and out: spreadsheets that people bring, and the ones we write.
//!
//! Heavy libraries live here so that a change to a page never rebuilds them. [`table`] reads CSV and XLSX
//! of any shape into plain rows; [`sheet`] writes CSV and XLSX. What the rows mean is `model::import`.

pub mod agenda;
pub mod sheet;
pub mod table;
