//! Occurrences and key dates that follow from obligations: made in the transaction of whatever changes them, and every night.

use crate::{Actor, Result, billing, practice::Practices};
use model::{
    id::{ContractId, ObligationId},
    key_date::{KeyDate, KeyDateKind},
    obligation::{Gate, ObligationKind, Planned, Span, Standing, plan, span},
};
use std::collections::{HashMap, HashSet};
use store::{
    ConnectionTrait,
    contract::Contract,
    obligation::{Kept, Stored},
    sight::Sight,
};

/// The milestones of contracts that release price lines.
pub(crate) type Gates = HashMap<ContractId, Vec<Gate>>;

/// The kinds of key date that obligations write.
const KINDS: [KeyDateKind; 3] = [KeyDateKind::Obligation, KeyDateKind::Milestone, KeyDateKind::Deliverable];

/// Makes the occurrences and key dates of contracts agree with their obligations and terms. The same again changes nothing.
pub(crate) async fn recompute(connection: &impl ConnectionTrait, actor: &Actor, ids: &[ContractId]) -> Result<()> {
    let obligations = store::obligation::of_contracts(connection, ids).await?;
    make(connection, actor, obligations, |_, _| true).await
}

/// The same where nothing but the day has changed: only what reaches further, or to another end, than when it was made.
pub(crate) async fn keep_up(connection: &impl ConnectionTrait, actor: &Actor, ids: &[ContractId]) -> Result<()> {
    let obligations = store::obligation::of_contracts(connection, ids).await?;
    make(connection, actor, obligations, |kept, span| kept.made_for != span).await
}

async fn make(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    obligations: Vec<Kept>,
    is_behind: impl Fn(&Kept, Option<Span>) -> bool,
) -> Result<()> {
    let mut contracts: Vec<ContractId> = obligations.iter().map(|kept| kept.contract).collect();
    contracts.dedup();
    if contracts.is_empty() {
        return Ok(());
    }
    let day = actor.day();
    let found = store::contract::find_many(connection, Sight::Everything, &contracts).await?;
    let practices = Practices::read(connection).await?;
    let spans: HashMap<ContractId, Option<Span>> = found
        .into_iter()
        .map(|Contract { id, details, facts, .. }| {
            let practice = practices.of(&details);
            (id, span((&details, &facts, practice), day, billing::horizon(day)))
        })
        .collect();
    let span_of = |kept: &Kept| spans.get(&kept.contract).copied().flatten();
    let behind: HashSet<ContractId> =
        obligations.iter().filter(|kept| is_behind(kept, span_of(kept))).map(|kept| kept.contract).collect();
    let concerned: Vec<&Kept> = obligations.iter().filter(|kept| behind.contains(&kept.contract)).collect();
    let ids: Vec<ObligationId> = concerned.iter().map(|kept| kept.id).collect();
    let there = by_obligation(store::obligation::occurrences_of(connection, &ids).await?);
    for kept in &concerned {
        let own = there.get(&kept.id).map(Vec::as_slice).unwrap_or_default();
        make_one(connection, actor, kept, span_of(kept), own).await?;
    }
    let there = by_obligation(store::obligation::occurrences_of(connection, &ids).await?);
    let mut dates = Vec::new();
    for kept in &concerned {
        let own = there.get(&kept.id).map(Vec::as_slice).unwrap_or_default();
        dates.extend(own.iter().map(|one| (kept.contract, key_date(kept, one))));
    }
    let behind: Vec<ContractId> = behind.into_iter().collect();
    Ok(store::key_date::replace(connection, &behind, &KINDS, &dates).await?)
}

fn by_obligation(occurrences: Vec<Stored>) -> HashMap<ObligationId, Vec<Stored>> {
    let mut grouped: HashMap<ObligationId, Vec<Stored>> = HashMap::new();
    for one in occurrences {
        grouped.entry(one.obligation).or_default().push(one);
    }
    grouped
}

async fn make_one(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    kept: &Kept,
    span: Option<Span>,
    there: &[Stored],
) -> Result<()> {
    let known = there.iter().map(|one| Planned {
        due: one.due,
        has_facts: one.is_touched(),
        is_settled: one.standing.is_settled(),
    });
    let known: Vec<Planned> = known.collect();
    let plan = plan(&kept.obligation.schedule, span, kept.follows_from, &known);
    let clock = actor.office().clock();
    store::obligation::delete_days(connection, kept.id, &plan.remove).await?;
    if let Some((from, to)) = plan.moved {
        store::obligation::move_day(connection, kept.id, from, to).await?;
    }
    store::obligation::insert_many(connection, kept, span, &plan.add, || clock.id().into()).await?;
    store::obligation::refresh(connection, kept, span).await?;
    if kept.made_for != span {
        store::obligation::note_made(connection, kept.id, span).await?;
    }
    Ok(())
}

fn key_date(kept: &Kept, one: &Stored) -> KeyDate {
    KeyDate {
        kind: match kept.obligation.kind {
            ObligationKind::Duty => KeyDateKind::Obligation,
            ObligationKind::Deliverable => KeyDateKind::Deliverable,
            ObligationKind::Milestone => KeyDateKind::Milestone,
        },
        subject: one.id.0,
        day: one.due,
        amount: kept.obligation.amount,
        label: kept.obligation.title.clone(),
        owner: kept.obligation.owner,
        done: one.standing.is_settled() || one.lapsed,
    }
}

/// Writes the key dates of one contract anew, after something happened to an occurrence.
pub(super) async fn write_key_dates(connection: &impl ConnectionTrait, contract: ContractId) -> Result<()> {
    let obligations = store::obligation::of_contracts(connection, &[contract]).await?;
    let ids: Vec<ObligationId> = obligations.iter().map(|kept| kept.id).collect();
    let there = by_obligation(store::obligation::occurrences_of(connection, &ids).await?);
    let of = |kept: &Kept| there.get(&kept.id).map(Vec::as_slice).unwrap_or_default().to_vec();
    let dates: Vec<(ContractId, KeyDate)> = obligations
        .iter()
        .flat_map(|kept| of(kept).into_iter().map(|one| (contract, key_date(kept, &one))).collect::<Vec<_>>())
        .collect();
    Ok(store::key_date::replace(connection, &[contract], &KINDS, &dates).await?)
}

/// The milestones of contracts that release the billing of a price line; one that was waived holds nothing back.
pub(crate) async fn gates(connection: &impl ConnectionTrait, ids: &[ContractId]) -> Result<Gates> {
    let mut milestones = store::obligation::of_contracts(connection, ids).await?;
    milestones.retain(|kept| kept.obligation.kind == ObligationKind::Milestone && kept.obligation.line.is_some());
    let of: Vec<ObligationId> = milestones.iter().map(|kept| kept.id).collect();
    let there = by_obligation(store::obligation::occurrences_of(connection, &of).await?);
    let mut gates = Gates::new();
    for kept in milestones {
        let one = there.get(&kept.id).and_then(|own| own.first());
        let (Some(line), Some(one)) = (kept.obligation.line, one) else { continue };
        if one.standing != Standing::Waived {
            gates.entry(kept.contract).or_default().push(Gate {
                occurrence: one.id,
                title: kept.obligation.title,
                line,
                planned: one.due,
                accepted_on: one.progress.accepted().map(|(on, _)| on),
            });
        }
    }
    Ok(gates)
}
