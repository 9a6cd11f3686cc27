//! Notice: until when it is in time, and which end a given notice works for.

use super::{
    schedule::{Schedule, Steps, clamped},
    why::Why,
};
use crate::{
    calendar::{Day, Length, add, month_end, sub_months},
    contract::{ContractDetails, ContractFacts, Renewal},
    refusal::Problem,
};
use serde::{Deserialize, Serialize};

/// What a notice received on a day achieves.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NoticeJudgement {
    /// Whether the contract ends no later than it could at best: with the term in which the notice was
    /// received, or, if it is open-ended, when the notice has run.
    pub in_time: bool,
    /// The last day on which notice would have been in time for that term; `None` where there is none:
    /// nothing renews, the contract is open-ended, or its term is unknown.
    pub deadline: Option<Day>,
    /// The last day of the contract; `None` where it cannot be known or the contract had ended before.
    pub works_for: Option<Day>,
    /// The steps of the judgement.
    pub why: Vec<Why>,
}

/// The last day on which notice is in time: the latest day whose notice is complete by the term's last
/// day. `None` where that day lies before the calendar.
///
/// The day of receipt is not counted, and a period of months ends on the same date of its last month, or
/// on that month's last day (EU Regulation 1182/71, article 3).
pub fn last_day_for_notice(term_last: Day, notice: Length) -> Option<Day> {
    match notice {
        Length::Days(count) => term_last.checked_sub_days(chrono::Days::new(u64::from(count))),
        Length::Weeks(count) => term_last.checked_sub_days(chrono::Days::new(u64::from(count) * 7)),
        Length::Months(count) => {
            let day = sub_months(term_last, count)?;
            // Every later day of that month is clamped to the same month's end.
            Some(if term_last == month_end(term_last) { month_end(day) } else { day })
        }
    }
}

/// What is wrong with a day of receipt that is to be recorded today: it lies before the contract or after
/// today.
pub fn notice_day_problem(details: &ContractDetails, received: Day, today: Day) -> Option<Problem> {
    let first = details.signed_on.max(details.starts_on).filter(|first| received < *first);
    let future = (received > today).then_some(Problem::After { day: today });
    future.or(first.map(|day| Problem::Before { day }))
}

/// Judges a notice by the term in which it was received, as if every term before it had renewed.
///
/// A late notice works for the next possible end. Whatever else is known to end the contract earlier (an
/// earlier notice, an agreed end) still does.
pub fn judge_notice(details: &ContractDetails, facts: &ContractFacts, received: Day) -> NoticeJudgement {
    let mut judgement = judge_alone(details, received);
    let earlier_notices =
        [facts.notice_given_on, facts.notice_received_on].into_iter().flatten().filter(|on| *on < received);
    let other_end = earlier_notices.filter_map(|on| judge_alone(details, on).works_for).chain(facts.ended_on).min();
    match other_end {
        Some(last) if last < received => {
            NoticeJudgement { in_time: false, deadline: None, works_for: None, why: vec![Why::AlreadyEnded { last }] }
        }
        Some(last) if judgement.works_for.is_none_or(|works_for| last < works_for) => {
            judgement.works_for = Some(last);
            judgement.why.push(Why::EndsEarlier { last });
            judgement
        }
        _ => judgement,
    }
}

/// The judgement from the details alone, as if nothing else had happened.
fn judge_alone(details: &ContractDetails, received: Day) -> NoticeJudgement {
    match Schedule::of(details) {
        Schedule::Stepped(steps) => judge_term(details, &steps, received),
        Schedule::Open { .. } => {
            let works_for = details.notice.and_then(|notice| add(received, notice));
            let mut why = vec![Why::OpenEnded, notice_step(details)];
            if let Some(last) = works_for {
                why.push(Why::NoticeRuns { received, last });
                why.extend(month_step(details, received, last));
            }
            NoticeJudgement { in_time: true, deadline: None, works_for, why }
        }
        Schedule::Unknown { .. } => {
            NoticeJudgement { in_time: false, deadline: None, works_for: None, why: vec![Why::TermUnknown] }
        }
    }
}

fn judge_term(details: &ContractDetails, steps: &Steps, received: Day) -> NoticeJudgement {
    let times = steps.times_at(received);
    let Some(last) = steps.last(times) else {
        return NoticeJudgement { in_time: false, deadline: None, works_for: None, why: steps.why(times) };
    };
    let mut why = steps.why(times);
    if steps.renews_after(times).is_none() {
        why.push(nothing_renews(details, steps));
        if last < received {
            why.push(Why::AlreadyEnded { last });
            return NoticeJudgement { in_time: false, deadline: None, works_for: None, why };
        }
        return NoticeJudgement { in_time: true, deadline: None, works_for: Some(last), why };
    }
    let notice = effective_notice(details);
    let deadline = last_day_for_notice(last, notice);
    let complete_on = add(received, notice);
    let in_time = complete_on.is_some_and(|complete_on| complete_on <= last);
    why.push(notice_step(details));
    why.extend(deadline.into_iter().flat_map(|deadline| receipt_steps(details, deadline, last)));
    if in_time {
        return NoticeJudgement { in_time, deadline, works_for: Some(last), why };
    }
    // Notice that is never complete within the calendar still cannot outlive the last renewal.
    let end_times = complete_on.map(|complete_on| steps.times_at(complete_on)).or(steps.final_times());
    let end = end_times.and_then(|times| steps.last(times).map(|last| (times, last)));
    if let Some((end_times, end)) = end {
        why.extend(steps.why_renewed(end_times));
        if steps.renews_after(end_times).is_none() {
            why.push(nothing_renews(details, steps));
        }
        why.push(Why::NextPossibleEnd { deadline, missed: last, last: end });
    }
    NoticeJudgement { in_time, deadline, works_for: end.map(|(_, last)| last), why }
}

/// The notice that counts for a term: where none is stated, until the last day.
pub(super) fn effective_notice(details: &ContractDetails) -> Length {
    details.notice.unwrap_or(Length::Days(0))
}

/// The step that names the notice period, or its absence.
pub(super) fn notice_step(details: &ContractDetails) -> Why {
    details.notice.map_or(Why::NoNoticeStated, |length| Why::NoticeOf { length })
}

/// The steps from a term's last day to the last day for notice.
pub(super) fn receipt_steps(details: &ContractDetails, deadline: Day, last: Day) -> impl Iterator<Item = Why> + use<> {
    let complete_on = add(deadline, effective_notice(details)).unwrap_or(last);
    let clamp = month_step(details, deadline, complete_on);
    std::iter::once(Why::LatestReceipt { deadline, complete_on, last }).chain(clamp)
}

/// Why nothing follows the term, where nothing does.
pub(super) fn nothing_renews(details: &ContractDetails, steps: &Steps) -> Why {
    match (steps.tacit.and_then(|tacit| tacit.maximum), details.renewal) {
        (Some(maximum), _) => Why::MaximumReached { maximum },
        (None, Renewal::Express) => Why::OnlyIfSignedAgain,
        (None, _) => Why::NothingFollows,
    }
}

fn month_step(details: &ContractDetails, from: Day, to: Day) -> Option<Why> {
    matches!(details.notice, Some(Length::Months(_))).then(|| clamped(from, to)).flatten()
}
