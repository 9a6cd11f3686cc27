//! A finding's life: found, claimed, recovered, or waived with a reason; closed when it no longer holds.

use crate::{
    calendar::Day,
    id::PersonId,
    leakage::{FindingKind, SettledBy},
    money::{Currency, Money},
    refusal::{FieldProblem, Problem, Refusal},
};
use serde::{Deserialize, Serialize};

/// Where a finding stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingState {
    /// It holds, and nobody acted on it.
    Found,
    /// Somebody went after the money.
    Claimed {
        /// The day.
        on: Day,
        /// Who.
        by: PersonId,
    },
    /// All of the money came in.
    Recovered {
        /// The day the last of it came in.
        on: Day,
        /// Who says so.
        by: PersonId,
        /// How much came in; `None` where no money was at stake.
        amount: Option<Money>,
    },
    /// Given up.
    Waived {
        /// The day.
        on: Day,
        /// Who.
        by: PersonId,
        /// Why, in their words.
        reason: String,
    },
    /// It no longer holds; nobody had to decide.
    Closed {
        /// The day it was noticed.
        on: Day,
        /// Why.
        why: CloseReason,
        /// Who had given it up before it was billed or paid after all; it comes back to that where it is not any more.
        #[serde(default)]
        given_up: Option<Renounced>,
        /// Who was after the money; the claim goes on where it leaks again.
        #[serde(default)]
        claimed: Option<Pursued>,
        /// What settled it, where that is known.
        #[serde(default)]
        by: Option<SettledBy>,
    },
}

/// That somebody went after the money of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pursued {
    /// The day.
    pub on: Day,
    /// Who.
    pub by: PersonId,
}

/// That somebody gave a finding up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renounced {
    /// The day.
    pub on: Day,
    /// Who.
    pub by: PersonId,
    /// Why, in their words.
    pub reason: String,
}

/// Why a finding no longer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CloseReason {
    /// The promise it was about was billed as the terms say (or the excess was credited).
    Billed,
    /// The invoice was paid or credited.
    Paid,
    /// The ledger row was given up with a reason.
    RowWaived,
    /// The terms changed, so that the promise no longer exists in that form.
    TermsChanged,
    /// Notice was given or received, or the renewal was decided.
    Decided,
    /// The day it warned of has passed.
    DatePassed,
    /// What was lacking was filled in, or the figures agree now.
    Corrected,
    /// The contract ended.
    Ended,
    /// The invoice is no longer matched to the contract, or no longer exists.
    InvoiceGone,
    /// Another finding covers the same money.
    Superseded {
        /// The kind that covers it.
        by: FindingKind,
    },
    /// It was found no more; nothing more precise is known.
    NoLongerHolds,
}

/// Why a step was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum FindingRefusal {
    /// The finding is claimed already.
    #[error("already claimed")]
    AlreadyClaimed,
    /// The finding is recovered already.
    #[error("already recovered")]
    AlreadyRecovered,
    /// The finding is waived already.
    #[error("already waived")]
    AlreadyWaived,
    /// The finding no longer holds.
    #[error("closed")]
    AlreadyClosed,
    /// The finding is open, so it cannot be reopened.
    #[error("already open")]
    AlreadyOpen,
    /// Only what was claimed can be recovered.
    #[error("not claimed yet")]
    NotClaimed,
    /// A finding is waived, and a claim withdrawn, with a reason only.
    #[error("a reason is missing")]
    ReasonMissing,
    /// The amount that came in must be stated.
    #[error("an amount is needed")]
    AmountMissing,
    /// What came in is above zero.
    #[error("an amount above zero is needed")]
    AmountNotPositive,
    /// More cannot come in than is at stake: what is more is for something else.
    #[error("no more than {0} is at stake")]
    MoreThanAtStake(Money),
    /// The amount that came in is in another currency than the finding.
    #[error("the finding is in {0}")]
    OtherCurrency(Currency),
}

impl From<FindingRefusal> for Refusal {
    fn from(refusal: FindingRefusal) -> Self {
        match refusal {
            FindingRefusal::ReasonMissing => Self::Fields(vec![FieldProblem::new("reason", Problem::Missing)]),
            FindingRefusal::AmountMissing => Self::Fields(vec![FieldProblem::new("amount", Problem::Missing)]),
            FindingRefusal::OtherCurrency(currency) => {
                Self::Fields(vec![FieldProblem::new("amount", Problem::NotAnAmount { currency })])
            }
            FindingRefusal::AmountNotPositive => Self::Fields(vec![FieldProblem::new("amount", Problem::NotPositive)]),
            FindingRefusal::MoreThanAtStake(open) => Self::MoreThanOpen { open },
            FindingRefusal::AlreadyClaimed
            | FindingRefusal::AlreadyRecovered
            | FindingRefusal::AlreadyWaived
            | FindingRefusal::AlreadyClosed
            | FindingRefusal::AlreadyOpen
            | FindingRefusal::NotClaimed => Self::WrongState,
        }
    }
}

impl FindingState {
    /// The codes of all states, in the order of a finding's life.
    pub const CODES: [&'static str; 5] = ["found", "claimed", "recovered", "waived", "closed"];

    /// What filters call the findings that count as detected, whatever became of them; see [`Self::is_detected`].
    pub const DETECTED: &'static str = "detected";

    /// Stable text for storage and filters.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Claimed { .. } => "claimed",
            Self::Recovered { .. } => "recovered",
            Self::Waived { .. } => "waived",
            Self::Closed { .. } => "closed",
        }
    }

    /// Whether money is still at stake: found or claimed.
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Found | Self::Claimed { .. })
    }

    /// Whether it counts as detected leakage, given whether it was ever claimed and what came in of it. What closed by
    /// itself was no loss (an invoice arrived that had been sent long before, say) unless its money was given up in the
    /// ledger, came in, or was billed or paid after somebody had gone after it.
    pub fn is_detected(&self, claimed: bool, came_in: Option<Money>) -> bool {
        let came_in = came_in.is_some_and(|came_in| came_in.minor > 0);
        match self {
            Self::Closed { why: CloseReason::RowWaived, .. } => true,
            Self::Closed { why: CloseReason::Billed | CloseReason::Paid, .. } => claimed || came_in,
            Self::Closed { .. } => came_in,
            Self::Found | Self::Claimed { .. } | Self::Recovered { .. } | Self::Waived { .. } => true,
        }
    }

    /// The day from which its money counts as claimed, given the day `before`: a claim that was withdrawn, or a finding that
    /// was taken up again, is claimed no longer but for what came in of it.
    pub fn claimed_on(&self, before: Option<Day>, came_in: Option<Money>) -> Option<Day> {
        match self {
            Self::Found => before.filter(|_| came_in.is_some_and(|came_in| came_in.minor > 0)),
            Self::Claimed { on, .. } => Some(*on),
            Self::Recovered { .. } | Self::Waived { .. } | Self::Closed { .. } => before,
        }
    }

    /// Goes after the money.
    pub fn claim(&self, by: PersonId, on: Day) -> Result<Self, FindingRefusal> {
        match self {
            Self::Found => Ok(Self::Claimed { on, by }),
            Self::Claimed { .. } => Err(FindingRefusal::AlreadyClaimed),
            Self::Recovered { .. } => Err(FindingRefusal::AlreadyRecovered),
            Self::Waived { .. } => Err(FindingRefusal::AlreadyWaived),
            Self::Closed { .. } => Err(FindingRefusal::AlreadyClosed),
        }
    }

    /// Who has a finding once somebody went after it: who had it, else whoever did.
    pub fn owner_of_claim(owner: Option<PersonId>, by: PersonId) -> Option<PersonId> {
        owner.or(Some(by))
    }

    /// Who has a finding that was just found: who answers for the contract if they may work on findings, else who stands
    /// in for them if they may, else whom the organisation named for that, else nobody.
    pub fn owner_of_found(
        owner: Option<PersonId>,
        deputy: Option<PersonId>,
        otherwise: Option<PersonId>,
        may: impl Fn(PersonId) -> bool,
    ) -> Option<PersonId> {
        [owner, deputy, otherwise].into_iter().flatten().find(|person| may(*person))
    }

    /// Goes after the money no longer, for a reason in words: it is found, as it was before. What came in of it stays.
    pub fn withdraw(&self, reason: &str) -> Result<Self, FindingRefusal> {
        match self {
            Self::Claimed { .. } if reason.trim().is_empty() => Err(FindingRefusal::ReasonMissing),
            Self::Claimed { .. } => Ok(Self::Found),
            Self::Found => Err(FindingRefusal::NotClaimed),
            Self::Recovered { .. } => Err(FindingRefusal::AlreadyRecovered),
            Self::Waived { .. } => Err(FindingRefusal::AlreadyWaived),
            Self::Closed { .. } => Err(FindingRefusal::AlreadyClosed),
        }
    }

    /// Records that money of a claimed finding came in. `at_stake` is what is still open of it and `before` what
    /// came in earlier; where there is an amount, `amount` says how much of it came in. While a part is lacking the
    /// finding stays claimed; what will not come is waived, with a reason. `on` is the day the last of it came in.
    pub fn recover(
        &self,
        at_stake: Option<Money>,
        before: Option<Money>,
        amount: Option<Money>,
        by: PersonId,
        on: Day,
    ) -> Result<Self, FindingRefusal> {
        match self {
            Self::Found => return Err(FindingRefusal::NotClaimed),
            Self::Claimed { .. } => {}
            Self::Recovered { .. } => return Err(FindingRefusal::AlreadyRecovered),
            Self::Waived { .. } => return Err(FindingRefusal::AlreadyWaived),
            Self::Closed { .. } => return Err(FindingRefusal::AlreadyClosed),
        }
        match (at_stake, amount) {
            (None, _) => Ok(Self::Recovered { on, by, amount: None }),
            (Some(_), None) => Err(FindingRefusal::AmountMissing),
            (Some(stake), Some(amount)) if amount.currency != stake.currency => {
                Err(FindingRefusal::OtherCurrency(stake.currency))
            }
            (Some(_), Some(amount)) if amount.minor <= 0 => Err(FindingRefusal::AmountNotPositive),
            (Some(stake), Some(amount)) if amount.minor > stake.minor.saturating_abs() => {
                Err(FindingRefusal::MoreThanAtStake(Money::new(stake.minor.saturating_abs(), stake.currency)))
            }
            (Some(stake), Some(amount)) if amount.minor < stake.minor.saturating_abs() => Ok(self.clone()),
            (Some(_), Some(amount)) => {
                let before = before.filter(|before| before.currency == amount.currency);
                let minor = amount.minor.saturating_add(before.map_or(0, |before| before.minor));
                Ok(Self::Recovered { on, by, amount: Some(Money::new(minor, amount.currency)) })
            }
        }
    }

    /// Gives the money up, for a reason in words.
    pub fn waive(&self, reason: &str, by: PersonId, on: Day) -> Result<Self, FindingRefusal> {
        match self {
            Self::Found | Self::Claimed { .. } => {}
            Self::Recovered { .. } => return Err(FindingRefusal::AlreadyRecovered),
            Self::Waived { .. } => return Err(FindingRefusal::AlreadyWaived),
            Self::Closed { .. } => return Err(FindingRefusal::AlreadyClosed),
        }
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(FindingRefusal::ReasonMissing);
        }
        Ok(Self::Waived { on, by, reason: reason.to_owned() })
    }

    /// Notices that it no longer holds, and what settled it; who had given it up or was after it is remembered.
    pub fn close(&self, on: Day, why: CloseReason, by: Option<SettledBy>) -> Self {
        let given_up = match self {
            Self::Waived { on, by, reason } => Some(Renounced { on: *on, by: *by, reason: reason.clone() }),
            Self::Closed { given_up, .. } => given_up.clone(),
            Self::Found | Self::Claimed { .. } | Self::Recovered { .. } => None,
        };
        let claimed = match self {
            Self::Claimed { on, by } => Some(Pursued { on: *on, by: *by }),
            Self::Closed { claimed, .. } => *claimed,
            Self::Found | Self::Recovered { .. } | Self::Waived { .. } => None,
        };
        Self::Closed { on, why, given_up, claimed, by }
    }

    /// What it is once it leaks again: claimed, where somebody was after it when it closed.
    pub fn leaks_again(&self) -> Self {
        match self {
            Self::Closed { claimed: Some(Pursued { on, by }), .. } => Self::Claimed { on: *on, by: *by },
            _ => Self::Found,
        }
    }

    /// What a closed finding was while it was given up; `None` where it never was.
    pub fn given_up_before(&self) -> Option<Self> {
        match self {
            Self::Closed { given_up: Some(Renounced { on, by, reason }), .. } => {
                Some(Self::Waived { on: *on, by: *by, reason: reason.clone() })
            }
            _ => None,
        }
    }

    /// Takes a decided or closed finding up again.
    pub fn reopen(&self) -> Result<Self, FindingRefusal> {
        match self {
            Self::Found | Self::Claimed { .. } => Err(FindingRefusal::AlreadyOpen),
            Self::Recovered { .. } | Self::Waived { .. } | Self::Closed { .. } => Ok(Self::Found),
        }
    }
}
