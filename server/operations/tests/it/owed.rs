//! What was billed too much, by charge or by a rebate that was not given: the tile, the way from promise to cash, the list it
//! opens and the customer say the same, also when it is given back.

use crate::{
    import::{bring_content, settled},
    loose::somebody,
};
use model::{
    leakage::{CloseReason, FindingKind, FindingState, SettledBy, Stage},
    person::Role,
    view::{FindingRow, FlowPart, ImportKind},
};
use operations::{
    Actor,
    billing::{self, BillingFilter},
    customer::{self, CustomerFilter, CustomerSort},
    leakage::{FindingFilter, Months, claim, dashboard, list, recover, reopen, sheet, take_back, waive},
    nightly, page,
};

const CONTRACTS: &str = "Contract No.,Customer,Signed,Start Date,End Date,Description,Billing Frequency,Price per Period,Currency\n\
    O-1,Owed Ltd,2026-01-01,2026-01-01,2026-03-31,Service,monthly,500.00,EUR\n\
    O-1,Owed Ltd,2026-01-01,2026-01-01,2026-03-31,Rebate,monthly,-50.00,EUR\n\
    O-2,Owed Ltd,2026-01-01,2026-01-01,2026-03-31,Service,monthly,200.00,EUR\n";

/// Of the first contract March alone is billed net; of the second February is missing, and March is too high.
const INVOICES: &str = "Invoice No.,Customer,Contract No.,Invoice Date,Due Date,Period Start,Period End,Description,Amount,Currency\n\
    O-101,Owed Ltd,O-1,2026-01-01,2026-12-31,2026-01-01,2026-01-31,Service,500.00,EUR\n\
    O-102,Owed Ltd,O-1,2026-02-01,2026-12-31,2026-02-01,2026-02-28,Service,500.00,EUR\n\
    O-103,Owed Ltd,O-1,2026-03-01,2026-12-31,2026-03-01,2026-03-31,Service,450.00,EUR\n\
    O-201,Owed Ltd,O-2,2026-01-01,2026-12-31,2026-01-01,2026-01-31,Service,200.00,EUR\n\
    O-203,Owed Ltd,O-2,2026-03-01,2026-12-31,2026-03-01,2026-03-31,Service,260.00,EUR\n";

/// What is not billed, and what is billed too much, in minor units: as the tiles say, as the way from promise to cash, as the
/// lists that it opens; and what is not billed as the page of the customer and the list of customers say.
pub(crate) async fn said(actor: &Actor) -> (Vec<i64>, Vec<i64>) {
    let sums = dashboard(actor, &FindingFilter::default(), Months::Twelve).await.expect("sums");
    let tile = |stage: Stage| {
        let of_stage = sums.by_kind.iter().filter(|sum| sum.of.stage() == stage);
        of_stage.filter_map(|sum| sum.amount).map(|amount| amount.minor).sum::<i64>()
    };
    let flow = sums.flow.first().copied().expect("one currency");
    assert_eq!(flow.recovered(), 0, "nothing came in without an invoice");
    let opened = async |part| {
        let filter = BillingFilter {
            part: Some(part),
            from: Some(sums.period.first),
            to: Some(sums.period.last),
            ..BillingFilter::default()
        };
        let (_, totals) = billing::list_with_totals(actor, &filter, page(1, 50)).await.expect("a list");
        totals.expect("sums").first().copied()
    };
    let unbilled = opened(FlowPart::Unbilled).await.map_or(0, |flow| flow.unbilled);
    let overbilled = opened(FlowPart::Overbilled).await.map_or(0, |flow| flow.overbilled);
    let by_name = (CustomerSort::Name, false);
    let listed = customer::overview(actor, &CustomerFilter::default(), by_name, page(1, 5)).await.expect("customers");
    let listed = listed.rows.first().expect("the customer");
    let account = customer::account(actor, listed.id, page(1, 50)).await.expect("an account");
    let account = account.sums.first().expect("one currency");
    assert_eq!((account.expected.minor, account.billed.minor), (flow.expected(), flow.billed), "promised and billed");
    let of_list = listed.at_stake.iter().flatten().map(|amount| amount.minor).sum();
    let of_page = account.at_stake.expect("findings are seen").minor;
    (
        vec![tile(Stage::Unbilled), flow.unbilled, unbilled, of_page, of_list],
        vec![tile(Stage::Overbilled), flow.overbilled, overbilled],
    )
}

async fn too_much(actor: &Actor) -> Vec<FindingRow> {
    let filter = FindingFilter { kinds: vec![FindingKind::AboveTerms], ..FindingFilter::default() };
    let mut rows = list(actor, &filter, page(1, 50)).await.expect("findings").rows;
    rows.sort_by_key(|row| row.finding.period.map(|period| period.first));
    rows
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_billed_too_much_is_the_same_everywhere_until_it_was_given_back() {
    for test in settled("owed").await {
        let program = test.office.program("test");
        let finance = somebody(&test.office, Role::Finance).await;
        bring_content(&program, ImportKind::Contracts, CONTRACTS).await;
        bring_content(&program, ImportKind::Invoices, INVOICES).await;
        let amounts = too_much(&finance).await.into_iter().map(|row| row.finding.amount.map(|amount| amount.minor));
        assert_eq!(amounts.collect::<Vec<_>>(), [Some(5_000), Some(5_000), Some(6_000)]);
        assert_eq!(said(&finance).await, (vec![20_000; 5], vec![16_000; 3]));
        nightly::run(&test.office).await.expect("the night");
        assert_eq!(said(&finance).await, (vec![20_000; 5], vec![16_000; 3]), "after a night");

        // January's rebate is given back by parts, as a person says.
        let january = too_much(&finance).await.remove(0);
        claim(&finance, january.id, january.version).await.expect("claimed");
        recover(&finance, january.id, january.version + 1, "20", "").await.expect("a part");
        assert_eq!(said(&finance).await, (vec![20_000; 5], vec![14_000; 3]));
        recover(&finance, january.id, january.version + 2, "30", "").await.expect("the rest");
        assert_eq!(said(&finance).await, (vec![20_000; 5], vec![11_000; 3]));
        nightly::run(&test.office).await.expect("the night");
        assert_eq!(said(&finance).await, (vec![20_000; 5], vec![11_000; 3]), "after a night");
        let entries = sheet(&finance, january.id).await.expect("the finding");
        let part = entries.recoveries.iter().find(|entry| entry.amount.minor == 3_000).expect("the rest").id;
        take_back(&finance, january.id, entries.row.version, part).await.expect("taken back");
        assert_eq!(said(&finance).await, (vec![20_000; 5], vec![14_000; 3]));

        // What was billed too much of March likewise, and its credit note comes afterwards.
        let march = too_much(&finance).await.remove(2);
        claim(&finance, march.id, march.version).await.expect("claimed");
        recover(&finance, march.id, march.version + 1, "60", "").await.expect("credited");
        assert_eq!(said(&finance).await, (vec![20_000; 5], vec![8_000; 3]));
        const CREDITS: &str = "Invoice No.,Customer,Contract No.,Invoice Date,Original invoice,Period Start,Period End,Description,Amount,Currency\n\
            O-902,Owed Ltd,O-1,2026-04-02,O-102,2026-02-01,2026-02-28,Rebate,-50.00,EUR\n\
            O-903,Owed Ltd,O-2,2026-04-02,O-203,2026-03-01,2026-03-31,Service,-60.00,EUR\n";
        let february = too_much(&finance).await.remove(1);
        bring_content(&program, ImportKind::Invoices, CREDITS).await;
        assert_eq!(said(&finance).await, (vec![20_000; 5], vec![3_000; 3]), "nothing is given back twice");
        let closed = sheet(&finance, february.id).await.expect("the finding").row.state;
        let FindingState::Closed { why: CloseReason::Billed, by: Some(by), .. } = closed else { panic!("{closed:?}") };
        assert!(matches!(by, SettledBy::CreditNote { number, .. } if number == "O-902"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_given_back_as_somebody_decided_is_billed_too_much_nowhere() {
    for test in settled("owed_kept").await {
        let program = test.office.program("test");
        let finance = somebody(&test.office, Role::Finance).await;
        bring_content(&program, ImportKind::Contracts, CONTRACTS).await;
        bring_content(&program, ImportKind::Invoices, INVOICES).await;
        assert_eq!(said(&finance).await, (vec![20_000; 5], vec![16_000; 3]));
        let given_up = async || {
            let sums = dashboard(&finance, &FindingFilter::default(), Months::Twelve).await.expect("sums");
            let filter = BillingFilter {
                states: vec![model::billing::BillingState::Waived],
                from: Some(sums.period.first),
                to: Some(sums.period.last),
                ..BillingFilter::default()
            };
            let (rows, totals) = billing::list_with_totals(&finance, &filter, page(1, 50)).await.expect("a list");
            let listed = totals.expect("sums").first().map_or(0, |flow| flow.waived);
            assert_eq!(rows.rows.iter().map(|row| row.waived.minor).sum::<i64>(), listed);
            assert_eq!(listed, sums.flow.first().expect("a flow").waived, "the bar and its list");
            listed
        };
        // A rebate that was not given, and a charge that was too high.
        let january = too_much(&finance).await.remove(0);
        waive(&finance, january.id, january.version, "Settled otherwise").await.expect("given up");
        assert_eq!(said(&finance).await, (vec![20_000; 5], vec![11_000; 3]));
        assert_eq!(given_up().await, -5_000);
        let ledger = billing::of_contract(&finance, &january.contract).await.expect("a ledger");
        let kept: Vec<_> = ledger.iter().filter(|row| row.kept.minor != 0).map(|row| (row.kept, row.left)).collect();
        assert_eq!(kept.iter().map(|(kept, left)| (kept.minor, left.minor)).collect::<Vec<_>>(), [(-5_000, 0)]);
        let march = too_much(&finance).await.remove(1);
        claim(&finance, march.id, march.version).await.expect("claimed");
        recover(&finance, march.id, march.version + 1, "20", "").await.expect("a part");
        waive(&finance, march.id, march.version + 2, "Agreed").await.expect("given up");
        assert_eq!(said(&finance).await, (vec![20_000; 5], vec![5_000; 3]));
        assert_eq!(given_up().await, -9_000, "the rest of what was billed too much");
        nightly::run(&test.office).await.expect("the night");
        assert_eq!(said(&finance).await, (vec![20_000; 5], vec![5_000; 3]), "after a night");

        let january = sheet(&finance, january.id).await.expect("the finding").row;
        reopen(&finance, january.id, january.version).await.expect("taken up again");
        assert_eq!(said(&finance).await, (vec![20_000; 5], vec![10_000; 3]));
        assert_eq!(given_up().await, -4_000);
    }
}
