use std::net::SocketAddr;

use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Request, StatusCode},
};

use crate::house::{self, TODAY, ask, get, site};

fn counts_from(peer: &str, header: Option<(&str, &str)>) -> Request<Body> {
    let peer: SocketAddr = peer.parse().unwrap();
    let mut request = Request::get("/metrics").extension(ConnectInfo(peer));
    if let Some((name, value)) = header {
        request = request.header(name, value);
    }
    request.body(Body::empty()).unwrap()
}

#[tokio::test]
async fn a_running_server_is_alive_and_ready() {
    let site = site(&house::office(TODAY).await);
    assert_eq!(get(&site, "/healthz").await.status, StatusCode::OK);
    assert_eq!(get(&site, "/readyz").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_server_whose_database_is_gone_is_alive_but_not_ready() {
    let store = store::Store::open("sqlite::memory:").await.unwrap();
    let office = operations::Office::new(store, operations::clock::Clock::fixed(TODAY), false);
    let site = site(&office);
    assert_eq!(get(&site, "/healthz").await.status, StatusCode::OK);
    assert_eq!(get(&site, "/readyz").await.status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn requests_are_counted_by_route_and_only_monitors_read_it() {
    let office = house::office(TODAY).await;
    let config = house::config(&[("AVENANT_METRICS_TOKEN", "a-long-token")]).unwrap();
    let site = server::router::router(office, std::sync::Arc::new(config));
    let _counting = server::observe::counts();
    get(&site, "/healthz").await;

    let here = ask(&site, counts_from("127.0.0.1:5000", None)).await;
    assert!(here.text.contains(r#"http_requests_total{method="GET",route="/healthz",status="200"}"#), "{}", here.text);
    assert!(here.text.contains(r#"http_request_seconds_bucket{route="/healthz",le="0.05"}"#), "{}", here.text);
    for (peer, header, status) in [
        ("192.0.2.7:5000", None, StatusCode::NOT_FOUND),
        ("192.0.2.7:5000", Some(("authorization", "Bearer another")), StatusCode::NOT_FOUND),
        ("192.0.2.7:5000", Some(("authorization", "Bearer a-long-token")), StatusCode::OK),
        ("127.0.0.1:5000", Some(("x-forwarded-for", "192.0.2.7")), StatusCode::NOT_FOUND),
    ] {
        assert_eq!(ask(&site, counts_from(peer, header)).await.status, status, "{peer} {header:?}");
    }
}

#[tokio::test]
async fn every_answer_carries_the_number_of_its_request() {
    let site = site(&house::office(TODAY).await);
    let asked = |id: &str| Request::get("/healthz").header("x-request-id", id).body(Body::empty()).unwrap();
    assert_eq!(ask(&site, asked("proxy-2026.11_21")).await.header("x-request-id"), "proxy-2026.11_21");
    for strange in ["short", "has spaces in it", "quote\"in\"it", &"long".repeat(30)] {
        let answer = ask(&site, asked(strange)).await;
        assert_eq!(answer.header("x-request-id").len(), 36, "{strange}");
    }
}
