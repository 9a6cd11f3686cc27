//! Payments that stand in the rows of the invoices they are for.

use super::super::reader::Reader;
use super::{F, Readings};
use crate::{
    calendar::Day,
    import::{
        draft::{InvoiceLineDraft, PaymentDraft},
        problem::Problem,
        received::oddities,
        values::InvoiceStatus,
    },
    invoice::InvoiceKind,
    money::{Currency, Money},
};
use rust_decimal::Decimal;

/// The payments of a row, each with its day where there is one.
type Parts = Vec<(Option<Day>, Decimal)>;

/// What was received: amounts and days on the rows, or the word "paid".
pub(super) fn payments(
    readings: &Readings<'_>,
    head: &mut Reader<'_, F>,
    currency: Currency,
    kind: InvoiceKind,
    total: Option<Money>,
    lines: &[InvoiceLineDraft],
    (issued_on, due_on): (Option<Day>, Option<Day>),
) -> Vec<PaymentDraft> {
    let usual_day = due_on.or(issued_on);
    let mut whole = total.map(Money::major).or_else(|| {
        lines.iter().try_fold(Decimal::ZERO, |sum, line| {
            let percent = line.vat_percent.unwrap_or(Decimal::ZERO);
            let tax = line.amount.major().checked_mul(percent)?.checked_div(Decimal::ONE_HUNDRED)?;
            sum.checked_add(line.amount.major())?.checked_add(tax)
        })
    });
    if lines.is_empty() && total.is_none() {
        whole = None;
    }
    let mut by_row: Vec<(u32, Decimal, Parts)> = Vec::new();
    let mut said_paid: Option<(u32, Option<Day>)> = None;
    for (row, reading, _) in readings {
        match (reading.paid, reading.paid_on, reading.status) {
            (Some(paid), day, _) if !paid.value.is_zero() => {
                let parts = if reading.parts.is_empty() { vec![(day, paid.value)] } else { reading.parts.clone() };
                by_row.push((row.number, paid.value, parts));
            }
            (Some(_), _, _) => {}
            (None, Some(day), _) => said_paid = said_paid.or(Some((row.number, Some(day)))),
            (None, None, Some(InvoiceStatus::Paid)) => said_paid = said_paid.or(Some((row.number, None))),
            _ => {}
        }
    }
    // What was paid, repeated on each line of its invoice, was paid once.
    if let Some((_, amount, parts)) = by_row.first()
        && by_row.len() > 1
        && by_row.iter().all(|(_, _, other)| other == parts)
        && whole.is_some_and(|whole| {
            let times = Decimal::from(u32::try_from(by_row.len()).unwrap_or(u32::MAX));
            amount.checked_mul(times).is_none_or(|sum| sum.abs() > whole.abs() + Decimal::ONE) || *amount == whole
        })
    {
        by_row.truncate(1);
    }
    let mut found: Vec<(u32, Option<Day>, Decimal)> = by_row
        .into_iter()
        .flat_map(|(row, _, parts)| parts.into_iter().map(move |(day, amount)| (row, day, amount)))
        .filter(|(_, _, amount)| !amount.is_zero())
        .collect();
    if found.is_empty() {
        let open = readings
            .iter()
            .find_map(|(row, reading, _)| reading.open.map(|open| (row.number, reading.paid_on, open.value)));
        match (open, said_paid, whole) {
            (Some((row, day, open)), _, Some(whole)) => {
                let received = whole - open;
                if !received.is_zero() && received.is_sign_negative() == whole.is_sign_negative() {
                    head.note_at(F::OpenAmount, Problem::PaidAmountAssumed);
                    found.push((row, day, received));
                }
            }
            (None, Some((row, day)), Some(whole)) => {
                if total.is_none() {
                    head.note_at(F::PaidOn, Problem::PaidAmountAssumed);
                } else if day.is_none() {
                    head.note_at(F::Status, Problem::PaidAmountAssumed);
                }
                found.push((row, day, whole));
            }
            _ => {}
        }
    }
    let mut payments = Vec::new();
    for (row, day, amount) in found {
        for (field, problem) in oddities(kind, issued_on, day, amount.is_sign_negative()) {
            head.note_in(row, field, problem);
        }
        let amount = if kind == InvoiceKind::CreditNote { -amount.abs() } else { amount };
        let received_on = match day.or(usual_day) {
            Some(received_on) => received_on,
            None => continue,
        };
        if day.is_none() {
            head.note_at(F::PaidOn, Problem::PaidDayAssumed { day: received_on });
        }
        if let Some(amount) = head.money(amount, currency, None) {
            payments.push(PaymentDraft { row, received_on, amount });
        }
    }
    payments
}
