//! Kind 30: no owner or one who is gone, no beginning, no end, or a review that is overdue.
//!
//! What leaks: nothing yet. Nobody watches the contract, or its dates and prices cannot be computed.
//! One finding a contract, with everything that is lacking. No amount.
//!
//! Not reported: contracts that ended, open-ended contracts (that is an end written down), and a missing
//! first day that nothing depends on.

use super::{Confidence, Evidence, Finding, Gap, case::Case};
use crate::contract::TermLength;

/// Finds contracts that cannot be looked after as they are.
pub fn detect(case: &Case<'_>) -> Vec<Finding> {
    let details = case.picture.details;
    let needs_start = matches!(details.term, TermLength::Months { .. })
        || case.picture.lines.iter().any(|line| line.starts_on.is_none());
    let late = case.picture.review_on.filter(|on| *on < case.day);
    let gaps: Vec<Gap> = [
        (Gap::Owner, details.owner.is_none()),
        (Gap::Start, details.starts_on.is_none() && needs_start),
        (Gap::End, details.term == TermLength::Unknown && case.end.is_none()),
        (Gap::OwnerGone, details.owner.is_some() && case.picture.owner_gone),
        (Gap::Review, late.is_some()),
    ]
    .into_iter()
    .filter_map(|(gap, lacking)| lacking.then_some(gap))
    .collect();
    if gaps.is_empty() || case.has_ended() {
        return Vec::new();
    }
    if let (Some(on), [Gap::Review]) = (late, gaps.as_slice()) {
        return vec![case.finding(Evidence::Incomplete { gaps }, None, Confidence::Certain, on)];
    }
    let since = details.signed_on.or(details.starts_on).unwrap_or(case.day).min(case.day);
    vec![case.finding(Evidence::Incomplete { gaps }, None, Confidence::Certain, since)]
}
