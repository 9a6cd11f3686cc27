//! Taking in a file: the one request whose body is larger than a form.

use axum::{
    extract::{Multipart, State, multipart::MultipartError},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use model::{
    id::{ImportId, PersonId},
    refusal::{FileProblem, Refusal},
    view::ImportKind,
};
use operations::{Failure, Office};
use std::time::Duration;
use tokio::sync::Semaphore;
use tower_sessions::Session;
use uuid::Uuid;

use crate::wall;

/// The page of the imports.
const IMPORTS: &str = "/imports";
/// Largest file, in bytes. `documents::table` has the same limit on what it reads.
pub const FILE_MOST: usize = 50 * 1024 * 1024;
/// Largest request: the file, and room for the form around it.
pub const REQUEST_MOST: usize = FILE_MOST + 64 * 1024;

/// How many files are taken in at once; each may be as large as [`REQUEST_MOST`] before it is read.
static PLACES: Semaphore = Semaphore::const_new(2);
/// How long a file waits for its place.
const PLACE_PATIENCE: Duration = Duration::from_secs(20);

/// Takes the file and leads to its review.
///
/// A plain form is led back to the imports with what is wrong in the address, for the page to say it; a script reads
/// the refusal as JSON.
pub async fn upload(State(office): State<Office>, session: Session, headers: HeaderMap, form: Multipart) -> Response {
    let mut kind = None;
    match take(&office, &session, form, &mut kind).await {
        Ok(import) => Redirect::to(&format!("{IMPORTS}/{import}")).into_response(),
        Err(Failure::Refused(refusal)) => refused(&headers, refusal, kind),
        Err(Failure::Broken(cause)) => {
            tracing::error!(%cause, "an upload failed");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

async fn take(
    office: &Office,
    session: &Session,
    form: Multipart,
    seen: &mut Option<ImportKind>,
) -> operations::Result<ImportId> {
    let broken = |cause| Failure::Broken(Box::new(cause));
    let person: Option<Uuid> = session.get(app::PERSON_KEY).await.map_err(broken)?;
    let person = PersonId(person.ok_or(Refusal::NotSignedIn)?);
    let actor = operations::sign_in::actor(office, person, None).await?;
    let place = tokio::time::timeout(PLACE_PATIENCE, PLACES.acquire()).await;
    let _place = place.ok().and_then(Result::ok).ok_or(Refusal::Busy)?;
    let File { kind, name, content, mapping } = read(form, seen).await?;
    operations::import::upload(&actor, kind, &name, content, mapping.as_deref()).await
}

struct File {
    kind: ImportKind,
    name: String,
    content: Vec<u8>,
    mapping: Option<String>,
}

async fn read(mut form: Multipart, seen: &mut Option<ImportKind>) -> operations::Result<File> {
    let (mut kind, mut file, mut mapping) = (None, None, None);
    while let Some(field) = form.next_field().await.map_err(|cause| unreadable(&cause))? {
        match field.name() {
            Some("kind") => {
                kind = kind_of(&field.text().await.map_err(|cause| unreadable(&cause))?);
                *seen = kind;
            }
            Some("mapping") => {
                let name = field.text().await.map_err(|cause| unreadable(&cause))?;
                mapping = Some(name).filter(|name| !name.trim().is_empty());
            }
            Some("file") => {
                let name = field.file_name().unwrap_or_default().to_owned();
                let content = field.bytes().await.map_err(|cause| unreadable(&cause))?;
                file = Some((name, content));
            }
            _ => {}
        }
    }
    match (kind, file) {
        (_, Some((_, content))) if content.is_empty() => Err(Refusal::File(FileProblem::Empty).into()),
        (Some(kind), Some((name, content))) => Ok(File { kind, name, content: content.into(), mapping }),
        _ => Err(Refusal::File(FileProblem::Empty).into()),
    }
}

/// `contracts` or `invoices`, as written in addresses and on the command line.
pub fn kind_of(text: &str) -> Option<ImportKind> {
    match text {
        "contracts" => Some(ImportKind::Contracts),
        "invoices" => Some(ImportKind::Invoices),
        _ => None,
    }
}

const fn code_of(kind: ImportKind) -> &'static str {
    match kind {
        ImportKind::Contracts => "contracts",
        ImportKind::Invoices => "invoices",
    }
}

fn unreadable(cause: &MultipartError) -> Failure {
    let problem = match cause.status() {
        StatusCode::PAYLOAD_TOO_LARGE => FileProblem::TooLarge { megabytes: megabytes() },
        _ => FileProblem::Broken,
    };
    Refusal::File(problem).into()
}

fn megabytes() -> u32 {
    u32::try_from(FILE_MOST / 1_048_576).unwrap_or(u32::MAX)
}

fn refused(headers: &HeaderMap, refusal: Refusal, kind: Option<ImportKind>) -> Response {
    if wall::accepts_html(headers) {
        // What is wrong with a file travels in the address, with which of the forms it came from; the page
        // finds out the rest by itself.
        if !matches!(refusal, Refusal::File(_) | Refusal::Busy | Refusal::NotFound) {
            return Redirect::to(IMPORTS).into_response();
        }
        let kind = kind.map_or("contracts", code_of);
        let refusal = serde_json::to_string(&refusal).unwrap_or_default();
        return Redirect::to(&format!("{IMPORTS}?refused={}&kind={kind}", encoded(&refusal))).into_response();
    }
    let status = match refusal {
        Refusal::NotSignedIn => StatusCode::UNAUTHORIZED,
        Refusal::NotPermitted(_) => StatusCode::FORBIDDEN,
        Refusal::Busy => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    wall::refuse(status, refusal)
}

/// Text as it may stand in the query of an address.
fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~');
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
