//! The document: as agreed, well formed, and true.

use std::collections::{BTreeSet, HashSet};

use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};
use serde_json::Value;

use super::{administrator, ask, document, json, office, operations, request, secret};
use crate::house;
use model::token::Scope;

#[tokio::test]
async fn the_document_is_as_agreed() {
    insta::assert_snapshot!("openapi", serde_json::to_string_pretty(&document().await).unwrap());
}

/// Every object of a document with the place where it stands.
fn walk(value: &Value, place: &str, see: &mut impl FnMut(&Value, &str)) {
    see(value, place);
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, field)| walk(field, &format!("{place}/{name}"), see)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| walk(item, &format!("{place}/{at}"), see));
        }
        _ => {}
    }
}

/// What OpenAPI 3.1.0 asks of a document of our kind: the fields that are required, names that are unique, references
/// that lead somewhere, parameters that agree with their paths.
#[tokio::test]
async fn the_document_is_what_the_specification_asks_for() {
    let document = document().await;
    assert_eq!(document["openapi"], "3.1.0");
    let text = |value: &Value| value.as_str().is_some_and(|text| !text.trim().is_empty());
    assert!(text(&document["info"]["title"]) && text(&document["info"]["version"]));
    assert_eq!(document["servers"][0]["url"], "/api/v1");
    let allowed = ["openapi", "info", "jsonSchemaDialect", "servers", "paths", "webhooks", "components", "security"];
    for field in document.as_object().unwrap().keys() {
        assert!(allowed.contains(&field.as_str()) || ["tags", "externalDocs"].contains(&field.as_str()), "{field}");
    }
    walk(&document, "#", &mut |value, place| {
        if place.contains("/example") {
            return;
        }
        if let Some(reference) = value["$ref"].as_str() {
            let pointer = reference.strip_prefix('#').expect("a reference within the document");
            assert!(document.pointer(pointer).is_some(), "{place} leads to {reference}, which is not there");
        }
    });
    let tags: HashSet<&str> =
        document["tags"].as_array().unwrap().iter().map(|tag| tag["name"].as_str().unwrap()).collect();
    let schemes = document["components"]["securitySchemes"].as_object().unwrap();
    let mut names = HashSet::new();
    for operation in operations().await {
        let (name, value) = (&operation.name, &operation.value);
        assert!(operation.path.starts_with('/'), "{name}");
        assert!(names.insert(value["operationId"].as_str().expect("an operationId").to_owned()), "{name} twice");
        assert!(text(&value["summary"]), "{name} has no summary");
        assert!(value["tags"].as_array().unwrap().iter().all(|tag| tags.contains(tag.as_str().unwrap())), "{name}");
        let in_path: BTreeSet<&str> =
            operation.path.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect();
        let parameters = value["parameters"].as_array().cloned().unwrap_or_default();
        let described: BTreeSet<&str> = parameters
            .iter()
            .filter(|parameter| parameter["in"] == "path")
            .map(|parameter| parameter["name"].as_str().unwrap())
            .collect();
        assert_eq!(in_path, described, "{name}");
        let mut seen = HashSet::new();
        for parameter in &parameters {
            let place = parameter["in"].as_str().unwrap();
            assert!(["path", "query", "header"].contains(&place), "{name} {parameter}");
            assert!(seen.insert((place, parameter["name"].as_str().unwrap())), "{name} {parameter} twice");
            assert!(parameter["schema"].is_object() && text(&parameter["description"]), "{name} {parameter}");
            assert!(place != "path" || parameter["required"] == true, "{name} {parameter}");
        }
        let responses = value["responses"].as_object().expect("responses");
        assert!(responses.keys().any(|status| status.starts_with('2')), "{name} has no good answer");
        for (status, response) in responses {
            assert!(status.len() == 3 && status.parse::<u16>().is_ok(), "{name} {status}");
            assert!(text(&response["description"]) || response["$ref"].is_string(), "{name} {status}");
        }
        for requirement in value["security"].as_array().expect("security") {
            assert!(requirement.as_object().unwrap().keys().all(|scheme| schemes.contains_key(scheme)), "{name}");
        }
        let is_change = operation.method != Method::GET;
        assert!(!is_change || operation.permission.is_some(), "{name} changes something and needs no permission");
    }
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        let described = ["type", "oneOf", "allOf", "anyOf", "$ref", "enum"].iter().any(|key| !schema[key].is_null());
        assert!(described, "{name} describes nothing");
        let properties = schema["properties"].as_object();
        for required in schema["required"].as_array().into_iter().flatten() {
            let is_there = properties.is_some_and(|properties| properties.contains_key(required.as_str().unwrap()));
            assert!(is_there, "{name} requires {required}");
        }
        for (field, property) in properties.into_iter().flatten() {
            let says = |property: &Value| property["description"].is_string() || property["$ref"].is_string();
            let said = says(property) || property["oneOf"].as_array().is_some_and(|parts| parts.iter().any(says));
            assert!(said, "{name}.{field} says nothing");
        }
    }
}

#[tokio::test]
async fn every_route_of_the_document_exists_with_exactly_its_methods() {
    let office = office().await;
    let (person, mut token) = administrator(&office, &Scope::ALL).await;
    let mut paths: std::collections::BTreeMap<String, BTreeSet<String>> = std::collections::BTreeMap::new();
    for operation in operations().await {
        let address = operation.address("C-0000-0000", "00000000-0000-0000-0000-000000000000");
        let path = address.split_once('?').map_or(address.as_str(), |(path, _)| path);
        let methods = paths.entry(path.to_owned()).or_default();
        methods.insert(operation.method.to_string());
        if operation.method == Method::GET {
            methods.insert("HEAD".to_owned());
        }
    }
    let site = house::site(&office);
    for (asked, (path, methods)) in paths.into_iter().enumerate() {
        if asked % 50 == 49 {
            // There are more routes than one token may ask for at once.
            token = secret(&office, person, &Scope::ALL).await;
        }
        let answer = ask(&site, request(Method::TRACE, &path, &token).body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
        let allowed: BTreeSet<String> = answer.header("allow").split(',').map(str::to_owned).collect();
        assert_eq!(allowed, methods, "{path}");
        assert_eq!(json(&answer)["code"], "method_not_allowed");
    }
    let nowhere = ask(&site, request(Method::GET, "/nowhere", &token).body(Body::empty()).unwrap()).await;
    assert_eq!((nowhere.status, &json(&nowhere)["code"]), (StatusCode::NOT_FOUND, &"not_found".into()));
}

/// A route that is added beside the document would be one that nobody reads about.
#[test]
fn no_route_is_added_beside_the_document() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rest");
    let mut files = vec![folder.with_extension("rs")];
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    assert!(files.len() > 10);
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for beside in [".route(", "axum::routing", ".nest(", "route_service"] {
            assert!(!text.contains(beside), "{} has {beside}", file.display());
        }
    }
}

#[tokio::test]
async fn each_kind_of_problem_is_described_where_its_type_leads() {
    let document = document().await;
    let site = house::site(&house::office(house::TODAY).await);
    let answer = ask(&site, Request::get("/api/v1/contracts").body(Body::empty()).unwrap()).await;
    let kind = json(&answer)["type"].as_str().unwrap().to_owned();
    let (address, pointer) = kind.split_once('#').unwrap();
    assert_eq!(address, "/api/v1/openapi.json");
    assert!(document.pointer(pointer).unwrap()["description"].is_string());
}
