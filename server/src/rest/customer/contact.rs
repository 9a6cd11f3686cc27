//! People at a customer.

use axum::{Json, http::StatusCode};
use model::{party, refusal::Refusal, view::ContactRow};
use operations::customer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::Language;
use crate::rest::{
    answer::{Created, Versioned},
    ask::{Body, Id, Ids, IfMatch},
    caller::Caller,
    problem::Trouble,
    wire::{choices, party_field},
};

choices! {
    /// What a contact does at the customer, for us.
    ContactRole = model::party::ContactRole {
        /// Signs contracts.
        Signatory,
        /// Receives invoices and pays them.
        Billing,
        /// Receives the service.
        Technical,
        /// Anything else.
        Other,
    }
}

/// A person at a customer.
#[derive(Debug, Serialize, ToSchema)]
pub struct Contact {
    /// Identity.
    pub id: Uuid,
    /// Version; grows with every change. Sent as `If-Match` in quotation marks, it is the version that was read.
    pub version: i32,
    /// Full name as people say it.
    #[schema(example = "Camille Aubert")]
    pub name: String,
    /// What they do for us.
    pub role: ContactRole,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone number, as it is dialled.
    pub phone: Option<String>,
    /// The language in which we write to them.
    pub language: Language,
    /// The place of the customer they belong to, if it is one place.
    pub site_id: Option<Uuid>,
}

impl From<ContactRow> for Contact {
    fn from(row: ContactRow) -> Self {
        let ContactRow { id, version, details } = row;
        let party::ContactDetails { name, role, email, phone, language, site } = details;
        Self {
            id: id.0,
            version,
            name,
            role: role.into(),
            email,
            phone,
            language: language.into(),
            site_id: site.map(Uuid::from),
        }
    }
}

/// Everything about a contact that a person edits, as one value: what is left out is empty.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactDetails {
    /// Full name as people say it; 200 characters at most.
    #[schema(max_length = 200)]
    name: String,
    /// What they do for us.
    role: ContactRole,
    /// E-mail address.
    email: Option<String>,
    /// Telephone number, as it is dialled.
    phone: Option<String>,
    /// The language in which we write to them.
    language: Language,
    /// The place of the customer they belong to, if it is one place.
    site_id: Option<Uuid>,
}

impl From<ContactDetails> for party::ContactDetails {
    fn from(details: ContactDetails) -> Self {
        let ContactDetails { name, role, email, phone, language, site_id } = details;
        Self { name, role: role.into(), email, phone, language: language.into(), site: site_id.map(Into::into) }
    }
}

/// People at a customer
///
/// By role and name.
#[utoipa::path(
    get, path = "/customers/{id}/contacts", tag = "customers",
    params(("id" = Uuid, Path, description = "Identity of the customer.")),
    responses((status = 200, description = "Its people, by role and name.", body = Vec<Contact>)),
    extensions(("x-permission" = json!("view_customers"))),
)]
pub async fn list_contacts(caller: Caller, Id(id): Id) -> Result<Json<Vec<Contact>>, Trouble> {
    let sheet = customer::sheet(&caller.actor, id.into()).await?;
    Ok(Json(sheet.contacts.into_iter().map(Contact::from).collect()))
}

/// A person at a customer
#[utoipa::path(
    get, path = "/customers/{id}/contacts/{contact_id}", tag = "customers",
    params(
        ("id" = Uuid, Path, description = "Identity of the customer."),
        ("contact_id" = Uuid, Path, description = "Identity of the person."),
    ),
    responses((status = 200, description = "The person.", body = Contact, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("view_customers"))),
)]
pub async fn find_contact(caller: Caller, Ids(id, contact): Ids) -> Result<Versioned<Contact>, Trouble> {
    sheet(&caller, id, contact).await
}

async fn sheet(caller: &Caller, id: Uuid, contact: Uuid) -> Result<Versioned<Contact>, Trouble> {
    let contacts = customer::sheet(&caller.actor, id.into()).await?.contacts;
    let found = contacts.into_iter().find(|row| row.id.0 == contact).ok_or(Refusal::NotFound)?;
    Ok(Versioned(found.version, found.into()))
}

/// Add a person to a customer
#[utoipa::path(
    post, path = "/customers/{id}/contacts", tag = "customers",
    params(("id" = Uuid, Path, description = "Identity of the customer.")),
    request_body(content = ContactDetails, example = json!({
        "name": "Camille Aubert",
        "role": "billing",
        "email": "camille@beaurivage.example",
        "phone": "+33 4 00 00 00 00",
        "language": "fr"
    })),
    responses((
        status = 201, description = "The new person.", body = Contact,
        headers(("ETag" = String), ("Location" = String, description = "Where the person is.")),
    )),
    extensions(("x-permission" = json!("edit_customers"))),
)]
pub async fn create_contact(
    caller: Caller,
    Id(id): Id,
    Body(body): Body<ContactDetails>,
) -> Result<Created<Contact>, Trouble> {
    let added = customer::contact::add(&caller.actor, id.into(), &body.into()).await;
    let contact = added.map_err(|failure| Trouble::named(failure, party_field))?;
    Ok(Created(format!("/customers/{id}/contacts/{contact}"), sheet(&caller, id, contact.0).await?))
}

/// Change a person at a customer
///
/// Replaces what is known of them as a whole.
#[utoipa::path(
    put, path = "/customers/{id}/contacts/{contact_id}", tag = "customers",
    params(
        ("id" = Uuid, Path, description = "Identity of the customer."),
        ("contact_id" = Uuid, Path, description = "Identity of the person."),
        IfMatch,
    ),
    request_body(content = ContactDetails, example = json!({
        "name": "Camille Aubert",
        "role": "signatory",
        "language": "fr"
    })),
    responses((status = 200, description = "The person as they are now.", body = Contact, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("edit_customers"))),
)]
pub async fn edit_contact(
    caller: Caller,
    Ids(id, contact): Ids,
    IfMatch(version): IfMatch,
    Body(body): Body<ContactDetails>,
) -> Result<Versioned<Contact>, Trouble> {
    let saved = customer::contact::save(&caller.actor, id.into(), contact.into(), version, &body.into()).await;
    saved.map_err(|failure| Trouble::named(failure, party_field))?;
    sheet(&caller, id, contact).await
}

/// Remove a person at a customer
#[utoipa::path(
    delete, path = "/customers/{id}/contacts/{contact_id}", tag = "customers",
    params(
        ("id" = Uuid, Path, description = "Identity of the customer."),
        ("contact_id" = Uuid, Path, description = "Identity of the person."),
        IfMatch,
    ),
    responses((status = 204, description = "They are removed.")),
    extensions(("x-permission" = json!("edit_customers"))),
)]
pub async fn remove_contact(
    caller: Caller,
    Ids(id, contact): Ids,
    IfMatch(version): IfMatch,
) -> Result<StatusCode, Trouble> {
    customer::contact::remove(&caller.actor, id.into(), contact.into(), version).await?;
    Ok(StatusCode::NO_CONTENT)
}
