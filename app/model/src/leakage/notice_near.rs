//! Kind 26: the last day for notice is near and nobody decided.
//!
//! What leaks: nothing yet. If nothing is done, the contract renews on its present terms.
//! Formula for the amount: expected billing of the term that would follow, as far as the ledger reaches.
//! One finding a deadline, from the horizon (or, if earlier, our own decision deadline) until the day
//! itself.
//!
//! What was decided stands with it: that the contract shall end, or go on otherwise, prevents nothing until notice is given.
//!
//! Not reported: deadlines for which it was decided to let the contract renew, contracts that are ending, deadlines that have passed,
//! contracts that only a new signature prolongs, open-ended ones.

use super::{
    Confidence, Evidence, Finding, Settings,
    case::{Case, sum},
};
use crate::{
    calendar::{Day, Period, add_months},
    contract::{ContractDetails, ContractFacts, Renewal},
    money::Money,
    renewal::RenewalDecision,
    term::{self, KeyDates, Practice},
};

/// Finds renewals that are about to happen by themselves.
pub fn detect(case: &Case<'_>) -> Vec<Finding> {
    finding(case).into_iter().collect()
}

fn finding(case: &Case<'_>) -> Option<Finding> {
    let Near { dates, deadline, decide_by, since, decision } =
        near(case.picture.details, case.picture.facts, case.picture.practice, case.settings, case.day)?;
    let term_ends_on = dates.term.and_then(term::Term::last);
    let value = dates.renews_on.and_then(|renews_on| next_value(case, renews_on.day));
    let evidence = Evidence::NoticeNear { deadline, decide_by, term_ends_on, value, decision };
    Some(case.finding(evidence, value, Confidence::Certain, since))
}

/// A last day for notice that is near.
pub(super) struct Near {
    dates: KeyDates,
    deadline: Day,
    decide_by: Option<Day>,
    since: Day,
    decision: Option<RenewalDecision>,
}

/// The last day for notice that somebody has to decide about, if it is near.
pub(super) fn near(
    details: &ContractDetails,
    facts: &ContractFacts,
    practice: &Practice,
    settings: &Settings,
    day: Day,
) -> Option<Near> {
    if facts.is_noticed() || term::known_end(details, facts, practice, day).is_some() {
        return None;
    }
    let dates = term::dates(details, facts, practice, day);
    let deadline = dates.notice_deadline.as_ref()?.day;
    let decide_by = dates.decision_deadline.as_ref().map(|dated| dated.day);
    let warned_from = days_before(deadline, settings.horizon_days);
    let since = decide_by.map_or(warned_from, |decide_by| decide_by.min(warned_from));
    let decision = facts.decided(Some(deadline));
    if day < since || deadline < day || decision.is_some_and(RenewalDecision::settles_notice) {
        return None;
    }
    Some(Near { dates, deadline, decide_by, since, decision })
}

fn days_before(day: Day, count: u32) -> Day {
    day.checked_sub_days(chrono::Days::new(u64::from(count))).unwrap_or(Day::MIN)
}

/// What the ledger expects of the term that begins on a day.
fn next_value(case: &Case<'_>, first: Day) -> Option<Money> {
    let Renewal::Tacit { months, .. } = case.picture.details.renewal else { return None };
    let term = Period::new(first, add_months(first, months)?.pred_opt()?)?;
    let rows = case.periods.iter().filter(|period| term.contains(period.period.first));
    let value = sum(rows.map(|period| period.expected), case.picture.details.currency);
    (value.minor > 0).then_some(value)
}
