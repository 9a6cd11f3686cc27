//! Discounts that are given past their end.

use super::*;

#[test]
fn a_discount_given_past_its_end_is_one_finding() {
    let mut line = monthly(1, 100);
    line.discounts =
        vec![Discount { from: day("2026-01-01"), to: Some(day("2026-03-31")), percent: Decimal::from(10) }];
    let mut story = Story::new(vec![line]);
    story.bill_all(1, &HALF_YEAR, 90);
    assert_eq!(story.told("2026-06-30"), ["discount_past_end 30.00 EUR certain"]);
    assert_eq!(story.told("2026-03-31"), NOTHING);
}

#[test]
fn a_discount_that_goes_on_in_place_of_the_smaller_one_after_it_is_past_its_end() {
    let until = |from, to, percent| Discount { from: day(from), to: Some(day(to)), percent: Decimal::from(percent) };
    let mut line = monthly(1, 100);
    line.discounts = vec![until("2026-01-01", "2026-03-31", 20), until("2026-04-01", "2026-06-30", 10)];
    let mut story = Story::new(vec![line]);
    story.bill_all(1, &HALF_YEAR, 80);
    assert_eq!(story.told("2026-06-30"), ["discount_past_end 30.00 EUR certain"]);
}

#[test]
fn a_discount_that_goes_on_at_the_price_before_an_increase_is_past_its_end() {
    let mut line = monthly(1, 100);
    line.discounts =
        vec![Discount { from: day("2026-01-01"), to: Some(day("2026-03-31")), percent: Decimal::from(10) }];
    line.increase = Some(YearlyIncrease { percent: Decimal::from(5), first_on: day("2026-04-01") });
    let mut story = Story::new(vec![line.clone()]);
    story.bill_all(1, &HALF_YEAR, 90);
    assert_eq!(story.told("2026-06-30"), ["discount_past_end 45.00 EUR certain"]);
    let mut without_discount = Story::new(vec![line]);
    without_discount.bill_all(1, &HALF_YEAR[..3], 90);
    without_discount.bill_all(1, &HALF_YEAR[3..], 100);
    assert_eq!(without_discount.told("2026-06-30"), ["old_price 15.00 EUR certain"], "the increase alone");
}
