//! Key dates as calendars and lists show them.

use crate::{
    calendar::Day,
    key_date::{KeyDate, KeyDateKind},
    money::Currency,
};
use serde::{Deserialize, Serialize};

/// A key date in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyDateRow {
    /// The date.
    pub date: KeyDate,
    /// Who has to see to it, by name; the contract's owner, where nobody else was named.
    pub owner: Option<String>,
    /// The contract's number.
    pub contract: String,
    /// The contract's title.
    pub title: String,
    /// The customer's name.
    pub customer: String,
}

/// How many key dates of one kind, currency and state a day has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyDateCount {
    /// The day.
    pub day: Day,
    /// The kind.
    pub kind: KeyDateKind,
    /// The currency of the amount.
    pub currency: Currency,
    /// Whether what they ask for was done.
    pub done: bool,
    /// How many.
    pub dates: u64,
    /// Their amounts together, in minor units.
    pub amount_minor: i64,
}
