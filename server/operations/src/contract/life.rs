//! What was promised on the days of a contract's life, for its lifeline.

use crate::{Actor, Result};
use model::{obligation, permission::Permission, refusal::Refusal, view::ContractLife};
use std::collections::HashMap;

/// The days of a contract's visits and obligations, and where each stands.
///
/// # Errors
/// [`Refusal::NotFound`] if there is no such contract or it may not be seen.
pub async fn life(actor: &Actor, number: &str) -> Result<ContractLife> {
    let reading = actor.read(Permission::ViewContracts)?;
    let connection = reading.connection();
    let contract = store::contract::find_by_number(connection, reading.sight(), number).await?;
    let contract = contract.ok_or(Refusal::NotFound)?;
    let day = actor.day();
    let visits = store::service_visit::days_of(connection, contract.id).await?;
    let visits = visits.into_iter().map(|(what, days)| (days.due_on(), days.state(day), what)).collect();
    let obligations = store::obligation::of_contracts(connection, &[contract.id]).await?;
    let titles: HashMap<_, _> = obligations.into_iter().map(|kept| (kept.id, kept.obligation.title)).collect();
    let ids: Vec<_> = titles.keys().copied().collect();
    let due = store::obligation::days_of(connection, &ids).await?;
    let obligations = due.into_iter().map(|own| {
        let state = obligation::state(own.standing, own.due, own.late_from, own.lapsed, day);
        (own.due, state, titles.get(&own.obligation).cloned().unwrap_or_default())
    });
    Ok(ContractLife { visits, obligations: obligations.collect() })
}
