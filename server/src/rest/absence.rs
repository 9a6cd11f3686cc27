//! Absences of people, and who stands in for them.

use axum::{Json, http::StatusCode};
use chrono::NaiveDate;
use model::{calendar::Period, id::AbsenceId, permission::Permission, refusal::Refusal, view::AbsenceRow};
use operations::absence;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    answer::{Created, Versioned},
    ask::{Body, Id, IfMatch},
    caller::Caller,
    problem::Trouble,
};

/// Some days on which another stands in than the one who was named.
#[derive(Debug, Serialize, ToSchema)]
pub struct OtherStandIn {
    /// The first of these days.
    pub first_on: NaiveDate,
    /// The last of these days.
    pub last_on: NaiveDate,
    /// Name of who stands in; `null` where nobody does, because whoever would is away or gone.
    pub name: Option<String>,
}

/// Days on which a person is away.
#[derive(Debug, Serialize, ToSchema)]
pub struct Absence {
    /// Identity.
    pub id: Uuid,
    /// Version; grows with every change. Sent as `If-Match` in quotation marks, it is the version that was read.
    pub version: i32,
    /// Who is away.
    pub person_id: Uuid,
    /// The first day away.
    pub first_on: NaiveDate,
    /// The last day away.
    pub last_on: NaiveDate,
    /// Who was named to stand in.
    pub stand_in_id: Uuid,
    /// On which days another stands in, or nobody.
    pub otherwise: Vec<OtherStandIn>,
}

impl From<AbsenceRow> for Absence {
    fn from(row: AbsenceRow) -> Self {
        let AbsenceRow { id, version, person, name: _, days, stand_in, stand_in_name: _, otherwise } = row;
        let other = |(Period { first, last }, name)| OtherStandIn { first_on: first, last_on: last, name };
        Self {
            id: id.0,
            version,
            person_id: person.0,
            first_on: days.first,
            last_on: days.last,
            stand_in_id: stand_in.0,
            otherwise: otherwise.into_iter().map(other).collect(),
        }
    }
}

/// A new absence.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAbsence {
    /// Who is away.
    person_id: Uuid,
    /// The first day away: today or later.
    first_on: NaiveDate,
    /// The last day away, within a year.
    last_on: NaiveDate,
    /// Who stands in: another who may sign in until then.
    stand_in_id: Uuid,
}

/// A field of the form as it is named here.
fn field(form: &str) -> String {
    let here = match form {
        "first" => "first_on",
        "last" => "last_on",
        "stand_in" => "stand_in_id",
        "person" => "person_id",
        other => other,
    };
    here.to_owned()
}

async fn rows(caller: &Caller) -> Result<Vec<AbsenceRow>, Trouble> {
    caller.actor.read(Permission::EnterAbsences)?;
    Ok(absence::sheet(&caller.actor).await?.rows)
}

/// Absences
///
/// Everybody's that are not over. While one lasts, whoever stands in sees what the person has to see to, and the
/// contracts they own; nothing changes hands.
#[utoipa::path(
    get, path = "/absences", tag = "people",
    responses((status = 200, description = "The absences, those that begin first before the others.", body = Vec<Absence>)),
    extensions(("x-permission" = json!("enter_absences"))),
)]
pub async fn list_absences(caller: Caller) -> Result<Json<Vec<Absence>>, Trouble> {
    Ok(Json(rows(&caller).await?.into_iter().map(Absence::from).collect()))
}

/// Enter an absence
#[utoipa::path(
    post, path = "/absences", tag = "people",
    request_body(content = NewAbsence, example = json!({
        "person_id": "01977c4e-8f3a-7000-8000-000000000001",
        "first_on": "2026-12-21",
        "last_on": "2027-01-03",
        "stand_in_id": "01977c4e-8f3a-7000-8000-000000000002"
    })),
    responses((
        status = 201, description = "The new absence.", body = Absence,
        headers(("ETag" = String), ("Location" = String, description = "Where absences are listed.")),
    )),
    extensions(("x-permission" = json!("enter_absences"))),
)]
pub async fn enter_absence(caller: Caller, Body(body): Body<NewAbsence>) -> Result<Created<Absence>, Trouble> {
    caller.actor.read(Permission::EnterAbsences)?;
    let NewAbsence { person_id, first_on, last_on, stand_in_id } = body;
    let entered = absence::enter(&caller.actor, person_id.into(), (first_on, last_on), stand_in_id.into()).await;
    let id = entered.map_err(|failure| Trouble::named(failure, field))?;
    Ok(Created("/absences".to_owned(), one(&caller, id).await?))
}

async fn one(caller: &Caller, id: AbsenceId) -> Result<Versioned<Absence>, Trouble> {
    let row = rows(caller).await?.into_iter().find(|row| row.id == id).ok_or(Refusal::NotFound)?;
    Ok(Versioned(row.version, row.into()))
}

/// What may be changed of an absence.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangedAbsence {
    /// The first day away: today or later, or as it was where it has passed.
    first_on: NaiveDate,
    /// The last day away, within a year: today or later.
    last_on: NaiveDate,
    /// Who stands in, from today on where it has begun.
    stand_in_id: Uuid,
}

/// Change an absence
///
/// As long as it is not over. The days that have passed stay as they were.
#[utoipa::path(
    put, path = "/absences/{id}", tag = "people",
    params(("id" = Uuid, Path, description = "Identity of the absence."), IfMatch),
    request_body(content = ChangedAbsence, example = json!({
        "first_on": "2026-12-21",
        "last_on": "2027-01-10",
        "stand_in_id": "01977c4e-8f3a-7000-8000-000000000002"
    })),
    responses((status = 200, description = "The absence as it is now.", body = Absence, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("enter_absences"))),
)]
pub async fn change_absence(
    caller: Caller,
    Id(id): Id,
    IfMatch(version): IfMatch,
    Body(body): Body<ChangedAbsence>,
) -> Result<Versioned<Absence>, Trouble> {
    caller.actor.read(Permission::EnterAbsences)?;
    let ChangedAbsence { first_on, last_on, stand_in_id } = body;
    let id = AbsenceId(id);
    let changed = absence::change(&caller.actor, id, version, (first_on, last_on), stand_in_id.into()).await;
    changed.map_err(|failure| Trouble::named(failure, field))?;
    one(&caller, id).await
}

/// Take an absence back
///
/// One that has not begun is gone; one that has begun ended yesterday. Everything comes back at once.
#[utoipa::path(
    post, path = "/absences/{id}/take_back", tag = "people",
    params(("id" = Uuid, Path, description = "Identity of the absence.")),
    responses((status = 204, description = "It is taken back.")),
    extensions(("x-permission" = json!("enter_absences"))),
)]
pub async fn take_absence_back(caller: Caller, Id(id): Id) -> Result<StatusCode, Trouble> {
    caller.actor.read(Permission::EnterAbsences)?;
    absence::take_back(&caller.actor, id.into()).await?;
    Ok(StatusCode::NO_CONTENT)
}
