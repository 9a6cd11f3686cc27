//! Credit notes that name the invoice they correct, from import to findings.

use crate::{
    import::{bring_content, settled, taken_back},
    loose::somebody,
};
use model::{
    id::InvoiceLineId,
    leakage::{CloseReason, FindingKind, FindingState, SettledBy},
    person::Role,
    reconciliation::Waiting,
    view::{ImportKind, Standing},
};
use operations::{
    Actor,
    invoice::{self, InvoiceFilter},
    leakage::{FindingFilter, Months, dashboard, list},
    page,
    reconciliation::{count, match_line, sheet, undo_match},
};

/// 500 a month and 50 off.
const CONTRACTS: &str = "Contract No.,Customer,Description,Start Date,End Date,Billing Frequency,Price per Period,Currency\n\
    R-1,Rebate Goods,Boiler maintenance,2026-06-01,2026-10-31,monthly,500.00,EUR\n\
    R-1,Rebate Goods,Loyalty discount,2026-06-01,2026-10-31,monthly,-50.00,EUR\n";

/// June is 100 too high and put right by a credit note that names its invoice.
const INVOICES: &str = "Invoice No.,Customer,Contract No.,Invoice Date,Original invoice,Description,Period start,Period end,Amount,Currency\n\
    R-101,Rebate Goods,R-1,2026-06-01,,Boiler maintenance,2026-06-01,2026-06-30,550.00,EUR\n\
    R-102,Rebate Goods,R-1,2026-07-01,,Boiler maintenance,2026-07-01,2026-07-31,450.00,EUR\n\
    R-103,Rebate Goods,R-1,2026-08-01,,Boiler maintenance,2026-08-01,2026-08-31,450.00,EUR\n\
    R-104,Rebate Goods,R-1,2026-09-01,,Boiler maintenance,2026-09-01,2026-09-30,450.00,EUR\n\
    R-105,Rebate Goods,R-1,2026-10-01,,Boiler maintenance,2026-10-01,2026-10-31,450.00,EUR\n";

const CREDIT: &str = "Invoice No.,Customer,Contract No.,Invoice Date,Original invoice,Description,Amount,Currency\n\
    R-901,Rebate Goods,R-1,2026-07-05,R-101,Billed too high,-100.00,EUR\n";

async fn kinds(actor: &Actor) -> Vec<FindingKind> {
    let rows = list(actor, &FindingFilter::default(), page(1, 50)).await.expect("findings").rows;
    rows.into_iter().map(|row| row.finding.kind).filter(|kind| *kind != FindingKind::Overdue).collect()
}

/// The only line of an invoice as a decision needs it.
struct Found {
    id: InvoiceLineId,
    version: i32,
    standing: Standing,
    amounts: Vec<i64>,
}

async fn line(actor: &Actor, number: &str) -> Found {
    let filter = InvoiceFilter { number: Some(number.to_owned()), customer: None };
    let rows = invoice::list(actor, &filter, page(1, 10)).await.expect("invoices").rows;
    let found = invoice::find(actor, rows.first().expect("the invoice").id).await.expect("the invoice");
    let line = found.lines.into_iter().next().expect("a line");
    let amounts = line.matches.iter().map(|found| found.amount.minor).collect();
    Found { id: line.id, version: line.version, standing: line.standing, amounts }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_credit_note_for_one_month_leaves_the_rebates_of_others_alone() {
    for test in settled("credit_rebate").await {
        let actor = test.office.program("test");
        bring_content(&actor, ImportKind::Contracts, CONTRACTS).await;
        bring_content(&actor, ImportKind::Invoices, INVOICES).await;
        let too_high = [FindingKind::AboveTerms; 2];
        assert_eq!(
            kinds(&actor).await,
            too_high,
            "June alone: the charge, and the rebate that was not given beside it"
        );
        bring_content(&actor, ImportKind::Invoices, CREDIT).await;
        assert_eq!(kinds(&actor).await, [], "and put right");
        assert_eq!(count(&actor).await.expect("a count"), 0, "nothing waits");
        assert_eq!(line(&actor, "R-901").await.amounts.iter().sum::<i64>(), -10_000);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_that_is_too_high_and_the_credit_note_for_a_part_of_it_bill_their_period_together() {
    const MONTHLY: &str = "Contract No.,Customer,Description,Start Date,End Date,Billing Frequency,Price per Period,Currency\n\
        H-1,Half Goods,Boiler maintenance,2026-08-01,2026-10-31,monthly,100.00,EUR\n";
    const TOGETHER: &str = "Invoice No.,Customer,Invoice Date,Original invoice,Description,Amount,Currency\n\
        H-101,Half Goods,2026-08-01,,Boiler maintenance,100.00,EUR\n\
        H-102,Half Goods,2026-09-01,,Maintenance,220.00,EUR\n\
        H-103,Half Goods,2026-10-01,,Boiler maintenance,100.00,EUR\n\
        H-901,Half Goods,2026-09-08,H-102,Billed too high,-120.00,EUR\n";
    for test in settled("credit_half").await {
        let actor = test.office.program("test");
        bring_content(&actor, ImportKind::Contracts, MONTHLY).await;
        bring_content(&actor, ImportKind::Invoices, TOGETHER).await;
        assert_eq!(line(&actor, "H-102").await.amounts, [22_000]);
        assert_eq!(line(&actor, "H-901").await.amounts, [-12_000]);
        assert_eq!(kinds(&actor).await, [], "September is neither missing nor billed above the terms");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_number_of_a_contract_names_that_contract_whatever_invoice_has_it_too() {
    const TWO: &str = "Contract No.,Customer,Description,Start Date,End Date,Billing Frequency,Price per Period,Currency\n\
        F-77,Twin Goods,Boiler maintenance,2026-06-01,2026-06-30,monthly,100.00,EUR\n\
        B-1,Twin Goods,Window cleaning,2026-06-01,2026-06-30,monthly,150.00,EUR\n";
    const BOTH: &str = "Invoice No.,Customer,Contract No.,Invoice Date,Due Date,Original invoice,Description,Amount,Currency\n\
        F-77,Twin Goods,B-1,2026-06-01,2026-06-20,,Window cleaning,150.00,EUR\n\
        F-76,Twin Goods,F-77,2026-06-01,2026-06-20,,Boiler maintenance,100.00,EUR\n\
        F-901,Twin Goods,F-77,2026-06-08,,,Boiler maintenance,-100.00,EUR\n";
    for test in settled("credit_twin").await {
        let actor = test.office.program("test");
        bring_content(&actor, ImportKind::Contracts, TWO).await;
        bring_content(&actor, ImportKind::Invoices, BOTH).await;
        let finance = somebody(&test.office, Role::Finance).await;
        let filter = InvoiceFilter { number: Some("F-901".to_owned()), customer: None };
        let note = invoice::list(&finance, &filter, page(1, 5)).await.expect("invoices").rows[0].id;
        let note = invoice::find(&finance, note).await.expect("the credit note").lines.remove(0);
        let billed: Vec<_> = note.matches.iter().map(|found| found.row.line.as_str()).collect();
        assert_eq!(billed, ["Boiler maintenance"], "it takes back what was billed for the contract");
        let overdue = FindingFilter { kinds: vec![FindingKind::Overdue], ..FindingFilter::default() };
        let overdue = list(&actor, &overdue, page(1, 9)).await.expect("findings").rows;
        let overdue: Vec<_> = overdue.into_iter().map(|row| row.finding.amount.map(|open| open.minor)).collect();
        assert_eq!(overdue, [Some(15_000)], "nothing of the other invoice is taken back");

        const NAMED: &str = "Invoice No.,Customer,Contract No.,Invoice Date,Original invoice,Description,Amount,Currency\n\
            F-902,Twin Goods,F-77,2026-06-09,F-77,Not done,-150.00,EUR\n";
        bring_content(&actor, ImportKind::Invoices, NAMED).await;
        assert_eq!(line(&actor, "F-902").await.amounts, [-15_000], "in its own column it is the number of the invoice");
        let overdue = FindingFilter { kinds: vec![FindingKind::Overdue], ..FindingFilter::default() };
        assert_eq!(list(&actor, &overdue, page(1, 9)).await.expect("findings").rows, []);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_credit_note_and_its_invoice_lead_to_each_other_and_say_their_tax() {
    const TAXED: &str = "Invoice No.,Customer,Contract No.,Invoice Date,Original invoice,Description,Amount,VAT rate,Total,Currency\n\
        T-1,Rebate Goods,R-1,2026-06-01,,Boiler maintenance,500.00,20%,600.00,EUR\n\
        T-9,Rebate Goods,R-1,2026-06-05,T-1,Boiler maintenance,-500.00,20%,-600.00,EUR\n\
        T-8,Rebate Goods,R-1,2026-06-05,T-77,Boiler maintenance,-50.00,20%,-60.00,EUR\n";
    for test in settled("credit_links").await {
        let actor = test.office.program("test");
        bring_content(&actor, ImportKind::Contracts, CONTRACTS).await;
        bring_content(&actor, ImportKind::Invoices, TAXED).await;
        let sheet = async |number: &str| {
            let filter = InvoiceFilter { number: Some(number.to_owned()), customer: None };
            let id = invoice::list(&actor, &filter, page(1, 5)).await.expect("invoices").rows[0].id;
            invoice::find(&actor, id).await.expect("the invoice")
        };
        let (bill, note, lost) = (sheet("T-1").await, sheet("T-9").await, sheet("T-8").await);
        let ids = |found: &model::view::InvoiceSheet| found.related.iter().map(|one| one.id).collect::<Vec<_>>();
        assert_eq!((ids(&bill), ids(&note)), (vec![note.id], vec![bill.id]));
        assert_eq!((ids(&lost), lost.corrects.as_deref()), (Vec::new(), Some("T-77")));
        assert_eq!([bill.tax, note.tax].map(|tax| tax.map(|tax| tax.minor)), [Some(10_000), Some(-10_000)]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_credit_note_that_comes_before_its_invoice_waits_for_it() {
    for test in settled("credit_first").await {
        let actor = test.office.program("test");
        bring_content(&actor, ImportKind::Contracts, CONTRACTS).await;
        bring_content(&actor, ImportKind::Invoices, CREDIT).await;
        assert!(matches!(line(&actor, "R-901").await.standing, Standing::Waiting { .. }));
        bring_content(&actor, ImportKind::Invoices, INVOICES).await;
        assert_eq!(line(&actor, "R-901").await.standing, Standing::Matched);
        assert_eq!(kinds(&actor).await, []);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_about_an_invoice_places_the_credit_note_that_waited_for_it() {
    const SUNDRY: &str = "Invoice No.,Customer,Contract No.,Invoice Date,Original invoice,Description,Amount,Currency\n\
        R-301,Rebate Goods,,2026-06-15,,Sundry,300.00,EUR\n\
        R-903,Rebate Goods,,2026-06-20,R-301,Sundry,-300.00,EUR\n";
    for test in settled("credit_decision").await {
        let program = test.office.program("test");
        let finance = somebody(&test.office, Role::Finance).await;
        bring_content(&program, ImportKind::Contracts, CONTRACTS).await;
        bring_content(&program, ImportKind::Invoices, SUNDRY).await;
        let note = line(&finance, "R-903").await;
        assert_eq!(note.standing, Standing::Waiting { why: Waiting::CorrectsUnplaced });

        let before = dashboard(&program, &FindingFilter::default(), Months::Twelve).await.expect("sums").flow;
        let invoice = line(&finance, "R-301").await;
        let found = sheet(&finance, invoice.id, "R-1").await.expect("the line").found;
        let row = found.first().expect("rows of the contract").id;
        match_line(&finance, invoice.id, invoice.version, &[(row, "300.00".to_owned())]).await.expect("matched");
        let note = line(&finance, "R-903").await;
        assert_eq!((note.standing, note.amounts), (Standing::Matched, vec![-30_000]));

        let invoice = line(&finance, "R-301").await;
        undo_match(&finance, invoice.id, invoice.version, None).await.expect("undone");
        assert_eq!(line(&finance, "R-301").await.standing, Standing::Waiting { why: Waiting::TakenBack });
        let note = line(&finance, "R-903").await;
        assert_eq!((note.standing, note.amounts), (Standing::Waiting { why: Waiting::CorrectsUnplaced }, Vec::new()));
        let again = dashboard(&program, &FindingFilter::default(), Months::Twelve).await.expect("sums").flow;
        assert_eq!(again, before, "as if neither had been matched");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_after_the_end_and_the_credit_note_that_takes_it_back_whole_settle_one_another() {
    const ENDED: &str = "Contract No.,Customer,Description,Start Date,End Date,Billing Frequency,Price per Period,Currency\n\
        E-1,Ended Goods,Boiler maintenance,2026-06-01,2026-08-31,monthly,100.00,EUR\n";
    const BILLED: &str = "Invoice No.,Customer,Contract No.,Invoice Date,Due Date,Description,Amount,Currency\n\
        E-101,Ended Goods,E-1,2026-06-01,2026-12-31,Boiler maintenance,100.00,EUR\n\
        E-102,Ended Goods,E-1,2026-07-01,2026-12-31,Boiler maintenance,100.00,EUR\n\
        E-103,Ended Goods,E-1,2026-08-01,2026-12-31,Boiler maintenance,100.00,EUR\n\
        E-104,Ended Goods,E-1,2026-11-01,2026-11-10,Boiler maintenance,100.00,EUR\n";
    const BACK: &str = "Invoice No.,Customer,Invoice Date,Original invoice,Description,Amount,Currency\n\
        E-901,Ended Goods,2026-11-05,E-104,Billed by mistake,-100.00,EUR\n";
    for test in settled("credit_after_end").await {
        let program = test.office.program("test");
        let finance = somebody(&test.office, Role::Finance).await;
        let found = async |kind| {
            let states = FindingState::CODES.map(str::to_owned).to_vec();
            let filter = FindingFilter { kinds: vec![kind], states, ..FindingFilter::default() };
            let rows = list(&program, &filter, page(1, 5)).await.expect("findings").rows;
            let [row] = &rows[..] else { panic!("{rows:?}") };
            row.state.clone()
        };
        let kinds_of_it = [FindingKind::BillingAfterEnd, FindingKind::Overdue];
        bring_content(&program, ImportKind::Contracts, ENDED).await;
        bring_content(&program, ImportKind::Invoices, BILLED).await;
        assert_eq!(count(&finance).await.expect("a count"), 1, "the invoice after the end waits");
        for kind in kinds_of_it {
            assert!(found(kind).await.is_open(), "{kind:?}");
        }

        bring_content(&program, ImportKind::Invoices, BACK).await;
        assert_eq!(count(&finance).await.expect("a count"), 0, "neither waits");
        for number in ["E-104", "E-901"] {
            assert_eq!(line(&finance, number).await.standing, Standing::Settled, "{number}");
        }
        let filter = InvoiceFilter { number: Some("E-104".to_owned()), customer: None };
        let late = invoice::list(&finance, &filter, page(1, 10)).await.expect("invoices").rows.remove(0).id;
        let sheet = invoice::find(&finance, late).await.expect("the invoice");
        assert_eq!(sheet.outstanding.open.minor, 0, "nothing is to be paid of it");
        for (kind, reason) in kinds_of_it.into_iter().zip([CloseReason::Billed, CloseReason::Paid]) {
            let closed = found(kind).await;
            let FindingState::Closed { why, by: Some(by), .. } = closed else { panic!("{closed:?}") };
            assert_eq!(why, reason);
            assert!(matches!(by, SettledBy::CreditNote { number, .. } if number == "E-901"));
        }
        assert_eq!(kinds(&program).await, [], "nothing is found about that money");
        operations::nightly::run(&test.office).await.expect("the night");
        assert_eq!((count(&finance).await.expect("a count"), kinds(&program).await), (0, Vec::new()), "after a night");

        // Without the credit note the invoice waits again, and is found again.
        let notes = operations::import::list(&program).await.expect("imports").remove(0).id;
        taken_back(&program, notes).await;
        assert_eq!(line(&finance, "E-104").await.standing, Standing::Waiting { why: Waiting::NoRow });
        for kind in kinds_of_it {
            assert!(found(kind).await.is_open(), "{kind:?}");
        }
        bring_content(&program, ImportKind::Invoices, BACK).await;
        assert_eq!((count(&finance).await.expect("a count"), kinds(&program).await), (0, Vec::new()), "and once more");
    }
}
