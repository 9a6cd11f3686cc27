//! What a price line must be like before anything is computed from it.

use super::{PriceLine, Recurrence};
use crate::calendar::Day;
use chrono::Datelike;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The longest period, in months.
pub const MOST_MONTHS: u32 = 120;
/// The largest quantity.
pub const MOST_QUANTITY: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);
/// The largest unit price, and the largest amount of a full period, in major units: a million million.
pub const MOST_AMOUNT: Decimal = Decimal::from_parts(3_567_587_328, 232, 0, false, 0);
/// The most decimals of a quantity, a price or a percentage.
pub const MOST_DECIMALS: u32 = 8;
/// The most discounts, and the most ramp steps, of one line.
pub const MOST_STEPS: usize = 240;
/// The earliest year that a day may lie in.
pub const LEAST_YEAR: i32 = 1900;
/// The latest year that a day may lie in.
pub const LATEST_YEAR: i32 = 9999;

const MOST_DESCRIPTION: usize = 1_000;
const MOST_UNIT: usize = 60;

/// A field of a price line as a person sees it. Discounts and ramp steps are numbered from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PriceLineField {
    /// Position in the contract.
    Position,
    /// What is delivered for it.
    Description,
    /// Units per period.
    Quantity,
    /// The unit in words.
    Unit,
    /// Price of one unit.
    UnitPrice,
    /// VAT in per cent.
    VatPercent,
    /// Billing day of a one-off line.
    OnceOn,
    /// Months of a period.
    Months,
    /// A day on which a period begins.
    Anchor,
    /// First day.
    StartsOn,
    /// Last day.
    EndsOn,
    /// The list of discounts.
    Discounts,
    /// First day of a discount.
    DiscountFrom(usize),
    /// Last day of a discount.
    DiscountTo(usize),
    /// Per cent of a discount.
    DiscountPercent(usize),
    /// The list of ramp steps.
    Ramp,
    /// First day of a ramp step.
    RampFrom(usize),
    /// Unit price of a ramp step.
    RampUnitPrice(usize),
    /// Per cent of the yearly increase.
    IncreasePercent,
    /// Day of the first increase.
    IncreaseFirstOn,
}

impl PriceLineField {
    /// Whether amounts before tax are computed from the field.
    pub const fn concerns_amounts(self) -> bool {
        !matches!(self, Self::Position | Self::Description | Self::Unit | Self::VatPercent)
    }
}

/// What is wrong with a field of a price line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// It must be filled in.
    Missing,
    /// It has more characters than fit.
    TooLong {
        /// The most characters.
        most: usize,
    },
    /// It contains a control character.
    ControlCharacter,
    /// It must not be below zero.
    Negative,
    /// It must be above zero.
    NotAboveZero,
    /// It must not be more than this.
    TooLarge {
        /// The largest value.
        most: Decimal,
    },
    /// It has more decimals than are kept.
    TooManyDecimals {
        /// The most decimals.
        most: u32,
    },
    /// It must be a whole number of months in this range.
    MonthsOutOfRange {
        /// The fewest months.
        least: u32,
        /// The most months.
        most: u32,
    },
    /// The day's year is not plausible.
    YearOutOfRange {
        /// The earliest year.
        least: i32,
        /// The latest year.
        most: i32,
    },
    /// The last day lies before the first.
    EndsBeforeStart,
    /// The day is not within the line's first and last day.
    OutsideLine,
    /// The day does not come after that of the step before.
    OutOfOrder,
    /// There are more entries than fit.
    TooMany {
        /// The most entries.
        most: usize,
    },
}

/// Every problem of a price line, at its field, in the order of the fields. Unit prices may be
/// negative (a rebate as a line of its own), quantities may not.
pub fn check(line: &PriceLine) -> Vec<(PriceLineField, Problem)> {
    use PriceLineField as Field;
    // Taken apart without `..`: a new field must be thought about here.
    let PriceLine {
        id: _,
        position,
        description,
        quantity,
        unit,
        unit_price,
        vat_percent,
        recurrence,
        starts_on,
        ends_on,
        discounts,
        ramp,
        increase,
    } = line;
    let mut found = Found(Vec::new());
    found.add(Field::Position, (*position == 0).then_some(Problem::NotAboveZero));
    found.add(Field::Description, description.trim().is_empty().then_some(Problem::Missing));
    found.add(Field::Description, text(description, MOST_DESCRIPTION));
    let negative = (*quantity < Decimal::ZERO).then_some(Problem::Negative);
    let unusable = negative.or_else(|| number(*quantity, MOST_QUANTITY));
    found.add(Field::Quantity, unusable);
    // A quantity that must be mended anyway is not held against the prices.
    let quantity = if unusable.is_none() { *quantity } else { Decimal::ZERO };
    found.add(Field::Unit, text(unit, MOST_UNIT));
    found.add(Field::UnitPrice, price(*unit_price, quantity));
    if let Some(percent) = *vat_percent {
        let negative = (percent < Decimal::ZERO).then_some(Problem::Negative);
        found.add(Field::VatPercent, negative.or_else(|| number(percent, Decimal::ONE_HUNDRED)));
    }
    match *recurrence {
        Recurrence::Once { on } => {
            let outside = starts_on.is_some_and(|first| on < first) || ends_on.is_some_and(|last| last < on);
            found.add(Field::OnceOn, year(on).or(outside.then_some(Problem::OutsideLine)));
        }
        Recurrence::Every { months, anchor, timing: _ } => {
            let range = Problem::MonthsOutOfRange { least: 1, most: MOST_MONTHS };
            found.add(Field::Months, (!(1..=MOST_MONTHS).contains(&months)).then_some(range));
            found.add(Field::Anchor, year(anchor));
        }
    }
    found.add(Field::StartsOn, starts_on.and_then(year));
    found.add(Field::EndsOn, last_day(*starts_on, *ends_on));
    found.add(Field::Discounts, count(discounts.len()));
    for (index, discount) in discounts.iter().take(MOST_STEPS).enumerate() {
        found.add(Field::DiscountFrom(index), year(discount.from));
        found.add(Field::DiscountTo(index), last_day(Some(discount.from), discount.to));
        found.add(Field::DiscountPercent(index), percent(discount.percent));
    }
    found.add(Field::Ramp, count(ramp.len()));
    let mut before: Option<Day> = None;
    for (index, step) in ramp.iter().take(MOST_STEPS).enumerate() {
        let out_of_order = before.is_some_and(|before| step.from <= before).then_some(Problem::OutOfOrder);
        found.add(Field::RampFrom(index), year(step.from).or(out_of_order));
        found.add(Field::RampUnitPrice(index), price(step.unit_price, quantity));
        before = Some(step.from);
    }
    if let Some(increase) = increase {
        found.add(Field::IncreasePercent, percent(increase.percent));
        found.add(Field::IncreaseFirstOn, year(increase.first_on));
    }
    found.0
}

struct Found(Vec<(PriceLineField, Problem)>);

impl Found {
    fn add(&mut self, field: PriceLineField, problem: Option<Problem>) {
        self.0.extend(problem.map(|problem| (field, problem)));
    }
}

fn text(text: &str, most: usize) -> Option<Problem> {
    if text.chars().any(|character| character.is_control() && !matches!(character, '\n' | '\t')) {
        return Some(Problem::ControlCharacter);
    }
    (text.chars().count() > most).then_some(Problem::TooLong { most })
}

fn number(value: Decimal, most: Decimal) -> Option<Problem> {
    if value.abs() > most {
        return Some(Problem::TooLarge { most });
    }
    let most = MOST_DECIMALS;
    (value.normalize().scale() > most).then_some(Problem::TooManyDecimals { most })
}

fn price(unit_price: Decimal, quantity: Decimal) -> Option<Problem> {
    let too_large = || {
        let amount = unit_price.checked_mul(quantity);
        let most = MOST_AMOUNT;
        amount.is_none_or(|amount| amount.abs() > most).then_some(Problem::TooLarge { most })
    };
    number(unit_price, MOST_AMOUNT).or_else(too_large)
}

fn percent(value: Decimal) -> Option<Problem> {
    (value <= Decimal::ZERO).then_some(Problem::NotAboveZero).or_else(|| number(value, Decimal::ONE_HUNDRED))
}

fn year(day: Day) -> Option<Problem> {
    let outside = !(LEAST_YEAR..=LATEST_YEAR).contains(&day.year());
    outside.then_some(Problem::YearOutOfRange { least: LEAST_YEAR, most: LATEST_YEAR })
}

fn last_day(first: Option<Day>, last: Option<Day>) -> Option<Problem> {
    let last = last?;
    year(last).or_else(|| first.is_some_and(|first| last < first).then_some(Problem::EndsBeforeStart))
}

fn count(entries: usize) -> Option<Problem> {
    (entries > MOST_STEPS).then_some(Problem::TooMany { most: MOST_STEPS })
}

#[cfg(test)]
mod tests;
