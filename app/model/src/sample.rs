//! The demonstration: a company that keeps buildings running, with customers in three countries and
//! three years of contracts, invoices and payments, told as stories.
//!
//! Everything is laid out relative to a day, so that the demonstration never ages. Each contract belongs
//! to a named story; what leaks in it is planted on purpose and listed in [`Demonstration::planted`],
//! with its amount, so that detection can be held against it: nothing more, nothing less. Persons,
//! companies and their numbers are made up; the numbers have valid check digits.
//!
//! Reading order: [`company`](company()) (who we are), `customer` (to whom we sell), `story` (how a story
//! is told), then the stories themselves, one trade a file.

mod cleaning;
mod comfort;
mod company;
mod customer;
mod everyday;
mod files;
mod fire_safety;
mod invoicing;
mod lifts;
mod line;
mod monitoring;
mod obligation;
mod paperwork;
mod payments;
mod projects;
mod renewal;
mod risk;
mod story;
#[cfg(test)]
mod tests;
mod visits;

pub use company::{Organisation, SampleLegalEntity, SamplePerson, company};
pub use customer::SampleCustomer;
pub use files::{SampleFile, files};
pub use renewal::SECOND_PERSON_FROM;

use crate::{
    absence::Absence,
    calendar::Day,
    contract::{ContractDetails, ContractFacts},
    id::*,
    invoice::Invoice,
    leakage::FindingKind,
    money::Money,
    obligation::{Obligation, Progress},
    price_line::PriceLine,
    risk::{Risk, RiskState, review::Review},
    service_visit::{KnownPromise, Visit},
    term::{DateSettings, Practice},
};
use serde::{Deserialize, Serialize};

/// Everything the demonstration consists of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demonstration {
    /// The day relative to which everything is laid out.
    pub today: Day,
    /// The organisation as a whole.
    pub organisation: Organisation,
    /// Its companies.
    pub legal_entities: Vec<SampleLegalEntity>,
    /// The people who use Avenant there.
    pub people: Vec<SamplePerson>,
    /// Its customers.
    pub customers: Vec<SampleCustomer>,
    /// Its contracts, by number.
    pub contracts: Vec<SampleContract>,
    /// What the contracts promise besides money.
    pub obligations: Vec<SampleObligation>,
    /// What might happen to contracts, and their reviews.
    pub risks: Vec<SampleRisk>,
    /// Who is away, or will be.
    pub absences: Vec<(AbsenceId, Absence)>,
    /// Invoices and credit notes, oldest first, with the payments received for them.
    pub invoices: Vec<Invoice>,
    /// What contracts promise of service visits.
    pub promises: Vec<KnownPromise>,
    /// Their service visits.
    pub visits: Vec<Visit>,
    /// What leaks, by contract and kind.
    pub planted: Vec<Planted>,
    /// Which price line and period each invoice line was written for. Not known to the product, which
    /// has to find it; matching is held against it.
    pub meant: Vec<Meant>,
    /// Invoice lines that fit two periods equally well, so that a person has to choose.
    pub for_a_person: Vec<InvoiceLineId>,
}

impl Demonstration {
    /// What counts for the dates of a contract where it says nothing of them.
    pub fn practice_of(&self, contract: &SampleContract) -> Practice {
        let entity = self.legal_entities.iter().find(|entity| entity.id == contract.details.legal_entity);
        entity.map_or_else(Practice::default, |entity| Practice::of(&entity.details, &DateSettings::default()))
    }
}

/// A contract with its story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleContract {
    /// Its identity.
    pub id: ContractId,
    /// Its number.
    pub number: String,
    /// The name of its story.
    pub story: String,
    /// Its terms.
    pub details: ContractDetails,
    /// What happened to it.
    pub facts: ContractFacts,
    /// Its price lines.
    pub lines: Vec<PriceLine>,
}

/// An obligation of a contract, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleObligation {
    /// Its identity.
    pub id: ObligationId,
    /// The contract.
    pub contract: ContractId,
    /// What is promised.
    pub obligation: Obligation,
    /// What became of it, by the day it fell due.
    pub progress: Vec<(Day, Progress)>,
}

/// A risk of a contract, and the last review of that contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleRisk {
    /// Its identity.
    pub id: RiskId,
    /// The contract.
    pub contract: ContractId,
    /// Since when the contract is looked at.
    pub since: Day,
    /// What might happen.
    pub risk: Risk,
    /// Where it stands.
    pub state: RiskState,
    /// Since when, and why.
    pub settled: Option<(Day, String)>,
    /// When the contract was reviewed, by whom, and what came of it.
    pub reviewed: Option<(Day, PersonId, Review)>,
}

/// A leak that a story planted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planted {
    /// What kind of leak.
    pub kind: FindingKind,
    /// The contract it is in.
    pub contract: ContractId,
    /// The contract's number.
    pub number: String,
    /// The name of the story.
    pub story: String,
    /// Money at stake, before tax except for unpaid invoices; `None` where it cannot be said.
    pub amount: Option<Money>,
}

/// What an invoice line was written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meant {
    /// The invoice line.
    pub invoice_line: InvoiceLineId,
    /// The price line it bills.
    pub line: PriceLineId,
    /// First day of the period it bills; `None` where nothing was promised any more.
    pub first: Option<Day>,
}

/// The demonstration as it stands on a day.
pub fn demonstration(today: Day) -> Demonstration {
    let stories = [
        comfort::stories(today),
        fire_safety::stories(today),
        lifts::stories(today),
        cleaning::stories(today),
        monitoring::stories(today),
        projects::stories(today),
        paperwork::stories(today),
        payments::stories(today),
        everyday::stories(today),
    ];
    invoicing::publish(today, stories.into_iter().flatten().collect())
}

/// An identity that is the same in every demonstration: a UUID of version 8 (RFC 9562), made of a kind of
/// thing and a number.
const fn identity(kind: u16, number: u64) -> uuid::Uuid {
    uuid::Uuid::from_u128(((kind as u128) << 112) | (8 << 76) | (8 << 60) | number as u128)
}
