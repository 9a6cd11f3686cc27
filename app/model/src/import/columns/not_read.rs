//! Columns that nothing is read of although money or days stand in them, so that a person may say what they are.

use super::{Expects, ImportField, Known, Mapping, look::Look, told};
use crate::import::{Cell, Grid, Value, text};

/// Such columns, from left to right; not those whose headers are known to mean something else.
pub(in crate::import) fn not_read<F: ImportField>(grid: &Grid, mapping: &Mapping<F>) -> Vec<usize> {
    let amounts: Vec<Known> = F::ALL
        .iter()
        .filter(|field| field.expects() == Expects::Amount)
        .flat_map(|field| field.headers())
        .map(|header| Known::of(header))
        .collect();
    let is_of_amounts = |column: usize| {
        let words = grid.header.get(column).map(|header| text::header_words(header)).unwrap_or_default();
        amounts.iter().any(|known| known.likeness(&words).is_some_and(|likeness| likeness >= super::ENOUGH))
    };
    let is_free = |column: &usize| mapping.columns.get(*column).is_some_and(|mapped| mapped.field.is_none());
    let says_something = |column: &usize| {
        let look = Look::of(grid, *column);
        look.is_of_days()
            || look.is_of_numbers()
                && (is_of_amounts(*column) || grid.column(*column).take(Look::SAMPLE).any(has_cents))
    };
    (0..mapping.columns.len())
        .filter(is_free)
        .filter(|column| !told::means_something_else::<F>(grid, *column))
        .filter(says_something)
        .collect()
}

/// Whether a cell has a currency beside its number, or two decimals.
fn has_cents(cell: &Cell) -> bool {
    match cell.value {
        Value::Number { currency: Some(_), .. } => true,
        Value::Number { value, .. } => value.normalize().scale() == 2,
        Value::Text => {
            let text = cell.text.trim();
            let decimals = text.rsplit_once(['.', ',']).map(|(_, decimals)| decimals);
            let cents = |decimals: &str| decimals.len() == 2 && decimals.bytes().all(|byte| byte.is_ascii_digit());
            decimals.is_some_and(cents) || text.contains(['€', '£', '$', '¥', '￥'])
        }
        _ => false,
    }
}
