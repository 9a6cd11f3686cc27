//! Service visits and what contracts promise of them.

mod board;

pub use board::{Filter, MISSED_DAYS, Named, count_to_plan, missed, names_of, planned, sites_of, to_plan, unreported};

use crate::{
    Error, Result,
    entity::{contract, service_visit, visit_promise},
    sight::{Sight, visible_to},
    stored::{from_json, insert_all, json},
};
use model::{
    calendar::{Day, Period},
    id::*,
    service_visit::{KnownPromise, Plan, Visit, VisitDays, VisitKey, VisitPromise, VisitReport},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, JoinType, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};

fn promise_of(row: visit_promise::Model) -> Result<KnownPromise> {
    let visit_promise::Model { id, contract_id, site_id: _, skills: _, terms, version } = row;
    let terms = from_json("promise of visits", &terms)?;
    Ok(KnownPromise { id: VisitPromiseId(id), contract: ContractId(contract_id), terms, version })
}

fn row_of_promise(promise: &KnownPromise) -> Result<visit_promise::Model> {
    let KnownPromise { id, contract, terms, version } = promise;
    Ok(visit_promise::Model {
        id: id.0,
        contract_id: contract.0,
        site_id: terms.site.map(|site| site.0),
        skills: skills_of(terms),
        terms: json("promise of visits", terms)?,
        version: *version,
    })
}

/// The skills as they are looked for: in small letters, each between bars.
fn skills_of(terms: &VisitPromise) -> String {
    terms.skills.iter().fold("|".to_owned(), |all, skill| all + &skill.to_lowercase() + "|")
}

fn visit_of(row: service_visit::Model) -> Result<Visit> {
    let service_visit::Model {
        id,
        contract_id,
        site_id,
        promise_id,
        year,
        number,
        description,
        first_day,
        last_day,
        planned_on,
        planned_at,
        technician_id,
        announced_on,
        done_on: _,
        report,
        report_key: _,
        cancelled_on,
        cancelled_reason,
        proposal,
        decision,
        version,
    } = row;
    let whole = |value: Option<i32>| value.and_then(|value| u32::try_from(value).ok());
    let key = whole(year).zip(whole(number)).map(|(year, number)| VisitKey { year, number });
    let plan = planned_on.map(|on| Plan {
        on,
        at: planned_at.and_then(|at| u16::try_from(at).ok()),
        technician: technician_id.map(PersonId),
    });
    let done: Option<VisitReport> = report.map(|text| from_json("report of a visit", &text)).transpose()?;
    Ok(Visit {
        id: VisitId(id),
        contract: ContractId(contract_id),
        site: site_id.map(SiteId),
        promise: promise_id.map(VisitPromiseId),
        key,
        description,
        window: Period { first: first_day, last: last_day },
        plan,
        announced_on,
        done,
        cancelled: cancelled_on.map(|on| (on, cancelled_reason.unwrap_or_default())),
        proposal: proposal.map(|text| from_json("proposal of a visit", &text)).transpose()?,
        decision: decision.map(|text| from_json("decision about a visit", &text)).transpose()?,
        version,
    })
}

fn row_of(visit: &Visit, report_key: Option<String>) -> Result<service_visit::Model> {
    let Visit {
        id,
        contract,
        site,
        promise,
        key,
        description,
        window,
        plan,
        announced_on,
        done,
        cancelled,
        proposal,
        decision,
        version,
    } = visit;
    let whole = |value: u32| i32::try_from(value).unwrap_or(i32::MAX);
    Ok(service_visit::Model {
        id: id.0,
        contract_id: contract.0,
        site_id: site.map(|site| site.0),
        promise_id: promise.map(|promise| promise.0),
        year: key.map(|key| whole(key.year)),
        number: key.map(|key| whole(key.number)),
        description: description.clone(),
        first_day: window.first,
        last_day: window.last,
        planned_on: plan.map(|plan| plan.on),
        planned_at: plan.and_then(|plan| plan.at).map(i32::from),
        technician_id: plan.and_then(|plan| plan.technician).map(|person| person.0),
        announced_on: *announced_on,
        done_on: done.as_ref().map(|done| done.on),
        report: done.as_ref().map(|done| json("report of a visit", done)).transpose()?,
        report_key,
        cancelled_on: cancelled.as_ref().map(|(on, _)| *on),
        cancelled_reason: cancelled.as_ref().map(|(_, reason)| reason.clone()),
        proposal: proposal.as_ref().map(|proposal| json("proposal of a visit", proposal)).transpose()?,
        decision: decision.as_ref().map(|decision| json("decision about a visit", decision)).transpose()?,
        version: *version,
    })
}

/// What contracts promise, contract by contract in the order in which it was written down.
pub async fn promises_of(connection: &impl ConnectionTrait, contracts: &[ContractId]) -> Result<Vec<KnownPromise>> {
    let rows = visit_promise::Entity::find()
        .filter(visit_promise::Column::ContractId.is_in(contracts.iter().map(|id| id.0)))
        .order_by_asc(visit_promise::Column::ContractId)
        .order_by_asc(visit_promise::Column::Id)
        .all(connection)
        .await?;
    rows.into_iter().map(promise_of).collect()
}

/// The same, locked until the transaction ends, so that of two programs which lay the same visits out the second finds them.
pub async fn lock_promises_of(
    connection: &impl ConnectionTrait,
    contracts: &[ContractId],
) -> Result<Vec<KnownPromise>> {
    let rows = visit_promise::Entity::find()
        .filter(visit_promise::Column::ContractId.is_in(contracts.iter().map(|id| id.0)))
        .order_by_asc(visit_promise::Column::ContractId)
        .order_by_asc(visit_promise::Column::Id)
        .lock_exclusive()
        .all(connection)
        .await?;
    rows.into_iter().map(promise_of).collect()
}

/// A promise, if its contract may be seen.
pub async fn find_promise(
    connection: &impl ConnectionTrait,
    sight: Sight,
    id: VisitPromiseId,
) -> Result<Option<KnownPromise>> {
    let contract = visit_promise::Entity::belongs_to(contract::Entity)
        .from(visit_promise::Column::ContractId)
        .to(contract::Column::Id);
    let row = visit_promise::Entity::find_by_id(id.0)
        .join(JoinType::InnerJoin, contract.into())
        .filter(visible_to(sight))
        .one(connection)
        .await?;
    row.map(promise_of).transpose()
}

/// Adds a promise.
pub async fn insert_promise(connection: &impl ConnectionTrait, promise: &KnownPromise) -> Result<()> {
    let row = row_of_promise(promise)?.into_active_model();
    visit_promise::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// Saves a promise whose version is still the one that was read, and raises the version by one.
///
/// # Errors
/// [`Error::Stale`] if somebody saved or removed it meanwhile.
pub async fn update_promise(connection: &impl ConnectionTrait, promise: &KnownPromise) -> Result<()> {
    let next = KnownPromise { version: promise.version + 1, ..promise.clone() };
    let saved = visit_promise::Entity::update_many()
        .set(row_of_promise(&next)?.into_active_model().reset_all())
        .filter(visit_promise::Column::Id.eq(promise.id.0))
        .filter(visit_promise::Column::Version.eq(promise.version))
        .exec(connection)
        .await?;
    if saved.rows_affected == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Removes a promise whose version is still the one that was read.
///
/// # Errors
/// [`Error::Stale`] if somebody saved or removed it meanwhile.
pub async fn delete_promise(connection: &impl ConnectionTrait, id: VisitPromiseId, version: i32) -> Result<()> {
    let gone = visit_promise::Entity::delete_many()
        .filter(visit_promise::Column::Id.eq(id.0))
        .filter(visit_promise::Column::Version.eq(version))
        .exec(connection)
        .await?;
    if gone.rows_affected == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// The visits of contracts, in order of their windows.
pub async fn visits_of(connection: &impl ConnectionTrait, contracts: &[ContractId]) -> Result<Vec<Visit>> {
    let rows = service_visit::Entity::find()
        .filter(service_visit::Column::ContractId.is_in(contracts.iter().map(|id| id.0)))
        .order_by_asc(service_visit::Column::FirstDay)
        .order_by_asc(service_visit::Column::Id)
        .all(connection)
        .await?;
    rows.into_iter().map(visit_of).collect()
}

/// What the visits of a contract are called, and their days, without what was reported.
pub async fn days_of(connection: &impl ConnectionTrait, contract: ContractId) -> Result<Vec<(String, VisitDays)>> {
    use service_visit::Column as C;
    type Columns = (String, Day, Day, Option<Day>, Option<Day>, Option<Day>);
    let rows: Vec<Columns> = service_visit::Entity::find()
        .select_only()
        .columns([C::Description, C::FirstDay, C::LastDay, C::PlannedOn, C::DoneOn, C::CancelledOn])
        .filter(C::ContractId.eq(contract.0))
        .order_by_asc(C::FirstDay)
        .order_by_asc(C::Id)
        .into_tuple()
        .all(connection)
        .await?;
    let days = |(what, first, last, planned_on, done_on, cancelled_on)| {
        (what, VisitDays { window: Period { first, last }, planned_on, done_on, cancelled_on })
    };
    Ok(rows.into_iter().map(days).collect())
}

/// A visit with the key under which its report was sent, if its contract may be seen.
pub async fn find(
    connection: &impl ConnectionTrait,
    sight: Sight,
    id: VisitId,
) -> Result<Option<(Visit, Option<String>)>> {
    let contract = service_visit::Entity::belongs_to(contract::Entity)
        .from(service_visit::Column::ContractId)
        .to(contract::Column::Id);
    let row = service_visit::Entity::find_by_id(id.0)
        .join(JoinType::InnerJoin, contract.into())
        .filter(visible_to(sight))
        .one(connection)
        .await?;
    row.map(|row| {
        let key = row.report_key.clone();
        Ok((visit_of(row)?, key))
    })
    .transpose()
}

/// Adds visits.
pub async fn insert_many(connection: &impl ConnectionTrait, visits: &[Visit]) -> Result<()> {
    let rows = visits.iter().map(|visit| row_of(visit, None)).collect::<Result<Vec<_>>>()?;
    insert_all::<service_visit::Entity, _>(connection, rows).await.map_err(Error::of_unique)
}

/// Saves a visit whose version is still the one that was read, and raises the version by one.
///
/// # Errors
/// [`Error::Stale`] if somebody saved it meanwhile.
pub async fn update(connection: &impl ConnectionTrait, visit: &Visit, report_key: Option<String>) -> Result<()> {
    let next = Visit { version: visit.version + 1, ..visit.clone() };
    let saved = service_visit::Entity::update_many()
        .set(row_of(&next, report_key)?.into_active_model().reset_all())
        .filter(service_visit::Column::Id.eq(visit.id.0))
        .filter(service_visit::Column::Version.eq(visit.version))
        .exec(connection)
        .await?;
    if saved.rows_affected == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Removes visits.
pub async fn delete_many(connection: &impl ConnectionTrait, ids: &[VisitId]) -> Result<()> {
    for some in ids.chunks(5_000) {
        service_visit::Entity::delete_many()
            .filter(service_visit::Column::Id.is_in(some.iter().map(|id| id.0)))
            .exec(connection)
            .await?;
    }
    Ok(())
}

/// Removes everything about visits of contracts that go.
pub(crate) async fn delete_of_contracts(connection: &impl ConnectionTrait, contracts: &[ContractId]) -> Result<()> {
    let ids = || contracts.iter().map(|id| id.0);
    service_visit::Entity::delete_many()
        .filter(service_visit::Column::ContractId.is_in(ids()))
        .exec(connection)
        .await?;
    visit_promise::Entity::delete_many()
        .filter(visit_promise::Column::ContractId.is_in(ids()))
        .exec(connection)
        .await?;
    Ok(())
}

/// Whether visits are promised at a place, or were made there.
pub async fn uses_site(connection: &impl ConnectionTrait, site: SiteId) -> Result<bool> {
    let promised = visit_promise::Entity::find().filter(visit_promise::Column::SiteId.eq(site.0)).count(connection);
    if promised.await? > 0 {
        return Ok(true);
    }
    let visited = service_visit::Entity::find().filter(service_visit::Column::SiteId.eq(site.0)).count(connection);
    Ok(visited.await? > 0)
}
