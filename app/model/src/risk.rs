//! The risk of a contract: what people wrote into its register, how it adds up to a score with its reasons, and how often
//! the contract is to be reviewed because of it.
//!
//! A risk is rated as risk matrices are: how likely it is and how bad it would be, each from 1 to 5, multiplied. The score of
//! a contract is its gravest risk, and points for what the product knows by itself: few facts, each of which has cost
//! companies money by experience, none of which alone makes a contract a high risk.
//!
//! A contract is looked at from the day on which somebody wrote down its first risk or reviewed it: thousands of small
//! contracts that nobody ever rated need no yearly meeting each.

mod form;
pub mod review;

pub use form::RiskForm;

use crate::{calendar::Day, id::PersonId};
use serde::{Deserialize, Serialize};

/// The most that likelihood and impact may be.
pub const MOST: u32 = 5;
/// The most characters of what a risk is called.
pub const TITLE_MOST: u32 = 200;
/// The most characters of a measure, a reason or a note.
pub const WORDS_MOST: u32 = 2_000;

/// What a risk may lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RiskKind {
    /// A dispute, a liability, an infringement of law.
    Legal,
    /// We, or the customer, do not do what was promised.
    Performance,
    /// Money is lost or does not come.
    Financial,
}

impl RiskKind {
    /// All kinds, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Legal, Self::Performance, Self::Financial];

    /// Stable text for storage and forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Legal => "legal",
            Self::Performance => "performance",
            Self::Financial => "financial",
        }
    }
}

/// Where a risk stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RiskState {
    /// Something is to be done about it.
    Open,
    /// The measure was taken: what is left of the risk is half of it.
    Mitigated,
    /// It is lived with, as it is.
    Accepted,
    /// It cannot happen any more.
    Closed,
}

impl RiskState {
    /// The states into which a risk can be put, with a reason.
    pub const SETTLED: [Self; 3] = [Self::Mitigated, Self::Accepted, Self::Closed];

    /// Stable text for storage and forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Mitigated => "mitigated",
            Self::Accepted => "accepted",
            Self::Closed => "closed",
        }
    }

    /// The state with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Open, Self::Mitigated, Self::Accepted, Self::Closed].into_iter().find(|state| state.code() == code)
    }
}

/// Everything about a risk that a person edits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Risk {
    /// What might happen, in a few words.
    pub title: String,
    /// What it may lead to.
    pub kind: RiskKind,
    /// How likely it is, 1 to 5.
    pub likelihood: u32,
    /// How bad it would be, 1 to 5.
    pub impact: u32,
    /// What is done about it.
    pub measure: String,
    /// Who sees to the measure; the contract's owner where nobody is named.
    pub owner: Option<PersonId>,
    /// By which day the measure is to be taken.
    pub due: Option<Day>,
}

/// A risk as it is judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The risk.
    pub risk: Risk,
    /// Where it stands.
    pub state: RiskState,
}

/// How grave a risk is: likelihood times impact, half of it (rounded up) once the measure was taken, nothing once it is closed.
pub const fn weight(risk: &Risk, state: RiskState) -> u32 {
    let whole = risk.likelihood * risk.impact;
    match state {
        RiskState::Open | RiskState::Accepted => whole,
        RiskState::Mitigated => whole.div_ceil(2),
        RiskState::Closed => 0,
    }
}

/// From which weight on a risk is grave: the red corner of a five by five matrix begins there.
const GRAVE: u32 = 12;
/// From which score on the class is medium, and high.
const MEDIUM: u32 = 8;
const HIGH: u32 = 15;
/// Points of each grave risk beside the gravest.
const ANOTHER: u32 = 3;
/// Points where the measure against an open risk is late.
const LATE_MEASURE: u32 = 3;
/// Points of each promise of ours that is overdue, and of each visit that was missed, and the most of each.
const EACH: u32 = 2;
const EACH_MOST: u32 = 6;
/// Points where the customer is behind with payments.
const BEHIND: u32 = 4;
/// Points where the contract has no end, so that only notice ends a mistake in it.
const ENDLESS: u32 = 2;

/// What the product knows of a contract that its risk follows from, besides the register.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Facts {
    /// Promises of ours that are overdue.
    pub overdue_obligations: u32,
    /// Visits that were missed.
    pub missed_visits: u32,
    /// Whether invoices are overdue: there is an open finding of that kind.
    pub payments_overdue: bool,
    /// Whether it runs without an end.
    pub endless: bool,
    /// The band of its worth ([`crate::key_date::band`]); each of the two highest counts.
    pub band: i16,
}

/// One step of the reasoning behind a score.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScoreStep {
    /// The gravest risk of the register.
    Gravest {
        /// What might happen.
        title: String,
        /// How likely it is.
        likelihood: u32,
        /// How bad it would be.
        impact: u32,
        /// Whether the measure was taken, so that half counts.
        mitigated: bool,
        /// Points.
        points: u32,
    },
    /// Further risks that are grave.
    FurtherGrave {
        /// How many.
        count: u32,
        /// Points.
        points: u32,
    },
    /// Measures that are late.
    LateMeasures {
        /// How many.
        count: u32,
        /// Points, once.
        points: u32,
    },
    /// Promises of ours that are overdue.
    OverdueObligations {
        /// How many.
        count: u32,
        /// Points, up to the most.
        points: u32,
    },
    /// Visits that were missed.
    MissedVisits {
        /// How many.
        count: u32,
        /// Points, up to the most.
        points: u32,
    },
    /// The customer is behind with payments.
    PaymentsOverdue {
        /// Points.
        points: u32,
    },
    /// The contract runs without an end.
    Endless {
        /// Points.
        points: u32,
    },
    /// Much hangs on the contract.
    Worth {
        /// The least amount of its band, in whole units of its currency.
        least: i64,
        /// Points.
        points: u32,
    },
}

impl ScoreStep {
    /// What the step adds.
    pub const fn points(&self) -> u32 {
        match self {
            Self::Gravest { points, .. }
            | Self::FurtherGrave { points, .. }
            | Self::LateMeasures { points, .. }
            | Self::OverdueObligations { points, .. }
            | Self::MissedVisits { points, .. }
            | Self::PaymentsOverdue { points }
            | Self::Endless { points }
            | Self::Worth { points, .. } => *points,
        }
    }
}

/// How much attention a contract needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RiskClass {
    /// Reviewed once a year.
    #[default]
    Low,
    /// Reviewed every half-year.
    Medium,
    /// Reviewed every quarter.
    High,
}

impl RiskClass {
    /// All classes, the gravest first.
    pub const ALL: [Self; 3] = [Self::High, Self::Medium, Self::Low];

    /// Stable text for storage and filters.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    /// The class of a score.
    pub const fn of(score: u32) -> Self {
        if score >= HIGH {
            Self::High
        } else if score >= MEDIUM {
            Self::Medium
        } else {
            Self::Low
        }
    }

    /// Months from one review to the next.
    pub const fn review_months(self) -> u32 {
        match self {
            Self::Low => 12,
            Self::Medium => 6,
            Self::High => 3,
        }
    }
}

/// A score with its reasons.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// All points together.
    pub points: u32,
    /// How much attention they call for.
    pub class: RiskClass,
    /// Where the points come from, in the order of the reasoning; empty where there is none.
    pub steps: Vec<ScoreStep>,
}

/// The score of a contract on a day.
pub fn score(register: &[Judged], facts: &Facts, day: Day) -> Score {
    let Facts { overdue_obligations, missed_visits, payments_overdue, endless, band } = *facts;
    let mut steps = Vec::new();
    let weights = register.iter().map(|judged| (weight(&judged.risk, judged.state), judged));
    let gravest = weights.clone().enumerate().max_by_key(|(place, (points, _))| (*points, std::cmp::Reverse(*place)));
    if let Some((place, (points, Judged { risk, state }))) = gravest.filter(|(_, (points, _))| *points > 0) {
        steps.push(ScoreStep::Gravest {
            title: risk.title.clone(),
            likelihood: risk.likelihood,
            impact: risk.impact,
            mitigated: *state == RiskState::Mitigated,
            points,
        });
        let others = weights.enumerate().filter(|(other, (points, _))| *other != place && *points >= GRAVE);
        let count = u32::try_from(others.count()).unwrap_or(u32::MAX);
        steps.push(ScoreStep::FurtherGrave { count, points: count.saturating_mul(ANOTHER) });
    }
    let late = |judged: &&Judged| judged.state == RiskState::Open && judged.risk.due.is_some_and(|due| due < day);
    let count = u32::try_from(register.iter().filter(late).count()).unwrap_or(u32::MAX);
    steps.push(ScoreStep::LateMeasures { count, points: if count > 0 { LATE_MEASURE } else { 0 } });
    let each = |count: u32| count.saturating_mul(EACH).min(EACH_MOST);
    steps.push(ScoreStep::OverdueObligations { count: overdue_obligations, points: each(overdue_obligations) });
    steps.push(ScoreStep::MissedVisits { count: missed_visits, points: each(missed_visits) });
    steps.push(ScoreStep::PaymentsOverdue { points: if payments_overdue { BEHIND } else { 0 } });
    steps.push(ScoreStep::Endless { points: if endless { ENDLESS } else { 0 } });
    let bands = crate::key_date::BANDS;
    let reached = usize::try_from(band).unwrap_or_default().min(bands.len() - 1);
    let above = reached.saturating_sub(bands.len() - 3);
    let least = bands.get(reached).copied().unwrap_or_default();
    steps.push(ScoreStep::Worth { least, points: u32::try_from(above).unwrap_or_default() * 2 });
    steps.retain(|step| step.points() > 0);
    let points = steps.iter().fold(0_u32, |sum, step| sum.saturating_add(step.points()));
    Score { points, class: RiskClass::of(points), steps }
}

#[cfg(test)]
mod tests;
