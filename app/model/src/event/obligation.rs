//! What happens to obligations.

use super::Change;
use crate::calendar::Day;
use serde::{Deserialize, Serialize};

/// A step in the life of an obligation; `due` is the day of the occurrence it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObligationStep {
    /// It was added to its contract.
    Added,
    /// It was changed.
    Changed {
        /// What changed.
        changes: Vec<Change>,
    },
    /// It was removed; nothing had happened to it.
    Removed,
    /// It was fulfilled, or a part of it.
    Fulfilled {
        /// The day it fell due.
        due: Day,
        /// The day it was done.
        on: Day,
        /// How much of it that was, in per cent.
        percent: u8,
    },
    /// It was handed over.
    HandedOver {
        /// The day it fell due.
        due: Day,
        /// The day it was handed over.
        on: Day,
        /// What was handed over.
        what: String,
    },
    /// What was handed over was accepted.
    Accepted {
        /// The day it fell due.
        due: Day,
        /// The day of the acceptance.
        on: Day,
        /// Who accepted.
        by: String,
    },
    /// What was handed over was refused.
    Refused {
        /// The day it fell due.
        due: Day,
        /// The day of the refusal.
        on: Day,
        /// Why.
        reason: String,
    },
    /// It need not be fulfilled.
    Waived {
        /// The day it fell due.
        due: Day,
        /// Why.
        reason: String,
    },
    /// The last of these was taken back.
    TakenBack {
        /// The day it fell due.
        due: Day,
    },
}
