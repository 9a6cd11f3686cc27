//! Kind 4: billed above the terms.
//!
//! What leaks: trust, and the difference once the customer notices.
//! Formula: billed less expected, net of credit notes and without what was billed twice.
//! A known mistake that leads to exactly the amount (a discount forgotten, an increase too early, a full
//! period, the amount with tax) is named.
//!
//! Not reported: repetitions (kind 2), periods after the end (kind 29), differences within the tolerance.

use super::{
    Confidence, Evidence, Finding,
    case::{Case, Standing},
};
use crate::money::Money;

/// Finds periods billed too high.
pub fn detect(case: &Case<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for period in &case.periods {
        let Standing::Over { excess, explained, .. } = &period.standing else { continue };
        if *excess == 0 {
            continue;
        }
        let difference = Money::new(*excess, period.expected.currency);
        let latest = period.parts.iter().rev().find(|part| part.amount.minor > 0);
        let evidence = Evidence::AboveTerms {
            row: period.evidence(),
            formula: period.formula.clone(),
            difference,
            explained: explained.clone(),
            invoices: period.invoices(),
        };
        let since = latest.map_or(period.billing_day, |part| part.invoice.issued_on);
        findings.push(Finding {
            line: Some(period.line_id),
            period: Some(period.period),
            invoice_line: latest.map(|part| part.line.id),
            ..case.finding(evidence, Some(difference), Confidence::Certain, since)
        });
    }
    findings
}
