//! Invoices that bill nothing here, and the credit notes that take them back whole.

use super::{Outcome, Settings, assign::meant, book::Book, weigh::Reading};
use crate::id::{ContractId, InvoiceId, InvoiceLineId};
use std::collections::{BTreeSet, HashMap};

/// Settles invoices of which no line bills a row with the one credit note that names each and takes it back whole, both about
/// the same contract: they wait no more. What a person took back stays with them.
pub fn settle(book: &Book<'_>, readings: &[Reading<'_>], settings: &Settings, outcome: &mut Outcome) {
    let placed: BTreeSet<InvoiceLineId> = outcome.matches.iter().map(|found| found.invoice_line).collect();
    let mut documents: HashMap<InvoiceId, Vec<&Reading<'_>>> = HashMap::new();
    for reading in readings {
        documents.entry(reading.line.invoice).or_default().push(reading);
    }
    let mut done: BTreeSet<InvoiceId> = BTreeSet::new();
    for reading in readings {
        let (note, Some(of)) = (reading.line.invoice, names_alone(reading)) else { continue };
        let (Some(own), Some(billed)) = (documents.get(&note), documents.get(&of)) else { continue };
        let both = || own.iter().chain(billed);
        let free = !done.contains(&note) && !done.contains(&of);
        let waits = both().all(|reading| {
            let line = reading.line;
            line.refused.is_empty() && !placed.contains(&line.invoice_line)
        });
        let currency = reading.line.amount.currency;
        let whole = both().all(|reading| reading.line.amount.currency == currency)
            && both().map(|reading| i128::from(reading.line.amount.minor)).sum::<i128>() == 0;
        let named = own.iter().all(|reading| names_alone(reading) == Some(of))
            && billed.iter().all(|reading| reading.line.corrects.is_none());
        if !(free && waits && whole && named) {
            continue;
        }
        let Some(contract) = about(book, own, billed, settings) else { continue };
        done.extend([note, of]);
        outcome.settled.extend(both().map(|reading| (reading.line.invoice_line, contract)));
    }
    let settled: BTreeSet<InvoiceLineId> = outcome.settled.iter().map(|(line, _)| *line).collect();
    outcome.proposals.retain(|proposal| !settled.contains(&proposal.invoice_line));
    outcome.unmatched.retain(|line| !settled.contains(line));
    outcome.meant.retain(|(line, _)| !settled.contains(line));
}

/// The one invoice that a line of a credit note names, where that bills nothing yet.
fn names_alone(reading: &Reading<'_>) -> Option<InvoiceId> {
    let corrects =
        reading.line.corrects.filter(|corrects| corrects.rows.is_empty() && reading.line.amount.minor < 0)?;
    if let [invoice] = corrects.invoices { Some(*invoice) } else { None }
}

/// The contract that all lines of an invoice point to, and from which its credit note does not point away.
fn about(book: &Book<'_>, note: &[&Reading<'_>], billed: &[&Reading<'_>], settings: &Settings) -> Option<ContractId> {
    let mut contracts = billed.iter().map(|reading| meant(book, reading, settings));
    let contract = contracts.next().flatten()?;
    let same = |at: &usize| book.contracts.get(*at).is_some_and(|named| named.id == contract);
    let agrees = note.iter().all(|reading| reading.named.is_empty() || reading.named.keys().any(same));
    (agrees && contracts.all(|other| other == Some(contract))).then_some(contract)
}
