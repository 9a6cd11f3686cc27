//! What follows from the risk of contracts on a day: score, class, and the day of the next review.

use crate::{Actor, Result, contract, practice::Practices};
use model::{
    calendar::Day,
    contract::{ContractDetails, TermLength, worth},
    id::ContractId,
    key_date::{KeyDate, KeyDateKind, band},
    price_line::PriceLine,
    risk::{Facts, Judged, RiskState, review::next_review, score},
    term::{self, Phase},
};
use std::collections::HashMap;
use store::{
    ConnectionTrait,
    risk::{Kept, Profile},
    sight::Sight,
};

pub(super) fn judged(kept: &Kept) -> Judged {
    Judged { risk: kept.risk.clone(), state: kept.state }
}

/// What the product knows of contracts that their risk follows from.
pub(super) async fn facts(
    connection: &impl ConnectionTrait,
    day: Day,
    contracts: &[(ContractId, &ContractDetails, &[PriceLine])],
) -> Result<HashMap<ContractId, Facts>> {
    let ids: Vec<ContractId> = contracts.iter().map(|(id, ..)| *id).collect();
    let mut facts = store::risk::facts(connection, &ids, day).await?;
    for (id, details, lines) in contracts {
        let own = facts.entry(*id).or_default();
        own.endless = details.term == TermLength::OpenEnded;
        own.band = band(worth(&(*details).into(), lines));
    }
    Ok(facts)
}

/// Brings score, class and next review up to date of those of some contracts that are looked at. The same again changes
/// nothing. Answers of which contracts another day of review, or none, follows than before.
pub(crate) async fn recompute(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    ids: &[ContractId],
) -> Result<Vec<ContractId>> {
    let profiles = store::risk::profiles(connection, ids).await?;
    if profiles.is_empty() {
        return Ok(Vec::new());
    }
    let day = actor.day();
    let ids: Vec<ContractId> = profiles.iter().map(|profile| profile.contract).collect();
    let found = store::contract::find_many(connection, Sight::Everything, &ids).await?;
    let lines = contract::by_contract(store::contract::lines_of(connection, &ids).await?);
    let known: Vec<_> =
        found.iter().map(|own| (own.id, &own.details, lines.get(&own.id).map_or(&[][..], Vec::as_slice))).collect();
    let facts = facts(connection, day, &known).await?;
    let practices = Practices::read(connection).await?;
    let live: HashMap<ContractId, bool> = found
        .iter()
        .map(|own| {
            let phase = term::dates(&own.details, &own.facts, practices.of(&own.details), day).phase;
            (own.id, !matches!(phase, Phase::Draft | Phase::Ended))
        })
        .collect();
    let mut registers: HashMap<ContractId, Vec<Judged>> = HashMap::new();
    for kept in store::risk::of_contracts(connection, &ids).await? {
        registers.entry(kept.contract).or_default().push(judged(&kept));
    }
    let (mut changed, mut moved, mut dates) = (Vec::new(), Vec::new(), Vec::new());
    for before in profiles {
        let register = registers.get(&before.contract).map_or(&[][..], Vec::as_slice);
        let score = score(register, &facts.get(&before.contract).copied().unwrap_or_default(), day);
        let is_live = live.get(&before.contract).copied().unwrap_or_default();
        let open = register.iter().filter(|judged| judged.state == RiskState::Open).count();
        let review_on = next_review(before.since, before.reviewed_on, score.class).filter(|_| is_live);
        let now = Profile {
            score: score.points,
            class: score.class,
            open_risks: u32::try_from(open).unwrap_or(u32::MAX),
            review_on,
            ..before.clone()
        };
        dates.extend(review_on.map(|day| (before.contract, key_date(before.contract, day))));
        if now.review_on != before.review_on {
            moved.push(before.contract);
        }
        if now != before {
            changed.push(now);
        }
    }
    store::risk::write_profiles(connection, &changed).await?;
    store::key_date::replace(connection, &ids, &[KeyDateKind::Review], &dates).await?;
    Ok(moved)
}

fn key_date(contract: ContractId, day: Day) -> KeyDate {
    KeyDate {
        kind: KeyDateKind::Review,
        subject: contract.0,
        day,
        amount: None,
        label: String::new(),
        owner: None,
        done: false,
    }
}
