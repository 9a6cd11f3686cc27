//! What the form of a contract offers and shows.

use crate::{contract::ContractForm, id::*};
use serde::{Deserialize, Serialize};

/// Something to choose, by identity and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named<T> {
    /// Identity.
    pub id: T,
    /// Name as shown.
    pub name: String,
}

/// The form of a contract, with what its fields offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractFormSheet {
    /// Number and version of the contract that is edited; `None` for a new one.
    pub contract: Option<(String, i32)>,
    /// What stands in the fields.
    pub form: ContractForm,
    /// Our companies.
    pub legal_entities: Vec<Named<LegalEntityId>>,
    /// People who may answer for a contract or see it.
    pub people: Vec<Named<PersonId>>,
    /// Teams.
    pub teams: Vec<Named<TeamId>>,
}
