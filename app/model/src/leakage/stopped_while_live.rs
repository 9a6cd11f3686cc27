//! Kind 29, second side: the contract goes on, and billing stopped.
//!
//! What leaks: every period since the last that was billed.
//! Formula: the sum of what is expected over the due periods after it, at least two of a line, less the rebates of their
//! days. One
//! finding for the contract where all its recurring lines stopped, otherwise one for each line.
//!
//! Not reported: a single missing period at the end (kind 1), contracts that ended (their missing periods
//! are kind 1), gaps with billing after them (kind 1).

use super::{
    Confidence, Evidence, Finding,
    case::{Case, sum},
    old_price::covered,
    silence::{Quiet, Silence},
};

/// Finds live contracts and lines that are billed no more.
pub fn detect(case: &Case<'_>) -> Vec<Finding> {
    Silence::of(case).stopped.iter().filter_map(|quiet| finding(case, quiet)).collect()
}

fn finding(case: &Case<'_>, quiet: &Quiet<'_, '_>) -> Option<Finding> {
    let first = quiet.first()?;
    let expected = sum(quiet.periods.iter().map(|period| period.expected), first.expected.currency);
    let left = case.left_of(&quiet.periods, first.expected.currency)?;
    let confidence = quiet.periods.iter().map(|period| case.sureness(period)).max().unwrap_or(Confidence::Certain);
    let evidence = Evidence::StoppedWhileLive {
        last_billed: quiet.last_billed?.period,
        rows: quiet.periods.iter().map(|period| period.evidence()).collect(),
        expected,
    };
    Some(Finding {
        line: quiet.line,
        period: covered(&quiet.periods),
        ..case.finding(evidence, Some(left), confidence, first.billing_day)
    })
}
