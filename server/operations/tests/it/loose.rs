//! Overdue invoices that belong to no contract: found, seen by whom, and closed by themselves.

use crate::{
    import::{bring_content, settled, taken_back},
    office::TestOffice,
};
use model::{
    event::{Change, Event},
    id::PersonId,
    language::Language,
    leakage::{CloseReason, Evidence, FindingKind, FindingState},
    money::Money,
    person::Role,
    refusal::{FieldProblem, Problem, Refusal},
    settings::Settings,
    view::{FindingRow, ImportKind},
};
use operations::{
    Actor, Failure, Office,
    customer::{self, CustomerFilter, CustomerSort},
    history::HistoryFrom,
    import, invoice,
    leakage::{FindingFilter, Months, claim, dashboard, find, list, sheet},
    nightly, settings, sign_in,
};
use store::person::Person;

const INVOICES: &str = "Invoice No.,Customer,Contract No.,Invoice Date,Due Date,Description,Amount,Currency\n\
    Z-1,Loose Goods,,2026-06-01,2026-07-01,Spare parts,400.00,EUR\n\
    Z-2,Loose Goods,,2026-11-20,2026-12-20,Spare parts,100.00,EUR\n";

const CONTRACTS: &str = "Contract No.,Customer,Start Date,End Date,Billing Frequency,Price per Period,Currency\n\
    Z-9,Loose Goods,2026-01-01,2026-12-31,monthly,100.00,EUR\n";

async fn all(actor: &Actor) -> Vec<FindingRow> {
    let states = FindingState::CODES.map(str::to_owned).to_vec();
    let filter = FindingFilter { states, kinds: vec![FindingKind::Overdue], ..FindingFilter::default() };
    list(actor, &filter, operations::page(1, 50)).await.expect("findings").rows
}

/// A person with one role, who has come in.
pub async fn somebody(office: &Office, role: Role) -> Actor {
    let id = PersonId(office.clock().id());
    let person = Person {
        id,
        name: "Ada".into(),
        email: format!("{id}@example.com"),
        language: Language::En,
        roles: vec![role],
        active: true,
        expires_on: None,
        version: 1,
    };
    let writing = office.sessions().begin().await.expect("a transaction");
    store::person::insert(writing.connection(), &person, None, 0).await.expect("added");
    writing.commit().await.expect("kept");
    sign_in::actor(office, id, None).await.expect("they may act")
}

async fn with_invoices(name: &str) -> Vec<TestOffice> {
    let offices = settled(name).await;
    for test in &offices {
        bring_content(&test.office.program("test"), ImportKind::Invoices, INVOICES).await;
    }
    offices
}

#[tokio::test(flavor = "multi_thread")]
async fn an_overdue_invoice_without_a_contract_is_a_finding_of_its_customer() {
    for test in with_invoices("loose_found").await {
        let actor = test.office.program("test");
        let found = all(&actor).await;
        assert_eq!(found.len(), 1, "{found:#?}");
        let row = &found[0];
        assert_eq!((row.contract.as_str(), row.title.as_str(), row.customer.as_str()), ("", "Z-1", "Loose Goods"));
        assert_eq!(row.finding.amount.map(|amount| amount.to_string()).as_deref(), Some("400.00 EUR"));
        assert_eq!(find(&actor, row.id).await.expect("its page"), *row);
        assert_eq!(sheet(&actor, row.id).await.expect("its page").row, *row);
        // The customer's own sums speak of it too.
        let page = operations::page(1, 50);
        let (filter, order) = (CustomerFilter::default(), (CustomerSort::Name, false));
        let customers = customer::overview(&actor, &filter, order, page).await.expect("customers").rows;
        let listed = customers.iter().find(|row| row.name == "Loose Goods").expect("the customer");
        let account = customer::account(&actor, listed.id, page).await.expect("an account");
        let overdue = account.sums.first().and_then(|sums| sums.overdue).map(|money| money.minor);
        let minor = |sums: &Option<Vec<Money>>| sums.iter().flatten().map(|money| money.minor).collect::<Vec<_>>();
        assert_eq!((overdue, minor(&listed.overdue), minor(&listed.at_stake)), (Some(40_000), vec![40_000], vec![]));
        // The same again changes nothing.
        nightly::run(&test.office).await.expect("the night");
        assert_eq!(all(&actor).await, found);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_answers_for_goes_to_whom_the_organisation_named() {
    for test in settled("loose_named").await {
        let actor = test.office.program("test");
        let (admin, finance) =
            (somebody(&test.office, Role::Administrator).await, somebody(&test.office, Role::Finance).await);
        let seller = somebody(&test.office, Role::Sales).await.person().expect("a person");
        let sheet = settings::find(&admin).await.expect("settings");
        assert!(!sheet.pursuers.iter().any(|person| person.id == seller), "who sells does not work on findings");
        let to = |person| Settings { findings_to: person, ..sheet.settings.clone() };
        let refused = settings::change(&admin, sheet.version, to(Some(seller))).await;
        let wrong = Refusal::Fields(vec![FieldProblem::new("findings_to", Problem::NotAChoice)]);
        assert!(matches!(refused, Err(Failure::Refused(refusal)) if refusal == wrong));
        settings::change(&admin, sheet.version, to(finance.person())).await.expect("settled");
        let history = operations::history::list(&admin, admin.person(), None, HistoryFrom::Newest, 1).await;
        let newest = history.expect("history").events.remove(0).event;
        let named = |change: &Change| (change.before.as_str(), change.after.as_str()) == ("", "Ada");
        assert!(matches!(&newest, Event::SettingsChanged { changes } if changes.iter().all(named)), "{newest:?}");

        bring_content(&actor, ImportKind::Invoices, INVOICES).await;
        assert_eq!(all(&actor).await[0].owner_id, finance.person());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_stays_whose_finding_somebody_works_on() {
    for test in with_invoices("loose_worked_on").await {
        let (actor, finance) = (test.office.program("test"), somebody(&test.office, Role::Finance).await);
        let row = all(&actor).await.remove(0);
        claim(&finance, row.id, row.version).await.expect("claimed");
        let import = operations::import::list(&actor).await.expect("imports").remove(0);
        let review = operations::import::review(&actor, import.id).await.expect("its review");
        let (version, undoing) = (review.version, review.undoing.clone().expect("what undoing it would do"));
        assert_eq!((undoing.worked_on, undoing.findings.as_slice()), (1, [(row.id, row.finding.kind)].as_slice()));
        let refused = operations::import::undo(&actor, import.id, version).await;
        assert!(matches!(refused, Err(Failure::Refused(Refusal::WrongState))), "{refused:?}");
        assert!(matches!(all(&actor).await[0].state, FindingState::Claimed { .. }), "it is still there");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_closes_when_it_is_paid_and_goes_with_its_invoice() {
    for test in with_invoices("loose_closed").await {
        let actor = test.office.program("test");
        let pay = "INSERT INTO payment (id, invoice_id, received_on, amount_minor) \
                   SELECT id, id, '2026-11-01', 40000 FROM invoice WHERE number = 'Z-1'";
        crate::import_run::change(&test.office, pay).await;
        nightly::run(&test.office).await.expect("the night");
        let found = all(&actor).await;
        assert!(matches!(found[0].state, FindingState::Closed { why: CloseReason::Paid, .. }), "{:?}", found[0].state);
        crate::import_run::change(&test.office, "DELETE FROM payment").await;
        nightly::run(&test.office).await.expect("the night");
        assert_eq!(all(&actor).await[0].state, FindingState::Found, "it is the same one");
        let imports = operations::import::list(&actor).await.expect("imports");
        taken_back(&actor, imports[0].id).await;
        assert!(all(&actor).await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_see_a_contract_of_the_customer_does_not_see_it() {
    for test in with_invoices("loose_hidden").await {
        let program = test.office.program("test");
        let finance = somebody(&test.office, Role::Finance).await;
        let manager = somebody(&test.office, Role::Manager).await;
        assert_eq!((all(&finance).await.len(), all(&manager).await.len()), (1, 1));
        bring_content(&program, ImportKind::Contracts, CONTRACTS).await;
        crate::import_run::change(&test.office, "UPDATE contract SET confidentiality = 'people'").await;
        assert_eq!(all(&finance).await, []);
        let id = all(&manager).await.iter().find(|row| row.contract.is_empty()).expect("still there").id;
        assert!(find(&finance, id).await.is_err());
        assert!(find(&manager, id).await.is_ok());
    }
}

const BILLED: &str = "Invoice No.,Customer,Contract No.,Invoice Date,Due Date,Description,Amount,Currency\n\
    Y-1,Loose Goods,Z-9,2026-06-01,2026-07-01,June,100.00,EUR\n\
    Y-2,Loose Goods,Z-9,2026-07-01,2026-08-01,July,90.00,EUR\n";

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_what_was_taken_back_is_counted_in_whichever_order() {
    for contracts_first in [true, false] {
        for test in with_invoices(if contracts_first { "loose_back" } else { "loose_back_other" }).await {
            let actor = test.office.program("test");
            bring_content(&actor, ImportKind::Contracts, CONTRACTS).await;
            bring_content(&actor, ImportKind::Invoices, BILLED).await;
            nightly::run(&test.office).await.expect("the night");
            let found = dashboard(&actor, &FindingFilter::default(), Months::Twelve).await.expect("sums");
            assert!(!found.trend.is_empty());
            let mut imports = operations::import::list(&actor).await.expect("imports");
            imports.sort_by_key(|import| (import.kind == ImportKind::Contracts) != contracts_first);
            for import in imports {
                taken_back(&actor, import.id).await;
            }
            let left = dashboard(&actor, &FindingFilter::default(), Months::Twelve).await.expect("sums");
            assert_eq!(left.trend, [], "contracts first: {contracts_first}");
            assert_eq!(all(&actor).await, []);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_credit_note_takes_back_the_invoice_it_names_before_it_is_matched() {
    const CREDIT: &str = "Invoice No.,Customer,Contract No.,Invoice Date,Due Date,Description,Amount,Currency\n\
        ZA-1,Loose Goods,,2026-06-15,,Credit for invoice Z-001,-150.00,EUR\n";
    for test in settled("loose_credited").await {
        let actor = test.office.program("test");
        let invoices = INVOICES.replace("Z-1,", "Z-001,");
        bring_content(&actor, ImportKind::Invoices, &invoices).await;
        bring_content(&actor, ImportKind::Invoices, CREDIT).await;
        let found = all(&actor).await;
        assert_eq!(found.len(), 1, "{found:#?}");
        assert_eq!(found[0].finding.amount.map(|amount| amount.to_string()).as_deref(), Some("250.00 EUR"));
        nightly::run(&test.office).await.expect("the night");
        assert_eq!(all(&actor).await, found, "the night finds nothing else");
        let Evidence::Overdue { invoice: of, taxed, open, .. } = found[0].finding.evidence else { panic!("overdue") };
        let sheet = invoice::find(&actor, of).await.expect("the invoice");
        assert_eq!((sheet.outstanding.open, sheet.outstanding.taxed), (open, taxed), "its page says the same");
        assert!(!taxed, "no tax is known");
        assert_eq!(sheet.outstanding.credited.to_string(), "150.00 EUR");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_open_on_the_page_of_an_invoice_is_what_its_finding_says() {
    const CONTRACT: &str = "Contract No.,Customer,Start Date,End Date,Billing Frequency,Price per Period,Currency\n\
        A-1,Acme,2026-01-01,2026-03-31,quarterly,1000.00,EUR\n";
    const BILLS: &str = "Invoice No.,Customer,Contract No.,Invoice Date,Due Date,Description,Amount,VAT %,Currency\n\
        F-2026-001,Acme,A-1,2026-01-01,2026-01-31,Maintenance,1000.00,20,EUR\n";
    for (name, of) in [("named", "Credit for F-2026-001"), ("matched", "Maintenance")] {
        for test in settled(&format!("open_{name}")).await {
            let actor = test.office.program("test");
            bring_content(&actor, ImportKind::Contracts, CONTRACT).await;
            bring_content(&actor, ImportKind::Invoices, BILLS).await;
            let credit = format!("A-2026-009,Acme,A-1,2026-02-01,,{of},-400.00,20,EUR\n");
            let head = BILLS.lines().next().expect("a head");
            bring_content(&actor, ImportKind::Invoices, &format!("{head}\n{credit}")).await;
            let late = all(&actor).await.into_iter().find_map(|row| match row.finding.evidence {
                Evidence::Overdue { invoice, open, .. } => Some((invoice, open)),
                _ => None,
            });
            let (of, open) = late.expect("it is overdue");
            assert_eq!(open.to_string(), "720.00 EUR", "{name}");
            let sheet = invoice::find(&actor, of).await.expect("the invoice");
            assert_eq!((sheet.outstanding.open, sheet.outstanding.taxed), (open, true), "{name}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn undoing_an_import_of_credit_notes_judges_the_invoices_they_named_at_once() {
    const CONTRACT: &str = "Contract No.,Customer,Start Date,End Date,Billing Frequency,Price per Period,Currency\n\
        A-1,Acme,2026-01-01,2026-03-31,quarterly,1000.00,EUR\n";
    const HEAD: &str = "Invoice No.,Customer,Contract No.,Invoice Date,Due Date,Description,Amount,VAT %,Currency\n";
    for test in settled("undone_credit").await {
        let actor = test.office.program("test");
        bring_content(&actor, ImportKind::Contracts, CONTRACT).await;
        let bill = format!("{HEAD}F-2026-001,Acme,A-1,2026-01-01,2026-01-31,Maintenance,1000.00,20,EUR\n");
        bring_content(&actor, ImportKind::Invoices, &bill).await;
        let before = amounts(&actor).await;
        assert_eq!(before, ["1200.00 EUR"]);
        // It names the invoice and no contract, so only its customer leads to the contract.
        let credit = format!("{HEAD}A-2026-009,Acme,,2026-02-01,,Credit for F-2026-001,-400.00,20,EUR\n");
        bring_content(&actor, ImportKind::Invoices, &credit).await;
        assert_eq!(amounts(&actor).await, ["720.00 EUR"]);
        let notes = import::list(&actor).await.expect("imports").remove(0).id;
        taken_back(&actor, notes).await;
        assert_eq!(amounts(&actor).await, before, "without waiting for the night");
    }
}

/// What open findings about overdue invoices come to.
async fn amounts(actor: &Actor) -> Vec<String> {
    let open = all(actor).await.into_iter().filter(|row| row.state.is_open());
    open.filter_map(|row| row.finding.amount.map(|amount| amount.to_string())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_later_invoices_show_to_be_no_loss_is_not_detected_in_figure_or_list() {
    // Every month but those billed at first.
    let later: String = (1..=11)
        .filter(|month| ![6, 7].contains(month))
        .map(|month| format!("X-{month},Loose Goods,Z-9,2026-{month:02}-01,2026-12-31,Month {month},100.00,EUR\n"))
        .collect();
    let head = BILLED.lines().next().expect("a head");
    for test in settled("loose_later").await {
        let actor = test.office.program("test");
        bring_content(&actor, ImportKind::Contracts, CONTRACTS).await;
        bring_content(
            &actor,
            ImportKind::Invoices,
            &format!("{head}\nX-0,Loose Goods,,2026-01-01,2026-12-31,Key,5,EUR\n"),
        )
        .await;
        bring_content(&actor, ImportKind::Invoices, BILLED).await;
        nightly::run(&test.office).await.expect("the night");
        let found = || async {
            let sums = dashboard(&actor, &FindingFilter::default(), Months::Twelve).await.expect("sums");
            sums.trend.iter().map(|month| month.found).sum::<i64>()
        };
        let before = found().await;
        bring_content(&actor, ImportKind::Invoices, &format!("{head}\n{later}")).await;
        nightly::run(&test.office).await.expect("the night");
        let states = FindingState::CODES.map(str::to_owned).to_vec();
        let mut filter = FindingFilter { states, ..FindingFilter::default() };
        let listed =
            async |filter: &FindingFilter| list(&actor, filter, operations::page(1, 50)).await.expect("findings").rows;
        let worth = |rows: &[FindingRow]| rows.iter().filter_map(|row| Some(row.finding.amount?.minor)).sum::<i64>();
        let every = listed(&filter).await;
        let closed: Vec<_> = every.into_iter().filter(|row| !row.state.is_open()).collect();
        assert!(worth(&closed) > 0, "the invoices closed something");
        (filter.detected, filter.found_from) = (true, Some(crate::office::today()));
        filter.kinds = FindingKind::summed(&[]);
        let detected = listed(&filter).await;
        assert!(detected.iter().all(|row| row.state.is_open()), "{detected:#?}");
        assert_eq!(found().await, worth(&detected), "the figure is what its list adds up to");
        assert!(found().await < before, "less than it looked like at first");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_credit_note_takes_back_the_invoice_of_its_column_and_no_other() {
    const CREDIT: &str = "Invoice No.,Customer,Invoice Date,Original invoice,Description,Amount,Currency\n\
        ZB-1,Loose Goods,2026-06-15,Z-1,Credit like that for Z-2,-150.00,EUR\n";
    for test in with_invoices("loose_corrects").await {
        let actor = test.office.program("test");
        bring_content(&actor, ImportKind::Invoices, CREDIT).await;
        nightly::run(&test.office).await.expect("the night");
        let found = all(&actor).await;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].finding.amount.map(|amount| amount.to_string()).as_deref(), Some("250.00 EUR"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_dashboard_says_what_is_before_tax_and_that_contracts_are_lacking() {
    const TAXED: &str = "Invoice No.,Customer,Contract No.,Invoice Date,Due Date,Description,Amount,VAT rate,Currency\n\
        ZC-1,Loose Goods,,2026-06-01,2026-07-01,Spare parts,100.00,20%,EUR\n";
    for test in with_invoices("loose_before_tax").await {
        let actor = test.office.program("test");
        bring_content(&actor, ImportKind::Invoices, TAXED).await;
        let sums = dashboard(&actor, &FindingFilter::default(), Months::Twelve).await.expect("sums");
        assert_eq!((all(&actor).await.len(), sums.before_tax), (2, 1));
        assert!(!sums.contracts && sums.invoices.is_some());
        bring_content(&actor, ImportKind::Contracts, CONTRACTS).await;
        let sums = dashboard(&actor, &FindingFilter::default(), Months::Twelve).await.expect("sums");
        assert!(sums.contracts);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_counts_of_a_finished_import_are_of_now() {
    for test in with_invoices("loose_counts").await {
        let (actor, finance) = (test.office.program("test"), somebody(&test.office, Role::Finance).await);
        let import = operations::import::list(&actor).await.expect("imports").remove(0);
        let summary = async || operations::import::review(&actor, import.id).await.expect("its page").summary;
        let before = summary().await;
        assert_eq!((before.waiting, before.findings), (2, 1));
        let row = all(&actor).await.remove(0);
        operations::leakage::waive(&finance, row.id, row.version, "goodwill").await.expect("given up");
        let line =
            invoice::list(&actor, &invoice::InvoiceFilter::default(), operations::page(1, 10)).await.expect("them");
        let sheet = invoice::find(&actor, line.rows[0].id).await.expect("one");
        let line = &sheet.lines[0];
        operations::reconciliation::set_aside(&finance, line.id, line.version, "no contract").await.expect("set aside");
        let after = summary().await;
        assert_eq!((after.waiting, after.findings), (1, 0));
    }
}
