//! Rebates that were promised, and not given beside charges that were billed.

use super::{life, story::*, *};
use proptest::prelude::*;

/// Charges of 500 and rebates of 50 a month.
fn beside() -> Story {
    Story::new(vec![monthly(1, 500), monthly(2, -50)])
}

fn found(story: &Story, on: &str) -> Vec<Finding> {
    story.detect_with(&Settings::default(), on)
}

#[test]
fn a_rebate_that_was_not_given_while_the_charge_was_billed_in_full_is_billed_above_the_terms() {
    let mut story = beside();
    story.bill(1, "2026-01", 500);
    assert_eq!(story.told("2026-01-11"), NOTHING, "the days of grace have not passed");
    let findings = found(&story, "2026-01-12");
    assert_eq!(tell(&findings), ["above_terms 50.00 EUR likely"]);
    let finding = &findings[0];
    assert_eq!(finding.line, Some(PriceLineId(uuid(2))));
    assert_eq!(finding.period, Period::new(day("2026-01-01"), day("2026-01-31")));
    let Evidence::AboveTerms { row, difference, invoices, explained, .. } = &finding.evidence else { panic!() };
    assert_eq!((row.expected, *difference, explained), (euros(-50), euros(50), &None));
    assert_eq!(invoices.iter().map(|invoice| invoice.number.as_str()).collect::<Vec<_>>(), ["F-0"]);
}

#[test]
fn a_rebate_given_on_a_line_of_its_own_or_by_a_credit_note_is_owed_no_more() {
    let mut story = beside();
    story.bill(1, "2026-01", 500);
    let mut given = story.clone();
    given.bill(2, "2026-01", -50);
    assert_eq!(given.told("2026-01-31"), NOTHING);
    let mut in_part = story.clone();
    in_part.bill(2, "2026-01", -20);
    assert_eq!(in_part.told("2026-01-31"), ["above_terms 30.00 EUR likely"]);
    let credit = story.invoice("2026-01-20", euros(-50));
    story.matches.push((credit, 0, story.row(1, "2026-01"), euros(-50)));
    assert_eq!(story.told("2026-01-31"), NOTHING, "the charge was credited by it");
}

#[test]
fn a_rebate_beside_a_charge_that_is_still_to_be_billed_is_not_owed() {
    let mut story = Story::new(vec![monthly(1, 500), monthly(2, 300), monthly(3, -50)]);
    story.bill(1, "2026-01", 500);
    assert!(story.told("2026-01-31").iter().all(|told| !told.starts_with("above_terms")), "one charge is missing");
    story.bill(2, "2026-01", 300);
    assert_eq!(story.told("2026-01-31"), ["above_terms 50.00 EUR likely"]);
    let rebate = story.row(3, "2026-01");
    story.rows[rebate].waived = true;
    assert_eq!(story.told("2026-01-31"), NOTHING, "it was given up");
    let mut part = beside();
    part.lines[0].recurrence = Recurrence::Every { months: 1, anchor: day("2026-01-01"), timing: Timing::Arrears };
    part.write_ledger(Some("2027-12-31"));
    part.bill(1, "2026-01", 200);
    assert_eq!(part.told("2026-01-31"), NOTHING, "the rest of the charge is billed later, less the rebate perhaps");
}

#[test]
fn what_is_left_of_a_rebate_that_was_taken_off_in_part_is_owed() {
    let mut story = beside();
    story.bill(1, "2026-01", 480);
    assert_eq!(story.told("2026-01-31"), ["above_terms 30.00 EUR likely"]);
    let mut two = Story::new(vec![monthly(1, 500), monthly(2, -50), monthly(3, -30)]);
    two.bill(1, "2026-01", 470);
    let findings = found(&two, "2026-01-31");
    assert_eq!(tell(&findings), ["above_terms 50.00 EUR likely"]);
    assert_eq!(findings[0].line, Some(PriceLineId(uuid(2))), "the other was taken off the invoice");
}

#[test]
fn a_rebate_beside_a_charge_billed_too_high_or_twice_is_another_excess() {
    let mut high = beside();
    high.bill(1, "2026-01", 600);
    assert_eq!(high.told("2026-01-31"), ["above_terms 100.00 EUR certain", "above_terms 50.00 EUR likely"]);
    let mut twice = beside();
    twice.bill_all(1, &["2026-01", "2026-01"], 500);
    assert_eq!(twice.told("2026-01-31"), ["billed_twice 500.00 EUR certain", "above_terms 50.00 EUR likely"]);
}

#[test]
fn cents_of_a_rebate_and_one_whose_invoices_are_not_known_are_not_owed() {
    let mut story = beside();
    story.bill(1, "2026-01", 450);
    let billed = Money::new(45_001, Currency::EUR);
    (story.matches[0].3, story.invoices[0].lines[0].amount) = (billed, billed);
    assert_eq!(story.told("2026-01-31"), NOTHING);
    let mut outside = beside();
    outside.bill(1, "2026-01", 500);
    let known = Settings { invoices_known: Period::new(day("2026-02-01"), day("2026-12-31")), ..Settings::default() };
    assert_eq!(tell(&outside.detect_with(&known, "2026-01-31")), NOTHING);
}

#[test]
fn a_rebate_that_was_owed_closes_by_what_gave_it_or_took_the_charge_back() {
    let on = day("2026-01-31");
    let mut story = beside();
    let charge = story.bill(1, "2026-01", 500);
    let known = life::apply(&[], &merge(&[], &found(&story, "2026-01-31"), on));
    let closed = |story: &Story| {
        let changes = story.picture(|picture| recompute(picture, &known, &Settings::default(), on));
        let [FindingChange::Close { why, .. }] = &changes[..] else { panic!("{changes:?}") };
        (*why, story.picture(|picture| settled_by(picture, &known[0].finding, *why)))
    };
    let mut given = story.clone();
    let apart = given.bill(2, "2026-01", -50);
    let number = |number: &str, on: &str| Some(SettledBy::CreditNote { number: number.to_owned(), on: day(on) });
    assert_eq!(closed(&given), (CloseReason::Billed, number("F-1", "2026-01-01")));
    assert_eq!(apart, 1);
    let mut credited = story.clone();
    let credit = credited.invoice("2026-01-20", euros(-50));
    credited.matches.push((credit, 0, credited.row(1, "2026-01"), euros(-50)));
    assert_eq!(closed(&credited), (CloseReason::Billed, number("F-1", "2026-01-20")));
    let mut given_up = story.clone();
    let rebate = given_up.row(2, "2026-01");
    given_up.rows[rebate].waived = true;
    assert_eq!(closed(&given_up), (CloseReason::RowWaived, None));
    let mut gone = story;
    gone.matches.retain(|(invoice, ..)| *invoice != charge);
    gone.rows.retain(|row| row.expected.period.first < day("2026-02-01"));
    let changes = gone.picture(|picture| recompute(picture, &known, &Settings::default(), on));
    let why = changes.iter().find_map(|change| match change {
        FindingChange::Close { why, .. } => Some(*why),
        _ => None,
    });
    assert_eq!(why, Some(CloseReason::InvoiceGone));
}

/// What the rows of the ledger owe by findings, in euros: owed and given back.
fn owed(story: &Story, known: &[KnownFinding]) -> Vec<(i64, i64)> {
    let of = |picture: &ContractPicture<'_>| {
        recompute_with_owed(picture, known, &Settings::default(), day("2026-01-31")).owed
    };
    let rows = story.picture(of).into_iter().map(|row| (row.owed / 100, row.given_back / 100));
    rows.filter(|row| *row != (0, 0)).collect()
}

/// What people decided not to give back of rows, in euros.
fn kept(story: &Story, known: &[KnownFinding]) -> Vec<i64> {
    let of = |picture: &ContractPicture<'_>| {
        recompute_with_owed(picture, known, &Settings::default(), day("2026-01-31")).owed
    };
    story.picture(of).into_iter().map(|row| row.kept / 100).collect()
}

#[test]
fn what_is_not_given_back_as_somebody_decided_is_kept_with_the_row() {
    let (on, by) = (day("2026-01-31"), PersonId(uuid(700)));
    let waived = || FindingState::Waived { on, by, reason: "Settled otherwise".to_owned() };
    let mut rebate = beside();
    rebate.bill(1, "2026-01", 500);
    let mut high = Story::new(vec![monthly(1, 500)]);
    high.bill(1, "2026-01", 550);
    for story in [rebate, high] {
        let mut known = life::apply(&[], &merge(&[], &found(&story, "2026-01-31"), on));
        known[0].state = waived();
        assert_eq!(kept(&story, &known), [50]);
        (known[0].recovered, known[0].finding.amount) = (Some(euros(20)), Some(euros(30)));
        assert_eq!(kept(&story, &known), [30], "a part was given back before");
        known[0].state = FindingState::Found;
        assert!(kept(&story, &known).iter().all(|kept| *kept == 0), "taken up again");
    }
}

/// What credit notes take off rows of what was paid, and beyond that of what was given up, in euros.
fn returned(story: &Story) -> Vec<(i64, i64)> {
    let of =
        |picture: &ContractPicture<'_>| recompute_with_owed(picture, &[], &Settings::default(), day("2026-01-31")).owed;
    let rows = story.picture(of).into_iter().map(|row| (row.returned / 100, row.spared / 100));
    rows.filter(|row| *row != (0, 0)).collect()
}

#[test]
fn a_credit_note_takes_off_what_was_paid_only_what_its_invoice_leaves() {
    let mut story = Story::new(vec![monthly(1, 500), monthly(2, -50)]);
    let bill = story.bill(1, "2026-01", 500);
    let note = story.invoice("2026-01-20", euros(-50));
    story.invoices[note].corrects = Some(story.invoices[bill].number.clone());
    let mut apart = story.clone();
    apart.matches.push((note, 0, apart.row(2, "2026-01"), euros(-50)));
    let mut together = story.clone();
    together.matches.push((note, 0, together.row(1, "2026-01"), euros(-50)));
    for mut story in [apart, together] {
        assert_eq!(returned(&story), [(50, 0)], "all of it was paid");
        story.invoices[bill].payments[0].amount = euros(570);
        assert_eq!(returned(&story), [(25, 0)], "30 with tax are open, 25 before it");
        story.invoices[bill].payments.clear();
        assert_eq!(returned(&story), [], "nothing was paid");
        let given_up = GivenUp { finding: FindingId(uuid(1)), contract: None, amount: euros(600) };
        story.invoices[bill].given_up = vec![given_up];
        assert_eq!(returned(&story), [(0, 50)], "it was given up");
    }
}

#[test]
fn what_was_paid_for_a_line_that_is_taken_back_pays_the_lines_that_are_left() {
    let mut story = Story::new(vec![monthly(1, 300), monthly(2, 200)]);
    let bill = story.invoice("2026-01-01", euros(300));
    let second =
        InvoiceLine { id: InvoiceLineId(uuid(71)), amount: euros(200), ..story.invoices[bill].lines[0].clone() };
    story.invoices[bill].lines.push(second);
    story.invoices[bill].total_with_tax = Some(euros(600));
    let (charge, other) = (story.row(1, "2026-01"), story.row(2, "2026-01"));
    story.matches.extend([(bill, 0, charge, euros(300)), (bill, 1, other, euros(200))]);
    let note = story.invoice("2026-01-20", euros(-200));
    story.invoices[note].corrects = Some(story.invoices[bill].number.clone());
    story.matches.push((note, 0, other, euros(-200)));
    let paid = |story: &mut Story, minor: i64| {
        let amount = Money::new(minor, Currency::EUR);
        let payment = Payment { id: PaymentId(uuid(1)), received_on: day("2026-01-25"), amount, recorded: None };
        story.invoices[bill].payments = vec![payment];
    };
    paid(&mut story, 36_000);
    assert_eq!(returned(&story), [(-120, 0), (120, 0)], "180 and 120 counted; 300 are left of the first line and paid");
    paid(&mut story, 18_000);
    assert_eq!(returned(&story), [(-60, 0), (60, 0)], "90 and 60; half of the first line is paid");
    paid(&mut story, 48_000);
    assert_eq!(returned(&story), [(-60, 0), (160, 0)], "400 came in before tax, 100 of them are owed back");
    paid(&mut story, 60_000);
    assert_eq!(returned(&story), [(200, 0)], "all of the second line is owed back");
}

#[test]
fn a_credit_note_that_names_no_invoice_lessens_what_is_open_of_the_contract() {
    let mut story = Story::new(vec![monthly(1, 500), monthly(2, -50)]);
    story.bill(1, "2026-01", 500);
    let open = story.bill(1, "2026-02", 500);
    let note = story.invoice("2026-01-20", euros(-50));
    story.matches.push((note, 0, story.row(2, "2026-01"), euros(-50)));
    assert_eq!(returned(&story), [(50, 0)], "nothing is open");
    story.invoices[open].payments.clear();
    assert_eq!(returned(&story), [], "of another month of the same contract");
    story.invoices[note].corrects = Some("F-elsewhere".to_owned());
    assert_eq!(returned(&story), [(50, 0)], "it takes back another");
}

#[test]
fn rows_owe_what_findings_say_and_what_was_given_back_of_it() {
    let mut story = beside();
    story.bill(1, "2026-01", 500);
    let mut known = life::apply(&[], &merge(&[], &found(&story, "2026-01-31"), day("2026-01-31")));
    assert_eq!(owed(&story, &known), [(50, 0)]);
    (known[0].recovered, known[0].finding.amount) = (Some(euros(20)), Some(euros(30)));
    known[0].state = FindingState::Claimed { on: day("2026-01-31"), by: PersonId(uuid(700)) };
    assert_eq!(owed(&story, &known), [(30, 20)]);
    let by = PersonId(uuid(700));
    known[0].state = FindingState::Recovered { on: day("2026-01-31"), by, amount: Some(euros(50)) };
    (known[0].recovered, known[0].finding.amount) = (Some(euros(50)), Some(euros(50)));
    assert_eq!(owed(&story, &known), [(0, 50)]);
    story.bill(2, "2026-01", -50);
    assert_eq!(owed(&story, &known), [], "the credit note came, and is known by its row");
}

#[test]
fn a_charge_that_was_billed_too_high_owes_by_its_row_less_what_was_given_back() {
    let mut story = Story::new(vec![monthly(1, 500)]);
    story.bill(1, "2026-01", 560);
    let mut known = life::apply(&[], &merge(&[], &found(&story, "2026-01-31"), day("2026-01-31")));
    assert_eq!(owed(&story, &known), [], "the row says it");
    let by = PersonId(uuid(700));
    known[0].state = FindingState::Recovered { on: day("2026-01-31"), by, amount: Some(euros(60)) };
    known[0].recovered = Some(euros(60));
    assert_eq!(owed(&story, &known), [(0, 60)]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Charges of 100 and rebates of 10, billed in full, net, in part net, too high, twice or not at all: what is not billed
    /// less what is billed too much is what the terms come to less what was billed.
    #[test]
    fn findings_come_to_the_difference_between_terms_and_invoices(
        bills in prop::collection::vec((prop::sample::select(vec![0_i64, 90, 95, 100, 130, 200]), any::<bool>()), 12),
    ) {
        let mut story = Story::new(vec![monthly(1, 100), monthly(2, -10)]);
        let mut expected = 0;
        for (month, (charge, given)) in (1..).zip(bills) {
            let month = format!("2026-{month:02}");
            // A rebate taken off the charge is not given besides.
            let given = given && charge >= 100;
            if charge > 0 {
                story.bill(1, &month, charge);
            }
            if given {
                story.bill(2, &month, -10);
            }
            expected += 9_000 - charge * 100 + if given { 1_000 } else { 0 };
        }
        let findings = found(&story, "2026-12-31");
        let stake = |stage: Stage| -> i64 {
            let of_stage = findings.iter().filter(|finding| finding.kind.stage() == stage);
            of_stage.filter_map(|finding| finding.amount).map(|amount| amount.minor).sum()
        };
        prop_assert_eq!(stake(Stage::Unbilled) - stake(Stage::Overbilled), expected);
    }
}
