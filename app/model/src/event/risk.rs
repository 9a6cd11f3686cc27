//! What happens to the risks of contracts.

use super::Change;
use crate::risk::RiskState;
use serde::{Deserialize, Serialize};

/// A step in the life of a risk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RiskStep {
    /// It was written down.
    Added,
    /// It was changed.
    Changed {
        /// What changed.
        changes: Vec<Change>,
    },
    /// It was mitigated, accepted or closed.
    Settled {
        /// Where it stands now.
        state: RiskState,
        /// Why.
        reason: String,
    },
    /// Something is to be done about it again.
    Reopened,
}
