//! What rows of the ledger owe the customer, as far as it follows from findings and not from the rows themselves: the way from
//! promise to cash is added up row by row, and says the same as the findings by it.

use super::{
    Evidence, Finding, RowPicture,
    case::{Case, net_of},
    returned::returned,
};
use crate::{billing::LedgerRow, id::ExpectedBillingId};
use std::collections::BTreeMap;

/// What a row of the ledger owes the customer, as findings and credit notes know it, in minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owed {
    /// The row.
    pub row: ExpectedBillingId,
    /// Of a rebate what was not given while the charges of its days were billed: billed too much, and not to be taken off
    /// what is not billed.
    pub owed: i64,
    /// What was given back of it as people recorded on findings, without a credit note being known: it counts as one.
    pub given_back: i64,
    /// What was billed too much of it and people decided not to give back: it is given up, and no longer billed too much.
    pub kept: i64,
    /// What credit notes took off it of what was paid already: they lessen what was collected and nothing that is still to be
    /// paid. Below zero where what was paid for a row that was taken back pays this one.
    pub returned: i64,
    /// The same of what was given up of an invoice already.
    pub spared: i64,
}

impl Owed {
    /// A row that owes nothing.
    pub const fn nothing(row: ExpectedBillingId) -> Self {
        Self { row, owed: 0, given_back: 0, kept: 0, returned: 0, spared: 0 }
    }
}

/// What people decided about what was billed too much, in minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Decided {
    /// It was given back, as they recorded.
    pub given_back: i64,
    /// It is not given back.
    pub kept: i64,
}

/// What the rows of a contract owe by what was found, of which `decided` says what people decided.
pub(super) fn owed(case: &Case<'_>, found: &[Finding], decided: impl Fn(&Finding) -> Decided) -> Vec<Owed> {
    let picture = case.picture;
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
        let Decided { given_back: mut back, mut kept } = decided(finding);
        let mut beyond = finding.amount.map_or(0, |amount| amount.minor);
        for own in &concerned {
            let id = own.row.id;
            let entry = rows.entry(id).or_insert(Owed::nothing(id));
            let over = too_much(own);
            let taken = back.min(over.saturating_sub(entry.given_back)).max(0);
            entry.given_back = entry.given_back.saturating_add(taken);
            let up = kept.min(over.saturating_sub(entry.given_back).saturating_sub(entry.kept)).max(0);
            entry.kept = entry.kept.saturating_add(up);
            (back, kept, beyond) = (back - taken, kept - up, beyond.saturating_sub(over));
        }
        // Of a rebate the rows themselves say only that it is not given yet.
        let rebate =
            concerned.iter().find(|own| is_rebate(own.row) && matches!(finding.evidence, Evidence::AboveTerms { .. }));
        if let Some(entry) = rebate.and_then(|own| rows.get_mut(&own.row.id)) {
            let beyond = beyond.max(0);
            let taken = back.min(beyond);
            entry.owed = beyond - taken;
            entry.given_back = entry.given_back.saturating_add(taken);
            entry.kept = entry.kept.saturating_add(kept.min(entry.owed).max(0));
        }
    }
    let given_back = |row| rows.get(&row).map_or(0, |owed| owed.given_back);
    for (row, returned, spared) in returned(case, given_back) {
        let entry = rows.entry(row).or_insert(Owed::nothing(row));
        (entry.returned, entry.spared) = (returned, spared);
    }
    rows.into_values().filter(|row| *row != Owed::nothing(row.row)).collect()
}

/// Whether a row promises to give money back, and does not correct another.
pub(super) const fn is_rebate(row: &LedgerRow) -> bool {
    row.revision == 0 && row.expected.amount.minor < 0
}

/// What the row itself says was billed too much of it, in minor units.
fn too_much(own: &RowPicture<'_>) -> i64 {
    let net = net_of(own);
    if is_rebate(own.row) { net.max(0) } else { net.saturating_sub(own.row.expected.amount.minor).max(0) }
}
