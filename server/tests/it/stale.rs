//! A save that comes too late: what stands there now is shown beside what was typed, with who saved it, and nothing is lost.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use model::{person::Role, risk::RiskForm};
use operations::{demonstration, risk, sign_in};

use crate::house::{self, Answer, TODAY, ask, post, signed_in_as, site};

/// A plain form that was refused: the page to which it leads, with what the browser holds.
async fn shown_after(site: &axum::Router, refused: &Answer, cookie: &str) -> String {
    assert_eq!(refused.status, StatusCode::FOUND, "{}", refused.text);
    let held = refused.headers.get_all("set-cookie").iter().filter_map(|line| line.to_str().ok()?.split(';').next());
    let cookies = std::iter::once(cookie).chain(held).collect::<Vec<_>>().join("; ");
    let asked = Request::get(refused.header("location")).header("cookie", &cookies).body(Body::empty());
    ask(site, asked.unwrap()).await.text
}

async fn send(site: &axum::Router, function: &str, from: &str, body: String, cookie: &str) -> Answer {
    let form = post(&format!("/api/{function}")).header("accept", "text/html").header("cookie", cookie);
    ask(site, form.header("referer", format!("http://localhost{from}")).body(Body::from(body)).unwrap()).await
}

#[tokio::test]
async fn a_risk_saved_too_late_is_shown_as_saved_beside_what_was_typed() {
    let office = house::office(TODAY).await;
    demonstration::seed(&office).await.unwrap();
    let site = site(&office);
    let (id, cookie) = signed_in_as(&office, Role::Manager).await;
    let actor = sign_in::actor(&office, id, None).await.unwrap();
    let filter = risk::RiskFilter::default();
    let list = risk::list(&actor, &filter, risk::RiskSort::Score, operations::page(1, 1)).await.unwrap();
    let number = list.rows[0].number.clone();
    let row = risk::of_contract(&actor, &number).await.unwrap().register.remove(0);
    let path = format!("/contracts/{number}/risk/{}", row.id);
    let save = async |version: i32, title: &str, impact: u32| {
        let RiskForm { kind, likelihood, measure, due, .. } = RiskForm::of(&row.risk);
        let form = [
            ("title", title.to_owned()),
            ("kind", kind),
            ("likelihood", likelihood),
            ("impact", impact.to_string()),
            ("measure", measure),
            ("owner", String::new()),
            ("due", due),
        ];
        let fields: Vec<String> = form
            .iter()
            .map(|(field, text)| format!("form%5B{field}%5D={}", app::components::list::encoded(text)))
            .collect();
        let body = format!("number={number}&risk={}&version={version}&{}", row.id, fields.join("&"));
        send(&site, "risk/save", &path, body, &cookie).await
    };
    assert_eq!(save(row.version, "Theirs", 5).await.status, StatusCode::FOUND);
    let late = save(row.version, "Mine", 1).await;
    let shown = shown_after(&site, &late, &cookie).await;
    let (_, table) = shown.split_once("role=\"alert\"").unwrap();
    let (table, form) = table.split_once("</table>").unwrap();
    for said in ["Somebody else saved this meanwhile", "Ada", ">Theirs<", ">Mine<", ">5<", ">1<"] {
        assert!(table.contains(said), "{said}: {table}");
    }
    let version = row.version + 1;
    assert!(
        form.contains(&format!("name=\"version\" value=\"{version}\"")) && form.contains("value=\"Mine\""),
        "{form}"
    );
    assert_eq!(save(version, "Mine", 1).await.header("location"), format!("/contracts/{number}/risk"));
}

#[tokio::test]
async fn a_promise_of_visits_saved_too_late_is_shown_as_saved_beside_what_was_typed() {
    let office = house::office(TODAY).await;
    demonstration::seed(&office).await.unwrap();
    let site = site(&office);
    let (id, cookie) = signed_in_as(&office, Role::Manager).await;
    let actor = sign_in::actor(&office, id, None).await.unwrap();
    let number = model::sample::demonstration(TODAY).contracts[0].number.clone();
    let terms = |what: &str| model::service_visit::PromiseForm {
        description: what.to_owned(),
        per_year: "4".to_owned(),
        minutes: "60".to_owned(),
        ..Default::default()
    };
    let made = operations::service_visit::add_promise(&actor, &number, &terms("Check"), actor.language()).await;
    let promise = made.unwrap();
    let path = format!("/contracts/{number}/visits/{promise}");
    let save = async |version: i32, what: &str| {
        let fields = [("description", what), ("per_year", "4"), ("minutes", "60")];
        let fields = fields.map(|(field, text)| format!("form%5B{field}%5D={text}")).join("&");
        let body = format!("number={number}&promise={promise}&version={version}&{fields}");
        send(&site, "service_visit/save_promise", &path, body, &cookie).await
    };
    assert_eq!(save(1, "Theirs").await.status, StatusCode::FOUND);
    let late = save(1, "Mine").await;
    let shown = shown_after(&site, &late, &cookie).await;
    let (_, table) = shown.split_once("role=\"alert\"").unwrap();
    let (table, form) = table.split_once("</table>").unwrap();
    for said in ["Somebody else saved this meanwhile", "Ada", ">Theirs<", ">Mine<"] {
        assert!(table.contains(said), "{said}: {table}");
    }
    assert!(form.contains("name=\"version\" value=\"2\"") && form.contains("value=\"Mine\""), "{form}");
}

#[tokio::test]
async fn an_absence_changed_too_late_keeps_what_was_typed_over_what_stands_there() {
    let office = house::office(TODAY).await;
    let site = site(&office);
    let ((id, cookie), (by, _)) =
        (signed_in_as(&office, Role::Manager).await, signed_in_as(&office, Role::Legal).await);
    let actor = sign_in::actor(&office, id, None).await.unwrap();
    let later = |days| TODAY + chrono::Days::new(days);
    let absence = operations::absence::enter(&actor, id, (later(1), later(5)), by).await.unwrap();
    let path = format!("/profile/absences?change={absence}");
    let save = async |version: i32, last: u64| {
        let days = format!("first={}&last={}", later(1), later(last));
        let body = format!("id={absence}&version={version}&person={id}&{days}&stand_in={by}");
        send(&site, "absence/change", &path, body, &cookie).await
    };
    assert_eq!(save(1, 8).await.status, StatusCode::FOUND);
    let late = save(1, 9).await;
    let shown = shown_after(&site, &late, &cookie).await;
    assert!(shown.contains("name=\"version\" value=\"2\""), "{shown}");
    assert!(shown.contains(&format!("value=\"{}\"", later(9))), "what was typed: {shown}");
    assert!(shown.contains("Ada changed an absence"), "who changed it: {shown}");
    assert_eq!(save(2, 9).await.header("location"), "/profile/absences");
}
