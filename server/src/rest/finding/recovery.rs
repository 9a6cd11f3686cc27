//! Money that came in on a finding, entry by entry.

use axum::Json;
use chrono::NaiveDate;
use model::view::Recovery as Recorded;
use operations::leakage;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Finding, sheet};
use crate::rest::{
    answer::Versioned,
    ask::{Id, Ids, IfMatch},
    caller::Caller,
    problem::Trouble,
    wire::Money,
};

/// Money that came in, as it was recorded.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecoveryEntry {
    /// Identity.
    pub id: Uuid,
    /// The day it was recorded.
    pub received_on: NaiveDate,
    /// How much.
    pub amount: Money,
    /// Name of who recorded it; `null` where that is not known.
    pub by: Option<String>,
}

impl From<Recorded> for RecoveryEntry {
    fn from(entry: Recorded) -> Self {
        let Recorded { id, received_on, amount, by } = entry;
        Self { id: id.0, received_on, amount: amount.into(), by }
    }
}

/// Money that came in on a finding
///
/// The oldest first.
#[utoipa::path(
    get, path = "/findings/{id}/recoveries", tag = "leakage",
    params(("id" = Uuid, Path, description = "Identity of the finding.")),
    responses((status = 200, description = "What came in.", body = Vec<RecoveryEntry>)),
    extensions(("x-permission" = json!("view_leakage"))),
)]
pub async fn list_recoveries(caller: Caller, Id(id): Id) -> Result<Json<Vec<RecoveryEntry>>, Trouble> {
    let found = leakage::sheet(&caller.actor, id.into()).await?;
    Ok(Json(found.recoveries.into_iter().map(RecoveryEntry::from).collect()))
}

/// Take recorded money back
///
/// It was recorded by mistake: the finding is claimed again for what is then open.
#[utoipa::path(
    post, path = "/findings/{id}/recoveries/{recovery_id}/take_back", tag = "leakage",
    params(
        ("id" = Uuid, Path, description = "Identity of the finding."),
        ("recovery_id" = Uuid, Path, description = "Identity of the entry."),
        IfMatch,
    ),
    responses((status = 200, description = "The finding as it is now.", body = Finding, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("pursue_findings"))),
)]
pub async fn take_back_recovery(
    caller: Caller,
    Ids(id, entry): Ids,
    IfMatch(version): IfMatch,
) -> Result<Versioned<Finding>, Trouble> {
    leakage::take_back(&caller.actor, id.into(), version, entry.into()).await?;
    sheet(&caller, id).await
}
