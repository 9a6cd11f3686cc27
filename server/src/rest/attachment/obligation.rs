//! Files on days on which obligations fall due: what proves that they were fulfilled.

use super::*;
use model::id::OccurrenceId;

const SEEN: Permission = Permission::ViewContracts;
const CHANGED: Permission = Permission::EditObligations;

fn of_record(caller: &Caller, id: Uuid, needed: Permission) -> Result<AttachedTo, Trouble> {
    caller.require(needed)?;
    Ok(AttachedTo::Obligation(OccurrenceId(id)))
}

/// The files of an occurrence
#[utoipa::path(
    get, path = "/occurrences/{id}/files", tag = "files",
    params(("id" = Uuid, Path, description = "Identity of the occurrence.")),
    responses((status = 200, description = "The files.", body = Files)),
    extensions(("x-permission" = json!("view_contracts"))),
)]
pub async fn list_occurrence_files(caller: Caller, Id(id): Id) -> Result<Json<Files>, Trouble> {
    list(&caller, of_record(&caller, id, SEEN)?).await
}

/// Attach a file to an occurrence
///
/// As to a contract.
#[utoipa::path(
    post, path = "/occurrences/{id}/files", tag = "files",
    params(("id" = Uuid, Path, description = "Identity of the occurrence."), Called),
    request_body(content(
        (Vec<u8> = "application/octet-stream", example = json!("Their letter of 3 March.\n")),
    )),
    responses((
        status = 201, description = "The file is attached.", body = File,
        headers(("Location" = String, description = "Where it is.")),
    )),
    extensions(("x-permission" = json!("edit_obligations"))),
)]
pub async fn attach_occurrence_file(
    caller: Caller,
    Id(id): Id,
    Asked(Called { name }): Asked<Called>,
    body: RawBody,
) -> Result<Attached, Trouble> {
    let record = of_record(&caller, id, CHANGED)?;
    attach(&caller, record, &format!("/occurrences/{id}"), &name, body).await
}

/// A file of an occurrence
#[utoipa::path(
    get, path = "/occurrences/{id}/files/{file_id}", tag = "files",
    params(
        ("id" = Uuid, Path, description = "Identity of the occurrence."),
        ("file_id" = Uuid, Path, description = "Identity of the version of the file."),
    ),
    responses((status = 200, description = "What is known of it.", body = File)),
    extensions(("x-permission" = json!("view_contracts"))),
)]
pub async fn find_occurrence_file(caller: Caller, Ids(id, file): Ids) -> Result<Json<File>, Trouble> {
    let record = of_record(&caller, id, SEEN)?;
    Ok(Json(found(&caller, record, file).await?.into()))
}

/// The content of a file of an occurrence
#[utoipa::path(
    get, path = "/occurrences/{id}/files/{file_id}/content", tag = "files",
    params(
        ("id" = Uuid, Path, description = "Identity of the occurrence."),
        ("file_id" = Uuid, Path, description = "Identity of the version of the file."),
    ),
    responses((status = 200, description = "The content, as it was sent.", body = Vec<u8>, content_type = "application/octet-stream")),
    extensions(("x-permission" = json!("view_contracts"))),
)]
pub async fn read_occurrence_file(caller: Caller, Ids(id, file): Ids) -> Result<Response, Trouble> {
    let record = of_record(&caller, id, SEEN)?;
    content(&caller, record, file).await
}

/// Remove a file of an occurrence
///
/// That version is no longer there; the history keeps its name and the reason.
#[utoipa::path(
    post, path = "/occurrences/{id}/files/{file_id}/remove", tag = "files",
    params(
        ("id" = Uuid, Path, description = "Identity of the occurrence."),
        ("file_id" = Uuid, Path, description = "Identity of the version of the file."),
    ),
    request_body(content = FileRemoval, example = json!({ "reason": "Of another customer" })),
    responses((status = 204, description = "It is removed.")),
    extensions(("x-permission" = json!("edit_obligations"))),
)]
pub async fn remove_occurrence_file(
    caller: Caller,
    Ids(id, file): Ids,
    Body(FileRemoval { reason }): Body<FileRemoval>,
) -> Result<StatusCode, Trouble> {
    let record = of_record(&caller, id, CHANGED)?;
    remove(&caller, record, file, &reason).await
}
