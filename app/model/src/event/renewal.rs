//! What happens to renewals.

use crate::{
    calendar::Day,
    renewal::{RenewalDecision, Way},
};
use serde::{Deserialize, Serialize};

/// A step in the life of a renewal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RenewalStep {
    /// It opened, to be decided about.
    Opened {
        /// The day by which to decide.
        decide_by: Day,
    },
    /// Its days became others, so that it is to be decided about anew.
    Moved {
        /// The day by which to decide.
        decide_by: Day,
    },
    /// Somebody decided.
    Decided {
        /// What.
        decision: RenewalDecision,
        /// Why.
        reason: String,
        /// Whether a second person has to confirm it.
        awaits_second: bool,
    },
    /// A second person confirmed the decision.
    Confirmed {
        /// What was decided.
        decision: RenewalDecision,
    },
    /// A second person did not confirm the decision, which is none any more.
    Declined {
        /// What had been decided.
        decision: RenewalDecision,
        /// Why not.
        reason: String,
    },
    /// Both sides signed for a new term.
    Signed {
        /// The day of the last signature.
        on: Day,
        /// The last day of the new term.
        last_day: Day,
    },
    /// A signature that had been recorded by mistake was taken back.
    SignatureTakenBack {
        /// The last day of the term that it had made.
        last_day: Day,
        /// Why.
        reason: String,
    },
    /// The new term began.
    Renewed {
        /// How it came about.
        way: Way,
        /// What had been decided; nothing where nobody had.
        decision: Option<RenewalDecision>,
    },
    /// The contract ends without a new term.
    Ended,
}
