//! Matching invoices to the ledger: what the program does by itself. What people do stands in `matching`,
//! what waits for them in `queue`.

mod cover;
mod ledger;
mod matching;
mod queue;
mod waiver;

pub(crate) use cover::cover_corrections;
pub(crate) use matching::release;
pub use matching::{match_line, set_aside, take_up, undo_match};
pub use queue::{QueueFilter, count, queue, row_matches, sheet};
pub use waiver::{reclaim_row, waive_row};
pub(crate) use waiver::{reclaim_rows_of, waive_rows_of};

use crate::{
    Actor, Result,
    office::{self, Settings},
};
use ledger::{Beside, Ledger, billed_line};
use model::{
    billing::LedgerRow,
    calendar::Period,
    id::{ContractId, CustomerId, ExpectedBillingId, InvoiceLineId},
    invoice::InvoiceKind,
    reconciliation::{Outcome, Tolerance, Waiting, propose},
};
use std::collections::{HashMap, HashSet};
use store::{
    ConnectionTrait,
    billing::Billed,
    invoice::{MATCHED, OPEN, OpenLine, PROPOSED, SETTLED},
    reconciliation::{LineStanding, StoredMatch},
};

/// How many contracts and open invoice lines are looked at together, unless one customer has more.
const TOGETHER: u64 = 2_000;

/// Matches the open invoice lines of customers as far as that is beyond doubt, queues the rest for a
/// person, and returns the contracts whose ledger changed or to which a line was found to point.
pub(crate) async fn reconcile(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    settings: &Settings,
    customers: &[CustomerId],
) -> Result<HashSet<ContractId>> {
    let weights = store::invoice::weights(connection, customers).await?;
    let mut touched = HashSet::new();
    let (mut some, mut weight) = (Vec::new(), 0);
    for customer in customers {
        let Some(own) = weights.get(customer) else { continue };
        if weight + own > TOGETHER && !some.is_empty() {
            touched.extend(reconcile_some(connection, actor, settings, &some, None).await?);
            (some, weight) = (Vec::new(), 0);
        }
        some.push(*customer);
        weight += own;
    }
    touched.extend(reconcile_some(connection, actor, settings, &some, None).await?);
    Ok(touched)
}

async fn reconcile_some(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    settings: &Settings,
    customers: &[CustomerId],
    but: Option<InvoiceLineId>,
) -> Result<HashSet<ContractId>> {
    // What a person began to split is left to them.
    let mut open = store::invoice::open_lines(connection, customers).await?;
    open.retain(|open| !open.part_matched && Some(open.line.id) != but);
    if open.is_empty() {
        return Ok(HashSet::new());
    }
    let beside = Beside::load(connection, &open).await?;
    let mut ledger = Ledger::load(connection, &open, None).await?;
    let outcome = {
        let lines: Vec<_> = open.iter().map(|open| billed_line(open, &beside)).collect();
        propose(&lines, &ledger.open_rows(), &settings.reconciliation)
    };
    let by_id: HashMap<InvoiceLineId, &OpenLine> = open.iter().map(|open| (open.line.id, open)).collect();
    let mut touched = book(connection, actor, settings, &mut ledger, &outcome, &by_id).await?;
    let corrections = ledger.rows.values().filter(|(contract, row)| row.revision > 0 && touched.contains(contract));
    let corrected: HashSet<ContractId> = corrections.map(|(contract, _)| *contract).collect();
    cover_corrections(connection, &corrected.into_iter().collect::<Vec<_>>()).await?;
    let standings = standings(&ledger, &outcome, &by_id);
    // Where only the period is in doubt the contract is not: its findings have to know of the line.
    touched.extend(standings.iter().filter_map(|standing| standing.contract));
    store::reconciliation::write_standing(connection, &standings).await?;
    Ok(touched)
}

/// Looks anew at what else of a customer waits after somebody decided about one line: it may have waited for that.
/// Answers as [`reconcile`].
async fn reconcile_beside(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    customer: CustomerId,
    decided: InvoiceLineId,
) -> Result<HashSet<ContractId>> {
    let settings = office::settings(connection).await?;
    reconcile_some(connection, actor, &settings, &[customer], Some(decided)).await
}

/// Writes matches and what they bill; answers the contracts.
async fn book(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    settings: &Settings,
    ledger: &mut Ledger,
    outcome: &Outcome,
    by_id: &HashMap<InvoiceLineId, &OpenLine>,
) -> Result<HashSet<ContractId>> {
    let (mut matches, mut changed, mut touched) = (Vec::new(), Vec::new(), HashSet::new());
    for found in &outcome.matches {
        let Some((contract, row)) = ledger.rows.get_mut(&found.row) else { continue };
        // An amount in another currency bills nothing of the promise: that it stands here is a finding.
        if found.amount.currency == row.expected.amount.currency {
            match by_id.get(&found.invoice_line).map(|open| open.kind) {
                Some(InvoiceKind::CreditNote) => row.credited = row.credited.saturating_add(found.amount.minor),
                _ => row.billed = row.billed.saturating_add(found.amount.minor),
            }
        }
        changed.push(found.row);
        touched.insert(*contract);
        matches.push(StoredMatch {
            invoice_line: found.invoice_line,
            row: found.row,
            contract: *contract,
            minor: found.amount.minor,
            confidence: found.confidence,
            reasons: found.reasons.clone(),
            by: None,
            at: actor.now(),
        });
    }
    store::reconciliation::insert_many(connection, &matches).await?;
    changed.sort_unstable();
    changed.dedup();
    let tolerance = settings.reconciliation.tolerance;
    let rows = changed.iter().filter_map(|id| ledger.rows.get(id));
    let billed: Vec<Billed> = rows.map(|(_, row)| standing_of(row, tolerance)).collect();
    store::billing::write_billed(connection, &billed).await?;
    Ok(touched)
}

/// What is billed and credited of a row, and where it stands by that.
pub(crate) fn standing_of(row: &LedgerRow, tolerance: Tolerance) -> Billed {
    let state = row.state(tolerance.minor_in(row.expected.amount.currency));
    Billed { row: row.id, billed: row.billed, credited: row.credited, state }
}

/// Where lines stand now, of those for which that is another place than before.
fn standings(ledger: &Ledger, outcome: &Outcome, by_id: &HashMap<InvoiceLineId, &OpenLine>) -> Vec<LineStanding> {
    let contract_of = |row: ExpectedBillingId| ledger.rows.get(&row).map(|(contract, _)| *contract);
    let mut matched: HashMap<InvoiceLineId, ContractId> = HashMap::new();
    for found in &outcome.matches {
        matched.extend(contract_of(found.row).map(|contract| (found.invoice_line, contract)));
    }
    let mut standings: Vec<LineStanding> = matched
        .into_iter()
        .map(|(invoice_line, contract)| LineStanding {
            invoice_line,
            contract: Some(contract),
            standing: MATCHED,
            waiting_for: None,
            waiting_minor: 0,
        })
        .collect();
    let waits = |invoice_line: InvoiceLineId, contract: Option<ContractId>, standing, why: Waiting| {
        let open = by_id.get(&invoice_line)?;
        let same_contract = contract.is_none() || contract == open.contract;
        let known = open.standing == standing && open.waiting_for.as_deref() == Some(why.code());
        (!(same_contract && known)).then(|| LineStanding {
            invoice_line,
            contract,
            standing,
            waiting_for: Some(why),
            waiting_minor: open.line.amount.minor.saturating_abs(),
        })
    };
    for proposal in &outcome.proposals {
        let contracts: HashSet<ContractId> =
            proposal.candidates.iter().filter_map(|candidate| contract_of(candidate.row)).collect();
        let only = if contracts.len() == 1 { contracts.into_iter().next() } else { None };
        standings.extend(waits(proposal.invoice_line, only, PROPOSED, proposal.why));
    }
    for (invoice_line, contract) in &outcome.settled {
        let open = by_id.get(invoice_line);
        if !open.is_some_and(|open| open.standing == SETTLED && open.contract == Some(*contract)) {
            standings.push(LineStanding {
                invoice_line: *invoice_line,
                contract: Some(*contract),
                standing: SETTLED,
                waiting_for: None,
                waiting_minor: 0,
            });
        }
    }
    // Lines without a row that still point to a contract are remembered with it: they may be billed after
    // its end.
    let meant: HashMap<InvoiceLineId, ContractId> = outcome.meant.iter().copied().collect();
    for line in &outcome.unmatched {
        standings.extend(waits(*line, meant.get(line).copied(), OPEN, Waiting::NoRow));
    }
    standings
}

/// Counts anew what is billed and credited for the ledger rows of contracts, after matches were made or
/// removed. Only rows for which that changed are written.
pub(crate) async fn recount(connection: &impl ConnectionTrait, ids: &[ContractId]) -> Result<()> {
    let tolerance = office::settings(connection).await?.reconciliation.tolerance;
    for some in ids.chunks(400) {
        let credits = store::reconciliation::credit_lines_of_contracts(connection, some).await?;
        let foreign = store::reconciliation::foreign_parts_of_contracts(connection, some).await?;
        let mut sums: HashMap<ExpectedBillingId, (i64, i64)> = HashMap::new();
        for part in store::reconciliation::parts_of_contracts(connection, some).await? {
            if foreign.contains(&(part.invoice_line, part.row)) {
                continue;
            }
            let (billed, credited) = sums.entry(part.row).or_default();
            *(if credits.contains(&part.invoice_line) { credited } else { billed }) += part.minor;
        }
        let (mut changed, mut freed) = (Vec::new(), Vec::new());
        for stored in store::billing::of_contracts(connection, some).await? {
            let row = stored.row;
            let (billed, credited) = sums.remove(&row.id).unwrap_or_default();
            if (billed, credited) != (row.billed, row.credited) {
                changed.push(standing_of(&LedgerRow { billed, credited, ..row }, tolerance));
                if (billed, credited) == (0, 0) {
                    freed.push(stored.contract);
                }
            }
        }
        freed.dedup();
        store::contract::forget_reach(connection, &freed).await?;
        store::billing::write_billed(connection, &changed).await?;
    }
    Ok(())
}

/// Contracts about which something else may be said because the days of the known invoices are others than
/// before: those with something to bill on a day that is known now and was not, or the other way round.
pub(crate) async fn concerned_by_known_days(
    connection: &impl ConnectionTrait,
    before: Option<Period>,
    after: Option<Period>,
) -> Result<Vec<ContractId>> {
    Ok(store::billing::contracts_billed_within(connection, &differing(before, after)).await?)
}

/// The days that belong to one of two periods but not to both.
fn differing(one: Option<Period>, other: Option<Period>) -> Vec<Period> {
    let without = |period: Option<Period>, other: Option<Period>| {
        let Some(period) = period else { return Vec::new() };
        let Some(other) = other.and_then(|other| other.intersection(period)) else { return vec![period] };
        let before = other.first.pred_opt().and_then(|last| Period::new(period.first, last));
        let after = other.last.succ_opt().and_then(|first| Period::new(first, period.last));
        before.into_iter().chain(after).collect()
    };
    let mut days = without(one, other);
    days.extend(without(other, one));
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(first: &str, last: &str) -> Period {
        Period { first: first.parse().expect("a day"), last: last.parse().expect("a day") }
    }

    #[test]
    fn the_days_that_became_known_are_those_outside_of_what_was_known() {
        let year = period("2026-01-01", "2026-12-31");
        let spring = period("2026-03-01", "2026-05-31");
        assert_eq!(differing(None, Some(year)), [year]);
        assert_eq!(differing(Some(year), Some(year)), []);
        let around = [period("2026-01-01", "2026-02-28"), period("2026-06-01", "2026-12-31")];
        assert_eq!(differing(Some(spring), Some(year)), around);
        assert_eq!(differing(Some(year), Some(spring)), around);
    }
}
