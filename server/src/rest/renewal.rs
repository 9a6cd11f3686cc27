//! Renewals: what is ahead, what was decided, and what became of it.

use axum::extract::OriginalUri;
use chrono::NaiveDate;
use model::{
    id::CustomerId,
    renewal::{self as of, Second},
    view::{NamedRenewal, RenewalRow, RenewalSheet},
};
use operations::renewal;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    answer::{Listed, Page, Versioned},
    ask::{Asked, Body, IfMatch, Number, Paging},
    caller::Caller,
    problem::Trouble,
    wire::{Money, choices},
};

choices! {
    /// How a renewal comes about.
    RenewalWay = model::renewal::Way {
        /// By itself, unless notice is given in time.
        Tacit,
        /// Only if both sides sign again.
        Express,
    }

    /// What may be decided about a renewal.
    RenewalDecision = model::renewal::RenewalDecision {
        /// It goes on as it is.
        RenewAsIs,
        /// It shall go on on other terms.
        Renegotiate,
        /// It ends with its term, because nobody signs again.
        LetLapse,
        /// We give notice.
        GiveNotice,
    }

    /// Where a renewal stands.
    RenewalState = model::renewal::RenewalState {
        /// Nobody decided, and the decision deadline has passed.
        Late,
        /// Nobody decided yet.
        Undecided,
        /// Somebody decided, and a second person has to confirm.
        AwaitsSecond,
        /// It is decided, and something is still to be done.
        ToAct,
        /// It is decided, and its day comes by itself.
        Decided,
        /// The new term began.
        Renewed,
        /// The contract ends, or ended.
        Ended,
        /// There is no such renewal any more.
        Void,
    }
}

/// A renewal in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListedRenewal {
    /// Number of the contract.
    pub contract_number: String,
    /// How it comes about.
    pub way: RenewalWay,
    /// Number of the term that begins with it.
    pub term: u32,
    /// The first day of that term.
    pub first_on: NaiveDate,
    /// The last day for notice, where there is one.
    pub notice_deadline: Option<NaiveDate>,
    /// The day by which to decide.
    pub decide_by: NaiveDate,
    /// What the new term is worth before tax.
    pub value: Option<Money>,
    /// Where it stands.
    pub state: RenewalState,
    /// What was decided.
    pub decision: Option<RenewalDecision>,
}

impl From<RenewalRow> for ListedRenewal {
    fn from(row: RenewalRow) -> Self {
        Self {
            contract_number: row.contract,
            way: row.way.into(),
            term: row.term,
            first_on: row.first_on,
            notice_deadline: row.deadline,
            decide_by: row.decide_by,
            value: row.value.map(Money::from),
            state: row.state.into(),
            decision: row.decision.map(RenewalDecision::from),
        }
    }
}

/// A renewal of a contract.
#[derive(Debug, Serialize, ToSchema)]
pub struct Renewal {
    /// How it comes about.
    pub way: RenewalWay,
    /// Number of the term that begins with it.
    pub term: u32,
    /// The first day of that term.
    pub first_on: NaiveDate,
    /// The last day for notice, where there is one.
    pub notice_deadline: Option<NaiveDate>,
    /// The day by which to decide.
    pub decide_by: NaiveDate,
    /// What the new term is worth before tax.
    pub value: Option<Money>,
    /// Where it stands.
    pub state: RenewalState,
    /// What was decided.
    pub decision: Option<RenewalDecision>,
    /// Why.
    pub reason: Option<String>,
    /// The person who decided.
    pub decided_by: Option<Uuid>,
    /// When.
    pub decided_on: Option<NaiveDate>,
    /// The person who confirmed it, where somebody had to.
    pub confirmed_by: Option<Uuid>,
    /// The day of the last signature under a new agreement.
    pub signed_on: Option<NaiveDate>,
}

impl From<NamedRenewal> for Renewal {
    fn from(named: NamedRenewal) -> Self {
        let of::Work { upcoming, value, choice, signed_on, .. } = named.work;
        let confirmed_by = choice.as_ref().and_then(|choice| match choice.second {
            Second::Given { by, .. } => Some(by.0),
            Second::NotNeeded | Second::Awaited => None,
        });
        Self {
            way: upcoming.way.into(),
            term: upcoming.term,
            first_on: upcoming.first_on,
            notice_deadline: upcoming.deadline,
            decide_by: upcoming.decide_by,
            value: value.map(Money::from),
            state: named.state.into(),
            decision: choice.as_ref().map(|choice| choice.decision.into()),
            reason: choice.as_ref().map(|choice| choice.reason.clone()),
            decided_by: choice.as_ref().and_then(|choice| choice.by).map(|by| by.0),
            decided_on: choice.as_ref().map(|choice| choice.on),
            confirmed_by,
            signed_on,
        }
    }
}

/// The renewals of a contract.
#[derive(Debug, Serialize, ToSchema)]
pub struct Renewals {
    /// Version of the open renewal; 0 while none has opened. Sent as `If-Match` in quotation marks, it is the version that was
    /// read.
    pub version: i32,
    /// The renewal that is open.
    pub open: Option<Renewal>,
    /// The first day of the term that lies ahead by the terms; `null` where the contract ends, or has no fixed end.
    pub next_on: Option<NaiveDate>,
    /// The day on which that renewal opens.
    pub opens_on: Option<NaiveDate>,
    /// Whether a second person has to confirm a decision about it.
    pub needs_second_person: bool,
    /// The renewals before, the latest first.
    pub past: Vec<Renewal>,
}

impl From<RenewalSheet> for Renewals {
    fn from(sheet: RenewalSheet) -> Self {
        Self {
            version: sheet.open.as_ref().map_or(0, |open| open.work.version),
            open: sheet.open.map(Renewal::from),
            next_on: sheet.ahead.map(|ahead| ahead.first_on),
            opens_on: sheet.opens_on,
            needs_second_person: sheet.needs_second,
            past: sheet.past.into_iter().map(Renewal::from).collect(),
        }
    }
}

async fn answered(caller: &Caller, number: &str) -> Result<Versioned<Renewals>, Trouble> {
    let renewals = Renewals::from(renewal::find(&caller.actor, number).await?);
    Ok(Versioned(renewals.version, renewals))
}

/// Which renewals.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RenewalQuery {
    /// Only those in this state.
    #[param(inline)]
    state: Option<RenewalState>,
    /// Only those of contracts of this customer.
    customer_id: Option<Uuid>,
    /// Only those of contracts that this person answers for.
    owner_id: Option<Uuid>,
    /// The page, from 1.
    #[param(minimum = 1)]
    page: Option<u32>,
    /// Rows of a page; 50 unless said otherwise.
    #[param(minimum = 1, maximum = 200)]
    per_page: Option<u32>,
}

/// Renewals
///
/// By the day to decide; without a state those that are open.
#[utoipa::path(
    get, path = "/renewals", tag = "renewals", params(RenewalQuery),
    responses((status = 200, description = "A page of renewals.", body = Page<ListedRenewal>)),
    extensions(("x-permission" = json!("view_contracts"))),
)]
pub async fn list_renewals(
    caller: Caller,
    OriginalUri(address): OriginalUri,
    Asked(query): Asked<RenewalQuery>,
) -> Result<Listed<ListedRenewal>, Trouble> {
    let RenewalQuery { state, customer_id, owner_id, page, per_page } = query;
    let paging = Paging::new(page, per_page)?;
    let filter = renewal::RenewalFilter {
        states: state.map_or_else(|| of::RenewalState::OPEN.to_vec(), |state| vec![state.into()]),
        owner: owner_id.map(Into::into),
        customer: customer_id.map(CustomerId),
        contract: None,
    };
    let found = renewal::list(&caller.actor, &filter, false, paging.stretch()).await?;
    Ok(Listed::new(&address, paging, found, ListedRenewal::from))
}

/// Renewals of a contract
///
/// The one that is open, and those before.
#[utoipa::path(
    get, path = "/contracts/{number}/renewal", tag = "renewals",
    params(("number" = String, Path, description = "Number of the contract.", example = "C-2026-0042")),
    responses((status = 200, description = "The renewals.", body = Renewals, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("view_contracts"))),
)]
pub async fn find_renewal(caller: Caller, Number(number): Number) -> Result<Versioned<Renewals>, Trouble> {
    answered(&caller, &number).await
}

/// What is decided, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RenewalDecided {
    /// What is decided.
    decision: RenewalDecision,
    /// Why; 500 characters at most.
    reason: String,
}

/// Decide on the renewal
///
/// Of a contract that renews by itself `renew_as_is`, `renegotiate` or `give_notice`; of one that only a signature prolongs
/// `renew_as_is`, `renegotiate` or `let_lapse`. Notice itself is given, or an agreement recorded, by their own steps.
#[utoipa::path(
    post, path = "/contracts/{number}/renewal/decide", tag = "renewals",
    params(("number" = String, Path, description = "Number of the contract.", example = "C-2026-0042"), IfMatch),
    request_body(content = RenewalDecided, example = json!({ "decision": "renew_as_is", "reason": "Good margin" })),
    responses((status = 200, description = "The renewals as they are now.", body = Renewals, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("give_notice"))),
)]
pub async fn decide_renewal(
    caller: Caller,
    Number(number): Number,
    IfMatch(version): IfMatch,
    Body(body): Body<RenewalDecided>,
) -> Result<Versioned<Renewals>, Trouble> {
    let RenewalDecided { decision, reason } = body;
    renewal::decide(&caller.actor, &number, version, decision.into(), &reason).await?;
    answered(&caller, &number).await
}

/// Confirm a decision
///
/// What another person decided counts from now on.
#[utoipa::path(
    post, path = "/contracts/{number}/renewal/confirm", tag = "renewals",
    params(("number" = String, Path, description = "Number of the contract.", example = "C-2026-0042"), IfMatch),
    responses((status = 200, description = "The renewals as they are now.", body = Renewals, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("confirm_renewals"))),
)]
pub async fn confirm_renewal(
    caller: Caller,
    Number(number): Number,
    IfMatch(version): IfMatch,
) -> Result<Versioned<Renewals>, Trouble> {
    renewal::confirm(&caller.actor, &number, version).await?;
    answered(&caller, &number).await
}

/// Why something is not so.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RenewalReason {
    /// Why; 500 characters at most.
    reason: String,
}

/// Do not confirm a decision
///
/// The renewal is to be decided about again.
#[utoipa::path(
    post, path = "/contracts/{number}/renewal/decline", tag = "renewals",
    params(("number" = String, Path, description = "Number of the contract.", example = "C-2026-0042"), IfMatch),
    request_body(content = RenewalReason, example = json!({ "reason": "Ask for a better price first" })),
    responses((status = 200, description = "The renewals as they are now.", body = Renewals, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("confirm_renewals"))),
)]
pub async fn decline_renewal(
    caller: Caller,
    Number(number): Number,
    IfMatch(version): IfMatch,
    Body(body): Body<RenewalReason>,
) -> Result<Versioned<Renewals>, Trouble> {
    let declined = renewal::decline(&caller.actor, &number, version, &body.reason).await;
    declined.map_err(|failure| Trouble::named(failure, |_form| "reason".to_owned()))?;
    answered(&caller, &number).await
}

/// A new term that both sides signed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RenewalSigned {
    /// The day of the last signature.
    signed_on: NaiveDate,
    /// The last day of the new term.
    last_day: NaiveDate,
}

/// Record a signed agreement
///
/// A contract that only a signature prolongs goes on until the last day of the new term.
#[utoipa::path(
    post, path = "/contracts/{number}/renewal/sign", tag = "renewals",
    params(("number" = String, Path, description = "Number of the contract.", example = "C-2026-0042"), IfMatch),
    request_body(content = RenewalSigned, example = json!({ "signed_on": "2026-11-20", "last_day": "2027-12-31" })),
    responses((status = 200, description = "The renewals as they are now.", body = Renewals, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("give_notice"))),
)]
pub async fn sign_renewal(
    caller: Caller,
    Number(number): Number,
    IfMatch(version): IfMatch,
    Body(body): Body<RenewalSigned>,
) -> Result<Versioned<Renewals>, Trouble> {
    let RenewalSigned { signed_on, last_day } = body;
    renewal::sign(&caller.actor, &number, version, signed_on, last_day).await?;
    answered(&caller, &number).await
}

/// Take a signed agreement back
///
/// For one that was recorded by mistake, before its term has begun.
#[utoipa::path(
    post, path = "/contracts/{number}/renewal/take_back_signature", tag = "renewals",
    params(("number" = String, Path, description = "Number of the contract.", example = "C-2026-0042"), IfMatch),
    request_body(content = RenewalReason, example = json!({ "reason": "Meant for another contract" })),
    responses((status = 200, description = "The renewals as they are now.", body = Renewals, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("give_notice"))),
)]
pub async fn take_back_signature(
    caller: Caller,
    Number(number): Number,
    IfMatch(version): IfMatch,
    Body(body): Body<RenewalReason>,
) -> Result<Versioned<Renewals>, Trouble> {
    renewal::take_back_signature(&caller.actor, &number, version, &body.reason).await?;
    answered(&caller, &number).await
}
