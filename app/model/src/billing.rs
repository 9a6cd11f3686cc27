//! Expected billing: the ledger of what the terms promise, one row for each line and period.
//!
//! [`expected`] computes the rows of one price line, [`revise`] says how the ledger changes so that it
//! agrees with them, [`state`] says where a row stands, [`total`] adds rows up. Every amount carries
//! its [`Formula`].

mod cover;
mod effect;
mod formula;
mod ledger;
mod price;
mod rebate;
mod schedule;

pub use cover::{Cover, covers};
pub use effect::{Effect, next_unbilled};
pub use formula::{Formula, Part};
pub use ledger::{Correction, CorrectionReason, LedgerChange, LedgerRow, revise};
pub use price::{PriceAround, decimals_read, decimals_to_multiply, in_force, increases_by, price_around};
pub use rebate::{GivenUpRow, rebates_along, rebates_back_with, rebates_given_up_with};
pub use schedule::expected;

use crate::{
    calendar::{Day, Period},
    id::*,
    money::{Amounts, Money, MoneyError},
    price_line::{PriceLineField, Problem},
};
use serde::{Deserialize, Serialize};

/// The most rows that one line may have: 200 years of months. More is a mistyped day.
pub const MOST_PERIODS: usize = 2_400;

/// Where a ledger row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BillingState {
    /// Promised, nothing invoiced yet.
    Expected,
    /// Invoiced in part.
    PartBilled,
    /// Invoiced in full (or more).
    Billed,
    /// Invoiced and credited again.
    Credited,
    /// Given up with a reason.
    Waived,
}

/// What the terms promise for one line and period, as computed; the store adds identity and state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpectedAmount {
    /// The line.
    pub line: PriceLineId,
    /// The days covered (for a one-off line, the billing day).
    pub period: Period,
    /// The day to bill.
    pub billing_day: Day,
    /// Amount before tax.
    pub amount: Money,
    /// Why this amount.
    pub formula: Formula,
}

/// The days of a contract for which it is billed, and how far ahead to look.
///
/// The end and the horizon are two things: an end cuts a period short, so that it is prorated; a
/// horizon never does, it only leaves out what is to be billed later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Billable {
    /// The contract's first day.
    pub first: Day,
    /// The contract's last day where it really ends; `None` while it is open-ended or renews itself.
    pub last: Option<Day>,
    /// The last billing day to compute.
    pub horizon: Day,
}

/// Why expected amounts cannot be computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BillingError {
    /// A field of the price line must be corrected first.
    #[error("the price line cannot be billed: {field:?}: {problem:?}")]
    Line {
        /// The field.
        field: PriceLineField,
        /// What is wrong with it.
        problem: Problem,
    },
    /// The line would have more than [`MOST_PERIODS`] rows.
    #[error("more than {MOST_PERIODS} periods")]
    TooManyPeriods,
    /// A period reaches beyond the first or last day that can be represented.
    #[error("a period lies outside the calendar")]
    OutOfCalendar,
    /// A stored formula that no line can have produced: parts of different periods, no days.
    #[error("the formula cannot be computed")]
    Formula,
    /// Two amounts were given for one line and first day.
    #[error("two amounts for the period from {first} of line {line}")]
    TwoAmounts {
        /// The line.
        line: PriceLineId,
        /// First day of the period.
        first: Day,
    },
    /// An amount is too large.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// Whether all that came in for a row did so without an invoice being known here.
pub const fn is_recovered_only(billed: Money, recovered: Money) -> bool {
    billed.is_zero() && recovered.minor > 0
}

/// What of recovered money counts for a promise of which `net` was invoiced, in minor units: only what invoices do not
/// cover, so that an invoice that arrives later never makes the period billed twice or above the terms.
pub fn recovered_beside(expected: Money, net: i64, recovered: i64) -> i64 {
    recovered.clamp(0, expected.minor.saturating_sub(net).max(0))
}

/// What is left of a promise after invoices and recovered money, in minor units and with the sign of the promise; 0 where
/// it is kept or exceeded.
pub fn left(expected: Money, net: i64, recovered: i64) -> i64 {
    let rest = expected.minor.saturating_sub(net).saturating_sub(recovered_beside(expected, net, recovered));
    if expected.minor < 0 { rest.min(0) } else { rest.max(0) }
}

/// Where a row stands.
///
/// `recovered` is money that came in without an invoice being known for it; it counts as far as
/// [`recovered_beside`] says, as if it had been billed. `billed` is the sum of the matched invoice lines and
/// `credited` the sum of the matched credit-note lines, in minor units and with the signs they have on the documents:
/// a credit note's are negative. A row whose expected amount is negative is therefore billed by a credit note.
///
/// `tolerance` (minor units, 0 or more) is the difference that still counts as billed in full, or as
/// credited in full; it never counts for half of the expected amount or more, so that it cannot hide
/// a small amount altogether. A free period stays expected until something is invoiced for it.
///
/// What was billed goes before what was given up: a row that was given up and is billed in full after all is billed.
pub fn state(
    expected: Money,
    billed: i64,
    credited: i64,
    recovered: i64,
    waived: bool,
    tolerance: i64,
) -> BillingState {
    match by_amounts(expected, billed, credited, recovered, tolerance) {
        BillingState::Billed => BillingState::Billed,
        _ if waived => BillingState::Waived,
        state => state,
    }
}

fn by_amounts(expected: Money, billed: i64, credited: i64, recovered: i64, tolerance: i64) -> BillingState {
    let beside = recovered_beside(expected, billed.saturating_add(credited), recovered);
    let billed = billed.saturating_add(beside);
    if billed == 0 && credited == 0 {
        return BillingState::Expected;
    }
    let direction = if expected.minor < 0 { -1 } else { 1 };
    let promised = i128::from(expected.minor) * direction;
    let net = (i128::from(billed) + i128::from(credited)) * direction;
    let most = ((promised - 1) / 2).max(0);
    let tolerance = i128::from(tolerance).clamp(0, most);
    let both_ways = (billed > 0) != (credited > 0) && billed != 0 && credited != 0;
    if net > 0 && net >= promised - tolerance {
        BillingState::Billed
    } else if net <= 0 || (both_ways && net <= tolerance) {
        BillingState::Credited
    } else {
        BillingState::PartBilled
    }
}

/// What rows come to within a period, by currency.
///
/// A row that lies partly inside counts with its days inside, its amount spread evenly over its days
/// and rounded so that adjoining periods always add up to the whole. An error means that a sum is too
/// large for an amount of money.
pub fn total(rows: &[ExpectedAmount], within: Period) -> Result<Amounts, MoneyError> {
    let mut amounts = Amounts::default();
    for row in rows {
        let Some(inside) = row.period.intersection(within) else {
            continue;
        };
        let Some(before) = inside.first.pred_opt() else {
            continue;
        };
        let minor = first_days(row, (inside.last - row.period.first).num_days() + 1)
            - first_days(row, (before - row.period.first).num_days() + 1);
        let minor = i64::try_from(minor).map_err(|_| MoneyError::TooLarge)?;
        amounts.add(Money::new(minor, row.amount.currency))?;
    }
    Ok(amounts)
}

/// The share of the row's first `days` days in minor units, rounded half away from zero.
fn first_days(row: &ExpectedAmount, days: i64) -> i128 {
    let minor = i128::from(row.amount.minor);
    let of = i128::from(row.period.days()).max(1);
    minor.signum() * ((minor.abs() * i128::from(days) * 2 + of) / (of * 2))
}

#[cfg(test)]
mod tests;
