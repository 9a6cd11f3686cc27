//! Stopping mails of a kind from the mail itself, without signing in.
//!
//! Following the link only asks, because programs that look at mails follow every link; the button, and the mail program
//! that does it by itself (RFC 8058), post. Whoever has the link can do nothing else than this.

use app::words::{Text, Words, key_date, notification as say};
use axum::{
    Router,
    extract::{FromRef, Path, State},
    http::StatusCode,
    response::{Html, IntoResponse, Response},
    routing::get,
};
use model::{key_date::KeyDateKind, language::Language};
use operations::{Office, notification};

use crate::{assets, config::PublicAddress, mail::escaped};

/// Where mails of a kind are stopped for whoever has the secret.
pub fn address(public: &PublicAddress, secret: &str, kind: KeyDateKind) -> String {
    format!("{public}/unsubscribe/{secret}/{}", kind.code())
}

/// The page, and the step.
pub fn routes<S>() -> Router<S>
where
    S: Clone + Send + Sync + 'static,
    Office: FromRef<S>,
{
    Router::new().route("/unsubscribe/{secret}/{kind}", get(ask).post(stop))
}

async fn ask(
    State(office): State<Office>,
    Path((secret, kind)): Path<(String, String)>,
    headers: axum::http::HeaderMap,
) -> Response {
    let w = words(&office, &headers);
    match (KeyDateKind::from_code(&kind), notification::knows_secret(&office, &secret).await) {
        (Some(kind), Ok(true)) => {
            let kind = w.t(key_date::kind(kind));
            let text = escaped(&w.with(say::UNSUBSCRIBE_TEXT, &[("kind", kind)]));
            let button = escaped(w.t(say::UNSUBSCRIBE));
            let form = format!(
                "<p>{text}</p><form method=\"post\"><button class=\"button primary\" type=\"submit\">{button}</button></form>"
            );
            page(w, StatusCode::OK, &form)
        }
        (_, Err(cause)) => broken(&office, w, &cause),
        _ => unknown(w),
    }
}

async fn stop(
    State(office): State<Office>,
    Path((secret, kind)): Path<(String, String)>,
    headers: axum::http::HeaderMap,
) -> Response {
    let w = words(&office, &headers);
    let Some(kind) = KeyDateKind::from_code(&kind) else { return unknown(w) };
    match notification::unsubscribe(&office, &secret, kind).await {
        Ok(true) => {
            let done = escaped(&w.with(say::UNSUBSCRIBED, &[("kind", w.t(key_date::kind(kind)))]));
            let back = escaped(w.t(say::UNSUBSCRIBE_BACK));
            page(w, StatusCode::OK, &format!("<p role=\"status\">{done}</p><p><a href=\"/profile\">{back}</a></p>"))
        }
        Ok(false) => unknown(w),
        Err(cause) => broken(&office, w, &cause),
    }
}

fn words(office: &Office, headers: &axum::http::HeaderMap) -> Words {
    Words(app::visit::accepted(headers).unwrap_or_else(|| office.language()))
}

fn unknown(w: Words) -> Response {
    page(w, StatusCode::NOT_FOUND, &format!("<p>{}</p>", escaped(w.t(say::UNKNOWN_LINK))))
}

fn broken(office: &Office, w: Words, cause: &operations::Failure) -> Response {
    let reference = office.clock().reference();
    tracing::error!(%reference, %cause, "mails were not stopped");
    let text = w.with(app::words::error_page::BROKEN, &[("reference", &reference)]);
    page(w, StatusCode::INTERNAL_SERVER_ERROR, &format!("<p>{}</p>", escaped(&text)))
}

fn page(w: Words, status: StatusCode, content: &str) -> Response {
    const TITLE: Text = say::UNSUBSCRIBE_TITLE;
    let css = assets::manifest().map(|manifest| manifest.css).unwrap_or_default();
    let language = match w.language() {
        Language::En => "en",
        Language::Fr => "fr",
        Language::Zh => "zh-Hans",
    };
    let title = escaped(w.t(TITLE));
    let html = format!(
        "<!DOCTYPE html><html lang=\"{language}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"robots\" content=\"noindex\"><title>{title} · Avenant</title>\
         <link rel=\"stylesheet\" href=\"/{css}\"></head><body><main class=\"page\"><h1>{title}</h1>{content}</main></body></html>"
    );
    (status, Html(html)).into_response()
}
