//! Service visits through the API: promised, planned, made, billed; and on their pages.

use axum::http::StatusCode;
use model::{person::Role, token::Scope};
use operations::demonstration;
use serde_json::{Value, json as value};

use super::{Desk, administrator, code, field, json};
use crate::house::{self, TODAY, get, signed_in_as, site};

fn tag(record: &Value) -> String {
    format!("\"{}\"", record["version"])
}

async fn desk() -> (operations::Office, Desk) {
    let office = house::office(TODAY).await;
    demonstration::seed(&office).await.unwrap();
    let scopes = [Scope::WriteContracts, Scope::WriteVisits, Scope::WriteBilling, Scope::ReadCustomers];
    let (_, secret) = administrator(&office, &scopes).await;
    let desk = Desk { site: site(&office), secret };
    (office, desk)
}

#[tokio::test]
async fn visits_are_promised_planned_made_and_billed() {
    let (_office, desk) = desk().await;
    let contract = json(&desk.get("/contracts?q=school").await)["items"][0].clone();
    let contract =
        if contract.is_null() { json(&desk.get("/contracts?stage=live").await)["items"][0].clone() } else { contract };
    let number = contract["number"].as_str().unwrap().to_owned();
    let promise = value!({
        "description": "Boiler check", "per_year": 4, "minutes": 60, "price": "180.50", "hourly_price": "60",
        "checklist": ["Pressure"]
    });
    let path = format!("/contracts/{number}/visit_promises");
    let wrong = desk.post(&path, &value!({ "description": "", "minutes": 60 })).await;
    assert_eq!(field(&wrong).0, "description");
    let made = desk.post(&path, &promise).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    let made = json(&made);
    assert_eq!(made["details"]["price"], "180.50");

    let visits = json(&desk.get(&format!("/contracts/{number}/visits")).await);
    let own = |visit: &&Value| visit["description"] == "Boiler check" && visit["state"] == "to_plan";
    let open = visits.as_array().unwrap().iter().find(own).expect("one whose window is open").clone();
    let visit = format!("/visits/{}", open["id"].as_str().unwrap());
    let plan = value!({ "planned_on": TODAY.to_string(), "planned_at": "08:30" });
    assert_eq!(code(&desk.post(&format!("{visit}/plan"), &plan).await).0, 428, "without a version nothing is planned");
    let planned = json(&desk.step(&format!("{visit}/plan"), &tag(&open), Some(&plan)).await);
    assert_eq!((&planned["state"], &planned["planned_at"]), (&value!("planned"), &value!("08:30")));
    assert_eq!(code(&desk.step(&format!("{visit}/plan"), &tag(&open), Some(&plan)).await), (412, "stale".into()));
    let month = json(&desk.get("/visits").await);
    assert!(month["planned"].as_array().unwrap().iter().any(|one| one["id"] == open["id"]));

    let report = value!({ "minutes": 90, "answers": ["in_order"], "report": "All in order", "key": "phone-1" });
    let short = value!({ "minutes": 90, "report": "All in order" });
    assert_eq!(field(&desk.step(&format!("{visit}/close"), &tag(&planned), Some(&short)).await).0, "answers.0");
    let closed = json(&desk.step(&format!("{visit}/close"), &tag(&planned), Some(&report)).await);
    assert_eq!(closed["proposal"]["amount"], value!({ "amount": "210.50", "currency": "EUR" }));
    let again = json(&desk.step(&format!("{visit}/close"), &tag(&planned), Some(&report)).await);
    assert_eq!(again["version"], closed["version"], "sent again under its key, it is kept once");
    let billed = json(&desk.step(&format!("{visit}/accept"), &tag(&closed), None).await);
    let ledger = json(&desk.get(&format!("/contracts/{number}/ledger")).await);
    assert!(ledger.to_string().contains(billed["billed_by_line_id"].as_str().unwrap()));
}

#[tokio::test]
async fn the_pages_of_visits_can_be_read_without_a_script() {
    let (office, desk) = desk().await;
    let (_, cookie) = signed_in_as(&office, Role::Manager).await;
    let month = json(&desk.get("/visits").await);
    let visit = month["planned"][0]["id"].as_str().expect("a visit of this month").to_owned();
    let number = month["planned"][0]["contract"].as_str().unwrap().to_owned();
    let site = site(&office);
    for path in [
        "/visits".to_owned(),
        format!("/visits/{visit}"),
        format!("/contracts/{number}/visits"),
        format!("/contracts/{number}/visits/new"),
    ] {
        let page = house::ask(
            &site,
            axum::http::Request::get(&path)
                .header("cookie", &cookie)
                .header("accept", "text/html")
                .body(axum::body::Body::empty())
                .unwrap(),
        )
        .await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text);
        assert_eq!(page.text.matches("<h1").count(), 1, "{path}");
    }
    let nobody = get(&site, "/visits").await;
    assert_ne!(nobody.status, StatusCode::OK);
}
