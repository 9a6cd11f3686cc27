//! The visits that contracts promise, laid out over their terms: in the transaction of a change, and every night as far as
//! the ledger reaches. The same again makes nothing twice.

use crate::{Actor, Result, billing, contract, practice::Practices};
use model::{
    attachment::AttachedTo,
    id::{ContractId, VisitId, VisitPromiseId},
    key_date::{KeyDate, KeyDateKind},
    money::{Currency, Money},
    service_visit::{KnownPromise, Visit, VisitChange, Window, revise, worth, worth_beyond},
};
use std::collections::{HashMap, HashSet};
use store::{ConnectionTrait, sight::Sight};
use uuid::Uuid;

/// Makes the visits of contracts agree with what they promise on the day.
pub(crate) async fn lay_out(connection: &impl ConnectionTrait, actor: &Actor, ids: &[ContractId]) -> Result<()> {
    for some in ids.chunks(1_000) {
        let promises = store::service_visit::lock_promises_of(connection, some).await?;
        let mut promising: Vec<ContractId> = promises.iter().map(|promise| promise.contract).collect();
        promising.dedup();
        if !promising.is_empty() {
            lay_out_some(connection, actor, &promising, &promises).await?;
            write_key_dates(connection, &promising).await?;
        }
    }
    Ok(())
}

/// Writes when visits of contracts have to be made among the key dates, in the transaction of whatever changed them.
pub(crate) async fn write_key_dates(connection: &impl ConnectionTrait, ids: &[ContractId]) -> Result<()> {
    let promises = store::service_visit::promises_of(connection, ids).await?;
    let lines = contract::by_contract(store::contract::lines_of(connection, ids).await?);
    let contracts = store::contract::find_many(connection, Sight::Everything, ids).await?;
    let currencies: HashMap<ContractId, Currency> =
        contracts.into_iter().map(|contract| (contract.id, contract.details.currency)).collect();
    // Of a visit that is promised, and of one beyond those.
    let mut worths: HashMap<VisitPromiseId, [Option<Money>; 2]> = HashMap::new();
    for promise in promises {
        let lines = lines.get(&promise.contract).map_or(&[][..], Vec::as_slice);
        let currency = currencies.get(&promise.contract);
        let worth =
            currency.map(|currency| [worth(&promise.terms, lines, *currency), worth_beyond(&promise.terms, *currency)]);
        worths.insert(promise.id, worth.unwrap_or_default());
    }
    let visits = store::service_visit::visits_of(connection, ids).await?;
    let sites = store::service_visit::sites_of(connection, &visits).await?;
    let dates = visits.iter().filter_map(|visit| {
        let [promised, beyond] = visit.promise.and_then(|promise| worths.get(&promise).copied()).unwrap_or_default();
        let worth = if visit.key.is_some() { promised } else { beyond };
        let site = visit.site.and_then(|site| sites.get(&site)).map(String::as_str);
        Some((visit.contract, visit.key_date(worth, site)?))
    });
    let dates: Vec<(ContractId, KeyDate)> = dates.collect();
    Ok(store::key_date::replace(connection, ids, &[KeyDateKind::Visit], &dates).await?)
}

async fn lay_out_some(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    ids: &[ContractId],
    promises: &[KnownPromise],
) -> Result<()> {
    let mut known: HashMap<ContractId, Vec<Visit>> = HashMap::new();
    for visit in store::service_visit::visits_of(connection, ids).await? {
        known.entry(visit.contract).or_default().push(visit);
    }
    let (mut added, mut gone) = (Vec::new(), Vec::new());
    let practices = Practices::read(connection).await?;
    for contract in store::contract::find_many(connection, Sight::Everything, ids).await? {
        let days = billing::span(&contract.details, &contract.facts, practices.of(&contract.details), actor.day());
        let visits = known.remove(&contract.id).unwrap_or_default();
        let mut by_id: HashMap<VisitId, Visit> = HashMap::new();
        let changes = revise(contract.id, promises, days, &visits);
        if changes.is_empty() {
            continue;
        }
        by_id.extend(visits.into_iter().map(|visit| (visit.id, visit)));
        for change in changes {
            match change {
                VisitChange::Add { promise, window } => {
                    added.extend(promises.get(promise).map(|promise| promised(actor, promise, window)));
                }
                VisitChange::Move { id, promise, period } => {
                    if let (Some(visit), Some(promise)) = (by_id.remove(&id), promises.get(promise)) {
                        let (site, description) = (promise.terms.site, promise.terms.description.clone());
                        let moved = Visit { window: period, site, description, ..visit };
                        store::service_visit::update(connection, &moved, None).await?;
                    }
                }
                VisitChange::Remove { id } => gone.push(id),
            }
        }
    }
    let kept = with_files(connection, &gone).await?;
    gone.retain(|id| !kept.contains(&id.0));
    store::service_visit::delete_many(connection, &gone).await?;
    Ok(store::service_visit::insert_many(connection, &added).await?)
}

/// Those of some visits on which files hang, so that they stay whatever becomes of their promise.
pub(super) async fn with_files(connection: &impl ConnectionTrait, ids: &[VisitId]) -> Result<HashSet<Uuid>> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let kind = AttachedTo::ServiceVisit(VisitId(Uuid::nil()));
    Ok(store::attachment::with_files(connection, kind, &ids).await?)
}

fn promised(actor: &Actor, promise: &KnownPromise, window: Window) -> Visit {
    Visit {
        id: VisitId(actor.office().clock().id()),
        contract: promise.contract,
        site: promise.terms.site,
        promise: Some(promise.id),
        key: Some(window.key),
        description: promise.terms.description.clone(),
        window: window.period,
        plan: None,
        announced_on: None,
        done: None,
        cancelled: None,
        proposal: None,
        decision: None,
        version: 1,
    }
}
