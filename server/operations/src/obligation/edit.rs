//! Adding, changing and removing obligations.

use super::making;
use crate::{
    Actor, Result,
    actor::{Acting, unless_same},
    contract,
    practice::Practices,
};
use model::{
    event::{Event, ObligationStep, Subject},
    id::{ContractId, ObligationId},
    obligation::{Obligation, ObligationForm, ObligationKind, check},
    permission::Permission,
    price_line::Recurrence,
    refusal::{FieldProblem, Problem, Refusal},
    term,
    typed::Form,
};
use store::{
    contract::Contract,
    obligation::{Kept, Stored},
    sight::Sight,
};

/// Adds an obligation to a contract as a form says, or saves the one that is named; otherwise as [`add`] and [`change`].
///
/// # Errors
/// Those of [`add`] and [`change`].
pub async fn save_typed(
    actor: &Actor,
    number: &str,
    id: Option<ObligationId>,
    version: i32,
    form: &ObligationForm,
) -> Result<()> {
    actor.read(Permission::EditObligations)?;
    let currency = contract::find(actor, number).await?.details.currency;
    let obligation = form.read(actor.language(), currency).map_err(Refusal::Fields)?;
    match id {
        None => add(actor, number, obligation).await.map(|_| ()),
        Some(id) => {
            let saved = change(actor, number, id, version, obligation).await;
            unless_same(saved, form, async || Ok(super::open(actor, number, Some(id)).await?.form)).await
        }
    }
}

/// Adds an obligation to a contract, with all its occurrences of the term.
///
/// # Errors
/// [`Refusal::NotFound`] if there is no such contract; [`Refusal::Fields`].
pub async fn add(actor: &Actor, number: &str, obligation: Obligation) -> Result<ObligationId> {
    let mut acting = actor.begin(Permission::EditObligations).await?;
    let contract = contract_of(&acting, number).await?;
    accepted(&acting, &contract, &obligation, None).await?;
    within_the_contract(&acting, actor, &contract, &obligation).await?;
    let id = ObligationId(actor.office().clock().id());
    let (title, gate) = (obligation.title.clone(), is_gate(&obligation));
    let kept = Kept { id, contract: contract.id, obligation, follows_from: None, made_for: None, version: 1 };
    let (code, at) = (contract.details.currency.code(), actor.now().timestamp_millis());
    store::obligation::insert(acting.connection(), &kept, code, at).await?;
    follow(&acting, actor, contract.id, gate).await?;
    record(&mut acting, contract.id, title, ObligationStep::Added);
    acting.commit().await?;
    Ok(id)
}

/// Changes an obligation. Occurrences to which something has happened stay; as soon as something has happened to any, a
/// changed schedule counts from the day of the change.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::Fields`].
pub async fn change(actor: &Actor, number: &str, id: ObligationId, version: i32, obligation: Obligation) -> Result<()> {
    let mut acting = actor.begin(Permission::EditObligations).await?;
    let contract = contract_of(&acting, number).await?;
    let before = own(&acting, &contract, id, version).await?;
    accepted(&acting, &contract, &obligation, Some(id)).await?;
    if before.obligation == obligation {
        return Ok(());
    }
    if before.obligation.schedule != obligation.schedule {
        within_the_contract(&acting, actor, &contract, &obligation).await?;
    }
    let there = store::obligation::occurrences_of(acting.connection(), &[id]).await?;
    let begun = there.iter().any(Stored::is_touched);
    if begun && before.obligation.kind.is_accepted() != obligation.kind.is_accepted() {
        // What was handed over cannot become something that is merely done, nor the other way round.
        return Err(Refusal::Fields(vec![FieldProblem::new("kind", Problem::NotAChoice)]).into());
    }
    let changes = changes(actor, &contract, &before.obligation, &obligation);
    let gate = is_gate(&before.obligation) || is_gate(&obligation);
    let follows_from = match (before.obligation.schedule == obligation.schedule, begun) {
        (true, _) => before.follows_from,
        (false, true) => Some(actor.day()),
        (false, false) => None,
    };
    let title = obligation.title.clone();
    let kept = Kept { obligation, follows_from, ..before };
    store::obligation::update(acting.connection(), &kept, contract.details.currency.code()).await?;
    follow(&acting, actor, contract.id, gate).await?;
    record(&mut acting, contract.id, title, ObligationStep::Changed { changes });
    acting.commit().await
}

/// Removes an obligation to which nothing has happened.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::InUse`] if something has happened to it.
pub async fn remove(actor: &Actor, number: &str, id: ObligationId, version: i32) -> Result<()> {
    let mut acting = actor.begin(Permission::EditObligations).await?;
    let contract = contract_of(&acting, number).await?;
    let before = own(&acting, &contract, id, version).await?;
    let there = store::obligation::occurrences_of(acting.connection(), &[id]).await?;
    if there.iter().any(Stored::is_touched) {
        return Err(Refusal::InUse.into());
    }
    store::obligation::delete(acting.connection(), id, version).await?;
    making::write_key_dates(acting.connection(), contract.id).await?;
    if is_gate(&before.obligation) {
        contract::recompute(acting.connection(), actor, &[contract.id]).await?;
    }
    record(&mut acting, contract.id, before.obligation.title, ObligationStep::Removed);
    acting.commit().await
}

/// Whether it releases the billing of a price line.
pub(super) const fn is_gate(obligation: &Obligation) -> bool {
    matches!(obligation.kind, ObligationKind::Milestone) && obligation.line.is_some()
}

/// Brings up to date what follows from the obligations of a contract: occurrences and key dates, and where a milestone is
/// concerned its ledger and findings, too.
async fn follow(acting: &Acting<'_>, actor: &Actor, contract: ContractId, gate: bool) -> Result<()> {
    if gate {
        contract::recompute(acting.connection(), actor, &[contract]).await
    } else {
        making::recompute(acting.connection(), actor, &[contract]).await
    }
}

/// Notes in the history of a contract what happened to an obligation.
pub(super) fn record(acting: &mut Acting<'_>, contract: ContractId, title: String, step: ObligationStep) {
    acting.record(Subject::Contract(contract), Event::Obligation { title, step });
}

async fn contract_of(acting: &Acting<'_>, number: &str) -> Result<Contract> {
    let found = store::contract::find_by_number(acting.connection(), acting.sight(), number).await?;
    Ok(found.ok_or(Refusal::NotFound)?)
}

/// An obligation of a contract that is still as it was read.
async fn own(acting: &Acting<'_>, contract: &Contract, id: ObligationId, version: i32) -> Result<Kept> {
    let kept = store::obligation::kept(acting.connection(), id).await?;
    let kept = kept.filter(|kept| kept.contract == contract.id).ok_or(Refusal::NotFound)?;
    if kept.version == version { Ok(kept) } else { Err(Refusal::Stale.into()) }
}

/// Whether everything of an obligation is in order and whatever it names is there.
async fn accepted(
    acting: &Acting<'_>,
    contract: &Contract,
    obligation: &Obligation,
    id: Option<ObligationId>,
) -> Result<()> {
    let connection = acting.connection();
    let mut problems = check(obligation, contract.details.currency);
    let mut refuse = |field: &str, problem: Problem| problems.push(FieldProblem::new(field, problem));
    if let Some(owner) = obligation.owner {
        let people = store::person::list(connection).await?;
        if people.iter().all(|person| person.id != owner) {
            refuse("owner", Problem::NotAChoice);
        }
    }
    if let Some(line) = obligation.line {
        let lines = store::contract::lines_of(connection, &[contract.id]).await?;
        let milestone = obligation.kind == ObligationKind::Milestone;
        match lines.iter().find(|(_, own)| own.id == line) {
            // Only what is billed once waits for one acceptance.
            Some((_, own)) if milestone && !matches!(own.recurrence, Recurrence::Once { .. }) => {
                refuse("line", Problem::NotAChoice);
            }
            Some(_) if milestone && store::obligation::is_line_taken(connection, contract.id, line, id).await? => {
                refuse("line", Problem::Taken);
            }
            Some(_) => {}
            None => refuse("line", Problem::NotAChoice),
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(Refusal::Fields(problems).into()) }
}

/// Nothing falls due after the last day that is known of the contract: it would lapse as soon as it is written down.
async fn within_the_contract(
    acting: &Acting<'_>,
    actor: &Actor,
    contract: &Contract,
    obligation: &Obligation,
) -> Result<()> {
    let practice = Practices::read(acting.connection()).await?.into_of(&contract.details);
    let end = term::known_end(&contract.details, &contract.facts, &practice, actor.day());
    match end.filter(|end| obligation.schedule.first() > *end) {
        Some(day) => Err(Refusal::Fields(vec![FieldProblem::new("day", Problem::After { day })]).into()),
        None => Ok(()),
    }
}

/// What changed, under the names that the history has for the fields of obligations.
fn changes(actor: &Actor, contract: &Contract, before: &Obligation, after: &Obligation) -> Vec<model::event::Change> {
    let currency = contract.details.currency;
    let form = |obligation| ObligationForm::of(obligation, currency, actor.language());
    let mut changes = form(before).changes(&form(after));
    for change in &mut changes {
        match change.field.as_str() {
            "title" => "promise".clone_into(&mut change.field),
            "grace_days" => "grace".clone_into(&mut change.field),
            _ => {}
        }
    }
    // The text of a rule says again what the other fields say, unless they say nothing else.
    if changes.len() > 1 {
        changes.retain(|change| change.field != "rule");
    }
    changes
}

/// A contract that may be seen, by its identity.
pub(super) async fn visible(acting: &Acting<'_>, id: ContractId) -> Result<Contract> {
    let sight: Sight = acting.sight();
    let found = store::contract::find_many(acting.connection(), sight, &[id]).await?.pop();
    Ok(found.ok_or(Refusal::NotFound)?)
}
