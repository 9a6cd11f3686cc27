//! Kind 25, second side: a service visit was made that is to be paid, and nobody decided to bill it.
//!
//! What leaks: work that was done and that the customer has to pay.
//! Formula: the price of the visit, where it is not part of the contract's, and of the time beyond what was agreed.
//! One finding a visit, from the days of grace after it was made.
//!
//! Not reported: what somebody accepted (the ledger promises it from then on) or refused with a reason, and visits after
//! the contract's end (kind 8).

use super::{
    Confidence, Evidence, Finding,
    case::{Case, days_after},
};
use crate::{calendar::Period, service_visit::Visit};

/// Finds visits that wait to be billed.
pub fn detect(case: &Case<'_>) -> Vec<Finding> {
    case.picture.visits.iter().filter_map(|visit| finding(case, visit)).collect()
}

fn finding(case: &Case<'_>, visit: &Visit) -> Option<Finding> {
    let done_on = visit.done.as_ref()?.on;
    let proposal = visit.proposal.filter(|_| visit.waits_for_decision())?;
    let late = days_after(done_on, case.settings.grace_days) < case.day;
    if !late || case.end.is_some_and(|end| end < done_on) {
        return None;
    }
    let evidence = Evidence::VisitNotBilled { visit: visit.id, what: visit.description.clone(), done_on, proposal };
    Some(Finding {
        period: Period::new(done_on, done_on),
        ..case.finding(evidence, Some(proposal.amount), Confidence::Certain, done_on)
    })
}
