//! Settings: edited whole, recorded with what stood there before, and followed by what is found.

use crate::{
    import::{bring_content, settled},
    office::{offices, today},
};
use model::{
    event::{Change, Event},
    language::Language,
    leakage::FindingKind,
    permission::Permission,
    person::Role,
    refusal::{FieldProblem, Problem, Refusal},
    sample,
    settings::Settings,
    view::ImportKind,
};
use operations::{
    Actor, Failure, Office, customer, demonstration,
    history::{HistoryFrom, list as history},
    leakage::{FindingFilter, list as findings},
    settings::{change, find, judge_anew, take_over},
    sign_in,
};

async fn acting_as(office: &Office, role: Role) -> Actor {
    let people = sample::demonstration(today()).people;
    let person = people.into_iter().find(|person| person.roles == [role]).expect("a person with that role alone");
    sign_in::actor(office, person.id, None).await.expect("they may act")
}

fn refusal<T: std::fmt::Debug>(answer: Result<T, Failure>) -> Refusal {
    let refused = match answer.expect_err("not refused") {
        Failure::Refused(refusal) => Ok(refusal),
        Failure::Broken(cause) => Err(cause),
    };
    refused.expect("refused, not broken")
}

async fn warnings(actor: &Actor) -> u64 {
    let filter = FindingFilter { kinds: vec![FindingKind::NoticeNear], ..FindingFilter::default() };
    findings(actor, &filter, operations::page(1, 1)).await.expect("findings").total
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_is_recorded_and_findings_follow() {
    for test in offices("settings").await {
        let office = &test.office;
        demonstration::seed(office).await.expect("seeded");
        let admin = acting_as(office, Role::Administrator).await;
        let before = find(&admin).await.expect("settings");
        assert_eq!((before.settings.name.as_str(), before.server_zone.as_str()), ("Halvane", "UTC"));
        let warned = warnings(&admin).await;

        let after = Settings { horizon_days: 365, ..before.settings.clone() };
        change(&admin, before.version, after.clone()).await.expect("changed");
        let now = find(&admin).await.expect("settings");
        assert_eq!((now.settings, now.version), (after.clone(), before.version + 1));
        let past = history(&admin, admin.person(), Some("organisation".to_owned()), HistoryFrom::Newest, 5).await;
        let newest = past.expect("history").events.into_iter().next().expect("an event").event;
        let changed = Change { field: "horizon_days".to_owned(), before: "60".to_owned(), after: "365".to_owned() };
        assert_eq!(newest, Event::SettingsChanged { changes: vec![changed] });
        judge_anew(office).await.expect("judged");
        assert!(warnings(&admin).await > warned, "who looks further ahead sees more");

        assert_eq!(refusal(change(&admin, before.version, after.clone()).await), Refusal::Stale);
        change(&admin, now.version, after).await.expect("the same again changes nothing");
        assert_eq!(find(&admin).await.expect("settings").version, now.version);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_time_zone_and_the_language_are_taken_over_by_every_node() {
    for test in offices("time_zone").await {
        let office = &test.office;
        demonstration::seed(office).await.expect("seeded");
        let other = Office::new(office.sessions().clone(), operations::clock::Clock::fixed(today()), true);
        let admin = acting_as(office, Role::Administrator).await;
        let sheet = find(&admin).await.expect("settings");
        let asked = |zone: &str| Settings {
            time_zone: Some(zone.to_owned()),
            language: Language::Zh,
            ..sheet.settings.clone()
        };
        let nowhere = change(&admin, sheet.version, asked("Europe/Nowhere")).await;
        let wrong = FieldProblem::new("time_zone", Problem::NotATimeZone);
        assert_eq!(refusal(nowhere), Refusal::Fields(vec![wrong]));
        change(&admin, sheet.version, asked(" Asia/Shanghai ")).await.expect("changed");
        assert_eq!((office.clock().zone().name(), office.language()), ("Asia/Shanghai", Language::Zh));
        assert_eq!((other.clock().zone().name(), other.language()), ("UTC", Language::En));
        take_over(&other).await.expect("read");
        assert_eq!((other.clock().zone().name(), other.language()), ("Asia/Shanghai", Language::Zh));
        judge_anew(office).await.expect("judged");
        change(&admin, sheet.version + 1, asked("")).await.expect("changed");
        assert_eq!(office.clock().zone().name(), "UTC");
        judge_anew(office).await.expect("judged");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_out_of_range_or_not_permitted_changes_nothing() {
    for test in offices("settings_refused").await {
        let office = &test.office;
        demonstration::seed(office).await.expect("seeded");
        let admin = acting_as(office, Role::Administrator).await;
        let before = find(&admin).await.expect("settings");
        let wrong = Settings { grace_days: 9_999, ..before.settings.clone() };
        let range = Problem::OutOfRange { least: 0, most: 730 };
        let refused = refusal(change(&admin, before.version, wrong).await);
        assert_eq!(refused, Refusal::Fields(vec![FieldProblem::new("grace_days", range)]));
        for role in [Role::Manager, Role::Legal, Role::Finance, Role::Service, Role::Auditor, Role::Viewer] {
            let actor = acting_as(office, role).await;
            let not_permitted = Refusal::NotPermitted(Permission::ManageSettings);
            assert_eq!(refusal(find(&actor).await), not_permitted);
            assert_eq!(refusal(change(&actor, before.version, before.settings.clone()).await), not_permitted);
        }
        assert_eq!(find(&admin).await.expect("settings"), before);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_is_read_a_stretch_at_a_time_in_both_directions() {
    for test in offices("whole_history").await {
        let office = &test.office;
        demonstration::seed(office).await.expect("seeded");
        let admin = acting_as(office, Role::Administrator).await;
        let places = |past: &model::view::PastPage| past.events.iter().map(|entry| entry.sequence).collect::<Vec<_>>();
        let first = history(&admin, None, None, HistoryFrom::Newest, 3).await.expect("history");
        let older = first.older.expect("there is more");
        assert_eq!((places(&first).last(), first.newer), (Some(&older), None));
        let second = history(&admin, None, None, HistoryFrom::Before(older), 3).await.expect("history");
        assert_eq!(places(&second), [older - 1, older - 2, older - 3]);
        let newer = second.newer.expect("there is more");
        let back = history(&admin, None, None, HistoryFrom::After(newer), 3).await.expect("history");
        assert_eq!((places(&back), back.newer), (places(&first), None));
        let oldest = history(&admin, None, None, HistoryFrom::Before(2), 3).await.expect("history");
        assert_eq!((places(&oldest), oldest.older), (vec![1], None));

        let contracts = history(&admin, None, Some("contract".to_owned()), HistoryFrom::Newest, 50).await;
        let contracts = contracts.expect("history").events;
        assert!(contracts.iter().all(|entry| entry.number.is_some() && entry.name.is_some()));
        let viewer = acting_as(office, Role::Viewer).await;
        let refused = history(&viewer, None, None, HistoryFrom::Newest, 3).await;
        assert_eq!(refusal(refused), Refusal::NotPermitted(Permission::ViewHistory));
        let legal = acting_as(office, Role::Legal).await;
        let findings = history(&legal, None, Some("finding".to_owned()), HistoryFrom::Newest, 3).await;
        assert!(findings.expect("history").events.is_empty(), "legal does not see leakage");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn customers_that_an_import_makes_speak_the_language_of_their_country_or_of_the_house() {
    for test in settled("settings_language").await {
        let actor = test.office.program("test");
        let opened = find(&actor).await.expect("settings");
        let french = Settings { language: Language::Fr, ..opened.settings };
        change(&actor, opened.version, french).await.expect("changed");
        let file = "Contract,Customer,Country,Start,Frequency,Amount,Currency\n\
                    A-1,Verlaine,,2026-01-01,monthly,100,EUR\n\
                    A-2,Whitcombe,GB,2026-01-01,monthly,100,EUR\n\
                    A-3,Oststadt,DE,2026-01-01,monthly,100,EUR\n";
        bring_content(&actor, ImportKind::Contracts, file).await;
        let customers = customer::list(&actor, None, operations::page(1, 50)).await.expect("customers").rows;
        let mut spoken: Vec<_> = customers.into_iter().map(|row| (row.details.name, row.details.language)).collect();
        spoken.sort_by(|one, other| one.0.cmp(&other.0));
        let expected = [("Oststadt", Language::Fr), ("Verlaine", Language::Fr), ("Whitcombe", Language::En)];
        assert_eq!(spoken, expected.map(|(name, language)| (name.to_owned(), language)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_begins_in_the_time_zone_of_its_country_where_that_has_one() {
    for (name, country, zone) in [("zone_cn", "CN", Some("Asia/Shanghai")), ("zone_us", "US", None)] {
        for test in offices(name).await {
            let code = sign_in::new_setup_code(&test.office).await.expect("a code").expect("nobody is there");
            let text = |text: &str| text.to_owned();
            let setup = sign_in::Setup {
                code,
                organisation: text("Halvane"),
                country: text(country),
                name: text("Ada"),
                email: text("ada@halvane.example"),
                password: text("seven quiet rivers"),
            };
            let person = sign_in::set_up(&test.office, setup, Language::Zh).await.expect("set up");
            let actor = sign_in::actor(&test.office, person.id, None).await.expect("they may act");
            assert_eq!(find(&actor).await.expect("settings").settings.time_zone.as_deref(), zone, "{country}");
        }
    }
}
