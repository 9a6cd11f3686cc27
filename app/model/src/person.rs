//! People who act in Avenant, and the roles they hold.

use serde::{Deserialize, Serialize};

/// What a person is here for; a person may hold several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// People, roles, settings, backup.
    Administrator,
    /// Dashboards and decisions over the whole portfolio.
    Manager,
    /// Templates, clauses, drafts, disputes.
    Legal,
    /// Billing, payments, leakage.
    Finance,
    /// Requests, negotiation, renewals of their customers.
    Sales,
    /// Visits and deliverables.
    Service,
    /// Reads everything until an expiry day; changes nothing.
    Auditor,
    /// Reads what is open to everyone.
    Viewer,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 8] = [
        Self::Administrator,
        Self::Manager,
        Self::Legal,
        Self::Finance,
        Self::Sales,
        Self::Service,
        Self::Auditor,
        Self::Viewer,
    ];
}
