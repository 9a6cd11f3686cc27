//! What was recovered or given up before its invoice came.

use super::*;
use std::collections::BTreeSet;
use store::{invoice::Among, sight::Sight};

/// Brings an invoice over a row of the ledger of a finding, and lets a night pass.
async fn invoiced(office: &Office, of: &FindingSheet, row: &LedgerEntry, number: &str, net: Money) {
    let content = format!(
        "Invoice No.,Customer,Contract No.,Invoice Date,Due Date,Period Start,Period End,Description,Amount,Currency\n\
         {number},{},{},{},2026-12-31,{},{},Late,{},{}\n",
        of.row.customer,
        of.row.contract,
        row.billing_day,
        row.period.first,
        row.period.last,
        net.major(),
        net.currency
    );
    crate::import::bring_content(&office.program("test"), model::view::ImportKind::Invoices, &content).await;
    nightly::run(office).await.expect("the night");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_recovered_before_its_invoice_came_is_paid_of_it_until_it_is_taken_back() {
    for test in offices("recovery_before").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let finance = acting_as(&test.office, Role::Finance).await;
        let found = claimed(&finance, FindingKind::MissingPeriod).await;
        let (id, whole) = (found.row.id, found.row.finding.amount.expect("an amount"));
        let trend = async || {
            let sums = dashboard(&finance, &FindingFilter::default(), Months::Twelve).await.expect("sums");
            sums.trend.iter().map(|month| month.recovered).sum::<i64>()
        };
        let (before, come_in) = (flow_of(&finance, &found, None).await, trend().await);
        recover(&finance, id, found.row.version, &whole.major().to_string(), "").await.expect("recovered");
        let done = shown(&finance, id).await;
        assert_eq!(done.paid_before, None, "there is no invoice yet");
        let row = rows_of(&finance, &done).await.remove(0);
        assert_eq!((row.recovered, row.paid_before.minor), (whole, 0));

        invoiced(&test.office, &done, &row, "AFTER-1", whole).await;
        let after = flow_of(&finance, &found, None).await;
        assert_eq!((after.billed, after.recovered()), (before.billed + whole.minor, 0));
        assert_eq!(after.collected, before.collected + whole.minor, "it is paid, once");
        assert_eq!((after.unbilled, after.overbilled), (before.unbilled - whole.minor, before.overbilled));
        for part in [FlowPart::Collected, FlowPart::Uncollected] {
            let opened = flow_of(&finance, &found, Some(part)).await;
            let of = |flow: &Flow| if part == FlowPart::Collected { flow.collected } else { flow.uncollected() };
            assert_eq!(of(&opened), of(&after), "{part:?}");
        }
        let row = rows_of(&finance, &done).await.remove(0);
        assert_eq!((row.billed, row.recovered.minor, row.paid_before), (whole, 0, whole));
        let said = shown(&finance, id).await;
        assert_eq!((said.paid_before, said.row.recovered), (Some(whole), Some(whole)));
        assert!(matches!(said.row.state, FindingState::Recovered { .. }), "{:?}", said.row.state);
        assert_eq!(trend().await, come_in + whole.minor, "the trend counts it once");
        let filter = invoice::InvoiceFilter { number: Some("AFTER-1".to_owned()), ..Default::default() };
        let list = invoice::list(&finance, &filter, operations::page(1, 5)).await.expect("invoices");
        let of = list.rows.iter().find(|row| row.number == "AFTER-1").expect("the invoice").id;
        let sheet = invoice::find(&finance, of).await.expect("the invoice");
        assert_eq!((sheet.outstanding.recovered, sheet.outstanding.open.minor), (sheet.outstanding.total, 0));
        // The list, its sum and the account of the customer say the same.
        let whole_page = operations::page(1, 5);
        let paid = async || {
            let (list, sums) = invoice::list_with_totals(&finance, &filter, whole_page).await.expect("sums");
            let account =
                customer::account(&finance, sheet.customer, operations::page(1, 200)).await.expect("an account");
            let own = account.invoices.iter().find(|own| own.id == of).expect("the invoice").paid;
            let all = account.sums.iter().map(|sums| sums.paid.minor).sum::<i64>();
            ((list.rows[0].paid, sums[0].paid, own), all)
        };
        let (each, all) = paid().await;
        let total = sheet.outstanding.total;
        assert_eq!(each, (total, total, total));

        take_back(&finance, id, said.row.version, said.recoveries[0].id).await.expect("taken back");
        let again = invoice::find(&finance, of).await.expect("the invoice").outstanding;
        assert_eq!((again.recovered.minor, again.open), (0, again.total));
        let (each, without) = paid().await;
        let nothing = Money::zero(total.currency);
        assert_eq!((each, all - without), ((nothing, nothing, nothing), total.minor));
        assert_eq!(flow_of(&finance, &found, None).await.collected, before.collected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_period_that_was_given_up_and_is_billed_after_all_is_billed() {
    for test in offices("recovery_billed_after").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let finance = acting_as(&test.office, Role::Finance).await;
        let found = of_kind(&finance, FindingKind::MissingPeriod).await;
        waive(&finance, found.id, found.version, "Agreed").await.expect("given up");
        let given_up = shown(&finance, found.id).await;
        let before = flow_of(&finance, &given_up, None).await;
        let row = rows_of(&finance, &given_up).await.remove(0);
        assert_eq!(row.state, BillingState::Waived);
        let amount = row.amount;
        let bring = async |number: &str, minor: i64| {
            invoiced(&test.office, &given_up, &row, number, Money::new(minor, amount.currency)).await;
        };
        let part = amount.minor / 4;
        bring("LATE-1", part).await;
        let billed = flow_of(&finance, &given_up, None).await;
        assert_eq!((billed.waived, billed.billed), (before.waived - part, before.billed + part));
        assert_eq!(
            shown(&finance, found.id).await.row.finding.amount.map(|rest| rest.minor),
            Some(amount.minor - part)
        );
        bring("LATE-2", amount.minor - part).await;
        let billed = flow_of(&finance, &given_up, None).await;
        assert_eq!((billed.waived, billed.billed), (before.waived - amount.minor, before.billed + amount.minor));
        assert_eq!((billed.unbilled, billed.overbilled), (before.unbilled, before.overbilled));
        assert_eq!(rows_of(&finance, &given_up).await[0].state, BillingState::Billed);
        let closed = shown(&finance, found.id).await.row;
        assert!(matches!(closed.state, FindingState::Closed { why: CloseReason::Billed, .. }), "{closed:?}");
        assert_eq!(rows_of(&finance, &given_up).await[0].waived_reason, None, "nothing says that it is given up");

        // What is billed no longer is given up again, as it was.
        let filter = invoice::InvoiceFilter { number: Some("LATE-".to_owned()), ..Default::default() };
        let page = operations::page(1, 200);
        let late = invoice::list(&finance, &filter, page).await.expect("invoices").rows;
        assert_eq!(late.len(), 2);
        for late in late {
            let line = invoice::find(&finance, late.id).await.expect("the invoice").lines.remove(0);
            reconciliation::undo_match(&finance, line.id, line.version, None).await.expect("taken off");
        }
        let again = shown(&finance, found.id).await.row;
        assert_eq!((&again.state, again.finding.amount), (&given_up.row.state, Some(amount)));
        let row = rows_of(&finance, &given_up).await.remove(0);
        assert_eq!((row.state, row.waived_reason.as_deref()), (BillingState::Waived, Some("Agreed")));
        assert_eq!(flow_of(&finance, &given_up, None).await, before);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_invoices_that_money_may_have_come_in_for_before_are_those_of_the_rule() {
    for test in offices("recovery_query").await {
        demonstration::seed(&test.office).await.expect("seeded");
        for statement in [
            "UPDATE expected_billing SET recovered_minor = amount_minor / 2 WHERE amount_minor > 0",
            "UPDATE expected_billing SET billed_minor = amount_minor / 3 WHERE billed_minor > 0 \
             AND contract_id IN (SELECT id FROM contract ORDER BY number LIMIT 30)",
            "INSERT INTO recovery_part (recovery_id, expected_billing_id, amount_minor) \
             SELECT id, id, recovered_minor FROM expected_billing WHERE recovered_minor > 0",
        ] {
            crate::sums::run(&test.office, statement).await;
        }
        let connection = test.office.sessions().reading();
        let program = test.office.program("test");
        let contracts: Vec<_> = sample::demonstration(today()).contracts.into_iter().map(|one| one.id).collect();
        let paid: BTreeSet<_> = store::billing::of_contracts(connection, &contracts)
            .await
            .expect("a ledger")
            .into_iter()
            .filter(|stored| stored.row.paid_before() > 0)
            .map(|stored| stored.row.id)
            .collect();
        let all = invoice::list(&program, &invoice::InvoiceFilter::default(), operations::page(1, 200)).await;
        let all: Vec<_> = all.expect("invoices").rows.into_iter().map(|row| row.id).collect();
        let rows = store::invoice::rows_of_invoices(connection, &all).await.expect("rows");
        let billed: BTreeSet<_> = rows.iter().map(|(invoice, _)| *invoice).collect();
        let ruled: BTreeSet<_> =
            rows.iter().filter(|(_, row)| paid.contains(row)).map(|(invoice, _)| *invoice).collect();
        assert!(!ruled.is_empty() && ruled.len() < billed.len(), "some are paid before, and some are not");
        let these = store::invoice::with_recovered(connection, Among::These(&all)).await.expect("an answer");
        assert_eq!(these.into_iter().collect::<BTreeSet<_>>(), ruled);
        let filter = invoice::InvoiceFilter::default();
        let listed = store::invoice::with_recovered(connection, Among::Listed(&filter, Sight::Everything)).await;
        let listed: BTreeSet<_> = listed.expect("an answer").into_iter().filter(|id| all.contains(id)).collect();
        assert_eq!(listed, ruled);
        let customer = sample::demonstration(today()).contracts.remove(0).details.customer;
        let own = store::invoice::with_recovered(connection, Among::OfCustomer(customer, Sight::Everything)).await;
        let own: BTreeSet<_> = own.expect("an answer").into_iter().collect();
        for id in &own {
            assert_eq!(invoice::find(&program, *id).await.expect("the invoice").customer, customer);
        }
        assert!(ruled.iter().filter(|id| !own.contains(id)).count() > 0, "others have their own");
    }
}
