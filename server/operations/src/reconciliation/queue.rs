//! What waits for a person: the queue, and what speaks for and against each place a line may belong to.

use super::ledger::{Beside, Ledger, billed_line};
use crate::{Actor, Result, contract::PAGE_MOST, invoice, office};
use model::{
    calendar::{Day, Period},
    id::{ExpectedBillingId, InvoiceLineId},
    money::Money,
    permission::Permission,
    reconciliation::{Outcome, Reason, Waiting, propose},
    refusal::Refusal,
    view::{InvoiceLineView, List, MatchRow, MatchingSheet, Place, RowMatch, Standing, WaitingLine},
};
use std::collections::{BTreeMap, HashMap};
use store::{ConnectionTrait, Page, invoice::OpenLine, sight::Sight};

pub use store::matching::Filter as QueueFilter;

/// How many days around an invoice the rows lie that its page looks at: a year, and what is long overdue.
const AROUND: (u64, u64) = (800, 420);
/// How many rows of other contracts a search shows.
const FOUND_MOST: u64 = 100;

/// The invoice lines that wait, most money first.
pub async fn queue(actor: &Actor, filter: &QueueFilter, page: Page) -> Result<List<WaitingLine>> {
    let reading = actor.read(Permission::Reconcile)?;
    let page = Page { limit: page.limit.min(PAGE_MOST), ..page };
    let (rows, total) = store::matching::waiting(reading.connection(), reading.sight(), filter, page).await?;
    Ok(List { rows, total, more: false, day: actor.day() })
}

/// How many invoice lines wait.
pub async fn count(actor: &Actor) -> Result<u64> {
    let reading = actor.read(Permission::Reconcile)?;
    Ok(store::matching::count(reading.connection(), reading.sight()).await?)
}

/// An invoice line with where it may belong, and the open rows of the contracts that `search` finds.
///
/// # Errors
/// [`Refusal::NotFound`] if there is no such line or a contract of its invoice may not be seen.
pub async fn sheet(actor: &Actor, id: InvoiceLineId, search: &str) -> Result<MatchingSheet> {
    let reading = actor.read(Permission::Reconcile)?;
    let (connection, sight) = (reading.connection(), reading.sight());
    let line = store::matching::find(connection, sight, id).await?.ok_or(Refusal::NotFound)?;
    let invoice = invoice::find_on(connection, sight, actor, line.invoice).await?;
    let own = invoice.lines.into_iter().find(|line| line.id == id).ok_or(Refusal::NotFound)?;
    let around = around(invoice.issued_on);
    let (places, now) = places(connection, sight, id, around).await?;
    let own = InvoiceLineView { standing: standing_now(own.standing, now), ..own };
    let search = search.trim().to_lowercase();
    let found = if search.is_empty() {
        Vec::new()
    } else {
        store::matching::rows_found(connection, sight, &search, invoice.kind, around, FOUND_MOST).await?
    };
    Ok(MatchingSheet {
        line: own,
        invoice: invoice.id,
        number: invoice.number,
        kind: invoice.kind,
        issued_on: invoice.issued_on,
        customer: invoice.customer,
        customer_name: invoice.customer_name,
        contract_reference: invoice.contract_reference,
        places,
        found,
        day: actor.day(),
    })
}

fn around(day: Day) -> Period {
    let (before, after) = AROUND;
    Period {
        first: day.checked_sub_days(chrono::Days::new(before)).unwrap_or(Day::MIN),
        last: day.checked_add_days(chrono::Days::new(after)).unwrap_or(Day::MAX),
    }
}

/// Where a line stands, with the reason for which it waits as it is found now: what else fits may have changed since it was
/// last looked at. What a person decided stays the reason.
fn standing_now(kept: Standing, now: Option<Waiting>) -> Standing {
    match (&kept, now) {
        (Standing::Waiting { why: Waiting::TakenBack | Waiting::RestOpen }, _) => kept,
        (Standing::Waiting { .. }, Some(why)) => Standing::Waiting { why },
        _ => kept,
    }
}

/// Where a line that waits may belong, best first, and why it waits.
async fn places(
    connection: &impl ConnectionTrait,
    sight: Sight,
    id: InvoiceLineId,
    around: Period,
) -> Result<(Vec<Place>, Option<Waiting>)> {
    let open = store::invoice::open_lines_among(connection, &[id]).await?;
    if open.is_empty() {
        return Ok((Vec::new(), None));
    }
    let beside = Beside::load(connection, &open).await?;
    let ledger = Ledger::load(connection, &open, Some(around)).await?;
    let settings = office::settings(connection).await?;
    let outcome = {
        let lines: Vec<_> = open.iter().map(|open| billed_line(open, &beside)).collect();
        propose(&lines, &ledger.open_rows(), &settings.reconciliation)
    };
    let why = outcome.proposals.first().map(|proposal| proposal.why);
    let parts = parts(outcome);
    let ids: Vec<ExpectedBillingId> = parts.values().flat_map(|(rows, _)| rows.iter().map(|(row, _)| *row)).collect();
    let rows = store::matching::rows_by_id(connection, sight, &ids).await?;
    Ok((parts.into_values().filter_map(|part| place(part, &rows, &open, &beside.refused)).collect(), why))
}

type Part = (Vec<(ExpectedBillingId, Money)>, Vec<Reason>);

/// What was proposed (or is certain by now), by place.
fn parts(outcome: Outcome) -> BTreeMap<u32, Part> {
    let mut places: BTreeMap<u32, Part> = BTreeMap::new();
    for found in outcome.matches {
        let (rows, reasons) = places.entry(0).or_default();
        rows.push((found.row, found.amount));
        *reasons = found.reasons;
    }
    for candidate in outcome.proposals.into_iter().flat_map(|proposal| proposal.candidates) {
        let (rows, reasons) = places.entry(candidate.place).or_default();
        rows.push((candidate.row, candidate.amount));
        *reasons = candidate.reasons;
    }
    places
}

/// A place, unless one of its rows may not be seen.
fn place(
    (parts, reasons): Part,
    rows: &HashMap<ExpectedBillingId, (model::id::ContractId, MatchRow)>,
    open: &[OpenLine],
    refused: &HashMap<InvoiceLineId, Vec<ExpectedBillingId>>,
) -> Option<Place> {
    let taken_back = open.iter().filter_map(|open| refused.get(&open.line.id)).flatten();
    let taken_back = taken_back.into_iter().any(|row| parts.iter().any(|(part, _)| part == row));
    let rows = parts
        .into_iter()
        .map(|(row, amount)| rows.get(&row).map(|(_, row)| (row.clone(), amount)))
        .collect::<Option<Vec<_>>>()?;
    Some(Place { rows, reasons, taken_back })
}

/// What bills each row of a contract.
///
/// # Errors
/// [`Refusal::NotFound`] if there is no such contract or it may not be seen.
pub async fn row_matches(actor: &Actor, number: &str) -> Result<Vec<(ExpectedBillingId, RowMatch)>> {
    let reading = actor.read(Permission::ViewBilling)?;
    let found = store::contract::find_by_number(reading.connection(), reading.sight(), number).await?;
    let found = found.ok_or(Refusal::NotFound)?;
    Ok(store::matching::of_contract(reading.connection(), found.id).await?)
}
