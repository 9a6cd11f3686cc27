//! Overdue invoices that belong to no contract: their findings are brought up to date by customer.

use super::recompute::{Judged, known_finding, settled, write};
use crate::{Actor, Result, office};
use model::{
    id::{CustomerId, InvoiceId},
    invoice::Invoice,
    leakage::{
        CloseReason, Evidence, FindingChange, KnownFinding, LooseInvoice, detect_loose, keep_given_up, merge, paid_by,
    },
};
use std::collections::HashSet;
use store::ConnectionTrait;

/// How many customers are looked at together.
const TOGETHER: usize = 500;

/// Looks for overdue invoices of customers that belong to no contract, and brings their findings up to date.
pub(crate) async fn recompute_loose(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    customers: &[CustomerId],
) -> Result<()> {
    let settings = office::settings(connection).await?.leakage;
    for some in customers.chunks(TOGETHER) {
        let invoices = store::invoice::loose_of(connection, some).await?;
        let known = store::finding::loose_of(connection, some).await?;
        if invoices.is_empty() && known.is_empty() {
            continue;
        }
        let loose: Vec<LooseInvoice<'_>> = invoices
            .iter()
            .map(|(stored, lines)| LooseInvoice { invoice: &stored.invoice, lines: lines.clone() })
            .collect();
        let came_in = known.iter().filter(|found| found.recovered.is_some()).map(|found| found.id);
        let shown = store::finding::shown_of(connection, came_in).await?;
        let inputs: Vec<KnownFinding> = known.iter().map(|found| known_finding(found, &shown)).collect();
        let notes = store::invoice::credit_notes_of(connection, some).await?;
        let notes: Vec<&Invoice> = notes.iter().collect();
        let mut changes = merge(&inputs, &detect_loose(&loose, &notes, &settings, actor.day()), actor.day());
        let still_loose: HashSet<InvoiceId> = invoices.iter().map(|(stored, _)| stored.invoice.id).collect();
        say_why(connection, &mut changes, &inputs, &still_loose).await?;
        keep_given_up(&mut changes, &inputs);
        if !changes.is_empty() {
            let settled = settled(&changes, &known, |finding, why| {
                let Evidence::Overdue { invoice, .. } = &finding.evidence else { return None };
                let of = invoices.iter().find(|(stored, _)| stored.invoice.id == *invoice)?;
                (why == CloseReason::Paid).then(|| paid_by(&of.0.invoice, &notes, &finding.evidence)).flatten()
            });
            write(
                connection,
                actor,
                vec![Judged { known, changes, settled, answering: (None, None), owed: Vec::new() }],
            )
            .await?;
        }
    }
    Ok(())
}

/// Says why a finding no longer holds: the invoice was paid, belongs to a contract whose finding it is now, or is
/// gone.
async fn say_why(
    connection: &impl ConnectionTrait,
    changes: &mut [FindingChange],
    known: &[KnownFinding],
    still_loose: &HashSet<InvoiceId>,
) -> Result<()> {
    let mut closed: Vec<(&mut CloseReason, InvoiceId)> = Vec::new();
    for change in changes {
        let FindingChange::Close { id, why } = change else { continue };
        let finding = known.iter().find(|known| known.id == *id).map(|known| &known.finding);
        if let (CloseReason::NoLongerHolds, Some(Evidence::Overdue { invoice, .. })) =
            (*why, finding.map(|finding| &finding.evidence))
        {
            closed.push((why, *invoice));
        }
    }
    let ids: Vec<InvoiceId> = closed.iter().map(|(_, invoice)| *invoice).collect();
    let there = store::invoice::existing(connection, &ids).await?;
    for (why, invoice) in closed {
        *why = if still_loose.contains(&invoice) {
            CloseReason::Paid
        } else if there.contains(&invoice) {
            CloseReason::Superseded { by: model::leakage::FindingKind::Overdue }
        } else {
            CloseReason::InvoiceGone
        };
    }
    Ok(())
}
