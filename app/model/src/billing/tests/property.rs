use super::{ledger::Ledger, *};
use proptest::{collection::vec, option, prelude::*};

/// A day between 2019 and 2034.
fn some_day() -> impl Strategy<Value = Day> {
    (0_u64..5_500).prop_map(|days| day("2019-01-01") + chrono::Days::new(days))
}

fn some_number(mantissa: std::ops::Range<i64>, decimals: u32) -> impl Strategy<Value = Decimal> {
    mantissa.prop_map(move |mantissa| Decimal::new(mantissa, decimals))
}

prop_compose! {
    /// Lines as contracts have them, with as much changing as may change.
    fn some_line()(
        months in 1_u32..14, anchor in some_day(), advance: bool,
        quantity in some_number(0..5_000, 2), unit_price in some_number(-10_000..200_000, 2),
        starts_on in option::of(some_day()), length in option::of(0_u64..1_500),
        discounts in vec((some_day(), option::of(0_u64..800), some_number(1..1000, 1)), 0..3),
        ramp in vec((some_day(), some_number(0..300_000, 2)), 0..3),
        increase in option::of((some_number(1..100, 1), some_day())),
    ) -> PriceLine {
        let timing = if advance { Timing::Advance } else { Timing::Arrears };
        let mut line = maintenance(Recurrence::Every { months, anchor, timing });
        (line.quantity, line.unit_price, line.starts_on) = (quantity, unit_price, starts_on);
        line.ends_on = starts_on.zip(length).map(|(day, days)| day + chrono::Days::new(days));
        line.discounts = discounts.into_iter().map(|(from, days, percent)| {
            Discount { from, to: days.map(|days| from + chrono::Days::new(days)), percent }
        }).collect();
        line.ramp = ramp.into_iter().map(|(from, unit_price)| RampStep { from, unit_price }).collect();
        line.ramp.sort_by_key(|step| step.from);
        line.ramp.dedup_by_key(|step| step.from);
        line.increase = increase.map(|(percent, first_on)| YearlyIncrease { percent, first_on });
        line
    }
}

prop_compose! {
    fn some_billable()(first in some_day(), days in 0_u64..2_000, horizon in some_day(), ends: bool) -> Billable {
        Billable { first, last: ends.then(|| first + chrono::Days::new(days)), horizon }
    }
}

/// The same contract seen to its end, one that it gets if it has none.
fn whole(billable: Billable) -> Billable {
    Billable { last: billable.last.or(Some(billable.horizon)), horizon: day("2999-12-31"), ..billable }
}

fn with_timing(line: &PriceLine, timing: Timing) -> PriceLine {
    let Recurrence::Every { months, anchor, .. } = line.recurrence else { panic!("a recurring line") };
    PriceLine { recurrence: Recurrence::Every { months, anchor, timing }, ..line.clone() }
}

fn sum(rows: &[ExpectedAmount]) -> i64 {
    rows.iter().map(|row| row.amount.minor).sum()
}

/// The amount by whole numbers only, in a way that shares nothing with the product's.
fn by_whole_numbers(line: &PriceLine, row: &ExpectedAmount, of: i64) -> i64 {
    let mantissa = |value: Decimal, decimals: u32| {
        let mut value = value;
        value.rescale(decimals);
        value.mantissa()
    };
    let thousand: i128 = 1_000;
    let mut numerator = 0_i128;
    // Every day by itself: price in cents × 1000⁻ⁿ factors brought to the same 12 places.
    for day in row.period.first.iter_days().take_while(|day| *day <= row.period.last) {
        let step = line.ramp.iter().rfind(|step| step.from <= day);
        let price = step.map_or(line.unit_price, |step| step.unit_price);
        let mut value = mantissa(price, 2);
        let mut places = 0;
        for discount in &line.discounts {
            if discount.from <= day && discount.to.is_none_or(|to| day <= to) {
                value *= thousand - mantissa(discount.percent, 1);
                places += 1;
            }
        }
        if let Some(increase) = line.increase {
            let mut year = 0;
            while add_months(increase.first_on, 12 * year).is_some_and(|on| on <= day) {
                // What was agreed from a day contains the increases up to that day.
                if add_months(increase.first_on, 12 * year) > step.map(|step| step.from) {
                    value *= thousand + mantissa(increase.percent, 1);
                    places += 1;
                }
                year += 1;
            }
        }
        numerator += value * thousand.pow(7 - places);
    }
    numerator *= mantissa(line.quantity, 2);
    let denominator = thousand.pow(7) * 100 * i128::from(of);
    let rounded = (2 * numerator.abs() + denominator) / (2 * denominator);
    i64::try_from(rounded * numerator.signum()).expect("an amount")
}

proptest! {
    #[test]
    fn periods_have_no_gap_and_no_overlap_and_cover_every_day(line in some_line(), billable in some_billable()) {
        let rows = rows(&line, whole(billable));
        for pair in rows.windows(2) {
            prop_assert_eq!(pair[0].period.last.succ_opt(), Some(pair[1].period.first));
        }
        let first = line.starts_on.map_or(billable.first, |day| day.max(billable.first));
        let last = [line.ends_on, whole(billable).last].into_iter().flatten().min().expect("an end");
        let covered = rows.first().zip(rows.last()).map(|(one, other)| (one.period.first, other.period.last));
        prop_assert_eq!(covered, (first <= last).then_some((first, last)));
    }

    #[test]
    fn only_the_first_period_and_one_at_a_real_end_are_partial(line in some_line(), billable in some_billable()) {
        let rows = rows(&line, billable);
        for (index, row) in rows.iter().enumerate() {
            let covered: i64 = row.formula.parts().iter().filter_map(|part| part.prorated).map(|(days, _)| days).sum();
            let partial = row.formula.prorated.is_some_and(|(_, of)| covered != of);
            let ends = Some(row.period.last) == [line.ends_on, billable.last].into_iter().flatten().min();
            prop_assert!(!partial || index == 0 || ends);
            prop_assert!(row.formula.prorated.is_none() || covered == row.period.days(), "days of the stretches add up");
            prop_assert!(row.billing_day <= billable.horizon);
        }
    }

    #[test]
    fn a_later_horizon_only_adds_rows(line in some_line(), billable in some_billable(), more in 0_u64..2_000) {
        let later = Billable { horizon: billable.horizon + chrono::Days::new(more), ..billable };
        prop_assert!(rows(&line, later).starts_with(&rows(&line, billable)));
    }

    #[test]
    fn advance_and_arrears_cover_the_same_for_the_same(line in some_line(), billable in some_billable()) {
        let cover = |timing, due: fn(&ExpectedAmount) -> Day| {
            let rows = rows(&with_timing(&line, timing), whole(billable));
            assert!(rows.iter().all(|row| row.billing_day == due(row)));
            rows.into_iter().map(|row| (row.period, row.amount, row.formula)).collect::<Vec<_>>()
        };
        prop_assert_eq!(cover(Timing::Advance, |row| row.period.first), cover(Timing::Arrears, |row| row.period.last));
    }

    #[test]
    fn a_line_cut_in_two_costs_the_same_but_for_one_rounding(
        line in some_line(), first in some_day(), days in 0_u64..1_500, more in 1_u64..1_500,
    ) {
        let cut = first + chrono::Days::new(days);
        let billable = whole(Billable { first, last: Some(cut + chrono::Days::new(more)), horizon: first });
        let before = rows(&line, Billable { last: Some(cut), ..billable });
        let after = rows(&line, Billable { first: cut.succ_opt().expect("a day"), ..billable });
        let difference = sum(&before) + sum(&after) - sum(&rows(&line, billable));
        prop_assert!(difference.abs() <= 1, "{}", difference);
    }

    #[test]
    fn a_formula_gives_its_amount_again_and_agrees_with_whole_numbers(line in some_line(), first in some_day()) {
        // Within four years, so that the whole numbers of the other way fit.
        let mut line = line;
        line.increase = line.increase.map(|increase| YearlyIncrease { first_on: increase.first_on.max(first), ..increase });
        let billable = Billable { first, last: Some(first + chrono::Days::new(1_200)), horizon: day("2999-12-31") };
        let Recurrence::Every { months, anchor, .. } = line.recurrence else { panic!("a recurring line") };
        for row in rows(&line, billable) {
            prop_assert_eq!(row.formula.compute(Currency::EUR), Ok(row.amount));
            let stored = serde_json::to_string(&row).expect("JSON");
            prop_assert_eq!(&serde_json::from_str::<ExpectedAmount>(&stored).expect("a row"), &row);
            // The full period, found by walking from far before the anchor.
            let begins = (0..800).filter_map(|step| {
                let months = months * step;
                if months < 6_000 { add_months(anchor, months) } else { None }
            });
            let back = (1..800).filter_map(|step| crate::calendar::sub_months(anchor, months * step));
            let mut begins: Vec<Day> = begins.chain(back).collect();
            begins.sort();
            let next = begins.partition_point(|day| *day <= row.period.first);
            let of = (begins[next] - begins[next - 1]).num_days();
            prop_assert_eq!(by_whole_numbers(&line, &row, of), row.amount.minor);
        }
    }

    #[test]
    fn totals_of_adjoining_periods_add_up(
        line in some_line(), billable in some_billable(), cut in some_day(),
    ) {
        let rows = rows(&line, billable);
        let (first, last) = (day("1990-01-01"), day("2090-12-31"));
        let next = cut.succ_opt().expect("a day");
        let minor = |within| total(&rows, within).expect("a total").iter().map(|money| money.minor).sum::<i64>();
        prop_assert_eq!(minor(Period { first, last: cut }) + minor(Period { first: next, last }), sum(&rows));
    }

    #[test]
    fn revising_again_changes_nothing_and_the_ledger_comes_to_what_the_terms_promise(
        steps in vec((some_line(), some_billable(), vec((0_usize..40, 0_u8..4), 0..6), any::<bool>()), 1..5),
    ) {
        let mut ledger = Ledger::default();
        for (line, billable, events, in_pounds) in steps {
            let currency = if in_pounds { Currency::GBP } else { Currency::EUR };
            let fresh = expected(&line, currency, billable).expect("amounts");
            let fixed: Vec<LedgerRow> = ledger.rows.iter().filter(|row| row.is_fixed()).cloned().collect();
            ledger.follow(&fresh);
            prop_assert_eq!(revise(&ledger.rows, &fresh), Ok(vec![]));
            prop_assert!(fixed.iter().all(|row| ledger.rows.contains(row)));
            let mut sums = Amounts::default();
            for row in &ledger.rows {
                sums.add(row.expected.amount).expect("a sum");
            }
            for expected in &fresh {
                sums.add(Money::new(-expected.amount.minor, currency)).expect("a sum");
            }
            prop_assert!(sums.is_zero(), "{:?}", sums);
            for (index, event) in events {
                let Some(row) = ledger.rows.get_mut(index) else { continue };
                match event {
                    0 => row.billed = row.expected.amount.minor,
                    1 => row.waived = true,
                    2 => (row.billed, row.credited) = (700, -700),
                    _ => (row.billed, row.credited, row.waived) = (0, 0, false),
                }
            }
        }
    }
}

fn any_day() -> impl Strategy<Value = Day> {
    prop_oneof![
        (-96_000_000..96_000_000_i32).prop_filter_map("a day", Day::from_num_days_from_ce_opt),
        some_day(),
        Just(Day::MIN),
        Just(Day::MAX),
        Just(day("9999-12-31")),
    ]
}

fn any_number() -> impl Strategy<Value = Decimal> {
    let parts = (any::<u32>(), any::<u32>(), any::<u32>(), any::<bool>(), 0_u32..=28);
    prop_oneof![
        parts.prop_map(|(low, middle, high, negative, scale)| Decimal::from_parts(low, middle, high, negative, scale)),
        some_number(-100..2_000_000_000_000, 2),
        some_number(1..100, 0),
    ]
}

prop_compose! {
    fn any_line()(
        months in prop_oneof![any::<u32>(), 0_u32..130], anchor in any_day(), advance: bool, once: bool,
        quantity in any_number(), unit_price in any_number(),
        starts_on in option::of(any_day()), ends_on in option::of(any_day()),
        discounts in vec((any_day(), option::of(any_day()), any_number()), 0..4),
        ramp in vec((any_day(), any_number()), 0..4),
        increase in option::of((any_number(), any_day())),
    ) -> PriceLine {
        let timing = if advance { Timing::Advance } else { Timing::Arrears };
        let every = Recurrence::Every { months, anchor, timing };
        let mut line = maintenance(if once { Recurrence::Once { on: anchor } } else { every });
        (line.quantity, line.unit_price, line.starts_on, line.ends_on) = (quantity, unit_price, starts_on, ends_on);
        line.discounts = discounts.into_iter().map(|(from, to, percent)| Discount { from, to, percent }).collect();
        line.ramp = ramp.into_iter().map(|(from, unit_price)| RampStep { from, unit_price }).collect();
        line.increase = increase.map(|(percent, first_on)| YearlyIncrease { percent, first_on });
        line
    }
}

proptest! {
    #[test]
    fn anything_at_all_gives_an_answer_of_bounded_size(
        line in any_line(), first in any_day(), last in option::of(any_day()), horizon in any_day(),
    ) {
        let billable = Billable { first, last, horizon };
        // As it comes, and with only its amounts and days left hostile.
        let tame = PriceLine {
            discounts: Vec::new(), ramp: Vec::new(), starts_on: None, ends_on: None, increase: None, ..line.clone()
        };
        for line in [line, tame] {
            if let Ok(rows) = expected(&line, Currency::EUR, billable) {
                prop_assert!(rows.len() <= MOST_PERIODS);
                let all = Period { first: Day::MIN, last: Day::MAX };
                prop_assert!(total(&rows, all).is_ok() || rows.len() > 1);
                prop_assert!(revise(&[], &rows).is_ok());
            }
        }
    }

    #[test]
    fn any_stored_formula_can_be_shown_and_computed_or_is_refused(
        quantity in any_number(), unit_price in any_number(), increase in option::of((any_number(), any::<u32>())),
        discounts in vec(any_number(), 0..3), prorated in option::of((any::<i64>(), any::<i64>())),
    ) {
        let part = Part { unit_price, increase, discounts, prorated };
        let formula = Formula::new(quantity, part.clone(), vec![part]);
        prop_assert!(!formula.to_string().is_empty());
        let _refused_or_not = formula.compute(Currency::JPY);
    }
}
