//! What is added of a file, and what is not.

use super::*;
use proptest::prelude::*;

fn day(number: u32) -> Day {
    Day::from_ymd_opt(2026, 3, number).expect("a day of March")
}

fn known(payments: &[(u32, i64)]) -> Vec<KnownPayment> {
    let payment = |(on, minor): &(u32, i64)| KnownPayment { received_on: day(*on), minor: *minor, by_person: false };
    payments.iter().map(payment).collect()
}

fn stated(payments: &[(u32, i64)]) -> Vec<StatedPayment> {
    payments.iter().map(|(on, minor)| StatedPayment { received_on: day(*on), minor: *minor }).collect()
}

/// What an invoice gets: known payments, what came in before it, stated payments.
fn of_invoice(there: &[(u32, i64)], before: i64, file: &[(u32, i64)]) -> Beyond {
    beyond(&known(there), before, &stated(file), false)
}

#[test]
fn what_is_there_already_is_not_added_again() {
    assert_eq!(of_invoice(&[(5, 100)], 0, &[(5, 100)]), Beyond::Nothing);
    assert_eq!(of_invoice(&[(5, 40), (9, 60)], 0, &[(9, 100)]), Beyond::Nothing, "the sum is the same");
    assert_eq!(of_invoice(&[(5, 100)], 0, &[(9, 100)]), Beyond::Nothing, "recorded by hand on another day");
    assert_eq!(of_invoice(&[], 0, &[]), Beyond::Nothing);
}

#[test]
fn a_part_that_became_the_whole_adds_the_rest_on_the_day_of_the_file() {
    assert_eq!(of_invoice(&[], 0, &[(5, 40)]), Beyond::Payments(vec![(0, 40)]));
    assert_eq!(of_invoice(&[(5, 40)], 0, &[(20, 100)]), Beyond::Payments(vec![(0, 60)]));
}

#[test]
fn of_two_payments_of_a_file_the_one_that_is_there_is_recognised() {
    assert_eq!(of_invoice(&[(5, 40)], 0, &[(5, 40), (20, 60)]), Beyond::Payments(vec![(1, 60)]));
    assert_eq!(of_invoice(&[], 0, &[(5, 40), (20, 60)]), Beyond::Payments(vec![(0, 40), (1, 60)]));
    // What was recorded on another day is among the sum; the latest is what is lacking.
    assert_eq!(of_invoice(&[(7, 40)], 0, &[(5, 40), (20, 60)]), Beyond::Payments(vec![(1, 60)]));
    assert_eq!(of_invoice(&[(7, 30)], 0, &[(5, 40), (20, 60)]), Beyond::Payments(vec![(0, 10), (1, 60)]));
}

#[test]
fn two_equal_payments_on_one_day_are_two() {
    assert_eq!(of_invoice(&[(5, 50)], 0, &[(5, 50), (5, 50)]), Beyond::Payments(vec![(1, 50)]));
    assert_eq!(of_invoice(&[(5, 50), (5, 50)], 0, &[(5, 50), (5, 50)]), Beyond::Nothing);
}

#[test]
fn less_than_is_known_adds_nothing_and_is_said() {
    assert_eq!(of_invoice(&[(5, 100)], 0, &[(20, 60)]), Beyond::Less(100));
    assert_eq!(of_invoice(&[(5, 100), (6, 20)], 0, &[(5, 100)]), Beyond::Less(120));
    assert_eq!(of_invoice(&[(5, 100)], 0, &[]), Beyond::Less(100));
}

#[test]
fn what_came_in_before_the_invoice_is_not_counted_twice() {
    assert_eq!(of_invoice(&[], 50, &[(9, 100)]), Beyond::Payments(vec![(0, 50)]));
    assert_eq!(of_invoice(&[(9, 50)], 50, &[(9, 100)]), Beyond::Nothing);
    assert_eq!(of_invoice(&[], 50, &[(9, 50)]), Beyond::Nothing);
    // The file of the invoice itself stated it already.
    assert_eq!(of_invoice(&[(9, 100)], 50, &[(9, 100)]), Beyond::Nothing);
    assert_eq!(of_invoice(&[(9, 60)], 50, &[(20, 100)]), Beyond::Nothing);
}

#[test]
fn money_given_back_is_a_payment_of_its_own() {
    assert_eq!(of_invoice(&[(5, 100)], 0, &[(5, 100), (20, -30)]), Beyond::Payments(vec![(1, -30)]));
    assert_eq!(of_invoice(&[(5, 100), (20, -30)], 0, &[(5, 100), (20, -30)]), Beyond::Nothing);
    let credit_note = |there: &[(u32, i64)], file: &[(u32, i64)]| beyond(&known(there), 0, &stated(file), true);
    assert_eq!(credit_note(&[], &[(5, -100)]), Beyond::Payments(vec![(0, -100)]));
    assert_eq!(credit_note(&[(5, -40)], &[(20, -100)]), Beyond::Payments(vec![(0, -60)]));
    assert_eq!(credit_note(&[(5, -100)], &[(20, -60)]), Beyond::Less(-100));
}

#[test]
fn a_payment_of_a_list_of_payments_is_known_by_its_day_and_amount() {
    let found = standings(&known(&[(5, 40), (9, 60)]), &stated(&[(5, 40), (6, 60), (9, 60), (9, 60)]), false);
    assert_eq!(found, [Standing::Known, Standing::New, Standing::Known, Standing::New]);
}

#[test]
fn the_same_amount_recorded_by_hand_within_days_is_probably_the_same_payment() {
    let by_hand = |payments: &[(u32, i64)]| -> Vec<KnownPayment> {
        known(payments).into_iter().map(|payment| KnownPayment { by_person: true, ..payment }).collect()
    };
    assert_eq!(standings(&by_hand(&[(8, 60)]), &stated(&[(5, 60)]), false), [Standing::Probably(day(8))]);
    assert_eq!(standings(&by_hand(&[(8, 60)]), &stated(&[(8, 60)]), false), [Standing::Known]);
    assert_eq!(standings(&by_hand(&[(12, 60)]), &stated(&[(5, 60)]), false), [Standing::New], "too far off");
    assert_eq!(standings(&by_hand(&[(8, 61)]), &stated(&[(5, 60)]), false), [Standing::New]);
    let imported = known(&[(8, 60)]);
    assert_eq!(
        standings(&imported, &stated(&[(5, 60)]), false),
        [Standing::New],
        "perhaps another part of what is open"
    );
    assert_eq!(standings(&imported, &stated(&[(5, 60)]), true), [Standing::Probably(day(8))], "the bank's day");
    // One that was recorded stands for one payment.
    let twice = standings(&by_hand(&[(8, 60)]), &stated(&[(5, 60), (7, 60)]), false);
    assert_eq!(twice, [Standing::Probably(day(8)), Standing::New]);
    let both = standings(&by_hand(&[(7, 60), (8, 60)]), &stated(&[(8, 60), (9, 60)]), false);
    assert_eq!(both, [Standing::Known, Standing::Probably(day(7))]);
}

fn some(amounts: std::ops::Range<i64>) -> impl Strategy<Value = Vec<(u32, i64)>> {
    proptest::collection::vec((1_u32..6, amounts), 0..4)
}

#[test]
fn a_payment_below_zero_or_before_its_invoice_is_remarked_at_its_cell() {
    let day = |text: &str| text.parse::<Day>().unwrap();
    let issued_on = day("2026-08-01");
    let odd = |kind, received: Option<&str>, negative| oddities(kind, Some(issued_on), received.map(day), negative);
    assert_eq!(odd(InvoiceKind::Invoice, Some("2026-08-01"), false), []);
    assert_eq!(
        odd(InvoiceKind::Invoice, Some("2026-07-31"), true),
        [
            (InvoiceField::PaidOn, Problem::PaidBeforeIssue { issued_on }),
            (InvoiceField::PaidAmount, Problem::NegativePayment)
        ]
    );
    assert_eq!(odd(InvoiceKind::Invoice, None, false), [], "a day that was taken for it is not the file's");
    assert_eq!(odd(InvoiceKind::CreditNote, Some("2026-07-31"), true), []);
}

proptest! {
    #[test]
    fn the_same_list_again_adds_nothing(
        there in some(1..60),
        file in some(-20..60),
        before in prop_oneof![Just(0_i64), 1_i64..40],
    ) {
        let (mut there, file) = (known(&there), stated(&file));
        if let Beyond::Payments(added) = beyond(&there, before, &file, false) {
            for (place, minor) in added {
                there.push(KnownPayment { received_on: file[place].received_on, minor, by_person: false });
            }
            let again = beyond(&there, before, &file, false);
            prop_assert!(!matches!(again, Beyond::Payments(_)), "{again:?}");
        }
    }

    #[test]
    fn no_more_is_added_than_a_list_states(there in some(1..60), file in some(1..60), before in 0_i64..40) {
        let stated_sum: i64 = file.iter().map(|(_, minor)| minor).sum();
        let known_sum: i64 = there.iter().map(|(_, minor)| minor).sum();
        if let Beyond::Payments(added) = of_invoice(&there, before, &file) {
            let added: i64 = added.iter().map(|(_, minor)| minor).sum();
            prop_assert_eq!(known_sum + before + added, stated_sum);
        }
    }

    #[test]
    fn the_same_payments_again_are_known(there in some(1..60), file in some(1..60)) {
        let (mut there, file) = (known(&there), stated(&file));
        for (payment, standing) in file.iter().zip(standings(&there.clone(), &file, false)) {
            if standing == Standing::New {
                let StatedPayment { received_on, minor } = *payment;
                there.push(KnownPayment { received_on, minor, by_person: false });
            }
        }
        prop_assert!(standings(&there, &file, false).into_iter().all(|standing| standing == Standing::Known));
    }
}
