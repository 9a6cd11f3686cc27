//! Totals with tax: found among rows that repeat or split them, and compared with the lines.

use super::super::reader::Reader;
use super::{F, reading::RowReading};
use crate::{
    import::{draft::InvoiceLineDraft, problem::Problem},
    money::Money,
};
use rust_decimal::Decimal;

/// Sums over the rows of one invoice.
#[derive(Default)]
pub(super) struct Totals {
    pub(super) nets: Decimal,
    pub(super) grosses: Vec<Decimal>,
    /// Net plus tax, as far as every row tells it.
    pub(super) expected: Option<Decimal>,
    pub(super) rows: usize,
}

impl Totals {
    pub(super) fn add(&mut self, reading: &RowReading) {
        self.grosses.extend(reading.gross.map(|gross| gross.value));
        let with_tax = reading.net_with_tax();
        self.expected = match (self.rows, self.expected, with_tax) {
            (0, _, with_tax) => with_tax,
            (_, Some(sum), Some(with_tax)) => sum.checked_add(with_tax),
            _ => None,
        };
        self.rows += 1;
    }

    /// The total with tax: of one row, repeated on each row, given on one of them, or their sum.
    pub(super) fn with_tax(&self) -> Option<Decimal> {
        let first = *self.grosses.first()?;
        if self.grosses.len() == 1 {
            return Some(first);
        }
        let sum = self.grosses.iter().try_fold(Decimal::ZERO, |sum, gross| sum.checked_add(*gross))?;
        if self.grosses.iter().any(|gross| *gross != first) {
            return Some(sum);
        }
        // The same on every row: the invoice's total, or lines that happen to be alike.
        let is_total = match self.expected {
            Some(expected) => (expected - first).abs() <= (expected - sum).abs(),
            None => first.abs() >= self.nets.abs(),
        };
        Some(if is_total { first } else { sum })
    }
}

pub(super) fn check_total(head: &mut Reader<'_, F>, lines: &[InvoiceLineDraft], total: Option<Money>) {
    let Some(total) = total else { return };
    let mut computed = Decimal::ZERO;
    for line in lines {
        let Some(percent) = line.vat_percent else { return };
        let with_tax = line
            .amount
            .major()
            .checked_mul(percent + Decimal::ONE_HUNDRED)
            .and_then(|amount| amount.checked_div(Decimal::ONE_HUNDRED));
        let Some(sum) = with_tax.and_then(|with_tax| computed.checked_add(with_tax)) else { return };
        computed = sum;
    }
    // One minor unit for each line may be lost to rounding.
    let tolerance = Decimal::new(i64::try_from(lines.len().max(1)).unwrap_or(1), total.currency.decimals());
    if !lines.is_empty() && (computed - total.major()).abs() > tolerance {
        let computed = Money::round(computed, total.currency).map_or(computed, Money::major);
        head.note_at(F::GrossAmount, Problem::TotalsDiffer { computed });
    }
}
