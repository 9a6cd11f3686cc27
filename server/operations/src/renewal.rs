//! Renewals as work: opened, decided about, confirmed, signed, and followed to their day.

mod decide;
mod follow;
mod show;
mod sign;
mod tell;

pub use decide::{confirm, decide, decline};
pub(crate) use follow::follow;
pub use show::{RenewalFilter, export, find, list, owners};
pub use sign::{sign, take_back_signature};

use crate::{Result, actor::Acting, contract::stored_dates, practice::Practices};
use model::{
    event::{Event, RenewalStep, Subject},
    id::ContractId,
    refusal::Refusal,
    renewal::{Upcoming, Work, upcoming},
    term::Practice,
};
use store::{ConnectionTrait, contract::Contract};

/// A contract with the renewal that is to be decided about.
struct Case {
    contract: Contract,
    practice: Practice,
    /// What lies ahead by the terms.
    ahead: Option<Upcoming>,
    /// The renewal that is open, if one is.
    open: Option<Work>,
}

impl Case {
    /// Reads a contract that may be seen, whose open renewal is still as it was read (`version`, 0 for one that has not opened
    /// yet).
    async fn of(acting: &Acting<'_>, number: &str, version: i32) -> Result<Self> {
        let connection = acting.connection();
        let contract = store::contract::find_by_number(connection, acting.sight(), number).await?;
        let contract = contract.ok_or(Refusal::NotFound)?;
        let practice = Practices::read(connection).await?.into_of(&contract.details);
        let ahead = upcoming(&contract.details, &contract.facts, &practice, acting.actor().day());
        let known = store::renewal::of_contracts(connection, &[contract.id]).await?;
        let open = known.into_iter().find(|work| work.outcome.is_none());
        if open.as_ref().map_or(0, |work| work.version) != version {
            return Err(Refusal::Stale.into());
        }
        Ok(Self { contract, practice, ahead, open })
    }
}

/// Writes a renewal, new or changed; answers it as it is kept then.
async fn keep(connection: &impl ConnectionTrait, contract: &Contract, work: Work) -> Result<Work> {
    let currency = contract.details.currency;
    if work.version == 0 {
        let new = Work { version: 1, ..work };
        // Somebody else may have opened it meanwhile.
        return if store::renewal::insert(connection, &new, currency).await? {
            Ok(new)
        } else {
            Err(Refusal::Stale.into())
        };
    }
    store::renewal::update(connection, &work, currency).await?;
    Ok(Work { version: work.version + 1, ..work })
}

/// Saves what a renewal changed of its contract, with everything that follows from it.
async fn save(acting: &mut Acting<'_>, contract: &Contract, practice: &Practice) -> Result<()> {
    let (actor, connection) = (acting.actor().clone(), acting.connection());
    let customer = store::customer::find(connection, contract.details.customer).await?.ok_or(Refusal::NotFound)?;
    let dates = stored_dates(&contract.details, &contract.facts, practice, actor.day());
    store::contract::update(connection, contract, None, dates, &customer.details.name).await?;
    crate::contract::recompute(connection, &actor, &[contract.id]).await
}

fn record(acting: &mut Acting<'_>, contract: ContractId, upcoming: &Upcoming, step: RenewalStep) {
    let event = Event::Renewal { term: upcoming.term, first_on: upcoming.first_on, step };
    acting.record(Subject::Contract(contract), event);
}
