//! What rows of the ledger owe the customer, as far as it follows from findings and not from the rows themselves: the way from
//! promise to cash is added up row by row, and says the same as the findings by it.

use super::{ContractPicture, Evidence, Finding, RowPicture, case::net_of};
use crate::{billing::LedgerRow, id::ExpectedBillingId};
use std::collections::BTreeMap;

/// What a row of the ledger owes the customer, as findings know it; minor units, not negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owed {
    /// The row.
    pub row: ExpectedBillingId,
    /// Of a rebate what was not given while the charges of its days were billed: billed too much, and not to be taken off
    /// what is not billed.
    pub owed: i64,
    /// What was given back of it as people recorded on findings, without a credit note being known: it counts as one.
    pub given_back: i64,
}

/// What the rows of a contract owe by what was found, of which `given_back` says what was given back.
pub(super) fn owed(
    picture: &ContractPicture<'_>,
    found: &[Finding],
    given_back: impl Fn(&Finding) -> i64,
) -> Vec<Owed> {
    let mut rows: BTreeMap<ExpectedBillingId, Owed> = BTreeMap::new();
    for finding in found {
        let concerned: Vec<&RowPicture<'_>> = match &finding.evidence {
            Evidence::AboveTerms { row, .. } | Evidence::BilledTwice { row, .. } => {
                picture.rows.iter().filter(|own| own.row.is_of(row)).collect()
            }
            Evidence::BillingAfterEnd { ended_on, billed, .. } => {
                let of = |own: &&RowPicture<'_>| {
                    let expected = &own.row.expected;
                    expected.period.first > *ended_on && expected.amount.currency == billed.currency
                };
                picture.rows.iter().filter(of).collect()
            }
            _ => continue,
        };
        let mut back = given_back(finding);
        let mut beyond = finding.amount.map_or(0, |amount| amount.minor);
        for own in &concerned {
            let id = own.row.id;
            let entry = rows.entry(id).or_insert(Owed { row: id, owed: 0, given_back: 0 });
            let over = too_much(own);
            let taken = back.min(over.saturating_sub(entry.given_back)).max(0);
            entry.given_back = entry.given_back.saturating_add(taken);
            (back, beyond) = (back - taken, beyond.saturating_sub(over));
        }
        // Of a rebate the rows themselves say only that it is not given yet.
        let rebate =
            concerned.iter().find(|own| is_rebate(own.row) && matches!(finding.evidence, Evidence::AboveTerms { .. }));
        if let Some(entry) = rebate.and_then(|own| rows.get_mut(&own.row.id)) {
            let beyond = beyond.max(0);
            let taken = back.min(beyond);
            entry.owed = beyond - taken;
            entry.given_back = entry.given_back.saturating_add(taken);
        }
    }
    rows.into_values().filter(|row| row.owed != 0 || row.given_back != 0).collect()
}

/// Whether a row promises to give money back, and does not correct another.
const fn is_rebate(row: &LedgerRow) -> bool {
    row.revision == 0 && row.expected.amount.minor < 0
}

/// What the row itself says was billed too much of it, in minor units.
fn too_much(own: &RowPicture<'_>) -> i64 {
    let net = net_of(own);
    if is_rebate(own.row) { net.max(0) } else { net.saturating_sub(own.row.expected.amount.minor).max(0) }
}
