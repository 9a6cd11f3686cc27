//! Service visits: what contracts promise of them, the visits themselves, and the steps of each.

pub mod promise;
pub mod step;

use axum::Json;
use chrono::NaiveDate;
use model::{
    service_visit::{self as visit, time_of},
    view::{VisitRow, VisitSheet},
};
use operations::service_visit::{self, ExtraForm, PlanForm, VisitFilter};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    answer::{Created, Versioned},
    ask::{Asked, Body, Id, Number, filled},
    caller::Caller,
    problem::Trouble,
    wire::{Money, Period, choices},
};

choices! {
    /// Where a visit stands.
    VisitState = visit::VisitState {
        /// Its window is still to come, and nobody has planned it yet.
        Ahead,
        /// Its window is open and nobody has planned it.
        ToPlan,
        /// It has a day that is today or still to come.
        Planned,
        /// Its day has passed, its window has not, and nobody has reported on it.
        Unreported,
        /// Its window and its day have passed, and it was not made.
        Missed,
        /// It was made.
        Done,
        /// It was called off.
        Cancelled,
    }
    /// How a line of a checklist was answered.
    Answer = visit::Answer {
        /// In order.
        InOrder,
        /// Not in order.
        Faulty,
        /// It does not apply there.
        NotApplicable,
    }
}

/// A service visit in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct VisitItem {
    /// Identity.
    pub id: Uuid,
    /// Version; grows with every change.
    pub version: i32,
    /// What is done.
    pub description: String,
    /// Number of the contract.
    pub contract: String,
    /// Name of the customer.
    pub customer: String,
    /// Name of the place.
    pub site: Option<String>,
    /// From which day to which it has to be made.
    pub window: Period,
    /// Where it stands.
    pub state: VisitState,
    /// The day that was planned.
    pub planned_on: Option<NaiveDate>,
    /// The time of day.
    #[schema(example = "08:30")]
    pub planned_at: Option<String>,
    /// Name of who goes.
    pub technician: Option<String>,
    /// The day it was made.
    pub done_on: Option<NaiveDate>,
    /// What is proposed to be billed.
    pub proposed: Option<Money>,
    /// Whether somebody has to decide about that.
    pub waits_for_decision: bool,
    /// Whether it was accepted for billing.
    pub billed: bool,
    /// Whether it is one beyond those promised.
    pub extra: bool,
}

impl From<VisitRow> for VisitItem {
    fn from(row: VisitRow) -> Self {
        let VisitRow {
            id,
            version,
            description,
            contract,
            customer,
            site,
            window,
            state,
            planned_on,
            at,
            technician,
            done_on,
            proposed,
            waits,
            billed,
            extra,
        } = row;
        Self {
            id: id.0,
            version,
            description,
            contract,
            customer,
            site,
            window: window.into(),
            state: state.into(),
            planned_on,
            planned_at: at.map(time_of),
            technician,
            done_on,
            proposed: proposed.map(Into::into),
            waits_for_decision: waits,
            billed,
            extra,
        }
    }
}

/// A line of a checklist with its answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckedLine {
    /// The line as it stood then.
    pub line: String,
    /// The answer.
    pub answer: Answer,
}

/// What was reported of a visit.
#[derive(Debug, Serialize, ToSchema)]
pub struct VisitReport {
    /// The day.
    pub on: NaiveDate,
    /// How long it took.
    pub minutes: u32,
    /// What was done.
    pub report: String,
    /// What was noticed and should be seen to.
    pub findings: String,
    /// The checklist.
    pub checklist: Vec<CheckedLine>,
    /// Who signed for the customer; empty if nobody did.
    pub customer_name: String,
    /// Their signature: strokes of points `x,y` in a field of 600 by 200, with spaces between points and semicolons
    /// between strokes.
    pub signature: Option<String>,
}

/// What is proposed to be billed for a visit.
#[derive(Debug, Serialize, ToSchema)]
pub struct VisitProposal {
    /// For the visit itself, where it is not part of the contract's price.
    pub visit: Option<Money>,
    /// Minutes beyond those that were agreed, where an hour has a price.
    pub extra_minutes: u32,
    /// For those minutes.
    pub time: Option<Money>,
    /// Both together.
    pub amount: Money,
}

/// A service visit.
#[derive(Debug, Serialize, ToSchema)]
pub struct Visit {
    /// Identity.
    pub id: Uuid,
    /// Version; grows with every change. Sent as `If-Match` in quotation marks, it is the version that was read.
    pub version: i32,
    /// What is done.
    pub description: String,
    /// Number of the contract.
    pub contract: String,
    /// Identity of the promise it keeps, or by whose prices an extra visit is billed.
    pub promise_id: Option<Uuid>,
    /// The contract year of a promised visit, from 1.
    pub year: Option<u32>,
    /// The number in that year, from 1.
    pub number: Option<u32>,
    /// Identity of the place.
    pub site_id: Option<Uuid>,
    /// From which day to which it has to be made.
    pub window: Period,
    /// Where it stands.
    pub state: VisitState,
    /// The day that was planned.
    pub planned_on: Option<NaiveDate>,
    /// The time of day.
    #[schema(example = "08:30")]
    pub planned_at: Option<String>,
    /// Identity of who goes.
    pub technician_id: Option<Uuid>,
    /// When the customer was told of the plan.
    pub announced_on: Option<NaiveDate>,
    /// What is checked at the visit.
    pub checklist: Vec<String>,
    /// What was reported, once it was made.
    pub report: Option<VisitReport>,
    /// When it was called off.
    pub cancelled_on: Option<NaiveDate>,
    /// Why it was called off.
    pub cancelled_reason: Option<String>,
    /// What is proposed to be billed.
    pub proposal: Option<VisitProposal>,
    /// Identity of the price line by which it is billed, once that was accepted.
    pub billed_by_line_id: Option<Uuid>,
    /// Why it is not billed, where that was decided.
    pub refused_reason: Option<String>,
}

impl From<VisitSheet> for Visit {
    fn from(sheet: VisitSheet) -> Self {
        let VisitSheet { visit, state, contract, checklist, .. } = sheet;
        let report = visit.done.map(|report| {
            let visit::VisitReport { on, minutes, report, findings, checklist, customer_name, signature } = report;
            let line = |visit::Checked { line, answer }| CheckedLine { line, answer: answer.into() };
            VisitReport {
                on,
                minutes,
                report,
                findings,
                checklist: checklist.into_iter().map(line).collect(),
                customer_name,
                signature: signature.map(|signature| signature.to_string()),
            }
        });
        let proposal = visit.proposal.map(|proposal| {
            let visit::VisitProposal { visit, extra_minutes, time, amount } = proposal;
            let money = |money: Option<model::money::Money>| money.map(Into::into);
            VisitProposal { visit: money(visit), extra_minutes, time: money(time), amount: amount.into() }
        });
        let (billed_by_line_id, refused_reason) = match visit.decision {
            Some(visit::Decision::Accepted { line, on: _ }) => (Some(line.0), None),
            Some(visit::Decision::Refused { reason, on: _ }) => (None, Some(reason)),
            None => (None, None),
        };
        let (cancelled_on, cancelled_reason) = visit.cancelled.unzip();
        Self {
            id: visit.id.0,
            version: visit.version,
            description: visit.description,
            contract,
            promise_id: visit.promise.map(|promise| promise.0),
            year: visit.key.map(|key| key.year),
            number: visit.key.map(|key| key.number),
            site_id: visit.site.map(|site| site.0),
            window: visit.window.into(),
            state: state.into(),
            planned_on: visit.plan.map(|plan| plan.on),
            planned_at: visit.plan.and_then(|plan| plan.at).map(time_of),
            technician_id: visit.plan.and_then(|plan| plan.technician).map(|person| person.0),
            announced_on: visit.announced_on,
            checklist,
            report,
            cancelled_on,
            cancelled_reason,
            proposal,
            billed_by_line_id,
            refused_reason,
        }
    }
}

/// A visit as it is now.
async fn sheet(caller: &Caller, id: Uuid) -> Result<Versioned<Visit>, Trouble> {
    let sheet = service_visit::find(&caller.actor, id.into()).await?;
    Ok(Versioned(sheet.visit.version, sheet.into()))
}

/// The names of fields in a request for those of a form.
fn visit_field(form: &str) -> String {
    let here = match form {
        "site" => "site_id",
        "line" => "price_line_id",
        "technician" => "technician_id",
        "promise" => "promise_id",
        other => other,
    };
    here.to_owned()
}

/// When a visit is made, and who goes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VisitPlan {
    /// The day; not before today.
    planned_on: NaiveDate,
    /// The time of day, if one was agreed.
    #[schema(example = "08:30", pattern = r"^\d\d:\d\d$")]
    planned_at: Option<String>,
    /// Identity of who goes.
    technician_id: Option<Uuid>,
}

impl From<VisitPlan> for PlanForm {
    fn from(plan: VisitPlan) -> Self {
        let VisitPlan { planned_on, planned_at, technician_id } = plan;
        Self {
            on: planned_on.to_string(),
            at: planned_at.unwrap_or_default(),
            technician: technician_id.map(|id| id.to_string()).unwrap_or_default(),
        }
    }
}

/// A visit beyond those promised.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExtraVisit {
    /// Identity of the promise by whose place, checklist and prices it goes.
    promise_id: Uuid,
    /// What is done; what the promise says if left out. 200 characters at most.
    #[schema(max_length = 200)]
    description: Option<String>,
    /// When, and who goes.
    plan: VisitPlan,
}

/// Add a visit beyond those promised
#[utoipa::path(
    post, path = "/contracts/{number}/visits", tag = "visits",
    params(("number" = String, Path, description = "Number of the contract.", example = "C-2026-0042")),
    request_body(content = ExtraVisit, example = json!({
        "promise_id": "018f3c5e-7d7a-7c3b-9a51-0d5a3a0c9b11",
        "description": "After the flood",
        "plan": { "planned_on": "2026-12-04", "planned_at": "08:30" }
    })),
    responses((
        status = 201, description = "The new visit.", body = Visit,
        headers(("ETag" = String), ("Location" = String, description = "Where the visit is.")),
    )),
    extensions(("x-permission" = json!("plan_visits"))),
)]
pub async fn add_extra_visit(
    caller: Caller,
    Number(number): Number,
    Body(body): Body<ExtraVisit>,
) -> Result<Created<Visit>, Trouble> {
    let ExtraVisit { promise_id, description, plan } = body;
    let form =
        ExtraForm { promise: promise_id.to_string(), description: description.unwrap_or_default(), plan: plan.into() };
    let added = service_visit::add_extra(&caller.actor, &number, &form).await;
    let id = added.map_err(|failure| Trouble::named(failure, visit_field))?;
    Ok(Created(format!("/visits/{id}"), sheet(&caller, id.0).await?))
}

/// Visits of a contract
///
/// Those promised up to a year ahead, then those beyond them.
#[utoipa::path(
    get, path = "/contracts/{number}/visits", tag = "visits",
    params(("number" = String, Path, description = "Number of the contract.", example = "C-2026-0042")),
    responses((status = 200, description = "Its visits.", body = Vec<VisitItem>)),
    extensions(("x-permission" = json!("view_contracts"))),
)]
pub async fn list_contract_visits(caller: Caller, Number(number): Number) -> Result<Json<Vec<VisitItem>>, Trouble> {
    let visits = service_visit::of_contract(&caller.actor, &number).await?;
    let promised = visits.promises.into_iter().flat_map(|promise| promise.years).flat_map(|year| year.visits);
    Ok(Json(promised.chain(visits.extra).map(VisitItem::from).collect()))
}

/// Which visits a month shows.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MonthQuery {
    /// A day of the month; the present month if left out.
    day: Option<NaiveDate>,
    /// Only those of this person.
    technician_id: Option<Uuid>,
    /// Only those of this customer.
    customer_id: Option<Uuid>,
    /// Only those at this place.
    site_id: Option<Uuid>,
    /// Only those that need this skill.
    skill: Option<String>,
}

/// The visits of a month.
#[derive(Debug, Serialize, ToSchema)]
pub struct Month {
    /// The month.
    pub month: Period,
    /// Visits that are planned in it or were made in it, by day and time; at most 1,000.
    pub planned: Vec<VisitItem>,
    /// Visits without a day whose window is open in it, or was missed in the three months before, those first whose window
    /// closes first; at most 60.
    pub to_plan: Vec<VisitItem>,
    /// Whether there are more than those.
    pub more_to_plan: bool,
}

/// Visits of a month
#[utoipa::path(
    get, path = "/visits", tag = "visits", params(MonthQuery),
    responses((status = 200, description = "The month.", body = Month)),
    extensions(("x-permission" = json!("view_contracts"))),
)]
pub async fn list_visits(caller: Caller, Asked(query): Asked<MonthQuery>) -> Result<Json<Month>, Trouble> {
    let MonthQuery { day, technician_id, customer_id, site_id, skill } = query;
    let filter = VisitFilter {
        technician: technician_id.map(Into::into),
        customer_name: String::new(),
        customer: customer_id.map(Into::into),
        site: site_id.map(Into::into),
        skill: filled(skill).unwrap_or_default(),
    };
    let board = service_visit::board(&caller.actor, day.unwrap_or(caller.actor.day()), &filter).await?;
    let items = |rows: Vec<VisitRow>| rows.into_iter().map(VisitItem::from).collect();
    Ok(Json(Month {
        month: board.month.into(),
        planned: items(board.planned),
        to_plan: items(board.to_plan),
        more_to_plan: board.more,
    }))
}

/// A visit
#[utoipa::path(
    get, path = "/visits/{id}", tag = "visits",
    params(("id" = Uuid, Path, description = "Identity of the visit.")),
    responses((status = 200, description = "The visit.", body = Visit, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("view_contracts"))),
)]
pub async fn find_visit(caller: Caller, Id(id): Id) -> Result<Versioned<Visit>, Trouble> {
    sheet(&caller, id).await
}
