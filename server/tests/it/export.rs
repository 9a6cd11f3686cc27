//! Lists as files: what is shown, all of it, to those who may take it out.

use app::{
    export::{Exported, stretch},
    words::{self, Words},
};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use model::{calendar::Day, id::PersonId, leakage::FindingKind, person::Role, sample};
use operations::{
    Actor, Office,
    billing::{BillingFilter, list_with_totals},
    clock::Clock,
    leakage::{self, FindingFilter},
    sheet::Cell,
    sign_in,
};
use server::session::Sessions;
use std::collections::BTreeSet;
use tower_sessions::SessionStore;

use crate::house::{Answer, TODAY, ask, offices, record, site};

/// The office with the demonstration in it.
async fn demonstrations() -> Vec<Office> {
    let mut filled = Vec::new();
    for office in offices(TODAY).await {
        operations::demonstration::seed(&office).await.unwrap();
        filled.push(office);
    }
    filled
}

fn person_of(role: Role) -> PersonId {
    let people = sample::demonstration(TODAY).people;
    people.into_iter().find(|person| person.roles == [role]).unwrap().id
}

async fn actor_of(office: &Office, role: Role) -> Actor {
    sign_in::actor(office, person_of(role), None).await.unwrap()
}

async fn cookie_of(office: &Office, role: Role) -> String {
    let mut record = record(Some(person_of(role)));
    Sessions::of(office.clone()).create(&mut record).await.unwrap();
    format!("avenant={}", record.id)
}

async fn asked(office: &Office, path: &str, cookie: &str) -> Answer {
    ask(&site(office), Request::get(path).header("cookie", cookie).body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn a_file_has_every_row_that_the_list_counts_with_its_filters() {
    for office in demonstrations().await {
        let cookie = cookie_of(&office, Role::Manager).await;
        let contracts = sample::demonstration(TODAY).contracts;
        let cookie = format!("{cookie}; language=en");
        let all = asked(&office, "/contracts/export.csv", &cookie).await;
        assert_eq!(all.status, StatusCode::OK);
        assert_eq!(all.header("content-type"), "text/csv; charset=utf-8");
        assert!(all.header("content-disposition").starts_with("attachment; filename=\"contracts.csv\""));
        assert_eq!(all.text.lines().count(), contracts.len() + 1);
        assert!(all.text.starts_with('\u{FEFF}'));

        let one = &contracts[0].number;
        let found = asked(&office, &format!("/contracts/export.csv?contract=1&q={one}&columns=number"), &cookie).await;
        let lines: Vec<&str> = found.text.trim_start_matches('\u{FEFF}').lines().collect();
        assert_eq!(lines[0], "Number,External reference,Contract");
        assert_eq!(lines.len(), 2);
        assert!(lines[1].contains(one.as_str()));

        let customers = asked(&office, "/customers/export.csv", &cookie).await;
        assert!(customers.text.starts_with("\u{FEFF}Customer,Registration number,Country,"), "{}", customers.text);
        for customer in sample::demonstration(TODAY).customers {
            assert!(customers.text.contains(&customer.details.name), "{}", customer.details.name);
        }

        let french = cookie.replace("language=en", "language=fr");
        let list = asked(&office, "/leakage/findings/export.csv?state=all", &french).await;
        assert!(list.text.starts_with("\u{FEFF}Numéro;"), "{}", list.text.lines().next().unwrap_or_default());
        for path in [
            "/contracts/export.xlsx",
            "/leakage/findings/export.xlsx",
            "/billing/export.xlsx",
            "/customers/export.xlsx",
            "/billing/invoices/export.xlsx",
        ] {
            let book = asked(&office, path, &cookie).await;
            assert_eq!(book.status, StatusCode::OK, "{path}");
            assert!(book.text.starts_with("PK"), "{path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_invoices_has_those_of_the_list_with_its_filters() {
    for office in demonstrations().await {
        let finance = actor_of(&office, Role::Finance).await;
        let page = operations::page(1, 500);
        let all =
            operations::invoice::list(&finance, &operations::invoice::InvoiceFilter::default(), page).await.unwrap();
        let cookie = format!("{}; language=en", cookie_of(&office, Role::Finance).await);
        let file = asked(&office, "/billing/invoices/export.csv", &cookie).await;
        assert_eq!((file.status, file.text.lines().count() as u64), (StatusCode::OK, all.total + 1));
        let head = "\u{FEFF}Invoice number,Type,Customer,Issued on,Due on,Before tax,Currency (Before tax),";
        assert!(file.text.starts_with(head), "{}", file.text.lines().next().unwrap_or_default());
        let number = &all.rows[0].number;
        let one = asked(&office, &format!("/billing/invoices/export.csv?number={number}"), &cookie).await;
        assert!(one.text.lines().skip(1).all(|line| line.contains(number.as_str())), "{}", one.text);
        assert!(one.text.lines().count() > 1);
        for role in [Role::Viewer, Role::Administrator] {
            let may = actor_of(&office, role).await;
            let may =
                may.may(model::permission::Permission::Export) && may.may(model::permission::Permission::ViewBilling);
            let answer = asked(&office, "/billing/invoices/export.csv", &cookie_of(&office, role).await).await;
            assert_eq!(answer.status == StatusCode::OK, may, "{role:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sums_of_a_file_of_billing_are_those_above_the_list() {
    for office in demonstrations().await {
        let finance = actor_of(&office, Role::Finance).await;
        // Something is given up, and something came in without an invoice.
        let kinds = vec![FindingKind::MissingPeriod, FindingKind::NeverBilled, FindingKind::StoppedWhileLive];
        let unbilled = FindingFilter { kinds, ..FindingFilter::default() };
        let found = leakage::list(&finance, &unbilled, operations::page(1, 50)).await.unwrap().rows;
        let euros: Vec<_> = found
            .iter()
            .filter_map(|row| row.finding.amount.map(|amount| (row, amount)))
            .filter(|(_, amount)| amount.currency.code() == "EUR")
            .collect();
        let [(given_up, _), (came_in, amount), ..] = euros[..] else { panic!("two of them") };
        leakage::waive(&finance, given_up.id, given_up.version, "agreed").await.unwrap();
        leakage::claim(&finance, came_in.id, came_in.version).await.unwrap();
        let half = (amount.minor / 200).to_string();
        leakage::recover(&finance, came_in.id, came_in.version + 1, &half, "").await.unwrap();

        let query = "from=2025-01-01&to=2026-11-30&currency=EUR";
        let filter = BillingFilter {
            from: "2025-01-01".parse().ok(),
            to: "2026-11-30".parse().ok(),
            currency: Some("EUR".to_owned()),
            ..BillingFilter::default()
        };
        let (list, totals) = list_with_totals(&finance, &filter, operations::page(1, 1)).await.unwrap();
        let [flow] = totals.unwrap()[..] else { panic!("one currency") };
        assert!(flow.waived > 0 && flow.recovered() > 0 && flow.collected > 0);
        let sums = [
            (words::leakage_page::CONTRACTED, flow.contracted),
            (words::leakage_page::FLOW_WAIVED, flow.waived),
            (words::contract_page::EXPECTED, flow.expected()),
            (words::contract_page::BILLED, flow.billed),
            (words::billing::RECOVERED, flow.recovered()),
            (words::matching::PAID, flow.collected),
        ];
        let first = stretch(Exported::Billing, &finance, query, 1).await.unwrap();
        assert_eq!(first.rows.len() as u64, list.total);
        for (column, sum) in sums {
            let name = Words(finance.language()).t(column);
            let at = first.header.iter().position(|header| header == name).unwrap();
            let minor = |row: &Vec<Cell>| match row[at] {
                Cell::Money(money) => Some(money.minor),
                _ => None,
            };
            let told: Option<i64> = first.rows.iter().map(minor).sum();
            assert_eq!(told, Some(sum), "{name}");
        }
        let all = stretch(Exported::Billing, &finance, "", 1).await.unwrap();
        let reference = Words(finance.language()).t(words::contract_page::REFERENCE);
        let at = all.header.iter().position(|header| header == reference).unwrap();
        let known =
            sample::demonstration(TODAY).contracts.into_iter().filter_map(|contract| contract.details.reference);
        let known: BTreeSet<String> = known.collect();
        let named: BTreeSet<&str> = all
            .rows
            .iter()
            .filter_map(|row| match &row[at] {
                Cell::Text(text) => Some(text.as_str()),
                _ => None,
            })
            .collect();
        assert!(!named.is_empty() && named.iter().all(|reference| known.contains(*reference)), "{named:?}");
    }
}

#[tokio::test]
async fn nobody_takes_out_what_they_may_not() {
    for office in demonstrations().await {
        let paths =
            ["/contracts/export.csv", "/leakage/findings/export.xlsx", "/billing/export.csv", "/customers/export.csv"];
        for path in paths {
            assert_eq!(asked(&office, path, "avenant=forged").await.status, StatusCode::UNAUTHORIZED, "{path}");
            let service = cookie_of(&office, Role::Service).await;
            let answer = asked(&office, path, &service).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
            assert!(answer.text.contains("not_permitted"), "{path}");
            // A person reads a page, with the way back, in their language.
            let request = Request::get(path).header("cookie", format!("{service}; language=fr"));
            let request = request.header("accept", "text/html,application/xhtml+xml").body(Body::empty()).unwrap();
            let answer = ask(&site(&office), request).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
            assert!(answer.header("content-type").starts_with("text/html"), "{path}");
            let list = path.rsplit_once("/export").unwrap().0;
            for part in ["lang=\"fr\"", "<h1>Ce fichier n’a pas été produit</h1>", &format!("href=\"{list}\"")] {
                assert!(answer.text.contains(part), "{path}: {part} is not in {}", answer.text);
            }
        }
        // Legal may take out contracts, but not what they may not see.
        let legal = cookie_of(&office, Role::Legal).await;
        assert_eq!(asked(&office, "/contracts/export.csv", &legal).await.status, StatusCode::OK);
        assert_eq!(asked(&office, "/billing/export.csv", &legal).await.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn a_list_longer_than_a_stretch_is_whole() {
    let day: Day = TODAY;
    for office in offices(day).await {
        operations::demonstration::seed(&office).await.unwrap();
        let clock: &Clock = office.clock();
        let writing = office.sessions().begin().await.unwrap();
        let connection = writing.connection();
        let sample = sample::demonstration(day).contracts.into_iter().next().unwrap();
        let new = (0..5_200)
            .map(|number| store::contract::NewContract {
                contract: store::contract::Contract {
                    id: clock.id().into(),
                    number: format!("X-{number:05}"),
                    details: sample.details.clone(),
                    facts: sample.facts,
                    import: None,
                    version: 1,
                },
                lines: Vec::new(),
                dates: store::contract::StoredDates::default(),
                customer_name: "=cmd|' /C calc'!A0".to_owned(),
            })
            .collect::<Vec<_>>();
        store::contract::insert_many(connection, &new, 0).await.unwrap();
        writing.commit().await.unwrap();
        let cookie = cookie_of(&office, Role::Manager).await;
        let file = asked(&office, "/contracts/export.csv?q=X&columns=number", &cookie).await;
        let numbers: BTreeSet<&str> = file
            .text
            .lines()
            .skip(1)
            .filter_map(|line| line.split([',', ';']).find(|cell| cell.starts_with("X-")))
            .collect();
        assert_eq!(numbers.len(), 5_200, "each once");
        assert_eq!(file.text.lines().count(), 5_201);
    }
}
