//! Kind 16: a milestone was accepted and not invoiced.
//!
//! What leaks: the amount of the price line that the milestone releases, from the day of its acceptance on, once the days of
//! grace have passed.
//! Formula: expected (with corrections, without what was given up), less what was recovered.
//! Where all that was invoiced for it was credited again, or is in another currency, a person has to check.
//!
//! Not reported: milestones that are not accepted, because nothing is due before. What this kind reports belongs to no
//! silence (kinds 17 and 29) and is no missing period (kind 1), so that no euro stands in two findings.

use super::{
    Confidence, Evidence, Finding,
    case::{Case, JudgedPeriod, Standing, invoice_evidence},
};
use crate::obligation::Gate;

/// Finds accepted milestones whose price line was not billed.
pub fn detect(case: &Case<'_>) -> Vec<Finding> {
    let missing = |period: &&JudgedPeriod<'_>| {
        matches!(period.standing, Standing::Missing | Standing::CreditedAway | Standing::OtherCurrency)
    };
    let periods = case.periods.iter().filter(missing);
    periods.filter_map(|period| finding(case, period, milestone_of(case, period)?)).collect()
}

/// The accepted milestone that released the billing of a period.
pub fn milestone_of<'a>(case: &Case<'a>, period: &JudgedPeriod<'_>) -> Option<&'a Gate> {
    Gate::of(case.picture.gates, period.line?).filter(|gate| gate.accepted_on.is_some())
}

fn finding(case: &Case<'_>, period: &JudgedPeriod<'_>, gate: &Gate) -> Option<Finding> {
    let confidence = match period.standing {
        Standing::CreditedAway | Standing::OtherCurrency => Confidence::Check,
        _ => case.sureness(period),
    };
    let left = case.left_of(&[period], period.expected.currency)?;
    let mut waiting: Vec<_> = case.waiting(period).collect();
    waiting.sort_by_key(|part| (part.invoice.issued_on, part.invoice.id, part.line.id));
    let evidence = Evidence::MilestoneNotInvoiced {
        milestone: gate.title.clone(),
        accepted_on: gate.accepted_on?,
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
