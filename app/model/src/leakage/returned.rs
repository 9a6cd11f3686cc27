//! What credit notes take off rows of the ledger of what was paid or given up already.
//!
//! A credit note lessens what is still to be paid of the invoice that it takes back, and of no other. Where it names none, it
//! lessens what is open of invoices of the same contract and currency, those of its days first. What is beyond that is owed
//! back to the customer: it is taken off what was collected, and never off what others still have to pay.

use super::{
    RowPicture,
    case::Case,
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
        .map(|row| (row, of(&paid, row), of(&settled, row).saturating_sub(of(&paid, row)).max(0)))
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
                }
            });
            open.days.insert(row.row.expected.period);
        }
    }
    opens
}

/// What is to be paid of an invoice before tax: of what is to be paid with it in proportion.
fn left(invoice: &Invoice, besides: Besides, without_given_up: bool) -> i64 {
    let standing = outstanding(invoice, besides, crate::calendar::Day::MAX);
    let given_up = if without_given_up { 0 } else { standing.given_up.minor };
    let open = i128::from(standing.open.minor.saturating_add(given_up).max(0));
    let (total, net) = (i128::from(standing.total.minor), i128::from(invoice.net()));
    super::case::clamp(if total > 0 { scale(open, net, total) } else { open })
}

/// What credits take off each row beyond what they leave of invoices that are open.
fn beyond(credits: &[Credit], mut opens: BTreeMap<InvoiceId, Open<'_>>) -> BTreeMap<ExpectedBillingId, i64> {
    let mut beyond: BTreeMap<ExpectedBillingId, i64> = BTreeMap::new();
    let take = |open: &mut Open<'_>, minor: i64| {
        let taken = open.left.min(minor).max(0);
        open.left = open.left.saturating_sub(taken);
        minor.saturating_sub(taken)
    };
    let mut add = |row, rest: i64| {
        let sum = beyond.entry(row).or_default();
        *sum = sum.saturating_add(rest);
    };
    for credit in credits {
        for (invoice, minor) in &credit.of {
            add(credit.row, opens.get_mut(invoice).map_or(*minor, |open| take(open, *minor)));
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
        add(credit.row, candidates.into_iter().fold(credit.loose, |rest, open| take(open, rest)));
    }
    beyond
}
