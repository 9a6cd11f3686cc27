//! What is not billed, with rebates beside the charges: the findings, the list of what is to be billed and the dashboard
//! say the same, to the cent.

use crate::{
    import::{bring_content, settled},
    loose::somebody,
    office::today,
};
use model::{
    leakage::FindingKind,
    view::{FindingRow, FlowPart, ImportKind},
};
use operations::{
    Actor,
    billing::{self, BillingFilter},
    leakage::{FindingFilter, Months, claim, dashboard, list, recover, waive},
    nightly,
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
