//! Giving up rows of the expected billing, and taking that back.

use super::matching::stated;
use crate::{Actor, Result, leakage, office};
use model::{
    billing::{BillingState, LedgerRow, state},
    event::{Event, Subject},
    id::{ContractId, ExpectedBillingId},
    leakage::Stage,
    money::Money,
    permission::Permission,
    refusal::Refusal,
};
use store::{ConnectionTrait, billing::StoredRow, finding::StoredFinding};

/// A row of a contract that still stands as it was read: what was billed or recovered of it, and its state.
async fn unchanged(
    connection: &impl ConnectionTrait,
    contract: ContractId,
    id: ExpectedBillingId,
    seen: (i64, BillingState),
) -> Result<StoredRow> {
    let tolerance = office::settings(connection).await?.reconciliation.tolerance;
    let rows = store::billing::of_contracts(connection, &[contract]).await?;
    let stored = rows.into_iter().find(|stored| stored.row.id == id).ok_or(Refusal::NotFound)?;
    let now = (
        stored.row.net().saturating_add(stored.row.recovered_beside()),
        stored.row.state(tolerance.minor_in(stored.row.expected.amount.currency)),
    );
    if now == seen { Ok(stored) } else { Err(Refusal::Stale.into()) }
}

/// Gives up what is left of the promise of a ledger row, for a reason. `seen` is what was billed or
/// recovered of it, in minor units, and its state, as they were read.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::WrongState`] if it is given up already or nothing of it is
/// left,
/// [`Refusal::Fields`].
pub async fn waive_row(
    actor: &Actor,
    number: &str,
    id: ExpectedBillingId,
    seen: (i64, BillingState),
    reason: &str,
) -> Result<()> {
    let mut acting = actor.begin(Permission::Reconcile).await?;
    let reason = stated(reason)?;
    let found = store::contract::find_by_number(acting.connection(), acting.sight(), number).await?;
    let contract = found.ok_or(Refusal::NotFound)?.id;
    let row = unchanged(acting.connection(), contract, id, seen).await?.row;
    // A free period, of which nothing was ever billed, may be given up.
    if row.waived || (row.left() == 0 && row.is_fixed()) {
        return Err(Refusal::WrongState.into());
    }
    store::billing::write_waived(acting.connection(), &[(id, BillingState::Waived)], Some(&reason)).await?;
    leakage::recompute(acting.connection(), actor, &[contract]).await?;
    acting.record(Subject::Contract(contract), waived(&row, &reason));
    acting.commit().await
}

/// What is given up of a row: what invoices and recovered money leave.
fn rest(row: &LedgerRow) -> Money {
    Money::new(row.left(), row.expected.amount.currency)
}

fn waived(row: &LedgerRow, reason: &str) -> Event {
    Event::RowWaived { period: row.expected.period, amount: rest(row), reason: reason.to_owned() }
}

/// Expects again what a ledger row that was given up promises; `seen` as in [`waive_row`].
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::WrongState`] if it is not given up.
pub async fn reclaim_row(actor: &Actor, number: &str, id: ExpectedBillingId, seen: (i64, BillingState)) -> Result<()> {
    let mut acting = actor.begin(Permission::Reconcile).await?;
    let found = store::contract::find_by_number(acting.connection(), acting.sight(), number).await?;
    let contract = found.ok_or(Refusal::NotFound)?.id;
    let row = unchanged(acting.connection(), contract, id, seen).await?.row;
    if !row.waived {
        return Err(Refusal::WrongState.into());
    }
    reclaim(acting.connection(), contract, &[&row]).await?;
    leakage::recompute(acting.connection(), actor, &[contract]).await?;
    acting.record(Subject::Contract(contract), reclaimed(&row));
    acting.commit().await
}

fn reclaimed(row: &LedgerRow) -> Event {
    Event::RowReclaimed { period: row.expected.period, amount: rest(row) }
}

async fn reclaim(connection: &impl ConnectionTrait, contract: ContractId, rows: &[&LedgerRow]) -> Result<()> {
    let tolerance = office::settings(connection).await?.reconciliation.tolerance;
    let states: Vec<_> = rows
        .iter()
        .map(|row| {
            (
                row.id,
                state(
                    row.expected.amount,
                    row.billed,
                    row.credited,
                    row.recovered,
                    false,
                    tolerance.minor_in(row.expected.amount.currency),
                ),
            )
        })
        .collect();
    store::billing::write_waived(connection, &states, None).await?;
    // The terms may have changed while the row could not.
    Ok(store::contract::forget_reach(connection, &[contract]).await?)
}

/// The rows of the periods that a finding says were not billed, or billed too low; corrections included.
async fn rows_of(
    connection: &impl ConnectionTrait,
    found: &StoredFinding,
) -> Result<Option<(ContractId, Vec<StoredRow>)>> {
    let evidence = &found.finding.evidence;
    let Some(contract) = found.finding.contract.filter(|_| evidence.kind().stage() == Stage::Unbilled) else {
        return Ok(None);
    };
    let mut rows = store::billing::of_contracts(connection, &[contract]).await?;
    rows.retain(|stored| evidence.rows().iter().any(|row| stored.row.is_of(row)));
    Ok(Some((contract, rows)))
}

/// Gives up with a finding what is left of the periods that it says were not billed, or billed too low. Answers what
/// happened.
pub(crate) async fn waive_rows_of(
    connection: &impl ConnectionTrait,
    found: &StoredFinding,
    reason: &str,
) -> Result<Vec<(Subject, Event)>> {
    let Some((contract, rows)) = rows_of(connection, found).await? else { return Ok(Vec::new()) };
    let rows: Vec<&StoredRow> =
        rows.iter().filter(|stored| !stored.row.waived && (stored.row.left() != 0 || !stored.row.is_fixed())).collect();
    let states: Vec<_> = rows.iter().map(|stored| (stored.row.id, BillingState::Waived)).collect();
    store::billing::write_waived(connection, &states, Some(reason)).await?;
    Ok(rows.into_iter().map(|stored| (Subject::Contract(contract), waived(&stored.row, reason))).collect())
}

/// Expects again what was given up with a finding: the rows that carry its reason.
pub(crate) async fn reclaim_rows_of(
    connection: &impl ConnectionTrait,
    found: &StoredFinding,
    reason: &str,
) -> Result<Vec<(Subject, Event)>> {
    let Some((contract, rows)) = rows_of(connection, found).await? else { return Ok(Vec::new()) };
    let rows: Vec<&LedgerRow> = rows
        .iter()
        .filter(|stored| stored.waived_reason.as_deref() == Some(reason.trim()))
        .map(|stored| &stored.row)
        .collect();
    reclaim(connection, contract, &rows).await?;
    Ok(rows.into_iter().map(|row| (Subject::Contract(contract), reclaimed(row))).collect())
}
