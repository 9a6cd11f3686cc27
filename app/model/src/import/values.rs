//! What one cell says: days, numbers, currencies, lengths and the few words that are recognised.
//!
//! Each function answers `None` for what it does not recognise with certainty; what to do then is the
//! caller's choice. A cell that can only be read one way is read that way whatever the column's
//! convention; the convention decides the others.

mod billing;
mod days;
mod discounts;
mod increases;
mod lengths;
mod numbers;
mod phrases;
mod renewals;
mod several;

pub use billing::{Frequency, frequency, frequency_per_header, payment_term, timing};
pub use days::{
    DayOfYear, DayOrder, day, day_of_serial, day_of_year, day_order, days_within, header_day_order, period, two_days,
};
pub use discounts::{DiscountWords, discount};
pub use increases::{Increase, IncreaseDay, increase, increase_day};
pub use lengths::{LengthUnit, header_unit, length, length_of};
pub use numbers::{DecimalMark, Figure, TaxWords, currency, decimal_mark, header_with_tax, number};
pub use phrases::{
    Document, InvoiceStatus, contract_type, document, invoice_status, is_ended, is_open_ended, is_placeholder,
    is_undecided, yes_no,
};
pub use renewals::{RenewalWords, renewal};
pub use several::{several_days, several_numbers};

/// What one cell tells about a convention of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tells<T> {
    /// Nothing: it reads the same either way, or is not of this kind at all.
    Nothing,
    /// It can be read either way, with different results.
    Both,
    /// It can only be read this way.
    Only(T),
}

#[cfg(test)]
mod tests;
