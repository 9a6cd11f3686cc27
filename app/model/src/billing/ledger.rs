//! How the ledger changes when the terms do.

use super::{BillingError, BillingState, ExpectedAmount, left, recovered_beside, state};
use crate::{
    calendar::Day,
    id::*,
    leakage::RowEvidence,
    money::{Currency, Money, MoneyError},
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A row of the ledger with what has happened to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerRow {
    /// Its identity.
    pub id: ExpectedBillingId,
    /// What is promised. On a correction row the amount is the difference, the formula that of the
    /// whole period.
    pub expected: ExpectedAmount,
    /// 0 for the row itself, 1 and up for its corrections; unique for a line and first day.
    pub revision: u32,
    /// Why there is a correction; `None` for revision 0.
    pub correction: Option<Correction>,
    /// Sum of the matched invoice lines, minor units, signed as on the documents.
    pub billed: i64,
    /// Sum of the matched credit-note lines, minor units, signed as on the documents.
    pub credited: i64,
    /// Money that came in for it as people recorded on findings, without an invoice being known; minor units.
    pub recovered: i64,
    /// Whether somebody gave it up with a reason.
    pub waived: bool,
}

impl LedgerRow {
    /// Where the row stands; see [`state`].
    pub fn state(&self, tolerance: i64) -> BillingState {
        state(self.expected.amount, self.billed, self.credited, self.recovered, self.waived, tolerance)
    }

    /// Invoiced, net of credit notes.
    pub const fn net(&self) -> i64 {
        self.billed.saturating_add(self.credited)
    }

    /// What of the recovered money counts; see [`recovered_beside`].
    pub fn recovered_beside(&self) -> i64 {
        recovered_beside(self.expected.amount, self.net(), self.recovered)
    }

    /// What of the recovered money no longer counts beside invoices, because they bill what it was recovered for: it came
    /// in before them and is paid of them, as far as they bill the row.
    pub fn paid_before(&self) -> i64 {
        self.recovered.saturating_sub(self.recovered_beside()).clamp(0, self.net().max(0))
    }

    /// Whether it is the row of a finding, or corrects it.
    pub fn is_of(&self, row: &RowEvidence) -> bool {
        let ExpectedAmount { line, period, amount, .. } = &self.expected;
        *line == row.line && period.first == row.period.first && amount.currency == row.expected.currency
    }

    /// What is left of the promise; see [`left`].
    pub fn left(&self) -> i64 {
        left(self.expected.amount, self.net(), self.recovered)
    }

    /// Whether the row never changes again: something was invoiced, credited, recovered or given up.
    pub const fn is_fixed(&self) -> bool {
        self.billed != 0 || self.credited != 0 || self.recovered != 0 || self.waived
    }
}

/// What a correction row corrects: its amount is `promised` less `recorded`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// What happened to the terms.
    pub reason: CorrectionReason,
    /// What the terms now promise for the period, in the row's currency.
    pub promised: Money,
    /// What the earlier rows of the period, which stay, come to in that currency.
    pub recorded: Money,
}

/// Why a period that was already billed or given up has another amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CorrectionReason {
    /// The same days have another price.
    PriceChanged,
    /// The period became shorter or longer.
    DaysChanged,
    /// The prices are in another currency now.
    CurrencyChanged,
    /// Nothing is promised for the period any more.
    NoLongerPromised,
}

/// One change to the ledger. Applied in the order given, no two rows ever have the same line, first
/// day and revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LedgerChange {
    /// A row to delete; nothing has happened to it.
    Remove {
        /// The row.
        id: ExpectedBillingId,
    },
    /// A row to overwrite; nothing has happened to it. Line, first day and revision stay.
    Update {
        /// The row.
        id: ExpectedBillingId,
        /// Its new content.
        expected: ExpectedAmount,
        /// Its new reason.
        correction: Option<Correction>,
    },
    /// A new row.
    Insert {
        /// Its content.
        expected: ExpectedAmount,
        /// 0, or the next free number where earlier rows stay.
        revision: u32,
        /// Why, for a correction.
        correction: Option<Correction>,
    },
}

impl LedgerChange {
    /// Whether a correction comes of it.
    pub const fn corrects(&self) -> bool {
        matches!(self, Self::Insert { correction: Some(_), .. } | Self::Update { correction: Some(_), .. })
    }
}

/// The changes that make the ledger of a contract agree with its terms.
///
/// `existing` are all rows of the contract, `fresh` the expected amounts of all its lines up to a
/// horizon that is never earlier than the one before. Rows to which nothing has happened follow the
/// terms. Rows that were billed, credited or waived stay as they are, and so do the rows of the same
/// period before them; the difference to the terms becomes a correction row. The same again changes
/// nothing.
///
/// Errors: two fresh amounts for one line and first day; a difference too large for an amount.
pub fn revise<'a>(
    existing: impl IntoIterator<Item = &'a LedgerRow>,
    fresh: &'a [ExpectedAmount],
) -> Result<Vec<LedgerChange>, BillingError> {
    let mut periods: BTreeMap<(PriceLineId, Day), PeriodRows<'_>> = BTreeMap::new();
    for row in existing {
        let key = (row.expected.line, row.expected.period.first);
        periods.entry(key).or_default().rows.push(row);
    }
    for expected in fresh {
        let key = (expected.line, expected.period.first);
        if periods.entry(key).or_default().fresh.replace(expected).is_some() {
            return Err(BillingError::TwoAmounts { line: key.0, first: key.1 });
        }
    }
    let (mut removed, mut kept) = (Vec::new(), Vec::new());
    for period in periods.into_values() {
        period.revise(&mut removed, &mut kept)?;
    }
    removed.append(&mut kept);
    Ok(removed)
}

/// The rows of one line and first day, and what they should come to.
#[derive(Default)]
struct PeriodRows<'a> {
    rows: Vec<&'a LedgerRow>,
    fresh: Option<&'a ExpectedAmount>,
}

impl PeriodRows<'_> {
    fn revise(mut self, removed: &mut Vec<LedgerChange>, kept: &mut Vec<LedgerChange>) -> Result<(), BillingError> {
        self.rows.sort_by_key(|row| row.revision);
        // A correction was computed from the rows before it, so they stay when it does.
        let staying = self.rows.iter().rposition(|row| row.is_fixed()).map_or(0, |index| index + 1);
        let free = self.rows.split_off(staying);
        let mut next = self.rows.last().map_or(0, |row| row.revision.saturating_add(1));
        let mut wanted = self.wanted()?.into_iter().map(|(expected, correction)| {
            let revision = next;
            next = next.saturating_add(1);
            (revision, expected, correction)
        });
        let mut free = free.into_iter().peekable();
        let mut want = wanted.next();
        while let Some((revision, expected, correction)) = want.take() {
            match free.next_if(|row| row.revision <= revision) {
                Some(row) if row.revision == revision => {
                    if row.expected != expected || row.correction != correction {
                        kept.push(LedgerChange::Update { id: row.id, expected, correction });
                    }
                    want = wanted.next();
                }
                Some(row) => {
                    removed.push(LedgerChange::Remove { id: row.id });
                    want = Some((revision, expected, correction));
                }
                None => {
                    kept.push(LedgerChange::Insert { expected, revision, correction });
                    want = wanted.next();
                }
            }
        }
        removed.extend(free.map(|row| LedgerChange::Remove { id: row.id }));
        Ok(())
    }

    /// The rows that should follow those that stay (`self.rows`).
    fn wanted(&self) -> Result<Vec<(ExpectedAmount, Option<Correction>)>, BillingError> {
        let Some(latest) = self.rows.last() else {
            return Ok(self.fresh.map(|fresh| (fresh.clone(), None)).into_iter().collect());
        };
        let basis = self.fresh.unwrap_or(&latest.expected);
        let currencies: BTreeSet<Currency> = self
            .rows
            .iter()
            .map(|row| row.expected.amount.currency)
            .chain(self.fresh.map(|fresh| fresh.amount.currency))
            .collect();
        let reason = match self.fresh {
            None => CorrectionReason::NoLongerPromised,
            Some(fresh) if fresh.amount.currency != latest.expected.amount.currency => {
                CorrectionReason::CurrencyChanged
            }
            Some(fresh) if fresh.period != latest.expected.period => CorrectionReason::DaysChanged,
            Some(_) => CorrectionReason::PriceChanged,
        };
        let mut wanted = Vec::new();
        for currency in currencies {
            let zero = Money::zero(currency);
            let promised = self.fresh.map(|fresh| fresh.amount).filter(|amount| amount.currency == currency);
            let promised = promised.unwrap_or(zero);
            let amounts = self.rows.iter().map(|row| row.expected.amount);
            let recorded: i128 =
                amounts.filter(|amount| amount.currency == currency).map(|amount| i128::from(amount.minor)).sum();
            let recorded = i64::try_from(recorded).map_err(|_| MoneyError::TooLarge)?;
            let recorded = Money::new(recorded, currency);
            let amount = promised.checked_sub(recorded)?;
            if !amount.is_zero() {
                let correction = Correction { reason, promised, recorded };
                wanted.push((ExpectedAmount { amount, ..basis.clone() }, Some(correction)));
            }
        }
        Ok(wanted)
    }
}
