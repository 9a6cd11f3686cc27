//! What is not billed, with rebates beside the charges: the findings, the list of what is to be billed and the dashboard
//! say the same, to the cent.

use crate::{
    import::{bring_content, settled},
    loose::somebody,
    office::today,
};
use model::{
    billing::BillingState,
    event::Event,
    leakage::FindingKind,
    view::{FindingRow, FlowPart, ImportKind},
};
use operations::{
    Actor,
    billing::{self, BillingFilter},
    invoice,
    leakage::{FindingFilter, Months, claim, dashboard, list, recover, waive},
    nightly,
    reconciliation::{QueueFilter, match_line, queue, reclaim_row, undo_match, waive_row},
};

const CONTRACTS: &str = "Contract No.,Customer,Signed,Start Date,End Date,Description,Billing Frequency,Price per Period,Currency\n\
    R-1,Rebate Ltd,2026-01-01,2026-01-01,2026-10-31,Service,monthly,500.00,EUR\n\
    R-1,Rebate Ltd,2026-01-01,2026-01-01,2026-10-31,Rebate,monthly,-50.00,EUR\n\
    R-2,Rebate Ltd,2026-01-01,2026-01-01,2026-10-31,Service,monthly,200.00,EUR\n\
    R-2,Rebate Ltd,2026-01-01,2026-01-01,2026-10-31,Rebate,monthly,-20.50,EUR\n";

/// Everything of the second contract but the month of May; the invoices of the year are known.
fn invoices() -> String {
    let head = "Invoice No.,Customer,Contract No.,Invoice Date,Period Start,Period End,Description,Amount,Currency\n"
        .to_owned();
    let months = (1..=10).filter(|month| *month != 5);
    let line = |month: u32, what: &str, amount: &str| {
        format!(
            "R-{month},Rebate Ltd,R-2,2026-{month:02}-01,2026-{month:02}-01,2026-{month:02}-28,{what},{amount},EUR\n"
        )
    };
    months.fold(head, |text, month| text + &line(month, "Service", "200.00") + &line(month, "Rebate", "-20.50"))
}

async fn of_rebates(actor: &Actor) -> Vec<FindingRow> {
    let kinds = [FindingKind::NeverBilled, FindingKind::MissingPeriod].to_vec();
    let filter = FindingFilter { kinds, ..FindingFilter::default() };
    list(actor, &filter, operations::page(1, 200)).await.expect("findings").rows
}

/// What is not billed, in minor units: as the findings, as their rows, as the list of billing, as the dashboard says.
async fn said(actor: &Actor) -> [i64; 4] {
    let rows = of_rebates(actor).await;
    let amounts = rows.iter().filter_map(|row| row.finding.amount).map(|amount| amount.minor).sum();
    let mut named = 0;
    for row in &rows {
        let ledger = billing::of_contract(actor, &row.contract).await.expect("a ledger");
        let rests_on: Vec<_> = row.finding.evidence.rows().iter().map(|row| row.row).collect();
        let of = ledger.iter().filter(|entry| rests_on.contains(&entry.id));
        named += of.map(|entry| entry.left.minor).sum::<i64>();
    }
    let filter = BillingFilter { part: Some(FlowPart::Unbilled), to: Some(today()), ..BillingFilter::default() };
    let (_, totals) = billing::list_with_totals(actor, &filter, operations::page(1, 200)).await.expect("a list");
    let listed = totals.expect("sums").iter().map(|flow| flow.unbilled).sum();
    let sums = dashboard(actor, &FindingFilter::default(), Months::Twelve).await.expect("sums");
    [amounts, named, listed, sums.flow.iter().map(|flow| flow.unbilled).sum()]
}

#[tokio::test(flavor = "multi_thread")]
async fn findings_billing_and_dashboard_agree_on_what_rebates_take_off() {
    for test in settled("rebates").await {
        let actor = test.office.program("test");
        bring_content(&actor, ImportKind::Contracts, CONTRACTS).await;
        bring_content(&actor, ImportKind::Invoices, &invoices()).await;
        nightly::run(&test.office).await.expect("the night");
        let found: Vec<_> =
            of_rebates(&actor).await.into_iter().map(|row| (row.finding.kind, row.finding.amount)).collect();
        let amounts: Vec<_> = found.iter().map(|(kind, amount)| (*kind, amount.map(|amount| amount.minor))).collect();
        assert_eq!(amounts, [(FindingKind::NeverBilled, Some(450_000)), (FindingKind::MissingPeriod, Some(17_950))]);
        assert_eq!(said(&actor).await, [467_950; 4]);

        let finance = somebody(&test.office, model::person::Role::Finance).await;
        let missing = of_rebates(&finance).await.remove(1);
        claim(&finance, missing.id, missing.version).await.expect("claimed");
        recover(&finance, missing.id, missing.version + 1, "100", "").await.expect("a part");
        assert_eq!(said(&finance).await, [457_950; 4], "after a part came in");
        let missing = of_rebates(&finance).await.remove(1);
        recover(&finance, missing.id, missing.version, "79.50", "").await.expect("the rest");
        assert_eq!(said(&finance).await, [450_000; 4], "after all of it came in");
        let never = of_rebates(&finance).await.remove(0);
        waive(&finance, never.id, never.version, "Agreed").await.expect("given up");
        assert_eq!(said(&finance).await, [0; 4], "after it was given up");
        nightly::run(&test.office).await.expect("the night");
        assert_eq!(said(&finance).await, [0; 4], "and after a night");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_charge_that_is_given_up_takes_the_rebate_of_its_days_along_and_back() {
    for test in settled("rebate_given_up").await {
        let program = test.office.program("test");
        bring_content(&program, ImportKind::Contracts, CONTRACTS).await;
        bring_content(&program, ImportKind::Invoices, &invoices()).await;
        let finance = somebody(&test.office, model::person::Role::Finance).await;
        let never = of_rebates(&finance).await.remove(0);
        let of_june = async || {
            let ledger = billing::of_contract(&finance, &never.contract).await.expect("a ledger");
            ledger
                .into_iter()
                .filter(|row| row.period.first == "2026-06-01".parse().expect("a day"))
                .collect::<Vec<_>>()
        };
        let charge = of_june().await.into_iter().find(|row| row.amount.minor > 0).expect("the charge of June");
        let number = never.contract.clone();
        waive_row(&finance, &number, charge.id, (0, charge.state), "A gift").await.expect("given up");
        let gone: Vec<_> = of_june().await.into_iter().map(|row| (row.state, row.waived_reason)).collect();
        let with_reason = (BillingState::Waived, Some("A gift".to_owned()));
        assert_eq!(gone, [with_reason.clone(), with_reason], "charge and rebate");
        assert_eq!(said(&finance).await, [467_950 - 45_000; 4], "neither is taken off what is left");

        reclaim_row(&finance, &number, charge.id, (0, BillingState::Waived)).await.expect("expected again");
        assert!(of_june().await.iter().all(|row| row.state == BillingState::Expected));
        assert_eq!(said(&finance).await, [467_950; 4]);
        let past = operations::history::of_contract(&program, &number).await.expect("a history");
        let back = past.iter().filter(|past| matches!(past.event, Event::RowReclaimed { .. })).count();
        let up = past.iter().filter(|past| matches!(past.event, Event::RowWaived { .. })).count();
        assert_eq!((up, back), (2, 2), "each row is recorded");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_an_invoice_with_a_rebate_no_more_is_collected_than_was_paid() {
    const PAID: &str = "Invoice No.,Customer,Contract No.,Invoice Date,Period Start,Period End,Description,Amount,Total,Paid on,Paid amount,Currency\n\
        P-1,Rebate Ltd,R-1,2026-08-01,2026-08-01,2026-08-31,Service,500.00,540.00,2026-08-20,540.00,EUR\n\
        P-1,Rebate Ltd,R-1,2026-08-01,2026-08-01,2026-08-31,Rebate,-50.00,540.00,2026-08-20,540.00,EUR\n\
        P-2,Rebate Ltd,R-1,2026-09-01,2026-09-01,2026-09-30,Service,450.00,540.00,2026-09-20,270.00,EUR\n";
    for test in settled("rebates_paid").await {
        let actor = test.office.program("test");
        bring_content(&actor, ImportKind::Contracts, CONTRACTS).await;
        bring_content(&actor, ImportKind::Invoices, PAID).await;
        let sums = dashboard(&actor, &FindingFilter::default(), Months::Three).await.expect("sums");
        let flow = sums.flow.first().expect("one currency");
        assert_eq!((flow.billed, flow.collected, flow.uncollected()), (90_000, 67_500, 22_500));
        for (part, expected) in [(FlowPart::Collected, 67_500), (FlowPart::Uncollected, 22_500)] {
            let filter = BillingFilter { part: Some(part), ..BillingFilter::default() };
            let (_, totals) = billing::list_with_totals(&actor, &filter, operations::page(1, 50)).await.expect("rows");
            let total = totals.expect("few").first().copied().expect("one currency");
            let found = if part == FlowPart::Collected { total.collected } else { total.uncollected() };
            assert_eq!(found, expected, "{part:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_in_another_currency_bills_nothing_of_a_promise() {
    const FOREIGN: &str = "Invoice No.,Customer,Contract No.,Invoice Date,Period Start,Period End,Description,Amount,Paid on,Paid amount,Currency\n\
        G-1,Rebate Ltd,R-2,2026-08-01,2026-08-01,2026-08-31,Service,200.00,2026-08-20,200.00,GBP\n";
    for test in settled("billed_foreign").await {
        let actor = test.office.program("test");
        let finance = somebody(&test.office, model::person::Role::Finance).await;
        bring_content(&actor, ImportKind::Contracts, CONTRACTS).await;
        bring_content(&actor, ImportKind::Invoices, FOREIGN).await;
        let sums = async || {
            let sums = dashboard(&actor, &FindingFilter::default(), Months::Twelve).await.expect("sums");
            sums.flow.iter().map(|flow| (flow.currency, flow.billed, flow.collected)).collect::<Vec<_>>()
        };
        assert_eq!(sums().await, [(model::money::Currency::EUR, 0, 0)]);
        let tile_and_bar = async || {
            let sums = dashboard(&actor, &FindingFilter::default(), Months::Twelve).await.expect("sums");
            let of_stage = sums.by_kind.iter().filter(|sum| sum.of.stage() == model::leakage::Stage::Unbilled);
            let tile: i64 = of_stage.filter_map(|sum| sum.amount).map(|amount| amount.minor).sum();
            let kinds: Vec<_> = sums.by_kind.iter().map(|sum| sum.of).collect();
            assert!(kinds.contains(&FindingKind::WrongParty), "the invoice is a finding of its own: {kinds:?}");
            (tile, sums.flow.iter().map(|flow| flow.unbilled).sum::<i64>())
        };
        assert_eq!(tile_and_bar().await, (45_000 + 17_950, 45_000 + 17_950), "its month is not billed");
        let filter = invoice::InvoiceFilter { number: Some("G-1".to_owned()), customer: None };
        let found = invoice::list(&finance, &filter, operations::page(1, 5)).await.expect("invoices").rows[0].id;
        let line = invoice::find(&finance, found).await.expect("the invoice").lines.remove(0);
        let row = line.matches.first().expect("it stands at its period all the same").row.id;
        // Counted anew after a decision it is the same.
        undo_match(&finance, line.id, line.version, None).await.expect("undone");
        let version = invoice::find(&finance, found).await.expect("the invoice").lines.remove(0).version;
        match_line(&finance, line.id, version, &[(row, "200".to_owned())]).await.expect("matched");
        assert_eq!(sums().await, [(model::money::Currency::EUR, 0, 0)]);
        assert_eq!(tile_and_bar().await, (45_000 + 17_950, 45_000 + 17_950));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_line_that_nets_a_rebate_what_waits_has_the_sign_of_what_is_left() {
    const NET: &str = "Invoice No.,Customer,Contract No.,Invoice Date,Period Start,Period End,Description,Amount,Currency\n\
        N-8,Rebate Ltd,R-2,2026-08-01,2026-08-01,2026-08-31,Service less rebate,179.50,EUR\n";
    for test in settled("netted_rest").await {
        let actor = test.office.program("test");
        let finance = somebody(&test.office, model::person::Role::Finance).await;
        bring_content(&actor, ImportKind::Contracts, CONTRACTS).await;
        bring_content(&actor, ImportKind::Invoices, NET).await;
        let filter = invoice::InvoiceFilter { number: Some("N-8".to_owned()), customer: None };
        let id = invoice::list(&finance, &filter, operations::page(1, 5)).await.expect("invoices").rows[0].id;
        let line = async || invoice::find(&finance, id).await.expect("the invoice").lines.remove(0);
        let before = line().await;
        let rows: Vec<_> = before.matches.iter().map(|found| (found.row.id, found.amount.minor)).collect();
        assert_eq!(rows.iter().map(|(_, minor)| minor).sum::<i64>(), 17_950, "{rows:?}");
        let (rebate, _) = *rows.iter().find(|(_, minor)| *minor == -2_050).expect("the rebate is netted in the line");
        undo_match(&finance, before.id, before.version, Some(rebate)).await.expect("undone");
        let waiting = queue(&finance, &QueueFilter::default(), operations::page(1, 10)).await.expect("the queue").rows;
        assert_eq!(waiting.iter().map(|row| row.open.minor).collect::<Vec<_>>(), [-2_050]);
        assert_eq!(line().await.open.minor, -2_050, "as on the page of the line");

        // By hand the same parts are matched as they stand in the form, the rebate with its sign.
        undo_match(&finance, before.id, line().await.version, None).await.expect("undone");
        let typed = |charge: &str, rebate: &str| -> Vec<_> {
            let texts = rows.iter().map(|(id, minor)| (*id, if *minor < 0 { rebate } else { charge }));
            texts.map(|(id, text)| (id, text.to_owned())).collect()
        };
        for (charge, off) in [("-200", "20.50"), ("-200", "-20.50"), ("200", "20.50"), ("10", "-20.50")] {
            let refused = match_line(&finance, before.id, line().await.version, &typed(charge, off)).await;
            assert!(matches!(refused, Err(operations::Failure::Refused(_))), "{charge} {off}");
        }
        match_line(&finance, before.id, line().await.version, &typed("200", "-20.50")).await.expect("matched");
        let again = line().await;
        assert_eq!(again.standing, model::view::Standing::Matched);
        let parts: Vec<_> = again.matches.iter().map(|found| (found.row.id, found.amount.minor)).collect();
        assert_eq!(parts, rows);
    }
}
