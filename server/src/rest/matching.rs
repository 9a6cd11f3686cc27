//! The matching queue: invoice lines that wait for a person, and what is decided about them.

use app::words::{self, Words};
use axum::extract::OriginalUri;
use chrono::NaiveDate;
use model::{
    id::ExpectedBillingId,
    money::Currency,
    permission::Permission,
    refusal::{FieldProblem, Problem, Refusal},
    view::{self, MatchingSheet},
};
use operations::reconciliation::{self, QueueFilter};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    answer::{Listed, Page, Versioned},
    ask::{self, Asked, Body, Id, IfMatch, Paging},
    caller::Caller,
    invoice::{InvoiceKind, InvoiceLine, MatchRow, WaitingFor},
    problem::Trouble,
    wire::{Money, Period},
};

/// An invoice line that waits for a person.
#[derive(Debug, Serialize, ToSchema)]
pub struct WaitingLine {
    /// Identity of the line.
    pub id: Uuid,
    /// Identity of its invoice.
    pub invoice_id: Uuid,
    /// Number of its invoice.
    pub number: String,
    /// Invoice or credit note.
    pub kind: InvoiceKind,
    /// The day of issue.
    pub issued_on: NaiveDate,
    /// Identity of the customer.
    pub customer_id: Uuid,
    /// Name of the customer.
    pub customer: String,
    /// The contract reference as printed.
    pub contract_reference: Option<String>,
    /// Words as printed.
    pub description: String,
    /// The days it covers, if printed.
    pub period: Option<Period>,
    /// What is not matched yet, before tax.
    pub open: Money,
    /// Why it waits.
    pub why: WaitingFor,
}

impl From<view::WaitingLine> for WaitingLine {
    fn from(line: view::WaitingLine) -> Self {
        let view::WaitingLine {
            id,
            invoice,
            number,
            kind,
            issued_on,
            customer,
            customer_name,
            contract_reference,
            description,
            period,
            open,
            why,
        } = line;
        Self {
            id: id.0,
            invoice_id: invoice.0,
            number,
            kind: kind.into(),
            issued_on,
            customer_id: customer.0,
            customer: customer_name,
            contract_reference,
            description,
            period: period.map(Period::from),
            open: open.into(),
            why: why.into(),
        }
    }
}

/// A row with the part of an invoice line that would belong to it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProposedPart {
    /// The row.
    pub row: MatchRow,
    /// The part of the line, before tax.
    pub amount: Money,
}

/// Rows that an invoice line may bill together, and why.
#[derive(Debug, Serialize, ToSchema)]
pub struct Proposal {
    /// The rows, each with its part.
    pub parts: Vec<ProposedPart>,
    /// What speaks for it and against it, as sentences in the language of the request.
    pub reasons: Vec<String>,
    /// Whether a person took the line back from one of the rows.
    pub taken_back: bool,
}

impl Proposal {
    fn new(w: Words, place: view::Place) -> Self {
        let view::Place { rows, reasons, taken_back } = place;
        // Rows that are proposed together are rows of one contract, whose prices are in one currency.
        let currency = rows.first().map(|(row, _)| row.expected.currency);
        let sentence = |currency| move |reason| words::reconciliation::reason(w, reason, currency);
        let reasons = currency.map(|currency| reasons.iter().map(sentence(currency)).collect()).unwrap_or_default();
        let part = |(row, amount): (view::MatchRow, model::money::Money)| ProposedPart {
            row: row.into(),
            amount: amount.into(),
        };
        Self { parts: rows.into_iter().map(part).collect(), reasons, taken_back }
    }
}

/// An invoice line with everything needed to decide about it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Matching {
    /// The line; its version is the `ETag`.
    pub line: InvoiceLine,
    /// Identity of its invoice.
    pub invoice_id: Uuid,
    /// Number of its invoice.
    pub number: String,
    /// Invoice or credit note.
    pub kind: InvoiceKind,
    /// The day of issue.
    pub issued_on: NaiveDate,
    /// Identity of the customer.
    pub customer_id: Uuid,
    /// Name of the customer.
    pub customer: String,
    /// The contract reference as printed.
    pub contract_reference: Option<String>,
    /// Where it may belong, best first; empty where nothing of it waits.
    pub proposals: Vec<Proposal>,
    /// Open rows of the contracts that were looked for.
    pub found: Vec<MatchRow>,
}

impl Matching {
    fn new(w: Words, sheet: MatchingSheet) -> Self {
        let MatchingSheet {
            line,
            invoice,
            number,
            kind,
            issued_on,
            customer,
            customer_name,
            contract_reference,
            places,
            found,
            day: _,
        } = sheet;
        Self {
            line: InvoiceLine::new(w, line),
            invoice_id: invoice.0,
            number,
            kind: kind.into(),
            issued_on,
            customer_id: customer.0,
            customer: customer_name,
            contract_reference,
            proposals: places.into_iter().map(|place| Proposal::new(w, place)).collect(),
            found: found.into_iter().map(MatchRow::from).collect(),
        }
    }
}

/// Which lines.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct QueueQuery {
    /// Only those of customers whose name contains this.
    customer: Option<String>,
    /// Only those that wait for this reason.
    #[param(inline)]
    why: Option<WaitingFor>,
    /// Page, from 1.
    #[param(minimum = 1)]
    page: Option<u32>,
    /// Rows of a page; 50 unless said otherwise.
    #[param(minimum = 1, maximum = 200)]
    per_page: Option<u32>,
}

/// The matching queue
///
/// The invoice lines that wait for a person, most money first.
#[utoipa::path(
    get, path = "/matching", tag = "invoices", params(QueueQuery),
    responses((status = 200, description = "A page of the queue.", body = Page<WaitingLine>)),
    extensions(("x-permission" = json!("reconcile"))),
)]
pub async fn list_waiting(
    caller: Caller,
    OriginalUri(address): OriginalUri,
    Asked(query): Asked<QueueQuery>,
) -> Result<Listed<WaitingLine>, Trouble> {
    let QueueQuery { customer, why, page, per_page } = query;
    let paging = Paging::new(page, per_page)?;
    let customer = ask::filled(customer).map(|name| name.to_lowercase());
    let filter = QueueFilter { customer, why: why.map(Into::into) };
    let list = reconciliation::queue(&caller.actor, &filter, paging.stretch()).await?;
    Ok(Listed::new(&address, paging, list, WaitingLine::from))
}

/// What else to look for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PlaceQuery {
    /// Words of contracts, their numbers or their customers, whose open rows are answered as `found`, 100 at most.
    search: Option<String>,
}

/// An invoice line in matching
///
/// Any line, waiting or not, with where it may belong.
#[utoipa::path(
    get, path = "/matching/{id}", tag = "invoices",
    params(("id" = Uuid, Path, description = "Identity of the invoice line."), PlaceQuery),
    responses((status = 200, description = "The line.", body = Matching, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("reconcile"))),
)]
pub async fn find_waiting(
    caller: Caller,
    Id(id): Id,
    Asked(query): Asked<PlaceQuery>,
) -> Result<Versioned<Matching>, Trouble> {
    sheet(&caller, id, &query.search.unwrap_or_default()).await
}

async fn sheet(caller: &Caller, id: Uuid, search: &str) -> Result<Versioned<Matching>, Trouble> {
    let sheet = reconciliation::sheet(&caller.actor, id.into(), search).await?;
    Ok(Versioned(sheet.line.version, Matching::new(caller.words(), sheet)))
}

/// A part of an invoice line.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Identity of the row of the ledger that it bills.
    row_id: Uuid,
    /// How much of the line, before tax, in its currency; negative on a credit note.
    amount: Money,
}

/// What an invoice line bills.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Parts {
    /// The rows, each once; together no more than is open. What remains waits on.
    #[schema(min_items = 1)]
    parts: Vec<Part>,
}

/// The parts as the operation takes them, if all are amounts of the line's currency.
fn typed(parts: Vec<Part>, currency: Currency) -> Result<Vec<(ExpectedBillingId, String)>, Trouble> {
    let (mut typed, mut problems) = (Vec::with_capacity(parts.len()), Vec::new());
    for (at, Part { row_id, amount }) in parts.into_iter().enumerate() {
        let same = |amount: model::money::Money| {
            if amount.currency == currency { Ok(amount) } else { Err(Problem::NotAnAmount { currency }) }
        };
        match amount.exact().and_then(same) {
            Ok(amount) => typed.push((row_id.into(), amount.major().to_string())),
            Err(problem) => problems.push(FieldProblem::new(format!("parts.{at}.amount"), problem)),
        }
    }
    if problems.is_empty() { Ok(typed) } else { Err(Refusal::Fields(problems).into()) }
}

/// Match an invoice line
///
/// Says which rows of the ledger it bills, each with a part of its amount. The ledger and the findings follow.
#[utoipa::path(
    post, path = "/matching/{id}/match", tag = "invoices",
    params(("id" = Uuid, Path, description = "Identity of the invoice line."), IfMatch),
    request_body(content = Parts, example = json!({ "parts": [{
        "row_id": "00000000-0000-0000-0000-000000000000",
        "amount": { "amount": "400.00", "currency": "EUR" }
    }] })),
    responses((status = 200, description = "The line as it is now.", body = Matching, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("reconcile"))),
)]
pub async fn match_line(
    caller: Caller,
    Id(id): Id,
    IfMatch(version): IfMatch,
    Body(body): Body<Parts>,
) -> Result<Versioned<Matching>, Trouble> {
    // Who may not match learns that first, whatever the amounts.
    caller.require(Permission::Reconcile)?;
    let currency = reconciliation::sheet(&caller.actor, id.into(), "").await?.line.amount.currency;
    let parts = typed(body.parts, currency)?;
    let position = |row: &str| parts.iter().position(|(part, _)| part.to_string() == row);
    let name = |form: &str| match form.strip_prefix("amount-").and_then(position) {
        Some(at) => format!("parts.{at}.amount"),
        None => "parts".to_owned(),
    };
    let matched = reconciliation::match_line(&caller.actor, id.into(), version, &parts).await;
    matched.map_err(|failure| Trouble::named(failure, name))?;
    sheet(&caller, id, "").await
}

/// Why a line belongs to no contract.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettingAside {
    /// Why; 500 characters at most.
    #[schema(min_length = 1, max_length = 500)]
    reason: String,
}

/// Set an invoice line aside
///
/// Declares that it, or what of it is open, belongs to no contract.
#[utoipa::path(
    post, path = "/matching/{id}/set_aside", tag = "invoices",
    params(("id" = Uuid, Path, description = "Identity of the invoice line."), IfMatch),
    request_body(content = SettingAside, example = json!({ "reason": "Sold over the counter" })),
    responses((status = 200, description = "The line as it is now.", body = Matching, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("reconcile"))),
)]
pub async fn set_aside(
    caller: Caller,
    Id(id): Id,
    IfMatch(version): IfMatch,
    Body(body): Body<SettingAside>,
) -> Result<Versioned<Matching>, Trouble> {
    reconciliation::set_aside(&caller.actor, id.into(), version, &body.reason).await?;
    sheet(&caller, id, "").await
}

/// Take an invoice line up
///
/// Lets a line that was set aside wait again.
#[utoipa::path(
    post, path = "/matching/{id}/take_up", tag = "invoices",
    params(("id" = Uuid, Path, description = "Identity of the invoice line."), IfMatch),
    responses((status = 200, description = "The line as it is now.", body = Matching, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("reconcile"))),
)]
pub async fn take_up(caller: Caller, Id(id): Id, IfMatch(version): IfMatch) -> Result<Versioned<Matching>, Trouble> {
    reconciliation::take_up(&caller.actor, id.into(), version).await?;
    sheet(&caller, id, "").await
}

/// Which match is taken back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Undoing {
    /// Identity of the row whose match it is; left out for all matches of the line.
    row_id: Option<Uuid>,
}

/// Undo a match
///
/// Takes matches of an invoice line back, whoever made them. The line waits again, and is not matched so again without
/// a person.
#[utoipa::path(
    post, path = "/matching/{id}/undo_match", tag = "invoices",
    params(("id" = Uuid, Path, description = "Identity of the invoice line."), IfMatch),
    request_body(content = Undoing, example = json!({ "row_id": "00000000-0000-0000-0000-000000000000" })),
    responses((status = 200, description = "The line as it is now.", body = Matching, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("reconcile"))),
)]
pub async fn undo_match(
    caller: Caller,
    Id(id): Id,
    IfMatch(version): IfMatch,
    Body(body): Body<Undoing>,
) -> Result<Versioned<Matching>, Trouble> {
    let row = body.row_id.map(Into::into);
    reconciliation::undo_match(&caller.actor, id.into(), version, row).await?;
    sheet(&caller, id, "").await
}
