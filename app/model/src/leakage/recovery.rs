//! What money counts for that came in on a finding: rows of the ledger that were not billed, or an invoice.

use super::{Evidence, Stage};
use crate::{
    billing::{LedgerRow, left},
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

/// What an amount counts for that came in on a finding.
///
/// Money for an invoice that is late pays it. Money that was not billed goes to the rows of the evidence in order of their
/// periods, to each up to what is left of it; a row and its corrections are one promise. What is more than all rows
/// have left counts for none of them.
pub fn counts_for(evidence: &Evidence, ledger: &[&LedgerRow], amount: Money) -> CountsFor {
    if let Evidence::Overdue { invoice, .. } = evidence {
        return CountsFor::Invoice(*invoice);
    }
    if evidence.kind().stage() != Stage::Unbilled {
        return CountsFor::Nothing;
    }
    let mut periods: Vec<_> = evidence.rows().iter().collect();
    periods.sort_by_key(|row| (row.period.first, row.line));
    let (mut rest, mut parts) = (amount.minor.max(0), Vec::new());
    for period in periods {
        let mut group: Vec<&LedgerRow> = ledger.iter().copied().filter(|row| row.is_of(period)).collect();
        group.retain(|row| !row.waived && row.expected.amount.currency == amount.currency);
        group.sort_by_key(|row| row.revision);
        let sum = |of: &dyn Fn(&LedgerRow) -> i64| group.iter().fold(0_i64, |sum, row| sum.saturating_add(of(row)));
        let promised = Money::new(sum(&|row| row.expected.amount.minor), amount.currency);
        let mut open = left(promised, sum(&LedgerRow::net), sum(&|row| row.recovered)).max(0);
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
