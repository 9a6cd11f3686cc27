//! What a contract would have to say for all its dates to be known.

use super::schedule::Schedule;
use crate::contract::{ContractDetails, Renewal, TermLength};
use serde::{Deserialize, Serialize};

/// Something that dates depend on and that the contract does not say, or says in a way that cannot be
/// used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gap {
    /// No first day.
    Start,
    /// No length of the first term, or a length of no months.
    Length,
    /// The last day lies before the first.
    EndBeforeStart,
    /// It renews by itself, for terms of no months.
    RenewedLength,
    /// Notice ends it or prevents its renewal, and no notice period is stated.
    Notice,
    /// The end of the current term lies beyond the calendar.
    BeyondCalendar,
}

/// What is missing, in the order of the enum, for the term after so many renewals.
pub(super) fn gaps(details: &ContractDetails, schedule: &Schedule<'_>, times: u32) -> Vec<Gap> {
    let tacit_months = match details.renewal {
        Renewal::Tacit { months, .. } => Some(months),
        Renewal::None | Renewal::Express => None,
    };
    let has_term = matches!(details.term, TermLength::Months { .. } | TermLength::Until { .. });
    let notice_matters = details.term == TermLength::OpenEnded || (has_term && tacit_months.is_some());
    let end_before_start = match (details.term, details.starts_on) {
        (TermLength::Until { last_day }, Some(first)) => last_day < first,
        _ => false,
    };
    let beyond = schedule.steps().is_some_and(|steps| steps.last(times).is_none());
    [
        (Gap::Start, details.starts_on.is_none()),
        (Gap::Length, matches!(details.term, TermLength::Unknown | TermLength::Months { months: 0 })),
        (Gap::EndBeforeStart, end_before_start),
        (Gap::RenewedLength, has_term && tacit_months == Some(0)),
        (Gap::Notice, notice_matters && details.notice.is_none()),
        (Gap::BeyondCalendar, beyond),
    ]
    .into_iter()
    .filter_map(|(gap, missing)| missing.then_some(gap))
    .collect()
}
