//! Accepting an import and taking it back, in steps: who is first, what an interruption leaves, what a failure leaves.
#![allow(clippy::print_stdout, reason = "how long a step takes is worth knowing")]

use crate::{
    import::{bring_content, settled, standing, taken_back},
    office::{TestOffice, today},
};
use model::{
    id::ImportId,
    refusal::Refusal,
    view::{ImportFailure, ImportKind, ImportPhase, ImportProgress, ImportState, ReviewedImport},
};
use operations::{
    Actor, Failure, Office,
    clock::Clock,
    contract, customer,
    history::{Verdict, verify},
    import::{self, AcceptChoice, accept, progress, review, undo, upload, work, work_through},
    nightly,
};
use std::{
    fmt::Write,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};
use store::ConnectionTrait;

/// A list of contracts, three to a customer.
pub fn contracts(rows: usize) -> Vec<u8> {
    let mut text = "Contract No.,Customer,Start Date,End Date,Billing Frequency,Price per Period,Currency\n".to_owned();
    for row in 1..=rows {
        let (customer, price) = (row / 3, 100 + row % 50);
        writeln!(text, "K-{row:06},Customer number {customer},2026-01-01,2026-12-31,monthly,{price}.00,EUR")
            .expect("text");
    }
    text.into_bytes()
}

/// Invoices of January to October for each of those contracts; every tenth lacks March.
fn invoices(rows: usize) -> Vec<u8> {
    let mut text =
        "Invoice No.,Customer,Contract No.,Invoice Date,Period Start,Period End,Description,Amount,Currency\n"
            .to_owned();
    for row in 1..=rows {
        let (customer, price) = (row / 3, 100 + row % 50);
        for month in (1..=10).filter(|month| *month != 3 || row % 10 != 0) {
            let last = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31][month - 1];
            writeln!(
                text,
                "R-{row}-{month},Customer number {customer},K-{row:06},2026-{month:02}-01,2026-{month:02}-01,2026-{month:02}-{last},Service,{price}.00,EUR"
            )
            .expect("text");
        }
    }
    text.into_bytes()
}

async fn reviewed(actor: &Actor, kind: ImportKind, content: Vec<u8>) -> ReviewedImport {
    let id = upload(actor, kind, "list.csv", content, None).await.expect("taken in");
    review(actor, id).await.expect("understood")
}

/// How many rows of some tables there are.
async fn rows(office: &Office) -> Vec<i64> {
    let database = office.sessions().reading();
    let mut counts = Vec::new();
    for table in ["customer", "contract", "price_line", "expected_billing", "invoice", "invoice_line", "billing_match"]
    {
        let sql = format!("SELECT count(*) AS n FROM {table}");
        let statement = store::Statement::from_string(database.get_database_backend(), sql);
        let row = database.query_one_raw(statement).await.expect("a count").expect("a row");
        counts.push(row.try_get::<i64>("", "n").expect("a number"));
    }
    counts
}

pub async fn change(office: &Office, sql: &str) {
    office.sessions().reading().execute_unprepared(sql).await.expect("changed");
}

/// Lets the work go on until some steps are done, and then stops it wherever it is.
async fn interrupted(office: &Office, id: ImportId, steps: usize) {
    let (done, enough) = (AtomicUsize::new(0), tokio::sync::Notify::new());
    let told = |_: &ImportProgress| {
        if done.fetch_add(1, Ordering::SeqCst) + 1 == steps {
            enough.notify_one();
        }
    };
    let actor = office.program("test");
    tokio::select! {
        _ = work_through(&actor, id, &told) => {}
        () = enough.notified() => {}
    }
}

/// Another program over the same database, which finds the last one's work left.
async fn started_anew(test: &TestOffice) -> Office {
    change(&test.office, "UPDATE import_run SET held_until = 0").await;
    Office::new(test.office.sessions().clone(), Clock::fixed(today()), true)
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_accept_at_once_one_is_first_and_the_other_is_told() {
    for test in settled("run_two").await {
        let actor = test.office.program("test");
        let known = reviewed(&actor, ImportKind::Contracts, contracts(20)).await;
        let choice = AcceptChoice::default();
        let (one, other) = tokio::join!(
            accept(&actor, known.id, known.version, &choice),
            accept(&actor, known.id, known.version, &choice)
        );
        let refused: Vec<Failure> = [one, other].into_iter().filter_map(Result::err).collect();
        assert!(matches!(refused.as_slice(), [Failure::Refused(Refusal::ImportUnderWay)]), "{refused:?}");
        let now = review(&actor, known.id).await.expect("its page");
        assert_eq!((now.state, now.found, now.rows.len()), (ImportState::Accepting, 0, 0));
        assert!(matches!(undo(&actor, known.id, now.version).await, Err(Failure::Refused(Refusal::ImportUnderWay))));
        work(&test.office, false).await.expect("done");
        let done = review(&actor, known.id).await.expect("its page");
        assert_eq!((done.state, done.summary.contracts, done.progress.clone()), (ImportState::Accepted, 20, None));
        let (one, other) = tokio::join!(undo(&actor, known.id, done.version), undo(&actor, known.id, done.version));
        assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1);
        work(&test.office, false).await.expect("done");
        assert_eq!(progress(&actor, known.id).await.expect("its page").state, ImportState::Undone);
        assert_eq!(rows(&test.office).await, [0; 7]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rows_done_grow_to_all_rows() {
    for test in settled("run_progress").await {
        let actor = test.office.program("test");
        let known = reviewed(&actor, ImportKind::Contracts, contracts(900)).await;
        accept(&actor, known.id, known.version, &AcceptChoice::default()).await.expect("begun");
        let begun = progress(&actor, known.id).await.expect("its page");
        assert_eq!((begun.phase, begun.done, begun.total), (ImportPhase::Making, 0, 900));
        let told = Mutex::new(Vec::new());
        let keep = |progress: &ImportProgress| told.lock().expect("kept").push((progress.phase, progress.done));
        work_through(&actor, known.id, &keep).await.expect("done");
        let told = told.into_inner().expect("kept");
        let made: Vec<u32> =
            told.iter().filter(|(phase, _)| *phase == ImportPhase::Making).map(|(_, done)| *done).collect();
        assert_eq!(made, [100, 200, 300, 400, 500, 600, 700, 800], "{told:?}");
        assert!(told.iter().any(|(phase, done)| *phase == ImportPhase::Judging && *done > 0), "{told:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_interrupted_goes_on_and_comes_to_the_same_end() {
    const ROWS: usize = 520;
    for test in settled("run_interrupted").await {
        let actor = test.office.program("test");
        let mut expected = Vec::new();
        for round in 0..2 {
            for (kind, content) in [(ImportKind::Contracts, contracts(ROWS)), (ImportKind::Invoices, invoices(ROWS))] {
                let known = reviewed(&actor, kind, content).await;
                accept(&actor, known.id, known.version, &AcceptChoice::default()).await.expect("begun");
                if round == 1 {
                    for steps in [1, 2, 1, 3] {
                        interrupted(&started_anew(&test).await, known.id, steps).await;
                    }
                }
                work(&started_anew(&test).await, true).await.expect("done");
                let done = review(&actor, known.id).await.expect("its page");
                assert_eq!((done.state, done.progress.clone()), (ImportState::Accepted, None));
            }
            let found = rows(&test.office).await;
            assert_eq!(found[1..5], [520, 520, 6_240, 5_148]);
            let findings = standing(&test.office).await;
            nightly::run(&test.office).await.expect("the night");
            assert_eq!(standing(&test.office).await, findings, "nothing is left for the night to find");
            if round == 0 {
                expected = vec![(found, findings.len())];
                assert!(findings.len() >= 52, "the months that lack are found");
                let imports = operations::import::list(&actor).await.expect("imports");
                for import in imports {
                    taken_back(&actor, import.id).await;
                }
                assert_eq!(rows(&test.office).await, [0; 7]);
            } else {
                assert_eq!(vec![(found, findings.len())], expected);
            }
        }
        assert!(matches!(verify(&test.office).await.expect("read"), Verdict::Whole { .. }));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_accepted_is_taken_back_and_says_why() {
    for test in settled("run_failed").await {
        let actor = test.office.program("test");
        let known = reviewed(&actor, ImportKind::Contracts, contracts(600)).await;
        accept(&actor, known.id, known.version, &AcceptChoice::default()).await.expect("begun");
        interrupted(&test.office, known.id, 1).await;
        assert!(rows(&test.office).await[1] > 0, "a part is there");
        change(&test.office, "UPDATE import SET choices = 'nonsense' || choices").await;
        work(&test.office, false).await.expect("taken back");
        change(&test.office, "UPDATE import SET choices = replace(choices, 'nonsense', '')").await;
        let back = review(&actor, known.id).await.expect("its page");
        assert_eq!((back.state, back.acceptable), (ImportState::Review, 600));
        let failure = back.progress.clone().and_then(|progress| progress.failure);
        assert!(matches!(failure, Some(ImportFailure::Broken(_))), "{failure:?}");
        assert_eq!(rows(&test.office).await, [0; 7]);
        crate::import::accepted(&actor, &review(&actor, known.id).await.expect("its page"), &AcceptChoice::default())
            .await;
        assert_eq!(rows(&test.office).await[1], 600);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contract_that_a_person_changes_while_an_import_is_taken_back_stays() {
    for test in settled("run_kept").await {
        let actor = test.office.program("test");
        let known = reviewed(&actor, ImportKind::Contracts, contracts(300)).await;
        crate::import::accepted(&actor, &known, &AcceptChoice::default()).await;
        let version = review(&actor, known.id).await.expect("its page").version;
        undo(&actor, known.id, version).await.expect("begun");
        change(&test.office, "UPDATE contract SET version = version + 1 WHERE reference = 'K-000299'").await;
        work(&test.office, false).await.expect("taken back");
        let back = review(&actor, known.id).await.expect("its page");
        assert_eq!((back.state, back.summary.kept), (ImportState::Undone, 1));
        assert_eq!(rows(&test.office).await[..4], [1, 1, 1, 12]);
        contract::find(&actor, "C-2026-0299").await.expect("it stayed");
    }
}

/// The size of a real portfolio: `AVENANT_TEST_ROWS` says another.
#[tokio::test(flavor = "multi_thread")]
async fn thousands_of_rows_go_through() {
    let count = std::env::var("AVENANT_TEST_ROWS").ok().and_then(|rows| rows.parse().ok()).unwrap_or(1_500);
    for test in settled("run_large").await {
        let actor = test.office.program("test");
        let known = reviewed(&actor, ImportKind::Contracts, contracts(count)).await;
        let begun = std::time::Instant::now();
        accept(&actor, known.id, known.version, &AcceptChoice::default()).await.expect("begun");
        println!("answered after {:?}", begun.elapsed());
        let longest = Mutex::new((std::time::Instant::now(), std::time::Duration::ZERO));
        let told = |progress: &ImportProgress| {
            let mut longest = longest.lock().expect("kept");
            let took = longest.0.elapsed();
            println!("{:?} {} of {}: {took:?}", progress.phase, progress.done, progress.total);
            *longest = (std::time::Instant::now(), longest.1.max(took));
        };
        let done = work_through(&actor, known.id, &told).await.expect("done");
        println!("{count} rows after {:?}; longest step {:?}", begun.elapsed(), longest.lock().expect("kept").1);
        assert_eq!(done.state, ImportState::Accepted);
        assert_eq!(rows(&test.office).await[1], i64::try_from(count).expect("a number"));
        taken_back(&actor, known.id).await;
        println!("taken back after {:?}", begun.elapsed());
        assert_eq!(rows(&test.office).await, [0; 7]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_that_an_import_made_goes_with_the_last_import_that_used_it() {
    const CONTRACTS: &str = "Contract No.,Customer,Start Date,Billing Frequency,Price per Period,Currency\n\
        U-1,Undone Ltd,2026-01-01,monthly,100.00,EUR\n";
    const INVOICES: &str = "Invoice No.,Customer,Contract No.,Invoice Date,Description,Amount,Currency\n\
        U-1,Undone Ltd,U-1,2026-02-01,Service,100.00,EUR\n";
    for test in settled("import_undone_both").await {
        let actor = test.office.program("test");
        let customers = async || customer::list(&actor, None, operations::page(1, 5)).await.expect("customers").total;
        let before = customers().await;
        bring_content(&actor, ImportKind::Contracts, CONTRACTS).await;
        let contracts = import::list(&actor).await.expect("imports").remove(0).id;
        bring_content(&actor, ImportKind::Invoices, INVOICES).await;
        let invoices = import::list(&actor).await.expect("imports").remove(0).id;
        taken_back(&actor, contracts).await;
        assert_eq!(customers().await, before + 1, "its invoice is still there");
        taken_back(&actor, invoices).await;
        assert_eq!(customers().await, before);
    }
}
