//! What the matching of invoices shows: lines that wait, the places they may belong to, invoices.

use crate::{
    billing::BillingState,
    calendar::{Day, Period},
    id::*,
    invoice::{InvoiceKind, Payment, taking_out::InTheWay},
    leakage::{FindingKind, Outstanding},
    money::Money,
    price_line::Recurrence,
    reconciliation::{CalendarBilling, Confidence, Reason, Waiting},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A price line whose invoices follow the calendar, as the review of an import proposes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnchorProposal {
    /// The contract's number.
    pub contract: String,
    /// The contract's title.
    pub title: String,
    /// The price line in words.
    pub description: String,
    /// When it is billed now.
    pub recurrence: Recurrence,
    /// What its invoices show.
    pub found: CalendarBilling,
}

/// An invoice line that waits for a person, in the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingLine {
    /// The line.
    pub id: InvoiceLineId,
    /// Its invoice.
    pub invoice: InvoiceId,
    /// The number of its invoice.
    pub number: String,
    /// Invoice or credit note.
    pub kind: InvoiceKind,
    /// The day of issue.
    pub issued_on: Day,
    /// The customer.
    pub customer: CustomerId,
    /// The customer's name.
    pub customer_name: String,
    /// The contract reference as printed.
    pub contract_reference: Option<String>,
    /// Words as printed.
    pub description: String,
    /// The days it covers, if printed.
    pub period: Option<Period>,
    /// What is not matched yet, before tax.
    pub open: Money,
    /// Why it waits.
    pub why: Waiting,
}

/// A ledger row to which an invoice line may be matched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchRow {
    /// The row.
    pub id: ExpectedBillingId,
    /// The contract's number.
    pub contract: String,
    /// The contract's title.
    pub title: String,
    /// The price line in words.
    pub line: String,
    /// The days covered.
    pub period: Period,
    /// The day to bill.
    pub billing_day: Day,
    /// Expected, before tax.
    pub expected: Money,
    /// Billed already, net of credit notes.
    pub billed: Money,
    /// Where it stands.
    pub state: BillingState,
}

/// Rows that an invoice line may bill together, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The rows, each with the part of the line that would belong to it.
    pub rows: Vec<(MatchRow, Money)>,
    /// What speaks for it and against it.
    pub reasons: Vec<Reason>,
    /// Whether a person took the line back from one of the rows.
    pub taken_back: bool,
}

/// A match of a part of an invoice line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineMatch {
    /// The row it bills.
    pub row: MatchRow,
    /// The part of the line, before tax.
    pub amount: Money,
    /// How sure.
    pub confidence: Confidence,
    /// Why.
    pub reasons: Vec<Reason>,
    /// The person who matched it; `None` for the program.
    pub by: Option<String>,
    /// Whether a person did.
    pub by_person: bool,
}

/// Where an invoice line stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It waits.
    Waiting {
        /// For what.
        why: Waiting,
    },
    /// All of it is matched.
    Matched,
    /// It bills nothing: an invoice and the credit note that takes it back whole.
    Settled,
    /// It belongs to no contract.
    Outside {
        /// Why, in somebody's words.
        reason: String,
    },
}

/// An invoice line with everything needed to decide about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchingSheet {
    /// The line.
    pub line: InvoiceLineView,
    /// Its invoice.
    pub invoice: InvoiceId,
    /// The number of its invoice.
    pub number: String,
    /// Invoice or credit note.
    pub kind: InvoiceKind,
    /// The day of issue.
    pub issued_on: Day,
    /// The customer.
    pub customer: CustomerId,
    /// The customer's name.
    pub customer_name: String,
    /// The contract reference as printed.
    pub contract_reference: Option<String>,
    /// Where it may belong, best first.
    pub places: Vec<Place>,
    /// Open rows of the contract that was looked for.
    pub found: Vec<MatchRow>,
    /// The day the answer was made for.
    pub day: Day,
}

/// A line of an invoice with its matches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceLineView {
    /// Identity.
    pub id: InvoiceLineId,
    /// Version, for comparing at a save.
    pub version: i32,
    /// Words as printed.
    pub description: String,
    /// The days it covers, if printed.
    pub period: Option<Period>,
    /// Amount before tax.
    pub amount: Money,
    /// What is not matched yet.
    pub open: Money,
    /// VAT in per cent, if known.
    pub vat_percent: Option<Decimal>,
    /// Where it stands.
    pub standing: Standing,
    /// What it bills.
    pub matches: Vec<LineMatch>,
}

/// An invoice in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceRow {
    /// Identity.
    pub id: InvoiceId,
    /// Number as printed.
    pub number: String,
    /// Invoice or credit note.
    pub kind: InvoiceKind,
    /// The customer's name.
    pub customer: String,
    /// The day of issue.
    pub issued_on: Day,
    /// The day payment is due, if printed.
    pub due_on: Option<Day>,
    /// Total with tax, if known.
    pub total: Option<Money>,
    /// Total of its lines before tax.
    pub net: Money,
    /// What was received.
    pub paid: Money,
    /// What of that is owed back, where anything is.
    pub owed_back: Option<Money>,
    /// How many of its lines wait for a match.
    pub waiting: u64,
}

/// What the invoices of a list come to in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceTotals {
    /// With tax, of those whose total is known; `None` where it is of none.
    pub total: Option<Money>,
    /// Before tax, of those whose total with tax is not known; `None` where it is of all.
    pub net: Option<Money>,
    /// What was received for all of them.
    pub paid: Money,
}

/// An invoice with its lines and payments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceSheet {
    /// Identity.
    pub id: InvoiceId,
    /// Number as printed.
    pub number: String,
    /// Invoice or credit note.
    pub kind: InvoiceKind,
    /// The customer.
    pub customer: CustomerId,
    /// The customer's name.
    pub customer_name: String,
    /// Our company that issued it.
    pub legal_entity: Option<String>,
    /// The contract reference as printed.
    pub contract_reference: Option<String>,
    /// The day of issue.
    pub issued_on: Day,
    /// The day payment is due, if printed.
    pub due_on: Option<Day>,
    /// Total of its lines before tax.
    pub net: Money,
    /// Its tax, if the total is known.
    pub tax: Option<Money>,
    /// Total with tax, if known.
    pub total: Option<Money>,
    /// What was received, with tax.
    pub paid: Money,
    /// The number of the invoice that a credit note says it corrects, as printed.
    pub corrects: Option<String>,
    /// Of a credit note the invoices that it corrects, of an invoice its credit notes, as far as they are known.
    pub related: Vec<RelatedInvoice>,
    /// What is still to be paid, as the findings about it count it.
    pub outstanding: Outstanding,
    /// What came in beyond its total, where that is known with its tax and anything did.
    pub overpaid: Option<Money>,
    /// What is owed back: of an invoice what came in beyond what credit notes leave of it, of a credit note what is owed back
    /// of the invoices that it takes back. `None` where that is not known.
    pub owed_back: Option<Money>,
    /// Its lines.
    pub lines: Vec<InvoiceLineView>,
    /// What was received for it.
    pub payments: Vec<InvoicePayment>,
    /// The import that brought it; `None` where none did, so that it cannot be taken out.
    pub imported: Option<ImportedInvoice>,
    /// Version, for comparing at a save: it grows with every change of its payments.
    pub version: i32,
    /// What was given up of it, the oldest first.
    pub given_up: Vec<InvoiceWaiver>,
    /// The day the answer was made for.
    pub day: Day,
}

/// That an import brought an invoice, and whether it can be taken out again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedInvoice {
    /// Name of the file.
    pub file: String,
    /// What people have to take back first.
    pub in_the_way: InTheWay,
    /// The findings that rest on it and that people worked on: without it they are judged anew.
    pub worked_on: Vec<(FindingId, FindingKind)>,
}

/// A payment of an invoice, and who brought it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoicePayment {
    /// The payment.
    pub payment: Payment,
    /// Whether a person recorded it on the page of the invoice, where it can be taken back.
    pub by_person: bool,
    /// Name of that person, where it is known.
    pub by: Option<String>,
    /// Whether an import brought it, so that it can be taken out.
    pub imported: bool,
    /// Name of the file of that import, where it is known.
    pub file: Option<String>,
}

/// An invoice or a credit note that another one has to do with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelatedInvoice {
    /// Identity.
    pub id: InvoiceId,
    /// Number as printed.
    pub number: String,
    /// The day of issue.
    pub issued_on: Day,
}

/// What was given up of an invoice with a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceWaiver {
    /// The finding.
    pub finding: FindingId,
    /// How much.
    pub amount: Money,
    /// The day.
    pub on: Day,
    /// Who, where that is known.
    pub by: Option<String>,
    /// Why, in their words.
    pub reason: String,
}

/// A match as a contract's ledger shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowMatch {
    /// The invoice line.
    pub line: InvoiceLineId,
    /// Its version, for comparing at an undo.
    pub version: i32,
    /// Its invoice.
    pub invoice: InvoiceId,
    /// The number of its invoice.
    pub number: String,
    /// The day of issue.
    pub issued_on: Day,
    /// The part that bills the row, before tax.
    pub amount: Money,
    /// Whether a person made the match.
    pub by_person: bool,
}
