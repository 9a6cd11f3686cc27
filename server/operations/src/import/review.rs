//! What the review of an import shows.

use super::{
    Choices, accept, allow, anchors, kind_of,
    known::Directory,
    named,
    reading::{Rows, Understood, is_named_workbook, understand, understood},
    received::{self, Judging},
    run,
    shown::{self, Shown, known_of, review_rows},
    state_of,
};
use crate::{
    Actor, Result,
    actor::Reading,
    lately::{Follows, WholeReview},
};
use documents::table::Table;
use model::{
    calendar::Moment,
    id::{FindingId, ImportId},
    import::conventions::Custom,
    leakage::{CloseReason, Evidence, FindingState},
    permission::Permission,
    refusal::Refusal,
    view::{
        ImportKind, ImportReview, ImportState, ImportSummary, Known, ReviewRow, ReviewedImport, SettledFinding,
        Unsigned,
    },
};
use std::sync::Arc;
use store::{Page, import::Import};

/// The most rows of a review at once.
const REVIEW_MOST: u64 = 100;

/// The most proposals about price lines.
const ANCHORS_MOST: usize = 100;

/// Everything the review of an import shows: the rows with problems first.
pub async fn review(actor: &Actor, id: ImportId) -> Result<ReviewedImport> {
    review_of(actor, id, Shown::All, Page::first(REVIEW_MOST)).await
}

/// The review of an import with a page of some of its rows. Of an import that was accepted those are shown that it left out.
///
/// All of it is made once and kept while nothing changes, so that a page costs few queries, however long the file is.
pub async fn review_of(actor: &Actor, id: ImportId, shown: Shown, page: Page) -> Result<ReviewedImport> {
    let reading = actor.read(Permission::Import)?;
    let connection = reading.connection();
    let run = run::progress(actor, id).await?;
    let listed = store::import::find_listed(connection, id).await?.ok_or(Refusal::NotFound)?;
    allow(actor, kind_of(&listed.kind))?;
    let state = state_of(&listed.state);
    let reviews = &actor.office().reviews;
    let whole = if matches!(state, ImportState::Review | ImportState::Accepted) {
        let follows = Follows::now(connection, (id, listed.version), reading.sight(), actor.day()).await?;
        match reviews.find(&follows) {
            Some(known) => known,
            None => {
                let made = Arc::new(whole(&reading, actor, id).await?);
                reviews.keep(follows, actor.now(), Arc::clone(&made));
                made
            }
        }
    } else {
        reviews.forget(id);
        let row = store::import::find_without_file(connection, id).await?.ok_or(Refusal::NotFound)?;
        let choices: Choices = serde_json::from_str(&row.choices)?;
        let none = Table { header_row: choices.header_row.unwrap_or(1), ..Table::default() };
        let nothing = understood(&row, &choices, &Custom::default(), none)?;
        Arc::new(WholeReview { head: head(row, choices, nothing)?, rows: Vec::new() })
    };
    let shown = if state == ImportState::Accepted { Shown::LeftOut } else { shown };
    let asked_for = whole.rows.iter().filter(|row| shown.holds(row)).count();
    let page = page.within(asked_for as u64);
    let offset = usize::try_from(page.offset).unwrap_or(usize::MAX);
    let most = usize::try_from(page.limit.min(REVIEW_MOST)).unwrap_or_default();
    let rows = whole.rows.iter().filter(|row| shown.holds(row)).skip(offset).take(most).cloned().collect();
    let mut summary: ImportSummary = serde_json::from_str(&listed.summary)?;
    let brings_contracts = state == ImportState::Accepted && whole.head.kind == ImportKind::Contracts;
    let invoices_next = brings_contracts && store::invoice::known_days(connection).await?.is_none();
    let undoing = match state {
        ImportState::Accepted => {
            // People have worked on since it was accepted.
            let now = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
            summary.waiting = now(store::import::count_waiting(connection, id).await?);
            summary.findings = now(store::import::count_findings(connection, id).await?);
            summary.payments = now(store::invoice::count_payments_of(connection, id).await?);
            let undoing = accept::undoing(connection, reading.sight(), actor, id).await?;
            summary.contracts = undoing.contracts;
            summary.customers = undoing.customers.saturating_add(undoing.kept_customers);
            summary.invoices = undoing.invoices;
            Some(undoing)
        }
        _ => None,
    };
    let settled = match state {
        ImportState::Accepted => settled(&reading, actor, id, listed.finished_at).await?,
        _ => Vec::new(),
    };
    let review = ImportReview {
        summary,
        settled,
        progress: Some(run).filter(|run| run.state.is_under_way() || run.failure.is_some()),
        invoices_next,
        undoing,
        asked_for: u32::try_from(asked_for).unwrap_or(u32::MAX),
        ..whole.head.clone()
    };
    Ok(ReviewedImport { review, rows })
}

/// The findings about late invoices that the payments of an import closed, as far as they may be seen.
async fn settled(
    reading: &Reading<'_>,
    actor: &Actor,
    id: ImportId,
    finished_at: Option<i64>,
) -> Result<Vec<SettledFinding>> {
    let connection = reading.connection();
    let Some(finished) = finished_at.and_then(Moment::from_timestamp_millis) else { return Ok(Vec::new()) };
    if actor.read(Permission::ViewLeakage).is_err() {
        return Ok(Vec::new());
    }
    // The day before: where the organisation is may have been another day already, or still.
    let since = finished.date_naive().pred_opt().unwrap_or_default();
    let closed = store::import::settled_by_payments(connection, id, since).await?;
    let ids: Vec<FindingId> = closed.iter().map(|stored| stored.id).collect();
    let mut seen = Vec::new();
    for stored in store::finding::find_many(connection, reading.sight(), &ids).await? {
        if let (Evidence::Overdue { number, .. }, FindingState::Closed { why: CloseReason::Paid, .. }) =
            (&stored.finding.evidence, &stored.state)
        {
            seen.push(SettledFinding { id: stored.id, invoice: number.clone() });
        }
    }
    seen.sort_by(|one, other| one.invoice.cmp(&other.invoice));
    Ok(seen)
}

/// The review of an import that can be read, with all of its rows.
async fn whole(reading: &Reading<'_>, actor: &Actor, id: ImportId) -> Result<WholeReview> {
    let connection = reading.connection();
    let mut row = store::import::find(connection, id).await?.ok_or(Refusal::NotFound)?;
    let choices: Choices = serde_json::from_str(&row.choices)?;
    let in_review = state_of(&row.state) == ImportState::Review;
    let directory = match in_review {
        true => Directory::load(connection, None).await?,
        // What the import itself made is no reason why its rows were left out.
        false => Directory::before(connection, id).await?,
    };
    let mut understood = understand(connection, actor.day(), &mut row, &choices).await?;
    let anchors = match &understood.rows {
        Rows::Contracts(_) => Vec::new(),
        Rows::Invoices(rows) => {
            let drafts = rows.iter().filter(|row| row.is_acceptable()).filter_map(|row| row.draft.as_ref());
            let observed = anchors::observed(&directory, drafts);
            let found = anchors::find(connection, actor.day(), &observed).await?;
            found.iter().take(ANCHORS_MOST).map(anchors::Found::proposal).collect()
        }
    };
    let no_legal_entity = match &understood.rows {
        Rows::Contracts(rows) => {
            let mut drafts = rows.iter().filter(|row| row.is_acceptable()).filter_map(|row| row.draft.as_ref());
            drafts.any(|draft| directory.lacks_entity(draft))
        }
        Rows::Invoices(_) => false,
    };
    match &mut understood.rows {
        Rows::Contracts(rows) if in_review => named::remark_owners(rows, &directory, &understood.columns),
        Rows::Invoices(rows) if in_review => named::remark(rows, &directory, &understood.columns),
        Rows::Contracts(_) | Rows::Invoices(_) => {}
    }
    let received = match &mut understood.rows {
        Rows::Contracts(_) => Vec::new(),
        Rows::Invoices(rows) => {
            let apart = accept::Apart { all: false, names: choices.apart.iter().cloned().collect() };
            let judging = Judging {
                actor,
                directory: &directory,
                apart: &apart,
                taken_in: &choices.taken_in,
                import: id,
                sight: reading.sight(),
            };
            let drafts: Vec<_> = rows.iter().filter_map(|row| row.draft.as_ref()).collect();
            let verdicts = judging.judge(connection, &drafts).await?;
            received::tell(rows, verdicts, &directory, &understood.columns, understood.currency)
        }
    };
    let mut rows = review_rows(understood.rows.take(), &directory, false, &choices.apart);
    for (row, received) in rows.iter_mut().zip(received) {
        if let (ReviewRow::Invoice { understood, known }, Some(received)) = (row, received) {
            // Of a payment that stands alone nothing else is asked.
            let alone = understood.draft.as_ref().is_some_and(|draft| draft.alone.is_some());
            let kept = if alone { Known::default() } else { std::mem::take(known) };
            let Known { same_number, customer, probably, adds, open, .. } = received;
            *known = Known { same_number, customer, probably, adds, open, ..kept };
        }
    }
    rows.extend(review_rows(understood.left_out.take(), &directory, true, &choices.apart));
    rows.iter_mut().for_each(shown::quieten);
    // Before they are counted: what a file says otherwise of a contract that is there is to be looked at.
    directory.tell_apart(connection, reading.sight(), &mut rows, actor.day()).await?;
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let near_same = |known: &&Known| known.near_same && !known.apart && !known.left_out;
    let [informed, doubtful, wrong, left_out] = shown::counts(&rows);
    let head = ImportReview {
        found: count(rows.len()),
        acceptable: count(rows.iter().filter(|row| !shown::is_left_out(row)).count()),
        already_there: count(rows.iter().filter(|row| known_of(row).is_there()).count()),
        paying: count(rows.iter().filter(|row| !shown::is_left_out(row)).map(|row| known_of(row).adds.len()).sum()),
        payments_alone: shown::count(&rows, Shown::PaymentsAlone),
        informed,
        doubtful,
        wrong,
        left_out,
        unsigned: shown::unsigned(&rows, actor.day()),
        assumed_renewals: shown::assumed_renewals(&rows),
        undescribed: shown::undescribed(&rows),
        near_same: count(rows.iter().map(known_of).filter(near_same).count()),
        anchors,
        no_legal_entity,
        ..head(row, choices, understood)?
    };
    rows.sort_by_key(shown::order);
    Ok(WholeReview { head, rows })
}

/// What a review says of its file; nothing of the rows.
fn head(row: Import, choices: Choices, understood: Understood) -> Result<ImportReview> {
    let Understood { table, columns, fields, readings, rows: _, left_out: _, currency, other_kind } = understood;
    Ok(ImportReview {
        id: row.id.into(),
        kind: kind_of(&row.kind),
        other_kind,
        text_as_workbook: table.encoding.is_some() && is_named_workbook(&row.file_name),
        file: row.file_name,
        state: state_of(&row.state),
        summary: serde_json::from_str(&row.summary)?,
        version: row.version,
        progress: None,
        sheets: table.sheets,
        sheet: table.sheet,
        encoding: table.encoding,
        separator: table.separator,
        header_row: table.header_row,
        columns,
        fields,
        readings,
        assumed_currency: currency,
        found: 0,
        acceptable: 0,
        already_there: 0,
        paying: 0,
        payments_alone: 0,
        informed: 0,
        doubtful: 0,
        wrong: 0,
        left_out: 0,
        mapping: choices.kept,
        unsigned: Unsigned::default(),
        assumed_renewals: 0,
        renewal_months: choices.conventions.renewal_months,
        undescribed: 0,
        near_same: 0,
        anchors: Vec::new(),
        no_legal_entity: false,
        invoices_next: false,
        undoing: None,
        settled: Vec::new(),
        asked_for: 0,
    })
}
