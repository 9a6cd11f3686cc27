//! What contracts are worth in lists: agreed, or by their price lines; the column says what the model says.

use crate::{
    import::{bring_content, settled},
    import_run::change,
    office::offices,
};
use model::{
    contract::{WorthOf, worth},
    view::{ContractRow, ImportKind},
};
use operations::{
    Actor,
    contract::{self, ContractFilter, ContractSort},
    demonstration, page,
};

const LIST: &str = "Contract No.,Customer,Signed,Start Date,End Date,Billing Frequency,Price per Period,Total value,Currency\n\
    W-1,Acme,2026-01-01,2026-01-01,2026-12-31,monthly,100.00,,EUR\n\
    W-2,Acme,2026-01-01,2026-01-01,,monthly,50.00,,EUR\n\
    W-3,Acme,2026-01-01,2026-01-01,2026-12-31,,,900.00,EUR\n\
    W-4,Acme,2026-01-01,2026-01-01,2026-12-31,,,,EUR\n";

async fn rows(actor: &Actor, filter: &ContractFilter, sort: ContractSort, descending: bool) -> Vec<ContractRow> {
    contract::list(actor, filter, sort, descending, page(1, 200)).await.expect("contracts").rows
}

fn said(rows: &[ContractRow]) -> Vec<(&str, Option<i64>, WorthOf)> {
    rows.iter()
        .map(|row| {
            let minor = row.value.map(|value| value.minor);
            (row.reference.as_deref().unwrap_or_default(), minor, row.value_of)
        })
        .collect()
}

/// Every row of a list says what the model says of its contract.
async fn agree(actor: &Actor) {
    for row in rows(actor, &ContractFilter::default(), ContractSort::Number, false).await {
        let sheet = contract::find(actor, &row.number).await.expect("a sheet");
        assert_eq!(row.value, worth(&(&sheet.details).into(), &sheet.lines), "{}", row.number);
        assert_eq!(row.value_of, WorthOf::of(sheet.details.value, sheet.details.term), "{}", row.number);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_imported_contract_is_worth_what_its_price_lines_come_to() {
    for test in settled("worth").await {
        let actor = test.office.program("test");
        bring_content(&actor, ImportKind::Contracts, LIST).await;
        let all = rows(&actor, &ContractFilter::default(), ContractSort::Value, true).await;
        let first_term = |name, minor| (name, Some(minor), WorthOf::FirstTerm);
        assert_eq!(
            said(&all),
            [
                first_term("W-1", 120_000),
                ("W-3", Some(90_000), WorthOf::Agreed),
                ("W-2", Some(60_000), WorthOf::FirstYear),
                ("W-4", None, WorthOf::FirstTerm),
            ],
            "most first, what is not known last"
        );
        let filter = ContractFilter { value_from: Some(700), ..ContractFilter::default() };
        assert_eq!(rows(&actor, &filter, ContractSort::Number, false).await.len(), 2);

        let number = all[0].number.clone();
        let sheet = contract::form(&actor, Some(&number), None).await.expect("a form");
        let mut form = sheet.form;
        form.lines[0].price_from = String::new();
        form.lines[0].unit_price = "200".to_owned();
        contract::edit(&actor, &number, 1, &form).await.expect("changed");
        let dearer = rows(&actor, &ContractFilter::default(), ContractSort::Value, true).await;
        assert_eq!(said(&dearer)[0], first_term("W-1", 240_000));
        agree(&actor).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_say_of_every_contract_of_the_demonstration_what_the_model_says() {
    for test in offices("worth_demonstration").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let actor = test.office.program("test");
        agree(&actor).await;
        // As a database of before is brought up to date.
        change(&test.office, "UPDATE contract SET worth_minor = NULL").await;
        let gone = rows(&actor, &ContractFilter::default(), ContractSort::Number, false).await;
        assert!(gone.iter().all(|row| row.value.is_none()));
        change(&test.office, "DELETE FROM seaql_migrations WHERE version LIKE '%worth%'").await;
        test.office.sessions().migrate().await.expect("brought up to date");
        agree(&actor).await;
    }
}
