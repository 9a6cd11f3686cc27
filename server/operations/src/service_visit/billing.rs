//! What a person decides about billing a visit.

use super::{contract_of, unchanged};
use crate::{Actor, Result, contract, practice::Practices, reason::stated};
use model::{
    event::{Event, Subject},
    id::VisitId,
    permission::Permission,
    price_line::{PriceLine, Recurrence},
    refusal::Refusal,
    service_visit::{Decision, Visit, VisitProposal},
    term,
};
use rust_decimal::Decimal;

/// Accepts what a visit comes to for billing: it becomes a one-off price line on the day of the visit, counted in `unit`s, so
/// that the ledger promises it from then on.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::WrongState`] where nothing waits to be decided, or the visit was
/// made after the contract's end, which cannot bill it any more.
pub async fn accept(actor: &Actor, id: VisitId, version: i32, unit: &str) -> Result<()> {
    let mut acting = actor.begin(Permission::Reconcile).await?;
    let visit = unchanged(&acting, id, version).await?;
    let (proposal, done_on) = waiting(&visit)?;
    let found = contract_of(acting.connection(), acting.sight(), visit.contract).await?;
    let practice = Practices::read(acting.connection()).await?.into_of(&found.details);
    if term::known_end(&found.details, &found.facts, &practice, actor.day()).is_some_and(|end| end < done_on) {
        return Err(Refusal::WrongState.into());
    }
    let lines = store::contract::lines_of(acting.connection(), &[found.id]).await?;
    let mut lines: Vec<PriceLine> = lines.into_iter().map(|(_, line)| line).collect();
    let promises = store::service_visit::promises_of(acting.connection(), &[found.id]).await?;
    let paid_by = promises.iter().find(|promise| Some(promise.id) == visit.promise).and_then(|known| known.terms.line);
    // It is taxed as the line that pays for the promised visits, else as the first of the contract.
    let like = lines.iter().find(|line| Some(line.id) == paid_by).or(lines.first());
    let vat_percent = like.and_then(|line| line.vat_percent);
    let line = PriceLine {
        id: contract::new_line_id(actor),
        position: lines.iter().map(|line| line.position).max().unwrap_or_default().saturating_add(1),
        description: visit.description.clone(),
        quantity: Decimal::ONE,
        unit: unit.to_owned(),
        unit_price: proposal.amount.major(),
        vat_percent,
        recurrence: Recurrence::Once { on: done_on },
        starts_on: None,
        ends_on: None,
        discounts: Vec::new(),
        ramp: Vec::new(),
        increase: None,
    };
    let decision = Decision::Accepted { line: line.id, on: actor.day() };
    lines.push(line);
    let customer =
        store::customer::find(acting.connection(), found.details.customer).await?.ok_or(Refusal::NotFound)?;
    let dates = contract::stored_dates(&found.details, &found.facts, &practice, actor.day());
    store::contract::update(acting.connection(), &found, Some(&lines), dates, &customer.details.name).await?;
    let event = Event::VisitBilled { what: visit.description.clone(), amount: proposal.amount };
    store::service_visit::update(
        acting.connection(),
        &Visit { decision: Some(decision), ..visit },
        report_key(&acting, id).await?,
    )
    .await?;
    contract::recompute(acting.connection(), actor, &[found.id]).await?;
    acting.record(Subject::Contract(found.id), event);
    acting.commit().await
}

/// Decides that what a visit comes to is not billed, for a reason.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::WrongState`] where nothing waits to be decided;
/// [`Refusal::Fields`] without a reason, or with one that is too long.
pub async fn refuse(actor: &Actor, id: VisitId, version: i32, reason: &str) -> Result<()> {
    let acting = actor.begin(Permission::Reconcile).await?;
    let visit = unchanged(&acting, id, version).await?;
    let (proposal, _) = waiting(&visit)?;
    let reason = stated("reason", reason)?;
    let event =
        Event::VisitNotBilled { what: visit.description.clone(), amount: proposal.amount, reason: reason.clone() };
    let decision = Decision::Refused { reason, on: actor.day() };
    let key = report_key(&acting, id).await?;
    super::save(acting, actor, &Visit { decision: Some(decision), ..visit }, key, event).await
}

/// The key under which the report came, which stays with it.
async fn report_key(acting: &crate::actor::Acting<'_>, id: VisitId) -> Result<Option<String>> {
    let found = store::service_visit::find(acting.connection(), acting.sight(), id).await?;
    Ok(found.and_then(|(_, key)| key))
}

/// What waits for a decision, and the day of the visit.
fn waiting(visit: &Visit) -> Result<(VisitProposal, model::calendar::Day)> {
    let proposal = visit.proposal.filter(|_| visit.waits_for_decision());
    let done_on = visit.done.as_ref().map(|done| done.on);
    Ok(proposal.zip(done_on).ok_or(Refusal::WrongState)?)
}
