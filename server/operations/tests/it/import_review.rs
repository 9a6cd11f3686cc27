//! The review of an import: what our own house, contracts and the person say about a file that leaves things open.

use crate::{
    import::{accepted, bring_content, settled},
    office::offices,
};
use model::{
    import::{conventions::Evidence, problem::Problem, values::DayOrder},
    money::Currency,
    party::LegalEntityDetails,
    view::{ImportKind, ImportReview, ReviewRow},
};
use operations::{
    Actor,
    import::{AcceptChoice, review, upload},
    legal_entity,
};

async fn read(actor: &Actor, kind: ImportKind, content: &str) -> ImportReview {
    let id = upload(actor, kind, "list.csv", content.as_bytes().to_vec(), None).await.expect("taken in");
    review(actor, id).await.expect("understood")
}

/// The currency of the first invoice of a review, and whether it was taken from its contract.
fn currency_of(review: &ImportReview) -> (Option<&'static str>, Option<bool>) {
    let Some(ReviewRow::Invoice { understood, .. }) = review.rows.first() else { return (None, None) };
    let assumed = understood.problems.iter().find_map(|at| match at.problem {
        Problem::CurrencyAssumed { of_contract, .. } => Some(of_contract),
        _ => None,
    });
    (understood.draft.as_ref().and_then(|draft| draft.currency).map(Currency::code), assumed)
}

#[tokio::test(flavor = "multi_thread")]
async fn days_that_can_be_read_both_ways_follow_our_country_and_are_shown() {
    let list = "Contract No.,Customer,Start Date,Billing Frequency,Price per Period\nA-1,Acme,03/04/2026,monthly,100\n";
    for (country, order, currency) in
        [("GB", DayOrder::DayFirst, Currency::GBP), ("US", DayOrder::MonthFirst, Currency::USD)]
    {
        for test in offices("import_custom").await {
            let actor = test.office.program("test");
            legal_entity::create(&actor, &LegalEntityDetails::named("Ours", country)).await.expect("added");
            let found = read(&actor, ImportKind::Contracts, list).await;
            let day = &found.readings.day_order;
            assert_eq!((day.value, day.evidence), (order, Evidence::Undecided));
            assert_eq!((found.assumed_currency, found.acceptable), (Some(currency), 1));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn invoices_without_a_currency_take_that_of_their_contract_then_of_our_company() {
    for test in settled("import_currency").await {
        let actor = test.office.program("test");
        let list = "Contract No.,Customer,Start Date,Billing Frequency,Price per Period,Currency\n\
                    A-1,Acme,2026-01-01,monthly,100.00,USD\n";
        bring_content(&actor, ImportKind::Contracts, list).await;
        let of = |contract: &str| {
            format!("Invoice No.,Customer,Contract No.,Invoice Date,Net Amount\n1,Acme,{contract},2026-02-01,100.00\n")
        };
        let ours = read(&actor, ImportKind::Invoices, &of("")).await;
        assert_eq!(currency_of(&ours), (Some("EUR"), Some(false)));
        let named = read(&actor, ImportKind::Invoices, &of("A-1")).await;
        assert_eq!(currency_of(&named), (Some("USD"), Some(true)));
        assert_eq!(accepted(&actor, &named, &AcceptChoice::default()).await.invoices, 1);
    }
}
