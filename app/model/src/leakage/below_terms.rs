//! Kind 3: billed below the terms.
//!
//! What leaks: the difference of each period that was billed, but too low.
//! Formula: expected less billed, net of credit notes, less what was recovered.
//! Where a credit note makes the difference, a person has to check: it may have been meant.
//!
//! Not reported: what exactly one missed increase or price step explains (kind 7), or an ended discount or
//! free period (kind 13); part bills before the days of grace have passed; differences within the tolerance.

use super::{
    Confidence, Evidence, Finding,
    case::{Case, JudgedPeriod, Standing},
};
use crate::reconciliation::Variation;

/// Finds periods billed too low without a known cause.
pub fn detect(case: &Case<'_>) -> Vec<Finding> {
    case.periods
        .iter()
        .filter(|period| is_unexplained(&period.standing))
        .filter_map(|period| finding(case, period))
        .collect()
}

fn is_unexplained(standing: &Standing) -> bool {
    match standing {
        Standing::Short { explained: None } => true,
        Standing::Short { explained: Some(variation) } => match variation {
            Variation::IncreaseMissed { .. } | Variation::DiscountPastEnd { .. } | Variation::RampStepMissed { .. } => {
                false
            }
            Variation::IncreaseTooEarly { .. }
            | Variation::DiscountForgotten { .. }
            | Variation::FullPeriod { .. }
            | Variation::Gross { .. } => true,
        },
        Standing::Agrees
        | Standing::AfterEnd
        | Standing::OtherCurrency
        | Standing::NotGiven
        | Standing::Owed { .. }
        | Standing::Missing
        | Standing::CreditedAway
        | Standing::Over { .. } => false,
    }
}

fn finding(case: &Case<'_>, period: &JudgedPeriod<'_>) -> Option<Finding> {
    let difference = period.expected.checked_sub(period.billed).ok()?;
    let left = case.left_of(&[period], period.expected.currency)?;
    let confidence = if period.credited.minor > 0 { Confidence::Check } else { case.sureness(period) };
    let evidence = Evidence::BelowTerms {
        row: period.evidence(),
        formula: period.formula.clone(),
        difference,
        credited: period.credited,
        invoices: period.invoices(),
    };
    Some(Finding {
        line: Some(period.line_id),
        period: Some(period.period),
        invoice_line: period.parts.first().map(|part| part.line.id),
        ..case.finding(evidence, Some(left), confidence, period.billing_day)
    })
}
