//! Imports: a file is sent, reviewed, accepted, and can be taken back.

mod anchor;
mod file;

use app::words::{self, Words};
use axum::{
    Json,
    http::{StatusCode, header},
};
use chrono::{DateTime, Utc};
use model::{
    import::{
        draft::UnderstoodRow,
        problem::{CellProblem, Severity as Weight},
    },
    view::{ImportColumn, ImportProgress, ImportReview, ImportRow, ImportSummary, Known, ReviewRow},
};
use operations::import;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use anchor::Anchor;
use file::{File, Importer};

use super::{
    answer::{Created, Versioned},
    ask::{Asked, Id, IfMatch},
    caller::Caller,
    problem::Trouble,
    wire::choices,
};

choices! {
    /// Whether a file holds contracts or invoices.
    ImportKind = model::view::ImportKind {
        /// Contracts with their price lines.
        Contracts,
        /// Invoices with their payments.
        Invoices,
    }

    /// Where an import stands.
    ImportState = model::view::ImportState {
        /// Nothing is live yet.
        Review,
        /// Its rows become records, some at a time.
        Accepting,
        /// Its rows are records.
        Accepted,
        /// Its records are taken back, some at a time.
        Undoing,
        /// It was taken back.
        Undone,
        /// It was given up before anything was live; its file is deleted.
        Discarded,
    }

    /// What is being done of an import.
    ImportPhase = model::view::ImportPhase {
        /// Rows become records; counted in contracts or invoices of the file.
        Making,
        /// Invoices are matched and leaks looked for; counted in customers.
        Judging,
        /// What follows for contracts that were there before; counted in contracts.
        Following,
        /// Records are taken back; counted in contracts or invoices.
        Removing,
    }

    /// How much a problem weighs.
    Severity = Weight {
        /// Said for information, with nothing to do about it.
        Info,
        /// Understood in a way that a person should see.
        Warning,
        /// The row is left out.
        Error,
    }
}

/// What became of an import.
#[derive(Debug, Serialize, ToSchema)]
pub struct Summary {
    /// Contracts made.
    pub contracts: u32,
    /// Customers made.
    pub customers: u32,
    /// Invoices made.
    pub invoices: u32,
    /// Rows of the file left out.
    pub left_out: u32,
    /// Lines of its invoices that wait for a person.
    pub waiting: u32,
    /// Findings open after it about the contracts it made or billed, and the invoices it brought.
    pub findings: u32,
    /// Contracts that stayed when it was taken back, because a person had changed them meanwhile.
    pub kept: u32,
}

impl From<ImportSummary> for Summary {
    fn from(summary: ImportSummary) -> Self {
        let ImportSummary { contracts, customers, invoices, left_out, waiting, findings, kept } = summary;
        Self { contracts, customers, invoices, left_out, waiting, findings, kept }
    }
}

/// How far accepting an import, or taking it back, has come.
#[derive(Debug, Serialize, ToSchema)]
pub struct Progress {
    /// What is being done.
    pub phase: ImportPhase,
    /// How much of it is done.
    pub done: u32,
    /// How much there is to do.
    pub total: u32,
    /// Why it is taken back, or was not accepted the last time, in the language of the request.
    pub failure: Option<String>,
}

impl Progress {
    fn new(w: Words, progress: &ImportProgress) -> Self {
        let ImportProgress { id: _, state: _, goal: _, phase, done, total, failure } = progress;
        let failure = failure.as_ref().map(|failure| words::import::failure(w, failure));
        Self { phase: (*phase).into(), done: *done, total: *total, failure }
    }
}

/// An import in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportItem {
    /// Identity.
    pub id: Uuid,
    /// Contracts or invoices.
    pub kind: ImportKind,
    /// Name of the file.
    pub file: String,
    /// Where it stands.
    pub state: ImportState,
    /// What became of it.
    pub summary: Summary,
    /// When it began.
    pub at: DateTime<Utc>,
}

impl From<ImportRow> for ImportItem {
    fn from(row: ImportRow) -> Self {
        let ImportRow { id, kind, file, state, summary, at, progress: _ } = row;
        Self { id: id.0, kind: kind.into(), file, state: state.into(), summary: summary.into(), at }
    }
}

/// A column of the file and what it was taken for.
#[derive(Debug, Serialize, ToSchema)]
pub struct Column {
    /// Header in the file.
    pub header: String,
    /// Name of the field it was taken for; `null` if it is left out.
    pub field: Option<String>,
    /// The first few cells that are not empty.
    pub samples: Vec<String>,
}

/// What is wrong or doubtful about a cell.
#[derive(Debug, Serialize, ToSchema)]
pub struct Doubt {
    /// Row in the file.
    pub row: u32,
    /// Column in the file, from 0; `null` where it is about the whole row.
    pub column: Option<u32>,
    /// How much it weighs.
    pub severity: Severity,
    /// What it is, in the language of the request.
    pub detail: String,
}

/// A contract or an invoice as it was understood.
#[derive(Debug, Serialize, ToSchema)]
pub struct Understood {
    /// Rows in the file.
    pub rows: Vec<u32>,
    /// Whether it can be accepted.
    pub acceptable: bool,
    /// Its number in the file.
    pub number: Option<String>,
    /// The customer's name in the file.
    pub customer: Option<String>,
    /// A contract or invoice that is there under the same number already, so that this one is left out.
    pub already_there: Option<String>,
    /// Name of the customer who is there already; `null` if one will be made.
    pub known_customer: Option<String>,
    /// Whether the customer's name in the file is only nearly the same.
    pub near_same: bool,
    /// Whether a person said that the customer is another one all the same, so that one will be made.
    pub apart: bool,
    /// Whether a person left it out in the review.
    pub left_out: bool,
    /// What is wrong or doubtful.
    pub doubts: Vec<Doubt>,
}

impl Understood {
    fn new(w: Words, row: ReviewRow) -> Self {
        match row {
            ReviewRow::Contract { understood, known } => {
                let draft = understood.draft.as_ref();
                let number = draft.and_then(|draft| draft.reference.clone());
                let customer = draft.and_then(|draft| draft.customer.as_ref()).map(|words| words.name.clone());
                Self::of(w, *understood, known, (number, customer))
            }
            ReviewRow::Invoice { understood, known } => {
                let draft = understood.draft.as_ref();
                let number = draft.and_then(|draft| draft.number.clone());
                let customer = draft.and_then(|draft| draft.customer.as_ref()).map(|words| words.name.clone());
                Self::of(w, *understood, known, (number, customer))
            }
        }
    }

    fn of<T>(
        w: Words,
        understood: UnderstoodRow<T>,
        known: Known,
        (number, customer): (Option<String>, Option<String>),
    ) -> Self {
        let Known { same_number, customer: known_customer, near_same, apart, left_out, differs: _ } = known;
        let doubt = |CellProblem { row, column, problem }| Doubt {
            row,
            column: column.and_then(|column| u32::try_from(column).ok()),
            severity: problem.severity().into(),
            detail: words::import::problem(w, &problem),
        };
        Self {
            acceptable: understood.is_acceptable() && same_number.is_none() && !left_out,
            rows: understood.rows,
            number,
            customer,
            already_there: same_number,
            known_customer,
            near_same,
            apart,
            left_out,
            doubts: understood.problems.into_iter().map(doubt).collect(),
        }
    }
}

/// An import under review.
#[derive(Debug, Serialize, ToSchema)]
pub struct Import {
    /// Identity.
    pub id: Uuid,
    /// Version; grows with every change.
    pub version: i32,
    /// Contracts or invoices.
    pub kind: ImportKind,
    /// Name of the file.
    pub file: String,
    /// Where it stands.
    pub state: ImportState,
    /// What became of it.
    pub summary: Summary,
    /// How far it has come while it is `accepting` or `undoing`: ask again until it is neither. Meanwhile the file is
    /// not read, so that the counts below are 0 and the lists are empty. Of an import under review it says why it was
    /// not accepted the last time.
    pub progress: Option<Progress>,
    /// The sheet that is read, of a workbook.
    pub sheet: Option<String>,
    /// Names of the workbook's sheets.
    pub sheets: Vec<String>,
    /// How a text file is encoded.
    pub encoding: Option<String>,
    /// What separates the cells of a text file.
    pub separator: Option<String>,
    /// Row of the header in the file.
    pub header_row: u32,
    /// The columns.
    pub columns: Vec<Column>,
    /// Names of all fields that a column may be taken for.
    pub fields: Vec<String>,
    /// Currency taken for amounts that name none.
    pub assumed_currency: Option<String>,
    /// Price lines whose invoices in the file follow the calendar while their periods do not.
    pub anchors: Vec<Anchor>,
    /// Contracts or invoices found in the file.
    pub found: u32,
    /// Of them, those that can be accepted.
    pub acceptable: u32,
    /// Of them, those that are there already.
    pub already_there: u32,
    /// Of them, those with nothing worse than a remark that informs.
    pub informed: u32,
    /// Of them, those with nothing worse than a remark that is worth a look.
    pub doubtful: u32,
    /// Of them, those to be corrected in the file or in how it is read.
    pub wrong: u32,
    /// Of them, those that are left out.
    pub left_out: u32,
    /// Those with problems first, 100 at most; of an accepted import those it left out.
    pub rows: Vec<Understood>,
}

impl Import {
    fn new(w: Words, review: ImportReview) -> Self {
        let ImportReview {
            id,
            kind,
            file,
            state,
            summary,
            version,
            progress,
            sheets,
            sheet,
            encoding,
            separator,
            header_row,
            columns,
            fields,
            // Questions that only a person at a screen is asked.
            other_kind: _,
            readings: _,
            assumed_currency,
            found,
            acceptable,
            already_there,
            informed,
            doubtful,
            wrong,
            left_out,
            mapping: _,
            unsigned: _,
            undescribed: _,
            near_same: _,
            anchors,
            no_legal_entity: _,
            undoing: _,
            asked_for: _,
            rows,
        } = review;
        let column = |ImportColumn { header, field, samples }| Column { header, field, samples };
        Self {
            id: id.0,
            version,
            kind: kind.into(),
            file,
            state: state.into(),
            summary: summary.into(),
            progress: progress.map(|progress| Progress::new(w, &progress)),
            sheet,
            sheets,
            encoding,
            separator: separator.map(String::from),
            header_row,
            columns: columns.into_iter().map(column).collect(),
            fields,
            assumed_currency: assumed_currency.map(|currency| currency.code().to_owned()),
            anchors: anchors.into_iter().map(|proposal| Anchor::new(w, proposal)).collect(),
            found,
            acceptable,
            already_there,
            informed,
            doubtful,
            wrong,
            left_out,
            rows: rows.into_iter().map(|row| Understood::new(w, row)).collect(),
        }
    }
}

/// Imports
///
/// The latest 100.
#[utoipa::path(
    get, path = "/imports", tag = "imports",
    responses((status = 200, description = "The latest imports.", body = Vec<ImportItem>)),
    extensions(("x-permission" = json!("import"))),
)]
pub async fn list_imports(caller: Caller) -> Result<Json<Vec<ImportItem>>, Trouble> {
    Ok(Json(import::list(&caller.actor).await?.into_iter().map(ImportItem::from).collect()))
}

/// What is sent.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct UploadQuery {
    /// Contracts or invoices.
    #[param(inline, example = "contracts")]
    kind: ImportKind,
    /// Name of the file, for people.
    #[param(example = "contracts.csv")]
    file_name: String,
    /// Sheet of a workbook; the first whose table looks like what is imported where none is given.
    sheet: Option<String>,
}

/// Send a file
///
/// A CSV or XLSX file of up to 50 MB, as the body itself. What its columns mean is guessed; nothing is live before it
/// is accepted.
#[utoipa::path(
    post, path = "/imports", tag = "imports", params(UploadQuery),
    request_body(description = "The file.", content(
        (Vec<u8> = "text/csv", example = json!("Number;Customer;Start;Amount\nC-1;Acme;2026-01-01;1200.00\n")),
        (Vec<u8> = "text/tab-separated-values"),
        (Vec<u8> = "text/plain"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (Vec<u8> = "application/octet-stream"),
    )),
    responses((
        status = 201, description = "The file was understood and waits for its review.", body = Import,
        headers(("ETag" = String), ("Location" = String, description = "Where the review is.")),
    )),
    extensions(("x-permission" = json!("import"))),
)]
pub async fn upload_import(
    Importer(caller): Importer,
    Asked(query): Asked<UploadQuery>,
    file: File,
) -> Result<Created<Import>, Trouble> {
    let UploadQuery { kind, file_name, sheet: chosen } = query;
    let (content, chosen) = (file.content, chosen.as_deref());
    let id = import::upload_sheet(&caller.actor, kind.into(), &file_name, content, None, chosen).await?;
    Ok(Created(format!("/imports/{id}"), sheet(&caller, id.0).await?))
}

async fn sheet(caller: &Caller, id: Uuid) -> Result<Versioned<Import>, Trouble> {
    let review = import::review(&caller.actor, id.into()).await?;
    Ok(Versioned(review.version, Import::new(caller.words(), review)))
}

/// The review of an import
///
/// What was understood of the file, row by row, with every doubt.
#[utoipa::path(
    get, path = "/imports/{id}", tag = "imports",
    params(("id" = Uuid, Path, description = "Identity of the import.")),
    responses((status = 200, description = "The review.", body = Import, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("import"))),
)]
pub async fn review_import(caller: Caller, Id(id): Id) -> Result<Versioned<Import>, Trouble> {
    sheet(&caller, id).await
}

/// Accept an import
///
/// Begins to make records of every row that can be accepted, with ledger, matches and findings. The answer comes at
/// once; ask for the import until its state is no longer `accepting`. If it is `review` again, `progress` says why, and
/// nothing is live.
#[utoipa::path(
    post, path = "/imports/{id}/accept", tag = "imports",
    params(("id" = Uuid, Path, description = "Identity of the import."), IfMatch),
    responses((
        status = 202, description = "The import, which is being accepted.", body = Import,
        headers(("ETag" = String), ("Location" = String, description = "Where to ask how far it has come.")),
    )),
    extensions(("x-permission" = json!("import"))),
)]
pub async fn accept_import(caller: Caller, Id(id): Id, IfMatch(version): IfMatch) -> Result<Begun, Trouble> {
    import::accept(&caller.actor, id.into(), version, &import::AcceptChoice::default()).await?;
    begun(&caller, id).await
}

/// An import at which the program has begun to work, and where to ask how far it has come.
type Begun = (StatusCode, [(header::HeaderName, String); 1], Versioned<Import>);

async fn begun(caller: &Caller, id: Uuid) -> Result<Begun, Trouble> {
    let location = [(header::LOCATION, format!("{}/imports/{id}", super::ROOT))];
    Ok((StatusCode::ACCEPTED, location, sheet(caller, id).await?))
}

/// Undo an import
///
/// Begins to take back exactly what it made, unless somebody changed one of its contracts since. The answer comes at
/// once; ask for the import until its state is no longer `undoing`.
#[utoipa::path(
    post, path = "/imports/{id}/undo", tag = "imports",
    params(("id" = Uuid, Path, description = "Identity of the import."), IfMatch),
    responses((
        status = 202, description = "The import, which is being taken back.", body = Import,
        headers(("ETag" = String), ("Location" = String, description = "Where to ask how far it has come.")),
    )),
    extensions(("x-permission" = json!("import"))),
)]
pub async fn undo_import(caller: Caller, Id(id): Id, IfMatch(version): IfMatch) -> Result<Begun, Trouble> {
    import::undo(&caller.actor, id.into(), version).await?;
    begun(&caller, id).await
}

/// Discard an import
///
/// Gives up an import under review: its file is deleted. Nothing of it was live.
#[utoipa::path(
    post, path = "/imports/{id}/discard", tag = "imports",
    params(("id" = Uuid, Path, description = "Identity of the import."), IfMatch),
    responses((status = 200, description = "The import, discarded.", body = Import, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("import"))),
)]
pub async fn discard_import(
    caller: Caller,
    Id(id): Id,
    IfMatch(version): IfMatch,
) -> Result<Versioned<Import>, Trouble> {
    import::discard(&caller.actor, id.into(), version).await?;
    sheet(&caller, id).await
}
