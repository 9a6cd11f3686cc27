//! Kind 7: renewed, or past its increase date, at the old price.
//!
//! What leaks: the increase, period after period, until somebody changes the price on the invoices.
//! Formula: over the periods billed at exactly the amount of fewer yearly increases, the sum of expected
//! less billed. One finding for each line and increase that was left out; the periods are its evidence.
//!
//! Not reported: an amount that no missed increase leads to (kind 3).

use super::{
    Confidence, Evidence, Finding,
    case::{Case, JudgedPeriod, Standing, sum},
};
use crate::{calendar::Day, id::PriceLineId, money::Currency, reconciliation::Variation, term};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Finds increases that were left out.
pub fn detect(case: &Case<'_>) -> Vec<Finding> {
    let mut missed: BTreeMap<(PriceLineId, Day, Currency), (Decimal, Vec<&JudgedPeriod<'_>>)> = BTreeMap::new();
    for period in &case.periods {
        if let Standing::Short { explained: Some(Variation::IncreaseMissed { percent, due_on, .. }) } = &period.standing
        {
            let key = (period.line_id, *due_on, period.expected.currency);
            missed.entry(key).or_insert_with(|| (*percent, Vec::new())).1.push(period);
        }
    }
    missed
        .into_iter()
        .filter_map(|((line, due_on, currency), (percent, periods))| {
            let first = periods.first()?;
            let expected = sum(periods.iter().map(|period| period.expected), currency);
            let billed = sum(periods.iter().map(|period| period.billed), currency);
            let difference = expected.checked_sub(billed).ok()?;
            let left = case.left_of(&periods, currency)?;
            let credited = periods.iter().any(|period| period.credited.minor > 0);
            let evidence = Evidence::OldPrice {
                due_on,
                percent,
                renewed: renewed_on(case, due_on),
                rows: periods.iter().map(|period| period.evidence()).collect(),
                expected,
                billed,
                difference,
                invoices: periods.iter().flat_map(|period| period.invoices()).collect(),
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

/// Whether the contract renewed on that day.
fn renewed_on(case: &Case<'_>, day: Day) -> bool {
    let dates = term::dates(case.picture.details, case.picture.facts, day);
    dates.term.is_some_and(|term| term.number > 1 && term.first == day)
}
