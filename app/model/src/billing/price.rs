//! Which price is in force on which day: ramp steps, yearly increases and discounts.

use super::{Part, formula::Formula};
use crate::{
    calendar::{Day, Period, add_months},
    price_line::{Discount, PriceLine, YearlyIncrease},
};
use chrono::Datelike;

/// The formula of the days `covered` out of a full period of `of` days. A ramp step, increase or
/// discount that begins or ends inside gives each stretch its own days.
pub(super) fn formula(line: &PriceLine, covered: Period, of: i64) -> Formula {
    let mut parts: Vec<Part> = Vec::new();
    let mut from = covered.first;
    loop {
        let last = next_change(line, from)
            .filter(|next| *next <= covered.last)
            .and_then(|next| next.pred_opt())
            .unwrap_or(covered.last);
        let days = (last - from).num_days() + 1;
        let part = Part { prorated: (days != of).then_some((days, of)), ..in_force(line, from) };
        match parts.last_mut() {
            // A change that changes nothing, such as a ramp step to the same price.
            Some(before) if same_price(before, &part) => {
                let days = days + before.prorated.map_or(0, |(days, _)| days);
                before.prorated = (days != of).then_some((days, of));
            }
            _ => parts.push(part),
        }
        match last.succ_opt() {
            Some(next) if next <= covered.last => from = next,
            _ => break,
        }
    }
    let later = parts.split_off(1);
    let first = parts.pop().unwrap_or_else(|| in_force(line, covered.first));
    Formula::new(line.quantity, first, later)
}

fn same_price(one: &Part, other: &Part) -> bool {
    one.unit_price == other.unit_price && one.increase == other.increase && one.discounts == other.discounts
}

/// The price of a whole period on the terms of one day.
fn in_force(line: &PriceLine, day: Day) -> Part {
    let step = line.ramp.iter().filter(|step| step.from <= day).max_by_key(|step| step.from);
    let increase = line.increase.map(|increase| (increase.percent, increases_by(increase, day)));
    let discounts = line.discounts.iter().filter(|discount| runs_on(discount, day));
    Part {
        unit_price: step.map_or(line.unit_price, |step| step.unit_price),
        increase: increase.filter(|(_, times)| *times > 0),
        discounts: discounts.map(|discount| discount.percent).collect(),
        prorated: None,
    }
}

fn runs_on(discount: &Discount, day: Day) -> bool {
    discount.from <= day && discount.to.is_none_or(|to| day <= to)
}

/// How many yearly increases have taken place by the end of a day.
fn increases_by(increase: YearlyIncrease, day: Day) -> u32 {
    let first = increase.first_on;
    let Ok(years) = u32::try_from(i64::from(day.year()) - i64::from(first.year())) else {
        return 0;
    };
    let this_year = add_months(first, years.saturating_mul(12));
    if this_year.is_some_and(|on| on <= day) { years + 1 } else { years }
}

/// The first day after `day` on which something about the price may change.
fn next_change(line: &PriceLine, day: Day) -> Option<Day> {
    let increase = line
        .increase
        .and_then(|increase| add_months(increase.first_on, increases_by(increase, day).saturating_mul(12)));
    let discounts = line
        .discounts
        .iter()
        .flat_map(|discount| [Some(discount.from), discount.to.and_then(|to| to.succ_opt())].into_iter().flatten());
    let ramp = line.ramp.iter().map(|step| step.from);
    ramp.chain(discounts).chain(increase).filter(|change| *change > day).min()
}
