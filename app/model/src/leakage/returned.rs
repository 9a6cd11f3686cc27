//! What credit notes take off rows of the ledger of what was paid or given up already.
//!
//! A credit note lessens what is still to be paid of the invoice that it takes back, and of no other. Where it names none, it
//! lessens what is open of invoices of the same contract and currency, those of its days first. What is beyond that is owed
//! back to the customer: it is taken off what was collected, and never off what others still have to pay.
//!
//! Each payment counts for the lines of its invoice in proportion. Where a credit note takes a line back, what counted for it
//! pays the lines that are left.

use super::{
    RowPicture,
    case::{Case, clamp},
    outstanding,
    overdue::{Besides, scale},
    owed::is_rebate,
};
use crate::{
    calendar::Period,
    id::{ExpectedBillingId, InvoiceId, InvoiceLineId},
    invoice::{Invoice, InvoiceKind},
    money::Currency,
};
use std::collections::{BTreeMap, BTreeSet};

/// What a credit note takes off a row, in minor units (positive).
struct Credit {
    row: ExpectedBillingId,
    currency: Currency,
    days: Period,
    /// The invoices it takes back, and how much of each.
    of: Vec<(InvoiceId, i64)>,
    /// What it takes back of none in particular.
    loose: i64,
}

/// What is left to be paid of an invoice, before tax.
struct Open<'a> {
    invoice: &'a Invoice,
    days: BTreeSet<Period>,
    left: i64,
    /// What was paid of it, or paid or given up, with tax.
    reached: i64,
    /// What it bills of each row.
    rows: BTreeMap<ExpectedBillingId, i64>,
}

impl Open<'_> {
    /// Takes an amount off what is left; answers what is beyond it.
    fn take(&mut self, minor: i64) -> i64 {
        let taken = self.left.min(minor).max(0);
        self.left = self.left.saturating_sub(taken);
        minor.saturating_sub(taken)
    }

    /// How much of what was paid counts for an amount that it bills, as the ledger counts it.
    fn share(&self, billed: i64) -> i64 {
        let whole = self.invoice.total_with_tax.map_or_else(|| self.invoice.net(), |total| total.minor);
        match () {
            () if whole <= 0 => 0,
            () if self.reached >= whole => billed,
            () => clamp(i128::from(billed) * i128::from(self.reached.max(0)) / i128::from(whole)),
        }
    }
}

/// Of each row what credit notes took off it that was paid already, and what beyond that was given up; minor units.
/// `given_back` says what was given back of a row without a credit note being known.
pub(super) fn returned(
    case: &Case<'_>,
    given_back: impl Fn(ExpectedBillingId) -> i64,
) -> Vec<(ExpectedBillingId, i64, i64)> {
    let credits = credits(case, given_back);
    if credits.is_empty() {
        return Vec::new();
    }
    let paid = beyond(&credits, opens(case, false));
    let settled = beyond(&credits, opens(case, true));
    let rows: BTreeSet<ExpectedBillingId> = paid.keys().chain(settled.keys()).copied().collect();
    let of = |sums: &BTreeMap<ExpectedBillingId, i64>, row| sums.get(&row).copied().unwrap_or_default();
    rows.into_iter()
        .map(|row| (row, of(&paid, row), of(&settled, row).saturating_sub(of(&paid, row))))
        .filter(|(_, returned, spared)| *returned != 0 || *spared != 0)
        .collect()
}

/// The credits of the rows of a contract, the oldest first.
fn credits(case: &Case<'_>, given_back: impl Fn(ExpectedBillingId) -> i64) -> Vec<Credit> {
    let mut allotted: BTreeMap<InvoiceLineId, Vec<(InvoiceId, i64)>> = BTreeMap::new();
    for of in &case.allotted {
        allotted.entry(of.credit).or_default().push((of.invoice, of.minor));
    }
    let mut credits = Vec::new();
    for RowPicture { row, matches } in &case.picture.rows {
        let (currency, days) = (row.expected.amount.currency, row.expected.period);
        let credit = |of, loose| Credit { row: row.id, currency, days, of, loose };
        let notes = matches.iter().filter(|part| {
            let takes_back = part.invoice.kind == InvoiceKind::CreditNote && part.amount.minor < 0;
            takes_back && part.amount.currency == currency
        });
        for part in notes {
            let minor = part.amount.minor.saturating_neg();
            let credit = match case.named.get(&part.invoice.id) {
                Some((_, invoice)) => credit(vec![(*invoice, minor)], 0),
                // Of an invoice that is not known here nothing is open.
                None if part.invoice.corrects.is_some() => credit(vec![(part.invoice.id, minor)], 0),
                None => {
                    let (mut of, mut rest) = (Vec::new(), minor);
                    for (invoice, left) in allotted.get_mut(&part.line.id).into_iter().flatten() {
                        let taken = rest.min(*left);
                        (*left, rest) = (*left - taken, rest - taken);
                        of.push((*invoice, taken));
                    }
                    credit(of, rest)
                }
            };
            credits.push((Some((part.invoice.issued_on, part.invoice.id)), credit));
        }
        let back = given_back(row.id);
        if back > 0 && is_rebate(row) {
            credits.push((None, credit(Vec::new(), back)));
        }
    }
    // What no credit note is known of comes last.
    credits.sort_by_key(|(note, credit)| (note.is_none(), *note, credit.row));
    credits.into_iter().map(|(_, credit)| credit).collect()
}

/// What is to be paid of the invoices of a contract, whatever credit notes took back; without what was given up, if asked.
fn opens<'a>(case: &Case<'a>, without_given_up: bool) -> BTreeMap<InvoiceId, Open<'a>> {
    let mut opens: BTreeMap<InvoiceId, Open<'a>> = BTreeMap::new();
    for row in &case.picture.rows {
        for part in row.matches.iter().filter(|part| part.amount.minor > 0 && part.invoice.kind == InvoiceKind::Invoice)
        {
            let open = opens.entry(part.invoice.id).or_insert_with(|| {
                let recovered = case.paid_before.get(&part.invoice.id).copied().unwrap_or_default();
                let besides = Besides { credited: 0, recovered };
                Open {
                    invoice: part.invoice,
                    days: BTreeSet::new(),
                    left: left(part.invoice, besides, without_given_up),
                    reached: reached(part.invoice, without_given_up),
                    rows: BTreeMap::new(),
                }
            });
            open.days.insert(row.row.expected.period);
            let billed = open.rows.entry(row.row.id).or_default();
            *billed = billed.saturating_add(part.amount.minor);
        }
    }
    opens
}

/// What was paid of an invoice; with what was given up of it, if asked.
fn reached(invoice: &Invoice, with_given_up: bool) -> i64 {
    let paid = invoice.payments.iter().map(|payment| payment.amount);
    let given_up = invoice.given_up.iter().map(|given_up| given_up.amount).filter(|_| with_given_up);
    let own = paid.chain(given_up).filter(|amount| amount.currency == invoice.currency);
    own.fold(0, |sum, amount| sum.saturating_add(amount.minor))
}

/// What is to be paid of an invoice before tax: of what is to be paid with it in proportion.
fn left(invoice: &Invoice, besides: Besides, without_given_up: bool) -> i64 {
    let standing = outstanding(invoice, besides, crate::calendar::Day::MAX);
    let given_up = if without_given_up { 0 } else { standing.given_up.minor };
    let open = i128::from(standing.open.minor.saturating_add(given_up).max(0));
    let (total, net) = (i128::from(standing.total.minor), i128::from(invoice.net()));
    clamp(if total > 0 { scale(open, net, total) } else { open })
}

/// What credits take off each row beyond what they leave of invoices that are open.
fn beyond(credits: &[Credit], mut opens: BTreeMap<InvoiceId, Open<'_>>) -> BTreeMap<ExpectedBillingId, i64> {
    let mut beyond: BTreeMap<ExpectedBillingId, i64> = BTreeMap::new();
    let mut add = |row, rest: i64| {
        let sum = beyond.entry(row).or_default();
        *sum = sum.saturating_add(rest);
    };
    // Of each invoice and row what was credited, and what of that is beyond.
    let mut of_invoices: BTreeMap<InvoiceId, BTreeMap<ExpectedBillingId, (i64, i64)>> = BTreeMap::new();
    for credit in credits {
        for (invoice, minor) in &credit.of {
            let rest = opens.get_mut(invoice).map_or(*minor, |open| open.take(*minor));
            add(credit.row, rest);
            let (credited, over) = of_invoices.entry(*invoice).or_default().entry(credit.row).or_default();
            (*credited, *over) = (credited.saturating_add(*minor), over.saturating_add(rest));
        }
    }
    for (invoice, credited) in &of_invoices {
        for (row, minor) in opens.get(invoice).map(|open| moved(open, credited)).unwrap_or_default() {
            add(row, minor);
        }
    }
    // What names no invoice takes what the others leave.
    for credit in credits.iter().filter(|credit| credit.loose > 0) {
        let mut candidates: Vec<&mut Open<'_>> =
            opens.values_mut().filter(|open| open.invoice.currency == credit.currency).collect();
        candidates.sort_by_key(|open| {
            let beside = open.days.iter().any(|days| days.intersection(credit.days).is_some());
            (!beside, open.invoice.issued_on, open.invoice.id)
        });
        add(credit.row, candidates.into_iter().fold(credit.loose, |rest, open| open.take(rest)));
    }
    beyond
}

/// What of the payments of an invoice counts for a row that credit notes took back, and pays others of its rows instead: taken
/// off the one (above zero), and added to the others (below zero).
fn moved(open: &Open<'_>, credited: &BTreeMap<ExpectedBillingId, (i64, i64)>) -> Vec<(ExpectedBillingId, i64)> {
    let standing = open.rows.iter().map(|(row, billed)| {
        let (credited, beyond) = credited.get(row).copied().unwrap_or_default();
        let (left, share) = (billed.saturating_sub(credited).max(0), open.share(*billed));
        (*row, share.saturating_sub(left).saturating_sub(beyond).max(0), left.saturating_sub(share).max(0))
    });
    let standing: Vec<(ExpectedBillingId, i64, i64)> = standing.collect();
    let sum = |of: &dyn Fn(&(ExpectedBillingId, i64, i64)) -> i64| {
        standing.iter().fold(0_i64, |sum, row| sum.saturating_add(of(row)))
    };
    let all = sum(&|(_, over, _)| *over).min(sum(&|(_, _, short)| *short));
    let (mut from, mut to) = (all, all);
    let mut moved = Vec::new();
    for (row, over, short) in standing {
        let (taken, added) = (over.min(from), short.min(to));
        (from, to) = (from - taken, to - added);
        moved.push((row, taken - added));
    }
    moved
}
