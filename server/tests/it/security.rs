use std::sync::Arc;

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use server::router::router;

use crate::house::{self, TODAY, ask, config, get, post, signed_in, site};

#[tokio::test]
async fn a_change_that_another_site_asks_for_is_turned_away_even_with_a_session() {
    let office = house::office(TODAY).await;
    let site = site(&office);
    let (_, cookie) = signed_in(&office).await;
    let asked = |name: &str, value: &str| {
        let request = Request::post("/api/nothing").header("cookie", &cookie).header("host", "127.0.0.1:3000");
        request.header(name, value).body(Body::empty()).unwrap()
    };
    for (name, value, status) in [
        ("sec-fetch-site", "cross-site", StatusCode::FORBIDDEN),
        ("sec-fetch-site", "same-site", StatusCode::FORBIDDEN),
        ("origin", "https://elsewhere.example", StatusCode::FORBIDDEN),
        ("origin", "null", StatusCode::FORBIDDEN),
        ("accept", "*/*", StatusCode::FORBIDDEN),
        ("sec-fetch-site", "same-origin", StatusCode::NOT_FOUND),
        ("origin", "http://127.0.0.1:3000", StatusCode::NOT_FOUND),
    ] {
        assert_eq!(ask(&site, asked(name, value)).await.status, status, "{name}: {value}");
    }
}

#[tokio::test]
async fn every_inline_script_of_a_page_carries_the_word_of_its_policy() {
    let site = site(&house::office(TODAY).await);
    for path in ["/sign-in", "/nowhere"] {
        let page = get(&site, path).await;
        let policy = page.header("content-security-policy");
        let (_, rest) = policy.split_once("'nonce-").unwrap();
        let (nonce, _) = rest.split_once('\'').unwrap();
        assert!(nonce.len() >= 22, "{nonce}");
        let mut scripts = 0;
        for script in page.text.split("<script").skip(1) {
            let (attributes, _) = script.split_once('>').unwrap();
            assert!(attributes.contains(&format!("nonce=\"{nonce}\"")), "{path}: <script{attributes}>");
            scripts += 1;
        }
        assert!(scripts > 0, "{path} has no script: {}", page.text);
        assert!(!page.text.contains(" style=\""), "{path}: the policy forbids style attributes");
        assert_ne!(get(&site, path).await.header("content-security-policy"), policy, "a word is used once");
    }
}

#[tokio::test]
async fn every_answer_says_what_a_browser_may_do_with_it() {
    let office = house::office(TODAY).await;
    let site = site(&office);
    for path in ["/sign-in", "/healthz", "/api/nothing", "/nowhere.css"] {
        let answer = get(&site, path).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert_eq!(answer.header("strict-transport-security"), "", "{path}: not over plain HTTP");
    }
    let public = config(&[("AVENANT_PUBLIC_URL", "https://contracts.example.com")]).unwrap();
    let answer = get(&router(office, Arc::new(public)), "/healthz").await;
    assert!(answer.header("strict-transport-security").starts_with("max-age=31536000"));
}

#[tokio::test]
async fn an_address_that_guesses_passwords_is_slowed_down() {
    let site = site(&house::office(TODAY).await);
    // All at once: one by one, a slow machine needs the three seconds in which an attempt is given back.
    let attempts = (0..21).map(|_| {
        let attempt = post("/api/entrance/sign_in").body(Body::from("email=a%40example.com&password=wrong"));
        ask(&site, attempt.unwrap())
    });
    let form = post("/api/entrance/sign_in").header("accept", "text/html").body(Body::empty()).unwrap();
    let (attempts, form) = futures::join!(futures::future::join_all(attempts), ask(&site, form));
    let mut statuses: Vec<_> = attempts.iter().map(|answer| answer.status).collect();
    assert_eq!(statuses.pop(), Some(StatusCode::TOO_MANY_REQUESTS));
    assert_eq!(form.status, StatusCode::SEE_OTHER);
    assert!(form.header("location").starts_with("/sign-in?__path="), "{}", form.header("location"));
    assert!(!statuses.contains(&StatusCode::TOO_MANY_REQUESTS));
    let other = ask(&site, post("/api/entrance/viewer").body(Body::empty()).unwrap()).await;
    assert_ne!(other.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_form_larger_than_any_of_ours_is_refused() {
    let site = site(&house::office(TODAY).await);
    let large = "a=".to_owned() + &"b".repeat(3 * 1024 * 1024);
    let answer =
        ask(&site, post("/api/entrance/viewer").header("content-length", large.len()).body(Body::from(large)).unwrap())
            .await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}
