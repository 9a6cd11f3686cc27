//! Kind 2: a period was billed twice.
//!
//! What leaks: the repetition, which the customer will claim back.
//! Formula: billed less expected, as far as whole invoice lines make it up: a line counts as repeating
//! when it fits into the excess and is as large as another line of the period or at least half of what
//! is expected. One finding a period; a credit note for the repetition closes it.
//!
//! Not reported: part bills that add up to the period, and a too high price (kind 4).

use super::{
    Confidence, Evidence, Finding,
    case::{Case, Standing, invoice_evidence},
};
use crate::money::Money;

/// Finds periods that were billed again.
pub fn detect(case: &Case<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for period in &case.periods {
        let Standing::Over { repeated, repeated_amount, .. } = &period.standing else { continue };
        let again: Vec<_> = repeated.iter().filter_map(|at| period.parts.get(*at)).collect();
        let Some(latest) = again.last() else { continue };
        let difference = Money::new(*repeated_amount, period.expected.currency);
        let evidence = Evidence::BilledTwice {
            row: period.evidence(),
            formula: period.formula.clone(),
            difference,
            invoices: period.invoices(),
            repeated: again.iter().map(|part| invoice_evidence(part)).collect(),
        };
        findings.push(Finding {
            line: Some(period.line_id),
            period: Some(period.period),
            invoice_line: Some(latest.line.id),
            ..case.finding(evidence, Some(difference), Confidence::Certain, latest.invoice.issued_on)
        });
    }
    findings
}
