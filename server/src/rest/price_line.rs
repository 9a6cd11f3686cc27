//! Price lines of a contract.

use chrono::NaiveDate;
use model::{
    price_line as lines,
    refusal::{FieldProblem, Problem},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::wire::{choices, is_decimal};

choices! {
    /// Whether a period is billed on its first or its last day.
    Timing = model::price_line::Timing {
        /// On the first day of the period.
        Advance,
        /// On the last day of the period.
        Arrears,
    }
}

/// How often a line is billed.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum Recurrence {
    /// Once, on a day.
    Once {
        /// The billing day.
        on: NaiveDate,
    },
    /// Every so many months, counted from the anchor day.
    Every {
        /// 1 to 120.
        months: u32,
        /// A day on which a period begins; periods lie before and after it at whole steps.
        anchor: NaiveDate,
        /// First or last day of the period.
        timing: Timing,
    },
}

impl From<lines::Recurrence> for Recurrence {
    fn from(recurrence: lines::Recurrence) -> Self {
        match recurrence {
            lines::Recurrence::Once { on } => Self::Once { on },
            lines::Recurrence::Every { months, anchor, timing } => {
                Self::Every { months, anchor, timing: timing.into() }
            }
        }
    }
}

impl From<Recurrence> for lines::Recurrence {
    fn from(recurrence: Recurrence) -> Self {
        match recurrence {
            Recurrence::Once { on } => Self::Once { on },
            Recurrence::Every { months, anchor, timing } => Self::Every { months, anchor, timing: timing.into() },
        }
    }
}

/// A dated discount; several at once multiply.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Discount {
    /// First day.
    pub from: NaiveDate,
    /// Last day; `null` for always.
    pub to: Option<NaiveDate>,
    /// Per cent taken off, as a decimal number in text.
    #[schema(example = "10")]
    pub percent: String,
}

/// From a day on, another unit price, before discounts. Yearly increases after that day raise it; those up to it are part
/// of it.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RampStep {
    /// First day of the new price.
    pub from: NaiveDate,
    /// Unit price in major units of the contract's currency, as a decimal number in text.
    #[schema(example = "420.50")]
    pub unit_price: String,
}

/// A fixed increase each year.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct YearlyIncrease {
    /// Per cent, applied again each year on the price before it, as a decimal number in text.
    #[schema(example = "2.5")]
    pub percent: String,
    /// The day of the first increase; the later ones follow on the same day of each year.
    pub first_on: NaiveDate,
}

/// One line of a contract's price.
#[derive(Debug, Serialize, ToSchema)]
pub struct PriceLine {
    /// Identity, kept over changes.
    pub id: Uuid,
    /// Position in the contract, from 1.
    pub position: u32,
    /// What is delivered for it.
    pub description: String,
    /// How many units per period, as a decimal number in text.
    #[schema(example = "3")]
    pub quantity: String,
    /// Unit in words.
    #[schema(example = "month")]
    pub unit: String,
    /// Price of one unit for one period in major units of the contract's currency, before tax. It may have more
    /// decimals than the currency.
    #[schema(example = "400.00")]
    pub unit_price: String,
    /// VAT in per cent, if known.
    #[schema(example = "20")]
    pub vat_percent: Option<String>,
    /// When it is billed.
    pub recurrence: Recurrence,
    /// First day; `null` for the contract's first day.
    pub starts_on: Option<NaiveDate>,
    /// Last day; `null` for the contract's last day.
    pub ends_on: Option<NaiveDate>,
    /// Dated discounts.
    pub discounts: Vec<Discount>,
    /// Later unit prices, by day.
    pub ramp: Vec<RampStep>,
    /// Fixed yearly increase.
    pub increase: Option<YearlyIncrease>,
}

impl From<lines::PriceLine> for PriceLine {
    fn from(line: lines::PriceLine) -> Self {
        let lines::PriceLine {
            id,
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
        let discount = |lines::Discount { from, to, percent }| Discount { from, to, percent: percent.to_string() };
        let step = |lines::RampStep { from, unit_price }| RampStep { from, unit_price: unit_price.to_string() };
        Self {
            id: id.0,
            position,
            description,
            quantity: quantity.to_string(),
            unit,
            unit_price: unit_price.to_string(),
            vat_percent: vat_percent.map(|percent| percent.to_string()),
            recurrence: recurrence.into(),
            starts_on,
            ends_on,
            discounts: discounts.into_iter().map(discount).collect(),
            ramp: ramp.into_iter().map(step).collect(),
            increase: increase.map(|lines::YearlyIncrease { percent, first_on }| YearlyIncrease {
                percent: percent.to_string(),
                first_on,
            }),
        }
    }
}

/// One line of a contract's price, as a program sends it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PriceLineTerms {
    /// Identity of the line of this contract that it replaces; left out for a new line.
    id: Option<Uuid>,
    /// What is delivered for it.
    description: String,
    /// How many units per period, as a decimal number in text.
    #[schema(example = "3")]
    quantity: String,
    /// Unit in words.
    #[serde(default)]
    #[schema(example = "month")]
    unit: String,
    /// Price of one unit for one period in major units of the contract's currency, before tax.
    #[schema(example = "400.00")]
    unit_price: String,
    /// VAT in per cent, if known.
    #[schema(example = "20")]
    vat_percent: Option<String>,
    /// When it is billed.
    recurrence: Recurrence,
    /// First day; left out for the contract's first day.
    starts_on: Option<NaiveDate>,
    /// Last day; left out for the contract's last day.
    ends_on: Option<NaiveDate>,
    /// Dated discounts.
    #[serde(default)]
    discounts: Vec<Discount>,
    /// Later unit prices, by day.
    #[serde(default)]
    ramp: Vec<RampStep>,
    /// Fixed yearly increase.
    increase: Option<YearlyIncrease>,
}

impl PriceLineTerms {
    /// The line at a position from 0, if every number in it is one; otherwise what is wrong joins the problems.
    pub fn read(self, position: usize, problems: &mut Vec<FieldProblem>) -> Option<lines::PriceLine> {
        let Self {
            id,
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
        } = self;
        let mut numbers = Numbers { line: position, problems };
        let quantity = numbers.read("quantity", &quantity);
        let unit_price = numbers.read("unit_price", &unit_price);
        let vat_percent = vat_percent.map(|percent| numbers.read("vat_percent", &percent));
        let discounts: Vec<Option<lines::Discount>> = discounts
            .into_iter()
            .enumerate()
            .map(|(at, Discount { from, to, percent })| {
                let percent = numbers.read(&format!("discounts.{at}.percent"), &percent)?;
                Some(lines::Discount { from, to, percent })
            })
            .collect();
        let ramp: Vec<Option<lines::RampStep>> = ramp
            .into_iter()
            .enumerate()
            .map(|(at, RampStep { from, unit_price })| {
                let unit_price = numbers.read(&format!("ramp.{at}.unit_price"), &unit_price)?;
                Some(lines::RampStep { from, unit_price })
            })
            .collect();
        let increase = increase.map(|YearlyIncrease { percent, first_on }| {
            Some(lines::YearlyIncrease { percent: numbers.read("increase.percent", &percent)?, first_on })
        });
        Some(lines::PriceLine {
            // An identity of nothing is replaced by one of its own.
            id: id.unwrap_or_default().into(),
            position: u32::try_from(position).unwrap_or(u32::MAX).saturating_add(1),
            description,
            quantity: quantity?,
            unit,
            unit_price: unit_price?,
            vat_percent: flat(vat_percent)?,
            recurrence: recurrence.into(),
            starts_on,
            ends_on,
            discounts: discounts.into_iter().collect::<Option<_>>()?,
            ramp: ramp.into_iter().collect::<Option<_>>()?,
            increase: flat(increase)?,
        })
    }
}

/// Nothing, or something that could be read.
fn flat<T>(read: Option<Option<T>>) -> Option<Option<T>> {
    match read {
        Some(None) => None,
        Some(Some(value)) => Some(Some(value)),
        None => Some(None),
    }
}

/// Reads the numbers of a line, and notes those that are none.
struct Numbers<'a> {
    line: usize,
    problems: &'a mut Vec<FieldProblem>,
}

impl Numbers<'_> {
    fn read<T: std::str::FromStr>(&mut self, field: &str, text: &str) -> Option<T> {
        let read = Some(text).filter(|text| is_decimal(text)).and_then(|text| text.parse().ok());
        if read.is_none() {
            let field = format!("lines.{}.{field}", self.line);
            self.problems.push(FieldProblem::new(field, Problem::NotANumber));
        }
        read
    }
}
