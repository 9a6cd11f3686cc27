//! Kind 25, first side: a promised service visit is not planned as its window nears its end, or was not made.
//!
//! What leaks: nothing yet. The customer pays for a visit that they did not get, and may take its price back or leave.
//! Formula for the amount: the price of the visit, or its part of a year of the price line that pays for it.
//! One finding a visit, from so many days before its window closes ([`NEAR_DAYS`]) until it is planned, made or called
//! off; it stays the same finding when the window passes.
//!
//! Not reported: visits that were called off, and windows that begin after the contract's end.

use super::{Confidence, Evidence, Finding, case::Case};
use crate::service_visit::{NEAR_DAYS, Visit, VisitState, worth};
use chrono::Days;

/// Finds promised visits that are late.
pub fn detect(case: &Case<'_>) -> Vec<Finding> {
    let promised = case.picture.visits.iter().filter(|visit| visit.key.is_some());
    promised.filter_map(|visit| finding(case, visit)).collect()
}

fn finding(case: &Case<'_>, visit: &Visit) -> Option<Finding> {
    if case.end.is_some_and(|end| visit.window.first > end) {
        return None;
    }
    let near = visit.window.last.checked_sub_days(Days::new(NEAR_DAYS)).unwrap_or(visit.window.first);
    let near = near.max(visit.window.first);
    let missed = match visit.state(case.day) {
        VisitState::Missed => true,
        VisitState::ToPlan | VisitState::Unreported if near <= case.day => false,
        _ => return None,
    };
    let promise = case.picture.promises.iter().find(|promise| Some(promise.id) == visit.promise);
    let currency = case.picture.details.currency;
    let worth = promise.and_then(|promise| worth(&promise.terms, case.picture.lines, currency));
    let since = if missed { visit.due_on().max(visit.window.last).succ_opt().unwrap_or(case.day) } else { near };
    let evidence = Evidence::VisitMissed {
        visit: visit.id,
        what: visit.description.clone(),
        window: visit.window,
        planned_on: visit.plan.map(|plan| plan.on),
        missed,
        worth,
    };
    Some(Finding {
        line: promise.and_then(|promise| promise.terms.line),
        period: Some(visit.window),
        ..case.finding(evidence, worth, Confidence::Certain, since)
    })
}
