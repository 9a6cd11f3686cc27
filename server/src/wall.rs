//! Turns away whoever is not signed in, before anything of the request is decoded.
//!
//! Only the door is here. What a person may do is decided by the operation; that they still may act at all, by
//! `operations::sign_in::actor`, at every call.

use crate::export;
use app::failure::Failure;
use axum::{
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use leptos::server_fn::{ContentType, error::FromServerFnError};
use model::refusal::Refusal;
use tower_sessions::Session;

/// Where server functions live; the public API is below `/api/v1` and has tokens instead of sessions: its own layer
/// asks [`needs_token`].
pub const FUNCTIONS: &str = "/api/";
/// What may be asked without being signed in. It should shrink, never grow.
pub const OPEN: [&str; 9] = [
    "entrance/viewer",
    "entrance/entrance",
    "entrance/sign_in",
    "entrance/enter_demonstration",
    "entrance/set_up",
    "entrance/choose_language",
    "entrance/choose_theme",
    "entrance/invitation",
    "entrance/accept_invitation",
];
/// Those of them that take a password or a code, which must not be tried out.
const GUESSING: [&str; 4] =
    ["entrance/sign_in", "entrance/set_up", "entrance/accept_invitation", "profile/change_password"];
/// The page on which people sign in.
pub const SIGN_IN: &str = "/sign-in";
/// Other places behind the wall: files in and out, and what is told as it happens.
const FILES: [&str; 4] = ["/imports/upload", "/exports/", "/files/", app::notification::live::ADDRESS];

/// Lets pass who is signed in, and whatever is not behind the wall. Pages are not: they lead to the sign-in page
/// themselves, which is kinder than a bare answer.
pub async fn stand(request: Request, next: Next) -> Response {
    let session = request.extensions().get::<Session>().cloned();
    if !is_behind(request.uri().path()) || is_signed_in(session).await {
        return next.run(request).await;
    }
    if accepts_html(request.headers()) {
        return Redirect::to(SIGN_IN).into_response();
    }
    refuse_call(StatusCode::UNAUTHORIZED, Refusal::NotSignedIn)
}

/// Whether a path is behind the wall.
pub fn is_behind(path: &str) -> bool {
    match function(path) {
        Some(name) => !OPEN.contains(&name),
        None => FILES.iter().any(|place| path.starts_with(place)) || export::ENDS.iter().any(|end| path.ends_with(end)),
    }
}

/// What of the public API may be read without a token: its description.
const DESCRIPTION: &str = "/openapi.json";

/// Whether a path of the public API, as seen below its root, needs a token.
pub fn needs_token(path: &str) -> bool {
    path != DESCRIPTION
}

/// Whether a path takes a password or a code.
pub fn is_guessing(path: &str) -> bool {
    function(path).is_some_and(|name| GUESSING.contains(&name))
}

/// The name of the server function at a path: `contract/give_notice`.
fn function(path: &str) -> Option<&str> {
    path.strip_prefix(FUNCTIONS)
}

async fn is_signed_in(session: Option<Session>) -> bool {
    let Some(session) = session else {
        return false;
    };
    match session.get_value(app::PERSON_KEY).await {
        Ok(person) => person.is_some(),
        Err(cause) => {
            tracing::error!(%cause, "the session cannot be read");
            false
        }
    }
}

/// A refusal as our own pages read it: in the same form as the server functions' own.
pub fn refuse_call(status: StatusCode, refusal: Refusal) -> Response {
    let body = Failure::Refused(refusal).ser();
    let content_type = HeaderValue::from_static(<Failure as FromServerFnError>::Encoder::CONTENT_TYPE);
    (status, [(header::CONTENT_TYPE, content_type)], body).into_response()
}

/// A refusal as a script reads it that sends or fetches a file.
pub fn refuse(status: StatusCode, refusal: Refusal) -> Response {
    let body = serde_json::to_string(&Failure::Refused(refusal)).unwrap_or_default();
    let json = HeaderValue::from_static("application/json");
    (status, [(header::CONTENT_TYPE, json)], body).into_response()
}

/// Whether a person's browser shows the answer, instead of a script reading it.
pub fn accepts_html(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accepted| accepted.contains("text/html"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_on_the_list_is_behind_the_wall() {
        for (path, behind) in [
            ("/api/contract/give_notice", true),
            ("/api/entrance/sign_in", false),
            ("/api/entrance/sign_in/", true),
            ("/api/entrance/sign_in1234", true),
            ("/api/entrance/sign_out", true),
            ("/api//entrance/sign_in", true),
            ("/api/v1/contracts", true),
            ("/imports/upload", true),
            ("/exports/contracts.csv", true),
            ("/files/upload", true),
            ("/files/0199/preview", true),
            ("/contracts/export.csv", true),
            ("/leakage/findings/export.xlsx", true),
            ("/contracts", false),
        ] {
            assert_eq!(is_behind(path), behind, "{path}");
        }
    }
}
