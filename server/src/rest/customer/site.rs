//! Places of a customer.

use axum::{Json, http::StatusCode};
use model::{party, refusal::Refusal, view::SiteRow};
use operations::customer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::rest::{
    answer::{Created, Versioned},
    ask::{Body, Id, Ids, IfMatch},
    caller::Caller,
    problem::Trouble,
    wire::{Address, party_field},
};

/// A place of a customer where services are rendered.
#[derive(Debug, Serialize, ToSchema)]
pub struct Site {
    /// Identity.
    pub id: Uuid,
    /// Version; grows with every change. Sent as `If-Match` in quotation marks, it is the version that was read.
    pub version: i32,
    /// What the place is called.
    #[schema(example = "North car park")]
    pub name: String,
    /// Where it is.
    pub address: Address,
    /// ISO 3166-1 alpha-2 country, if it is not the customer's.
    pub country: Option<String>,
    /// Access, opening hours, whom to ask for.
    pub notes: String,
}

impl From<SiteRow> for Site {
    fn from(row: SiteRow) -> Self {
        let SiteRow { id, version, details } = row;
        let party::SiteDetails { name, address, country, notes } = details;
        Self { id: id.0, version, name, address: address.into(), country, notes }
    }
}

/// Everything about a place that a person edits, as one value: what is left out is empty.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SiteDetails {
    /// What the place is called; 200 characters at most.
    #[schema(max_length = 200)]
    name: String,
    /// Where it is.
    #[serde(default)]
    address: Address,
    /// ISO 3166-1 alpha-2 country, if it is not the customer's.
    country: Option<String>,
    /// Access, opening hours, whom to ask for; 5,000 characters at most.
    #[serde(default)]
    #[schema(max_length = 5000)]
    notes: String,
}

impl From<SiteDetails> for party::SiteDetails {
    fn from(details: SiteDetails) -> Self {
        let SiteDetails { name, address, country, notes } = details;
        Self { name, address: address.into(), country, notes }
    }
}

/// Places of a customer
///
/// By name.
#[utoipa::path(
    get, path = "/customers/{id}/sites", tag = "customers",
    params(("id" = Uuid, Path, description = "Identity of the customer.")),
    responses((status = 200, description = "Its places, by name.", body = Vec<Site>)),
    extensions(("x-permission" = json!("view_customers"))),
)]
pub async fn list_sites(caller: Caller, Id(id): Id) -> Result<Json<Vec<Site>>, Trouble> {
    let sheet = customer::sheet(&caller.actor, id.into()).await?;
    Ok(Json(sheet.sites.into_iter().map(Site::from).collect()))
}

/// A place of a customer
#[utoipa::path(
    get, path = "/customers/{id}/sites/{site_id}", tag = "customers",
    params(
        ("id" = Uuid, Path, description = "Identity of the customer."),
        ("site_id" = Uuid, Path, description = "Identity of the place."),
    ),
    responses((status = 200, description = "The place.", body = Site, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("view_customers"))),
)]
pub async fn find_site(caller: Caller, Ids(id, site): Ids) -> Result<Versioned<Site>, Trouble> {
    sheet(&caller, id, site).await
}

async fn sheet(caller: &Caller, id: Uuid, site: Uuid) -> Result<Versioned<Site>, Trouble> {
    let sites = customer::sheet(&caller.actor, id.into()).await?.sites;
    let found = sites.into_iter().find(|row| row.id.0 == site).ok_or(Refusal::NotFound)?;
    Ok(Versioned(found.version, found.into()))
}

/// Add a place to a customer
#[utoipa::path(
    post, path = "/customers/{id}/sites", tag = "customers",
    params(("id" = Uuid, Path, description = "Identity of the customer.")),
    request_body(content = SiteDetails, example = json!({
        "name": "North car park",
        "address": { "street": "3 rue du Port", "postal_code": "74000", "city": "Annecy" },
        "notes": "Gate code at the desk"
    })),
    responses((
        status = 201, description = "The new place.", body = Site,
        headers(("ETag" = String), ("Location" = String, description = "Where the place is.")),
    )),
    extensions(("x-permission" = json!("edit_customers"))),
)]
pub async fn create_site(caller: Caller, Id(id): Id, Body(body): Body<SiteDetails>) -> Result<Created<Site>, Trouble> {
    let added = customer::site::add(&caller.actor, id.into(), &body.into()).await;
    let site = added.map_err(|failure| Trouble::named(failure, party_field))?;
    Ok(Created(format!("/customers/{id}/sites/{site}"), sheet(&caller, id, site.0).await?))
}

/// Change a place of a customer
///
/// Replaces what is known of it as a whole.
#[utoipa::path(
    put, path = "/customers/{id}/sites/{site_id}", tag = "customers",
    params(
        ("id" = Uuid, Path, description = "Identity of the customer."),
        ("site_id" = Uuid, Path, description = "Identity of the place."),
        IfMatch,
    ),
    request_body(content = SiteDetails, example = json!({ "name": "North car park" })),
    responses((status = 200, description = "The place as it is now.", body = Site, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("edit_customers"))),
)]
pub async fn edit_site(
    caller: Caller,
    Ids(id, site): Ids,
    IfMatch(version): IfMatch,
    Body(body): Body<SiteDetails>,
) -> Result<Versioned<Site>, Trouble> {
    let saved = customer::site::save(&caller.actor, id.into(), site.into(), version, &body.into()).await;
    saved.map_err(|failure| Trouble::named(failure, party_field))?;
    sheet(&caller, id, site).await
}

/// Remove a place of a customer
///
/// Its people stay with the customer.
#[utoipa::path(
    delete, path = "/customers/{id}/sites/{site_id}", tag = "customers",
    params(
        ("id" = Uuid, Path, description = "Identity of the customer."),
        ("site_id" = Uuid, Path, description = "Identity of the place."),
        IfMatch,
    ),
    responses((status = 204, description = "It is removed.")),
    extensions(("x-permission" = json!("edit_customers"))),
)]
pub async fn remove_site(caller: Caller, Ids(id, site): Ids, IfMatch(version): IfMatch) -> Result<StatusCode, Trouble> {
    customer::site::remove(&caller.actor, id.into(), site.into(), version).await?;
    Ok(StatusCode::NO_CONTENT)
}
