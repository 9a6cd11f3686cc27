//! Lists of payments alone, whose columns go by plain names: beside "Payment date" an "Amount" is what was received, and
//! beside "Amount received" a "Date" is the day of the payment.

use super::{InvoiceField as F, Mapping};
use crate::import::text;

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
