//! Showing findings: lists, one finding with the work on it.

use super::{FindingFilter, pursue::pursuers, recovery::ledger_of};
use crate::{Actor, Result, contract, history};
use model::{
    id::{FindingId, PriceLineId},
    money::Money,
    permission::Permission,
    refusal::Refusal,
    view::{FindingComment, FindingRow, FindingSheet, List, Recovery},
};
use store::{
    ConnectionTrait, Page,
    finding::{StoredComment, StoredRecovery},
};

/// The most comments shown with a finding: the last ones.
const COMMENTS_MOST: u64 = 200;

/// The findings a filter leaves, in its order, and how many there are in all.
pub async fn list(actor: &Actor, filter: &FindingFilter, page: Page) -> Result<List<FindingRow>> {
    let reading = actor.read(Permission::ViewLeakage)?;
    let page = Page { limit: page.limit.min(contract::PAGE_MOST), ..page };
    let (rows, total) = store::finding::list(reading.connection(), reading.sight(), filter, page).await?;
    Ok(List { rows, total: total.rows, more: total.more, day: actor.day() })
}

/// A stretch of the same list, to be taken out: as long as [`EXPORT_ROWS`](crate::EXPORT_ROWS).
pub async fn export(actor: &Actor, filter: &FindingFilter, number: u64) -> Result<List<FindingRow>> {
    actor.read(Permission::Export)?;
    let reading = actor.read(Permission::ViewLeakage)?;
    let page = crate::page(number, crate::EXPORT_ROWS);
    let (rows, total) = store::finding::list(reading.connection(), reading.sight(), filter, page).await?;
    Ok(List { rows, total: total.rows, more: total.more, day: actor.day() })
}

/// A finding with the names around it.
///
/// # Errors
/// [`Refusal::NotFound`] if there is none or its contract may not be seen.
pub async fn find(actor: &Actor, id: FindingId) -> Result<FindingRow> {
    let reading = actor.read(Permission::ViewLeakage)?;
    let found = store::finding::find_listed(reading.connection(), reading.sight(), id).await?;
    Ok(found.ok_or(Refusal::NotFound)?)
}

/// A finding with what was said and done about it.
///
/// # Errors
/// [`Refusal::NotFound`] if there is none or its contract may not be seen.
pub async fn sheet(actor: &Actor, id: FindingId) -> Result<FindingSheet> {
    let reading = actor.read(Permission::ViewLeakage)?;
    let connection = reading.connection();
    let found = store::finding::find_listed(connection, reading.sight(), id).await?;
    let row = found.ok_or(Refusal::NotFound)?;
    let comments = store::finding::comments(connection, id, COMMENTS_MOST).await?;
    let recoveries = store::finding::recoveries(connection, id).await?;
    let paid_before = paid_before(connection, &row).await?;
    let mut lines: Vec<PriceLineId> = row.finding.evidence.rows().iter().map(|row| row.line).collect();
    lines.extend(row.finding.line);
    lines.sort_unstable();
    lines.dedup();
    let mut lines: Vec<_> = store::billing::line_names(connection, &lines).await?.into_iter().collect();
    lines.sort_unstable();
    let lacking = row.state.is_open() && row.finding.kind.lacks_invoices();
    let waiting = match row.finding.customer.filter(|_| lacking) {
        Some(customer) => {
            store::matching::count_of(connection, reading.sight(), customer, row.finding.contract).await?
        }
        None => 0,
    };
    let has = row.owner_id;
    let may_pursue = actor.may(Permission::PursueFindings);
    let may_look_back = actor.may(Permission::ViewHistory);
    Ok(FindingSheet {
        row,
        lines,
        waiting,
        recoveries: recoveries
            .into_iter()
            .map(|StoredRecovery { id, received_on, amount, by }| Recovery { id, received_on, amount, by })
            .collect(),
        paid_before,
        comments: comments.into_iter().map(|StoredComment { by, at, text }| FindingComment { by, at, text }).collect(),
        history: if may_look_back { history::of_finding(actor, id).await? } else { Vec::new() },
        pursuers: if may_pursue { pursuers(connection, has).await? } else { Vec::new() },
        day: actor.day(),
    })
}

/// How much of what came in on a finding is paid of invoices that came since.
async fn paid_before(connection: &impl ConnectionTrait, found: &FindingRow) -> Result<Option<Money>> {
    let (Some(came_in), rows) = (found.recovered, found.finding.evidence.rows()) else { return Ok(None) };
    if rows.is_empty() {
        return Ok(None);
    }
    let ledger = ledger_of(connection, found.finding.contract).await?;
    let own = ledger.iter().map(|stored| &stored.row).filter(|row| rows.iter().any(|of| row.is_of(of)));
    let minor = own.fold(0_i64, |sum, row| sum.saturating_add(row.paid_before())).min(came_in.minor);
    Ok((minor > 0).then(|| Money::new(minor, came_in.currency)))
}
