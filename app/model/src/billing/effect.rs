//! What a change of terms does to the money: of the year ahead, and of periods that were billed.

use super::LedgerRow;
use crate::{
    calendar::{Day, add_months},
    id::PriceLineId,
    money::{Currency, Money},
};
use serde::{Deserialize, Serialize};

/// What a change of terms does, in the currency of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// To be billed in the twelve months from the day, before the change.
    pub before: Money,
    /// The same after it.
    pub after: Money,
    /// What corrections of periods that were billed come to more, or less, than before it.
    pub corrections: Money,
}

impl Effect {
    /// Compares two ledgers of one contract; `None` if nothing differs, or amounts are too large.
    pub fn between(before: &[LedgerRow], after: &[LedgerRow], day: Day, currency: Currency) -> Option<Self> {
        let end = add_months(day, 12)?;
        let ahead = |row: &&LedgerRow| {
            row.correction.is_none() && row.expected.billing_day >= day && row.expected.billing_day < end
        };
        let corrects = |row: &&LedgerRow| row.correction.is_some();
        let (was, is) = (sum(before.iter().filter(ahead), currency)?, sum(after.iter().filter(ahead), currency)?);
        let corrected = sum(after.iter().filter(corrects), currency)?;
        let corrections = corrected.checked_sub(sum(before.iter().filter(corrects), currency)?)?;
        let money = |minor| Money::new(minor, currency);
        (was != is || corrections != 0).then(|| Self {
            before: money(was),
            after: money(is),
            corrections: money(corrections),
        })
    }
}

/// Amounts in a currency; those in another one are left out, because currencies are never added.
fn sum<'a>(rows: impl Iterator<Item = &'a LedgerRow>, currency: Currency) -> Option<i64> {
    rows.map(|row| row.expected.amount)
        .filter(|amount| amount.currency == currency)
        .try_fold(0_i64, |sum, amount| sum.checked_add(amount.minor))
}

/// The first day of the next period of a line that is not billed yet: not before the last one that is, and not one that
/// was over before the day.
pub fn next_unbilled<'a>(rows: impl IntoIterator<Item = &'a LedgerRow>, line: PriceLineId, day: Day) -> Option<Day> {
    let own: Vec<&LedgerRow> = rows.into_iter().filter(|row| row.expected.line == line).collect();
    let billed = own.iter().filter(|row| row.is_fixed()).map(|row| row.expected.period.last).max();
    own.iter()
        .map(|row| row.expected.period)
        .filter(|period| period.last >= day && billed.is_none_or(|billed| period.first > billed))
        .map(|period| period.first)
        .min()
}
