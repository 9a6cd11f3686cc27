//! Rows that bring another payment of their invoice and no line of their own: lists of what was received repeat the invoice
//! beside each payment, or leave its amounts out.

use super::{Readings, reading::RowReading};
use rust_decimal::Decimal;

/// What payments may come to beyond the line, in major units: rounding, and charges of banks.
const ROUNDING: Decimal = Decimal::ONE;

/// The earlier row whose line the row at a place repeats, beside another payment. The line is the same to the last cell, the
/// payments differ, and together they are no more than the line comes to with tax; else it is a second line.
pub(super) fn repeats(readings: &Readings<'_>, at: usize) -> Option<u32> {
    let (_, this, _) = readings.get(at)?;
    let earlier = readings.get(..at)?;
    let paid = payment(this)?;
    if this.net.is_none() && this.gross.is_none() {
        return earlier.iter().find(|(_, one, _)| with_tax(one).is_some()).map(|(row, _, _)| row.number);
    }
    let alike: Vec<_> = earlier.iter().filter(|(_, one, _)| same_line(one, this)).collect();
    let (first, _, _) = alike.first()?;
    let differ = alike.iter().all(|(_, one, _)| payment(one).is_some_and(|other| other != paid));
    let before = alike.iter().filter_map(|(_, one, _)| payment(one)).map(|(_, paid)| paid.abs());
    let sum = before.fold(paid.1.abs(), |sum, paid| sum.checked_add(paid).unwrap_or(Decimal::MAX));
    let most = with_tax(this)?.abs().checked_add(ROUNDING)?;
    (differ && sum <= most).then_some(first.number)
}

/// The day and the amount of a row's payment.
fn payment(reading: &RowReading) -> Option<(Option<crate::calendar::Day>, Decimal)> {
    let paid = reading.paid.filter(|paid| !paid.value.is_zero())?;
    Some((reading.paid_on, paid.value))
}

fn same_line(one: &RowReading, other: &RowReading) -> bool {
    let amounts = |reading: &RowReading| {
        [reading.net, reading.vat_amount, reading.gross].map(|amount| amount.map(|amount| amount.value))
    };
    let rest = |reading: &RowReading| (reading.description.clone(), reading.period, reading.vat_percent);
    amounts(one) == amounts(other) && rest(one) == rest(other)
}

/// What a row comes to with tax; `None` where it does not tell.
fn with_tax(reading: &RowReading) -> Option<Decimal> {
    reading.gross.map(|gross| gross.value).or_else(|| reading.net_with_tax())
}

/// Whether a row says of amounts nothing but a payment: below its invoice it is another one of it.
pub(super) const fn stands_alone(reading: &RowReading) -> bool {
    reading.paid.is_some() && reading.net.is_none() && reading.gross.is_none()
}
