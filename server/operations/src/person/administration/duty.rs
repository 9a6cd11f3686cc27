//! What somebody who hands over had to see to besides contracts, customers and findings.

use super::Leaving;
use crate::{Actor, Result, absence, actor::Acting, obligation, service_visit};
use model::{
    event::{Change, Event, ObligationStep, RiskStep, Subject},
    id::ContractId,
    permission::{Permission, permits},
};
use store::person::{Duties, Person};

/// Gives it to another, with the places in teams and absences of whoever leaves for good.
pub(super) async fn give(
    acting: &mut Acting<'_>,
    actor: &Actor,
    (from, to): (&Person, &Person),
    leaving: Leaving,
) -> Result<()> {
    // Visits have nobody where the successor may not make them, and wait on the board for somebody.
    let technician = permits(&to.roles, Permission::CloseVisits).then_some(to.id);
    let handed = store::person::hand_over_duties(acting.connection(), from.id, to.id, technician).await?;
    let Duties { obligations, visits } = handed;
    obligation::recompute(acting.connection(), actor, &contracts(obligations.iter().map(|(_, contract, _)| *contract)))
        .await?;
    service_visit::write_key_dates(acting.connection(), &contracts(visits.iter().map(|(contract, ..)| *contract)))
        .await?;
    let (mut absences, mut teams) = (0, Vec::new());
    if leaving == Leaving::ForGood {
        absences = absence::follow_people(acting, actor, Some((from.id, to.id))).await?;
        teams = store::person::exchange_in_teams(acting.connection(), from.id, to.id).await?;
    }
    let risks = store::risk::hand_over(acting.connection(), from.id, to.id).await?;
    for (contract, title) in risks {
        let owner = Change { field: "owner".to_owned(), before: from.name.clone(), after: to.name.clone() };
        let step = RiskStep::Changed { changes: vec![owner] };
        acting.record(Subject::Contract(contract), Event::Risk { title, step });
    }
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    let absences = u32::try_from(absences).unwrap_or(u32::MAX);
    if !obligations.is_empty() || !visits.is_empty() || absences > 0 {
        let (obligations, visits) = (count(obligations.len()), count(visits.len()));
        let event = Event::DutiesHandedOver { to: to.name.clone(), obligations, visits, absences };
        acting.record(Subject::Person(from.id), event);
    }
    for (_, contract, title) in obligations {
        let owner = Change { field: "owner".to_owned(), before: from.name.clone(), after: to.name.clone() };
        let step = ObligationStep::Changed { changes: vec![owner] };
        acting.record(Subject::Contract(contract), Event::Obligation { title, step });
    }
    for (contract, what, on) in visits {
        let technician = technician.map(|_| to.name.clone());
        acting.record(Subject::Contract(contract), Event::VisitPlanned { what, on, technician });
    }
    for team in teams {
        let (joined, left) = (vec![to.name.clone()], vec![from.name.clone()]);
        acting.record(Subject::Team(team), Event::TeamChanged { changes: Vec::new(), joined, left });
    }
    Ok(())
}

fn contracts(of: impl Iterator<Item = ContractId>) -> Vec<ContractId> {
    let mut contracts: Vec<ContractId> = of.collect();
    contracts.sort_unstable();
    contracts.dedup();
    contracts
}
