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
use tokio::sync::{Semaphore, SemaphorePermit};
use tower_sessions::Session;
use uuid::Uuid;

use crate::wall;

/// The page of the imports.
const IMPORTS: &str = "/imports";
/// Largest file, in bytes. `documents::table` has the same limit on what it reads.
pub const FILE_MOST: usize = 50 * 1024 * 1024;
/// How much of a form is read to its end although it is too large: a browser shows the answer only once it has sent
/// everything.
const HEARD_MOST: usize = 1024 * 1024 * 1024;
/// Longest text beside the file, in bytes.
const TEXT_MOST: usize = 4 * 1024;

/// How many files are taken in at once; each may be as large as [`FILE_MOST`] before it is read.
static PLACES: Semaphore = Semaphore::const_new(2);
/// How long a file waits for its place.
const PLACE_PATIENCE: Duration = Duration::from_secs(20);

/// A place for a file in memory, for as long as it is kept.
///
/// # Errors
/// [`Refusal::Busy`] if none becomes free for a while.
pub async fn place() -> Result<SemaphorePermit<'static>, Refusal> {
    let place = tokio::time::timeout(PLACE_PATIENCE, PLACES.acquire()).await;
    place.ok().and_then(Result::ok).ok_or(Refusal::Busy)
}

/// What a person chose in the form, for the page that says why it was refused.
#[derive(Default)]
struct Chosen {
    kind: Option<ImportKind>,
    file: Option<String>,
    mapping: Option<String>,
}

/// Takes the file and leads to its review.
///
/// A plain form is led back to the imports with what is wrong in the address, for the page to say it; a script reads
/// the refusal as JSON.
pub async fn upload(State(office): State<Office>, session: Session, headers: HeaderMap, form: Multipart) -> Response {
    let mut chosen = Chosen::default();
    match take(&office, &session, form, &mut chosen).await {
        Ok(import) => Redirect::to(&format!("{IMPORTS}/{import}")).into_response(),
        Err(Failure::Refused(refusal)) => refused(&headers, refusal, &chosen),
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
    chosen: &mut Chosen,
) -> operations::Result<ImportId> {
    let broken = |cause| Failure::Broken(Box::new(cause));
    let person: Option<Uuid> = session.get(app::PERSON_KEY).await.map_err(broken)?;
    let person = PersonId(person.ok_or(Refusal::NotSignedIn)?);
    let actor = operations::sign_in::actor(office, person, None).await?;
    let place = place().await;
    // Without a place nothing is kept, but all is heard.
    let content = read(form, chosen, if place.is_ok() { FILE_MOST } else { 0 }).await;
    let _place = place?;
    match (chosen.kind, content?) {
        (Some(kind), content) if !content.is_empty() => {
            let name = chosen.file.clone().unwrap_or_default();
            operations::import::upload(&actor, kind, &name, content, chosen.mapping.as_deref()).await
        }
        _ => Err(Refusal::File(FileProblem::Empty).into()),
    }
}

/// Reads the form to its end, of which the file comes piece by piece and is kept up to a limit.
async fn read(mut form: Multipart, chosen: &mut Chosen, most: usize) -> operations::Result<Vec<u8>> {
    let (mut content, mut heard) = (Vec::new(), 0);
    let mut too_large = false;
    while let Some(mut field) = form.next_field().await.map_err(|cause| unreadable(&cause))? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" {
            chosen.file = field.file_name().map(|name| name.chars().take(200).collect());
        }
        let mut text = Vec::new();
        while let Some(piece) = field.chunk().await.map_err(|cause| unreadable(&cause))? {
            heard += piece.len();
            if heard > HEARD_MOST {
                return Err(file_too_large());
            }
            let (into, limit) = if name == "file" { (&mut content, most) } else { (&mut text, TEXT_MOST) };
            if into.len() + piece.len() > limit {
                too_large = true;
                *into = Vec::new();
            } else if name != "file" || !too_large {
                into.extend_from_slice(&piece);
            }
        }
        let text = String::from_utf8_lossy(&text);
        match name.as_str() {
            "kind" => chosen.kind = kind_of(&text),
            "mapping" => chosen.mapping = Some(text.into_owned()).filter(|name| !name.trim().is_empty()),
            _ => {}
        }
    }
    if too_large { Err(file_too_large()) } else { Ok(content) }
}

fn file_too_large() -> Failure {
    Refusal::File(FileProblem::TooLarge { megabytes: megabytes() }).into()
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
    match cause.status() {
        StatusCode::PAYLOAD_TOO_LARGE => file_too_large(),
        _ => Refusal::File(FileProblem::Broken).into(),
    }
}

fn megabytes() -> u32 {
    u32::try_from(FILE_MOST / 1_048_576).unwrap_or(u32::MAX)
}

fn refused(headers: &HeaderMap, refusal: Refusal, chosen: &Chosen) -> Response {
    if wall::accepts_html(headers) {
        // What is wrong with a file travels in the address, with what was chosen in which of the forms; the page
        // finds out the rest by itself.
        if !matches!(refusal, Refusal::File(_) | Refusal::Busy | Refusal::NotFound) {
            return Redirect::to(IMPORTS).into_response();
        }
        let kind = chosen.kind.map_or("contracts", code_of);
        let refusal = serde_json::to_string(&refusal).unwrap_or_default();
        let mut address = format!("{IMPORTS}?refused={}", encoded(&refusal));
        for (name, value) in [("file", &chosen.file), ("mapping", &chosen.mapping)] {
            if let Some(value) = value {
                address.push_str(&format!("&{name}={}", encoded(value)));
            }
        }
        address.push_str(&format!("&kind={kind}"));
        return Redirect::to(&address).into_response();
    }
    let status = match refusal {
        Refusal::NotSignedIn => StatusCode::UNAUTHORIZED,
        Refusal::NotPermitted(_) => StatusCode::FORBIDDEN,
        Refusal::Busy => StatusCode::SERVICE_UNAVAILABLE,
        Refusal::File(FileProblem::TooLarge { .. }) => StatusCode::PAYLOAD_TOO_LARGE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    wall::refuse(status, refusal)
}

/// Text as it may stand in the query of an address.
fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~');
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
