//! What the history remembers: a closed list of events, each a past participle.
//!
//! An event is recorded in the transaction of the change it tells of. The sentence a person reads is made
//! in `app::words`; the hash chain over the events is made in `operations::history`.

use crate::{calendar::Day, id::*, money::Money, person::Role};
use serde::{Deserialize, Serialize};

/// Something that happened and will always have happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event")]
pub enum Event {
    /// The first administrator took over an empty database.
    OrganisationSetUp {
        /// Name of the organisation.
        name: String,
    },
    /// A person was added.
    PersonAdded {
        /// Their name.
        name: String,
        /// Their roles.
        roles: Vec<Role>,
    },
    /// A person's roles were changed.
    RolesChanged {
        /// Roles before.
        before: Vec<Role>,
        /// Roles after.
        after: Vec<Role>,
    },
    /// A person may no longer sign in.
    PersonDeactivated,
    /// A person may sign in again.
    PersonReactivated,
    /// One of our companies was added.
    LegalEntityAdded {
        /// Its name.
        name: String,
    },
    /// A customer was added.
    CustomerAdded {
        /// Its name.
        name: String,
    },
    /// A customer was changed.
    CustomerChanged {
        /// What changed.
        changes: Vec<Change>,
    },
    /// A contract was added.
    ContractAdded {
        /// Its number.
        number: String,
    },
    /// A contract's terms or price lines were changed.
    ContractChanged {
        /// What changed.
        changes: Vec<Change>,
    },
    /// We gave notice.
    NoticeGiven {
        /// The day it was received.
        on: Day,
        /// Last day of the contract that follows from it.
        ends_on: Option<Day>,
    },
    /// The customer gave notice.
    NoticeReceived {
        /// The day it was received.
        on: Day,
        /// Last day of the contract that follows from it.
        ends_on: Option<Day>,
    },
    /// Somebody decided about the next renewal, so that the deadline no longer warns.
    RenewalDecided {
        /// The last day for notice the decision is about.
        deadline: Day,
    },
    /// Rows of a file became records.
    ImportAccepted {
        /// Name of the file.
        file: String,
        /// Contracts made.
        contracts: u32,
        /// Customers made.
        customers: u32,
        /// Invoices made.
        invoices: u32,
    },
    /// An import was taken back.
    ImportUndone {
        /// Name of the file.
        file: String,
    },
    /// An invoice line was matched to the ledger by a person.
    InvoiceMatched {
        /// Number of the invoice.
        invoice: String,
        /// Amount matched.
        amount: Money,
    },
    /// A match was taken back.
    MatchUndone {
        /// Number of the invoice.
        invoice: String,
        /// Amount that was matched.
        amount: Money,
    },
    /// A finding was claimed from the customer.
    FindingClaimed,
    /// The money of a finding came in.
    FindingRecovered,
    /// A finding was given up.
    FindingWaived {
        /// Why.
        reason: String,
    },
    /// A finding was taken up again.
    FindingReopened,
    /// A finding was given to a person.
    FindingAssigned {
        /// The new owner's name.
        owner: Option<String>,
    },
}

/// One field before and after, in the language-free form of the model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Name of the field, as in the model.
    pub field: String,
    /// Value before, empty if there was none.
    pub before: String,
    /// Value after, empty if there is none.
    pub after: String,
}

/// What an event is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "id")]
pub enum Subject {
    /// The organisation itself.
    Organisation,
    /// A person.
    Person(PersonId),
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
