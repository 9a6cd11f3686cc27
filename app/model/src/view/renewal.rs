//! Renewals as they are shown.

use super::ContractSheet;
use crate::{
    calendar::Day,
    money::Money,
    obligation::Rates,
    renewal::{Paying, RenewalDecision, RenewalState, Upcoming, Way, Work},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A renewal in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenewalRow {
    /// Number of the contract.
    pub contract: String,
    /// Title of the contract.
    pub title: String,
    /// Name of the customer.
    pub customer: String,
    /// Name of who answers for the contract.
    pub owner: Option<String>,
    /// How it comes about.
    pub way: Way,
    /// Number of the term that begins with it.
    pub term: u32,
    /// The first day of that term.
    pub first_on: Day,
    /// The last day for notice, where there is one.
    pub deadline: Option<Day>,
    /// The day by which to decide.
    pub decide_by: Day,
    /// What the new term is worth.
    pub value: Option<Money>,
    /// Where it stands on the day of the list.
    pub state: RenewalState,
    /// What was decided.
    pub decision: Option<RenewalDecision>,
}

/// A price line as it goes into a new term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceAhead {
    /// What it is for.
    pub description: String,
    /// With how many decimals it is read.
    pub decimals: u32,
    /// Its price now, as a figure of the contract's currency.
    pub now: Decimal,
    /// Its price on the first day of the new term.
    pub then: Decimal,
    /// The next day on which the terms change it, if they do.
    pub next_on: Option<Day>,
}

/// What a decision about a renewal goes by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenewalPack {
    /// How well promises were kept.
    pub rates: Rates,
    /// Promised visits whose window is over.
    pub visits_due: u32,
    /// Those of them that were made, and visits made before the end of their window.
    pub visits_done: u32,
    /// Those that were not made.
    pub visits_missed: u32,
    /// How the customer pays; nothing for whoever may not see billing.
    pub paying: Option<Paying>,
    /// Open findings and what they come to by currency; nothing for whoever may not see them.
    pub findings: Option<(u64, Vec<Money>)>,
    /// The recurring prices.
    pub prices: Vec<PriceAhead>,
}

/// A renewal of the past, or one that is open, with the names of who decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedRenewal {
    /// The renewal.
    pub work: Work,
    /// Where it stands.
    pub state: RenewalState,
    /// Who decided.
    pub decided_by: Option<String>,
    /// Who confirmed.
    pub confirmed_by: Option<String>,
}

/// The renewal of a contract, with everything to decide by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenewalSheet {
    /// The contract.
    pub sheet: ContractSheet,
    /// What lies ahead by the terms.
    pub ahead: Option<Upcoming>,
    /// The day on which that opens.
    pub opens_on: Option<Day>,
    /// What the new term is worth.
    pub value: Option<Money>,
    /// Whether a second person has to confirm a decision about it.
    pub needs_second: bool,
    /// The renewal that is open.
    pub open: Option<NamedRenewal>,
    /// Whether whoever looks may confirm what another person decided.
    pub may_confirm: bool,
    /// What a decision goes by.
    pub pack: RenewalPack,
    /// The renewals before, the latest first.
    pub past: Vec<NamedRenewal>,
}
