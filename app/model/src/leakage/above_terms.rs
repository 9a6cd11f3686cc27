//! Kind 4: billed above the terms.
//!
//! What leaks: trust, and the difference once the customer notices.
//! Formula: billed less expected, net of credit notes and without what was billed twice.
//! A known mistake that leads to exactly the amount (a discount forgotten, an increase too early, a full
//! period, the amount with tax) is named.
//!
//! A rebate that is due and was not given while every charge of its days was billed is one finding for its period: the customer
//! was billed more than the terms come to, by what of it was taken off no invoice. It is likely, not certain, because the rebate
//! may be given apart and late. Together with a charge that was billed too high for itself it is another excess, not the same.
//!
//! Not reported: repetitions (kind 2), periods after the end (kind 29), differences within the tolerance, and rebates beside
//! charges of which one is still to be billed, which are taken off it (kinds 1, 17 and 29).

use super::{
    BilledPart, Confidence, Evidence, Finding,
    case::{Case, JudgedPeriod, Standing, invoice_evidence},
};
use crate::money::Money;

/// Finds periods billed too high.
pub fn detect(case: &Case<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for period in &case.periods {
        if let Standing::Owed { minor } = period.standing {
            findings.push(owed(case, period, minor));
        }
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

/// A rebate that was not given although the charges of its days were billed.
fn owed(case: &Case<'_>, rebate: &JudgedPeriod<'_>, minor: i64) -> Finding {
    let difference = Money::new(minor, rebate.expected.currency);
    let of_charges = rebate.charges_among(&case.periods).flat_map(|charge| &charge.parts);
    let mut parts: Vec<&BilledPart<'_>> = of_charges.chain(&rebate.parts).collect();
    parts.sort_by_key(|part| (part.invoice.issued_on, part.amount.minor < 0, part.invoice.id, part.line.id));
    let latest = parts.iter().rev().find(|part| part.amount.minor > 0);
    let evidence = Evidence::AboveTerms {
        row: rebate.evidence(),
        formula: rebate.formula.clone(),
        difference,
        explained: None,
        invoices: parts.iter().map(|part| invoice_evidence(part)).collect(),
    };
    let since = latest.map_or(rebate.billing_day, |part| part.invoice.issued_on.max(rebate.billing_day));
    Finding {
        line: Some(rebate.line_id),
        period: Some(rebate.period),
        invoice_line: latest.map(|part| part.line.id),
        ..case.finding(evidence, Some(difference), Confidence::Likely, since)
    }
}
