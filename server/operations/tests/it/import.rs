//! Files of companies that invoice by calendar month and quarter, in two languages and shapes: exactly the
//! leaks planted in them are found, and an import that is taken back leaves nothing behind.

use crate::office::{TestOffice, offices};
use model::{
    event::Event,
    id::ImportId,
    import::problem::Severity,
    leakage::FindingState,
    party::LegalEntityDetails,
    price_line::Recurrence,
    reconciliation::FirstPeriod,
    refusal::{FileProblem, Refusal},
    view::{FileReading, ImportKind, ImportState, ImportSummary, ReviewRow, ReviewedImport},
};
use operations::{
    Actor, Failure, Office, contract, customer, demonstration,
    history::{Verdict, of_contract, verify},
    import::{
        AcceptChoice, AnchorChoice, Apart, accept, correct, keep_apart, keep_mapping, mappings, review, undo, upload,
        work_through,
    },
    leakage::{FindingFilter, list},
    legal_entity, nightly,
};
use std::path::Path;

/// The bytes of a file of the journeys.
pub fn file(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../end2end/files");
    std::fs::read(folder.join(name)).expect("a file of the journeys")
}

/// Takes a file in and understands it, with no error in any row.
pub async fn understood(actor: &Actor, kind: ImportKind, name: &str) -> ReviewedImport {
    let id = upload(actor, kind, name, file(name), None).await.expect("taken in");
    let review = review(actor, id).await.expect("understood");
    for row in &review.rows {
        let severity = match row {
            ReviewRow::Contract { understood, .. } => understood.severity(),
            ReviewRow::Invoice { understood, .. } => understood.severity(),
        };
        assert_ne!(severity, Some(Severity::Error), "{row:#?}");
    }
    assert_eq!(review.acceptable, review.found);
    review
}

/// Offices that have one company of ours, whose contracts these are.
pub async fn settled(name: &str) -> Vec<TestOffice> {
    let offices = offices(name).await;
    for test in &offices {
        let ours = LegalEntityDetails::named("Halvane", "FR");
        legal_entity::create(&test.office.program("test"), &ours).await.expect("added");
    }
    offices
}

/// Takes a file in and accepts it.
pub async fn bring(actor: &Actor, kind: ImportKind, name: &str) -> (ReviewedImport, ImportSummary) {
    let review = understood(actor, kind, name).await;
    let summary = accepted(actor, &review, &AcceptChoice::default()).await;
    (review, summary)
}

/// Accepts an import, to its end.
pub async fn accepted(actor: &Actor, under: &ReviewedImport, choice: &AcceptChoice) -> ImportSummary {
    accept(actor, under.id, under.version, choice).await.expect("begun");
    let progress = work_through(actor, under.id, &|_| ()).await.expect("done");
    assert_eq!((progress.state, &progress.failure), (ImportState::Accepted, &None));
    review(actor, under.id).await.expect("its review").summary
}

/// Takes an accepted import back, to its end.
pub async fn taken_back(actor: &Actor, id: ImportId) {
    let version = review(actor, id).await.expect("its review").version;
    undo(actor, id, version).await.expect("begun");
    let progress = work_through(actor, id, &|_| ()).await.expect("done");
    assert_eq!((progress.state, progress.failure), (ImportState::Undone, None));
}

/// Takes in what a file says, and accepts it.
pub async fn bring_content(actor: &Actor, kind: ImportKind, content: &str) {
    let id = upload(actor, kind, "list.csv", content.as_bytes().to_vec(), None).await.expect("taken in");
    let review = review(actor, id).await.expect("understood");
    accepted(actor, &review, &AcceptChoice::default()).await;
}

/// Findings as text: kind, contract reference, amount; in order.
async fn findings(actor: &Actor) -> Vec<String> {
    let mut found = Vec::new();
    for row in list(actor, &FindingFilter::default(), operations::page(1, 200)).await.expect("findings").rows {
        let sheet = contract::find(actor, &row.contract).await.expect("its contract");
        let amount = row.finding.amount.map(|amount| amount.to_string()).unwrap_or_default();
        found.push(format!("{} {:?} {amount}", sheet.details.reference.unwrap_or_default(), row.finding.kind));
    }
    found.sort();
    found
}

/// Every finding with its identity, version and state: what a recomputation may not touch without a reason.
pub async fn standing(office: &Office) -> Vec<(String, i32, String)> {
    let filter = FindingFilter { states: FindingState::CODES.map(str::to_owned).to_vec(), ..FindingFilter::default() };
    let mut all = Vec::new();
    for page in 1.. {
        let rows = list(&office.program("test"), &filter, operations::page(page, 200)).await.expect("findings").rows;
        if rows.is_empty() {
            break;
        }
        all.extend(rows.into_iter().map(|row| (row.id.to_string(), row.version, row.state.code().to_owned())));
    }
    all.sort();
    all
}

fn anchors(review: &ReviewedImport) -> Vec<(String, bool, FirstPeriod)> {
    review
        .anchors
        .iter()
        .map(|anchor| (anchor.found.anchor.to_string(), anchor.found.certain, anchor.found.first))
        .collect()
}

struct Files {
    contracts: &'static str,
    invoices: &'static str,
    anchors: &'static [&'static str],
    planted: &'static [&'static str],
}

const AMERICAN: Files = Files {
    contracts: "contracts-us.csv",
    invoices: "invoices-us.csv",
    anchors: &["2026-01-01", "2026-01-01", "2026-03-01"],
    planted: &[
        "HV-310 BelowTerms 10.00 USD",
        "HV-310 MissingPeriod 310.00 USD",
        "HV-311 BilledTwice 1350.00 USD",
        "HV-312 MissingPeriod 480.00 USD",
    ],
};

const CHINESE: Files = Files {
    contracts: "hetong.csv",
    invoices: "fapiao.csv",
    anchors: &["2026-01-01", "2026-01-01"],
    planted: &[
        "HT-2026-01 BelowTerms 100.00 CNY",
        "HT-2026-01 MissingPeriod 3100.00 CNY",
        "HT-2026-02 AboveTerms 900.00 CNY",
    ],
};

async fn calendar_billing_is_seen(office: &Office, files: &Files) {
    let actor = office.program("test");
    let (contracts, made) = bring(&actor, ImportKind::Contracts, files.contracts).await;
    assert_eq!(made.contracts as usize, files.anchors.len());
    let (invoices, made) = bring(&actor, ImportKind::Invoices, files.invoices).await;
    let expected: Vec<_> = files.anchors.iter().map(|day| ((*day).to_owned(), true, FirstPeriod::Prorated)).collect();
    assert_eq!(anchors(&invoices), expected);
    assert_eq!(made.waiting, 0, "every line found its row");
    assert_eq!(findings(&actor).await, files.planted);

    let number = &invoices.anchors.first().expect("a contract").contract;
    let sheet = contract::find(&actor, number).await.expect("the contract");
    let anchor = sheet.lines.first().map(|line| line.recurrence);
    assert!(matches!(anchor, Some(Recurrence::Every { anchor, .. }) if anchor.to_string() == files.anchors[0]));
    let events = of_contract(&actor, number).await.expect("history");
    assert!(events.iter().any(|past| matches!(past.event, Event::BillingDayMoved { invoices: 2.., .. })), "{events:?}");

    // What the import left alone is what a full recomputation would have left alone.
    let before = standing(office).await;
    nightly::run(office).await.expect("the night");
    assert_eq!(standing(office).await, before);

    taken_back(&actor, invoices.id).await;
    let sheet = contract::find(&actor, number).await.expect("the contract");
    assert_eq!(sheet.lines.first().map(|line| line.recurrence), Some(invoices.anchors[0].recurrence));
    assert_eq!(findings(&actor).await, Vec::<String>::new(), "without invoices nothing is missing");
    taken_back(&actor, contracts.id).await;
    assert!(contract::find(&actor, number).await.is_err());
    assert!(matches!(verify(office).await.expect("read"), Verdict::Whole { .. }));
}

#[tokio::test(flavor = "multi_thread")]
async fn american_invoices_by_month_and_quarter_show_exactly_what_was_planted() {
    for test in settled("import_us").await {
        calendar_billing_is_seen(&test.office, &AMERICAN).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn chinese_invoices_with_tax_show_exactly_what_was_planted() {
    for test in settled("import_zh").await {
        calendar_billing_is_seen(&test.office, &CHINESE).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_declines_the_calendar_keeps_the_days_of_the_contract() {
    for test in settled("import_declined").await {
        let actor = test.office.program("test");
        bring(&actor, ImportKind::Contracts, AMERICAN.contracts).await;
        let review = understood(&actor, ImportKind::Invoices, AMERICAN.invoices).await;
        let shown = review.anchors.iter().map(|anchor| anchor.found.line).collect();
        let anchors = AnchorChoice { shown, ..AnchorChoice::default() };
        let choice = AcceptChoice { anchors, ..AcceptChoice::default() };
        accepted(&actor, &review, &choice).await;
        for proposal in &review.anchors {
            let sheet = contract::find(&actor, &proposal.contract).await.expect("the contract");
            assert_eq!(sheet.lines.first().map(|line| line.recurrence), Some(proposal.recurrence));
            assert_eq!(sheet.version, 1);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_beside_others_leaves_nothing_for_the_night_to_find() {
    for test in settled("import_beside").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let actor = test.office.program("test");
        bring(&actor, ImportKind::Contracts, AMERICAN.contracts).await;
        let (invoices, _) = bring(&actor, ImportKind::Invoices, AMERICAN.invoices).await;
        let before = standing(&test.office).await;
        nightly::run(&test.office).await.expect("the night");
        assert_eq!(standing(&test.office).await, before);
        taken_back(&actor, invoices.id).await;
        let before = standing(&test.office).await;
        nightly::run(&test.office).await.expect("the night");
        assert_eq!(standing(&test.office).await, before);
    }
}

/// Two shapes of one list: columns that nobody can guess, which a kept mapping explains.
const ODD: &str = "K1,K2,K3,K4,K5,K6,K7\nX-1,Acme,2026-01-01,2026-12-31,monthly,100.00,EUR\n";

#[tokio::test(flavor = "multi_thread")]
async fn a_mapping_is_kept_under_a_name_and_explains_the_next_file_with_the_same_headers() {
    for test in settled("import_mapping").await {
        let actor = test.office.program("test");
        let bring = async |content: &str, mapping: Option<&str>| {
            upload(&actor, ImportKind::Contracts, "odd.csv", content.as_bytes().to_vec(), mapping).await
        };
        let first = bring(ODD, None).await.expect("taken in");
        let fields = ["number", "customer", "starts_on", "ends_on", "frequency", "amount_per_period", "currency"];
        let known = review(&actor, first).await.expect("understood");
        assert!(fields.iter().all(|field| known.fields.iter().any(|known| known == field)), "{:?}", known.fields);
        let reading = FileReading { fields: fields.map(str::to_owned).to_vec(), ..FileReading::default() };
        correct(&actor, first, known.version, &reading).await.expect("corrected");
        let known = review(&actor, first).await.expect("understood");
        assert!(matches!(
            keep_mapping(&actor, first, known.version, " ").await,
            Err(Failure::Refused(Refusal::Fields(_)))
        ));
        let stale = keep_mapping(&actor, first, known.version - 1, "Odd").await;
        assert!(matches!(stale, Err(Failure::Refused(Refusal::Stale))));
        keep_mapping(&actor, first, known.version, " Odd ").await.expect("kept");
        assert_eq!(mappings(&actor, ImportKind::Contracts).await.expect("names"), ["Odd"]);
        assert_eq!(mappings(&actor, ImportKind::Invoices).await.expect("names"), Vec::<String>::new());

        let second = review(&actor, bring(ODD, None).await.expect("taken in")).await.expect("understood");
        assert_eq!((second.mapping.as_deref(), second.acceptable), (Some("Odd"), 1));
        let turned = "K7,K6,K5,K4,K3,K2,K1\nEUR,100.00,monthly,2026-12-31,2026-01-01,Acme,X-1\n";
        let third = review(&actor, bring(turned, Some("Odd")).await.expect("taken in")).await.expect("understood");
        assert_eq!(third.acceptable, 1);
        let unknown = bring(ODD, Some("Even")).await;
        assert!(matches!(unknown, Err(Failure::Refused(Refusal::NotFound))));
        let other = bring("A,B\n1,2\n", Some("Odd")).await;
        assert!(matches!(other, Err(Failure::Refused(Refusal::File(FileProblem::OtherColumns)))));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn customers_with_nearly_the_same_name_are_one_unless_a_person_says_otherwise() {
    for test in settled("import_apart").await {
        let actor = test.office.program("test");
        let list = |reference: &str, name: &str| {
            format!(
                "Contract No.,Customer,Start Date,Billing Frequency,Price per Period,Currency\n{reference},{name},2026-01-01,monthly,100.00,EUR\n"
            )
        };
        let bring = async |reference: &str, name: &str, apart: Apart| {
            let content = list(reference, name).into_bytes();
            let id = upload(&actor, ImportKind::Contracts, "list.csv", content, None).await.expect("taken in");
            let review = review(&actor, id).await.expect("understood");
            let choice = AcceptChoice { apart, ..AcceptChoice::default() };
            (review.near_same, accepted(&actor, &review, &choice).await.customers)
        };
        assert_eq!(bring("A-1", "Nordwind Logistics Ltd", Apart::default()).await, (0, 1));
        assert_eq!(bring("A-2", "Nordwind Logistics Limited", Apart::default()).await, (1, 0));
        let named = Apart { names: ["Nordwind Logistics LTD.".to_owned()].into(), all: false };
        assert_eq!(bring("A-3", "Nordwind Logistics LTD.", named).await, (1, 1));
        assert_eq!(bring("A-4", "NORDWIND LOGISTICS LIMITED", Apart { all: true, ..Apart::default() }).await, (1, 1));
        let all = customer::list(&actor, Some("nordwind"), operations::page(1, 10)).await.expect("customers").total;
        assert_eq!(all, 3);
        // What was said in the review is kept with it, whatever page of it is shown when it is accepted.
        let content = list("A-5", "Nordwind Logistic Ltd").into_bytes();
        let id = upload(&actor, ImportKind::Contracts, "list.csv", content, None).await.expect("taken in");
        let said = async |apart: bool| {
            let version = review(&actor, id).await.expect("understood").version;
            keep_apart(&actor, id, version, "Nordwind Logistic Ltd", apart).await.expect("kept");
            let review = review(&actor, id).await.expect("understood");
            let (ReviewRow::Contract { known, .. } | ReviewRow::Invoice { known, .. }) = &review.rows[0];
            (review.near_same, known.near_same, known.apart)
        };
        assert_eq!(said(true).await, (0, true, true));
        assert_eq!(said(false).await, (1, true, false));
        assert_eq!(said(true).await, (0, true, true));
        let reviewed = review(&actor, id).await.expect("understood");
        assert_eq!(accepted(&actor, &reviewed, &AcceptChoice::default()).await.customers, 1);
        let late = keep_apart(&actor, id, reviewed.version, "Nordwind Logistic Ltd", false).await;
        assert!(matches!(late, Err(Failure::Refused(Refusal::WrongState))));
    }
}
