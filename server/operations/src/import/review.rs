//! What the review of an import shows.

use super::{
    Choices, accept, anchors, kind_of,
    known::Directory,
    reading::{Rows, Understood, understand, understood},
    run,
    shown::{self, Shown, known_of, review_rows},
    state_of,
};
use crate::{Actor, Result};
use documents::table::Table;
use model::{
    id::ImportId,
    import::conventions::Custom,
    permission::Permission,
    refusal::Refusal,
    view::{ImportReview, ImportState, ImportSummary},
};
use store::Page;

/// The most rows of a review at once.
const REVIEW_MOST: u64 = 100;

/// The most proposals about price lines.
const ANCHORS_MOST: usize = 100;

/// Everything the review of an import shows: the rows with problems first.
pub async fn review(actor: &Actor, id: ImportId) -> Result<ImportReview> {
    review_of(actor, id, Shown::All, Page::first(REVIEW_MOST)).await
}

/// The review of an import with a page of some of its rows. Of an import that was accepted those are shown that it left out.
pub async fn review_of(actor: &Actor, id: ImportId, shown: Shown, page: Page) -> Result<ImportReview> {
    let reading = actor.read(Permission::Import)?;
    let run = run::progress(actor, id).await?;
    let mut row = store::import::find_without_file(reading.connection(), id).await?.ok_or(Refusal::NotFound)?;
    let state = state_of(&row.state);
    // A file is read only where something is shown of it.
    let read = matches!(state, ImportState::Review | ImportState::Accepted);
    if read {
        row = store::import::find(reading.connection(), id).await?.ok_or(Refusal::NotFound)?;
    }
    let choices: Choices = serde_json::from_str(&row.choices)?;
    let (understood, directory) = if read {
        let connection = reading.connection();
        // What the import itself made is no reason why its rows were left out.
        let directory = match state {
            ImportState::Accepted => Directory::before(connection, id).await?,
            _ => Directory::load(connection, None).await?,
        };
        (understand(connection, actor.day(), &mut row, &choices).await?, directory)
    } else {
        let none = Table { header_row: choices.header_row.unwrap_or(1), ..Table::default() };
        (understood(&row, &choices, &Custom::default(), none)?, Directory::default())
    };
    let undoing = match state {
        ImportState::Accepted => Some(accept::undoing(reading.connection(), reading.sight(), actor, id).await?),
        _ => None,
    };
    let shown = if state == ImportState::Accepted { Shown::LeftOut } else { shown };
    let anchors = match &understood.rows {
        Rows::Contracts(_) => Vec::new(),
        Rows::Invoices(rows) => {
            let drafts = rows.iter().filter(|row| row.is_acceptable()).filter_map(|row| row.draft.as_ref());
            let observed = anchors::observed(&directory, drafts);
            let found = anchors::find(reading.connection(), actor.day(), &observed).await?;
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
    let mut rows = review_rows(understood.rows, &directory, false, &choices.apart);
    rows.extend(review_rows(understood.left_out, &directory, true, &choices.apart));
    // Before they are counted: what a file says otherwise of a contract that is there is to be looked at.
    directory.tell_apart(reading.connection(), reading.sight(), &mut rows, actor.day()).await?;
    let (unsigned, undescribed) = (shown::unsigned(&rows, actor.day()), shown::undescribed(&rows));
    let found = rows.len();
    let already_there = rows.iter().filter(|row| known_of(row).same_number.is_some()).count();
    let acceptable = rows.iter().filter(|row| !shown::is_left_out(row)).count();
    let near_same =
        rows.iter().map(known_of).filter(|known| known.near_same && !known.apart && !known.left_out).count();
    let [informed, doubtful, wrong, left_out] = shown::counts(&rows);
    rows.retain(|row| shown.holds(row));
    rows.sort_by_key(shown::order);
    let asked_for = rows.len();
    let page = page.within(asked_for as u64);
    let offset = usize::try_from(page.offset).unwrap_or(usize::MAX).min(asked_for);
    rows.drain(..offset);
    rows.truncate(usize::try_from(page.limit.min(REVIEW_MOST)).unwrap_or_default());
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let mut summary: ImportSummary = serde_json::from_str(&row.summary)?;
    if state == ImportState::Accepted {
        // People have worked on since it was accepted.
        let now = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        summary.waiting = now(store::import::count_waiting(reading.connection(), id).await?);
        summary.findings = now(store::import::count_findings(reading.connection(), id).await?);
    }
    let Understood { table, columns, fields, readings, rows: _, left_out: _, currency, other_kind } =
        Understood { rows: Rows::Contracts(Vec::new()), left_out: Rows::Contracts(Vec::new()), ..understood };
    Ok(ImportReview {
        id,
        kind: kind_of(&row.kind),
        other_kind,
        file: row.file_name,
        state,
        summary,
        version: row.version,
        progress: Some(run).filter(|run| run.state.is_under_way() || run.failure.is_some()),
        sheets: table.sheets,
        sheet: table.sheet,
        encoding: table.encoding,
        separator: table.separator,
        header_row: table.header_row,
        columns,
        fields,
        readings,
        assumed_currency: currency,
        found: count(found),
        acceptable: count(acceptable),
        already_there: count(already_there),
        informed,
        doubtful,
        wrong,
        left_out,
        mapping: choices.kept,
        unsigned,
        undescribed,
        near_same: count(near_same),
        anchors,
        no_legal_entity,
        undoing,
        asked_for: count(asked_for),
        rows,
    })
}
