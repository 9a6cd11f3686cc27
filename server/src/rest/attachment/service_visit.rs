//! Files on visits: photos of the work, and whatever belongs to a report.

use super::*;
use model::id::VisitId;

const SEEN: Permission = Permission::ViewContracts;
const CHANGED: Permission = Permission::CloseVisits;

fn of_record(caller: &Caller, id: Uuid, needed: Permission) -> Result<AttachedTo, Trouble> {
    caller.require(needed)?;
    Ok(AttachedTo::ServiceVisit(VisitId(id)))
}

/// The files of a visit
#[utoipa::path(
    get, path = "/visits/{id}/files", tag = "files",
    params(("id" = Uuid, Path, description = "Identity of the visit.")),
    responses((status = 200, description = "The files.", body = Files)),
    extensions(("x-permission" = json!("view_contracts"))),
)]
pub async fn list_visit_files(caller: Caller, Id(id): Id) -> Result<Json<Files>, Trouble> {
    list(&caller, of_record(&caller, id, SEEN)?).await
}

/// Attach a file to a visit
///
/// As to a contract.
#[utoipa::path(
    post, path = "/visits/{id}/files", tag = "files",
    params(("id" = Uuid, Path, description = "Identity of the visit."), Called),
    request_body(content(
        (Vec<u8> = "application/octet-stream", example = json!("The valve before and after.\n")),
    )),
    responses((
        status = 201, description = "The file is attached.", body = File,
        headers(("Location" = String, description = "Where it is.")),
    )),
    extensions(("x-permission" = json!("close_visits"))),
)]
pub async fn attach_visit_file(
    caller: Caller,
    Id(id): Id,
    Asked(Called { name }): Asked<Called>,
    body: RawBody,
) -> Result<Attached, Trouble> {
    let record = of_record(&caller, id, CHANGED)?;
    attach(&caller, record, &format!("/visits/{id}"), &name, body).await
}

/// A file of a visit
#[utoipa::path(
    get, path = "/visits/{id}/files/{file_id}", tag = "files",
    params(
        ("id" = Uuid, Path, description = "Identity of the visit."),
        ("file_id" = Uuid, Path, description = "Identity of the version of the file."),
    ),
    responses((status = 200, description = "What is known of it.", body = File)),
    extensions(("x-permission" = json!("view_contracts"))),
)]
pub async fn find_visit_file(caller: Caller, Ids(id, file): Ids) -> Result<Json<File>, Trouble> {
    let record = of_record(&caller, id, SEEN)?;
    Ok(Json(found(&caller, record, file).await?.into()))
}

/// The content of a file of a visit
#[utoipa::path(
    get, path = "/visits/{id}/files/{file_id}/content", tag = "files",
    params(
        ("id" = Uuid, Path, description = "Identity of the visit."),
        ("file_id" = Uuid, Path, description = "Identity of the version of the file."),
    ),
    responses((status = 200, description = "The content, as it was sent.", body = Vec<u8>, content_type = "application/octet-stream")),
    extensions(("x-permission" = json!("view_contracts"))),
)]
pub async fn read_visit_file(caller: Caller, Ids(id, file): Ids) -> Result<Response, Trouble> {
    let record = of_record(&caller, id, SEEN)?;
    content(&caller, record, file).await
}

/// Remove a file of a visit
///
/// That version is no longer there; the history keeps its name and the reason.
#[utoipa::path(
    post, path = "/visits/{id}/files/{file_id}/remove", tag = "files",
    params(
        ("id" = Uuid, Path, description = "Identity of the visit."),
        ("file_id" = Uuid, Path, description = "Identity of the version of the file."),
    ),
    request_body(content = FileRemoval, example = json!({ "reason": "Of another customer" })),
    responses((status = 204, description = "It is removed.")),
    extensions(("x-permission" = json!("close_visits"))),
)]
pub async fn remove_visit_file(
    caller: Caller,
    Ids(id, file): Ids,
    Body(FileRemoval { reason }): Body<FileRemoval>,
) -> Result<StatusCode, Trouble> {
    let record = of_record(&caller, id, CHANGED)?;
    remove(&caller, record, file, &reason).await
}
