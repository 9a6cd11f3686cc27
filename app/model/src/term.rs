//! Which dates follow from a contract's terms: its terms one after another, its end, its renewal, the
//! last day for notice and the day by which to decide, each with its reasons.
//!
//! - A term of 12 months from 1 January ends on 31 December. Months are stepped from the first day of the
//!   contract, or from the day after a named last day, and clamped to the end of the month; the last day
//!   of a term is the day before the step. One month from 31 January ends on 27 February (28 in a leap
//!   year), the next term on 30 March.
//! - After a tacit renewal every date is computed from the current term, never the first.
//! - Notice runs from the day after receipt and must be complete by the last day of the term. Whether it
//!   is in time is judged by the term in which it was received; late, it works for the next possible end.
//! - Days of notice may be working days, and the last of them may roll off a weekend or a holiday: which days are is
//!   part of the [`Practice`] of our company. A notice that must be received has a last day to be sent before.
//! - A contract may be left early where a break option says so: its notice is held back by no term, and works from the first
//!   day on which it may be used.
//! - A term that an amendment made longer is followed by terms that count from its new end.
//! - What is not written down is not guessed: the date is absent and a [`Gap`] says what is missing.
//!
//! Every function takes any value a form, an import or a client may send; what lies beyond the calendar
//! (about 262,000 years either way) is absent, too.

mod early;
mod gap;
#[cfg(test)]
pub(crate) mod notation;
mod notice;
mod practice;
#[cfg(test)]
mod properties;
mod rule;
mod schedule;
#[cfg(test)]
mod special;
mod statutory;
#[cfg(test)]
mod table;
#[cfg(test)]
mod tests;
mod why;

pub use early::{EarlyJudgement, EarlyTiming, judge_early};
pub use gap::Gap;
pub use notice::{NoticeBy, NoticeJudgement, judge_notice, last_day_for_notice, notice_day_problem};
pub use practice::{DateSettings, Practice};
pub use schedule::{Term, TermEnd, terms};
pub use statutory::{CustomerNotice, LegalSource};
pub use why::{Dated, Why};

use crate::{
    calendar::{Day, month_end},
    contract::{ContractDetails, ContractFacts, PaymentTerm, Renewal},
};
use early::{early_end, early_notice_end};
use gap::gaps;
use notice::{nothing_renews, reached};
use rule::NoticeRule;
use schedule::{Schedule, Steps};
use serde::{Deserialize, Serialize};
use statutory::{customer_notice, free_since};

/// Where a contract stands on a day; derived from its details and facts, never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Not signed yet.
    Draft,
    /// Signed, and its first day is still to come.
    Signed,
    /// Running. A contract without a known first day runs from its signature.
    InForce,
    /// Running, and somebody did something that ends it: notice was given or received, or an end was
    /// agreed. A contract that merely runs to its written end is in force until then.
    Ending,
    /// Its last day has passed.
    Ended,
}

/// The dates that matter about a contract, as seen on a day.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct KeyDates {
    /// Where it stands.
    pub phase: Phase,
    /// The term of that day; the first before it begins, the last after the end. `None` where its first
    /// day is unknown or the contract ends before it begins.
    pub term: Option<Term>,
    /// The last day of the contract, where it is known.
    pub ends_on: Option<Dated>,
    /// The first day of the next term, where the contract goes on by itself: unless notice is given in
    /// time, or because a notice was late.
    pub renews_on: Option<Dated>,
    /// The last day on which notice prevents the next renewal; it may have passed. Where it had passed
    /// before the term began or the contract was signed, it is the next such day that can be met. `None`
    /// once an end is known, and for open-ended contracts, whose notice may come any day.
    pub notice_deadline: Option<Dated>,
    /// The last day to send a notice so that it is received by then, where it is known how it is sent.
    pub send_by: Option<Dated>,
    /// The day by which we want to have decided: the decision buffer before the last day for notice (or to send it), or
    /// before the end of a term that only a new signature prolongs.
    pub decision_deadline: Option<Dated>,
    /// When the contract may be left before its end, where it may.
    pub early: Option<EarlyEnd>,
    /// When the customer must be told of the renewal ahead, where the law asks for it.
    pub customer_notice: Option<CustomerNotice>,
    /// Since when the customer may leave on any day, because nobody told them of the last renewal.
    pub free_since: Option<Dated>,
    /// What is missing for a full answer, in the order of the enum.
    pub gaps: Vec<Gap>,
}

/// Leaving a contract before its end.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EarlyEnd {
    /// The first day for the notice that it takes.
    pub from: Dated,
    /// The last day of the contract if that notice is given on the day from which it is seen, or on the first day for it
    /// where that is still to come.
    pub ends_on: Dated,
}

impl KeyDates {
    /// The end that notice by its last day works for.
    pub fn notice_works_for(&self) -> Option<Day> {
        self.notice_deadline.as_ref()?.why.iter().rev().find_map(|why| match why {
            Why::LatestReceipt { last, .. } | Why::LatestNotice { last, .. } => Some(*last),
            _ => None,
        })
    }
}

/// The dates of a contract as seen on `day`: notices received later are not known yet; an agreed end is,
/// even if it is still to come.
pub fn dates(details: &ContractDetails, facts: &ContractFacts, practice: &Practice, day: Day) -> KeyDates {
    let schedule = Schedule::of(details, facts, day);
    let rule = NoticeRule::of(details, practice);
    let by_fact = end_by_fact(details, facts, practice, day);
    let ended_by_fact = by_fact.is_some();
    let ends_on = earliest(by_fact, written_end(details, &schedule, day));
    let end = ends_on.as_ref().map(|end| end.day);
    let times = schedule.times_at(end.map_or(day, |end| end.min(day)));
    let steps = schedule.steps();
    let undecided = end.is_none() && !is_noticed(facts, day);
    let notice_deadline =
        steps.filter(|_| undecided).and_then(|steps| notice_deadline(details, rule, steps, times, day));
    let send_by = notice_deadline.as_ref().and_then(|deadline| {
        let (day, steps) = rule.send_by(deadline.day)?;
        Some(Dated { day, why: deadline.why.iter().cloned().chain(steps).collect() })
    });
    let decide_before = match details.renewal {
        Renewal::Express => ends_on.as_ref().filter(|_| !ended_by_fact),
        Renewal::Tacit { .. } | Renewal::None => send_by.as_ref().or(notice_deadline.as_ref()),
    };
    let decision_deadline = decide_before.and_then(|before| decision_deadline(details, before));
    let free = steps.filter(|_| undecided).and_then(|steps| {
        let (day, why) = free_since(details, facts, practice, steps, day)?;
        Some(Dated { day, why: steps.why(times).into_iter().chain(why).collect() })
    });
    KeyDates {
        phase: phase(details, facts, day, end),
        term: schedule.term(times).and_then(|term| term.cut(end)),
        renews_on: steps.and_then(|steps| renews_on(steps, times, end)),
        early: early_end(details, practice, day, end),
        customer_notice: notice_deadline.as_ref().and_then(|last| customer_notice(details, facts, practice, last)),
        free_since: free,
        ends_on,
        notice_deadline,
        send_by,
        decision_deadline,
        gaps: gaps(details, &schedule, times),
    }
}

/// The last day of the contract as far as it is known on `day`: set by a notice or an agreed end, or the
/// end of a term after which nothing renews. `None` while a tacit renewal is still ahead, and for
/// open-ended and unknown terms: billing goes on until further notice.
pub fn known_end(details: &ContractDetails, facts: &ContractFacts, practice: &Practice, day: Day) -> Option<Day> {
    let written = written_end(details, &Schedule::of(details, facts, day), day);
    earliest(end_by_fact(details, facts, practice, day), written).map(|end| end.day)
}

/// The last day of the term that runs on a day, where it is known and whatever follows it.
pub fn last_day_of_term(details: &ContractDetails, facts: &ContractFacts, day: Day) -> Option<Day> {
    let schedule = Schedule::of(details, facts, day);
    let steps = schedule.steps()?;
    steps.last(steps.times_at(day))
}

/// The term that a day lies in, where its first day is known: the first before it begins, the last after the end.
pub fn term_on(details: &ContractDetails, facts: &ContractFacts, day: Day) -> Option<Term> {
    let schedule = Schedule::of(details, facts, day);
    schedule.term(schedule.times_at(day))
}

/// The number of the last term that is known on a day, where no term follows by itself.
pub(crate) fn last_known(details: &ContractDetails, facts: &ContractFacts, day: Day) -> Option<u32> {
    Schedule::of(details, facts, day).final_times()?.checked_add(1)
}

/// When an invoice is due: days after its date, then the end of that month where the contract says so
/// ("45 days end of month", C. com. L441-10). `None` beyond the calendar.
pub fn due_on(issued: Day, payment_term: PaymentTerm) -> Option<Day> {
    let day = issued.checked_add_days(chrono::Days::new(u64::from(payment_term.days)))?;
    Some(if payment_term.end_of_month { month_end(day) } else { day })
}

/// The end that somebody brought about: agreed, or by a notice received up to `day`.
fn end_by_fact(details: &ContractDetails, facts: &ContractFacts, practice: &Practice, day: Day) -> Option<Dated> {
    let agreed = facts.ended_on.map(|last| Dated { day: last, why: vec![Why::EndedOn { last }] });
    let early = facts.left_early.filter(|notice| notice.on <= day);
    let early = early.and_then(|notice| early_notice_end(details, facts, practice, notice));
    let noticed = notices(facts, day).filter_map(|notice| notice_end(details, facts, practice, notice));
    early.into_iter().chain(noticed).fold(agreed, |end, notice| earliest(end, Some(notice)))
}

/// The earlier of two ends; of equal ones the first, whose reasons then count.
fn earliest(one: Option<Dated>, other: Option<Dated>) -> Option<Dated> {
    one.into_iter().chain(other).min_by_key(|end| end.day)
}

#[derive(Clone, Copy)]
enum Notice {
    Given { on: Day },
    Received { on: Day },
}

/// Whether a notice of any kind was received up to a day.
fn is_noticed(facts: &ContractFacts, day: Day) -> bool {
    notices(facts, day).next().is_some() || facts.left_early.is_some_and(|notice| notice.on <= day)
}

/// The notices that prevent a renewal, or end a contract without a fixed end, received up to a day.
fn notices(facts: &ContractFacts, day: Day) -> impl Iterator<Item = Notice> + use<> {
    let given = facts.notice_given_on.filter(|on| *on <= day).map(|on| Notice::Given { on });
    let received = facts.notice_received_on.filter(|on| *on <= day).map(|on| Notice::Received { on });
    given.into_iter().chain(received)
}

fn notice_end(details: &ContractDetails, facts: &ContractFacts, practice: &Practice, notice: Notice) -> Option<Dated> {
    let (by, on) = match notice {
        Notice::Given { on } => (NoticeBy::Us, on),
        Notice::Received { on } => (NoticeBy::Customer, on),
    };
    let NoticeJudgement { in_time, works_for, mut why, .. } = judge_notice(details, facts, practice, by, on);
    why.push(match notice {
        Notice::Given { on } => Why::NoticeGiven { on, in_time, works_for },
        Notice::Received { on } => Why::NoticeReceived { on, in_time, works_for },
    });
    works_for.map(|day| Dated { day, why })
}

/// The end of the term that runs on `day`, if nothing renews it.
fn written_end(details: &ContractDetails, schedule: &Schedule<'_>, day: Day) -> Option<Dated> {
    let steps = schedule.steps()?;
    let times = steps.ends_after(steps.times_at(day));
    if steps.renews_after(times).is_some() {
        return None;
    }
    let mut why = steps.why(times);
    why.push(nothing_renews(details, steps));
    steps.last(times).map(|day| Dated { day, why })
}

fn renews_on(steps: &Steps<'_>, times: u32, end: Option<Day>) -> Option<Dated> {
    let last = steps.last(times)?;
    if end.is_some_and(|end| end <= last) {
        return None;
    }
    let first = last.succ_opt()?;
    let mut why = steps.why(times);
    match steps.renews_after(times) {
        Some(tacit) => why.push(Why::Renews { first, months: tacit.months.get() }),
        None => {
            steps.agreed_after(times)?;
            why.extend(steps.why_renewed(times + 1));
        }
    }
    Some(Dated { day: first, why })
}

fn notice_deadline(
    details: &ContractDetails,
    rule: NoticeRule<'_>,
    steps: &Steps<'_>,
    times: u32,
    day: Day,
) -> Option<Dated> {
    steps.renews_after(times)?;
    let last = steps.last(times)?;
    let deadline = rule.deadline(last)?;
    let mut why = steps.why(times);
    why.push(rule.named());
    why.extend(rule.steps(last));
    let out_of_reach = deadline < day
        && (steps.first(times).is_some_and(|first| deadline < first)
            || details.signed_on.is_some_and(|signed_on| deadline < signed_on));
    if !out_of_reach {
        return Some(Dated { day: deadline, why });
    }
    // The end that notice received on this very day would reach, and the last day for that end.
    let next_times = reached(rule, steps, day)?;
    steps.renews_after(next_times)?;
    let next_last = steps.last(next_times)?;
    let next = rule.deadline(next_last)?;
    why.push(Why::DeadlineOutOfReach { deadline });
    why.extend(steps.why_renewed(next_times));
    why.extend(rule.steps(next_last));
    Some(Dated { day: next, why })
}

fn decision_deadline(details: &ContractDetails, before: &Dated) -> Option<Dated> {
    let days = details.decision_buffer_days;
    let day = before.day.checked_sub_days(chrono::Days::new(u64::from(days)))?;
    let mut why = before.why.clone();
    if days > 0 {
        why.push(Why::BufferOf { days, before: before.day });
    }
    Some(Dated { day, why })
}

fn phase(details: &ContractDetails, facts: &ContractFacts, day: Day, end: Option<Day>) -> Phase {
    phase_of(details.signed_on, details.starts_on, facts, end, day)
}

/// Where a contract stands on `day`, from the few facts that decide it: what a list has at hand.
/// `end` is the last day as [`known_end`] says.
pub fn phase_of(
    signed_on: Option<Day>,
    starts_on: Option<Day>,
    facts: &ContractFacts,
    end: Option<Day>,
    day: Day,
) -> Phase {
    let signed = signed_on.is_some_and(|signed_on| signed_on <= day);
    if facts.ended_on.is_some_and(|last| last < day) {
        // A draft that was given up has ended, too.
        Phase::Ended
    } else if !signed {
        Phase::Draft
    } else if end.is_some_and(|end| end < day) {
        Phase::Ended
    } else if starts_on.is_some_and(|first| day < first) {
        Phase::Signed
    } else if facts.ended_on.is_some() || is_noticed(facts, day) {
        Phase::Ending
    } else {
        Phase::InForce
    }
}
