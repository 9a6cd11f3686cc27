//! Service visits: what a contract promises of them, when each has to be made, and what became of it.
//!
//! - A [promise](VisitPromise) says how many visits a year there are, where, and what they are worth. [`windows`] lays
//!   them out over the term, contract year by contract year from the contract's first day. A window is known by its
//!   promise, the year and its number in it ([`VisitKey`]), so that laying out again makes nothing twice.
//! - Of a [visit](Visit) only facts are kept; [`Visit::state`] follows from them and the day.
//! - What was done beyond the promise, or is paid by the visit, is [proposed](VisitProposal) for billing; a person decides.

mod close;
mod form;
mod layout;
mod signature;
mod tell;
#[cfg(test)]
mod tests;

pub use close::{ANSWERS, CloseForm, Closing, FINDINGS_MOST, MINUTES_MOST, REPORT_MOST, TIME_MOST, TimeOfDay, time_of};
pub use form::{PROMISE_FIELDS, PromiseForm};
pub use layout::{VisitChange, Window, revise, windows};
pub use signature::{HEIGHT, PenSignature, WIDTH};
pub use tell::told_by_mail;

use crate::{
    calendar::{Day, Period},
    id::*,
    key_date::{KeyDate, KeyDateKind},
    money::{Currency, Money},
    price_line::{PriceLine, Recurrence},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The most visits of one promise in a year: one a week.
pub const PER_YEAR_MOST: u32 = 52;
/// The most lines of a checklist.
pub const CHECKLIST_MOST: usize = 40;
/// So many days before its window closes, a visit that nobody planned is to be looked after.
pub const NEAR_DAYS: u64 = 14;

/// When in a year the visits of a promise are made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitRhythm {
    /// The contract year is cut into as many windows of the same length.
    Spread {
        /// Visits a year, 1 to [`PER_YEAR_MOST`].
        per_year: u32,
    },
    /// One visit in each of these months, whole calendar months.
    Months {
        /// 1 to 12, each once, in order.
        months: Vec<u32>,
    },
}

impl VisitRhythm {
    /// Visits a year.
    pub fn per_year(&self) -> u32 {
        match self {
            Self::Spread { per_year } => *per_year,
            Self::Months { months } => u32::try_from(months.len()).unwrap_or(u32::MAX),
        }
    }
}

/// How a promised visit is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Charge {
    /// Its price is part of the contract's.
    Included,
    /// Each visit is billed once it is done.
    Billable {
        /// Major units of the contract's currency, above zero.
        price: Decimal,
    },
}

/// What a contract promises of visits, for one place: what a person edits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitPromise {
    /// What is done there, in a few words.
    pub description: String,
    /// The place; `None` where the contract has but one or names none.
    pub site: Option<SiteId>,
    /// The price line that pays for it, where one does.
    pub line: Option<PriceLineId>,
    /// How often, and when.
    pub rhythm: VisitRhythm,
    /// Windows that begin before this day are not promised; `None` for all from the contract's first day.
    pub starts_on: Option<Day>,
    /// Windows that begin after this day are not promised, and one that it lies in ends with it.
    pub ends_on: Option<Day>,
    /// How long a visit takes, in minutes.
    pub minutes: u32,
    /// How it is paid.
    pub charge: Charge,
    /// Price of a visit beyond those promised, major units.
    pub extra_price: Option<Decimal>,
    /// Price of an hour beyond `minutes`, major units; a part of an hour counts in proportion.
    pub hourly_price: Option<Decimal>,
    /// What a technician must be able to do.
    pub skills: Vec<String>,
    /// What is checked at each visit, line by line.
    pub checklist: Vec<String>,
}

/// A promise with its identity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownPromise {
    /// Its identity.
    pub id: VisitPromiseId,
    /// The contract.
    pub contract: ContractId,
    /// What it says.
    pub terms: VisitPromise,
    /// Version, for comparing at a save.
    pub version: i32,
}

/// Which of the promised visits it is; with the promise it is unique.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct VisitKey {
    /// The contract year, from 1.
    pub year: u32,
    /// The number in that year, from 1.
    pub number: u32,
}

/// When somebody will be there, and who.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The day.
    pub on: Day,
    /// The time of day, in minutes since midnight, if one was agreed.
    pub at: Option<u16>,
    /// Who goes.
    pub technician: Option<PersonId>,
}

/// How a line of a checklist was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// In order.
    InOrder,
    /// Not in order.
    Faulty,
    /// It does not apply there.
    NotApplicable,
}

/// A line of a checklist with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// The line as it stood then.
    pub line: String,
    /// The answer.
    pub answer: Answer,
}

/// What a technician reports of a visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitReport {
    /// The day.
    pub on: Day,
    /// How long it took, in minutes.
    pub minutes: u32,
    /// What was done.
    pub report: String,
    /// What was noticed and should be seen to.
    pub findings: String,
    /// The checklist.
    pub checklist: Vec<Checked>,
    /// Who signed for the customer.
    pub customer_name: String,
    /// Their signature.
    pub signature: Option<PenSignature>,
}

/// What is proposed to be billed for a visit that was done, and how the amount comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitProposal {
    /// For the visit itself, where it is not part of the contract's price.
    pub visit: Option<Money>,
    /// Minutes beyond those that were agreed, where an hour has a price.
    pub extra_minutes: u32,
    /// For those minutes.
    pub time: Option<Money>,
    /// Both together, above zero.
    pub amount: Money,
}

/// What a person decided about a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// It is billed by a one-off price line.
    Accepted {
        /// The line.
        line: PriceLineId,
        /// When it was decided.
        on: Day,
    },
    /// It is not billed.
    Refused {
        /// Why.
        reason: String,
        /// When it was decided.
        on: Day,
    },
}

/// A visit: what is known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Its identity.
    pub id: VisitId,
    /// The contract.
    pub contract: ContractId,
    /// The place.
    pub site: Option<SiteId>,
    /// The promise it keeps, or by whose prices an extra visit is billed.
    pub promise: Option<VisitPromiseId>,
    /// Which promised visit; `None` for an extra one.
    pub key: Option<VisitKey>,
    /// What is done, in a few words.
    pub description: String,
    /// From which day to which it has to be made.
    pub window: Period,
    /// When it will be made.
    pub plan: Option<Plan>,
    /// When the customer was told of the plan.
    pub announced_on: Option<Day>,
    /// That it was made.
    pub done: Option<VisitReport>,
    /// When it was called off, and why.
    pub cancelled: Option<(Day, String)>,
    /// What is proposed to be billed.
    pub proposal: Option<VisitProposal>,
    /// What was decided about that.
    pub decision: Option<Decision>,
    /// Version, for comparing at a save.
    pub version: i32,
}

/// Where a visit stands on a day; derived, never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitState {
    /// Its window is still to come, and nobody has planned it yet.
    Ahead,
    /// Its window is open and nobody has planned it.
    ToPlan,
    /// It has a day that is today or still to come.
    Planned,
    /// Its day has passed, its window has not, and nobody has reported on it.
    Unreported,
    /// Its window and its day have passed, and it was not made.
    Missed,
    /// It was made.
    Done,
    /// It was called off.
    Cancelled,
}

impl VisitState {
    /// All states.
    pub const ALL: [Self; 7] =
        [Self::Ahead, Self::ToPlan, Self::Planned, Self::Unreported, Self::Missed, Self::Done, Self::Cancelled];

    /// Stable text for documents.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ahead => "ahead",
            Self::ToPlan => "to_plan",
            Self::Planned => "planned",
            Self::Unreported => "unreported",
            Self::Missed => "missed",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
        }
    }
}

/// The days of a visit: what decides where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VisitDays {
    /// From which day to which it has to be made.
    pub window: Period,
    /// When it will be made.
    pub planned_on: Option<Day>,
    /// When it was made.
    pub done_on: Option<Day>,
    /// When it was called off.
    pub cancelled_on: Option<Day>,
}

impl VisitDays {
    /// Where it stands on a day.
    pub fn state(self, day: Day) -> VisitState {
        let Self { window, planned_on, done_on, cancelled_on } = self;
        if done_on.is_some() {
            VisitState::Done
        } else if cancelled_on.is_some() {
            VisitState::Cancelled
        } else if planned_on.is_some_and(|on| on >= day) {
            VisitState::Planned
        } else if window.last < day {
            VisitState::Missed
        } else if planned_on.is_some() {
            VisitState::Unreported
        } else if window.first > day {
            VisitState::Ahead
        } else {
            VisitState::ToPlan
        }
    }

    /// The day that matters about it: when it was made, else when it will be, else when it must be at the latest.
    pub fn due_on(self) -> Day {
        self.done_on.or(self.planned_on).unwrap_or(self.window.last)
    }
}

impl Visit {
    /// The days that decide where it stands.
    pub fn days(&self) -> VisitDays {
        VisitDays {
            window: self.window,
            planned_on: self.plan.map(|plan| plan.on),
            done_on: self.done.as_ref().map(|done| done.on),
            cancelled_on: self.cancelled.as_ref().map(|(on, _)| *on),
        }
    }

    /// Where it stands on a day.
    pub fn state(&self, day: Day) -> VisitState {
        self.days().state(day)
    }

    /// Whether nothing happened to it yet that a person did, so that it may follow the terms.
    pub const fn is_untouched(&self) -> bool {
        self.plan.is_none() && self.announced_on.is_none() && self.is_open()
    }

    /// Whether it was neither made nor called off.
    pub const fn is_open(&self) -> bool {
        self.done.is_none() && self.cancelled.is_none()
    }

    /// Whether its report may be taken back: as long as nothing of it is billed.
    pub const fn may_take_report_back(&self) -> bool {
        self.done.is_some() && !matches!(self.decision, Some(Decision::Accepted { .. }))
    }

    /// Whether somebody has to decide about billing it.
    pub const fn waits_for_decision(&self) -> bool {
        self.proposal.is_some() && self.decision.is_none()
    }

    /// When somebody has to be there, for whoever keeps a calendar; nothing where it was called off. Money hangs on it as
    /// far as the visit is `worth` something. It is called by what is done, where, and at what time of the day.
    pub fn key_date(&self, worth: Option<Money>, site: Option<&str>) -> Option<KeyDate> {
        let at = self.plan.and_then(|plan| plan.at).map(time_of);
        let called = [Some(self.description.as_str()), site, at.as_deref()];
        self.cancelled.is_none().then(|| KeyDate {
            kind: KeyDateKind::Visit,
            subject: self.id.0,
            day: self.due_on(),
            amount: worth,
            label: called.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            owner: self.plan.and_then(|plan| plan.technician),
            done: self.done.is_some(),
        })
    }

    /// The day that matters about it: when it was made, else when it will be, else when it must be at the latest.
    pub fn due_on(&self) -> Day {
        self.days().due_on()
    }
}

/// What is to be billed for a visit that was done, by the prices of its promise; nothing where it is part of the
/// contract's price and took no longer than agreed, or where nobody wrote down a price.
pub fn proposal(promise: &VisitPromise, extra: bool, minutes: u32, currency: Currency) -> Option<VisitProposal> {
    let price = match (extra, promise.charge) {
        (true, _) => price_beyond(promise),
        (false, Charge::Billable { price }) => Some(price),
        (false, Charge::Included) => None,
    };
    let round = |major: Decimal| Money::round(major, currency).ok().filter(|money| money.minor > 0);
    let visit = price.and_then(round);
    let beyond = minutes.saturating_sub(promise.minutes);
    let time = promise.hourly_price.filter(|_| beyond > 0).and_then(|hourly| {
        let minutes = hourly.checked_mul(Decimal::from(beyond))?;
        round(minutes.checked_div(Decimal::from(60))?)
    });
    let parts = [visit, time].into_iter().flatten();
    let minor = parts.fold(0_i64, |sum, part| sum.saturating_add(part.minor));
    let amount = Money::new(minor, currency);
    let extra_minutes = if time.is_some() { beyond } else { 0 };
    (minor > 0).then_some(VisitProposal { visit, extra_minutes, time, amount })
}

/// What a visit beyond those promised is worth: its own price, or that of a visit; `None` where nobody wrote one down.
pub fn worth_beyond(promise: &VisitPromise, currency: Currency) -> Option<Money> {
    Money::round(price_beyond(promise)?, currency).ok().filter(|money| money.minor > 0)
}

fn price_beyond(promise: &VisitPromise) -> Option<Decimal> {
    promise.extra_price.or(match promise.charge {
        Charge::Billable { price } => Some(price),
        Charge::Included => None,
    })
}

/// What a promised visit is worth: its price, or its part of a year of the price line that pays for it, before discounts
/// and increases. `None` where nobody wrote that down.
pub fn worth(promise: &VisitPromise, lines: &[PriceLine], currency: Currency) -> Option<Money> {
    let major = match promise.charge {
        Charge::Billable { price } => price,
        Charge::Included => {
            let line = lines.iter().find(|line| Some(line.id) == promise.line)?;
            let Recurrence::Every { months, .. } = line.recurrence else { return None };
            let year = line.quantity.checked_mul(line.unit_price)?.checked_mul(Decimal::from(12))?;
            let visits = Decimal::from(months).checked_mul(Decimal::from(promise.rhythm.per_year()))?;
            year.checked_div(visits)?
        }
    };
    Money::round(major, currency).ok().filter(|money| money.minor > 0)
}
