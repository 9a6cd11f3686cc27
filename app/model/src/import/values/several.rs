//! Several values in one cell.

use super::{DayOrder, DecimalMark, Figure, day, number};
use crate::calendar::Day;

/// What stands between two values; a comma or a bare stroke may be part of either.
const BETWEEN: [&str; 10] = [";", "；", "\n", "+", "&", "|", "、", " / ", " et ", " and "];

/// The parts of a cell that has several values: `500; 560`, `500；560`, `500 + 560`; none of one that has one.
fn parts(text: &str) -> Vec<&str> {
    // More than this is no cell that somebody wrote; what begins with a sign is a formula.
    if text.len() > 400 || text.trim_start().starts_with(['+', '=']) {
        return Vec::new();
    }
    let mut parts = vec![text];
    for between in BETWEEN {
        parts = parts.into_iter().flat_map(|part| part.split(between)).collect();
    }
    let parts: Vec<&str> = parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.len() > 1 { parts } else { Vec::new() }
}

/// The amounts of a cell that has several and is no number itself.
pub fn several_numbers(text: &str, mark: DecimalMark) -> Option<Vec<Figure>> {
    // The Chinese comma between things that are counted up is none of a number.
    if !text.contains('、') && number(text, mark).is_some() {
        return None;
    }
    let found: Option<Vec<Figure>> = parts(text).into_iter().map(|part| number(part, mark)).collect();
    found.filter(|found| !found.is_empty() && found.iter().all(|figure| !figure.percent))
}

/// The days of a cell that has several.
pub fn several_days(text: &str, order: DayOrder) -> Option<Vec<Day>> {
    if day(text, order).is_some() {
        return None;
    }
    let found: Option<Vec<Day>> = parts(text).into_iter().map(|part| day(part, order)).collect();
    found.filter(|found| !found.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_amounts_and_days_stand_in_one_cell() {
        for text in ["500; 560", "500；560", "500 + 560", "500,00 €\n560,00 €", "500 et 560", "500、560", "500 / 560"]
        {
            let found = several_numbers(text, DecimalMark::Comma).unwrap_or_default();
            let values: Vec<String> = found.iter().map(|figure| figure.value.normalize().to_string()).collect();
            assert_eq!(values, ["500", "560"], "{text}");
        }
        for text in ["+500", "1 500", "500 ; soon", "500,560", "10 % + 5 %", "500/mois", "+1+1", ""] {
            assert_eq!(several_numbers(text, DecimalMark::Comma), None, "{text}");
        }
        let days = several_days("05/02/2026; 06/03/2026", DayOrder::DayFirst).unwrap();
        assert_eq!(days.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2026-02-05", "2026-03-06"]);
        assert_eq!(several_days("05/02/2026", DayOrder::DayFirst), None);
    }
}
