//! The steps of a visit: planned, announced, made, called off, billed.

use app::words::service_visit as say;
use chrono::NaiveDate;
use model::service_visit::{ANSWERS, CloseForm};
use operations::service_visit;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Answer, Visit, VisitPlan, sheet, visit_field};
use crate::rest::{
    answer::Versioned,
    ask::{Body, Id, IfMatch},
    caller::Caller,
    problem::Trouble,
};

/// Plan a visit
///
/// Gives it a day, or another one; what the customer was told before no longer counts.
#[utoipa::path(
    post, path = "/visits/{id}/plan", tag = "visits",
    params(("id" = Uuid, Path, description = "Identity of the visit."), IfMatch),
    request_body(content = VisitPlan, example = json!({ "planned_on": "2026-12-04", "planned_at": "08:30" })),
    responses((status = 200, description = "The visit as it is now.", body = Visit, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("plan_visits"))),
)]
pub async fn plan_visit(
    caller: Caller,
    Id(id): Id,
    IfMatch(version): IfMatch,
    Body(body): Body<VisitPlan>,
) -> Result<Versioned<Visit>, Trouble> {
    let planned = service_visit::plan(&caller.actor, id.into(), version, &body.into()).await;
    planned.map_err(|failure| Trouble::named(failure, visit_field))?;
    sheet(&caller, id).await
}

/// Take the day of a visit away
#[utoipa::path(
    post, path = "/visits/{id}/unplan", tag = "visits",
    params(("id" = Uuid, Path, description = "Identity of the visit."), IfMatch),
    responses((status = 200, description = "The visit as it is now.", body = Visit, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("plan_visits"))),
)]
pub async fn unplan_visit(caller: Caller, Id(id): Id, IfMatch(version): IfMatch) -> Result<Versioned<Visit>, Trouble> {
    service_visit::unplan(&caller.actor, id.into(), version).await?;
    sheet(&caller, id).await
}

/// Record that a visit was announced
///
/// The customer was told when somebody comes.
#[utoipa::path(
    post, path = "/visits/{id}/announce", tag = "visits",
    params(("id" = Uuid, Path, description = "Identity of the visit."), IfMatch),
    responses((status = 200, description = "The visit as it is now.", body = Visit, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("plan_visits"))),
)]
pub async fn announce_visit(
    caller: Caller,
    Id(id): Id,
    IfMatch(version): IfMatch,
) -> Result<Versioned<Visit>, Trouble> {
    service_visit::announce(&caller.actor, id.into(), version).await?;
    sheet(&caller, id).await
}

/// Announce a visit by mail
///
/// Whoever is to be told at the customer is written to: a contact of the place, else of the customer, in their language.
/// Each day and time that is planned is written of once. Refused where nobody there has an address, or mails are not sent
/// at all.
#[utoipa::path(
    post, path = "/visits/{id}/announce_by_mail", tag = "visits",
    params(("id" = Uuid, Path, description = "Identity of the visit."), IfMatch),
    responses((status = 200, description = "The visit as it is now.", body = Visit, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("plan_visits"))),
)]
pub async fn announce_visit_by_mail(
    caller: Caller,
    Id(id): Id,
    IfMatch(version): IfMatch,
) -> Result<Versioned<Visit>, Trouble> {
    service_visit::announce_by_mail(&caller.actor, id.into(), version).await?;
    sheet(&caller, id).await
}

/// Why something is not done.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VisitReason {
    /// Why; 500 characters at most.
    #[schema(max_length = 500)]
    reason: String,
}

/// Call a visit off
///
/// It is neither made nor missed then.
#[utoipa::path(
    post, path = "/visits/{id}/cancel", tag = "visits",
    params(("id" = Uuid, Path, description = "Identity of the visit."), IfMatch),
    request_body(content = VisitReason, example = json!({ "reason": "The plant is shut" })),
    responses((status = 200, description = "The visit as it is now.", body = Visit, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("plan_visits"))),
)]
pub async fn cancel_visit(
    caller: Caller,
    Id(id): Id,
    IfMatch(version): IfMatch,
    Body(body): Body<VisitReason>,
) -> Result<Versioned<Visit>, Trouble> {
    service_visit::cancel(&caller.actor, id.into(), version, &body.reason).await?;
    sheet(&caller, id).await
}

/// Take the report of a visit back
///
/// The visit counts as not made then. Refused where something of it is billed.
#[utoipa::path(
    post, path = "/visits/{id}/take_report_back", tag = "visits",
    params(("id" = Uuid, Path, description = "Identity of the visit."), IfMatch),
    request_body(content = VisitReason, example = json!({ "reason": "Reported on the wrong visit" })),
    responses((status = 200, description = "The visit as it is now.", body = Visit, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("close_visits"))),
)]
pub async fn take_visit_report_back(
    caller: Caller,
    Id(id): Id,
    IfMatch(version): IfMatch,
    Body(body): Body<VisitReason>,
) -> Result<Versioned<Visit>, Trouble> {
    service_visit::take_report_back(&caller.actor, id.into(), version, &body.reason).await?;
    sheet(&caller, id).await
}

/// What is reported of a visit.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VisitClosing {
    /// The day; today if left out, and not after it.
    on: Option<NaiveDate>,
    /// How long it took.
    #[schema(minimum = 1, maximum = 2880)]
    minutes: u32,
    /// An answer for each line of the checklist, in its order.
    #[serde(default)]
    answers: Vec<Answer>,
    /// What was done; 10,000 characters at most.
    #[schema(max_length = 10000)]
    report: String,
    /// What was noticed and should be seen to; 5,000 characters at most.
    #[serde(default)]
    #[schema(max_length = 5000)]
    findings: String,
    /// Who signs for the customer.
    #[serde(default)]
    #[schema(max_length = 200)]
    customer_name: String,
    /// Their signature: strokes of points `x,y` in a field of 600 by 200, with spaces between points and semicolons
    /// between strokes.
    #[schema(example = "10,20 90,60 120,20;130,30 180,90")]
    signature: Option<String>,
    /// The same each time one report is sent, so that it is kept once; 64 characters at most.
    #[schema(max_length = 64)]
    key: Option<String>,
}

impl From<VisitClosing> for CloseForm {
    fn from(closing: VisitClosing) -> Self {
        let VisitClosing { on, minutes, answers, report, findings, customer_name, signature, key } = closing;
        let code = |answer: Answer| {
            let answer = model::service_visit::Answer::from(answer);
            let known = ANSWERS.iter().find(|(_, known)| *known == answer);
            known.map(|(code, _)| (*code).to_owned()).unwrap_or_default()
        };
        Self {
            on: on.map(|on| on.to_string()).unwrap_or_default(),
            minutes: minutes.to_string(),
            answers: answers.into_iter().map(code).collect(),
            report,
            findings,
            customer_name,
            signature: signature.unwrap_or_default(),
            key: key.unwrap_or_default(),
        }
    }
}

/// Report on a visit
///
/// What is to be paid for it is proposed for billing. A report that is sent again under its key changes nothing.
#[utoipa::path(
    post, path = "/visits/{id}/close", tag = "visits",
    params(("id" = Uuid, Path, description = "Identity of the visit."), IfMatch),
    request_body(content = VisitClosing, example = json!({
        "minutes": 95, "answers": ["in_order"], "report": "Seals replaced", "key": "phone-7-2026-12-04"
    })),
    responses((status = 200, description = "The visit as it is now.", body = Visit, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("close_visits"))),
)]
pub async fn close_visit(
    caller: Caller,
    Id(id): Id,
    IfMatch(version): IfMatch,
    Body(body): Body<VisitClosing>,
) -> Result<Versioned<Visit>, Trouble> {
    service_visit::close(&caller.actor, id.into(), version, &body.into()).await?;
    sheet(&caller, id).await
}

/// Bill a visit
///
/// What it comes to becomes a one-off price line of its contract, and the ledger expects its invoice.
#[utoipa::path(
    post, path = "/visits/{id}/accept", tag = "visits",
    params(("id" = Uuid, Path, description = "Identity of the visit."), IfMatch),
    responses((status = 200, description = "The visit as it is now.", body = Visit, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("reconcile"))),
)]
pub async fn accept_visit(caller: Caller, Id(id): Id, IfMatch(version): IfMatch) -> Result<Versioned<Visit>, Trouble> {
    service_visit::accept(&caller.actor, id.into(), version, caller.words().t(say::UNIT)).await?;
    sheet(&caller, id).await
}

/// Do not bill a visit
#[utoipa::path(
    post, path = "/visits/{id}/refuse", tag = "visits",
    params(("id" = Uuid, Path, description = "Identity of the visit."), IfMatch),
    request_body(content = VisitReason, example = json!({ "reason": "Goodwill" })),
    responses((status = 200, description = "The visit as it is now.", body = Visit, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("reconcile"))),
)]
pub async fn refuse_visit(
    caller: Caller,
    Id(id): Id,
    IfMatch(version): IfMatch,
    Body(body): Body<VisitReason>,
) -> Result<Versioned<Visit>, Trouble> {
    service_visit::refuse(&caller.actor, id.into(), version, &body.reason).await?;
    sheet(&caller, id).await
}
