//! Identifiers as types, so that a customer cannot be passed where a contract is meant.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> { Uuid::from_str(text).map(Self) }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self { Self(id) }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self { id.0 }
        }
    )*};
}

ids! {
    /// A person who can act: sign in, own contracts, approve.
    PersonId,
    /// A team of people, for confidentiality.
    TeamId,
    /// One of our own companies: the issuer of contracts and invoices.
    LegalEntityId,
    /// A company we sell to.
    CustomerId,
    /// A place of a customer.
    SiteId,
    /// A person at a customer.
    ContactId,
    /// A contract with a customer.
    ContractId,
    /// One line of a contract's price.
    PriceLineId,
    /// Something that one side of a contract has promised to do.
    ObligationId,
    /// One day on which an obligation falls due.
    OccurrenceId,
    /// One row of the expected-billing ledger.
    ExpectedBillingId,
    /// An invoice or credit note.
    InvoiceId,
    /// One line of an invoice or credit note.
    InvoiceLineId,
    /// Money received from a customer.
    PaymentId,
    /// What a contract promises of visits at one place.
    VisitPromiseId,
    /// A service visit.
    VisitId,
    /// A revenue-leakage finding.
    FindingId,
    /// Money that came in on a finding, as it was recorded.
    RecoveryId,
    /// A list's filters under a name.
    SavedViewId,
    /// One run of an import.
    ImportId,
    /// A personal token for the API.
    TokenId,
    /// A calendar feed of a person.
    FeedId,
    /// What might happen to a contract.
    RiskId,
    /// Days on which a person is away.
    AbsenceId,
    /// A version of a file that hangs on a record.
    AttachmentId,
    /// A content that one or more files have.
    ContentId,
    /// Work that is done behind the pages.
    JobId,
    /// Something that somebody is told.
    NotificationId,
    /// A mail to somebody.
    MailId,
}
