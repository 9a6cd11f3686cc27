//! Imported invoices and payments that are taken out again.

use axum::http::StatusCode;
use model::refusal::Refusal;
use operations::{Failure, invoice as invoices};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Invoice, in_the_way, sheet};
use crate::rest::{
    answer::Versioned,
    ask::{Body, Id, Ids, IfMatch},
    caller::Caller,
    problem::Trouble,
};

/// Why something imported is taken out.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TakingOut {
    /// Why; the history keeps it.
    #[schema(min_length = 1, max_length = 500)]
    reason: String,
}

/// Take an imported invoice out
///
/// With its lines, its imported payments and what the program matched it with; the findings follow at once. To correct an
/// invoice, take it out and import the right row; importing its file again brings it back as it was. What people did with it
/// since is taken back first: otherwise that is refused as `wrong_state`, and `detail` says what.
#[utoipa::path(
    post, path = "/invoices/{id}/take_out", tag = "invoices",
    params(("id" = Uuid, Path, description = "Identity of the invoice."), IfMatch),
    request_body(content = TakingOut, example = json!({ "reason": "Sent to another customer" })),
    responses((status = 204, description = "It is taken out.")),
    extensions(("x-permission" = json!("reconcile"))),
)]
pub async fn take_out_invoice(
    caller: Caller,
    Id(id): Id,
    IfMatch(version): IfMatch,
    Body(TakingOut { reason }): Body<TakingOut>,
) -> Result<StatusCode, Trouble> {
    match invoices::take_out(&caller.actor, id.into(), version, &reason).await {
        Ok(_number) => Ok(StatusCode::NO_CONTENT),
        Err(Failure::Refused(Refusal::WrongState)) => Err(what_is_in_the_way(&caller, id).await?),
        Err(failure) => Err(failure.into()),
    }
}

/// The refusal of an invoice that cannot be taken out, with what is in the way of it.
async fn what_is_in_the_way(caller: &Caller, id: Uuid) -> Result<Trouble, Trouble> {
    let imported = invoices::find(&caller.actor, id.into()).await?.imported;
    let said = imported.map(|imported| in_the_way(caller.words(), imported.in_the_way)).unwrap_or_default();
    Ok(if said.is_empty() { Refusal::WrongState.into() } else { Trouble::InTheWay { said } })
}

/// Take an imported payment out
///
/// To correct a payment, take it out and import the right row; importing its file again brings it back as it was. What a
/// person recorded is taken back instead.
#[utoipa::path(
    post, path = "/invoices/{id}/payments/{payment_id}/take_out", tag = "invoices",
    params(
        ("id" = Uuid, Path, description = "Identity of the invoice."),
        ("payment_id" = Uuid, Path, description = "Identity of the payment."),
        IfMatch,
    ),
    request_body(content = TakingOut, example = json!({ "reason": "Paid by another customer" })),
    responses((status = 200, description = "The invoice as it is now.", body = Invoice, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("reconcile"))),
)]
pub async fn take_out_payment(
    caller: Caller,
    Ids(id, payment): Ids,
    IfMatch(version): IfMatch,
    Body(TakingOut { reason }): Body<TakingOut>,
) -> Result<Versioned<Invoice>, Trouble> {
    invoices::take_payment_out(&caller.actor, id.into(), version, payment.into(), &reason).await?;
    sheet(&caller, id).await
}
