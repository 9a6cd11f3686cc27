//! Reporting on a visit that was made.

use super::{contract_of, save, unchanged};
use crate::{Actor, Result, reason::stated};
use model::{
    event::Event,
    id::VisitId,
    permission::Permission,
    refusal::Refusal,
    service_visit::{CloseForm, Closing, Visit, VisitReport, proposal},
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

/// Takes a report back that was filed by mistake, for a reason, as long as nothing of it is billed: the visit counts as not
/// made then, and what was proposed or decided about its bill is gone. Answers what was reported.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::WrongState`] where nothing was reported, or it is billed;
/// [`Refusal::Fields`] without a reason, or with one that is too long.
pub async fn take_report_back(actor: &Actor, id: VisitId, version: i32, reason: &str) -> Result<VisitReport> {
    let acting = actor.begin(Permission::CloseVisits).await?;
    let visit = unchanged(&acting, id, version).await?;
    let may = visit.may_take_report_back();
    let report = visit.done.clone().filter(|_| may).ok_or(Refusal::WrongState)?;
    let reason = stated("reason", reason)?;
    let event = Event::VisitReportTakenBack { what: visit.description.clone(), on: report.on, reason };
    save(acting, actor, &Visit { done: None, proposal: None, decision: None, ..visit }, None, event).await?;
    Ok(report)
}
