//! Obligations of contracts: what either side has promised. The days on which they fall due stand in [`occurrence`].

pub mod occurrence;

use axum::{Json, http::StatusCode};
use chrono::NaiveDate;
use model::{
    id::ObligationId,
    obligation::{self as of, RecurrenceRule, Schedule},
    refusal::{FieldProblem, Problem, Refusal},
    view::ObligationRow,
};
use operations::obligation;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    answer::{Created, Versioned},
    ask::{Body, IfMatch, Number, NumberAndId},
    caller::Caller,
    problem::Trouble,
    wire::{Money, choices},
};
use app::words::obligation::schedule;

choices! {
    /// The kinds of obligation.
    ObligationKind = model::obligation::ObligationKind {
        /// Something to be done.
        Duty,
        /// Something to be handed over and accepted.
        Deliverable,
        /// A step of the work whose acceptance may release the billing of a price line.
        Milestone,
    }

    /// Who has promised.
    Side = model::obligation::Side {
        /// We have.
        Ours,
        /// The customer has.
        Customer,
    }
}

/// What a side of a contract has promised.
#[derive(Debug, Serialize, ToSchema)]
pub struct Obligation {
    /// Identity.
    pub id: Uuid,
    /// Version; grows with every change. Sent as `If-Match` in quotation marks, it is the version that was read.
    pub version: i32,
    /// What is promised.
    #[schema(example = "Activity report")]
    pub title: String,
    /// Its kind.
    pub kind: ObligationKind,
    /// Who has promised.
    pub side: Side,
    /// The day it falls due, or from which a rule counts.
    pub first_on: NaiveDate,
    /// How it recurs, as the value of an `RRULE` of RFC 5545 in days; `null` for what falls due once.
    #[schema(example = "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1;COUNT=12")]
    pub rule: Option<String>,
    /// When it falls due, in the language of the request.
    #[schema(example = "every 3 months on the last day, first on 31 Jan 2026, 12 times")]
    pub schedule: String,
    /// Days after the due day on which it still counts as in time.
    pub grace_days: u32,
    /// The person of ours who sees to it; `null` where the contract's owner does.
    pub owner_id: Option<Uuid>,
    /// Where the contract says so.
    pub clause: Option<String>,
    /// The price line it belongs to.
    pub line_id: Option<Uuid>,
    /// What is at stake each time it is not kept.
    pub amount: Option<Money>,
    /// Whether fulfilling it needs a word of evidence.
    pub evidence: bool,
    /// Whatever else should be known.
    pub notes: String,
}

impl Obligation {
    fn new(caller: &Caller, row: ObligationRow) -> Self {
        let ObligationRow { id, version, obligation, owner: _, line: _, first, occurrences: _, has_facts: _ } = row;
        let said = schedule::said(caller.words(), &obligation.schedule, first);
        let of::Obligation { title, kind, side, schedule, grace_days, owner, clause, line, amount, evidence, notes } =
            obligation;
        Self {
            id: id.0,
            version,
            title,
            kind: kind.into(),
            side: side.into(),
            first_on: schedule.first(),
            rule: schedule.rule().map(ToString::to_string),
            schedule: said,
            grace_days,
            owner_id: owner.map(|owner| owner.0),
            clause,
            line_id: line.map(|line| line.0),
            amount: amount.map(Money::from),
            evidence,
            notes,
        }
    }
}

/// Everything about an obligation that a person edits, as one value: what is left out is empty.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ObligationDetails {
    /// What is promised; 200 characters at most.
    #[schema(max_length = 200)]
    title: String,
    /// Its kind.
    kind: ObligationKind,
    /// Who has promised.
    side: Side,
    /// The day it falls due, or from which the rule counts.
    first_on: NaiveDate,
    /// How it recurs, as the value of an `RRULE` of RFC 5545 in days: `DAILY`; `WEEKLY` with `BYDAY`; `MONTHLY` and, with
    /// `BYMONTH`, `YEARLY` with `BYMONTHDAY` (1 to 28, -1, or for 29 to 31 the list from 28 on with `BYSETPOS=-1`) or a
    /// `BYDAY` such as `2TU` or `-1FR`; `INTERVAL`, and `COUNT` or `UNTIL`. A milestone falls due once.
    rule: Option<String>,
    /// Days after the due day on which it still counts as in time.
    #[serde(default)]
    #[schema(maximum = 365)]
    grace_days: u32,
    /// The person of ours who sees to it.
    owner_id: Option<Uuid>,
    /// Where the contract says so; 200 characters at most.
    #[schema(max_length = 200)]
    clause: Option<String>,
    /// The price line it belongs to; for a milestone one that is billed once.
    line_id: Option<Uuid>,
    /// What is at stake each time it is not kept, in the currency of the contract.
    amount: Option<Money>,
    /// Whether fulfilling it needs a word of evidence.
    #[serde(default)]
    evidence: bool,
    /// Whatever else should be known; 5,000 characters at most.
    #[serde(default)]
    #[schema(max_length = 5000)]
    notes: String,
}

impl ObligationDetails {
    fn read(self) -> Result<of::Obligation, Trouble> {
        let Self { title, kind, side, first_on, rule, grace_days, owner_id, clause, line_id, amount, evidence, notes } =
            self;
        let at = |field: &str, problem| Refusal::Fields(vec![FieldProblem::new(field, problem)]);
        let schedule = match rule {
            None => Schedule::Once { on: first_on },
            Some(text) => {
                let rule = RecurrenceRule::parse(&text).ok_or_else(|| at("rule", Problem::NotAChoice))?;
                Schedule::Recurring { first: first_on, rule }
            }
        };
        let amount = amount.map(|amount| amount.exact()).transpose().map_err(|problem| at("amount", problem))?;
        Ok(of::Obligation {
            title: title.trim().to_owned(),
            kind: kind.into(),
            side: side.into(),
            schedule,
            grace_days,
            owner: owner_id.map(Into::into),
            clause: clause.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()),
            line: line_id.map(Into::into),
            amount,
            evidence,
            notes: notes.trim().to_owned(),
        })
    }
}

/// A field of the form as it is named here.
fn field(form: &str) -> String {
    let here = match form {
        "owner" => "owner_id",
        "line" => "line_id",
        "day" => "first_on",
        "repeats" | "ends_on" | "times" => "rule",
        other => other,
    };
    here.to_owned()
}

fn named(failure: operations::Failure) -> Trouble {
    Trouble::named(failure, field)
}

/// Obligations of a contract
///
/// In the order in which they were added.
#[utoipa::path(
    get, path = "/contracts/{number}/obligations", tag = "obligations",
    params(("number" = String, Path, description = "Number of the contract.", example = "C-2026-0042")),
    responses((status = 200, description = "Its obligations.", body = Vec<Obligation>)),
    extensions(("x-permission" = json!("view_contracts"))),
)]
pub async fn list_obligations(caller: Caller, Number(number): Number) -> Result<Json<Vec<Obligation>>, Trouble> {
    let found = obligation::of_contract(&caller.actor, &number).await?;
    Ok(Json(found.obligations.into_iter().map(|row| Obligation::new(&caller, row)).collect()))
}

async fn sheet(caller: &Caller, number: &str, id: ObligationId) -> Result<Versioned<Obligation>, Trouble> {
    let found = obligation::of_contract(&caller.actor, number).await?.obligations;
    let row = found.into_iter().find(|row| row.id == id).ok_or(Refusal::NotFound)?;
    Ok(Versioned(row.version, Obligation::new(caller, row)))
}

/// An obligation of a contract
#[utoipa::path(
    get, path = "/contracts/{number}/obligations/{obligation_id}", tag = "obligations",
    params(
        ("number" = String, Path, description = "Number of the contract.", example = "C-2026-0042"),
        ("obligation_id" = Uuid, Path, description = "Identity of the obligation."),
    ),
    responses((status = 200, description = "The obligation.", body = Obligation, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("view_contracts"))),
)]
pub async fn find_obligation(
    caller: Caller,
    NumberAndId(number, id): NumberAndId,
) -> Result<Versioned<Obligation>, Trouble> {
    sheet(&caller, &number, id.into()).await
}

/// Add an obligation to a contract
///
/// All its occurrences of the term are made at once; a renewal makes those of the next.
#[utoipa::path(
    post, path = "/contracts/{number}/obligations", tag = "obligations",
    params(("number" = String, Path, description = "Number of the contract.", example = "C-2026-0042")),
    request_body(content = ObligationDetails, example = json!({
        "title": "Activity report",
        "kind": "duty",
        "side": "ours",
        "first_on": "2026-01-31",
        "rule": "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1",
        "grace_days": 5
    })),
    responses((
        status = 201, description = "The new obligation.", body = Obligation,
        headers(("ETag" = String), ("Location" = String, description = "Where the obligation is.")),
    )),
    extensions(("x-permission" = json!("edit_obligations"))),
)]
pub async fn create_obligation(
    caller: Caller,
    Number(number): Number,
    Body(body): Body<ObligationDetails>,
) -> Result<Created<Obligation>, Trouble> {
    let id = obligation::add(&caller.actor, &number, body.read()?).await.map_err(named)?;
    Ok(Created(format!("/contracts/{number}/obligations/{id}"), sheet(&caller, &number, id).await?))
}

/// Change an obligation of a contract
///
/// Replaces what is known of it as a whole. Occurrences to which something has happened stay; as soon as something has
/// happened to any, a changed schedule counts from the day of the change.
#[utoipa::path(
    put, path = "/contracts/{number}/obligations/{obligation_id}", tag = "obligations",
    params(
        ("number" = String, Path, description = "Number of the contract.", example = "C-2026-0042"),
        ("obligation_id" = Uuid, Path, description = "Identity of the obligation."),
        IfMatch,
    ),
    request_body(content = ObligationDetails, example = json!({
        "title": "Activity report", "kind": "duty", "side": "ours", "first_on": "2026-01-31"
    })),
    responses((status = 200, description = "The obligation as it is now.", body = Obligation, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("edit_obligations"))),
)]
pub async fn edit_obligation(
    caller: Caller,
    NumberAndId(number, id): NumberAndId,
    IfMatch(version): IfMatch,
    Body(body): Body<ObligationDetails>,
) -> Result<Versioned<Obligation>, Trouble> {
    let id = ObligationId(id);
    obligation::change(&caller.actor, &number, id, version, body.read()?).await.map_err(named)?;
    sheet(&caller, &number, id).await
}

/// Remove an obligation of a contract
///
/// Only as long as nothing has happened to it.
#[utoipa::path(
    delete, path = "/contracts/{number}/obligations/{obligation_id}", tag = "obligations",
    params(
        ("number" = String, Path, description = "Number of the contract.", example = "C-2026-0042"),
        ("obligation_id" = Uuid, Path, description = "Identity of the obligation."),
        IfMatch,
    ),
    responses((status = 204, description = "It is removed.")),
    extensions(("x-permission" = json!("edit_obligations"))),
)]
pub async fn remove_obligation(
    caller: Caller,
    NumberAndId(number, id): NumberAndId,
    IfMatch(version): IfMatch,
) -> Result<StatusCode, Trouble> {
    obligation::remove(&caller.actor, &number, id.into(), version).await?;
    Ok(StatusCode::NO_CONTENT)
}
