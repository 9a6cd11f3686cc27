//! Service visits: promised by contracts, planned, announced, made and reported on, billed where they are to be paid.

mod billing;
mod extra;
mod lay_out;
mod plan;
mod promise;
mod report;
mod show;

pub use billing::{accept, refuse};
pub use extra::{ExtraForm, add_extra};
pub(crate) use plan::telling;
pub use plan::{PlanForm, announce, announce_by_mail, cancel, plan, unplan};
pub use promise::{add_promise, change_promise, find_promise, remove_promise};
pub use report::{close, take_report_back};
pub(crate) use show::behind;
pub use show::{board, count_to_plan, days_off, export, find, of_contract};
pub use store::service_visit::Filter as VisitFilter;

pub(crate) use lay_out::{lay_out, write_key_dates};

use crate::{Actor, Result, actor::Acting, leakage};
use model::{
    calendar::Day,
    event::{Event, Subject},
    id::{ContractId, PersonId, VisitId},
    permission::{Permission, permits},
    refusal::Refusal,
    service_visit::Visit,
};
use store::{ConnectionTrait, contract::Contract, sight::Sight};

/// A visit that is still as it was read, with the key of its report.
async fn unchanged(acting: &Acting<'_>, id: VisitId, version: i32) -> Result<Visit> {
    let found = store::service_visit::find(acting.connection(), acting.sight(), id).await?;
    let (visit, _) = found.ok_or(Refusal::NotFound)?;
    if visit.version == version { Ok(visit) } else { Err(Refusal::Stale.into()) }
}

/// The contract of a visit or a promise that may be seen.
async fn contract_of(connection: &impl ConnectionTrait, sight: Sight, id: ContractId) -> Result<Contract> {
    let found = store::contract::find_many(connection, sight, &[id]).await?;
    Ok(found.into_iter().next().ok_or(Refusal::NotFound)?)
}

/// Saves a visit with what follows from it.
async fn save(
    mut acting: Acting<'_>,
    actor: &Actor,
    visit: &Visit,
    report_key: Option<String>,
    event: Event,
) -> Result<()> {
    store::service_visit::update(acting.connection(), visit, report_key).await?;
    write_key_dates(acting.connection(), &[visit.contract]).await?;
    leakage::recompute(acting.connection(), actor, &[visit.contract]).await?;
    acting.record(Subject::Contract(visit.contract), event);
    acting.commit().await
}

/// Who may go and report: people who are here on a day and whose roles carry it, by name.
async fn technicians(connection: &impl ConnectionTrait, day: Day) -> Result<Vec<(PersonId, String)>> {
    let people = store::person::list(connection).await?;
    let may = people.into_iter().filter(|person| {
        person.active
            && person.expires_on.is_none_or(|last| last >= day)
            && permits(&person.roles, Permission::CloseVisits)
    });
    Ok(may.map(|person| (person.id, person.name)).collect())
}
