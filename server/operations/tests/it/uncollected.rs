//! What is billed and not paid yet: a credit note lessens what is open of the invoice that it takes back, and of no other.

use crate::{
    import::{bring_content, settled},
    loose::somebody,
};
use model::{
    money::Money,
    person::Role,
    view::{FlowPart, ImportKind},
};
use operations::{
    Actor,
    billing::{self, BillingFilter},
    customer::{self, CustomerFilter, CustomerSort},
    invoice::{self, InvoiceFilter},
    leakage::{FindingFilter, Months, dashboard, list, waive},
    nightly, page,
};

const CONTRACTS: &str = "Contract No.,Customer,Signed,Start Date,End Date,Description,Billing Frequency,Price per Period,Currency\n\
    U-1,Paid Ltd,2026-01-01,2026-01-01,2026-03-31,Service,monthly,500.00,EUR\n\
    U-1,Paid Ltd,2026-01-01,2026-01-01,2026-03-31,Rebate,monthly,-50.00,EUR\n\
    U-2,Open Ltd,2026-01-01,2026-01-01,2026-03-31,Service,monthly,200.00,EUR\n";

/// The first customer paid all but March; the second paid nothing.
const INVOICES: &str = "Invoice No.,Customer,Contract No.,Invoice Date,Due Date,Period Start,Period End,Description,Amount,Total,Paid on,Paid amount,Currency\n\
    U-101,Paid Ltd,U-1,2026-01-01,2026-12-31,2026-01-01,2026-01-31,Service,500.00,500.00,2026-01-20,500.00,EUR\n\
    U-102,Paid Ltd,U-1,2026-02-01,2026-12-31,2026-02-01,2026-02-28,Service,500.00,500.00,2026-02-20,500.00,EUR\n\
    U-103,Paid Ltd,U-1,2026-03-01,2026-12-31,2026-03-01,2026-03-31,Service,500.00,500.00,,,EUR\n\
    U-201,Open Ltd,U-2,2026-01-01,2026-12-31,2026-01-01,2026-01-31,Service,200.00,200.00,,,EUR\n\
    U-202,Open Ltd,U-2,2026-02-01,2026-12-31,2026-02-01,2026-02-28,Service,200.00,200.00,,,EUR\n\
    U-203,Open Ltd,U-2,2026-03-01,2026-12-31,2026-03-01,2026-03-31,Service,200.00,200.00,,,EUR\n";

/// The bar, in minor units, which is the total of the list it opens and the sum of its rows; and what was collected.
async fn open(actor: &Actor) -> (i64, i64) {
    let sums = dashboard(actor, &FindingFilter::default(), Months::Twelve).await.expect("sums");
    let flow = sums.flow.first().copied().expect("one currency");
    for (part, of) in [
        (FlowPart::Uncollected, model::view::Flow::uncollected as fn(&model::view::Flow) -> i64),
        (FlowPart::Collected, |flow| flow.collected),
    ] {
        let (first, last) = (sums.period.first, sums.period.last);
        let filter = BillingFilter { part: Some(part), from: Some(first), to: Some(last), ..BillingFilter::default() };
        let (_, totals) = billing::list_with_totals(actor, &filter, page(1, 50)).await.expect("a list");
        assert_eq!(totals.expect("sums").first().map_or(0, of), of(&flow), "{part:?}");
    }
    (flow.uncollected(), flow.collected)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_credit_note_of_what_was_paid_lessens_nothing_that_others_owe() {
    const CREDITS: &str = "Invoice No.,Customer,Contract No.,Invoice Date,Original invoice,Period Start,Period End,Description,Amount,Currency\n\
        U-901,Paid Ltd,U-1,2026-04-02,U-101,2026-01-01,2026-01-31,Rebate,-50.00,EUR\n\
        U-902,Paid Ltd,U-1,2026-04-02,,2026-02-01,2026-02-28,Rebate,-50.00,EUR\n\
        U-903,Paid Ltd,U-1,2026-04-02,U-103,2026-03-01,2026-03-31,Rebate,-50.00,EUR\n";
    for test in settled("uncollected").await {
        let program = test.office.program("test");
        bring_content(&program, ImportKind::Contracts, CONTRACTS).await;
        bring_content(&program, ImportKind::Invoices, INVOICES).await;
        assert_eq!(open(&program).await, (110_000, 100_000));
        bring_content(&program, ImportKind::Invoices, CREDITS).await;
        // That of January is owed back; that of February names no invoice and is taken off what is open of the contract.
        assert_eq!(open(&program).await, (100_000, 95_000));
        nightly::run(&test.office).await.expect("the night");
        assert_eq!(open(&program).await, (100_000, 95_000), "after a night");
        const PAID: &str = "Invoice No.,Payment date,Amount paid,Currency\nU-103,2026-04-20,500.00,EUR\n";
        bring_content(&program, ImportKind::Invoices, PAID).await;
        assert_eq!(open(&program).await, (60_000, 135_000), "now all three are owed back");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_say_was_given_back_lessens_nothing_that_others_owe() {
    for test in settled("uncollected_said").await {
        let program = test.office.program("test");
        bring_content(&program, ImportKind::Contracts, CONTRACTS).await;
        bring_content(&program, ImportKind::Invoices, INVOICES).await;
        let finance = somebody(&test.office, Role::Finance).await;
        let kinds = vec![model::leakage::FindingKind::AboveTerms];
        let filter = FindingFilter { kinds, ..FindingFilter::default() };
        let mut rows = list(&finance, &filter, page(1, 9)).await.expect("findings").rows;
        rows.sort_by_key(|row| row.finding.period.map(|period| period.first));
        let [january, february, _] = rows.as_slice() else { panic!("{rows:?}") };
        operations::leakage::claim(&finance, january.id, january.version).await.expect("claimed");
        operations::leakage::recover(&finance, january.id, january.version + 1, "50", "").await.expect("credited");
        assert_eq!(open(&finance).await, (105_000, 100_000), "it is taken off March, which is open");
        waive(&finance, february.id, february.version, "Agreed").await.expect("given up");
        assert_eq!(open(&finance).await, (105_000, 100_000));
    }
}

/// What is owed back of the invoices and credit notes of a customer, by number: as their pages say; the same of invoices as
/// the list and the page of the customer say, with their sum there.
async fn owed_back(actor: &Actor, name: &str) -> Vec<(String, Option<i64>)> {
    let minor = |money: Option<Money>| money.map(|money| money.minor);
    let filter = CustomerFilter { text: Some(name.to_owned()), ..CustomerFilter::default() };
    let by_name = (CustomerSort::Name, false);
    let found = customer::overview(actor, &filter, by_name, page(1, 5)).await.expect("customers").rows.remove(0);
    let account = customer::account(actor, found.id, page(1, 50)).await.expect("an account");
    let mut said = Vec::new();
    for row in invoice::list(actor, &InvoiceFilter::default(), page(1, 50)).await.expect("invoices").rows {
        let sheet = invoice::find(actor, row.id).await.expect("the invoice");
        if let Some(own) = account.invoices.iter().find(|own| own.id == row.id) {
            assert_eq!(own.owed_back, row.owed_back, "{}", row.number);
            if row.kind == model::invoice::InvoiceKind::Invoice {
                assert_eq!(minor(row.owed_back), minor(sheet.owed_back).filter(|minor| *minor > 0), "{}", row.number);
            }
            said.push((row.number, minor(sheet.owed_back)));
        }
    }
    let sum: i64 = account.invoices.iter().filter_map(|own| own.owed_back).map(|money| money.minor).sum();
    assert_eq!(account.sums.iter().map(|sums| sums.owed_back.minor).sum::<i64>(), sum);
    said.sort();
    said
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_in_beyond_what_is_left_of_an_invoice_is_owed_back_wherever_it_is_shown() {
    const CREDITS: &str = "Invoice No.,Customer,Contract No.,Invoice Date,Original invoice,Description,Amount,Total,Currency\n\
        U-901,Paid Ltd,U-1,2026-04-02,U-101,Service,-500.00,-500.00,EUR\n\
        U-902,Paid Ltd,U-1,2026-04-02,U-102,Service,-100.00,-100.00,EUR\n\
        U-903,Paid Ltd,U-1,2026-04-02,U-103,Service,-500.00,-500.00,EUR\n\
        U-904,Paid Ltd,U-1,2026-04-02,U-404,Service,-70.00,-70.00,EUR\n";
    for test in settled("owed_back").await {
        let program = test.office.program("test");
        bring_content(&program, ImportKind::Contracts, CONTRACTS).await;
        bring_content(&program, ImportKind::Invoices, INVOICES).await;
        bring_content(&program, ImportKind::Invoices, CREDITS).await;
        let said = owed_back(&program, "paid").await;
        let said: Vec<_> = said.iter().map(|(number, minor)| (number.as_str(), *minor)).collect();
        let expected = [
            ("U-101", Some(50_000)),
            ("U-102", Some(10_000)),
            ("U-103", Some(0)),
            ("U-901", Some(50_000)),
            ("U-902", Some(10_000)),
            ("U-903", Some(0)),
            ("U-904", None),
        ];
        assert_eq!(said, expected, "paid and credited whole, in part, credited without being paid, and of none known");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_expected_of_a_customer_counts_from_the_first_known_invoices_as_the_way_to_cash_does() {
    const MARCH: &str = "Invoice No.,Customer,Contract No.,Invoice Date,Period Start,Period End,Description,Amount,Currency\n\
        U-203,Open Ltd,U-2,2026-03-02,2026-03-01,2026-03-31,Service,200.00,EUR\n";
    for test in settled("expected_known").await {
        let program = test.office.program("test");
        bring_content(&program, ImportKind::Contracts, CONTRACTS).await;
        let filter = CustomerFilter { text: Some("open".to_owned()), ..CustomerFilter::default() };
        let by_name = (CustomerSort::Name, false);
        let found = customer::overview(&program, &filter, by_name, page(1, 5)).await.expect("customers").rows.remove(0);
        let account = customer::account(&program, found.id, page(1, 50)).await.expect("an account");
        let expected: Vec<_> = account.sums.iter().map(|sums| sums.expected.minor).collect();
        assert_eq!((account.from, expected), (None, vec![60_000]), "without any invoice all that was promised");
        bring_content(&program, ImportKind::Invoices, MARCH).await;
        let account = customer::account(&program, found.id, page(1, 50)).await.expect("an account");
        assert_eq!(account.from, Some("2026-03-01".parse().expect("a day")));
        assert_eq!(account.sums.iter().map(|sums| sums.expected.minor).collect::<Vec<_>>(), [20_000]);
        let filter = FindingFilter { customer: Some(found.id), ..FindingFilter::default() };
        let sums = dashboard(&program, &filter, Months::Twelve).await.expect("sums");
        assert_eq!(sums.flow.iter().map(|flow| flow.contracted).collect::<Vec<_>>(), [20_000]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_paid_of_an_invoice_whose_line_is_taken_back_pays_the_other_line() {
    const TWO: &str = "Contract No.,Customer,Signed,Start Date,End Date,Description,Billing Frequency,Price per Period,Currency\n\
        T-1,Two Ltd,2026-01-01,2026-01-01,2026-01-31,Service,monthly,300.00,EUR\n\
        T-1,Two Ltd,2026-01-01,2026-01-01,2026-01-31,Hotline,monthly,200.00,EUR\n";
    const BILLED: &str = "Invoice No.,Customer,Contract No.,Invoice Date,Due Date,Original invoice,Period Start,Period End,Description,Amount,Total,Paid on,Paid amount,Currency\n\
        T-101,Two Ltd,T-1,2026-01-01,2026-01-31,,2026-01-01,2026-01-31,Service,300.00,500.00,2026-01-20,300.00,EUR\n\
        T-101,Two Ltd,T-1,2026-01-01,2026-01-31,,2026-01-01,2026-01-31,Hotline,200.00,500.00,2026-01-20,300.00,EUR\n\
        T-901,Two Ltd,T-1,2026-01-25,,T-101,2026-01-01,2026-01-31,Hotline,-200.00,-200.00,,,EUR\n";
    for test in settled("line_taken_back").await {
        let program = test.office.program("test");
        bring_content(&program, ImportKind::Contracts, TWO).await;
        bring_content(&program, ImportKind::Invoices, BILLED).await;
        assert_eq!(owed_back(&program, "two").await.iter().map(|(_, back)| *back).collect::<Vec<_>>(), [Some(0); 2]);
        assert_eq!(open(&program).await, (0, 30_000), "nothing is left to be paid of the invoice");
    }
}
