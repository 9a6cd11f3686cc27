//! Payments that people record on the page of an invoice.

use crate::{
    Actor, Result, leakage,
    leakage::{typed_amount, typed_day},
};
use model::{
    event::{Event, Subject},
    id::{InvoiceId, PaymentId},
    invoice::recording::open_after,
    leakage::outstanding,
    permission::Permission,
    refusal::{FieldProblem, Problem, Refusal},
};
use store::{
    ConnectionTrait,
    invoice::{NewPayment, StoredInvoice},
    sight::Sight,
};

/// Records a payment of an invoice that is still as it was read (`version`): `amount` in major units of its currency, with
/// tax, received on the day `received_on` (year, month and day).
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::Stale`]; [`Refusal::WrongState`] for a credit note; [`Refusal::Fields`];
/// [`Refusal::MoreThanOpen`].
pub async fn record_payment(
    actor: &Actor,
    id: InvoiceId,
    version: i32,
    amount: &str,
    received_on: &str,
) -> Result<PaymentId> {
    let mut acting = actor.begin(Permission::Reconcile).await?;
    let by = actor.person().ok_or(Refusal::NotSignedIn)?;
    let invoice = held(acting.connection(), acting.sight(), id, version).await?.invoice;
    let amount = typed_amount(actor, "amount", amount, invoice.currency)?;
    if received_on.trim().is_empty() {
        return Err(Refusal::Fields(vec![FieldProblem::new("received_on", Problem::Missing)]).into());
    }
    let on = typed_day(received_on, actor.day())?;
    let besides = leakage::besides_of(acting.connection(), actor, &[id]).await?;
    let outstanding = outstanding(&invoice, besides.get(&id).copied().unwrap_or_default(), actor.day());
    let open = open_after(&invoice, &outstanding, amount, on, actor.day())?;
    let payment = PaymentId(actor.office().clock().id());
    let new = NewPayment { id: payment, invoice: id, received_on: on, minor: amount.minor, by: Some(by), import: None };
    store::invoice::add_payments(acting.connection(), vec![new]).await?;
    let open = Some(open).filter(|open| open.minor > 0);
    acting.record(Subject::Invoice(id), Event::PaymentRecorded { invoice: invoice.number, amount, on, open });
    judge_again(acting.connection(), actor, id).await?;
    acting.commit().await?;
    Ok(payment)
}

/// Takes a payment back that a person recorded on the page of its invoice. What an import brought is taken out (see
/// [`take_payment_out`](super::take_payment_out)), and what was recorded on a finding is taken back there.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::Stale`]; [`Refusal::WrongState`] if it was not recorded on the page of the invoice.
pub async fn take_payment_back(actor: &Actor, id: InvoiceId, version: i32, payment: PaymentId) -> Result<()> {
    let mut acting = actor.begin(Permission::Reconcile).await?;
    actor.person().ok_or(Refusal::NotSignedIn)?;
    let invoice = held(acting.connection(), acting.sight(), id, version).await?.invoice;
    let payments = store::invoice::payments_of(acting.connection(), &[id], None).await?;
    let known = payments.into_iter().find(|known| known.id == payment).ok_or(Refusal::NotFound)?;
    if known.by.is_none() {
        return Err(Refusal::WrongState.into());
    }
    store::invoice::delete_payments(acting.connection(), &[payment]).await?;
    let amount = model::money::Money::new(known.minor, invoice.currency);
    let event = Event::PaymentTakenBack { invoice: invoice.number, amount, on: known.received_on };
    acting.record(Subject::Invoice(id), event);
    judge_again(acting.connection(), actor, id).await?;
    acting.commit().await
}

/// An invoice that may be seen and is still as it was read; nobody else changes its payments until the end of the
/// transaction.
pub(super) async fn held(
    connection: &impl ConnectionTrait,
    sight: Sight,
    id: InvoiceId,
    version: i32,
) -> Result<StoredInvoice> {
    let (stored, _) = store::invoice::find(connection, sight, id).await?.ok_or(Refusal::NotFound)?;
    if stored.version != version {
        return Err(Refusal::Stale.into());
    }
    store::invoice::move_on(connection, id, version).await?;
    Ok(stored)
}

/// Judges what an invoice is about again, because its payments changed.
pub(super) async fn judge_again(connection: &impl ConnectionTrait, actor: &Actor, id: InvoiceId) -> Result<()> {
    let (contracts, customers) = store::import::billed_by(connection, &[id]).await?;
    leakage::recompute(connection, actor, &contracts).await?;
    leakage::recompute_loose(connection, actor, &customers).await
}
