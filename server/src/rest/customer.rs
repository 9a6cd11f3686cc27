//! Customers.

use axum::extract::OriginalUri;
use model::{party::CustomerDetails, view::CustomerRow};
use operations::customer;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    answer::{Listed, Page, Versioned},
    ask::{Asked, Id, Paging},
    caller::Caller,
    problem::Trouble,
    wire::choices,
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
    /// The language in which we write to them.
    pub language: Language,
    /// The person of ours who looks after them.
    pub owner_id: Option<Uuid>,
}

impl From<CustomerRow> for Customer {
    fn from(row: CustomerRow) -> Self {
        let CustomerRow { id, version, details } = row;
        let CustomerDetails {
            name,
            country,
            registration_number,
            vat_number,
            address: _,
            website: _,
            language,
            owner,
            payment_term: _,
            notes: _,
        } = details;
        Self {
            id: id.0,
            version,
            name,
            country,
            registration_number,
            vat_number,
            language: language.into(),
            owner_id: owner.map(Uuid::from),
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
    let found = customer::find(&caller.actor, id.into()).await?;
    Ok(Versioned(found.version, found.into()))
}
