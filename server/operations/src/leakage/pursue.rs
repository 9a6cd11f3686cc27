//! Steps in the life of one finding, and the work on it.

use super::{recompute, recompute_loose, recovery::take_all_back};
use crate::{Actor, Result, actor::Acting, reason::stated, reconciliation};
use model::{
    calendar::Day,
    event::{Event, Subject},
    id::{FindingId, PersonId},
    leakage::{FindingKind, FindingRefusal, FindingState},
    money::{Currency, Money},
    permission::{Permission, permits},
    person::Role,
    refusal::{FieldProblem, Problem, Refusal},
    view::Pursuer,
};
use store::{ConnectionTrait, finding::StoredFinding};

/// The most characters of a comment.
pub const COMMENT_MOST: u32 = 4_000;

/// What is recorded when somebody goes after a finding of a kind: only money that can be lost is claimed.
pub(super) fn taken_on(kind: FindingKind) -> Event {
    if kind.stage().can_be_lost() { Event::FindingClaimed } else { Event::FindingTakenOn }
}

/// Goes after the money of a finding, or begins to deal with one of which nothing is to be claimed, if it is still as it was
/// read (`version`). Whoever does so with one that nobody has becomes its owner.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::WrongState`].
pub async fn claim(actor: &Actor, id: FindingId, version: i32) -> Result<()> {
    pursue(actor, id, version, taken_on, |found, by, day| {
        found.state = found.state.claim(by, day)?;
        found.owner = FindingState::owner_of_claim(found.owner, by);
        Ok(())
    })
    .await
}

/// What is recorded beside a step that gave a finding nobody had to whoever took it.
pub(super) async fn became_owner(
    connection: &impl ConnectionTrait,
    before: &StoredFinding,
    after: &StoredFinding,
) -> Result<Option<Event>> {
    if before.owner == after.owner || before.state == after.state {
        return Ok(None);
    }
    let owner = owner_name(connection, after.owner, after.owner).await?;
    Ok(Some(Event::FindingAssigned { owner, from: former_name(connection, before.owner, after.owner).await? }))
}

/// Goes after the money of a finding no longer, or deals with it no longer, for a reason; what came in of it stays.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::WrongState`] if it is not claimed; [`Refusal::Fields`] (`why`).
pub async fn withdraw_claim(actor: &Actor, id: FindingId, version: i32, why: &str) -> Result<()> {
    let reason = why.trim().to_owned();
    let event = |kind: FindingKind| match kind.stage().can_be_lost() {
        true => Event::ClaimWithdrawn { reason },
        false => Event::FindingPutBack { reason },
    };
    pursue(actor, id, version, event, |found, _, _| {
        found.state = found.state.withdraw(why).map_err(|refusal| match refusal {
            FindingRefusal::ReasonMissing => Refusal::Fields(vec![FieldProblem::new("why", Problem::Missing)]),
            other => other.into(),
        })?;
        stated("why", why)?;
        Ok(())
    })
    .await
}

/// An amount as a person typed it, in major units, as people of their language write numbers.
pub(crate) fn typed_amount(actor: &Actor, field: &str, text: &str, currency: Currency) -> Result<Money> {
    let refused = |problem| Refusal::Fields(vec![FieldProblem::new(field, problem)]);
    Ok(model::typed::amount(text, currency, actor.language()).map_err(refused)?)
}

/// Gives a finding up, for a reason; with it what is left of the periods that were not billed, or billed too low.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::WrongState`], [`Refusal::Fields`].
pub async fn waive(actor: &Actor, id: FindingId, version: i32, reason: &str) -> Result<()> {
    let event = Event::FindingWaived { reason: reason.trim().to_owned() };
    pursue(
        actor,
        id,
        version,
        |_| event,
        |found, by, day| {
            found.state = found.state.waive(reason, by, day)?;
            stated("reason", reason)?;
            Ok(())
        },
    )
    .await
}

/// Takes a finding up again; with it the ledger rows that were given up with it.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::WrongState`].
pub async fn reopen(actor: &Actor, id: FindingId, version: i32) -> Result<()> {
    pursue(
        actor,
        id,
        version,
        |_| Event::FindingReopened,
        |found, _, _| {
            if matches!(found.state, FindingState::Recovered { .. }) {
                // Then it did not come in after all.
                (found.recovered, found.recovered_on) = (None, None);
            }
            found.state = found.state.reopen()?;
            Ok(())
        },
    )
    .await
}

/// Gives a finding to a person, or to nobody.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::Fields`] if the person cannot be given findings.
pub async fn assign(actor: &Actor, id: FindingId, version: i32, owner: Option<PersonId>) -> Result<()> {
    let reading = actor.read(Permission::PursueFindings)?;
    let stored = store::finding::find(reading.connection(), reading.sight(), id).await?.ok_or(Refusal::NotFound)?;
    let name = owner_name(reading.connection(), owner, stored.owner).await?;
    let from = former_name(reading.connection(), stored.owner, owner).await?;
    let event = Event::FindingAssigned { owner: name, from };
    pursue(
        actor,
        id,
        version,
        |_| event,
        |found, _, _| {
            found.owner = owner;
            Ok(())
        },
    )
    .await
}

/// The name of a person who can be given findings, or who has it; `None` for nobody.
pub(super) async fn owner_name(
    connection: &impl ConnectionTrait,
    owner: Option<PersonId>,
    has: Option<PersonId>,
) -> Result<Option<String>> {
    let Some(owner) = owner else {
        return Ok(None);
    };
    let found = pursuers(connection, has).await?.into_iter().find(|pursuer| pursuer.id == owner);
    let refused = || Refusal::Fields(vec![FieldProblem::new("owner", Problem::NotAChoice)]);
    Ok(Some(found.ok_or_else(refused)?.name))
}

/// The name of who had a finding until it was given to `owner`, whether or not they may still work on it; `None` where
/// nobody had it, or the same person has it still.
pub(super) async fn former_name(
    connection: &impl ConnectionTrait,
    had: Option<PersonId>,
    owner: Option<PersonId>,
) -> Result<Option<String>> {
    match had.filter(|_| had != owner) {
        Some(had) => Ok(store::person::find(connection, had).await?.map(|person| person.name)),
        None => Ok(None),
    }
}

/// Who can be given findings: everybody who may sign in and work on them; beside them who has one, as the owner of its
/// contract may, so that nobody takes it away unasked.
pub(crate) async fn pursuers(connection: &impl ConnectionTrait, has: Option<PersonId>) -> Result<Vec<Pursuer>> {
    let people = store::person::list(connection).await?.into_iter();
    let may = |roles: &[Role]| permits(roles, Permission::PursueFindings);
    let able = people.filter(|person| (person.active && may(&person.roles)) || Some(person.id) == has);
    Ok(able.map(|person| Pursuer { id: person.id, name: person.name }).collect())
}

/// Sets the day by which a finding shall be settled, or takes it away. A day that has passed is refused.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::Fields`].
pub async fn set_due(actor: &Actor, id: FindingId, version: i32, due_on: Option<Day>) -> Result<()> {
    pursue(
        actor,
        id,
        version,
        |_| Event::FindingDue { on: due_on },
        |found, _, day| {
            if due_on.is_some_and(|due| due < day) {
                return Err(Refusal::Fields(vec![FieldProblem::new("due_on", Problem::Before { day })]).into());
            }
            found.due_on = due_on;
            Ok(())
        },
    )
    .await
}

/// Says something about a finding, in plain text of 1 to [`COMMENT_MOST`] characters.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Fields`].
pub async fn comment(actor: &Actor, id: FindingId, text: &str) -> Result<()> {
    let mut acting = actor.begin(Permission::PursueFindings).await?;
    let by = actor.person().ok_or(Refusal::NotSignedIn)?;
    let text = text.trim().replace("\r\n", "\n");
    let problem = match text.chars().count() {
        0 => Some(Problem::Missing),
        long if long > COMMENT_MOST as usize => Some(Problem::TooLong { most: COMMENT_MOST }),
        _ => None,
    };
    if let Some(problem) = problem {
        return Err(Refusal::Fields(vec![FieldProblem::new("comment", problem)]).into());
    }
    let found = store::finding::find(acting.connection(), acting.sight(), id).await?;
    found.ok_or(Refusal::NotFound)?;
    let comment = actor.office().clock().id();
    store::finding::add_comment(acting.connection(), comment, id, by, actor.now(), &text).await?;
    acting.record(Subject::Finding(id), Event::FindingCommented);
    acting.commit().await
}

async fn pursue(
    actor: &Actor,
    id: FindingId,
    version: i32,
    event: impl FnOnce(FindingKind) -> Event + Send,
    step: impl FnOnce(&mut StoredFinding, PersonId, Day) -> Result<()> + Send,
) -> Result<()> {
    let mut acting = actor.begin(Permission::PursueFindings).await?;
    let by = actor.person().ok_or(Refusal::NotSignedIn)?;
    let stored = store::finding::find(acting.connection(), acting.sight(), id).await?;
    let mut stored = stored.ok_or(Refusal::NotFound)?;
    let before = stored.clone();
    step(&mut stored, by, actor.day())?;
    stored.version = version;
    stored.changed_on = actor.day();
    store::finding::update(acting.connection(), &stored).await?;
    if let Some(given) = became_owner(acting.connection(), &before, &stored).await? {
        acting.record(Subject::Finding(id), given);
    }
    acting.record(Subject::Finding(id), event(stored.finding.kind));
    rows_follow(&mut acting, &before.state, &stored).await?;
    if matches!(before.state, FindingState::Recovered { .. }) && stored.state.is_open() {
        take_all_back(&mut acting, &stored).await?;
        judge_again(&acting, actor, &stored).await?;
    } else if [&before.state, &stored.state].iter().any(|state| matches!(state, FindingState::Waived { .. })) {
        // What is given up of what was billed too much is kept with the rows of the ledger.
        recompute(acting.connection(), actor, stored.finding.contract.as_slice()).await?;
    }
    acting.commit().await
}

/// Judges what a finding is about again, because the ledger or the payments of an invoice changed with it.
pub(super) async fn judge_again(acting: &Acting<'_>, actor: &Actor, stored: &StoredFinding) -> Result<()> {
    match (stored.finding.contract, stored.finding.customer) {
        (Some(contract), _) => recompute(acting.connection(), actor, &[contract]).await,
        (None, Some(customer)) => recompute_loose(acting.connection(), actor, &[customer]).await,
        (None, None) => Ok(()),
    }
}

/// Gives up the ledger rows that were not billed, or billed too low, with their finding, or expects them again when it is
/// taken up.
pub(super) async fn rows_follow(acting: &mut Acting<'_>, before: &FindingState, stored: &StoredFinding) -> Result<()> {
    let connection = acting.connection();
    let happened = match (before, &stored.state) {
        (FindingState::Waived { .. }, FindingState::Waived { .. }) => Vec::new(),
        (_, FindingState::Waived { reason, .. }) => {
            reconciliation::waive_rows_of(connection, stored, reason.trim()).await?
        }
        (FindingState::Waived { reason, .. }, _) => reconciliation::reclaim_rows_of(connection, stored, reason).await?,
        _ => Vec::new(),
    };
    for (subject, event) in happened {
        acting.record(subject, event);
    }
    Ok(())
}
