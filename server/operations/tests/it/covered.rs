//! Terms that are put right after the invoices were: the corrections are those that the invoices bill already.

use crate::{
    import::{bring_content, settled, taken_back},
    loose::somebody,
    owed::said,
};
use model::{billing::BillingState, person::Role, view::ImportKind};
use operations::{
    Actor, billing,
    contract::{ContractFilter, ContractSort, edit, form},
    page,
};

const CONTRACTS: &str = "Contract No.,Customer,Signed,Start Date,End Date,Description,Billing Frequency,Price per Period,Currency\n\
    K-1,Late Terms,2026-01-01,2026-01-01,2026-04-30,Service,monthly,500.00,EUR\n";

/// The price was 510, and the contract ended in the middle of April.
const INVOICES: &str = "Invoice No.,Customer,Contract No.,Invoice Date,Due Date,Period Start,Period End,Description,Amount,Currency\n\
    K-101,Late Terms,K-1,2026-01-01,2026-12-31,2026-01-01,2026-01-31,Service,510.00,EUR\n\
    K-102,Late Terms,K-1,2026-02-01,2026-12-31,2026-02-01,2026-02-28,Service,510.00,EUR\n\
    K-103,Late Terms,K-1,2026-03-01,2026-12-31,2026-03-01,2026-03-31,Service,510.00,EUR\n\
    K-104,Late Terms,K-1,2026-04-01,2026-12-31,2026-04-01,2026-04-15,Service,255.00,EUR\n";

/// The states of a contract's rows, and what they are billed.
async fn rows(actor: &Actor, number: &str) -> Vec<(i64, i64, BillingState)> {
    let ledger = billing::of_contract(actor, number).await.expect("a ledger");
    ledger.into_iter().map(|entry| (entry.amount.minor, entry.billed.minor, entry.state)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_billed_as_the_terms_are_put_right_is_neither_missing_nor_too_much() {
    for test in settled("covered").await {
        let program = test.office.program("test");
        let manager = somebody(&test.office, Role::Manager).await;
        let finance = somebody(&test.office, Role::Finance).await;
        bring_content(&program, ImportKind::Contracts, CONTRACTS).await;
        bring_content(&program, ImportKind::Invoices, INVOICES).await;
        let (unbilled, overbilled) = said(&finance).await;
        assert!(unbilled.iter().all(|minor| *minor == 24_500) && overbilled.iter().all(|minor| *minor == 3_000));

        let (filter, sort) = (ContractFilter::default(), ContractSort::default());
        let found = operations::contract::list(&manager, &filter, sort, false, page(1, 5)).await;
        let number = found.expect("contracts").rows.remove(0).number;
        let mut open = form(&manager, Some(&number), None).await.expect("its form");
        open.form.lines[0].unit_price = "510".to_owned();
        open.form.lines[0].price_from = String::new();
        open.form.term_last_day = "2026-04-15".to_owned();
        edit(&manager, &number, 1, &open.form).await.expect("put right");
        let agreed = (vec![0; 5], vec![0; 3]);
        assert_eq!(said(&finance).await, agreed, "as they are put right");
        let billed = rows(&finance, &number).await;
        assert_eq!(billed.len(), 8, "each period and its correction");
        assert!(billed.iter().all(|(amount, billed, state)| amount == billed && *state == BillingState::Billed));

        let invoices = operations::import::list(&program).await.expect("imports").remove(0).id;
        taken_back(&program, invoices).await;
        bring_content(&program, ImportKind::Invoices, INVOICES).await;
        assert_eq!(said(&finance).await, agreed, "and once the invoices come again");
    }
}
