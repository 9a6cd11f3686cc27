//! People, and who asks.

use axum::Json;
use chrono::NaiveDate;
use model::view::{PersonRow, Viewer};
use operations::person;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{caller::Caller, problem::Trouble, wire::choices};

choices! {
    /// What a person is here for.
    Role = model::person::Role {
        /// People, roles, settings, backup.
        Administrator,
        /// Dashboards and decisions over the whole portfolio.
        Manager,
        /// Templates, clauses, drafts, disputes.
        Legal,
        /// Billing, payments, leakage.
        Finance,
        /// Requests, negotiation, renewals of their customers.
        Sales,
        /// Visits and deliverables.
        Service,
        /// Reads everything until an expiry day; changes nothing.
        Auditor,
        /// Reads what is open to everyone.
        Viewer,
    }
}

/// A person.
#[derive(Debug, Serialize, ToSchema)]
pub struct Person {
    /// Identity.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// What they are here for.
    pub roles: Vec<Role>,
    /// Whether they may sign in.
    pub active: bool,
}

impl From<PersonRow> for Person {
    fn from(row: PersonRow) -> Self {
        let PersonRow { id, name, email, roles, active } = row;
        Self { id: id.0, name, email, roles: roles.into_iter().map(Role::from).collect(), active }
    }
}

/// Who asks.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    /// Identity.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// What they are here for.
    pub roles: Vec<Role>,
    /// What this token lets a program do: what the roles of its owner carry and its scopes cover.
    #[schema(example = json!(["view_contracts"]))]
    pub permissions: Vec<String>,
    /// The business day.
    pub day: NaiveDate,
}

/// Who asks
///
/// The owner of the token, and what they may do with it. Any token may ask.
#[utoipa::path(get, path = "/me", tag = "people", responses((status = 200, description = "Who asks.", body = Me)))]
pub async fn find_me(caller: Caller) -> Result<Json<Me>, Trouble> {
    let viewer = person::viewer(&caller.actor).await?.ok_or(Trouble::NoToken { given: true })?;
    let Viewer { id, name, roles, permissions, day, unread: _ } = viewer;
    let name_of = |permission| match serde_json::to_value(permission) {
        Ok(serde_json::Value::String(name)) => Some(name),
        _ => None,
    };
    let permissions = permissions.into_iter().filter_map(name_of).collect();
    Ok(Json(Me { id: id.0, name, roles: roles.into_iter().map(Role::from).collect(), permissions, day }))
}

/// People
///
/// Everybody, by name.
#[utoipa::path(
    get, path = "/people", tag = "people",
    responses((status = 200, description = "Everybody, by name.", body = Vec<Person>)),
    extensions(("x-permission" = json!("view_people"))),
)]
pub async fn list_people(caller: Caller) -> Result<Json<Vec<Person>>, Trouble> {
    Ok(Json(person::list(&caller.actor).await?.into_iter().map(Person::from).collect()))
}
