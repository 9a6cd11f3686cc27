use super::*;
use proptest::prelude::*;

#[test]
fn a_row_stands_where_its_matched_amounts_put_it() {
    use BillingState::*;
    let table = [
        ("100.00", 0, 0, Expected, "nothing happened"),
        ("100.00", 4000, 0, PartBilled, "a part"),
        ("100.00", 10_000, 0, Billed, "all"),
        ("100.00", 12_000, 0, Billed, "too much"),
        ("100.00", 9995, 0, Billed, "within the tolerance of 0.05"),
        ("100.00", 9994, 0, PartBilled, "just outside the tolerance"),
        ("100.00", 10_000, -10_000, Credited, "all taken back"),
        ("100.00", 10_000, -9996, Credited, "taken back within the tolerance"),
        ("100.00", 10_000, -4000, PartBilled, "a part taken back"),
        ("100.00", 14_000, -4000, Billed, "what was too much taken back"),
        ("100.00", 0, -4000, Credited, "only a credit note"),
        ("100.00", 3, 0, PartBilled, "three cents are not nothing"),
        ("-100.00", 0, -10_000, Billed, "a negative row, by a credit note"),
        ("-100.00", -10_000, 0, Billed, "a negative row, by a negative invoice line"),
        ("-100.00", 10_000, -10_000, Credited, "a negative row, taken back"),
        ("0.04", 0, 0, Expected, "smaller than the tolerance and not billed"),
        ("0.04", 4, 0, Billed, "smaller than the tolerance and billed"),
        ("0.04", 1, 0, PartBilled, "smaller than the tolerance and billed in part"),
        ("0.00", 0, 0, Expected, "a free period"),
        ("0.00", 10, 0, Billed, "a free period that was billed"),
        ("0.00", 10, -10, Credited, "a free period that was billed and taken back"),
    ];
    for (amount, billed, credited, wanted, story) in table {
        assert_eq!(state(eur(amount), billed, credited, 0, false, 5), wanted, "{story}");
        // What was billed goes before what was given up.
        let given_up = if wanted == Billed { Billed } else { Waived };
        assert_eq!(state(eur(amount), billed, credited, 0, true, 5), given_up, "{story}, waived");
    }
}

#[test]
fn a_total_counts_the_days_inside() {
    let line = every(1, "2026-01-01", Timing::Advance);
    let rows = rows(&line, open("2026-01-15", "2027-01-31"));
    let term = Period { first: day("2026-01-15"), last: day("2027-01-14") };
    // 17/31 of January 2026, eleven months, 14/31 of January 2027.
    let sum = eur("658.06").minor + 11 * eur("1200").minor + eur("541.94").minor;
    assert_eq!(total(&rows, term).map(|amounts| amounts.iter().collect()), Ok(vec![Money::new(sum, Currency::EUR)]));
    let before = Period { first: day("2025-01-01"), last: day("2026-01-14") };
    assert_eq!(total(&rows, before), Ok(Amounts::default()));
}

#[test]
fn a_total_keeps_currencies_apart_and_never_wraps() {
    let line = maintenance(Recurrence::Once { on: day("2026-01-01") });
    let row = rows(&line, open("2026-01-01", "2026-12-31")).remove(0);
    let pounds = ExpectedAmount { amount: Money::new(5, Currency::GBP), ..row.clone() };
    let sums = total(&[row.clone(), pounds, row.clone()], row.period).expect("a total");
    assert_eq!(sums.0.into_iter().collect::<Vec<_>>(), [(Currency::EUR, 240_000), (Currency::GBP, 5)]);
    let huge = ExpectedAmount { amount: Money::new(i64::MAX, Currency::EUR), ..row.clone() };
    assert_eq!(total(&[huge.clone(), huge], row.period), Err(MoneyError::TooLarge));
}

#[test]
fn a_formula_that_contradicts_itself_is_an_error() {
    let part = |prorated| Part { unit_price: number("1"), increase: None, discounts: Vec::new(), prorated };
    let formula = |first, later| Formula::new(number("1"), part(first), later);
    for broken in [
        formula(Some((1, 0)), vec![]),
        formula(Some((1, -31)), vec![]),
        formula(Some((1, 31)), vec![part(Some((1, 30)))]),
        formula(Some((1, 31)), vec![part(None)]),
        formula(None, vec![part(Some((1, 31)))]),
    ] {
        assert_eq!(broken.compute(Currency::EUR), Err(BillingError::Formula), "{broken}");
    }
}

#[test]
fn a_stored_formula_without_later_stretches_can_be_read() {
    let stored = r#"{"quantity":"3","unit_price":"400.00","increase":["2",12],"discounts":["10"],"prorated":[17,31]}"#;
    let formula: Formula = serde_json::from_str(stored).expect("a formula");
    assert_eq!(formula.to_string(), "3 × 400.00 × 1.02¹² × (1 − 10%) × 17/31");
    let written = serde_json::to_string(&formula).expect("JSON");
    assert_eq!(serde_json::from_str::<Formula>(&written).expect("a formula"), formula);
    let amount = number("3") * number("400") * number("1.268241794562545318301696") * number("0.9");
    let amount = Money::round(amount * number("17") / number("31"), Currency::EUR).map_err(BillingError::from);
    assert_eq!(formula.compute(Currency::EUR), amount);
}

proptest! {
    #[test]
    fn a_row_and_its_mirror_image_stand_alike(
        minor in -300_i64..300, billed in -300_i64..300, credited in -300_i64..300, tolerance in -5_i64..400,
    ) {
        prop_assume!(minor != 0);
        let here = state(Money::new(minor, Currency::EUR), billed, credited, 0, false, tolerance);
        let mirror = state(Money::new(-minor, Currency::EUR), -billed, -credited, 0, false, tolerance);
        prop_assert_eq!(here, mirror);
    }

    #[test]
    fn a_state_exists_for_any_amounts(minor: i64, billed: i64, credited: i64, tolerance: i64) {
        state(Money::new(minor, Currency::EUR), billed, credited, 0, false, tolerance);
    }

    #[test]
    fn more_billed_never_stands_lower(minor in 1_i64..300, billed in 1_i64..300, tolerance in 0_i64..400) {
        let rank = |billed| match state(Money::new(minor, Currency::EUR), billed, 0, 0, false, tolerance) {
            BillingState::PartBilled => 1,
            BillingState::Billed => 2,
            state => panic!("{state:?}"),
        };
        prop_assert!(rank(billed) <= rank(billed + 1));
    }
}
