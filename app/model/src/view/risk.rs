//! The risk of contracts as it is shown.

use crate::{
    calendar::Day,
    id::{PersonId, RiskId},
    risk::{Risk, RiskClass, RiskState, Score, review::Review},
    view::ContractSheet,
};
use serde::{Deserialize, Serialize};

/// A risk of a contract's register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskRow {
    /// Identity.
    pub id: RiskId,
    /// Version.
    pub version: i32,
    /// What somebody wrote down.
    pub risk: Risk,
    /// Name of who sees to the measure.
    pub owner: Option<String>,
    /// Where it stands.
    pub state: RiskState,
    /// Since when it stands there, and why; nothing for one that is open.
    pub settled: Option<(Day, String)>,
}

/// A review that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoneReview {
    /// When.
    pub on: Day,
    /// Name of who did it.
    pub by: Option<String>,
    /// The class of the contract after it.
    pub class: RiskClass,
    /// What was answered, and what came of it.
    pub review: Review,
}

/// A contract in the list of those that are looked at, as it was judged last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskListRow {
    /// Number of the contract.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Name of the customer.
    pub customer: String,
    /// Name of the contract's owner.
    pub owner: Option<String>,
    /// Its score.
    pub points: u32,
    /// Its class.
    pub class: RiskClass,
    /// How many of its risks are open.
    pub open_risks: u32,
    /// The day of its last review.
    pub reviewed_on: Option<Day>,
    /// The day of its next review.
    pub review_on: Option<Day>,
}

/// The risk of a contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractRisk {
    /// The contract.
    pub sheet: ContractSheet,
    /// Its score on the day of the answer.
    pub score: Score,
    /// Its register, open risks first.
    pub register: Vec<RiskRow>,
    /// The last reviews, the newest first.
    pub reviews: Vec<DoneReview>,
    /// The day of the next review.
    pub review_on: Option<Day>,
    /// How often it was reviewed or its register changed: what a review compares.
    pub version: i32,
    /// Who may see to a measure.
    pub people: Vec<(PersonId, String)>,
}
