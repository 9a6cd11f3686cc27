//! Contracts and their price lines: what is stored. Reading, writing and listing stand in files of their own.

mod listing;
mod reading;
mod row;
mod writing;

pub use listing::{Filter, Listed, Sort, Stage, currencies, list};
pub(crate) use reading::changed_by_people;
pub use reading::{
    KnownNumber, changed_since_import, dates_of, find_by_number, find_many, former_lines, ids_after, ids_by_dates,
    ids_named, ids_of_customers, ids_of_owner, is_any, lines_of, numbered_currencies, numbers, numbers_among,
};
pub(crate) use writing::write_worth;
pub use writing::{
    NewContract, forget_reach, insert_many, keep_former, rename_customer, update, write_dates, write_lines,
};

use model::{
    calendar::Day,
    contract::{ContractDetails, ContractFacts},
    id::{ContractId, ImportId},
};

/// A contract as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contract {
    /// Identity.
    pub id: ContractId,
    /// The human number, for example `C-2026-0042`; unique.
    pub number: String,
    /// What a person edits.
    pub details: ContractDetails,
    /// What happened.
    pub facts: ContractFacts,
    /// The import that made it.
    pub import: Option<ImportId>,
    /// Version, for comparing at a save.
    pub version: i32,
}

/// What `model::term` says of a contract, repeated in columns so that lists filter and sort on an index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StoredDates {
    /// Last day, if it is known.
    pub ends_on: Option<Day>,
    /// First day of the next renewed term.
    pub next_renewal_on: Option<Day>,
    /// Last day for notice.
    pub next_deadline_on: Option<Day>,
    /// Day by which to decide.
    pub next_decision_on: Option<Day>,
    /// Last day on which these values hold; `None` for ever.
    pub until: Option<Day>,
    /// For which days the ledger was computed.
    pub ledger: Reach,
}

/// The days for which a ledger was computed. All `None` where it was not, or has to be computed anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// First day billed.
    pub from: Option<Day>,
    /// Last day billed; `None` without an end.
    pub to: Option<Day>,
    /// Last billing day.
    pub horizon: Option<Day>,
}
