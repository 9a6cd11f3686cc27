//! Money that comes in on a finding: an entry each, and what it counts for elsewhere, in one transaction.

use super::pursue::{judge_again, typed_amount};
use crate::{Actor, Result, actor::Acting, office, reconciliation::standing_of};
use model::{
    calendar::Day,
    event::{Event, Subject},
    id::{ContractId, ExpectedBillingId, FindingId, RecoveryId},
    leakage::{CountsFor, FindingState, Stage, counts_for, earliest_day},
    money::Money,
    permission::Permission,
    refusal::{FieldProblem, Problem, Refusal},
    typed,
};
use store::{
    ConnectionTrait,
    billing::StoredRow,
    finding::{NewRecovery, StoredFinding, StoredRecovery},
    sight::Sight,
};

/// Records that money of a claimed finding came in, or that a credit note was issued for what had been billed too much:
/// `amount` in major units of its currency, on the day `received_on` (year, month and day), today if that is empty, and not
/// before there was anything to be paid. While a part of it is lacking the finding stays claimed, for the rest. A risk is
/// settled by that, without an amount.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::WrongState`], [`Refusal::Fields`].
pub async fn recover(actor: &Actor, id: FindingId, version: i32, amount: &str, received_on: &str) -> Result<()> {
    let mut acting = actor.begin(Permission::PursueFindings).await?;
    let by = actor.person().ok_or(Refusal::NotSignedIn)?;
    let today = actor.day();
    let day = typed_day(received_on, today)?;
    let mut stored = found(&acting, id, version).await?;
    not_before(acting.connection(), &stored, day).await?;
    let stage = stored.finding.kind.stage();
    let stake = stored.finding.amount.filter(|_| !stage.is_settled_without_money());
    let amount = stake.map(|stake| typed_amount(actor, "amount", amount, stake.currency)).transpose()?;
    let last = stored.recovered_on.filter(|_| stored.recovered.is_some()).map_or(day, |last| last.max(day));
    stored.state = stored.state.recover(stake, stored.recovered, amount, by, last)?;
    stored.recovered_on = Some(last);
    let mut event = if stage.can_be_lost() { Event::FindingRecovered } else { Event::FindingSettled };
    if let (Some(stake), Some(amount)) = (stake, amount) {
        let before = stored.recovered.map_or(0, |before| before.minor);
        let all = Money::new(before.saturating_add(amount.minor), stake.currency);
        stored.recovered = Some(all);
        stored.finding.amount = Some(match stored.state {
            FindingState::Recovered { .. } => all,
            _ => Money::new(stake.minor.saturating_sub(amount.minor), stake.currency),
        });
        let open = stored.finding.amount.filter(|_| matches!(stored.state, FindingState::Claimed { .. }));
        event = match open {
            open if stage == Stage::Overbilled => Event::CreditNoteRecorded { amount, on: day, open },
            open if day < today => Event::MoneyCameIn { amount, on: day, open },
            Some(open) => Event::PartRecovered { amount, open },
            None => Event::MoneyRecovered { amount },
        };
    }
    stored.changed_on = today;
    store::finding::update(acting.connection(), &stored).await?;
    if let Some(amount) = amount {
        let rows = ledger_of(acting.connection(), stored.finding.contract).await?;
        let own: Vec<_> = rows.iter().map(|stored| &stored.row).collect();
        let counts_for = counted(acting.connection(), counts_for(&stored.finding.evidence, &own, amount)).await?;
        let touched: Vec<ExpectedBillingId> = match &counts_for {
            CountsFor::Rows(parts) => parts.iter().map(|(row, _)| *row).collect(),
            CountsFor::Invoice(_) | CountsFor::Nothing => Vec::new(),
        };
        let clock = actor.office().clock();
        let contract = stored.finding.contract;
        let new = NewRecovery { id: clock.id().into(), finding: id, contract, on: day, amount, by, counts_for };
        store::finding::add_recovery(acting.connection(), new, clock.id()).await?;
        rows_stand_anew(acting.connection(), contract, &touched).await?;
    }
    acting.record(Subject::Finding(id), event);
    judge_again(&acting, actor, &stored).await?;
    acting.commit().await
}

/// A day that money came in on, as a form sends it: no later than today, which it is where none is named.
pub(crate) fn typed_day(text: &str, today: Day) -> Result<Day> {
    let refused = |problem| Refusal::Fields(vec![FieldProblem::new("received_on", problem)]);
    let day = match text.trim() {
        "" => today,
        text => text.parse().map_err(|_| refused(typed::day_problem(text)))?,
    };
    if day > today { Err(refused(Problem::After { day: today }).into()) } else { Ok(day) }
}

/// Refuses a day on which nothing of a finding can have come in yet; see [`earliest_day`].
async fn not_before(connection: &impl ConnectionTrait, stored: &StoredFinding, day: Day) -> Result<()> {
    let contract: Vec<ContractId> = stored.finding.contract.into_iter().collect();
    let contract = store::contract::find_many(connection, Sight::Everything, &contract).await?.pop();
    match earliest_day(&stored.finding.evidence, contract.as_ref().map(|contract| &contract.details)) {
        Some(earliest) if day < earliest => {
            let problem = Problem::Before { day: earliest };
            Err(Refusal::Fields(vec![FieldProblem::new("received_on", problem)]).into())
        }
        _ => Ok(()),
    }
}

/// Takes money back that was recorded by mistake: the finding is claimed again for what is then open.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::WrongState`] where the rest was given up: then the finding is
/// taken up again first.
pub async fn take_back(actor: &Actor, id: FindingId, version: i32, entry: RecoveryId) -> Result<()> {
    let mut acting = actor.begin(Permission::PursueFindings).await?;
    let by = actor.person().ok_or(Refusal::NotSignedIn)?;
    let mut stored = found(&acting, id, version).await?;
    if matches!(stored.state, FindingState::Waived { .. }) {
        return Err(Refusal::WrongState.into());
    }
    let entries = store::finding::recoveries(acting.connection(), id).await?;
    let (gone, kept): (Vec<_>, Vec<_>) = entries.into_iter().partition(|known| known.id == entry);
    let amount = gone.first().ok_or(Refusal::NotFound)?.amount;
    let open = match stored.state {
        FindingState::Recovered { .. } => 0,
        _ => stored.finding.amount.map_or(0, |open| open.minor),
    };
    stored.finding.amount = Some(Money::new(open.saturating_add(amount.minor), amount.currency));
    let left = kept.iter().fold(0_i64, |sum, known| sum.saturating_add(known.amount.minor));
    stored.recovered = (!kept.is_empty()).then(|| Money::new(left, amount.currency));
    stored.recovered_on = kept.iter().map(|known| known.received_on).max();
    if !matches!(stored.state, FindingState::Claimed { .. }) {
        stored.state = FindingState::Claimed { on: actor.day(), by };
    }
    stored.changed_on = actor.day();
    store::finding::update(acting.connection(), &stored).await?;
    acting.record(Subject::Finding(id), taken_back(&stored, amount));
    forget(&acting, &stored, &gone).await?;
    judge_again(&acting, actor, &stored).await?;
    acting.commit().await
}

/// What is recorded when an entry is taken back.
fn taken_back(stored: &StoredFinding, amount: Money) -> Event {
    match stored.finding.kind.stage() {
        Stage::Overbilled => Event::CreditNoteTakenBack { amount },
        Stage::Unbilled | Stage::Uncollected | Stage::Risk => Event::RecoveryTakenBack { amount },
    }
}

/// Takes all entries of a finding back, because its money did not come in after all.
pub(super) async fn take_all_back(acting: &mut Acting<'_>, stored: &StoredFinding) -> Result<()> {
    let entries = store::finding::recoveries(acting.connection(), stored.id).await?;
    forget(acting, stored, &entries).await?;
    for entry in entries {
        acting.record(Subject::Finding(stored.id), taken_back(stored, entry.amount));
    }
    Ok(())
}

/// A finding that may be seen and is still as it was read.
async fn found(acting: &Acting<'_>, id: FindingId, version: i32) -> Result<StoredFinding> {
    let stored = store::finding::find(acting.connection(), acting.sight(), id).await?;
    let stored = stored.ok_or(Refusal::NotFound)?;
    if stored.version == version { Ok(stored) } else { Err(Refusal::Stale.into()) }
}

pub(super) async fn ledger_of(
    connection: &impl ConnectionTrait,
    contract: Option<ContractId>,
) -> Result<Vec<StoredRow>> {
    match contract {
        Some(contract) => Ok(store::billing::of_contracts(connection, &[contract]).await?),
        None => Ok(Vec::new()),
    }
}

/// What money counts for, as far as that is still there.
async fn counted(connection: &impl ConnectionTrait, counts_for: CountsFor) -> Result<CountsFor> {
    if let CountsFor::Invoice(invoice) = counts_for
        && store::invoice::existing(connection, &[invoice]).await?.is_empty()
    {
        return Ok(CountsFor::Nothing);
    }
    Ok(counts_for)
}

async fn forget(acting: &Acting<'_>, stored: &StoredFinding, entries: &[StoredRecovery]) -> Result<()> {
    let ids: Vec<RecoveryId> = entries.iter().map(|entry| entry.id).collect();
    let rows = store::finding::delete_recoveries(acting.connection(), &ids).await?;
    rows_stand_anew(acting.connection(), stored.finding.contract, &rows).await
}

/// Counts anew what was recovered for rows of a contract, and says where they stand by it.
async fn rows_stand_anew(
    connection: &impl ConnectionTrait,
    contract: Option<ContractId>,
    rows: &[ExpectedBillingId],
) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    store::finding::recount_recovered(connection, rows).await?;
    let tolerance = office::settings(connection).await?.reconciliation.tolerance;
    let ledger = ledger_of(connection, contract).await?;
    let touched = ledger.iter().map(|stored| &stored.row).filter(|row| rows.contains(&row.id));
    let standing: Vec<_> = touched.map(|row| standing_of(row, tolerance)).collect();
    store::billing::write_billed(connection, &standing).await?;
    // While money counts for a row it does not follow the terms; once it is free they are read again.
    let contract: Vec<ContractId> = contract.into_iter().collect();
    Ok(store::contract::forget_reach(connection, &contract).await?)
}
