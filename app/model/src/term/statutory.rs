//! What the law makes a company tell its customer before a contract renews by itself, and what follows if it does not.
//!
//! The rules are data with the day from which they hold; they are no legal advice.

use super::{
    practice::Practice,
    rule::NoticeRule,
    schedule::Steps,
    why::{Dated, Why},
};
use crate::{
    calendar::{Day, sub_months},
    contract::{ContractDetails, ContractFacts},
    party::Regime,
};
use serde::{Deserialize, Serialize};

/// A rule of law, by the text it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LegalSource {
    /// Code de la consommation, L136-1, as of the act of 28 January 2005 (loi Chatel).
    ConsumerCode2005,
    /// Code de la consommation, L215-1 to L215-3, as of the ordinance of 14 March 2016.
    ConsumerCode2016,
}

/// When a customer must be told of a renewal: months before the last day on which it may be refused.
struct Duty {
    regime: Regime,
    /// The first day of renewals for which it holds.
    since: (i32, u32, u32),
    opens_months: u32,
    closes_months: u32,
    source: LegalSource,
}

/// The latest first.
const DUTIES: [Duty; 2] = [
    Duty {
        regime: Regime::FranceConsumer,
        since: (2016, 7, 1),
        opens_months: 3,
        closes_months: 1,
        source: LegalSource::ConsumerCode2016,
    },
    Duty {
        regime: Regime::FranceConsumer,
        since: (2005, 7, 28),
        opens_months: 3,
        closes_months: 1,
        source: LegalSource::ConsumerCode2005,
    },
];

/// When the customer must be told that they may refuse the next renewal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CustomerNotice {
    /// The first day on which telling them counts.
    pub opens: Dated,
    /// The last.
    pub closes: Dated,
    /// The day on which they were told, where it lies within.
    pub informed_on: Option<Day>,
}

/// The duty before the last day on which a renewal may be refused.
fn duty(regime: Regime, refused_until: Day) -> Option<(&'static Duty, Day, Day)> {
    let duty = DUTIES.iter().find(|duty| {
        let (year, month, day) = duty.since;
        duty.regime == regime && Day::from_ymd_opt(year, month, day).is_some_and(|since| since <= refused_until)
    })?;
    Some((duty, sub_months(refused_until, duty.opens_months)?, sub_months(refused_until, duty.closes_months)?))
}

/// The days between which the customer must be told, for the last day for notice.
pub(super) fn customer_notice(
    details: &ContractDetails,
    facts: &ContractFacts,
    practice: &Practice,
    deadline: &Dated,
) -> Option<CustomerNotice> {
    let (Duty { opens_months, closes_months, source, .. }, opens, closes) =
        duty(practice.regime_of(details.date_terms), deadline.day)?;
    let dated = |day, step| {
        let law = Why::CustomerIsTold { source: *source };
        Dated { day, why: deadline.why.iter().cloned().chain([law, step]).collect() }
    };
    let informed_on = facts.customer_informed_on.filter(|on| opens <= *on && *on <= closes);
    Some(CustomerNotice {
        opens: dated(opens, Why::ToldFrom { months: *opens_months, before: deadline.day, day: opens }),
        closes: dated(closes, Why::ToldUntil { months: *closes_months, before: deadline.day, day: closes }),
        informed_on,
    })
}

/// Since when the customer may leave on any day, because they were not told before the renewal that began the term of a
/// day; with the reasons.
pub(super) fn free_since(
    details: &ContractDetails,
    facts: &ContractFacts,
    practice: &Practice,
    steps: &Steps<'_>,
    day: Day,
) -> Option<(Day, Vec<Why>)> {
    let times = steps.times_at(day);
    let renewed_on = steps.first(times).filter(|_| times > 0)?;
    let deadline = NoticeRule::of(details, practice).deadline(steps.last(times.checked_sub(1)?)?)?;
    let (Duty { source, .. }, opens, closes) = duty(practice.regime_of(details.date_terms), deadline)?;
    let told = facts.customer_informed_on.is_some_and(|on| opens <= on && on <= closes);
    // Nobody could tell in time who signed later.
    let could = details.signed_on.is_none_or(|signed_on| signed_on <= closes);
    if told || !could || day < renewed_on {
        return None;
    }
    let why =
        vec![Why::CustomerIsTold { source: *source }, Why::NotTold { opens, closes }, Why::FreeSince { renewed_on }];
    Some((renewed_on, why))
}
