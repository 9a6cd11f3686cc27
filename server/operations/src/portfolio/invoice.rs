//! What was billed for a contract, and paid; and where that departs from its terms.

use super::{
    draw::{among, draw, identity},
    party::Country,
};
use crate::{Result, billing};
use chrono::{Datelike, Days};
use model::{
    billing::ExpectedAmount,
    calendar::{Day, sub_months},
    id::{InvoiceId, InvoiceLineId, PaymentId},
    invoice::{Invoice, InvoiceKind, InvoiceLine, Payment},
    money::Money,
    price_line::PriceLine,
    term::Practice,
};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use store::contract::Contract;

/// How the billing of a contract departs from its terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leak {
    /// Nine contracts in ten, and more.
    None,
    /// One period was forgotten.
    Forgotten,
    /// A discount that nobody granted.
    TooLittle,
    /// One period was billed twice.
    Twice,
    /// Nobody ever billed it.
    Never,
    /// Nothing for the last months.
    Stopped,
    /// The yearly increase was not applied.
    OldPrice,
    /// The last invoices were not paid.
    Unpaid,
    /// The last invoice names no contract and no period.
    Nameless,
}

const fn leak(nth: u64) -> Leak {
    match draw(nth, 71, 1_000) {
        0..6 => Leak::Forgotten,
        6..10 => Leak::TooLittle,
        10..12 => Leak::Twice,
        12..14 => Leak::Never,
        14..18 => Leak::Stopped,
        18..30 => Leak::OldPrice,
        30..37 => Leak::Unpaid,
        37..42 => Leak::Nameless,
        _ => Leak::None,
    }
}

/// The invoices of the `nth` contract up to a day, oldest first, not numbered yet: one a billing day.
pub(super) fn invoices(
    nth: u64,
    contract: &Contract,
    practice: &Practice,
    lines: &[PriceLine],
    day: Day,
) -> Result<Vec<Invoice>> {
    let leak = leak(nth);
    let billed: Vec<PriceLine> = lines.iter().map(|line| as_billed(line, leak)).collect();
    let mut days: BTreeMap<Day, Vec<ExpectedAmount>> = BTreeMap::new();
    for expected in billing::expected_of(&contract.details, &contract.facts, practice, (&billed, &[]), day)? {
        if expected.billing_day <= day && expected.amount.minor > 0 {
            days.entry(expected.billing_day).or_default().push(expected);
        }
    }
    let mut all: Vec<Vec<ExpectedAmount>> = days.into_values().collect();
    match leak {
        Leak::Never => all.clear(),
        Leak::Stopped => {
            let since = sub_months(day, 7).unwrap_or(day);
            all.retain(|together| together.iter().all(|expected| expected.billing_day < since));
        }
        Leak::Forgotten => {
            let middle = all.len() / 2;
            all = all.into_iter().enumerate().filter(|(at, _)| *at != middle).map(|(_, together)| together).collect();
        }
        Leak::Twice => all.extend(all.get(all.len() / 2).cloned()),
        Leak::None | Leak::TooLittle | Leak::OldPrice | Leak::Unpaid | Leak::Nameless => {}
    }
    let last = all.len().saturating_sub(1);
    let made = all.iter().enumerate().map(|(at, together)| {
        let paid = leak != Leak::Unpaid || at + 2 < last;
        invoice(contract, together, paid.then_some(day), leak == Leak::Nameless && at == last)
    });
    made.collect()
}

/// The line as whoever wrote the invoices knew it.
fn as_billed(line: &PriceLine, leak: Leak) -> PriceLine {
    let mut billed = line.clone();
    match leak {
        Leak::OldPrice => billed.increase = None,
        Leak::TooLittle => billed.unit_price *= Decimal::new(9, 1),
        _ => {}
    }
    billed
}

/// An invoice over what is to be billed together; `paid_by` is the day up to which payments are known.
fn invoice(contract: &Contract, together: &[ExpectedAmount], paid_by: Option<Day>, nameless: bool) -> Result<Invoice> {
    let details = &contract.details;
    let currency = details.currency;
    let issued_on = together.first().map_or(Day::MIN, |expected| expected.billing_day);
    let due_on = issued_on.checked_add_days(Days::new(30));
    let vat = Decimal::from(Country::vat_of(details.legal_entity));
    let mut net = Money::zero(currency);
    let mut lines = Vec::with_capacity(together.len());
    for expected in together {
        net = net.checked_add(expected.amount)?;
        let words = if nameless { "Prestation" } else { details.title.as_str() };
        lines.push(InvoiceLine {
            id: InvoiceLineId(uuid::Uuid::nil()),
            description: words.to_owned(),
            period: (!nameless).then_some(expected.period),
            amount: expected.amount,
            vat_percent: Some(vat),
        });
    }
    let with_tax = net.major() * (Decimal::ONE + vat / Decimal::ONE_HUNDRED);
    let total = Money::round(with_tax, currency)?;
    let received_on = due_on.filter(|due| paid_by.is_some_and(|day| *due <= day));
    let payment = received_on.map(|received_on| Payment {
        id: PaymentId(uuid::Uuid::nil()),
        received_on,
        amount: total,
        recorded: None,
    });
    Ok(Invoice {
        id: InvoiceId(uuid::Uuid::nil()),
        kind: InvoiceKind::Invoice,
        number: String::new(),
        legal_entity: Some(details.legal_entity),
        customer: details.customer,
        contract_reference: (!nameless).then(|| contract.number.clone()),
        corrects: None,
        issued_on,
        due_on,
        currency,
        total_with_tax: Some(total),
        lines,
        payments: payment.into_iter().collect(),
        given_up: Vec::new(),
    })
}

/// The same invoice as the one with a running number, by which everything in it is identified.
pub(super) fn numbered(mut invoice: Invoice, number: u64) -> Invoice {
    invoice.id = InvoiceId(identity(0xb007, number));
    invoice.number = format!("F{}-{number:07}", invoice.issued_on.year());
    for (at, line) in (0..).zip(&mut invoice.lines) {
        line.id = InvoiceLineId(identity(0xb008, number * 8 + at));
    }
    for payment in &mut invoice.payments {
        payment.id = PaymentId(identity(0xb009, number));
        // Most pay some days before it is due.
        let early = if among(number, 72, 80) { draw(number, 73, 12) } else { 0 };
        payment.received_on = payment.received_on.checked_sub_days(Days::new(early)).unwrap_or(payment.received_on);
    }
    invoice
}
