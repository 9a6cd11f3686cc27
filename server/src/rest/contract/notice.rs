//! Notice of either side, and leaving early.

use super::{Contract, sheet};
use crate::rest::{
    answer::Versioned,
    ask::{Body, IfMatch, Number},
    caller::Caller,
    problem::Trouble,
    wire::choices,
};
use chrono::NaiveDate;
use operations::contract;
use serde::Deserialize;
use utoipa::ToSchema;

choices! {
    /// The side that leaves early.
    Side = model::term::NoticeBy {
        /// Our company.
        Us,
        /// The customer.
        Customer,
    }
}
/// Notice that we give.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoticeGiven {
    /// The day the customer received it: not after today, not before the contract.
    notice_given_on: NaiveDate,
}

/// Give notice
///
/// Records that the customer received our notice on a day. Late notice is recorded, too: it works for the next
/// possible end. It is refused where too little is known of the term to say when the contract would end.
#[utoipa::path(
    post, path = "/contracts/{number}/give_notice", tag = "contracts",
    params(("number" = String, Path, description = "Number of the contract.", example = "C-2026-0042"), IfMatch),
    request_body(content = NoticeGiven, example = json!({ "notice_given_on": "2026-11-20" })),
    responses((status = 200, description = "The contract as it is now.", body = Contract, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("give_notice"))),
)]
pub async fn give_notice(
    caller: Caller,
    Number(number): Number,
    IfMatch(version): IfMatch,
    Body(body): Body<NoticeGiven>,
) -> Result<Versioned<Contract>, Trouble> {
    contract::give_notice(&caller.actor, &number, version, body.notice_given_on).await?;
    sheet(&caller, &number).await
}

/// Notice that the customer gave.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoticeReceived {
    /// The day we received it: not after today, not before the contract.
    notice_received_on: NaiveDate,
}

/// Record the customer's notice
///
/// Records that we received the customer's notice on a day. It is refused where too little is known of the term to say when
/// the contract would end.
#[utoipa::path(
    post, path = "/contracts/{number}/record_notice", tag = "contracts",
    params(("number" = String, Path, description = "Number of the contract.", example = "C-2026-0042"), IfMatch),
    request_body(content = NoticeReceived, example = json!({ "notice_received_on": "2026-11-20" })),
    responses((status = 200, description = "The contract as it is now.", body = Contract, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("give_notice"))),
)]
pub async fn record_notice(
    caller: Caller,
    Number(number): Number,
    IfMatch(version): IfMatch,
    Body(body): Body<NoticeReceived>,
) -> Result<Versioned<Contract>, Trouble> {
    contract::record_notice(&caller.actor, &number, version, body.notice_received_on).await?;
    sheet(&caller, &number).await
}

/// A notice to leave early.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EarlyNoticeGiven {
    /// Who leaves.
    by: Side,
    /// The day the other side received the notice: not after today, not before the contract.
    left_early_on: NaiveDate,
}

/// Leave early
///
/// Records that one side left the contract before its end, as its break option allows. Notice before the first day for it
/// counts from that day; notice that is complete only in a later term ends the contract there. It is refused on a day from
/// which it would end nothing sooner.
#[utoipa::path(
    post, path = "/contracts/{number}/leave_early", tag = "contracts",
    params(("number" = String, Path, description = "Number of the contract.", example = "C-2026-0042"), IfMatch),
    request_body(content = EarlyNoticeGiven, example = json!({ "by": "customer", "left_early_on": "2026-11-20" })),
    responses((status = 200, description = "The contract as it is now.", body = Contract, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("give_notice"))),
)]
pub async fn leave_early(
    caller: Caller,
    Number(number): Number,
    IfMatch(version): IfMatch,
    Body(body): Body<EarlyNoticeGiven>,
) -> Result<Versioned<Contract>, Trouble> {
    contract::leave_early(&caller.actor, &number, version, body.by.into(), body.left_early_on).await?;
    sheet(&caller, &number).await
}

/// Why a notice is taken back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoticeMistaken {
    /// What was wrong with it; 500 characters at most.
    reason: String,
}

/// Take a notice back
///
/// For a notice of either side that was recorded by mistake: dates and ledger are computed as if it had not been there. Of
/// several the one to leave early is taken back first.
#[utoipa::path(
    post, path = "/contracts/{number}/take_back_notice", tag = "contracts",
    params(("number" = String, Path, description = "Number of the contract.", example = "C-2026-0042"), IfMatch),
    request_body(content = NoticeMistaken, example = json!({ "reason": "Meant for another contract" })),
    responses((status = 200, description = "The contract as it is now.", body = Contract, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("give_notice"))),
)]
pub async fn take_back_notice(
    caller: Caller,
    Number(number): Number,
    IfMatch(version): IfMatch,
    Body(body): Body<NoticeMistaken>,
) -> Result<Versioned<Contract>, Trouble> {
    contract::take_back_notice(&caller.actor, &number, version, &body.reason).await?;
    sheet(&caller, &number).await
}
