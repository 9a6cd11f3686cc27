//! What the tests share: an office, a router over it, somebody signed in, and questions to ask.

use std::{collections::HashMap, sync::Arc};

use app::failure::Failure;
use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    http::{HeaderMap, Request, StatusCode},
};
use leptos::server_fn::error::FromServerFnError;
use model::{calendar::Day, id::PersonId, language::Language, person::Role};
use operations::{Office, clock::Clock};
use server::{
    config::{Config, Flags},
    router::router,
    session::Sessions,
};
use store::{ConnectionTrait, Store, person::Person};
use tower::ServiceExt;
use tower_sessions::{
    SessionStore,
    cookie::time::OffsetDateTime,
    session::{Id, Record},
};

/// The day on which most tests take place.
pub const TODAY: Day = Day::from_ymd_opt(2026, 11, 21).unwrap();

/// An office in memory, in which it is noon of a day.
pub async fn office(day: Day) -> Office {
    let store = Store::open("sqlite::memory:").await.unwrap();
    store.migrate().await.unwrap();
    Office::new(store, Clock::fixed(day), false)
}

/// An office on each database that the tests may use.
pub async fn offices(day: Day) -> Vec<Office> {
    let mut offices = vec![office(day).await];
    if let Some(url) = database("it").await {
        let store = Store::open(&url).await.unwrap();
        store.migrate().await.unwrap();
        offices.push(Office::new(store, Clock::fixed(day), false));
    }
    offices
}

/// The address of an empty database on PostgreSQL, where the tests may use one.
pub async fn database(name: &str) -> Option<String> {
    let url = std::env::var("AVENANT_TEST_POSTGRES_URL").ok()?;
    let (server, options) = url.split_once('?').unwrap_or((&url, ""));
    let (server, _database) = server.rsplit_once('/').unwrap();
    let name = format!("avenant_{name}_{}", Clock::fixed(TODAY).id().simple());
    let first = Store::open(&url).await.unwrap();
    first.reading().execute_unprepared(&format!("create database {name}")).await.unwrap();
    Some(format!("{server}/{name}?{options}"))
}

/// The same office on another day.
pub fn on(office: &Office, day: Day) -> Office {
    Office::new(office.sessions().clone(), Clock::fixed(day), false)
}

/// A configuration from the environment given here and nothing else.
pub fn config(environment: &[(&str, &str)]) -> server::failure::Result<Config> {
    let environment = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Config::load(&Flags::default(), environment)
}

/// The router of an office, as a server on this machine has it.
pub fn site(office: &Office) -> Router {
    router(office.clone(), Arc::new(config(&[]).unwrap()))
}

/// An administrator, and the value of a cookie with which they are signed in.
pub async fn signed_in(office: &Office) -> (PersonId, String) {
    signed_in_as(office, Role::Administrator).await
}

/// A person with one role, and the value of a cookie with which they are signed in.
pub async fn signed_in_as(office: &Office, role: Role) -> (PersonId, String) {
    let id = PersonId(office.clock().id());
    let person = Person {
        id,
        name: "Ada".into(),
        email: format!("{id}@example.com"),
        language: Language::En,
        roles: vec![role],
        active: true,
        expires_on: None,
        version: 1,
    };
    let writing = office.sessions().begin().await.unwrap();
    store::person::insert(writing.connection(), &person, None, 0).await.unwrap();
    writing.commit().await.unwrap();
    (id, signed_in_person(office, id).await)
}

/// The value of a cookie with which somebody is signed in who is there.
pub async fn signed_in_person(office: &Office, id: PersonId) -> String {
    let mut record = record(Some(id));
    Sessions::of(office.clone()).create(&mut record).await.unwrap();
    format!("avenant={}", record.id)
}

/// A session not yet stored.
pub fn record(person: Option<PersonId>) -> Record {
    let data: HashMap<_, _> =
        person.map(|person| (app::PERSON_KEY.to_owned(), person.0.to_string().into())).into_iter().collect();
    Record { id: Id::default(), data, expiry_date: OffsetDateTime::UNIX_EPOCH }
}

/// What was answered.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
    pub bytes: Bytes,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    /// Why a server function was not done, as our pages read it.
    pub fn failure(&self) -> Failure {
        Failure::de(self.bytes.clone())
    }
}

/// Asks.
pub async fn ask(site: &Router, request: Request<Body>) -> Answer {
    let response = site.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Answer { status: parts.status, headers: parts.headers, text, bytes }
}

/// Reads a page.
pub async fn get(site: &Router, path: &str) -> Answer {
    ask(site, Request::get(path).header("accept", "text/html").body(Body::empty()).unwrap()).await
}

/// A request to change something, as a script on our own pages makes it.
pub fn post(path: &str) -> axum::http::request::Builder {
    Request::post(path)
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
}
