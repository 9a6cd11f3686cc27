//! How a file writes days, numbers and percentages: found out column by column, shown to a person for
//! confirmation, and overruled by them.

mod custom;

pub use custom::Custom;

use super::{
    Grid, Value,
    columns::{Expects, ImportField, Mapping},
    text,
    values::{self, DayOrder, DecimalMark, Tells},
};
use crate::money::Currency;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a person decided about the whole file; `None` leaves it to the evidence of each column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Conventions {
    /// The order of day and month in 03/04/2026.
    pub day_order: Option<DayOrder>,
    /// Whether 1,234 is a thousand or one and a bit.
    pub decimal_mark: Option<DecimalMark>,
    /// The currency of amounts that name none.
    pub currency: Option<Currency>,
    /// Whether a bare 0.2 in a column of percentages means 20 %.
    pub percent_style: Option<PercentStyle>,
    /// Months of each automatic renewal for which a row says no length; as long as the first term where it is `None`.
    pub renewal_months: Option<u32>,
}

/// How percentages are written where no % sign stands beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PercentStyle {
    /// 20 for 20 %.
    Hundredths,
    /// 0.2 for 20 %.
    Fraction,
}

/// How sure a reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// No cell needed it.
    NotNeeded,
    /// At least one cell can only be read this way, and none only the other way.
    Decided,
    /// Every cell can be read both ways: a person should confirm.
    Undecided,
    /// Some cells can only be read one way and some only the other: the file mixes them.
    Contradictory,
}

/// How something is read, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading<T> {
    /// The reading.
    pub value: T,
    /// How sure it is.
    pub evidence: Evidence,
    /// A cell that shows the question, as in the file.
    pub example: Option<String>,
}

/// How one mapped column is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnReading {
    /// The column, counted from 0.
    pub column: usize,
    /// For days.
    pub day_order: Option<Reading<DayOrder>>,
    /// For amounts, numbers and percentages.
    pub decimal_mark: Option<Reading<DecimalMark>>,
    /// For percentages.
    pub percent_style: Option<Reading<PercentStyle>>,
    /// For amounts: the currency that the header names.
    pub header_currency: Option<Currency>,
}

/// How the file is read: what to show for confirmation before anything is understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Readings {
    /// Order of day and month over all columns.
    pub day_order: Reading<DayOrder>,
    /// Decimal mark over all columns.
    pub decimal_mark: Reading<DecimalMark>,
    /// Currencies found beside amounts, in headers and in a currency column, with the number of cells
    /// (at least 1 for a header), most frequent first.
    pub currencies: Vec<(Currency, usize)>,
    /// Whether some amounts name no currency and have no currency column.
    pub currency_missing: bool,
    /// Each mapped column with days or numbers.
    pub columns: Vec<ColumnReading>,
}

/// Finds out how the file writes days, numbers and percentages. A decision of `conventions` overrules
/// the evidence; a column that does not decide follows the columns that do, else the `custom` of the house.
pub fn readings<F: ImportField>(
    grid: &Grid,
    mapping: &Mapping<F>,
    conventions: &Conventions,
    custom: &Custom,
) -> Readings {
    let mut columns: Vec<ColumnVotes> = Vec::new();
    let mut currency_column = false;
    let mut currencies: BTreeMap<Currency, usize> = BTreeMap::new();
    let mut bare_amounts = false;
    for (column, mapped) in mapping.columns.iter().enumerate() {
        let Some(field) = mapped.field else { continue };
        let header = mapped.header.as_str();
        match field.expects() {
            Expects::Day | Expects::DayOfYear => columns.push(ColumnVotes::of_days(grid, column, header)),
            Expects::Amount => {
                let header_currency = header_currency(header);
                if let Some(currency) = header_currency {
                    *currencies.entry(currency).or_default() += 1;
                }
                for cell in grid.column(column) {
                    let beside = match cell.value {
                        Value::Number { currency, .. } => currency,
                        Value::Text => match values::number(&cell.text, DecimalMark::Point) {
                            Some(figure) => figure.currency,
                            None => continue,
                        },
                        _ => continue,
                    };
                    match beside {
                        Some(currency) => *currencies.entry(currency).or_default() += 1,
                        None => bare_amounts |= header_currency.is_none(),
                    }
                }
                columns.push(ColumnVotes::of_numbers(grid, column, header_currency, false));
            }
            Expects::Number => columns.push(ColumnVotes::of_numbers(grid, column, None, false)),
            Expects::Percent => columns.push(ColumnVotes::of_numbers(grid, column, None, true)),
            Expects::Currency => {
                currency_column = true;
                for currency in grid.column(column).filter_map(|cell| values::currency(&cell.text)) {
                    *currencies.entry(currency).or_default() += 1;
                }
            }
            Expects::Words | Expects::Code | Expects::Length | Expects::Email | Expects::Choice => {}
        }
    }
    let days = Votes::sum(columns.iter().map(|column| &column.days));
    let marks = Votes::sum(columns.iter().map(|column| &column.marks));
    let mut currencies: Vec<(Currency, usize)> = currencies.into_iter().collect();
    currencies.sort_by_key(|(currency, count)| (std::cmp::Reverse(*count), *currency));
    // Where no day decides and our country has no custom, an American file is likelier if it has dollars and no
    // other currency.
    let american = matches!(currencies.as_slice(), [(Currency::USD, _)]);
    let likelier = if american { DayOrder::MonthFirst } else { DayOrder::DayFirst };
    let usual_order = custom.day_order.unwrap_or(likelier);
    // Where no number decides, the only marks are before three figures: grouping is likelier than
    // three decimals, so the other mark is the decimal one.
    let usual_mark = if marks.example.as_deref().is_some_and(|example| example.contains(',')) {
        DecimalMark::Point
    } else if marks.example.is_some() {
        DecimalMark::Comma
    } else {
        DecimalMark::Point
    };
    let day_order = days.reading(DayOrder::DayFirst, DayOrder::MonthFirst, conventions.day_order, usual_order);
    let decimal_mark = marks.reading(DecimalMark::Comma, DecimalMark::Point, conventions.decimal_mark, usual_mark);
    let columns = columns
        .into_iter()
        .map(|votes| ColumnReading {
            column: votes.column,
            day_order: votes.is_days.then(|| {
                votes.days.reading(DayOrder::DayFirst, DayOrder::MonthFirst, conventions.day_order, day_order.value)
            }),
            decimal_mark: (!votes.is_days).then(|| {
                let usual = match (&votes.marks.example, decimal_mark.evidence) {
                    // Nothing in the file decides: each column by its own marks.
                    (Some(example), Evidence::Undecided) if example.contains(',') => DecimalMark::Point,
                    (Some(_), Evidence::Undecided) => DecimalMark::Comma,
                    _ => decimal_mark.value,
                };
                votes.marks.reading(DecimalMark::Comma, DecimalMark::Point, conventions.decimal_mark, usual)
            }),
            percent_style: votes.is_percents.then(|| {
                let (hundredths, fraction) = (PercentStyle::Hundredths, PercentStyle::Fraction);
                votes.styles.reading(hundredths, fraction, conventions.percent_style, votes.usual_style)
            }),
            header_currency: votes.header_currency,
        })
        .collect();
    Readings { day_order, decimal_mark, currencies, currency_missing: bare_amounts && !currency_column, columns }
}

/// The currency that a header such as "Amount (EUR)" or "金额（元）" names.
pub fn header_currency(header: &str) -> Option<Currency> {
    let folded = text::fold(header);
    for (sign, currency) in [("€", Currency::EUR), ("£", Currency::GBP), ("¥", Currency::CNY), ("$", Currency::USD)]
    {
        if folded.contains(sign) {
            return Some(currency);
        }
    }
    let words = text::words(&folded);
    words.iter().rev().find_map(|word| {
        matches!(
            *word,
            "eur"
                | "euro"
                | "euros"
                | "gbp"
                | "usd"
                | "cny"
                | "rmb"
                | "yuan"
                | "chf"
                | "jpy"
                | "hkd"
                | "cad"
                | "aud"
                | "元"
        )
        .then(|| values::currency(word))
        .flatten()
    })
}

/// What the cells of one column say for each way of reading.
#[derive(Default)]
struct Votes {
    one: usize,
    other: usize,
    either: usize,
    example: Option<String>,
}

impl Votes {
    fn count<T: PartialEq>(&mut self, tells: Tells<T>, one: &T, text: &str) {
        match tells {
            Tells::Nothing => {}
            Tells::Both => {
                self.either += 1;
                if self.example.is_none() {
                    self.example = Some(text.to_owned());
                }
            }
            Tells::Only(reading) if reading == *one => self.one += 1,
            Tells::Only(_) => self.other += 1,
        }
    }

    fn sum<'a>(all: impl Iterator<Item = &'a Self>) -> Self {
        all.fold(Self::default(), |sum, votes| Self {
            one: sum.one + votes.one,
            other: sum.other + votes.other,
            either: sum.either + votes.either,
            example: sum.example.or_else(|| votes.example.clone()),
        })
    }

    fn reading<T: Copy>(&self, one: T, other: T, decided: Option<T>, usual: T) -> Reading<T> {
        let (value, evidence) = match (self.one, self.other, self.either) {
            (0, 0, 0) => (usual, Evidence::NotNeeded),
            (0, 0, _) => (usual, Evidence::Undecided),
            (_, 0, _) => (one, Evidence::Decided),
            (0, _, _) => (other, Evidence::Decided),
            (ones, others, _) => (if ones >= others { one } else { other }, Evidence::Contradictory),
        };
        match decided {
            Some(value) => Reading { value, evidence: Evidence::Decided, example: self.example.clone() },
            None => Reading { value, evidence, example: self.example.clone() },
        }
    }
}

struct ColumnVotes {
    column: usize,
    is_days: bool,
    is_percents: bool,
    days: Votes,
    marks: Votes,
    styles: Votes,
    usual_style: PercentStyle,
    header_currency: Option<Currency>,
}

impl ColumnVotes {
    const fn new(column: usize) -> Self {
        const NONE: Votes = Votes { one: 0, other: 0, either: 0, example: None };
        Self {
            column,
            is_days: false,
            is_percents: false,
            days: NONE,
            marks: NONE,
            styles: NONE,
            usual_style: PercentStyle::Hundredths,
            header_currency: None,
        }
    }

    fn of_days(grid: &Grid, column: usize, header: &str) -> Self {
        let mut votes = Self { is_days: true, ..Self::new(column) };
        if let Some(order) = values::header_day_order(header) {
            votes.days.count(Tells::Only(order), &DayOrder::DayFirst, header);
        }
        for cell in grid.column(column).filter(|cell| cell.value == Value::Text) {
            votes.days.count(values::day_order(&cell.text), &DayOrder::DayFirst, &cell.text);
        }
        votes
    }

    fn of_numbers(grid: &Grid, column: usize, header_currency: Option<Currency>, is_percents: bool) -> Self {
        let mut votes = Self { is_percents, header_currency, ..Self::new(column) };
        let mut largest = Decimal::ZERO;
        for cell in grid.column(column) {
            let bare = match cell.value {
                Value::Text => {
                    votes.marks.count(values::decimal_mark(&cell.text), &DecimalMark::Comma, &cell.text);
                    // Only the size matters here; three decimals are as good as a thousand.
                    values::number(&cell.text, DecimalMark::Comma)
                        .filter(|figure| !figure.percent)
                        .map(|figure| figure.value)
                }
                Value::Number { value, percent: false, .. } => Some(value),
                _ => None,
            };
            if let (true, Some(value)) = (is_percents, bare)
                && !value.is_zero()
            {
                // A rate of a half per cent or less is rarer than a fraction written without a sign.
                let tells =
                    if value.abs() >= Decimal::ONE { Tells::Only(PercentStyle::Hundredths) } else { Tells::Both };
                votes.styles.count(tells, &PercentStyle::Hundredths, &cell.text);
                largest = largest.max(value.abs());
            }
        }
        if !largest.is_zero() && largest < Decimal::ONE {
            votes.usual_style = PercentStyle::Fraction;
        }
        votes
    }
}

#[cfg(test)]
mod tests;
