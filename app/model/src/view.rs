//! What operations answer to pages and to the API: rows and sheets ready to be shown, nothing more than
//! may be seen. Words are made from them in `app::words`.

mod absence;
mod attachment;
mod contract_form;
mod contract_life;
mod holiday;
mod home;
mod import;
mod job;
mod key_date;
mod matching;
mod notification;
mod obligation;
mod page;
mod party;
mod renewal;
mod risk;
mod token;

pub use absence::{AbsenceRow, AbsenceSheet, Away};
pub use attachment::{AttachmentRow, Attachments, PartFiles};
pub use contract_form::{ContractFormSheet, Named, PriceInForce};
pub use contract_life::ContractLife;
pub use holiday::HolidaySheet;
pub use home::{Home, HomeDate, HomeVisits, MissedNotice, Others, RailCount};
pub use import::{FileReading, ImportFailure, ImportPhase, ImportProgress, Known, SettledFinding, Undoing};
pub use job::{JobCounts, JobRow};
pub use key_date::*;
pub use matching::{
    AnchorProposal, ImportedInvoice, InvoiceLineView, InvoicePayment, InvoiceRow, InvoiceSheet, InvoiceTotals,
    InvoiceWaiver, LineMatch, MatchRow, MatchingSheet, Place, RelatedInvoice, RowMatch, Standing, WaitingLine,
};
pub use notification::{HearingSheet, MailRow, MailState, NotificationRow, ReminderSheet};
pub use obligation::{ContractObligations, ObligationOpening, ObligationRow, OccurrenceRow};
pub use page::page_shown;
pub use party::*;
pub use renewal::{NamedRenewal, PriceAhead, RenewalPack, RenewalRow, RenewalSheet};
pub use risk::{ContractRisk, DoneReview, RiskListRow, RiskRow};
pub use token::{CreatedToken, TokenRow, Tokens};

use crate::{
    billing::{BillingState, Correction, Formula},
    calendar::{Day, Moment, Period},
    contract::{ContractDetails, ContractFacts, ContractType, WorthOf},
    event::Event,
    id::*,
    import::{conventions::Readings, draft::UnderstoodRow},
    leakage::{Finding, FindingState},
    money::{Currency, Money},
    party::CustomerDetails,
    permission::Permission,
    person::Role,
    price_line::PriceLine,
    term::{KeyDates, Phase},
};
use serde::{Deserialize, Serialize};

mod administration;
mod leakage;
mod saved_view;
mod service_visit;

pub use administration::*;
pub use leakage::*;
pub use saved_view::*;
pub use service_visit::*;

/// A stretch of a list and the length of the whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct List<T> {
    /// The rows of this stretch.
    pub rows: Vec<T>,
    /// How many there are in all, or of a very long list how many were counted.
    pub total: u64,
    /// Whether there are more than were counted.
    #[serde(default)]
    pub more: bool,
    /// The day the answer was made for.
    pub day: Day,
}

/// Who is looking: what every page needs to know of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    /// Identity.
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// Roles.
    pub roles: Vec<Role>,
    /// What they may do.
    pub permissions: Vec<Permission>,
    /// The business day.
    pub day: Day,
    /// How much of what they were told they have not read.
    pub unread: u64,
}

impl Viewer {
    /// Whether they may do something.
    pub fn may(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }
}

/// A person to choose at the demonstration's entrance, or in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRow {
    /// Identity.
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Roles.
    pub roles: Vec<Role>,
    /// Whether they may sign in.
    pub active: bool,
}

/// A contract in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractRow {
    /// Number.
    pub number: String,
    /// Number in another system.
    pub reference: Option<String>,
    /// Title.
    pub title: String,
    /// Type.
    pub contract_type: ContractType,
    /// The customer's name.
    pub customer: String,
    /// The customer.
    pub customer_id: CustomerId,
    /// Our company's name.
    pub legal_entity: String,
    /// The owner's name.
    pub owner: Option<String>,
    /// Where it stands.
    pub phase: Phase,
    /// First day.
    pub starts_on: Option<Day>,
    /// Last day, if known.
    pub ends_on: Option<Day>,
    /// Last day for notice.
    pub notice_deadline: Option<Day>,
    /// Value before tax, as far as it is known.
    pub value: Option<Money>,
    /// Of what it is the value.
    pub value_of: WorthOf,
}

/// Everything the sheet of a contract shows at first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractSheet {
    /// Identity.
    pub id: ContractId,
    /// Number.
    pub number: String,
    /// Version, for comparing at a save.
    pub version: i32,
    /// Terms.
    pub details: ContractDetails,
    /// What happened.
    pub facts: ContractFacts,
    /// Price lines.
    pub lines: Vec<PriceLine>,
    /// Customer.
    pub customer: CustomerDetails,
    /// Our company's name.
    pub legal_entity: String,
    /// The owner's name.
    pub owner: Option<String>,
    /// The deputy's name.
    pub deputy: Option<String>,
    /// Dates, with reasons.
    pub dates: KeyDates,
    /// The day the answer was made for.
    pub day: Day,
}

/// A row of a contract's ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerEntry {
    /// Identity.
    pub id: ExpectedBillingId,
    /// The line.
    pub line: PriceLineId,
    /// What the line is called, or was when the contract still had it.
    pub description: String,
    /// Days covered.
    pub period: Period,
    /// Day to bill.
    pub billing_day: Day,
    /// The milestone, by its occurrence and its title, until whose acceptance the day is but a guess and nothing is due.
    pub waits_for: Option<(OccurrenceId, String)>,
    /// Amount promised.
    pub amount: Money,
    /// Why this amount.
    pub formula: Formula,
    /// Why there is a correction.
    pub correction: Option<Correction>,
    /// Billed so far, net of credit notes.
    pub billed: Money,
    /// What came in without an invoice being known here, as far as it counts.
    pub recovered: Money,
    /// What came in before the invoices that bill it now, and is paid of them.
    pub paid_before: Money,
    /// What is left of the promise.
    pub left: Money,
    /// What was billed too much of it and is not given back, as somebody decided: given up, so below zero.
    pub kept: Money,
    /// Rebates of its days that go with it when it is given up, or come back with it, together and below zero; nothing where
    /// there are none.
    pub along: Money,
    /// Where it stands.
    pub state: BillingState,
    /// Whether invoices of its billing day are known: of other days nobody can say that something is not billed.
    pub known: bool,
    /// Why it was given up, if it was.
    pub waived_reason: Option<String>,
}

/// A row of the ledger over all contracts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BillingRow {
    /// The contract's number.
    pub contract: String,
    /// The contract's number elsewhere, where that is another one.
    pub reference: Option<String>,
    /// The contract's title.
    pub title: String,
    /// The customer's name.
    pub customer: String,
    /// Days covered.
    pub period: Period,
    /// Day to bill.
    pub billing_day: Day,
    /// Amount promised.
    pub amount: Money,
    /// Of it given up with a reason.
    pub waived: Money,
    /// Billed so far, net of credit notes.
    pub billed: Money,
    /// What came in without an invoice being known here, as far as it counts.
    pub recovered: Money,
    /// Paid of what was billed: each payment counts for the lines of its invoice in proportion.
    pub collected: Money,
    /// The price line.
    pub line: String,
    /// Why this amount.
    pub formula: Formula,
    /// Where it stands.
    pub state: BillingState,
}

impl BillingRow {
    /// Promised and not given up, as the sums above lists say it.
    pub const fn expected(&self) -> Money {
        Money::new(self.amount.minor.saturating_sub(self.waived.minor), self.amount.currency)
    }
}

/// A finding in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingRow {
    /// Identity.
    pub id: FindingId,
    /// Version, for comparing at a step.
    pub version: i32,
    /// What was found.
    pub finding: Finding,
    /// Where it stands.
    pub state: FindingState,
    /// The contract's number; empty for an invoice that belongs to none.
    pub contract: String,
    /// The contract's number elsewhere, where that is another one.
    pub reference: Option<String>,
    /// The contract's title, or that invoice's number.
    pub title: String,
    /// The price line it is about, where that is not called as the contract is.
    pub line: Option<String>,
    /// The customer's name.
    pub customer: String,
    /// Who pursues it.
    pub owner: Option<String>,
    /// Their identity.
    pub owner_id: Option<PersonId>,
    /// The day by which it shall be settled, if one was set.
    pub due_on: Option<Day>,
    /// The day it was first found.
    pub found_on: Day,
    /// What came in of it; while a part is lacking, the amount of `finding` is what is still open.
    pub recovered: Option<Money>,
}

/// Whether a file holds contracts or invoices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    /// Contracts with their price lines.
    Contracts,
    /// Invoices with their payments.
    Invoices,
}

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// Nothing is live yet.
    Review,
    /// Its rows become records, some at a time.
    Accepting,
    /// Its rows are records.
    Accepted,
    /// Its records are taken back, some at a time.
    Undoing,
    /// It was taken back.
    Undone,
    /// It was given up before anything was live; its file is gone.
    Discarded,
}

impl ImportState {
    /// Whether the program is at work on it.
    pub const fn is_under_way(self) -> bool {
        matches!(self, Self::Accepting | Self::Undoing)
    }
}

/// What became of an import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportSummary {
    /// Contracts made.
    pub contracts: u32,
    /// Customers made.
    pub customers: u32,
    /// Invoices made.
    pub invoices: u32,
    /// Payments that came in, with those invoices or for others that were there.
    #[serde(default)]
    pub payments: u32,
    /// Rows of the file left out.
    pub left_out: u32,
    /// Lines of its invoices that wait for a person: now where one import is shown, else when it was accepted.
    pub waiting: u32,
    /// Findings that are open about its contracts and invoices, as of the same moment.
    pub findings: u32,
    /// Contracts that stayed when it was taken back, because a person had changed them meanwhile.
    #[serde(default)]
    pub kept: u32,
}

/// An import in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRow {
    /// Identity.
    pub id: ImportId,
    /// Contracts or invoices.
    pub kind: ImportKind,
    /// Name of the file.
    pub file: String,
    /// Where it stands.
    pub state: ImportState,
    /// What became of it.
    pub summary: ImportSummary,
    /// When it began.
    pub at: Moment,
    /// How far it has come, while the program is at work on it: of how much (second) how much is done (first).
    pub progress: Option<(u32, u32)>,
}

/// A column of a file and what it was taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportColumn {
    /// Header in the file.
    pub header: String,
    /// Stable name of the field it was taken for; `None` if it is left out.
    pub field: Option<String>,
    /// The first few cells that are not empty.
    pub samples: Vec<String>,
}

/// A row under review: a contract or an invoice as it will be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReviewRow {
    /// A contract.
    Contract {
        /// As understood.
        understood: Box<UnderstoodRow<crate::import::draft::ContractDraft>>,
        /// What is already there.
        known: Known,
    },
    /// An invoice.
    Invoice {
        /// As understood.
        understood: Box<UnderstoodRow<crate::import::draft::InvoiceDraft>>,
        /// What is already there.
        known: Known,
    },
}

/// How many contracts of a file name no day of signature, by the day that is taken for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsigned {
    /// The first day of the contract.
    pub first_day: u32,
    /// The day of the import, because the contract starts later.
    pub import_day: u32,
    /// The day of the import, as of now.
    pub day: Day,
}

/// Everything the review of an import shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReview {
    /// Identity.
    pub id: ImportId,
    /// Contracts or invoices.
    pub kind: ImportKind,
    /// Whether its columns clearly look like those of the other kind.
    pub other_kind: bool,
    /// Whether it is named like a workbook and is a text.
    pub text_as_workbook: bool,
    /// Name of the file.
    pub file: String,
    /// Where it stands.
    pub state: ImportState,
    /// What became of it.
    pub summary: ImportSummary,
    /// Version, for comparing at a save.
    pub version: i32,
    /// How far accepting it, or taking it back, has come, or why that failed. While the program is at work, the
    /// file is not read: what stands below is empty.
    pub progress: Option<ImportProgress>,
    /// Names of the workbook's sheets.
    pub sheets: Vec<String>,
    /// The sheet that is read.
    pub sheet: Option<String>,
    /// How a text file is encoded.
    pub encoding: Option<String>,
    /// What separates the cells of a text file.
    pub separator: Option<char>,
    /// Row of the header in the file.
    pub header_row: u32,
    /// The columns.
    pub columns: Vec<ImportColumn>,
    /// Stable names of all fields a column may be taken for.
    pub fields: Vec<String>,
    /// How days, numbers and currencies are read.
    pub readings: Readings,
    /// The currency taken for amounts that name none.
    pub assumed_currency: Option<Currency>,
    /// Contracts or invoices found in the file.
    pub found: u32,
    /// Of them, those that can be accepted.
    pub acceptable: u32,
    /// Of them, those that are already there.
    pub already_there: u32,
    /// How many payments are added to invoices that are there.
    pub paying: u32,
    /// Of what was found, that which brings nothing else.
    pub payments_alone: u32,
    /// Of them, those with nothing worse than a remark that informs.
    pub informed: u32,
    /// Of them, those with nothing worse than a remark that is worth a look.
    pub doubtful: u32,
    /// Of them, those to be corrected.
    pub wrong: u32,
    /// Of them, those that are left out.
    pub left_out: u32,
    /// The kept mapping by which its columns were read at first.
    pub mapping: Option<String>,
    /// Of the contracts that will be made, those for which the file names no day of signature.
    pub unsigned: Unsigned,
    /// Of the contracts that will be made, those that renew by themselves for as long as their first term, because nobody
    /// said for how long.
    pub assumed_renewals: u32,
    /// How many months a person said for all of these.
    pub renewal_months: Option<u32>,
    /// How many price lines of contracts that will be made have no description, so that they are called as their contract.
    pub undescribed: u32,
    /// How many customers of the file are taken for one with nearly the same name.
    pub near_same: u32,
    /// Price lines whose invoices in the file follow the calendar, a page of them.
    pub anchors: Vec<AnchorProposal>,
    /// Whether nothing can be accepted before one of our companies is added, because rows name none.
    pub no_legal_entity: bool,
    /// Whether it brought contracts and no invoice is known yet: then those come next, because without them nothing can be
    /// said to be unbilled.
    pub invoices_next: bool,
    /// What taking it back removes, of an import that was accepted.
    pub undoing: Option<Undoing>,
    /// Of an accepted import the findings about late invoices that its payments closed, as far as they may be seen.
    pub settled: Vec<SettledFinding>,
    /// How many there are of those that were asked for; of an accepted import those it left out.
    pub asked_for: u32,
}

/// The review of an import with the rows that were asked for, of which pages are sent what they say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewedImport {
    /// The review.
    pub review: ImportReview,
    /// A page of its rows, with problems first.
    pub rows: Vec<ReviewRow>,
}

impl std::ops::Deref for ReviewedImport {
    type Target = ImportReview;

    fn deref(&self) -> &ImportReview {
        &self.review
    }
}

/// An event of the past, ready for a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastEvent {
    /// When.
    pub at: Moment,
    /// Who; `None` for the program itself.
    pub by: Option<String>,
    /// What.
    pub event: Event,
    /// What terms were before and are after, in sentences of the reader's language.
    pub details: Vec<String>,
}
