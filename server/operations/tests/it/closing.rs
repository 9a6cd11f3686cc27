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
    reconciliation::{QueueFilter, queue, set_aside, sheet},
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

#[tokio::test(flavor = "multi_thread")]
async fn what_was_billed_after_the_end_and_is_set_aside_is_not_said_to_be_credited() {
    const AFTER: &str = "Invoice No.,Customer,Contract No.,Invoice Date,Due Date,Period Start,Period End,Description,Amount,Paid on,Paid amount,Currency\n\
        S-104,Settled Goods,S-1,2026-10-20,2026-10-31,2026-10-01,2026-10-31,Other works,80.00,2026-10-31,80.00,EUR\n";
    for test in settled("closing_aside").await {
        let program = test.office.program("test");
        let finance = crate::loose::somebody(&test.office, model::person::Role::Finance).await;
        bring_content(&program, ImportKind::Contracts, CONTRACTS).await;
        bring_content(&program, ImportKind::Invoices, INVOICES).await;
        bring_content(&program, ImportKind::Invoices, AFTER).await;
        let after_end = |rows: Vec<FindingRow>| {
            rows.into_iter().filter(|row| row.finding.kind == FindingKind::BillingAfterEnd).count()
        };
        assert_eq!(after_end(all(&program, "found").await), 1);
        let waiting = queue(&finance, &QueueFilter::default(), page(1, 9)).await.expect("a queue").rows;
        let line = waiting.iter().find(|line| line.number == "S-104").expect("it waits").id;
        let version = sheet(&finance, line, "").await.expect("the line").line.version;
        set_aside(&finance, line, version, "Another order").await.expect("set aside");
        assert_eq!(after_end(all(&program, "found").await), 0);
        let closed = closed(&program).await;
        assert!(closed.contains(&(FindingKind::BillingAfterEnd, CloseReason::InvoiceGone, None)), "{closed:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_finding_that_invoices_did_not_come_says_how_many_of_its_customer_wait() {
    const ODD: &str = "Invoice No.,Customer,Contract No.,Invoice Date,Due Date,Description,Amount,Currency\n\
        S-201,Settled Goods,,2026-08-03,2026-12-31,Sundry,37.00,EUR\n\
        S-202,Settled Goods,,2026-08-04,2026-12-31,Sundry,41.00,EUR\n\
        S-203,Other Goods,,2026-08-05,2026-12-31,Sundry,43.00,EUR\n";
    for test in settled("closing_waits").await {
        let program = test.office.program("test");
        bring_content(&program, ImportKind::Contracts, CONTRACTS).await;
        bring_content(&program, ImportKind::Invoices, INVOICES).await;
        let waits = async |kind: FindingKind| {
            let found = all(&program, "found").await.into_iter().find(|row| row.finding.kind == kind).expect("found");
            operations::leakage::sheet(&program, found.id).await.expect("the finding").waiting
        };
        assert_eq!(waits(FindingKind::MissingPeriod).await, 1, "the sundry of the first list");
        bring_content(&program, ImportKind::Invoices, ODD).await;
        assert_eq!(waits(FindingKind::MissingPeriod).await, 3, "and two more, but not that of another customer");
        assert_eq!(waits(FindingKind::Overdue).await, 0, "a late invoice is there");
    }
}
