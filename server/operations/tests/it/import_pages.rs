//! The pages of a review: understood once, and anew as soon as anything changes from which they follow.

use crate::{
    import::{bring_content, settled},
    import_run::{change, contracts},
    loose::somebody,
};
use model::{
    import::{
        columns::InvoiceField,
        problem::{Field, Problem, Severity},
    },
    permission::Permission,
    person::Role,
    refusal::Refusal,
    view::{FileReading, ImportKind, ReviewRow, ReviewedImport},
};
use operations::{
    Actor, Failure,
    contract::{self, ContractFilter, ContractSort},
    import::{self, AcceptChoice, Shown, leave_out, review, review_of, upload},
    page,
};

async fn taken_in(actor: &Actor, kind: ImportKind, name: &str, content: &[u8]) -> model::id::ImportId {
    upload(actor, kind, name, content.to_vec(), None).await.expect("taken in")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_a_review_neither_reads_the_file_again_nor_compares_it_again() {
    for test in settled("review_once").await {
        let actor = test.office.program("test");
        let id = taken_in(&actor, ImportKind::Contracts, "list.csv", &contracts(230)).await;
        let first = review(&actor, id).await.expect("the first page");
        // Behind the back of the program, so that whoever reads it again would fail.
        change(&test.office, "UPDATE import SET mapping = 'gone'").await;
        let mut rows: Vec<u32> = Vec::new();
        for number in 1..=3 {
            let found = review_of(&actor, id, Shown::All, page(number, 100)).await.expect("a page");
            assert_eq!((found.found, found.asked_for, found.version), (230, 230, first.version));
            rows.extend(found.rows.iter().flat_map(|row| match row {
                ReviewRow::Contract { understood, .. } => understood.rows.clone(),
                ReviewRow::Invoice { .. } => Vec::new(),
            }));
        }
        assert_eq!(rows, (2..=231).collect::<Vec<u32>>(), "every row once, in order");
        let wrong = review_of(&actor, id, Shown::Worst(Severity::Error), page(1, 100)).await.expect("none");
        assert_eq!((wrong.asked_for, wrong.rows.len()), (0, 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_review_follows_what_anybody_changes_meanwhile() {
    const LIST: &str = "Contract No.,Customer,Signed,Start Date,End Date,Billing Frequency,Price per Period,Currency\n\
        P-1,Acme,2026-01-01,2026-01-01,2026-12-31,monthly,100.00,EUR\n\
        P-2,Acme,2026-01-01,2026-01-01,2026-12-31,monthly,200.00,EUR\n";
    let said = |review: &ReviewedImport| (review.already_there, review.doubtful, review.left_out);
    for test in settled("review_fresh").await {
        let actor = test.office.program("test");
        let legal = somebody(&test.office, Role::Legal).await;
        let id = taken_in(&actor, ImportKind::Contracts, "list.csv", LIST.as_bytes()).await;
        let found = review(&actor, id).await.expect("a review");
        assert_eq!(said(&found), (0, 0, 0));

        leave_out(&actor, id, found.version, "3", true).await.expect("left out");
        assert_eq!(said(&review(&actor, id).await.expect("a review")), (0, 0, 1), "what a person chose");

        bring_content(&actor, ImportKind::Contracts, LIST.lines().take(2).collect::<Vec<_>>().join("\n").as_str())
            .await;
        assert_eq!(said(&review(&actor, id).await.expect("a review")), (1, 0, 2), "what another import made");

        let rows = contract::list(&actor, &ContractFilter::default(), ContractSort::Number, false, page(1, 5)).await;
        let number = rows.expect("contracts").rows.remove(0).number;
        let sheet = contract::form(&actor, Some(&number), None).await.expect("a form");
        let (_, version) = sheet.contract.expect("a contract");
        let mut form = sheet.form;
        form.starts_on = "2026-02-01".to_owned();
        contract::edit(&legal, &number, version, &form).await.expect("changed");
        assert_eq!(said(&review(&actor, id).await.expect("a review")), (1, 1, 2), "what somebody changed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_review_says_of_hidden_contracts_is_kept_for_those_who_may_see_them() {
    const LIST: &str = "Contract No.,Customer,Start Date,End Date,Billing Frequency,Price per Period,Currency\n\
        P-1,Acme,2026-01-01,2026-12-31,monthly,100.00,EUR\n";
    for test in settled("review_sight").await {
        let program = test.office.program("test");
        bring_content(&program, ImportKind::Contracts, LIST).await;
        change(&test.office, "UPDATE contract SET confidentiality = 'people'").await;
        let dearer = LIST.replace("100.00", "120.00");
        let id = taken_in(&program, ImportKind::Contracts, "list.csv", dearer.as_bytes()).await;
        assert_eq!(review(&program, id).await.expect("a review").doubtful, 1);
        let finance = somebody(&test.office, Role::Finance).await;
        assert_eq!(review(&finance, id).await.expect("a review").doubtful, 0, "its terms are hidden");
        assert_eq!(review(&program, id).await.expect("a review").doubtful, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_may_not_see_invoices_imports_contracts_alone() {
    const CONTRACTS: &str = "Contract No.,Customer,Start Date,Billing Frequency,Price per Period,Currency\n\
        A-1,Acme,2026-01-01,monthly,100.00,EUR\n";
    const INVOICES: &str = "Invoice No.,Customer,Invoice Date,Net Amount,Currency\n1,Acme,2026-02-01,100.00,EUR\n";
    for test in settled("review_of_kinds").await {
        let program = test.office.program("test");
        let legal = somebody(&test.office, Role::Legal).await;
        let refused = Refusal::NotPermitted(Permission::ViewBilling);
        let invoices = taken_in(&program, ImportKind::Invoices, "invoices.csv", INVOICES.as_bytes()).await;
        let choice = AcceptChoice::default();
        for answer in [
            import::upload(&legal, ImportKind::Invoices, "own.csv", INVOICES.into(), None).await.err(),
            review(&legal, invoices).await.err(),
            import::progress(&legal, invoices).await.err(),
            import::correct(&legal, invoices, 1, &FileReading::default()).await.err(),
            import::turn_kind(&legal, invoices, 1).await.err(),
            leave_out(&legal, invoices, 1, "2", true).await.err(),
            import::keep_mapping(&legal, invoices, 1, "ours").await.err(),
            import::mappings(&legal, ImportKind::Invoices).await.err(),
            import::accept(&legal, invoices, 1, &choice).await.err(),
            import::undo(&legal, invoices, 1).await.err(),
            import::discard(&legal, invoices, 1).await.err(),
        ] {
            assert!(matches!(&answer, Some(Failure::Refused(why)) if *why == refused), "{answer:?}");
        }
        assert_eq!(import::list(&legal).await.expect("imports"), []);

        let own = taken_in(&legal, ImportKind::Contracts, "contracts.csv", CONTRACTS.as_bytes()).await;
        let version = review(&legal, own).await.expect("a review").version;
        let turned = import::turn_kind(&legal, own, version).await;
        assert!(matches!(&turned, Err(Failure::Refused(why)) if *why == refused), "{turned:?}");
        import::accept(&legal, own, version, &choice).await.expect("accepted");
        assert_eq!(import::list(&legal).await.expect("imports").len(), 1);
        assert_eq!(import::list(&program).await.expect("imports").len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn invoices_say_which_contract_and_which_invoice_they_name_is_not_known() {
    const CONTRACTS: &str = "Contract No.,Customer,Start Date,Billing Frequency,Price per Period,Currency\n\
        A-1,Acme,2026-01-01,monthly,100.00,EUR\n";
    const INVOICES: &str = "Invoice No.,Customer,Contract No.,Original invoice,Invoice Date,Net Amount,Currency\n\
        1,Acme,A-1,,2026-02-01,100.00,EUR\n\
        2,Acme,A-9,,2026-03-01,100.00,EUR\n\
        3,,A-9,,2026-03-01,100.00,EUR\n\
        4,Acme,A-1,1,2026-03-02,-100.00,EUR\n\
        5,Acme,A-1,77,2026-03-02,-100.00,EUR\n";
    for test in settled("review_named").await {
        let actor = test.office.program("test");
        bring_content(&actor, ImportKind::Contracts, CONTRACTS).await;
        let id = taken_in(&actor, ImportKind::Invoices, "list.csv", INVOICES.as_bytes()).await;
        let found = review(&actor, id).await.expect("a review");
        let mut said: Vec<(u32, Option<usize>, Problem)> = found
            .rows
            .iter()
            .flat_map(|row| match row {
                ReviewRow::Invoice { understood, .. } => understood.problems.clone(),
                ReviewRow::Contract { .. } => Vec::new(),
            })
            .map(|at| (at.row, at.column, at.problem))
            .filter(|(_, _, problem)| *problem != Problem::ReadAsCreditNote)
            .collect();
        said.sort_by_key(|(row, column, _)| (*row, *column));
        let nobody = Problem::Missing { field: Field::Invoice(InvoiceField::Customer) };
        assert_eq!(
            said,
            [
                (3, Some(2), Problem::UnknownContract),
                (4, Some(1), nobody),
                (4, Some(2), Problem::UnknownContract),
                (6, Some(3), Problem::UnknownInvoice),
            ]
        );
        assert_eq!((found.acceptable, found.wrong), (4, 1), "whose it is must be known");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn contracts_say_which_owner_is_nobody_here() {
    for test in settled("review_owner").await {
        let actor = test.office.program("test");
        let known = somebody(&test.office, Role::Sales).await;
        let person = known.person().expect("somebody");
        let name = store::person::find(test.office.sessions().reading(), person).await.expect("read").map(|of| of.name);
        let list = format!(
            "Contract No.,Customer,Start Date,Billing Frequency,Price per Period,Currency,Owner\n\
             A-1,Acme,2026-01-01,monthly,100.00,EUR,{}\n\
             A-2,Acme,2026-01-01,monthly,100.00,EUR,Nobody Here\n\
             A-3,Acme,2026-01-01,monthly,100.00,EUR,\n",
            name.expect("their name")
        );
        let id = taken_in(&actor, ImportKind::Contracts, "list.csv", list.as_bytes()).await;
        let found = review(&actor, id).await.expect("a review");
        let said = found.rows.iter().flat_map(|row| match row {
            ReviewRow::Contract { understood, .. } => understood.problems.clone(),
            ReviewRow::Invoice { .. } => Vec::new(),
        });
        let said: Vec<_> =
            said.filter(|at| at.problem == Problem::UnknownOwner).map(|at| (at.row, at.column)).collect();
        assert_eq!(said, [(3, Some(6))]);
        assert_eq!(found.acceptable, 3, "it is a remark and no fault");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_named_as_a_workbook_is_read_and_the_review_says_so() {
    const LIST: &str = "Contract No.,Customer,Start Date,Billing Frequency,Price per Period,Currency\n\
        A-1,Acme,2026-01-01,monthly,100.00,EUR\n";
    for test in settled("review_text").await {
        let actor = test.office.program("test");
        for (name, text_as_workbook) in [("list.xlsx", true), ("list.csv", false)] {
            let id = taken_in(&actor, ImportKind::Contracts, name, LIST.as_bytes()).await;
            let found = review(&actor, id).await.expect("a review");
            assert_eq!((found.acceptable, found.text_as_workbook), (1, text_as_workbook), "{name}");
        }
    }
}
