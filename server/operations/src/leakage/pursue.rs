//! Steps in the life of one finding, and the work on it.

use super::recompute;
use crate::{Actor, Result, actor::Acting, reconciliation};
use model::{
    calendar::Day,
    event::{Event, Subject},
    id::{ContractId, FindingId, PersonId},
    leakage::FindingState,
    money::{Currency, Money},
    permission::{Permission, permits},
    refusal::{FieldProblem, Problem, Refusal},
    view::Pursuer,
};
use store::{ConnectionTrait, finding::StoredFinding};

/// The most characters of a comment.
pub const COMMENT_MOST: u32 = 4_000;

/// Goes after the money of a finding that is still as it was read (`version`).
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::WrongState`].
pub async fn claim(actor: &Actor, id: FindingId, version: i32) -> Result<()> {
    pursue(actor, id, version, Event::FindingClaimed, |found, by, day| {
        found.state = found.state.claim(by, day)?;
        Ok(())
    })
    .await
}

/// Records that money of a claimed finding came in: `amount` in major units of its currency. While a part of it is
/// lacking the finding stays claimed, for the rest.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::WrongState`], [`Refusal::Fields`].
pub async fn recover(actor: &Actor, id: FindingId, version: i32, amount: &str) -> Result<()> {
    pursue(actor, id, version, Event::FindingRecovered, |found, by, day| {
        let stake = found.finding.amount;
        let amount = stake.map(|stake| typed_amount(actor, "amount", amount, stake.currency)).transpose()?;
        found.state = found.state.recover(stake, found.recovered, amount, by, day)?;
        found.recovered_on = Some(day);
        if let FindingState::Recovered { amount: Some(all), .. } = found.state {
            (found.recovered, found.finding.amount) = (Some(all), Some(all));
        } else if let (Some(stake), Some(amount)) = (stake, amount) {
            let before = found.recovered.map_or(0, |before| before.minor);
            found.recovered = Some(Money::new(before.saturating_add(amount.minor), stake.currency));
            found.finding.amount = Some(Money::new(stake.minor.saturating_sub(amount.minor), stake.currency));
        }
        Ok(())
    })
    .await
}

/// An amount as a person typed it, in major units, as people of their language write numbers.
pub(crate) fn typed_amount(actor: &Actor, field: &str, text: &str, currency: Currency) -> Result<Money> {
    let refused = || Refusal::Fields(vec![FieldProblem::new(field, Problem::NotAnAmount)]);
    Ok(model::typed::amount(text, currency, actor.language()).ok_or_else(refused)?)
}

/// Gives a finding up, for a reason; with it the ledger rows of a period that was not invoiced.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::WrongState`], [`Refusal::Fields`].
pub async fn waive(actor: &Actor, id: FindingId, version: i32, reason: &str) -> Result<()> {
    let event = Event::FindingWaived { reason: reason.trim().to_owned() };
    pursue(actor, id, version, event, |found, by, day| {
        found.state = found.state.waive(reason, by, day)?;
        Ok(())
    })
    .await
}

/// Takes a finding up again; with it the ledger rows that were given up with it.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::WrongState`].
pub async fn reopen(actor: &Actor, id: FindingId, version: i32) -> Result<()> {
    pursue(actor, id, version, Event::FindingReopened, |found, _, _| {
        if matches!(found.state, FindingState::Recovered { .. }) {
            // Then it did not come in after all.
            (found.recovered, found.recovered_on) = (None, None);
        }
        found.state = found.state.reopen()?;
        Ok(())
    })
    .await
}

/// Gives a finding to a person, or to nobody.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::Fields`] if the person cannot be given findings.
pub async fn assign(actor: &Actor, id: FindingId, version: i32, owner: Option<PersonId>) -> Result<()> {
    let reading = actor.read(Permission::PursueFindings)?;
    let name = owner_name(reading.connection(), owner).await?;
    let event = Event::FindingAssigned { owner: name };
    pursue(actor, id, version, event, |found, _, _| {
        found.owner = owner;
        Ok(())
    })
    .await
}

/// The name of a person who can be given findings; `None` for nobody.
pub(super) async fn owner_name(connection: &impl ConnectionTrait, owner: Option<PersonId>) -> Result<Option<String>> {
    let Some(owner) = owner else {
        return Ok(None);
    };
    let found = pursuers(connection).await?.into_iter().find(|pursuer| pursuer.id == owner);
    let refused = || Refusal::Fields(vec![FieldProblem::new("owner", Problem::NotAChoice)]);
    Ok(Some(found.ok_or_else(refused)?.name))
}

/// Who can be given findings: everybody who may sign in and see them.
pub(super) async fn pursuers(connection: &impl ConnectionTrait) -> Result<Vec<Pursuer>> {
    let people = store::person::list(connection).await?.into_iter();
    let able = people.filter(|person| person.active && permits(&person.roles, Permission::ViewLeakage));
    Ok(able.map(|person| Pursuer { id: person.id, name: person.name }).collect())
}

/// Sets the day by which a finding shall be settled, or takes it away. A day that has passed is refused.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::Fields`].
pub async fn set_due(actor: &Actor, id: FindingId, version: i32, due_on: Option<Day>) -> Result<()> {
    pursue(actor, id, version, Event::FindingDue { on: due_on }, |found, _, day| {
        if due_on.is_some_and(|due| due < day) {
            return Err(Refusal::Fields(vec![FieldProblem::new("due_on", Problem::Before { day })]).into());
        }
        found.due_on = due_on;
        Ok(())
    })
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
    event: Event,
    step: impl FnOnce(&mut StoredFinding, PersonId, Day) -> Result<()> + Send,
) -> Result<()> {
    let mut acting = actor.begin(Permission::PursueFindings).await?;
    let by = actor.person().ok_or(Refusal::NotSignedIn)?;
    let stored = store::finding::find(acting.connection(), acting.sight(), id).await?;
    let mut stored = stored.ok_or(Refusal::NotFound)?;
    let (before, received) = (stored.state.clone(), stored.recovered);
    step(&mut stored, by, actor.day())?;
    stored.version = version;
    stored.changed_on = actor.day();
    store::finding::update(acting.connection(), &stored).await?;
    let event = match (event, stored.recovered, stored.finding.amount) {
        (Event::FindingRecovered, Some(all), Some(open)) => {
            let amount = Money::new(all.minor - received.map_or(0, |received| received.minor), all.currency);
            match stored.state {
                FindingState::Recovered { .. } => Event::MoneyRecovered { amount },
                _ => Event::PartRecovered { amount, open },
            }
        }
        (event, _, _) => event,
    };
    acting.record(Subject::Finding(id), event);
    let contract = rows_follow(&mut acting, &before, &stored).await?;
    recompute(acting.connection(), actor, contract.as_slice()).await?;
    acting.commit().await
}

/// Gives up the ledger rows of a period that was not invoiced with its finding, or expects them again when it is
/// taken up; answers the contract if that changed anything.
pub(super) async fn rows_follow(
    acting: &mut Acting<'_>,
    before: &FindingState,
    stored: &StoredFinding,
) -> Result<Option<ContractId>> {
    let connection = acting.connection();
    let happened = match (before, &stored.state) {
        (FindingState::Waived { .. }, FindingState::Waived { .. }) => Vec::new(),
        (_, FindingState::Waived { reason, .. }) => {
            reconciliation::waive_rows_of(connection, stored, reason.trim()).await?
        }
        (FindingState::Waived { reason, .. }, _) => reconciliation::reclaim_rows_of(connection, stored, reason).await?,
        _ => Vec::new(),
    };
    let contract = stored.finding.contract.filter(|_| !happened.is_empty());
    for (subject, event) in happened {
        acting.record(subject, event);
    }
    Ok(contract)
}
