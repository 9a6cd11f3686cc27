//! Money that came in without an invoice: what it counts for, and what is then left to find.

use super::{
    super::{counts_for, earliest_day},
    life::apply,
    story::*,
    *,
};
use crate::leakage::CountsFor;

fn who() -> PersonId {
    PersonId(uuid(42))
}

/// Nothing was ever billed but January, March and April of 100 each: February is missing.
fn february() -> (Story, usize) {
    let mut story = Story::new(vec![monthly(1, 100)]);
    story.bill_all(1, &["2026-01", "2026-03", "2026-04"], 100);
    let row = story.row(1, "2026-02");
    (story, row)
}

fn found(story: &Story, on: &str) -> Vec<KnownFinding> {
    apply(&[], &merge(&[], &story.detect_with(&Settings::default(), on), day(on)))
}

/// What came in is written to the ledger and to the finding, as the store does it.
fn came_in(story: &mut Story, known: &mut KnownFinding, amount: Money) {
    let rows: Vec<&LedgerRow> = story.rows.iter().collect();
    let CountsFor::Rows(parts) = counts_for(&known.finding.evidence, &rows, amount) else { panic!("rows") };
    for (id, minor) in &parts {
        story.rows.iter_mut().find(|row| row.id == *id).unwrap().recovered += minor;
        known.shown += minor;
    }
    let open = known.finding.amount.unwrap();
    let all = Money::new(known.recovered.map_or(0, |before| before.minor) + amount.minor, amount.currency);
    known.recovered = Some(all);
    let on = day("2026-05-01");
    if matches!(known.state, FindingState::Found) {
        known.state = FindingState::Claimed { on, by: who() };
    }
    if open == amount {
        (known.state, known.finding.amount) = (FindingState::Recovered { on, by: who(), amount: Some(all) }, Some(all));
    } else {
        known.finding.amount = Some(open.checked_sub(amount).unwrap());
    }
}

fn again(story: &Story, known: &[KnownFinding], on: &str) -> Vec<FindingChange> {
    story.picture(|picture| recompute(picture, known, &Settings::default(), day(on)))
}

#[test]
fn a_part_that_came_in_stays_off_the_amount_however_often_it_is_computed() {
    let (mut story, _) = february();
    let mut known = found(&story, "2026-05-01");
    came_in(&mut story, &mut known[0], euros(40));
    assert_eq!(story.told("2026-05-01"), ["missing_period 60.00 EUR certain"]);
    for on in ["2026-05-01", "2026-05-02"] {
        assert_eq!(again(&story, &known, on), [], "{on}");
    }
    came_in(&mut story, &mut known[0], euros(25));
    assert_eq!((known[0].finding.amount, again(&story, &known, "2026-05-03")), (Some(euros(35)), vec![]));
    came_in(&mut story, &mut known[0], euros(35));
    assert_eq!(story.told("2026-05-03"), Vec::<String>::new());
    assert_eq!(again(&story, &known, "2026-05-03"), [], "it stays recovered");
}

#[test]
fn an_invoice_that_arrives_later_is_neither_billed_twice_nor_above_the_terms() {
    let (mut story, row) = february();
    let mut known = found(&story, "2026-05-01");
    came_in(&mut story, &mut known[0], euros(100));
    story.rows[row].billed = 10_000;
    story.bill(1, "2026-02", 100);
    assert_eq!(story.told("2026-05-04"), Vec::<String>::new());
    assert_eq!(again(&story, &known, "2026-05-04"), []);
    assert_eq!((story.rows[row].recovered_beside(), story.rows[row].left()), (0, 0));
}

#[test]
fn an_invoice_over_the_rest_closes_what_was_recovered_in_part() {
    let (mut story, _) = february();
    let mut known = found(&story, "2026-05-01");
    came_in(&mut story, &mut known[0], euros(40));
    story.bill(1, "2026-02", 60);
    let why = CloseReason::Billed;
    assert_eq!(again(&story, &known, "2026-05-04"), [FindingChange::Close { id: known[0].id, why }]);
}

#[test]
fn a_rest_within_the_tolerance_closes_as_agreeing_and_not_as_changed_terms() {
    let (mut story, row) = february();
    let known = found(&story, "2026-05-01");
    story.rows[row].recovered = 10_000 - 1;
    let why = CloseReason::Corrected;
    assert_eq!(again(&story, &known, "2026-05-04"), [FindingChange::Close { id: known[0].id, why }]);
}

#[test]
fn money_goes_to_the_oldest_periods_first_and_to_each_up_to_what_is_left() {
    let mut story = Story::new(vec![monthly(1, 100)]);
    let on = "2026-03-20";
    let known = found(&story, on);
    assert_eq!(known[0].finding.amount, Some(euros(300)));
    let first = story.row(1, "2026-01");
    story.rows[first].recovered = 3_000;
    story.rows[first + 1].waived = true;
    let parts = |amount| {
        let rows: Vec<&LedgerRow> = story.rows.iter().rev().collect();
        match counts_for(&known[0].finding.evidence, &rows, euros(amount)) {
            CountsFor::Rows(parts) => parts.into_iter().map(|(id, minor)| (id.0.as_u128() % 1000, minor)).collect(),
            _ => Vec::new(),
        }
    };
    let at = |offset: usize| story.rows[first + offset].id.0.as_u128() % 1000;
    assert_eq!(parts(50), [(at(0), 5_000)]);
    assert_eq!(parts(90), [(at(0), 7_000), (at(2), 2_000)], "what was given up takes nothing");
    assert_eq!(parts(500), [(at(0), 7_000), (at(2), 10_000)], "what is too much counts for no row");
}

#[test]
fn a_later_period_of_a_silence_that_was_recovered_is_found_for_itself() {
    let mut story = Story::new(vec![monthly(1, 100)]);
    let mut known = found(&story, "2026-02-20");
    came_in(&mut story, &mut known[0], euros(200));
    assert_eq!(again(&story, &known, "2026-02-21"), []);
    let after = apply(&known, &again(&story, &known, "2026-03-20"));
    assert_eq!((after[0].state.code(), after[0].finding.amount), ("found", Some(euros(100))));
}

#[test]
fn the_price_of_a_missed_increase_that_came_in_is_not_found_again() {
    let mut story = Story::new(vec![monthly(1, 100)]);
    story.bill(1, "2026-01", 90);
    let mut known = found(&story, "2026-01-25");
    assert_eq!(known[0].finding.kind, FindingKind::BelowTerms);
    came_in(&mut story, &mut known[0], euros(4));
    assert_eq!(again(&story, &known, "2026-01-25"), []);
    assert_eq!(known[0].finding.amount, Some(euros(6)));
}

#[test]
fn what_was_recorded_on_an_overdue_invoice_pays_the_part_of_its_contract_alone() {
    let mut story = billed_as_promised();
    story.invoices[5].payments.clear();
    let on = "2026-07-05";
    let late = story.detect_with(&Settings::default(), on);
    let open = late[0].amount.unwrap();
    let pay = |story: &mut Story, contract| {
        let recorded = Some(Recorded { finding: FindingId(uuid(1)), contract });
        let amount = Money::new(2_000, open.currency);
        let received_on = day("2026-07-02");
        story.invoices[5].payments = vec![Payment { id: PaymentId(uuid(1)), received_on, amount, recorded }];
        story.detect_with(&Settings::default(), on)[0].amount.unwrap().minor
    };
    assert_eq!(pay(&mut story, Some(ContractId(uuid(1)))), open.minor - 2_000);
    // The whole is this contract's, so what another contract paid leaves no more open than there is.
    assert_eq!(pay(&mut story, Some(ContractId(uuid(2)))), open.minor - 2_000);
}

#[test]
fn money_that_came_in_for_the_net_of_a_month_settles_it() {
    let mut story = Story::new(vec![monthly(1, 500), monthly(2, -50)]);
    for month in ["2026-01", "2026-03", "2026-04"] {
        story.bill(1, month, 500);
        story.bill(2, month, -50);
    }
    let mut known = found(&story, "2026-05-01");
    assert_eq!(known[0].finding.amount, Some(euros(450)));
    came_in(&mut story, &mut known[0], euros(450));
    let recovered: Vec<i64> = story.rows.iter().map(|row| row.recovered).filter(|minor| *minor != 0).collect();
    assert_eq!(recovered, [45_000], "on the row that charges alone");
    assert_eq!(story.told("2026-05-01"), Vec::<String>::new());
    assert_eq!(again(&story, &known, "2026-05-02"), [], "it stays recovered");
}

#[test]
fn what_was_recovered_before_an_invoice_came_is_paid_of_it_and_of_nothing_twice() {
    let (mut story, row) = february();
    let mut known = found(&story, "2026-05-01");
    came_in(&mut story, &mut known[0], euros(60));
    let invoice = story.invoice("2026-05-02", euros(100));
    story.matches.push((invoice, 0, row, euros(100)));
    story.rows[row].billed = 10_000;
    assert_eq!((story.rows[row].recovered_beside(), story.rows[row].paid_before()), (0, 6_000));
    let total = |story: &Story| {
        story.picture(|picture| {
            let settings = Settings::default();
            let besides = besides(
                &story.invoices[invoice],
                std::slice::from_ref(picture),
                (&[], &[]),
                &settings,
                day("2026-08-01"),
            );
            outstanding(&story.invoices[invoice], besides, day("2026-08-01"))
        })
    };
    let taxed = total(&story).total.minor;
    let share = |percent: i64| taxed * percent / 100;
    let left = total(&story);
    assert_eq!((left.recovered.minor, left.open.minor), (share(60), share(40)), "with its tax in proportion");
    let late = Money::new(share(40), Currency::EUR);
    let overdue = |story: &Story| {
        let mut told = story.told("2026-08-01");
        told.retain(|said| said.starts_with("overdue"));
        told
    };
    assert_eq!(overdue(&story), [format!("overdue {late} certain")]);
    story.pay(invoice);
    let paid = total(&story);
    assert_eq!((paid.recovered.minor, paid.open.minor), (0, 0), "payments of the books go first");
    assert_eq!(overdue(&story), Vec::<String>::new());
}

#[test]
fn what_was_recovered_beside_an_invoice_is_paid_of_the_one_that_bills_the_rest() {
    let (mut story, row) = february();
    let first = story.invoice("2026-02-03", euros(40));
    story.matches.push((first, 0, row, euros(40)));
    story.rows[row].billed = 4_000;
    story.pay(first);
    let mut known = found(&story, "2026-05-01");
    assert_eq!(known[0].finding.amount, Some(euros(60)));
    came_in(&mut story, &mut known[0], euros(60));
    let rest = story.invoice("2026-05-02", euros(60));
    story.matches.push((rest, 0, row, euros(60)));
    story.rows[row].billed = 10_000;
    let paid = |invoice: usize| {
        let of = &story.invoices[invoice];
        let own = |picture: &ContractPicture<'_>| {
            besides(of, std::slice::from_ref(picture), (&[], &[]), &Settings::default(), day("2026-08-01")).recovered
        };
        story.picture(own)
    };
    assert_eq!((paid(first), paid(rest)), (0, 6_000));
    let told = story.told("2026-08-01");
    assert!(!told.iter().any(|said| said.starts_with("overdue")), "nothing of it is late: {told:?}");
}

#[test]
fn nothing_comes_in_before_the_contract_or_the_invoice() {
    let (story, _) = february();
    let missing = &story.detect_with(&Settings::default(), "2026-04-20")[0].evidence;
    let mut details = story.details.clone();
    (details.signed_on, details.starts_on) = (Some(day("2025-11-30")), Some(day("2026-01-01")));
    assert_eq!(earliest_day(missing, Some(&details)), Some(day("2025-11-30")), "paid in advance, once it was signed");
    details.signed_on = None;
    assert_eq!(earliest_day(missing, Some(&details)), Some(day("2026-01-01")));
    assert_eq!(earliest_day(missing, None), Some(day("2026-02-01")), "the days of its row");
    let mut late = story;
    let invoice = late.invoice("2026-02-03", euros(100));
    late.matches.push((invoice, 0, late.row(1, "2026-02"), euros(100)));
    let found = late.detect_with(&Settings::default(), "2026-04-20");
    assert_eq!(earliest_day(&found[0].evidence, Some(&late.details)), Some(day("2026-02-03")));
}
