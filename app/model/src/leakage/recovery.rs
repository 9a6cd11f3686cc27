//! What money counts for that came in on a finding: rows of the ledger that were not billed, or an invoice.

use super::{Evidence, Stage};
use crate::{
    billing::{LedgerRow, left},
    calendar::{Day, Period},
    contract::ContractDetails,
    id::*,
    money::Money,
};

/// What money recovered on a finding counts for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CountsFor {
    /// Rows of the ledger, each with a part in minor units.
    Rows(Vec<(ExpectedBillingId, i64)>),
    /// An invoice, as a payment.
    Invoice(InvoiceId),
    /// Nothing that is kept elsewhere.
    Nothing,
}

/// The earliest day on which money of a finding can have come in: an invoice is paid from its issue on, and what was
/// not billed from the day the contract was signed or began, because it may be paid in advance, or from the first day its
/// rows are about where that is earlier. `None` where nothing says so.
pub fn earliest_day(evidence: &Evidence, contract: Option<&ContractDetails>) -> Option<Day> {
    if let Evidence::Overdue { issued_on, .. } = evidence {
        return Some(*issued_on);
    }
    let of_contract = contract.into_iter().flat_map(|details| [details.signed_on, details.starts_on]).flatten();
    let of_rows = evidence.rows().into_iter().flat_map(|row| [row.period.first, row.billing_day]);
    of_contract.chain(of_rows).min()
}

/// What an amount counts for that came in on a finding.
///
/// Money for an invoice that is late pays it. Money that was not billed goes to the rows of the evidence in order of their
/// periods, to each up to what is left of it; a row and its corrections are one promise, and what a rebate of the same days
/// takes off it is not left. What is more than all rows have left counts for none of them.
pub fn counts_for(evidence: &Evidence, ledger: &[&LedgerRow], amount: Money) -> CountsFor {
    if let Evidence::Overdue { invoice, .. } = evidence {
        return CountsFor::Invoice(*invoice);
    }
    if evidence.kind().stage() != Stage::Unbilled {
        return CountsFor::Nothing;
    }
    let mut periods = evidence.rows();
    periods.sort_by_key(|row| (row.period.first, row.line));
    let (charges, rebates): (Vec<_>, Vec<_>) = periods.into_iter().partition(|row| row.is_charge());
    let mut rebates: Vec<(Period, i64)> = rebates
        .into_iter()
        .map(|rebate| {
            let own = ledger.iter().filter(|row| row.is_of(rebate) && !row.waived);
            (rebate.period, own.fold(0_i64, |sum, row| sum.saturating_sub(row.left())).max(0))
        })
        .collect();
    let (mut rest, mut parts) = (amount.minor.max(0), Vec::new());
    for period in charges {
        let mut group: Vec<&LedgerRow> = ledger.iter().copied().filter(|row| row.is_of(period)).collect();
        group.retain(|row| !row.waived && row.expected.amount.currency == amount.currency);
        group.sort_by_key(|row| row.revision);
        let sum = |of: &dyn Fn(&LedgerRow) -> i64| group.iter().fold(0_i64, |sum, row| sum.saturating_add(of(row)));
        let promised = Money::new(sum(&|row| row.expected.amount.minor), amount.currency);
        let mut open = left(promised, sum(&LedgerRow::net), sum(&|row| row.recovered)).max(0);
        for (_, off) in rebates.iter_mut().filter(|(days, _)| days.intersection(period.period).is_some()) {
            let taken = open.min(*off);
            (open, *off) = (open - taken, *off - taken);
        }
        for row in group {
            let part = row.left().max(0).min(open).min(rest);
            if part > 0 {
                parts.push((row.id, part));
                (open, rest) = (open - part, rest - part);
            }
        }
    }
    CountsFor::Rows(parts)
}
