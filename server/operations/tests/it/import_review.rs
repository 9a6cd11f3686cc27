//! The review of an import: what our own house, contracts and the person say about a file that leaves things open.

use crate::{
    import::{accepted, bring_content, file, settled},
    office::offices,
};
use model::{
    contract::Renewal,
    event::Event,
    import::{
        columns::ContractField, conventions::Evidence, differing::Difference, problem::Problem, values::DayOrder,
    },
    money::Currency,
    party::LegalEntityDetails,
    permission::Permission,
    refusal::{FileProblem, Refusal},
    view::{FileReading, ImportKind, ImportState, ReviewRow, ReviewedImport},
};
use operations::{
    Actor, Failure,
    contract::{self, ContractFilter, ContractSort},
    import::{
        AcceptChoice, Shown, accept, correct, discard, leave_out, review, review_of, turn_kind, undo, upload,
        upload_sheet,
    },
    legal_entity,
};

async fn read(actor: &Actor, kind: ImportKind, content: &str) -> ReviewedImport {
    let id = upload(actor, kind, "list.csv", content.as_bytes().to_vec(), None).await.expect("taken in");
    review(actor, id).await.expect("understood")
}

/// The currency of the first invoice of a review, and whether it was taken from its contract.
fn currency_of(review: &ReviewedImport) -> (Option<&'static str>, Option<bool>) {
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

#[tokio::test(flavor = "multi_thread")]
async fn rows_are_counted_and_shown_by_what_is_to_be_done_about_them() {
    for test in settled("import_shown").await {
        let actor = test.office.program("test");
        let list = "Contract No.,Customer,Start Date,End Date,Billing Frequency,Price per Period,Currency\n\
                    A-1,Acme,2026-01-01,2026-12-31,monthly,100.00,EUR\n\
                    A-2,Acme,2026-01-01,9999-12-31,monthly,100.00,EUR\n\
                    A-3,Acme,2026-01-01,TBD,monthly,100.00,EUR\n\
                    A-4,Acme,2026-02-30,2026-12-31,monthly,100.00,EUR\n\
                    Total,,,,,400.00,\n";
        let found = read(&actor, ImportKind::Contracts, list).await;
        assert_eq!((found.informed, found.doubtful, found.wrong, found.left_out), (2, 1, 1, 2));
        let rows = async |shown| {
            let rows = review_of(&actor, found.id, shown, operations::page(1, 100)).await.expect("its rows").rows;
            rows.iter().map(number_of).collect::<Vec<_>>()
        };
        assert_eq!(rows(Shown::from_code("left_out")).await, [5, 6]);
        assert_eq!(rows(Shown::from_code("error")).await, [5]);
        assert_eq!(rows(Shown::from_code("warning")).await, [4]);
        assert_eq!(rows(Shown::from_code("info")).await, [6, 3]);
        assert_eq!(rows(Shown::from_code("?")).await.len(), 5);

        let summary = accepted(&actor, &found, &AcceptChoice::default()).await;
        assert_eq!((summary.contracts, summary.left_out), (3, 2));
        let done = review(&actor, found.id).await.expect("what was left out");
        assert_eq!(done.rows.iter().map(number_of).collect::<Vec<_>>(), [5, 6], "not what the import itself made");
    }
}

fn number_of(row: &ReviewRow) -> u32 {
    match row {
        ReviewRow::Contract { understood, .. } => understood.rows[0],
        ReviewRow::Invoice { understood, .. } => understood.rows[0],
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_under_review_is_discarded_with_its_file_and_stays_in_the_history() {
    for test in settled("import_discarded").await {
        let actor = test.office.program("test");
        let found = read(&actor, ImportKind::Contracts, "Contract No.,Customer\nA-1,Acme\n").await;
        let stale = discard(&actor, found.id, found.version - 1).await;
        assert!(matches!(stale, Err(Failure::Refused(Refusal::Stale))));
        discard(&actor, found.id, found.version).await.expect("discarded");
        let after = review(&actor, found.id).await.expect("its page");
        assert_eq!((after.state, after.found), (ImportState::Discarded, 0));
        let kept = store::import::find(actor.read(Permission::Import).expect("may").connection(), found.id).await;
        assert!(kept.expect("read").expect("listed").content.is_empty());
        let events = operations::history::of_import(&actor, found.id).await.expect("history");
        assert!(matches!(&events[0].event, Event::ImportDiscarded { file } if file == "list.csv"));
        for again in [
            discard(&actor, found.id, after.version).await,
            accept(&actor, found.id, after.version, &AcceptChoice::default()).await,
        ] {
            assert!(matches!(again, Err(Failure::Refused(Refusal::WrongState))));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_counts_what_waits_and_leaks_of_its_own() {
    for test in settled("import_own_counts").await {
        let actor = test.office.program("test");
        operations::demonstration::seed(&test.office).await.expect("seeded");
        let list = "Contract No.,Customer,Start Date,Billing Frequency,Price per Period,Currency\n\
                    Z-1,Zephyr,2026-01-01,monthly,100.00,EUR\n";
        let found = read(&actor, ImportKind::Contracts, list).await;
        let summary = accepted(&actor, &found, &AcceptChoice::default()).await;
        assert_eq!((summary.contracts, summary.waiting), (1, 0), "the lines of the demonstration wait for others");
        let number = "Z-1";
        let filter = operations::leakage::FindingFilter { words: vec![number.to_owned()], ..Default::default() };
        let all = operations::leakage::list(&actor, &Default::default(), operations::page(1, 1)).await.expect("all");
        let own = operations::leakage::list(&actor, &filter, operations::page(1, 1)).await.expect("its own");
        assert_eq!(u64::from(summary.findings), own.total);
        assert!(own.total < all.total);

        let invoices =
            "Invoice No.,Customer,Invoice Date,Net Amount,Currency\nZ-100,Nobody knows,2026-02-01,5.00,EUR\n";
        let found = read(&actor, ImportKind::Invoices, invoices).await;
        assert_eq!(accepted(&actor, &found, &AcceptChoice::default()).await.waiting, 1);
    }
}

/// A workbook of these sheets, each with its rows.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet().set_name(*name).expect("named");
        for (row, cells) in (0_u32..).zip(*rows) {
            for (column, cell) in (0_u16..).zip(*cells) {
                sheet.write_string(row, column, *cell).expect("written");
            }
        }
    }
    workbook.save_to_buffer().expect("saved")
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_workbook_the_sheet_is_read_that_looks_right_until_a_person_chooses_another() {
    let titles: &[&str] =
        &["Contract No.", "Customer", "Start Date", "Billing Frequency", "Price per Period", "Currency"];
    let book = workbook(&[
        ("Legend", &[&["Colour", "Meaning"], &["red", "late"]]),
        ("Live", &[titles, &["A-1", "Acme", "2026-01-01", "monthly", "100", "EUR"]]),
        ("Old", &[&["Archive"], &[], titles, &["B-1", "Acme", "2020-01-01", "monthly", "90", "EUR"]]),
    ]);
    for test in settled("import_sheet").await {
        let actor = test.office.program("test");
        let id = upload(&actor, ImportKind::Contracts, "book.xlsx", book.clone(), None).await.expect("taken in");
        let found = review(&actor, id).await.expect("understood");
        assert_eq!((found.sheet.as_deref(), found.acceptable), (Some("Live"), 1));
        assert_eq!(found.sheets, ["Legend", "Live", "Old"]);
        let header_row = found.header_row.to_string();
        let reading = FileReading { sheet: "Old".to_owned(), header_row, ..FileReading::default() };
        correct(&actor, id, found.version, &reading).await.expect("read anew");
        let found = review(&actor, id).await.expect("understood");
        assert_eq!((found.sheet.as_deref(), found.acceptable, found.header_row), (Some("Old"), 1, 3));
        let chosen = upload_sheet(&actor, ImportKind::Contracts, "b.xlsx", book.clone(), None, Some("Old")).await;
        let found = review(&actor, chosen.expect("taken in")).await.expect("understood");
        assert_eq!(found.sheet.as_deref(), Some("Old"));
        let nowhere = upload_sheet(&actor, ImportKind::Contracts, "b.xlsx", book.clone(), None, Some("New")).await;
        assert!(matches!(nowhere, Err(Failure::Refused(Refusal::File(FileProblem::NoSuchSheet)))));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_contracts_come_invoices_until_there_are_some() {
    for test in settled("import_invoices_next").await {
        let actor = test.office.program("test");
        let list = "Contract No.,Customer,Start Date,Billing Frequency,Price per Period,Currency\n\
                    A-1,Acme,2026-01-01,monthly,100.00,EUR\n";
        let contracts = read(&actor, ImportKind::Contracts, list).await;
        assert!(!contracts.invoices_next, "nothing was accepted yet");
        accepted(&actor, &contracts, &AcceptChoice::default()).await;
        let next = async || review(&actor, contracts.id).await.expect("it is there").invoices_next;
        assert!(next().await);
        let list = "Invoice,Customer,Contract,Date,Amount,Currency\nF-1,Acme,A-1,2026-01-01,100.00,EUR\n";
        let invoices = read(&actor, ImportKind::Invoices, list).await;
        accepted(&actor, &invoices, &AcceptChoice::default()).await;
        assert!(!next().await);
        assert!(!review(&actor, invoices.id).await.expect("it is there").invoices_next);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn before_an_import_is_undone_it_says_what_goes_what_stays_and_what_is_in_the_way() {
    for test in settled("import_undoing").await {
        let actor = test.office.program("test");
        let list = |number: &str, customer: &str| {
            format!(
                "Contract No.,Customer,Start Date,Billing Frequency,Price per Period,Currency\n\
                 {number},{customer},2026-01-01,monthly,100.00,EUR\n"
            )
        };
        bring_content(
            &actor,
            ImportKind::Contracts,
            &(list("A-1", "Acme") + "A-2,Boole,2026-01-01,monthly,9.00,EUR\n"),
        )
        .await;
        let first = operations::import::list(&actor).await.expect("imports").remove(0).id;
        bring_content(&actor, ImportKind::Contracts, &list("B-1", "Acme")).await;
        let bills =
            "Invoice No.,Customer,Contract No.,Invoice Date,Net Amount,Currency\n1,Acme,A-1,2026-02-01,100.00,EUR\n";
        bring_content(&actor, ImportKind::Invoices, bills).await;
        let undoing =
            review(&actor, first).await.expect("its review").undoing.clone().expect("what undoing it would do");
        let counts = [undoing.contracts, undoing.customers, undoing.kept_customers, undoing.invoices, undoing.matches];
        assert_eq!((counts, undoing.is_in_the_way()), ([2, 1, 1, 0, 1], false));
        // Somebody changes one of its contracts.
        let page = operations::page(1, 50);
        let contracts =
            contract::list(&actor, &ContractFilter::default(), ContractSort::Number, false, page).await.expect("them");
        let number = contracts.rows[0].number.clone();
        let mut open = contract::form(&actor, Some(&number), None).await.expect("its form");
        open.form.title = "Changed".to_owned();
        open.form.lines[0].description = "Maintenance".to_owned();
        let (_, version) = open.contract.expect("it is there");
        contract::edit(&actor, &number, version, &open.form).await.expect("changed");
        let now = review(&actor, first).await.expect("its review");
        let undoing = now.undoing.clone().expect("what undoing it would do");
        assert_eq!((undoing.changed, undoing.changed_contracts), (1, vec![number]));
        let refused = undo(&actor, first, now.version).await;
        assert!(matches!(refused, Err(Failure::Refused(Refusal::WrongState))), "{refused:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_leaves_single_good_rows_out() {
    for test in settled("import_left_out").await {
        let actor = test.office.program("test");
        let list = "Contract No.,Customer,Start Date,Billing Frequency,Price per Period,Currency\n\
                    A-1,Acme,2026-01-01,monthly,100.00,EUR\n\
                    A-2,Acme,2026-01-01,monthly,200.00,EUR\n";
        let review = read(&actor, ImportKind::Contracts, list).await;
        assert_eq!((review.acceptable, review.left_out), (2, 0));
        leave_out(&actor, review.id, review.version, "3", true).await.expect("left out");
        let stale = leave_out(&actor, review.id, review.version, "2", true).await;
        assert!(matches!(stale, Err(Failure::Refused(Refusal::Stale))), "{stale:?}");
        let review = operations::import::review(&actor, review.id).await.expect("its review");
        assert_eq!((review.found, review.acceptable, review.left_out), (2, 1, 1));
        leave_out(&actor, review.id, review.version, "2, 3", false).await.expect("taken again");
        let review = operations::import::review(&actor, review.id).await.expect("its review");
        assert_eq!((review.acceptable, review.left_out), (2, 0));
        leave_out(&actor, review.id, review.version, "3", true).await.expect("left out");
        let review = operations::import::review(&actor, review.id).await.expect("its review");
        let summary = accepted(&actor, &review, &AcceptChoice::default()).await;
        assert_eq!((summary.contracts, summary.left_out), (1, 1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_named_as_a_workbook_is_told_what_it_is() {
    for test in settled("import_text_as_workbook").await {
        let actor = test.office.program("test");
        let refused = upload(&actor, ImportKind::Contracts, "list.xlsx", b"just a note".to_vec(), None).await;
        let kind = "textasworkbook".to_owned();
        assert!(
            matches!(&refused, Err(Failure::Refused(Refusal::File(FileProblem::WrongKind { kind: told }))) if *told == kind),
            "{refused:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contract_that_is_there_with_other_terms_says_which_and_stays_as_it_is() {
    for test in settled("import_other_terms").await {
        let actor = test.office.program("test");
        let head = "Contract No.,Customer,Start Date,Renewal,Billing Frequency,Price per Period,Currency\n";
        let list = |rows: &str| format!("{head}{rows}");
        let rows = "A-1,Acme,2026-01-01,express,monthly,100.00,EUR\nA-2,Acme,2026-01-01,express,monthly,9.00,EUR\n";
        bring_content(&actor, ImportKind::Contracts, &list(rows)).await;
        let other = "A-1,Boole,2026-02-01,none,quarterly,120.00,EUR\nA-2,Acme,2026-01-01,express,monthly,9.00,EUR\n";
        let found = read(&actor, ImportKind::Contracts, &list(other)).await;
        assert_eq!((found.found, found.already_there), (2, 2));
        let differs: Vec<_> = found
            .rows
            .iter()
            .map(|row| match row {
                ReviewRow::Contract { known, .. } => known.differs.as_slice(),
                ReviewRow::Invoice { .. } => &[],
            })
            .collect();
        let [
            Difference::Customer { here, file },
            Difference::Day { field: ContractField::StartsOn, .. },
            Difference::Renewal { here: Renewal::Express, file: Renewal::None },
            Difference::Line { here: Some(line_here), file: Some(line_file) },
        ] = differs[0]
        else {
            panic!("{:#?}", differs[0])
        };
        assert_eq!((here.as_str(), file.as_str()), ("Acme", "Boole"));
        assert_eq!((line_here.price, line_here.months), (100.into(), 1));
        assert_eq!((line_file.price, line_file.months), (120.into(), 3));
        assert_eq!(differs[1], [], "the same terms");
        let page = operations::page(1, 50);
        let contracts = contract::list(&actor, &ContractFilter::default(), ContractSort::Number, false, page).await;
        let number = contracts.expect("them").rows[0].number.clone();
        let before = contract::find(&actor, &number).await.expect("its sheet");
        assert_eq!(accepted(&actor, &found, &AcceptChoice::default()).await.contracts, 0);
        assert_eq!(contract::find(&actor, &number).await.expect("its sheet"), before);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_is_there_already_warns_of_nothing_that_only_a_new_one_would_be_seen_for() {
    for test in settled("import_quiet").await {
        let actor = test.office.program("test");
        let contracts = "Contract No.,Customer,Start Date,Renewal,Yearly increase,Billing Frequency,Price per Period,Currency,Owner\n\
                         A-1,Acme,2026-01-01,tacit,CPI,monthly,100.00,EUR,Nobody\n";
        let invoices = "Invoice No.,Contract,Customer,Invoice Date,Due Date,Net amount,Currency\n\
                        F-1,A-9,Acme,2026-02-10,2026-01-10,100.00,EUR\n";
        for (kind, content) in [(ImportKind::Contracts, contracts), (ImportKind::Invoices, invoices)] {
            let first = read(&actor, kind, content).await;
            assert!(first.doubtful > 0, "{first:#?}");
            bring_content(&actor, kind, content).await;
            let again = read(&actor, kind, content).await;
            assert_eq!((again.already_there, again.doubtful, again.informed), (1, 0, 0), "{again:#?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contract_whose_lines_the_file_does_not_describe_can_be_edited_afterwards() {
    for test in settled("import_undescribed").await {
        let actor = test.office.program("test");
        let list = "Contract No.,Title,Customer,Start Date,Billing Frequency,Price per Period,Currency\n\
                    A-1,,Acme,2026-01-01,monthly,100.00,EUR\n\
                    ,,Boole,2026-01-01,monthly,100.00,EUR\n\
                    A-3,Lifts,Acme,2026-01-01,monthly,200.00,EUR\n";
        let review = read(&actor, ImportKind::Contracts, list).await;
        assert_eq!(review.undescribed, 2);
        assert_eq!(accepted(&actor, &review, &AcceptChoice::default()).await.contracts, 3);
        let page = operations::page(1, 50);
        let contracts = contract::list(&actor, &ContractFilter::default(), ContractSort::Number, false, page).await;
        let mut called = Vec::new();
        for row in contracts.expect("them").rows {
            let mut open = contract::form(&actor, Some(&row.number), None).await.expect("its form");
            called.push(open.form.lines[0].description.clone());
            open.form.title = "Changed".to_owned();
            let (_, version) = open.contract.expect("it is there");
            contract::edit(&actor, &row.number, version, &open.form).await.expect("changed");
        }
        called.sort();
        assert_eq!(called, ["A-1", "Boole", "Lifts"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_rows_that_are_the_same_one_is_left_out() {
    for test in settled("import_left_out_twin").await {
        let actor = test.office.program("test");
        let list = "Contract No.,Customer,Start Date,Billing Frequency,Price per Period,Currency\n\
                    A-1,Acme,2026-01-01,monthly,100.00,EUR\n\
                    A-1,Acme,2026-01-01,monthly,100.00,EUR\n";
        let review = read(&actor, ImportKind::Contracts, list).await;
        assert_eq!((review.found, review.doubtful), (1, 1), "one contract with two lines");
        leave_out(&actor, review.id, review.version, "3", true).await.expect("left out");
        let review = operations::import::review(&actor, review.id).await.expect("its review");
        assert_eq!((review.acceptable, review.left_out, review.doubtful), (1, 1, 0));
        let summary = accepted(&actor, &review, &AcceptChoice::default()).await;
        assert_eq!((summary.contracts, summary.left_out), (1, 1));
        let page = operations::page(1, 10);
        let (filter, sort) = (ContractFilter::default(), ContractSort::Number);
        let row = contract::list(&actor, &filter, sort, false, page).await.expect("contracts").rows.remove(0);
        let sheet = contract::find(&actor, &row.number).await.expect("the contract");
        assert_eq!(sheet.lines.len(), 1, "{:#?}", sheet.lines);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn all_rows_of_a_review_are_reached_page_by_page() {
    for test in settled("import_pages").await {
        let actor = test.office.program("test");
        let mut list = "Contract No.,Customer,Start Date,Billing Frequency,Price per Period,Currency\n".to_owned();
        for number in 1..=130 {
            list.push_str(&format!("P-{number},Acme,2026-01-01,monthly,100.00,EUR\n"));
        }
        let found = read(&actor, ImportKind::Contracts, &list).await;
        assert_eq!((found.found, found.asked_for, found.rows.len()), (130, 130, 100));
        let third = review_of(&actor, found.id, Shown::All, operations::page(3, 50)).await.expect("a page");
        assert_eq!((third.rows.len(), first_row(&third.rows[0]), third.asked_for), (30, 102, 130));
        leave_out(&actor, found.id, found.version, "131", true).await.expect("the last is left out");
        let out = review_of(&actor, found.id, Shown::LeftOut, operations::page(1, 50)).await.expect("those left out");
        assert_eq!((out.asked_for, out.acceptable, first_row(&out.rows[0])), (1, 129, 131));
        let beyond = review_of(&actor, found.id, Shown::All, operations::page(9, 50)).await.expect("nothing");
        assert_eq!((beyond.rows.len(), beyond.asked_for), (0, 130));
    }
}

fn first_row(row: &ReviewRow) -> u32 {
    match row {
        ReviewRow::Contract { understood, .. } => understood.rows[0],
        ReviewRow::Invoice { understood, .. } => understood.rows[0],
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_the_other_kind_is_told_and_read_as_what_it_is() {
    const CONTRACTS: [&str; 3] = ["contracts-us.csv", "contrats.csv", "hetong.csv"];
    const INVOICES: [&str; 3] = ["invoices-us.csv", "factures.csv", "fapiao.csv"];
    let kinds = [(ImportKind::Contracts, ImportKind::Invoices), (ImportKind::Invoices, ImportKind::Contracts)];
    for test in settled("import_kind").await {
        let actor = test.office.program("test");
        for ((kind, other), names) in kinds.into_iter().zip([CONTRACTS, INVOICES]) {
            for name in names {
                let right = upload(&actor, kind, name, file(name), None).await.expect("taken in");
                let right = review(&actor, right).await.expect("understood");
                assert!(!right.other_kind, "{name}");
                let wrong = upload(&actor, other, name, file(name), None).await.expect("taken in");
                let before = review(&actor, wrong).await.expect("understood");
                assert!(before.other_kind, "{name} as {other:?}");
                turn_kind(&actor, wrong, before.version).await.expect("turned");
                let after = review(&actor, wrong).await.expect("understood");
                assert_eq!((after.kind, after.other_kind, after.acceptable), (kind, false, right.acceptable), "{name}");
                assert_eq!(after.rows, right.rows, "{name}");
                let stale = turn_kind(&actor, wrong, before.version).await;
                assert!(matches!(stale, Err(Failure::Refused(Refusal::Stale))), "{name}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn contracts_that_are_there_with_other_terms_count_and_stand_among_those_to_be_looked_at() {
    for test in settled("import_differing").await {
        let actor = test.office.program("test");
        let head = "Contract No.,Customer,Signed,Start Date,Billing Frequency,Price per Period,Currency\n";
        let row = |number: &str, price: &str| format!("{number},Acme,2026-01-01,2026-01-01,monthly,{price},EUR\n");
        let first = format!("{head}{}{}", row("A-1", "100"), row("A-2", "100"));
        let found = read(&actor, ImportKind::Contracts, &first).await;
        accepted(&actor, &found, &AcceptChoice::default()).await;

        let again = format!("{head}{}{}{}", row("A-1", "100"), row("A-3", "100"), row("A-2", "120"));
        let found = read(&actor, ImportKind::Contracts, &again).await;
        assert_eq!((found.found, found.acceptable, found.already_there, found.doubtful), (3, 1, 2, 1));
        let known = |row: &ReviewRow| match row {
            ReviewRow::Contract { known, .. } | ReviewRow::Invoice { known, .. } => known.clone(),
        };
        assert!(!known(&found.rows[0]).differs.is_empty(), "what differs stands first: {:#?}", found.rows[0]);
        let page = operations::page(1, 50);
        let to_check = Shown::from_code("warning");
        let shown = review_of(&actor, found.id, to_check, page).await.expect("those to be looked at");
        assert_eq!((shown.rows.len(), shown.asked_for), (1, 1));
        let ReviewRow::Contract { understood, known } = &shown.rows[0] else { panic!("a contract") };
        assert_eq!((&understood.rows[..], known.differs.len()), (&[4][..], 1));

        leave_out(&actor, found.id, found.version, "4", true).await.expect("left out");
        let left = review(&actor, found.id).await.expect("understood");
        assert_eq!((left.doubtful, left.left_out), (0, 2), "a person has seen it");
    }
}
