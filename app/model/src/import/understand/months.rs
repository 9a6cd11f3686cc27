//! Months that stand where days are expected: a start is on the first day of its month, an end on the last.

use crate::{
    calendar::{Day, Period, month_end},
    import::{columns::ImportField, text, values},
};
use chrono::Datelike;

/// The day that a month means in the cell of a field; `None` where the cell is no month, or the field is neither a first
/// nor a last day.
pub(super) fn day_of<F: ImportField>(field: F, cell: &str) -> Option<Day> {
    let month = || month(cell);
    match field.key() {
        "starts_on" | "billing_start" | "discount_from" | "period_from" => month().map(|month| month.first),
        "ends_on" | "billing_end" | "discount_end" | "period_to" => month().map(|month| month.last),
        _ => None,
    }
}

/// A month with its year: `janv. 2025`, `01/2025`, `2025年1月`, and `Jan-25`.
pub(in crate::import) fn month(cell: &str) -> Option<Period> {
    if cell.len() > 30 {
        return None;
    }
    let folded = text::fold(cell);
    let order = values::DayOrder::DayFirst;
    let whole = values::period(&folded, order).or_else(|| match text::words(&folded).as_slice() {
        [name, year] if year.len() == 2 && name.chars().all(char::is_alphabetic) => {
            year.parse::<u32>().ok().and_then(|year| values::period(&format!("{name} {}", 2000 + year), order))
        }
        _ => None,
    });
    whole.filter(|period| period.first.day() == 1 && period.last == month_end(period.first))
}
