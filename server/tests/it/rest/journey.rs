//! What programs do from beginning to end, and how they are told what is wrong.

use axum::{
    Router,
    body::Body,
    http::{Method, StatusCode},
};
use model::token::Scope;
use serde_json::{Value, json as value};

use super::{administrator, ask, code, get, json, office, request, send};
use crate::house::{self, Answer};

async fn post(site: &Router, path: &str, secret: &str, version: Option<&str>, body: Option<Value>) -> Answer {
    send(site, Method::POST, path, secret, version, body.as_ref()).await
}

#[tokio::test]
async fn notice_is_given_on_the_version_that_was_read() {
    let office = office().await;
    let (_, secret) = administrator(&office, &[Scope::WriteContracts, Scope::ReadHistory, Scope::ReadBilling]).await;
    let site = house::site(&office);
    let live =
        json(&get(&site, "/contracts?stage=live&sort=notice_deadline&notice_deadline_by=2027-12-31", &secret).await);
    let number = live["items"][0]["number"].as_str().unwrap().to_owned();
    let path = format!("/contracts/{number}");
    let before = get(&site, &path, &secret).await;
    let (tag, sheet) = (before.header("etag").to_owned(), json(&before));
    assert_eq!(tag, format!("\"{}\"", sheet["version"]));
    assert_eq!(sheet["phase"], "in_force");
    assert!(sheet["dates"]["notice_deadline"]["why"][0].as_str().is_some_and(|why| why.ends_with('.')));

    let give = format!("{path}/give_notice");
    let body = value!({ "notice_given_on": "2026-11-20" });
    let without = post(&site, &give, &secret, None, Some(body.clone())).await;
    assert_eq!(code(&without), (428, "version_needed".into()));
    let stale = post(&site, &give, &secret, Some("\"99\""), Some(body.clone())).await;
    assert_eq!(code(&stale), (412, "stale".into()));
    for wrong in ["99", "W/\"1\"", "*", "\"x\""] {
        let answer = post(&site, &give, &secret, Some(wrong), Some(body.clone())).await;
        assert_eq!(code(&answer), (400, "invalid_request".into()), "{wrong}");
    }
    let late = post(&site, &give, &secret, Some(&tag), Some(value!({ "notice_given_on": "2030-01-01" }))).await;
    assert_eq!(code(&late), (422, "fields".into()));
    assert_eq!(json(&late)["errors"][0]["field"], "notice_given_on");
    assert_eq!(json(&late)["errors"][0]["code"], "after");

    let given = post(&site, &give, &secret, Some(&tag), Some(body.clone())).await;
    assert_eq!(given.status, StatusCode::OK, "{}", given.text);
    let after = json(&given);
    assert_eq!((&after["notice_given_on"], &after["phase"]), (&value!("2026-11-20"), &value!("ending")));
    assert_ne!(given.header("etag"), tag);
    let again = post(&site, &give, &secret, Some(given.header("etag")), Some(body)).await;
    assert_eq!(code(&again), (409, "wrong_state".into()));

    let history = json(&get(&site, &format!("{path}/history"), &secret).await);
    assert_eq!(history[0]["event"], "notice_given");
    assert!(history[0]["sentence"].as_str().unwrap().starts_with("Ada gave notice"), "{}", history[0]);
    let ledger = json(&get(&site, &format!("{path}/ledger"), &secret).await);
    let amount = ledger[0]["amount"]["amount"].as_str().unwrap();
    assert!(amount.split_once('.').is_some_and(|(_, cents)| cents.len() == 2), "{amount}");
}

#[tokio::test]
async fn a_contract_is_left_early_by_the_break_option_that_was_agreed() {
    let office = office().await;
    let (_, secret) = administrator(&office, &[Scope::WriteContracts, Scope::ReadHistory]).await;
    let site = house::site(&office);
    let live =
        json(&get(&site, "/contracts?stage=live&sort=notice_deadline&notice_deadline_by=2027-12-31", &secret).await);
    let path = format!("/contracts/{}", live["items"][0]["number"].as_str().unwrap());
    let before = get(&site, &path, &secret).await;
    let leave = format!("{path}/leave_early");
    let body = value!({ "by": "customer", "left_early_on": "2026-11-20" });
    let without = post(&site, &leave, &secret, Some(before.header("etag")), Some(body.clone())).await;
    assert_eq!(code(&without), (409, "wrong_state".into()));

    let mut terms = json(&before)["date_terms"].clone();
    terms["break_option"] = value!({ "notice": { "unit": "days", "count": 10 }, "from": null });
    let address = format!("{path}/date_terms");
    let agreed = send(&site, Method::PUT, &address, &secret, Some(before.header("etag")), Some(&terms)).await;
    assert_eq!(agreed.status, StatusCode::OK, "{}", agreed.text);
    let nobody = value!({ "by": "nobody", "left_early_on": "2026-11-20" });
    let nobody = post(&site, &leave, &secret, Some(agreed.header("etag")), Some(nobody)).await;
    assert_eq!(code(&nobody).0, 400);

    let left = post(&site, &leave, &secret, Some(agreed.header("etag")), Some(body)).await;
    assert_eq!(left.status, StatusCode::OK, "{}", left.text);
    let after = json(&left);
    assert_eq!(after["left_early"], value!({ "by": "customer", "on": "2026-11-20" }));
    assert_eq!((&after["phase"], &after["dates"]["ends_on"]["day"]), (&value!("ending"), &value!("2026-11-30")));
    let history = json(&get(&site, &format!("{path}/history"), &secret).await);
    assert_eq!(history[0]["event"], "left_early");

    let back = format!("{path}/take_back_notice");
    let reason = value!({ "reason": "Meant for another contract" });
    let back = post(&site, &back, &secret, Some(left.header("etag")), Some(reason)).await;
    assert_eq!((back.status, &json(&back)["left_early"]), (StatusCode::OK, &Value::Null));
}

#[tokio::test]
async fn a_finding_is_claimed_and_its_money_recorded() {
    let office = office().await;
    let (_, secret) = administrator(&office, &[Scope::WriteLeakage]).await;
    let site = house::site(&office);
    let found = json(&get(&site, "/findings?kind=missing_period,old_price&state=found&currency=eur", &secret).await);
    let finding = found["items"].as_array().unwrap().iter().find(|finding| finding["amount"].is_object()).unwrap();
    let (id, amount) = (finding["id"].as_str().unwrap(), finding["amount"].clone());
    let path = format!("/findings/{id}");
    let read = get(&site, &path, &secret).await;
    let claimed = post(&site, &format!("{path}/claim"), &secret, Some(read.header("etag")), None).await;
    assert_eq!((claimed.status, &json(&claimed)["status"]["state"]), (StatusCode::OK, &value!("claimed")));
    assert!(json(&claimed)["owner_id"].is_string(), "whoever claims it has it: {}", claimed.text);
    let tag = claimed.header("etag").to_owned();
    let recover = format!("{path}/recover");
    for (body, wrong) in [
        (value!({}), "missing"),
        (value!({ "amount": { "amount": "1.005", "currency": "EUR" } }), "not_an_amount"),
        (value!({ "amount": { "amount": "1.00", "currency": "GBP" } }), "not_an_amount"),
        (value!({ "amount": { "amount": "1.00", "currency": "EURO" } }), "not_a_currency"),
    ] {
        let answer = post(&site, &recover, &secret, Some(&tag), Some(body)).await;
        assert_eq!(code(&answer), (422, "fields".into()));
        assert_eq!(json(&answer)["errors"][0]["code"], wrong);
    }
    let recovered = post(&site, &recover, &secret, Some(&tag), Some(value!({ "amount": amount }))).await;
    assert_eq!(recovered.status, StatusCode::OK, "{}", recovered.text);
    assert_eq!(json(&recovered)["status"]["amount"], amount);
    let reopened = post(&site, &format!("{path}/reopen"), &secret, Some(recovered.header("etag")), None).await;
    let withdraw = format!("{path}/withdraw_claim");
    let why = Some(value!({ "why": "The wrong customer" }));
    let too_early = post(&site, &withdraw, &secret, Some(reopened.header("etag")), why.clone()).await;
    assert_eq!(code(&too_early), (409, "wrong_state".into()));
    let claimed = post(&site, &format!("{path}/claim"), &secret, Some(reopened.header("etag")), None).await;
    let silent = post(&site, &withdraw, &secret, Some(claimed.header("etag")), Some(value!({ "why": "" }))).await;
    assert_eq!(json(&silent)["errors"][0]["field"], "why");
    let reopened = post(&site, &withdraw, &secret, Some(claimed.header("etag")), why).await;
    assert_eq!(json(&reopened)["status"]["state"], "found");
    let waive = format!("{path}/waive");
    let silent = post(&site, &waive, &secret, Some(reopened.header("etag")), Some(value!({ "reason": " " }))).await;
    assert_eq!(json(&silent)["errors"][0]["field"], "reason");
    let waived =
        post(&site, &waive, &secret, Some(reopened.header("etag")), Some(value!({ "reason": "Too small" }))).await;
    assert_eq!(json(&waived)["status"]["reason"], "Too small");
    let sums = json(&get(&site, "/leakage", &secret).await);
    let aged: u64 = sums["by_age"].as_array().unwrap().iter().map(|sum| sum["findings"].as_u64().unwrap()).sum();
    assert!(aged > 0, "{sums}");
    assert!(sums["flow"][0]["contracted"]["amount"].is_string());
}

#[tokio::test]
async fn a_file_is_sent_reviewed_accepted_and_taken_back() {
    let office = house::office(house::TODAY).await;
    let ours = model::party::LegalEntityDetails::named("Halvane", "FR");
    operations::legal_entity::create(&office.program("test"), &ours).await.unwrap();
    let (_, secret) = administrator(&office, &[Scope::WriteImports, Scope::ReadContracts]).await;
    let site = house::site(&office);
    let send = |kind: &str, content: String| {
        let asked = request(Method::POST, "/imports?kind=contracts&file_name=contracts.csv", &secret);
        ask(&site, asked.header("content-type", kind).body(Body::from(content)).unwrap())
    };
    let file = "Contract No.;Customer;Start Date;Billing Frequency;Price per Period;Currency\n\
                K-1;Acme;2026-01-01;monthly;100.00;EUR\nK-2;;2026-01-01;monthly;x;EUR\n";
    let sent = send("text/csv; charset=utf-8", file.to_owned()).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.text);
    let review = json(&sent);
    let path = format!("/imports/{}", review["id"].as_str().unwrap());
    assert_eq!(sent.header("location"), format!("/api/v1{path}"));
    assert_eq!(
        (&review["state"], &review["found"], &review["acceptable"]),
        (&value!("review"), &value!(2), &value!(1))
    );
    assert!(review["rows"][0]["doubts"][0]["detail"].is_string(), "{}", review["rows"][0]);
    assert_eq!(review["anchors"], value!([]));

    let accepted = post(&site, &format!("{path}/accept"), &secret, Some(sent.header("etag")), None).await;
    assert_eq!((accepted.status, &json(&accepted)["state"]), (StatusCode::ACCEPTED, &value!("accepting")));
    assert_eq!(accepted.header("location"), format!("/api/v1{path}"));
    assert_eq!(json(&accepted)["progress"]["total"], 1);
    let again = post(&site, &format!("{path}/accept"), &secret, Some(accepted.header("etag")), None).await;
    assert_eq!(code(&again), (409, "import_under_way".into()));
    operations::import::work(&office, false).await.unwrap();
    let accepted = get(&site, &path, &secret).await;
    assert_eq!((&json(&accepted)["state"], &json(&accepted)["progress"]), (&value!("accepted"), &Value::Null));
    assert_eq!(json(&accepted)["summary"]["contracts"], 1);
    assert_eq!(json(&get(&site, "/contracts?q=K-1", &secret).await)["total"], 1);
    let undone = post(&site, &format!("{path}/undo"), &secret, Some(accepted.header("etag")), None).await;
    assert_eq!((undone.status, &json(&undone)["state"]), (StatusCode::ACCEPTED, &value!("undoing")));
    operations::import::work(&office, false).await.unwrap();
    assert_eq!(json(&get(&site, &path, &secret).await)["state"], "undone");
    assert_eq!(json(&get(&site, "/contracts?q=K-1", &secret).await)["total"], 0);
    assert_eq!(json(&get(&site, "/imports", &secret).await)[0]["file"], "contracts.csv");

    assert_eq!(code(&send("application/json", "{}".into()).await), (415, "unsupported_media_type".into()));
    assert_eq!(code(&send("text/csv", String::new()).await), (422, "file".into()));
    assert_eq!(code(&send("text/csv", "x".repeat(51 * 1024 * 1024)).await), (413, "too_large".into()));
}

#[tokio::test]
async fn rows_are_left_out_and_customers_kept_apart_with_the_acceptance() {
    let office = house::office(house::TODAY).await;
    let program = office.program("test");
    let ours = model::party::LegalEntityDetails::named("Halvane", "FR");
    operations::legal_entity::create(&program, &ours).await.unwrap();
    let (_, secret) = administrator(&office, &[Scope::WriteImports, Scope::ReadContracts, Scope::ReadCustomers]).await;
    let site = house::site(&office);
    let head = "Contract No.,Customer,Start Date,Billing Frequency,Price per Period,Currency\n";
    let send = async |rows: &str| {
        let asked = request(Method::POST, "/imports?kind=contracts&file_name=list.csv", &secret);
        let body = Body::from(format!("{head}{rows}"));
        ask(&site, asked.header("content-type", "text/csv").body(body).unwrap()).await
    };
    let accept = async |sent: &Answer, chosen: Option<Value>| {
        let path = format!("/imports/{}/accept", json(sent)["id"].as_str().unwrap());
        post(&site, &path, &secret, Some(sent.header("etag")), chosen).await
    };
    let first = send("K-1,Boole Ltd,2026-01-01,monthly,100.00,EUR\n").await;
    assert_eq!(accept(&first, None).await.status, StatusCode::ACCEPTED);
    operations::import::work(&office, false).await.unwrap();

    let rows = "K-1,Boole Ltd,2026-01-01,monthly,120.00,EUR\nK-2,Boole Limited,2026-01-01,monthly,100.00,EUR\n\
                K-3,Acme,2026-01-01,monthly,100.00,EUR\n";
    let sent = send(rows).await;
    let review = json(&sent);
    assert_eq!(review["doubtful"], 1, "{review}");
    assert!(review["rows"][0]["differences"][0].is_string(), "{}", review["rows"][0]);
    for (chosen, field) in [(value!({ "left_out": [9] }), "left_out"), (value!({ "apart": ["Nobody"] }), "apart")] {
        let refused = accept(&sent, Some(chosen)).await;
        assert_eq!((code(&refused), &json(&refused)["errors"][0]["field"]), ((422, "fields".into()), &value!(field)));
    }
    let chosen = value!({ "left_out": [4], "apart": ["Boole Limited"] });
    let accepted = accept(&sent, Some(chosen)).await;
    assert_eq!(accepted.status, StatusCode::ACCEPTED, "{}", accepted.text);
    operations::import::work(&office, false).await.unwrap();
    let path = format!("/imports/{}", review["id"].as_str().unwrap());
    let summary = json(&get(&site, &path, &secret).await)["summary"].clone();
    assert_eq!((&summary["contracts"], &summary["customers"]), (&value!(1), &value!(1)), "{summary}");
    assert_eq!(json(&get(&site, "/contracts?q=K-3", &secret).await)["total"], 0);
    assert_eq!(json(&get(&site, "/customers?name=Boole", &secret).await)["total"], 2);
}

#[tokio::test]
async fn lists_come_in_pages_that_lead_to_each_other() {
    let office = office().await;
    let (_, secret) = administrator(&office, &[Scope::ReadContracts, Scope::ReadCustomers, Scope::ReadBilling]).await;
    let site = house::site(&office);
    let first = get(&site, "/contracts?stage=live&per_page=10", &secret).await;
    let page = json(&first);
    let total = page["total"].as_u64().unwrap();
    assert_eq!(first.header("total-count"), total.to_string());
    assert_eq!(page["items"].as_array().unwrap().len(), 10);
    let mut seen: Vec<String> = Vec::new();
    let mut next = Some("/contracts?stage=live&per_page=10".to_owned());
    while let Some(path) = next.take() {
        let answer = get(&site, &path, &secret).await;
        let page = json(&answer);
        seen.extend(page["items"].as_array().unwrap().iter().map(|row| row["number"].as_str().unwrap().to_owned()));
        let links = answer.header("link").split(", ").find(|link| link.ends_with("rel=\"next\""));
        next = links.and_then(|link| Some(link.strip_prefix("</api/v1")?.split_once('>')?.0.to_owned()));
    }
    assert_eq!(seen.len() as u64, total, "every contract once");
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len() as u64, total);

    let up = json(&get(&site, "/contracts?sort=title&per_page=200", &secret).await);
    let down = json(&get(&site, "/contracts?sort=-title&per_page=200", &secret).await);
    assert_eq!(up["items"][0]["title"], down["items"].as_array().unwrap().last().unwrap()["title"]);
    let rows = json(&get(&site, "/billing?state=expected&from=2026-12-01&to=2026-12-31", &secret).await);
    assert!(rows["items"].as_array().unwrap().iter().all(|row| row["state"] == "expected"), "{rows}");
    let customer = json(&get(&site, "/customers?per_page=1", &secret).await)["items"][0].clone();
    let same = json(&get(&site, &format!("/customers/{}", customer["id"].as_str().unwrap()), &secret).await);
    assert_eq!(same, customer);
}

#[tokio::test]
async fn what_is_not_understood_is_refused_and_never_guessed() {
    let office = house::office(house::TODAY).await;
    let (_, secret) = administrator(&office, &Scope::ALL).await;
    let site = house::site(&office);
    for path in ["/contracts?stages=live", "/contracts?stage=alive", "/contracts?page=x", "/billing?from=2026-13-01"] {
        let answer = get(&site, path, &secret).await;
        assert_eq!(code(&answer), (400, "invalid_request".into()), "{path}");
        assert!(json(&answer)["cause"].is_string(), "{path}");
    }
    for (path, field) in [
        ("/contracts?page=0", "page"),
        ("/contracts?per_page=201", "per_page"),
        ("/findings?kind=missing", "kind"),
        ("/findings?state=open", "state"),
        ("/findings?currency=euros", "currency"),
    ] {
        let answer = get(&site, path, &secret).await;
        assert_eq!(code(&answer), (422, "fields".into()), "{path}");
        assert_eq!(json(&answer)["errors"][0]["field"], field, "{path}");
    }
    let give = "/contracts/C-1/give_notice";
    for body in ["{", "[]", "{\"notice_given_on\":\"yesterday\"}", "{\"notice_given_on\":\"2026-01-01\",\"x\":1}", "{}"]
    {
        let asked = request(Method::POST, give, &secret).header("if-match", "\"1\"");
        let asked = asked.header("content-type", "application/json").body(Body::from(body)).unwrap();
        assert_eq!(code(&ask(&site, asked).await), (400, "invalid_request".into()), "{body}");
    }
    let plain = request(Method::POST, give, &secret).header("if-match", "\"1\"").body(Body::from("x")).unwrap();
    assert_eq!(code(&ask(&site, plain).await), (415, "unsupported_media_type".into()));
    let large = post(&site, give, &secret, Some("\"1\""), Some(value!({ "x": "x".repeat(300 * 1024) }))).await;
    assert_eq!(code(&large), (413, "too_large".into()));
    for id in ["nothing", "%2e%2e", "00000000-0000-0000-0000-000000000000"] {
        assert_eq!(code(&get(&site, &format!("/findings/{id}"), &secret).await), (404, "not_found".into()), "{id}");
    }
}

#[tokio::test]
async fn problems_are_told_in_the_language_that_was_asked_for() {
    let office = house::office(house::TODAY).await;
    let (_, secret) = administrator(&office, &[Scope::ReadContracts]).await;
    let site = house::site(&office);
    for (wanted, tag, title, detail) in [
        ("fr-CA,fr;q=0.9,en;q=0.5", "fr", "Introuvable", "Cet élément n’existe pas ou vous n’y avez pas accès."),
        ("zh-Hans", "zh", "未找到", "该内容不存在，或您无权查看。"),
        ("de, en;q=0.5", "en", "Not found", "It is not there, or you may not see it."),
    ] {
        let asked = request(Method::GET, "/contracts/C-1", &secret).header("accept-language", wanted);
        let answer = ask(&site, asked.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.header("content-language"), tag);
        let problem = json(&answer);
        assert_eq!((&problem["title"], &problem["detail"]), (&value!(title), &value!(detail)), "{wanted}");
        assert_eq!(problem["type"], "/api/v1/openapi.json#/components/responses/NotFound");
    }
}

#[tokio::test]
async fn a_contract_is_added_and_changed_as_a_whole() {
    let office = office().await;
    let scopes = [Scope::WriteContracts, Scope::ReadCustomers, Scope::ReadBilling];
    let (_, secret) = administrator(&office, &scopes).await;
    let site = house::site(&office);
    let known = json(&get(&site, "/contracts?per_page=1", &secret).await)["items"][0]["number"].clone();
    let known = json(&get(&site, &format!("/contracts/{}", known.as_str().unwrap()), &secret).await);
    let choices = json(&get(&site, "/contracts/choices", &secret).await);
    assert!(choices["legal_entities"].as_array().unwrap().contains(&known["legal_entity"]), "{choices}");
    assert!(choices["currencies"].as_array().unwrap().contains(&known["currency"]), "{choices}");
    assert!(choices["owners"][0]["name"].is_string(), "{choices}");
    let mut terms = value!({
        "title": "Maintenance of two lifts",
        "contract_type": "recurring_service",
        "customer_id": known["customer"]["id"],
        "legal_entity_id": known["legal_entity"]["id"],
        "signed_on": "2026-11-02",
        "starts_on": "2026-12-01",
        "term": { "kind": "months", "months": 12 },
        "renewal": { "kind": "tacit", "months": 12, "maximum": null },
        "notice": { "unit": "months", "count": 3 },
        "currency": "EUR",
        "value": { "amount": "4320.00", "currency": "EUR" },
        "lines": [{
            "description": "Full maintenance",
            "quantity": "2",
            "unit": "lift",
            "unit_price": "180.00",
            "recurrence": { "kind": "every", "months": 1, "anchor": "2026-12-01", "timing": "advance" },
            "discounts": [{ "from": "2026-12-01", "to": "2026-12-31", "percent": "50" }]
        }]
    });
    let added = post(&site, "/contracts", &secret, None, Some(terms.clone())).await;
    assert_eq!(added.status, StatusCode::CREATED, "{}", added.text);
    let contract = json(&added);
    let path = added.header("location").strip_prefix("/api/v1").unwrap().to_owned();
    assert_eq!(path, format!("/contracts/{}", contract["number"].as_str().unwrap()));
    assert_eq!(contract["phase"], "signed");
    let ledger = json(&get(&site, &format!("{path}/ledger"), &secret).await);
    assert_eq!(ledger[0]["amount"], value!({ "amount": "180.00", "currency": "EUR" }));
    assert_eq!(ledger[1]["amount"]["amount"], "360.00");

    let put = async |version: &str, terms: &Value| {
        let asked = request(Method::PUT, &path, &secret).header("if-match", version);
        let asked = asked.header("content-type", "application/json").body(Body::from(terms.to_string()));
        ask(&site, asked.unwrap()).await
    };
    let same = json(&get(&site, &path, &secret).await);
    terms["lines"][0]["id"] = same["lines"][0]["id"].clone();
    terms["title"] = value!("Maintenance of three lifts");
    terms["lines"][0]["quantity"] = value!("3");
    let changed = put(added.header("etag"), &terms).await;
    assert_eq!(changed.status, StatusCode::OK, "{}", changed.text);
    assert_eq!(json(&changed)["title"], "Maintenance of three lifts");
    assert_eq!(json(&changed)["lines"][0]["id"], same["lines"][0]["id"], "the line is still the same");
    assert_ne!(changed.header("etag"), added.header("etag"));
    assert_eq!(code(&put(added.header("etag"), &terms).await), (412, "stale".into()));
    let tag = changed.header("etag").to_owned();
    assert_eq!(put(&tag, &terms).await.header("etag"), tag, "the same again changes nothing");

    let wrong = |field: &str, wrong: Value| {
        let mut terms = terms.clone();
        let (last, way) = (field.rsplit('/').next().unwrap(), field.rsplit_once('/').unwrap().0);
        match (terms.pointer_mut(way).unwrap(), last.parse::<usize>()) {
            (place, Ok(index)) => place[index] = wrong,
            (place, Err(_)) => place[last] = wrong,
        }
        terms
    };
    for (terms, field, problem) in [
        (wrong("/title", value!(" ")), "title", "missing"),
        (wrong("/customer_id", value!("00000000-0000-0000-0000-000000000000")), "customer_id", "not_a_choice"),
        (wrong("/currency", value!("EURO")), "currency", "not_a_currency"),
        (wrong("/value", value!({ "amount": "1.001", "currency": "EUR" })), "value", "not_an_amount"),
        (wrong("/term", value!({ "kind": "months", "months": 0 })), "term.months", "out_of_range"),
        (wrong("/lines/0/quantity", value!("two")), "lines.0.quantity", "not_a_number"),
        (wrong("/lines/0/discounts/0/percent", value!("101")), "lines.0.discounts.0.percent", "price_line"),
    ] {
        let refused = json(&put(&tag, &terms).await);
        assert_eq!(refused["code"], "fields", "{field} {refused}");
        let error = refused["errors"][0].clone();
        assert_eq!((&error["field"], &error["code"]), (&value!(field), &value!(problem)), "{error}");
    }
    let strange = put(&tag, &wrong("/price", value!("1"))).await;
    assert_eq!(code(&strange), (400, "invalid_request".into()));
}
