//! The administration as browsers reach it: every role at every function, the invitation's way, one's own page.

use app::failure::Failure;
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use leptos::server_fn::axum::server_fn_paths;
use model::{
    permission::{Permission, allows},
    person::Role,
    refusal::Refusal,
};

use crate::house::{self, Answer, TODAY, ask, get, post, signed_in, signed_in_as, site};

const SOMEBODY: &str = "0190a000-0000-7000-8000-000000000001";

/// Every function of the administration with arguments that can be read, and what it asks for.
fn functions() -> Vec<(&'static str, String, Permission)> {
    use Permission::{ManagePeople, ManageSettings, ViewHistory};
    let person = "name=Maud&email=maud%40example.com&language=fr&roles%5B%5D=legal&expires_on=";
    let record = format!("id={SOMEBODY}&version=1");
    let settings = "version=0&form%5Bname%5D=Us&form%5Blanguage%5D=en";
    vec![
        ("people", String::new(), ManagePeople),
        ("person", format!("id={SOMEBODY}"), ManagePeople),
        ("invite", person.to_owned(), ManagePeople),
        ("renew_invitation", format!("id={SOMEBODY}"), ManagePeople),
        ("change_person", format!("{record}&{person}"), ManagePeople),
        ("deactivate_person", record.clone(), ManagePeople),
        ("hand_over", format!("id={SOMEBODY}&successor={SOMEBODY}"), ManagePeople),
        ("reactivate_person", record.clone(), ManagePeople),
        ("sign_out_person", format!("id={SOMEBODY}"), ManagePeople),
        ("teams", String::new(), ManagePeople),
        ("team", format!("id={SOMEBODY}"), ManagePeople),
        ("add_team", "name=".to_owned(), ManagePeople),
        ("change_team", format!("{record}&name=Paris"), ManagePeople),
        ("delete_team", record, ManagePeople),
        ("settings", String::new(), ManageSettings),
        ("change_settings", format!("{settings}&{}", numbers()), ManageSettings),
        ("history", "query%5Bkind%5D=person".to_owned(), ViewHistory),
    ]
}

fn numbers() -> String {
    let fields = [
        "tolerance_minor",
        "tolerance_per_mille",
        "grace_days",
        "horizon_days",
        "payment_days",
        "window_days",
        "decision_buffer_days",
    ];
    fields.map(|field| format!("form%5B{field}%5D=9999999")).join("&")
}

fn asked(function: &str, body: &str, cookie: &str) -> Request<Body> {
    post(&format!("/api/{function}")).header("cookie", cookie).body(Body::from(body.to_owned())).unwrap()
}

#[tokio::test]
async fn every_role_is_told_clearly_what_it_may_not_do() {
    let office = house::office(TODAY).await;
    let site = site(&office);
    let functions = functions();
    for role in Role::ALL {
        let (_, cookie) = signed_in_as(&office, role).await;
        for (function, body, needs) in &functions {
            let answer = ask(&site, asked(&format!("administration/{function}"), body, &cookie)).await;
            if allows(role, *needs) {
                assert_ne!(answer.status, StatusCode::FORBIDDEN, "{role:?} {function}: {}", answer.text);
                if answer.status.is_client_error() || answer.status.is_server_error() {
                    assert!(
                        matches!(answer.failure(), Failure::Refused(_)),
                        "{role:?} {function}: {:?}",
                        answer.failure()
                    );
                }
            } else {
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{role:?} {function}: {}", answer.text);
                assert_eq!(answer.failure(), Failure::Refused(Refusal::NotPermitted(*needs)), "{function}");
            }
        }
    }
}

#[tokio::test]
async fn no_function_of_the_administration_is_left_out_of_the_walk() {
    let _registered = site(&house::office(TODAY).await);
    let walked: Vec<&str> = functions().into_iter().map(|(function, ..)| function).collect();
    for (path, _) in server_fn_paths() {
        if let Some(function) = path.strip_prefix("/api/administration/") {
            assert!(walked.contains(&function), "{function}");
        }
    }
}

async fn page(site: &axum::Router, path: &str, cookie: &str) -> Answer {
    let request = Request::get(path).header("accept", "text/html").header("cookie", cookie);
    ask(site, request.body(Body::empty()).unwrap()).await
}

fn cookie_of(answer: &Answer, name: &str) -> String {
    let lines = answer.headers.get_all("set-cookie").iter().filter_map(|line| line.to_str().ok());
    let pair = lines.filter_map(|line| line.split(';').next()).find(|pair| pair.starts_with(&format!("{name}=")));
    pair.unwrap_or_default().to_owned()
}

#[tokio::test]
async fn an_invitation_is_shown_once_and_opens_the_door_once() {
    let office = house::office(TODAY).await;
    let site = site(&office);
    let (_, admin) = signed_in(&office).await;
    let body = "name=Maud&email=maud%40example.com&language=fr&roles%5B%5D=legal&expires_on=";
    let form = post("/api/administration/invite").header("accept", "text/html").header("cookie", &admin);
    let made = ask(&site, form.body(Body::from(body)).unwrap()).await;
    assert_eq!(made.status, StatusCode::FOUND, "{}", made.text);
    let place = made.header("location").to_owned();
    let link = cookie_of(&made, "invitation");
    assert!(made.header("set-cookie").contains("HttpOnly; SameSite=Strict"));

    let shown = page(&site, &place, &format!("{admin}; {link}")).await;
    let (_, rest) = shown.text.split_once("/invitation/").unwrap();
    let token: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    assert!(link.ends_with(&token) && token.len() == 48, "{token}");
    assert_eq!(cookie_of(&shown, "invitation"), "invitation=", "the browser forgets it");
    assert!(!page(&site, &place, &admin).await.text.contains(&token));
    let elsewhere = page(&site, "/administration/people", &format!("{admin}; {link}")).await;
    assert!(!elsewhere.text.contains(&token));

    let invitation = format!("/invitation/{token}");
    let welcome = get(&site, &invitation).await;
    assert_eq!(welcome.status, StatusCode::OK);
    assert!(welcome.text.contains("maud@example.com"));
    assert!(rest[token.len()..].starts_with("?language=fr"), "{rest}");
    let theirs = get(&site, &format!("{invitation}?language=fr")).await;
    assert!(theirs.text.contains("<html lang=\"fr\""), "{}", &theirs.text[..200]);
    let accept = |token: &str| {
        let body = format!("token={token}&password=a+long+enough+password");
        post("/api/entrance/accept_invitation").header("accept", "text/html").body(Body::from(body)).unwrap()
    };
    let accepted = ask(&site, accept(&token)).await;
    assert_eq!((accepted.status, accepted.header("location")), (StatusCode::FOUND, "/"));
    assert_eq!(cookie_of(&accepted, "language"), "language=fr");
    let own = page(&site, "/profile", &cookie_of(&accepted, "avenant")).await;
    assert_eq!(own.status, StatusCode::OK);
    assert!(own.text.contains("maud@example.com"));

    let used = get(&site, &invitation).await;
    assert_eq!((used.status, used.text.contains("maud")), (StatusCode::NOT_FOUND, false));
    for wrong in [token.as_str(), "wrong", ""] {
        let body = format!("token={wrong}&password=a+long+enough+password");
        let again = post("/api/entrance/accept_invitation").body(Body::from(body)).unwrap();
        let again = ask(&site, again).await;
        assert_eq!(again.status, StatusCode::NOT_FOUND, "{wrong}");
        assert_eq!(again.failure(), Failure::Refused(Refusal::Invitation), "{wrong}");
    }
}

#[tokio::test]
async fn pages_of_the_administration_open_for_those_who_may_and_explain_themselves_to_others() {
    let office = house::office(TODAY).await;
    let site = site(&office);
    for (role, path, status) in [
        (Role::Administrator, "/administration/people", StatusCode::OK),
        (Role::Administrator, "/administration/people/new", StatusCode::OK),
        (Role::Administrator, "/administration/teams", StatusCode::OK),
        (Role::Administrator, "/administration/settings", StatusCode::OK),
        (Role::Administrator, "/administration/history", StatusCode::OK),
        (Role::Administrator, "/administration/people/nobody", StatusCode::NOT_FOUND),
        (Role::Auditor, "/administration/history", StatusCode::OK),
        (Role::Auditor, "/administration/people", StatusCode::FORBIDDEN),
        (Role::Auditor, "/administration/people/new", StatusCode::FORBIDDEN),
        (Role::Viewer, "/administration/history", StatusCode::FORBIDDEN),
        (Role::Viewer, "/administration/settings", StatusCode::FORBIDDEN),
        (Role::Viewer, "/profile", StatusCode::OK),
    ] {
        let (_, cookie) = signed_in_as(&office, role).await;
        let answer = page(&site, path, &cookie).await;
        assert_eq!(answer.status, status, "{role:?} {path}");
        let offered = answer.text.contains("href=\"/administration\"");
        assert_eq!(offered, allows(role, Permission::ViewHistory), "{role:?} {path}");
    }
}

#[tokio::test]
async fn signing_out_everywhere_closes_every_browser_and_another_s_stays_open() {
    let office = house::office(TODAY).await;
    let site = site(&office);
    let (_, cookie) = signed_in_as(&office, Role::Viewer).await;
    let (_, other) = signed_in(&office).await;
    assert_eq!(ask(&site, asked("profile/profile", "", &cookie)).await.status, StatusCode::OK);
    let out = ask(&site, asked("profile/end_all_sessions", "", &cookie)).await;
    assert!(out.status.is_success() || out.status.is_redirection(), "{}", out.text);
    assert_eq!(ask(&site, asked("profile/profile", "", &cookie)).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(ask(&site, asked("profile/profile", "", &other)).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_person_saved_too_late_is_shown_as_saved_beside_what_was_typed() {
    let office = house::office(TODAY).await;
    let site = site(&office);
    let (_, admin) = signed_in(&office).await;
    let (id, _) = signed_in_as(&office, Role::Legal).await;
    let save = async |version: i32, name: &str, roles: &str| {
        let body =
            format!("id={id}&version={version}&name={name}&email=m%40example.com&language=en&{roles}&expires_on=");
        let form = post("/api/administration/change_person").header("accept", "text/html").header("cookie", &admin);
        let form = form.header("referer", format!("http://localhost/administration/people/{id}"));
        ask(&site, form.body(Body::from(body)).unwrap()).await
    };
    assert_eq!(save(1, "Maud", "roles%5B%5D=legal").await.status, StatusCode::FOUND);
    let late = save(1, "Maude", "roles%5B%5D=sales&roles%5B%5D=legal").await;
    assert_eq!(late.status, StatusCode::FOUND, "{}", late.text);
    let held = late.headers.get_all("set-cookie").iter().filter_map(|line| line.to_str().ok()?.split(';').next());
    let cookies = std::iter::once(admin.as_str()).chain(held).collect::<Vec<_>>().join("; ");
    let shown = page(&site, late.header("location"), &cookies).await.text;
    let (_, table) = shown.split_once("role=\"alert\"").unwrap();
    let (table, form) = table.split_once("</table>").unwrap();
    for said in ["Somebody else saved this meanwhile", ">Maud<", ">Maude<", "Legal and Sales", ">Legal<"] {
        assert!(table.contains(said), "{said}: {table}");
    }
    assert!(!table.contains("m@example.com"), "what both say is not shown: {table}");
    assert!(form.contains("name=\"version\" value=\"2\"") && form.contains("value=\"Maude\""), "{form}");
    let again = save(2, "Maude", "roles%5B%5D=sales&roles%5B%5D=legal").await;
    assert_eq!(again.status, StatusCode::FOUND);
    assert!(page(&site, "/administration/people", &admin).await.text.contains("Maude"));
}

#[tokio::test]
async fn a_team_saved_too_late_is_shown_as_saved_beside_what_was_typed() {
    let office = house::office(TODAY).await;
    let site = site(&office);
    let (ada, admin) = signed_in(&office).await;
    let details = model::team::TeamDetails { name: "North".to_owned(), members: Vec::new() };
    let id = operations::team::add(&office.program("test"), details).await.unwrap();
    let save = async |version: i32, name: &str, members: &str| {
        let body = format!("id={id}&version={version}&name={name}{members}");
        let form = post("/api/administration/change_team").header("accept", "text/html").header("cookie", &admin);
        let form = form.header("referer", format!("http://localhost/administration/teams/{id}"));
        ask(&site, form.body(Body::from(body)).unwrap()).await
    };
    assert_eq!(save(1, "South", "").await.status, StatusCode::FOUND);
    let member = format!("&members%5B%5D={ada}");
    let late = save(1, "West", &member).await;
    assert_eq!(late.status, StatusCode::FOUND, "{}", late.text);
    let held = late.headers.get_all("set-cookie").iter().filter_map(|line| line.to_str().ok()?.split(';').next());
    let cookies = std::iter::once(admin.as_str()).chain(held).collect::<Vec<_>>().join("; ");
    let shown = page(&site, late.header("location"), &cookies).await.text;
    let (_, table) = shown.split_once("role=\"alert\"").unwrap();
    let (table, form) = table.split_once("</table>").unwrap();
    for said in ["Somebody else saved this meanwhile", ">South<", ">West<", ">Ada<"] {
        assert!(table.contains(said), "{said}: {table}");
    }
    assert!(form.contains("name=\"version\" value=\"2\"") && form.contains("value=\"West\""), "{form}");
    let (_, members) = form.split_once(&format!("id=\"member-{ada}\"")).unwrap();
    assert!(members.split_once('>').unwrap().0.contains("checked"), "what was ticked stays ticked: {form}");
    assert_eq!(save(2, "West", &member).await.status, StatusCode::FOUND);
    assert!(page(&site, "/administration/teams", &admin).await.text.contains("West"));
}
