//! The work on findings: who, until when, and what is said.

use axum::http::StatusCode;
use model::{person::Role, token::Scope};
use serde_json::{Value, json as value};

use super::{Desk, NOTHING, administrator, code, execute, field, json, office, secret};
use crate::house;

#[tokio::test]
async fn a_finding_is_given_to_somebody_until_a_day_and_talked_about() {
    let office = office().await;
    let (person, of_all) = administrator(&office, &[Scope::WriteLeakage]).await;
    let desk = Desk { site: house::site(&office), secret: of_all };
    let finding = json(&desk.get("/findings?per_page=1").await)["items"][0].clone();
    let path = format!("/findings/{}", finding["id"].as_str().unwrap());
    let tag = desk.get(&path).await.header("etag").to_owned();

    let pursuers = json(&desk.get(&format!("{path}/pursuers")).await);
    assert!(pursuers.as_array().unwrap().contains(&value!({ "id": person, "name": "Ada" })), "{pursuers}");
    let assign = format!("{path}/assign");
    let given = desk.step(&assign, &tag, Some(&value!({ "owner_id": person }))).await;
    assert_eq!((given.status, &json(&given)["owner"]), (StatusCode::OK, &value!("Ada")));
    assert_eq!(json(&given)["owner_id"], value!(person));
    assert_eq!(code(&desk.step(&assign, &tag, Some(&value!({ "owner_id": null }))).await), (412, "stale".into()));
    let tag = given.header("etag").to_owned();
    let nobody = desk.step(&assign, &tag, Some(&value!({ "owner_id": NOTHING }))).await;
    assert_eq!(field(&nobody), ("owner_id".into(), "not_a_choice".into()));
    assert_eq!(code(&desk.step(&assign, &tag, Some(&value!({}))).await), (400, "invalid_request".into()));
    let taken = desk.step(&assign, &tag, Some(&value!({ "owner_id": null }))).await;
    assert_eq!(json(&taken)["owner_id"], Value::Null);

    let (due, tag) = (format!("{path}/set_due"), taken.header("etag").to_owned());
    let past = desk.step(&due, &tag, Some(&value!({ "due_on": "2026-01-01" }))).await;
    assert_eq!(field(&past), ("due_on".into(), "before".into()));
    assert_eq!(code(&desk.step(&due, &tag, Some(&value!({}))).await), (400, "invalid_request".into()));
    let set = desk.step(&due, &tag, Some(&value!({ "due_on": "2026-12-24" }))).await;
    assert_eq!((set.status, &json(&set)["due_on"]), (StatusCode::OK, &value!("2026-12-24")));
    assert_eq!(code(&desk.step(&due, &tag, Some(&value!({ "due_on": null }))).await), (412, "stale".into()));

    let comments = format!("{path}/comments");
    assert_eq!(json(&desk.get(&comments).await), value!([]));
    let said = desk.post(&comments, &value!({ "comment": " Asked for\r\nthe contract " })).await;
    assert_eq!(said.status, StatusCode::CREATED, "{}", said.text);
    assert_eq!((&json(&said)[0]["by"], &json(&said)[0]["text"]), (&value!("Ada"), &value!("Asked for\nthe contract")));
    assert_eq!(json(&desk.get(&comments).await), json(&said));
    assert_eq!(desk.get(&path).await.header("etag"), set.header("etag"), "talking holds nobody up");
    for (text, problem) in [(" ".to_owned(), "missing"), ("x".repeat(4_001), "too_long")] {
        let refused = desk.post(&comments, &value!({ "comment": text })).await;
        assert_eq!(field(&refused), ("comment".into(), problem.into()));
    }

    let bodies = [("assign", value!({ "owner_id": null })), ("set_due", value!({ "due_on": null }))];
    let comment = ("comments", value!({ "comment": "Where is it?" }));
    let reads = Desk { site: house::site(&office), secret: secret(&office, person, &[Scope::ReadLeakage]).await };
    for (step, body) in bodies.iter().chain([&comment]) {
        let answer = desk.step(&format!("/findings/{NOTHING}/{step}"), &tag, Some(body)).await;
        assert_eq!(code(&answer), (404, "not_found".into()), "{step}");
        let answer = reads.step(&format!("{path}/{step}"), &tag, Some(body)).await;
        assert_eq!(code(&answer), (403, "out_of_scope".into()), "{step}");
    }
    assert_eq!(json(&reads.get(&comments).await), json(&said), "who may see it may read what was said");
    assert_eq!(code(&reads.get(&format!("{path}/pursuers")).await), (403, "out_of_scope".into()));
    let roles = serde_json::to_string(&[Role::Sales]).unwrap();
    execute(&office, &format!("UPDATE person SET roles = '{roles}' WHERE email = '{person}@example.com'")).await;
    let answer = desk.post(&comments, &value!({ "comment": "May I?" })).await;
    assert_eq!(code(&answer), (403, "not_permitted".into()));
}
