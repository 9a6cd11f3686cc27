//! Which occurrences a contract has of an obligation.

use super::Schedule;
use crate::{
    calendar::Day,
    contract::{ContractDetails, ContractFacts},
    term::{self, Practice},
};

/// The days for which a signed contract has occurrences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The last day: that of the term, or the horizon where the term has no end.
    pub until: Day,
    /// The last day of the contract, where it is known; what falls due later lapses.
    pub end: Option<Day>,
}

/// The days for which a contract has occurrences as seen on `day`; none before it is signed.
///
/// They reach to the end of the term that runs, as its details alone tell it: where a notice or an agreed end cuts it
/// short, the occurrences after that end stay and lapse. A renewal extends them by its term. `horizon` is the last
/// day for terms without an end, and of those that are longer than anybody plans.
pub fn span(
    (details, facts, practice): (&ContractDetails, &ContractFacts, &Practice),
    day: Day,
    horizon: Day,
) -> Option<Span> {
    details.signed_on.filter(|signed| *signed <= day)?;
    let end = term::known_end(details, facts, practice, day);
    let at = end.unwrap_or(day).max(details.starts_on.unwrap_or(day));
    let written = ContractFacts { extension: facts.extension, ..ContractFacts::default() };
    let terms = term::terms(details, &written, None, at);
    let until = terms.last().map_or(end, term::Term::last).unwrap_or(horizon);
    Some(Span { until, end })
}

/// An occurrence that is there, as far as a plan has to know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The day it falls due.
    pub due: Day,
    /// Whether anything has happened to it.
    pub has_facts: bool,
    /// Whether it is fulfilled or waived.
    pub is_settled: bool,
}

/// What has to change so that the occurrences of an obligation agree with its schedule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OccurrencePlan {
    /// Days for which there is none yet.
    pub add: Vec<Day>,
    /// Days of those to which nothing has happened and which are promised no more.
    pub remove: Vec<Day>,
    /// The one occurrence that falls due on another day than it did, with what has happened to it.
    pub moved: Option<(Day, Day)>,
}

/// What has to change so that the occurrences of an obligation agree with its schedule; the same again changes nothing.
///
/// Occurrences to which something has happened stay. Where the schedule was changed after something had happened, it
/// counts from that day (`follows_from`), and those before it stay, too. What falls due once and is not settled moves.
pub fn plan(schedule: &Schedule, span: Option<Span>, follows_from: Option<Day>, there: &[Planned]) -> OccurrencePlan {
    if let (Schedule::Once { on }, [only], Some(_)) = (schedule, there, span) {
        let moved = (only.due != *on && !only.is_settled).then_some((only.due, *on));
        return OccurrencePlan { moved, ..OccurrencePlan::default() };
    }
    let counts = |day: &Day| follows_from.is_none_or(|from| from <= *day);
    let wanted: Vec<Day> = match (schedule, span) {
        (_, None) => Vec::new(),
        // What was promised for one day is promised whatever the term.
        (Schedule::Once { on }, Some(_)) if there.iter().all(|one| !one.has_facts) => vec![*on],
        (Schedule::Once { .. }, Some(_)) => Vec::new(),
        (Schedule::Recurring { .. }, Some(span)) => {
            schedule.days(span.until).into_iter().filter(|day| counts(day)).collect()
        }
    };
    let stays = |one: &&Planned| one.has_facts || (schedule.rule().is_some() && !counts(&one.due));
    OccurrencePlan {
        add: wanted.iter().copied().filter(|day| there.iter().all(|one| one.due != *day)).collect(),
        remove: there.iter().filter(|one| !stays(one) && !wanted.contains(&one.due)).map(|one| one.due).collect(),
        moved: None,
    }
}
