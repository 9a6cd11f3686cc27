use super::*;

#[test]
fn a_quarter_in_advance_is_due_on_its_first_day() {
    let line = every(3, "2026-01-01", Timing::Advance);
    assert_table(
        &rows(&line, until("2026-01-01", "2026-12-31")),
        "
        due        | covers                   | amount  | formula
        2026-01-01 | 2026-01-01 to 2026-03-31 | 1200.00 | 3 × 400.00
        2026-04-01 | 2026-04-01 to 2026-06-30 | 1200.00 | 3 × 400.00
        2026-07-01 | 2026-07-01 to 2026-09-30 | 1200.00 | 3 × 400.00
        2026-10-01 | 2026-10-01 to 2026-12-31 | 1200.00 | 3 × 400.00
        ",
    );
}

#[test]
fn a_quarter_in_arrears_is_due_on_its_last_day() {
    let line = every(3, "2026-01-01", Timing::Arrears);
    assert_table(
        &rows(&line, until("2026-01-01", "2026-06-30")),
        "
        due        | covers                   | amount  | formula
        2026-03-31 | 2026-01-01 to 2026-03-31 | 1200.00 | 3 × 400.00
        2026-06-30 | 2026-04-01 to 2026-06-30 | 1200.00 | 3 × 400.00
        ",
    );
}

#[test]
fn the_first_and_the_last_period_are_prorated_by_days() {
    let line = every(1, "2025-01-01", Timing::Advance);
    assert_table(
        &rows(&line, until("2026-01-15", "2026-03-10")),
        "
        due        | covers                   | amount  | formula
        2026-01-15 | 2026-01-15 to 2026-01-31 |  658.06 | 3 × 400.00 × 17/31
        2026-02-01 | 2026-02-01 to 2026-02-28 | 1200.00 | 3 × 400.00
        2026-03-01 | 2026-03-01 to 2026-03-10 |  387.10 | 3 × 400.00 × 10/31
        ",
    );
}

#[test]
fn months_are_counted_from_the_anchor_and_never_drift() {
    let line = every(1, "2027-10-31", Timing::Arrears);
    assert_table(
        &rows(&line, until("2027-12-31", "2028-05-30")),
        "
        due        | covers                   | amount  | formula
        2028-01-30 | 2027-12-31 to 2028-01-30 | 1200.00 | 3 × 400.00
        2028-02-28 | 2028-01-31 to 2028-02-28 | 1200.00 | 3 × 400.00
        2028-03-30 | 2028-02-29 to 2028-03-30 | 1200.00 | 3 × 400.00
        2028-04-29 | 2028-03-31 to 2028-04-29 | 1200.00 | 3 × 400.00
        2028-05-30 | 2028-04-30 to 2028-05-30 | 1200.00 | 3 × 400.00
        ",
    );
}

#[test]
fn an_anchor_after_the_start_gives_the_same_periods_as_one_before() {
    let billable = until("2026-01-15", "2027-01-14");
    let after = rows(&every(2, "2031-03-31", Timing::Advance), billable);
    let before = rows(&every(2, "2021-03-31", Timing::Advance), billable);
    assert_eq!(after, before);
}

#[test]
fn a_horizon_leaves_out_what_is_due_later_and_cuts_nothing() {
    let advance = every(3, "2026-01-01", Timing::Advance);
    assert_table(
        &rows(&advance, open("2026-01-01", "2026-05-15")),
        "
        due        | covers                   | amount  | formula
        2026-01-01 | 2026-01-01 to 2026-03-31 | 1200.00 | 3 × 400.00
        2026-04-01 | 2026-04-01 to 2026-06-30 | 1200.00 | 3 × 400.00
        ",
    );
    let arrears = every(3, "2026-01-01", Timing::Arrears);
    assert_table(
        &rows(&arrears, open("2026-01-01", "2026-05-15")),
        "
        due        | covers                   | amount  | formula
        2026-03-31 | 2026-01-01 to 2026-03-31 | 1200.00 | 3 × 400.00
        ",
    );
}

#[test]
fn an_end_beyond_the_horizon_cuts_the_period_that_is_due_before_it() {
    let line = every(3, "2026-01-01", Timing::Advance);
    let billable = Billable { horizon: day("2026-04-01"), ..until("2026-01-01", "2026-05-15") };
    assert_table(
        &rows(&line, billable),
        "
        due        | covers                   | amount  | formula
        2026-01-01 | 2026-01-01 to 2026-03-31 | 1200.00 | 3 × 400.00
        2026-04-01 | 2026-04-01 to 2026-05-15 |  593.41 | 3 × 400.00 × 45/91
        ",
    );
}

#[test]
fn the_days_of_a_line_lie_within_those_of_its_contract() {
    let mut line = every(1, "2026-01-01", Timing::Advance);
    line.starts_on = Some(day("2020-01-01"));
    line.ends_on = Some(day("2026-02-14"));
    assert_table(
        &rows(&line, until("2026-01-01", "2026-12-31")),
        "
        due        | covers                   | amount  | formula
        2026-01-01 | 2026-01-01 to 2026-01-31 | 1200.00 | 3 × 400.00
        2026-02-01 | 2026-02-01 to 2026-02-14 |  600.00 | 3 × 400.00 × 14/28
        ",
    );
    line.starts_on = Some(day("2027-01-01"));
    line.ends_on = None;
    assert_eq!(rows(&line, until("2026-01-01", "2026-12-31")), []);
}

#[test]
fn a_one_off_line_is_due_once_even_before_the_first_day_but_not_after_the_end() {
    let contract = until("2026-01-01", "2026-12-31");
    let on = |on: &str| rows(&maintenance(Recurrence::Once { on: day(on) }), contract);
    let table = "
        due        | covers                   | amount  | formula
        2025-12-15 | 2025-12-15 to 2025-12-15 | 1200.00 | 3 × 400.00
        ";
    assert_table(&on("2025-12-15"), table);
    assert_eq!(on("2026-12-31").len(), 1);
    assert_eq!(on("2027-01-01"), []);
    let line = maintenance(Recurrence::Once { on: day("2026-06-01") });
    assert_eq!(rows(&line, open("2026-01-01", "2026-05-31")), [], "not due within the horizon");
}

#[test]
fn a_yearly_increase_compounds_and_is_rounded_once() {
    let mut line = every(12, "2026-01-01", Timing::Advance);
    line.increase = increase("2", "2027-01-01");
    line.unit_price = number("400.01");
    assert_table(
        &rows(&line, until("2026-01-01", "2029-12-31")),
        "
        due        | covers                   | amount  | formula
        2026-01-01 | 2026-01-01 to 2026-12-31 | 1200.03 | 3 × 400.01
        2027-01-01 | 2027-01-01 to 2027-12-31 | 1224.03 | 3 × 400.01 × 1.02
        2028-01-01 | 2028-01-01 to 2028-12-31 | 1248.51 | 3 × 400.01 × 1.02²
        2029-01-01 | 2029-01-01 to 2029-12-31 | 1273.48 | 3 × 400.01 × 1.02³
        ",
    );
}

#[test]
fn a_price_agreed_from_a_day_is_the_price_on_that_day_and_increases_count_from_then_on() {
    let mut line = every(12, "2026-01-01", Timing::Advance);
    line.increase = increase("10", "2027-01-01");
    line.ramp = vec![step("2028-01-01", "500.00")];
    assert_table(
        &rows(&line, until("2027-01-01", "2030-12-31")),
        "
        due        | covers                   | amount  | formula
        2027-01-01 | 2027-01-01 to 2027-12-31 | 1320.00 | 3 × 400.00 × 1.1
        2028-01-01 | 2028-01-01 to 2028-12-31 | 1500.00 | 3 × 500.00
        2029-01-01 | 2029-01-01 to 2029-12-31 | 1650.00 | 3 × 500.00 × 1.1
        2030-01-01 | 2030-01-01 to 2030-12-31 | 1815.00 | 3 × 500.00 × 1.1²
        ",
    );
    // A price from inside a year: the increase of that year is past, the next one is not.
    line.ramp = vec![step("2028-07-01", "500.00")];
    assert_eq!(rows(&line, until("2029-01-01", "2029-12-31"))[0].formula.to_string(), "3 × 500.00 × 1.1");
}

#[test]
fn the_price_in_force_is_told_with_the_one_before_and_the_next() {
    let mut line = every(12, "2026-01-01", Timing::Advance);
    line.increase = increase("10", "2027-01-01");
    line.ramp = vec![step("2028-07-01", "500.00")];
    let told_of = |line: &PriceLine, on: &str| {
        let around = price_around(line, Some(day("2026-01-01")), day(on)).expect("a price");
        let said = |price: Option<(Decimal, Day)>| {
            price.map_or_else(|| "-".to_owned(), |(price, day)| format!("{} {day}", price.normalize()))
        };
        let before: Vec<String> = around.before.into_iter().map(|before| said(Some(before))).collect();
        let before = if before.is_empty() { said(None) } else { before.join(", ") };
        format!("{before} | {} | {}", around.now.normalize(), said(around.next))
    };
    let told = |on: &str| told_of(&line, on);
    assert_eq!(told("2025-06-01"), "- | 400 | 440 2027-01-01", "before the first day its price is told");
    assert_eq!(told("2027-03-01"), "400 2026-12-31 | 440 | 484 2028-01-01");
    assert_eq!(told("2028-03-01"), "400 2026-12-31, 440 2027-12-31 | 484 | 500 2028-07-01");
    assert_eq!(told("2028-07-01"), "400 2026-12-31, 440 2027-12-31, 484 2028-06-30 | 500 | 550 2029-01-01");
    let later = PriceLine { starts_on: Some(day("2027-06-01")), ..line.clone() };
    let never_charged = told_of(&later, "2028-03-01");
    assert_eq!(never_charged, "440 2027-12-31 | 484 | 500 2028-07-01", "400 was never charged");
    let mut same = line.clone();
    same.ramp.push(step("2028-09-01", "500.00"));
    let told_last = "400 2026-12-31, 440 2027-12-31, 484 2028-06-30 | 500 | 550 2029-01-01";
    assert_eq!(told_of(&same, "2028-09-01"), told_last, "a step to the same price ends none");
}

#[test]
fn an_increase_on_29_february_takes_place_on_the_28th_in_common_years() {
    let mut line = every(1, "2028-02-01", Timing::Advance);
    line.increase = increase("10", "2028-02-29");
    let row = &rows(&line, until("2029-02-01", "2029-02-28"))[0];
    assert_eq!(row.formula.to_string(), "3 × (400.00 × 1.1 × 27/28 + 400.00 × 1.1² × 1/28)");
}

#[test]
fn discounts_multiply_and_a_free_period_is_a_row_of_zero() {
    let mut line = every(1, "2026-01-01", Timing::Advance);
    line.discounts = vec![
        discount("2026-01-01", "2026-02-28", "10"),
        discount("2026-02-01", "2026-02-28", "5.5"),
        discount("2026-03-01", "2026-03-31", "100"),
    ];
    assert_table(
        &rows(&line, until("2026-01-01", "2026-04-30")),
        "
        due        | covers                   | amount  | formula
        2026-01-01 | 2026-01-01 to 2026-01-31 | 1080.00 | 3 × 400.00 × (1 − 10%)
        2026-02-01 | 2026-02-01 to 2026-02-28 | 1020.60 | 3 × 400.00 × (1 − 10%) × (1 − 5.5%)
        2026-03-01 | 2026-03-01 to 2026-03-31 |    0.00 | 3 × 400.00 × (1 − 100%)
        2026-04-01 | 2026-04-01 to 2026-04-30 | 1200.00 | 3 × 400.00
        ",
    );
}

#[test]
fn a_change_inside_a_period_counts_by_days_and_stays_one_row() {
    let mut line = every(1, "2026-01-01", Timing::Arrears);
    line.ramp = vec![step("2026-01-11", "410.00")];
    line.discounts = vec![discount("2026-01-21", "2026-01-25", "50")];
    assert_table(
        &rows(&line, until("2026-01-06", "2026-02-28")),
        "
        due        | covers                   | amount  | formula
        2026-01-31 | 2026-01-06 to 2026-01-31 |  927.58 | 3 × (400.00 × 5/31 + 410.00 × 10/31 + 410.00 × (1 − 50%) × 5/31 + 410.00 × 6/31)
        2026-02-28 | 2026-02-01 to 2026-02-28 | 1230.00 | 3 × 410.00
        ",
    );
}

#[test]
fn a_step_to_the_same_price_is_no_change() {
    let mut line = every(1, "2026-01-01", Timing::Advance);
    line.ramp = vec![step("2026-01-11", "400.00")];
    let rows = rows(&line, until("2026-01-01", "2026-01-31"));
    assert_eq!(rows[0].formula.to_string(), "3 × 400.00");
    assert!(!rows[0].formula.changes_inside());
}

#[test]
fn a_rebate_may_be_a_line_with_a_negative_price() {
    let mut line = every(1, "2026-01-01", Timing::Advance);
    line.unit_price = number("-33.333");
    let rows = rows(&line, until("2026-01-01", "2026-01-31"));
    assert_eq!((rows[0].amount, rows[0].formula.to_string()), (eur("-100.00"), "3 × (−33.333)".to_owned()));
}

#[test]
fn amounts_are_rounded_to_the_currency_half_away_from_zero() {
    let mut line = maintenance(Recurrence::Once { on: day("2026-01-01") });
    line.quantity = number("0.5");
    let contract = until("2026-01-01", "2026-12-31");
    for (price, code, minor) in
        [("0.01", "EUR", 1), ("-0.01", "EUR", -1), ("5", "JPY", 3), ("0.001", "KWD", 1), ("0.009", "EUR", 0)]
    {
        line.unit_price = number(price);
        let currency = code.parse().expect("a currency");
        let rows = expected(&line, currency, contract).expect("expected amounts");
        assert_eq!(rows[0].amount, Money::new(minor, currency), "half of {price} {code}");
    }
}

#[test]
fn a_line_with_a_problem_in_its_amounts_is_refused_and_one_in_its_words_is_not() {
    let contract = until("2026-01-01", "2026-12-31");
    let line = PriceLine { description: String::new(), ..every(1, "2026-01-01", Timing::Advance) };
    assert_eq!(rows(&line, contract).len(), 12);
    let line = every(0, "2026-01-01", Timing::Advance);
    let problem = Problem::MonthsOutOfRange { least: 1, most: 120 };
    let error = BillingError::Line { field: PriceLineField::Months, problem };
    assert_eq!(expected(&line, Currency::EUR, contract), Err(error));
}

#[test]
fn a_mistyped_year_is_an_error_and_not_a_million_rows() {
    let line = every(1, "2026-01-01", Timing::Advance);
    let billable = Billable { first: day("1026-01-01"), last: None, horizon: Day::MAX };
    assert_eq!(expected(&line, Currency::EUR, billable), Err(BillingError::TooManyPeriods));
    let edge = Billable { first: Day::MAX, last: None, horizon: Day::MAX };
    assert_eq!(expected(&line, Currency::EUR, edge), Err(BillingError::OutOfCalendar));
    let edge = Billable { first: Day::MIN, last: None, horizon: Day::MIN };
    assert!(matches!(expected(&line, Currency::EUR, edge), Ok(_) | Err(BillingError::OutOfCalendar)));
}

#[test]
fn a_price_that_doubles_for_centuries_is_too_large() {
    let mut line = every(12, "2026-01-01", Timing::Advance);
    line.increase = increase("100", "1900-01-01");
    let error = expected(&line, Currency::EUR, until("2026-01-01", "2026-12-31"));
    assert_eq!(error, Err(BillingError::Money(MoneyError::TooLarge)));
}
