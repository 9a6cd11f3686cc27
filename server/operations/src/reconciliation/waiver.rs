//! Giving up rows of the expected billing, and taking that back.

use crate::{Actor, Result, leakage, office, reason::stated};
use model::{
    billing::{BillingState, GivenUpRow, LedgerRow, rebates_back_with, rebates_given_up_with, state},
    event::{Event, Subject},
    id::{ContractId, ExpectedBillingId},
    leakage::Stage,
    money::Money,
    permission::Permission,
    refusal::Refusal,
};
use store::{ConnectionTrait, billing::StoredRow, finding::StoredFinding};

/// A row of a contract that still stands as it was read (what was billed or recovered of it, and its state), among all rows
/// of the contract.
async fn unchanged(
    connection: &impl ConnectionTrait,
    contract: ContractId,
    id: ExpectedBillingId,
    seen: (i64, BillingState),
) -> Result<(LedgerRow, Vec<StoredRow>)> {
    let tolerance = office::settings(connection).await?.reconciliation.tolerance;
    let rows = store::billing::of_contracts(connection, &[contract]).await?;
    let stored = rows.iter().find(|stored| stored.row.id == id).ok_or(Refusal::NotFound)?;
    let now = (
        stored.row.net().saturating_sub(stored.owed.given_back).saturating_add(stored.row.recovered_beside()),
        stored.row.state(tolerance.minor_in(stored.row.expected.amount.currency)),
    );
    if now == seen { Ok((stored.row.clone(), rows)) } else { Err(Refusal::Stale.into()) }
}

/// Rows as the rules about what is given up together take them.
fn given_up(rows: &[StoredRow]) -> impl Iterator<Item = GivenUpRow<'_>> {
    rows.iter().map(|stored| GivenUpRow { row: &stored.row, reason: stored.waived_reason.as_deref() })
}

/// Gives up what is left of the promise of a ledger row, for a reason, and with it the rebates of its days, once nothing
/// else of these days is to be billed. `seen` is what was billed or
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
    let reason = stated("reason", reason)?;
    let found = store::contract::find_by_number(acting.connection(), acting.sight(), number).await?;
    let contract = found.ok_or(Refusal::NotFound)?.id;
    let (row, rows) = unchanged(acting.connection(), contract, id, seen).await?;
    // A free period, of which nothing was ever billed, may be given up.
    if row.waived || (row.left() == 0 && row.is_fixed()) {
        return Err(Refusal::WrongState.into());
    }
    let happened = give_up(acting.connection(), &rows, &[id], &reason).await?;
    leakage::recompute(acting.connection(), actor, &[contract]).await?;
    for event in happened {
        acting.record(Subject::Contract(contract), event);
    }
    acting.commit().await
}

/// Gives up the chosen of all rows of a contract, and the rebates that go with them. Answers what happened.
async fn give_up(
    connection: &impl ConnectionTrait,
    rows: &[StoredRow],
    chosen: &[ExpectedBillingId],
    reason: &str,
) -> Result<Vec<Event>> {
    let tolerance = office::settings(connection).await?.reconciliation.tolerance;
    let along = rebates_given_up_with(given_up(rows), chosen, tolerance);
    let all: Vec<_> = chosen.iter().chain(&along).map(|id| (*id, BillingState::Waived)).collect();
    store::billing::write_waived(connection, &all, Some(reason)).await?;
    let of = all.iter().filter_map(|(id, _)| rows.iter().find(|stored| stored.row.id == *id));
    Ok(of.map(|stored| waived(&stored.row, reason)).collect())
}

/// What is given up of a row: what invoices and recovered money leave.
fn rest(row: &LedgerRow) -> Money {
    Money::new(row.left(), row.expected.amount.currency)
}

fn waived(row: &LedgerRow, reason: &str) -> Event {
    Event::RowWaived { period: row.expected.period, amount: rest(row), reason: reason.to_owned() }
}

/// Expects again what a ledger row that was given up promises, and the rebates that were given up with it; `seen` as in
/// [`waive_row`].
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::WrongState`] if it is not given up.
pub async fn reclaim_row(actor: &Actor, number: &str, id: ExpectedBillingId, seen: (i64, BillingState)) -> Result<()> {
    let mut acting = actor.begin(Permission::Reconcile).await?;
    let found = store::contract::find_by_number(acting.connection(), acting.sight(), number).await?;
    let contract = found.ok_or(Refusal::NotFound)?.id;
    let (row, rows) = unchanged(acting.connection(), contract, id, seen).await?;
    if !row.waived {
        return Err(Refusal::WrongState.into());
    }
    let happened = reclaim(acting.connection(), contract, &rows, &[id]).await?;
    leakage::recompute(acting.connection(), actor, &[contract]).await?;
    for event in happened {
        acting.record(Subject::Contract(contract), event);
    }
    acting.commit().await
}

fn reclaimed(row: &LedgerRow) -> Event {
    Event::RowReclaimed { period: row.expected.period, amount: rest(row) }
}

/// Expects the chosen of all rows of a contract again, and the rebates that come back with them. Answers what happened.
async fn reclaim(
    connection: &impl ConnectionTrait,
    contract: ContractId,
    rows: &[StoredRow],
    chosen: &[ExpectedBillingId],
) -> Result<Vec<Event>> {
    let tolerance = office::settings(connection).await?.reconciliation.tolerance;
    let along = rebates_back_with(given_up(rows), chosen);
    let back = chosen.iter().chain(&along).filter_map(|id| rows.iter().find(|stored| stored.row.id == *id));
    let back: Vec<&LedgerRow> = back.map(|stored| &stored.row).collect();
    let states: Vec<_> = back
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
    // The terms may have changed while the rows could not.
    store::contract::forget_reach(connection, &[contract]).await?;
    Ok(back.into_iter().map(reclaimed).collect())
}

/// The contract of a finding that says what was not billed, or billed too low, with all its rows, and those of the periods
/// that it is about; corrections included.
async fn rows_of(
    connection: &impl ConnectionTrait,
    found: &StoredFinding,
    about: impl Fn(&StoredRow) -> bool,
) -> Result<Option<(ContractId, Vec<StoredRow>, Vec<ExpectedBillingId>)>> {
    let evidence = &found.finding.evidence;
    let Some(contract) = found.finding.contract.filter(|_| evidence.kind().stage() == Stage::Unbilled) else {
        return Ok(None);
    };
    let rows = store::billing::of_contracts(connection, &[contract]).await?;
    let own = rows.iter().filter(|stored| evidence.rows().iter().any(|row| stored.row.is_of(row)));
    let own = own.filter(|stored| about(stored)).map(|stored| stored.row.id).collect();
    Ok(Some((contract, rows, own)))
}

/// Gives up with a finding what is left of the periods that it says were not billed, or billed too low, and the rebates that
/// go with them. Answers what happened.
pub(crate) async fn waive_rows_of(
    connection: &impl ConnectionTrait,
    found: &StoredFinding,
    reason: &str,
) -> Result<Vec<(Subject, Event)>> {
    let open = |stored: &StoredRow| !stored.row.waived && (stored.row.left() != 0 || !stored.row.is_fixed());
    let Some((contract, rows, own)) = rows_of(connection, found, open).await? else { return Ok(Vec::new()) };
    let happened = give_up(connection, &rows, &own, reason).await?;
    Ok(happened.into_iter().map(|event| (Subject::Contract(contract), event)).collect())
}

/// Expects again what was given up with a finding: the rows that carry its reason.
pub(crate) async fn reclaim_rows_of(
    connection: &impl ConnectionTrait,
    found: &StoredFinding,
    reason: &str,
) -> Result<Vec<(Subject, Event)>> {
    let with_it = |stored: &StoredRow| stored.waived_reason.as_deref() == Some(reason.trim());
    let Some((contract, rows, own)) = rows_of(connection, found, with_it).await? else { return Ok(Vec::new()) };
    let happened = reclaim(connection, contract, &rows, &own).await?;
    Ok(happened.into_iter().map(|event| (Subject::Contract(contract), event)).collect())
}
