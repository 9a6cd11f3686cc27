//! Revenue leakage: showing findings and pursuing them. How they are computed stands in `recompute`.

mod recompute;

pub(crate) use recompute::recompute;

use crate::{Actor, Result, contract};
use model::{
    calendar::{Day, Period, sub_months},
    event::{Event, Subject},
    id::{FindingId, PersonId},
    leakage::{FindingKind, FindingState},
    money::{Currency, Money},
    permission::Permission,
    refusal::{FieldProblem, Problem, Refusal},
    view::{Dashboard, FindingRow, FindingSum, List},
};
use store::{
    Page,
    finding::{By, StoredFinding, Sum},
};

pub use store::finding::Filter as FindingFilter;

/// The findings a filter leaves, the largest amount first, and how many there are in all.
pub async fn list(actor: &Actor, filter: &FindingFilter, page: Page) -> Result<List<FindingRow>> {
    let reading = actor.read(Permission::ViewLeakage)?;
    let page = Page { limit: page.limit.min(contract::PAGE_MOST), ..page };
    let (rows, total) = store::finding::list(reading.connection(), reading.sight(), filter, page).await?;
    Ok(List { rows, total, day: actor.day() })
}

/// The sums of the leakage dashboard: seven queries.
pub async fn dashboard(actor: &Actor, filter: &FindingFilter) -> Result<Dashboard> {
    let reading = actor.read(Permission::ViewLeakage)?;
    let (connection, sight) = (reading.connection(), reading.sight());
    let any_state = FindingFilter { states: FindingState::CODES.map(str::to_owned).to_vec(), ..filter.clone() };
    let day = actor.day();
    let year = Period { first: sub_months(day, 12).unwrap_or(day), last: day };
    let kinds = store::finding::sums(connection, sight, filter, By::Kind).await?;
    let customers = store::finding::sums(connection, sight, filter, By::Customer).await?;
    let owners = store::finding::sums(connection, sight, filter, By::Owner).await?;
    let states = store::finding::sums(connection, sight, &any_state, By::State).await?;
    Ok(Dashboard {
        by_kind: summed(kinds, |sum| FindingKind::from_code(&sum.group)),
        by_customer: summed(customers, |sum| Some((sum.id?.into(), sum.group.clone()))),
        by_owner: summed(owners, |sum| Some(sum.id.map(|id| (id.into(), sum.group.clone())))),
        by_state: summed(states, |sum| Some(sum.group.clone())),
        flow: store::billing::flow(connection, sight, year).await?,
        day,
    })
}

fn summed<T>(sums: Vec<Sum>, of: impl Fn(&Sum) -> Option<T>) -> Vec<FindingSum<T>> {
    let sums = sums.iter().filter_map(|sum| Some((of(sum)?, sum)));
    sums.map(|(of, sum)| FindingSum { of, findings: sum.findings, amount: sum.amount }).collect()
}

/// A finding with the names around it.
///
/// # Errors
/// [`Refusal::NotFound`] if there is none or its contract may not be seen.
pub async fn find(actor: &Actor, id: FindingId) -> Result<FindingRow> {
    let reading = actor.read(Permission::ViewLeakage)?;
    let found = store::finding::find_listed(reading.connection(), reading.sight(), id).await?;
    Ok(found.ok_or(Refusal::NotFound)?)
}

/// Goes after the money of a finding that is still as it was read (`version`).
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::WrongState`].
pub async fn claim(actor: &Actor, id: FindingId, version: i32) -> Result<()> {
    pursue(actor, id, version, Event::FindingClaimed, |found, by, day| Ok(found.state.claim(by, day)?)).await
}

/// Records that the money of a claimed finding came in: `amount` in major units of its currency.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::WrongState`], [`Refusal::Fields`].
pub async fn recover(actor: &Actor, id: FindingId, version: i32, amount: &str) -> Result<()> {
    pursue(actor, id, version, Event::FindingRecovered, |found, by, day| {
        let stake = found.finding.amount;
        let amount = stake.map(|stake| typed_amount(amount, stake.currency)).transpose()?;
        Ok(found.state.recover(stake, amount, by, day)?)
    })
    .await
}

fn typed_amount(text: &str, currency: Currency) -> Result<Money> {
    let refused = || Refusal::Fields(vec![FieldProblem::new("amount", Problem::NotAnAmount)]);
    let plain = text.trim().replace([' ', '\u{a0}', '\u{202f}'], "").replace(',', ".");
    let major = plain.parse().map_err(|_| refused())?;
    Ok(Money::round(major, currency).map_err(|_| refused())?)
}

/// Gives a finding up, for a reason.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::WrongState`], [`Refusal::Fields`].
pub async fn waive(actor: &Actor, id: FindingId, version: i32, reason: &str) -> Result<()> {
    let event = Event::FindingWaived { reason: reason.trim().to_owned() };
    pursue(actor, id, version, event, |found, by, day| Ok(found.state.waive(reason, by, day)?)).await
}

/// Takes a finding up again.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::WrongState`].
pub async fn reopen(actor: &Actor, id: FindingId, version: i32) -> Result<()> {
    pursue(actor, id, version, Event::FindingReopened, |found, _, _| Ok(found.state.reopen()?)).await
}

async fn pursue(
    actor: &Actor,
    id: FindingId,
    version: i32,
    event: Event,
    step: impl FnOnce(&StoredFinding, PersonId, Day) -> Result<FindingState> + Send,
) -> Result<()> {
    let mut acting = actor.begin(Permission::PursueFindings).await?;
    let by = actor.person().ok_or(Refusal::NotSignedIn)?;
    let stored = store::finding::find(acting.connection(), acting.sight(), id).await?;
    let mut stored = stored.ok_or(Refusal::NotFound)?;
    stored.state = step(&stored, by, actor.day())?;
    stored.version = version;
    stored.changed_on = actor.day();
    store::finding::update(acting.connection(), &stored).await?;
    acting.record(Subject::Finding(id), event);
    acting.commit().await
}
