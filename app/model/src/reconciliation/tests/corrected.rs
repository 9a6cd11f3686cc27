//! Credit notes that name the invoice they correct.

use super::*;

/// 500 a month and 50 off, under one contract; a contract beside it that resembles it.
fn with_a_rebate() -> Contract {
    Contract::until(
        1,
        1,
        vec![monthly(1, "Boiler maintenance", 500), monthly(2, "Loyalty discount", -50)],
        "2026-12-31",
    )
}

fn month(number: u128, month: &str, euros: i64) -> BilledLine<'static> {
    let first = format!("2026-{month}-01");
    let days = if matches!(month, "06" | "09" | "11") { 30 } else { 31 };
    let line = named(line(number, &first, "Boiler maintenance", euros), "C-2026-0001");
    printed(line, &first, &format!("2026-{month}-{days}"))
}

const INVOICES: [InvoiceId; 9] = {
    let mut ids = [InvoiceId(Uuid::from_u128(0)); 9];
    let mut at = 0;
    while at < ids.len() {
        ids[at] = InvoiceId(Uuid::from_u128(at as u128));
        at += 1;
    }
    ids
};

/// A credit note for the invoice with that number; 0 for one that is not known.
fn credit(number: u128, issued_on: &str, euros: i64, of: usize) -> BilledLine<'static> {
    let mut line = named(line(number, issued_on, "Credit note", euros), "C-2026-0001");
    let invoices = if of == 0 { &[][..] } else { &INVOICES[of..=of] };
    line.corrects = Some(Corrected { invoices, rows: &[] });
    line
}

#[test]
fn a_credit_note_that_names_its_invoice_is_no_rebate_of_other_months() {
    let lines = [
        month(1, "06", 550),
        month(2, "07", 450),
        month(3, "08", 450),
        month(4, "09", 450),
        credit(9, "2026-07-05", -100, 1),
    ];
    assert_eq!(
        told(&[with_a_rebate()], &lines),
        [
            "1 → 1/06 550 likely",
            "2 → 1/07 500 certain, 2/07 -50 certain",
            "3 → 1/08 500 certain, 2/08 -50 certain",
            "4 → 1/09 500 certain, 2/09 -50 certain",
            "9 → 1/06 -50 certain, 2/06 -50 certain",
        ]
    );
}

#[test]
fn a_rebate_may_be_given_by_a_credit_note_for_the_invoice_of_its_month() {
    let lines =
        [month(1, "06", 500), month(2, "07", 500), credit(8, "2026-07-20", -50, 1), credit(9, "2026-07-20", -50, 2)];
    assert_eq!(
        told(&[with_a_rebate()], &lines),
        ["1 → 1/06 500 certain", "2 → 1/07 500 certain", "8 → 2/06 -50 certain", "9 → 2/07 -50 certain"]
    );
}

#[test]
fn a_credit_note_for_a_whole_or_a_part_of_an_invoice_stays_with_it() {
    let whole = [month(1, "06", 450), month(2, "07", 450), credit(9, "2026-09-20", -450, 1)];
    assert_eq!(told(&[with_a_rebate()], &whole)[2], "9 → 1/06 -500 certain, 2/06 50 certain");
    let part = [month(1, "06", 450), month(2, "07", 450), credit(9, "2026-07-01", -120, 1)];
    assert_eq!(told(&[with_a_rebate()], &part)[2], "9 → 1/06 -120 likely");
}

#[test]
fn a_credit_note_for_an_invoice_that_bills_nothing_yet_waits() {
    let unknown = [month(1, "06", 500), month(2, "07", 500), credit(9, "2026-07-05", -500, 0)];
    assert!(told(&[with_a_rebate()], &unknown)[2].contains('?'), "{:?}", told(&[with_a_rebate()], &unknown));
    let rows = with_a_rebate();
    let outcome = propose(&unknown, &rows.rows(), &Settings::default());
    assert_eq!(outcome.proposals.iter().map(|one| one.why).collect::<Vec<_>>(), [Waiting::CorrectsUnplaced]);
}

#[test]
fn what_an_invoice_billed_before_is_known() {
    let contract = with_a_rebate();
    let mut rows = contract.rows();
    let row_of = |name: &str| {
        *contract.ledger.iter().map(|(id, ..)| id).find(|id| contract.name(**id).as_deref() == Some(name)).unwrap()
    };
    let june = [row_of("1/06")];
    for row in &mut rows {
        if ["1/06", "1/07"].map(row_of).contains(&row.row) {
            row.billed = Money::new(50_000, Currency::EUR);
        }
    }
    let mut note = credit(9, "2026-07-05", -500, 0);
    note.corrects = Some(Corrected { invoices: &[], rows: &june });
    let outcome = propose(&[note], &rows, &Settings::default());
    assert_eq!(outcome.matches.iter().map(|found| found.row).collect::<Vec<_>>(), june);
}

#[test]
fn one_amount_for_a_month_with_a_rebate_is_matched_where_it_is_nearer() {
    assert_eq!(told(&[with_a_rebate()], &[month(1, "06", 550)]), ["1 → 1/06 550 likely"]);
    assert_eq!(told(&[with_a_rebate()], &[month(1, "06", 440)]), ["1 → 1/06 490 likely, 2/06 -50 likely"]);
}

#[test]
fn a_rebate_that_is_taken_off_twice_is_found_at_its_month() {
    assert_eq!(told(&[with_a_rebate()], &[month(1, "06", 400)]), ["1 → 1/06 450 likely, 2/06 -50 likely"]);
    let larger = Contract::new(1, 1, vec![monthly(1, "Boiler maintenance", 700), monthly(2, "Loyalty discount", -100)]);
    assert_eq!(told(&[larger], &[month(1, "06", 500)]), ["1 → 1/06 600 likely, 2/06 -100 likely"]);
    let apart = |words| {
        let rebate = BilledLine { description: words, invoice: month(1, "06", 0).invoice, ..month(2, "06", -100) };
        told(&[with_a_rebate()], &[month(1, "06", 500), rebate])
    };
    assert_eq!(apart("Loyalty discount"), ["1 → 1/06 500 certain", "2 → 2/06 -50 likely, 1/06 -50 likely"]);
    assert_eq!(apart("Goodwill")[1], "2 → 1/06 -100 likely", "without its words it takes back what was charged");
}

#[test]
fn an_invoice_that_is_too_high_is_judged_with_the_credit_note_that_names_it() {
    let contracts = [Contract::new(1, 1, vec![monthly(1, "Boiler maintenance", 100)])];
    let too_high = |euros| line(1, "2026-03-01", "Boiler maintenance", euros);
    let half = |euros| {
        let mut note = line(9, "2026-03-08", "Credit note", euros);
        note.corrects = Some(Corrected { invoices: &INVOICES[1..=1], rows: &[] });
        note
    };
    assert_eq!(told(&contracts, &[too_high(130)]), ["1 → 1/03 or 1/02 ?"], "alone it waits");
    let both = ["1 → 1/03 130 likely", "9 → 1/03 -30 certain"];
    assert_eq!(told(&contracts, &[too_high(130), half(-30)]), both);
    let early = BilledLine { issued_on: day("2026-02-27"), ..half(-30) };
    assert_eq!(told(&contracts, &[too_high(130), early]), both, "the credit note bears an earlier day");
    assert_eq!(told(&contracts, &[too_high(260), half(-160)])[0], "1 → 1/03 260 likely");
    assert!(told(&contracts, &[too_high(130), half(-40)])[0].contains('?'), "90 is not promised either");
}

#[test]
fn a_credit_note_is_counted_with_one_line_of_its_invoice() {
    let lines = vec![monthly(1, "Boiler maintenance", 100), monthly(2, "Window cleaning", 70)];
    let contracts = [Contract::new(1, 1, lines)];
    let of_one_invoice = |number, description, euros| BilledLine {
        invoice: INVOICES[1],
        ..line(number, "2026-03-01", description, euros)
    };
    let mut note = line(9, "2026-03-08", "Credit note", -30);
    note.corrects = Some(Corrected { invoices: &INVOICES[1..=1], rows: &[] });
    let found = told(
        &contracts,
        &[of_one_invoice(1, "Boiler maintenance", 130), of_one_invoice(2, "Window cleaning", 70), note],
    );
    assert_eq!(found, ["1 → 1/03 130 likely", "2 → 2/03 70 certain", "9 → 1/03 -30 certain"]);
}

/// An invoice after the end, and a credit note that names it.
fn after_the_end(credit: i64) -> [BilledLine<'static>; 2] {
    const INVOICE: [InvoiceId; 1] = [InvoiceId(Uuid::from_u128(1))];
    let invoice = named(line(1, "2026-09-01", "Boiler maintenance", 100), "C-2026-0001");
    let corrects = Some(Corrected { invoices: &INVOICE, rows: &[] });
    [invoice, BilledLine { corrects, ..line(2, "2026-09-10", "Billed by mistake", credit) }]
}

fn settled(contracts: &[Contract], lines: &[BilledLine<'_>]) -> (Vec<u128>, usize) {
    let rows: Vec<OpenRow<'_>> = contracts.iter().flat_map(Contract::rows).collect();
    let outcome = propose(lines, &rows, &Settings::default());
    let waits = outcome.proposals.len() + outcome.unmatched.len();
    let mut settled: Vec<u128> = outcome.settled.iter().map(|(line, _)| line.0.as_u128()).collect();
    settled.sort_unstable();
    assert!(outcome.settled.iter().all(|(_, contract)| *contract == contracts[0].id));
    (settled, waits)
}

#[test]
fn an_invoice_after_the_end_and_the_credit_note_that_takes_it_back_whole_wait_no_more() {
    let contracts = [maintenance()];
    let [invoice, credit] = after_the_end(-100);
    assert_eq!(settled(&contracts, &[invoice, credit]), (vec![1, 2], 0));
    assert_eq!(settled(&contracts, &[credit, invoice]), (vec![1, 2], 0), "in whatever order they come");
    assert_eq!(settled(&contracts, &[invoice]), (vec![], 1), "the invoice alone waits");
    assert_eq!(settled(&contracts, &[invoice, after_the_end(-60)[1]]), (vec![], 2), "a part of it is taken back");
    let again = BilledLine { invoice: InvoiceId(uuid(3)), invoice_line: InvoiceLineId(uuid(3)), ..credit };
    assert_eq!(settled(&contracts, &[invoice, credit, again]), (vec![1, 2], 1), "the second of two takes back nothing");
}

#[test]
fn a_credit_note_about_another_contract_or_taken_back_by_a_person_settles_nothing() {
    let contracts = [maintenance(), Contract::new(2, 1, vec![monthly(1, "Window cleaning", 70)])];
    let [invoice, credit] = after_the_end(-100);
    assert_eq!(settled(&contracts, &[invoice, named(credit, "C-2026-0001")]), (vec![1, 2], 0));
    assert_eq!(settled(&contracts, &[invoice, named(credit, "C-2026-0002")]).0, Vec::<u128>::new());
    let refused = [ExpectedBillingId(uuid(1))];
    let taken_back = BilledLine { refused: &refused, ..invoice };
    assert_eq!(settled(&contracts, &[taken_back, credit]).0, Vec::<u128>::new());
    let pounds = BilledLine { amount: Money::new(-10_000, Currency::GBP), ..credit };
    assert_eq!(settled(&contracts, &[invoice, pounds]).0, Vec::<u128>::new());
    let unnamed = BilledLine { contract_reference: None, description: "Sundry", ..invoice };
    assert_eq!(settled(&contracts, &[unnamed, credit]).0, Vec::<u128>::new(), "no contract is known");
}
