//! Service visits, ready to be shown.

use crate::{
    calendar::{Day, Period},
    id::*,
    language::Language,
    money::{Currency, Money},
    service_visit::{CloseForm, KnownPromise, Visit, VisitState},
    view::MailState,
};
use serde::{Deserialize, Serialize};

/// A visit in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitRow {
    /// Identity.
    pub id: VisitId,
    /// Version, for comparing at a step.
    pub version: i32,
    /// What is done.
    pub description: String,
    /// Number of the contract.
    pub contract: String,
    /// Name of the customer.
    pub customer: String,
    /// Name of the place.
    pub site: Option<String>,
    /// From which day to which it has to be made.
    pub window: Period,
    /// Where it stands.
    pub state: VisitState,
    /// The day that was planned.
    pub planned_on: Option<Day>,
    /// The time of day, in minutes since midnight.
    pub at: Option<u16>,
    /// Who goes.
    pub technician: Option<String>,
    /// The day it was made.
    pub done_on: Option<Day>,
    /// What is proposed to be billed.
    pub proposed: Option<Money>,
    /// Whether somebody has to decide about that.
    pub waits: bool,
    /// Whether it was accepted for billing.
    pub billed: bool,
    /// Whether it is one beyond those promised.
    pub extra: bool,
}

/// A year of a promise: how many visits were promised, and what became of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitYear {
    /// The contract year, from 1.
    pub year: u32,
    /// Promised.
    pub promised: u32,
    /// With a day, and not made yet.
    pub planned: u32,
    /// Made.
    pub done: u32,
    /// Not made in their window.
    pub missed: u32,
    /// Accepted for billing.
    pub billed: u32,
    /// The visits, in order.
    pub visits: Vec<VisitRow>,
}

/// A promise with its years.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseSheet {
    /// The promise.
    pub promise: KnownPromise,
    /// Name of the place.
    pub site: Option<String>,
    /// The price line that pays for it.
    pub line: Option<String>,
    /// What it says, in the words of whoever reads it.
    pub said: Vec<String>,
    /// The years up to the present one and the one after it, the first first.
    pub years: Vec<VisitYear>,
    /// Whether nothing was done about its visits, so that it may be removed.
    pub untouched: bool,
}

/// All visits of a contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractVisits {
    /// What is promised, with what became of it.
    pub promises: Vec<PromiseSheet>,
    /// Visits beyond those promised, the latest first.
    pub extra: Vec<VisitRow>,
    /// The places of the customer.
    pub sites: Vec<(SiteId, String)>,
    /// The price lines.
    pub lines: Vec<(PriceLineId, String)>,
    /// Who may go.
    pub technicians: Vec<(PersonId, String)>,
    /// The currency of prices.
    pub currency: Currency,
    /// Whether the contract is signed, so that visits are laid out.
    pub signed: bool,
    /// The day the answer was made for.
    pub day: Day,
}

/// Everything the page of a visit shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitSheet {
    /// The visit.
    pub visit: Visit,
    /// Where it stands.
    pub state: VisitState,
    /// Number of the contract.
    pub contract: String,
    /// Title of the contract.
    pub title: String,
    /// Name of the customer.
    pub customer: String,
    /// The customer.
    pub customer_id: CustomerId,
    /// Where letters reach them, line by line.
    pub customer_address: Vec<String>,
    /// The language in which one writes to them.
    pub customer_language: Language,
    /// Name of our company.
    pub legal_entity: String,
    /// Name of the place.
    pub site: Option<String>,
    /// Where that is, line by line.
    pub site_address: Vec<String>,
    /// Access, opening hours, whom to ask for.
    pub site_notes: String,
    /// Who goes.
    pub technician: Option<String>,
    /// Who may go.
    pub technicians: Vec<(PersonId, String)>,
    /// What is checked.
    pub checklist: Vec<String>,
    /// How long it takes by the promise.
    pub minutes: Option<u32>,
    /// What a technician must be able to do.
    pub skills: Vec<String>,
    /// To whom one would write that somebody comes: name and address.
    pub contact: Option<(String, String)>,
    /// Whether mails are sent at all.
    pub mails: bool,
    /// The mail that told of the day that is planned: to whom, and where it stands.
    pub mail: Option<(String, MailState)>,
    /// Whether the day that is planned is none on which our company that signs works.
    pub day_off: bool,
    /// The contract's last day, where that lies before the day of the visit.
    pub after_end: Option<Day>,
    /// Under which key a report is sent, so that it is kept once.
    pub key: String,
    /// What was typed into a plain form that was refused just now.
    pub typed: Option<CloseForm>,
    /// The day the answer was made for.
    pub day: Day,
}

/// A month of visits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitBoard {
    /// The month.
    pub month: Period,
    /// Its holidays, with their names as the reader calls them.
    pub days_off: Vec<(Day, String)>,
    /// Visits that are planned in it or were made in it, by day and time.
    pub planned: Vec<VisitRow>,
    /// Visits whose window is open in it or before it and that have no day, the most urgent first.
    pub to_plan: Vec<VisitRow>,
    /// Whether there are more than those.
    pub more: bool,
    /// The places of these visits, by name.
    pub sites: Vec<(SiteId, String)>,
    /// Who may go.
    pub technicians: Vec<(PersonId, String)>,
    /// The day the answer was made for.
    pub day: Day,
}
