//! The day of signature of contracts for which a file names none.

use crate::import::{accepted, settled};
use model::{
    term::Phase,
    view::{ImportKind, ReviewedImport, Unsigned},
};
use operations::{
    Actor, billing,
    contract::{self, ContractFilter, ContractSort},
    import::{AcceptChoice, review, upload},
};

async fn read(actor: &Actor, kind: ImportKind, content: &str) -> ReviewedImport {
    let id = upload(actor, kind, "list.csv", content.as_bytes().to_vec(), None).await.expect("taken in");
    review(actor, id).await.expect("understood")
}

#[tokio::test(flavor = "multi_thread")]
async fn contracts_without_a_day_of_signature_count_as_signed_and_the_review_says_on_which_day() {
    for test in settled("import_unsigned").await {
        let actor = test.office.program("test");
        let list = "Contract No.,Customer,Signed,Start Date,Billing Frequency,Price per Period,Currency\n\
                    A-1,Acme,2025-12-01,2026-01-01,monthly,100.00,EUR\n\
                    A-2,Acme,,2026-01-01,monthly,100.00,EUR\n\
                    A-3,Acme,,2027-03-01,monthly,100.00,EUR\n";
        let review = read(&actor, ImportKind::Contracts, list).await;
        let today = actor.day();
        assert_eq!(review.unsigned, Unsigned { first_day: 1, import_day: 1, day: today });
        accepted(&actor, &review, &AcceptChoice::default()).await;
        let page = operations::page(1, 50);
        let contracts =
            contract::list(&actor, &ContractFilter::default(), ContractSort::Title, false, page).await.expect("them");
        let mut signed = Vec::new();
        for row in contracts.rows {
            let sheet = contract::find(&actor, &row.number).await.expect("its sheet");
            let ledger = billing::of_contract(&actor, &row.number).await.expect("its ledger");
            assert!(!ledger.is_empty(), "a contract that starts later has its expected billing");
            assert_ne!(sheet.dates.phase, Phase::Draft);
            signed.push((sheet.details.reference, sheet.details.signed_on, sheet.facts.signature_assumed));
        }
        signed.sort();
        let named = |number: &str, day: model::calendar::Day, assumed| (Some(number.to_owned()), Some(day), assumed);
        let day = |text: &str| text.parse().expect("a day");
        assert_eq!(
            signed,
            [named("A-1", day("2025-12-01"), false), named("A-2", day("2026-01-01"), true), named("A-3", today, true)],
            "the earlier of the first day and the day of the import, and it is known which was taken"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_of_signature_that_was_taken_is_said_until_a_person_writes_another() {
    for test in settled("import_signature_written").await {
        let actor = test.office.program("test");
        let list = "Contract No.,Customer,Start Date,Billing Frequency,Price per Period,Currency\n\
                    A-1,Acme,2026-01-01,monthly,100.00,EUR\n";
        let review = read(&actor, ImportKind::Contracts, list).await;
        accepted(&actor, &review, &AcceptChoice::default()).await;
        let page = operations::page(1, 50);
        let contracts = contract::list(&actor, &ContractFilter::default(), ContractSort::Title, false, page).await;
        let number = contracts.expect("them").rows.remove(0).number;
        for (field, still) in [("title", true), ("signed_on", false)] {
            let mut open = contract::form(&actor, Some(&number), None).await.expect("its form");
            match field {
                "title" => open.form.title = "Changed".to_owned(),
                _ => open.form.signed_on = "2025-12-20".to_owned(),
            }
            let (_, version) = open.contract.expect("it is there");
            contract::edit(&actor, &number, version, &open.form).await.expect("changed");
            let sheet = contract::find(&actor, &number).await.expect("its sheet");
            assert_eq!(sheet.facts.signature_assumed, still, "{field}");
        }
    }
}
