//! The expected-billing ledger: computed from the terms, in the transaction that changes them.

use crate::{Actor, Result, contract, key_date, obligation, office, practice::Practices, reconciliation};
use chrono::Datelike;
use model::{
    billing::{
        Billable, BillingState, ExpectedAmount, GivenUpRow, LedgerChange, LedgerRow, expected, rebates_along, revise,
    },
    calendar::{Day, add_months, month_end},
    contract::{ContractDetails, ContractFacts},
    id::ContractId,
    leakage::Owed,
    money::Money,
    obligation::Gate,
    permission::Permission,
    price_line::PriceLine,
    reconciliation::Tolerance,
    refusal::Refusal,
    term::{self, Practice},
    view::{BillingRow, Flow, LedgerEntry, List},
};
use std::collections::HashMap;
use store::{
    ConnectionTrait, Page,
    billing::{Revision, StoredRow},
    sight::Sight,
};

pub use store::billing::Filter as BillingFilter;

/// How many contracts are looked at together.
const TOGETHER: usize = 400;

/// Months ahead of the day that the ledger always reaches.
const MONTHS_AHEAD: u32 = 24;

/// The last billing day that the ledger holds on a day: the end of the month after [`MONTHS_AHEAD`]
/// months, so that it moves once a month and never back.
pub(crate) fn horizon(day: Day) -> Day {
    let first = day.with_day(1).unwrap_or(day);
    add_months(first, MONTHS_AHEAD + 1).map_or(day, month_end)
}

/// The days for which a contract is billed, up to the horizon; none before the day on which it is signed.
pub(crate) fn span(
    details: &ContractDetails,
    facts: &ContractFacts,
    practice: &Practice,
    day: Day,
) -> Option<Billable> {
    let signed = details.signed_on.filter(|signed| *signed <= day)?;
    let first = details.starts_on.unwrap_or(signed);
    Some(Billable { first, last: term::known_end(details, facts, practice, day), horizon: horizon(day) })
}

/// What the terms of a contract promise up to the horizon; nothing before it is signed. What waits for the acceptance of a
/// milestone has the day of that.
pub(crate) fn expected_of(
    details: &ContractDetails,
    facts: &ContractFacts,
    practice: &Practice,
    (lines, gates): (&[PriceLine], &[Gate]),
    day: Day,
) -> Result<Vec<ExpectedAmount>> {
    let Some(span) = span(details, facts, practice, day) else {
        return Ok(Vec::new());
    };
    let mut amounts = Vec::new();
    for line in lines {
        let mut own = expected(line, details.currency, span)?;
        Gate::release(gates, line, &mut own, day);
        amounts.extend(own);
    }
    Ok(amounts)
}

/// Makes the ledger and the stored dates of contracts agree with their terms on the day. The same again
/// changes nothing.
///
/// Answers the ledgers that are as they were, so that whoever looks at them next need not read them again.
pub(crate) async fn recompute(connection: &impl ConnectionTrait, actor: &Actor, ids: &[ContractId]) -> Result<Ledgers> {
    let mut unchanged = Ledgers::new();
    for some in ids.chunks(TOGETHER) {
        unchanged.extend(recompute_some(connection, actor, some).await?);
    }
    Ok(unchanged)
}

/// The ledgers of contracts.
pub(crate) type Ledgers = HashMap<ContractId, Vec<StoredRow>>;

/// Makes the ledger and the stored dates of contracts agree with the day, where nothing but the day has changed since
/// they were computed: a ledger whose days are the same is not read.
pub(crate) async fn keep_up(connection: &impl ConnectionTrait, actor: &Actor, ids: &[ContractId]) -> Result<()> {
    let practices = Practices::read(connection).await?;
    for some in ids.chunks(TOGETHER) {
        let contracts = store::contract::find_many(connection, Sight::Everything, some).await?;
        let known = store::contract::dates_of(connection, some).await?;
        let behind = contracts.into_iter().filter(|found| {
            let practice = practices.of(&found.details);
            let dates = contract::stored_dates(&found.details, &found.facts, practice, actor.day());
            known.get(&found.id) != Some(&dates)
        });
        let mut behind: Vec<ContractId> = behind.map(|found| found.id).collect();
        // A milestone that is not accepted on its day moves what it releases further on.
        let waits = |gate: &Gate| gate.accepted_on.is_none() && gate.planned <= actor.day();
        let gates = obligation::gates(connection, some).await?.into_iter();
        let waiting = gates.filter(|(_, gates)| gates.iter().any(waits)).map(|(contract, _)| contract);
        behind.extend(waiting.filter(|contract| !behind.contains(contract)).collect::<Vec<_>>());
        if !behind.is_empty() {
            recompute_some(connection, actor, &behind).await?;
        }
    }
    Ok(())
}

async fn recompute_some(connection: &impl ConnectionTrait, actor: &Actor, ids: &[ContractId]) -> Result<Ledgers> {
    let contracts = store::contract::find_many(connection, Sight::Everything, ids).await?;
    let known_dates = store::contract::dates_of(connection, ids).await?;
    let practices = Practices::read(connection).await?;
    let mut lines = contract::by_contract(store::contract::lines_of(connection, ids).await?);
    let mut ledgers = Ledgers::new();
    for stored in store::billing::of_contracts(connection, ids).await? {
        ledgers.entry(stored.contract).or_default().push(stored);
    }
    let gates = obligation::gates(connection, ids).await?;
    let (mut revisions, mut new_dates, mut key_dates) = (Vec::new(), Vec::new(), Vec::new());
    for found in contracts {
        let lines = lines.remove(&found.id).unwrap_or_default();
        let practice = practices.of(&found.details);
        key_dates.extend(key_date::of_terms(&found, practice, &lines, actor.day()));
        let gates = gates_of(&gates, found.id);
        let fresh = expected_of(&found.details, &found.facts, practice, (&lines, gates), actor.day())?;
        let existing = ledgers.entry(found.id).or_default().iter().map(|stored| &stored.row);
        let changes = revise(existing, &fresh)?;
        if !changes.is_empty() {
            ledgers.remove(&found.id);
            revisions.push(Revision { contract: found.id, customer: found.details.customer, changes });
        }
        let dates = contract::stored_dates(&found.details, &found.facts, practice, actor.day());
        if known_dates.get(&found.id) != Some(&dates) {
            new_dates.push((found.id, dates));
        }
    }
    let clock = actor.office().clock();
    store::billing::apply(connection, &revisions, || clock.id()).await?;
    let corrected = revisions.iter().filter(|revision| revision.changes.iter().any(LedgerChange::corrects));
    let corrected: Vec<ContractId> = corrected.map(|revision| revision.contract).collect();
    reconciliation::cover_corrections(connection, &corrected).await?;
    store::contract::write_dates(connection, &new_dates).await?;
    key_date::write_terms(connection, ids, &key_dates).await?;
    Ok(ledgers)
}

fn gates_of(gates: &obligation::Gates, contract: ContractId) -> &[Gate] {
    gates.get(&contract).map(Vec::as_slice).unwrap_or_default()
}

/// The whole ledger of one contract.
///
/// # Errors
/// [`Refusal::NotFound`] if there is no such contract or it may not be seen.
pub async fn of_contract(actor: &Actor, number: &str) -> Result<Vec<LedgerEntry>> {
    let reading = actor.read(Permission::ViewBilling)?;
    let found = store::contract::find_by_number(reading.connection(), reading.sight(), number).await?;
    let found = found.ok_or(Refusal::NotFound)?;
    let tolerance = office::settings(reading.connection()).await?.reconciliation.tolerance;
    let rows = store::billing::of_contracts(reading.connection(), &[found.id]).await?;
    let mut called = store::contract::former_lines(reading.connection(), found.id).await?;
    let lines = store::contract::lines_of(reading.connection(), &[found.id]).await?;
    called.extend(lines.into_iter().map(|(_, line)| (line.id, line.description)));
    let ledger: Vec<GivenUpRow<'_>> =
        rows.iter().map(|stored| GivenUpRow { row: &stored.row, reason: stored.waived_reason.as_deref() }).collect();
    let along: Vec<i64> = rows.iter().map(|stored| rebates_along(&ledger, &stored.row, tolerance)).collect();
    let known = store::invoice::known_days(reading.connection()).await?;
    let gates = obligation::gates(reading.connection(), &[found.id]).await?;
    let gates = gates_of(&gates, found.id);
    let entry = |(stored, along): (StoredRow, i64)| {
        let gate = gates.iter().find(|gate| gate.line == stored.row.expected.line && gate.accepted_on.is_none());
        let description = called.get(&stored.row.expected.line).cloned().unwrap_or_default();
        let known = known.is_some_and(|known| known.contains(stored.row.expected.billing_day));
        let entry =
            ledger_entry((stored.row, stored.owed), description, stored.waived_reason, (along, known), tolerance);
        let waits_for = gate.filter(|_| entry.left.minor > 0).map(|gate| (gate.occurrence, gate.title.clone()));
        LedgerEntry { waits_for, ..entry }
    };
    Ok(rows.into_iter().zip(along).map(entry).collect())
}

fn ledger_entry(
    (row, owed): (LedgerRow, Owed),
    description: String,
    waived_reason: Option<String>,
    (along, known): (i64, bool),
    tolerance: Tolerance,
) -> LedgerEntry {
    let state = row.state(tolerance.minor_in(row.expected.amount.currency));
    let Owed { given_back, kept, .. } = owed;
    // What was given back of what it owes, or is not given back as somebody decided, is no longer to be given.
    let done = given_back.saturating_add(kept).min(row.left().saturating_neg()).max(0);
    let (net, recovered, left) = (row.net(), row.recovered_beside(), row.left().saturating_add(done));
    let paid_before = Money::new(row.paid_before(), row.expected.amount.currency);
    let LedgerRow { id, expected, revision: _, correction, billed: _, credited: _, recovered: _, waived: _ } = row;
    let ExpectedAmount { line, period, billing_day, amount, formula } = expected;
    LedgerEntry {
        id,
        line,
        description,
        period,
        billing_day,
        waits_for: None,
        amount,
        formula,
        correction,
        // What was given back of it without a credit note being known counts as one, as in the list over all contracts.
        billed: Money::new(net.saturating_sub(given_back), amount.currency),
        recovered: Money::new(recovered, amount.currency),
        paid_before,
        left: Money::new(left, amount.currency),
        kept: Money::new(kept.saturating_neg(), amount.currency),
        along: Money::new(along, amount.currency),
        state,
        known,
        // What was billed wins: a reason to give it up says nothing of a row that is billed after all.
        waived_reason: waived_reason.filter(|_| state == BillingState::Waived),
    }
}

/// Ledger rows over all contracts, by billing day.
pub async fn list(actor: &Actor, filter: &BillingFilter, page: Page) -> Result<List<BillingRow>> {
    let reading = actor.read(Permission::ViewBilling)?;
    let page = Page { limit: page.limit.min(contract::PAGE_MOST), ..page };
    let (rows, total) = store::billing::list(reading.connection(), reading.sight(), filter, page).await?;
    Ok(List { rows, total: total.rows, more: total.more, day: actor.day() })
}

/// The same list with what became of the promises of all its rows, by currency; without that where they are too many
/// to be counted.
pub async fn list_with_totals(
    actor: &Actor,
    filter: &BillingFilter,
    page: Page,
) -> Result<(List<BillingRow>, Option<Vec<Flow>>)> {
    let found = list(actor, filter, page).await?;
    let reading = actor.read(Permission::ViewBilling)?;
    let total = store::Total { rows: found.total, more: found.more };
    let totals = store::billing::totals(reading.connection(), reading.sight(), filter, total).await?;
    Ok((found, totals))
}

/// A stretch of the same list, to be taken out: as long as [`EXPORT_ROWS`](crate::EXPORT_ROWS).
pub async fn export(actor: &Actor, filter: &BillingFilter, number: u64) -> Result<List<BillingRow>> {
    actor.read(Permission::Export)?;
    let reading = actor.read(Permission::ViewBilling)?;
    let page = crate::page(number, crate::EXPORT_ROWS);
    let (rows, total) = store::billing::list(reading.connection(), reading.sight(), filter, page).await?;
    Ok(List { rows, total: total.rows, more: total.more, day: actor.day() })
}
