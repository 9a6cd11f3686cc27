//! Taking lists out: the rows of a list, all its pages, as CSV or XLSX.
//!
//! CSV is sent while it is read, a stretch at a time. A workbook has its directory at its end, so it is built whole
//! before it is sent, but never held as rows.

use app::{
    export::{Exported, Stretch, stretch},
    failure::Failure,
    words::{Words, error_page},
};
use axum::{
    Router,
    body::{Body, Bytes},
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
    routing::get,
};
use model::{id::PersonId, language::Language, refusal::Refusal};
use operations::{Actor, Office, sheet};
use tower_sessions::Session;
use uuid::Uuid;

use crate::{assets, wall};

/// Ends of the addresses of files.
pub const ENDS: [&str; 2] = ["/export.csv", "/export.xlsx"];

/// The kinds of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Csv,
    Xlsx,
}

/// The addresses of all files.
pub fn routes<S>() -> Router<S>
where
    S: Clone + Send + Sync + 'static,
    Office: axum::extract::FromRef<S>,
{
    Exported::ALL.into_iter().fold(Router::new(), |router, list| {
        let [csv, xlsx] = ENDS.map(|end| format!("{}{end}", list.path()));
        let answer = |kind| {
            async move |State(office): State<Office>,
                        session: Session,
                        headers: HeaderMap,
                        RawQuery(query): RawQuery| {
                export(list, kind, &office, &session, &headers, query.unwrap_or_default()).await
            }
        };
        router.route(&csv, get(answer(Kind::Csv))).route(&xlsx, get(answer(Kind::Xlsx)))
    })
}

async fn export(
    list: Exported,
    kind: Kind,
    office: &Office,
    session: &Session,
    headers: &HeaderMap,
    query: String,
) -> Response {
    let answer = async {
        let actor = actor(office, session, headers).await?;
        // The first stretch is read before anything is sent, so that a refusal has its own status.
        let first = stretch(list, &actor, &query, 1).await?;
        match kind {
            Kind::Csv => csv(list, actor, query, first),
            Kind::Xlsx => xlsx(list, actor, query, first).await,
        }
    };
    match answer.await {
        Ok(answer) => answer,
        Err(failure) => refused(list, headers, failure),
    }
}

/// Who asks for a file, by the session of their browser.
pub(crate) async fn actor(office: &Office, session: &Session, headers: &HeaderMap) -> Result<Actor, Failure> {
    let person: Option<Uuid> = session.get(app::PERSON_KEY).await.map_err(broken)?;
    let person = PersonId(person.ok_or(Refusal::NotSignedIn)?);
    Ok(operations::sign_in::actor(office, person, page_language(headers)).await?)
}

/// The language chosen in this browser, if one was.
fn chosen_language(headers: &HeaderMap) -> Option<Language> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let (_, tag) = pairs.find(|(name, _)| *name == app::LANGUAGE_COOKIE)?;
    Language::from_tag(tag)
}

/// The language of the pages in this browser: the one chosen in it, else the one it asks for.
pub(crate) fn page_language(headers: &HeaderMap) -> Option<Language> {
    chosen_language(headers).or_else(|| app::visit::accepted(headers))
}

fn broken(cause: impl std::fmt::Display) -> Failure {
    tracing::error!(%cause, "a list could not be taken out");
    Failure::Broken(String::new())
}

fn csv(list: Exported, actor: Actor, query: String, first: Stretch) -> Result<Response, Failure> {
    let language = actor.language();
    let dialect = sheet::Dialect::of(language);
    let mut start = sheet::csv_header(&first.header, dialect).map_err(broken)?;
    let more = !first.rows.is_empty();
    start.extend(sheet::csv_rows(first.rows, dialect).map_err(broken)?);
    let rest = futures::stream::unfold((actor, query, more.then_some(2)), move |(actor, query, number)| async move {
        let number = number?;
        let piece = match stretch(list, &actor, &query, number).await {
            Ok(stretch) if stretch.rows.is_empty() => return None,
            Ok(stretch) => sheet::csv_rows(stretch.rows, dialect).map(Bytes::from).map_err(std::io::Error::other),
            // The status is sent already: a connection that breaks off is better than a file that looks whole.
            Err(failure) => Err(std::io::Error::other(failure)),
        };
        let next = piece.is_ok().then_some(number + 1);
        Some((piece, (actor, query, next)))
    });
    let start = futures::stream::once(async move { Ok::<_, std::io::Error>(Bytes::from(start)) });
    let body = Body::from_stream(futures::StreamExt::chain(start, rest));
    Ok(file(list, Kind::Csv, language, body))
}

async fn xlsx(list: Exported, actor: Actor, query: String, first: Stretch) -> Result<Response, Failure> {
    let language = actor.language();
    let name = list.name(Words(language));
    let mut book = sheet::Book::new(&name, first.header).map_err(broken)?;
    let (mut rows, mut number) = (first.rows, 1);
    while !rows.is_empty() {
        book.append(&rows).map_err(broken)?;
        number += 1;
        rows = stretch(list, &actor, &query, number).await?.rows;
    }
    let written = tokio::task::spawn_blocking(move || book.finish()).await.map_err(broken)?;
    Ok(file(list, Kind::Xlsx, language, written.map_err(broken)?.into()))
}

fn file(list: Exported, kind: Kind, language: Language, body: Body) -> Response {
    let (media, end) = match kind {
        Kind::Csv => ("text/csv; charset=utf-8", "csv"),
        Kind::Xlsx => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    };
    let plain = list.path().rsplit('/').next().unwrap_or_default();
    let named = encoded(&list.name(Words(language)));
    let disposition = format!("attachment; filename=\"{plain}.{end}\"; filename*=UTF-8''{named}.{end}");
    let disposition = HeaderValue::from_str(&disposition).unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media)),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, body).into_response()
}

/// Text as it may stand in an address or a header.
pub(crate) fn encoded(text: &str) -> String {
    app::components::list::encoded(text).replace(',', "%2C")
}

/// A refusal: a page for a person, the bare facts for a script.
fn refused(list: Exported, headers: &HeaderMap, failure: Failure) -> Response {
    let person = wall::accepts_html(headers);
    let status = match &failure {
        Failure::Refused(Refusal::NotSignedIn) if person => return Redirect::to(wall::SIGN_IN).into_response(),
        Failure::Refused(Refusal::NotSignedIn) => StatusCode::UNAUTHORIZED,
        Failure::Refused(Refusal::NotPermitted(_)) => StatusCode::FORBIDDEN,
        Failure::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Failure::Broken(_) | Failure::Unreachable => StatusCode::INTERNAL_SERVER_ERROR,
    };
    match failure {
        failure if person => page(list, headers, status, &failure),
        Failure::Refused(refusal) => wall::refuse(status, refusal),
        Failure::Broken(_) | Failure::Unreachable => status.into_response(),
    }
}

/// Why there is no file, and the way back. It stands outside the pages, which come to life in the browser: nothing has
/// to here.
fn page(list: Exported, headers: &HeaderMap, status: StatusCode, failure: &Failure) -> Response {
    let language = page_language(headers).unwrap_or_default();
    let w = Words(language);
    let style = assets::manifest().map(|site| format!("<link rel=\"stylesheet\" href=\"{}\">", site.css));
    let (tag, path, style) = (language.tag(), list.path(), style.unwrap_or_default());
    let (title, back) = (w.t(error_page::NOT_TAKEN_OUT), w.t(error_page::TO_LIST));
    let sentence = escaped(&app::failure::sentence(w, failure));
    let page = format!(
        "<!DOCTYPE html><html lang=\"{tag}\"><head><meta charset=\"utf-8\"><title>{title} · Avenant</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">{style}</head>\
         <body><main class=\"page\" id=\"main\"><div class=\"empty\"><h1>{title}</h1><p>{sentence}</p>\
         <div class=\"actions\"><a class=\"button primary\" href=\"{path}\">{back}</a></div></div></main></body></html>"
    );
    (status, [(header::CACHE_CONTROL, "no-store")], Html(page)).into_response()
}

/// Text as it may stand between tags and in attributes.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
