//! Accepting an import, and taking it back: what a person asks for. The work itself goes on behind the answer, see
//! [`super::work`].

use super::{
    AnchorChoice, Choices, Rows, allow,
    anchors::Moved,
    kind_of,
    reading::Understood,
    run::{self, Goal, Stage, Work},
    state_code, state_of, understand,
};
use crate::{Actor, Result, actor::Acting};
use model::{
    event::{Event, Subject},
    id::ImportId,
    import::draft::UnderstoodRow,
    permission::Permission,
    refusal::{FieldProblem, Problem, Refusal},
    view::{ImportState, ImportSummary, Undoing},
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashSet};
use store::{ConnectionTrait, sight::Sight};

/// Which customers of a file are not those with nearly the same name: all of them, or those with some names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Apart {
    /// None is taken for one with nearly the same name.
    pub all: bool,
    /// Names as in the file.
    pub names: HashSet<String>,
}

/// What a person decided in the review.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptChoice {
    /// About price lines whose invoices follow the calendar.
    pub anchors: AnchorChoice,
    /// About customers whose names are nearly the same.
    pub apart: Apart,
    /// Rows of the file of which nothing shall be made, beside those that the review leaves out.
    pub left_out: BTreeSet<u32>,
    /// Rows of payments that come in although somebody probably recorded them already.
    #[serde(default)]
    pub taken_in: BTreeSet<u32>,
}

/// What was decided while accepting and is needed to undo it.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Decisions {
    pub(super) moved: Vec<Moved>,
}

/// Begins to make records of every row that can be accepted, with ledger, matches and findings. The answer comes at
/// once; the work is done by whoever calls [`super::work`], in steps of which each is whole, and
/// [`super::progress`] says how far it has come.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::ImportUnderWay`] if somebody else was first, [`Refusal::WrongState`] if that was
/// done before, [`Refusal::Stale`]; [`Refusal::NoLegalEntity`] if a contract names no company of ours and there is
/// none; [`Refusal::Fields`] (`left_out`, `apart`) for rows and customers that are not in the file.
pub async fn accept(actor: &Actor, id: ImportId, version: i32, choice: &AcceptChoice) -> Result<()> {
    let reading = actor.read(Permission::Import)?;
    let mut row = store::import::find(reading.connection(), id).await?.ok_or(Refusal::NotFound)?;
    allow(actor, kind_of(&row.kind))?;
    stands_in(state_of(&row.state), ImportState::Review)?;
    let mut choices: Choices = serde_json::from_str(&row.choices)?;
    choices.left_out.extend(&choice.left_out);
    choices.apart.extend(choice.apart.names.iter().cloned());
    choices.taken_in.extend(&choice.taken_in);
    // The file is read before the transaction, which it would hold for as long as it takes.
    let understood = understand(reading.connection(), actor.day(), &mut row, &choices).await?;
    are_of_the_file(choice, &understood)?;
    let (acceptable, left_out, names_all) = match &understood.rows {
        Rows::Contracts(rows) => {
            let (acceptable, left_out) = counts(rows);
            let mut drafts = rows.iter().filter(|row| row.is_acceptable()).filter_map(|row| row.draft.as_ref());
            (acceptable, left_out, drafts.all(|draft| draft.legal_entity.is_some()))
        }
        Rows::Invoices(rows) => {
            let (acceptable, left_out) = counts(rows);
            (acceptable, left_out, true)
        }
    };
    let by_hand = match &understood.left_out {
        Rows::Contracts(rows) => rows.len(),
        Rows::Invoices(rows) => rows.len(),
    };
    let left_out = left_out.saturating_add(u32::try_from(by_hand).unwrap_or(u32::MAX));
    let acting = actor.begin(Permission::Import).await?;
    move_on(&acting, id, version, ImportState::Review, ImportState::Accepting).await?;
    store::import::keep_choices(acting.connection(), id, &serde_json::to_string(&choices)?).await?;
    let entity = store::legal_entity::list(acting.connection()).await?.first().map(|(id, _)| *id);
    if entity.is_none() && !names_all {
        return Err(Refusal::NoLegalEntity.into());
    }
    let mut choice = choice.clone();
    choice.apart.names.extend(choices.apart);
    choice.taken_in.extend(choices.taken_in);
    let work = Work {
        choice,
        known_before: store::invoice::known_days(acting.connection()).await?,
        summary: ImportSummary { left_out, ..ImportSummary::default() },
        entity,
        ..Work::default()
    };
    run::begin(&acting, actor, id, Goal::Accepted, Stage::Records, acceptable, &work).await?;
    acting.commit().await?;
    actor.office().imports.notify_one();
    Ok(())
}

/// Refuses rows and customers that the file does not have: whoever names them means something else.
fn are_of_the_file(choice: &AcceptChoice, understood: &Understood) -> Result<()> {
    let (mut numbers, mut names) = (HashSet::new(), HashSet::new());
    for rows in [&understood.rows, &understood.left_out] {
        match rows {
            Rows::Contracts(rows) => {
                numbers.extend(rows.iter().flat_map(|row| row.rows.iter().copied()));
                let drafts = rows.iter().filter_map(|row| row.draft.as_ref());
                names.extend(drafts.filter_map(|draft| draft.customer.as_ref()).map(|words| words.name.as_str()));
            }
            Rows::Invoices(rows) => {
                numbers.extend(rows.iter().flat_map(|row| row.rows.iter().copied()));
                let drafts = rows.iter().filter_map(|row| row.draft.as_ref());
                names.extend(drafts.filter_map(|draft| draft.customer.as_ref()).map(|words| words.name.as_str()));
            }
        }
    }
    let mut problems = Vec::new();
    if !choice.left_out.iter().all(|number| numbers.contains(number)) {
        problems.push(FieldProblem::new("left_out", Problem::NotAChoice));
    }
    if !choice.taken_in.iter().all(|number| numbers.contains(number)) {
        problems.push(FieldProblem::new("taken_in", Problem::NotAChoice));
    }
    if !choice.apart.names.iter().all(|name| names.contains(name.as_str())) {
        problems.push(FieldProblem::new("apart", Problem::NotAChoice));
    }
    if problems.is_empty() { Ok(()) } else { Err(Refusal::Fields(problems).into()) }
}

/// Begins to take an accepted import back: exactly what it made, and what was computed from it. The answer comes at
/// once, as with [`accept`].
///
/// # Errors
/// [`Refusal::ImportUnderWay`]; [`Refusal::WrongState`] if it is not accepted, or if somebody changed one of its
/// contracts since, worked on a finding that would go with it, or if payments came in since for its invoices;
/// [`Refusal::Stale`].
pub async fn undo(actor: &Actor, id: ImportId, version: i32) -> Result<()> {
    let acting = actor.begin(Permission::Import).await?;
    let row = store::import::find_listed(acting.connection(), id).await?.ok_or(Refusal::NotFound)?;
    allow(actor, kind_of(&row.kind))?;
    stands_in(state_of(&row.state), ImportState::Accepted)?;
    if undoing(acting.connection(), acting.sight(), actor, id).await?.is_in_the_way() {
        return Err(Refusal::WrongState.into());
    }
    move_on(&acting, id, version, ImportState::Accepted, ImportState::Undoing).await?;
    let Decisions { moved } = serde_json::from_str(&row.decisions)?;
    let work = Work {
        known_before: store::invoice::known_days(acting.connection()).await?,
        summary: serde_json::from_str(&row.summary)?,
        moved,
        ..Work::default()
    };
    let records = store::import::count_records(acting.connection(), id).await?
        + store::invoice::count_payments_from(acting.connection(), id).await?;
    run::begin(&acting, actor, id, Goal::Undone, Stage::Removing, records, &work).await?;
    acting.commit().await?;
    actor.office().imports.notify_one();
    Ok(())
}

/// How many contracts and findings are named that keep an import from being taken back.
const NAMED: usize = 10;

/// What taking an import back removes, and what is in the way of it: contracts that were changed since, findings that
/// somebody works on, and payments that came in since for its invoices: they would go with those, and nobody would bring them
/// again. Named are those that the actor may see.
pub(super) async fn undoing(
    connection: &impl ConnectionTrait,
    sight: Sight,
    actor: &Actor,
    id: ImportId,
) -> Result<Undoing> {
    let count = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    let changed = store::contract::changed_since_import(connection, sight, id).await?;
    let worked_on = store::import::worked_on(connection, id).await?;
    let removed = store::import::removed_by(connection, id).await?;
    let paid = store::invoice::paid_since(connection, sight, id, NAMED as u64).await?;
    let mut findings = Vec::new();
    if actor.read(Permission::ViewLeakage).is_ok() {
        for stored in worked_on.iter().take(NAMED) {
            if store::finding::find(connection, sight, stored.id).await?.is_some() {
                findings.push((stored.id, stored.finding.kind));
            }
        }
    }
    Ok(Undoing {
        contracts: count(removed.contracts),
        customers: count(removed.customers),
        kept_customers: count(removed.kept_customers),
        invoices: count(removed.invoices),
        matches: count(removed.matches),
        payments: count(store::invoice::count_payments_from(connection, id).await?),
        paid_by_imports: count(paid.imported),
        later_imports: paid.imports,
        paid_by_people: count(paid.recorded),
        paid_invoices: paid.invoices,
        changed: count(changed.len() as u64),
        changed_contracts: changed.into_iter().flatten().take(NAMED).collect(),
        worked_on: count(worked_on.len() as u64),
        findings,
    })
}

/// Discards an import under review: its file is deleted, nothing of it was live. The history keeps its name.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::ImportUnderWay`]; [`Refusal::WrongState`] unless it is under review;
/// [`Refusal::Stale`].
pub async fn discard(actor: &Actor, id: ImportId, version: i32) -> Result<()> {
    let mut acting = actor.begin(Permission::Import).await?;
    let row = store::import::find_listed(acting.connection(), id).await?.ok_or(Refusal::NotFound)?;
    allow(actor, kind_of(&row.kind))?;
    stands_in(state_of(&row.state), ImportState::Review)?;
    move_on(&acting, id, version, ImportState::Review, ImportState::Discarded).await?;
    store::import::delete_file(acting.connection(), id).await?;
    acting.record(Subject::Import(id), Event::ImportDiscarded { file: row.file_name });
    acting.commit().await
}

/// Refuses what the state does not allow.
pub(super) fn stands_in(state: ImportState, wanted: ImportState) -> Result<()> {
    if state == wanted {
        Ok(())
    } else if state.is_under_way() {
        Err(Refusal::ImportUnderWay.into())
    } else {
        Err(Refusal::WrongState.into())
    }
}

/// Moves an import on, unless somebody else was first: of two who do it at once the database lets one through.
async fn move_on(acting: &Acting<'_>, id: ImportId, version: i32, from: ImportState, to: ImportState) -> Result<()> {
    let states = (state_code(from), state_code(to));
    match store::import::move_on(acting.connection(), id, Some(version), states, None).await {
        Err(store::Error::Stale) => {
            let now = store::import::find_listed(acting.connection(), id).await?.ok_or(Refusal::NotFound)?;
            stands_in(state_of(&now.state), from)?;
            Err(Refusal::Stale.into())
        }
        moved => Ok(moved?),
    }
}

/// How many rows can be accepted, and how many are left out.
fn counts<T>(rows: &[UnderstoodRow<T>]) -> (u64, u32) {
    let acceptable = rows.iter().filter(|row| row.is_acceptable() && row.draft.is_some()).count();
    (acceptable as u64, u32::try_from(rows.len() - acceptable).unwrap_or(u32::MAX))
}
