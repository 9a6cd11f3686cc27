//! Findings that close by themselves say what settled them.

use crate::import::{bring_content, settled};
use model::{
    leakage::{CloseReason, FindingKind, FindingState, SettledBy},
    view::{FindingRow, ImportKind},
};
use operations::{
    Actor,
    leakage::{FindingFilter, list},
    page,
};

const CONTRACTS: &str = "Contract No.,Customer,Description,Start Date,End Date,Billing Frequency,Price per Period,Currency\n\
    S-1,Settled Goods,Boiler maintenance,2026-07-01,2026-09-30,monthly,100.00,EUR\n";

const INVOICES: &str = "Invoice No.,Customer,Contract No.,Invoice Date,Due Date,Description,Amount,Paid on,Paid amount,Currency\n\
    S-101,Settled Goods,S-1,2026-07-01,2026-07-31,Boiler maintenance,100.00,2026-07-20,100.00,EUR\n\
    S-103,Settled Goods,S-1,2026-09-01,2026-09-30,Boiler maintenance,100.00,,,EUR\n\
    S-900,Settled Goods,,2026-08-15,2026-08-31,Sundry,37.00,,,EUR\n";

const LATER: &str = "Invoice No.,Customer,Contract No.,Invoice Date,Due Date,Description,Amount,Paid on,Paid amount,Currency\n\
    S-102,Settled Goods,S-1,2026-08-01,2026-08-31,Boiler maintenance,100.00,2026-08-31,100.00,EUR\n";

const CREDIT: &str = "Invoice No.,Customer,Contract No.,Invoice Date,Original invoice,Description,Amount,Currency\n\
    S-901,Settled Goods,,2026-11-03,S-900,Sundry,-37.00,EUR\n";

async fn all(actor: &Actor, state: &str) -> Vec<FindingRow> {
    let filter = FindingFilter { states: vec![state.to_owned()], ..FindingFilter::default() };
    let mut rows = list(actor, &filter, page(1, 50)).await.expect("findings").rows;
    rows.sort_by_key(|row| row.finding.since);
    rows
}

/// Kind, why and by what each finding closed.
async fn closed(actor: &Actor) -> Vec<(FindingKind, CloseReason, Option<SettledBy>)> {
    let of = |row: FindingRow| match row.state {
        FindingState::Closed { why, by, .. } => Some((row.finding.kind, why, by)),
        _ => None,
    };
    all(actor, "closed").await.into_iter().filter_map(of).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_finding_that_closes_names_the_invoice_or_the_credit_note_that_came() {
    for test in settled("closing").await {
        let actor = test.office.program("test");
        bring_content(&actor, ImportKind::Contracts, CONTRACTS).await;
        bring_content(&actor, ImportKind::Invoices, INVOICES).await;
        let found: Vec<_> = all(&actor, "found").await.into_iter().map(|row| row.finding.kind).collect();
        assert_eq!(found, [FindingKind::MissingPeriod, FindingKind::Overdue, FindingKind::Overdue]);

        let day = |text: &str| text.parse().expect("a day");
        bring_content(&actor, ImportKind::Invoices, LATER).await;
        let invoice = SettledBy::Invoice { number: "S-102".to_owned(), on: day("2026-08-01") };
        let missing = (FindingKind::MissingPeriod, CloseReason::Billed, Some(invoice));
        assert_eq!(closed(&actor).await, std::slice::from_ref(&missing));

        bring_content(&actor, ImportKind::Invoices, CREDIT).await;
        let note = SettledBy::CreditNote { number: "S-901".to_owned(), on: day("2026-11-03") };
        let loose = (FindingKind::Overdue, CloseReason::Paid, Some(note));
        assert_eq!(closed(&actor).await, [missing, loose]);
    }
}
