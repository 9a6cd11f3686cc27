//! How a customer pays the invoices of a contract.

use crate::{
    calendar::Day,
    contract::PaymentTerm,
    invoice::{Invoice, InvoiceKind},
    term::due_on,
};
use serde::{Deserialize, Serialize};

/// How invoices were paid, of those that were paid in full.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Paying {
    /// By the day they were due.
    pub in_time: u32,
    /// Later.
    pub late: u32,
    /// By how many days, on average of those that were late, rounded up.
    pub days_late: u32,
}

impl Paying {
    /// How invoices were paid up to a day. One whose due day is not printed is due by the terms of its contract, else after
    /// `usual_days`. What is open, or was paid in part, says nothing here: findings do.
    pub fn of<'a>(
        invoices: impl IntoIterator<Item = &'a Invoice>,
        terms: Option<PaymentTerm>,
        usual_days: u32,
        day: Day,
    ) -> Self {
        let usual = PaymentTerm { days: u16::try_from(usual_days).unwrap_or(u16::MAX), end_of_month: false };
        let mut paying = Self::default();
        let mut days_late = 0_u64;
        for invoice in invoices.into_iter().filter(|invoice| invoice.kind == InvoiceKind::Invoice) {
            let due = invoice.due_on.or_else(|| due_on(invoice.issued_on, terms.unwrap_or(usual)));
            let (Some(due), Some(paid)) = (due, paid_on(invoice).filter(|paid| *paid <= day)) else { continue };
            match u64::try_from((paid - due).num_days()) {
                Ok(late) if late > 0 => {
                    paying.late += 1;
                    days_late += late;
                }
                _ => paying.in_time += 1,
            }
        }
        let average = days_late.checked_add(u64::from(paying.late).saturating_sub(1));
        let average = average.and_then(|sum| sum.checked_div(paying.late.into())).unwrap_or_default();
        Self { days_late: u32::try_from(average).unwrap_or(u32::MAX), ..paying }
    }
}

/// The day on which payments came to the whole of an invoice, with tax where that is known.
fn paid_on(invoice: &Invoice) -> Option<Day> {
    let asked = invoice.total_with_tax.map_or_else(|| invoice.net(), |total| total.minor);
    if asked <= 0 {
        return None;
    }
    let mut payments: Vec<_> =
        invoice.payments.iter().map(|payment| (payment.received_on, payment.amount.minor)).collect();
    payments.sort_unstable();
    let mut paid = 0_i64;
    payments.into_iter().find_map(|(on, minor)| {
        paid = paid.saturating_add(minor);
        (paid >= asked).then_some(on)
    })
}
