use crate::office::offices;
use model::{billing::BillingState, calendar::Day, permission::Permission};
use operations::{
    Office,
    billing::{self, BillingFilter},
    contract::{self, ContractFilter, ContractSort},
    import::{self, AcceptChoice},
    leakage::{self, FindingFilter},
    portfolio, sign_in,
};
use std::collections::BTreeSet;
use store::Page;

/// Enough for words that more contracts have than are named one by one, and for a ledger that is not counted to its
/// end.
const CONTRACTS: u64 = 620;

async fn filled(name: &str, contracts: u64) -> Vec<crate::office::TestOffice> {
    let all = offices(name).await;
    for office in &all {
        portfolio::fill(&office.office, contracts, |_| {}).await.expect("an empty database is filled");
    }
    all
}

fn page(number: u64, limit: u64) -> Page {
    operations::page(number, limit)
}

async fn billed(office: &Office, filter: &BillingFilter, page: Page) -> (Vec<(String, Day)>, u64, bool) {
    let actor = sign_in::actor(office, portfolio::MANAGER, None).await.expect("the manager is there");
    let list = billing::list(&actor, filter, page).await.expect("the ledger is listed");
    (list.rows.into_iter().map(|row| (row.contract, row.billing_day)).collect(), list.total, list.more)
}

#[tokio::test]
async fn a_portfolio_is_whole_and_its_lists_agree_with_each_other() {
    for office in filled("portfolio", CONTRACTS).await {
        let office = &office.office;
        assert_eq!(portfolio::filled(office).await.expect("the mark is read"), Some(CONTRACTS));
        assert!(portfolio::fill(office, CONTRACTS, |_| {}).await.is_err(), "a filled database is left alone");

        // A very long list is counted to ten thousand, or to the page that is asked for.
        let everything = BillingFilter::default();
        let (rows, total, more) = billed(office, &everything, page(1, 50)).await;
        assert_eq!((rows.len(), total, more), (50, 10_000, true));
        let (far, total, more) = billed(office, &everything, page(61, 200)).await;
        assert_eq!((far.len(), total, more), (200, 12_200, true));
        let (none, total, more) = billed(office, &everything, page(1_000, 200)).await;
        assert!(none.is_empty() && !more && total > 12_200, "{total}");

        // Every contract has these words, so that the ledger is read in its order; the rows are the same.
        let words = BillingFilter { words: vec!["c-2026".to_owned()], ..BillingFilter::default() };
        assert_eq!(billed(office, &words, page(1, 50)).await.0, rows);
        assert_eq!(billed(office, &words, page(1_000, 200)).await.1, total);
        // Where another condition leaves little, that is read for the words.
        let to = Some(office.clock().day());
        let missed = BillingFilter { states: vec![BillingState::Expected], to, ..BillingFilter::default() };
        let (_, of_missed, more) = billed(office, &missed, page(1, 50)).await;
        let words = BillingFilter { words: vec!["site".to_owned(), "c-2026".to_owned()], ..missed };
        let (_, with_words, _) = billed(office, &words, page(1, 50)).await;
        assert!(!more && (1..1_000).contains(&with_words), "{with_words}");
        assert_eq!(with_words, of_missed);
        // Few have these, so that their rows are looked up.
        let words = BillingFilter { words: vec!["lift".to_owned()], ..BillingFilter::default() };
        let (lifts, of_lifts, more) = billed(office, &words, page(1, 200)).await;
        assert!(!more && of_lifts > 200 && of_lifts < total && lifts.is_sorted_by_key(|(_, day)| *day));

        let actor = sign_in::actor(office, portfolio::MANAGER, None).await.expect("the manager is there");
        let found = leakage::list(&actor, &FindingFilter::default(), page(1, 200)).await.expect("findings are listed");
        let filter = FindingFilter { words: vec!["c-2026".to_owned()], ..FindingFilter::default() };
        let with_words = leakage::list(&actor, &filter, page(1, 200)).await.expect("findings are listed");
        assert_eq!((with_words.total, with_words.rows.len()), (found.total, found.rows.len()));
        let kinds: BTreeSet<&str> = found.rows.iter().map(|row| row.finding.kind.code()).collect();
        assert!(kinds.contains("missing_period") && kinds.contains("overdue"), "{kinds:?}");
    }
}

#[tokio::test]
async fn whoever_may_not_see_every_contract_is_told_how_many_they_may() {
    for office in filled("portfolio_sight", 210).await {
        let actor = sign_in::actor(&office.office, portfolio::ACCOUNT_OWNER, None).await.expect("they are there");
        assert!(actor.may(Permission::ViewContracts));
        for sort in [ContractSort::Number, ContractSort::Customer, ContractSort::EndsOn] {
            let (mut seen, mut number) = (BTreeSet::new(), 1);
            let total = loop {
                let filter = ContractFilter::default();
                let list = contract::list(&actor, &filter, sort, false, page(number, 200)).await.expect("a list");
                if list.rows.is_empty() {
                    break list.total;
                }
                seen.extend(list.rows.into_iter().map(|row| row.number));
                number += 1;
            };
            assert_eq!(u64::try_from(seen.len()), Ok(total));
            assert!(total < 210, "some are hidden");
        }
        let choices = contract::choices(&actor, None).await.expect("the choices are read");
        let codes: Vec<&str> = choices.currencies.iter().map(|currency| currency.code()).collect();
        assert_eq!(codes, ["CNY", "EUR", "GBP"]);
    }
}

#[tokio::test]
async fn the_lists_to_import_are_read_without_a_doubt() {
    for office in offices("portfolio_import").await {
        let office = &office.office;
        portfolio::fill(office, 50, |_| {}).await.expect("an empty database is filled");
        let actor = office.program("import");
        let customers = portfolio::customers_for(50);
        let (contracts, invoices) = (
            portfolio::contracts_file(40, customers, actor.day()),
            portfolio::invoices_file(40, customers, actor.day()),
        );
        for (kind, text) in
            [(model::view::ImportKind::Contracts, contracts), (model::view::ImportKind::Invoices, invoices)]
        {
            let id = import::upload(&actor, kind, "list.csv", text.into_bytes(), None).await.expect("it is a table");
            let review = import::review(&actor, id).await.expect("it is understood");
            assert_eq!((review.found, review.acceptable), (40, 40));
            let summary = crate::import::accepted(&actor, &review, &AcceptChoice::default()).await;
            assert_eq!(summary.left_out, 0);
        }
    }
}
