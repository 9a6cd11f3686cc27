//! A contract as a whole.

use app::words::{self, Words};
use chrono::NaiveDate;
use model::{
    contract::{self as terms, ContractDetails, ContractFacts, DateChange},
    party::CustomerDetails,
    term::{self, KeyDates},
    view::ContractSheet,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{ContractType, Phase, dates::DateTerms, notice::Side};
use crate::rest::{
    price_line::PriceLine,
    wire::{Length, Money, Named, choices},
};

choices! {
    /// Something that dates depend on and that the contract does not say.
    Gap = model::term::Gap {
        /// No first day.
        Start,
        /// No length of the first term.
        Length,
        /// The last day lies before the first.
        EndBeforeStart,
        /// It renews by itself, for terms of no months.
        RenewedLength,
        /// Notice ends it or prevents its renewal, and no notice period is stated.
        Notice,
        /// The end of the current term lies beyond the calendar.
        BeyondCalendar,
    }
}

/// How long a contract lasts before renewal.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum TermLength {
    /// A number of months from the first day.
    Months {
        /// 1 to 1200.
        months: u32,
    },
    /// Until a named day, included.
    Until {
        /// The last day.
        last_day: NaiveDate,
    },
    /// Until one side ends it with notice.
    OpenEnded,
    /// Nobody wrote it down.
    Unknown,
}

impl From<terms::TermLength> for TermLength {
    fn from(term: terms::TermLength) -> Self {
        match term {
            terms::TermLength::Months { months } => Self::Months { months },
            terms::TermLength::Until { last_day } => Self::Until { last_day },
            terms::TermLength::OpenEnded => Self::OpenEnded,
            terms::TermLength::Unknown => Self::Unknown,
        }
    }
}

impl From<TermLength> for terms::TermLength {
    fn from(term: TermLength) -> Self {
        match term {
            TermLength::Months { months } => Self::Months { months },
            TermLength::Until { last_day } => Self::Until { last_day },
            TermLength::OpenEnded => Self::OpenEnded,
            TermLength::Unknown => Self::Unknown,
        }
    }
}

/// What happens at the end of a term.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum Renewal {
    /// The contract ends.
    None,
    /// It goes on only if both sides sign again.
    Express,
    /// It goes on by itself unless one side gives notice in time.
    Tacit {
        /// Length of each renewed term in months.
        months: u32,
        /// How many times it may renew; `null` for any number.
        maximum: Option<u32>,
    },
}

impl From<terms::Renewal> for Renewal {
    fn from(renewal: terms::Renewal) -> Self {
        match renewal {
            terms::Renewal::None => Self::None,
            terms::Renewal::Express => Self::Express,
            terms::Renewal::Tacit { months, maximum } => Self::Tacit { months, maximum },
        }
    }
}

impl From<Renewal> for terms::Renewal {
    fn from(renewal: Renewal) -> Self {
        match renewal {
            Renewal::None => Self::None,
            Renewal::Express => Self::Express,
            Renewal::Tacit { months, maximum } => Self::Tacit { months, maximum },
        }
    }
}

/// When our invoices are due.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PaymentTerm {
    /// Days after the invoice date.
    pub days: u16,
    /// Whether the due day then moves to the end of its month.
    pub end_of_month: bool,
}

impl From<terms::PaymentTerm> for PaymentTerm {
    fn from(term: terms::PaymentTerm) -> Self {
        let terms::PaymentTerm { days, end_of_month } = term;
        Self { days, end_of_month }
    }
}

impl From<PaymentTerm> for terms::PaymentTerm {
    fn from(term: PaymentTerm) -> Self {
        let PaymentTerm { days, end_of_month } = term;
        Self { days, end_of_month }
    }
}

/// Who in our organisation may see a contract, besides its owner and deputy.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum Confidentiality {
    /// Everyone who may see contracts.
    #[default]
    Organisation,
    /// The people of one team.
    Team {
        /// The team.
        team_id: Uuid,
    },
    /// The people named.
    People {
        /// The people named.
        person_ids: Vec<Uuid>,
    },
}

impl From<terms::Confidentiality> for Confidentiality {
    fn from(confidentiality: terms::Confidentiality) -> Self {
        match confidentiality {
            terms::Confidentiality::Organisation => Self::Organisation,
            terms::Confidentiality::Team { team } => Self::Team { team_id: team.0 },
            terms::Confidentiality::People { people } => {
                Self::People { person_ids: people.into_iter().map(Uuid::from).collect() }
            }
        }
    }
}

impl From<Confidentiality> for terms::Confidentiality {
    fn from(confidentiality: Confidentiality) -> Self {
        match confidentiality {
            Confidentiality::Organisation => Self::Organisation,
            Confidentiality::Team { team_id } => Self::Team { team: team_id.into() },
            Confidentiality::People { person_ids } => {
                Self::People { people: person_ids.into_iter().map(Into::into).collect() }
            }
        }
    }
}

/// A computed day, with its reasons.
#[derive(Debug, Serialize, ToSchema)]
pub struct Dated {
    /// The day.
    pub day: NaiveDate,
    /// Why, step by step, as sentences in the language of the request.
    pub why: Vec<String>,
}

impl Dated {
    fn new(w: Words, dated: term::Dated) -> Self {
        let term::Dated { day, why } = dated;
        Self { day, why: why.iter().map(|why| words::term::why(w, why)).collect() }
    }
}

/// One term of a contract.
#[derive(Debug, Serialize, ToSchema)]
pub struct Term {
    /// The first term of a contract is 1, its first renewal 2.
    pub number: u32,
    /// First day.
    pub first: NaiveDate,
    /// Last day; `null` where it is open or unknown.
    pub last: Option<NaiveDate>,
}

/// The dates that follow from the terms on the day of the answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct Dates {
    /// The term of that day.
    pub term: Option<Term>,
    /// The last day of the contract, where it is known.
    pub ends_on: Option<Dated>,
    /// The first day of the next term, where the contract goes on by itself.
    pub renews_on: Option<Dated>,
    /// The last day on which notice prevents the next renewal; it may have passed.
    pub notice_deadline: Option<Dated>,
    /// The day by which we want to have decided.
    pub decision_deadline: Option<Dated>,
    /// The last day to send notice so that it is received in time, where it is known how it is sent.
    pub send_by: Option<Dated>,
    /// From when the contract may be left early, where it may.
    pub early_from: Option<Dated>,
    /// Its last day if that notice is given on the day of the answer, or on the first day for it.
    pub early_end: Option<Dated>,
    /// From when the customer is told of the renewal, where the law asks for it.
    pub tell_customer_from: Option<Dated>,
    /// The last day for that.
    pub tell_customer_by: Option<Dated>,
    /// Since when the customer may leave on any day, because it is not recorded that they were told.
    pub customer_free_since: Option<Dated>,
    /// What is missing for a full answer.
    pub gaps: Vec<Gap>,
}

/// A contract.
#[derive(Debug, Serialize, ToSchema)]
pub struct Contract {
    /// Identity.
    pub id: Uuid,
    /// Number, unique and kept for good.
    #[schema(example = "C-2026-0042")]
    pub number: String,
    /// Version; grows with every change.
    pub version: i32,
    /// What it is about, in a few words.
    pub title: String,
    /// Its kind.
    pub contract_type: ContractType,
    /// Where it stands on the day of the answer.
    pub phase: Phase,
    /// The customer.
    pub customer: Named,
    /// Our company that signs and invoices.
    pub legal_entity: Named,
    /// Number under which another system or the customer knows it.
    pub reference: Option<String>,
    /// The person of ours who answers for it.
    pub owner: Option<Named>,
    /// Who stands in for the owner.
    pub deputy: Option<Named>,
    /// The day of the last signature.
    pub signed_on: Option<NaiveDate>,
    /// Whether nobody said that day: an import took another one for it.
    pub signature_assumed: bool,
    /// First day of the first term.
    pub starts_on: Option<NaiveDate>,
    /// Length of the first term.
    pub term: TermLength,
    /// What follows the term.
    pub renewal: Renewal,
    /// Notice that either side must give.
    pub notice: Option<Length>,
    /// Days before the last day for notice by which we want to have decided.
    pub decision_buffer_days: u32,
    /// Special terms about dates.
    pub date_terms: DateTerms,
    /// The terms that were signed after the first, where the contract goes on only if both sides sign again.
    pub agreed_terms: Vec<AgreedTerm>,
    /// Currency of the prices (ISO 4217).
    #[schema(example = "EUR")]
    pub currency: String,
    /// The total that the first term is said to be worth, before tax.
    pub value: Option<Money>,
    /// When our invoices are due.
    pub payment_term: Option<PaymentTerm>,
    /// The customer's purchase-order number.
    pub purchase_order: Option<String>,
    /// Who of ours may see it.
    pub confidentiality: Confidentiality,
    /// The day our notice was received by the customer.
    pub notice_given_on: Option<NaiveDate>,
    /// The day we received the customer's notice.
    pub notice_received_on: Option<NaiveDate>,
    /// The notice by which one side left before the end.
    pub left_early: Option<EarlyNotice>,
    /// The last day, where the contract was ended other than by notice or expiry.
    pub ended_on: Option<NaiveDate>,
    /// The day of the renewal about which somebody decided: its last day for notice, or the last day of its term.
    pub renewal_decided_for: Option<NaiveDate>,
    /// The dates that follow from the terms.
    pub dates: Dates,
    /// Price lines.
    pub lines: Vec<PriceLine>,
    /// The business day for which the answer was made.
    pub day: NaiveDate,
}

/// A term that both sides signed when the one before it neared its end.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgreedTerm {
    /// The day of the last signature.
    pub signed_on: NaiveDate,
    /// Its last day.
    pub last_day: NaiveDate,
}

impl From<terms::AgreedTerm> for AgreedTerm {
    fn from(term: terms::AgreedTerm) -> Self {
        let terms::AgreedTerm { signed_on, last_day } = term;
        Self { signed_on, last_day }
    }
}

/// A notice to leave before the end.
#[derive(Debug, Serialize, ToSchema)]
pub struct EarlyNotice {
    /// Who left.
    pub by: Side,
    /// The day the other side received the notice.
    pub on: NaiveDate,
}

impl From<terms::EarlyNotice> for EarlyNotice {
    fn from(notice: terms::EarlyNotice) -> Self {
        let terms::EarlyNotice { by, on } = notice;
        Self { by: by.into(), on }
    }
}

impl Contract {
    /// A contract in the words of a language.
    pub fn new(w: Words, sheet: ContractSheet) -> Self {
        let ContractSheet {
            id,
            number,
            version,
            details,
            facts,
            lines,
            customer: CustomerDetails { name: customer_name, .. },
            legal_entity: legal_entity_name,
            owner: owner_name,
            deputy: deputy_name,
            dates,
            day,
        } = sheet;
        let ContractDetails {
            title,
            contract_type,
            customer,
            legal_entity,
            reference,
            owner,
            deputy,
            signed_on,
            starts_on,
            term,
            renewal,
            notice,
            decision_buffer_days,
            date_terms,
            agreed_terms,
            currency,
            value,
            payment_term,
            purchase_order,
            confidentiality,
        } = details;
        let special = DateChange {
            terms: date_terms,
            extension: facts.extension,
            customer_informed_on: facts.customer_informed_on,
        };
        let ContractFacts {
            notice_given_on,
            notice_received_on,
            left_early,
            ended_on,
            renewal_decided_for,
            renewal_decision: _,
            extension: _,
            customer_informed_on: _,
            signature_assumed,
        } = facts;
        let KeyDates {
            phase,
            term: current,
            ends_on,
            renews_on,
            notice_deadline,
            send_by,
            decision_deadline,
            early,
            customer_notice,
            free_since,
            gaps,
        } = dates;
        let (early_from, early_end) = early.map(|early| (early.from, early.ends_on)).unzip();
        let (tell_from, tell_by) = customer_notice.map(|notice| (notice.opens, notice.closes)).unzip();
        let dated = |dated: Option<term::Dated>| dated.map(|dated| Dated::new(w, dated));
        Self {
            id: id.0,
            number,
            version,
            title,
            contract_type: contract_type.into(),
            phase: phase.into(),
            customer: Named::new(customer, customer_name),
            legal_entity: Named::new(legal_entity, legal_entity_name),
            reference,
            owner: owner.map(|owner| Named::new(owner, owner_name)),
            deputy: deputy.map(|deputy| Named::new(deputy, deputy_name)),
            signed_on,
            signature_assumed,
            starts_on,
            term: term.into(),
            renewal: renewal.into(),
            notice: notice.map(Length::from),
            decision_buffer_days,
            date_terms: special.into(),
            agreed_terms: agreed_terms.into_iter().map(AgreedTerm::from).collect(),
            currency: currency.code().to_owned(),
            value: value.map(Money::from),
            payment_term: payment_term.map(PaymentTerm::from),
            purchase_order,
            confidentiality: confidentiality.into(),
            notice_given_on,
            notice_received_on,
            left_early: left_early.map(EarlyNotice::from),
            ended_on,
            renewal_decided_for,
            dates: Dates {
                term: current.map(|term| Term { number: term.number, first: term.first, last: term.last() }),
                ends_on: dated(ends_on),
                renews_on: dated(renews_on),
                notice_deadline: dated(notice_deadline),
                send_by: dated(send_by),
                early_from: dated(early_from),
                early_end: dated(early_end),
                tell_customer_from: dated(tell_from),
                tell_customer_by: dated(tell_by),
                customer_free_since: dated(free_since),
                decision_deadline: dated(decision_deadline),
                gaps: gaps.into_iter().map(Gap::from).collect(),
            },
            lines: lines.into_iter().map(PriceLine::from).collect(),
            day,
        }
    }
}
