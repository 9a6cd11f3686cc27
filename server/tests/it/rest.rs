//! The public API: its document, its door, and what each operation answers.

mod attachment;
mod billing;
mod document;
mod door;
mod finding;
mod idempotency;
mod journey;
mod party;
mod settings;
mod taking_out;
mod visits;

use axum::{
    Router,
    body::Body,
    http::{Method, Request, request::Builder},
};
use model::{id::PersonId, permission::Permission, token::NewToken, token::Scope};
use operations::{Office, clock::Clock, demonstration, sign_in, token};
use serde_json::Value;
use store::{ConnectionTrait, Store};

use crate::house::{self, Answer, TODAY, ask};

/// The demonstration's office.
async fn office() -> Office {
    let store = Store::open("sqlite::memory:").await.unwrap();
    store.migrate().await.unwrap();
    let office = Office::new(store, Clock::fixed(TODAY), true);
    demonstration::seed(&office).await.unwrap();
    office
}

/// An administrator with a token of these scopes.
async fn administrator(office: &Office, scopes: &[Scope]) -> (PersonId, String) {
    let (person, _cookie) = house::signed_in(office).await;
    (person, secret(office, person, scopes).await)
}

async fn secret(office: &Office, person: PersonId, scopes: &[Scope]) -> String {
    let actor = sign_in::actor(office, person, None).await.unwrap();
    let new = NewToken { name: "Test".into(), scopes: scopes.into(), days: 30 };
    token::create(&actor, new).await.unwrap().secret
}

/// Changes the database behind everybody's back.
async fn execute(office: &Office, statement: &str) {
    let writing = office.sessions().begin().await.unwrap();
    writing.connection().execute_unprepared(statement).await.unwrap();
    writing.commit().await.unwrap();
}

/// A request with a token.
fn request(method: Method, path: &str, secret: &str) -> Builder {
    Request::builder().method(method).uri(format!("/api/v1{path}")).header("authorization", format!("Bearer {secret}"))
}

/// The identity of nothing.
const NOTHING: &str = "00000000-0000-0000-0000-000000000000";

/// A site with a secret, asked in short.
struct Desk {
    site: Router,
    secret: String,
}

impl Desk {
    async fn post(&self, path: &str, body: &Value) -> Answer {
        send(&self.site, Method::POST, path, &self.secret, None, Some(body)).await
    }

    async fn step(&self, path: &str, version: &str, body: Option<&Value>) -> Answer {
        send(&self.site, Method::POST, path, &self.secret, Some(version), body).await
    }

    async fn put(&self, path: &str, version: &str, body: &Value) -> Answer {
        send(&self.site, Method::PUT, path, &self.secret, Some(version), Some(body)).await
    }

    async fn delete(&self, path: &str, version: &str) -> Answer {
        send(&self.site, Method::DELETE, path, &self.secret, Some(version), None).await
    }

    async fn get(&self, path: &str) -> Answer {
        get(&self.site, path, &self.secret).await
    }
}

/// The first field that cannot be accepted, and what is wrong with it.
fn field(answer: &Answer) -> (String, String) {
    assert_eq!(code(answer), (422, "fields".into()), "{}", answer.text);
    let error = &json(answer)["errors"][0];
    (error["field"].as_str().unwrap().to_owned(), error["code"].as_str().unwrap().to_owned())
}

/// A request with a body in JSON, made on a version that was read.
async fn send(
    site: &Router,
    method: Method,
    path: &str,
    secret: &str,
    version: Option<&str>,
    body: Option<&Value>,
) -> Answer {
    let mut asked = request(method, path, secret);
    if let Some(version) = version {
        asked = asked.header("if-match", version);
    }
    let asked = match body {
        Some(body) => asked.header("content-type", "application/json").body(Body::from(body.to_string())),
        None => asked.body(Body::empty()),
    };
    ask(site, asked.unwrap()).await
}

/// The status of a problem, and which one it is.
fn code(answer: &Answer) -> (u16, String) {
    assert_eq!(answer.header("content-type"), "application/problem+json", "{}", answer.text);
    let problem = json(answer);
    assert_eq!(problem["status"], answer.status.as_u16());
    assert_eq!(problem["request_id"], answer.header("x-request-id"));
    (answer.status.as_u16(), problem["code"].as_str().unwrap().to_owned())
}

async fn get(site: &Router, path: &str, secret: &str) -> Answer {
    ask(site, request(Method::GET, path, secret).body(Body::empty()).unwrap()).await
}

fn json(answer: &Answer) -> Value {
    serde_json::from_str(&answer.text).unwrap_or_else(|cause| panic!("{cause}: {}", answer.text))
}

/// An operation of the document, and a request that asks for it with the examples given there.
struct Operation {
    name: String,
    path: String,
    method: Method,
    permission: Option<Permission>,
    open: bool,
    value: Value,
}

impl Operation {
    /// The path with other values in it: numbers and identities of nothing, or those given.
    fn address(&self, number: &str, id: &str) -> String {
        let parts: Vec<&str> = self.path.split('/').collect();
        let part = |part: &&str| match *part {
            "{number}" => number.to_owned(),
            "{id}" => id.to_owned(),
            of_part if of_part.starts_with('{') => NOTHING.to_owned(),
            plain => plain.to_owned(),
        };
        let path = parts.iter().map(part).collect::<Vec<String>>().join("/");
        let parameters = self.value["parameters"].as_array().cloned().unwrap_or_default();
        let needed = parameters.iter().filter(|parameter| parameter["in"] == "query" && parameter["required"] == true);
        let query: Vec<String> = needed
            .map(|parameter| {
                let example = parameter["example"].as_str().expect("a required parameter has an example");
                format!("{}={example}", parameter["name"].as_str().unwrap())
            })
            .collect();
        if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) }
    }

    fn is_of_a_record(&self) -> bool {
        self.path.contains('{')
    }

    fn request(&self, address: &str, secret: Option<&str>) -> Request<Body> {
        let mut request = Request::builder().method(self.method.clone()).uri(format!("/api/v1{address}"));
        if let Some(secret) = secret {
            request = request.header("authorization", format!("Bearer {secret}"));
        }
        let parameters = self.value["parameters"].as_array().cloned().unwrap_or_default();
        if let Some(version) = parameters.iter().find(|parameter| parameter["name"] == "If-Match") {
            request = request.header("if-match", version["example"].as_str().unwrap());
        }
        let Some(content) = self.value["requestBody"]["content"].as_object() else {
            return request.body(Body::empty()).unwrap();
        };
        let example = content.iter().find(|(_, content)| !content["example"].is_null());
        let (kind, content) = example.expect("a body has an example");
        let body = content["example"].as_str().map_or_else(|| content["example"].to_string(), str::to_owned);
        request.header("content-type", kind).body(Body::from(body)).unwrap()
    }
}

/// The document, as a server answers it.
async fn document() -> Value {
    let site = house::site(&house::office(TODAY).await);
    let answer = ask(&site, Request::get("/api/v1/openapi.json").body(Body::empty()).unwrap()).await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "application/json"));
    json(&answer)
}

/// Every operation of the document.
async fn operations() -> Vec<Operation> {
    let document = document().await;
    let paths = document["paths"].as_object().unwrap();
    let mut operations = Vec::new();
    for (path, item) in paths {
        for (method, value) in item.as_object().unwrap() {
            operations.push(Operation {
                name: format!("{method} {path}"),
                path: path.clone(),
                method: method.to_uppercase().parse().unwrap(),
                permission: serde_json::from_value(value["x-permission"].clone()).ok(),
                open: value["security"] == serde_json::json!([]),
                value: value.clone(),
            });
        }
    }
    assert!(operations.len() > 20, "{} operations", operations.len());
    operations
}
