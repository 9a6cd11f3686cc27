//! Invoices and credit notes: finding them, what became of each line, and what was received.

mod payment;
mod taking_out;

pub use payment::{record_payment, take_payment_back};
pub use taking_out::{take_out, take_payment_out};

use crate::{
    Actor, Result,
    contract::PAGE_MOST,
    leakage::{owed_back_of, recovered_before},
};
use model::{
    id::{ContractId, FindingId, ImportId, InvoiceId, InvoiceLineId, PersonId},
    invoice::{Invoice, InvoiceKind},
    leakage::{FindingState, outstanding, owed_back, owed_back_by},
    money::Money,
    permission::Permission,
    reconciliation::Waiting,
    refusal::Refusal,
    view::{
        ImportedInvoice, InvoiceLineView, InvoicePayment, InvoiceRow, InvoiceSheet, InvoiceTotals, InvoiceWaiver,
        LineMatch, List, RelatedInvoice, Standing,
    },
};
use std::collections::{BTreeSet, HashMap};
use store::{
    ConnectionTrait, Page,
    invoice::{Among, LineState, MATCHED, OUTSIDE, SETTLED, StoredPayment},
    reconciliation::StoredMatch,
    sight::Sight,
};

pub use store::invoice::Filter as InvoiceFilter;

/// Invoices and credit notes, the latest first; what came in for one before it did is paid of it.
pub async fn list(actor: &Actor, filter: &InvoiceFilter, page: Page) -> Result<List<InvoiceRow>> {
    rows(actor, filter, Page { limit: page.limit.min(PAGE_MOST), ..page }).await
}

/// A stretch of the same list, to be taken out: as long as [`EXPORT_ROWS`](crate::EXPORT_ROWS).
pub async fn export(actor: &Actor, filter: &InvoiceFilter, number: u64) -> Result<List<InvoiceRow>> {
    actor.read(Permission::Export)?;
    rows(actor, filter, crate::page(number, crate::EXPORT_ROWS)).await
}

async fn rows(actor: &Actor, filter: &InvoiceFilter, page: Page) -> Result<List<InvoiceRow>> {
    let reading = actor.read(Permission::ViewBilling)?;
    let (mut rows, total) = store::invoice::list(reading.connection(), reading.sight(), filter, page).await?;
    let ids: Vec<InvoiceId> = rows.iter().map(|row| row.id).collect();
    let before = recovered_before(reading.connection(), actor, Among::These(&ids)).await?;
    for row in &mut rows {
        row.paid.minor = row.paid.minor.saturating_add(before.get(&row.id).map_or(0, |before| before.minor));
    }
    let paid = rows.iter().filter(|row| row.kind == InvoiceKind::Invoice && row.paid.minor > 0);
    let paid: Vec<InvoiceId> = paid.map(|row| row.id).collect();
    let back = owed_back_of(reading.connection(), actor, &paid).await?;
    for row in &mut rows {
        row.owed_back = back.get(&row.id).copied().flatten().filter(|back| back.minor > 0);
    }
    Ok(List { rows, total: total.rows, more: total.more, day: actor.day() })
}

/// The same with the sum of all of them and what was paid, by currency; without sums where there are too many to be
/// counted.
pub async fn list_with_totals(
    actor: &Actor,
    filter: &InvoiceFilter,
    page: Page,
) -> Result<(List<InvoiceRow>, Vec<InvoiceTotals>)> {
    let found = list(actor, filter, page).await?;
    let reading = actor.read(Permission::ViewBilling)?;
    let totals = match found.more {
        true => Vec::new(),
        false => {
            let (connection, sight) = (reading.connection(), reading.sight());
            let mut totals = store::invoice::totals(connection, sight, filter).await?;
            let before = recovered_before(connection, actor, Among::Listed(filter, sight)).await?;
            for paid in totals.iter_mut().map(|totals| &mut totals.paid) {
                *paid = with_recovered(*paid, &before);
            }
            totals
        }
    };
    Ok((found, totals))
}

/// How many invoices of one number a search shows.
const NUMBERED_MOST: u64 = 10;

/// The invoices with a number, for whoever looks for anything at all; none for whoever may not see billing.
pub async fn numbered(actor: &Actor, number: &str) -> Result<Vec<RelatedInvoice>> {
    let number = number.trim();
    if number.is_empty() || !actor.may(Permission::ViewBilling) {
        return Ok(Vec::new());
    }
    let reading = actor.read(Permission::ViewBilling)?;
    Ok(store::invoice::numbered(reading.connection(), reading.sight(), number, NUMBERED_MOST).await?)
}

/// What was paid of invoices, with what came in before they did.
pub(crate) fn with_recovered(paid: Money, before: &HashMap<InvoiceId, Money>) -> Money {
    let same = before.values().filter(|before| before.currency == paid.currency);
    Money::new(same.fold(paid.minor, |sum, before| sum.saturating_add(before.minor)), paid.currency)
}

/// An invoice with its lines, what they bill, and its payments.
///
/// # Errors
/// [`Refusal::NotFound`] if there is none or it bills a contract that may not be seen.
pub async fn find(actor: &Actor, id: InvoiceId) -> Result<InvoiceSheet> {
    let reading = actor.read(Permission::ViewBilling)?;
    find_on(reading.connection(), reading.sight(), actor, id).await
}

pub(crate) async fn find_on(
    connection: &impl ConnectionTrait,
    sight: Sight,
    actor: &Actor,
    id: InvoiceId,
) -> Result<InvoiceSheet> {
    let (stored, states) = store::invoice::find(connection, sight, id).await?.ok_or(Refusal::NotFound)?;
    let invoice = stored.invoice;
    let ids: Vec<InvoiceLineId> = invoice.lines.iter().map(|line| line.id).collect();
    let matches = store::reconciliation::of_lines(connection, &ids).await?;
    let matched: Vec<_> = matches.iter().map(|found| found.row).collect();
    let rows = store::matching::rows_by_id(connection, sight, &matched).await?;
    let names = crate::person::names_on(connection).await?;
    let customer = store::customer::find(connection, invoice.customer).await?.ok_or(Refusal::NotFound)?;
    let entities = store::legal_entity::list(connection).await?;
    let legal_entity = invoice.legal_entity;
    let legal_entity = entities.into_iter().find_map(|(id, entity)| (Some(id) == legal_entity).then_some(entity.name));
    let lines: Vec<InvoiceLineView> = invoice
        .lines
        .iter()
        .map(|line| {
            let own: Vec<&StoredMatch> = matches.iter().filter(|found| found.invoice_line == line.id).collect();
            let open = line.amount.minor.saturating_sub(own.iter().map(|found| found.minor).sum());
            let state = states.iter().find(|state| state.line == line.id);
            InvoiceLineView {
                id: line.id,
                version: state.map_or(0, |state| state.version),
                description: line.description.clone(),
                period: line.period,
                amount: line.amount,
                open: Money::new(open, line.amount.currency),
                vat_percent: line.vat_percent,
                standing: standing(state),
                matches: own.into_iter().filter_map(|found| line_match(found, &rows, &names, line.amount)).collect(),
            }
        })
        .collect();
    let currency = invoice.currency;
    let sum = |minors: &mut dyn Iterator<Item = i64>| Money::new(minors.fold(0, i64::saturating_add), currency);
    let paid = sum(&mut invoice.payments.iter().map(|payment| payment.amount.minor));
    let billed = rows.values().map(|(contract, _)| *contract);
    let named = stored.line_states.values().filter_map(|(contract, _)| *contract);
    let contracts: BTreeSet<ContractId> = billed.chain(named).collect();
    let given_up = waivers(connection, sight, &invoice, &names).await?;
    let related = related(connection, sight, &invoice).await?;
    let tax = invoice.tax();
    let contracts = contracts.into_iter().collect();
    let besides = crate::leakage::besides(connection, actor, &invoice, contracts, &matched).await?;
    let known = store::invoice::payments_of(connection, &[id], None).await?;
    let files = taking_out::files(connection, &taking_out::imports(stored.import, &known)).await?;
    let imported = match stored.import {
        Some(import) => {
            let worked_on = taking_out::worked_on(connection, &invoice).await?;
            Some(ImportedInvoice {
                file: files.get(&import).cloned().unwrap_or_default(),
                in_the_way: taking_out::in_the_way(&invoice, &known, &matches, &worked_on),
                worked_on: worked_on.into_iter().map(|found| (found.id, found.finding.kind)).collect(),
            })
        }
        None => None,
    };
    let payments = payments(&invoice, stored.import, &known, &files, &names);
    let outstanding = outstanding(&invoice, besides, actor.day());
    let owed_back = match invoice.kind {
        InvoiceKind::Invoice => {
            let notes = store::invoice::credit_notes_of(connection, &[invoice.customer]).await?;
            owed_back(&invoice, besides, notes.iter(), actor.day())
        }
        InvoiceKind::CreditNote => {
            let of: Vec<InvoiceId> = related.iter().map(|related| related.id).collect();
            let of: Vec<_> = owed_back_of(connection, actor, &of).await?.into_values().collect();
            owed_back_by(&invoice, &of, actor.day())
        }
    };
    Ok(InvoiceSheet {
        owed_back,
        version: stored.version,
        overpaid: outstanding.overpaid(),
        outstanding,
        imported,
        id,
        number: invoice.number,
        kind: invoice.kind,
        customer: invoice.customer,
        customer_name: customer.details.name,
        legal_entity,
        contract_reference: invoice.contract_reference,
        issued_on: invoice.issued_on,
        due_on: invoice.due_on,
        net: sum(&mut lines.iter().map(|line| line.amount.minor)),
        tax,
        total: invoice.total_with_tax,
        corrects: invoice.corrects,
        related,
        paid,
        lines,
        payments,
        given_up,
        day: actor.day(),
    })
}

/// The payments of an invoice, with who recorded them on its page and which file brought them.
fn payments(
    invoice: &Invoice,
    import: Option<ImportId>,
    known: &[StoredPayment],
    files: &HashMap<ImportId, String>,
    names: &HashMap<PersonId, String>,
) -> Vec<InvoicePayment> {
    let told = invoice.payments.iter().map(|payment| {
        let own = known.iter().find(|known| known.id == payment.id);
        let by = own.and_then(|known| known.by);
        let import = own.and_then(|known| taking_out::import_of(known, import));
        InvoicePayment {
            payment: *payment,
            by_person: by.is_some(),
            by: by.and_then(|by| names.get(&by).cloned()),
            imported: import.is_some(),
            file: import.and_then(|import| files.get(&import).cloned()),
        }
    });
    told.collect()
}

/// The invoices that a credit note corrects, or the credit notes of an invoice: two queries, or four.
async fn related(connection: &impl ConnectionTrait, sight: Sight, invoice: &Invoice) -> Result<Vec<RelatedInvoice>> {
    let customer = [invoice.customer];
    let ids: Vec<InvoiceId> = match invoice.kind {
        InvoiceKind::CreditNote => {
            let numbers = store::invoice::numbers_of_customers(connection, &customer).await?;
            numbers
                .into_iter()
                .filter(|(_, _, number)| invoice.takes_back_number(number))
                .map(|(_, id, _)| id)
                .collect()
        }
        InvoiceKind::Invoice => {
            let notes = store::invoice::credit_notes_of(connection, &customer).await?;
            notes.into_iter().filter(|note| note.takes_back(invoice)).map(|note| note.id).collect()
        }
    };
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(store::invoice::related(connection, sight, &ids, invoice.currency).await?)
}

/// What was given up of an invoice, as the findings say that may be seen.
async fn waivers(
    connection: &impl ConnectionTrait,
    sight: Sight,
    invoice: &Invoice,
    names: &HashMap<PersonId, String>,
) -> Result<Vec<InvoiceWaiver>> {
    if invoice.given_up.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<FindingId> = invoice.given_up.iter().map(|given_up| given_up.finding).collect();
    let mut waivers = Vec::new();
    for stored in store::finding::find_many(connection, sight, &ids).await? {
        let known = invoice.given_up.iter().find(|given_up| given_up.finding == stored.id);
        if let (FindingState::Waived { on, by, reason }, Some(given_up)) = (stored.state, known) {
            let by = names.get(&by).cloned();
            waivers.push(InvoiceWaiver { finding: stored.id, amount: given_up.amount, on, by, reason });
        }
    }
    waivers.sort_by_key(|waiver| (waiver.on, waiver.finding));
    Ok(waivers)
}

fn standing(state: Option<&LineState>) -> Standing {
    match state {
        Some(state) if state.standing == MATCHED => Standing::Matched,
        Some(state) if state.standing == SETTLED => Standing::Settled,
        Some(state) if state.standing == OUTSIDE => {
            Standing::Outside { reason: state.outside.clone().unwrap_or_default() }
        }
        state => Standing::Waiting { why: state.and_then(|state| state.why).unwrap_or(Waiting::NoRow) },
    }
}

fn line_match(
    found: &StoredMatch,
    rows: &HashMap<model::id::ExpectedBillingId, (model::id::ContractId, model::view::MatchRow)>,
    names: &HashMap<PersonId, String>,
    of: Money,
) -> Option<LineMatch> {
    let (_, row) = rows.get(&found.row)?;
    Some(LineMatch {
        row: row.clone(),
        amount: Money::new(found.minor, of.currency),
        confidence: found.confidence,
        reasons: found.reasons.clone(),
        by: found.by.and_then(|by| names.get(&by).cloned()),
        by_person: found.by.is_some(),
    })
}
