//! Visits as pages and programs see them.

use super::{VisitFilter, contract_of, plan, technicians};
use crate::{Actor, Result, practice::Practices};
use chrono::{Datelike, Days};
use model::{
    calendar::{Day, Period, holiday::DayOff, month_end},
    id::{PersonId, SiteId, VisitId},
    permission::Permission,
    refusal::Refusal,
    service_visit::{Decision, Visit, VisitState},
    term,
    view::{ContractVisits, PromiseSheet, VisitBoard, VisitRow, VisitSheet, VisitYear},
};
use std::collections::BTreeMap;
use store::service_visit::Named;

/// How many visits without a day a board shows.
const TO_PLAN_MOST: u64 = 60;
/// How many visits to be planned are counted.
const COUNTED_MOST: u64 = 999;
/// How far ahead the visits of a contract are shown.
const DAYS_AHEAD: u64 = 366;

fn row(visit: &Visit, named: &Named, day: Day) -> VisitRow {
    let (contract, customer) = named.contracts.get(&visit.contract).cloned().unwrap_or_default();
    VisitRow {
        id: visit.id,
        version: visit.version,
        description: visit.description.clone(),
        contract,
        customer,
        site: visit.site.and_then(|site| named.sites.get(&site).cloned()),
        window: visit.window,
        state: visit.state(day),
        planned_on: visit.plan.map(|plan| plan.on),
        at: visit.plan.and_then(|plan| plan.at),
        technician: visit.plan.and_then(|plan| named.people.get(&plan.technician?).cloned()),
        done_on: visit.done.as_ref().map(|done| done.on),
        proposed: visit.proposal.map(|proposal| proposal.amount),
        waits: visit.waits_for_decision(),
        billed: matches!(visit.decision, Some(Decision::Accepted { .. })),
        extra: visit.key.is_none(),
    }
}

/// What a contract promises of visits, and what became of it.
///
/// # Errors
/// [`Refusal::NotFound`] if there is no such contract or it may not be seen.
pub async fn of_contract(actor: &Actor, number: &str) -> Result<ContractVisits> {
    let reading = actor.read(Permission::ViewContracts)?;
    let connection = reading.connection();
    let found = store::contract::find_by_number(connection, reading.sight(), number).await?;
    let contract = found.ok_or(Refusal::NotFound)?;
    let day = actor.day();
    let visits = store::service_visit::visits_of(connection, &[contract.id]).await?;
    let named = store::service_visit::names_of(connection, &visits).await?;
    let sites = store::site::of_customer(connection, contract.details.customer).await?;
    let lines = store::contract::lines_of(connection, &[contract.id]).await?;
    let lines: Vec<_> = lines.into_iter().map(|(_, line)| (line.id, line.description)).collect();
    let promises = store::service_visit::promises_of(connection, &[contract.id]).await?;
    let promises = promises.into_iter().map(|promise| {
        let own: Vec<&Visit> = visits.iter().filter(|visit| visit.promise == Some(promise.id)).collect();
        PromiseSheet {
            site: sites.iter().find(|site| Some(site.id) == promise.terms.site).map(|site| site.details.name.clone()),
            line: lines.iter().find(|(id, _)| Some(*id) == promise.terms.line).map(|(_, name)| name.clone()),
            said: Vec::new(),
            years: years(&own, &named, day),
            untouched: own.iter().all(|visit| visit.is_untouched()),
            promise,
        }
    });
    let promises = promises.collect();
    let mut extra: Vec<&Visit> = visits.iter().filter(|visit| visit.key.is_none()).collect();
    extra.sort_by_key(|visit| std::cmp::Reverse((visit.due_on(), visit.id)));
    Ok(ContractVisits {
        promises,
        extra: extra.into_iter().map(|visit| row(visit, &named, day)).collect(),
        sites: sites.iter().map(|site| (site.id, site.details.name.clone())).collect(),
        lines,
        technicians: technicians(connection, day).await?,
        currency: contract.details.currency,
        signed: contract.details.signed_on.is_some_and(|signed| signed <= day),
        day,
    })
}

fn years(visits: &[&Visit], named: &Named, day: Day) -> Vec<VisitYear> {
    let ahead = day.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(Day::MAX);
    let mut years: BTreeMap<u32, Vec<VisitRow>> = BTreeMap::new();
    for visit in visits {
        if let Some(key) = visit.key {
            years.entry(key.year).or_default().push(row(visit, named, day));
        }
    }
    // A year that is shown is shown whole, so that what it promises is what the contract says.
    years.retain(|_, rows| rows.iter().any(|row| row.window.first <= ahead));
    let count = |rows: &[VisitRow], is: &dyn Fn(&VisitRow) -> bool| {
        u32::try_from(rows.iter().filter(|row| is(row)).count()).unwrap_or(u32::MAX)
    };
    let year = |(year, visits): (u32, Vec<VisitRow>)| VisitYear {
        year,
        promised: count(&visits, &|_| true),
        planned: count(&visits, &|row| matches!(row.state, VisitState::Planned | VisitState::Unreported)),
        done: count(&visits, &|row| row.state == VisitState::Done),
        missed: count(&visits, &|row| row.state == VisitState::Missed),
        billed: count(&visits, &|row| row.billed),
        visits,
    };
    years.into_iter().map(year).collect()
}

/// A visit.
///
/// # Errors
/// [`Refusal::NotFound`] if there is none or its contract may not be seen.
pub async fn find(actor: &Actor, id: VisitId) -> Result<VisitSheet> {
    let reading = actor.read(Permission::ViewContracts)?;
    let connection = reading.connection();
    let found = store::service_visit::find(connection, reading.sight(), id).await?;
    let (visit, _) = found.ok_or(Refusal::NotFound)?;
    let contract = contract_of(connection, reading.sight(), visit.contract).await?;
    let day = actor.day();
    let customer = store::customer::find(connection, contract.details.customer).await?.ok_or(Refusal::NotFound)?;
    let site = match visit.site {
        Some(site) => store::site::find(connection, contract.details.customer, site).await?,
        None => None,
    };
    let named = store::service_visit::names_of(connection, std::slice::from_ref(&visit)).await?;
    let promises = store::service_visit::promises_of(connection, &[contract.id]).await?;
    let promise = promises.into_iter().find(|promise| Some(promise.id) == visit.promise).map(|promise| promise.terms);
    let entities = store::legal_entity::list(connection).await?;
    let legal_entity = entities.into_iter().find(|(id, _)| *id == contract.details.legal_entity);
    let practice = Practices::read(connection).await?.into_of(&contract.details);
    let day_off = visit.plan.is_some_and(|plan| practice.holidays.off(plan.on).is_some());
    let end = term::known_end(&contract.details, &contract.facts, &practice, day);
    let contact = plan::contact_of(connection, contract.details.customer, visit.site).await?;
    let mail = match visit.plan {
        Some(plan) => store::mail::of_visit(connection, id, &plan::telling(id, plan)).await?,
        None => None,
    };
    Ok(VisitSheet {
        state: visit.state(day),
        contract: contract.number,
        title: contract.details.title,
        customer: customer.details.name,
        customer_id: customer.id,
        customer_address: customer.details.address.lines(),
        customer_language: customer.details.language,
        legal_entity: legal_entity.map(|(_, entity)| entity.name).unwrap_or_default(),
        site: site.as_ref().map(|site| site.details.name.clone()),
        site_address: site.as_ref().map(|site| site.details.address.lines()).unwrap_or_default(),
        site_notes: site.map(|site| site.details.notes).unwrap_or_default(),
        technician: visit.plan.and_then(|plan| named.people.get(&plan.technician?).cloned()),
        technicians: technicians(connection, day).await?,
        checklist: promise.as_ref().map(|promise| promise.checklist.clone()).unwrap_or_default(),
        minutes: promise.as_ref().map(|promise| promise.minutes),
        skills: promise.map(|promise| promise.skills).unwrap_or_default(),
        contact: contact.and_then(|contact| Some((contact.name, contact.email?))),
        mails: actor.office().sends_mail(),
        mail,
        day_off,
        after_end: end.filter(|end| *end < visit.due_on()),
        key: actor.office().clock().id().simple().to_string(),
        typed: None,
        visit,
        day,
    })
}

/// How many visits have an open window and no day, as far as a rail would say.
pub async fn count_to_plan(actor: &Actor) -> Result<u64> {
    let reading = actor.read(Permission::PlanVisits)?;
    let (connection, sight) = (reading.connection(), reading.sight());
    Ok(store::service_visit::count_to_plan(connection, sight, actor.day(), COUNTED_MOST).await?)
}

/// Visits that are behind: those of others that were planned for one of some days and of which nobody said what became, and
/// those that nobody planned before their window closed not long ago; the oldest first, at most so many.
pub(crate) async fn behind(actor: &Actor, days: Period, but: PersonId, most: u64) -> Result<Vec<VisitRow>> {
    let reading = actor.read(Permission::PlanVisits)?;
    let (connection, sight) = (reading.connection(), reading.sight());
    let mut visits = store::service_visit::unreported(connection, sight, days, but, most).await?;
    let lately = days.last.checked_sub_days(Days::new(store::service_visit::MISSED_DAYS)).unwrap_or(days.first);
    let closed = Period { first: days.first.max(lately), ..days };
    visits.extend(store::service_visit::missed(connection, sight, closed, most).await?);
    visits.sort_by_key(|visit| (visit.due_on(), visit.id));
    visits.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    let named = store::service_visit::names_of(connection, &visits).await?;
    Ok(visits.iter().map(|visit| row(visit, &named, actor.day())).collect())
}

/// The visits of a month, and those that still have no day.
pub async fn board(actor: &Actor, month: Day, filter: &VisitFilter) -> Result<VisitBoard> {
    let reading = actor.read(Permission::ViewContracts)?;
    let (connection, sight, day) = (reading.connection(), reading.sight(), actor.day());
    let month = Period { first: month.with_day(1).unwrap_or(month), last: month_end(month) };
    let planned = store::service_visit::planned(connection, sight, filter, month).await?;
    let mut to_plan = store::service_visit::to_plan(connection, sight, filter, month, TO_PLAN_MOST + 1).await?;
    let more = to_plan.len() as u64 > TO_PLAN_MOST;
    to_plan.truncate(usize::try_from(TO_PLAN_MOST).unwrap_or(usize::MAX));
    let all: Vec<Visit> = planned.iter().chain(&to_plan).cloned().collect();
    let named = store::service_visit::names_of(connection, &all).await?;
    let rows = |visits: &[Visit]| visits.iter().map(|visit| row(visit, &named, day)).collect();
    let mut sites: Vec<(SiteId, String)> = named.sites.iter().map(|(id, name)| (*id, name.clone())).collect();
    sites.sort_by(|(one, name), (other, its)| (name, one).cmp(&(its, other)));
    Ok(VisitBoard {
        sites,
        month,
        days_off: Vec::new(),
        planned: rows(&planned),
        to_plan: rows(&to_plan),
        more,
        technicians: technicians(connection, day).await?,
        day,
    })
}

/// The holidays of a month in the calendars of our companies, day by day; weekends are none.
pub async fn days_off(actor: &Actor, month: Period) -> Result<Vec<(Day, DayOff)>> {
    let reading = actor.read(Permission::ViewContracts)?;
    let practices = Practices::read(reading.connection()).await?;
    let calendars = practices.calendars();
    let holiday = |day: Day| {
        let mut off = calendars.iter().filter_map(|calendar| calendar.off(day));
        Some((day, off.find(|off| matches!(off, DayOff::Holiday { .. }))?))
    };
    Ok(month.first.iter_days().take_while(|day| *day <= month.last).filter_map(holiday).collect())
}

/// The visits of a month and those that have no day, to be taken out: those that a board has no room for, too.
pub async fn export(actor: &Actor, month: Day, filter: &VisitFilter) -> Result<Vec<VisitRow>> {
    actor.read(Permission::Export)?;
    let reading = actor.read(Permission::ViewContracts)?;
    let (connection, sight, day) = (reading.connection(), reading.sight(), actor.day());
    let month = Period { first: month.with_day(1).unwrap_or(month), last: month_end(month) };
    let mut visits = store::service_visit::planned(connection, sight, filter, month).await?;
    visits.extend(store::service_visit::to_plan(connection, sight, filter, month, crate::EXPORT_ROWS).await?);
    let named = store::service_visit::names_of(connection, &visits).await?;
    Ok(visits.iter().map(|visit| row(visit, &named, day)).collect())
}
