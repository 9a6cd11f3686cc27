//! Kind 13: a discount, ramp or free period was given past its end.
//!
//! What leaks: the concession, in every period after its last day.
//! Formula: over the periods billed at exactly the amount with the ended discount or the earlier ramp
//! price, the sum of expected less billed. One finding for each line and concession.
//! A discount that goes on in place of the smaller one after it counts, and so does one that goes on at a price before an
//! increase: then what the missed increase adds is part of the same amount.
//! A free period (a discount of 100 per cent) that goes on leaves nothing billed and is a missing period
//! (kind 1, 17 or 29), unless invoices over nothing were issued.
//!
//! Not reported: amounts that a missed increase explains as well (kind 7).

use super::{
    Concession, Confidence, Evidence, Finding,
    case::{Case, JudgedPeriod, Standing, sum},
    old_price::covered,
};
use crate::{calendar::Day, id::PriceLineId, money::Currency, reconciliation::Variation};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Line, whether it is a ramp step, its day, its per cent or price, currency.
type Key = (PriceLineId, bool, Day, Decimal, Currency);

/// Finds concessions that outlived their end.
pub fn detect(case: &Case<'_>) -> Vec<Finding> {
    let mut given: BTreeMap<_, (Concession, Vec<&JudgedPeriod<'_>>)> = BTreeMap::new();
    for period in &case.periods {
        let Some((is_ramp, day, number, concession)) = concession(&period.standing) else { continue };
        let key: Key = (period.line_id, is_ramp, day, number, period.expected.currency);
        given.entry(key).or_insert_with(|| (concession, Vec::new())).1.push(period);
    }
    given
        .into_iter()
        .filter_map(|((line, _, _, _, currency), (concession, periods))| {
            let first = periods.first()?;
            let expected = sum(periods.iter().map(|period| period.expected), currency);
            let billed = sum(periods.iter().map(|period| period.billed), currency);
            let difference = expected.checked_sub(billed).ok()?;
            let left = case.left_of(&periods, currency)?;
            let credited = periods.iter().any(|period| period.credited.minor > 0);
            let evidence = Evidence::DiscountPastEnd {
                concession,
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

fn concession(standing: &Standing) -> Option<(bool, Day, Decimal, Concession)> {
    match standing {
        Standing::Short { explained: Some(Variation::DiscountPastEnd { percent, ended_on }) } => {
            Some((false, *ended_on, *percent, Concession::Discount { percent: *percent, ended_on: *ended_on }))
        }
        Standing::Short { explained: Some(Variation::RampStepMissed { unit_price, due_on }) } => {
            Some((true, *due_on, *unit_price, Concession::Ramp { unit_price: *unit_price, due_on: *due_on }))
        }
        _ => None,
    }
}
