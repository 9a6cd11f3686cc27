//! Requests that are sent again because their answer was not heard.

use axum::{
    Router,
    body::Body,
    http::{Method, StatusCode},
};
use model::token::Scope;
use operations::Office;
use serde_json::{Value, json as value};
use store::ConnectionTrait;

use super::{NOTHING, administrator, ask, code, execute, field, get, json, office, request, secret};
use crate::house::{self, Answer};

async fn post(site: &Router, path: &str, secret: &str, key: &str, body: &Value) -> Answer {
    let asked = request(Method::POST, path, secret).header("idempotency-key", key);
    let asked = asked.header("content-type", "application/json").body(Body::from(body.to_string()));
    ask(site, asked.unwrap()).await
}

/// How many customers have a name.
async fn named(site: &Router, secret: &str, name: &str) -> Value {
    json(&get(site, &format!("/customers?name={name}"), secret).await)["total"].clone()
}

#[tokio::test]
async fn what_is_sent_again_is_answered_again_and_not_done_twice() {
    let office = office().await;
    let (person, of_one) = administrator(&office, &[Scope::WriteCustomers]).await;
    let site = house::site(&office);
    let body = value!({ "name": "Zephyrine", "language": "en" });
    let first = post(&site, "/customers", &of_one, "a-1", &body).await;
    assert_eq!((first.status, first.header("idempotent-replayed")), (StatusCode::CREATED, ""), "{}", first.text);
    let again = post(&site, "/customers", &of_one, "a-1", &body).await;
    assert_eq!((again.status, again.header("idempotent-replayed")), (StatusCode::CREATED, "true"));
    assert_eq!(again.text, first.text);
    for header in ["content-type", "etag", "location"] {
        assert!(!again.header(header).is_empty() && again.header(header) == first.header(header), "{header}");
    }
    assert_ne!(again.header("x-request-id"), first.header("x-request-id"), "each request has a number of its own");
    assert_eq!(named(&site, &of_one, "Zephyrine").await, 1);

    let other = value!({ "name": "Quillon", "language": "en" });
    for (path, body) in [("/customers", &other), ("/customers?confirmed=true", &body)] {
        assert_eq!(code(&post(&site, path, &of_one, "a-1", body).await), (422, "key_reused".into()), "{path}");
    }
    assert_eq!(named(&site, &of_one, "Quillon").await, 0);
    let new_key = post(&site, "/customers", &of_one, "a-2", &body).await;
    assert_eq!(code(&new_key), (409, "near_customers".into()), "another key is another request");
    let of_another = secret(&office, person, &[Scope::WriteCustomers]).await;
    let of_them = post(&site, "/customers", &of_another, "a-1", &body).await;
    assert_eq!(code(&of_them), (409, "near_customers".into()), "a key belongs to one token");
}

#[tokio::test]
async fn what_was_refused_leaves_its_key_free() {
    let office = office().await;
    let (person, all) = administrator(&office, &[Scope::WriteCustomers]).await;
    let site = house::site(&office);
    let nameless = post(&site, "/customers", &all, "b-1", &value!({ "name": " ", "language": "en" })).await;
    assert_eq!(field(&nameless), ("name".into(), "missing".into()));
    let right = post(&site, "/customers", &all, "b-1", &value!({ "name": "Zephyrine", "language": "en" })).await;
    assert_eq!(right.status, StatusCode::CREATED, "{}", right.text);
    for key in ["", " ", &"x".repeat(256), "\u{e9}"] {
        let refused = post(&site, "/customers", &all, key, &value!({ "name": "Quillon", "language": "en" })).await;
        assert_eq!(code(&refused), (400, "invalid_request".into()), "{key}");
    }
    let large = post(&site, "/customers", &all, "b-2", &value!({ "name": "x".repeat(300 * 1024) })).await;
    assert_eq!(code(&large), (413, "too_large".into()));
    let reads = secret(&office, person, &[Scope::ReadCustomers]).await;
    let refused = post(&site, "/customers", &reads, "b-1", &value!({ "name": "Quillon", "language": "en" })).await;
    assert_eq!(code(&refused), (403, "out_of_scope".into()));
    let nowhere = format!("/findings/{NOTHING}/comments");
    assert_eq!(code(&post(&site, &nowhere, &all, "b-3", &value!({ "comment": "?" })).await).0, 403);
    // Reading is safe to repeat as it is.
    let asked = request(Method::GET, "/customers?name=Zephyrine", &all).header("idempotency-key", "b-1");
    let read = ask(&site, asked.body(Body::empty()).unwrap()).await;
    assert_eq!((read.status, read.header("idempotent-replayed")), (StatusCode::OK, ""));
}

#[tokio::test]
async fn two_at_once_are_done_once() {
    let office = office().await;
    let (_, secret) = administrator(&office, &[Scope::WriteCustomers]).await;
    let site = house::site(&office);
    let body = value!({ "name": "Zephyrine", "language": "en" });
    let send = || post(&site, "/customers?confirmed=true", &secret, "c-1", &body);
    let answers = tokio::join!(send(), send(), send());
    for answer in [&answers.0, &answers.1, &answers.2] {
        let done = answer.status == StatusCode::CREATED;
        assert!(done || code(answer) == (409, "key_in_use".into()), "{}", answer.text);
    }
    assert_eq!(named(&site, &secret, "Zephyrine").await, 1);
    // A program that stopped in between does not know whether it was done, so it is not done again.
    execute(&office, "UPDATE idempotency SET status = NULL").await;
    assert_eq!(code(&send().await), (409, "key_in_use".into()));
}

/// How many keys are remembered.
async fn remembered(office: &Office) -> u64 {
    let connection = office.sessions().reading();
    let backend = connection.get_database_backend();
    let count = store::Statement::from_string(backend, "SELECT count(*) AS n FROM idempotency");
    let row = connection.query_one_raw(count).await.unwrap().unwrap();
    let count: i64 = row.try_get("", "n").unwrap();
    count.unsigned_abs()
}

#[tokio::test]
async fn a_key_is_forgotten_after_a_day() {
    let office = office().await;
    let (_, secret) = administrator(&office, &[Scope::WriteCustomers]).await;
    let body = value!({ "name": "Zephyrine", "language": "en" });
    let first = post(&house::site(&office), "/customers?confirmed=true", &secret, "d-1", &body).await;
    assert_eq!(first.status, StatusCode::CREATED);
    let tomorrow = house::on(&office, house::TODAY.succ_opt().unwrap());
    let again = post(&house::site(&tomorrow), "/customers?confirmed=true", &secret, "d-1", &body).await;
    assert_eq!(again.header("idempotent-replayed"), "true", "a day has not passed yet");
    let later = house::on(&office, house::TODAY + chrono::Days::new(2));
    let anew = post(&house::site(&later), "/customers?confirmed=true", &secret, "d-1", &body).await;
    assert_eq!((anew.status, anew.header("idempotent-replayed")), (StatusCode::CREATED, ""));
    assert_eq!(remembered(&office).await, 1);
    let much_later = house::on(&office, house::TODAY + chrono::Days::new(4));
    operations::nightly::run(&much_later).await.unwrap();
    assert_eq!(remembered(&office).await, 0);
}
