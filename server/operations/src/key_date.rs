//! Key dates: what the terms of contracts imply is written with their ledgers; everything else reads them.

mod calendar;

pub use calendar::{choices, invoices, month, year};

use crate::{Actor, Result, billing};
use model::{
    calendar::{Day, Period, add_months},
    contract::worth,
    id::ContractId,
    key_date::{Filter, KeyDate, KeyDateKind, of_contract},
    permission::Permission,
    price_line::PriceLine,
    renewal::{upcoming, value},
    term::Practice,
    view::{KeyDateCount, KeyDateRow, List},
};
use store::{ConnectionTrait, Page, contract::Contract};

/// Months that a list from a day on reaches: beyond everything that is computed ahead.
const AHEAD_MONTHS: u32 = 120;

/// A stretch of the key dates between two days, in their order.
pub async fn list(actor: &Actor, filter: &Filter, days: Period, page: Page) -> Result<List<KeyDateRow>> {
    let reading = actor.read(Permission::ViewContracts)?;
    let page = Page { limit: page.limit.min(crate::contract::PAGE_MOST), ..page };
    let (rows, total) = store::key_date::list(reading.connection(), reading.sight(), filter, days, page).await?;
    Ok(List { rows, total: total.rows, more: total.more, day: actor.day() })
}

/// A stretch of the key dates from a day on, in their order.
pub async fn from(actor: &Actor, filter: &Filter, day: Day, page: Page) -> Result<List<KeyDateRow>> {
    let last = add_months(day, AHEAD_MONTHS).unwrap_or(day);
    list(actor, filter, Period { first: day, last }, page).await
}

/// The key dates between two days without their number, for files.
pub(crate) async fn all(actor: &Actor, filter: &Filter, days: Period, page: Page) -> Result<Vec<KeyDateRow>> {
    let reading = actor.read(Permission::ViewContracts)?;
    Ok(store::key_date::list(reading.connection(), reading.sight(), filter, days, page).await?.0)
}

/// How many key dates each day has between two days, by kind, currency and state.
pub async fn counts(actor: &Actor, filter: &Filter, days: Period) -> Result<Vec<KeyDateCount>> {
    let reading = actor.read(Permission::ViewContracts)?;
    Ok(store::key_date::counts(reading.connection(), reading.sight(), filter, days).await?)
}

/// The key dates of a contract's terms, as far ahead as its ledger reaches.
pub(crate) fn of_terms(
    contract: &Contract,
    practice: &Practice,
    lines: &[PriceLine],
    day: Day,
) -> Vec<(ContractId, KeyDate)> {
    let Contract { id, details, facts, .. } = contract;
    let worth = worth(&details.into(), lines);
    let ahead = upcoming(details, facts, practice, day);
    let next = ahead.map_or(worth, |ahead| value(details, lines, &ahead));
    let dates = of_contract(id.0, (details, facts, practice), (worth, next), day, billing::horizon(day));
    dates.into_iter().map(|date| (*id, date)).collect()
}

/// Writes the key dates of contracts' terms.
pub(crate) async fn write_terms(
    connection: &impl ConnectionTrait,
    contracts: &[ContractId],
    dates: &[(ContractId, KeyDate)],
) -> Result<()> {
    Ok(store::key_date::replace(connection, contracts, &KeyDateKind::OF_TERMS, dates).await?)
}
