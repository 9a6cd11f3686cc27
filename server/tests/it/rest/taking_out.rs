//! Imported invoices and payments that are taken out, through the API and on the page of the invoice.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use model::{party::LegalEntityDetails, person::Role, refusal::Refusal, token::Scope, view::ImportKind};
use operations::{
    Actor, Office,
    import::{AcceptChoice, accept, review, upload, work_through},
    legal_entity, sign_in,
};
use serde_json::{Value, json as value};

use super::{Desk, NOTHING, administrator, code, field, json, secret};
use crate::house::{self, TODAY, ask, post, signed_in_as, site};

const INVOICES: &str = "Invoice No.,Customer,Invoice Date,Due Date,Description,Net amount,VAT rate,Total incl. VAT,Currency,Paid on,Amount paid\n\
    F-1,Acme,2026-01-10,2026-02-10,Service,1000.00,20%,1200.00,EUR,2026-02-01,1300.00\n\
    F-2,Acme,2026-01-10,2026-02-10,Service,500.00,20%,600.00,EUR,,\n";

async fn bring(actor: &Actor) {
    let content = INVOICES.as_bytes().to_vec();
    let id = upload(actor, ImportKind::Invoices, "list.csv", content, None).await.unwrap();
    let version = review(actor, id).await.unwrap().version;
    accept(actor, id, version, &AcceptChoice::default()).await.unwrap();
    work_through(actor, id, &|_| ()).await.unwrap();
}

/// An office with two imported invoices, and a token that may do something about them.
async fn with_invoices() -> (Office, Desk) {
    let office = house::office(TODAY).await;
    let (person, secret) = administrator(&office, &[Scope::WriteBilling]).await;
    let actor = sign_in::actor(&office, person, None).await.unwrap();
    legal_entity::create(&actor, &LegalEntityDetails::named("Halvane", "FR")).await.unwrap();
    bring(&actor).await;
    let desk = Desk { site: site(&office), secret };
    (office, desk)
}

async fn invoice(desk: &Desk, number: &str) -> Value {
    let item = json(&desk.get(&format!("/invoices?number={number}")).await)["items"][0].clone();
    json(&desk.get(&format!("/invoices/{}", item["id"].as_str().unwrap())).await)
}

fn tag(invoice: &Value) -> String {
    format!("\"{}\"", invoice["version"])
}

#[tokio::test]
async fn an_imported_payment_and_its_invoice_are_taken_out() {
    let (office, desk) = with_invoices().await;
    let paid = invoice(&desk, "F-1").await;
    assert_eq!(paid["overpaid"], value!({ "amount": "100.00", "currency": "EUR" }));
    assert_eq!((&paid["file"], &paid["in_the_way"]), (&value!("list.csv"), &Value::Null));
    let payment = paid["payments"][0].clone();
    assert_eq!((&payment["imported"], &payment["file"]), (&value!(true), &value!("list.csv")));
    let of_invoice = format!("/invoices/{}", paid["id"].as_str().unwrap());
    let path = format!("{of_invoice}/payments/{}/take_out", payment["id"].as_str().unwrap());
    let reason = value!({ "reason": "Paid by another customer" });
    assert_eq!(field(&desk.step(&path, &tag(&paid), Some(&value!({ "reason": " " }))).await).0, "reason");
    assert_eq!(code(&desk.post(&path, &reason).await).0, 428, "without a version nothing is taken out");
    let nothing = format!("{of_invoice}/payments/{NOTHING}/take_out");
    assert_eq!(code(&desk.step(&nothing, &tag(&paid), Some(&reason)).await), (404, "not_found".into()));
    let done = desk.step(&path, &tag(&paid), Some(&reason)).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text);
    let unpaid = json(&done);
    assert_eq!((&unpaid["payments"], &unpaid["overpaid"]), (&value!([]), &Value::Null));
    assert_eq!(code(&desk.step(&path, &tag(&paid), Some(&reason)).await), (412, "stale".into()));

    // What somebody recorded is named as what is in the way.
    let pay = value!({ "amount": { "amount": "10.00", "currency": "EUR" } });
    let recorded = desk.step(&format!("{of_invoice}/payments"), &tag(&unpaid), Some(&pay)).await;
    let out = format!("{of_invoice}/take_out");
    let held = desk.step(&out, recorded.header("etag"), Some(&reason)).await;
    assert_eq!(code(&held), (409, "wrong_state".into()));
    let said = "1 payment was recorded here by hand: take it back first.";
    assert!(json(&held)["detail"].as_str().unwrap().contains(said), "{}", held.text);
    assert!(json(&recorded)["in_the_way"].as_str().unwrap().contains(said), "{}", recorded.text);

    let free = invoice(&desk, "F-2").await;
    let out = format!("/invoices/{}/take_out", free["id"].as_str().unwrap());
    let reader = Desk { site: site(&office), secret: reads(&office).await };
    assert_eq!(code(&reader.step(&out, &tag(&free), Some(&reason)).await), (403, "out_of_scope".into()));
    assert_eq!(desk.step(&out, &tag(&free), Some(&reason)).await.status, StatusCode::NO_CONTENT);
    assert_eq!(code(&desk.step(&out, &tag(&free), Some(&reason)).await), (404, "not_found".into()));
}

async fn reads(office: &Office) -> String {
    let (person, _) = house::signed_in(office).await;
    secret(office, person, &[Scope::ReadBilling]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_an_invoice_tells_its_history_and_offers_taking_out_to_those_who_may() {
    let (office, desk) = with_invoices().await;
    let known = invoice(&desk, "F-2").await;
    let (id, version) = (known["id"].as_str().unwrap(), &known["version"]);
    let site = site(&office);
    let page = async |cookie: &str| {
        let request = Request::get(format!("/billing/invoices/{id}")).header("accept", "text/html");
        ask(&site, request.header("cookie", cookie).body(Body::empty()).unwrap()).await.text
    };
    let step = async |cookie: &str, reason: &str| {
        let body = format!("id={id}&version={version}&reason={reason}");
        ask(&site, post("/api/invoice/take_out").header("cookie", cookie).body(Body::from(body)).unwrap()).await
    };
    for (role, offered, past) in [
        (Role::Finance, true, true),
        (Role::Auditor, false, true),
        (Role::Sales, false, false),
        (Role::Viewer, false, false),
    ] {
        let (_, cookie) = signed_in_as(&office, role).await;
        let text = page(&cookie).await;
        assert_eq!(text.contains("/api/invoice/take_out"), offered, "{role:?}");
        assert_eq!(text.contains("imported list.csv"), past, "{role:?}: {text}");
        if !offered {
            let refused = step(&cookie, "Wrong").await.failure();
            assert!(
                matches!(refused, app::failure::Failure::Refused(Refusal::NotPermitted(_))),
                "{role:?} {refused:?}"
            );
        }
    }
    let (_, cookie) = signed_in_as(&office, Role::Finance).await;
    let silent = step(&cookie, "").await.failure();
    assert!(matches!(silent, app::failure::Failure::Refused(Refusal::Fields(_))), "{silent:?}");
    let done = step(&cookie, "Wrong").await;
    assert!(done.status.is_success() || done.status.is_redirection(), "{}", done.text);
    assert_eq!(code(&desk.get(&format!("/invoices/{id}")).await), (404, "not_found".into()));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_a_refused_reason_stands_in_an_open_fold_and_what_was_done_is_said() {
    let (office, desk) = with_invoices().await;
    let site = site(&office);
    let (_, cookie) = signed_in_as(&office, Role::Finance).await;
    let sent = async |path: &str, from: &str, body: String| {
        let form = post(path).header("accept", "text/html").header("cookie", &cookie);
        let form = form.header("referer", format!("http://localhost{from}"));
        let answer = ask(&site, form.body(Body::from(body)).unwrap()).await;
        assert_eq!(answer.status, StatusCode::FOUND, "{}", answer.text);
        let held = answer.headers.get("set-cookie").map_or("", |held| held.to_str().unwrap());
        let held = held.split(';').next().unwrap_or_default().to_owned();
        let back = answer.header("location").trim_start_matches("http://localhost").to_owned();
        let request = Request::get(back).header("accept", "text/html").header("cookie", format!("{cookie}; {held}"));
        ask(&site, request.body(Body::empty()).unwrap()).await.text
    };
    // The fold in which a form stands, from its tag on.
    let fold = |page: &str, path: &str| {
        let before = page.split_once(path).unwrap().0;
        let tag = before.rsplit_once("<details").unwrap().1;
        tag.split_once('>').unwrap().0.to_owned()
    };
    let (out, payment_out) = ("/api/invoice/take_out", "/api/invoice/take_payment_out");
    let paid = invoice(&desk, "F-1").await;
    let (id, version) = (paid["id"].as_str().unwrap(), &paid["version"]);
    let payment = paid["payments"][0]["id"].as_str().unwrap();
    let page = format!("/billing/invoices/{id}");
    let body = |reason: &str| format!("id={id}&version={version}&payment={payment}&reason={reason}");
    let refused = sent(payment_out, &page, body("")).await;
    assert!(fold(&refused, payment_out).contains(" open"), "{}", fold(&refused, payment_out));
    assert!(!fold(&refused, out).contains(" open"), "{}", fold(&refused, out));
    let refused = sent(out, &page, body("")).await;
    assert!(fold(&refused, out).contains(" open"), "{}", fold(&refused, out));
    assert!(!fold(&refused, payment_out).contains(" open"), "{}", fold(&refused, payment_out));
    let done = sent(payment_out, &page, body("Wrong")).await;
    assert!(done.contains("The payment has been taken out."), "{done}");
    let version = &invoice(&desk, "F-1").await["version"];
    let done = sent(out, &page, format!("id={id}&version={version}&reason=Wrong")).await;
    assert!(done.contains("F-1 has been taken out."), "{done}");
}
