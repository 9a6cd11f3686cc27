//! What contracts promise of visits.

use axum::http::StatusCode;
use chrono::NaiveDate;
use model::{
    language::Language,
    service_visit::{Charge, KnownPromise, PromiseForm, VisitPromise as Terms, VisitRhythm},
};
use operations::service_visit;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::visit_field;
use crate::rest::{
    answer::{Created, Versioned},
    ask::{Body, Id, IfMatch, Number},
    caller::Caller,
    problem::Trouble,
};

/// What a contract promises of visits at one place, as one value: what is left out is empty.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VisitPromiseDetails {
    /// What is done there, in a few words; 200 characters at most.
    #[schema(max_length = 200)]
    description: String,
    /// Identity of the place.
    site_id: Option<Uuid>,
    /// Visits a year, spread evenly over the contract year; left out where months are named.
    #[schema(minimum = 1, maximum = 52)]
    per_year: Option<u32>,
    /// Months with one visit each, 1 to 12.
    #[serde(default)]
    months: Vec<u32>,
    /// How long a visit takes, in minutes.
    #[schema(minimum = 1, maximum = 960)]
    minutes: u32,
    /// Identity of the price line that pays for it.
    price_line_id: Option<Uuid>,
    /// Price of each visit in major units of the contract's currency; left out where it is part of the contract's price.
    #[schema(example = "180.00", pattern = r"^\d+(\.\d+)?$")]
    price: Option<String>,
    /// Price of a visit beyond those promised.
    #[schema(example = "240.00", pattern = r"^\d+(\.\d+)?$")]
    extra_price: Option<String>,
    /// Price of an hour beyond the minutes of a visit, in proportion.
    #[schema(example = "75.50", pattern = r"^\d+(\.\d+)?$")]
    hourly_price: Option<String>,
    /// What a technician must be able to do.
    #[serde(default)]
    skills: Vec<String>,
    /// What is checked at each visit.
    #[serde(default)]
    checklist: Vec<String>,
    /// Windows that begin before this day are not promised.
    starts_on: Option<NaiveDate>,
    /// Windows that begin after this day are not promised.
    ends_on: Option<NaiveDate>,
}

impl From<VisitPromiseDetails> for PromiseForm {
    fn from(details: VisitPromiseDetails) -> Self {
        let VisitPromiseDetails {
            description,
            site_id,
            per_year,
            months,
            minutes,
            price_line_id,
            price,
            extra_price,
            hourly_price,
            skills,
            checklist,
            starts_on,
            ends_on,
        } = details;
        let text = |value: Option<String>| value.unwrap_or_default();
        let months: Vec<String> = months.iter().map(ToString::to_string).collect();
        Self {
            description,
            site: text(site_id.map(|id| id.to_string())),
            per_year: text(per_year.map(|number| number.to_string())),
            months: months.join(","),
            minutes: minutes.to_string(),
            line: text(price_line_id.map(|id| id.to_string())),
            price: text(price),
            extra_price: text(extra_price),
            hourly_price: text(hourly_price),
            skills: skills.join(","),
            checklist: checklist.join("\n"),
            starts_on: text(starts_on.map(|day| day.to_string())),
            ends_on: text(ends_on.map(|day| day.to_string())),
        }
    }
}

/// What a contract promises of visits at one place.
#[derive(Debug, Serialize, ToSchema)]
pub struct VisitPromise {
    /// Identity.
    pub id: Uuid,
    /// Version; grows with every change. Sent as `If-Match` in quotation marks, it is the version that was read.
    pub version: i32,
    /// What is promised.
    pub details: VisitPromiseDetails,
}

impl From<KnownPromise> for VisitPromise {
    fn from(promise: KnownPromise) -> Self {
        let KnownPromise { id, contract: _, terms, version } = promise;
        let Terms {
            description,
            site,
            line,
            rhythm,
            starts_on,
            ends_on,
            minutes,
            charge,
            extra_price,
            hourly_price,
            skills,
            checklist,
        } = terms;
        let (per_year, months) = match rhythm {
            VisitRhythm::Spread { per_year } => (Some(per_year), Vec::new()),
            VisitRhythm::Months { months } => (None, months),
        };
        let price = match charge {
            Charge::Included => None,
            Charge::Billable { price } => Some(price.to_string()),
        };
        let details = VisitPromiseDetails {
            description,
            site_id: site.map(|site| site.0),
            per_year,
            months,
            minutes,
            price_line_id: line.map(|line| line.0),
            price,
            extra_price: extra_price.map(|price| price.to_string()),
            hourly_price: hourly_price.map(|price| price.to_string()),
            skills,
            checklist,
            starts_on,
            ends_on,
        };
        Self { id: id.0, version, details }
    }
}

async fn sheet(caller: &Caller, id: Uuid) -> Result<Versioned<VisitPromise>, Trouble> {
    let promise = service_visit::find_promise(&caller.actor, id.into()).await?;
    Ok(Versioned(promise.version, promise.into()))
}

/// Promise visits
///
/// The visits are laid out over the term of the contract, once it is signed.
#[utoipa::path(
    post, path = "/contracts/{number}/visit_promises", tag = "visits",
    params(("number" = String, Path, description = "Number of the contract.", example = "C-2026-0042")),
    request_body(content = VisitPromiseDetails, example = json!({
        "description": "Boiler check", "per_year": 4, "minutes": 120, "checklist": ["Pressure", "Seals"]
    })),
    responses((
        status = 201, description = "The new promise.", body = VisitPromise,
        headers(("ETag" = String), ("Location" = String, description = "Where the promise is.")),
    )),
    extensions(("x-permission" = json!("edit_contracts"))),
)]
pub async fn create_visit_promise(
    caller: Caller,
    Number(number): Number,
    Body(body): Body<VisitPromiseDetails>,
) -> Result<Created<VisitPromise>, Trouble> {
    let added = service_visit::add_promise(&caller.actor, &number, &body.into(), Language::En).await;
    let id = added.map_err(|failure| Trouble::named(failure, visit_field))?;
    Ok(Created(format!("/visit_promises/{id}"), sheet(&caller, id.0).await?))
}

/// A promise of visits
#[utoipa::path(
    get, path = "/visit_promises/{id}", tag = "visits",
    params(
        ("id" = Uuid, Path, description = "Identity of the promise."),
    ),
    responses((status = 200, description = "The promise.", body = VisitPromise, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("view_contracts"))),
)]
pub async fn find_visit_promise(caller: Caller, Id(id): Id) -> Result<Versioned<VisitPromise>, Trouble> {
    sheet(&caller, id).await
}

/// Change a promise of visits
///
/// Replaces it as a whole. Visits to which nothing happened follow it.
#[utoipa::path(
    put, path = "/visit_promises/{id}", tag = "visits",
    params(
        ("id" = Uuid, Path, description = "Identity of the promise."),
        IfMatch,
    ),
    request_body(content = VisitPromiseDetails, example = json!({
        "description": "Boiler check", "months": [3, 9], "minutes": 120
    })),
    responses((status = 200, description = "The promise as it is now.", body = VisitPromise, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("edit_contracts"))),
)]
pub async fn edit_visit_promise(
    caller: Caller,
    Id(id): Id,
    IfMatch(version): IfMatch,
    Body(body): Body<VisitPromiseDetails>,
) -> Result<Versioned<VisitPromise>, Trouble> {
    let saved = service_visit::change_promise(&caller.actor, id.into(), version, &body.into(), Language::En).await;
    saved.map_err(|failure| Trouble::named(failure, visit_field))?;
    sheet(&caller, id).await
}

/// Remove a promise of visits
///
/// Only where none of its visits was planned, made or called off; after that it is given a last day instead.
#[utoipa::path(
    delete, path = "/visit_promises/{id}", tag = "visits",
    params(
        ("id" = Uuid, Path, description = "Identity of the promise."),
        IfMatch,
    ),
    responses((status = 204, description = "It is removed.")),
    extensions(("x-permission" = json!("edit_contracts"))),
)]
pub async fn remove_visit_promise(
    caller: Caller,
    Id(id): Id,
    IfMatch(version): IfMatch,
) -> Result<StatusCode, Trouble> {
    service_visit::remove_promise(&caller.actor, id.into(), version).await?;
    Ok(StatusCode::NO_CONTENT)
}
