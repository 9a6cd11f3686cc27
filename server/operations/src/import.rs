//! Import: a file is read, its columns are taken for fields, its rows are reviewed, accepted, and can be
//! taken back. Nothing is live before it is accepted.

mod accept;
mod anchors;
mod custom;
mod known;
mod making;
mod mapping;
mod removal;
mod run;
mod shown;
mod steps;

pub use accept::{AcceptChoice, Apart, accept, discard, undo};
pub use anchors::AnchorChoice;
pub use mapping::{keep_mapping, mappings};
pub use run::{progress, work, work_through};
pub use shown::Shown;

use crate::{Actor, Result};
use documents::table::{Encoding, ReadChoices, ReadError, Separator, Table, read_wanted};
use known::Directory;
use model::{
    id::ImportId,
    import::{
        Grid,
        columns::{ContractField, ImportField, InvoiceField, Mapping, guess},
        conventions::{Conventions, Custom, Readings, readings},
        draft::UnderstoodRow,
        understand::{contract_rows, invoice_rows},
        values::{DayOrder, DecimalMark},
    },
    money::Currency,
    permission::Permission,
    refusal::{FileProblem, Refusal},
    view::{FileReading, ImportColumn, ImportKind, ImportReview, ImportRow, ImportState, ImportSummary},
};
use serde::{Deserialize, Serialize};
use shown::{is_acceptable, known_of, review_rows};
use std::collections::HashMap;
use store::{ConnectionTrait, import::Import};

/// How a person corrected the reading of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// Encoding of a text file, by name.
    pub encoding: Option<String>,
    /// Separator of a text file.
    pub separator: Option<char>,
    /// Row of the header.
    pub header_row: Option<u32>,
    /// How days, numbers and currencies are written.
    pub conventions: Conventions,
    /// The kept mapping by which the columns were read at first.
    pub kept: Option<String>,
}

impl Choices {
    fn for_reading(&self) -> ReadChoices {
        ReadChoices {
            sheet: self.sheet.clone(),
            encoding: self.encoding.as_deref().and_then(Encoding::from_name),
            separator: self.separator.and_then(Separator::from_char),
            header_row: self.header_row,
        }
    }
}

fn file_problem(error: ReadError) -> Refusal {
    let most = |limit: u64| u32::try_from(limit / 1_048_576).unwrap_or(u32::MAX);
    Refusal::File(match error {
        ReadError::Empty => FileProblem::Empty,
        ReadError::NotATable(kind) => FileProblem::WrongKind { kind: format!("{kind:?}").to_lowercase() },
        ReadError::Encrypted => FileProblem::Encrypted,
        ReadError::Broken => FileProblem::Broken,
        ReadError::WrongEncoding(_) => FileProblem::WrongEncoding,
        ReadError::NoSuchSheet(_) => FileProblem::NoSuchSheet,
        ReadError::NoSuchHeaderRow(_) => FileProblem::NoSuchHeaderRow,
        ReadError::NoRows => FileProblem::NoRows,
        ReadError::TooLarge { limit } => FileProblem::TooLarge { megabytes: most(limit) },
        ReadError::UnpacksTooLarge { .. } | ReadError::TooMuchText => FileProblem::Bomb,
        ReadError::TooManyRows { limit } => FileProblem::TooManyRows { most: limit },
        ReadError::TooManyColumns { limit, .. } => FileProblem::TooManyColumns { most: limit },
        ReadError::CellTooLong { row, .. } => FileProblem::CellTooLong { row },
    })
}

/// Reads a file off the async threads, which it would hold for as long as it takes; hands the file back. Of a workbook
/// whose sheet nobody chose, the first one is read that looks like what is imported.
async fn read_file(
    content: Vec<u8>,
    file_name: String,
    choices: ReadChoices,
    kind: ImportKind,
) -> Result<(Table, Vec<u8>)> {
    // A file may take many times its size in memory while it is read, so few are read at once.
    static READING: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(2);
    let _reading = READING.acquire().await;
    let named_workbook = is_named_workbook(&file_name);
    let reading = tokio::task::spawn_blocking(move || {
        (read_wanted(&content, &file_name, &choices, &|table| looks_like(kind, table)), content)
    });
    let (table, content) = reading.await?;
    let table = table.map_err(|error| {
        let text = named_workbook && !content.starts_with(ZIP) && std::str::from_utf8(&content).is_ok();
        let no_table = matches!(error, ReadError::NoRows | ReadError::NoSuchHeaderRow(_) | ReadError::Broken);
        if text && no_table {
            Refusal::File(FileProblem::WrongKind { kind: TEXT_AS_WORKBOOK.to_owned() })
        } else {
            file_problem(error)
        }
    });
    Ok((table?, content))
}

/// How a workbook begins.
const ZIP: &[u8] = b"PK";
/// What a text is that is named as a workbook and holds no table.
const TEXT_AS_WORKBOOK: &str = "textasworkbook";

fn is_named_workbook(file_name: &str) -> bool {
    let extension = std::path::Path::new(file_name).extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| ["xlsx", "xlsm"].iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

/// Whether the columns of a table look like those of what is imported, and not like those of the other kind.
fn looks_like(kind: ImportKind, table: &Table) -> bool {
    fn known<F: ImportField>(grid: &Grid) -> usize {
        guess::<F>(grid).columns.iter().filter(|column| column.field.is_some()).count()
    }
    let rows = table.rows.iter().take(50).cloned().collect();
    let grid = Grid { header: table.header.clone(), rows };
    let (contracts, invoices) = (known::<ContractField>(&grid), known::<InvoiceField>(&grid));
    let (own, other) = match kind {
        ImportKind::Contracts => (contracts, invoices),
        ImportKind::Invoices => (invoices, contracts),
    };
    own >= COLUMNS_LEAST && own >= other
}

/// With fewer columns that mean something a sheet is a cover or a legend.
const COLUMNS_LEAST: usize = 3;

/// Takes a file in: reads it once, by a kept mapping or by what its columns look like, and keeps it for review.
///
/// # Errors
/// [`Refusal::File`] if it cannot be read, [`Refusal::NotFound`] if there is no mapping of that name.
pub async fn upload(
    actor: &Actor,
    kind: ImportKind,
    file_name: &str,
    content: Vec<u8>,
    mapping: Option<&str>,
) -> Result<ImportId> {
    upload_sheet(actor, kind, file_name, content, mapping, None).await
}

/// Takes a file in as [`upload`] does, by the sheet of a workbook that was chosen.
///
/// # Errors
/// Those of [`upload`]; [`Refusal::File`] if there is no such sheet.
pub async fn upload_sheet(
    actor: &Actor,
    kind: ImportKind,
    file_name: &str,
    content: Vec<u8>,
    mapping: Option<&str>,
    sheet: Option<&str>,
) -> Result<ImportId> {
    let reading = actor.read(Permission::Import)?;
    let wanted = ReadChoices { sheet: sheet.map(str::to_owned), ..ReadChoices::default() };
    let (table, content) = read_file(content, file_name.to_owned(), wanted, kind).await?;
    let sheet = table.sheet.clone();
    let grid = Grid::from(table);
    let mapping::Beginning { mapping, mut choices } =
        mapping::begin(reading.connection(), kind, &grid, mapping).await?;
    choices.sheet = sheet;
    let id = ImportId(actor.office().clock().id());
    let acting = actor.begin(Permission::Import).await?;
    let row = Import {
        id: id.0,
        kind: kind_code(kind).to_owned(),
        file_name: file_name.chars().take(200).collect(),
        content,
        choices: serde_json::to_string(&choices)?,
        mapping,
        decisions: "{}".to_owned(),
        state: state_code(ImportState::Review).to_owned(),
        summary: serde_json::to_string(&ImportSummary::default())?,
        created_by: actor.person().map(|person| person.0),
        created_at: actor.now().timestamp_millis(),
        finished_at: None,
        version: 1,
    };
    store::import::insert(acting.connection(), row).await?;
    acting.commit().await?;
    Ok(id)
}

const fn kind_code(kind: ImportKind) -> &'static str {
    match kind {
        ImportKind::Contracts => "contracts",
        ImportKind::Invoices => "invoices",
    }
}

fn kind_of(code: &str) -> ImportKind {
    if code == "invoices" { ImportKind::Invoices } else { ImportKind::Contracts }
}

const fn state_code(state: ImportState) -> &'static str {
    match state {
        ImportState::Review => "review",
        ImportState::Accepting => "accepting",
        ImportState::Accepted => "accepted",
        ImportState::Undoing => "undoing",
        ImportState::Undone => "undone",
        ImportState::Discarded => "discarded",
    }
}

fn state_of(code: &str) -> ImportState {
    match code {
        "accepting" => ImportState::Accepting,
        "accepted" => ImportState::Accepted,
        "undoing" => ImportState::Undoing,
        "undone" => ImportState::Undone,
        "discarded" => ImportState::Discarded,
        _ => ImportState::Review,
    }
}

/// The latest imports.
pub async fn list(actor: &Actor) -> Result<Vec<ImportRow>> {
    let reading = actor.read(Permission::Import)?;
    let rows = store::import::list(reading.connection(), 100).await?;
    let ids: Vec<uuid::Uuid> = rows.iter().map(|row| row.id).collect();
    let number = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
    let runs: HashMap<uuid::Uuid, (u32, u32)> = store::import::run::counts(reading.connection(), &ids)
        .await?
        .into_iter()
        .map(|(id, done, total)| (id, (number(done), number(total))))
        .collect();
    rows.into_iter()
        .map(|row| {
            Ok(ImportRow {
                progress: runs.get(&row.id).copied(),
                id: row.id.into(),
                kind: kind_of(&row.kind),
                file: row.file_name,
                state: state_of(&row.state),
                summary: serde_json::from_str(&row.summary)?,
                at: model::calendar::Moment::from_timestamp_millis(row.created_at).unwrap_or_default(),
            })
        })
        .collect()
}

/// Corrects how a file is read, which header row, which column means what.
///
/// # Errors
/// [`Refusal::WrongState`] once it is accepted; [`Refusal::Stale`]; [`Refusal::File`] if it cannot be read so.
pub async fn correct(actor: &Actor, id: ImportId, version: i32, reading: &FileReading) -> Result<()> {
    let acting = actor.begin(Permission::Import).await?;
    let mut row = store::import::find(acting.connection(), id).await?.ok_or(Refusal::NotFound)?;
    accept::stands_in(state_of(&row.state), ImportState::Review)?;
    row.version = version;
    let before: Choices = serde_json::from_str(&row.choices)?;
    let mut choices = Choices { kept: before.kept, ..choices_of(reading) };
    if choices.sheet != before.sheet {
        // The titles of another sheet stand elsewhere.
        choices.header_row = None;
    }
    let fields = &reading.fields;
    let content = std::mem::take(&mut row.content);
    let kind = kind_of(&row.kind);
    let (table, _content) = read_file(content, row.file_name.clone(), choices.for_reading(), kind).await?;
    let grid = Grid::from(table);
    row.mapping = match kind_of(&row.kind) {
        ImportKind::Contracts => serde_json::to_string(&remapped::<ContractField>(&grid, &row.mapping, fields)?)?,
        ImportKind::Invoices => serde_json::to_string(&remapped::<InvoiceField>(&grid, &row.mapping, fields)?)?,
    };
    row.choices = serde_json::to_string(&choices)?;
    store::import::update(acting.connection(), &row).await?;
    acting.commit().await
}

/// The mapping with the fields a person chose; guessed anew where the header became another.
fn remapped<F: ImportField>(grid: &Grid, before: &str, fields: &[String]) -> Result<Mapping<F>> {
    let before: Mapping<F> = serde_json::from_str(before)?;
    let headers: Vec<&String> = before.columns.iter().map(|column| &column.header).collect();
    if !headers.iter().copied().eq(grid.header.iter()) {
        return Ok(guess(grid));
    }
    let mut mapping = before;
    for (column, field) in fields.iter().enumerate() {
        let field = F::ALL.iter().copied().find(|choice| choice.key() == field);
        mapping.set(column, field);
    }
    Ok(mapping)
}

/// A file read and understood.
struct Understood {
    table: TableShape,
    columns: Vec<ImportColumn>,
    fields: Vec<String>,
    readings: Readings,
    rows: Rows,
    /// The currency of amounts that name none: as decided, else that of our company.
    currency: Option<Currency>,
}

struct TableShape {
    sheets: Vec<String>,
    sheet: Option<String>,
    encoding: Option<String>,
    separator: Option<char>,
    header_row: u32,
}

enum Rows {
    Contracts(Vec<UnderstoodRow<model::import::draft::ContractDraft>>),
    Invoices(Vec<UnderstoodRow<model::import::draft::InvoiceDraft>>),
}

fn columns_of<F: ImportField>(grid: &Grid, mapping: &Mapping<F>) -> Vec<ImportColumn> {
    let samples = |column| grid.column(column).take(3).map(|cell| cell.text.clone()).collect();
    mapping
        .columns
        .iter()
        .enumerate()
        .map(|(column, mapped)| ImportColumn {
            header: mapped.header.clone(),
            field: mapped.field.map(|field| field.key().to_owned()),
            samples: samples(column),
        })
        .collect()
}

fn codes<F: ImportField>() -> Vec<String> {
    F::ALL.iter().map(|field| field.key().to_owned()).collect()
}

/// Reads and understands the file of an import, by the custom of our house where the file leaves something open.
async fn understand(connection: &impl ConnectionTrait, row: &mut Import, choices: &Choices) -> Result<Understood> {
    let custom = custom::load(connection, kind_of(&row.kind)).await?;
    let content = std::mem::take(&mut row.content);
    let kind = kind_of(&row.kind);
    let (table, _content) = read_file(content, row.file_name.clone(), choices.for_reading(), kind).await?;
    understood(row, choices, &custom, table)
}

fn understood(row: &Import, choices: &Choices, custom: &Custom, table: Table) -> Result<Understood> {
    let shape = TableShape {
        sheets: table.sheets.clone(),
        sheet: table.sheet.clone(),
        encoding: table.encoding.map(|encoding| encoding.name().to_owned()),
        separator: table.separator.map(Separator::char),
        header_row: table.header_row,
    };
    let grid = Grid::from(table);
    let conventions = &choices.conventions;
    let assumed = |readings: &Readings| custom.of_entity(None).filter(|_| readings.currency_missing);
    Ok(match kind_of(&row.kind) {
        ImportKind::Contracts => {
            let mapping: Mapping<ContractField> = serde_json::from_str(&row.mapping)?;
            let readings = readings(&grid, &mapping, conventions, custom);
            Understood {
                currency: conventions.currency.or_else(|| assumed(&readings)),
                table: shape,
                columns: columns_of(&grid, &mapping),
                fields: codes::<ContractField>(),
                readings,
                rows: Rows::Contracts(contract_rows(&grid, &mapping, conventions, custom)),
            }
        }
        ImportKind::Invoices => {
            let mapping: Mapping<InvoiceField> = serde_json::from_str(&row.mapping)?;
            let readings = readings(&grid, &mapping, conventions, custom);
            Understood {
                currency: conventions.currency.or_else(|| assumed(&readings)),
                table: shape,
                columns: columns_of(&grid, &mapping),
                fields: codes::<InvoiceField>(),
                readings,
                rows: Rows::Invoices(invoice_rows(&grid, &mapping, conventions, custom)),
            }
        }
    })
}

/// The most rows of a review at once.
const REVIEW_MOST: usize = 100;

/// Everything the review of an import shows: the rows with problems first.
pub async fn review(actor: &Actor, id: ImportId) -> Result<ImportReview> {
    review_of(actor, id, Shown::All).await
}

/// The review of an import with some of its rows. Of an import that was accepted those are shown that it left out.
pub async fn review_of(actor: &Actor, id: ImportId, shown: Shown) -> Result<ImportReview> {
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
        (understand(connection, &mut row, &choices).await?, directory)
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
            found.iter().take(REVIEW_MOST).map(anchors::Found::proposal).collect()
        }
    };
    let no_legal_entity = match &understood.rows {
        Rows::Contracts(rows) => {
            let mut drafts = rows.iter().filter(|row| row.is_acceptable()).filter_map(|row| row.draft.as_ref());
            drafts.any(|draft| directory.lacks_entity(draft))
        }
        Rows::Invoices(_) => false,
    };
    let mut rows = review_rows(understood.rows, &directory);
    let (unsigned, undescribed) = (shown::unsigned(&rows, actor.day()), shown::undescribed(&rows));
    let found = rows.len();
    let already_there = rows.iter().filter(|row| known_of(row).same_number.is_some()).count();
    let acceptable = rows.iter().filter(|row| is_acceptable(row) && known_of(row).same_number.is_none()).count();
    let near_same = rows.iter().filter(|row| known_of(row).near_same).count();
    let [informed, doubtful, wrong, left_out] = shown::counts(&rows);
    rows.sort_by_key(shown::order);
    rows.retain(|row| shown.holds(row));
    rows.truncate(REVIEW_MOST);
    directory.tell_apart(reading.connection(), reading.sight(), &mut rows, actor.day()).await?;
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let Understood { table, columns, fields, readings, rows: _, currency } =
        Understood { rows: Rows::Contracts(Vec::new()), ..understood };
    Ok(ImportReview {
        id,
        kind: kind_of(&row.kind),
        file: row.file_name,
        state,
        summary: serde_json::from_str(&row.summary)?,
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
        rows,
    })
}

/// Choices as a form sends them; what is empty or unknown is left to the evidence.
fn choices_of(reading: &FileReading) -> Choices {
    let filled = |text: &String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    Choices {
        sheet: filled(&reading.sheet),
        encoding: filled(&reading.encoding),
        separator: reading.separator.chars().next(),
        header_row: reading.header_row.trim().parse().ok(),
        conventions: Conventions {
            day_order: match reading.day_order.as_str() {
                "day_first" => Some(DayOrder::DayFirst),
                "month_first" => Some(DayOrder::MonthFirst),
                _ => None,
            },
            decimal_mark: match reading.decimal_mark.as_str() {
                "comma" => Some(DecimalMark::Comma),
                "point" => Some(DecimalMark::Point),
                _ => None,
            },
            currency: reading.currency.trim().parse().ok(),
            percent_style: None,
        },
        kept: None,
    }
}
