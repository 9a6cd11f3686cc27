//! The two sides of a contract: our legal entities, and customers with their sites and contacts.
//!
//! Each is one struct that a person edits, checked by the same rule in the browser and on the server:
//! [`check`] for what may stand in a field, [`mod@form`] for what people type, [`identifier`] for numbers.

pub mod check;
pub mod form;
pub mod identifier;

use crate::{calendar::holiday::Region, contract::PaymentTerm, id::*, language::Language};
use serde::{Deserialize, Serialize};

/// Where letters reach a party, the country left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    /// Everything above the town: street, building, post-office box; several lines.
    pub street: String,
    /// Postal code.
    pub postal_code: String,
    /// Town.
    pub city: String,
}

impl Address {
    /// The lines of the address that are filled in, in the order of a French or Chinese envelope.
    pub fn lines(&self) -> Vec<String> {
        let town = format!("{} {}", self.postal_code, self.city);
        self.street
            .lines()
            .chain([town.as_str()])
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect()
    }
}

/// Which law and practice a legal entity's contracts follow where countries differ; a starting point that a
/// contract may depart from, never legal advice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Regime {
    /// Between companies in France (code de commerce).
    FranceBusiness,
    /// French consumers and non-professionals (code de la consommation).
    FranceConsumer,
    /// United Kingdom.
    UnitedKingdom,
    /// Another member state of the European Union.
    EuropeanUnion,
    /// Mainland China.
    China,
    /// No rule of a country.
    #[default]
    Generic,
}

impl Regime {
    /// All regimes, in the order they are offered.
    pub const ALL: [Self; 6] = [
        Self::FranceBusiness,
        Self::FranceConsumer,
        Self::UnitedKingdom,
        Self::EuropeanUnion,
        Self::China,
        Self::Generic,
    ];

    /// The name under which forms and tables know it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::FranceBusiness => "france_business",
            Self::FranceConsumer => "france_consumer",
            Self::UnitedKingdom => "united_kingdom",
            Self::EuropeanUnion => "european_union",
            Self::China => "china",
            Self::Generic => "generic",
        }
    }

    /// The regime of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|regime| regime.code() == code)
    }

    /// The usual regime of companies of a country, by its ISO 3166-1 code.
    pub fn of_country(country: &str) -> Self {
        match country {
            "FR" => Self::FranceBusiness,
            "GB" => Self::UnitedKingdom,
            "CN" => Self::China,
            member if identifier::is_member_state(member) => Self::EuropeanUnion,
            _ => Self::Generic,
        }
    }
}

/// One of our own companies, issuer of contracts and invoices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalEntityDetails {
    /// Name as registered.
    pub name: String,
    /// ISO 3166-1 alpha-2 country of registration; empty while nobody has said it.
    pub country: String,
    /// Registration number of that country (SIREN, company number, USCC).
    pub registration_number: Option<String>,
    /// VAT number, with its country prefix.
    pub vat_number: Option<String>,
    /// Its seat.
    pub address: Address,
    /// The language of its contracts and letters.
    pub language: Language,
    /// Which law and practice its contracts follow.
    pub regime: Regime,
    /// Whose holidays it keeps; `None` for those of its country.
    #[serde(default)]
    pub holidays: Option<Region>,
}

impl LegalEntityDetails {
    /// A company of which no more than its name and country are known.
    pub fn named(name: &str, country: &str) -> Self {
        Self {
            name: name.trim().to_owned(),
            country: country.to_owned(),
            registration_number: None,
            vat_number: None,
            address: Address::default(),
            language: language_of_country(country),
            regime: Regime::of_country(country),
            holidays: None,
        }
    }

    /// Whose holidays count for its contracts.
    pub fn region(&self) -> Region {
        self.holidays.unwrap_or_else(|| Region::of_country(&self.country))
    }
}

/// The IANA time zone of a country, by its code, that has but one; `None` for any other, and for those we do not know.
pub fn time_zone_of_country(country: &str) -> Option<&'static str> {
    Some(match country {
        "BE" => "Europe/Brussels",
        "CH" => "Europe/Zurich",
        "CN" => "Asia/Shanghai",
        "DE" => "Europe/Berlin",
        "FR" => "Europe/Paris",
        "GB" => "Europe/London",
        "HK" => "Asia/Hong_Kong",
        "IE" => "Europe/Dublin",
        "IT" => "Europe/Rome",
        "JP" => "Asia/Tokyo",
        "LU" => "Europe/Luxembourg",
        "SG" => "Asia/Singapore",
        _ => return None,
    })
}

/// The language in which one writes to a company of a country, as long as nobody chose another.
pub fn language_of_country(country: &str) -> Language {
    match country {
        "FR" | "MC" => Language::Fr,
        "CN" => Language::Zh,
        _ => Language::En,
    }
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
    /// Where invoices and letters go.
    pub address: Address,
    /// Address of its site on the web, with `https://` or `http://`.
    pub website: Option<String>,
    /// The language in which we write to them.
    pub language: Language,
    /// The person of ours who looks after them.
    pub owner: Option<PersonId>,
    /// When our invoices are usually due; what a contract says counts.
    pub payment_term: Option<PaymentTerm>,
    /// What is good to know, for us alone; several lines.
    pub notes: String,
}

impl CustomerDetails {
    /// A customer of which no more than its name is known.
    pub fn named(name: &str, language: Language) -> Self {
        Self {
            name: name.trim().to_owned(),
            country: None,
            registration_number: None,
            vat_number: None,
            address: Address::default(),
            website: None,
            language,
            owner: None,
            payment_term: None,
            notes: String::new(),
        }
    }
}

/// A place of a customer where services are rendered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteDetails {
    /// What the place is called.
    pub name: String,
    /// Where it is.
    pub address: Address,
    /// ISO 3166-1 alpha-2 country, if it is not the customer's.
    pub country: Option<String>,
    /// Access, opening hours, whom to ask for; several lines.
    pub notes: String,
}

/// What a contact does at the customer, for us.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactRole {
    /// Signs contracts.
    Signatory,
    /// Receives invoices and pays them.
    Billing,
    /// Receives the service.
    Technical,
    /// Anything else.
    #[default]
    Other,
}

impl ContactRole {
    /// All roles, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Signatory, Self::Billing, Self::Technical, Self::Other];

    /// The name under which forms and tables know it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Signatory => "signatory",
            Self::Billing => "billing",
            Self::Technical => "technical",
            Self::Other => "other",
        }
    }

    /// The role of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// A person at a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactDetails {
    /// Full name as people say it.
    pub name: String,
    /// What they do for us.
    pub role: ContactRole,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone number, as it is dialled.
    pub phone: Option<String>,
    /// The language in which we write to them.
    pub language: Language,
    /// The place they belong to, if it is one place.
    pub site: Option<SiteId>,
}
