use app::failure::Failure;
use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};
use leptos::server_fn::axum::server_fn_paths;
use model::refusal::Refusal;
use server::wall;

use crate::house::{self, TODAY, ask, post, signed_in, site};

/// Every server function that was compiled in.
fn functions() -> Vec<(&'static str, Method)> {
    server_fn_paths().collect()
}

#[tokio::test]
async fn whoever_is_not_signed_in_is_turned_away_from_every_function_but_the_listed_ones() {
    let site = site(&house::office(TODAY).await);
    let functions = functions();
    assert!(!functions.is_empty(), "no server function is compiled in: is the feature `ssr` on?");
    for (path, method) in functions {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("sec-fetch-site", "same-origin")
            // What cannot be decoded shows that nothing was decoded.
            .body(Body::from("%%%"))
            .unwrap();
        let status = ask(&site, request).await.status;
        if wall::is_behind(path) {
            assert_eq!(status, StatusCode::UNAUTHORIZED, "{path}");
        } else {
            assert_ne!(status, StatusCode::UNAUTHORIZED, "{path}");
        }
    }
}

#[tokio::test]
async fn every_name_on_the_list_is_a_function() {
    let _registered = site(&house::office(TODAY).await);
    let paths: Vec<&str> = functions().iter().map(|(path, _)| *path).collect();
    for open in wall::OPEN {
        assert!(
            paths.contains(&format!("/api/{open}").as_str()),
            "{open} is on the list, but there is no such function"
        );
    }
}

#[tokio::test]
async fn every_function_is_asked_by_post() {
    let _registered = site(&house::office(TODAY).await);
    for (path, method) in functions() {
        assert_eq!(method, Method::POST, "{path}: the CSRF check lets GET pass");
    }
}

#[tokio::test]
async fn a_script_reads_why_and_a_form_is_led_to_the_sign_in_page() {
    let site = site(&house::office(TODAY).await);
    let script = ask(&site, post("/api/nothing").body(Body::empty()).unwrap()).await;
    assert_eq!(script.status, StatusCode::UNAUTHORIZED);
    assert_eq!(script.failure(), Failure::Refused(Refusal::NotSignedIn));
    let form = ask(&site, post("/api/nothing").header("accept", "text/html").body(Body::empty()).unwrap()).await;
    assert_eq!(form.status, StatusCode::SEE_OTHER);
    assert_eq!(form.header("location"), "/sign-in");
}

#[tokio::test]
async fn a_session_opens_the_wall_and_nobody_s_session_does_not() {
    let office = house::office(TODAY).await;
    let site = site(&office);
    let (_, cookie) = signed_in(&office).await;
    let asked = |cookie: String| post("/api/nothing").header("cookie", cookie).body(Body::empty()).unwrap();
    assert_eq!(ask(&site, asked(cookie)).await.status, StatusCode::NOT_FOUND);

    let mut nobody = house::record(None);
    tower_sessions::SessionStore::create(&server::session::Sessions::of(office), &mut nobody).await.unwrap();
    for cookie in [format!("avenant={}", nobody.id), "avenant=forged".into(), String::new()] {
        assert_eq!(ask(&site, asked(cookie)).await.status, StatusCode::UNAUTHORIZED);
    }
}
