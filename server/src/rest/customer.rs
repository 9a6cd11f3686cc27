//! Customers, with their places and people.

pub mod contact;
pub mod site;

use axum::{extract::OriginalUri, http::StatusCode};
use model::{contract, party, view::CustomerRow};
use operations::customer;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    answer::{Created, Listed, Page, Versioned},
    ask::{Asked, Body, Id, IfMatch, Paging},
    caller::Caller,
    contract::PaymentTerm,
    problem::Trouble,
    wire::{Address, choices, party_field},
};

choices! {
    /// A language of screens and letters.
    Language = model::language::Language {
        /// English.
        En,
        /// French.
        Fr,
        /// Chinese, simplified characters.
        Zh,
    }
}

/// A company we sell to.
#[derive(Debug, Serialize, ToSchema)]
pub struct Customer {
    /// Identity.
    pub id: Uuid,
    /// Version; grows with every change.
    pub version: i32,
    /// Name as registered or as everyone calls it.
    #[schema(example = "Hotel Beau Rivage")]
    pub name: String,
    /// ISO 3166-1 alpha-2 country, if known.
    #[schema(example = "FR")]
    pub country: Option<String>,
    /// Registration number of that country (SIREN or SIRET, company number, USCC).
    pub registration_number: Option<String>,
    /// VAT number, with its country prefix.
    pub vat_number: Option<String>,
    /// Where invoices and letters go.
    pub address: Address,
    /// Address of its site on the web.
    pub website: Option<String>,
    /// The language in which we write to them.
    pub language: Language,
    /// The person of ours who looks after them.
    pub owner_id: Option<Uuid>,
    /// When our invoices are usually due; what a contract says counts.
    pub payment_term: Option<PaymentTerm>,
    /// What is good to know, for us alone.
    pub notes: String,
}

impl From<CustomerRow> for Customer {
    fn from(row: CustomerRow) -> Self {
        let CustomerRow { id, version, details } = row;
        let party::CustomerDetails {
            name,
            country,
            registration_number,
            vat_number,
            address,
            website,
            language,
            owner,
            payment_term,
            notes,
        } = details;
        Self {
            id: id.0,
            version,
            name,
            country,
            registration_number,
            vat_number,
            address: address.into(),
            website,
            language: language.into(),
            owner_id: owner.map(Uuid::from),
            payment_term: payment_term.map(PaymentTerm::from),
            notes,
        }
    }
}

/// Everything about a customer that a person edits, as one value: what is left out is empty.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CustomerDetails {
    /// Name as registered or as everyone calls it; 200 characters at most.
    #[schema(max_length = 200)]
    name: String,
    /// ISO 3166-1 alpha-2 country, if known.
    #[schema(example = "FR")]
    country: Option<String>,
    /// Registration number of that country (SIREN or SIRET, company number, USCC).
    registration_number: Option<String>,
    /// VAT number; the prefix of the country is put before it where it is missing.
    vat_number: Option<String>,
    /// Where invoices and letters go.
    #[serde(default)]
    address: Address,
    /// Address of its site on the web.
    #[schema(max_length = 200)]
    website: Option<String>,
    /// The language in which we write to them.
    language: Language,
    /// The person of ours who looks after them.
    owner_id: Option<Uuid>,
    /// When our invoices are usually due; what a contract says counts.
    payment_term: Option<PaymentTerm>,
    /// What is good to know, for us alone; 5,000 characters at most.
    #[serde(default)]
    #[schema(max_length = 5000)]
    notes: String,
}

impl From<CustomerDetails> for party::CustomerDetails {
    fn from(details: CustomerDetails) -> Self {
        // Taken apart without `..`: a new field must be thought about here.
        let CustomerDetails {
            name,
            country,
            registration_number,
            vat_number,
            address,
            website,
            language,
            owner_id,
            payment_term,
            notes,
        } = details;
        Self {
            name,
            country,
            registration_number,
            vat_number,
            address: address.into(),
            website,
            language: language.into(),
            owner: owner_id.map(Into::into),
            payment_term: payment_term.map(contract::PaymentTerm::from),
            notes,
        }
    }
}

/// Which customers.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CustomerQuery {
    /// Only those whose name contains this.
    name: Option<String>,
    /// Page, from 1.
    #[param(minimum = 1)]
    page: Option<u32>,
    /// Rows of a page; 50 unless said otherwise.
    #[param(minimum = 1, maximum = 200)]
    per_page: Option<u32>,
}

/// Customers
///
/// By name.
#[utoipa::path(
    get, path = "/customers", tag = "customers", params(CustomerQuery),
    responses((status = 200, description = "A page of customers.", body = Page<Customer>)),
    extensions(("x-permission" = json!("view_customers"))),
)]
pub async fn list_customers(
    caller: Caller,
    OriginalUri(address): OriginalUri,
    Asked(query): Asked<CustomerQuery>,
) -> Result<Listed<Customer>, Trouble> {
    let CustomerQuery { name, page, per_page } = query;
    let paging = Paging::new(page, per_page)?;
    let list = customer::list(&caller.actor, name.as_deref(), paging.stretch()).await?;
    Ok(Listed::new(&address, paging, list, Customer::from))
}

/// A customer
#[utoipa::path(
    get, path = "/customers/{id}", tag = "customers",
    params(("id" = Uuid, Path, description = "Identity of the customer.")),
    responses((status = 200, description = "The customer.", body = Customer, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("view_customers"))),
)]
pub async fn find_customer(caller: Caller, Id(id): Id) -> Result<Versioned<Customer>, Trouble> {
    sheet(&caller, id).await
}

async fn sheet(caller: &Caller, id: Uuid) -> Result<Versioned<Customer>, Trouble> {
    let found = customer::find(&caller.actor, id.into()).await?;
    Ok(Versioned(found.version, found.into()))
}

/// Whether it is another customer.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ConfirmQuery {
    /// `true` says that this is another customer although others have nearly the same name; without it that is
    /// refused as `near_customers`.
    confirmed: Option<bool>,
}

/// Add a customer
///
/// No two customers have the same number. One of nearly the same name as another needs `confirmed`.
#[utoipa::path(
    post, path = "/customers", tag = "customers", params(ConfirmQuery),
    request_body(content = CustomerDetails, example = json!({
        "name": "Hotel Beau Rivage",
        "country": "FR",
        "address": { "street": "1 quai du Lac", "postal_code": "74000", "city": "Annecy" },
        "language": "fr",
        "owner_id": "00000000-0000-0000-0000-000000000000",
        "payment_term": { "days": 30, "end_of_month": false }
    })),
    responses((
        status = 201, description = "The new customer.", body = Customer,
        headers(("ETag" = String), ("Location" = String, description = "Where the customer is.")),
    )),
    extensions(("x-permission" = json!("edit_customers"))),
)]
pub async fn create_customer(
    caller: Caller,
    Asked(query): Asked<ConfirmQuery>,
    Body(body): Body<CustomerDetails>,
) -> Result<Created<Customer>, Trouble> {
    let confirmed = query.confirmed.unwrap_or_default();
    let created = customer::create(&caller.actor, &body.into(), confirmed).await;
    let id = created.map_err(|failure| Trouble::named(failure, party_field))?;
    Ok(Created(format!("/customers/{id}"), sheet(&caller, id.0).await?))
}

/// Change a customer
///
/// Replaces what is known of it as a whole. Its contracts show its new name.
#[utoipa::path(
    put, path = "/customers/{id}", tag = "customers",
    params(("id" = Uuid, Path, description = "Identity of the customer."), IfMatch, ConfirmQuery),
    request_body(content = CustomerDetails, example = json!({ "name": "Hotel Beau Rivage", "language": "fr" })),
    responses((status = 200, description = "The customer as it is now.", body = Customer, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("edit_customers"))),
)]
pub async fn edit_customer(
    caller: Caller,
    Id(id): Id,
    IfMatch(version): IfMatch,
    Asked(query): Asked<ConfirmQuery>,
    Body(body): Body<CustomerDetails>,
) -> Result<Versioned<Customer>, Trouble> {
    let confirmed = query.confirmed.unwrap_or_default();
    let saved = customer::save(&caller.actor, id.into(), version, &body.into(), confirmed).await;
    saved.map_err(|failure| Trouble::named(failure, party_field))?;
    sheet(&caller, id).await
}

/// Remove a customer
///
/// With its places and people, if no contract, invoice or finding hangs on it; otherwise that is refused as `in_use`.
#[utoipa::path(
    delete, path = "/customers/{id}", tag = "customers",
    params(("id" = Uuid, Path, description = "Identity of the customer."), IfMatch),
    responses((status = 204, description = "It is removed.")),
    extensions(("x-permission" = json!("edit_customers"))),
)]
pub async fn remove_customer(caller: Caller, Id(id): Id, IfMatch(version): IfMatch) -> Result<StatusCode, Trouble> {
    customer::remove(&caller.actor, id.into(), version).await?;
    Ok(StatusCode::NO_CONTENT)
}
