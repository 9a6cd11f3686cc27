//! What the form of a contract offers and shows.

use crate::{billing::Part, calendar::Day, contract::ContractForm, id::*, money::Currency};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Something to choose, by identity and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named<T> {
    /// Identity.
    pub id: T,
    /// Name as shown.
    pub name: String,
}

/// A price in force that a form shows to be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceInForce {
    /// The day that is proposed for a change.
    pub day: Day,
    /// How the price came about.
    pub part: Part,
    /// The first price of the line.
    pub first: Decimal,
    /// The currency of the contract.
    pub currency: Currency,
}

/// The form of a contract, with what its fields offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractFormSheet {
    /// Number and version of the contract that is edited; `None` for a new one.
    pub contract: Option<(String, i32)>,
    /// What stands in the fields.
    pub form: ContractForm,
    /// What the form began with, as text that a save hands back: what differs from it was changed by the person.
    pub base: String,
    /// For each line of the form, where another price than its first one is in force: on which day, and how it came
    /// about, in words; empty for a line whose first price is in force.
    pub told: Vec<String>,
    /// Our companies.
    pub legal_entities: Vec<Named<LegalEntityId>>,
    /// Of a new contract the currency that each of our companies proposes, by its identity, and what is proposed before
    /// one is chosen, by no identity: an object of JSON. Empty where nothing is proposed.
    pub currencies: String,
    /// People who may answer for a contract or see it.
    pub people: Vec<Named<PersonId>>,
    /// Teams.
    pub teams: Vec<Named<TeamId>>,
}
