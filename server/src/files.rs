//! Files on records, as browsers send and read them.
//!
//! What people attached is never run in our name: a download is an attachment without rights of its own, a preview shows
//! only what browsers show by themselves, inside a page that may do nothing else. Both are told by what the content is, and
//! browsers are told not to guess.

use std::time::Duration;

use app::{
    failure::Failure as Told,
    visit::{UPLOADED_KEY, own_path},
    words::{Words, attachment as say},
};
use axum::{
    Json, Router,
    body::Body,
    extract::{DefaultBodyLimit, FromRef, Multipart, Path, State, multipart::Field},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
    routing::{get, post},
};
use futures::TryStreamExt;
use model::{
    attachment::{AttachedTo, media::MediaType},
    id::AttachmentId,
    refusal::{FileProblem, Refusal},
    view::AttachmentRow,
};
use operations::{Actor, Failure, Office, attachment};
use serde::Serialize;
use tokio::{
    sync::{Semaphore, SemaphorePermit},
    time::timeout,
};
use tower_sessions::Session;

use crate::{
    assets,
    export::{encoded, escaped, page_language},
    security::OwnPolicy,
    wall,
};

/// How many files are taken in at once. Little of each is in memory, but each has a connection and a disk to write to.
static PLACES: Semaphore = Semaphore::const_new(16);
/// How long a file waits for its place.
const PLACE_PATIENCE: Duration = Duration::from_secs(20);
/// How long a browser may send nothing before it is taken to be gone.
pub const SILENCE: Duration = Duration::from_secs(60);
/// How much of a form is read to its end although nothing of it is kept: a browser shows the answer only once it has
/// sent everything.
const HEARD_MOST: u64 = 1_024 * 1_024 * 1_024;
/// Longest text beside the files, in bytes.
const TEXT_MOST: usize = 1_024;
/// Most files of one form.
const FILES_MOST: usize = 50;

/// A download may do nothing, whatever a browser makes of it.
const DOWNLOAD: OwnPolicy = OwnPolicy { content: "default-src 'none'; sandbox; frame-ancestors 'none'", framed: false };
/// A picture or a document within its preview. Its sandbox is that of the policy: one of the frame itself would keep
/// browsers from showing a document by their own program.
const SHOWN: OwnPolicy = OwnPolicy { content: "default-src 'none'; sandbox; frame-ancestors 'self'", framed: true };
/// The page around a preview, in which nothing runs.
const PREVIEW: OwnPolicy = OwnPolicy {
    content: "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; frame-src 'self'; base-uri 'none'; \
              form-action 'none'; frame-ancestors 'none'",
    framed: false,
};

/// The addresses of files. They have limits of their own.
pub fn routes<S>() -> Router<S>
where
    S: Clone + Send + Sync + 'static,
    Office: FromRef<S>,
{
    Router::new()
        .route("/files/upload", post(upload))
        .route("/files/{id}", get(download))
        .route("/files/{id}/preview", get(preview))
        .route("/files/{id}/shown", get(shown))
        .layer(DefaultBodyLimit::disable())
}

/// A place for a file on its way.
///
/// # Errors
/// [`Refusal::Busy`] if none becomes free for a while.
pub async fn place() -> Result<SemaphorePermit<'static>, Refusal> {
    timeout(PLACE_PATIENCE, PLACES.acquire()).await.ok().and_then(Result::ok).ok_or(Refusal::Busy)
}

/// What came of an upload, for the script that sent it.
#[derive(Serialize)]
struct Outcome {
    /// How many files were attached.
    attached: u64,
    /// What to tell.
    said: String,
}

/// What came of a form so far.
#[derive(Default)]
struct Form {
    record: Option<AttachedTo>,
    back: String,
    attached: u64,
    failed: Vec<(String, String)>,
    heard: u64,
}

/// Attaches the files of a form to the record that it names before them.
async fn upload(State(office): State<Office>, session: Session, headers: HeaderMap, form: Multipart) -> Response {
    let actor = match crate::export::actor(&office, &session, &headers).await {
        Ok(actor) => actor,
        Err(failure) => return refused(&headers, failure),
    };
    let w = Words(actor.language());
    let mut taken = Form::default();
    if let Err(refusal) = take(&actor, form, &mut taken).await {
        taken.failed.push((String::new(), say::refusal(w, &refusal)));
    }
    let said = say::outcome(w, taken.attached, &taken.failed);
    let plain = wall::accepts_html(&headers);
    // A script that attached something loads its page anew, which says what came of it; one that attached nothing says it
    // in the page that is there, where the files are still chosen.
    if let (Some(record), true) = (taken.record, plain || taken.attached > 0) {
        let kept = (record.to_string(), !taken.failed.is_empty() || taken.attached == 0, said.clone());
        if let Err(cause) = session.insert(UPLOADED_KEY, kept).await {
            tracing::error!(%cause, "what came of an upload could not be kept for its page");
        }
    }
    if plain {
        return Redirect::to(&own_path(&taken.back)).into_response();
    }
    let status = if taken.attached > 0 { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    (status, Json(Outcome { attached: taken.attached, said })).into_response()
}

/// Reads a form to its end.
async fn take(actor: &Actor, mut form: Multipart, taken: &mut Form) -> Result<(), Refusal> {
    let _place = place().await?;
    let broken_off = || Refusal::File(FileProblem::Broken);
    let mut files = 0;
    loop {
        let next = timeout(SILENCE, form.next_field()).await.map_err(|_silent| broken_off())?;
        let Some(mut field) = next.map_err(|_unreadable| broken_off())? else {
            return Ok(());
        };
        match field.name().unwrap_or_default() {
            "record" => taken.record = text(&mut field).await.and_then(|record| record.parse().ok()),
            "back" => taken.back = text(&mut field).await.unwrap_or_default(),
            "file" => {
                let name = field.file_name().unwrap_or_default().to_owned();
                // Where nothing was chosen, browsers send a file without a name.
                if name.is_empty() {
                    continue;
                }
                files += 1;
                let record = taken.record.ok_or(Refusal::NotFound)?;
                if files > FILES_MOST {
                    return Err(Refusal::Busy);
                }
                match one(actor, record, &name, &mut field, &mut taken.heard).await {
                    Ok(_id) => taken.attached += 1,
                    Err(Failure::Refused(refusal)) => {
                        let shown = model::attachment::name::plain(&name);
                        taken.failed.push((shown, say::refusal(Words(actor.language()), &refusal)));
                    }
                    Err(Failure::Broken(cause)) => {
                        tracing::error!(%cause, "a file could not be attached");
                        let shown = model::attachment::name::plain(&name);
                        taken.failed.push((shown, Words(actor.language()).t(say::FAILED).to_owned()));
                    }
                }
            }
            _ => {}
        }
    }
}

/// A short text of a form.
async fn text(field: &mut Field<'_>) -> Option<String> {
    let mut text = Vec::new();
    while let Some(piece) = timeout(SILENCE, field.chunk()).await.ok()?.ok()? {
        text.extend_from_slice(&piece);
        if text.len() > TEXT_MOST {
            return None;
        }
    }
    String::from_utf8(text).ok()
}

/// Attaches one file. What is refused before its end is heard to its end, so that its answer is seen.
async fn one(
    actor: &Actor,
    record: AttachedTo,
    name: &str,
    field: &mut Field<'_>,
    heard: &mut u64,
) -> operations::Result<AttachmentId> {
    let broken_off = || Failure::from(Refusal::File(FileProblem::Broken));
    let mut state = attachment::begin(actor, record).await;
    loop {
        let piece = match timeout(SILENCE, field.chunk()).await {
            Ok(Ok(Some(piece))) => piece,
            Ok(Ok(None)) => break,
            Ok(Err(_)) | Err(_) => {
                if let Ok(upload) = state {
                    upload.give_up().await;
                }
                return Err(broken_off());
            }
        };
        *heard = heard.saturating_add(piece.len() as u64);
        if let Ok(upload) = &mut state
            && let Err(cause) = upload.write(&piece).await
            && let Ok(upload) = std::mem::replace(&mut state, Err(cause))
        {
            upload.give_up().await;
        }
        if *heard > HEARD_MOST {
            if let Ok(upload) = state {
                upload.give_up().await;
            }
            return Err(broken_off());
        }
    }
    state?.finish(name).await
}

/// A file that cannot be given or taken, before anything of it was: a page for a person, the bare status otherwise.
fn refused(headers: &HeaderMap, failure: Told) -> Response {
    let person = wall::accepts_html(headers);
    match failure {
        Told::Refused(Refusal::NotSignedIn) if person => Redirect::to(wall::SIGN_IN).into_response(),
        Told::Refused(refusal) => {
            let status = match refusal {
                Refusal::NotSignedIn => StatusCode::UNAUTHORIZED,
                Refusal::NotPermitted(_) => StatusCode::FORBIDDEN,
                Refusal::NotFound => StatusCode::NOT_FOUND,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            };
            if person {
                let w = Words(page_language(headers).unwrap_or_default());
                let said = escaped(&app::words::refusal::refusal(w, &refusal));
                let title = w.t(app::words::error_page::NOT_FOUND_TITLE);
                let body = format!(
                    "<main class=\"page\" id=\"main\"><div class=\"empty\"><h1>{title}</h1><p>{said}</p>\
                     <div class=\"actions\"><a class=\"button primary\" href=\"/\">{}</a></div></div></main>",
                    w.t(app::words::nav::HOME)
                );
                return (status, document(headers, w, title, &body)).into_response();
            }
            wall::refuse(status, refusal)
        }
        Told::Broken(_) | Told::Unreachable => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Who asks for which file; what cannot be an identity is not found.
async fn asked(
    office: &Office,
    session: &Session,
    headers: &HeaderMap,
    id: &str,
) -> Result<(Actor, AttachmentId), Told> {
    let actor = crate::export::actor(office, session, headers).await?;
    let id = id.parse().map_err(|_no_identity| Told::Refused(Refusal::NotFound))?;
    Ok((actor, id))
}

async fn download(
    State(office): State<Office>,
    session: Session,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    let answer = async {
        let (actor, id) = asked(&office, &session, &headers, &id).await?;
        content(&actor, id, false).await.map_err(Told::from)
    };
    answer.await.unwrap_or_else(|failure| refused(&headers, failure))
}

async fn shown(State(office): State<Office>, session: Session, headers: HeaderMap, Path(id): Path<String>) -> Response {
    let answer = async {
        let (actor, id) = asked(&office, &session, &headers, &id).await?;
        content(&actor, id, true).await.map_err(Told::from)
    };
    answer.await.unwrap_or_else(|failure| refused(&headers, failure))
}

/// The content of a file: to be kept, or, of what browsers show by themselves, to be shown.
pub async fn content(actor: &Actor, id: AttachmentId, shown: bool) -> operations::Result<Response> {
    let (row, pieces) = attachment::open(actor, id).await?;
    let shown = shown && row.media.is_shown();
    let policy = if shown { SHOWN } else { DOWNLOAD };
    let pieces = pieces.map_err(|cause| {
        // The status is sent already: a connection that breaks off is better than a file that looks whole.
        tracing::error!(%cause, "a file cannot be given back");
        std::io::Error::other(cause)
    });
    let mut response = Body::from_stream(pieces).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, media_type(row.media));
    headers.insert(header::CONTENT_LENGTH, row.size.into());
    headers.insert(header::CONTENT_DISPOSITION, disposition(&row, shown));
    response.extensions_mut().insert(policy);
    Ok(response)
}

/// Text is named with the encoding that most of it has, so that no browser guesses another.
fn media_type(media: MediaType) -> HeaderValue {
    match media {
        MediaType::Txt => HeaderValue::from_static("text/plain; charset=utf-8"),
        MediaType::Csv => HeaderValue::from_static("text/csv; charset=utf-8"),
        other => HeaderValue::from_static(other.essence()),
    }
}

/// How a file is handed over, with its name in full for browsers and in plain letters for everything older.
fn disposition(row: &AttachmentRow, shown: bool) -> HeaderValue {
    let way = if shown { "inline" } else { "attachment" };
    let plain = |char: char| char.is_ascii_alphanumeric() || matches!(char, ' ' | '.' | '-' | '_' | '(' | ')');
    let plain: String = row.name.chars().map(|char| if plain(char) { char } else { '_' }).collect();
    let value = format!("{way}; filename=\"{plain}\"; filename*=UTF-8''{}", encoded(&row.name));
    HeaderValue::from_str(&value).unwrap_or(HeaderValue::from_static("attachment"))
}

/// A picture or a document inside a page of its own, with the way back and to the download.
async fn preview(
    State(office): State<Office>,
    session: Session,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    let answer = async {
        let (actor, id) = asked(&office, &session, &headers, &id).await?;
        let (record, row) = attachment::find(&actor, id).await.map_err(Told::from)?;
        if !row.media.is_shown() {
            return Err(Told::Refused(Refusal::NotFound));
        }
        let back = page_of(&actor, record).await.map_err(Told::from)?;
        Ok((Words(actor.language()), row, back))
    };
    match answer.await {
        Ok((w, row, back)) => frame(&headers, w, &row, &back),
        Err(failure) => refused(&headers, failure),
    }
}

/// The page on which the files of a record stand.
async fn page_of(actor: &Actor, record: AttachedTo) -> operations::Result<String> {
    let number = match record {
        AttachedTo::Contract(id) => operations::contract::number(actor, id).await?,
        _ => String::new(),
    };
    Ok(app::attachment::api::page_of(record, &number))
}

fn frame(headers: &HeaderMap, w: Words, row: &AttachmentRow, back: &str) -> Response {
    let (name, source) = (escaped(&row.name), format!("/files/{}/shown", row.id));
    let title = escaped(&w.with(say::PREVIEW_OF, &[("name", &row.name)]));
    let inside = if row.media.is_picture() {
        format!("<img src=\"{source}\" alt=\"{name}\">")
    } else {
        format!("<iframe src=\"{source}\" title=\"{title}\"></iframe>")
    };
    let body = format!(
        "<main class=\"page preview\" id=\"main\"><header class=\"page-head\"><div class=\"page-title\"><h1>{name}</h1></div>\
         <div class=\"actions\"><a class=\"button\" href=\"{}\">{}</a>\
         <a class=\"button primary\" href=\"/files/{}\" download>{}</a></div></header>{inside}</main>",
        escaped(back),
        w.t(say::BACK),
        row.id,
        w.t(say::DOWNLOAD),
    );
    let mut response = document(headers, w, &title, &body).into_response();
    response.extensions_mut().insert(PREVIEW);
    response
}

/// A page that stands outside of those that come to life in the browser: nothing has to here.
fn document(headers: &HeaderMap, w: Words, title: &str, body: &str) -> Html<String> {
    let style = assets::manifest().map(|site| format!("<link rel=\"stylesheet\" href=\"/{}\">", site.css));
    let theme = theme(headers).map(|theme| format!(" data-theme=\"{theme}\"")).unwrap_or_default();
    let language = page_language(headers).unwrap_or(w.language());
    Html(format!(
        "<!DOCTYPE html><html lang=\"{}\"{theme}><head><meta charset=\"utf-8\"><title>{title} · Avenant</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\">{}</head><body>{body}</body></html>",
        language.tag(),
        style.unwrap_or_default(),
    ))
}

/// The theme that was chosen in this browser.
fn theme(headers: &HeaderMap) -> Option<&'static str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    match pairs.find(|(name, _)| *name == app::THEME_COOKIE)?.1 {
        "light" => Some("light"),
        "dark" => Some("dark"),
        _ => None,
    }
}
