//! Nights: what a night without a change of terms leaves out makes no difference.

use crate::office::{TestOffice, offices, today};
use chrono::Days;
use model::calendar::{Day, Period};
use operations::{Office, billing, clock::Clock, demonstration, key_date, leakage, nightly};
use store::Page;

/// The office on another day.
fn on(test: &TestOffice, day: Day) -> Office {
    Office::new(test.office.sessions().clone(), Clock::fixed(day), true)
}

/// Everything that the ledgers, findings and key dates say.
async fn said(office: &Office) -> (Vec<String>, Vec<String>, Vec<String>) {
    let actor = office.program("test");
    let (mut rows, mut findings, mut dates) = (Vec::new(), Vec::new(), Vec::new());
    for number in 1.. {
        let some = billing::export(&actor, &billing::BillingFilter::default(), number).await.expect("the ledger").rows;
        if some.is_empty() {
            break;
        }
        rows.extend(some.iter().map(|row| format!("{row:?}")));
    }
    for number in 1.. {
        let page: Page = operations::page(number, 200);
        let some = leakage::list(&actor, &leakage::FindingFilter::default(), page).await.expect("findings").rows;
        if some.is_empty() {
            break;
        }
        findings.extend(some.iter().map(|row| format!("{row:?}")));
    }
    let days = Period::new(today() - Days::new(4_000), today() + Days::new(4_000)).expect("days");
    for number in 1.. {
        let page: Page = operations::page(number, 200);
        let some = key_date::list(&actor, &<_>::default(), days, page).await.expect("key dates").rows;
        if some.is_empty() {
            break;
        }
        dates.extend(some.iter().map(|row| format!("{row:?}")));
    }
    rows.sort();
    findings.sort();
    dates.sort();
    (rows, findings, dates)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_night_that_reads_only_ledgers_that_reach_further_leaves_what_a_whole_one_would() {
    for test in offices("nights").await {
        demonstration::seed(&test.office).await.expect("seeded");
        // Across ends of months, of terms and of the year.
        for later in [1, 10, 11, 25, 41, 72, 131, 220, 366] {
            let office = on(&test, today() + Days::new(later));
            nightly::run(&office).await.expect("the night");
            let quick = said(&office).await;
            assert!(quick.0.len() > 1_000 && quick.2.len() > 100, "{} {}", quick.0.len(), quick.2.len());
            nightly::run_whole(&office).await.expect("the night");
            assert_eq!(said(&office).await, quick, "{later} days later");
        }
    }
}
