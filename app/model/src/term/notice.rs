//! Notice: until when it is in time, and which end a given notice works for.

use super::{
    early,
    practice::Practice,
    rule::NoticeRule,
    schedule::{Schedule, Steps},
    statutory::free_since,
    why::Why,
};
use crate::{
    calendar::{Day, Length, month_end, sub_months},
    contract::{ContractDetails, ContractFacts, Renewal},
    refusal::Problem,
};
use serde::{Deserialize, Serialize};

/// Rolling moves a deadline by no more than a year, so an end lies no more than these many terms from where counting
/// alone puts it.
const NEAR_TERMS: u32 = 16;

/// Which side gives notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeBy {
    /// Our company.
    Us,
    /// The customer, whom the law may protect.
    Customer,
}

/// What a notice received on a day achieves.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NoticeJudgement {
    /// Whether the contract ends no later than it could at best: with the term in which the notice was
    /// received, or, if it is open-ended or may be left freely, when the notice has run.
    pub in_time: bool,
    /// The last day on which notice would have been in time for that term; `None` where there is none:
    /// nothing renews, the contract is open-ended, or its term is unknown.
    pub deadline: Option<Day>,
    /// The last day of the contract; `None` where it cannot be known or the contract had ended before.
    pub works_for: Option<Day>,
    /// The steps of the judgement.
    pub why: Vec<Why>,
}

impl NoticeJudgement {
    fn nothing(why: Vec<Why>) -> Self {
        Self { in_time: false, deadline: None, works_for: None, why }
    }
}

/// The last day on which notice of calendar days, weeks or months is in time: the latest day whose notice is complete
/// by the term's last day. `None` where that day lies before the calendar.
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

/// Judges a notice by the term in which it was received, as if every term before it had renewed. Where the contract
/// lets the day of sending count, that is the day.
///
/// A late notice works for the next possible end. Whatever else is known to end the contract earlier (an
/// earlier notice, an agreed end) still does.
pub fn judge_notice(
    details: &ContractDetails,
    facts: &ContractFacts,
    practice: &Practice,
    by: NoticeBy,
    received: Day,
) -> NoticeJudgement {
    let mut judgement = judge_alone(details, facts, practice, by, received);
    let earlier_end = received.pred_opt().and_then(|before| end_of_notices(details, facts, practice, before));
    let left_early = facts.left_early.filter(|notice| notice.on <= received);
    let left_early = left_early.and_then(|notice| early::alone(details, practice, notice.on));
    let other_end = earlier_end.into_iter().chain(left_early.map(|(last, _)| last)).chain(facts.ended_on).min();
    match other_end {
        Some(last) if last < received => NoticeJudgement::nothing(vec![Why::AlreadyEnded { last }]),
        Some(last) if judgement.works_for.is_none_or(|works_for| last < works_for) => {
            judgement.works_for = Some(last);
            judgement.why.push(Why::EndsEarlier { last });
            judgement
        }
        _ => judgement,
    }
}

/// The earliest end that the notices received up to a day bring about, each as if nothing else had happened.
pub(super) fn end_of_notices(
    details: &ContractDetails,
    facts: &ContractFacts,
    practice: &Practice,
    until: Day,
) -> Option<Day> {
    let notices = [(NoticeBy::Us, facts.notice_given_on), (NoticeBy::Customer, facts.notice_received_on)];
    let received = notices.into_iter().filter_map(|(by, on)| on.filter(|on| *on <= until).map(|on| (by, on)));
    received.filter_map(|(by, on)| judge_alone(details, facts, practice, by, on).works_for).min()
}

/// The judgement as if nothing else had happened.
fn judge_alone(
    details: &ContractDetails,
    facts: &ContractFacts,
    practice: &Practice,
    by: NoticeBy,
    received: Day,
) -> NoticeJudgement {
    let rule = NoticeRule::of(details, practice);
    match Schedule::of(details, facts, received) {
        Schedule::Stepped(steps) => {
            let judgement = judge_term(details, rule, &steps, received);
            let free =
                (by == NoticeBy::Customer).then(|| free_since(details, facts, practice, &steps, received)).flatten();
            match free {
                Some((_, why)) if judgement.works_for.is_some_and(|last| received < last) => NoticeJudgement {
                    in_time: true,
                    deadline: judgement.deadline,
                    works_for: Some(received),
                    why: steps.why(steps.times_at(received)).into_iter().chain(why).collect(),
                },
                _ => judgement,
            }
        }
        Schedule::Open { .. } => {
            let end = rule.is_stated().then(|| rule.end_of(received)).flatten();
            let mut why = vec![Why::OpenEnded, rule.named()];
            let works_for = end.map(|(last, steps)| {
                why.extend(steps);
                last
            });
            NoticeJudgement { in_time: true, deadline: None, works_for, why }
        }
        Schedule::Unknown { .. } => NoticeJudgement::nothing(vec![Why::TermUnknown]),
    }
}

fn judge_term(details: &ContractDetails, rule: NoticeRule<'_>, steps: &Steps<'_>, received: Day) -> NoticeJudgement {
    let times = steps.ends_after(steps.times_at(received));
    let Some(last) = steps.last(times) else { return NoticeJudgement::nothing(steps.why(times)) };
    let mut why = steps.why(times);
    if steps.renews_after(times).is_none() {
        why.push(nothing_renews(details, steps));
        if last < received {
            why.push(Why::AlreadyEnded { last });
            return NoticeJudgement::nothing(why);
        }
        return NoticeJudgement { in_time: true, deadline: None, works_for: Some(last), why };
    }
    let deadline = rule.deadline(last);
    let in_time = deadline.is_some_and(|deadline| received <= deadline);
    why.push(rule.named());
    why.extend(rule.steps(last));
    if in_time {
        return NoticeJudgement { in_time, deadline, works_for: Some(last), why };
    }
    let end = reached(rule, steps, received).and_then(|times| steps.last(times).map(|last| (times, last)));
    if let Some((end_times, end)) = end {
        why.extend(steps.why_renewed(end_times));
        if steps.renews_after(end_times).is_none() {
            why.push(nothing_renews(details, steps));
        }
        why.push(Why::NextPossibleEnd { deadline, missed: last, last: end });
    }
    NoticeJudgement { in_time, deadline, works_for: end.map(|(_, last)| last), why }
}

/// The term whose end notice of a day reaches, by the renewals before it: the first that the notice is in time for, or
/// the last of all.
pub(super) fn reached(rule: NoticeRule<'_>, steps: &Steps<'_>, received: Day) -> Option<u32> {
    let in_time =
        |times| steps.last(times).and_then(|last| rule.deadline(last)).is_some_and(|deadline| received <= deadline);
    let least = steps.times_at(received);
    // Notice that is never complete within the calendar still cannot outlive the last renewal.
    let counted = rule.complete_on(received).map(|complete_on| steps.times_at(complete_on)).or(steps.final_times())?;
    let counted = counted.max(least);
    // Where the last day rolls, it may be one term sooner or later than counting says.
    let sooner = (least.max(counted.saturating_sub(NEAR_TERMS))..counted).find(|times| in_time(*times));
    let later = || {
        (counted..=counted.saturating_add(NEAR_TERMS))
            .find(|times| in_time(*times) || steps.renews_after(*times).is_none())
    };
    Some(sooner.or_else(later).unwrap_or(counted))
}

/// Why nothing follows the term, where nothing does.
pub(super) fn nothing_renews(details: &ContractDetails, steps: &Steps<'_>) -> Why {
    match (steps.tacit.and_then(|tacit| tacit.maximum), details.renewal) {
        (Some(maximum), _) => Why::MaximumReached { maximum },
        (None, Renewal::Express) => Why::OnlyIfSignedAgain,
        (None, _) => Why::NothingFollows,
    }
}
