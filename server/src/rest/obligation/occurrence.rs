//! The days on which obligations fall due, and what becomes of them.

use axum::extract::OriginalUri;
use chrono::NaiveDate;
use model::view::OccurrenceRow;
use operations::obligation::{self, ObligationFilter, ObligationSort};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{ObligationKind, Side};
use crate::rest::{
    answer::{Listed, Page, Versioned},
    ask::{Asked, Body, Id, IfMatch, Paging},
    caller::Caller,
    problem::Trouble,
    wire::{Money, choices},
};
use app::words::obligation::told;

choices! {
    /// Where an occurrence stands.
    OccurrenceState = model::obligation::State {
        /// Its day is still to come.
        Pending,
        /// Its day has come, and the days of grace are not over.
        Due,
        /// The days of grace are over, and something is still to be done.
        Overdue,
        /// A part was done, and the rest is still in time.
        Partly,
        /// It was handed over and waits for an answer.
        HandedOver,
        /// It was done, or accepted.
        Fulfilled,
        /// It need not be done.
        Waived,
        /// The contract ended before its day.
        Lapsed,
    }
}

/// A day on which an obligation falls due.
#[derive(Debug, Serialize, ToSchema)]
pub struct Occurrence {
    /// Identity.
    pub id: Uuid,
    /// Version; grows with every step. Sent as `If-Match` in quotation marks, it is the version that was read.
    pub version: i32,
    /// Identity of the obligation.
    pub obligation_id: Uuid,
    /// What is promised.
    pub title: String,
    /// Its kind.
    pub kind: ObligationKind,
    /// Who has promised.
    pub side: Side,
    /// Number of the contract.
    pub contract: String,
    /// Name of the customer.
    pub customer: String,
    /// Name of who sees to it.
    pub owner: Option<String>,
    /// The day it falls due.
    pub due_on: NaiveDate,
    /// Where it stands on the business day.
    pub state: OccurrenceState,
    /// How much of it was done, in per cent.
    pub percent: u8,
    /// The day on which all of it was done; of what is accepted the day it was handed over.
    pub fulfilled_on: Option<NaiveDate>,
    /// The day of its acceptance.
    pub accepted_on: Option<NaiveDate>,
    /// What is at stake.
    pub amount: Option<Money>,
    /// What became of it, step by step, in the language of the request.
    pub steps: Vec<String>,
}

impl Occurrence {
    fn new(caller: &Caller, row: OccurrenceRow) -> Self {
        let OccurrenceRow {
            id,
            version,
            obligation,
            title,
            kind,
            side,
            contract,
            contract_title: _,
            customer,
            owner,
            due,
            state,
            standing: _,
            amount,
            evidence: _,
            progress,
        } = row;
        Self {
            id: id.0,
            version,
            obligation_id: obligation.0,
            title,
            kind: kind.into(),
            side: side.into(),
            contract,
            customer,
            owner,
            due_on: due,
            state: state.into(),
            percent: progress.percent(),
            fulfilled_on: progress.fulfilled_on(),
            accepted_on: progress.accepted().map(|(on, _)| on),
            amount: amount.map(Money::from),
            steps: told::steps(caller.words(), &progress),
        }
    }
}

/// Which occurrences.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OccurrenceQuery {
    /// Only those that stand here.
    #[param(inline)]
    state: Option<OccurrenceState>,
    /// Only what this side has promised.
    #[param(inline)]
    side: Option<Side>,
    /// Only this kind.
    #[param(inline)]
    kind: Option<ObligationKind>,
    /// Only what this person sees to.
    owner_id: Option<Uuid>,
    /// Only this customer.
    customer_id: Option<Uuid>,
    /// Due on this day or later.
    from: Option<NaiveDate>,
    /// Due on this day or earlier.
    to: Option<NaiveDate>,
    /// Page, from 1.
    #[param(minimum = 1)]
    page: Option<u32>,
    /// Rows of a page; 50 unless said otherwise.
    #[param(minimum = 1, maximum = 200)]
    per_page: Option<u32>,
}

/// Days on which obligations fall due
///
/// Over all contracts, by day.
#[utoipa::path(
    get, path = "/occurrences", tag = "obligations", params(OccurrenceQuery),
    responses((status = 200, description = "A page of them.", body = Page<Occurrence>)),
    extensions(("x-permission" = json!("view_contracts"))),
)]
pub async fn list_occurrences(
    caller: Caller,
    OriginalUri(address): OriginalUri,
    Asked(query): Asked<OccurrenceQuery>,
) -> Result<Listed<Occurrence>, Trouble> {
    let OccurrenceQuery { state, side, kind, owner_id, customer_id, from, to, page, per_page } = query;
    let paging = Paging::new(page, per_page)?;
    let filter = ObligationFilter {
        states: state.map(Into::into).into_iter().collect(),
        side: side.map(Into::into),
        kind: kind.map(Into::into),
        owner: owner_id.map(Into::into),
        customer: customer_id.map(Into::into),
        contract: None,
        from,
        to,
    };
    let sort = (ObligationSort::Due, false);
    let (list, _rates) = obligation::list(&caller.actor, &filter, sort, paging.stretch()).await?;
    Ok(Listed::new(&address, paging, list, |row| Occurrence::new(&caller, row)))
}

async fn sheet(caller: &Caller, id: Uuid) -> Result<Versioned<Occurrence>, Trouble> {
    let row = obligation::find(&caller.actor, id.into()).await?;
    Ok(Versioned(row.version, Occurrence::new(caller, row)))
}

/// A day on which an obligation falls due
#[utoipa::path(
    get, path = "/occurrences/{id}", tag = "obligations",
    params(("id" = Uuid, Path, description = "Identity of the occurrence.")),
    responses((status = 200, description = "The occurrence.", body = Occurrence, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("view_contracts"))),
)]
pub async fn find_occurrence(caller: Caller, Id(id): Id) -> Result<Versioned<Occurrence>, Trouble> {
    sheet(&caller, id).await
}

/// What was done.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Fulfilled {
    /// The day it was done.
    on: NaiveDate,
    /// How much of the whole it is, in per cent; all that is left where it is not said.
    #[schema(minimum = 1, maximum = 100)]
    percent: Option<u8>,
    /// What proves it.
    #[serde(default)]
    note: String,
}

/// Record that an obligation was fulfilled
///
/// Or a part of it. What has to be accepted is handed over instead.
#[utoipa::path(
    post, path = "/occurrences/{id}/fulfil", tag = "obligations",
    params(("id" = Uuid, Path, description = "Identity of the occurrence."), IfMatch),
    request_body(content = Fulfilled, example = json!({ "on": "2026-01-30" })),
    responses((status = 200, description = "The occurrence as it is now.", body = Occurrence, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("edit_obligations"))),
)]
pub async fn fulfil_obligation(
    caller: Caller,
    Id(id): Id,
    IfMatch(version): IfMatch,
    Body(Fulfilled { on, percent, note }): Body<Fulfilled>,
) -> Result<Versioned<Occurrence>, Trouble> {
    obligation::fulfil(&caller.actor, id.into(), version, on, percent, &note).await?;
    sheet(&caller, id).await
}

/// What was handed over.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandedOver {
    /// The day it was handed over.
    on: NaiveDate,
    /// What was handed over.
    #[serde(default)]
    what: String,
}

/// Record that a deliverable was handed over
#[utoipa::path(
    post, path = "/occurrences/{id}/hand_over", tag = "obligations",
    params(("id" = Uuid, Path, description = "Identity of the occurrence."), IfMatch),
    request_body(content = HandedOver, example = json!({ "on": "2026-01-30", "what": "As-built drawings" })),
    responses((status = 200, description = "The occurrence as it is now.", body = Occurrence, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("edit_obligations"))),
)]
pub async fn hand_over_deliverable(
    caller: Caller,
    Id(id): Id,
    IfMatch(version): IfMatch,
    Body(HandedOver { on, what }): Body<HandedOver>,
) -> Result<Versioned<Occurrence>, Trouble> {
    obligation::hand_over(&caller.actor, id.into(), version, on, &what).await?;
    sheet(&caller, id).await
}

/// Who accepted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// The day of the acceptance.
    on: NaiveDate,
    /// Who accepted, by name.
    by: String,
}

/// Record that what was handed over was accepted
///
/// The acceptance of a milestone is the day to bill its price line.
#[utoipa::path(
    post, path = "/occurrences/{id}/accept", tag = "obligations",
    params(("id" = Uuid, Path, description = "Identity of the occurrence."), IfMatch),
    request_body(content = Accepted, example = json!({ "on": "2026-02-04", "by": "Works manager" })),
    responses((status = 200, description = "The occurrence as it is now.", body = Occurrence, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("edit_obligations"))),
)]
pub async fn accept_deliverable(
    caller: Caller,
    Id(id): Id,
    IfMatch(version): IfMatch,
    Body(Accepted { on, by }): Body<Accepted>,
) -> Result<Versioned<Occurrence>, Trouble> {
    obligation::accept(&caller.actor, id.into(), version, on, &by).await?;
    sheet(&caller, id).await
}

/// Why something was refused.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Refused {
    /// The day of the refusal.
    on: NaiveDate,
    /// Why.
    reason: String,
}

/// Record that what was handed over was refused
///
/// It has to be handed over again.
#[utoipa::path(
    post, path = "/occurrences/{id}/refuse", tag = "obligations",
    params(("id" = Uuid, Path, description = "Identity of the occurrence."), IfMatch),
    request_body(content = Refused, example = json!({ "on": "2026-02-04", "reason": "Sheet 3 is missing" })),
    responses((status = 200, description = "The occurrence as it is now.", body = Occurrence, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("edit_obligations"))),
)]
pub async fn refuse_deliverable(
    caller: Caller,
    Id(id): Id,
    IfMatch(version): IfMatch,
    Body(Refused { on, reason }): Body<Refused>,
) -> Result<Versioned<Occurrence>, Trouble> {
    obligation::refuse(&caller.actor, id.into(), version, on, &reason).await?;
    sheet(&caller, id).await
}

/// Why something need not be done.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WaivedObligation {
    /// Why.
    reason: String,
}

/// Waive an obligation
///
/// It need not be fulfilled this time.
#[utoipa::path(
    post, path = "/occurrences/{id}/waive", tag = "obligations",
    params(("id" = Uuid, Path, description = "Identity of the occurrence."), IfMatch),
    request_body(content = WaivedObligation, example = json!({ "reason": "Agreed with the customer" })),
    responses((status = 200, description = "The occurrence as it is now.", body = Occurrence, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("edit_obligations"))),
)]
pub async fn waive_obligation(
    caller: Caller,
    Id(id): Id,
    IfMatch(version): IfMatch,
    Body(WaivedObligation { reason }): Body<WaivedObligation>,
) -> Result<Versioned<Occurrence>, Trouble> {
    obligation::waive(&caller.actor, id.into(), version, &reason).await?;
    sheet(&caller, id).await
}

/// Take back the last step of an obligation
///
/// It was recorded by mistake.
#[utoipa::path(
    post, path = "/occurrences/{id}/take_back", tag = "obligations",
    params(("id" = Uuid, Path, description = "Identity of the occurrence."), IfMatch),
    responses((status = 200, description = "The occurrence as it is now.", body = Occurrence, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("edit_obligations"))),
)]
pub async fn take_back_step(
    caller: Caller,
    Id(id): Id,
    IfMatch(version): IfMatch,
) -> Result<Versioned<Occurrence>, Trouble> {
    obligation::take_back(&caller.actor, id.into(), version).await?;
    sheet(&caller, id).await
}
