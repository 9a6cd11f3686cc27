//! Kind 1: an expected period was not invoiced.
//!
//! What leaks: the period's amount, from its billing day on, once the days of grace have passed.
//! Formula: expected (with corrections, without what was given up) less what was recovered.
//! A period whose invoices were all credited and never billed again is reported for a person to check:
//! somebody decided on the credit, perhaps for good.
//!
//! Not reported: periods that belong to a longer silence (kinds 17 and 29), free periods, periods billed
//! in another currency (kind 28), and days whose invoices are not known.

use super::{
    Confidence, Evidence, Finding,
    case::{Case, JudgedPeriod, Standing, invoice_evidence},
    silence::Silence,
};

/// Finds single periods that were not billed.
pub fn detect(case: &Case<'_>) -> Vec<Finding> {
    let never = Silence::of(case).single.into_iter().map(|period| finding(case, period, case.sureness(period)));
    let credited = case.periods.iter().filter(|period| period.standing == Standing::CreditedAway);
    never.chain(credited.map(|period| finding(case, period, Confidence::Check))).flatten().collect()
}

fn finding(case: &Case<'_>, period: &JudgedPeriod<'_>, confidence: Confidence) -> Option<Finding> {
    let left = case.left_of(&[period], period.expected.currency)?;
    let mut waiting: Vec<_> = case.waiting(period).collect();
    waiting.sort_by_key(|part| (part.invoice.issued_on, part.invoice.id, part.line.id));
    let evidence = Evidence::MissingPeriod {
        row: period.evidence(),
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
