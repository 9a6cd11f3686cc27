//! Figures and the rows they open: each part of the way from promise to cash is the total of its list.

use crate::office::offices;
use model::{
    billing::BillingState,
    view::{BillingRow, Flow, FlowPart, InvoiceTotals},
};
use operations::{
    Actor,
    billing::{BillingFilter, list_with_totals},
    demonstration, invoice,
    leakage::{FindingFilter, Months, dashboard},
};

async fn opened(actor: &Actor, filter: &BillingFilter) -> (Vec<BillingRow>, Flow) {
    let (list, totals) = list_with_totals(actor, filter, operations::page(1, 200)).await.expect("rows");
    assert_eq!(list.rows.len() as u64, list.total, "all on one page");
    let currency = filter.currency.as_deref().expect("one currency").parse().expect("a currency");
    (list.rows, totals.expect("few enough").first().copied().unwrap_or(Flow::new(currency)))
}

#[tokio::test(flavor = "multi_thread")]
async fn each_figure_of_the_way_to_cash_is_the_total_of_the_rows_it_opens() {
    for test in offices("totals").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let actor = test.office.program("test");
        let sums = dashboard(&actor, &FindingFilter::default(), Months::Three).await.expect("sums");
        assert!(!sums.flow.is_empty());
        for flow in &sums.flow {
            let all = BillingFilter {
                from: Some(sums.period.first),
                to: Some(sums.period.last),
                currency: Some(flow.currency.code().to_owned()),
                ..BillingFilter::default()
            };
            let (rows, total) = opened(&actor, &all).await;
            assert_eq!(total, *flow, "all rows");
            assert_eq!(rows.iter().map(|row| row.amount.minor).sum::<i64>(), flow.contracted);
            assert_eq!(rows.iter().map(|row| row.expected().minor).sum::<i64>(), flow.expected());
            assert_eq!(rows.iter().map(|row| row.collected.minor).sum::<i64>(), flow.collected);
            assert!(rows.iter().all(|row| !row.line.is_empty()), "each row names its price line");
            let part = async |part| opened(&actor, &BillingFilter { part: Some(part), ..all.clone() }).await;
            let (rows, total) = part(FlowPart::Invoiced).await;
            assert_eq!(total.billed, flow.billed);
            assert!(rows.iter().all(|row| row.billed.minor != 0));
            assert_eq!(part(FlowPart::Unbilled).await.1.unbilled, flow.unbilled);
            assert_eq!(part(FlowPart::Overbilled).await.1.overbilled, flow.overbilled);
            let (rows, total) = part(FlowPart::Collected).await;
            assert_eq!(total.collected, flow.collected);
            assert!(rows.iter().all(|row| row.collected.minor > 0));
            let (rows, total) = part(FlowPart::Uncollected).await;
            assert_eq!(total.uncollected(), flow.uncollected());
            assert!(rows.iter().all(|row| row.collected != row.billed));
            assert_eq!(part(FlowPart::Forgiven).await.1.forgiven, flow.forgiven);
            let waived = BillingFilter { states: vec![BillingState::Waived], ..all.clone() };
            assert_eq!(opened(&actor, &waived).await.1.waived, flow.waived);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn invoices_are_added_up_by_currency() {
    for test in offices("totals_invoices").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let actor = test.office.program("test");
        let filter = invoice::InvoiceFilter::default();
        let (mut seen, mut number) = (Vec::new(), 1);
        let totals = loop {
            let page = operations::page(number, 200);
            let (list, totals) = invoice::list_with_totals(&actor, &filter, page).await.expect("invoices");
            seen.extend(list.rows);
            if seen.len() as u64 >= list.total {
                break totals;
            }
            number += 1;
        };
        assert!(!totals.is_empty());
        for InvoiceTotals { total, net, paid } in totals {
            let same = || seen.iter().filter(|row| row.paid.currency == paid.currency);
            let taxed: Vec<i64> = same().filter_map(|row| row.total).map(|total| total.minor).collect();
            assert_eq!((!taxed.is_empty()).then(|| taxed.iter().sum::<i64>()), total.map(|total| total.minor));
            let untaxed: Vec<i64> = same().filter(|row| row.total.is_none()).map(|row| row.net.minor).collect();
            assert_eq!((!untaxed.is_empty()).then(|| untaxed.iter().sum::<i64>()), net.map(|net| net.minor));
            assert_eq!(same().map(|row| row.paid.minor).sum::<i64>(), paid.minor);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn invoices_without_a_tax_have_no_total_with_it() {
    for test in offices("totals_untaxed").await {
        demonstration::seed(&test.office).await.expect("seeded");
        crate::import_run::change(&test.office, "UPDATE invoice SET total_minor = NULL").await;
        let actor = test.office.program("test");
        let filter = invoice::InvoiceFilter::default();
        let (list, totals) =
            invoice::list_with_totals(&actor, &filter, operations::page(1, 200)).await.expect("invoices");
        assert!(list.rows.iter().all(|row| row.total.is_none() && row.net.minor != 0));
        assert!(!totals.is_empty() && totals.iter().all(|sums| sums.total.is_none() && sums.net.is_some()));
    }
}
