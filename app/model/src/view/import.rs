//! How a person wants a file to be read, and what pages are told while an import is being accepted or taken back.

use super::ImportState;
use crate::{
    id::{FindingId, ImportId, InvoiceId},
    import::{differing::Difference, draft::PaymentDraft},
    leakage::FindingKind,
    money::Money,
    refusal::Refusal,
};
use serde::{Deserialize, Serialize};

/// How a person wants a file to be read, as a form sends it: what is empty is left to the evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FileReading {
    /// Sheet of a workbook.
    pub sheet: String,
    /// Encoding of a text file, by name.
    pub encoding: String,
    /// Separator of a text file.
    pub separator: String,
    /// Row of the header.
    pub header_row: String,
    /// `day_first` or `month_first`.
    pub day_order: String,
    /// `comma` or `point`.
    pub decimal_mark: String,
    /// Currency of amounts that name none.
    pub currency: String,
    /// Months of automatic renewals of which no length is said; empty for that of the first term.
    pub renewal_months: String,
    /// The field of each column, by its key; empty to leave the column out.
    pub fields: Vec<String>,
}

/// What is being done of an import, in the order in which it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportPhase {
    /// Rows become records: counted in contracts or invoices of the file.
    Making,
    /// Invoices are matched and leaks looked for: counted in customers.
    Judging,
    /// What follows for contracts that were there before: counted in contracts.
    Following,
    /// Records are taken back: counted in contracts or invoices.
    Removing,
}

/// Why accepting an import, or taking it back, did not come to its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportFailure {
    /// A person can mend it.
    Refused(Refusal),
    /// We must mend it; the reference finds it in our log.
    Broken(String),
    /// The program ended again and again in the middle of one step.
    Interrupted,
}

/// How far accepting an import, or taking it back, has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportProgress {
    /// Identity.
    pub id: ImportId,
    /// Where the import stands.
    pub state: ImportState,
    /// Where it will stand in the end.
    pub goal: ImportState,
    /// What is being done.
    pub phase: ImportPhase,
    /// How much of it is done.
    pub done: u32,
    /// How much there is to do.
    pub total: u32,
    /// What went wrong. While records are taken back it is the reason for that; of an import under review it is why
    /// it was not accepted the last time.
    pub failure: Option<ImportFailure>,
}

/// What taking an accepted import back removes, and what is in the way of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undoing {
    /// Contracts that go, with their price lines, expected billing and findings.
    pub contracts: u32,
    /// Customers that go.
    pub customers: u32,
    /// Customers that stay, because other contracts or invoices use them.
    pub kept_customers: u32,
    /// Invoices that go, with their payments.
    pub invoices: u32,
    /// Payments that go from invoices which stay.
    pub payments: u32,
    /// Matches of invoices with expected billing that are undone.
    pub matches: u32,
    /// Contracts that somebody changed since: they are in the way.
    pub changed: u32,
    /// Numbers of the first of them.
    pub changed_contracts: Vec<String>,
    /// Findings that somebody works on: they are in the way.
    pub worked_on: u32,
    /// The first of them.
    pub findings: Vec<(FindingId, FindingKind)>,
    /// Payments that later imports brought for its invoices: they are in the way.
    pub paid_by_imports: u32,
    /// Those imports with the names of their files, the latest first.
    pub later_imports: Vec<(ImportId, String)>,
    /// Payments that people recorded for its invoices: they are in the way.
    pub paid_by_people: u32,
    /// The first of those invoices, with their numbers.
    pub paid_invoices: Vec<(InvoiceId, String)>,
}

impl Undoing {
    /// Whether anything keeps the import from being taken back.
    pub const fn is_in_the_way(&self) -> bool {
        self.changed > 0 || self.worked_on > 0 || self.paid_by_imports > 0 || self.paid_by_people > 0
    }
}

/// What is already there of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// A contract or invoice with the same number is there, so the row is left out unless it adds something.
    pub same_number: Option<String>,
    /// The customer is there under this name; `None` if it will be made.
    pub customer: Option<String>,
    /// The customer's name in the file is only nearly the same.
    pub near_same: bool,
    /// A person said that the customer is another one all the same.
    pub apart: bool,
    /// A person left it out.
    pub left_out: bool,
    /// A payment that somebody probably recorded already: it is left out unless a person takes it in.
    pub probably: bool,
    /// What the file says otherwise than the contract with the same number; empty where that may not be seen.
    pub differs: Vec<Difference>,
    /// The payments that are added to the invoice that is there.
    pub adds: Vec<PaymentDraft>,
    /// What is open of that invoice afterwards, with tax; `None` where that is not known or may not be seen.
    pub open: Option<Money>,
}

impl Known {
    /// Whether all of it is there, so that nothing is made of it.
    pub fn is_there(&self) -> bool {
        self.same_number.is_some() && self.adds.is_empty()
    }
}

/// A finding about a late invoice that payments of an import closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettledFinding {
    /// Its identity.
    pub id: FindingId,
    /// The number of the invoice.
    pub invoice: String,
}
