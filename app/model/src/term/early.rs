//! Leaving a contract before its end, where a break option allows it: from when, with what notice, and what such a notice
//! achieves.

use super::{
    Dated, EarlyEnd, notice::end_of_notices, practice::Practice, rule::NoticeRule, schedule::Schedule, why::Why,
};
use crate::{
    calendar::Day,
    contract::{ContractDetails, ContractFacts, EarlyNotice},
};
use serde::{Deserialize, Serialize};

/// How a notice to leave early stands to the days that the contract knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EarlyTiming {
    /// It ends the contract within the term in which it was received, or one without a fixed end.
    InTime,
    /// It came before the contract may be left, and counts from the first day on which it may.
    Premature {
        /// That day.
        from: Day,
    },
    /// It is complete only after the term in which it was received, so that the contract renews first.
    Late {
        /// The last day of that term.
        missed: Day,
    },
    /// The contract ends no later without it.
    Useless,
}

/// What a notice to leave early, received on a day, achieves.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EarlyJudgement {
    /// Whether it is in time.
    pub timing: EarlyTiming,
    /// Where it is late or useless, the last day on which it would have been in time, if there was one.
    pub deadline: Option<Day>,
    /// The last day of the contract; where the notice is useless, the day on which the contract ends anyway, if it may be
    /// left early at all.
    pub ends_on: Option<Day>,
    /// The steps of the judgement.
    pub why: Vec<Why>,
}

impl EarlyJudgement {
    /// The last day of the contract that follows from the notice; `None` where it achieves nothing.
    pub fn works_for(&self) -> Option<Day> {
        self.ends_on.filter(|_| self.timing != EarlyTiming::Useless)
    }
}

/// Judges a notice to leave early by the break option of the contract and whatever else was known to end it on that day.
/// Where the contract lets the day of sending count, that is the day.
///
/// Notice before the first day on which the contract may be left counts from that day. Notice that is complete only in a
/// later term works there: nothing holds it back to the end of a term.
pub fn judge_early(
    details: &ContractDetails,
    facts: &ContractFacts,
    practice: &Practice,
    received: Day,
) -> EarlyJudgement {
    let useless = |ends_on, deadline, why| EarlyJudgement { timing: EarlyTiming::Useless, deadline, ends_on, why };
    let Some((end, mut why)) = alone(details, practice, received) else {
        return useless(None, None, vec![Why::MayNotBeLeftEarly]);
    };
    let schedule = Schedule::of(details, facts, received);
    let steps = schedule.steps();
    let last_of_all = steps.and_then(|steps| steps.last(steps.final_times()?));
    let others = end_of_notices(details, facts, practice, received).into_iter().chain(facts.ended_on);
    if let Some(other) = others.chain(last_of_all).min().filter(|other| *other <= end) {
        let ended = other < received;
        why.push(if ended { Why::AlreadyEnded { last: other } } else { Why::EndsEarlier { last: other } });
        let deadline = other.pred_opt().and_then(|last| latest(details, practice, last));
        return useless(Some(other), deadline, why);
    }
    let term_last = steps.and_then(|steps| steps.last(steps.times_at(received)));
    let timing = match (premature(details, received), term_last) {
        (Some(from), _) => EarlyTiming::Premature { from },
        (None, Some(missed)) if missed < end => EarlyTiming::Late { missed },
        (None, _) => EarlyTiming::InTime,
    };
    let mut deadline = None;
    if let EarlyTiming::Late { missed } = timing {
        deadline = latest(details, practice, missed);
        why.push(Why::CompleteAfterTerm { deadline, missed, last: end });
    }
    EarlyJudgement { timing, deadline, ends_on: Some(end), why }
}

/// The end that a notice to leave early brings about, with its reasons.
pub(super) fn early_notice_end(
    details: &ContractDetails,
    facts: &ContractFacts,
    practice: &Practice,
    notice: EarlyNotice,
) -> Option<Dated> {
    let mut judgement = judge_early(details, facts, practice, notice.on);
    let works_for = judgement.works_for()?;
    judgement.why.push(Why::LeftEarly { by: notice.by, on: notice.on, last: works_for });
    Some(Dated { day: works_for, why: judgement.why })
}

/// The end that a notice to leave early, received on a day, would reach if nothing else had happened; `None` where the
/// contract may not be left early, or beyond the calendar.
pub(super) fn alone(details: &ContractDetails, practice: &Practice, received: Day) -> Option<(Day, Vec<Why>)> {
    let option = details.date_terms.break_option?;
    let from = first_day(details);
    let counts_from = from.map_or(received, |from| from.max(received));
    let rule = NoticeRule::of(details, practice).with(option.notice);
    let (last, steps) = rule.end_of(counts_from)?;
    let why = from.map(|from| Why::MayBeLeftFrom { from }).into_iter();
    let counted = premature(details, received).map(|from| Why::CountsFrom { received, from });
    Some((last, why.chain([rule.named()]).chain(counted).chain(steps).collect()))
}

/// From when and to which end the contract may be left early; `None` where it ends no later anyway.
pub(super) fn early_end(
    details: &ContractDetails,
    practice: &Practice,
    day: Day,
    end: Option<Day>,
) -> Option<EarlyEnd> {
    let from = first_day(details)?;
    let (last, why) = alone(details, practice, from.max(day))?;
    if end.is_some_and(|end| end <= last) {
        return None;
    }
    let from = Dated { day: from, why: vec![Why::MayBeLeftFrom { from }] };
    Some(EarlyEnd { from, ends_on: Dated { day: last, why } })
}

/// The last day for a notice to leave early that ends the contract by a day.
fn latest(details: &ContractDetails, practice: &Practice, last: Day) -> Option<Day> {
    let option = details.date_terms.break_option?;
    let day = NoticeRule::of(details, practice).with(option.notice).latest_to_end_by(last)?;
    Some(day).filter(|day| first_day(details).is_none_or(|first| first <= *day))
}

/// The first day for a notice to leave early, where it is known.
fn first_day(details: &ContractDetails) -> Option<Day> {
    details.date_terms.break_option?.from.max(details.starts_on)
}

/// The first day for a notice that came before it.
fn premature(details: &ContractDetails, received: Day) -> Option<Day> {
    first_day(details).filter(|from| received < *from)
}
