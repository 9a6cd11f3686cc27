//! Imports: a file is sent, reviewed, accepted, and can be taken back.

mod anchor;
mod file;
mod review;

use app::words::{self, Words};
use axum::{
    Json,
    http::{StatusCode, header},
};
use chrono::{DateTime, Utc};
use model::{
    import::problem::Severity as Weight,
    view::{ImportProgress, ImportRow, ImportSummary},
};
use operations::import;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashSet};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use file::{File, Importer};
use review::Import;

use super::{
    answer::{Created, Versioned},
    ask::{Asked, Id, IfMatch, Perhaps},
    caller::Caller,
    problem::Trouble,
    wire::choices,
};

choices! {
    /// Whether a file holds contracts or invoices.
    ImportKind = model::view::ImportKind {
        /// Contracts with their price lines.
        Contracts,
        /// Invoices with their payments, or payments alone.
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
    /// Payments that came in, with those invoices or for others that were there.
    pub payments: u32,
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
        let ImportSummary { contracts, customers, invoices, payments, left_out, waiting, findings, kept } = summary;
        Self { contracts, customers, invoices, payments, left_out, waiting, findings, kept }
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

/// What is chosen besides what the review keeps; all of it may be left out.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Acceptance {
    /// Rows of the file, by their numbers in it, of which nothing shall be made.
    left_out: BTreeSet<u32>,
    /// Customers, by their names in the file, who are others than those with nearly the same name, so that they are made.
    apart: HashSet<String>,
    /// Rows of payments, by their numbers in the file, that come in although somebody probably recorded them already.
    taken_in: BTreeSet<u32>,
}

/// Accept an import
///
/// Begins to make records of every row that can be accepted and is not left out, with ledger, matches and findings. The answer comes at
/// once; ask for the import until its state is no longer `accepting`. If it is `review` again, `progress` says why, and
/// nothing is live.
#[utoipa::path(
    post, path = "/imports/{id}/accept", tag = "imports",
    params(("id" = Uuid, Path, description = "Identity of the import."), IfMatch),
    request_body(content = Option<Acceptance>, example = json!({ "left_out": [7, 12], "apart": ["Acme Holding"] })),
    responses((
        status = 202, description = "The import, which is being accepted.", body = Import,
        headers(("ETag" = String), ("Location" = String, description = "Where to ask how far it has come.")),
    )),
    extensions(("x-permission" = json!("import"))),
)]
pub async fn accept_import(
    caller: Caller,
    Id(id): Id,
    IfMatch(version): IfMatch,
    Perhaps(Acceptance { left_out, apart, taken_in }): Perhaps<Acceptance>,
) -> Result<Begun, Trouble> {
    let apart = import::Apart { names: apart, ..import::Apart::default() };
    let choice = import::AcceptChoice { apart, left_out, taken_in, ..import::AcceptChoice::default() };
    import::accept(&caller.actor, id.into(), version, &choice).await?;
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
/// Begins to take back exactly what it made, unless somebody changed one of its contracts since, or payments came in for
/// its invoices since. The answer comes at
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
