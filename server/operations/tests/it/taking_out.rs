//! One imported invoice or payment is taken out again: what follows, what is in the way, and how it comes back.

use crate::{
    import::{accepted, bring_content, settled, taken_back},
    loose::somebody,
};
use model::{
    event::Event,
    id::InvoiceId,
    import::problem::{Problem as Cell, Severity},
    invoice::taking_out::InTheWay,
    leakage::{Evidence, FindingKind, FindingState},
    person::Role,
    refusal::{FieldProblem, Problem, Refusal},
    view::{ImportKind, ImportSummary, InvoiceSheet, ReviewRow, ReviewedImport, Standing},
};
use operations::{
    Actor, Failure, Office, demonstration,
    history::{Verdict, of_contract, of_invoice, verify},
    import::{AcceptChoice, review, upload},
    invoice::{self, InvoiceFilter, record_payment, take_out, take_payment_back, take_payment_out},
    leakage::{FindingFilter, claim, comment, list, recover, reopen, sheet, take_back, waive},
    nightly,
    reconciliation::{match_line, undo_match},
};

const CONTRACT: &str = "Contract No.,Customer,Description,Start Date,End Date,Billing Frequency,Price per Period,Currency\n\
    H-1,Half Goods,Boiler maintenance,2026-08-01,2026-10-31,monthly,100.00,EUR\n";

/// September too high and put right, October paid; another customer's invoice of July is the first that is known.
const INVOICES: &str = "Invoice No.,Customer,Invoice Date,Due Date,Original invoice,Description,Amount,VAT rate,Total,Currency,Paid on,Amount paid\n\
    B-1,Birch,2026-07-01,2026-07-31,,Spare parts,10.00,20%,12.00,EUR,2026-07-20,12.00\n\
    H-101,Half Goods,2026-08-01,2026-08-31,,Boiler maintenance,100.00,20%,120.00,EUR,,\n\
    H-102,Half Goods,2026-09-01,2026-09-30,,Maintenance,220.00,20%,264.00,EUR,,\n\
    H-103,Half Goods,2026-10-01,2026-10-31,,Boiler maintenance,100.00,20%,120.00,EUR,2026-10-20,120.00\n\
    H-901,Half Goods,2026-09-08,,H-102,Billed too high,-120.00,20%,-144.00,EUR,,\n";

fn refusal<T: std::fmt::Debug>(answer: Result<T, Failure>) -> Refusal {
    match answer.expect_err("not refused") {
        Failure::Refused(refusal) => refusal,
        Failure::Broken(cause) => panic!("{cause}"),
    }
}

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

async fn known(actor: &Actor, number: &str) -> Option<InvoiceSheet> {
    let filter = InvoiceFilter { number: Some(number.to_owned()), customer: None };
    let rows = invoice::list(actor, &filter, operations::page(1, 10)).await.expect("invoices").rows;
    let id: InvoiceId = rows.into_iter().find(|row| row.number == number)?.id;
    Some(invoice::find(actor, id).await.expect("its page"))
}

async fn sheet_of(actor: &Actor, number: &str) -> InvoiceSheet {
    known(actor, number).await.expect("that invoice")
}

/// The open findings: kind, amount and the invoice that is late.
async fn open(actor: &Actor) -> Vec<String> {
    let rows = list(actor, &FindingFilter::default(), operations::page(1, 50)).await.expect("findings").rows;
    let mut told: Vec<String> = rows
        .into_iter()
        .map(|row| {
            let number = match &row.finding.evidence {
                Evidence::Overdue { number, .. } => format!(" {number}"),
                _ => String::new(),
            };
            format!("{:?} {}{number}", row.finding.kind, row.finding.amount.map_or(0, |amount| amount.minor))
        })
        .collect();
    told.sort();
    told
}

/// Everything about invoices and findings that a person could see, but for identities and versions.
async fn whole(actor: &Actor) -> Vec<String> {
    let mut told = open(actor).await;
    for number in ["H-101", "H-102", "H-103", "H-901"] {
        let InvoiceSheet { payments, outstanding, lines, .. } = sheet_of(actor, number).await;
        let paid: Vec<_> = payments.iter().map(|paid| (paid.payment.received_on, paid.payment.amount.minor)).collect();
        let lines: Vec<_> = lines
            .iter()
            .map(|line| {
                let billed: Vec<_> = line.matches.iter().map(|found| (found.row.id, found.amount.minor)).collect();
                (line.amount.minor, line.standing.clone(), billed)
            })
            .collect();
        told.push(format!("{number} {paid:?} {outstanding:?} {lines:?}"));
    }
    told
}

fn remarks(review: &ReviewedImport) -> Vec<(u32, Severity, Cell)> {
    let of = |row: &ReviewRow| match row {
        ReviewRow::Contract { understood, .. } => understood.problems.clone(),
        ReviewRow::Invoice { understood, .. } => understood.problems.clone(),
    };
    let mut all: Vec<_> =
        review.rows.iter().flat_map(of).map(|at| (at.row, at.problem.severity(), at.problem)).collect();
    all.sort_by_key(|(row, _, _)| *row);
    all
}

async fn verified(office: &Office) {
    assert!(matches!(verify(office).await.expect("read"), Verdict::Whole { .. }));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_is_taken_out_and_its_file_brings_it_back() {
    for test in settled("out_invoice").await {
        let program = test.office.program("test");
        bring_content(&program, ImportKind::Contracts, CONTRACT).await;
        let (under, summary) = brought(&program, INVOICES).await;
        assert_eq!((summary.invoices, summary.payments), (5, 2));
        assert_eq!(open(&program).await, ["Overdue 12000 H-101", "Overdue 12000 H-102"]);
        let before = whole(&program).await;

        let finance = somebody(&test.office, Role::Finance).await;
        let first = sheet_of(&finance, "H-101").await;
        let imported = first.imported.clone().expect("an import brought it");
        assert_eq!((imported.file.as_str(), imported.in_the_way), ("list.csv", InTheWay::default()));
        let nothing = take_out(&finance, first.id, first.version, "  ").await;
        assert_eq!(refusal(nothing), Refusal::Fields(vec![FieldProblem::new("reason", Problem::Missing)]));
        let auditor = somebody(&test.office, Role::Auditor).await;
        let denied = take_out(&auditor, first.id, first.version, "Wrong").await;
        assert!(matches!(refusal(denied), Refusal::NotPermitted(_)));
        assert_eq!(refusal(take_out(&finance, first.id, first.version + 1, "Wrong").await), Refusal::Stale);
        assert_eq!(whole(&program).await, before, "nothing is half done");

        take_out(&finance, first.id, first.version, "Sent to another customer").await.expect("taken out");
        assert_eq!(known(&finance, "H-101").await, None);
        assert_eq!(refusal(take_out(&finance, first.id, first.version, "Wrong").await), Refusal::NotFound);
        assert_eq!(open(&program).await, ["MissingPeriod 10000", "Overdue 12000 H-102"], "August waits to be billed");
        let night = open(&program).await;
        nightly::run(&test.office).await.expect("the night");
        assert_eq!(open(&program).await, night, "the night finds the same");

        // The import says what is there now, and the history of the contract why.
        let page = review(&program, under.id).await.expect("its page");
        assert_eq!((page.summary.invoices, page.summary.payments), (4, 2));
        let told = |events: Vec<model::view::PastEvent>| {
            let is = |past: &model::view::PastEvent| match &past.event {
                Event::InvoiceTakenOut { invoice, reason, .. } => {
                    invoice == "H-101" && reason == "Sent to another customer"
                }
                _ => false,
            };
            events.iter().any(is)
        };
        let contract = &first.lines[0].matches[0].row.contract;
        assert!(told(of_contract(&finance, contract).await.expect("history")));

        // The same file brings it back as it was, and nothing twice.
        let (again, summary) = brought(&program, INVOICES).await;
        assert_eq!((again.already_there, summary.invoices, summary.payments), (4, 1, 0));
        assert_eq!(whole(&program).await, before);

        // Undoing each import removes exactly what it brought.
        taken_back(&program, under.id).await;
        assert!(known(&program, "H-102").await.is_none() && known(&program, "H-101").await.is_some());
        taken_back(&program, again.id).await;
        assert!(known(&program, "H-101").await.is_none());
        verified(&test.office).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_credit_note_waits_when_its_invoice_is_taken_out_and_can_be_taken_out_itself() {
    for test in settled("out_credit").await {
        let program = test.office.program("test");
        bring_content(&program, ImportKind::Contracts, CONTRACT).await;
        brought(&program, INVOICES).await;
        let before = whole(&program).await;
        let finance = somebody(&test.office, Role::Finance).await;
        let corrected = sheet_of(&finance, "H-102").await;
        take_out(&finance, corrected.id, corrected.version, "Wrong amount").await.expect("taken out");
        let note = sheet_of(&finance, "H-901").await;
        assert_eq!(note.lines[0].matches, []);
        assert!(matches!(note.lines[0].standing, Standing::Waiting { .. }), "what it takes back is not there");
        take_out(&finance, note.id, note.version, "Goes with it").await.expect("taken out");
        assert_eq!(open(&program).await, ["MissingPeriod 10000", "Overdue 12000 H-101"]);
        let (_, summary) = brought(&program, INVOICES).await;
        assert_eq!(summary.invoices, 2);
        assert_eq!(whole(&program).await, before);
        verified(&test.office).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_did_with_an_invoice_is_taken_back_first() {
    for test in settled("out_way").await {
        let program = test.office.program("test");
        bring_content(&program, ImportKind::Contracts, CONTRACT).await;
        brought(&program, INVOICES).await;
        let finance = somebody(&test.office, Role::Finance).await;
        let way = async || sheet_of(&finance, "H-101").await.imported.expect("imported").in_the_way;
        let refused = async || {
            let now = sheet_of(&finance, "H-101").await;
            refusal(take_out(&finance, now.id, now.version, "Wrong").await)
        };

        let now = sheet_of(&finance, "H-101").await;
        let payment = record_payment(&finance, now.id, now.version, "20", "2026-09-01").await.expect("recorded");
        assert_eq!(way().await, InTheWay { recorded: 1, ..InTheWay::default() });
        assert_eq!(refused().await, Refusal::WrongState);
        let now = sheet_of(&finance, "H-101").await;
        take_payment_back(&finance, now.id, now.version, payment).await.expect("taken back");

        let line = sheet_of(&finance, "H-101").await.lines.remove(0);
        let row = line.matches[0].row.id;
        undo_match(&finance, line.id, line.version, Some(row)).await.expect("undone");
        let line = sheet_of(&finance, "H-101").await.lines.remove(0);
        match_line(&finance, line.id, line.version, &[(row, "100".to_owned())]).await.expect("matched");
        assert_eq!(way().await, InTheWay { matched: 1, ..InTheWay::default() });
        assert_eq!(refused().await, Refusal::WrongState);
        let line = sheet_of(&finance, "H-101").await.lines.remove(0);
        undo_match(&finance, line.id, line.version, Some(row)).await.expect("undone");

        let filter = FindingFilter { kinds: vec![FindingKind::Overdue], ..FindingFilter::default() };
        let late = async || {
            let rows = list(&finance, &filter, operations::page(1, 9)).await.expect("findings").rows;
            let own = |evidence: &Evidence| matches!(evidence, Evidence::Overdue { number, .. } if number == "H-101");
            rows.into_iter().find(|row| own(&row.finding.evidence)).expect("it is late")
        };
        let found = late().await;
        waive(&finance, found.id, found.version, "A gesture").await.expect("waived");
        assert_eq!(way().await, InTheWay { given_up: 1, ..InTheWay::default() });
        assert_eq!(refused().await, Refusal::WrongState);
        let given_up = sheet(&finance, found.id).await.expect("the finding");
        reopen(&finance, found.id, given_up.row.version).await.expect("taken up again");

        let found = late().await;
        claim(&finance, found.id, found.version).await.expect("claimed");
        let claimed = sheet(&finance, found.id).await.expect("the finding");
        recover(&finance, found.id, claimed.row.version, "50", "2026-10-05").await.expect("a part");
        assert_eq!(way().await, InTheWay { on_findings: 1, ..InTheWay::default() });
        assert_eq!(refused().await, Refusal::WrongState);
        let part = sheet(&finance, found.id).await.expect("the finding");
        let entry = part.recoveries[0].id;
        operations::leakage::take_back(&finance, found.id, part.row.version, entry).await.expect("taken back");

        // A claim alone is not in the way: the finding says that its invoice is gone.
        let now = sheet_of(&finance, "H-101").await;
        take_out(&finance, now.id, now.version, "Wrong").await.expect("taken out");
        let closed = sheet(&finance, found.id).await.expect("the finding").row.state;
        let gone = model::leakage::CloseReason::InvoiceGone;
        assert!(matches!(closed, FindingState::Closed { why, .. } if why == gone), "{closed:?}");
        verified(&test.office).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_imported_payment_is_taken_out_and_its_file_brings_it_back() {
    for test in settled("out_payment").await {
        let program = test.office.program("test");
        bring_content(&program, ImportKind::Contracts, CONTRACT).await;
        let (list, _) = brought(&program, INVOICES).await;
        let file = "Invoice No.,Payment date,Amount received\nH-101,2026-09-03,120.00\nH-102,2026-10-03,120.00\n";
        let (alone, _) = brought(&program, file).await;
        assert_eq!(open(&program).await, Vec::<String>::new());
        let before = whole(&program).await;
        let finance = somebody(&test.office, Role::Finance).await;
        let now = sheet_of(&finance, "H-101").await;
        let paid = now.payments[0].clone();
        assert!(paid.imported && !paid.by_person && paid.file.as_deref() == Some("list.csv"));

        let payment = paid.payment.id;
        let auditor = somebody(&test.office, Role::Auditor).await;
        let denied = take_payment_out(&auditor, now.id, now.version, payment, "Wrong").await;
        assert!(matches!(refusal(denied), Refusal::NotPermitted(_)));
        let silent = take_payment_out(&finance, now.id, now.version, payment, "").await;
        assert_eq!(refusal(silent), Refusal::Fields(vec![FieldProblem::new("reason", Problem::Missing)]));
        take_payment_out(&finance, now.id, now.version, payment, "Another customer paid").await.expect("taken out");
        let again = take_payment_out(&finance, now.id, now.version, payment, "Another customer paid").await;
        assert_eq!(refusal(again), Refusal::Stale);
        assert_eq!(open(&program).await, ["Overdue 12000 H-101"]);
        assert_eq!(review(&program, alone.id).await.expect("its page").summary.payments, 1);

        let told = of_invoice(&finance, now.id).await.expect("history");
        let what: Vec<&str> = told
            .iter()
            .map(|past| match &past.event {
                Event::PaymentTakenOut { amount, reason, .. } if amount.minor == 12_000 => reason.as_str(),
                Event::PaymentsImported { .. } | Event::ImportAccepted { .. } => "imported",
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(what, ["Another customer paid", "imported", "imported"], "the newest first");

        // The same file brings it back; undoing it takes exactly the rest.
        let (back, summary) = brought(&program, file).await;
        assert_eq!(summary.payments, 1);
        assert_eq!(whole(&program).await, before);
        taken_back(&program, alone.id).await;
        assert_eq!(open(&program).await, ["Overdue 12000 H-102"]);
        taken_back(&program, back.id).await;
        // That which came with its invoice, too.
        let last = sheet_of(&finance, "H-103").await;
        take_payment_out(&finance, last.id, last.version, last.payments[0].payment.id, "Bounced").await.expect("out");
        assert_eq!(review(&program, list.id).await.expect("its page").summary.payments, 1);
        let (_, summary) = brought(&program, INVOICES).await;
        assert_eq!((summary.invoices, summary.payments), (0, 1));
        // What a person recorded is taken back instead.
        let now = sheet_of(&finance, "H-101").await;
        let by_hand = record_payment(&finance, now.id, now.version, "20", "2026-09-01").await.expect("recorded");
        let now = sheet_of(&finance, "H-101").await;
        let wrong = take_payment_out(&finance, now.id, now.version, by_hand, "Wrong").await;
        assert_eq!(refusal(wrong), Refusal::WrongState);
        verified(&test.office).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_take_out_at_once_one_is_first_and_what_no_import_brought_stays() {
    for test in settled("out_race").await {
        let program = test.office.program("test");
        brought(&program, INVOICES).await;
        let finance = somebody(&test.office, Role::Finance).await;
        let now = sheet_of(&finance, "H-103").await;
        let day = crate::office::today().to_string();
        let (one, other) = tokio::join!(
            take_out(&finance, now.id, now.version, "Wrong"),
            record_payment(&finance, now.id, now.version, "1", &day)
        );
        let refused: Vec<Failure> = [one.err(), other.err()].into_iter().flatten().collect();
        assert_eq!(refused.len(), 1, "{refused:?}");
        let now = sheet_of(&finance, "H-102").await;
        let (one, other) = tokio::join!(
            take_out(&finance, now.id, now.version, "Wrong"),
            take_out(&finance, now.id, now.version, "Wrong")
        );
        let refused: Vec<Failure> = [one, other].into_iter().filter_map(Result::err).collect();
        assert!(matches!(refused.as_slice(), [Failure::Refused(Refusal::Stale | Refusal::NotFound)]), "{refused:?}");
        verified(&test.office).await;
    }
    for test in crate::office::offices("out_demonstration").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let finance = somebody(&test.office, Role::Finance).await;
        let rows = invoice::list(&finance, &InvoiceFilter::default(), operations::page(1, 1)).await.expect("some").rows;
        let known = invoice::find(&finance, rows[0].id).await.expect("its page");
        assert_eq!(known.imported, None);
        assert_eq!(refusal(take_out(&finance, known.id, known.version, "Wrong").await), Refusal::WrongState);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn odd_payments_are_remarked_and_an_empty_cell_is_not() {
    for test in settled("out_odd").await {
        let program = test.office.program("test");
        brought(&program, INVOICES).await;
        let file = "Invoice No.,Payment date,Amount received\nH-101,2026-07-03,150.00\nH-102,2026-10-03,-20.00\n";
        let under = reviewed(&program, file).await;
        let issued_on = "2026-08-01".parse().expect("a day");
        let open = sheet_of(&program, "H-101").await.outstanding.open;
        assert_eq!(
            remarks(&under),
            [
                (2, Severity::Warning, Cell::PaidBeforeIssue { issued_on }),
                (2, Severity::Warning, Cell::MoreThanOpen { open }),
                (3, Severity::Warning, Cell::NegativePayment),
            ]
        );
        assert_eq!(under.acceptable, 2, "a remark, and no refusal");
        accepted(&program, &under, &AcceptChoice::default()).await;
        // What is paid too much is said.
        let overpaid = sheet_of(&program, "H-101").await;
        assert_eq!(overpaid.overpaid.map(|money| money.minor), Some(3_000));
        assert_eq!(sheet_of(&program, "H-102").await.overpaid, None);
        // The list again, whose cell about H-101 is empty beside a payment that is known.
        let again = reviewed(&program, INVOICES).await;
        assert!(!remarks(&again).iter().any(|(_, _, cell)| matches!(cell, Cell::LessReceived { .. })), "{again:?}");
        let nothing = INVOICES.replace("120.00,EUR,,\n", "120.00,EUR,,0.00\n");
        let again = reviewed(&program, &nothing).await;
        let less = remarks(&again).into_iter().filter(|(_, _, cell)| matches!(cell, Cell::LessReceived { .. }));
        assert_eq!(less.map(|(row, _, _)| row).collect::<Vec<_>>(), [3], "a zero says that nothing came in");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_did_on_findings_that_rest_on_an_invoice_is_named_and_money_is_in_the_way() {
    const TOO_HIGH: &str = "Invoice No.,Customer,Contract No.,Invoice Date,Due Date,Period Start,Period End,Description,Amount,Currency,Paid on,Amount paid\n\
        H-101,Half Goods,H-1,2026-08-01,2026-08-31,2026-08-01,2026-08-31,Boiler maintenance,100.00,EUR,2026-08-20,100.00\n\
        H-102,Half Goods,H-1,2026-09-01,2026-09-30,2026-09-01,2026-09-30,Boiler maintenance,130.00,EUR,2026-09-20,130.00\n\
        H-103,Half Goods,H-1,2026-10-01,2026-10-31,2026-10-01,2026-10-31,Boiler maintenance,100.00,EUR,2026-10-20,100.00\n";
    for test in settled("out_worked_on").await {
        let program = test.office.program("test");
        let finance = somebody(&test.office, Role::Finance).await;
        bring_content(&program, ImportKind::Contracts, CONTRACT).await;
        brought(&program, TOO_HIGH).await;
        let imported = async || sheet_of(&finance, "H-102").await.imported.expect("an import brought it");
        let rows = list(&finance, &FindingFilter::default(), operations::page(1, 9)).await.expect("findings").rows;
        let [found] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!((found.finding.kind, imported().await.worked_on), (FindingKind::AboveTerms, Vec::new()));
        claim(&finance, found.id, found.version).await.expect("taken on");
        let warned = imported().await;
        assert_eq!(warned.worked_on, [(found.id, FindingKind::AboveTerms)]);
        assert!(warned.in_the_way.is_nothing(), "it is named, and not in the way");

        recover(&finance, found.id, found.version + 1, "10", "").await.expect("a part was given back");
        assert_eq!(imported().await.in_the_way, InTheWay { recovered: 1, ..InTheWay::default() });
        let now = sheet_of(&finance, "H-102").await;
        assert_eq!(refusal(take_out(&finance, now.id, now.version, "Wrong").await), Refusal::WrongState);
        let part = sheet(&finance, found.id).await.expect("the finding");
        let entry = part.recoveries.first().expect("an entry").id;
        take_back(&finance, found.id, part.row.version, entry).await.expect("taken back");
        comment(&finance, found.id, "Asked the customer").await.expect("said");
        take_out(&finance, now.id, sheet_of(&finance, "H-102").await.version, "Wrong").await.expect("taken out");
        let kept = sheet(&finance, found.id).await.expect("it is still there");
        assert!(matches!(kept.row.state, FindingState::Closed { .. }), "{:?}", kept.row.state);
        assert_eq!(kept.comments.len(), 1);
        verified(&test.office).await;
    }
}
