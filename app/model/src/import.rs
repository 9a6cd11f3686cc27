//! Import: from the cells of somebody's spreadsheet to drafts of contracts and invoices.
//!
//! Reading order: this file (the cells), [`values`] (what one cell says), [`columns`] (what a column
//! means), [`conventions`] (how the file writes days and numbers), [`draft`] and [`problem`] (the
//! outcome), [`understand`] (from rows to drafts), [`similar`] (names that are nearly the same),
//! [`differing`] (what a draft says otherwise than the contract that is there), [`received`] (what was received for invoices
//! that are there).
//!
//! Nothing here refuses a past date, looks anything up or says a sentence: customers, owners and legal
//! entities stay the words of the file, and each doubt is a [`problem::Problem`] at its cell.

use crate::{calendar::Day, money::Currency};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub mod columns;
pub mod conventions;
pub mod differing;
pub mod draft;
pub mod problem;
pub mod received;
pub mod similar;
mod text;
pub mod understand;
pub mod values;

/// A table as it was found in a file: its header and the rows below it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grid {
    /// The words above each column; empty where there are none.
    pub header: Vec<String>,
    /// The rows below the header that are not empty.
    pub rows: Vec<Row>,
}

/// A row of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its number as a spreadsheet program or text editor shows it, from 1.
    pub number: u32,
    /// Its cells from the first column on; columns to the right of the last cell are empty.
    pub cells: Vec<Cell>,
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// What a reader of the file sees, or close to it.
    pub text: String,
    /// What the file itself says it is; for a CSV file always text or nothing.
    pub value: Value,
}

/// What a file says a cell holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// Words, or figures kept as words.
    Text,
    /// A number, with what its format adds to it.
    Number {
        /// The number as stored: 0.2 for a cell that shows 20 %.
        value: Decimal,
        /// Whether the cell is formatted as a percentage.
        percent: bool,
        /// The currency of the cell's format.
        currency: Option<Currency>,
    },
    /// A day (a time of day is dropped).
    Day {
        /// The day.
        day: Day,
    },
    /// True or false.
    Bool {
        /// Which.
        yes: bool,
    },
    /// A formula that failed (`#N/A`, `#REF!` …).
    Error,
}

impl Cell {
    /// A cell of a text file.
    pub fn from_text(text: impl Into<String>) -> Self {
        let text = text.into();
        let value = if text.trim().is_empty() { Value::Empty } else { Value::Text };
        Self { text, value }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        matches!(self.value, Value::Empty)
    }
}

impl Row {
    /// The cell of a column, counted from 0; an empty one beyond the end of the row.
    pub fn cell(&self, column: usize) -> &Cell {
        const NOTHING: &Cell = &Cell { text: String::new(), value: Value::Empty };
        self.cells.get(column).unwrap_or(NOTHING)
    }

    /// Whether all its cells are empty.
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(Cell::is_empty)
    }
}

impl Grid {
    /// The cells of a column, counted from 0, that are not empty.
    pub fn column(&self, column: usize) -> impl Iterator<Item = &Cell> + '_ {
        self.rows.iter().map(move |row| row.cell(column)).filter(|cell| !cell.is_empty())
    }

    /// Number of columns: of the header, or of the longest row.
    pub fn width(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0).max(self.header.len())
    }
}
