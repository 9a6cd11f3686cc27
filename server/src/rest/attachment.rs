//! Files on contracts, invoices and findings; on visits and obligations beside it.

pub mod obligation;
pub mod service_visit;

use app::words::attachment as say;
use axum::{
    Json,
    body::Body as RawBody,
    http::{StatusCode, header},
    response::Response,
};
use chrono::{DateTime, Utc};
use futures::StreamExt;
use model::{
    attachment::{AttachedTo, media},
    id::{AttachmentId, ContractId, FindingId, InvoiceId},
    permission::Permission,
    refusal::{FileProblem, Refusal},
    view::{AttachmentRow, Attachments},
};
use operations::{Failure, attachment};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    ask::{Asked, Body, Id, Ids, Number, NumberAndId},
    caller::Caller,
    problem::Trouble,
    wire::choices,
};
use crate::files;

choices! {
    /// What a file is, told by its content.
    MediaType = media::MediaType {
        /// A document to print.
        Pdf,
        /// A picture.
        Png,
        /// A photo.
        Jpeg,
        /// A picture.
        Webp,
        /// A picture.
        Gif,
        /// A photo of a telephone.
        Heic,
        /// A text of a word processor.
        Docx,
        /// A workbook.
        Xlsx,
        /// A text of a word processor (OpenDocument).
        Odt,
        /// A workbook (OpenDocument).
        Ods,
        /// A mail.
        Eml,
        /// A table as text.
        Csv,
        /// Plain text.
        Txt,
    }
}

/// A version of a file.
#[derive(Debug, Serialize, ToSchema)]
pub struct File {
    /// Identity.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Which version of the file of that name it is, from 1; a removed version leaves a gap.
    pub version: u32,
    /// What it is.
    pub media_type: MediaType,
    /// Its size in bytes.
    pub size: u64,
    /// The SHA-256 of its content, in hexadecimal digits.
    pub sha256: String,
    /// Who attached it; nothing for the program itself.
    pub by: Option<String>,
    /// When it was attached.
    pub at: DateTime<Utc>,
}

impl From<AttachmentRow> for File {
    fn from(row: AttachmentRow) -> Self {
        let AttachmentRow { id, name, number, media, size, hash, by, at } = row;
        Self { id: id.0, name, version: number, media_type: media.into(), size, sha256: hash, by, at }
    }
}

/// The files of a record: by name, the last version of each first.
#[derive(Debug, Serialize, ToSchema)]
pub struct Files {
    /// Every version that was not removed.
    pub items: Vec<File>,
    /// The most megabytes of a file.
    pub megabytes_most: u32,
}

/// What a file is called.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Called {
    /// Its name; one that is there already gets a new version, unless its last version is the same content.
    #[param(example = "agreement.txt")]
    name: String,
}

/// Why a file is removed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FileRemoval {
    /// Why; the history keeps it.
    #[schema(min_length = 1, max_length = 500)]
    reason: String,
}

async fn of_contract(caller: &Caller, number: &str, needed: Permission) -> Result<AttachedTo, Trouble> {
    caller.require(needed)?;
    let id: ContractId = operations::contract::id(&caller.actor, number).await?;
    Ok(AttachedTo::Contract(id))
}

fn of_invoice(caller: &Caller, id: Uuid, needed: Permission) -> Result<AttachedTo, Trouble> {
    caller.require(needed)?;
    Ok(AttachedTo::Invoice(InvoiceId(id)))
}

fn of_finding(caller: &Caller, id: Uuid, needed: Permission) -> Result<AttachedTo, Trouble> {
    caller.require(needed)?;
    Ok(AttachedTo::Finding(FindingId(id)))
}

async fn list(caller: &Caller, record: AttachedTo) -> Result<Json<Files>, Trouble> {
    let Attachments { rows, may: _, most } = attachment::list(&caller.actor, record).await?;
    Ok(Json(Files { items: rows.into_iter().map(File::from).collect(), megabytes_most: most }))
}

/// A file that was attached, and where it is.
type Attached = (StatusCode, [(header::HeaderName, String); 1], Json<File>);

async fn attach(
    caller: &Caller,
    record: AttachedTo,
    path: &str,
    name: &str,
    body: RawBody,
) -> Result<Attached, Trouble> {
    let place = files::place().await?;
    let mut upload = attachment::begin(&caller.actor, record).await?;
    let mut pieces = body.into_data_stream();
    loop {
        let piece = match tokio::time::timeout(files::SILENCE, pieces.next()).await {
            Ok(None) => break,
            Ok(Some(Ok(piece))) => piece,
            Ok(Some(Err(_))) | Err(_) => {
                upload.give_up().await;
                return Err(Trouble::InvalidRequest { cause: "the body broke off".to_owned() });
            }
        };
        if let Err(cause) = upload.write(&piece).await {
            upload.give_up().await;
            return Err(not_attached(caller, cause));
        }
    }
    let id = upload.finish(name).await.map_err(|cause| not_attached(caller, cause))?;
    drop(place);
    let (_, row) = attachment::find(&caller.actor, id).await?;
    let location = [(header::LOCATION, format!("{}{path}/files/{id}", super::ROOT))];
    Ok((StatusCode::CREATED, location, Json(row.into())))
}

/// A refusal of a file, in the words for files that are kept and not read.
fn not_attached(caller: &Caller, cause: Failure) -> Trouble {
    match cause {
        Failure::Refused(Refusal::File(FileProblem::TooLarge { .. })) => Trouble::TooLarge,
        Failure::Refused(Refusal::File(problem)) => {
            Trouble::NotAttached { said: say::refused(caller.words(), &problem) }
        }
        other => other.into(),
    }
}

/// A version of a file of a record; one of another record is not there.
async fn found(caller: &Caller, record: AttachedTo, file: Uuid) -> Result<AttachmentRow, Trouble> {
    let (of, row) = attachment::find(&caller.actor, AttachmentId(file)).await?;
    if of == record { Ok(row) } else { Err(Refusal::NotFound.into()) }
}

async fn content(caller: &Caller, record: AttachedTo, file: Uuid) -> Result<Response, Trouble> {
    let row = found(caller, record, file).await?;
    Ok(files::content(&caller.actor, row.id, false).await?)
}

async fn remove(caller: &Caller, record: AttachedTo, file: Uuid, reason: &str) -> Result<StatusCode, Trouble> {
    let row = found(caller, record, file).await?;
    attachment::remove(&caller.actor, row.id, reason).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The files of a contract
#[utoipa::path(
    get, path = "/contracts/{number}/files", tag = "files",
    params(("number" = String, Path, description = "Number of the contract.")),
    responses((status = 200, description = "The files.", body = Files)),
    extensions(("x-permission" = json!("view_contracts"))),
)]
pub async fn list_contract_files(caller: Caller, Number(number): Number) -> Result<Json<Files>, Trouble> {
    list(&caller, of_contract(&caller, &number, Permission::ViewContracts).await?).await
}

/// Attach a file to a contract
///
/// The body is the file as it is. What it is, is told by its content: documents (PDF, DOCX, ODT), workbooks (XLSX, ODS),
/// pictures (PNG, JPEG, WebP, GIF, HEIC), mails and text. Programs, web pages, archives and documents with macros are
/// refused. Sent again, the same content under the same name is attached once.
#[utoipa::path(
    post, path = "/contracts/{number}/files", tag = "files",
    params(("number" = String, Path, description = "Number of the contract."), Called),
    request_body(content(
        (Vec<u8> = "application/octet-stream", example = json!("Agreed by both sides.\n")),
    )),
    responses((
        status = 201, description = "The file is attached.", body = File,
        headers(("Location" = String, description = "Where it is.")),
    )),
    extensions(("x-permission" = json!("edit_contracts"))),
)]
pub async fn attach_contract_file(
    caller: Caller,
    Number(number): Number,
    Asked(Called { name }): Asked<Called>,
    body: RawBody,
) -> Result<Attached, Trouble> {
    let record = of_contract(&caller, &number, Permission::EditContracts).await?;
    attach(&caller, record, &format!("/contracts/{number}"), &name, body).await
}

/// A file of a contract
#[utoipa::path(
    get, path = "/contracts/{number}/files/{file_id}", tag = "files",
    params(
        ("number" = String, Path, description = "Number of the contract."),
        ("file_id" = Uuid, Path, description = "Identity of the version of the file."),
    ),
    responses((status = 200, description = "What is known of it.", body = File)),
    extensions(("x-permission" = json!("view_contracts"))),
)]
pub async fn find_contract_file(caller: Caller, NumberAndId(number, file): NumberAndId) -> Result<Json<File>, Trouble> {
    let record = of_contract(&caller, &number, Permission::ViewContracts).await?;
    Ok(Json(found(&caller, record, file).await?.into()))
}

/// The content of a file of a contract
#[utoipa::path(
    get, path = "/contracts/{number}/files/{file_id}/content", tag = "files",
    params(
        ("number" = String, Path, description = "Number of the contract."),
        ("file_id" = Uuid, Path, description = "Identity of the version of the file."),
    ),
    responses((status = 200, description = "The content, as it was sent.", body = Vec<u8>, content_type = "application/octet-stream")),
    extensions(("x-permission" = json!("view_contracts"))),
)]
pub async fn read_contract_file(caller: Caller, NumberAndId(number, file): NumberAndId) -> Result<Response, Trouble> {
    let record = of_contract(&caller, &number, Permission::ViewContracts).await?;
    content(&caller, record, file).await
}

/// Remove a file of a contract
///
/// That version is no longer there; the history keeps its name and the reason.
#[utoipa::path(
    post, path = "/contracts/{number}/files/{file_id}/remove", tag = "files",
    params(
        ("number" = String, Path, description = "Number of the contract."),
        ("file_id" = Uuid, Path, description = "Identity of the version of the file."),
    ),
    request_body(content = FileRemoval, example = json!({ "reason": "Of another customer" })),
    responses((status = 204, description = "It is removed.")),
    extensions(("x-permission" = json!("edit_contracts"))),
)]
pub async fn remove_contract_file(
    caller: Caller,
    NumberAndId(number, file): NumberAndId,
    Body(FileRemoval { reason }): Body<FileRemoval>,
) -> Result<StatusCode, Trouble> {
    let record = of_contract(&caller, &number, Permission::EditContracts).await?;
    remove(&caller, record, file, &reason).await
}

/// The files of an invoice
#[utoipa::path(
    get, path = "/invoices/{id}/files", tag = "files",
    params(("id" = Uuid, Path, description = "Identity of the invoice.")),
    responses((status = 200, description = "The files.", body = Files)),
    extensions(("x-permission" = json!("view_billing"))),
)]
pub async fn list_invoice_files(caller: Caller, Id(id): Id) -> Result<Json<Files>, Trouble> {
    list(&caller, of_invoice(&caller, id, Permission::ViewBilling)?).await
}

/// Attach a file to an invoice
///
/// As to a contract.
#[utoipa::path(
    post, path = "/invoices/{id}/files", tag = "files",
    params(("id" = Uuid, Path, description = "Identity of the invoice."), Called),
    request_body(content(
        (Vec<u8> = "application/octet-stream", example = json!("Paid in two parts.\n")),
    )),
    responses((
        status = 201, description = "The file is attached.", body = File,
        headers(("Location" = String, description = "Where it is.")),
    )),
    extensions(("x-permission" = json!("reconcile"))),
)]
pub async fn attach_invoice_file(
    caller: Caller,
    Id(id): Id,
    Asked(Called { name }): Asked<Called>,
    body: RawBody,
) -> Result<Attached, Trouble> {
    let record = of_invoice(&caller, id, Permission::Reconcile)?;
    attach(&caller, record, &format!("/invoices/{id}"), &name, body).await
}

/// A file of an invoice
#[utoipa::path(
    get, path = "/invoices/{id}/files/{file_id}", tag = "files",
    params(
        ("id" = Uuid, Path, description = "Identity of the invoice."),
        ("file_id" = Uuid, Path, description = "Identity of the version of the file."),
    ),
    responses((status = 200, description = "What is known of it.", body = File)),
    extensions(("x-permission" = json!("view_billing"))),
)]
pub async fn find_invoice_file(caller: Caller, Ids(id, file): Ids) -> Result<Json<File>, Trouble> {
    let record = of_invoice(&caller, id, Permission::ViewBilling)?;
    Ok(Json(found(&caller, record, file).await?.into()))
}

/// The content of a file of an invoice
#[utoipa::path(
    get, path = "/invoices/{id}/files/{file_id}/content", tag = "files",
    params(
        ("id" = Uuid, Path, description = "Identity of the invoice."),
        ("file_id" = Uuid, Path, description = "Identity of the version of the file."),
    ),
    responses((status = 200, description = "The content, as it was sent.", body = Vec<u8>, content_type = "application/octet-stream")),
    extensions(("x-permission" = json!("view_billing"))),
)]
pub async fn read_invoice_file(caller: Caller, Ids(id, file): Ids) -> Result<Response, Trouble> {
    let record = of_invoice(&caller, id, Permission::ViewBilling)?;
    content(&caller, record, file).await
}

/// Remove a file of an invoice
///
/// That version is no longer there; the history keeps its name and the reason.
#[utoipa::path(
    post, path = "/invoices/{id}/files/{file_id}/remove", tag = "files",
    params(
        ("id" = Uuid, Path, description = "Identity of the invoice."),
        ("file_id" = Uuid, Path, description = "Identity of the version of the file."),
    ),
    request_body(content = FileRemoval, example = json!({ "reason": "Of another customer" })),
    responses((status = 204, description = "It is removed.")),
    extensions(("x-permission" = json!("reconcile"))),
)]
pub async fn remove_invoice_file(
    caller: Caller,
    Ids(id, file): Ids,
    Body(FileRemoval { reason }): Body<FileRemoval>,
) -> Result<StatusCode, Trouble> {
    let record = of_invoice(&caller, id, Permission::Reconcile)?;
    remove(&caller, record, file, &reason).await
}

/// The files of a finding
#[utoipa::path(
    get, path = "/findings/{id}/files", tag = "files",
    params(("id" = Uuid, Path, description = "Identity of the finding.")),
    responses((status = 200, description = "The files.", body = Files)),
    extensions(("x-permission" = json!("view_leakage"))),
)]
pub async fn list_finding_files(caller: Caller, Id(id): Id) -> Result<Json<Files>, Trouble> {
    list(&caller, of_finding(&caller, id, Permission::ViewLeakage)?).await
}

/// Attach a file to a finding
///
/// As to a contract.
#[utoipa::path(
    post, path = "/findings/{id}/files", tag = "files",
    params(("id" = Uuid, Path, description = "Identity of the finding."), Called),
    request_body(content(
        (Vec<u8> = "application/octet-stream", example = json!("Their letter of 3 March.\n")),
    )),
    responses((
        status = 201, description = "The file is attached.", body = File,
        headers(("Location" = String, description = "Where it is.")),
    )),
    extensions(("x-permission" = json!("pursue_findings"))),
)]
pub async fn attach_finding_file(
    caller: Caller,
    Id(id): Id,
    Asked(Called { name }): Asked<Called>,
    body: RawBody,
) -> Result<Attached, Trouble> {
    let record = of_finding(&caller, id, Permission::PursueFindings)?;
    attach(&caller, record, &format!("/findings/{id}"), &name, body).await
}

/// A file of a finding
#[utoipa::path(
    get, path = "/findings/{id}/files/{file_id}", tag = "files",
    params(
        ("id" = Uuid, Path, description = "Identity of the finding."),
        ("file_id" = Uuid, Path, description = "Identity of the version of the file."),
    ),
    responses((status = 200, description = "What is known of it.", body = File)),
    extensions(("x-permission" = json!("view_leakage"))),
)]
pub async fn find_finding_file(caller: Caller, Ids(id, file): Ids) -> Result<Json<File>, Trouble> {
    let record = of_finding(&caller, id, Permission::ViewLeakage)?;
    Ok(Json(found(&caller, record, file).await?.into()))
}

/// The content of a file of a finding
#[utoipa::path(
    get, path = "/findings/{id}/files/{file_id}/content", tag = "files",
    params(
        ("id" = Uuid, Path, description = "Identity of the finding."),
        ("file_id" = Uuid, Path, description = "Identity of the version of the file."),
    ),
    responses((status = 200, description = "The content, as it was sent.", body = Vec<u8>, content_type = "application/octet-stream")),
    extensions(("x-permission" = json!("view_leakage"))),
)]
pub async fn read_finding_file(caller: Caller, Ids(id, file): Ids) -> Result<Response, Trouble> {
    let record = of_finding(&caller, id, Permission::ViewLeakage)?;
    content(&caller, record, file).await
}

/// Remove a file of a finding
///
/// That version is no longer there; the history keeps its name and the reason.
#[utoipa::path(
    post, path = "/findings/{id}/files/{file_id}/remove", tag = "files",
    params(
        ("id" = Uuid, Path, description = "Identity of the finding."),
        ("file_id" = Uuid, Path, description = "Identity of the version of the file."),
    ),
    request_body(content = FileRemoval, example = json!({ "reason": "Of another customer" })),
    responses((status = 204, description = "It is removed.")),
    extensions(("x-permission" = json!("pursue_findings"))),
)]
pub async fn remove_finding_file(
    caller: Caller,
    Ids(id, file): Ids,
    Body(FileRemoval { reason }): Body<FileRemoval>,
) -> Result<StatusCode, Trouble> {
    let record = of_finding(&caller, id, Permission::PursueFindings)?;
    remove(&caller, record, file, &reason).await
}
