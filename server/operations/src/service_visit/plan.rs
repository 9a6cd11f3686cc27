//! Planning visits, telling the customer, and calling them off.

use super::{contract_of, save, technicians, unchanged};
use crate::{Actor, Result, mail, reason::stated};
use chrono::Days;
use model::{
    calendar::Day,
    event::Event,
    id::{CustomerId, PersonId, SiteId, VisitId},
    party::ContactDetails,
    permission::Permission,
    refusal::{Problem, Refusal},
    service_visit::{Plan, TimeOfDay, Visit, told_by_mail},
    typed::Reader,
};
use serde::{Deserialize, Serialize};
use store::{ConnectionTrait, mail::VisitMail};

/// A plan as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanForm {
    /// The day.
    pub on: String,
    /// The time of day, if one was agreed.
    pub at: String,
    /// Identity of who goes.
    pub technician: String,
}

/// Gives a visit a day, or another one. What the customer was told before no longer counts.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::WrongState`] where it was made or called off;
/// [`Refusal::Fields`] for a day that has passed, or somebody who does not report on visits.
pub async fn plan(actor: &Actor, id: VisitId, version: i32, form: &PlanForm) -> Result<()> {
    let acting = actor.begin(Permission::PlanVisits).await?;
    let visit = unchanged(&acting, id, version).await?;
    if !visit.is_open() {
        return Err(Refusal::WrongState.into());
    }
    let (plan, technician) = read(acting.connection(), actor, form, Some(visit.window.last)).await?;
    if visit.plan == Some(plan) {
        return Ok(());
    }
    let event = Event::VisitPlanned { what: visit.description.clone(), on: plan.on, technician };
    save(acting, actor, &Visit { plan: Some(plan), announced_on: None, ..visit }, None, event).await
}

/// Days after its window until which a visit can be planned, or after today if that has passed: what lies beyond is mistyped.
const LATE_MOST: Days = Days::new(366);

/// What a form says, and the name of who goes. `window` is the last day of a visit that was promised.
pub(super) async fn read(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    form: &PlanForm,
    window: Option<Day>,
) -> Result<(Plan, Option<String>)> {
    let mut reader = Reader::new(actor.language());
    reader.required("planned_on", &form.on);
    let on = reader.day("planned_on", &form.on);
    if on.is_some_and(|on| on < actor.day()) {
        reader.refuse("planned_on", Problem::Before { day: actor.day() });
    }
    let last = window.unwrap_or(Day::MIN).max(actor.day()).checked_add_days(LATE_MOST);
    if let (Some(on), Some(day)) = (on, last)
        && on > day
    {
        reader.refuse("planned_on", Problem::After { day });
    }
    let at = match form.at.trim() {
        "" => None,
        time => time.parse().map_err(|()| reader.refuse("planned_at", Problem::NotAChoice)).ok(),
    };
    let chosen: Option<PersonId> = reader.identity("technician", &form.technician);
    let known = technicians(connection, actor.day()).await?;
    let technician = chosen.and_then(|id| known.into_iter().find(|(known, _)| *known == id));
    if chosen.is_some() && technician.is_none() {
        reader.refuse("technician", Problem::NotAChoice);
    }
    let problems = reader.problems();
    let plan = on.filter(|_| problems.is_empty()).map(|on| Plan {
        on,
        at: at.map(|TimeOfDay(minutes)| minutes),
        technician: chosen,
    });
    Ok((plan.ok_or(Refusal::Fields(problems))?, technician.map(|(_, name)| name)))
}

/// Takes the day of a visit away again.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::WrongState`] where it has none, or was made or called off.
pub async fn unplan(actor: &Actor, id: VisitId, version: i32) -> Result<()> {
    let acting = actor.begin(Permission::PlanVisits).await?;
    let visit = unchanged(&acting, id, version).await?;
    let plan = visit.plan.filter(|_| visit.is_open()).ok_or(Refusal::WrongState)?;
    let event = Event::VisitUnplanned { what: visit.description.clone(), on: plan.on };
    save(acting, actor, &Visit { plan: None, announced_on: None, ..visit }, None, event).await
}

/// Records that the customer was told when somebody comes.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::WrongState`] where nothing is planned, or they were told before.
pub async fn announce(actor: &Actor, id: VisitId, version: i32) -> Result<()> {
    let acting = actor.begin(Permission::PlanVisits).await?;
    let visit = unchanged(&acting, id, version).await?;
    let plan = visit.plan.filter(|_| visit.is_open() && visit.announced_on.is_none()).ok_or(Refusal::WrongState)?;
    let event = Event::VisitAnnounced { what: visit.description.clone(), on: plan.on };
    save(acting, actor, &Visit { announced_on: Some(actor.day()), ..visit }, None, event).await
}

/// Under what a plan of a visit is told by mail: each once. Another time of the day is another plan.
pub(crate) fn telling(visit: VisitId, plan: Plan) -> String {
    let at = plan.at.map(|at| format!("/{at}")).unwrap_or_default();
    format!("visit/{visit}/{}{at}", plan.on)
}

/// Writes to whoever is to be told at the customer when somebody comes, and records it. Each plan of a visit is written of
/// once.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::WrongState`] where nothing is planned, they were told before, mails
/// are not sent at all, or nobody there has an address.
pub async fn announce_by_mail(actor: &Actor, id: VisitId, version: i32) -> Result<()> {
    let by = actor.person().ok_or(Refusal::NotSignedIn)?;
    let mut acting = actor.begin(Permission::PlanVisits).await?;
    let visit = unchanged(&acting, id, version).await?;
    let plan = visit.plan.filter(|_| visit.is_open() && visit.announced_on.is_none()).ok_or(Refusal::WrongState)?;
    let customer = contract_of(acting.connection(), acting.sight(), visit.contract).await?.details.customer;
    let contact = contact_of(acting.connection(), customer, visit.site).await?;
    let contact = contact.filter(|_| actor.office().sends_mail()).ok_or(Refusal::WrongState)?;
    let address = contact.email.ok_or(Refusal::WrongState)?;
    let (key, to) = (telling(id, plan), contact.name.clone());
    let mail = VisitMail { visit: id, key, name: contact.name, address, language: contact.language };
    mail::tell_of_visit(&mut acting, by, &mail).await?;
    let event = Event::VisitAnnouncedByMail { what: visit.description.clone(), on: plan.on, to };
    save(acting, actor, &Visit { announced_on: Some(actor.day()), ..visit }, None, event).await
}

/// Who is told at a customer that somebody comes to a place.
pub(super) async fn contact_of(
    connection: &impl ConnectionTrait,
    customer: CustomerId,
    site: Option<SiteId>,
) -> Result<Option<ContactDetails>> {
    let contacts = store::contact::of_customer(connection, customer).await?;
    let contacts: Vec<ContactDetails> = contacts.into_iter().map(|contact| contact.details).collect();
    Ok(told_by_mail(&contacts, site).cloned())
}

/// Calls a visit off, for a reason: it is neither made nor missed then.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::WrongState`] where it was made or called off;
/// [`Refusal::Fields`] without a reason, or with one that is too long.
pub async fn cancel(actor: &Actor, id: VisitId, version: i32, reason: &str) -> Result<()> {
    let acting = actor.begin(Permission::PlanVisits).await?;
    let visit = unchanged(&acting, id, version).await?;
    if !visit.is_open() {
        return Err(Refusal::WrongState.into());
    }
    let reason = stated("reason", reason)?;
    let event = Event::VisitCancelled { what: visit.description.clone(), window: visit.window, reason: reason.clone() };
    save(acting, actor, &Visit { cancelled: Some((actor.day(), reason)), ..visit }, None, event).await
}
