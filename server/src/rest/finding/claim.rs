//! The way of a finding: claimed, recovered, given up, taken up again.

use chrono::NaiveDate;
use model::{money, refusal::Problem};
use operations::leakage;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Finding, sheet};
use crate::rest::{
    answer::Versioned,
    ask::{Body, Id, IfMatch},
    caller::Caller,
    problem::Trouble,
    wire::Money,
};

/// Claim a finding
///
/// Goes after the money. Whoever claims a finding that nobody has becomes its owner.
#[utoipa::path(
    post, path = "/findings/{id}/claim", tag = "leakage",
    params(("id" = Uuid, Path, description = "Identity of the finding."), IfMatch),
    responses((status = 200, description = "The finding as it is now.", body = Finding, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("pursue_findings"))),
)]
pub async fn claim_finding(
    caller: Caller,
    Id(id): Id,
    IfMatch(version): IfMatch,
) -> Result<Versioned<Finding>, Trouble> {
    leakage::claim(&caller.actor, id.into(), version).await?;
    sheet(&caller, id).await
}

/// Money that came in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Recovery {
    /// How much, in the currency of the finding; left out where the finding has no amount, or is at the stage `risk`.
    amount: Option<Money>,
    /// The day it came in, not in the future; today unless said otherwise.
    received_on: Option<NaiveDate>,
}

/// The amount as the operation takes it, if it is in the currency of the finding; a risk is settled without one.
fn recovered(amount: Option<Money>, stake: Option<money::Money>) -> Result<String, Trouble> {
    match (amount, stake) {
        (None, None) => Ok(String::new()),
        (None, Some(_)) => Err(Trouble::field("amount", Problem::Missing)),
        (Some(amount), stake) => {
            let amount = amount.exact().map_err(|problem| Trouble::field("amount", problem))?;
            match stake.map(|stake| stake.currency) {
                Some(currency) if currency == amount.currency => Ok(amount.major().to_string()),
                other => {
                    let currency = other.unwrap_or(amount.currency);
                    Err(Trouble::field("amount", Problem::NotAnAmount { currency }))
                }
            }
        }
    }
}

/// Record recovered money
///
/// Records that the money of a claimed finding came in, or, of what was billed too much, that a credit note was issued. It
/// may be less than was at stake: then the finding stays claimed for the rest. It counts for the rows of the ledger or the
/// invoice that the finding is about. A risk is settled by it, without an amount.
#[utoipa::path(
    post, path = "/findings/{id}/recover", tag = "leakage",
    params(("id" = Uuid, Path, description = "Identity of the finding."), IfMatch),
    request_body(content = Recovery, example = json!({ "amount": { "amount": "400.00", "currency": "EUR" } })),
    responses((status = 200, description = "The finding as it is now.", body = Finding, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("pursue_findings"))),
)]
pub async fn recover_finding(
    caller: Caller,
    Id(id): Id,
    IfMatch(version): IfMatch,
    Body(body): Body<Recovery>,
) -> Result<Versioned<Finding>, Trouble> {
    // Who may not recover learns that first, whatever the amount.
    caller.require(model::permission::Permission::PursueFindings)?;
    let found = leakage::find(&caller.actor, id.into()).await?.finding;
    let stake = found.amount.filter(|_| !found.kind.stage().is_settled_without_money());
    let amount = recovered(body.amount, stake)?;
    let received_on = body.received_on.map(|day| day.to_string()).unwrap_or_default();
    leakage::recover(&caller.actor, id.into(), version, &amount, &received_on).await?;
    sheet(&caller, id).await
}

/// Why a claim is withdrawn.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// Why.
    #[schema(min_length = 1)]
    why: String,
}

/// Withdraw a claim
///
/// Goes after the money of a claimed finding no longer, for a reason: it is found, as before. What came in of it stays.
#[utoipa::path(
    post, path = "/findings/{id}/withdraw_claim", tag = "leakage",
    params(("id" = Uuid, Path, description = "Identity of the finding."), IfMatch),
    request_body(content = Withdrawal, example = json!({ "why": "Claimed from the wrong customer" })),
    responses((status = 200, description = "The finding as it is now.", body = Finding, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("pursue_findings"))),
)]
pub async fn withdraw_claim(
    caller: Caller,
    Id(id): Id,
    IfMatch(version): IfMatch,
    Body(body): Body<Withdrawal>,
) -> Result<Versioned<Finding>, Trouble> {
    leakage::withdraw_claim(&caller.actor, id.into(), version, &body.why).await?;
    sheet(&caller, id).await
}

/// Why a finding is given up.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// Why.
    #[schema(min_length = 1)]
    reason: String,
}

/// Waive a finding
///
/// Gives it up, for a reason.
#[utoipa::path(
    post, path = "/findings/{id}/waive", tag = "leakage",
    params(("id" = Uuid, Path, description = "Identity of the finding."), IfMatch),
    request_body(content = Waiver, example = json!({ "reason": "Agreed with the customer in return for a longer term" })),
    responses((status = 200, description = "The finding as it is now.", body = Finding, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("pursue_findings"))),
)]
pub async fn waive_finding(
    caller: Caller,
    Id(id): Id,
    IfMatch(version): IfMatch,
    Body(body): Body<Waiver>,
) -> Result<Versioned<Finding>, Trouble> {
    leakage::waive(&caller.actor, id.into(), version, &body.reason).await?;
    sheet(&caller, id).await
}

/// Reopen a finding
///
/// Takes it up again.
#[utoipa::path(
    post, path = "/findings/{id}/reopen", tag = "leakage",
    params(("id" = Uuid, Path, description = "Identity of the finding."), IfMatch),
    responses((status = 200, description = "The finding as it is now.", body = Finding, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("pursue_findings"))),
)]
pub async fn reopen_finding(
    caller: Caller,
    Id(id): Id,
    IfMatch(version): IfMatch,
) -> Result<Versioned<Finding>, Trouble> {
    leakage::reopen(&caller.actor, id.into(), version).await?;
    sheet(&caller, id).await
}
