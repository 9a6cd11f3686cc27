//! What settled a finding that closed by itself.

use super::{super::settled_by, *};

/// The first finding of a story, and the day on which it is judged again.
fn first(story: &Story, on: &str) -> Finding {
    story.detect_with(&Settings::default(), on).remove(0)
}

fn settled(story: &Story, finding: &Finding, why: CloseReason) -> Option<SettledBy> {
    story.picture(|picture| settled_by(picture, finding, why))
}

fn invoice(number: &str, on: &str) -> Option<SettledBy> {
    Some(SettledBy::Invoice { number: number.to_owned(), on: day(on) })
}

#[test]
fn a_missing_month_is_settled_by_the_invoice_that_bills_it() {
    let mut story = Story::new(vec![monthly(1, 100)]);
    story.bill_all(1, &["2026-01", "2026-03"], 100);
    let missing = first(&story, "2026-03-20");
    assert_eq!(settled(&story, &missing, CloseReason::Billed), None, "nothing came");
    let arrived = story.bill(1, "2026-02", 100);
    assert_eq!(settled(&story, &missing, CloseReason::Billed), invoice(&format!("F-{arrived}"), "2026-02-01"));
    assert_eq!(settled(&story, &missing, CloseReason::TermsChanged), None, "closed for another reason");
}

#[test]
fn what_was_billed_too_low_is_settled_by_what_came_after_and_not_by_what_was_known() {
    let mut story = Story::new(vec![monthly(1, 100)]);
    story.bill(1, "2026-01", 80);
    let low = first(&story, "2026-01-31");
    let rest = story.invoice("2026-02-10", euros(20));
    story.matches.push((rest, 0, story.row(1, "2026-01"), euros(20)));
    assert_eq!(settled(&story, &low, CloseReason::Billed), invoice("F-1", "2026-02-10"));
}

#[test]
fn what_was_billed_twice_is_settled_by_a_credit_note() {
    let mut story = billed_as_promised();
    story.bill(1, "2026-05", 100);
    let twice = first(&story, "2026-06-30");
    let credit = story.invoice("2026-06-10", euros(-100));
    story.matches.push((credit, 0, story.row(1, "2026-05"), euros(-100)));
    let note = SettledBy::CreditNote { number: format!("F-{credit}"), on: day("2026-06-10") };
    assert_eq!(settled(&story, &twice, CloseReason::Billed), Some(note));
}

#[test]
fn a_late_invoice_is_settled_by_its_last_payment_or_by_the_credit_note_that_names_it() {
    let mut story = billed_as_promised();
    story.invoices[5].number = "F-2026-5".to_owned();
    let payment = story.invoices[5].payments[0];
    story.invoices[5].payments = vec![Payment { amount: euros(20), ..payment }];
    let late = first(&story, "2026-07-05");
    assert_eq!(settled(&story, &late, CloseReason::Paid), None, "nothing came");
    let mut paid = story.clone();
    let rest = Payment { amount: euros(100), received_on: day("2026-07-10"), ..payment };
    paid.invoices[5].payments.push(rest);
    let by = SettledBy::Payment { amount: euros(100), on: day("2026-07-10") };
    assert_eq!(settled(&paid, &late, CloseReason::Paid), Some(by));
    let credit = story.invoice("2026-07-09", euros(-100));
    story.invoices[credit].corrects = Some("F-2026-5".to_owned());
    let note = SettledBy::CreditNote { number: format!("F-{credit}"), on: day("2026-07-09") };
    assert_eq!(settled(&story, &late, CloseReason::Paid), Some(note));
}
