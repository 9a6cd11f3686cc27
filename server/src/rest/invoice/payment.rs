//! Payments that are recorded for an invoice, and taken back.

use chrono::NaiveDate;
use model::refusal::Problem;
use operations::invoice as invoices;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Invoice, sheet};
use crate::rest::{
    answer::{Created, Versioned},
    ask::{Body, Id, Ids, IfMatch},
    caller::Caller,
    problem::Trouble,
    wire::Money,
};

/// Money that came in for an invoice.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPayment {
    /// How much, with tax, in the currency of the invoice; no more than is open of it.
    amount: Money,
    /// The day it came in, not in the future and not before the invoice; today unless said otherwise.
    received_on: Option<NaiveDate>,
}

/// Record a payment
///
/// The findings about the invoice follow at once: what is overdue of it is less, or settled. The same payment in a file
/// that is imported later, on that day or within a few days, is recognised and not counted twice.
#[utoipa::path(
    post, path = "/invoices/{id}/payments", tag = "invoices",
    params(("id" = Uuid, Path, description = "Identity of the invoice."), IfMatch),
    request_body(content = NewPayment, example = json!({
        "amount": { "amount": "1200.00", "currency": "EUR" }, "received_on": "2026-11-20",
    })),
    responses((
        status = 201, description = "The payment is recorded; the invoice as it is now.", body = Invoice,
        headers(("ETag" = String), ("Location" = String, description = "Where the payment is taken back.")),
    )),
    extensions(("x-permission" = json!("reconcile"))),
)]
pub async fn record_payment(
    caller: Caller,
    Id(id): Id,
    IfMatch(version): IfMatch,
    Body(NewPayment { amount, received_on }): Body<NewPayment>,
) -> Result<Created<Invoice>, Trouble> {
    // Who may not record learns that first, whatever the amount.
    caller.require(model::permission::Permission::Reconcile)?;
    let amount = amount.exact().map_err(|problem| Trouble::field("amount", problem))?;
    let known = invoices::find(&caller.actor, id.into()).await?;
    if known.net.currency != amount.currency {
        return Err(Trouble::field("amount", Problem::AnotherCurrency { wanted: known.net.currency }));
    }
    let day = received_on.unwrap_or(caller.actor.day()).to_string();
    let amount = amount.major().to_string();
    let payment = invoices::record_payment(&caller.actor, id.into(), version, &amount, &day).await?;
    Ok(Created(format!("/invoices/{id}/payments/{payment}"), sheet(&caller, id).await?))
}

/// Take a payment back
///
/// One that a person recorded for the invoice. What an import brought is taken out instead, and what was recorded on a finding
/// is taken back there.
#[utoipa::path(
    delete, path = "/invoices/{id}/payments/{payment_id}", tag = "invoices",
    params(
        ("id" = Uuid, Path, description = "Identity of the invoice."),
        ("payment_id" = Uuid, Path, description = "Identity of the payment."),
        IfMatch,
    ),
    responses((status = 200, description = "The invoice as it is now.", body = Invoice, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("reconcile"))),
)]
pub async fn take_payment_back(
    caller: Caller,
    Ids(id, payment): Ids,
    IfMatch(version): IfMatch,
) -> Result<Versioned<Invoice>, Trouble> {
    invoices::take_payment_back(&caller.actor, id.into(), version, payment.into()).await?;
    sheet(&caller, id).await
}
