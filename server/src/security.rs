//! What a browser is told it may do with our pages, and which requests are not meant by the person in front of it.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::Arc,
    time::Instant,
};

use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use leptos::server_fn::error::ServerFnUrlError;
use model::refusal::Refusal;
use operations::Office;

use crate::{
    config::Config,
    rate::{Limiter, network},
    wall,
};

/// The word that an inline script of this answer carries, so that no other inline script runs.
#[derive(Clone, Debug)]
pub struct Nonce(pub String);

/// A policy that an answer brings with it, because it is no page of ours: a file, or the frame around one.
#[derive(Clone, Debug)]
pub struct OwnPolicy {
    /// What it may load and run.
    pub content: &'static str,
    /// Whether a page of ours may show it in a frame.
    pub framed: bool,
}

/// What holds for every answer.
const HEADERS: [(HeaderName, &str); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    // Paths name contracts and customers: other sites learn at most where somebody came from.
    (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Browsers that came by HTTPS once come by nothing else for a year.
const ONLY_HTTPS: HeaderValue = HeaderValue::from_static("max-age=31536000; includeSubDomains");

/// Sends the headers with every answer, and gives the pages the word for their scripts.
pub async fn headers(
    State((office, config)): State<(Office, Arc<Config>)>,
    mut request: Request,
    next: Next,
) -> Response {
    let nonce = office.clock().secret();
    request.extensions_mut().insert(Nonce(nonce.clone()));
    let mut response = next.run(request).await;
    let own = response.extensions_mut().remove::<OwnPolicy>();
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    match own {
        Some(OwnPolicy { content, framed }) => {
            headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(content));
            if framed {
                headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
            }
        }
        None => {
            if let Ok(policy) = HeaderValue::from_str(&content_policy(&nonce)) {
                headers.insert(header::CONTENT_SECURITY_POLICY, policy);
            }
        }
    }
    if config.public.secure {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, ONLY_HTTPS);
    }
    // Customers' data stays in no cache: the next person at this computer shall not see it by the "back" button.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// `'wasm-unsafe-eval'` lets WebAssembly be compiled and nothing else be evaluated.
fn content_policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'"
    )
}

/// Turns away a change that another site makes a browser ask for.
///
/// Every browser of today says from which site a request comes (`Sec-Fetch-Site`), but only where the connection is
/// protected or local; the older `Origin` holds for the rest. A request with neither comes from no browser's form.
pub async fn same_site(State(config): State<Arc<Config>>, request: Request, next: Next) -> Response {
    let reading = matches!(*request.method(), Method::GET | Method::HEAD);
    if reading || is_our_own(request.headers(), request.uri().authority().map(|host| host.as_str()), &config) {
        return next.run(request).await;
    }
    tracing::warn!(origin = ?request.headers().get(header::ORIGIN), "a request from another site was turned away");
    (StatusCode::FORBIDDEN, "This request did not come from Avenant's own pages.").into_response()
}

fn is_our_own(headers: &HeaderMap, target: Option<&str>, config: &Config) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text(HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text(header::ORIGIN) else {
        return false;
    };
    if origin == config.public.to_string() {
        return true;
    }
    let host = text(header::HOST).or(target);
    origin.split_once("://").is_some_and(|(_, from)| Some(from) == host)
}

/// Turns away an address that tries passwords or set-up codes too often.
pub async fn attempts(
    State((limiter, config)): State<(Arc<Limiter<IpAddr>>, Arc<Config>)>,
    request: Request,
    next: Next,
) -> Response {
    if !wall::is_guessing(request.uri().path()) {
        return next.run(request).await;
    }
    let from = client(&request, config.trusted_proxy);
    match limiter.admit(network(from), Instant::now()) {
        Ok(()) => next.run(request).await,
        Err(wait) => {
            tracing::warn!(%from, "too many attempts to sign in");
            let minutes = u32::try_from(wait.as_secs() / 60 + 1).unwrap_or(1);
            let mut response = slow_down(&request, Refusal::TooManyAttempts { minutes });
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait.as_secs() + 1));
            response
        }
    }
}

/// A plain form is led back to its page, with the refusal where the page looks for those of its form.
fn slow_down(request: &Request, refusal: Refusal) -> Response {
    let path = request.uri().path();
    let page = match path.rsplit('/').next() {
        Some("set_up") => "/set-up",
        Some("change_password") => "/profile",
        Some("accept_invitation") => return wall::refuse_call(StatusCode::TOO_MANY_REQUESTS, refusal),
        _ => wall::SIGN_IN,
    };
    if wall::accepts_html(request.headers()) {
        let failure = ServerFnUrlError::new(path, app::failure::Failure::Refused(refusal.clone()));
        if let Ok(url) = failure.to_url(&format!("http://localhost{page}")) {
            let query = url.query().unwrap_or_default();
            return Redirect::to(&format!("{page}?{query}")).into_response();
        }
    }
    wall::refuse_call(StatusCode::TOO_MANY_REQUESTS, refusal)
}

/// Who asks. Behind a proxy of ours it is the last address of `X-Forwarded-For`, which that proxy wrote; the ones
/// before it are whatever the client claimed.
pub fn client(request: &Request, trusted_proxy: bool) -> IpAddr {
    let forwarded = || {
        let line = request.headers().get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
        line.rsplit(',').next()?.trim().parse().ok()
    };
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
    trusted_proxy.then(forwarded).flatten().or(peer).unwrap_or(Ipv4Addr::UNSPECIFIED.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Flags;

    fn asked(headers: &[(&'static str, &'static str)]) -> bool {
        let config =
            Config::load(&Flags::default(), [("AVENANT_PUBLIC_URL".into(), "https://contracts.example.com".into())]);
        let headers = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect();
        config.is_ok_and(|config| is_our_own(&headers, None, &config))
    }

    #[test]
    fn only_our_own_pages_may_ask_for_a_change() {
        for (headers, ours) in [
            (&[("sec-fetch-site", "same-origin")][..], true),
            (&[("sec-fetch-site", "none")], true),
            (&[("sec-fetch-site", "same-site")], false),
            (
                &[("sec-fetch-site", "cross-site"), ("origin", "http://127.0.0.1:3000"), ("host", "127.0.0.1:3000")],
                false,
            ),
            (&[("origin", "http://127.0.0.1:3000"), ("host", "127.0.0.1:3000")], true),
            (&[("origin", "http://127.0.0.1:4000"), ("host", "127.0.0.1:3000")], false),
            (&[("origin", "https://contracts.example.com"), ("host", "backend:3000")], true),
            (&[("origin", "https://contracts.example.com.evil.example"), ("host", "backend:3000")], false),
            (&[("origin", "null"), ("host", "127.0.0.1:3000")], false),
            (&[("host", "127.0.0.1:3000")], false),
            (&[], false),
        ] {
            assert_eq!(asked(headers), ours, "{headers:?}");
        }
    }

    #[test]
    fn a_client_cannot_choose_its_own_address() {
        let request = |name: &str| {
            Request::builder()
                .header(name, "203.0.113.9, 192.0.2.7")
                .body(axum::body::Body::empty())
                .unwrap_or_default()
        };
        assert_eq!(client(&request("x-forwarded-for"), true), IpAddr::from([192, 0, 2, 7]));
        assert_eq!(client(&request("x-forwarded-for"), false), IpAddr::from([0, 0, 0, 0]));
        assert_eq!(client(&request("x-real-ip"), true), IpAddr::from([0, 0, 0, 0]));
    }
}
