use super::*;
use crate::{
    id::PriceLineId,
    price_line::{Discount, RampStep, Timing, YearlyIncrease},
};
use PriceLineField as Field;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn number(text: &str) -> Decimal {
    text.parse().expect("a number")
}

fn cleaning() -> PriceLine {
    PriceLine {
        id: PriceLineId(uuid::Uuid::nil()),
        position: 1,
        description: "Cleaning\nthree floors".to_owned(),
        quantity: number("1"),
        unit: "月".to_owned(),
        unit_price: number("1234.5678"),
        vat_percent: Some(number("5.5")),
        recurrence: Recurrence::Every { months: 1, anchor: day("2026-01-31"), timing: Timing::Arrears },
        starts_on: Some(day("2026-01-01")),
        ends_on: Some(day("2026-12-31")),
        discounts: vec![Discount { from: day("2026-01-01"), to: None, percent: number("100") }],
        ramp: vec![step("2026-06-01", "0"), step("2026-07-01", "1300")],
        increase: Some(YearlyIncrease { percent: number("0.1"), first_on: day("2027-01-01") }),
    }
}

fn step(from: &str, unit_price: &str) -> RampStep {
    RampStep { from: day(from), unit_price: number(unit_price) }
}

#[test]
fn a_usual_line_has_no_problem() {
    assert_eq!(check(&cleaning()), []);
}

#[test]
fn limits_are_what_they_say() {
    assert_eq!((MOST_QUANTITY, MOST_AMOUNT), (number("1000000000"), number("1000000000000")));
}

#[test]
fn each_problem_stands_at_its_field() {
    type Change = fn(&mut PriceLine);
    let year = Problem::YearOutOfRange { least: 1900, most: 9999 };
    let months = Problem::MonthsOutOfRange { least: 1, most: 120 };
    let hundred = Problem::TooLarge { most: number("100") };
    let cases: [(Change, Field, Problem); 32] = [
        (|line| line.position = 0, Field::Position, Problem::NotAboveZero),
        (|line| line.description = "  ".to_owned(), Field::Description, Problem::Missing),
        (|line| line.description = "字".repeat(1001), Field::Description, Problem::TooLong { most: 1000 }),
        (|line| line.description = "a\0".to_owned(), Field::Description, Problem::ControlCharacter),
        (|line| line.unit = "u".repeat(61), Field::Unit, Problem::TooLong { most: 60 }),
        (|line| line.quantity = number("-1"), Field::Quantity, Problem::Negative),
        (|line| line.quantity = number("1000000001"), Field::Quantity, Problem::TooLarge { most: MOST_QUANTITY }),
        (|line| line.quantity = number("0.123456789"), Field::Quantity, Problem::TooManyDecimals { most: 8 }),
        (|line| line.unit_price = Decimal::MAX, Field::UnitPrice, Problem::TooLarge { most: MOST_AMOUNT }),
        (|line| line.unit_price = Decimal::MIN, Field::UnitPrice, Problem::TooLarge { most: MOST_AMOUNT }),
        (|line| line.unit_price = number("0.123456789"), Field::UnitPrice, Problem::TooManyDecimals { most: 8 }),
        (|line| line.vat_percent = Some(number("-1")), Field::VatPercent, Problem::Negative),
        (|line| line.vat_percent = Some(number("100.1")), Field::VatPercent, hundred),
        (|line| line.recurrence = every(0, "2026-01-01"), Field::Months, months),
        (|line| line.recurrence = every(121, "2026-01-01"), Field::Months, months),
        (|line| line.recurrence = every(u32::MAX, "2026-01-01"), Field::Months, months),
        (|line| line.recurrence = every(1, "0026-01-01"), Field::Anchor, year),
        (|line| line.recurrence = Recurrence::Once { on: day("1026-01-01") }, Field::OnceOn, year),
        (|line| line.recurrence = Recurrence::Once { on: day("2027-01-01") }, Field::OnceOn, Problem::OutsideLine),
        (|line| line.recurrence = Recurrence::Once { on: day("2025-12-31") }, Field::OnceOn, Problem::OutsideLine),
        (|line| line.starts_on = Some(Day::MIN), Field::StartsOn, year),
        (|line| line.ends_on = Some(Day::MAX), Field::EndsOn, year),
        (|line| line.ends_on = Some(day("2025-12-31")), Field::EndsOn, Problem::EndsBeforeStart),
        (|line| line.discounts[0].from = Day::MIN, Field::DiscountFrom(0), year),
        (|line| line.discounts[0].to = Some(day("2025-12-31")), Field::DiscountTo(0), Problem::EndsBeforeStart),
        (|line| line.discounts[0].percent = number("0"), Field::DiscountPercent(0), Problem::NotAboveZero),
        (|line| line.discounts[0].percent = number("100.01"), Field::DiscountPercent(0), hundred),
        (|line| line.ramp[1].from = day("2026-06-01"), Field::RampFrom(1), Problem::OutOfOrder),
        (
            |line| line.ramp[1].unit_price = Decimal::MAX,
            Field::RampUnitPrice(1),
            Problem::TooLarge { most: MOST_AMOUNT },
        ),
        (|line| line.increase = rise("-2", "2027-01-01"), Field::IncreasePercent, Problem::NotAboveZero),
        (|line| line.increase = rise("101", "2027-01-01"), Field::IncreasePercent, hundred),
        (|line| line.increase = rise("2", "0027-01-01"), Field::IncreaseFirstOn, year),
    ];
    for (change, field, problem) in cases {
        let mut line = cleaning();
        change(&mut line);
        assert_eq!(check(&line), [(field, problem)]);
    }
}

fn every(months: u32, anchor: &str) -> Recurrence {
    Recurrence::Every { months, anchor: day(anchor), timing: Timing::Advance }
}

fn rise(percent: &str, first_on: &str) -> Option<YearlyIncrease> {
    Some(YearlyIncrease { percent: number(percent), first_on: day(first_on) })
}

#[test]
fn quantity_times_price_is_limited_as_well() {
    let mut line = cleaning();
    line.quantity = number("1000000");
    line.unit_price = number("1000000.01");
    assert_eq!(check(&line), [(Field::UnitPrice, Problem::TooLarge { most: MOST_AMOUNT })]);
}

#[test]
fn a_million_discounts_are_one_problem_and_not_a_million() {
    let mut line = cleaning();
    let broken = Discount { percent: number("0"), ..line.discounts[0].clone() };
    line.discounts = vec![broken; 1_000_000];
    line.ramp = (0..=MOST_STEPS).map(|_| step("2026-06-01", "1")).collect();
    let problems = check(&line);
    assert!(problems.contains(&(Field::Discounts, Problem::TooMany { most: 240 })));
    assert!(problems.contains(&(Field::Ramp, Problem::TooMany { most: 240 })));
    assert!(problems.len() <= 2 * MOST_STEPS + 2);
}

#[test]
fn problems_travel_as_json() {
    let problem = (Field::DiscountTo(2), Problem::TooLarge { most: number("100") });
    let json = serde_json::to_string(&problem).expect("JSON");
    assert_eq!(json, r#"[{"discount_to":2},{"too_large":{"most":"100"}}]"#);
    assert_eq!(serde_json::from_str::<(Field, Problem)>(&json).expect("a problem"), problem);
}
