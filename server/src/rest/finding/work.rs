//! The work on a finding: who pursues it, until when, and what is said about it.

use axum::{Json, http::StatusCode};
use chrono::{DateTime, NaiveDate, Utc};
use model::{
    permission::Permission,
    view::{FindingComment, Pursuer},
};
use operations::leakage;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Finding, sheet};
use crate::rest::{
    answer::Versioned,
    ask::{Body, Id, IfMatch},
    caller::Caller,
    problem::Trouble,
    wire::{Named, party_field},
};

/// Who can pursue a finding
///
/// Everybody who may sign in and see findings.
#[utoipa::path(
    get, path = "/findings/{id}/pursuers", tag = "leakage",
    params(("id" = Uuid, Path, description = "Identity of the finding.")),
    responses((status = 200, description = "Who can be given it.", body = Vec<Named>)),
    extensions(("x-permission" = json!("pursue_findings"))),
)]
pub async fn list_pursuers(caller: Caller, Id(id): Id) -> Result<Json<Vec<Named>>, Trouble> {
    // Of a finding that is only seen nobody is named; that would look as if there were nobody.
    caller.require(Permission::PursueFindings)?;
    let found = leakage::sheet(&caller.actor, id.into()).await?;
    Ok(Json(found.pursuers.into_iter().map(|Pursuer { id, name }| Named::new(id, name)).collect()))
}

/// Who shall pursue a finding.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// Identity of the person; `null` for nobody.
    // What is forgotten must not be taken for nobody.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required = true)]
    owner_id: Option<Uuid>,
}

/// Give a finding to somebody
#[utoipa::path(
    post, path = "/findings/{id}/assign", tag = "leakage",
    params(("id" = Uuid, Path, description = "Identity of the finding."), IfMatch),
    request_body(content = Assignment, example = json!({ "owner_id": null })),
    responses((status = 200, description = "The finding as it is now.", body = Finding, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("pursue_findings"))),
)]
pub async fn assign_finding(
    caller: Caller,
    Id(id): Id,
    IfMatch(version): IfMatch,
    Body(body): Body<Assignment>,
) -> Result<Versioned<Finding>, Trouble> {
    let assigned = leakage::assign(&caller.actor, id.into(), version, body.owner_id.map(Into::into)).await;
    assigned.map_err(|failure| Trouble::named(failure, party_field))?;
    sheet(&caller, id).await
}

/// By when a finding shall be settled.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DueDay {
    /// The day, today or later; `null` for none.
    // What is forgotten must not be taken for none.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required = true)]
    due_on: Option<NaiveDate>,
}

/// Set the day by which a finding shall be settled
#[utoipa::path(
    post, path = "/findings/{id}/set_due", tag = "leakage",
    params(("id" = Uuid, Path, description = "Identity of the finding."), IfMatch),
    request_body(content = DueDay, example = json!({ "due_on": null })),
    responses((status = 200, description = "The finding as it is now.", body = Finding, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("pursue_findings"))),
)]
pub async fn set_due_day(
    caller: Caller,
    Id(id): Id,
    IfMatch(version): IfMatch,
    Body(body): Body<DueDay>,
) -> Result<Versioned<Finding>, Trouble> {
    leakage::set_due(&caller.actor, id.into(), version, body.due_on).await?;
    sheet(&caller, id).await
}

/// What somebody said about a finding.
#[derive(Debug, Serialize, ToSchema)]
pub struct Comment {
    /// Name of who said it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// In their words: plain text, with its line breaks.
    pub text: String,
}

impl From<FindingComment> for Comment {
    fn from(comment: FindingComment) -> Self {
        let FindingComment { by, at, text } = comment;
        Self { by, at, text }
    }
}

/// What was said about a finding
///
/// The oldest first, the last 200.
#[utoipa::path(
    get, path = "/findings/{id}/comments", tag = "leakage",
    params(("id" = Uuid, Path, description = "Identity of the finding.")),
    responses((status = 200, description = "What was said about it.", body = Vec<Comment>)),
    extensions(("x-permission" = json!("view_leakage"))),
)]
pub async fn list_comments(caller: Caller, Id(id): Id) -> Result<Json<Vec<Comment>>, Trouble> {
    comments(&caller, id).await
}

async fn comments(caller: &Caller, id: Uuid) -> Result<Json<Vec<Comment>>, Trouble> {
    let found = leakage::sheet(&caller.actor, id.into()).await?;
    Ok(Json(found.comments.into_iter().map(Comment::from).collect()))
}

/// What to say about a finding.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewComment {
    /// Plain text; 4,000 characters at most.
    #[schema(min_length = 1, max_length = 4000)]
    comment: String,
}

/// Say something about a finding
///
/// It does not change the version of the finding, so that nobody who works on it is held up.
#[utoipa::path(
    post, path = "/findings/{id}/comments", tag = "leakage",
    params(("id" = Uuid, Path, description = "Identity of the finding.")),
    request_body(content = NewComment, example = json!({ "comment": "The customer asks for the contract" })),
    responses((status = 201, description = "What was said about it by now.", body = Vec<Comment>)),
    extensions(("x-permission" = json!("pursue_findings"))),
)]
pub async fn comment_finding(
    caller: Caller,
    Id(id): Id,
    Body(body): Body<NewComment>,
) -> Result<(StatusCode, Json<Vec<Comment>>), Trouble> {
    leakage::comment(&caller.actor, id.into(), &body.comment).await?;
    Ok((StatusCode::CREATED, comments(&caller, id).await?))
}
