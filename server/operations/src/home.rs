//! Home: what needs somebody today, from the same lists that its lines lead to.

use crate::{Actor, Result, key_date, leakage, reconciliation, service_visit};
use chrono::Days;
use model::{
    calendar::{Day, Period},
    id::{ContractId, PersonId},
    key_date::{Filter, KeyDateKind},
    money::Money,
    permission::Permission,
    refusal::Refusal,
    view::{Home, HomeDate, HomeVisits, KeyDateRow, List, MissedNotice, Others, RailCount},
};
use std::collections::BTreeMap;
use store::{Page, absence::Away};

/// Days back in which something that was due is still asked for, the longest overdue first.
const BEHIND: u64 = 366;
/// Days back in which a last day for notice is told that passed without a decision: what renewed by it is under way by then.
const MISSED: u64 = 60;
/// Days ahead that a home shows.
const AHEAD: u64 = 7;
/// Days ahead in which the last days of others are counted.
const MONTH: u64 = 30;
/// Rows of a list.
const ROWS: u64 = 20;
/// Visits that are behind shown.
const VISITS: usize = 5;
/// Findings shown.
const FINDINGS: u64 = 5;

fn days(from: Day, behind: u64, ahead: u64) -> Period {
    let first = from.checked_sub_days(Days::new(behind)).unwrap_or(from);
    Period { first, last: from.checked_add_days(Days::new(ahead)).unwrap_or(from) }
}

/// The home of whoever acts.
///
/// # Errors
/// [`Refusal::NotSignedIn`] for the program itself, which has none.
pub async fn home(actor: &Actor) -> Result<Home> {
    let me = actor.person().ok_or(Refusal::NotSignedIn)?;
    let today = actor.day();
    let away = store::absence::away_on(actor.read_own()?.1.connection(), today).await?;
    let mine = of(me, &away);
    let (due, missed) = due(actor, &mine).await?;
    let tomorrow = today.succ_opt().unwrap_or(today);
    let week = key_date::list(actor, &mine, days(tomorrow, 0, AHEAD - 1), Page::first(ROWS)).await?;
    let (findings, pursued) = findings(actor, me, mine.standing_in).await?;
    let waiting = if actor.may(Permission::Reconcile) { Some(reconciliation::count(actor).await?) } else { None };
    let more = |list: &List<_>| list.total.saturating_sub(list.rows.len() as u64);
    let of_whom = |row: KeyDateRow| {
        let whose = row.owner_id.filter(|owner| *owner != me).and_then(|owner| away.get(&owner));
        HomeDate { of: whose.map(|away| (away.name.clone(), away.until)), row }
    };
    let to_confirm = if actor.may(Permission::ConfirmRenewals) {
        let reading = actor.read(Permission::ViewContracts)?;
        store::renewal::awaiting(reading.connection(), reading.sight(), me, today).await?
    } else {
        0
    };
    Ok(Home {
        empty: !store::contract::is_any(actor.read_own()?.1.connection()).await?,
        to_confirm,
        standing_in: crate::absence::of_stand_in(&away, me),
        today,
        more: more(&due) + more(&week),
        missed: with_renewals(actor, missed).await?,
        due: due.rows.into_iter().map(of_whom).collect(),
        week: week.rows.into_iter().map(of_whom).collect(),
        findings,
        pursued,
        waiting,
        visits: visits(actor, me).await?,
        others: others(actor, me).await?,
    })
}

/// What somebody has to see to, for themselves and for whomever they stand in.
fn of(me: PersonId, away: &BTreeMap<PersonId, Away>) -> Filter {
    let by_me = |away: &&Away| away.by.as_ref().is_some_and(|(by, _)| *by == me);
    let standing_in = away.values().filter(by_me).map(|away| away.person).collect();
    Filter { owner: Some(me), standing_in, open: true, ..Filter::default() }
}

/// What of that can still be done once its day has come. What a term's end, a renewal or a last day for notice brought is no
/// longer to be done.
fn late(mine: &Filter) -> Filter {
    let kinds = KeyDateKind::ALL.into_iter().filter(|kind| kind.can_be_late()).collect();
    Filter { kinds, ..mine.clone() }
}

/// Its last days for notice without a decision.
fn notices(mine: &Filter) -> Filter {
    Filter { kinds: vec![KeyDateKind::NoticeDeadline], ..mine.clone() }
}

/// What somebody can still do of what was due and is due today, and their last days for notice that passed without a
/// decision.
async fn due(actor: &Actor, mine: &Filter) -> Result<(List<KeyDateRow>, Vec<KeyDateRow>)> {
    let today = actor.day();
    let mut due = key_date::list(actor, &late(mine), days(today, BEHIND, 0), Page::first(ROWS)).await?;
    let mut missed = key_date::list(actor, &notices(mine), days(today, MISSED, 0), Page::first(ROWS)).await?.rows;
    let last_days: Vec<KeyDateRow> = missed.extract_if(.., |row| row.date.day == today).collect();
    // Whether to renew is no question any more where notice can no longer be given.
    let is_moot = |row: &KeyDateRow| {
        row.date.kind == KeyDateKind::DecisionDeadline
            && missed.iter().any(|missed| missed.contract == row.contract && row.date.day <= missed.date.day)
    };
    let listed = due.rows.len();
    due.rows.retain(|row| !is_moot(row));
    due.total = due.total.saturating_sub((listed - due.rows.len()) as u64) + last_days.len() as u64;
    due.rows.extend(last_days);
    Ok((due, missed))
}

/// Each with the renewal that notice would have prevented.
async fn with_renewals(actor: &Actor, missed: Vec<KeyDateRow>) -> Result<Vec<MissedNotice>> {
    let reading = actor.read(Permission::ViewContracts)?;
    let contracts: Vec<ContractId> = missed.iter().map(|row| ContractId(row.date.subject)).collect();
    let renewals = store::key_date::days_of(reading.connection(), &contracts, KeyDateKind::Renewal).await?;
    let told = missed.into_iter().map(|row| {
        let later = |(contract, day): &&(ContractId, Day)| contract.0 == row.date.subject && *day >= row.date.day;
        MissedNotice { renews_on: renewals.iter().find(later).map(|(_, day)| *day), row }
    });
    Ok(told.collect())
}

/// The counts beside the places of the rail, for whoever may do something about them: a few bounded questions, because they
/// are asked again and again.
///
/// # Errors
/// [`Refusal::NotSignedIn`] for the program itself, which has no rail.
pub async fn rail(actor: &Actor) -> Result<Vec<RailCount>> {
    let me = actor.person().ok_or(Refusal::NotSignedIn)?;
    let mut counts = Vec::new();
    if actor.may(Permission::ViewContracts) {
        let away = store::absence::away_on(actor.read_own()?.1.connection(), actor.day()).await?;
        counts.push(RailCount::Due(due(actor, &of(me, &away)).await?.0.total));
    }
    if actor.may(Permission::Reconcile) {
        counts.push(RailCount::ToMatch(reconciliation::count(actor).await?));
    }
    if actor.may(Permission::PlanVisits) {
        counts.push(RailCount::ToPlan(service_visit::count_to_plan(actor).await?));
    }
    Ok(counts)
}

async fn findings(
    actor: &Actor,
    me: PersonId,
    standing_in: Vec<PersonId>,
) -> Result<(Option<Vec<model::view::FindingRow>>, u64)> {
    if !actor.may(Permission::PursueFindings) {
        return Ok((None, 0));
    }
    let mine = leakage::FindingFilter { owner: Some(me), standing_in, ..leakage::FindingFilter::default() };
    let list = leakage::list(actor, &mine, Page::first(FINDINGS)).await?;
    Ok((Some(list.rows), list.total))
}

/// What a service manager has to see to beside their own visits.
async fn visits(actor: &Actor, me: PersonId) -> Result<Option<HomeVisits>> {
    let today = actor.day();
    let Some(yesterday) = today.pred_opt().filter(|_| actor.may(Permission::PlanVisits)) else { return Ok(None) };
    let passed = Period { first: days(today, BEHIND, 0).first, last: yesterday };
    let mut behind = service_visit::behind(actor, passed, me, VISITS as u64 + 1).await?;
    let more = behind.len() > VISITS;
    behind.truncate(VISITS);
    Ok(Some(HomeVisits { to_plan: service_visit::count_to_plan(actor).await?, behind, more }))
}

/// The last days of others, for those who look after all of them: who may pursue what is found, and decide.
async fn others(actor: &Actor, me: PersonId) -> Result<Option<Others>> {
    if !(actor.may(Permission::PursueFindings) && actor.may(Permission::GiveNotice)) {
        return Ok(None);
    }
    let (kinds, days) = (vec![KeyDateKind::NoticeDeadline], days(actor.day(), 0, MONTH));
    let all = Filter { kinds, open: true, ..Filter::default() };
    let own = Filter { owner: Some(me), ..all.clone() };
    let (mut deadlines, mut amounts) = (0_u64, BTreeMap::new());
    for count in key_date::counts(actor, &all, days).await? {
        deadlines += count.dates;
        let sum = amounts.entry(count.currency.code()).or_insert_with(|| Money::zero(count.currency));
        sum.minor = sum.minor.saturating_add(count.amount_minor);
    }
    for count in key_date::counts(actor, &own, days).await? {
        deadlines = deadlines.saturating_sub(count.dates);
        if let Some(sum) = amounts.get_mut(count.currency.code()) {
            sum.minor = sum.minor.saturating_sub(count.amount_minor);
        }
    }
    let amounts = amounts.into_values().filter(|sum| !sum.is_zero()).collect();
    Ok(Some(Others { deadlines, amounts }))
}
