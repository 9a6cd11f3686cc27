//! Reminder rules, calendars of holidays, absences and the list of risks through the API.

use axum::http::StatusCode;
use model::{person::Role, token::Scope};
use operations::demonstration;
use serde_json::{Value, json as value};

use super::{Desk, administrator, code, field, json, secret};
use crate::house::{self, TODAY, signed_in_as, site};

async fn desk(scopes: &[Scope]) -> (operations::Office, Desk) {
    let office = house::office(TODAY).await;
    demonstration::seed(&office).await.unwrap();
    let (_, secret) = administrator(&office, scopes).await;
    let desk = Desk { site: site(&office), secret };
    (office, desk)
}

#[tokio::test]
async fn reminder_rules_are_read_and_changed_on_the_version_that_was_read() {
    let (_office, desk) = desk(&[Scope::WriteSettings]).await;
    let before = desk.get("/reminder_rules").await;
    let tag = before.header("etag").to_owned();
    let of = |rules: &Value| {
        let rules = rules["rules"].as_array().unwrap().iter();
        rules.clone().find(|rule| rule["kind"] == "review").cloned().expect("a rule for each kind")
    };
    assert!(json(&before)["quiet_weekends"].as_bool().unwrap());
    let terms = value!({
        "before": [30, 7], "after": [1], "to": ["owner", "manager"], "means": "app", "deputy_days": 5, "manager_days": null
    });
    let path = "/reminder_rules/review";
    let changed = desk.put(path, &tag, &terms).await;
    assert_eq!(changed.status, StatusCode::OK, "{}", changed.text);
    assert_eq!(of(&json(&changed))["terms"], terms);
    assert_eq!(of(&json(&desk.get("/reminder_rules").await))["terms"], terms);
    assert_eq!(code(&desk.put(path, &tag, &terms).await), (412, "stale".into()));
    let now = changed.header("etag");
    let mut long = terms.clone();
    long["before"] = value!([1_000]);
    assert_eq!(field(&desk.put(path, now, &long).await).0, "before");
    assert_eq!(code(&desk.put("/reminder_rules/birthday", now, &terms).await), (404, "not_found".into()));
}

#[tokio::test]
async fn a_day_is_added_to_a_calendar_changed_and_taken_back() {
    let (_office, desk) = desk(&[Scope::WriteSettings]).await;
    let list = "/holidays?region=france&year=2027";
    let before = desk.get(list).await;
    let built_in = json(&before)["days"].as_array().unwrap().len();
    assert!(built_in > 5 && json(&before)["announced"].as_bool().unwrap());
    let path = "/holidays/france/2027-06-15";
    let said = value!({ "kind": "off", "name": "Company day" });
    let nameless = desk.put(path, before.header("etag"), &value!({ "kind": "off" })).await;
    assert_eq!(field(&nameless), ("name".into(), "missing".into()));
    let added = desk.put(path, before.header("etag"), &said).await;
    assert_eq!(added.status, StatusCode::OK, "{}", added.text);
    let days = json(&added)["days"].clone();
    let own = days.as_array().unwrap().iter().find(|day| day["changed"] == true).expect("the day that was added");
    assert_eq!(own, &value!({ "day": "2027-06-15", "kind": "off", "name": "Company day", "changed": true }));
    assert_eq!(code(&desk.put(path, before.header("etag"), &said).await), (412, "stale".into()));
    let renamed = desk.put(path, added.header("etag"), &value!({ "kind": "off", "name": "Founding day" })).await;
    assert!(renamed.text.contains("Founding day") && !renamed.text.contains("Company day"), "{}", renamed.text);
    let back = desk.delete(path, renamed.header("etag")).await;
    assert_eq!(json(&back)["days"].as_array().unwrap().len(), built_in);
    assert_eq!(code(&desk.delete(path, back.header("etag")).await), (404, "not_found".into()));
    for nowhere in ["/holidays/mars/2027-06-15", "/holidays/france/someday"] {
        assert_eq!(code(&desk.put(nowhere, back.header("etag"), &said).await), (404, "not_found".into()), "{nowhere}");
    }
}

#[tokio::test]
async fn the_list_of_risks_is_filtered_sorted_and_paged_as_on_its_page() {
    let (_office, desk) = desk(&[Scope::ReadContracts]).await;
    let all = json(&desk.get("/risks").await);
    let items = all["items"].as_array().unwrap();
    assert!(items.len() > 1 && all["total"] == items.len());
    let points: Vec<u64> = items.iter().map(|row| row["points"].as_u64().unwrap()).collect();
    assert!(points.is_sorted_by(|one, next| one >= next), "{points:?}");
    let gravest = items[0]["class"].as_str().unwrap();
    let of_class = json(&desk.get(&format!("/risks?class={gravest}")).await);
    assert!(of_class["items"].as_array().unwrap().iter().all(|row| row["class"] == gravest));
    let by_review = json(&desk.get("/risks?sort=review&per_page=1").await);
    assert_eq!((by_review["items"].as_array().unwrap().len(), &by_review["total"]), (1, &all["total"]));
    let nearest = items.iter().filter_map(|row| row["review_on"].as_str()).min();
    assert_eq!(by_review["items"][0]["review_on"].as_str(), nearest);
    let none = json(&desk.get(&format!("/risks?owner_id={}", super::NOTHING)).await);
    assert_eq!(none["total"], 0);
    assert_eq!(code(&desk.get("/risks?klass=high").await).0, 400);
}

#[tokio::test]
async fn an_absence_is_changed_on_the_version_that_was_read() {
    let (office, desk) = desk(&[Scope::WritePeople]).await;
    let ((away, _), (by, _)) = (signed_in_as(&office, Role::Sales).await, signed_in_as(&office, Role::Manager).await);
    let new = value!({ "person_id": away, "first_on": "2026-12-21", "last_on": "2027-01-03", "stand_in_id": by });
    let entered = desk.post("/absences", &new).await;
    assert_eq!(entered.status, StatusCode::CREATED, "{}", entered.text);
    let path = format!("/absences/{}", json(&entered)["id"].as_str().unwrap());
    let change = |first: &str, last: &str| value!({ "first_on": first, "last_on": last, "stand_in_id": by });
    let tag = entered.header("etag").to_owned();
    let wrong = desk.put(&path, &tag, &change("2026-12-21", "2026-12-20")).await;
    assert_eq!(field(&wrong), ("last_on".into(), "before".into()));
    let changed = desk.put(&path, &tag, &change("2026-12-22", "2027-01-10")).await;
    assert_eq!((&json(&changed)["last_on"], &json(&changed)["version"]), (&value!("2027-01-10"), &value!(2)));
    assert_eq!(code(&desk.put(&path, &tag, &change("2026-12-23", "2027-01-10")).await), (412, "stale".into()));
    let reader = Desk { site: desk.site.clone(), secret: secret(&office, away, &[Scope::ReadContracts]).await };
    assert_eq!(reader.put(&path, &tag, &change("2026-12-23", "2027-01-10")).await.status, StatusCode::FORBIDDEN);
}
