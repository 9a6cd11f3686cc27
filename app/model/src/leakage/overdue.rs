//! Kind 18: an invoice is past its due day and not paid in full.
//!
//! What leaks: money that was billed and not collected; it is kept apart from money that was not billed.
//! Formula: total with tax less payments less credit notes (their tax in proportion) less what was recovered before the
//! invoice came (likewise). The due day is the
//! printed one, else the contract's payment term, else the organisation's default; days late run from the
//! day after (C. com. L441-10). Where an invoice bills several contracts, each shows its part, and the
//! parts add up to the whole. One finding an invoice.
//!
//! Not reported: what is open within the tolerance, credit notes, interest and indemnities.

use super::{
    BilledPart, Confidence, ContractPicture, DueSource, Evidence, Finding, Settings,
    case::{Case, clamp, days_after, net_of},
};
use crate::{
    billing::recovered_beside,
    calendar::Day,
    contract::PaymentTerm,
    id::{ContractId, InvoiceId, InvoiceLineId},
    invoice::{GivenUp, Invoice, InvoiceKind, Payment, Recorded},
    money::Money,
    term,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Finds invoices of a contract that are late.
pub fn detect(case: &Case<'_>) -> Vec<Finding> {
    let mut by_invoice: BTreeMap<InvoiceId, (&Invoice, BTreeMap<InvoiceLineId, i128>)> = BTreeMap::new();
    let matched = case.periods.iter().flat_map(|period| period.parts.iter());
    for BilledPart { invoice, line, amount } in matched.chain(&case.picture.unmatched).copied() {
        let (_, lines) = by_invoice.entry(invoice.id).or_insert_with(|| (invoice, BTreeMap::new()));
        *lines.entry(line.id).or_default() += i128::from(amount.minor);
    }
    // A credit note that names its invoice takes that back, wherever it waits.
    let loose = |part: &BilledPart<'_>| part.amount.minor < 0 && !case.named.contains_key(&part.invoice.id);
    let loose_credit = case.picture.unmatched.iter().any(loose);
    let late = by_invoice.into_values().filter_map(|(invoice, lines)| {
        let besides = Besides {
            credited: case.credited.get(&invoice.id).copied().unwrap_or(0),
            recovered: case.paid_before.get(&invoice.id).copied().unwrap_or(0),
        };
        let of = (invoice, Some(case.picture.id));
        let late = Late::of(of, &lines, besides, case.picture.details.payment_term, case.settings, case.day)?;
        let confidence = if loose_credit { Confidence::Check } else { late.confidence };
        Some(Finding {
            invoice_line: lines.keys().next().copied(),
            ..case.finding(late.evidence, Some(late.share), confidence, late.since)
        })
    });
    late.collect()
}

/// An invoice, or the lines of one, that belong to no contract.
#[derive(Clone, Debug)]
pub struct LooseInvoice<'a> {
    /// The invoice, with its payments and all its lines.
    pub invoice: &'a Invoice,
    /// Those of its lines that belong to no contract.
    pub lines: Vec<InvoiceLineId>,
}

/// Finds late invoices among those that belong to no contract; `credit_notes` are those of their customers.
pub fn detect_loose(
    invoices: &[LooseInvoice<'_>],
    credit_notes: &[&Invoice],
    settings: &Settings,
    day: Day,
) -> Vec<Finding> {
    let late = invoices.iter().filter_map(|LooseInvoice { invoice, lines }| {
        let own = invoice.lines.iter().filter(|line| lines.contains(&line.id));
        let own = own.map(|line| (line.id, i128::from(line.amount.minor))).collect();
        let besides = Besides { credited: given_back(loosely_named(invoice.id, invoices, credit_notes)), recovered: 0 };
        let late = Late::of((invoice, None), &own, besides, None, settings, day)?;
        Some(Finding {
            kind: late.evidence.kind(),
            contract: None,
            customer: Some(invoice.customer),
            line: None,
            period: None,
            invoice_line: lines.iter().min().copied(),
            amount: Some(late.share),
            confidence: late.confidence,
            since: late.since,
            evidence: late.evidence,
        })
    });
    late.collect()
}

/// The credit notes whose first named invoice, of those that belong to no contract, is this one.
fn loosely_named<'a>(
    invoice: InvoiceId,
    invoices: &[LooseInvoice<'_>],
    credit_notes: &[&'a Invoice],
) -> impl Iterator<Item = &'a Invoice> {
    credit_notes.iter().copied().filter(move |note| {
        let first = invoices.iter().find(|loose| note.takes_back(loose.invoice));
        first.is_some_and(|first| first.invoice.id == invoice)
    })
}

/// What credit notes give back together, before tax, in minor units (positive).
fn given_back<'a>(notes: impl Iterator<Item = &'a Invoice>) -> i64 {
    notes.fold(0, |sum, note| sum.saturating_add(note.net().saturating_neg().max(0)))
}

/// What an invoice is less by besides its payments, before tax, in minor units (not negative).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Besides {
    /// Taken back by credit notes.
    pub credited: i64,
    /// Recovered for the periods that it bills before it came.
    pub recovered: i64,
}

/// What was recovered for periods of a contract before their invoices came, by invoice, before tax, in minor units.
///
/// Money recovered on a finding counts for the period for as long as nothing bills it. Once an invoice does, the money is
/// paid of that invoice and no longer beside it: of each row what [`LedgerRow::paid_before`] says, of its invoices the
/// latest first, because it came for what the earlier ones had left, and of each up to what it bills. A finding is before tax, so the tax of the invoice counts with it in
/// proportion. It counts besides the payments, but never for more than they and the credit notes leave: payments of the
/// books that bring the same money again pay the invoice only once. The finding stays recovered, and the day on which the
/// money came stays that of the trend; taking the entry back takes it off the invoice as well.
///
/// [`LedgerRow::paid_before`]: crate::billing::LedgerRow::paid_before
pub(super) fn paid_before(picture: &ContractPicture<'_>) -> BTreeMap<InvoiceId, i64> {
    let mut paid = BTreeMap::new();
    for row in picture.rows.iter().filter(|row| row.row.recovered > 0) {
        let expected = row.row.expected.amount;
        let mut left = row.row.recovered.saturating_sub(recovered_beside(expected, net_of(row), row.row.recovered));
        let mut parts: Vec<&BilledPart<'_>> = row.matches.iter().collect();
        parts.retain(|part| part.amount.minor > 0 && part.amount.currency == expected.currency);
        parts.sort_by_key(|part| (part.invoice.issued_on, part.invoice.id, part.line.id));
        for part in parts.into_iter().rev() {
            let taken = left.min(part.amount.minor);
            if taken > 0 {
                let sum: &mut i64 = paid.entry(part.invoice.id).or_default();
                *sum = sum.saturating_add(taken);
                left -= taken;
            }
        }
    }
    paid
}

/// What credit notes took back of an invoice and what was recovered before it came, as the findings about it count it:
/// each note that names it once, however many contracts it bills, and what notes that name none take back of what it
/// bills. `pictures` are the contracts it bills; `loose` the invoices of its customer that belong to none, with the
/// `credit_notes` of that customer.
pub fn besides(
    of: &Invoice,
    pictures: &[ContractPicture<'_>],
    (loose, credit_notes): (&[LooseInvoice<'_>], &[&Invoice]),
    settings: &Settings,
    day: Day,
) -> Besides {
    let invoice = of.id;
    let mut named: BTreeMap<InvoiceId, &Invoice> =
        loosely_named(invoice, loose, credit_notes).map(|note| (note.id, note)).collect();
    // One that takes it back whole is settled with it, and belongs to nothing that either bills.
    let whole = credit_notes.iter().filter(|note| note.takes_back(of) && note.net() == of.net().saturating_neg());
    named.extend(whole.map(|note| (note.id, *note)));
    let (mut unnamed, mut recovered) = (0_i64, 0_i64);
    for picture in pictures {
        let case = Case::new(picture, settings, day);
        let own = || case.named.values().filter(|(_, of)| *of == invoice).map(|(note, _)| *note);
        let all = case.credited.get(&invoice).copied().unwrap_or_default();
        unnamed = unnamed.saturating_add(all.saturating_sub(given_back(own())));
        named.extend(own().map(|note| (note.id, note)));
        recovered = recovered.saturating_add(case.paid_before.get(&invoice).copied().unwrap_or_default());
    }
    Besides { credited: unnamed.saturating_add(given_back(named.into_values())), recovered }
}

/// What is still to be paid of an invoice, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outstanding {
    /// Total with tax, or before it where the tax is not known.
    pub total: Money,
    /// Whether the tax is known.
    pub taxed: bool,
    /// What was received by the day.
    pub paid: Money,
    /// What credit notes took back, with their tax in proportion.
    pub credited: Money,
    /// What was recovered before the invoice came, with its tax in proportion, as far as payments and credit notes leave it.
    pub recovered: Money,
    /// What was given up, as far as the others leave it.
    pub given_up: Money,
    /// What is left; negative where more came in or was taken back than was billed.
    pub open: Money,
}

impl Outstanding {
    /// What came in beyond the total of an invoice with its tax, whatever credit notes took back beside; `None` where
    /// nothing did, where the tax is not known, and of a credit note.
    pub fn overpaid(&self) -> Option<Money> {
        let beyond = self.paid.minor.saturating_sub(self.total.minor);
        (self.taxed && self.total.minor >= 0 && beyond > 0).then(|| Money::new(beyond, self.total.currency))
    }
}

/// What is owed back of an invoice: what came in beyond what credit notes leave of it, less what was paid out on those that
/// name it (`notes`). `None` where that cannot be said, because its tax is not known and something is left of it, and of a
/// credit note.
pub fn owed_back<'a>(
    invoice: &Invoice,
    besides: Besides,
    notes: impl Iterator<Item = &'a Invoice>,
    day: Day,
) -> Option<Money> {
    if invoice.kind != InvoiceKind::Invoice {
        return None;
    }
    let Outstanding { total, taxed, paid, credited, recovered, .. } = outstanding(invoice, besides, day);
    let left = total.minor.saturating_sub(credited.minor).max(0);
    let came_in = paid.minor.saturating_add(recovered.minor);
    let notes = notes.filter(|note| note.takes_back(invoice));
    let paid_out = notes.map(|note| received(note, day, &|_| true).min(0)).sum::<i128>();
    let beyond = i128::from(came_in.saturating_sub(left)) + paid_out;
    let known = taxed || left == 0 || came_in == 0;
    known.then(|| Money::new(clamp(beyond.max(0)), invoice.currency))
}

/// What is owed back by a credit note: what is owed back of the invoices that it takes back, up to what it comes to and was
/// not paid out yet. `None` where it takes back none that is known, or of one of them that cannot be said.
pub fn owed_back_by(note: &Invoice, of: &[Option<Money>], day: Day) -> Option<Money> {
    let of: Vec<Money> = of.iter().copied().collect::<Option<_>>()?;
    if note.kind != InvoiceKind::CreditNote || of.is_empty() {
        return None;
    }
    let Outstanding { total, paid, .. } = outstanding(note, Besides::default(), day);
    let most = total.minor.saturating_sub(paid.minor).saturating_neg().max(0);
    let sum = of.iter().fold(0_i64, |sum, money| sum.saturating_add(money.minor));
    Some(Money::new(sum.min(most), note.currency))
}

/// What was recovered for the periods that an invoice bills before it came, with its tax in proportion and in minor units,
/// whether or not payments and credit notes leave it.
pub fn came_in_before(invoice: &Invoice, besides: Besides) -> i64 {
    let net: i128 = invoice.lines.iter().map(|line| i128::from(line.amount.minor)).sum();
    clamp(with_tax(besides.recovered, total(invoice, net).0, net))
}

/// What is still to be paid of an invoice on a day. Money that came in after all counts before what was given up.
pub fn outstanding(invoice: &Invoice, besides: Besides, day: Day) -> Outstanding {
    reckoned(invoice, besides, day, &|_| true)
}

/// The same, of what was given up only what `counts`.
fn reckoned(invoice: &Invoice, besides: Besides, day: Day, counts: &dyn Fn(&GivenUp) -> bool) -> Outstanding {
    let net: i128 = invoice.lines.iter().map(|line| i128::from(line.amount.minor)).sum();
    let (total, taxed) = total(invoice, net);
    let paid = received(invoice, day, &|_| true);
    let credited = with_tax(besides.credited, total, net);
    let left = total - paid - credited;
    let recovered = with_tax(besides.recovered, total, net).clamp(0, left.max(0));
    let left = left - recovered;
    let given_up =
        invoice.given_up.iter().filter(|given_up| counts(given_up) && given_up.amount.currency == invoice.currency);
    let given_up = given_up.map(|given_up| i128::from(given_up.amount.minor)).sum::<i128>().clamp(0, left.max(0));
    let money = |minor: i128| Money::new(clamp(minor), invoice.currency);
    Outstanding {
        total: money(total),
        taxed,
        paid: money(paid),
        credited: money(credited),
        recovered: money(recovered),
        given_up: money(given_up),
        open: money(left - given_up),
    }
}

/// An amount before tax with the tax of its invoice in proportion.
fn with_tax(minor: i64, total: i128, net: i128) -> i128 {
    if net > 0 { scale(i128::from(minor), total, net) } else { i128::from(minor) }
}

/// What was received for an invoice by a day, of the payments that count.
fn received(invoice: &Invoice, day: Day, which: &dyn Fn(Option<Recorded>) -> bool) -> i128 {
    let counts = |payment: &&Payment| payment.received_on <= day && payment.amount.currency == invoice.currency;
    let payments = invoice.payments.iter().filter(counts).filter(|payment| which(payment.recorded));
    payments.map(|payment| i128::from(payment.amount.minor)).sum()
}

struct Late {
    evidence: Evidence,
    share: Money,
    confidence: Confidence,
    since: Day,
}

impl Late {
    fn of(
        (invoice, contract): (&Invoice, Option<ContractId>),
        own: &BTreeMap<InvoiceLineId, i128>,
        besides: Besides,
        payment_term: Option<PaymentTerm>,
        settings: &Settings,
        day: Day,
    ) -> Option<Self> {
        if invoice.kind != InvoiceKind::Invoice {
            return None;
        }
        let (due_on, due_source) = due(invoice, payment_term, settings)?;
        if day <= due_on {
            return None;
        }
        // What was given up with the finding of this contract is what that finding is about: it is compared with it.
        let elsewhere = |given_up: &GivenUp| given_up.contract != contract;
        let Outstanding { total, taxed, paid, credited, recovered, given_up: _, open } =
            reckoned(invoice, besides, day, &elsewhere);
        let paid = Money::new(paid.minor.saturating_add(recovered.minor), paid.currency);
        let left = i128::from(open.minor);
        if left <= i128::try_from(settings.tolerance.around(total)).unwrap_or(0) {
            return None;
        }
        // What was recorded on the finding of a contract pays the part of that contract alone, and so does what was
        // recovered for its periods before.
        let received = |which: &dyn Fn(Option<Recorded>) -> bool| received(invoice, day, which);
        let of_all = i128::from(total.minor) - received(&|recorded| recorded.is_none()) - i128::from(credited.minor);
        let recorded_here = received(&|recorded| recorded.is_some_and(|recorded| recorded.contract == contract));
        let net: i128 = invoice.lines.iter().map(|line| i128::from(line.amount.minor)).sum();
        let before = with_tax(besides.recovered, i128::from(total.minor), net);
        let share = (share(invoice, own, of_all, net) - recorded_here - before).min(left);
        if share <= 0 {
            return None;
        }
        let share = Money::new(clamp(share), invoice.currency);
        let foreign = invoice.payments.iter().any(|payment| payment.amount.currency != invoice.currency);
        let confidence = match (foreign, taxed && due_source != DueSource::Default) {
            (true, _) => Confidence::Check,
            (false, true) => Confidence::Certain,
            (false, false) => Confidence::Likely,
        };
        Some(Self {
            evidence: Evidence::Overdue {
                invoice: invoice.id,
                number: invoice.number.clone(),
                issued_on: invoice.issued_on,
                due_on,
                due_source,
                total,
                taxed,
                paid,
                credited,
                open,
                share,
            },
            share,
            confidence,
            since: due_on.succ_opt().unwrap_or(due_on),
        })
    }
}

fn due(invoice: &Invoice, payment_term: Option<PaymentTerm>, settings: &Settings) -> Option<(Day, DueSource)> {
    if let Some(printed) = invoice.due_on {
        return Some((printed, DueSource::Printed));
    }
    match payment_term {
        Some(payment_term) => Some((term::due_on(invoice.issued_on, payment_term)?, DueSource::PaymentTerm)),
        None => Some((days_after(invoice.issued_on, settings.default_payment_days), DueSource::Default)),
    }
}

/// The total with tax in minor units, and whether the tax is known for sure.
fn total(invoice: &Invoice, net: i128) -> (i128, bool) {
    if let Some(total) = invoice.total_with_tax.filter(|total| total.currency == invoice.currency) {
        return (i128::from(total.minor), true);
    }
    let mut sum = 0;
    for line in &invoice.lines {
        match line.vat_percent.and_then(|vat| crate::reconciliation::gross(line.amount, vat)) {
            Some(gross) => sum += i128::from(gross.minor),
            None => return (net, false),
        }
    }
    (sum, true)
}

/// The part of what is open that falls on some lines. Rounded on running totals, so that the parts of an
/// invoice whose lines belong to several contracts add up to the whole.
fn share(invoice: &Invoice, own: &BTreeMap<InvoiceLineId, i128>, open: i128, net: i128) -> i128 {
    if net <= 0 {
        return open;
    }
    let (mut before, mut share) = (0, 0);
    for line in &invoice.lines {
        if let Some(part) = own.get(&line.id) {
            share += scale(open, before + part, net) - scale(open, before, net);
        }
        before += i128::from(line.amount.minor);
    }
    share
}

/// value × part / whole, rounded half away from zero.
pub(super) fn scale(value: i128, part: i128, whole: i128) -> i128 {
    if whole <= 0 {
        return value;
    }
    let product = value.saturating_mul(part);
    product.signum() * (product.abs().saturating_mul(2).saturating_add(whole) / whole.saturating_mul(2))
}
