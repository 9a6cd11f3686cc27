//! The amounts that known mistakes lead to, computed from the formula of the right one.

use super::Variation;
use crate::{
    billing::{Formula, Part, in_force, increases_by},
    calendar::{Day, Period, add_months},
    money::{Currency, Money},
    price_line::{MOST_DECIMALS, PriceLine, YearlyIncrease},
};
use rust_decimal::Decimal;

/// How many increases back are tried; a price older than that is explained to nobody by its age.
const MOST_INCREASES: u32 = 12;

/// The amounts that one mistake each would lead to, in the order in which they are to be believed:
/// missed increases (the fewest first), ended discounts, missed ramp steps, then what bills too much.
/// Mistakes that lead to the right amount or cannot be computed are left out.
pub fn variations(line: &PriceLine, period: Period, formula: &Formula, currency: Currency) -> Vec<(Variation, Money)> {
    let Ok(right) = formula.compute(currency) else { return Vec::new() };
    let parts = formula.parts();
    let first_days = first_days(period, &parts);
    let mut found = Vec::new();
    let mut add = |variation: Variation, parts: Vec<Part>| {
        let amount = assemble(formula.quantity, parts).and_then(|formula| formula.compute(currency).ok());
        if let Some(amount) = amount.filter(|amount| *amount != right) {
            found.push((variation, amount));
        }
    };

    let due = parts.iter().filter_map(|part| part.increase).map(|(_, times)| times).max().unwrap_or(0);
    if let Some(increase) = line.increase {
        let contained = contained_increases(line, increase, &parts, &first_days);
        for applied in (0..due).rev().take(MOST_INCREASES as usize) {
            let years = contained.saturating_add(applied);
            let Some(due_on) = add_months(increase.first_on, years.saturating_mul(12)) else { continue };
            let variation = Variation::IncreaseMissed { percent: increase.percent, applied, due, due_on };
            add(variation, changed(&parts, |part| part.increase = limited(part.increase, applied)));
        }
    }
    for (percent, ended_on, varied) in discounted_on(line, period, &parts, &first_days) {
        add(Variation::DiscountPastEnd { percent, ended_on }, varied);
    }
    for (former, due_on) in earlier_prices(line, period.last) {
        let Some(eve) = due_on.pred_opt() else { continue };
        let Some(price) = in_force(&former, eve).increased_price() else { continue };
        let unit_price = price.round_dp(MOST_DECIMALS);
        // The earlier price may have been raised each year all the same, or not at all any more.
        for stays in [false, true] {
            let mut varied = parts.clone();
            for (part, first) in varied.iter_mut().zip(&first_days).filter(|(_, first)| **first >= due_on) {
                let earlier = in_force(&former, if stays { eve } else { *first });
                (part.unit_price, part.increase) = (earlier.unit_price, earlier.increase);
            }
            add(Variation::RampStepMissed { unit_price, due_on }, varied);
        }
    }

    if let Some(increase) = line.increase {
        let applied = due.saturating_add(1);
        let varied = changed(&parts, |part| {
            part.increase = Some((increase.percent, part.increase.map_or(1, |(_, times)| times.saturating_add(1))));
        });
        add(Variation::IncreaseTooEarly { percent: increase.percent, applied, due }, varied);
    }
    let mut given: Vec<Decimal> = parts.iter().flat_map(|part| part.discounts.iter().copied()).collect();
    given.sort();
    given.dedup();
    for percent in given {
        let varied = changed(&parts, |part| {
            if let Some(at) = part.discounts.iter().position(|discount| *discount == percent) {
                part.discounts.remove(at);
            }
        });
        add(Variation::DiscountForgotten { percent }, varied);
    }
    if let [Part { prorated: Some((days, of)), .. }] = parts.as_slice() {
        let variation = Variation::FullPeriod { days: *days, of: *of };
        add(variation, changed(&parts, |part| part.prorated = None));
    }
    if let Some(vat_percent) = line.vat_percent {
        let gross = gross(right, vat_percent).filter(|gross| *gross != right);
        found.extend(gross.map(|gross| (Variation::Gross { vat_percent }, gross)));
    }
    found
}

/// The amounts that a discount given past its end leads to where yearly increases were missed as well: billing went on as
/// it had been while the discount ran. Where both are known to be wrong, the discount is the cause that is named.
pub fn discounts_on_an_old_price(
    line: &PriceLine,
    period: Period,
    formula: &Formula,
    currency: Currency,
) -> Vec<(Variation, Money)> {
    let parts = formula.parts();
    let due = parts.iter().filter_map(|part| part.increase).map(|(_, times)| times).max().unwrap_or(0);
    let mut found = Vec::new();
    for (percent, ended_on, varied) in discounted_on(line, period, &parts, &first_days(period, &parts)) {
        for applied in (0..due).rev().take(MOST_INCREASES as usize) {
            let varied = changed(&varied, |part| part.increase = limited(part.increase, applied));
            let amount = assemble(formula.quantity, varied).and_then(|formula| formula.compute(currency).ok());
            found.extend(amount.map(|amount| (Variation::DiscountPastEnd { percent, ended_on }, amount)));
        }
    }
    found
}

/// The stretches of a period as they would be if a discount had gone on after its end: each discount that ended, its last
/// day, and the stretches with it, once beside the discounts that run then and once in place of those that began after it.
fn discounted_on(
    line: &PriceLine,
    period: Period,
    parts: &[Part],
    first_days: &[Day],
) -> Vec<(Decimal, Day, Vec<Part>)> {
    let mut found = Vec::new();
    for discount in &line.discounts {
        let Some(ended_on) = discount.to.filter(|to| *to < period.last && discount.from <= *to) else { continue };
        let before = in_force(line, ended_on).discounts;
        let varied = |change: &dyn Fn(&mut Part)| {
            let mut varied = parts.to_vec();
            varied
                .iter_mut()
                .zip(first_days)
                .filter(|(_, first)| **first > ended_on)
                .for_each(|(part, _)| change(part));
            varied
        };
        found.push((discount.percent, ended_on, varied(&|part| part.discounts.push(discount.percent))));
        found.push((discount.percent, ended_on, varied(&|part| part.discounts.clone_from(&before))));
    }
    found
}

/// An amount before tax, with tax added.
pub fn gross(net: Money, vat_percent: Decimal) -> Option<Money> {
    let factor = vat_percent.checked_mul(Decimal::new(1, 2))?.checked_add(Decimal::ONE)?;
    Money::round(net.major().checked_mul(factor)?, net.currency).ok()
}

/// The first day of each stretch.
fn first_days(period: Period, parts: &[Part]) -> Vec<Day> {
    let mut first = period.first;
    let mut days = Vec::with_capacity(parts.len());
    for part in parts {
        days.push(first);
        let length = part.prorated.map_or(0, |(days, _)| days);
        first = u64::try_from(length)
            .ok()
            .and_then(|length| first.checked_add_days(chrono::Days::new(length)))
            .unwrap_or(first);
    }
    days
}

/// The line as it was before each ramp step, the latest first, with the day of that step.
fn earlier_prices(line: &PriceLine, until: Day) -> Vec<(PriceLine, Day)> {
    let mut days: Vec<Day> = line.ramp.iter().map(|step| step.from).filter(|from| *from <= until).collect();
    days.sort_unstable();
    let before = |day: Day| line.ramp.iter().filter(|step| step.from < day).cloned().collect();
    days.into_iter().rev().map(|day| (PriceLine { ramp: before(day), ..line.clone() }, day)).collect()
}

/// How many yearly increases are part of the agreed price that was raised most often in a period.
fn contained_increases(line: &PriceLine, increase: YearlyIncrease, parts: &[Part], first_days: &[Day]) -> u32 {
    let raised = parts.iter().zip(first_days).filter_map(|(part, first)| Some((part.increase?.1, *first)));
    let Some((_, first)) = raised.max_by_key(|(times, _)| *times) else { return 0 };
    let step = line.ramp.iter().map(|step| step.from).filter(|from| *from <= first).max();
    step.map_or(0, |from| increases_by(increase, from))
}

fn limited(increase: Option<(Decimal, u32)>, most: u32) -> Option<(Decimal, u32)> {
    increase.map(|(percent, times)| (percent, times.min(most))).filter(|(_, times)| *times > 0)
}

fn changed(parts: &[Part], mut change: impl FnMut(&mut Part)) -> Vec<Part> {
    let mut parts = parts.to_vec();
    parts.iter_mut().for_each(&mut change);
    parts
}

fn assemble(quantity: Decimal, parts: Vec<Part>) -> Option<Formula> {
    let mut parts = parts.into_iter();
    let Part { unit_price, increase, discounts, prorated } = parts.next()?;
    Some(Formula { quantity, unit_price, increase, discounts, prorated, later: parts.collect() })
}
