//! A contract's terms, as one value that a person edits and everything else is computed from.

mod change;
mod check;
mod date_form;
mod date_terms;
mod form;
mod worth;

pub use change::changes;
pub use check::check;
pub use date_form::{DateChange, DateForm};
pub use date_terms::{
    AgreedTerm, BreakOption, DateTerms, DayCount, Delivery, DeliveryDays, EarlyNotice, Extension, NoticeCounts,
    NoticeEnds, Rolling,
};
pub use form::{
    BETWEEN, CONTRACT_FIELDS, ContractForm, DiscountForm, LineForm, ONCE, RampForm, fields_of_lines, in_order_of_form,
};
pub use worth::{WorthOf, WorthTerms, worth};

use crate::{
    calendar::{Day, Length},
    id::*,
    money::{Currency, Money},
    renewal::RenewalDecision,
};
use serde::{Deserialize, Serialize};

/// The kinds of contract; each has its own numbering prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContractType {
    /// A fixed price for a defined result.
    FixedPrice,
    /// Work paid by time spent and material used.
    TimeAndMaterials,
    /// Costs passed on, plus a fee.
    CostPlus,
    /// A service delivered again and again (maintenance, cleaning, guarding).
    RecurringService,
    /// Access paid by period.
    Subscription,
    /// General terms under which orders or statements of work are placed.
    Framework,
    /// Work ordered under a framework.
    StatementOfWork,
    /// Non-disclosure agreement; no price.
    Nda,
}

impl ContractType {
    /// All types, in the order they are offered.
    pub const ALL: [Self; 8] = [
        Self::RecurringService,
        Self::Subscription,
        Self::FixedPrice,
        Self::TimeAndMaterials,
        Self::CostPlus,
        Self::Framework,
        Self::StatementOfWork,
        Self::Nda,
    ];
}

/// How long the contract lasts before renewal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TermLength {
    /// A number of months from the day in force.
    Months {
        /// 1 to 1200.
        months: u32,
    },
    /// Until a named day, included.
    Until {
        /// The last day.
        last_day: Day,
    },
    /// Until one side ends it with notice.
    OpenEnded,
    /// Nobody wrote it down; a finding asks for it.
    Unknown,
}

/// What happens at the end of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Renewal {
    /// The contract ends.
    None,
    /// It goes on only if both sides sign again.
    Express,
    /// It goes on by itself unless one side gives notice in time.
    Tacit {
        /// Length of each renewed term in months, 1 to 1200.
        months: u32,
        /// How many times it may renew; `None` for any number.
        maximum: Option<u32>,
    },
}

/// When an invoice is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PaymentTerm {
    /// Days after the invoice date, 0 to 365.
    pub days: u16,
    /// Whether the due day then moves to the end of its month.
    pub end_of_month: bool,
}

/// Who in our organisation may see a contract.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidentiality {
    /// Everyone who may see contracts.
    #[default]
    Organisation,
    /// The people of one team, the owner and the deputy.
    Team {
        /// The team.
        team: TeamId,
    },
    /// The people named, the owner and the deputy.
    People {
        /// The people named.
        people: Vec<PersonId>,
    },
}

/// Everything about a contract that a person edits, except its price lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractDetails {
    /// What the contract is about, in a few words.
    pub title: String,
    /// Its kind.
    pub contract_type: ContractType,
    /// The customer.
    pub customer: CustomerId,
    /// Our company that signs and invoices.
    pub legal_entity: LegalEntityId,
    /// The number under which another system or the customer knows it.
    pub reference: Option<String>,
    /// The person of ours who answers for it.
    pub owner: Option<PersonId>,
    /// Who stands in for the owner.
    pub deputy: Option<PersonId>,
    /// The day of the last signature.
    pub signed_on: Option<Day>,
    /// First day of the first term.
    pub starts_on: Option<Day>,
    /// Length of the first term.
    pub term: TermLength,
    /// What follows the term.
    pub renewal: Renewal,
    /// Notice that either side must give to prevent renewal or to end an open-ended contract.
    pub notice: Option<Length>,
    /// Days before the last day for notice by which we want to have decided, 0 to 365.
    pub decision_buffer_days: u32,
    /// What else it says about dates, beside the form that everybody fills in.
    #[serde(default)]
    pub date_terms: DateTerms,
    /// The terms that were signed after the first, in their order, where the contract goes on only if both sides sign
    /// again.
    #[serde(default)]
    pub agreed_terms: Vec<AgreedTerm>,
    /// Currency of the prices.
    pub currency: Currency,
    /// The total that the first term is said to be worth, before tax.
    pub value: Option<Money>,
    /// When our invoices are due.
    pub payment_term: Option<PaymentTerm>,
    /// The customer's purchase-order number.
    pub purchase_order: Option<String>,
    /// Who of ours may see it.
    pub confidentiality: Confidentiality,
}

/// What happened to a contract, each fact with its day; the phase is derived from these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractFacts {
    /// The day our notice was received by the customer, or sent where the contract lets that count.
    pub notice_given_on: Option<Day>,
    /// The day we received the customer's notice, or it was sent where the contract lets that count.
    pub notice_received_on: Option<Day>,
    /// The notice by which one side left the contract before its end, as its break option allows.
    pub left_early: Option<EarlyNotice>,
    /// The last day, where the contract was ended other than by notice or expiry.
    pub ended_on: Option<Day>,
    /// The day of the renewal about which somebody decided: its last day for notice, or the last day of a term that only a
    /// new signature prolongs.
    pub renewal_decided_for: Option<Day>,
    /// What was decided; nothing where that was written down before decisions were.
    pub renewal_decision: Option<RenewalDecision>,
    /// The amendment that made a term longer; the latest, where there were several.
    pub extension: Option<Extension>,
    /// The day on which the customer was told in writing that they may refuse the next renewal, where the law asks for it.
    pub customer_informed_on: Option<Day>,
    /// Whether nobody said on which day it was signed: an import took another day for it.
    pub signature_assumed: bool,
}

impl ContractFacts {
    /// Whether either side gave notice, of whatever kind.
    pub fn is_noticed(&self) -> bool {
        self.notice_given_on.is_some() || self.notice_received_on.is_some() || self.left_early.is_some()
    }
}

/// A printed reference without what people leave out or add when they copy it: letters and digits only,
/// in upper case. Two references are the same if this is the same and not empty.
pub fn fold_reference(reference: &str) -> String {
    reference.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}
