//! Kind 7: renewed, or past the day of an increase or price step, at the old price.
//!
//! What leaks: the increase or the step, period after period, until somebody changes the price on the invoices.
//! Formula: over the periods billed at exactly the amount of fewer yearly increases, or of the price before a step (of a
//! ramp, or a price agreed from a day), the sum of expected less billed. One finding for each line and increase or step
//! that was left out; the periods are its evidence.
//!
//! Not reported: an amount that no missed increase or step leads to (kind 3), and one that a discount past its end
//! explains as well as a step does (kind 13).

use super::{
    Confidence, Evidence, Finding,
    case::{Case, JudgedPeriod, Standing, sum},
};
use crate::{
    billing::in_force,
    calendar::Day,
    id::PriceLineId,
    money::Currency,
    price_line::{MOST_DECIMALS, PriceLine},
    reconciliation::Variation,
    term,
};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// What was left out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Missed {
    /// A yearly increase of so many per cent.
    Increase { percent: Decimal },
    /// A step from this unit price.
    Step { unit_price: Decimal },
}

/// Finds increases and price steps that were left out.
pub fn detect(case: &Case<'_>) -> Vec<Finding> {
    let mut missed: BTreeMap<(PriceLineId, Day, Missed, Currency), Vec<&JudgedPeriod<'_>>> = BTreeMap::new();
    for period in &case.periods {
        let (due_on, what) = match &period.standing {
            Standing::Short { explained: Some(Variation::IncreaseMissed { percent, due_on, .. }) } => {
                (*due_on, Missed::Increase { percent: *percent })
            }
            Standing::Short { explained: Some(Variation::RampStepMissed { unit_price, due_on }) } => {
                (*due_on, Missed::Step { unit_price: *unit_price })
            }
            _ => continue,
        };
        missed.entry((period.line_id, due_on, what, period.expected.currency)).or_default().push(period);
    }
    missed
        .into_iter()
        .filter_map(|((line, due_on, what, currency), periods)| {
            let first = periods.first()?;
            let expected = sum(periods.iter().map(|period| period.expected), currency);
            let billed = sum(periods.iter().map(|period| period.billed), currency);
            let difference = expected.checked_sub(billed).ok()?;
            let left = case.left_of(&periods, currency)?;
            let credited = periods.iter().any(|period| period.credited.minor > 0);
            let rows = periods.iter().map(|period| period.evidence()).collect();
            let invoices = periods.iter().flat_map(|period| period.invoices()).collect();
            let evidence = match what {
                Missed::Increase { percent } => {
                    let renewed = renewed_on(case, due_on);
                    Evidence::OldPrice { due_on, percent, renewed, rows, expected, billed, difference, invoices }
                }
                Missed::Step { unit_price } => {
                    let agreed = first.line.and_then(|line| price_on(line, due_on));
                    Evidence::StepMissed { due_on, unit_price, agreed, rows, expected, billed, difference, invoices }
                }
            };
            let confidence = if credited { Confidence::Likely } else { Confidence::Certain };
            Some(Finding {
                line: Some(line),
                period: covered(&periods),
                ..case.finding(evidence, Some(left), confidence, first.billing_day)
            })
        })
        .collect()
}

/// From the first day of the first period to the last day of the last.
pub(super) fn covered(periods: &[&JudgedPeriod<'_>]) -> Option<crate::calendar::Period> {
    let first = periods.iter().map(|period| period.period.first).min()?;
    let last = periods.iter().map(|period| period.period.last).max()?;
    crate::calendar::Period::new(first, last)
}

/// The unit price of a line on a day, with its increases and before discounts.
fn price_on(line: &PriceLine, day: Day) -> Option<Decimal> {
    in_force(line, day).increased_price().map(|price| price.round_dp(MOST_DECIMALS))
}

/// Whether the contract renewed on that day.
fn renewed_on(case: &Case<'_>, day: Day) -> bool {
    let dates = term::dates(case.picture.details, case.picture.facts, case.picture.practice, day);
    dates.term.is_some_and(|term| term.number > 1 && term.first == day)
}
