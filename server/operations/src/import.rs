//! Import: a file is read, its columns are taken for fields, its rows are reviewed, accepted, and can be
//! taken back. Nothing is live before it is accepted.

mod accept;
mod anchors;
mod custom;
mod known;
mod making;
mod mapping;
mod named;
mod reading;
mod received;
mod removal;
mod review;
mod run;
mod shown;
mod steps;

pub use accept::{AcceptChoice, Apart, accept, discard, undo};
pub use anchors::AnchorChoice;
pub use mapping::{keep_mapping, mappings};
pub use review::{review, review_of};
pub use run::{progress, work, work_through};
pub use shown::Shown;

use crate::{Actor, Result};
use documents::table::ReadChoices;
use model::{
    id::ImportId,
    import::{
        Grid,
        columns::{ContractField, ImportField, InvoiceField, Mapping, guess},
        conventions::Conventions,
        values::{DayOrder, DecimalMark},
    },
    permission::Permission,
    refusal::Refusal,
    typed::narrow,
    view::{FileReading, ImportKind, ImportRow, ImportState, ImportSummary},
};
use reading::{Rows, read_file, understand};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};
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
    /// Rows of the file that are good and of which nothing shall be made.
    pub left_out: BTreeSet<u32>,
    /// Names of customers, as in the file, that are not those with nearly the same name.
    pub apart: BTreeSet<String>,
    /// Rows of payments that come in although somebody probably recorded them already.
    pub taken_in: BTreeSet<u32>,
}

/// Refuses files of a kind to somebody who may import: invoices to whom they are not shown. What a token may import does
/// not depend on what else it may read.
fn allow(actor: &Actor, kind: ImportKind) -> Result<()> {
    match kind {
        ImportKind::Invoices if !actor.carries(Permission::ViewBilling) => {
            Err(Refusal::NotPermitted(Permission::ViewBilling).into())
        }
        ImportKind::Contracts | ImportKind::Invoices => Ok(()),
    }
}

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
    allow(actor, kind)?;
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

/// Refuses what would cross imports that are being accepted or taken back.
pub(crate) async fn refuse_under_way(connection: &impl ConnectionTrait, ids: &[ImportId]) -> Result<()> {
    let found = store::import::find_many(connection, ids).await?;
    if found.iter().any(|import| state_of(&import.state).is_under_way()) {
        return Err(Refusal::ImportUnderWay.into());
    }
    Ok(())
}

/// The latest imports, of the kinds of files that somebody may import.
pub async fn list(actor: &Actor) -> Result<Vec<ImportRow>> {
    let reading = actor.read(Permission::Import)?;
    let mut rows = store::import::list(reading.connection(), 100).await?;
    rows.retain(|row| allow(actor, kind_of(&row.kind)).is_ok());
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
    allow(actor, kind_of(&row.kind))?;
    accept::stands_in(state_of(&row.state), ImportState::Review)?;
    row.version = version;
    let before: Choices = serde_json::from_str(&row.choices)?;
    let mut choices = Choices {
        kept: before.kept,
        left_out: before.left_out,
        apart: before.apart,
        taken_in: before.taken_in,
        ..choices_of(reading)
    };
    if choices.sheet != before.sheet {
        // The titles of another sheet stand elsewhere, and its rows are others.
        (choices.header_row, choices.left_out, choices.taken_in) = (None, BTreeSet::new(), BTreeSet::new());
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

/// Reads a file as one of the other kind after all, as if it had been taken in as that: what was chosen about its rows
/// and columns is forgotten, how it is written is not.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::WrongState`] once it is accepted; [`Refusal::Stale`]; [`Refusal::File`] if it cannot
/// be read.
pub async fn turn_kind(actor: &Actor, id: ImportId, version: i32) -> Result<()> {
    let acting = actor.begin(Permission::Import).await?;
    let mut row = store::import::find(acting.connection(), id).await?.ok_or(Refusal::NotFound)?;
    allow(actor, kind_of(&row.kind))?;
    accept::stands_in(state_of(&row.state), ImportState::Review)?;
    row.version = version;
    let before: Choices = serde_json::from_str(&row.choices)?;
    let kind = match kind_of(&row.kind) {
        ImportKind::Contracts => ImportKind::Invoices,
        ImportKind::Invoices => ImportKind::Contracts,
    };
    allow(actor, kind)?;
    let content = std::mem::take(&mut row.content);
    let (table, _content) = read_file(content, row.file_name.clone(), before.for_reading(), kind).await?;
    let grid = Grid::from(table);
    let mapping::Beginning { mapping, choices } = mapping::begin(acting.connection(), kind, &grid, None).await?;
    let conventions = match choices.kept {
        Some(_) => choices.conventions,
        None => before.conventions,
    };
    let chosen = Choices {
        left_out: BTreeSet::new(),
        apart: BTreeSet::new(),
        taken_in: BTreeSet::new(),
        kept: choices.kept,
        conventions,
        ..before
    };
    (row.kind, row.mapping) = (kind_code(kind).to_owned(), mapping);
    row.choices = serde_json::to_string(&chosen)?;
    store::import::update(acting.connection(), &row).await?;
    acting.commit().await
}

/// Leaves rows of the file out, given by their numbers with commas between them, so that nothing is made of them; or
/// takes them in again, or takes payments in although somebody probably recorded them already.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::WrongState`] once it is accepted; [`Refusal::Stale`].
pub async fn leave_out(actor: &Actor, id: ImportId, version: i32, rows: &str, out: bool) -> Result<()> {
    choose(actor, id, version, |choices| {
        for number in rows.split(',').filter_map(|number| number.trim().parse().ok()) {
            if out {
                choices.left_out.insert(number);
                choices.taken_in.remove(&number);
            } else {
                choices.left_out.remove(&number);
                choices.taken_in.insert(number);
            }
        }
    })
    .await
}

/// Says of a customer, by the name in the file, that it is another one than the one with nearly the same name, so that it
/// is made; or that it is the same after all.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::WrongState`] once it is accepted; [`Refusal::Stale`].
pub async fn keep_apart(actor: &Actor, id: ImportId, version: i32, customer: &str, apart: bool) -> Result<()> {
    choose(actor, id, version, |choices| {
        if apart {
            choices.apart.insert(customer.to_owned());
        } else {
            choices.apart.remove(customer);
        }
    })
    .await
}

/// Keeps what a person chose in the review.
async fn choose(actor: &Actor, id: ImportId, version: i32, chosen: impl FnOnce(&mut Choices)) -> Result<()> {
    let acting = actor.begin(Permission::Import).await?;
    let mut row = store::import::find_without_file(acting.connection(), id).await?.ok_or(Refusal::NotFound)?;
    allow(actor, kind_of(&row.kind))?;
    accept::stands_in(state_of(&row.state), ImportState::Review)?;
    row.version = version;
    let mut choices: Choices = serde_json::from_str(&row.choices)?;
    chosen(&mut choices);
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
            renewal_months: narrow(reading.renewal_months.trim())
                .parse()
                .ok()
                .filter(|months| (1..=1200).contains(months)),
        },
        kept: None,
        left_out: BTreeSet::new(),
        apart: BTreeSet::new(),
        taken_in: BTreeSet::new(),
    }
}
