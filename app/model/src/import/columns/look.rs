//! What the cells of a column look like, so that they speak for or against what its header says.

use super::Expects;
use crate::import::{Cell, Grid, Value, understand::months::month, values};

/// What the cells of a column look like, each as a share of the filled cells in per cent.
pub(super) struct Look {
    filled: usize,
    days: usize,
    /// Days of eight figures, which may as well be numbers of another kind: only a header makes them days.
    compact_days: usize,
    /// Months, which are days where the header speaks of the first or the last.
    months: usize,
    days_of_years: usize,
    several_days: usize,
    spans: usize,
    several_numbers: usize,
    numbers: usize,
    percents: usize,
    rates: usize,
    emails: usize,
    currencies: usize,
    lengths: usize,
    choices: usize,
}

impl Look {
    /// Cells looked at.
    pub(super) const SAMPLE: usize = 100;

    pub(super) fn of(grid: &Grid, column: usize) -> Self {
        let mut look = Self {
            filled: 0,
            days: 0,
            compact_days: 0,
            months: 0,
            days_of_years: 0,
            several_days: 0,
            spans: 0,
            several_numbers: 0,
            numbers: 0,
            percents: 0,
            rates: 0,
            emails: 0,
            currencies: 0,
            lengths: 0,
            choices: 0,
        };
        for cell in grid.column(column).filter(|cell| !values::is_placeholder(&cell.text)).take(Self::SAMPLE) {
            look.filled += 1;
            look.days += usize::from(is_day(cell));
            look.compact_days += usize::from(is_compact_day(cell));
            look.months += usize::from(cell.value == Value::Text && month(&cell.text).is_some());
            look.days_of_years += usize::from(is_day_of_year(cell));
            look.several_days += usize::from(values::several_days(&cell.text, values::DayOrder::DayFirst).is_some());
            look.spans += usize::from(values::two_days(&cell.text, values::DayOrder::DayFirst).is_some());
            look.several_numbers += usize::from(are_numbers(cell));
            look.numbers += usize::from(is_number(cell));
            look.percents += usize::from(is_percent(cell));
            look.rates += usize::from(is_rate(cell));
            look.emails += usize::from(cell.text.contains('@'));
            look.currencies += usize::from(values::currency(&cell.text).is_some());
            look.lengths += usize::from(values::length(&cell.text).is_some());
            look.choices += usize::from(is_choice(&cell.text));
        }
        look
    }

    /// Whether most cells are days.
    pub(super) const fn is_of_days(&self) -> bool {
        self.filled > 0 && self.days * 2 >= self.filled
    }

    /// Whether most cells are numbers that are no percentages.
    pub(super) const fn is_of_numbers(&self) -> bool {
        self.filled > 0 && self.numbers * 2 >= self.filled && self.percents * 2 < self.filled && !self.is_of_days()
    }

    /// Points for or against a field that expects such cells.
    pub(super) fn speaks_for(&self, expects: Expects) -> i32 {
        if self.filled == 0 {
            return 0;
        }
        let most = |count: usize| count * 2 >= self.filled;
        let some = |count: usize| count * 5 >= self.filled;
        let when = |fits: bool, bonus: i32, malus: i32| if fits { bonus } else { -malus };
        match expects {
            Expects::Day if some(self.days + self.several_days + self.spans + self.compact_days) => 8,
            // A month is rather a period, where the header says that as well.
            Expects::Day => when(some(self.months), -5, 45),
            Expects::DayOfYear => when(some(self.days) || some(self.days_of_years), 8, 45),
            Expects::Amount => {
                let numbers = self.numbers + self.several_numbers;
                when(some(numbers) && !most(self.days) && !most(self.percents), 6, 45)
            }
            Expects::Number => when(some(self.numbers) && !most(self.days) && !most(self.percents), 6, 45),
            Expects::Percent if most(self.percents) || most(self.rates) => 8,
            Expects::Percent => when(some(self.numbers) && !most(self.days), -10, 30),
            Expects::Email => when(most(self.emails), 8, 60),
            Expects::Currency => when(most(self.currencies), 8, 60),
            Expects::Length => when((some(self.lengths + self.spans) || some(self.numbers)) && !most(self.days), 6, 45),
            Expects::Choice if most(self.choices) => 6,
            Expects::Choice => when(!most(self.days), 0, 45),
            Expects::Words => when(!most(self.days) && !most(self.numbers) && !most(self.emails), 0, 45),
            Expects::Code => when(!most(self.days) && !most(self.emails), 0, 45),
        }
    }
}

pub(super) fn is_day(cell: &Cell) -> bool {
    match cell.value {
        Value::Day { .. } => true,
        Value::Text => {
            // A bare number may be a day number of a spreadsheet, but is no evidence for one; one of two points is no number.
            (cell.text.contains(|char: char| !char.is_ascii_digit() && !matches!(char, '.' | ','))
                || cell.text.matches('.').count() == 2)
                && values::day(&cell.text, values::DayOrder::DayFirst).is_some()
                || values::day_order(&cell.text) != values::Tells::Nothing
                || values::is_open_ended(&cell.text)
        }
        _ => false,
    }
}

/// 20260105, as text or as a number.
fn is_compact_day(cell: &Cell) -> bool {
    let text = cell.text.trim();
    let is_year = text.starts_with("19") || text.starts_with("20");
    let figures = text.len() == 8 && is_year && text.bytes().all(|byte| byte.is_ascii_digit());
    figures && values::day(text, values::DayOrder::DayFirst).is_some()
}

/// "01/04", "1er avril": what stands where something happens each year.
fn is_day_of_year(cell: &Cell) -> bool {
    cell.value == Value::Text && values::day_of_year(&cell.text, values::DayOrder::DayFirst).is_some()
}

fn is_number(cell: &Cell) -> bool {
    match cell.value {
        Value::Number { .. } => true,
        Value::Text => {
            values::number(&cell.text, values::DecimalMark::Point).is_some()
                || values::number(&cell.text, values::DecimalMark::Comma).is_some()
        }
        _ => false,
    }
}

/// Several amounts, as they stand for several payments.
fn are_numbers(cell: &Cell) -> bool {
    let marks = [values::DecimalMark::Point, values::DecimalMark::Comma];
    cell.value == Value::Text && marks.into_iter().any(|mark| values::several_numbers(&cell.text, mark).is_some())
}

fn is_percent(cell: &Cell) -> bool {
    matches!(cell.value, Value::Number { percent: true, .. })
        || cell.text.trim_end().ends_with(['%', '％'])
        || cell.value == Value::Text
            && (values::increase(&cell.text, values::DecimalMark::Point, values::DayOrder::DayFirst).is_some()
                || values::discount(&cell.text, values::DecimalMark::Point, values::DayOrder::DayFirst).is_some())
}

/// A bare number that may be a rate of tax or of increase.
fn is_rate(cell: &Cell) -> bool {
    let value = match cell.value {
        Value::Number { value, .. } => Some(value),
        Value::Text => values::number(&cell.text, values::DecimalMark::Point).map(|figure| figure.value),
        _ => None,
    };
    value.is_some_and(|value| value.abs() <= rust_decimal::Decimal::from(30))
}

fn is_choice(text: &str) -> bool {
    values::frequency(text).is_some()
        || values::renewal(text).is_some()
        || values::timing(text).is_some()
        || values::payment_term(text).is_some()
        || values::contract_type(text).is_some()
        || values::document(text).is_some()
        || values::invoice_status(text).is_some()
}
