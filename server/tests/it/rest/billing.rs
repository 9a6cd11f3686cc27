//! Invoices, and what programs decide about their lines.

use axum::http::StatusCode;
use model::{person::Role, token::Scope};
use serde_json::{Value, json as value};

use super::{Desk, NOTHING, administrator, code, execute, field, json, office, secret};
use crate::house;

#[tokio::test]
async fn invoices_are_listed_and_read_with_their_lines() {
    let office = office().await;
    let (person, secret) = administrator(&office, &[Scope::ReadBilling]).await;
    let desk = Desk { site: house::site(&office), secret };
    let page = json(&desk.get("/invoices?per_page=5").await);
    assert_eq!(page["items"].as_array().unwrap().len(), 5);
    assert!(page["total"].as_u64().unwrap() > 5);
    let item = page["items"][0].clone();
    let path = format!("/invoices/{}", item["id"].as_str().unwrap());
    let invoice = json(&desk.get(&path).await);
    for same in ["id", "number", "kind", "customer", "issued_on", "due_on", "total", "paid"] {
        assert_eq!(invoice[same], item[same], "{same}");
    }
    let line = &invoice["lines"][0];
    assert!(line["amount"]["amount"].is_string() && line["version"].is_i64(), "{line}");
    let number = item["number"].as_str().unwrap();
    let found = json(&desk.get(&format!("/invoices?number={number}")).await);
    assert!(found["items"].as_array().unwrap().contains(&item));
    let customer: String = item["customer"].as_str().unwrap().chars().take(5).collect();
    let customer = form_urlencoded(&customer.to_uppercase());
    let found = json(&desk.get(&format!("/invoices?customer={customer}&per_page=200")).await);
    assert!(found["items"].as_array().unwrap().contains(&item), "{found}");
    assert_eq!(json(&desk.get("/invoices?number=nothing-like-it").await)["total"], 0);
    assert_eq!(code(&desk.get("/invoices?per_page=201").await), (422, "fields".into()));
    assert_eq!(code(&desk.get("/invoices?state=open").await), (400, "invalid_request".into()));
    assert_eq!(code(&desk.get(&format!("/invoices/{NOTHING}")).await), (404, "not_found".into()));
    // To see billing is not to decide about it.
    assert_eq!(code(&desk.get("/matching").await), (403, "out_of_scope".into()));
    let roles = serde_json::to_string(&[Role::Legal]).unwrap();
    execute(&office, &format!("UPDATE person SET roles = '{roles}' WHERE email = '{person}@example.com'")).await;
    assert_eq!(code(&desk.get(&path).await), (403, "not_permitted".into()));
}

#[tokio::test]
async fn a_payment_of_an_invoice_is_recorded_once_and_taken_back() {
    let office = office().await;
    let (person, secret_of_all) = administrator(&office, &[Scope::WriteBilling]).await;
    let desk = Desk { site: house::site(&office), secret: secret_of_all };
    let page = json(&desk.get("/invoices?per_page=200").await);
    let mut found = None;
    for item in page["items"].as_array().unwrap() {
        let path = format!("/invoices/{}", item["id"].as_str().unwrap());
        let answer = desk.get(&path).await;
        let invoice = json(&answer);
        let open = invoice["open"]["amount"].as_str().and_then(|open| open.parse::<f64>().ok());
        if invoice["kind"] == "invoice" && open.is_some_and(|open| open > 2.0) {
            found = Some((path, answer.header("etag").to_owned(), invoice));
            break;
        }
    }
    let (path, version, before) = found.expect("an invoice that is open");
    let payments = format!("{path}/payments");
    let currency = before["open"]["currency"].as_str().unwrap();
    let pay = |amount: &str| value!({ "amount": { "amount": amount, "currency": currency } });
    assert_eq!(code(&desk.post(&payments, &pay("1.00")).await).0, 428, "without a version nothing is recorded");
    assert_eq!(field(&desk.step(&payments, &version, Some(&pay("0.00"))).await).0, "amount");
    let more = desk.step(&payments, &version, Some(&pay("99999999.00"))).await;
    assert_eq!(code(&more), (422, "more_than_open".into()));
    let tomorrow = value!({ "amount": { "amount": "1.00", "currency": currency }, "received_on": "2999-01-01" });
    assert_eq!(field(&desk.step(&payments, &version, Some(&tomorrow)).await).0, "received_on");

    let done = desk.step(&payments, &version, Some(&pay("1.50"))).await;
    assert_eq!(done.status, StatusCode::CREATED, "{}", done.text);
    let after = json(&done);
    let own = after["payments"].as_array().unwrap().iter().find(|payment| payment["by_person"] == true);
    let own = own.expect("the payment that was recorded").clone();
    assert_eq!(own["amount"], pay("1.50")["amount"]);
    assert_eq!(done.header("location"), format!("/api/v1{payments}/{}", own["id"].as_str().unwrap()));
    assert_ne!(after["open"], before["open"]);
    // The same again, with the version that was read before it.
    assert_eq!(code(&desk.step(&payments, &version, Some(&pay("1.50"))).await), (412, "stale".into()));

    let entry = format!("{payments}/{}", own["id"].as_str().unwrap());
    let reader = Desk { site: house::site(&office), secret: secret(&office, person, &[Scope::ReadBilling]).await };
    assert_eq!(code(&reader.delete(&entry, done.header("etag")).await), (403, "out_of_scope".into()));
    assert_eq!(code(&desk.delete(&entry, &version).await), (412, "stale".into()));
    let back = desk.delete(&entry, done.header("etag")).await;
    assert_eq!(back.status, StatusCode::OK, "{}", back.text);
    assert_eq!((&json(&back)["open"], &json(&back)["payments"]), (&before["open"], &before["payments"]));
}

/// Percent-encodes a text for a query.
fn form_urlencoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[tokio::test]
async fn a_line_is_matched_taken_back_set_aside_and_taken_up() {
    let office = office().await;
    let (person, secret_of_all) = administrator(&office, &[Scope::WriteBilling]).await;
    let desk = Desk { site: house::site(&office), secret: secret_of_all };
    let queue = json(&desk.get("/matching?per_page=200").await);
    let waiting = queue["items"].as_array().unwrap().clone();
    assert!(!waiting.is_empty());
    let mut place = None;
    for line in &waiting {
        let path = format!("/matching/{}", line["id"].as_str().unwrap());
        let answer = desk.get(&path).await;
        let sheet = json(&answer);
        assert_eq!(sheet["line"]["standing"]["why"], line["why"]);
        assert_eq!(answer.header("etag"), format!("\"{}\"", sheet["line"]["version"]));
        if !sheet["proposals"].as_array().unwrap().is_empty() {
            place = Some((path, answer.header("etag").to_owned(), sheet, line.clone()));
            break;
        }
    }
    let (path, tag, sheet, line) = place.expect("a line with a proposal");
    let proposal = &sheet["proposals"][0];
    assert!(proposal["reasons"][0].as_str().unwrap().ends_with('.'), "{proposal}");
    let why = line["why"].as_str().unwrap();
    let same = json(&desk.get(&format!("/matching?why={why}&per_page=200")).await);
    assert!(same["items"].as_array().unwrap().iter().all(|line| line["why"] == why) && same["total"] != 0);
    let (row, currency) = (proposal["parts"][0]["row"].clone(), line["open"]["currency"].clone());
    let search = form_urlencoded(row["contract"].as_str().unwrap());
    let searched = json(&desk.get(&format!("{path}?search={search}")).await);
    assert!(searched["found"].as_array().unwrap().iter().any(|found| found["contract"] == row["contract"]));

    let part = |amount: &str| value!({ "row_id": row["id"], "amount": { "amount": amount, "currency": currency } });
    let matching = format!("{path}/match");
    for (body, name, problem) in [
        (value!({ "parts": [] }), "parts", "missing"),
        (value!({ "parts": [part("0.001")] }), "parts.0.amount", "not_an_amount"),
        (value!({ "parts": [part("1.00"), part("-1.00")] }), "parts.0.amount", "not_an_amount"),
        (value!({ "parts": [part("1.00"), part("1.00")] }), "parts.0.amount", "taken"),
        (
            value!({ "parts": [{ "row_id": row["id"], "amount": { "amount": "1.00", "currency": "JPY" } }] }),
            "parts.0.amount",
            "not_an_amount",
        ),
    ] {
        assert_eq!(field(&desk.step(&matching, &tag, Some(&body)).await), (name.into(), problem.into()), "{body}");
    }
    let much = desk.step(&matching, &tag, Some(&value!({ "parts": [part("99999999.00")] }))).await;
    assert_eq!(code(&much), (422, "more_than_open".into()));
    let of_nothing = value!({ "parts": [{ "row_id": NOTHING, "amount": { "amount": "1.00", "currency": currency } }] });
    assert_eq!(code(&desk.step(&matching, &tag, Some(&of_nothing)).await), (404, "not_found".into()));
    let one = value!({ "parts": [part("1.00")] });
    assert_eq!(code(&desk.step(&matching, "\"99\"", Some(&one)).await), (412, "stale".into()));
    assert_eq!(code(&desk.post(&matching, &one).await), (428, "version_needed".into()));
    let matched = desk.step(&matching, &tag, Some(&one)).await;
    assert_eq!(matched.status, StatusCode::OK, "{}", matched.text);
    let now = json(&matched);
    assert_eq!(now["line"]["standing"]["why"], "rest_open");
    assert_eq!(now["line"]["matches"][0]["by_person"], true);
    assert_eq!(now["line"]["matches"][0]["amount"]["amount"], "1.00");
    let invoice = json(&desk.get(&format!("/invoices/{}", line["invoice_id"].as_str().unwrap())).await);
    assert!(invoice["lines"].as_array().unwrap().contains(&now["line"]));

    let undo = format!("{path}/undo_match");
    let which = value!({ "row_id": row["id"] });
    assert_eq!(code(&desk.step(&undo, &tag, Some(&which)).await), (412, "stale".into()));
    let tag = matched.header("etag").to_owned();
    let nothing = desk.step(&undo, &tag, Some(&value!({ "row_id": NOTHING }))).await;
    assert_eq!(code(&nothing), (404, "not_found".into()));
    let undone = desk.step(&undo, &tag, Some(&which)).await;
    assert_eq!((undone.status, &json(&undone)["line"]["matches"]), (StatusCode::OK, &value!([])));
    assert_eq!(json(&undone)["line"]["standing"]["why"], "taken_back");
    assert!(json(&undone)["line"]["standing"]["detail"].is_string());

    let tag = undone.header("etag").to_owned();
    let (aside, up) = (format!("{path}/set_aside"), format!("{path}/take_up"));
    let silent = desk.step(&aside, &tag, Some(&value!({ "reason": " " }))).await;
    assert_eq!(field(&silent), ("reason".into(), "missing".into()));
    assert_eq!(code(&desk.step(&up, &tag, None).await), (409, "wrong_state".into()));
    let set = desk.step(&aside, &tag, Some(&value!({ "reason": "Sold over the counter" }))).await;
    assert_eq!(json(&set)["line"]["standing"], value!({ "state": "outside", "reason": "Sold over the counter" }));
    assert_eq!(json(&set)["proposals"], value!([]));
    let tag = set.header("etag").to_owned();
    assert_eq!(code(&desk.step(&matching, &tag, Some(&one)).await), (409, "wrong_state".into()));
    let taken = desk.step(&up, &tag, None).await;
    assert_eq!(json(&taken)["line"]["standing"]["state"], "waiting");

    for step in ["match", "set_aside", "take_up", "undo_match"] {
        let body = match step {
            "match" => Some(&one),
            "undo_match" => Some(&which),
            "set_aside" => Some(&Value::Null),
            _ => None,
        };
        let reason = value!({ "reason": "Elsewhere" });
        let body = body.map(|body| if body.is_null() { &reason } else { body });
        let answer = desk.step(&format!("/matching/{NOTHING}/{step}"), &tag, body).await;
        assert_eq!(code(&answer), (404, "not_found".into()), "{step}");
        let reads = Desk { site: house::site(&office), secret: secret(&office, person, &[Scope::ReadBilling]).await };
        let answer = reads.step(&format!("{path}/{step}"), &tag, body).await;
        assert_eq!(code(&answer), (403, "out_of_scope".into()), "{step}");
    }
}

#[tokio::test]
async fn a_row_that_was_given_up_says_why() {
    let office = office().await;
    let (person, secret) = administrator(&office, &[Scope::ReadBilling, Scope::ReadContracts]).await;
    let desk = Desk { site: house::site(&office), secret };
    let rows = json(&desk.get("/billing?state=expected&per_page=1").await);
    let number = rows["items"][0]["contract"].as_str().unwrap().to_owned();
    let path = format!("/contracts/{number}/ledger");
    let ledger = json(&desk.get(&path).await);
    let row = ledger.as_array().unwrap().iter().find(|row| row["state"] == "expected").unwrap().clone();
    assert_eq!(row["waived_reason"], Value::Null);
    let actor = operations::sign_in::actor(&office, person, None).await.unwrap();
    let seen = (0, model::billing::BillingState::Expected);
    let id = row["id"].as_str().unwrap().parse().unwrap();
    operations::reconciliation::waive_row(&actor, &number, id, seen, "A gesture of goodwill").await.unwrap();
    let ledger = json(&desk.get(&path).await);
    let row = ledger.as_array().unwrap().iter().find(|now| now["id"] == row["id"]).unwrap().clone();
    assert_eq!((&row["state"], &row["waived_reason"]), (&value!("waived"), &value!("A gesture of goodwill")));
}

#[tokio::test]
async fn an_invoice_of_a_contract_out_of_sight_is_not_there() {
    let office = office().await;
    let (person, secret) = administrator(&office, &[Scope::WriteBilling]).await;
    let desk = Desk { site: house::site(&office), secret };
    let mut matched = None;
    for item in json(&desk.get("/invoices?per_page=50").await)["items"].as_array().unwrap() {
        let invoice = json(&desk.get(&format!("/invoices/{}", item["id"].as_str().unwrap())).await);
        let lines = invoice["lines"].as_array().unwrap().clone();
        if let Some(line) = lines.into_iter().find(|line| line["matches"][0].is_object()) {
            matched = Some((invoice, line));
            break;
        }
    }
    let (invoice, line) = matched.expect("an invoice that bills a contract");
    let number = line["matches"][0]["row"]["contract"].as_str().unwrap();
    let hidden = "confidentiality = 'people', owner_id = NULL, deputy_id = NULL";
    execute(&office, &format!("UPDATE contract SET {hidden} WHERE number = '{number}'")).await;
    let of_invoice = format!("/invoices/{}", invoice["id"].as_str().unwrap());
    assert_eq!(desk.get(&of_invoice).await.status, StatusCode::OK, "administrators see everything");
    // Matches invoices, but is not among those who see everything.
    let roles = serde_json::to_string(&[Role::Finance]).unwrap();
    execute(&office, &format!("UPDATE person SET roles = '{roles}' WHERE email = '{person}@example.com'")).await;
    assert_eq!(code(&desk.get(&of_invoice).await), (404, "not_found".into()));
    let of_line = format!("/matching/{}", line["id"].as_str().unwrap());
    assert_eq!(code(&desk.get(&of_line).await), (404, "not_found".into()));
    let (tag, all) = (format!("\"{}\"", line["version"]), value!({}));
    let undo = desk.step(&format!("{of_line}/undo_match"), &tag, Some(&all)).await;
    assert_eq!(code(&undo), (404, "not_found".into()));
}
