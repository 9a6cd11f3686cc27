//! Decisions about invoice lines and ledger rows: refused, done, recorded, counted anew, taken back.

use crate::{
    import::bring,
    office::{offices, today},
};
use model::{
    billing::BillingState,
    event::Event,
    id::{ExpectedBillingId, InvoiceLineId},
    leakage::{Confidence, Evidence, FindingKind, FindingState},
    permission::Permission,
    person::Role,
    reconciliation::Waiting,
    refusal::{FieldProblem, Problem, Refusal},
    sample,
    view::{ImportKind, LedgerEntry, Standing},
};
use operations::{
    Actor, Failure, Office, billing, demonstration,
    history::{Verdict, of_contract, verify},
    invoice::{self, InvoiceFilter},
    leakage::{FindingFilter, list, reopen, waive},
    nightly,
    reconciliation::{
        QueueFilter, count, match_line, queue, reclaim_row, row_matches, set_aside, sheet, take_up, undo_match,
        waive_row,
    },
    sign_in,
};

async fn acting_as(office: &Office, role: Role) -> Actor {
    let people = sample::demonstration(today()).people;
    let person = people.into_iter().find(|person| person.roles == [role]).expect("a person with that role alone");
    sign_in::actor(office, person.id, None).await.expect("they may act")
}

fn refusal<T: std::fmt::Debug>(answer: Result<T, Failure>) -> Refusal {
    match answer.expect_err("not refused") {
        Failure::Refused(refusal) => refusal,
        Failure::Broken(cause) => unreachable!("refused, not broken: {cause}"),
    }
}

/// The demonstration with the American files beside it, and somebody of finance.
async fn prepared(office: &Office) -> Actor {
    demonstration::seed(office).await.expect("seeded");
    let program = office.program("test");
    bring(&program, ImportKind::Contracts, "contracts-us.csv").await;
    bring(&program, ImportKind::Invoices, "invoices-us.csv").await;
    acting_as(office, Role::Finance).await
}

/// The contract with a reference, its ledger, and the invoice lines that bill it.
async fn ledger(actor: &Actor, number: &str) -> Vec<LedgerEntry> {
    billing::of_contract(actor, number).await.expect("ledger")
}

async fn number_of(actor: &Actor, reference: &str) -> String {
    let filter = InvoiceFilter { number: Some(reference.to_owned()), customer: None };
    let rows = invoice::list(actor, &filter, operations::page(1, 10)).await.expect("invoices").rows;
    let found = invoice::find(actor, rows.first().expect("the invoice").id).await.expect("the invoice");
    let matched = found.lines.iter().flat_map(|line| &line.matches).next();
    matched.expect("it is matched").row.contract.clone()
}

/// The line of the invoice with a number, its version, and the row it bills.
async fn line_of(actor: &Actor, number: &str) -> (InvoiceLineId, i32, Option<ExpectedBillingId>, Standing) {
    let filter = InvoiceFilter { number: Some(number.to_owned()), customer: None };
    let rows = invoice::list(actor, &filter, operations::page(1, 10)).await.expect("invoices").rows;
    let found = invoice::find(actor, rows.first().expect("the invoice").id).await.expect("the invoice");
    let line = found.lines.into_iter().next().expect("a line");
    (line.id, line.version, line.matches.first().map(|found| found.row.id), line.standing)
}

async fn finding_kinds(actor: &Actor, contract: &str) -> Vec<FindingKind> {
    let rows = list(actor, &FindingFilter::default(), operations::page(1, 200)).await.expect("findings").rows;
    rows.into_iter().filter(|row| row.contract == contract).map(|row| row.finding.kind).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_match_is_undone_waits_and_is_made_again_in_parts() {
    for test in offices("match_undone").await {
        let actor = prepared(&test.office).await;
        let contract = number_of(&actor, "1002").await;
        let (line, version, row, _) = line_of(&actor, "1002").await;
        let row = row.expect("matched by the import");
        let waiting_before = count(&actor).await.expect("a count");

        undo_match(&actor, line, version, Some(row)).await.expect("undone");

        let rows = ledger(&actor, &contract).await;
        let of_days_to_come = |entry: &&LedgerEntry| entry.billing_day > actor.day();
        assert!(rows.iter().filter(of_days_to_come).all(|entry| !entry.known), "no invoices of those days are known");
        let entry = rows.into_iter().find(|entry| entry.id == row).expect("the row");
        assert_eq!((entry.state, entry.billed.minor, entry.known), (BillingState::Expected, 0, true));
        assert_eq!(count(&actor).await.expect("a count"), waiting_before + 1);
        let (_, version, matched, standing) = line_of(&actor, "1002").await;
        assert_eq!((matched, standing), (None, Standing::Waiting { why: Waiting::TakenBack }));
        assert!(
            finding_kinds(&actor, &contract).await.iter().filter(|kind| **kind == FindingKind::MissingPeriod).count()
                == 2
        );
        let all = list(&actor, &FindingFilter::default(), operations::page(1, 200)).await.expect("findings").rows;
        let waits = all
            .iter()
            .filter(|found| found.contract == contract && found.finding.evidence.rows().iter().any(|of| of.row == row));
        let waits: Vec<_> = waits.map(|found| (found.finding.confidence, &found.finding.evidence)).collect();
        assert!(
            matches!(&waits[..], [(Confidence::Check, Evidence::MissingPeriod { waiting, .. })] if waiting[0].number == "1002"),
            "the line that waits is said: {waits:#?}"
        );
        let found = sheet(&actor, line, "").await.expect("the line");
        let place = found.places.first().expect("the place it was taken from is shown");
        assert!(place.taken_back && place.rows.iter().any(|(found, _)| found.id == row));

        // Neither the night nor another import makes the match again.
        nightly::run(&test.office).await.expect("the night");
        assert_eq!(line_of(&actor, "1002").await.2, None);

        let part = |amount: &str| vec![(row, amount.to_owned())];
        let refused = Refusal::MoreThanOpen { open: found.line.open };
        assert_eq!(refusal(match_line(&actor, line, version, &part("310.01")).await), refused);
        assert!(matches!(refusal(match_line(&actor, line, version, &part("-1")).await), Refusal::Fields(_)));
        assert!(matches!(refusal(match_line(&actor, line, version, &part("  ")).await), Refusal::Fields(_)));
        assert_eq!(refusal(match_line(&actor, line, version - 1, &part("310")).await), Refusal::Stale);
        match_line(&actor, line, version, &part("110.00")).await.expect("a part");
        let (_, version, _, standing) = line_of(&actor, "1002").await;
        assert_eq!(standing, Standing::Waiting { why: Waiting::RestOpen });
        match_line(&actor, line, version, &part("200.00")).await.expect("the rest");
        let (_, _, matched, standing) = line_of(&actor, "1002").await;
        assert_eq!((matched, standing), (Some(row), Standing::Matched));
        let entry = ledger(&actor, &contract).await.into_iter().find(|entry| entry.id == row).expect("the row");
        assert_eq!((entry.state, entry.billed.minor), (BillingState::Billed, 31_000));
        let by_person = row_matches(&actor, &contract).await.expect("matches");
        assert!(by_person.iter().any(|(of, found)| *of == row && found.by_person));
        let events = of_contract(&test.office.program("test"), &contract).await.expect("history");
        assert!(events.iter().any(|past| matches!(past.event, Event::MatchUndone { .. })));
        assert_eq!(events.iter().filter(|past| matches!(past.event, Event::InvoiceMatched { .. })).count(), 2);
        assert!(matches!(verify(&test.office).await.expect("read"), Verdict::Whole { .. }));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_is_set_aside_with_a_reason_and_taken_up_again() {
    for test in offices("match_aside").await {
        let actor = prepared(&test.office).await;
        let (line, version, row, _) = line_of(&actor, "1013").await;
        undo_match(&actor, line, version, row).await.expect("undone");
        let version = version + 1;
        let missing = Refusal::Fields(vec![FieldProblem::new("reason", Problem::Missing)]);
        assert_eq!(refusal(set_aside(&actor, line, version, "  ").await), missing);
        set_aside(&actor, line, version, " Spare parts ").await.expect("set aside");
        let (_, version, _, standing) = line_of(&actor, "1013").await;
        assert_eq!(standing, Standing::Outside { reason: "Spare parts".to_owned() });
        assert_eq!(refusal(set_aside(&actor, line, version, "again").await), Refusal::WrongState);
        let filter = QueueFilter { customer: Some("quarry".to_owned()), why: None };
        let waiting =
            |actor: Actor| async move { queue(&actor, &filter, operations::page(1, 50)).await.expect("queue").rows };
        assert!(waiting(actor.clone()).await.is_empty());
        take_up(&actor, line, version).await.expect("taken up");
        let filter = QueueFilter { customer: Some("quarry".to_owned()), why: Some(Waiting::ThinEvidence) };
        let rows = queue(&actor, &filter, operations::page(1, 50)).await.expect("queue").rows;
        assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), [line]);
        assert_eq!(rows.first().map(|row| row.open.minor), Some(135_000));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_contract_is_found_by_its_customer_and_one_line_bills_two_rows() {
    for test in offices("match_split").await {
        let actor = prepared(&test.office).await;
        let (line, version, row, _) = line_of(&actor, "1013").await;
        undo_match(&actor, line, version, row).await.expect("undone");
        let found = sheet(&actor, line, "Larkspur").await.expect("the line").found;
        assert!(!found.is_empty() && found.iter().all(|row| row.title.contains("HVAC")), "{found:#?}");
        let found = sheet(&actor, line, "Bellwether").await.expect("the line").found;
        let missing = found.first().expect("the month that was not invoiced");
        let other = sheet(&actor, line, "larkspur").await.expect("the line").found;
        let other = other.first().expect("an open row");
        let parts = [(missing.id, "480".to_owned()), (other.id, "310,00".to_owned())];
        match_line(&actor, line, version + 1, &parts).await.expect("matched to two contracts");
        for (contract, row) in [(&missing.contract, missing.id), (&other.contract, other.id)] {
            let entry = ledger(&actor, contract).await.into_iter().find(|entry| entry.id == row).expect("the row");
            assert_eq!(entry.state, BillingState::Billed);
            assert!(!finding_kinds(&actor, contract).await.contains(&FindingKind::MissingPeriod));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_reconcile_changes_nothing() {
    for test in offices("match_refused").await {
        let finance = prepared(&test.office).await;
        let contract = number_of(&finance, "1002").await;
        let (line, version, row, _) = line_of(&finance, "1002").await;
        let row = row.expect("matched");
        let before = ledger(&finance, &contract).await;
        let not_permitted = Refusal::NotPermitted(Permission::Reconcile);
        for role in [Role::Sales, Role::Service, Role::Legal, Role::Auditor, Role::Viewer] {
            let actor = acting_as(&test.office, role).await;
            assert_eq!(refusal(undo_match(&actor, line, version, Some(row)).await), not_permitted);
            assert_eq!(refusal(match_line(&actor, line, version, &[]).await), not_permitted);
            assert_eq!(refusal(set_aside(&actor, line, version, "x").await), not_permitted);
            assert_eq!(refusal(take_up(&actor, line, version).await), not_permitted);
            let seen = (31_000, BillingState::Billed);
            assert_eq!(refusal(waive_row(&actor, &contract, row, seen, "x").await), not_permitted);
            assert_eq!(refusal(reclaim_row(&actor, &contract, row, seen).await), not_permitted);
            assert_eq!(refusal(queue(&actor, &QueueFilter::default(), operations::page(1, 10)).await), not_permitted);
            assert_eq!(refusal(sheet(&actor, line, "").await), not_permitted);
        }
        assert_eq!(refusal(undo_match(&finance, line, version + 1, Some(row)).await), Refusal::Stale);
        assert_eq!(refusal(take_up(&finance, line, version).await), Refusal::WrongState);
        assert_eq!(ledger(&finance, &contract).await, before);
        assert_eq!(line_of(&finance, "1002").await.1, version);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_is_given_up_with_a_reason_and_expected_again() {
    for test in offices("row_waived").await {
        let actor = prepared(&test.office).await;
        let contract = number_of(&actor, "1015").await;
        let rows = ledger(&actor, &contract).await;
        let row = rows.iter().find(|row| row.state == BillingState::Expected).expect("the month not invoiced");
        let seen = (0, BillingState::Expected);
        assert!(matches!(refusal(waive_row(&actor, &contract, row.id, seen, " ").await), Refusal::Fields(_)));
        let stale = (1, BillingState::PartBilled);
        assert_eq!(refusal(waive_row(&actor, &contract, row.id, stale, "agreed").await), Refusal::Stale);
        waive_row(&actor, &contract, row.id, seen, "agreed").await.expect("given up");
        let now = ledger(&actor, &contract).await.into_iter().find(|now| now.id == row.id).expect("the row");
        assert_eq!((now.state, now.waived_reason.as_deref()), (BillingState::Waived, Some("agreed")));
        assert_eq!(finding_kinds(&actor, &contract).await, []);
        reclaim_row(&actor, &contract, row.id, (0, BillingState::Waived)).await.expect("expected again");
        assert_eq!(finding_kinds(&actor, &contract).await, [FindingKind::MissingPeriod]);
        let events = of_contract(&test.office.program("test"), &contract).await.expect("history");
        assert!(events.iter().any(|past| matches!(past.event, Event::RowWaived { .. })));
        assert!(events.iter().any(|past| matches!(past.event, Event::RowReclaimed { .. })));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_period_given_up_takes_its_row_along_and_back() {
    for test in offices("finding_waived").await {
        let actor = prepared(&test.office).await;
        let contract = number_of(&actor, "1015").await;
        let rows = list(&actor, &FindingFilter::default(), operations::page(1, 200)).await.expect("findings").rows;
        let found = rows.into_iter().find(|row| row.contract == contract).expect("the missing month");
        waive(&actor, found.id, found.version, " goodwill ").await.expect("given up");
        let waived = ledger(&actor, &contract).await.into_iter().filter(|row| row.state == BillingState::Waived);
        assert_eq!(waived.map(|row| row.waived_reason).collect::<Vec<_>>(), [Some("goodwill".to_owned())]);
        let now = operations::leakage::find(&actor, found.id).await.expect("the finding");
        assert!(matches!(now.state, FindingState::Waived { .. }), "{:?}", now.state);
        reopen(&actor, found.id, now.version).await.expect("reopened");
        assert!(ledger(&actor, &contract).await.iter().all(|row| row.state != BillingState::Waived));
        assert_eq!(operations::leakage::find(&actor, found.id).await.expect("the finding").state, FindingState::Found);
    }
}
