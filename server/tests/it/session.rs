use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use chrono::Days;
use model::id::PersonId;
use operations::Office;
use server::session::Sessions;
use store::session::Session as Row;
use tower_sessions::SessionStore;

use crate::house::{TODAY, ask, offices, on, post, record, signed_in, site};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

async fn only_row(office: &Office, person: PersonId) -> Row {
    let now = office.clock().now().timestamp_millis();
    let mut rows = store::session::list_of(office.sessions().reading(), person, now).await.unwrap();
    assert_eq!(rows.len(), 1);
    rows.remove(0)
}

async fn rewrite(office: &Office, row: Row) {
    // `write` keeps when a session began, so a test of its age begins it anew.
    let writing = office.sessions().begin().await.unwrap();
    store::session::delete(writing.connection(), &row.id).await.unwrap();
    store::session::write(writing.connection(), row).await.unwrap();
    writing.commit().await.unwrap();
}

#[tokio::test]
async fn what_is_stored_is_what_is_loaded() {
    for office in offices(TODAY).await {
        let sessions = Sessions::of(office.clone());
        let mut stored = record(None);
        stored.data.insert("language".into(), "zh".into());
        sessions.create(&mut stored).await.unwrap();
        assert_eq!(sessions.load(&stored.id).await.unwrap().unwrap().data, stored.data);

        stored.data.insert("language".into(), "fr".into());
        sessions.save(&stored).await.unwrap();
        assert_eq!(sessions.load(&stored.id).await.unwrap().unwrap().data, stored.data);

        sessions.delete(&stored.id).await.unwrap();
        assert_eq!(sessions.load(&stored.id).await.unwrap(), None);
    }
}

#[tokio::test]
async fn a_session_can_be_found_by_its_person_but_not_used_by_who_reads_the_database() {
    for office in offices(TODAY).await {
        let (person, cookie) = signed_in(&office).await;
        let row = only_row(&office, person).await;
        assert!(!cookie.contains(&row.id));
        assert_eq!(row.person_id, Some(person.0));
    }
}

#[tokio::test]
async fn a_session_that_was_ended_everywhere_stays_ended() {
    for office in offices(TODAY).await {
        let (person, _) = signed_in(&office).await;
        let sessions = Sessions::of(office.clone());
        let mut open = record(Some(person));
        sessions.create(&mut open).await.unwrap();
        let writing = office.sessions().begin().await.unwrap();
        store::session::delete_of(writing.connection(), person).await.unwrap();
        writing.commit().await.unwrap();

        // A request that was under way saves what it changed.
        sessions.save(&open).await.unwrap();
        assert_eq!(sessions.load(&open.id).await.unwrap(), None);
    }
}

#[tokio::test]
async fn an_unused_session_ends_after_half_a_day() {
    for office in offices(TODAY).await {
        let mut open = record(None);
        Sessions::of(office.clone()).create(&mut open).await.unwrap();
        let tomorrow = Sessions::of(on(&office, TODAY + Days::new(1)));
        assert_eq!(tomorrow.load(&open.id).await.unwrap(), None);
    }
}

#[tokio::test]
async fn use_prolongs_a_session_and_is_noted_every_ten_minutes_only() {
    for office in offices(TODAY).await {
        let now = office.clock().now().timestamp_millis();
        for (minutes, noted) in [(9, false), (11, true)] {
            let (person, _) = signed_in(&office).await;
            let mut open = record(Some(person));
            let sessions = Sessions::of(office.clone());
            let writing = office.sessions().begin().await.unwrap();
            store::session::delete_of(writing.connection(), person).await.unwrap();
            writing.commit().await.unwrap();
            sessions.create(&mut open).await.unwrap();
            let seen_at = now - minutes * 60_000;
            let row = only_row(&office, person).await;
            rewrite(&office, Row { created_at: seen_at, seen_at, expires_at: seen_at + 12 * HOUR, ..row }).await;

            sessions.load(&open.id).await.unwrap().unwrap();
            let row = only_row(&office, person).await;
            assert_eq!(row.seen_at, if noted { now } else { seen_at });
            assert_eq!(row.expires_at, row.seen_at + 12 * HOUR);
            assert_eq!(row.created_at, seen_at);
        }
    }
}

#[tokio::test]
async fn no_session_outlives_a_week_however_much_it_is_used() {
    for office in offices(TODAY).await {
        let now = office.clock().now().timestamp_millis();
        let (person, _) = signed_in(&office).await;
        let row = only_row(&office, person).await;
        let began = now - 7 * DAY + HOUR;
        rewrite(&office, Row { created_at: began, seen_at: now - HOUR, expires_at: now + HOUR, ..row }).await;
        // Used through the hash, as the layer would by the cookie.
        let mut open = record(Some(person));
        let sessions = Sessions::of(office.clone());
        sessions.create(&mut open).await.unwrap();
        let now_rows = store::session::list_of(office.sessions().reading(), person, now).await.unwrap();
        let newest = now_rows.iter().max_by_key(|row| row.created_at).unwrap().clone();
        rewrite(&office, Row { created_at: began, seen_at: now - HOUR, expires_at: now + HOUR, ..newest.clone() })
            .await;

        sessions.load(&open.id).await.unwrap().unwrap();
        let rows = store::session::list_of(office.sessions().reading(), person, now).await.unwrap();
        let used = rows.iter().find(|row| row.id == newest.id).unwrap();
        assert_eq!((used.seen_at, used.expires_at), (now, began + 7 * DAY));
    }
}

#[tokio::test]
async fn a_plain_form_that_is_refused_finds_what_was_typed_but_no_password() {
    let page = |builder: axum::http::request::Builder| builder.header("accept", "text/html").header("language", "en");
    for office in offices(TODAY).await {
        signed_in(&office).await;
        let site = site(&office);
        let sent = "email=ada%40example.com&password=never-kept&next=%2Fcontracts";
        let request = page(post("/api/entrance/sign_in")).header("referer", "http://localhost/sign-in");
        let refused = ask(&site, request.body(Body::from(sent)).unwrap()).await;
        assert_eq!(refused.status, StatusCode::FOUND);
        let held = refused.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
        assert!(held.starts_with("held=/api/entrance/sign_in!") && held.contains("ada%40example.com"), "{held}");
        assert!(!held.contains("never-kept"), "{held}");

        let back = refused.header("location").to_owned();
        let request = page(Request::get(back.trim_start_matches("http://localhost"))).header("cookie", &held);
        let again = ask(&site, request.body(Body::empty()).unwrap()).await;
        assert!(again.text.contains("value=\"ada@example.com\""), "{}", again.text);
        assert!(!again.text.contains("never-kept"));
        assert!(again.header("set-cookie").starts_with("held=; "), "only once");
        let fresh =
            ask(&site, page(Request::get("/sign-in")).header("cookie", held).body(Body::empty()).unwrap()).await;
        assert!(!fresh.text.contains("ada@example.com"), "a page nobody was refused at stays empty");
    }
}
