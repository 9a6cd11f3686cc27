//! Reading the file of an import: as a table within limits, and then row by row by the custom of our house.

use super::{Choices, custom, kind_of};
use crate::Result;
use documents::table::{Encoding, ReadChoices, ReadError, Separator, Table, read_wanted};
use model::{
    calendar::Day,
    import::{
        Grid,
        columns::{ContractField, ImportField, InvoiceField, Mapping, guess},
        conventions::{Custom, Readings, readings},
        draft::UnderstoodRow,
        understand::{contract_rows_among, invoice_rows_among},
    },
    money::Currency,
    refusal::{FileProblem, Refusal},
    view::{ImportColumn, ImportKind},
};
use store::{ConnectionTrait, import::Import};

impl Choices {
    pub(super) fn for_reading(&self) -> ReadChoices {
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
pub(super) async fn read_file(
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

pub(super) fn is_named_workbook(file_name: &str) -> bool {
    let extension = std::path::Path::new(file_name).extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| ["xlsx", "xlsm"].iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

/// Whether the columns of a table look like those of what is imported, and not like those of the other kind.
fn looks_like(kind: ImportKind, table: &Table) -> bool {
    let (own, other) = meaning(kind, &Grid { header: table.header.clone(), rows: beginning(&table.rows) });
    own >= COLUMNS_LEAST && own >= other
}

/// Whether the columns of a file clearly look like those of the other kind.
fn looks_like_the_other(kind: ImportKind, grid: &Grid) -> bool {
    let (own, other) = meaning(kind, &Grid { header: grid.header.clone(), rows: beginning(&grid.rows) });
    other >= COLUMNS_LEAST && other >= own + CLEARLY
}

/// The first rows, which are enough to tell what a column means.
fn beginning<T: Clone>(rows: &[T]) -> Vec<T> {
    rows.iter().take(50).cloned().collect()
}

/// How many columns mean something in a file of a kind, and how many in one of the other.
fn meaning(kind: ImportKind, grid: &Grid) -> (usize, usize) {
    fn known<F: ImportField>(grid: &Grid) -> usize {
        guess::<F>(grid).columns.iter().filter(|column| column.field.is_some()).count()
    }
    let (contracts, invoices) = (known::<ContractField>(grid), known::<InvoiceField>(grid));
    match kind {
        ImportKind::Contracts => (contracts, invoices),
        ImportKind::Invoices => (invoices, contracts),
    }
}

/// With fewer columns that mean something a sheet is a cover or a legend.
const COLUMNS_LEAST: usize = 3;

/// By how many columns the other kind must be ahead to be asked about.
const CLEARLY: usize = 2;

/// A file read and understood.
pub(super) struct Understood {
    pub(super) table: TableShape,
    pub(super) columns: Vec<ImportColumn>,
    pub(super) fields: Vec<String>,
    pub(super) readings: Readings,
    pub(super) rows: Rows,
    /// Those that a person left out.
    pub(super) left_out: Rows,
    /// The currency of amounts that name none: as decided, else that of our company.
    pub(super) currency: Option<Currency>,
    /// Whether it looks like a file of the other kind.
    pub(super) other_kind: bool,
}

pub(super) struct TableShape {
    pub(super) sheets: Vec<String>,
    pub(super) sheet: Option<String>,
    pub(super) encoding: Option<String>,
    pub(super) separator: Option<char>,
    pub(super) header_row: u32,
}

pub(super) enum Rows {
    Contracts(Vec<UnderstoodRow<model::import::draft::ContractDraft>>),
    Invoices(Vec<UnderstoodRow<model::import::draft::InvoiceDraft>>),
}

impl Rows {
    /// The rows, which are gone from here then.
    pub(super) fn take(&mut self) -> Self {
        std::mem::replace(self, Self::Contracts(Vec::new()))
    }
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
pub(super) async fn understand(
    connection: &impl ConnectionTrait,
    day: Day,
    row: &mut Import,
    choices: &Choices,
) -> Result<Understood> {
    let custom = custom::load(connection, kind_of(&row.kind)).await?.on(day);
    let content = std::mem::take(&mut row.content);
    let kind = kind_of(&row.kind);
    let (table, _content) = read_file(content, row.file_name.clone(), choices.for_reading(), kind).await?;
    understood(row, choices, &custom, table)
}

pub(super) fn understood(row: &Import, choices: &Choices, custom: &Custom, table: Table) -> Result<Understood> {
    let shape = TableShape {
        sheets: table.sheets.clone(),
        sheet: table.sheet.clone(),
        encoding: table.encoding.map(|encoding| encoding.name().to_owned()),
        separator: table.separator.map(Separator::char),
        header_row: table.header_row,
    };
    let grid = Grid::from(table);
    let conventions = &choices.conventions;
    let left_out = |row: u32| choices.left_out.contains(&row);
    let taken = |row: u32| !left_out(row);
    let assumed = |readings: &Readings| custom.of_entity(None).filter(|_| readings.currency_missing);
    let kind = kind_of(&row.kind);
    let other_kind = looks_like_the_other(kind, &grid);
    Ok(match kind {
        ImportKind::Contracts => {
            let mapping: Mapping<ContractField> = serde_json::from_str(&row.mapping)?;
            let readings = readings(&grid, &mapping, conventions, custom);
            Understood {
                currency: conventions.currency.or_else(|| assumed(&readings)),
                table: shape,
                other_kind,
                columns: columns_of(&grid, &mapping),
                fields: codes::<ContractField>(),
                readings,
                rows: Rows::Contracts(contract_rows_among(&grid, &mapping, conventions, custom, &taken)),
                left_out: Rows::Contracts(contract_rows_among(&grid, &mapping, conventions, custom, &left_out)),
            }
        }
        ImportKind::Invoices => {
            let mapping: Mapping<InvoiceField> = serde_json::from_str(&row.mapping)?;
            let readings = readings(&grid, &mapping, conventions, custom);
            Understood {
                currency: conventions.currency.or_else(|| assumed(&readings)),
                table: shape,
                other_kind,
                columns: columns_of(&grid, &mapping),
                fields: codes::<InvoiceField>(),
                readings,
                rows: Rows::Invoices(invoice_rows_among(&grid, &mapping, conventions, custom, &taken)),
                left_out: Rows::Invoices(invoice_rows_among(&grid, &mapping, conventions, custom, &left_out)),
            }
        }
    })
}
