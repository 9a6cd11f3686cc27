//! Which row is the header: the first one that looks like titles of columns, below any lines of title.

use model::import::{Cell, Row, Value, columns, values};
use std::collections::HashSet;

/// Rows from the top in which the header is looked for.
pub(super) const SEARCHED: usize = 30;

/// The position of the header among the rows that are not empty.
pub(super) fn position(rows: &[Row]) -> usize {
    let mut best: Option<(i64, usize)> = None;
    for (position, row) in rows.iter().take(SEARCHED).enumerate() {
        // There must be something below it.
        if position + 1 >= rows.len() && position > 0 {
            break;
        }
        let score = score(row);
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, position));
        }
    }
    best.map_or(0, |(_, position)| position)
}

fn score(row: &Row) -> i64 {
    let filled: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.is_empty()).collect();
    let mut seen = HashSet::new();
    let mut score = 0;
    for cell in &filled {
        let is_title = cell.value == Value::Text && cell.text.chars().count() <= 80 && !is_data(&cell.text);
        score += if !is_title {
            -3
        } else if columns::is_known_header(&cell.text) {
            6
        } else {
            1
        };
        if !seen.insert(cell.text.trim().to_lowercase()) {
            score -= 2;
        }
    }
    score
}

/// A day, a number or an address: what stands below a title, never what is one.
fn is_data(text: &str) -> bool {
    text.contains('@')
        || values::number(text, values::DecimalMark::Point).is_some()
        || values::number(text, values::DecimalMark::Comma).is_some()
        || values::day(text, values::DayOrder::DayFirst).is_some()
}
