//! Lists of payments alone, whose columns go by plain names: beside "Payment date" an "Amount" is what was received, and
//! beside "Amount received" a "Date" is the day of the payment.

use super::{InvoiceField as F, Mapping, look::Look};
use crate::import::{Grid, text};

/// Headers of a day that say nothing else.
const PLAIN_DAYS: [&str; 7] =
    ["date", "posting date", "booking date", "transaction date", "date comptable", "date d'opération", "日期"];

/// Takes a plain amount and a plain day for those of payments, where nothing else speaks of the invoices themselves.
pub(super) fn alone(mapping: &mut Mapping<F>) {
    let has = |mapping: &Mapping<F>, field| mapping.column(field).is_some();
    let of_invoices = [F::OpenAmount, F::VatAmount, F::VatPercent, F::DueOn, F::PeriodFrom, F::PeriodTo, F::Period];
    if !has(mapping, F::Number) || of_invoices.into_iter().any(|field| has(mapping, field)) {
        return;
    }
    let issued = mapping.column(F::IssuedOn);
    let plain = issued.and_then(|column| mapping.columns.get(column)).map(|column| text::header_key(&column.header));
    let plain = plain.is_some_and(|key| PLAIN_DAYS.iter().any(|plain| text::header_key(plain) == key));
    match (mapping.column(F::NetAmount), mapping.column(F::GrossAmount)) {
        (Some(amount), None) | (None, Some(amount))
            if issued.is_none() && has(mapping, F::PaidOn) && !has(mapping, F::PaidAmount) =>
        {
            mapping.set(amount, Some(F::PaidAmount));
        }
        (None, None) if plain && has(mapping, F::PaidAmount) && !has(mapping, F::PaidOn) => {
            if let Some(column) = issued {
                mapping.set(column, Some(F::PaidOn));
            }
        }
        _ => {}
    }
}

/// Takes the day that stands beside one of several payments by its number, "Payment 1 | Date 1 | Payment 2 | Date 2", for
/// the day of the payment that is read.
pub(super) fn numbered(grid: &Grid, mapping: &mut Mapping<F>) {
    let words = |column: usize| grid.header.get(column).map(|header| text::header_words(header)).unwrap_or_default();
    let number = |column: usize| words(column).into_iter().find(|word| word.parse::<u32>().is_ok());
    let (Some(paid), None) = (mapping.column(F::PaidAmount), mapping.column(F::PaidOn)) else { return };
    let Some(wanted) = number(paid) else { return };
    let is_its_day = |column: &usize| {
        let is_free = mapping.columns.get(*column).is_some_and(|mapped| mapped.field.is_none());
        is_free && number(*column).as_ref() == Some(&wanted) && Look::of(grid, *column).is_of_days()
    };
    let found = (0..mapping.columns.len()).find(is_its_day);
    if let Some(day) = found {
        mapping.set(day, Some(F::PaidOn));
    }
}
