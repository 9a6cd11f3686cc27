//! Calendar feeds, read by calendar programs without signing in: the address is the secret.

use std::{
    net::IpAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    Router,
    body::Body,
    extract::{Path, Request, State},
    http::{StatusCode, header},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::get,
};
use model::refusal::Refusal;
use operations::{Failure, Office};

use crate::{
    config::Config,
    rate::{Limiter, network},
    security::client,
};

/// Wrong addresses that one network may ask for at once, and how soon one is forgiven.
const WRONG_BURST: u32 = 30;
const WRONG_INTERVAL: Duration = Duration::from_secs(20);

/// What answers calendar programs.
#[derive(Clone)]
struct Feeds {
    office: Office,
    config: Arc<Config>,
    /// Wrong addresses by where they come from.
    wrong: Arc<Limiter<IpAddr>>,
}

/// The addresses of feeds.
pub fn routes(office: &Office, config: &Arc<Config>) -> Router {
    let feeds = Feeds {
        office: office.clone(),
        config: Arc::clone(config),
        wrong: Arc::new(Limiter::new(WRONG_BURST, WRONG_INTERVAL)),
    };
    Router::new().route("/feeds/{file}", get(read)).layer(from_fn_with_state(feeds.clone(), attempts)).with_state(feeds)
}

/// Whoever asked for too many addresses that are none is not listened to for a while.
async fn attempts(State(feeds): State<Feeds>, request: Request, next: Next) -> Response {
    let from = network(client(&request, feeds.config.trusted_proxy));
    if feeds.wrong.wait(&from, Instant::now()).is_some() {
        return StatusCode::TOO_MANY_REQUESTS.into_response();
    }
    let response = next.run(request).await;
    if response.status() == StatusCode::NOT_FOUND && feeds.wrong.admit(from, Instant::now()).is_err() {
        tracing::warn!(%from, "too many wrong addresses of feeds");
    }
    response
}

async fn read(State(feeds): State<Feeds>, Path(file): Path<String>) -> Response {
    let Some(secret) = file.strip_suffix(".ics") else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match app::key_date::feed_file(&feeds.office, secret, &feeds.config.public.to_string()).await {
        Ok(text) => {
            let headers = [
                (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
                (header::CACHE_CONTROL, "private, max-age=300"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"avenant.ics\""),
            ];
            (headers, Body::from(text)).into_response()
        }
        Err(Failure::Refused(Refusal::NotFound)) => StatusCode::NOT_FOUND.into_response(),
        Err(cause) => {
            tracing::error!(%cause, "a feed cannot be read");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
