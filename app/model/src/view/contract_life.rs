//! What a contract's lifeline shows beside terms and billing.

use crate::{calendar::Day, obligation::State, service_visit::VisitState};

/// The days of a contract on which something was promised, where it stands, and what it is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContractLife {
    /// Its visits.
    pub visits: Vec<(Day, VisitState, String)>,
    /// The days on which its obligations fall due.
    pub obligations: Vec<(Day, State, String)>,
}
