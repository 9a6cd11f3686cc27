//! Findings: where promised money is lost, and what is done about it.

pub mod claim;
pub mod recovery;
pub mod work;

use app::words::{self, Words};
use axum::extract::OriginalUri;
use chrono::NaiveDate;
use model::{
    leakage::{Finding as Found, FindingKind as KindFound, FindingState as State},
    view::FindingRow,
};
use operations::leakage::{self, FindingFilter};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    answer::{Listed, Page, Versioned},
    ask::{self, Asked, Id, Paging},
    caller::Caller,
    problem::Trouble,
    wire::{Money, Period, choices},
};

choices! {
    /// The kinds of finding.
    FindingKind = model::leakage::FindingKind {
        /// An expected period was not invoiced.
        MissingPeriod,
        /// A period was billed twice.
        BilledTwice,
        /// Less was billed than the terms promise.
        BelowTerms,
        /// More was billed than the terms allow.
        AboveTerms,
        /// Renewed or past its increase date, billed at the old price.
        OldPrice,
        /// Service visits were made after the contract's end and not billed.
        ServedAfterEnd,
        /// A discount, ramp or free period was given past its end.
        DiscountPastEnd,
        /// A milestone was accepted and not invoiced.
        MilestoneNotInvoiced,
        /// Signed, and billing never began.
        NeverBilled,
        /// An invoice is past its due day.
        Overdue,
        /// A promised service visit is not planned as its window nears its end, or was not made.
        VisitMissed,
        /// A service visit that is to be paid was made, and nobody decided to bill it.
        VisitNotBilled,
        /// The last day for notice is near and nobody decided.
        NoticeNear,
        /// The invoice's entity, customer, currency or VAT differs.
        WrongParty,
        /// The contract ended and is billed on.
        BillingAfterEnd,
        /// The contract goes on and billing stopped.
        StoppedWhileLive,
        /// No owner, no beginning or no end.
        Incomplete,
        /// The lines do not add up to the contract's value.
        ValueMismatch,
    }

    /// Where on the way from promise to cash the money is lost. Amounts of different stages are never added.
    FindingStage = model::leakage::Stage {
        /// Promised and not billed.
        Unbilled,
        /// Billed and not collected.
        Uncollected,
        /// Not lost yet.
        Risk,
        /// Billed without being owed.
        Overbilled,
    }

    /// How sure a finding is.
    Confidence = model::leakage::Confidence {
        /// It follows from the terms and the invoices.
        Certain,
        /// One thing is assumed.
        Likely,
        /// A person has to look.
        Check,
    }
}

/// Where a finding stands.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum FindingState {
    /// It holds, and nobody acted on it.
    Found,
    /// Somebody went after the money.
    Claimed {
        /// The day.
        on: NaiveDate,
        /// Who.
        by_id: Uuid,
    },
    /// All of the money came in.
    Recovered {
        /// The day.
        on: NaiveDate,
        /// Who says so.
        by_id: Uuid,
        /// How much came in; `null` where no money was at stake.
        amount: Option<Money>,
    },
    /// Given up.
    Waived {
        /// The day.
        on: NaiveDate,
        /// Who.
        by_id: Uuid,
        /// Why, in their words.
        reason: String,
    },
    /// It no longer holds; nobody had to decide.
    Closed {
        /// The day it was noticed.
        on: NaiveDate,
        /// Why, as a sentence in the language of the request.
        why: String,
    },
}

impl FindingState {
    fn new(w: Words, state: State) -> Self {
        match state {
            State::Found => Self::Found,
            State::Claimed { on, by } => Self::Claimed { on, by_id: by.0 },
            State::Recovered { on, by, amount } => Self::Recovered { on, by_id: by.0, amount: amount.map(Money::from) },
            State::Waived { on, by, reason } => Self::Waived { on, by_id: by.0, reason },
            State::Closed { on, why, given_up: _, claimed: _, by } => {
                Self::Closed { on, why: words::leakage::closed_because(w, why, by.as_ref()) }
            }
        }
    }
}

/// A finding.
#[derive(Debug, Serialize, ToSchema)]
pub struct Finding {
    /// Identity; kept over recomputation.
    pub id: Uuid,
    /// Version; grows with every change.
    pub version: i32,
    /// What kind of leak.
    pub kind: FindingKind,
    /// Where the money is lost.
    pub stage: FindingStage,
    /// Where it stands.
    pub status: FindingState,
    /// Number of the contract; `null` for an overdue invoice that belongs to none.
    pub contract: Option<String>,
    /// Identity of the contract.
    pub contract_id: Option<Uuid>,
    /// Number of the contract in the company's other books, where that is another one.
    pub contract_reference: Option<String>,
    /// Title of the contract; the number of the invoice where there is none.
    pub title: String,
    /// Name of the customer.
    pub customer: String,
    /// Identity of the customer.
    pub customer_id: Option<Uuid>,
    /// The price line, where one is concerned.
    pub line_id: Option<Uuid>,
    /// The line of an invoice, where one is concerned.
    pub invoice_line_id: Option<Uuid>,
    /// The days concerned.
    pub period: Option<Period>,
    /// Money at stake; what is still open where a part came in; `null` where it cannot be said.
    pub amount: Option<Money>,
    /// What came in of it.
    pub recovered: Option<Money>,
    /// How sure.
    pub confidence: Confidence,
    /// The day from which the money leaks.
    pub since: NaiveDate,
    /// The day it was first found.
    pub found_on: NaiveDate,
    /// Name of who pursues it.
    pub owner: Option<String>,
    /// Identity of who pursues it.
    pub owner_id: Option<Uuid>,
    /// The day by which they want to be done.
    pub due_on: Option<NaiveDate>,
    /// What it is, in a few words in the language of the request.
    pub headline: String,
    /// Why it is one, with its numbers, in the language of the request.
    pub explanation: String,
}

impl Finding {
    fn new(w: Words, row: FindingRow) -> Self {
        let FindingRow {
            id,
            version,
            finding,
            state,
            contract,
            reference,
            title,
            line: _,
            customer,
            owner,
            found_on,
            owner_id,
            due_on,
            recovered,
        } = row;
        let Found {
            kind,
            contract: contract_id,
            customer: customer_id,
            line,
            period,
            invoice_line,
            amount,
            confidence,
            since,
            evidence,
        } = finding;
        let is_open = state.is_open();
        Self {
            id: id.0,
            version,
            kind: kind.into(),
            stage: kind.stage().into(),
            status: FindingState::new(w, state),
            contract: Some(contract).filter(|number| !number.is_empty()),
            contract_id: contract_id.map(Uuid::from),
            contract_reference: reference,
            title,
            customer,
            customer_id: customer_id.map(Uuid::from),
            line_id: line.map(Uuid::from),
            invoice_line_id: invoice_line.map(Uuid::from),
            period: period.map(Period::from),
            amount: amount.map(Money::from),
            recovered: recovered.map(Money::from),
            confidence: confidence.into(),
            since,
            found_on,
            owner,
            owner_id: owner_id.map(Uuid::from),
            due_on,
            headline: words::leakage::headline(w, &evidence),
            explanation: words::leakage::evidence_at(w, &evidence, is_open),
        }
    }
}

/// Which findings.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FindingQuery {
    /// Only these kinds, with commas between them.
    #[param(example = "missing_period,old_price")]
    kind: Option<String>,
    /// Only these states, with commas between them: `found`, `claimed`, `recovered`, `waived`, `closed`; those still
    /// open (`found,claimed`) unless said otherwise.
    #[param(example = "found,claimed")]
    state: Option<String>,
    /// Only those that count as detected leakage, whatever became of them: not what closed by itself because it never
    /// was a loss.
    detected: Option<bool>,
    /// Only those first found on this day or later.
    found_from: Option<NaiveDate>,
    /// Only those first found on this day or earlier.
    found_to: Option<NaiveDate>,
    /// Only this customer.
    customer_id: Option<Uuid>,
    /// Only this contract.
    contract_id: Option<Uuid>,
    /// Only this owner.
    owner_id: Option<Uuid>,
    /// Only those leaking since this day or later.
    since_from: Option<NaiveDate>,
    /// Only those leaking since this day or earlier.
    since_to: Option<NaiveDate>,
    /// Only amounts in this currency (ISO 4217).
    #[param(example = "EUR")]
    currency: Option<String>,
    /// Page, from 1.
    #[param(minimum = 1)]
    page: Option<u32>,
    /// Rows of a page; 50 unless said otherwise.
    #[param(minimum = 1, maximum = 200)]
    per_page: Option<u32>,
}

/// Findings
///
/// The largest amount first.
#[utoipa::path(
    get, path = "/findings", tag = "leakage", params(FindingQuery),
    responses((status = 200, description = "A page of findings.", body = Page<Finding>)),
    extensions(("x-permission" = json!("view_leakage"))),
)]
pub async fn list_findings(
    caller: Caller,
    OriginalUri(address): OriginalUri,
    Asked(query): Asked<FindingQuery>,
) -> Result<Listed<Finding>, Trouble> {
    let FindingQuery {
        kind,
        state,
        detected,
        found_from,
        found_to,
        customer_id,
        contract_id,
        owner_id,
        since_from,
        since_to,
        currency,
        page,
        per_page,
    } = query;
    let paging = Paging::new(page, per_page)?;
    let states = |code: &str| State::CODES.contains(&code).then(|| code.to_owned());
    let detected = detected.unwrap_or_default();
    let every = if detected && state.is_none() { State::CODES.map(str::to_owned).to_vec() } else { Vec::new() };
    let asked = ask::several("state", state.as_deref(), states)?;
    let filter = FindingFilter {
        kinds: ask::several("kind", kind.as_deref(), KindFound::from_code)?,
        states: if asked.is_empty() { every } else { asked },
        detected,
        found_from,
        found_to,
        customer: customer_id.map(Into::into),
        contract: contract_id.map(Into::into),
        owner: owner_id.map(Into::into),
        since_from,
        since_to,
        currency: ask::currency("currency", currency.as_deref())?.map(|currency| currency.code().to_owned()),
        ..FindingFilter::default()
    };
    let list = leakage::list(&caller.actor, &filter, paging.stretch()).await?;
    Ok(Listed::new(&address, paging, list, |row| Finding::new(caller.words(), row)))
}

async fn sheet(caller: &Caller, id: Uuid) -> Result<Versioned<Finding>, Trouble> {
    let found = leakage::find(&caller.actor, id.into()).await?;
    Ok(Versioned(found.version, Finding::new(caller.words(), found)))
}

/// A finding
#[utoipa::path(
    get, path = "/findings/{id}", tag = "leakage",
    params(("id" = Uuid, Path, description = "Identity of the finding.")),
    responses((status = 200, description = "The finding.", body = Finding, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("view_leakage"))),
)]
pub async fn find_finding(caller: Caller, Id(id): Id) -> Result<Versioned<Finding>, Trouble> {
    sheet(&caller, id).await
}
