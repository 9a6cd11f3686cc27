//! What a file proposes: contracts and invoices in the words of the file where a record is meant, and
//! in the model's own types everywhere else.

use super::problem::{CellProblem, Severity};
use crate::{
    calendar::{Day, Length, Period},
    contract::{ContractType, PaymentTerm, Renewal, TermLength},
    invoice::InvoiceKind,
    money::{Currency, Money},
    price_line::{Discount, Recurrence, YearlyIncrease},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// One or more rows of the file as they will be understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnderstoodRow<T> {
    /// The numbers of the rows it was read from; the first one names it.
    pub rows: Vec<u32>,
    /// What they say, as far as it was understood; `None` for rows that are left out (totals, drafts,
    /// cancelled invoices), whose problem says why.
    pub draft: Option<T>,
    /// Everything wrong or doubtful, in the order of rows and columns.
    pub problems: Vec<CellProblem>,
}

impl<T> UnderstoodRow<T> {
    /// Whether it can be accepted: there is a draft and no error.
    pub fn is_acceptable(&self) -> bool {
        self.draft.is_some() && self.severity() != Some(Severity::Error)
    }

    /// The worst of its problems.
    pub fn severity(&self) -> Option<Severity> {
        self.problems.iter().map(|at| at.problem.severity()).max()
    }
}

/// A customer, legal entity or person as the file names them, to be found or made by the caller.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CustomerWords {
    /// Name; empty where only an identifier is given.
    pub name: String,
    /// Country as written (code or name).
    pub country: Option<String>,
    /// Registration number, without spaces.
    pub registration_number: Option<String>,
    /// VAT number, without spaces.
    pub vat_number: Option<String>,
}

/// A person of ours as the file names them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PersonWords {
    /// Name as written.
    pub name: Option<String>,
    /// E-mail address, in lower case.
    pub email: Option<String>,
}

/// A contract as the file proposes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractDraft {
    /// The contract's number in the file.
    pub reference: Option<String>,
    /// Title, or the first line's description.
    pub title: Option<String>,
    /// The customer; `None` is an error among the problems.
    pub customer: Option<CustomerWords>,
    /// Our company, as written.
    pub legal_entity: Option<String>,
    /// Its kind; where the file says nothing, what its prices suggest.
    pub contract_type: ContractType,
    /// Who answers for it.
    pub owner: PersonWords,
    /// Day of signature.
    pub signed_on: Option<Day>,
    /// First day of the first term.
    pub starts_on: Option<Day>,
    /// Length of the first term.
    pub term: TermLength,
    /// The last day, where somebody ended it.
    pub ended_on: Option<Day>,
    /// What follows the term; `None` where the file says nothing.
    pub renewal: Option<Renewal>,
    /// Notice.
    pub notice: Option<Length>,
    /// Currency of its prices; `None` is an error among the problems where there is a price.
    pub currency: Option<Currency>,
    /// Total value, before tax.
    pub value: Option<Money>,
    /// When invoices are due.
    pub payment_term: Option<PaymentTerm>,
    /// The customer's purchase-order number.
    pub purchase_order: Option<String>,
    /// Its prices.
    pub lines: Vec<PriceLineDraft>,
}

/// The day of signature of a contract of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signature {
    /// The file names it.
    Named(Day),
    /// The file names none: the first day stands in, because a list of contracts is a list of signed ones.
    FirstDay(Day),
    /// The file names none and the contract starts later: the day of the import stands in.
    ImportDay(Day),
    /// The file names neither it nor a first day.
    Unknown,
}

impl Signature {
    /// The day, if there is one.
    pub const fn day(self) -> Option<Day> {
        match self {
            Self::Named(day) | Self::FirstDay(day) | Self::ImportDay(day) => Some(day),
            Self::Unknown => None,
        }
    }

    /// Whether another day stands in for it.
    pub const fn is_assumed(self) -> bool {
        matches!(self, Self::FirstDay(_) | Self::ImportDay(_))
    }
}

impl ContractDraft {
    /// What its contract is called: as the file says, else as its first described line, its number or its customer.
    pub fn called(&self) -> String {
        let described = |text: &&str| !text.trim().is_empty();
        let line = self.lines.first().map(|line| line.description.as_str());
        let customer = self.customer.as_ref().map(|customer| customer.name.as_str());
        let texts = [self.title.as_deref(), line, self.reference.as_deref(), customer];
        texts.into_iter().flatten().find(described).unwrap_or_default().to_owned()
    }

    /// How many of its lines have no description; they are called as the contract, because a line needs one.
    pub fn undescribed(&self) -> usize {
        self.lines.iter().filter(|line| line.description.trim().is_empty()).count()
    }

    /// Which day is taken for that of the signature when the file is imported on a day: without one of its own, the
    /// earlier of the first day and that day.
    pub fn signature(&self, imported_on: Day) -> Signature {
        match (self.signed_on, self.starts_on) {
            (Some(named), _) => Signature::Named(named),
            (None, Some(first)) if first <= imported_on => Signature::FirstDay(first),
            (None, Some(_)) => Signature::ImportDay(imported_on),
            (None, None) => Signature::Unknown,
        }
    }
}

/// A price line as the file proposes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceLineDraft {
    /// Number of the row in the file.
    pub row: u32,
    /// What is delivered.
    pub description: String,
    /// Units per period.
    pub quantity: Decimal,
    /// Unit in the words of the file; empty where it says none.
    pub unit: String,
    /// Price of one unit for one period, major units, before tax.
    pub unit_price: Decimal,
    /// VAT in per cent.
    pub vat_percent: Option<Decimal>,
    /// When it is billed; `None` only beside the error that no start is known.
    pub recurrence: Option<Recurrence>,
    /// First day, where it differs from the contract's.
    pub starts_on: Option<Day>,
    /// Last day, where it differs from the contract's.
    pub ends_on: Option<Day>,
    /// Dated discounts.
    pub discounts: Vec<Discount>,
    /// Fixed yearly increase.
    pub increase: Option<YearlyIncrease>,
}

/// An invoice or credit note as the file proposes it, with what was received for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceDraft {
    /// Invoice or credit note.
    pub kind: InvoiceKind,
    /// Its number; `None` is an error among the problems.
    pub number: Option<String>,
    /// The customer; `None` is an error among the problems unless a contract is named.
    pub customer: Option<CustomerWords>,
    /// The contract reference as printed.
    pub contract_reference: Option<String>,
    /// The number of the invoice that a credit note corrects.
    pub corrects: Option<String>,
    /// Our company that issued it, as written.
    pub legal_entity: Option<String>,
    /// Day of issue; `None` is an error among the problems.
    pub issued_on: Option<Day>,
    /// Day it is due.
    pub due_on: Option<Day>,
    /// Currency; `None` is an error among the problems.
    pub currency: Option<Currency>,
    /// Total with tax.
    pub total_with_tax: Option<Money>,
    /// Its lines.
    pub lines: Vec<InvoiceLineDraft>,
    /// What was received for it.
    pub payments: Vec<PaymentDraft>,
    /// Whether a cell says what was received or is open, be it that nothing was: an empty one says nothing.
    pub says_received: bool,
    /// A payment that stands alone in its row: the invoice is one that is there already.
    pub alone: Option<LonePayment>,
}

/// A line of an invoice as the file proposes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceLineDraft {
    /// Number of the row in the file.
    pub row: u32,
    /// Words as printed; may be empty.
    pub description: String,
    /// The days it covers.
    pub period: Option<Period>,
    /// Amount before tax; negative on a credit note.
    pub amount: Money,
    /// VAT in per cent.
    pub vat_percent: Option<Decimal>,
}

/// A payment that stands alone in a row of a list of payments. Its currency is that of the invoice, unless the row names one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LonePayment {
    /// Number of the row in the file.
    pub row: u32,
    /// The day it arrived.
    pub received_on: Day,
    /// How much, with tax, in major units.
    pub amount: Decimal,
}

/// Money received, as the file proposes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentDraft {
    /// Number of the row in the file.
    pub row: u32,
    /// The day it arrived.
    pub received_on: Day,
    /// How much, with tax.
    pub amount: Money,
}
