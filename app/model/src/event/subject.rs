//! What events are about.

use crate::id::*;
use serde::{Deserialize, Serialize};

/// What an event is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The organisation itself.
    Organisation,
    /// A person.
    Person(PersonId),
    /// A team.
    Team(TeamId),
    /// One of our companies.
    LegalEntity(LegalEntityId),
    /// A customer.
    Customer(CustomerId),
    /// A contract.
    Contract(ContractId),
    /// An invoice.
    Invoice(InvoiceId),
    /// A finding.
    Finding(FindingId),
    /// An import.
    Import(ImportId),
}
