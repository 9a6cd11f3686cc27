//! Key dates: the days that contracts imply and somebody must not miss, all of one shape, so that the calendar, its feeds,
//! reminders and the home page read one list.
//!
//! Each feature that knows such days says them: the terms of a contract here, in [`of_contract`]; obligations, visits and
//! reviews beside their own rules.

use crate::{
    calendar::Day,
    contract::{ContractDetails, ContractFacts},
    id::{ContractId, CustomerId, PersonId, TeamId},
    money::Money,
    renewal::RenewalDecision,
    term::{self, Phase, Practice},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What happens, or has to happen, on a key date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyDateKind {
    /// By this day we want to have decided about a renewal.
    DecisionDeadline,
    /// The last day on which notice prevents a renewal.
    NoticeDeadline,
    /// A new term begins by itself.
    Renewal,
    /// The contract's last day.
    End,
    /// Something that one side owes is due.
    Obligation,
    /// A milestone is planned.
    Milestone,
    /// A deliverable is to be handed over.
    Deliverable,
    /// A service visit is planned, or its window closes.
    Visit,
    /// The contract is to be reviewed.
    Review,
}

impl KeyDateKind {
    /// All kinds, in the order in which a day lists them.
    pub const ALL: [Self; 9] = [
        Self::DecisionDeadline,
        Self::NoticeDeadline,
        Self::Renewal,
        Self::End,
        Self::Obligation,
        Self::Milestone,
        Self::Deliverable,
        Self::Visit,
        Self::Review,
    ];

    /// The kinds that follow from the terms of a contract: what [`of_contract`] says.
    pub const OF_TERMS: [Self; 4] = [Self::DecisionDeadline, Self::NoticeDeadline, Self::Renewal, Self::End];
}

/// A day that somebody must not miss.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct KeyDate {
    /// What happens.
    pub kind: KeyDateKind,
    /// What it is about: an occurrence of an obligation, a visit, a review; the contract itself for the days of its terms.
    /// Together with kind and day it is unique.
    pub subject: Uuid,
    /// When.
    pub day: Day,
    /// The money that hangs on it, before tax.
    pub amount: Option<Money>,
    /// What it is about in the words of whoever wrote it down; empty for the days of a contract's terms.
    pub label: String,
    /// Who has to see to it; `None` for the owner of the contract.
    pub owner: Option<PersonId>,
    /// Whether what it asks for was done.
    pub done: bool,
}

/// The most renewals ahead that are looked at, so that no terms, however odd, take long: ten years of monthly terms.
const TERMS_MOST: usize = 120;

/// The key dates of a contract's terms up to and including a day, as they are known on `day`, in the order of their days: of
/// the term that runs, with its beginning if it renewed, and of those that follow as long as it renews by itself. A contract
/// that is not signed has none.
///
/// Money hangs on them: on the end of the contract what it is `worth`, and on whatever is about a renewal what the `next` term
/// is worth, on the terms of today. What passed before the term that runs has been seen to, or is past help.
pub fn of_contract(
    contract: Uuid,
    (details, facts, practice): (&ContractDetails, &ContractFacts, &Practice),
    (worth, next): (Option<Money>, Option<Money>),
    day: Day,
    until: Day,
) -> Vec<KeyDate> {
    let now = term::dates(details, facts, practice, day);
    if now.phase == Phase::Draft {
        return Vec::new();
    }
    let current = now.term.map_or(0, |term| term.number);
    let end = term::known_end(details, facts, practice, until);
    let following = term::terms(details, facts, end, until).filter(|term| term.number > current).take(TERMS_MOST);
    let seen = following.map(|term| term::dates(details, facts, practice, term.first.max(day)));
    let renewed = now.term.filter(|term| term.number > 1).map(|term| KeyDate {
        kind: KeyDateKind::Renewal,
        subject: contract,
        day: term.first,
        amount: next,
        label: String::new(),
        owner: None,
        done: true,
    });
    let mut found: Vec<KeyDate> = renewed.into_iter().collect();
    for dates in std::iter::once(now).chain(seen) {
        let deadline = dates.notice_deadline.as_ref();
        let decided = facts.decided(deadline.or(dates.ends_on.as_ref()).map(|dated| dated.day));
        let settled = decided.is_some_and(RenewalDecision::settles_notice);
        for (kind, dated, done) in [
            (KeyDateKind::DecisionDeadline, dates.decision_deadline, decided.is_some()),
            (KeyDateKind::NoticeDeadline, dates.notice_deadline, settled),
            (KeyDateKind::Renewal, dates.renews_on, false),
            (KeyDateKind::End, dates.ends_on, false),
        ] {
            let Some(day) = dated.map(|dated| dated.day).filter(|day| *day <= until) else { continue };
            found.push(KeyDate {
                kind,
                subject: contract,
                day,
                amount: if kind == KeyDateKind::End { worth } else { next },
                label: String::new(),
                owner: None,
                done,
            });
        }
    }
    found.sort_by_key(|date| (date.day, date.kind));
    found.dedup_by_key(|date| (date.day, date.kind));
    found
}

/// The least amounts, in whole units of their currency, from which calendars can be filtered.
pub const BANDS: [i64; 6] = [0, 1_000, 10_000, 50_000, 100_000, 250_000];

/// The largest of [`BANDS`] that an amount reaches, by its place; 0 for no amount and for amounts below zero.
pub fn band(amount: Option<Money>) -> i16 {
    let Some(amount) = amount else { return 0 };
    let unit = 10_i64.saturating_pow(amount.currency.decimals());
    let reached = (0..).zip(BANDS).filter(|(_, least)| amount.minor >= least.saturating_mul(unit));
    reached.last().map_or(0, |(place, _)| place)
}

/// Which key dates are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Only these kinds; all if empty.
    pub kinds: Vec<KeyDateKind>,
    /// Only what this person has to see to.
    pub owner: Option<PersonId>,
    /// What these have to see to, too: those for whom `owner` stands in.
    pub standing_in: Vec<PersonId>,
    /// Only what somebody of this team has to see to.
    pub team: Option<TeamId>,
    /// Only this customer.
    pub customer: Option<CustomerId>,
    /// Only this contract.
    pub contract: Option<ContractId>,
    /// Only amounts that reach this one of [`BANDS`], by its place.
    pub band: i16,
    /// Only what is not done.
    pub open: bool,
}

impl Filter {
    /// Whether it asks for no person, team, customer or contract, so that sums by day can answer.
    pub const fn knows_nobody(&self) -> bool {
        let Self { kinds: _, owner, standing_in: _, team, customer, contract, band: _, open: _ } = self;
        owner.is_none() && team.is_none() && customer.is_none() && contract.is_none()
    }
}

/// How warm a day is drawn, 0 to 4: nothing, then by quarters of the warmest.
pub fn heat(at_stake: i64, warmest: i64) -> u8 {
    if at_stake <= 0 || warmest <= 0 {
        return 0;
    }
    let quarters = (i128::from(at_stake) * 4).div_euclid(i128::from(warmest)) + 1;
    u8::try_from(quarters.clamp(1, 4)).unwrap_or(4)
}

impl KeyDateKind {
    /// Whether letting the day pass can lose the right to act: what stands under seal when it is near.
    pub const fn is_last_day(self) -> bool {
        matches!(self, Self::NoticeDeadline | Self::DecisionDeadline)
    }

    /// Whether somebody has to do something for it, so that it is still to be done when the day has passed.
    pub const fn is_to_do(self) -> bool {
        !matches!(self, Self::Renewal | Self::End)
    }

    /// Whether it can still be done once its day has passed: what notice would have prevented happens, whatever is done.
    pub const fn can_be_late(self) -> bool {
        self.is_to_do() && !matches!(self, Self::NoticeDeadline)
    }

    /// The page where what a key date asks for is done, as a path of ours: that of its subject, or, where nothing is known
    /// of that any more, the page of its contract that lists such things.
    pub fn leads_to(self, contract: &str, subject: Option<Uuid>) -> String {
        match (self, subject) {
            (Self::Visit, Some(visit)) => format!("/visits/{visit}"),
            (Self::Visit, None) => format!("/contracts/{contract}/visits"),
            (Self::Obligation | Self::Milestone | Self::Deliverable, Some(occurrence)) => {
                format!("/obligations/{occurrence}")
            }
            (Self::Obligation | Self::Milestone | Self::Deliverable, None) => {
                format!("/contracts/{contract}/obligations")
            }
            (Self::DecisionDeadline | Self::NoticeDeadline | Self::Renewal, _) => {
                format!("/contracts/{contract}/renewal")
            }
            (Self::Review, _) => format!("/contracts/{contract}/review"),
            (Self::End, _) => format!("/contracts/{contract}"),
        }
    }

    /// Its name in addresses and files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::DecisionDeadline => "decision_deadline",
            Self::NoticeDeadline => "notice_deadline",
            Self::Renewal => "renewal",
            Self::End => "end",
            Self::Obligation => "obligation",
            Self::Milestone => "milestone",
            Self::Deliverable => "deliverable",
            Self::Visit => "visit",
            Self::Review => "review",
        }
    }

    /// The kind with a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

#[cfg(test)]
mod tests;
