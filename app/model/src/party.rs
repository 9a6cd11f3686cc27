//! The two sides of a contract: our legal entities, and customers with their sites and contacts.

use crate::{id::*, language::Language};
use serde::{Deserialize, Serialize};

/// One of our own companies, issuer of contracts and invoices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalEntityDetails {
    /// Name as registered.
    pub name: String,
    /// ISO 3166-1 alpha-2 country of registration.
    pub country: String,
    /// Registration number of that country (SIREN, company number, USCC).
    pub registration_number: Option<String>,
    /// VAT number, with its country prefix.
    pub vat_number: Option<String>,
}

/// A company we sell to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerDetails {
    /// Name as registered or as everyone calls it.
    pub name: String,
    /// ISO 3166-1 alpha-2 country, if known.
    pub country: Option<String>,
    /// Registration number of that country (SIREN/SIRET, company number, USCC).
    pub registration_number: Option<String>,
    /// VAT number, with its country prefix.
    pub vat_number: Option<String>,
    /// The language in which we write to them.
    pub language: Language,
    /// The person of ours who looks after them.
    pub owner: Option<PersonId>,
}
