//! Home: what needs somebody today, from the same lists that its lines lead to.

use crate::{Actor, Result, key_date, leakage, reconciliation};
use chrono::Days;
use model::{
    calendar::{Day, Period},
    id::PersonId,
    key_date::{Filter, KeyDateKind},
    money::Money,
    permission::Permission,
    refusal::Refusal,
    view::{Home, Others},
};
use std::collections::BTreeMap;
use store::Page;

/// Days back in which something that was due is still asked for.
const BEHIND: u64 = 60;
/// Days ahead that a home shows.
const AHEAD: u64 = 7;
/// Days ahead in which the last days of others are counted.
const MONTH: u64 = 30;
/// Rows of a list.
const ROWS: u64 = 20;
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
    let mine = Filter { owner: Some(me), open: true, ..Filter::default() };
    // What a term's end or a renewal brought is no longer to be done once it has come.
    let to_do = KeyDateKind::ALL.into_iter().filter(|kind| kind.is_to_do()).collect();
    let overdue = Filter { kinds: to_do, ..mine.clone() };
    let due = key_date::list(actor, &overdue, days(today, BEHIND, 0), Page::first(ROWS)).await?;
    let tomorrow = today.succ_opt().unwrap_or(today);
    let week = key_date::list(actor, &mine, days(tomorrow, 0, AHEAD - 1), Page::first(ROWS)).await?;
    let (findings, pursued) = findings(actor, me).await?;
    let waiting = if actor.may(Permission::Reconcile) { Some(reconciliation::count(actor).await?) } else { None };
    let more = |list: &model::view::List<_>| list.total.saturating_sub(list.rows.len() as u64);
    Ok(Home {
        today,
        more: more(&due) + more(&week),
        due: due.rows,
        week: week.rows,
        findings,
        pursued,
        waiting,
        others: others(actor, me).await?,
    })
}

async fn findings(actor: &Actor, me: PersonId) -> Result<(Option<Vec<model::view::FindingRow>>, u64)> {
    if !actor.may(Permission::PursueFindings) {
        return Ok((None, 0));
    }
    let mine = leakage::FindingFilter { owner: Some(me), ..leakage::FindingFilter::default() };
    let list = leakage::list(actor, &mine, Page::first(FINDINGS)).await?;
    Ok((Some(list.rows), list.total))
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
