//! Who gets in, and how far: every operation of the document is asked by everybody.

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use model::{
    permission::{Permission, permits},
    person::Role,
    token::{Scope, covers},
};

use super::{administrator, ask, execute, get, json, office, operations, request, secret};
use crate::house;

const NUMBER: &str = "C-0000-0000";
const ID: &str = super::NOTHING;
/// Operations asked of one router: fewer than a token may ask at once.
const TOGETHER: usize = 50;

#[tokio::test]
async fn whoever_has_no_token_is_turned_away_from_everything_but_the_document() {
    let office = office().await;
    let (_, cookie) = house::signed_in(&office).await;
    for operation in operations().await {
        let (name, address) = (&operation.name, operation.address(NUMBER, ID));
        // A router of its own for each operation, so that the limit of wrong tokens is not met.
        let site = house::site(&office);
        let bare = ask(&site, operation.request(&address, None)).await;
        if operation.open {
            assert_eq!(bare.status, StatusCode::OK, "{name}");
            continue;
        }
        assert_eq!(bare.status, StatusCode::UNAUTHORIZED, "{name}");
        assert_eq!(bare.header("www-authenticate"), "Bearer realm=\"Avenant\"", "{name}");
        assert_eq!(bare.header("content-type"), "application/problem+json", "{name}");
        let mut with_cookie = operation.request(&address, None);
        with_cookie.headers_mut().insert("cookie", cookie.parse().unwrap());
        assert_eq!(ask(&site, with_cookie).await.status, StatusCode::UNAUTHORIZED, "{name}: a session opens nothing");
        let forged = ask(&site, operation.request(&address, Some(&format!("avn_{}", "0".repeat(64))))).await;
        assert_eq!(forged.status, StatusCode::UNAUTHORIZED, "{name}");
        assert!(forged.header("www-authenticate").contains("invalid_token"), "{name}");
    }
    let site = house::site(&office);
    let unknown = ask(&site, axum::http::Request::get("/api/v1/nowhere").body(Body::empty()).unwrap()).await;
    assert_eq!(unknown.status, StatusCode::UNAUTHORIZED, "what does not exist is not told to strangers");
}

#[tokio::test]
async fn each_role_may_do_what_the_table_says() {
    let office = office().await;
    let (person, secret) = administrator(&office, &Scope::ALL).await;
    let operations = operations().await;
    for role in Role::ALL {
        let written = serde_json::to_string(&[role]).unwrap();
        let table = "UPDATE person SET";
        execute(&office, &format!("{table} roles = '{written}' WHERE email = '{person}@example.com'")).await;
        // A router of its own for some at a time, so that the limit of requests is not met.
        let mut sites =
            operations.chunks(TOGETHER).flat_map(|some| std::iter::repeat_n(house::site(&office), some.len()));
        for operation in &operations {
            let site = sites.next().expect("a router for each");
            if operation.open {
                continue;
            }
            let name = format!("{role:?}: {}", operation.name);
            let answer = ask(&site, operation.request(&operation.address(NUMBER, ID), Some(&secret))).await;
            let needed = operation.permission;
            let allowed = permits(&[role], Permission::UseApi) && needed.is_none_or(|needed| permits(&[role], needed));
            if !allowed {
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name} {}", answer.text);
                assert_eq!(json(&answer)["code"], "not_permitted", "{name}");
            } else if operation.is_of_a_record() {
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name} {}", answer.text);
                assert_eq!(json(&answer)["code"], "not_found", "{name}");
            } else {
                // What the examples name is not there, which is found out after who may do it.
                let done = answer.status.is_success() || answer.status == StatusCode::UNPROCESSABLE_ENTITY;
                assert!(done, "{name} {} {}", answer.status, answer.text);
            }
        }
    }
}

#[tokio::test]
async fn a_token_does_no_more_than_its_scopes() {
    let office = office().await;
    let (person, _) = administrator(&office, &Scope::ALL).await;
    let operations = operations().await;
    for scope in Scope::ALL {
        let secret = secret(&office, person, &[scope]).await;
        let mut sites =
            operations.chunks(TOGETHER).flat_map(|some| std::iter::repeat_n(house::site(&office), some.len()));
        for operation in &operations {
            let site = sites.next().expect("a router for each");
            let Some(needed) = operation.permission else { continue };
            let name = format!("{scope:?}: {}", operation.name);
            let answer = ask(&site, operation.request(&operation.address(NUMBER, ID), Some(&secret))).await;
            if covers(&[scope], needed) {
                assert_ne!(answer.status, StatusCode::FORBIDDEN, "{name} {}", answer.text);
            } else {
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}");
                assert_eq!(json(&answer)["code"], "out_of_scope", "{name}");
            }
        }
    }
}

#[tokio::test]
async fn the_scope_that_the_document_names_is_enough() {
    for operation in operations().await {
        let Some(needed) = operation.permission else { continue };
        let named: Vec<Scope> = serde_json::from_value(operation.value["security"][0]["token"].clone()).unwrap();
        assert!(!named.is_empty() && covers(&named, needed), "{}", operation.name);
    }
}

#[tokio::test]
async fn a_record_out_of_sight_is_not_there() {
    let office = office().await;
    let (person, secret) = administrator(&office, &Scope::ALL).await;
    let site = house::site(&office);
    let findings = json(&get(&site, "/findings?per_page=1", &secret).await);
    let finding = &findings["items"][0];
    let (number, id) = (finding["contract"].as_str().unwrap(), finding["id"].as_str().unwrap());
    execute(
        &office,
        &format!("UPDATE contract SET confidentiality = 'people', owner_id = NULL, deputy_id = NULL WHERE number = '{number}'"),
    )
    .await;
    assert_eq!(get(&site, &format!("/contracts/{number}"), &secret).await.status, StatusCode::OK);
    // Manages contracts and visits and pursues findings, but is not among those who see everything.
    let roles = "[\"sales\",\"finance\",\"service\"]";
    execute(&office, &format!("UPDATE person SET roles = '{roles}' WHERE email = '{person}@example.com'")).await;
    let mut asked = 0;
    for operation in operations().await {
        let of_it = operation.path.starts_with("/contracts/{") || operation.path.starts_with("/findings/{");
        // What only those may do who see everything has nothing out of sight.
        let narrow = [Role::Legal, Role::Finance, Role::Sales, Role::Service];
        if !of_it || !operation.permission.is_none_or(|needed| permits(&narrow, needed)) {
            continue;
        }
        asked += 1;
        let answer = ask(&site, operation.request(&operation.address(number, id), Some(&secret))).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{} {}", operation.name, answer.text);
    }
    assert!(asked >= 11, "{asked}");
    let listed = get(&site, &format!("/contracts?q={number}"), &secret).await;
    assert_eq!(json(&listed)["total"], 0);
}

#[tokio::test]
async fn a_token_that_asks_too_often_waits() {
    let office = house::office(house::TODAY).await;
    let (_, secret) = administrator(&office, &[Scope::ReadContracts]).await;
    let (_, other) = administrator(&office, &[Scope::ReadContracts]).await;
    let site = house::site(&office);
    let mut refused = None;
    for _ in 0..1_000 {
        let answer = get(&site, "/me", &secret).await;
        if answer.status != StatusCode::OK {
            refused = Some(answer);
            break;
        }
    }
    let refused = refused.expect("a thousand requests in a row");
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(refused.header("retry-after"), "1");
    assert_eq!(json(&refused)["code"], "too_many_requests");
    assert_eq!(get(&site, "/me", &other).await.status, StatusCode::OK, "others are not held up");
}

#[tokio::test]
async fn an_address_that_tries_tokens_is_not_listened_to_for_a_while() {
    let office = house::office(house::TODAY).await;
    let (_, secret) = administrator(&office, &[Scope::ReadContracts]).await;
    let site = house::site(&office);
    for _ in 0..50 {
        assert_eq!(get(&site, "/me", "wrong").await.status, StatusCode::UNAUTHORIZED);
    }
    let refused = get(&site, "/me", "wrong").await;
    assert_eq!((refused.status, refused.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "1"));
    assert_eq!(get(&site, "/me", &secret).await.status, StatusCode::TOO_MANY_REQUESTS, "right or wrong");
    assert_eq!(get(&site, "/openapi.json", "").await.status, StatusCode::OK);
    let others = house::site(&office);
    assert_eq!(get(&others, "/me", &secret).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_scheme_may_be_written_in_any_case_and_nothing_else_is_read() {
    let office = house::office(house::TODAY).await;
    let (_, secret) = administrator(&office, &[Scope::ReadContracts]).await;
    let site = house::site(&office);
    for (header, status) in [
        (format!("bearer {secret}"), StatusCode::OK),
        (format!("BEARER {secret}"), StatusCode::OK),
        (format!("Basic {secret}"), StatusCode::UNAUTHORIZED),
        (secret.clone(), StatusCode::UNAUTHORIZED),
        (format!("Bearer {secret} {secret}"), StatusCode::UNAUTHORIZED),
    ] {
        let asked =
            axum::http::Request::get("/api/v1/me").header("authorization", &header).body(Body::empty()).unwrap();
        assert_eq!(ask(&site, asked).await.status, status, "{header}");
    }
    let in_address = format!("/me?token={secret}");
    let asked = request(Method::GET, &in_address, "none").body(Body::empty()).unwrap();
    assert_eq!(ask(&site, asked).await.status, StatusCode::UNAUTHORIZED);
}
