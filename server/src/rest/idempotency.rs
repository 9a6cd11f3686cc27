//! `Idempotency-Key`: a program that did not hear an answer sends the same request again, and nothing is done twice.

use std::panic::AssertUnwindSafe;

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::Request,
    http::{HeaderName, HeaderValue, Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures::FutureExt;
use operations::idempotency::{self, Answer, Turn};
use sha2::{Digest, Sha256};
use tracing::Instrument;
use utoipa::openapi::{
    Required,
    path::{Parameter, ParameterBuilder, ParameterIn},
    schema,
};

use super::{
    BODY_MOST,
    caller::Caller,
    problem::{self, Trouble},
};

/// The header with the key.
pub const KEY: &str = "Idempotency-Key";
/// The most characters of a key.
const KEY_MOST: usize = 255;
/// Says that an answer was given before.
const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");
/// The headers that belong to what was answered; all others belong to the one time it is sent.
const KEPT: [HeaderName; 3] = [header::CONTENT_TYPE, header::ETAG, header::LOCATION];

/// How the document describes the header.
pub fn parameter() -> Parameter {
    ParameterBuilder::new()
        .name(KEY)
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(
            "A text of the program's own, 255 characters at most, another one for each request. Sent again with the \
             same key by the same token within 24 hours, a request that was done is answered as before and not done \
             again; `Idempotent-Replayed: true` says so.",
        ))
        .schema(Some(schema::Object::with_type(schema::Type::String)))
        .build()
}

/// Does a request with a key once. What is answered again was told to the same token before, so nothing is judged anew
/// but the token.
pub async fn once(request: Request, next: Next) -> Response {
    attempt(request, next).await.unwrap_or_else(IntoResponse::into_response)
}

async fn attempt(request: Request, next: Next) -> Result<Response, Trouble> {
    let given = request.headers().get(KEY).filter(|_| request.method() == Method::POST).cloned();
    let caller = request.extensions().get::<Caller>().cloned();
    let (Some(given), Some(caller)) = (given, caller) else {
        return Ok(next.run(request).await);
    };
    let key = read(&given)?;
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, BODY_MOST).await.map_err(|_too_large| Trouble::TooLarge)?;
    match idempotency::begin(&caller.actor, caller.token, &key, &fingerprint(&parts, &body)).await? {
        Turn::First => {}
        Turn::Again(answer) => return Ok(again(answer)),
        Turn::UnderWay => return Err(Trouble::KeyInUse),
        Turn::Other => return Err(Trouble::KeyReused),
    }
    // By itself, so that it is done and its answer kept although the program hangs up.
    let work = work(caller, key, Request::from_parts(parts, Body::from(body)), next).in_current_span();
    tokio::spawn(work).await.map_err(|cause| {
        tracing::error!(%cause, "a request with a key was not finished");
        Trouble::Broken
    })
}

fn read(given: &HeaderValue) -> Result<String, Trouble> {
    let key = given.to_str().ok().map(str::trim).filter(|key| (1..=KEY_MOST).contains(&key.len()));
    let cause = || Trouble::InvalidRequest { cause: format!("{KEY} is not a text of 1 to {KEY_MOST} characters") };
    key.map(str::to_owned).ok_or_else(cause)
}

/// What makes a request the same: where it goes, on which version, with which body.
fn fingerprint(parts: &Parts, body: &Bytes) -> String {
    let version = parts.headers.get(header::IF_MATCH).map(HeaderValue::as_bytes).unwrap_or_default();
    let address = parts.uri.to_string();
    let mut hash = Sha256::new();
    for part in [address.as_bytes(), version, body] {
        // With its length, so that no two requests are the same text.
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn work(caller: Caller, key: String, request: Request, next: Next) -> Response {
    let done = AssertUnwindSafe(next.run(request)).catch_unwind().await;
    let response = done.unwrap_or_else(problem::panicked);
    let (actor, token) = (&caller.actor, caller.token);
    if !response.status().is_success() {
        if let Err(cause) = idempotency::forget(actor, token, &key).await {
            tracing::error!(%cause, "a key could not be forgotten");
        }
        return response;
    }
    let (parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return Trouble::Broken.into_response();
    };
    let text = |value: &HeaderValue| value.to_str().ok().map(str::to_owned);
    let header = |name: &HeaderName| Some((name.to_string(), text(parts.headers.get(name)?)?));
    let headers = KEPT.iter().filter_map(header).collect();
    let answer = (parts.status.as_u16(), headers, String::from_utf8_lossy(&body).into_owned());
    if let Err(cause) = idempotency::keep(actor, token, &key, answer).await {
        tracing::error!(%cause, "an answer could not be kept");
    }
    Response::from_parts(parts, Body::from(body))
}

/// An answer as it was given before.
fn again((status, headers, body): Answer) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or_default();
    for (name, value) in headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().insert(name, value);
        }
    }
    response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
    response
}
