//! Pages of lists: whoever asks for one beyond the last sees the last, whichever list it is.

use crate::{
    import::{bring_content, settled},
    office::offices,
};
use model::{
    import::problem::Severity,
    view::{ImportKind, PastPage},
};
use operations::{
    Actor, billing,
    contract::{self, ContractFilter, ContractSort},
    customer::{self, CustomerSort},
    demonstration,
    history::{self, HistoryFrom},
    import::{Shown, review_of, upload},
    invoice, leakage, page, page_or_last, reconciliation,
};
use std::{future::Future, pin::Pin};
use store::Page;

/// How many rows a page of these tests has.
const ROWS: u64 = 2;

/// What a list shows of a page: what tells its rows apart, and how many there are in all.
type Shows<'a> = Box<dyn Fn(Page) -> Pin<Box<dyn Future<Output = (Vec<String>, u64)> + 'a>> + 'a>;

macro_rules! lists {
    ($($name:literal: |$page:ident| $asked:expr => $rows:ident, $total:ident, |$row:ident| $key:expr;)+) => {
        vec![$(($name, Box::new(|$page: Page| -> Pin<Box<dyn Future<Output = (Vec<String>, u64)>>> {
            Box::pin(async move {
                let found = $asked.await.expect($name);
                (found.$rows.iter().map(|$row| $key.to_string()).collect::<Vec<String>>(), found.$total)
            })
        }) as Shows<'_>)),+]
    };
}

#[tokio::test(flavor = "multi_thread")]
async fn every_list_shows_its_last_page_to_whoever_asks_for_one_beyond_it() {
    for test in offices("page").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let program = test.office.program("test");
        let actor = &program;
        let (contracts, customers, rows) =
            (&ContractFilter::default(), &customer::CustomerFilter::default(), &billing::BillingFilter::default());
        let (invoices, findings, queue) =
            (&invoice::InvoiceFilter::default(), &leakage::FindingFilter::default(), &Default::default());
        let busiest = invoice::list(actor, invoices, page(1, 1)).await.expect("invoices").rows.remove(0).customer;
        let busiest = customer::list(actor, Some(&busiest), page(1, 1)).await.expect("customers").rows.remove(0).id;
        let list = upload(actor, ImportKind::Contracts, "list.csv", LIST.as_bytes().to_vec(), None).await;
        let import = list.expect("taken in");
        let every: Vec<(&str, Shows<'_>)> = lists! {
            "contracts": |page| contract::list(actor, contracts, ContractSort::Number, false, page)
                => rows, total, |row| row.number;
            "contracts by customer": |page| contract::list(actor, contracts, ContractSort::Customer, false, page)
                => rows, total, |row| row.number;
            "customers": |page| customer::overview(actor, customers, (CustomerSort::Name, false), page)
                => rows, total, |row| row.id;
            "names of customers": |page| customer::list(actor, None, page) => rows, total, |row| row.id;
            "a customer's invoices": |page| customer::account(actor, busiest, page)
                => invoices, total, |row| row.id;
            "the ledger": |page| billing::list(actor, rows, page) => rows, total, |row| format!("{row:?}");
            "invoices": |page| invoice::list(actor, invoices, page) => rows, total, |row| row.id;
            "findings": |page| leakage::list(actor, findings, page) => rows, total, |row| row.id;
            "what waits": |page| reconciliation::queue(actor, queue, page) => rows, total, |row| row.id;
        };
        for (name, shows) in &every {
            let (_, total) = shows(page(1, ROWS)).await;
            assert!(total > ROWS, "{name}: {total} rows are on one page");
            let last = total.div_ceil(ROWS);
            let (expected, _) = shows(page(last, ROWS)).await;
            assert!(!expected.is_empty(), "{name}");
            for asked in [last, last + 1, 9_999, u64::MAX] {
                assert_eq!(shows(page_or_last(asked, ROWS)).await, (expected.clone(), total), "{name}, page {asked}");
            }
            assert_eq!(shows(page_or_last(0, ROWS)).await, shows(page(1, ROWS)).await, "{name}, page 0");
            assert_eq!(shows(page(last + 1, ROWS)).await, (Vec::new(), total), "{name}: programs are told the end");
        }
        let last = review_of(actor, import, Shown::All, page(2, ROWS)).await.expect("the last page");
        let beyond = review_of(actor, import, Shown::All, page_or_last(9_999, ROWS)).await.expect("a page");
        assert_eq!((last.rows.len(), &last.rows, last.asked_for), (1, &beyond.rows, 3));
        let none =
            review_of(actor, import, Shown::Worst(Severity::Error), page_or_last(9, ROWS)).await.expect("nothing");
        assert_eq!((none.rows.len(), none.asked_for), (0, 0));
    }
}

const LIST: &str = "Contract No.,Customer,Start Date,Billing Frequency,Price per Period,Currency\n\
                    P-1,Acme,2026-01-01,monthly,100.00,EUR\n\
                    P-2,Acme,2026-01-01,monthly,100.00,EUR\n\
                    P-3,Acme,2026-01-01,monthly,100.00,EUR\n";

async fn past(actor: &Actor, from: HistoryFrom) -> PastPage {
    history::list(actor, None, None, from, ROWS).await.expect("the history")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_beyond_its_ends_is_the_stretch_at_its_end() {
    for test in offices("page_history").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let actor = test.office.program("test");
        let newest = past(&actor, HistoryFrom::Newest).await;
        assert!(newest.newer.is_none() && newest.older.is_some());
        assert_eq!(past(&actor, HistoryFrom::After(i64::MAX)).await, newest);
        let oldest = past(&actor, HistoryFrom::Before(3)).await;
        let sequences: Vec<i64> = oldest.events.iter().map(|event| event.sequence).collect();
        assert_eq!((sequences, oldest.older), (vec![2, 1], None));
        for beyond in [1, 0, -5, i64::MIN] {
            assert_eq!(past(&actor, HistoryFrom::Before(beyond)).await, oldest, "before {beyond}");
        }
        let nobody = model::id::PersonId(uuid::Uuid::nil());
        let nothing = history::list(&actor, Some(nobody), None, HistoryFrom::Before(1), ROWS).await.expect("nothing");
        assert!(nothing.events.is_empty() && nothing.newer.is_none() && nothing.older.is_none());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_by_name_and_title_put_letters_with_accents_beside_those_without() {
    for test in settled("order").await {
        let program = test.office.program("test");
        let actor = &program;
        let rows = [("Zola", "Tour"), ("Éclair", "Œuvre"), ("Tango", "étude"), ("Eve", "Zone"), ("eclipse", "Offre")];
        let rows = rows.iter().zip(1..).map(|((customer, title), number)| {
            format!("A-{number},{customer},{title},2026-01-01,monthly,100.00,EUR\n")
        });
        let head = "Contract No.,Customer,Title,Start Date,Billing Frequency,Price per Period,Currency\n";
        let content = format!("{head}{}", rows.collect::<String>());
        bring_content(actor, ImportKind::Contracts, &content).await;
        let all = ContractFilter::default();
        let contracts = async |sort, descending| {
            contract::list(actor, &all, sort, descending, page(1, 50)).await.expect("contracts").rows
        };
        let titles = ["étude", "Œuvre", "Offre", "Tour", "Zone"];
        let found = contracts(ContractSort::Title, false).await;
        assert_eq!(found.iter().map(|row| row.title.as_str()).collect::<Vec<_>>(), titles);
        let names = ["Éclair", "eclipse", "Eve", "Tango", "Zola"];
        let found = contracts(ContractSort::Customer, true).await;
        assert_eq!(found.iter().rev().map(|row| row.customer.as_str()).collect::<Vec<_>>(), names);
        let filter = customer::CustomerFilter::default();
        let found =
            customer::overview(actor, &filter, (CustomerSort::Name, false), page(1, 50)).await.expect("customers");
        assert_eq!(found.rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), names);
        let filter = customer::CustomerFilter { text: Some("ECLAIR".to_owned()), ..filter };
        let found =
            customer::overview(actor, &filter, (CustomerSort::Name, false), page(1, 50)).await.expect("customers");
        assert_eq!(found.rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["Éclair"]);
    }
}
