//! What lists offer: choices to filter by, and views saved under a name.

use crate::{
    id::{LegalEntityId, PersonId, SavedViewId},
    money::Currency,
};
use serde::{Deserialize, Serialize};

/// The lists whose views can be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListKind {
    /// Contracts.
    Contracts,
    /// Findings.
    Findings,
    /// Expected billing.
    Billing,
}

impl ListKind {
    /// All lists.
    pub const ALL: [Self; 3] = [Self::Contracts, Self::Findings, Self::Billing];

    /// Stable text for storage and forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Contracts => "contracts",
            Self::Findings => "findings",
            Self::Billing => "billing",
        }
    }

    /// The list with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.code() == code)
    }

    /// Where the list is.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Contracts => "/contracts",
            Self::Findings => "/leakage/findings",
            Self::Billing => "/billing",
        }
    }
}

/// Who sees a saved view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ViewAudience {
    /// Only who saved it.
    Private,
    /// Everybody who may see the list.
    Everybody,
}

/// A saved view, as offered to one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedViewRow {
    /// Identity.
    pub id: SavedViewId,
    /// Name.
    pub name: String,
    /// Who sees it.
    pub audience: ViewAudience,
    /// The query of the list's address, without `?` and without a page.
    pub query: String,
    /// Whether the person may change or delete it.
    pub own: bool,
}

/// What a list of contracts can be filtered by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractChoices {
    /// People who may own contracts, by name.
    pub owners: Vec<(PersonId, String)>,
    /// Our companies, by name.
    pub legal_entities: Vec<(LegalEntityId, String)>,
    /// Currencies of contracts.
    pub currencies: Vec<Currency>,
    /// Name of the customer that the list is filtered by.
    pub customer: Option<String>,
}
