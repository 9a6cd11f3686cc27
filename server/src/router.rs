//! The way of a request, layer by layer, from the network to a page, a server function or a file.

use std::{
    net::SocketAddr,
    sync::{Arc, OnceLock},
    time::Duration,
};

use app::App;
use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, DefaultBodyLimit, FromRef, Request, State},
    http::{HeaderMap, Method, StatusCode, Uri, header, request::Parts},
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use leptos::prelude::{LeptosOptions, provide_context, use_context};
use leptos_axum::{AxumRouteListing, LeptosRoutes};
use operations::Office;
use subtle::ConstantTimeEq;
use tower_http::{
    catch_panic::CatchPanicLayer,
    limit::RequestBodyLimitLayer,
    timeout::{ResponseBodyTimeoutLayer, TimeoutLayer},
};

use crate::{
    assets,
    config::Config,
    export, feed, files, live, observe,
    rate::Limiter,
    rest,
    security::{self, Nonce},
    session, unsubscribe, upload, wall,
};

/// Longest time until an answer begins, and between two pieces of it: a page that waits for itself ends here.
const PATIENCE: Duration = Duration::from_secs(30);
/// Longest time for sending and reading a file.
const FILE_PATIENCE: Duration = Duration::from_secs(300);
/// Largest form.
const FORM_MOST: usize = 2 * 1024 * 1024;

/// What the handlers share.
#[derive(Clone)]
struct Server {
    office: Office,
    config: Arc<Config>,
    assets: app::Assets,
    options: LeptosOptions,
}

impl FromRef<Server> for LeptosOptions {
    fn from_ref(server: &Server) -> Self {
        server.options.clone()
    }
}

impl FromRef<Server> for Office {
    fn from_ref(server: &Server) -> Self {
        server.office.clone()
    }
}

impl Server {
    /// What pages and server functions find in their context, besides the request itself.
    fn provide(&self) {
        provide_context(self.office.clone());
        provide_context(self.assets.clone());
        provide_context(app::Origin(self.config.public.to_string()));
        let nonce = use_context::<Parts>().and_then(|parts| parts.extensions.get::<Nonce>().cloned());
        if let Some(Nonce(nonce)) = nonce {
            // Leptos' own inline scripts carry the word that the answer's policy allows.
            provide_context(leptos::nonce::Nonce::from_value(nonce.clone()));
            provide_context(app::Nonce(nonce));
        }
    }

    fn shell(&self) -> impl Fn() -> leptos::prelude::AnyView + Clone + Send + Sync + 'static + use<> {
        use leptos::prelude::IntoAny;
        let (options, assets) = (self.options.clone(), self.assets.clone());
        move || app::shell(options.clone(), assets.clone()).into_any()
    }
}

/// Everything the server answers.
pub fn router(office: Office, config: Arc<Config>) -> Router {
    let server = Server {
        office: office.clone(),
        config: Arc::clone(&config),
        assets: names(),
        options: LeptosOptions::builder().output_name("avenant").build(),
    };
    let limiter = Arc::new(Limiter::of_sign_in());

    // Read from below: the last layer is the first that a request meets.
    let forms = pages(&server)
        .layer(RequestBodyLimitLayer::new(FORM_MOST))
        .layer(ResponseBodyTimeoutLayer::new(PATIENCE))
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, PATIENCE));
    let files = Router::new()
        .route("/imports/upload", post(upload::upload))
        // It has limits of its own, and hears a file that is too large to its end, so that the answer is seen.
        .layer(DefaultBodyLimit::disable())
        .merge(export::routes())
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, FILE_PATIENCE));
    let people = forms
        .merge(files)
        .merge(files::routes())
        // It stays open for as long as a page is seen, and ends by itself.
        .merge(live::routes())
        .layer(from_fn(wall::stand))
        .layer(session::layer(&office, config.public.secure))
        .layer(from_fn_with_state((limiter, Arc::clone(&config)), security::attempts))
        .layer(from_fn_with_state(Arc::clone(&config), security::same_site))
        .layer(from_fn(assets::serve));
    let monitors = Router::new()
        // Browsers ask for it beside a file that stands alone in its tab.
        .route("/favicon.ico", get(async || Redirect::permanent("/favicon.svg")))
        .route("/healthz", get(async || "alive"))
        .route("/readyz", get(ready))
        .route("/metrics", get(counts));
    people
        .merge(monitors)
        // Whoever follows the link of a mail has no session, and a mail program that does it has no pages of ours.
        .merge(unsubscribe::routes().layer(RequestBodyLimitLayer::new(FORM_MOST)))
        .with_state(server)
        .merge(feed::routes(&office, &config))
        .nest(rest::ROOT, rest::router(&office, &config))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state((office.clone(), config), security::headers))
        .layer(from_fn_with_state(office, observe::request))
}

/// The pages, and every server function that was compiled in.
fn pages(server: &Server) -> Router<Server> {
    let context = server.clone();
    Router::new()
        .leptos_routes_with_context(server, addresses(server), move || context.provide(), server.shell())
        .fallback(not_found)
}

/// The addresses of the pages, found by running the application once in a process. While it runs, Leptos lets no question
/// be asked anywhere in the process, and what another thread began to ask meanwhile is never answered: a second
/// router, as the tests make many, would let pages that are being made wait for ever.
fn addresses(server: &Server) -> Vec<AxumRouteListing> {
    static ADDRESSES: OnceLock<Vec<AxumRouteListing>> = OnceLock::new();
    let found = ADDRESSES.get_or_init(|| {
        let context = server.clone();
        let (found, _static) =
            leptos_axum::generate_route_list_with_exclusions_and_ssg_and_context(App, None, move || context.provide());
        found
    });
    found.clone()
}

/// The address without a slash at its end, which no page has. What begins with two slashes, or holds a backslash, browsers
/// would read as another host.
fn without_slash(method: &Method, uri: &Uri) -> Option<String> {
    let path = uri.path().strip_suffix('/')?.trim_end_matches('/');
    let own = *method == Method::GET && path.len() > 1 && !path.starts_with("//") && !path.contains('\\');
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    own.then(|| format!("{path}{query}"))
}

/// A page that says so, for people; a bare answer for everything else.
async fn not_found(State(server): State<Server>, request: Request) -> Response {
    if let Some(address) = without_slash(request.method(), request.uri()) {
        return Redirect::permanent(&address).into_response();
    }
    let page = *request.method() == Method::GET && wall::accepts_html(request.headers());
    if !page || request.uri().path().starts_with(wall::FUNCTIONS) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let context = server.clone();
    let render = leptos_axum::render_app_async_with_context(move || context.provide(), server.shell());
    let mut response = render(request).await;
    // A redirect that the page asked for stays one.
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}

/// Whether the server can do its work: the database answers.
async fn ready(State(office): State<Office>) -> Response {
    if office.is_ready().await {
        "ready".into_response()
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer").into_response()
    }
}

/// What was counted, for monitors on this machine, or elsewhere with the token of the configuration.
async fn counts(State(server): State<Server>, request: Request) -> Response {
    if !may_read_counts(&server.config, &request) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let Some(counts) = observe::counts() else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], counts.render()).into_response()
}

fn may_read_counts(config: &Config, request: &Request) -> bool {
    let headers = request.headers();
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.as_bytes().strip_prefix(b"Bearer "));
    let shown = match (given, &config.metrics_token) {
        (Some(given), Some(token)) => given.ct_eq(token.as_bytes()).into(),
        _ => false,
    };
    shown || is_this_machine(request, headers)
}

/// A proxy on this machine is no monitor: what it forwards says so.
fn is_this_machine(request: &Request, headers: &HeaderMap) -> bool {
    let forwarded = ["forwarded", "x-forwarded-for", "x-real-ip"].iter().any(|name| headers.contains_key(*name));
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    !forwarded && peer.is_some_and(|ConnectInfo(peer)| peer.ip().to_canonical().is_loopback())
}

/// What a mistake of ours looks like from outside: the cause stays in the log.
fn panicked(cause: Box<dyn std::any::Any + Send + 'static>) -> Response<Body> {
    let text = cause.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| cause.downcast_ref::<&str>().copied()).unwrap_or("without words");
    tracing::error!(cause = text, "a request ended in a panic");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// The files that pages load; without a site, pages are sent without style and script.
fn names() -> app::Assets {
    assets::manifest().map(|assets::Manifest { css, sides }| app::Assets { css, sides }).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_with_a_slash_at_its_end_leads_to_the_page_without_it() {
        let leads = |method: &Method, address: &str| without_slash(method, &address.parse().expect("an address"));
        let to = |address| leads(&Method::GET, address);
        assert_eq!(
            to("/contracts/C-2026-0001/edit/?saved=1&q=a%2Fb").as_deref(),
            Some("/contracts/C-2026-0001/edit?saved=1&q=a%2Fb")
        );
        assert_eq!(to("/billing//").as_deref(), Some("/billing"));
        for own in ["/", "//", "/billing", "//elsewhere.example/", "//elsewhere.example/x/"] {
            assert_eq!(to(own), None, "{own}");
        }
        assert_eq!(leads(&Method::POST, "/billing/"), None);
    }
}
