//! Several findings at once: all of them, or none and a list of those in the way.

use super::{
    pursue::{became_owner, former_name, owner_name, pursuers, rows_follow, taken_on},
    recompute,
};
use crate::{Actor, Result, reason::stated};
use model::{
    event::{Event, Subject},
    id::{ContractId, FindingId, PersonId},
    leakage::{FindingRefusal, FindingState},
    permission::Permission,
    refusal::{FieldProblem, LeftOut, LeftOutReason, Problem, Refusal},
    view::FindingSelection,
};
use std::collections::{BTreeSet, HashMap};
use store::finding::StoredFinding;

/// The most findings dealt with at once.
pub const SELECTION_MOST: usize = 200;

/// What is done with several findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Together {
    /// They are given to a person, or to nobody.
    Assign {
        /// The person.
        owner: Option<PersonId>,
    },
    /// Their money is claimed, or somebody begins to deal with those of which nothing is to be claimed.
    Claim,
    /// They are given up, all for one reason.
    Waive {
        /// The reason.
        reason: String,
    },
}

/// Findings chosen in the list, as far as they may be seen, in the order given.
pub async fn selection(actor: &Actor, ids: &[FindingId]) -> Result<FindingSelection> {
    let reading = actor.read(Permission::PursueFindings)?;
    let ids = ids.get(..SELECTION_MOST).unwrap_or(ids);
    Ok(FindingSelection {
        rows: store::finding::find_listed_many(reading.connection(), reading.sight(), ids).await?,
        pursuers: pursuers(reading.connection(), None).await?,
        day: actor.day(),
    })
}

/// Does one thing with several findings that are all still as they were read (identity and version). If one of
/// them does not allow it, nothing is done.
///
/// # Errors
/// [`Refusal::Selection`] with those in the way; [`Refusal::Fields`] if nothing or too much is chosen, for a
/// missing reason, or a person who cannot be given findings.
pub async fn pursue_together(actor: &Actor, chosen: &[(FindingId, i32)], together: &Together) -> Result<()> {
    let mut acting = actor.begin(Permission::PursueFindings).await?;
    let by = actor.person().ok_or(Refusal::NotSignedIn)?;
    let refused = |field, problem| Refusal::Fields(vec![FieldProblem::new(field, problem)]);
    if chosen.is_empty() {
        return Err(refused("findings", Problem::Missing).into());
    }
    if chosen.len() > SELECTION_MOST {
        let most = i64::try_from(SELECTION_MOST).unwrap_or(i64::MAX);
        return Err(refused("findings", Problem::OutOfRange { least: 1, most }).into());
    }
    let (name, waived) = match together {
        Together::Assign { owner } => (owner_name(acting.connection(), *owner, None).await?, None),
        Together::Claim => (None, None),
        Together::Waive { reason } => (None, Some(Event::FindingWaived { reason: stated("reason", reason)? })),
    };
    let ids: Vec<FindingId> = chosen.iter().map(|(id, _)| *id).collect();
    let known = store::finding::find_many(acting.connection(), acting.sight(), &ids).await?;
    let mut known: HashMap<FindingId, StoredFinding> = known.into_iter().map(|stored| (stored.id, stored)).collect();
    let (mut ready, mut in_the_way) = (Vec::with_capacity(chosen.len()), Vec::new());
    for (id, version) in chosen {
        let Some(mut stored) = known.remove(id) else {
            in_the_way.push((*id, LeftOutReason::Gone));
            continue;
        };
        if stored.version != *version {
            in_the_way.push((*id, LeftOutReason::Changed));
            continue;
        }
        let (day, before) = (actor.day(), stored.clone());
        let state: std::result::Result<_, FindingRefusal> = match together {
            Together::Assign { owner } => {
                stored.owner = *owner;
                Ok(stored.state.clone())
            }
            Together::Claim => {
                stored.owner = FindingState::owner_of_claim(stored.owner, by);
                stored.state.claim(by, day)
            }
            Together::Waive { reason } => stored.state.waive(reason, by, day),
        };
        match state {
            Ok(state) => ready.push((before, StoredFinding { state, changed_on: day, ..stored })),
            Err(_) => in_the_way.push((*id, LeftOutReason::State)),
        }
    }
    if !in_the_way.is_empty() {
        let ids: Vec<FindingId> = in_the_way.iter().map(|(id, _)| *id).collect();
        let rows = store::finding::find_listed_many(acting.connection(), acting.sight(), &ids).await?;
        let numbers: HashMap<FindingId, String> = rows
            .into_iter()
            .map(|row| (row.id, if row.contract.is_empty() { row.title } else { row.contract }))
            .collect();
        let left_out = in_the_way
            .into_iter()
            .map(|(finding, why)| LeftOut {
                finding,
                contract: numbers.get(&finding).cloned().unwrap_or_default(),
                why,
            })
            .collect();
        return Err(Refusal::Selection { left_out }.into());
    }
    let mut contracts = BTreeSet::new();
    for (before, stored) in &ready {
        store::finding::update(acting.connection(), stored).await?;
        if let Some(given) = became_owner(acting.connection(), before, stored).await? {
            acting.record(Subject::Finding(stored.id), given);
        }
        let event = match (together, &waived) {
            (Together::Assign { owner }, _) => {
                let from = former_name(acting.connection(), before.owner, *owner).await?;
                Event::FindingAssigned { owner: name.clone(), from }
            }
            (_, Some(waived)) => waived.clone(),
            (_, None) => taken_on(stored.finding.kind),
        };
        acting.record(Subject::Finding(stored.id), event);
        rows_follow(&mut acting, &before.state, stored).await?;
        if matches!(stored.state, FindingState::Waived { .. }) {
            contracts.extend(stored.finding.contract);
        }
    }
    let contracts: Vec<ContractId> = contracts.into_iter().collect();
    recompute(acting.connection(), actor, &contracts).await?;
    acting.commit().await
}
