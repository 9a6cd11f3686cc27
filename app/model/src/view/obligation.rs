//! Obligations as they are shown.

use crate::{
    calendar::Day,
    id::{ObligationId, OccurrenceId},
    money::Money,
    obligation::{Obligation, ObligationForm, ObligationKind, Progress, Rates, Side, Standing, State},
    view::ContractSheet,
};

/// A day on which an obligation falls due, in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OccurrenceRow {
    /// Identity.
    pub id: OccurrenceId,
    /// Version.
    pub version: i32,
    /// Its obligation.
    pub obligation: ObligationId,
    /// What is promised.
    pub title: String,
    /// Its kind.
    pub kind: ObligationKind,
    /// Who has promised.
    pub side: Side,
    /// Number of the contract.
    pub contract: String,
    /// Title of the contract.
    pub contract_title: String,
    /// Name of the customer.
    pub customer: String,
    /// Name of who sees to it.
    pub owner: Option<String>,
    /// The day it falls due.
    pub due: Day,
    /// Where it stands on the day of the list.
    pub state: State,
    /// Where it stands by its facts.
    pub standing: Standing,
    /// What is at stake.
    pub amount: Option<Money>,
    /// Whether fulfilling it needs a word of evidence, because no file hangs on it.
    pub evidence: bool,
    /// What happened.
    pub progress: Progress,
}

/// An obligation of a contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObligationRow {
    /// Identity.
    pub id: ObligationId,
    /// Version.
    pub version: i32,
    /// What was written down.
    pub obligation: Obligation,
    /// Name of who sees to it, also where that is the contract's owner.
    pub owner: Option<String>,
    /// What its price line is called.
    pub line: Option<String>,
    /// Its first day, if it has any.
    pub first: Option<Day>,
    /// How many occurrences it has.
    pub occurrences: u32,
    /// Whether something happened to one of them.
    pub has_facts: bool,
}

/// The obligations of a contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractObligations {
    /// The contract.
    pub sheet: ContractSheet,
    /// What is promised, in the order in which it was added.
    pub obligations: Vec<ObligationRow>,
    /// What is not done yet, by day, and how much of it there is in all.
    pub open: Vec<OccurrenceRow>,
    /// How many occurrences are not done yet.
    pub open_in_all: u64,
    /// How well promises were kept.
    pub rates: Rates,
}

/// An obligation opened for editing, or a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObligationOpening {
    /// The contract's number.
    pub contract: String,
    /// The contract's title.
    pub title: String,
    /// What stands in the fields.
    pub form: ObligationForm,
    /// Version; 0 for a new one.
    pub version: i32,
    /// The obligation as it is kept; `None` for a new one.
    pub kept: Option<Obligation>,
    /// Whether it may be removed, because nothing has happened to it.
    pub removable: bool,
    /// Who may see to it: identity and name.
    pub owners: Vec<(String, String)>,
    /// The price lines of the contract: identity and description.
    pub lines: Vec<(String, String)>,
}
