//! Asking pages as a browser does, and how long the whole answer takes.

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, header},
};
use chrono::Datelike;
use model::{calendar::add_months, id::PersonId};
use operations::{Office, portfolio};
use tower::ServiceExt;
use tower_sessions::{
    SessionStore,
    cookie::time::OffsetDateTime,
    session::{Id, Record},
};

use super::report::Page;
use crate::{
    config::Config,
    failure::{Failure, Result},
    router::router,
    session::Sessions,
};

/// Asked before the clock runs, so that nothing is done for the first time.
const WARM_UP: u32 = 3;

/// A page, and its addresses: as many different ones as there are, so that no answer is measured again and again.
struct Asked {
    name: &'static str,
    by: PersonId,
    paths: Vec<String>,
}

/// Words of customers' names and of titles, as people look for them.
const SOUGHT: [&str; 10] = [
    "larch",
    "falcon+hotels",
    "lift",
    "willow+dental+lyon",
    "boiler+site",
    "锦绣",
    "MT-00012",
    "quartz+nan",
    "xyzzy",
    "C-2026-04",
];

fn asked(office: &Office, contracts: u64) -> Vec<Asked> {
    let far = contracts / 50;
    let spread = |count: u64| (0..count).map(move |at| 1 + at * contracts / count);
    let customers = portfolio::customers_for(contracts);
    // The first customers are the large ones.
    let customer = |at: u64| portfolio::customer(at * 97 % customers).0;
    let (all, own) = (portfolio::MANAGER, portfolio::ACCOUNT_OWNER);
    let today = office.clock().day();
    let months = |path: &str| {
        (0..12)
            .filter_map(|ahead| Some(format!("{path}{}", add_months(today, ahead)?.format("%Y-%m"))))
            .collect::<Vec<_>>()
    };
    let years = |path: &str| (0..3).map(|ahead| format!("{path}{}", today.year() + ahead)).collect::<Vec<_>>();
    let deadlines = |path: &str, rest: &[String]| -> Vec<String> {
        rest.iter().map(|rest| format!("{path}?kind=decision_deadline,notice_deadline&owner={own}{rest}")).collect()
    };
    let paged = |path: &str| (1..=20).map(|page| format!("{path}page={page}")).collect::<Vec<_>>();
    let sheets = |tab: &str| -> Vec<String> {
        spread(40).map(|nth| format!("/contracts/{}{tab}", portfolio::contract_number(office, nth))).collect()
    };
    let page = |name, by, paths| Asked { name, by, paths };
    vec![
        page("Home", all, vec!["/home".to_owned()]),
        page("Home, as an account owner", own, vec!["/home".to_owned()]),
        page("Calendar, month", all, months("/calendar?at=")),
        page("Calendar, month, as an account owner", own, months("/calendar?at=")),
        page("Calendar, month of a customer", all, filtered("/calendar?state=open", "customer", customer)),
        page("Calendar, month, deadlines of an owner", all, deadlines("/calendar", &months("&at="))),
        page("Calendar, year", all, years("/calendar/year?at=")),
        page("Calendar, year, as an account owner", own, years("/calendar/year?at=")),
        page("Calendar, year, deadlines of an owner", all, deadlines("/calendar/year", &years("&at="))),
        page("Calendar, agenda", all, paged("/calendar/agenda?")),
        page("Calendar, agenda, as an account owner", own, paged("/calendar/agenda?")),
        page("Calendar, agenda, deadlines of an owner", all, deadlines("/calendar/agenda", &paged("&"))),
        page("Notifications", own, paged("/notifications?")),
        page("Obligations", all, paged("/obligations?")),
        page("Obligations, as an account owner", own, paged("/obligations?")),
        page("Obligations, overdue", all, paged("/obligations?state=overdue&")),
        page("Obligations of a customer", all, filtered("/obligations?state=all", "customer", customer)),
        page("Renewals", all, paged("/renewals?")),
        page("Renewals, as an account owner", own, paged("/renewals?")),
        page("Renewals, late", all, paged("/renewals?state=late&")),
        page("Renewals of an owner, all", all, paged(&format!("/renewals?state=all&owner={own}&"))),
        page("Renewals of a customer", all, filtered("/renewals?state=all", "customer", customer)),
        page("Risks", all, paged("/risks?")),
        page("Risks, as an account owner", own, paged("/risks?")),
        page("Visits, month", all, months("/visits?month=")),
        page("Visits, month, as an account owner", own, months("/visits?month=")),
        page("Contracts", all, paged("/contracts?")),
        page("Contracts, as an account owner", own, paged("/contracts?")),
        page(
            "Contracts, last pages",
            all,
            (0..20).map(|at| format!("/contracts?page={}", far.saturating_sub(at).max(1))).collect(),
        ),
        page("Contracts, by last day", all, paged("/contracts?sort=ends&")),
        page("Contracts, by customer", all, paged("/contracts?sort=customer&")),
        page("Contracts of a customer, live", all, filtered("/contracts?stage=live", "customer", customer)),
        page("Contracts of an owner, live", all, vec![format!("/contracts?stage=live&owner={own}")]),
        page("Contracts, live", own, paged("/contracts?stage=live&")),
        page("Contracts, search", all, SOUGHT.map(|words| format!("/contracts?q={words}")).into()),
        page("Contracts, search as an owner", own, SOUGHT.map(|words| format!("/contracts?q={words}")).into()),
        page("Contract, overview", all, sheets("")),
        page("Contract, dates", all, sheets("/dates")),
        page("Contract, renewal", all, sheets("/renewal")),
        page("Contract, obligations", all, sheets("/obligations")),
        page("Contract, visits", all, sheets("/visits")),
        page("Contract, risk", all, sheets("/risk")),
        page("Contract, money", all, sheets("/money")),
        page("Contract, history", all, sheets("/history")),
        page("Billing", all, paged("/billing?")),
        page("Billing, as an account owner", own, paged("/billing?")),
        page("Billing, expected, search", all, SOUGHT.map(|q| format!("/billing?state=expected&q={q}")).into()),
        page("Billing of a customer", all, filtered("/billing?state=expected", "customer", customer)),
        page("Invoices", all, paged("/billing/invoices?")),
        page("Matching queue", all, paged("/billing/matching?")),
        page("Leakage dashboard", all, [3, 6, 12, 24].map(|months| format!("/leakage?months={months}")).into()),
        page("Leakage dashboard, as an owner", own, vec!["/leakage".to_owned()]),
        page("Findings", all, paged("/leakage/findings?")),
        page("Findings of a customer", all, filtered("/leakage/findings?state=all", "customer", customer)),
        page("Findings, search", all, SOUGHT.map(|words| format!("/leakage/findings?q={words}")).into()),
        page("Customers", all, paged("/customers?")),
        page("Customer, money", all, (0..40).map(|at| format!("/customers/{}/money", customer(at))).collect()),
    ]
}

fn filtered(path: &str, name: &str, of: impl Fn(u64) -> model::id::CustomerId) -> Vec<String> {
    (0..40).map(|at| format!("{path}&{name}={}", of(at))).collect()
}

/// One address of each page.
pub fn paths(office: &Office, contracts: u64) -> Vec<String> {
    asked(office, contracts).into_iter().filter_map(|asked| asked.paths.into_iter().next()).collect()
}

/// Signs somebody in; answers the cookie.
///
/// # Errors
/// What the database said.
pub async fn sign_in(office: &Office, person: PersonId) -> Result<String> {
    let data = HashMap::from([(app::PERSON_KEY.to_owned(), person.to_string().into())]);
    let mut record = Record { id: Id::default(), data, expiry_date: OffsetDateTime::UNIX_EPOCH };
    Sessions::of(office.clone()).create(&mut record).await.map_err(|cause| Failure::Broken(Box::new(cause)))?;
    Ok(format!("avenant={}", record.id))
}

/// Asks each page so many times.
///
/// # Errors
/// A page that does not answer as it should.
pub async fn measure(
    office: &Office,
    config: &Arc<Config>,
    contracts: u64,
    rounds: u32,
    queries: &AtomicU64,
) -> Result<Vec<Page>> {
    let site = router(office.clone(), Arc::clone(config));
    let mut measured = Vec::new();
    for Asked { name, by, paths } in asked(office, contracts) {
        let cookie = sign_in(office, by).await?;
        for path in paths.iter().cycle().take(usize::try_from(WARM_UP).unwrap_or(1)) {
            ask(&site, path, &cookie).await?;
        }
        let (mut times, mut bytes) = (Vec::new(), 0);
        let mut most_queries = 0;
        let mut slowest = (Duration::ZERO, String::new());
        for path in paths.iter().cycle().take(usize::try_from(rounds).unwrap_or(1)) {
            let before = queries.load(Ordering::Relaxed);
            let begun = Instant::now();
            bytes += ask(&site, path, &cookie).await?;
            let took = begun.elapsed();
            times.push(took);
            if took > slowest.0 {
                slowest = (took, path.clone());
            }
            most_queries = most_queries.max(queries.load(Ordering::Relaxed) - before);
        }
        times.sort_unstable();
        measured.push(Page {
            name,
            p50: share(&times, 50),
            p95: share(&times, 95),
            queries: most_queries,
            bytes: bytes / u64::from(rounds.max(1)),
            slowest: slowest.1,
        });
    }
    Ok(measured)
}

/// The time within which so many hundredths of the answers came; `times` are in order.
fn share(times: &[Duration], hundredths: usize) -> Duration {
    let at = (times.len() * hundredths).div_ceil(100).saturating_sub(1);
    times.get(at).copied().unwrap_or_default()
}

/// Asks and reads to the last byte; answers how many there were.
async fn ask(site: &Router, path: &str, cookie: &str) -> Result<u64> {
    let broken = |cause: String| Failure::No(format!("{path} did not answer: {cause}"));
    let request = Request::get(path)
        .header(header::ACCEPT, "text/html")
        .header(header::COOKIE, cookie)
        .body(Body::empty())
        .map_err(|cause| broken(cause.to_string()))?;
    let response = match site.clone().oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    };
    let status = response.status();
    let body = to_bytes(response.into_body(), usize::MAX).await.map_err(|cause| broken(cause.to_string()))?;
    // Where it leads on to the sign-in page, nothing was measured.
    if !status.is_success() {
        return Err(broken(status.to_string()));
    }
    Ok(u64::try_from(body.len()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_the_time_within_which_so_many_answers_came() {
        let times: Vec<Duration> = (1..=40).map(Duration::from_millis).collect();
        assert_eq!(share(&times, 50), Duration::from_millis(20));
        assert_eq!(share(&times, 95), Duration::from_millis(38));
        assert_eq!(share(&[], 95), Duration::ZERO);
    }
}
