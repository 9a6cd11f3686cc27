//! Files on records, as browsers send and read them.

use std::path::Path;

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
};
use model::{attachment::AttachedTo, id::AttachmentId, person::Role};
use operations::{
    Files, Office, attachment,
    contract::{self, ContractSort},
    demonstration,
    files::{Keeping, Keys, Place, Ring},
    invoice,
};

use crate::house::{self, Answer, TODAY, ask, signed_in_as, site};

/// The same office, which keeps files of at most a megabyte in memory.
pub fn keeping(office: Office) -> Office {
    let keys = Keys::given(Ring::read([&"01".repeat(32)[..]]).unwrap());
    office.with_files(Files { keeping: Keeping::open(&Place::Memory, keys).unwrap(), most: 1 })
}

async fn office() -> Office {
    let office = keeping(house::office(TODAY).await);
    demonstration::seed(&office).await.unwrap();
    office
}

/// The first contract of the demonstration on which no file hangs.
async fn first_contract(office: &Office) -> (String, AttachedTo) {
    let program = office.program("test");
    let list = contract::list(&program, &<_>::default(), ContractSort::Number, false, operations::page(1, 50)).await;
    for row in list.unwrap().rows {
        let record = AttachedTo::Contract(contract::id(&program, &row.number).await.unwrap());
        if listed(office, record).await.is_empty() {
            return (row.number, record);
        }
    }
    panic!("every contract has files");
}

fn form(record: AttachedTo, back: &str, files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, text) in [("record", record.to_string()), ("back", back.to_owned())] {
        body.extend(format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n").as_bytes());
    }
    for (name, content) in files {
        let head = format!(
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/pdf\r\n\r\n"
        );
        body.extend(head.as_bytes());
        body.extend(*content);
        body.extend(b"\r\n");
    }
    body.extend(b"--x--\r\n");
    body
}

async fn send(site: &Router, cookie: &str, accept: &str, body: Vec<u8>) -> Answer {
    let request = Request::post("/files/upload")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "multipart/form-data; boundary=x")
        .header("accept", accept)
        .header("cookie", cookie);
    ask(site, request.body(Body::from(body)).unwrap()).await
}

async fn read(site: &Router, cookie: &str, path: &str) -> Answer {
    let request = Request::get(path).header("accept", "text/html").header("cookie", cookie);
    ask(site, request.body(Body::empty()).unwrap()).await
}

async fn listed(office: &Office, record: AttachedTo) -> Vec<(AttachmentId, String)> {
    let rows = attachment::list(&office.program("test"), record).await.unwrap().rows;
    rows.into_iter().map(|row| (row.id, row.name)).collect()
}

const PDF: &[u8] = b"%PDF-1.7\nAgreed.";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\x00\x01";
const HTML: &str = "text/html,application/xhtml+xml";
const JSON: &str = "application/json";

#[tokio::test(flavor = "multi_thread")]
async fn a_plain_form_attaches_files_and_leads_back_to_its_page_which_says_so() {
    let office = office().await;
    let site = site(&office);
    let (_, cookie) = signed_in_as(&office, Role::Manager).await;
    let (number, record) = first_contract(&office).await;
    let page = format!("/contracts/{number}/files");
    let empty = read(&site, &cookie, &page).await;
    assert_eq!(empty.status, StatusCode::OK, "{}", empty.text);
    assert!(empty.text.contains("No file is attached yet.") && empty.text.contains("action=\"/files/upload\""));
    let files: [(&str, &[u8]); 3] = [("Signed.pdf", PDF), ("photo.png", PNG), ("game.pdf", b"MZ\x90\x00")];
    let answer = send(&site, &cookie, HTML, form(record, &page, &files)).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, page.as_str()), "{}", answer.text);
    let told = read(&site, &cookie, &page).await.text;
    assert!(told.contains("2 files were attached. game.pdf: Programs cannot be attached."), "{told}");
    assert!(told.contains("Signed.pdf") && told.contains("version 1 · PDF · 16 B · Ada"), "{told}");
    assert!(!read(&site, &cookie, &page).await.text.contains("were attached"), "it is said once");

    let nothing = send(&site, &cookie, HTML, form(record, "https://evil.example/", &[("", b"")])).await;
    assert_eq!(nothing.header("location"), "/https://evil.example/", "only our own pages are led back to");
    assert!(read(&site, &cookie, &page).await.text.contains("No file was chosen."));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_is_told_what_came_of_it() {
    let office = office().await;
    let site = site(&office);
    let (_, cookie) = signed_in_as(&office, Role::Manager).await;
    let (number, record) = first_contract(&office).await;
    let refused = send(&site, &cookie, JSON, form(record, "/", &[("a.pdf", b"<html>")])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text.contains("\"attached\":0") && refused.text.contains("Web pages, SVG and XML"),
        "{}",
        refused.text
    );
    let large = [PDF, &vec![b' '; 1_100_000]].concat();
    let refused = send(&site, &cookie, JSON, form(record, "/", &[("a.pdf", &large)])).await;
    assert!(refused.text.contains("larger than 1 MB"), "{}", refused.text);
    let mut cut = form(record, "/", &[("a.pdf", PDF)]);
    cut.truncate(cut.len() - 20);
    let refused = send(&site, &cookie, JSON, cut).await;
    assert!(refused.text.contains("\"attached\":0"), "{}", refused.text);
    assert!(listed(&office, record).await.is_empty());
    let done = send(&site, &cookie, JSON, form(record, "/", &[("../../a.pdf", PDF)])).await;
    assert_eq!((done.status, done.text.contains("1 file was attached.")), (StatusCode::OK, true), "{}", done.text);
    assert_eq!(listed(&office, record).await[0].1, "a.pdf");

    let nobody = send(&site, "", JSON, form(record, "/", &[("a.pdf", PDF)])).await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
    let (_, viewer) = signed_in_as(&office, Role::Viewer).await;
    let refused = send(&site, &viewer, JSON, form(record, "/", &[("a.pdf", PDF)])).await;
    assert!(refused.text.contains("\"attached\":0") && refused.text.contains("Your roles"), "{}", refused.text);
    let page = read(&site, &viewer, &format!("/contracts/{number}/files")).await.text;
    assert!(page.contains("a.pdf") && !page.contains("/files/upload\"") && !page.contains("attachment/remove"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_attached_never_runs_in_our_name() {
    let office = office().await;
    let site = site(&office);
    let (_, cookie) = signed_in_as(&office, Role::Manager).await;
    let (number, record) = first_contract(&office).await;
    let files: [(&str, &[u8]); 3] = [("合同 \"1\".pdf", PDF), ("photo.png", PNG), ("mail.eml", MAIL)];
    let done = send(&site, &cookie, JSON, form(record, "/", &files[1..])).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text);
    let mut upload = attachment::begin(&office.program("test"), record).await.unwrap();
    upload.write(PDF).await.unwrap();
    upload.finish(files[0].0).await.unwrap();
    for (id, name) in listed(&office, record).await {
        let got = read(&site, &cookie, &format!("/files/{id}")).await;
        assert_eq!(got.status, StatusCode::OK, "{name}");
        assert!(got.header("content-disposition").starts_with("attachment; filename=\""), "{name}");
        assert!(got.header("content-security-policy").contains("sandbox"), "{name}");
        assert_eq!(got.header("x-content-type-options"), "nosniff", "{name}");
        assert_eq!(got.header("cache-control"), "no-store", "{name}");
        assert_eq!(got.header("content-length"), got.bytes.len().to_string(), "{name}");
        let preview = read(&site, &cookie, &format!("/files/{id}/preview")).await;
        let shown = read(&site, &cookie, &format!("/files/{id}/shown")).await;
        if name == "mail.eml" {
            assert_eq!(preview.status, StatusCode::NOT_FOUND);
            assert!(shown.header("content-disposition").starts_with("attachment"), "what is not shown is handed over");
            continue;
        }
        assert_eq!(preview.status, StatusCode::OK, "{}", preview.text);
        let policy = preview.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("script-src"), "{policy}");
        assert!(!preview.text.contains("<script"), "{}", preview.text);
        assert!(preview.text.contains(&format!("/files/{id}/shown")) && preview.text.contains(&number));
        assert_eq!(shown.header("x-frame-options"), "SAMEORIGIN");
        let policy = shown.header("content-security-policy");
        assert!(policy.contains("frame-ancestors 'self'") && policy.starts_with("default-src 'none'"), "{policy}");
        assert!(shown.header("content-disposition").starts_with("inline"));
    }
    let pdf = listed(&office, record).await.into_iter().find(|(_, name)| name.ends_with(".pdf")).unwrap();
    let named = read(&site, &cookie, &format!("/files/{}", pdf.0)).await;
    let disposition = named.header("content-disposition").to_owned();
    assert_eq!(disposition, "attachment; filename=\"__ _1_.pdf\"; filename*=UTF-8''%E5%90%88%E5%90%8C%20_1_.pdf");
}

const MAIL: &[u8] = b"From: a@b.example\r\nSubject: x\r\n\r\n<script>alert(1)</script>";

#[tokio::test(flavor = "multi_thread")]
async fn files_are_behind_the_wall_and_out_of_sight_with_their_record() {
    let office = office().await;
    let site = site(&office);
    let program = office.program("test");
    let found = invoice::list(&program, &<_>::default(), operations::page(1, 1)).await.unwrap().rows.remove(0);
    let record = AttachedTo::Invoice(found.id);
    let mut upload = attachment::begin(&program, record).await.unwrap();
    upload.write(PDF).await.unwrap();
    let id = upload.finish("a.pdf").await.unwrap();
    let (_, finance) = signed_in_as(&office, Role::Finance).await;
    let (_, legal) = signed_in_as(&office, Role::Legal).await;
    for path in [format!("/files/{id}"), format!("/files/{id}/preview"), format!("/files/{id}/shown")] {
        assert_eq!(read(&site, &finance, &path).await.status, StatusCode::OK, "{path}");
        assert_eq!(read(&site, &legal, &path).await.status, StatusCode::FORBIDDEN, "{path}");
        let stranger = read(&site, "", &path).await;
        assert_eq!(stranger.header("location"), "/sign-in", "{path}");
    }
    for path in ["/files/nothing", "/files/00000000-0000-0000-0000-000000000000", "/files/nothing/preview"] {
        assert_eq!(read(&site, &finance, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let page = read(&site, &finance, &format!("/billing/invoices/{}", found.id)).await.text;
    assert!(page.contains("a.pdf") && page.contains("/files/upload\""), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_removed_for_a_reason_on_its_page() {
    let office = office().await;
    let site = site(&office);
    let (_, cookie) = signed_in_as(&office, Role::Manager).await;
    let (_, record) = first_contract(&office).await;
    send(&site, &cookie, JSON, form(record, "/", &[("a.pdf", PDF)])).await;
    let id = listed(&office, record).await[0].0;
    let step = async |reason: &str| {
        let body = Body::from(format!("id={id}&reason={reason}"));
        ask(&site, house::post("/api/attachment/remove").header("cookie", &cookie).body(body).unwrap()).await
    };
    assert!(!step("").await.status.is_success());
    assert!(step("Wrong+one").await.status.is_success());
    assert!(listed(&office, record).await.is_empty());
    assert!(!step("Wrong+one").await.status.is_success());
}

#[test]
fn the_configuration_says_where_files_are_kept() {
    use server::config::FilesKeys;
    let key = "0a".repeat(32);
    let plain = house::config(&[("AVENANT_DATA", "/srv/avenant")]).unwrap().files;
    assert_eq!((plain.place, plain.most), (Place::Folder("/srv/avenant/files".into()), 100));
    assert_eq!(plain.keys, FilesKeys::File(Path::new("/srv/avenant/files.key").into()));
    let given =
        [("AVENANT_FILES", "/mnt/files"), ("AVENANT_FILES_MASTER_KEY", &key), ("AVENANT_FILES_MEGABYTES", "25")];
    let given = house::config(&given).unwrap().files;
    assert_eq!((given.place, given.most), (Place::Folder("/mnt/files".into()), 25));
    assert!(matches!(given.keys, FilesKeys::Given(_)) && !format!("{:?}", given.keys).contains("0a0a"));
    let bucket = [
        ("AVENANT_FILES_BUCKET", "contracts"),
        ("AVENANT_FILES_REGION", "eu-west-3"),
        ("AVENANT_FILES_ACCESS_KEY", "me"),
        ("AVENANT_FILES_SECRET_KEY", "secret"),
    ];
    let bucket = house::config(&bucket).unwrap().files;
    assert_eq!(bucket.place.to_string(), "the bucket contracts");
    assert!(!format!("{bucket:?}").contains("secret"));
    let keys = Keys::given(Ring::read([key.as_str()]).unwrap());
    assert!(Keeping::open(&bucket.place, keys).is_ok(), "a bucket is described well enough to be asked");
    for (name, value) in [
        ("AVENANT_FILES_MASTER_KEY", "short"),
        ("AVENANT_FILES_FORMER_KEYS", key.as_str()),
        ("AVENANT_FILES_ENDPOINT", "http://localhost:9000"),
        ("AVENANT_FILES_MEGABYTES", "0"),
    ] {
        let refused = house::config(&[(name, value)]).unwrap_err().to_string();
        assert!(refused.contains("files_") && !refused.contains(&key), "{refused}");
    }
}
