//! What the program says about itself: log lines with the number of their request, and counts for a monitor.

use std::{
    io::IsTerminal,
    pin::Pin,
    sync::OnceLock,
    task::{Context, Poll},
    time::Instant,
};

use axum::{
    body::{Body, Bytes, HttpBody},
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, Method},
    middleware::Next,
    response::Response,
};
use http_body::{Frame, SizeHint};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use operations::Office;
use tracing::{Instrument, Span};
use tracing_subscriber::EnvFilter;

use crate::config::LogFormat;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// Upper ends of the histogram's steps, in seconds; 0.05 is what a page may take.
const STEPS: [f64; 10] = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0];

/// The number of a request, in its log lines and in the answer's header, so that a person can name it.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

/// Begins to write log lines, to standard error: standard output is for what a command answers.
pub fn start_log(format: LogFormat, filter: &str) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_cause| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    let log = log.with_ansi(std::io::stderr().is_terminal());
    // A second start in one process (tests) keeps the first log.
    let _already_started = match format {
        LogFormat::Text => log.compact().try_init(),
        LogFormat::Json => log.json().flatten_event(true).try_init(),
    };
}

/// What was counted since the start, for `/metrics`; begins to count at the first call.
///
/// `None` where something else counts in this process.
pub fn counts() -> Option<&'static PrometheusHandle> {
    static COUNTS: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    let begin = || PrometheusBuilder::new().set_buckets(&STEPS).ok()?.install_recorder().ok();
    COUNTS.get_or_init(begin).as_ref()
}

/// Gives the request a number, counts it, and writes its log line when the last byte of the answer is handed over:
/// pages are sent in pieces, and the first says little about how long the page took.
pub async fn request(State(office): State<Office>, mut request: Request, next: Next) -> Response {
    let id = given_id(&request).unwrap_or_else(|| office.clock().id().to_string());
    request.extensions_mut().insert(RequestId(id.clone()));
    // The path of a request may name a customer's record and belongs into no count; the route does.
    let route = request.extensions().get::<MatchedPath>().map_or("other", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!("request", %id);
    let mut line =
        Line { span: span.clone(), method: request.method().clone(), route, status: 0, start: Instant::now() };

    let mut response = next.run(request).instrument(span).await;

    line.status = response.status().as_u16();
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response.map(|body| Body::new(Observed { body, line }))
}

/// What is said of a request, when this is dropped.
struct Line {
    span: Span,
    method: Method,
    route: String,
    status: u16,
    start: Instant,
}

impl Drop for Line {
    fn drop(&mut self) {
        let Self { span, method, route, status, start } = self;
        // Zero where the browser went away before there was an answer.
        let (took, status) = (start.elapsed(), *status);
        let ms = took.as_millis();
        span.in_scope(|| {
            if status >= 500 {
                tracing::error!(%method, route, status, ms, "answered");
            } else if matches!(route.as_str(), "/healthz" | "/readyz" | "/metrics") {
                tracing::debug!(%method, route, status, ms, "answered");
            } else {
                tracing::info!(%method, route, status, ms, "answered");
            }
        });
        let labels = [("method", counted(method).to_owned()), ("route", route.clone()), ("status", status.to_string())];
        metrics::counter!("http_requests_total", &labels).increment(1);
        metrics::histogram!("http_request_seconds", "route" => route.clone()).record(took.as_secs_f64());
    }
}

/// The body of an answer, with the line that ends with it.
struct Observed {
    body: Body,
    line: Line,
}

impl HttpBody for Observed {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<std::result::Result<Frame<Bytes>, axum::Error>>> {
        let _inside = self.line.span.clone().entered();
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// The method as it is counted: a client may invent names, and each would be a count of its own.
fn counted(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        _ => "other",
    }
}

/// The number a proxy gave, if it is one that cannot be mistaken for something else in a log line.
fn given_id(request: &Request) -> Option<String> {
    let id = request.headers().get(REQUEST_ID)?.to_str().ok()?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    ((8..=64).contains(&id.len()) && id.bytes().all(plain)).then(|| id.to_owned())
}
