//! Files that hang on records: on which, who may do what with them, what they are called and what they are.
//!
//! A file follows its record: whoever may see the record sees its files, and whoever may change it attaches and removes
//! them. What a file is, is told by its content ([`media`]) and never by its name.

pub mod media;
pub mod name;

use crate::{
    id::{ContractId, FindingId, InvoiceId, OccurrenceId, VisitId},
    permission::Permission,
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// The record on which a file hangs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttachedTo {
    /// A contract.
    Contract(ContractId),
    /// An invoice or credit note.
    Invoice(InvoiceId),
    /// A finding: letters, mails and notes by which it is pursued.
    Finding(FindingId),
    /// A service visit: photos of the work, and whatever belongs to its report.
    ServiceVisit(VisitId),
    /// A day on which an obligation falls due: evidence that it was fulfilled.
    Obligation(OccurrenceId),
}

impl AttachedTo {
    /// A record of each kind with an identity: for whatever is done kind by kind.
    pub const fn each(id: Uuid) -> [Self; 5] {
        [
            Self::Contract(ContractId(id)),
            Self::Invoice(InvoiceId(id)),
            Self::Finding(FindingId(id)),
            Self::ServiceVisit(VisitId(id)),
            Self::Obligation(OccurrenceId(id)),
        ]
    }

    /// A record by the stable name of its kind.
    pub fn of_kind(kind: &str, id: Uuid) -> Option<Self> {
        Self::each(id).into_iter().find(|record| record.kind() == kind)
    }

    /// The stable name of its kind.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Contract(_) => "contract",
            Self::Invoice(_) => "invoice",
            Self::Finding(_) => "finding",
            Self::ServiceVisit(_) => "service_visit",
            Self::Obligation(_) => "obligation",
        }
    }

    /// Its identity.
    pub const fn id(self) -> Uuid {
        match self {
            Self::Contract(id) => id.0,
            Self::Invoice(id) => id.0,
            Self::Finding(id) => id.0,
            Self::ServiceVisit(id) => id.0,
            Self::Obligation(id) => id.0,
        }
    }

    /// What whoever sees its files must be allowed: to see the record.
    pub const fn seen_with(self) -> Permission {
        match self {
            Self::Contract(_) | Self::ServiceVisit(_) | Self::Obligation(_) => Permission::ViewContracts,
            Self::Invoice(_) => Permission::ViewBilling,
            Self::Finding(_) => Permission::ViewLeakage,
        }
    }

    /// What whoever attaches or removes files must be allowed: to change the record.
    pub const fn changed_with(self) -> Permission {
        match self {
            Self::Contract(_) => Permission::EditContracts,
            Self::Invoice(_) => Permission::Reconcile,
            Self::Finding(_) => Permission::PursueFindings,
            Self::ServiceVisit(_) => Permission::CloseVisits,
            Self::Obligation(_) => Permission::EditObligations,
        }
    }
}

/// As it stands in forms and addresses: `contract:0199…`.
impl fmt::Display for AttachedTo {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.kind(), self.id())
    }
}

/// What is no record on which files hang.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no record on which files hang")]
pub struct NoRecord;

impl FromStr for AttachedTo {
    type Err = NoRecord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (kind, id) = text.split_once(':').ok_or(NoRecord)?;
        Self::of_kind(kind, id.parse().map_err(|_not| NoRecord)?).ok_or(NoRecord)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{permission::allows, person::Role};

    #[test]
    fn a_record_is_read_back_as_it_is_written() {
        for record in AttachedTo::each(Uuid::from_u128(7)) {
            assert_eq!(record.to_string().parse(), Ok(record));
        }
        for wrong in ["", "contract", "contract:7", "person:00000000-0000-0000-0000-000000000007"] {
            assert_eq!(wrong.parse::<AttachedTo>(), Err(NoRecord), "{wrong}");
        }
    }

    #[test]
    fn whoever_may_attach_to_a_record_sees_its_files() {
        for record in AttachedTo::each(Uuid::nil()) {
            for role in Role::ALL {
                let (sees, changes) = (allows(role, record.seen_with()), allows(role, record.changed_with()));
                assert!(sees || !changes, "{role:?} {record}");
            }
        }
    }
}
