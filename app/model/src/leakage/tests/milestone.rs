//! Milestones that release a payment: due by their acceptance, and then nobody else's finding.

use super::*;
use crate::{
    id::OccurrenceId,
    obligation::Gate,
    price_line::{PriceLine, Recurrence},
};

fn once(position: u32, price: i64, on: &str) -> PriceLine {
    PriceLine { recurrence: Recurrence::Once { on: day(on) }, ..monthly(position, price) }
}

fn gate(position: u32, planned: &str, accepted_on: Option<&str>) -> Gate {
    Gate {
        occurrence: OccurrenceId(uuid(8000)),
        title: "Boiler in service".to_owned(),
        line: PriceLineId(uuid(u128::from(position))),
        planned: day(planned),
        accepted_on: accepted_on.map(day),
    }
}

fn told(lines: Vec<PriceLine>, gates: Vec<Gate>, bill: impl Fn(&mut Story), on: &str) -> Vec<String> {
    let mut story = Story::new(lines);
    story.gates = gates;
    story.release(on);
    bill(&mut story);
    story.told(on)
}

const SETTLED: fn(&mut Story) = |story| story.bill_all(1, &HALF_YEAR, 100);

#[test]
fn what_an_accepted_milestone_releases_is_missing_after_the_days_of_grace() {
    let lines = || vec![monthly(1, 100), once(2, 5_000, "2026-02-01")];
    let accepted = |on: &str| told(lines(), vec![gate(2, "2026-02-01", Some("2026-05-20"))], SETTLED, on);
    assert_eq!(accepted("2026-05-30"), NOTHING, "the days of grace run from the acceptance");
    assert_eq!(accepted("2026-05-31"), ["milestone_not_invoiced 5000.00 EUR certain"]);
}

#[test]
fn nothing_is_missing_of_a_milestone_before_it_is_accepted() {
    let lines = vec![monthly(1, 100), once(2, 5_000, "2026-02-01")];
    assert_eq!(told(lines, vec![gate(2, "2026-02-01", None)], SETTLED, "2026-06-30"), NOTHING);
}

#[test]
fn a_line_without_a_milestone_is_a_missing_period_as_ever() {
    let lines = vec![monthly(1, 100), once(2, 5_000, "2026-02-01")];
    assert_eq!(told(lines, Vec::new(), SETTLED, "2026-06-30"), ["missing_period 5000.00 EUR certain"]);
}

#[test]
fn no_euro_of_a_milestone_stands_in_a_contract_that_was_never_billed() {
    let lines = vec![monthly(1, 100), once(2, 5_000, "2026-02-01")];
    let found = told(lines, vec![gate(2, "2026-02-01", Some("2026-01-20"))], |_| {}, "2026-03-15");
    assert_eq!(found, ["milestone_not_invoiced 5000.00 EUR certain", "never_billed 300.00 EUR certain"]);
}

#[test]
fn what_was_billed_for_a_milestone_and_credited_again_is_looked_at() {
    let lines = vec![monthly(1, 100), once(2, 5_000, "2026-02-01")];
    let credited = |story: &mut Story| {
        SETTLED(story);
        let row = story.row(2, "2026-02");
        for amount in [5_000, -5_000] {
            let invoice = story.invoice("2026-05-21", euros(amount));
            story.matches.push((invoice, 0, row, euros(amount)));
            story.pay(invoice);
        }
    };
    let found = told(lines, vec![gate(2, "2026-02-01", Some("2026-05-20"))], credited, "2026-06-30");
    assert_eq!(found, ["milestone_not_invoiced 5000.00 EUR check"]);
}
