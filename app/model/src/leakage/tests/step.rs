//! Price steps that invoices do not follow.

use super::*;

fn stepped(first: i64, steps: &[(&str, i64)]) -> PriceLine {
    let mut line = monthly(1, first);
    let step = |(from, price): &(&str, i64)| RampStep { from: day(from), unit_price: Decimal::from(*price) };
    line.ramp = steps.iter().map(step).collect();
    line
}

fn prices(finding: &Finding) -> (Day, Decimal, Option<Decimal>) {
    let Evidence::StepMissed { due_on, unit_price, agreed, .. } = &finding.evidence else {
        panic!("{:?}", finding.evidence)
    };
    (*due_on, *unit_price, *agreed)
}

#[test]
fn a_line_that_stays_on_its_first_price_is_billed_at_the_old_price() {
    let mut story = Story::new(vec![stepped(60, &[("2026-04-01", 100)])]);
    story.bill_all(1, &HALF_YEAR, 60);
    let findings = story.detect_with(&Settings::default(), "2026-06-30");
    assert_eq!(tell(&findings), ["old_price 120.00 EUR certain"]);
    assert_eq!(prices(&findings[0]), (day("2026-04-01"), Decimal::from(60), Some(Decimal::from(100))));
}

#[test]
fn the_step_is_the_first_one_that_was_missed_with_the_price_that_was_due_from_its_day() {
    let mut story = Story::new(vec![stepped(60, &[("2026-02-01", 80), ("2026-04-01", 100), ("2026-05-01", 120)])]);
    story.bill(1, "2026-01", 60);
    story.bill_all(1, &HALF_YEAR[1..], 80);
    let findings = story.detect_with(&Settings::default(), "2026-06-30");
    assert_eq!(tell(&findings), ["old_price 100.00 EUR certain"]);
    assert_eq!(prices(&findings[0]), (day("2026-04-01"), Decimal::from(80), Some(Decimal::from(100))));
}

#[test]
fn a_step_and_an_increase_left_out_on_one_day_are_told_apart() {
    let mut other = monthly(2, 100);
    other.increase = Some(YearlyIncrease { percent: Decimal::from(5), first_on: day("2026-04-01") });
    let mut story = Story::new(vec![stepped(60, &[("2026-04-01", 100)]), other]);
    story.bill_all(1, &HALF_YEAR, 60);
    story.bill_all(2, &HALF_YEAR, 100);
    assert_eq!(story.told("2026-06-30"), ["old_price 120.00 EUR certain", "old_price 15.00 EUR certain"]);
}

#[test]
fn a_discount_past_its_end_stays_one_beside_a_step() {
    let mut line = stepped(100, &[("2026-05-01", 120)]);
    line.discounts =
        vec![Discount { from: day("2026-01-01"), to: Some(day("2026-03-31")), percent: Decimal::from(10) }];
    let mut story = Story::new(vec![line]);
    story.bill_all(1, &HALF_YEAR[..4], 90);
    assert_eq!(story.told("2026-05-10"), ["discount_past_end 10.00 EUR certain"]);
}
