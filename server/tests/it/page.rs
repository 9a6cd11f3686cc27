//! Pages as browsers get them: an address beyond the last page of a list shows the last one and says so, and no page waits
//! for what else is done in the process.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use app::words::Words;
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use model::{
    language::Language,
    leakage::FindingKind,
    money::{Currency, Money},
    person::Role,
};
use operations::{
    demonstration,
    leakage::{FindingFilter, list},
};

use crate::house::{TODAY, ask, office, post, signed_in, signed_in_as, site};

/// What a page says of where in its list one is, and its rows.
fn shown(text: &str) -> (&str, &str) {
    let between = |from: &str, to: &str| {
        let (_, rest) = text.rsplit_once(from)?;
        Some(rest.split_once(to)?.0)
    };
    (between("class=\"pager\"", "</nav>").unwrap(), between("<tbody>", "</tbody>").unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_beyond_the_last_page_of_a_list_shows_the_last_page() {
    let office = office(TODAY).await;
    demonstration::seed(&office).await.unwrap();
    let site = site(&office);
    let (_, cookie) = signed_in(&office).await;
    let page = async |address: String| {
        let request = Request::get(address).header("accept", "text/html").header("cookie", &cookie);
        ask(&site, request.body(Body::empty()).unwrap()).await.text
    };
    let mut long = 0;
    for path in [
        "/contracts",
        "/customers",
        "/billing",
        "/billing/invoices",
        "/billing/matching",
        "/leakage",
        "/leakage/findings",
    ] {
        let beyond = page(format!("{path}?page=9999")).await;
        let (pager, rows) = shown(&beyond);
        // The only way on from the last page leads to the one before it.
        let before = pager.split_once("page=").map_or(0, |(_, rest)| rest.split_once('"').unwrap().0.parse().unwrap());
        let last = page(format!("{path}?page={}", before + 1)).await;
        assert_eq!((pager, rows), shown(&last), "{path}");
        assert!(rows.contains("<td"), "{path} shows rows");
        assert_eq!(pager.matches("page=").count(), usize::from(before > 0), "{path}");
        let first = page(path.to_owned()).await;
        assert_eq!(before > 0, shown(&first).0 != pager, "{path}");
        long += u64::from(before > 0);
    }
    assert!(long >= 3, "some lists have several pages");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_amount_that_is_refused_on_a_finding_without_script_comes_back_as_it_was_typed() {
    let office = office(TODAY).await;
    demonstration::seed(&office).await.unwrap();
    let site = site(&office);
    let (person, cookie) = signed_in(&office).await;
    let actor = operations::sign_in::actor(&office, person, None).await.unwrap();
    let filter = FindingFilter { kinds: vec![FindingKind::MissingPeriod], ..FindingFilter::default() };
    let row = list(&actor, &filter, operations::page(1, 1)).await.unwrap().rows.remove(0);
    operations::leakage::claim(&actor, row.id, row.version).await.unwrap();
    let (path, version) = (format!("/leakage/{}", row.id), row.version + 1);
    let sent = format!("id={}&version={version}&amount=abc&received_on=2026-01-02", row.id);
    let form = post("/api/leakage/recover").header("accept", "text/html").header("cookie", &cookie);
    let form = form.header("referer", format!("http://localhost{path}"));
    let refused = ask(&site, form.body(Body::from(sent)).unwrap()).await;
    assert_eq!(refused.status, StatusCode::FOUND, "{}", refused.text);
    let held = refused.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
    let back = refused.header("location").trim_start_matches("http://localhost").to_owned();
    let request = Request::get(back).header("accept", "text/html").header("cookie", format!("{cookie}; {held}"));
    let shown = ask(&site, request.body(Body::empty()).unwrap()).await.text;
    let field = |name: &str| {
        let (_, rest) = shown.split_once(&format!("name=\"{name}\"")).unwrap();
        rest.split_once('>').unwrap().0.to_owned()
    };
    assert!(field("amount").contains("value=\"abc\""), "{}", field("amount"));
    assert!(field("received_on").contains("value=\"2026-01-02\""), "{}", field("received_on"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_search_of_every_page_finds_an_invoice_by_its_number_for_those_who_may_see_it() {
    let office = office(TODAY).await;
    demonstration::seed(&office).await.unwrap();
    let site = site(&office);
    let (_, finance) = signed_in_as(&office, Role::Finance).await;
    let (_, administrator) = signed_in_as(&office, Role::Administrator).await;
    let filter = operations::invoice::InvoiceFilter::default();
    let program = office.program("test");
    let row = operations::invoice::list(&program, &filter, operations::page(1, 1)).await.unwrap().rows.remove(0);
    let found = async |words: &str, cookie: &str| {
        let address = format!("/contracts?q={words}");
        let request = Request::get(address).header("accept", "text/html").header("cookie", cookie);
        let text = ask(&site, request.body(Body::empty()).unwrap()).await.text;
        text.contains(&format!("href=\"/billing/invoices/{}\"", row.id))
    };
    assert!(found(&row.number, &finance).await, "{}", row.number);
    assert!(found(&row.number.to_lowercase(), &finance).await, "{}", row.number);
    assert!(!found("nothing", &finance).await);
    let may = model::permission::permits(&[Role::Administrator], model::permission::Permission::ViewBilling);
    assert_eq!(found(&row.number, &administrator).await, may);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_set_up_proposes_country_and_language_as_the_browser_asks() {
    let office = office(TODAY).await;
    let site = site(&office);
    for (languages, country, language) in [
        ("fr-CH,fr;q=0.9,en;q=0.8", "CH", "fr"),
        ("en-US,en;q=0.9", "US", "en"),
        ("zh-CN", "CN", "zh"),
        ("en", "GB", "en"),
    ] {
        let request = Request::get("/set-up").header("accept", "text/html").header("accept-language", languages);
        let text = ask(&site, request.body(Body::empty()).unwrap()).await.text;
        assert!(text.contains(&format!("<html lang=\"{language}")), "{languages}");
        let chosen: Vec<&str> = text.split("<option ").filter(|option| option.contains(" selected")).collect();
        assert_eq!(chosen.len(), 1, "{languages}: {chosen:?}");
        assert!(chosen[0].starts_with(&format!("value=\"{country}\"")), "{languages}: {chosen:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_answered_while_other_routers_are_made() {
    let office = office(TODAY).await;
    let (asked, (_, cookie)) = (site(&office), signed_in(&office).await);
    let stop = Arc::new(AtomicBool::new(false));
    let making = tokio::task::spawn_blocking({
        let (office, stop) = (office.clone(), Arc::clone(&stop));
        move || {
            while !stop.load(Ordering::Relaxed) {
                drop(site(&office));
            }
        }
    });
    let mut answers = Vec::new();
    // The first that waits until its time is up is enough.
    while answers.len() < 30 && answers.iter().all(|status| *status == StatusCode::OK) {
        let request = Request::get("/contracts").header("accept", "text/html").header("cookie", &cookie);
        answers.push(ask(&asked, request.body(Body::empty()).unwrap()).await.status);
    }
    stop.store(true, Ordering::Relaxed);
    making.await.unwrap();
    assert_eq!(answers, [StatusCode::OK; 30]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_billed_after_the_end_stands_beside_the_way_to_cash_and_opens_its_findings() {
    let office = office(TODAY).await;
    demonstration::seed(&office).await.unwrap();
    let site = site(&office);
    let (_, cookie) = signed_in(&office).await;
    let request = Request::get("/leakage").header("accept", "text/html").header("cookie", &cookie);
    let text = ask(&site, request.body(Body::empty()).unwrap()).await.text;
    let filter = FindingFilter {
        kinds: vec![FindingKind::BillingAfterEnd],
        currency: Some("EUR".to_owned()),
        ..FindingFilter::default()
    };
    let rows = list(&office.program("test"), &filter, operations::page(1, 200)).await.unwrap().rows;
    let minor = rows.iter().filter_map(|row| row.finding.amount).map(|amount| amount.minor).sum();
    let amount = Words(Language::En).money(Money::new(minor, Currency::EUR));
    let said = format!("{amount} was billed after the end of contracts");
    let (before, _) = text.split_once(&said).unwrap_or_else(|| panic!("{said}"));
    let (_, link) = before.rsplit_once("href=\"").unwrap();
    assert!(link.contains("kind=billing_after_end") && link.contains("currency=EUR"), "{link}");
}
