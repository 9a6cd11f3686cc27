//! Files on contracts and invoices, through the API.

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use model::token::Scope;
use serde_json::{Value, json as value};

use super::{Desk, NOTHING, administrator, code, field, json, office, request};
use crate::{
    files::keeping,
    house::{Answer, ask, site},
};

async fn desk(scopes: &[Scope]) -> Desk {
    let office = keeping(office().await);
    let (_, secret) = administrator(&office, scopes).await;
    Desk { site: site(&office), secret }
}

async fn send(desk: &Desk, path: &str, content: &[u8]) -> Answer {
    let asked = request(Method::POST, path, &desk.secret).header("content-type", "application/octet-stream");
    ask(&desk.site, asked.body(Body::from(content.to_vec())).unwrap()).await
}

const PDF: &[u8] = b"%PDF-1.7\nAgreed.";

#[tokio::test(flavor = "multi_thread")]
async fn a_program_attaches_reads_and_removes_files() {
    let desk = desk(&[Scope::WriteContracts, Scope::WriteBilling]).await;
    let number = json(&desk.get("/contracts?per_page=1").await)["items"][0]["number"].as_str().unwrap().to_owned();
    let invoice = json(&desk.get("/invoices?per_page=1").await)["items"][0]["id"].as_str().unwrap().to_owned();
    for record in [format!("/contracts/{number}"), format!("/invoices/{invoice}")] {
        let path = format!("{record}/files");
        assert_eq!(json(&desk.get(&path).await), value!({ "items": [], "megabytes_most": 1 }));
        let added = send(&desk, &format!("{path}?name=..%2FSigned.pdf"), PDF).await;
        assert_eq!(added.status, StatusCode::CREATED, "{}", added.text);
        let file = json(&added);
        let id = file["id"].as_str().unwrap();
        let of_file = format!("{path}/{id}");
        assert_eq!(added.header("location"), format!("/api/v1{of_file}"));
        let facts = ["name", "version", "media_type", "size", "by"].map(|fact| file[fact].clone());
        assert_eq!(facts, [value!("Signed.pdf"), value!(1), value!("pdf"), value!(16), value!("Ada")]);
        assert_eq!(file["sha256"].as_str().unwrap().len(), 64);
        let again = send(&desk, &format!("{path}?name=Signed.pdf"), PDF).await;
        assert_eq!(json(&again)["id"], file["id"], "the same again is there once");
        let newer = json(&send(&desk, &format!("{path}?name=Signed.pdf"), b"%PDF-1.7\nAnew.").await);
        assert_eq!(newer["version"], 2);
        assert_eq!(json(&desk.get(&path).await)["items"], value!([newer, file]));
        assert_eq!(json(&desk.get(&of_file).await), file);
        let content = desk.get(&format!("{of_file}/content")).await;
        assert_eq!((content.status, &content.bytes[..]), (StatusCode::OK, PDF));
        assert_eq!(content.header("content-type"), "application/pdf");
        assert!(content.header("content-disposition").starts_with("attachment"));

        let remove = format!("{of_file}/remove");
        assert_eq!(field(&desk.post(&remove, &value!({ "reason": "" })).await).0, "reason");
        let reason = value!({ "reason": "Of another customer" });
        assert_eq!(desk.post(&remove, &reason).await.status, StatusCode::NO_CONTENT);
        assert_eq!(code(&desk.post(&remove, &reason).await), (404, "not_found".into()));
        assert_eq!(code(&desk.get(&of_file).await), (404, "not_found".into()));
        assert_eq!(code(&desk.get(&format!("{of_file}/content")).await), (404, "not_found".into()));
    }
    // A file is found with its own record and with no other.
    let items = json(&desk.get(&format!("/contracts/{number}/files")).await)["items"].clone();
    let id = items[0]["id"].as_str().unwrap();
    assert_eq!(code(&desk.get(&format!("/invoices/{invoice}/files/{id}")).await), (404, "not_found".into()));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_may_not_be_attached_is_a_problem_with_its_reason() {
    let desk = desk(&[Scope::WriteContracts]).await;
    let number = json(&desk.get("/contracts?per_page=1").await)["items"][0]["number"].as_str().unwrap().to_owned();
    let path = format!("/contracts/{number}/files?name=a.pdf");
    let refused = send(&desk, &path, b"MZ\x90\x00").await;
    assert_eq!(code(&refused), (422, "file".into()));
    assert_eq!(json(&refused)["detail"], "Programs cannot be attached.");
    assert_eq!(code(&send(&desk, &path, b"").await), (422, "file".into()));
    assert_eq!(code(&send(&desk, &path, &vec![b'x'; 1_100_000]).await), (413, "too_large".into()));
    assert_eq!(code(&send(&desk, &format!("/contracts/{number}/files"), PDF).await).0, 400);
    assert_eq!(code(&send(&desk, "/contracts/C-0/files?name=a.pdf", PDF).await), (404, "not_found".into()));
    let invoice = format!("/invoices/{NOTHING}/files?name=a.pdf");
    assert_eq!(code(&send(&desk, &invoice, PDF).await), (403, "out_of_scope".into()));
    let listed = json(&desk.get(&format!("/contracts/{number}/files")).await);
    assert_eq!(listed["items"], Value::Array(Vec::new()));
}
