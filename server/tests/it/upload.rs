use axum::{
    body::Body,
    http::{Request, StatusCode},
};

use crate::house::{self, TODAY, ask, signed_in, site};

fn form(kind: &str, content: &str) -> String {
    format!(
        "--x\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\n{kind}\r\n\
         --x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"contracts.csv\"\r\n\
         Content-Type: text/csv\r\n\r\n{content}\r\n--x--\r\n"
    )
}

fn upload(cookie: &str, body: String) -> Request<Body> {
    Request::post("/imports/upload")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "multipart/form-data; boundary=x")
        .header("cookie", cookie)
        .body(Body::from(body))
        .unwrap()
}

const CONTRACTS: &str = "Number;Customer;Start;Amount\nC-1;Acme;2026-01-01;1200,00\n";

#[tokio::test]
async fn a_file_leads_to_its_review() {
    let office = house::office(TODAY).await;
    let (_, cookie) = signed_in(&office).await;
    let answer = ask(&site(&office), upload(&cookie, form("contracts", CONTRACTS))).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let import = answer.header("location").strip_prefix("/imports/").unwrap();
    assert!(uuid::Uuid::parse_str(import).is_ok(), "{import}");
}

#[tokio::test]
async fn a_file_of_somebody_unknown_is_not_read() {
    let office = house::office(TODAY).await;
    let answer = ask(&site(&office), upload("", form("contracts", CONTRACTS))).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_file_that_cannot_be_taken_in_is_refused_with_the_reason() {
    let office = house::office(TODAY).await;
    let (_, cookie) = signed_in(&office).await;
    let site = site(&office);
    for body in [form("contracts", ""), form("wishes", CONTRACTS), "--x--\r\n".to_owned(), "nonsense".to_owned()] {
        let answer = ask(&site, upload(&cookie, body.clone())).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        assert!(answer.text.contains(r#"{"refused":{"file":"#), "{}", answer.text);
    }
    let mut plain = upload(&cookie, form("contracts", ""));
    plain.headers_mut().insert("accept", "text/html".parse().unwrap());
    let answer = ask(&site, plain).await;
    assert!(answer.header("location").starts_with("/imports?refused=%"), "{}", answer.header("location"));
}

#[tokio::test]
async fn a_file_larger_than_fifty_megabytes_is_refused() {
    let office = house::office(TODAY).await;
    let (_, cookie) = signed_in(&office).await;
    let site = site(&office);
    let large = form("contracts", &"x".repeat(51 * 1024 * 1024));
    let mut announced = upload(&cookie, large.clone());
    announced.headers_mut().insert("content-length", large.len().into());
    assert_eq!(ask(&site, announced).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let silent = ask(&site, upload(&cookie, large)).await;
    assert!(silent.text.contains("too_large"), "{} {}", silent.status, silent.text);
}

/// A multipart form around bytes that are no text.
fn bytes_form(name: &str, content: &[u8]) -> Vec<u8> {
    let mut body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\ninvoices\r\n\
         --x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(content);
    body.extend_from_slice(b"\r\n--x--\r\n");
    body
}

#[tokio::test]
async fn what_is_no_table_is_refused_with_the_reason_beside_its_form() {
    let office = house::office(TODAY).await;
    let (_, cookie) = signed_in(&office).await;
    let site = site(&office);
    let endless: Vec<u8> = b"a,b\n".iter().copied().chain(b",\n".repeat(2_000_000)).collect();
    let files: [(&str, &[u8], &str); 6] = [
        ("invoices.xlsx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj", "wrong_kind"),
        ("invoices.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01", "wrong_kind"),
        ("invoices.csv", b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff", "wrong_kind"),
        ("invoices.xlsx", b"PK\x03\x04 and nothing behind it", "broken"),
        ("invoices.csv", b"Number,Customer\n", "no_rows"),
        ("invoices.csv", &endless, "no_rows"),
    ];
    for (name, content, reason) in files {
        let mut request = upload(&cookie, String::new());
        *request.body_mut() = Body::from(bytes_form(name, content));
        let answer = ask(&site, request).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name} {reason}");
        assert!(answer.text.contains(reason), "{name}: {} is not {reason}", answer.text);
    }
    let mut plain = upload(&cookie, String::new());
    *plain.body_mut() = Body::from(bytes_form("invoices.xlsx", b"%PDF-1.7"));
    plain.headers_mut().insert("accept", "text/html".parse().unwrap());
    let answer = ask(&site, plain).await;
    assert!(answer.header("location").ends_with("&kind=invoices"), "{}", answer.header("location"));
}
