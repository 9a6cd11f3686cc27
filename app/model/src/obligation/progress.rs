//! What happened to an occurrence, and where it stands for that.

use super::ObligationKind;
use crate::calendar::Day;
use chrono::Days;
use serde::{Deserialize, Serialize};

/// A part of an obligation, or all of it, that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fulfilment {
    /// The day it was done.
    pub on: Day,
    /// How much of the whole it is, in per cent, 1 to 100.
    pub percent: u8,
    /// What proves it.
    pub note: String,
}

/// One time that a deliverable was handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// The day it was handed over.
    pub on: Day,
    /// What was handed over.
    pub what: String,
    /// What came of it, once the other side has answered.
    pub answer: Option<Verdict>,
}

/// What the other side said of what was handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It accepts.
    Accepted {
        /// The day.
        on: Day,
        /// Who accepted, by name.
        by: String,
    },
    /// It refuses.
    Refused {
        /// The day.
        on: Day,
        /// Why.
        reason: String,
    },
}

impl Verdict {
    /// The day of the answer.
    pub const fn on(&self) -> Day {
        match self {
            Self::Accepted { on, .. } | Self::Refused { on, .. } => *on,
        }
    }
}

/// That an occurrence need not be fulfilled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// The day it was said.
    pub on: Day,
    /// Why.
    pub reason: String,
}

/// The facts of an occurrence, in the order in which they happened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// What was done of a duty.
    pub done: Vec<Fulfilment>,
    /// How often a deliverable was handed over.
    pub rounds: Vec<Round>,
    /// Whether it was waived.
    pub waived: Option<Waiver>,
}

/// Where an occurrence stands by its facts alone, whatever the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nothing was done, or what was handed over was refused.
    Open,
    /// A part was done.
    Partly,
    /// It was handed over, and the other side has not answered.
    HandedOver,
    /// It was done, or accepted.
    Fulfilled,
    /// It need not be done.
    Waived,
}

impl Standing {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Open, Self::Partly, Self::HandedOver, Self::Fulfilled, Self::Waived];

    /// Stable text for storage.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Partly => "partly",
            Self::HandedOver => "handed_over",
            Self::Fulfilled => "fulfilled",
            Self::Waived => "waived",
        }
    }

    /// Whether nothing is left to be done.
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Fulfilled | Self::Waived)
    }
}

/// Where an occurrence stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Its day is still to come.
    Pending,
    /// Its day has come, and the days of grace are not over.
    Due,
    /// The days of grace are over, and something is still to be done.
    Overdue,
    /// A part was done, and the rest is still in time.
    Partly,
    /// It was handed over and waits for an answer.
    HandedOver,
    /// It was done, or accepted.
    Fulfilled,
    /// It need not be done.
    Waived,
    /// The contract ended before its day.
    Lapsed,
}

impl State {
    /// All states, what needs somebody first.
    pub const ALL: [Self; 8] = [
        Self::Overdue,
        Self::Due,
        Self::HandedOver,
        Self::Partly,
        Self::Pending,
        Self::Fulfilled,
        Self::Waived,
        Self::Lapsed,
    ];

    /// Stable text for filters.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Due => "due",
            Self::Overdue => "overdue",
            Self::Partly => "partly",
            Self::HandedOver => "handed_over",
            Self::Fulfilled => "fulfilled",
            Self::Waived => "waived",
            Self::Lapsed => "lapsed",
        }
    }

    /// The state with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// The first day on which an occurrence is late.
pub fn late_from(due: Day, grace_days: u32) -> Day {
    due.checked_add_days(Days::new(u64::from(grace_days) + 1)).unwrap_or(Day::MAX)
}

/// Where an occurrence stands on a day. `lapsed` says that the contract ended before its due day.
pub fn state(standing: Standing, due: Day, late_from: Day, lapsed: bool, day: Day) -> State {
    match standing {
        Standing::Fulfilled => State::Fulfilled,
        Standing::Waived => State::Waived,
        Standing::Open | Standing::Partly | Standing::HandedOver if lapsed => State::Lapsed,
        Standing::HandedOver => State::HandedOver,
        Standing::Open | Standing::Partly if late_from <= day => State::Overdue,
        Standing::Partly => State::Partly,
        Standing::Open if due <= day => State::Due,
        Standing::Open => State::Pending,
    }
}

/// Why a step is not possible; which field is wrong is for the caller to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepProblem {
    /// What happened so far does not allow it.
    WrongState,
    /// The day lies before another that it must not precede.
    Before(Day),
    /// The day lies after another that it must not follow.
    After(Day),
    /// The share is none, or more than is left, which is this many per cent.
    Share(u8),
}

impl Progress {
    /// Whether anything has happened.
    pub const fn is_empty(&self) -> bool {
        self.done.is_empty() && self.rounds.is_empty() && self.waived.is_none()
    }

    /// How much was done, in per cent.
    pub fn percent(&self) -> u8 {
        if self.accepted().is_some() {
            return 100;
        }
        self.done.iter().fold(0_u8, |sum, part| sum.saturating_add(part.percent)).min(100)
    }

    /// The day and the name of the acceptance, if there is one.
    pub fn accepted(&self) -> Option<(Day, &str)> {
        self.rounds.iter().find_map(|round| match &round.answer {
            Some(Verdict::Accepted { on, by }) => Some((*on, by.as_str())),
            _ => None,
        })
    }

    /// Where it stands by itself.
    pub fn standing(&self) -> Standing {
        if self.percent() >= 100 {
            Standing::Fulfilled
        } else if self.waived.is_some() {
            Standing::Waived
        } else if self.rounds.last().is_some_and(|round| round.answer.is_none()) {
            Standing::HandedOver
        } else if self.percent() > 0 {
            Standing::Partly
        } else {
            Standing::Open
        }
    }

    /// The day on which all of it was done: of what is accepted the day it was handed over.
    pub fn fulfilled_on(&self) -> Option<Day> {
        let handed_over = self.rounds.iter().find(|round| matches!(round.answer, Some(Verdict::Accepted { .. })));
        let done = || self.done.iter().map(|part| part.on).max().filter(|_| self.percent() >= 100);
        handed_over.map(|round| round.on).or_else(done)
    }

    /// Whether the first thing handed over was accepted; `None` while it was not judged.
    pub fn accepted_at_first(&self) -> Option<bool> {
        let answer = self.rounds.first()?.answer.as_ref()?;
        Some(matches!(answer, Verdict::Accepted { .. }))
    }

    /// Notes what was done of a duty.
    ///
    /// # Errors
    /// Where nothing is left to be done, for a day to come, or for more than is left.
    pub fn fulfil(&mut self, kind: ObligationKind, part: Fulfilment, day: Day) -> Result<(), StepProblem> {
        if kind.is_accepted() || self.standing().is_settled() {
            return Err(StepProblem::WrongState);
        }
        not_after(part.on, day)?;
        let left = 100 - self.percent();
        if part.percent == 0 || part.percent > left {
            return Err(StepProblem::Share(left));
        }
        self.done.push(part);
        Ok(())
    }

    /// Notes that a deliverable was handed over.
    ///
    /// # Errors
    /// Where it is accepted, waived or waits for an answer, or for a day that cannot be.
    pub fn hand_over(&mut self, kind: ObligationKind, on: Day, what: String, day: Day) -> Result<(), StepProblem> {
        let standing = self.standing();
        if !kind.is_accepted() || standing.is_settled() || standing == Standing::HandedOver {
            return Err(StepProblem::WrongState);
        }
        not_after(on, day)?;
        if let Some(answered) = self.rounds.last().and_then(|round| round.answer.as_ref()) {
            not_before(on, answered.on())?;
        }
        self.rounds.push(Round { on, what, answer: None });
        Ok(())
    }

    /// Notes what the other side said.
    ///
    /// # Errors
    /// Where nothing waits for an answer, or for a day that cannot be.
    pub fn answer(&mut self, answer: Verdict, day: Day) -> Result<(), StepProblem> {
        if self.standing() != Standing::HandedOver {
            return Err(StepProblem::WrongState);
        }
        let round = self.rounds.last_mut().ok_or(StepProblem::WrongState)?;
        not_after(answer.on(), day)?;
        not_before(answer.on(), round.on)?;
        round.answer = Some(answer);
        Ok(())
    }

    /// Notes that it need not be done.
    ///
    /// # Errors
    /// Where it is done or waived.
    pub fn waive(&mut self, waiver: Waiver) -> Result<(), StepProblem> {
        if self.standing().is_settled() {
            return Err(StepProblem::WrongState);
        }
        self.waived = Some(waiver);
        Ok(())
    }

    /// Takes the last step back.
    ///
    /// # Errors
    /// Where nothing has happened.
    pub fn take_back(&mut self) -> Result<(), StepProblem> {
        if self.waived.take().is_some() {
            return Ok(());
        }
        if let Some(round) = self.rounds.last_mut() {
            if round.answer.take().is_none() {
                self.rounds.pop();
            }
            return Ok(());
        }
        self.done.pop().map(|_last| ()).ok_or(StepProblem::WrongState)
    }
}

fn not_after(on: Day, day: Day) -> Result<(), StepProblem> {
    if on > day { Err(StepProblem::After(day)) } else { Ok(()) }
}

fn not_before(on: Day, day: Day) -> Result<(), StepProblem> {
    if on < day { Err(StepProblem::Before(day)) } else { Ok(()) }
}
