//! Payments that come after their invoices: with the same list exported again, as a file of payments alone, and by hand; and
//! the way back from each.

use crate::{
    import::{accepted, settled, taken_back},
    office::today,
};
use model::{
    event::Event,
    id::InvoiceId,
    import::problem::{Problem as Cell, Severity},
    leakage::{CloseReason, FindingKind, FindingState, SettledBy},
    money::{Currency, Money},
    person::Role,
    refusal::{FieldProblem, Problem, Refusal},
    sample,
    view::{FindingRow, ImportKind, ImportSummary, InvoiceSheet, ReviewRow, ReviewedImport},
};
use operations::{
    Actor, Failure, Office,
    history::{Verdict, of_import, verify},
    import::{AcceptChoice, Shown, leave_out, review, review_of, undo, upload},
    invoice::{self, InvoiceFilter, record_payment, take_payment_back},
    leakage::{FindingFilter, claim, list, recover, sheet},
    nightly, sign_in,
};

fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

fn refusal<T: std::fmt::Debug>(answer: Result<T, Failure>) -> Refusal {
    match answer.expect_err("not refused") {
        Failure::Refused(refusal) => refusal,
        Failure::Broken(cause) => panic!("{cause}"),
    }
}

/// Three late invoices of two customers, of which a file says that so much was paid on which day.
fn invoices(paid: [(&str, &str); 3]) -> String {
    let mut text =
        "Invoice No.,Customer,Invoice Date,Due Date,Description,Net amount,VAT rate,Total incl. VAT,Currency,Paid on,Amount paid\n"
            .to_owned();
    let known = [
        ("F-1", "Acme", "1000.00", "1200.00"),
        ("F-2", "Acme", "500.00", "600.00"),
        ("F-3", "Birch", "80.00", "96.00"),
    ];
    for ((number, customer, net, total), (on, amount)) in known.into_iter().zip(paid) {
        text.push_str(&format!(
            "{number},{customer},2026-08-01,2026-09-01,Service,{net},20%,{total},EUR,{on},{amount}\n"
        ));
    }
    text
}

const UNPAID: [(&str, &str); 3] = [("", ""), ("", ""), ("", "")];

async fn reviewed(actor: &Actor, content: &str) -> ReviewedImport {
    let id =
        upload(actor, ImportKind::Invoices, "list.csv", content.as_bytes().to_vec(), None).await.expect("taken in");
    review(actor, id).await.expect("understood")
}

async fn brought(actor: &Actor, content: &str) -> (ReviewedImport, ImportSummary) {
    let under = reviewed(actor, content).await;
    let summary = accepted(actor, &under, &AcceptChoice::default()).await;
    (under, summary)
}

async fn sheet_of(actor: &Actor, number: &str) -> InvoiceSheet {
    let filter = InvoiceFilter { number: Some(number.to_owned()), customer: None };
    let rows = invoice::list(actor, &filter, operations::page(1, 10)).await.expect("invoices").rows;
    let id: InvoiceId = rows.into_iter().find(|row| row.number == number).expect("that invoice").id;
    invoice::find(actor, id).await.expect("its page")
}

/// What was received for an invoice: day and amount of each payment.
async fn payments(actor: &Actor, number: &str) -> Vec<(String, i64)> {
    let payments = sheet_of(actor, number).await.payments;
    payments.into_iter().map(|paid| (paid.payment.received_on.to_string(), paid.payment.amount.minor)).collect()
}

async fn overdue(actor: &Actor, states: &[&str]) -> Vec<FindingRow> {
    let filter = FindingFilter {
        kinds: vec![FindingKind::Overdue],
        states: states.iter().map(|state| (*state).to_owned()).collect(),
        ..FindingFilter::default()
    };
    list(actor, &filter, operations::page(1, 50)).await.expect("findings").rows
}

/// What is open of each overdue invoice, by its number.
async fn late(actor: &Actor) -> Vec<(String, i64)> {
    let rows = overdue(actor, &["found", "claimed"]).await;
    let mut told: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let model::leakage::Evidence::Overdue { number, .. } = row.finding.evidence else { panic!("overdue") };
            (number, row.finding.amount.map_or(0, |amount| amount.minor))
        })
        .collect();
    told.sort();
    told
}

/// The remarks about rows: the row, how much it matters and what it is.
fn remarks(review: &ReviewedImport) -> Vec<(u32, Severity, Cell)> {
    let mut all: Vec<_> = review
        .rows
        .iter()
        .flat_map(|row| match row {
            ReviewRow::Contract { understood, .. } => understood.problems.clone(),
            ReviewRow::Invoice { understood, .. } => understood.problems.clone(),
        })
        .map(|at| (at.row, at.problem.severity(), at.problem))
        .collect();
    all.sort_by_key(|(row, _, _)| *row);
    all
}

async fn acting_as(office: &Office, role: Role) -> Actor {
    let people = sample::demonstration(today()).people;
    let person = people.into_iter().find(|person| person.roles == [role]).expect("a person with that role alone");
    sign_in::actor(office, person.id, None).await.expect("they may act")
}

/// Everything about invoices, payments and findings that a person could see, but for versions.
async fn whole(office: &Office) -> Vec<String> {
    let actor = office.program("test");
    let mut told = Vec::new();
    for number in ["F-1", "F-2", "F-3"] {
        let InvoiceSheet { payments, outstanding, lines, .. } = sheet_of(&actor, number).await;
        told.push(format!("{number} {payments:?} {outstanding:?} {lines:?}"));
    }
    for row in overdue(&actor, &["found", "claimed", "recovered", "waived"]).await {
        told.push(format!("{:?} {:?} {:?}", row.finding.evidence, row.finding.amount, row.state));
    }
    told
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_is_imported_again_adds_the_payments_that_are_new_and_nothing_twice() {
    for test in settled("later_list").await {
        let actor = test.office.program("test");
        brought(&actor, &invoices(UNPAID)).await;
        assert_eq!(late(&actor).await, [("F-1".into(), 120_000), ("F-2".into(), 60_000), ("F-3".into(), 9_600)]);

        let part = invoices([("2026-10-05", "200.00"), ("2026-10-09", "600.00"), ("", "")]);
        let under = reviewed(&actor, &part).await;
        assert_eq!((under.found, under.acceptable, under.already_there, under.paying), (3, 2, 1, 2));
        // What brings but payments is a group of its own, and stands before what is there already.
        let alone = review_of(&actor, under.id, Shown::from_code("payments"), operations::page(1, 10)).await;
        let alone = alone.expect("a review");
        assert_eq!((under.payments_alone, alone.asked_for, alone.rows.as_slice()), (2, 2, &under.rows[..2]));
        let summary = accepted(&actor, &under, &AcceptChoice::default()).await;
        assert_eq!((summary.invoices, summary.payments, summary.left_out, summary.findings), (0, 2, 1, 1));
        assert_eq!(late(&actor).await, [("F-1".into(), 100_000), ("F-3".into(), 9_600)]);
        let closed = overdue(&actor, &["closed"]).await;
        let on = "2026-10-09".parse().expect("a day");
        let FindingState::Closed { why, by, .. } = &closed[0].state else { panic!("closed") };
        assert_eq!((*why, by), (CloseReason::Paid, &Some(SettledBy::Payment { amount: eur(60_000), on })));
        // The page of the import leads to what it closed.
        let done = review(&actor, under.id).await.expect("its page");
        let named: Vec<_> = done.settled.iter().map(|settled| (settled.id, settled.invoice.as_str())).collect();
        assert_eq!(named, [(closed[0].id, "F-2")]);
        let told = of_import(&actor, under.id).await.expect("history");
        assert!(told.iter().any(|past| matches!(past.event, Event::PaymentsImported { payments: 2, .. })));

        let before = whole(&test.office).await;
        for _ in 0..2 {
            let (under, summary) = brought(&actor, &part).await;
            assert_eq!((under.paying, summary.payments, summary.left_out), (0, 0, 3), "nothing is added twice");
        }
        assert_eq!(whole(&test.office).await, before);
        nightly::run(&test.office).await.expect("the night");
        assert_eq!(whole(&test.office).await, before);

        // What was received so far, in one sum.
        let (_, summary) =
            brought(&actor, &invoices([("2026-11-02", "1200.00"), ("2026-10-09", "600.00"), ("", "")])).await;
        assert_eq!(summary.payments, 1);
        assert_eq!(payments(&actor, "F-1").await, [("2026-10-05".into(), 20_000), ("2026-11-02".into(), 100_000)]);
        assert_eq!(late(&actor).await, [("F-3".into(), 9_600)]);
        assert!(matches!(verify(&test.office).await.expect("read"), Verdict::Whole { .. }));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_says_less_or_otherwise_changes_nothing_and_is_remarked() {
    for test in settled("later_less").await {
        let actor = test.office.program("test");
        brought(&actor, &invoices([("2026-10-05", "1200.00"), ("", ""), ("", "")])).await;
        let before = whole(&test.office).await;
        let less =
            invoices([("2026-10-05", "700.00"), ("", ""), ("", "")]).replace("500.00,20%,600.00", "510.00,20%,612.00");
        let (under, summary) = brought(&actor, &less).await;
        assert_eq!(
            remarks(&under),
            [
                (2, Severity::Warning, Cell::LessReceived { known: eur(120_000) }),
                (3, Severity::Warning, Cell::OtherTotal { here: eur(60_000) }),
            ]
        );
        assert_eq!((summary.payments, summary.left_out), (0, 3));
        assert_eq!(whole(&test.office).await, before);
        // In another currency nothing can be compared.
        let dollars = invoices([("", ""), ("2026-10-05", "600.00"), ("", "")]).replace("EUR", "USD");
        let (under, summary) = brought(&actor, &dollars).await;
        let told = remarks(&under);
        assert!(
            told.contains(&(3, Severity::Error, Cell::PaidInOtherCurrency { currency: Currency::EUR })),
            "{told:?}"
        );
        assert_eq!(summary.payments, 0);
        assert_eq!(whole(&test.office).await, before);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_payments_alone_comes_in_and_is_recognised_the_next_time() {
    for test in settled("later_alone").await {
        let actor = test.office.program("test");
        brought(&actor, &invoices(UNPAID)).await;
        let list = "Invoice No.,Customer,Payment date,Amount received\n\
             F-1,Acme,2026-10-05,200.00\n\
             F-1,Acme,2026-10-20,1000.00\n\
             F-2,Acme,2026-10-20,650.00\n\
             F-9,Acme,2026-10-20,10.00\n\
             F-3,Acme,2026-10-20,10.00\n\
             F-3,Birch,2026-12-24,10.00\n";
        let under = reviewed(&actor, list).await;
        assert!(!under.other_kind);
        assert_eq!((under.found, under.acceptable, under.wrong, under.paying), (6, 3, 3, 3));
        assert_eq!(
            remarks(&under),
            [
                (4, Severity::Warning, Cell::MoreThanOpen { open: eur(60_000) }),
                (5, Severity::Error, Cell::NoSuchInvoice),
                (6, Severity::Error, Cell::NoSuchInvoice),
                (7, Severity::Error, Cell::ReceivedInFuture),
            ]
        );
        // Each row says what is open after it.
        let open: Vec<Option<i64>> = [2, 3]
            .into_iter()
            .filter_map(|number| {
                under.rows.iter().find_map(|row| match row {
                    ReviewRow::Invoice { understood, known } if understood.rows == [number] => {
                        Some(known.open.map(|open| open.minor))
                    }
                    _ => None,
                })
            })
            .collect();
        assert_eq!(open, [Some(100_000), Some(0)]);
        let summary = accepted(&actor, &under, &AcceptChoice::default()).await;
        assert_eq!((summary.invoices, summary.customers, summary.payments, summary.left_out), (0, 0, 3, 3));
        assert_eq!(late(&actor).await, [("F-3".into(), 9_600)]);
        let events = of_import(&actor, under.id).await.expect("history");
        assert!(!events.iter().any(|past| matches!(past.event, Event::ImportAccepted { .. })), "it made nothing else");

        let (again, summary) = brought(&actor, list).await;
        assert_eq!((again.already_there, again.paying, summary.payments), (3, 0, 0));
        // And the list of invoices that says the same adds nothing either.
        let (_, summary) =
            brought(&actor, &invoices([("2026-10-20", "1200.00"), ("2026-10-20", "650.00"), ("", "")])).await;
        assert_eq!(summary.payments, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_customer_the_number_must_be_that_of_one_invoice_alone() {
    for test in settled("later_number").await {
        let actor = test.office.program("test");
        brought(&actor, &invoices(UNPAID)).await;
        brought(&actor, &invoices(UNPAID).replace("F-2,Acme", "F-2,Cedar").replace("F-1,Acme", "F-4,Cedar")).await;
        let list = "N° facture;Date de règlement;Montant réglé\nF-1;05/10/2026;200,00\nF-2;20/10/2026;100,00\nF-3;21/10/2026;96,00\n";
        let (under, summary) = brought(&actor, list).await;
        assert_eq!(remarks(&under), [(3, Severity::Error, Cell::InvoiceOfSeveral { invoices: 2 })]);
        assert_eq!((summary.payments, summary.left_out), (2, 1));
        assert_eq!(payments(&actor, "F-3").await, [("2026-10-21".into(), 9_600)]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn undoing_takes_away_exactly_the_payments_that_an_import_added() {
    for test in settled("later_undo").await {
        let actor = test.office.program("test");
        let (made, _) = brought(&actor, &invoices(UNPAID)).await;
        brought(&actor, "Invoice No.,Payment date,Amount received\nF-1,2026-10-05,200.00\n").await;
        let before = whole(&test.office).await;
        let (list, _) =
            brought(&actor, &invoices([("2026-11-02", "1200.00"), ("", ""), ("2026-11-03", "96.00")])).await;
        let (alone, _) = brought(&actor, "Invoice No.,Payment date,Amount received\nF-2,2026-11-04,600.00\n").await;
        assert_eq!(late(&actor).await, []);

        // The invoices do not go as long as others brought payments for them.
        let page = review(&actor, made.id).await.expect("its page");
        let undoing = page.undoing.clone().expect("what undoing does");
        assert_eq!((undoing.paid_by_imports, undoing.paid_by_people, undoing.later_imports.len()), (4, 0, 3));
        assert!(undoing.later_imports.iter().any(|(import, _)| *import == alone.id));
        assert_eq!(refusal(undo(&actor, made.id, page.version).await), Refusal::WrongState);

        let removes = review(&actor, list.id).await.expect("its page").undoing.clone().expect("what undoing does");
        assert_eq!((removes.payments, removes.invoices, removes.is_in_the_way()), (2, 0, false));
        taken_back(&actor, list.id).await;
        assert_eq!(late(&actor).await, [("F-1".into(), 100_000), ("F-3".into(), 9_600)]);
        taken_back(&actor, alone.id).await;
        assert_eq!(whole(&test.office).await, before, "as it was");
        nightly::run(&test.office).await.expect("the night");
        assert_eq!(whole(&test.office).await, before);
        // Brought again, they come in again.
        let (_, summary) = brought(&actor, &invoices([("2026-11-02", "1200.00"), ("", ""), ("", "")])).await;
        assert_eq!(summary.payments, 1);
        assert!(matches!(verify(&test.office).await.expect("read"), Verdict::Whole { .. }));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_is_recorded_by_hand_and_taken_back() {
    for test in settled("later_hand").await {
        operations::demonstration::seed(&test.office).await.expect("seeded");
        let program = test.office.program("test");
        let (made, _) = brought(&program, &invoices(UNPAID)).await;
        let finance = acting_as(&test.office, Role::Finance).await;
        let known = sheet_of(&finance, "F-1").await;
        let (id, version) = (known.id, known.version);

        let wrong = |field, problem| Refusal::Fields(vec![FieldProblem::new(field, problem)]);
        assert_eq!(
            refusal(record_payment(&finance, id, version, "0", &today().to_string()).await),
            wrong("amount", Problem::NotPositive)
        );
        let no_day = record_payment(&finance, id, version, "1", " ").await;
        assert_eq!(refusal(no_day), wrong("received_on", Problem::Missing));
        let after = Problem::After { day: today() };
        let late_day = record_payment(&finance, id, version, "1", "2026-12-24").await;
        assert_eq!(refusal(late_day), wrong("received_on", after));
        let before = Problem::Before { day: known.issued_on };
        assert_eq!(
            refusal(record_payment(&finance, id, version, "1", "2026-07-31").await),
            wrong("received_on", before)
        );
        let more = record_payment(&finance, id, version, "1200.01", &today().to_string()).await;
        assert_eq!(refusal(more), Refusal::MoreThanOpen { open: eur(120_000) });
        let auditor = acting_as(&test.office, Role::Auditor).await;
        assert!(matches!(
            refusal(record_payment(&auditor, id, version, "1", &today().to_string()).await),
            Refusal::NotPermitted(_)
        ));
        assert_eq!(payments(&finance, "F-1").await, [], "nothing is half saved");

        let payment = record_payment(&finance, id, version, "200", "2026-10-05").await.expect("recorded");
        let known = sheet_of(&finance, "F-1").await;
        assert_eq!((known.paid, known.outstanding.open), (eur(20_000), eur(100_000)));
        assert!(known.payments[0].by_person && known.payments[0].by.is_some());
        assert!(late(&program).await.contains(&("F-1".into(), 100_000)), "what is overdue is less at once");
        // The same form sent twice is refused.
        assert_eq!(refusal(record_payment(&finance, id, version, "200", "2026-10-05").await), Refusal::Stale);

        // The books bring it on another day: a list knows the sum, and a file of payments says that it is probably the same.
        let (_, summary) = brought(&program, &invoices([("2026-10-07", "200.00"), ("", ""), ("", "")])).await;
        assert_eq!(summary.payments, 0);
        let under = reviewed(&program, "Invoice No.,Payment date,Amount received\nF-1,2026-10-07,200.00\n").await;
        let on = "2026-10-05".parse().expect("a day");
        assert_eq!(remarks(&under), [(2, Severity::Warning, Cell::ProbablyRecorded { on })]);
        assert_eq!((under.acceptable, under.paying, under.left_out), (0, 0, 1));
        leave_out(&program, under.id, under.version, "2", false).await.expect("taken in after all");
        let under = review(&program, under.id).await.expect("understood");
        assert_eq!((under.acceptable, under.paying), (1, 1));
        leave_out(&program, under.id, under.version, "2", true).await.expect("left out");
        assert_eq!(review(&program, under.id).await.expect("understood").paying, 0);

        // The invoices do not go with their import while a person's payment is there.
        let undoing = review(&program, made.id).await.expect("its page").undoing.clone().expect("what undoing does");
        assert_eq!((undoing.paid_by_people, undoing.paid_invoices), (1, vec![(id, "F-1".to_owned())]));

        let known = sheet_of(&finance, "F-1").await;
        assert!(matches!(
            refusal(take_payment_back(&auditor, id, known.version, payment).await),
            Refusal::NotPermitted(_)
        ));
        assert_eq!(refusal(take_payment_back(&finance, id, known.version - 1, payment).await), Refusal::Stale);
        take_payment_back(&finance, id, known.version, payment).await.expect("taken back");
        let known = sheet_of(&finance, "F-1").await;
        assert_eq!((known.payments.len(), known.outstanding.open), (0, eur(120_000)));
        assert!(late(&program).await.contains(&("F-1".into(), 120_000)));
        let gone = take_payment_back(&finance, id, known.version, payment).await;
        assert_eq!(refusal(gone), Refusal::NotFound);

        // What an import brought is not taken back here.
        brought(&program, "Invoice No.,Payment date,Amount received\nF-1,2026-10-07,200.00\n").await;
        let known = sheet_of(&finance, "F-1").await;
        let imported = known.payments[0].payment.id;
        assert_eq!(refusal(take_payment_back(&finance, id, known.version, imported).await), Refusal::WrongState);

        record_payment(&finance, id, known.version, "1000", &today().to_string()).await.expect("the rest");
        assert!(!late(&program).await.iter().any(|(number, _)| number == "F-1"), "it closed at once");

        // Of an invoice that is paid, what the bank says a day later is what the books brought.
        let under = reviewed(&program, "Invoice No.,Payment date,Amount received\nF-1,2026-10-08,200.00\n").await;
        let on = "2026-10-07".parse().expect("a day");
        assert_eq!(remarks(&under), [(2, Severity::Warning, Cell::ProbablyRecorded { on })]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn money_recorded_on_the_finding_is_known_to_the_page_and_to_imports() {
    for test in settled("later_finding").await {
        operations::demonstration::seed(&test.office).await.expect("seeded");
        let program = test.office.program("test");
        brought(&program, &invoices(UNPAID)).await;
        let finance = acting_as(&test.office, Role::Finance).await;
        let number = |row: &FindingRow| match &row.finding.evidence {
            model::leakage::Evidence::Overdue { number, .. } => number.clone(),
            other => panic!("{other:?}"),
        };
        let rows = overdue(&finance, &["found"]).await;
        let found = rows.into_iter().find(|row| number(row) == "F-1").expect("it is overdue");
        claim(&finance, found.id, found.version).await.expect("claimed");
        let opened = sheet_of(&finance, "F-1").await;
        let claimed = sheet(&finance, found.id).await.expect("the finding");
        recover(&finance, found.id, claimed.row.version, "500", "2026-10-05").await.expect("a part");
        // Whoever had the page of the invoice open is told.
        let stale = record_payment(&finance, opened.id, opened.version, "500", "2026-10-05").await;
        assert_eq!(refusal(stale), Refusal::Stale);
        let known = sheet_of(&finance, "F-1").await;
        assert_eq!((known.paid, known.outstanding.open), (eur(50_000), eur(70_000)));

        let (_, summary) = brought(&program, &invoices([("2026-10-07", "500.00"), ("", ""), ("", "")])).await;
        assert_eq!(summary.payments, 0, "the list states the same sum");
        let (_, summary) = brought(&program, &invoices([("2026-11-07", "1200.00"), ("", ""), ("", "")])).await;
        assert_eq!(summary.payments, 1);
        assert_eq!(payments(&finance, "F-1").await, [("2026-10-05".into(), 50_000), ("2026-11-07".into(), 70_000)]);
        let done = sheet(&finance, found.id).await.expect("the finding");
        assert!(matches!(done.row.state, FindingState::Closed { why: CloseReason::Paid, .. }), "{:?}", done.row.state);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_record_at_once_one_is_first_and_the_other_is_told() {
    for test in settled("later_race").await {
        operations::demonstration::seed(&test.office).await.expect("seeded");
        brought(&test.office.program("test"), &invoices(UNPAID)).await;
        let finance = acting_as(&test.office, Role::Finance).await;
        let known = sheet_of(&finance, "F-2").await;
        let day = today().to_string();
        let (one, other) = tokio::join!(
            record_payment(&finance, known.id, known.version, "600", &day),
            record_payment(&finance, known.id, known.version, "600", &day)
        );
        let refused: Vec<Failure> = [one, other].into_iter().filter_map(Result::err).collect();
        assert!(matches!(refused.as_slice(), [Failure::Refused(Refusal::Stale)]), "{refused:?}");
        let known = sheet_of(&finance, "F-2").await;
        assert_eq!((known.payments.len(), known.outstanding.open), (1, eur(0)));
    }
}
