//! Kind 8: service visits were made after the contract's end.
//!
//! What leaks: work for a customer who no longer pays for it, because the contract that would bill it is over.
//! Formula: what the visits are worth by the terms that ended (what was proposed for billing, else the price of a promised
//! visit), less what was billed for days after the end, which is kind 29. One finding a contract.
//!
//! Not reported: visits about whose billing somebody decided, and visits whose worth what was billed after the end covers.

use super::{
    Confidence, Evidence, Finding, ServedVisit, billing_after_end,
    case::{Case, sum},
};
use crate::{calendar::Period, service_visit::worth};

/// Finds work that was done after the end.
pub fn detect(case: &Case<'_>) -> Vec<Finding> {
    finding(case).into_iter().collect()
}

fn finding(case: &Case<'_>) -> Option<Finding> {
    let ended_on = case.end.filter(|_| case.has_ended())?;
    let currency = case.picture.details.currency;
    let after = case.picture.visits.iter().filter_map(|visit| {
        let done_on = visit.done.as_ref().map(|done| done.on).filter(|on| *on > ended_on)?;
        let promise = case.picture.promises.iter().find(|promise| Some(promise.id) == visit.promise);
        let by_terms = || promise.and_then(|promise| worth(&promise.terms, case.picture.lines, currency));
        let amount = visit.proposal.map(|proposal| proposal.amount).or_else(by_terms);
        let served = ServedVisit { visit: visit.id, what: visit.description.clone(), done_on, amount };
        visit.decision.is_none().then_some(served)
    });
    let mut visits: Vec<ServedVisit> = after.collect();
    visits.sort_by_key(|visit| (visit.done_on, visit.visit));
    let (first, last) = (visits.first()?.done_on, visits.last()?.done_on);
    let served = sum(visits.iter().filter_map(|visit| visit.amount), currency);
    let billed = billing_after_end::detect(case).into_iter().filter_map(|finding| finding.amount);
    let billed = sum(billed, currency);
    let left = crate::money::Money::new(served.minor.saturating_sub(billed.minor), currency);
    if billed.minor > 0 && left.minor <= 0 {
        return None;
    }
    let evidence = Evidence::ServedAfterEnd { ended_on, visits, served, billed };
    let amount = (left.minor > 0).then_some(left);
    Some(Finding { period: Period::new(first, last), ..case.finding(evidence, amount, Confidence::Certain, first) })
}
