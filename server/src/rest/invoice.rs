//! Invoices and credit notes, and what became of each line.

pub mod payment;
pub mod taking_out;

use app::words::{self, Words, invoice_page::in_the_way};
use axum::extract::OriginalUri;
use chrono::NaiveDate;
use model::{
    invoice,
    view::{self, InvoiceLineView, InvoicePayment, InvoiceRow, InvoiceSheet, InvoiceWaiver},
};
use operations::invoice::{self as invoices, InvoiceFilter};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    answer::{Listed, Page, Versioned},
    ask::{self, Asked, Id, Paging},
    billing::BillingState,
    caller::Caller,
    finding::Confidence,
    problem::Trouble,
    wire::{Money, Period, choices},
};

choices! {
    /// Which way the money of a document goes.
    InvoiceKind = model::invoice::InvoiceKind {
        /// Asks for money.
        Invoice,
        /// Takes an invoice back, whole or in part; its amounts are negative.
        CreditNote,
    }

    /// Why an invoice line waits for a person.
    WaitingFor = model::reconciliation::Waiting {
        /// It points to no row of the ledger.
        NoRow,
        /// It points to several places, none of them nearly as well as a match needs.
        SeveralPlaces,
        /// It points to one place, but its amount is not what is expected there.
        OtherAmount,
        /// Too little speaks for the place it points to.
        ThinEvidence,
        /// It names an invoice that is not known, or that bills nothing yet.
        CorrectsUnplaced,
        /// A person took it back from where it pointed to.
        TakenBack,
        /// A person matched a part of it; the rest is open.
        RestOpen,
    }
}

/// A row of the ledger to which an invoice line is or may be matched.
#[derive(Debug, Serialize, ToSchema)]
pub struct MatchRow {
    /// Identity of the row.
    pub id: Uuid,
    /// Number of the contract.
    pub contract: String,
    /// Title of the contract.
    pub title: String,
    /// The price line in words.
    pub line: String,
    /// The days covered.
    pub period: Period,
    /// The day to bill.
    pub billing_day: NaiveDate,
    /// Expected, before tax.
    pub expected: Money,
    /// Billed already, net of credit notes.
    pub billed: Money,
    /// Where it stands.
    pub state: BillingState,
}

impl From<view::MatchRow> for MatchRow {
    fn from(row: view::MatchRow) -> Self {
        let view::MatchRow { id, contract, title, line, period, billing_day, expected, billed, state } = row;
        Self {
            id: id.0,
            contract,
            title,
            line,
            period: period.into(),
            billing_day,
            expected: expected.into(),
            billed: billed.into(),
            state: state.into(),
        }
    }
}

/// A match of a part of an invoice line.
#[derive(Debug, Serialize, ToSchema)]
pub struct LineMatch {
    /// The row it bills.
    pub row: MatchRow,
    /// The part of the line, before tax.
    pub amount: Money,
    /// How sure.
    pub confidence: Confidence,
    /// Why, as sentences in the language of the request; empty where a person decided.
    pub reasons: Vec<String>,
    /// Name of the person who matched it; `null` for the program.
    pub by: Option<String>,
    /// Whether a person matched it.
    pub by_person: bool,
}

impl LineMatch {
    fn new(w: Words, found: view::LineMatch) -> Self {
        let view::LineMatch { row, amount, confidence, reasons, by, by_person } = found;
        let reason = |reason| words::reconciliation::reason(w, reason, row.expected.currency);
        Self {
            reasons: reasons.iter().map(reason).collect(),
            row: row.into(),
            amount: amount.into(),
            confidence: confidence.into(),
            by,
            by_person,
        }
    }
}

/// Where an invoice line stands.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum Standing {
    /// It waits for a person.
    Waiting {
        /// For what.
        why: WaitingFor,
        /// The same in a few words in the language of the request.
        detail: String,
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

impl Standing {
    fn new(w: Words, standing: view::Standing) -> Self {
        match standing {
            view::Standing::Waiting { why } => {
                Self::Waiting { why: why.into(), detail: w.t(words::matching::waiting(why)).to_owned() }
            }
            view::Standing::Matched => Self::Matched,
            view::Standing::Settled => Self::Settled,
            view::Standing::Outside { reason } => Self::Outside { reason },
        }
    }
}

/// A line of an invoice with what it bills.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvoiceLine {
    /// Identity.
    pub id: Uuid,
    /// Version; grows with every decision about the line. Sent as `If-Match` in quotation marks, it is the version
    /// that was read.
    pub version: i32,
    /// Words as printed.
    pub description: String,
    /// The days it covers, if printed.
    pub period: Option<Period>,
    /// Amount before tax; negative on a credit note.
    pub amount: Money,
    /// What is not matched yet.
    pub open: Money,
    /// VAT in per cent, if known, as a decimal number in text.
    #[schema(example = "20")]
    pub vat_percent: Option<String>,
    /// Where it stands.
    pub standing: Standing,
    /// What it bills.
    pub matches: Vec<LineMatch>,
}

impl InvoiceLine {
    /// A line in the words of a language.
    pub fn new(w: Words, line: InvoiceLineView) -> Self {
        let InvoiceLineView { id, version, description, period, amount, open, vat_percent, standing, matches } = line;
        Self {
            id: id.0,
            version,
            description,
            period: period.map(Period::from),
            amount: amount.into(),
            open: open.into(),
            vat_percent: vat_percent.map(|percent| percent.to_string()),
            standing: Standing::new(w, standing),
            matches: matches.into_iter().map(|found| LineMatch::new(w, found)).collect(),
        }
    }
}

/// Money received for an invoice.
#[derive(Debug, Serialize, ToSchema)]
pub struct Payment {
    /// Identity.
    pub id: Uuid,
    /// The day it arrived.
    pub received_on: NaiveDate,
    /// How much, with tax.
    pub amount: Money,
    /// The finding on which a person recorded it; `null` for what an import brought or was recorded for the invoice.
    pub finding_id: Option<Uuid>,
    /// Whether a person recorded it for the invoice, so that it can be taken back here.
    pub by_person: bool,
    /// Name of that person, where it is known.
    pub by: Option<String>,
    /// Whether an import brought it, so that it can be taken out here.
    pub imported: bool,
    /// Name of the file of that import, where it is known.
    pub file: Option<String>,
}

impl From<InvoicePayment> for Payment {
    fn from(payment: InvoicePayment) -> Self {
        let InvoicePayment { payment, by_person, by, imported, file } = payment;
        let invoice::Payment { id, received_on, amount, recorded } = payment;
        let finding_id = recorded.map(|recorded| recorded.finding.0);
        Self { id: id.0, received_on, amount: amount.into(), finding_id, by_person, by, imported, file }
    }
}

/// An invoice or credit note in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvoiceItem {
    /// Identity.
    pub id: Uuid,
    /// Number as printed.
    #[schema(example = "F-2026-0117")]
    pub number: String,
    /// Invoice or credit note.
    pub kind: InvoiceKind,
    /// Name of the customer.
    pub customer: String,
    /// The day of issue.
    pub issued_on: NaiveDate,
    /// The day payment is due, if printed.
    pub due_on: Option<NaiveDate>,
    /// Total with tax, if known.
    pub total: Option<Money>,
    /// Total of its lines before tax.
    pub net: Money,
    /// What was received, with tax, also before it came.
    pub paid: Money,
    /// What of that is owed back, because more came in than credit notes leave of it; `null` where nothing is, or it is not
    /// known.
    pub owed_back: Option<Money>,
    /// How many of its lines wait for a match.
    pub waiting: u64,
}

impl From<InvoiceRow> for InvoiceItem {
    fn from(row: InvoiceRow) -> Self {
        let InvoiceRow { id, number, kind, customer, issued_on, due_on, total, net, paid, owed_back, waiting } = row;
        Self {
            id: id.0,
            number,
            kind: kind.into(),
            customer,
            issued_on,
            due_on,
            total: total.map(Money::from),
            net: net.into(),
            paid: paid.into(),
            owed_back: owed_back.map(Money::from),
            waiting,
        }
    }
}

/// An invoice or credit note with its lines and payments.
#[derive(Debug, Serialize, ToSchema)]
pub struct Invoice {
    /// Identity.
    pub id: Uuid,
    /// Version; grows with every change of its payments.
    pub version: i32,
    /// Number as printed.
    #[schema(example = "F-2026-0117")]
    pub number: String,
    /// Invoice or credit note.
    pub kind: InvoiceKind,
    /// Identity of the customer.
    pub customer_id: Uuid,
    /// Name of the customer.
    pub customer: String,
    /// Name of our company that issued it, if known.
    pub legal_entity: Option<String>,
    /// The contract reference as printed.
    pub contract_reference: Option<String>,
    /// The day of issue.
    pub issued_on: NaiveDate,
    /// The day payment is due, if printed.
    pub due_on: Option<NaiveDate>,
    /// Total of its lines before tax.
    pub net: Money,
    /// Its tax, if the total is known.
    pub tax: Option<Money>,
    /// Total with tax, if known.
    pub total: Option<Money>,
    /// The number of the invoice that a credit note says it corrects, as printed.
    pub corrects: Option<String>,
    /// Of a credit note the invoices that it corrects, of an invoice its credit notes, as far as they are known.
    pub related: Vec<RelatedInvoice>,
    /// What was received, with tax, also before it came.
    pub paid: Money,
    /// What is still to be paid, with tax, less what credit notes took back; `null` where the tax is not known.
    pub open: Option<Money>,
    /// What came in beyond its total; `null` where nothing did, or the tax is not known.
    pub overpaid: Option<Money>,
    /// What is owed back: of an invoice what came in beyond what credit notes leave of it, of a credit note what is owed back
    /// of the invoices that it takes back; `null` where that is not known.
    pub owed_back: Option<Money>,
    /// Name of the file of the import that brought it; `null` where none did, so that it cannot be taken out.
    pub file: Option<String>,
    /// What people have to take back before it can be taken out, in the language of the request; `null` where nothing is
    /// in the way.
    pub in_the_way: Option<String>,
    /// The findings that rest on it and that people worked on: without it they are judged anew.
    pub worked_on: Vec<Uuid>,
    /// Its lines.
    pub lines: Vec<InvoiceLine>,
    /// What was received for it.
    pub payments: Vec<Payment>,
    /// What was given up of it, the oldest first; `open` is less by it.
    pub given_up: Vec<GivenUp>,
}

/// An invoice or a credit note that another one has to do with.
#[derive(Debug, Serialize, ToSchema)]
pub struct RelatedInvoice {
    /// Identity.
    pub id: Uuid,
    /// Number as printed.
    pub number: String,
    /// The day of issue.
    pub issued_on: NaiveDate,
}

impl From<view::RelatedInvoice> for RelatedInvoice {
    fn from(related: view::RelatedInvoice) -> Self {
        let view::RelatedInvoice { id, number, issued_on } = related;
        Self { id: id.0, number, issued_on }
    }
}

/// What was given up of an invoice with a finding.
#[derive(Debug, Serialize, ToSchema)]
pub struct GivenUp {
    /// The finding.
    pub finding_id: Uuid,
    /// How much, with tax.
    pub amount: Money,
    /// The day.
    pub on: NaiveDate,
    /// Who, where that is known.
    pub by: Option<String>,
    /// Why.
    pub reason: String,
}

impl From<InvoiceWaiver> for GivenUp {
    fn from(waiver: InvoiceWaiver) -> Self {
        let InvoiceWaiver { finding, amount, on, by, reason } = waiver;
        Self { finding_id: finding.0, amount: amount.into(), on, by, reason }
    }
}

impl Invoice {
    fn new(w: Words, sheet: InvoiceSheet) -> Self {
        let InvoiceSheet {
            id,
            number,
            kind,
            customer,
            customer_name,
            legal_entity,
            contract_reference,
            issued_on,
            due_on,
            net,
            tax,
            total,
            paid,
            corrects,
            related,
            outstanding,
            lines,
            payments,
            version,
            given_up,
            overpaid,
            owed_back,
            imported,
            day: _,
        } = sheet;
        let worked_on = imported.iter().flat_map(|imported| &imported.worked_on).map(|(id, _)| id.0).collect();
        let in_the_way = imported.as_ref().map(|imported| in_the_way(w, imported.in_the_way));
        Self {
            id: id.0,
            version,
            number,
            kind: kind.into(),
            customer_id: customer.0,
            customer: customer_name,
            legal_entity,
            contract_reference,
            issued_on,
            due_on,
            net: net.into(),
            tax: tax.map(Money::from),
            total: total.map(Money::from),
            corrects,
            related: related.into_iter().map(RelatedInvoice::from).collect(),
            paid: model::money::Money::new(paid.minor.saturating_add(outstanding.recovered.minor), paid.currency)
                .into(),
            open: outstanding.taxed.then(|| outstanding.open.into()),
            overpaid: overpaid.map(Money::from),
            owed_back: owed_back.map(Money::from),
            in_the_way: in_the_way.filter(|said| !said.is_empty()),
            worked_on,
            file: imported.map(|imported| imported.file),
            lines: lines.into_iter().map(|line| InvoiceLine::new(w, line)).collect(),
            payments: payments.into_iter().map(Payment::from).collect(),
            given_up: given_up.into_iter().map(GivenUp::from).collect(),
        }
    }
}

/// Which invoices.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct InvoiceQuery {
    /// Only those whose number contains this.
    number: Option<String>,
    /// Only those of customers whose name contains this.
    customer: Option<String>,
    /// Page, from 1.
    #[param(minimum = 1)]
    page: Option<u32>,
    /// Rows of a page; 50 unless said otherwise.
    #[param(minimum = 1, maximum = 200)]
    per_page: Option<u32>,
}

/// Invoices
///
/// Invoices and credit notes, the latest first.
#[utoipa::path(
    get, path = "/invoices", tag = "invoices", params(InvoiceQuery),
    responses((status = 200, description = "A page of invoices.", body = Page<InvoiceItem>)),
    extensions(("x-permission" = json!("view_billing"))),
)]
pub async fn list_invoices(
    caller: Caller,
    OriginalUri(address): OriginalUri,
    Asked(query): Asked<InvoiceQuery>,
) -> Result<Listed<InvoiceItem>, Trouble> {
    let InvoiceQuery { number, customer, page, per_page } = query;
    let paging = Paging::new(page, per_page)?;
    let filter =
        InvoiceFilter { number: ask::filled(number), customer: ask::filled(customer).map(|name| name.to_lowercase()) };
    let list = invoices::list(&caller.actor, &filter, paging.stretch()).await?;
    Ok(Listed::new(&address, paging, list, InvoiceItem::from))
}

/// An invoice
///
/// With its lines, what they bill, and its payments. Decisions about a line are made at `/matching`.
#[utoipa::path(
    get, path = "/invoices/{id}", tag = "invoices",
    params(("id" = Uuid, Path, description = "Identity of the invoice.")),
    responses((status = 200, description = "The invoice.", body = Invoice, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("view_billing"))),
)]
pub async fn find_invoice(caller: Caller, Id(id): Id) -> Result<Versioned<Invoice>, Trouble> {
    sheet(&caller, id).await
}

async fn sheet(caller: &Caller, id: Uuid) -> Result<Versioned<Invoice>, Trouble> {
    let found = invoices::find(&caller.actor, id.into()).await?;
    Ok(Versioned(found.version, Invoice::new(caller.words(), found)))
}
