//! Reporting on a visit that was made.

use super::{contract_of, save};
use crate::{Actor, Result};
use model::{
    event::Event,
    id::VisitId,
    permission::Permission,
    refusal::Refusal,
    service_visit::{CloseForm, Closing, Visit, proposal},
};

/// Records that a visit was made, with its report; what is to be paid for it is proposed for billing. A report that is sent
/// again under its key was kept already and changes nothing, so that a phone may send it until it is answered.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::WrongState`] where it was made or called off;
/// [`Refusal::Fields`] with every problem at its field.
pub async fn close(actor: &Actor, id: VisitId, version: i32, form: &CloseForm) -> Result<()> {
    let acting = actor.begin(Permission::CloseVisits).await?;
    let found = store::service_visit::find(acting.connection(), acting.sight(), id).await?;
    let (visit, known_key) = found.ok_or(Refusal::NotFound)?;
    if visit.done.is_some() && known_key.is_some_and(|key| key == form.key.trim()) {
        return Ok(());
    }
    if visit.version != version {
        return Err(Refusal::Stale.into());
    }
    if !visit.is_open() {
        return Err(Refusal::WrongState.into());
    }
    let contract = contract_of(acting.connection(), acting.sight(), visit.contract).await?;
    let promises = store::service_visit::promises_of(acting.connection(), &[contract.id]).await?;
    let promise = promises.iter().find(|promise| Some(promise.id) == visit.promise).map(|promise| &promise.terms);
    let checklist = promise.map_or(&[][..], |promise| &promise.checklist);
    let Closing { report, key } = form.read(actor.language(), checklist, actor.day()).map_err(Refusal::Fields)?;
    let extra = visit.key.is_none();
    let proposed = promise.and_then(|promise| proposal(promise, extra, report.minutes, contract.details.currency));
    let event = Event::VisitClosed {
        what: visit.description.clone(),
        on: report.on,
        minutes: report.minutes,
        signed_by: if report.signature.is_some() { report.customer_name.clone() } else { String::new() },
    };
    save(acting, actor, &Visit { done: Some(report), proposal: proposed, ..visit }, key, event).await
}
