//! How the renewals of a contract follow its terms and the day.

use super::{RenewalOutcome, Upcoming, Work, upcoming_of};
use crate::{
    calendar::Day,
    contract::{ContractDetails, ContractFacts},
    term::{self, KeyDates, Phase, Practice},
};

/// A change by which the renewals of a contract agree with its terms on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RenewalMove {
    /// A renewal is to be decided about.
    Open(Upcoming),
    /// The days of an open renewal are others now. What was decided of other days is no longer decided.
    Move(Upcoming),
    /// What had been closed lies ahead again: a notice was taken back, or terms were changed back.
    Reopen(Upcoming),
    /// The new term of a number began.
    Renew {
        /// The term.
        term: u32,
    },
    /// A term began of which no work was ever opened, because nobody looked at the contract for so long.
    RenewUnseen(Upcoming),
    /// The contract ends without the new term of a number.
    End {
        /// The term.
        term: u32,
    },
    /// There is no renewal of that number any more.
    Void {
        /// The term.
        term: u32,
    },
}

/// What has to change so that the renewals known of a contract agree with its terms on a day. The same again asks for
/// nothing.
///
/// `lead_days` is how long before the decision deadline a renewal opens; `since` the day on which the contract came to be
/// here: what renewed before is history.
pub fn follow(
    known: &[Work],
    (details, facts, practice): (&ContractDetails, &ContractFacts, &Practice),
    (since, day): (Day, Day),
    lead_days: u32,
) -> Vec<RenewalMove> {
    let dates = term::dates(details, facts, practice, day);
    let ahead = upcoming_of(details, facts, &dates, day);
    let current = match dates.phase {
        Phase::InForce | Phase::Ending | Phase::Ended => dates.term,
        Phase::Draft | Phase::Signed => None,
    };
    let begun = current.map_or(0, |term| term.number);
    let mut steps: Vec<RenewalMove> =
        known.iter().filter_map(|work| step_of(work, (facts, &dates), ahead, begun)).collect();
    let unseen = |number: u32| known.iter().all(|work| work.upcoming.term != number);
    if begun > 1 {
        let end = term::known_end(details, facts, practice, day);
        let fresh = term::terms(details, facts, end, day).filter(|term| term.number > 1 && term.first > since);
        for term in fresh.filter(|term| unseen(term.number)) {
            let before = term.first.pred_opt().unwrap_or(term.first);
            let then = super::upcoming(details, facts, practice, before);
            let way = super::way_of(details);
            let plain = way.map(|way| Upcoming {
                way,
                term: term.number,
                first_on: term.first,
                deadline: None,
                decide_by: before,
            });
            let then = then.filter(|then| then.term == term.number).or(plain);
            steps.extend(then.map(RenewalMove::RenewUnseen));
        }
    }
    if let Some(ahead) = ahead {
        let opened = known.iter().find(|work| work.upcoming.term == ahead.term);
        match opened.map(|work| work.outcome) {
            None if ahead.opens_on(lead_days) <= day => steps.push(RenewalMove::Open(ahead)),
            Some(Some(RenewalOutcome::Ended | RenewalOutcome::Void)) => steps.push(RenewalMove::Reopen(ahead)),
            None | Some(None | Some(RenewalOutcome::Renewed)) => {}
        }
    }
    steps
}

fn step_of(
    work: &Work,
    (facts, dates): (&ContractFacts, &KeyDates),
    ahead: Option<Upcoming>,
    begun: u32,
) -> Option<RenewalMove> {
    let term = work.upcoming.term;
    if begun >= term && work.outcome != Some(RenewalOutcome::Renewed) {
        return Some(RenewalMove::Renew { term });
    }
    if work.outcome.is_some() {
        return None;
    }
    let end = dates.ends_on.as_ref().map(|end| end.day);
    // An end that is only written is none until it has passed: somebody may still sign.
    let brought_about = matches!(dates.phase, Phase::Ending | Phase::Ended) || facts.ended_on.is_some();
    if brought_about && end.is_some_and(|end| end < work.upcoming.first_on) {
        return Some(RenewalMove::End { term });
    }
    match ahead {
        Some(ahead) if ahead.term == term => (ahead != work.upcoming).then_some(RenewalMove::Move(ahead)),
        // Both sides signed, or a notice came too late for it: the term begins in any case.
        _ if end.is_some_and(|end| end >= work.upcoming.first_on) => None,
        _ => Some(RenewalMove::Void { term }),
    }
}
