//! The demonstration, through the database: what was planted is found, no more and no less.

use crate::office::{offices, today};
use model::{
    contract::ContractDetails,
    id::PersonId,
    leakage::FindingKind,
    money::Money,
    permission::{Permission, permits},
    sample,
};
use operations::{
    demonstration,
    history::{Verdict, verify},
    leakage::{FindingFilter, list},
    nightly,
};
use std::collections::BTreeMap;

/// How often each kind was found in a contract with an amount, written out so that a difference reads well.
type Counted = BTreeMap<String, usize>;

fn described(kind: FindingKind, number: &str, amount: Option<Money>) -> String {
    format!("{number} {kind:?} {}", amount.map(|amount| amount.to_string()).unwrap_or_default())
}

async fn found(office: &operations::Office) -> Counted {
    let actor = office.program("test");
    let mut counted = Counted::new();
    for page in 1.. {
        let rows = list(&actor, &FindingFilter::default(), operations::page(page, 200)).await.expect("findings").rows;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            *counted.entry(described(row.finding.kind, &row.contract, row.finding.amount)).or_default() += 1;
        }
    }
    counted
}

#[tokio::test(flavor = "multi_thread")]
async fn exactly_what_was_planted_is_found() {
    for test in offices("planted").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let mut planted = Counted::new();
        for leak in sample::demonstration(today()).planted {
            *planted.entry(described(leak.kind, &leak.number, leak.amount)).or_default() += 1;
        }
        assert_eq!(found(&test.office).await, planted);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_night_changes_nothing_on_the_same_day_and_the_history_is_whole() {
    for test in offices("night").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let before = found(&test.office).await;
        nightly::run(&test.office).await.expect("the night");
        assert_eq!(found(&test.office).await, before);
        assert!(matches!(verify(&test.office).await.expect("read"), Verdict::Whole { links, .. } if links > 60));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn findings_are_with_those_who_may_work_on_them() {
    for test in offices("answering").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let people = sample::demonstration(today()).people;
        let may = |id: PersonId| {
            let person = people.iter().find(|person| person.id == id).expect("one of ours");
            permits(&person.roles, Permission::PursueFindings)
        };
        let contracts: BTreeMap<String, ContractDetails> = sample::demonstration(today())
            .contracts
            .into_iter()
            .map(|contract| (contract.number, contract.details))
            .collect();
        let actor = test.office.program("test");
        let rows = list(&actor, &FindingFilter::default(), operations::page(1, 200)).await.expect("findings").rows;
        assert!(!rows.is_empty());
        for row in rows {
            let contract = contracts.get(&row.contract);
            let owner = contract.and_then(|contract| contract.owner.filter(|owner| may(*owner)));
            let deputy = contract.and_then(|contract| contract.deputy.filter(|deputy| may(*deputy)));
            assert_eq!(row.owner_id, owner.or(deputy), "{}", row.contract);
            assert_eq!(row.owner_id.is_none(), contract.is_none(), "{} is with somebody", row.contract);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_demonstration_is_refused() {
    for test in offices("second").await {
        demonstration::seed(&test.office).await.expect("seeded");
        assert!(demonstration::seed(&test.office).await.is_err());
    }
}
