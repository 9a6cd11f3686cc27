//! Kind 13: a discount or free period was given past its end.
//!
//! What leaks: the discount, in every period after its last day.
//! Formula: over the periods billed at exactly the amount with the ended discount, the sum of expected less billed. One
//! finding for each line and discount.
//! A discount that goes on in place of the smaller one after it counts, and so does one that goes on at a price before an
//! increase: then what the missed increase adds is part of the same amount.
//! A free period (a discount of 100 per cent) that goes on leaves nothing billed and is a missing period
//! (kind 1, 17 or 29), unless invoices over nothing were issued.
//!
//! Not reported: amounts that a missed increase explains as well, and the price before a step (kind 7).

use super::{
    Confidence, Evidence, Finding,
    case::{Case, JudgedPeriod, Standing, sum},
    old_price::covered,
};
use crate::{calendar::Day, id::PriceLineId, money::Currency, reconciliation::Variation};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Finds discounts that outlived their end.
pub fn detect(case: &Case<'_>) -> Vec<Finding> {
    let mut given: BTreeMap<(PriceLineId, Day, Decimal, Currency), Vec<&JudgedPeriod<'_>>> = BTreeMap::new();
    for period in &case.periods {
        if let Standing::Short { explained: Some(Variation::DiscountPastEnd { percent, ended_on }) } = &period.standing
        {
            let key = (period.line_id, *ended_on, *percent, period.expected.currency);
            given.entry(key).or_default().push(period);
        }
    }
    given
        .into_iter()
        .filter_map(|((line, ended_on, percent, currency), periods)| {
            let first = periods.first()?;
            let expected = sum(periods.iter().map(|period| period.expected), currency);
            let billed = sum(periods.iter().map(|period| period.billed), currency);
            let difference = expected.checked_sub(billed).ok()?;
            let left = case.left_of(&periods, currency)?;
            let credited = periods.iter().any(|period| period.credited.minor > 0);
            let evidence = Evidence::DiscountPastEnd {
                percent,
                ended_on,
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
