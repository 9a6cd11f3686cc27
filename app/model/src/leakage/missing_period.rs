//! Kind 1: an expected period was not invoiced.
//!
//! What leaks: the period's amount, from its billing day on, once the days of grace have passed.
//! Formula: expected (with corrections, without what was given up), less rebates of the same days that were not given
//! either, less what was recovered.
//! A period whose invoices were all credited and never billed again is reported for a person to check:
//! somebody decided on the credit, perhaps for good.
//!
//! A period that was billed in another currency only is not billed: nobody can compare the two. The invoice is a finding of
//! its own (kind 28), and a person looks what it was meant for.
//!
//! Not reported: periods that belong to a longer silence (kinds 17 and 29), free periods, and days whose invoices are not
//! known.

use super::{
    Confidence, Evidence, Finding,
    case::{Case, Standing, invoice_evidence},
    silence::{Silence, Single},
};

/// Finds single periods that were not billed.
pub fn detect(case: &Case<'_>) -> Vec<Finding> {
    Silence::of(case).single.iter().filter_map(|single| finding(case, single)).collect()
}

fn finding(case: &Case<'_>, Single { period, rebates }: &Single<'_, '_>) -> Option<Finding> {
    let confidence = match period.standing {
        Standing::CreditedAway | Standing::OtherCurrency => Confidence::Check,
        _ => case.sureness(period),
    };
    let together: Vec<_> = std::iter::once(*period).chain(rebates.iter().copied()).collect();
    let left = case.left_of(&together, period.expected.currency)?;
    let mut waiting: Vec<_> = case.waiting(period).collect();
    waiting.sort_by_key(|part| (part.invoice.issued_on, part.invoice.id, part.line.id));
    let evidence = Evidence::MissingPeriod {
        row: period.evidence(),
        rebates: rebates.iter().map(|rebate| rebate.evidence()).collect(),
        formula: period.formula.clone(),
        invoices: period.invoices(),
        waiting: waiting.into_iter().map(invoice_evidence).collect(),
    };
    Some(Finding {
        line: Some(period.line_id),
        period: Some(period.period),
        ..case.finding(evidence, Some(left), confidence, period.billing_day)
    })
}
