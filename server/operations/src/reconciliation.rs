//! Matching invoices to the ledger.

use crate::{
    Actor, Result,
    office::{self, Settings},
};
use model::{
    billing::{LedgerRow, state},
    id::{ContractId, CustomerId, ExpectedBillingId, InvoiceLineId, PriceLineId},
    invoice::InvoiceKind,
    money::Money,
    price_line::PriceLine,
    reconciliation::{BilledLine, OpenRow, propose},
};
use std::collections::{HashMap, HashSet};
use store::{
    ConnectionTrait,
    contract::Contract,
    invoice::{MATCHED, OPEN, PROPOSED, StoredInvoice},
    reconciliation::StoredMatch,
    sight::Sight,
};

/// Matches the open invoice lines of customers as far as that is beyond doubt, queues the rest for a
/// person, and returns the contracts whose ledger changed.
pub(crate) async fn reconcile(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    settings: &Settings,
    customers: &[CustomerId],
) -> Result<HashSet<ContractId>> {
    let mut touched = HashSet::new();
    for some in customers.chunks(200) {
        touched.extend(reconcile_some(connection, actor, settings, some).await?);
    }
    Ok(touched)
}

struct Ledger {
    contracts: HashMap<ContractId, Contract>,
    lines: HashMap<PriceLineId, PriceLine>,
    rows: HashMap<ExpectedBillingId, (ContractId, LedgerRow)>,
}

async fn load(connection: &impl ConnectionTrait, customers: &[CustomerId]) -> Result<Ledger> {
    let ids = store::contract::ids_of_customers(connection, customers).await?;
    let contracts = store::contract::find_many(connection, Sight::Everything, &ids).await?;
    let lines = store::contract::lines_of(connection, &ids).await?;
    let rows = store::billing::of_contracts(connection, &ids).await?;
    Ok(Ledger {
        contracts: contracts.into_iter().map(|contract| (contract.id, contract)).collect(),
        lines: lines.into_iter().map(|(_, line)| (line.id, line)).collect(),
        rows: rows.into_iter().map(|stored| (stored.row.id, (stored.contract, stored.row))).collect(),
    })
}

async fn reconcile_some(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    settings: &Settings,
    customers: &[CustomerId],
) -> Result<HashSet<ContractId>> {
    let invoices = store::invoice::of_customers(connection, customers).await?;
    let open = billed_lines(&invoices);
    if open.is_empty() {
        return Ok(HashSet::new());
    }
    let mut ledger = load(connection, customers).await?;
    let outcome = {
        let rows: Vec<OpenRow<'_>> = ledger.rows.values().filter_map(|row| open_row(&ledger, row)).collect();
        propose(&open, &rows, &settings.reconciliation)
    };
    let kinds: HashMap<InvoiceLineId, InvoiceKind> = invoices
        .iter()
        .flat_map(|stored| stored.invoice.lines.iter().map(|line| (line.id, stored.invoice.kind)))
        .collect();
    let mut matches = Vec::new();
    let mut matched_lines: HashMap<ContractId, Vec<InvoiceLineId>> = HashMap::new();
    let mut changed = HashSet::new();
    for found in outcome.matches {
        let Some((contract, row)) = ledger.rows.get_mut(&found.row) else {
            continue;
        };
        match kinds.get(&found.invoice_line) {
            Some(InvoiceKind::CreditNote) => row.credited += found.amount.minor,
            _ => row.billed += found.amount.minor,
        }
        changed.insert(found.row);
        matched_lines.entry(*contract).or_default().push(found.invoice_line);
        matches.push(StoredMatch {
            invoice_line: found.invoice_line,
            row: found.row,
            contract: *contract,
            minor: found.amount.minor,
            confidence: found.confidence,
            reasons: found.reasons,
            by: None,
            at: actor.now(),
        });
    }
    store::reconciliation::insert_many(connection, &matches).await?;
    let tolerance = settings.reconciliation.tolerance.minor;
    let mut touched = HashSet::new();
    for id in changed {
        if let Some((contract, row)) = ledger.rows.get(&id) {
            let standing = state(row.expected.amount, row.billed, row.credited, row.waived, tolerance);
            store::billing::write_billed(connection, id, row.billed, row.credited, standing).await?;
            touched.insert(*contract);
        }
    }
    for (contract, lines) in &matched_lines {
        store::reconciliation::write_standing(connection, lines, Some(*contract), MATCHED).await?;
    }
    for proposal in &outcome.proposals {
        let contracts: HashSet<ContractId> = proposal
            .candidates
            .iter()
            .filter_map(|candidate| ledger.rows.get(&candidate.row).map(|(contract, _)| *contract))
            .collect();
        // Where only the period is in doubt the contract is not: its findings have to know of the line.
        let only = if contracts.len() == 1 { contracts.into_iter().next() } else { None };
        store::reconciliation::write_standing(connection, &[proposal.invoice_line], only, PROPOSED).await?;
        touched.extend(only);
    }
    touched.extend(name_contracts(connection, &outcome.meant).await?);
    Ok(touched)
}

/// The lines that are not matched yet.
fn billed_lines(invoices: &[StoredInvoice]) -> Vec<BilledLine<'_>> {
    let mut open = Vec::new();
    for StoredInvoice { invoice, line_states } in invoices {
        for line in &invoice.lines {
            let waits = line_states.get(&line.id).is_some_and(|(_, standing)| standing == OPEN || standing == PROPOSED);
            if waits {
                open.push(BilledLine {
                    invoice_line: line.id,
                    invoice: invoice.id,
                    customer: invoice.customer,
                    contract_reference: invoice.contract_reference.as_deref(),
                    issued_on: invoice.issued_on,
                    description: &line.description,
                    period: line.period,
                    amount: line.amount,
                    vat_percent: line.vat_percent,
                });
            }
        }
    }
    open
}

fn open_row<'a>(ledger: &'a Ledger, (contract, row): &'a (ContractId, LedgerRow)) -> Option<OpenRow<'a>> {
    let contract = ledger.contracts.get(contract)?;
    Some(OpenRow {
        row: row.id,
        contract: contract.id,
        contract_number: &contract.number,
        contract_reference: contract.details.reference.as_deref(),
        purchase_order: contract.details.purchase_order.as_deref(),
        customer: contract.details.customer,
        line: ledger.lines.get(&row.expected.line)?,
        period: row.expected.period,
        billing_day: row.expected.billing_day,
        amount: row.expected.amount,
        formula: &row.expected.formula,
        billed: Money::new(row.billed + row.credited, row.expected.amount.currency),
    })
}

/// Lines without a row that still point to a contract are remembered with it: they may be billed after
/// its end.
async fn name_contracts(
    connection: &impl ConnectionTrait,
    meant: &[(InvoiceLineId, ContractId)],
) -> Result<HashSet<ContractId>> {
    let mut named: HashMap<ContractId, Vec<InvoiceLineId>> = HashMap::new();
    for (invoice_line, contract) in meant {
        named.entry(*contract).or_default().push(*invoice_line);
    }
    for (contract, lines) in &named {
        store::reconciliation::write_standing(connection, lines, Some(*contract), OPEN).await?;
    }
    Ok(named.into_keys().collect())
}

/// Counts anew what is billed and credited for the ledger rows of contracts, after matches were removed.
pub(crate) async fn recount(connection: &impl ConnectionTrait, ids: &[ContractId]) -> Result<()> {
    let tolerance = office::settings(connection).await?.reconciliation.tolerance.minor;
    for some in ids.chunks(400) {
        let invoices = store::invoice::of_contracts(connection, some).await?;
        let credits: HashSet<InvoiceLineId> = invoices
            .iter()
            .filter(|stored| stored.invoice.kind == InvoiceKind::CreditNote)
            .flat_map(|stored| stored.invoice.lines.iter().map(|line| line.id))
            .collect();
        let mut sums: HashMap<ExpectedBillingId, (i64, i64)> = HashMap::new();
        for found in store::reconciliation::of_contracts(connection, some).await? {
            let (billed, credited) = sums.entry(found.row).or_default();
            *(if credits.contains(&found.invoice_line) { credited } else { billed }) += found.minor;
        }
        for stored in store::billing::of_contracts(connection, some).await? {
            let row = stored.row;
            let (billed, credited) = sums.remove(&row.id).unwrap_or_default();
            if (billed, credited) != (row.billed, row.credited) {
                let standing = state(row.expected.amount, billed, credited, row.waived, tolerance);
                store::billing::write_billed(connection, row.id, billed, credited, standing).await?;
            }
        }
    }
    Ok(())
}
