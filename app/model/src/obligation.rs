//! Obligations: what either side of a contract has promised to do, and by when.
//!
//! An [`Obligation`] is what a person writes down; its [`Schedule`] says when it falls due, and [`plan`] makes an
//! occurrence for each of these days. An occurrence keeps facts alone ([`Progress`]); where it stands on a day follows from
//! them by [`state`], and how well promises are kept by [`Rates`].
//!
//! A deliverable is handed over and accepted or refused, perhaps several times. A milestone is a deliverable that may
//! release the billing of a one-off price line: see [`Gate`].

mod check;
mod form;
mod gate;
mod plan;
mod progress;
mod rates;
mod recurrence;

pub use check::{AMOUNT_MOST, GRACE_MOST, TEXT_MOST, TITLE_MOST, check};
pub use form::{ObligationForm, WORKING_DAYS};
pub use gate::Gate;
pub use plan::{OccurrencePlan, Planned, Span, plan, span};
pub use progress::{Fulfilment, Progress, Round, Standing, State, StepProblem, Verdict, Waiver, late_from, state};
pub use rates::{Counted, Rate, Rates};
pub use recurrence::{Cadence, Ending, MOST_DAYS, MOST_EVERY, MonthDay, RecurrenceRule};

use crate::{calendar::Day, id::*, money::Money};
use serde::{Deserialize, Serialize};

/// The kinds of obligation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObligationKind {
    /// Something to be done.
    Duty,
    /// Something to be handed over and accepted.
    Deliverable,
    /// A step of the work whose acceptance may release a payment.
    Milestone,
}

impl ObligationKind {
    /// All kinds, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Duty, Self::Deliverable, Self::Milestone];

    /// Whether it is handed over and accepted, rather than merely done.
    pub const fn is_accepted(self) -> bool {
        matches!(self, Self::Deliverable | Self::Milestone)
    }

    /// Stable text for storage and filters.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Duty => "duty",
            Self::Deliverable => "deliverable",
            Self::Milestone => "milestone",
        }
    }
}

/// Who has promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// We have.
    Ours,
    /// The customer has.
    Customer,
}

impl Side {
    /// Both, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::Ours, Self::Customer];

    /// Stable text for storage and filters.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Customer => "customer",
        }
    }
}

/// When an obligation falls due.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Schedule {
    /// On one day.
    Once {
        /// The day.
        on: Day,
    },
    /// Again and again.
    Recurring {
        /// The day from which the steps of the rule are counted; nothing falls due before it.
        first: Day,
        /// When.
        rule: RecurrenceRule,
    },
}

impl Schedule {
    /// The days on which it falls due up to a day, in order.
    pub fn days(&self, until: Day) -> Vec<Day> {
        match self {
            Self::Once { on } => (*on <= until).then_some(*on).into_iter().collect(),
            Self::Recurring { first, rule } => rule.days(*first, until),
        }
    }

    /// The day from which it counts.
    pub const fn first(&self) -> Day {
        match self {
            Self::Once { on } => *on,
            Self::Recurring { first, .. } => *first,
        }
    }

    /// The rule, where it recurs.
    pub const fn rule(&self) -> Option<&RecurrenceRule> {
        match self {
            Self::Once { .. } => None,
            Self::Recurring { rule, .. } => Some(rule),
        }
    }
}

/// Everything about an obligation that a person edits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obligation {
    /// What is promised, in a few words.
    pub title: String,
    /// Its kind.
    pub kind: ObligationKind,
    /// Who has promised.
    pub side: Side,
    /// When it falls due.
    pub schedule: Schedule,
    /// Days after the due day on which it still counts as in time.
    pub grace_days: u32,
    /// The person of ours who sees to it; the contract's owner where nobody is named.
    pub owner: Option<PersonId>,
    /// Where the contract says so.
    pub clause: Option<String>,
    /// The price line it belongs to; for a milestone the one whose billing its acceptance releases.
    pub line: Option<PriceLineId>,
    /// What is at stake each time it is not kept.
    pub amount: Option<Money>,
    /// Whether fulfilling it needs a word of evidence.
    pub evidence: bool,
    /// Whatever else should be known.
    pub notes: String,
}

#[cfg(test)]
mod tests;
