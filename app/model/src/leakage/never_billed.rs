//! Kind 17: signed, and billing never began.
//!
//! What leaks: everything due so far.
//! Formula: the sum of what is expected over all due periods, charges and rebates together. One finding for a contract of which no
//! period was ever billed; one for a recurring line of which none was, once two periods are due, while
//! other lines are billed.
//! Where the contract is not known to be signed, or an invoice names it without fitting any period, a
//! person has to check.
//!
//! Not reported: a line with a single due period while others are billed (kind 1).

use super::{
    Confidence, Evidence, Finding,
    case::{Case, sum},
    old_price::covered,
    silence::{Quiet, Silence},
};

/// Finds contracts and lines whose billing never began.
pub fn detect(case: &Case<'_>) -> Vec<Finding> {
    Silence::of(case).never.iter().filter_map(|quiet| finding(case, quiet)).collect()
}

fn finding(case: &Case<'_>, quiet: &Quiet<'_, '_>) -> Option<Finding> {
    let first = quiet.first()?;
    let details = case.picture.details;
    let expected = sum(quiet.periods.iter().map(|period| period.expected), first.expected.currency);
    let left = case.left_of(&quiet.periods, first.expected.currency)?;
    let named = case.picture.unmatched.iter().any(|part| part.amount.minor > 0);
    let signed = details.signed_on.is_some_and(|signed_on| signed_on <= case.day);
    let earlier = case.settings.invoices_known.is_some_and(|known| {
        case.periods.iter().any(|period| period.billing_day < known.first && period.line_id == first.line_id)
    });
    let confidence = match (named || (!signed && quiet.line.is_none()), earlier) {
        (true, _) => Confidence::Check,
        (false, true) => Confidence::Likely,
        (false, false) => Confidence::Certain,
    };
    let evidence = Evidence::NeverBilled {
        signed_on: details.signed_on,
        assumed: case.picture.facts.signature_assumed,
        rows: quiet.periods.iter().map(|period| period.evidence()).collect(),
        expected,
    };
    Some(Finding {
        line: quiet.line,
        period: covered(&quiet.periods),
        ..case.finding(evidence, Some(left), confidence, first.billing_day)
    })
}
