//! Kind 29, first side: the contract ended and is billed on.
//!
//! What leaks: money that will have to be given back, or a service without a contract.
//! Formula: the sum of invoice lines for periods that begin after the last day, net of credit notes.
//! An invoice line that names the contract without a period counts when it was issued after the end and
//! the days of grace, or at any time after the end over just what a period billed in advance comes to: the bill of the
//! next period is written on the day after the last one. Then it is likely, not certain. One finding a contract (and
//! currency).
//!
//! Not reported: a period that began before the end and was billed in full (kind 4), and the last bill in
//! arrears.

use super::{
    BilledPart, Confidence, Evidence, Finding,
    case::{Case, Standing, days_after, invoice_evidence, sum},
};
use crate::{
    calendar::Period,
    money::Currency,
    price_line::{Recurrence, Timing},
};
use std::collections::BTreeMap;

/// Finds invoices for days after the end.
pub fn detect(case: &Case<'_>) -> Vec<Finding> {
    let Some(end) = case.end.filter(|_| case.has_ended()) else { return Vec::new() };
    let mut by_currency: BTreeMap<Currency, Vec<(BilledPart<'_>, Confidence)>> = BTreeMap::new();
    let matched = case.periods.iter().filter(|period| period.standing == Standing::AfterEnd);
    for part in matched.flat_map(|period| period.parts.iter()) {
        by_currency.entry(part.amount.currency).or_default().push((*part, Confidence::Certain));
    }
    for part in &case.picture.unmatched {
        let confidence = match part.line.period {
            Some(period) if period.first > end => Confidence::Certain,
            None if part.invoice.issued_on > days_after(end, case.settings.grace_days) => Confidence::Likely,
            None if part.invoice.issued_on > end && is_next_in_advance(case, part) => Confidence::Likely,
            Some(_) | None => continue,
        };
        by_currency.entry(part.amount.currency).or_default().push((*part, confidence));
    }
    by_currency
        .into_iter()
        .filter_map(|(currency, mut parts)| {
            parts.sort_by_key(|(part, _)| (part.invoice.issued_on, part.invoice.id, part.line.id));
            let billed = sum(parts.iter().map(|(part, _)| part.amount), currency);
            let (first, _) = parts.iter().find(|(part, _)| part.amount.minor > 0)?;
            let confidence = parts.iter().map(|(_, confidence)| *confidence).max()?;
            let last = parts.last().map(|(part, _)| part.invoice.issued_on)?;
            if billed.minor <= 0 {
                return None;
            }
            let evidence = Evidence::BillingAfterEnd {
                ended_on: end,
                invoices: parts.iter().map(|(part, _)| invoice_evidence(part)).collect(),
                billed,
            };
            Some(Finding {
                period: end.succ_opt().and_then(|after| Period::new(after, last.max(after))),
                invoice_line: Some(first.line.id),
                ..case.finding(evidence, Some(billed), confidence, first.invoice.issued_on)
            })
        })
        .collect()
}

/// Whether a line is over just what a period of a line billed in advance comes to.
fn is_next_in_advance(case: &Case<'_>, part: &BilledPart<'_>) -> bool {
    case.periods.iter().any(|period| {
        let recurrence = period.line.map(|line| line.recurrence);
        matches!(recurrence, Some(Recurrence::Every { timing: Timing::Advance, .. }))
            && period.expected.currency == part.amount.currency
            && period.expected.minor > 0
            && !case.differs(period.expected, part.amount.minor)
    })
}
