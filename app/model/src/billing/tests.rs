//! Lines, tables and chance for the tests of expected billing.

mod ledger;
mod property;
mod schedule;
mod standing;

use super::*;
use crate::{
    calendar::add_months,
    money::Currency,
    price_line::{Discount, PriceLine, RampStep, Recurrence, Timing, YearlyIncrease},
};
use rust_decimal::Decimal;
use uuid::Uuid;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn number(text: &str) -> Decimal {
    text.parse().expect("a number")
}

fn eur(text: &str) -> Money {
    Money::round(number(text), Currency::EUR).expect("an amount")
}

/// Maintenance at 3 × 400.00 EUR.
fn maintenance(recurrence: Recurrence) -> PriceLine {
    PriceLine {
        id: PriceLineId(Uuid::from_u128(1)),
        position: 1,
        description: "Maintenance".to_owned(),
        quantity: number("3"),
        unit: "boiler".to_owned(),
        unit_price: number("400.00"),
        vat_percent: Some(number("20")),
        recurrence,
        starts_on: None,
        ends_on: None,
        discounts: Vec::new(),
        ramp: Vec::new(),
        increase: None,
    }
}

fn every(months: u32, anchor: &str, timing: Timing) -> PriceLine {
    maintenance(Recurrence::Every { months, anchor: day(anchor), timing })
}

fn discount(from: &str, to: &str, percent: &str) -> Discount {
    Discount { from: day(from), to: Some(day(to)), percent: number(percent) }
}

fn step(from: &str, unit_price: &str) -> RampStep {
    RampStep { from: day(from), unit_price: number(unit_price) }
}

fn increase(percent: &str, first_on: &str) -> Option<YearlyIncrease> {
    Some(YearlyIncrease { percent: number(percent), first_on: day(first_on) })
}

/// A contract from `first` to its end `last`, all of it.
fn until(first: &str, last: &str) -> Billable {
    Billable { first: day(first), last: Some(day(last)), horizon: day("2999-12-31") }
}

/// A contract without an end, seen up to a horizon.
fn open(first: &str, horizon: &str) -> Billable {
    Billable { first: day(first), last: None, horizon: day(horizon) }
}

fn rows(line: &PriceLine, billable: Billable) -> Vec<ExpectedAmount> {
    expected(line, Currency::EUR, billable).expect("expected amounts")
}

/// Compares rows with a table `due | covers | amount | formula`.
fn assert_table(rows: &[ExpectedAmount], table: &str) {
    let row = |row: &ExpectedAmount| {
        let Period { first, last } = row.period;
        format!("{} | {first} to {last} | {} | {}", row.billing_day, row.amount.major(), row.formula)
    };
    let cells = |line: &str| line.split('|').map(str::trim).collect::<Vec<_>>().join(" | ");
    let lines = table.lines().filter(|line| !line.trim().is_empty());
    let wanted: Vec<String> = lines.skip(1).map(cells).collect();
    let found: Vec<String> = rows.iter().map(row).collect();
    assert_eq!(found.join("\n"), wanted.join("\n"));
}

#[test]
fn prices_are_read_with_the_decimals_that_were_agreed() {
    let line = |price: &str, steps: &[RampStep]| PriceLine {
        unit_price: number(price),
        ramp: steps.to_vec(),
        increase: increase("2.45", "2024-01-01"),
        ..every(1, "2023-01-01", Timing::Advance)
    };
    for (price, steps, euros, yen) in [
        ("816", &[][..], 2, 0),
        ("816.5000", &[], 2, 1),
        ("0.125", &[], 3, 3),
        ("0.1234567", &[], 4, 4),
        ("816", &[step("2025-01-01", "0.875")], 3, 3),
    ] {
        let line = line(price, steps);
        let found = [Currency::EUR, Currency::JPY].map(|currency| decimals_read(&line, currency));
        assert_eq!(found, [euros, yen], "{price}");
    }
}

#[test]
fn a_price_beside_its_quantity_has_the_decimals_that_the_amount_takes() {
    for (quantity, price, currency, least, decimals) in [
        // 2.5 × 1,262.28 would be 3,155.70.
        ("2.5", "1262.276", Currency::EUR, 2, 3),
        ("1", "877.36656", Currency::EUR, 2, 2),
        ("3", "400", Currency::EUR, 2, 2),
        ("1000", "0.123456", Currency::EUR, 2, 5),
        ("1000000", "0.12345678", Currency::EUR, 2, 6),
        ("1", "100.4", Currency::JPY, 0, 0),
        ("7", "100.4", Currency::JPY, 0, 1),
        ("0", "100.4", Currency::JPY, 0, 0),
    ] {
        let [quantity, price] = [quantity, price].map(|text| text.parse().expect("a number"));
        assert_eq!(decimals_to_multiply(quantity, price, currency, least), decimals, "{quantity} × {price}");
    }
}
