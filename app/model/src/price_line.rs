//! Price lines: what is to be paid, how much, and when.

mod amend;
mod check;

pub use amend::PriceAnswer;
pub use check::{
    LATEST_YEAR, LEAST_YEAR, MOST_AMOUNT, MOST_DECIMALS, MOST_MONTHS, MOST_QUANTITY, MOST_STEPS, PriceLineField,
    Problem, check,
};

use crate::{calendar::Day, id::*};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Whether a period is billed on its first or its last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Timing {
    /// On the first day of the period.
    Advance,
    /// On the last day of the period.
    Arrears,
}

/// How often a line is billed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recurrence {
    /// Once, on a day.
    Once {
        /// The billing day.
        on: Day,
    },
    /// Every `months` months, counted from the anchor day.
    Every {
        /// 1 to 120.
        months: u32,
        /// A day on which a period begins; periods lie before and after it at whole steps.
        anchor: Day,
        /// First or last day of the period.
        timing: Timing,
    },
}

/// A dated discount; several at once multiply.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Discount {
    /// First day of the discount.
    pub from: Day,
    /// Last day of the discount; `None` for always.
    pub to: Option<Day>,
    /// Per cent taken off, above 0 to 100 (100 is a free period).
    pub percent: Decimal,
}

/// From a day on, another unit price (before discounts). It is the price on that day: yearly increases up to it are
/// part of it, and those after it raise it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RampStep {
    /// First day of the new price.
    pub from: Day,
    /// Unit price in major units of the contract's currency.
    pub unit_price: Decimal,
}

/// A fixed increase each year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct YearlyIncrease {
    /// Per cent, above 0 to 100, applied again each year on the price before it.
    pub percent: Decimal,
    /// The day of the first increase; the later ones follow on the same day of each year.
    pub first_on: Day,
}

/// One line of a contract's price.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PriceLine {
    /// Its identity, kept over changes.
    pub id: PriceLineId,
    /// Position in the contract, from 1.
    pub position: u32,
    /// What is delivered for it.
    pub description: String,
    /// How many units per period.
    pub quantity: Decimal,
    /// Unit in words (month, visit, extinguisher …).
    pub unit: String,
    /// Price of one unit for one period in major units of the contract's currency, before tax. It may
    /// have more decimals than the currency; amounts are rounded once, at the end.
    pub unit_price: Decimal,
    /// VAT in per cent, if known.
    pub vat_percent: Option<Decimal>,
    /// When it is billed.
    pub recurrence: Recurrence,
    /// First day; `None` for the contract's first day.
    pub starts_on: Option<Day>,
    /// Last day; `None` for the contract's last day.
    pub ends_on: Option<Day>,
    /// Dated discounts.
    pub discounts: Vec<Discount>,
    /// Later unit prices, by day.
    pub ramp: Vec<RampStep>,
    /// Fixed yearly increase.
    pub increase: Option<YearlyIncrease>,
}
