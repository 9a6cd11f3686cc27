//! Kind 31: the price lines do not add up to the contract's value.
//!
//! What leaks: either the value was promised and part of it has no line that bills it, or the lines bill
//! what was not agreed.
//! Formula: value stated for the first term less the sum of what the lines are expected to bill in it.
//! The sum is computed from the terms, not from the ledger, so that it covers the whole term.
//! A contract without any line has to be checked by a person.
//!
//! Not reported: contracts without a value or without a first term, values in another currency than the
//! prices; time and materials, cost-plus, framework and confidentiality contracts without lines, whose
//! value is an estimate; differences within the tolerance.

use super::{
    Confidence, Evidence, Finding,
    case::{Case, sum},
};
use crate::{
    billing::{self, Billable},
    calendar::{Day, Period, add_months},
    contract::{ContractType, TermLength},
    id::PriceLineId,
    money::Money,
    price_line::PriceLine,
};

/// Compares the value stated with the lines.
pub fn detect(case: &Case<'_>) -> Vec<Finding> {
    finding(case).into_iter().collect()
}

fn finding(case: &Case<'_>) -> Option<Finding> {
    let details = case.picture.details;
    let stated = details.value.filter(|value| value.currency == details.currency)?;
    let term = first_term(case)?;
    let lines = case.picture.lines;
    if lines.is_empty() && is_estimate(details.contract_type) {
        return None;
    }
    let mut by_line: Vec<(PriceLineId, Money)> = Vec::with_capacity(lines.len());
    for line in in_order(lines) {
        by_line.push((line.id, worth(case, line, term)?));
    }
    let expected = sum(by_line.iter().map(|(_, amount)| *amount), details.currency);
    if !case.differs(stated, expected.minor) {
        return None;
    }
    let difference = stated.checked_sub(expected).ok()?;
    let amount = Money::new(difference.minor.saturating_abs(), difference.currency);
    let confidence = if lines.is_empty() { Confidence::Check } else { Confidence::Likely };
    let since = details.signed_on.unwrap_or(term.first).min(case.day);
    let evidence = Evidence::ValueMismatch { stated, expected, difference, term, lines: by_line };
    Some(Finding { period: Some(term), ..case.finding(evidence, Some(amount), confidence, since) })
}

/// The first term as agreed, whatever ended it since.
fn first_term(case: &Case<'_>) -> Option<Period> {
    let details = case.picture.details;
    let first = details.starts_on?;
    let last: Day = match details.term {
        TermLength::Months { months } => add_months(first, months)?.pred_opt()?,
        TermLength::Until { last_day } => last_day,
        TermLength::OpenEnded | TermLength::Unknown => return None,
    };
    Period::new(first, last)
}

/// What a line bills for the days of the term; `None` if it cannot be computed. A fee due before the
/// first day belongs to the first term.
fn worth(case: &Case<'_>, line: &PriceLine, term: Period) -> Option<Money> {
    let currency = case.picture.details.currency;
    let billable = Billable { first: term.first, last: Some(term.last), horizon: term.last };
    let rows = billing::expected(line, currency, billable).ok()?;
    Some(sum(rows.iter().map(|row| row.amount), currency))
}

fn in_order(lines: &[PriceLine]) -> Vec<&PriceLine> {
    let mut lines: Vec<_> = lines.iter().collect();
    lines.sort_by_key(|line| (line.position, line.id));
    lines
}

const fn is_estimate(contract_type: ContractType) -> bool {
    match contract_type {
        ContractType::TimeAndMaterials | ContractType::CostPlus | ContractType::Framework | ContractType::Nda => true,
        ContractType::FixedPrice
        | ContractType::RecurringService
        | ContractType::Subscription
        | ContractType::StatementOfWork => false,
    }
}
