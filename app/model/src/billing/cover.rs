//! Corrections of periods that invoices bill already as the terms now say.
//!
//! Terms are often put right after the invoices were: a missed increase is entered, an earlier end. The row of the period stays
//! as it was billed and a correction has the difference, which the invoice has too: what it bills beyond the row, or short of it,
//! is that of the correction. Otherwise the same money would be billed too much and not billed at once.

use super::LedgerRow;
use crate::{calendar::Day, id::*};
use std::collections::BTreeMap;

/// A part of what invoices bill of a row that is its correction's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cover {
    /// The row.
    pub row: ExpectedBillingId,
    /// Its correction.
    pub correction: ExpectedBillingId,
    /// Minor units, with the sign of the correction: what goes from the row to it.
    pub minor: i64,
}

/// What of the matches of a contract's rows is that of corrections to which nothing has happened, as far as they reach, the
/// earliest first. Where a part of a period was given up or recovered nothing moves: people decided about it as it stood.
/// The same again answers nothing.
pub fn covers<'a>(rows: impl IntoIterator<Item = &'a LedgerRow>) -> Vec<Cover> {
    let mut periods: BTreeMap<(PriceLineId, Day), Vec<&LedgerRow>> = BTreeMap::new();
    for row in rows {
        periods.entry((row.expected.line, row.expected.period.first)).or_default().push(row);
    }
    periods.into_values().flat_map(of_period).collect()
}

fn of_period(mut rows: Vec<&LedgerRow>) -> Vec<Cover> {
    rows.sort_by_key(|row| row.revision);
    let settled = rows.iter().any(|row| row.waived || row.recovered != 0);
    let Some((base, corrections)) = rows.split_first().filter(|(base, _)| base.billed != 0 && !settled) else {
        return Vec::new();
    };
    let currency = base.expected.amount.currency;
    let mut beyond = base.net().saturating_sub(base.expected.amount.minor);
    let mut found = Vec::new();
    for correction in corrections {
        let amount = correction.expected.amount;
        if correction.is_fixed() || amount.currency != currency || amount.minor.signum() != beyond.signum() {
            continue;
        }
        let minor = if amount.minor.unsigned_abs() < beyond.unsigned_abs() { amount.minor } else { beyond };
        if minor != 0 {
            beyond = beyond.saturating_sub(minor);
            found.push(Cover { row: base.id, correction: correction.id, minor });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        billing::{Correction, CorrectionReason, ExpectedAmount, Formula},
        calendar::Period,
        money::{Currency, Money},
    };
    use rust_decimal::Decimal;
    use uuid::Uuid;

    /// A row of June by its revision, in euros.
    fn row(revision: u32, euros: i64, billed: i64) -> LedgerRow {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let amount = Money::new(euros * 100, Currency::EUR);
        let correction = (revision > 0).then_some(Correction {
            reason: CorrectionReason::PriceChanged,
            promised: amount,
            recorded: amount,
        });
        LedgerRow {
            id: ExpectedBillingId(Uuid::from_u128(revision.into())),
            expected: ExpectedAmount {
                line: PriceLineId(Uuid::from_u128(9)),
                period: Period { first: day("2026-06-01"), last: day("2026-06-30") },
                billing_day: day("2026-06-01"),
                amount,
                formula: Formula {
                    quantity: Decimal::ONE,
                    unit_price: Decimal::from(euros),
                    increase: None,
                    discounts: Vec::new(),
                    prorated: None,
                    later: Vec::new(),
                },
            },
            revision,
            correction,
            billed: billed * 100,
            credited: 0,
            recovered: 0,
            waived: false,
        }
    }

    /// What moves, by revision and in euros.
    fn moved(rows: &[LedgerRow]) -> Vec<(u128, i64)> {
        covers(rows).into_iter().map(|cover| (cover.correction.0.as_u128(), cover.minor / 100)).collect()
    }

    #[test]
    fn what_an_invoice_bills_as_the_terms_now_say_is_that_of_the_correction() {
        assert_eq!(moved(&[row(0, 2_050, 2_091), row(1, 41, 0)]), [(1, 41)], "an increase that was entered late");
        assert_eq!(moved(&[row(0, 600, 300), row(1, -300, 0)]), [(1, -300)], "an end that was entered late");
        assert_eq!(moved(&[row(0, -50, -60), row(1, -10, 0)]), [(1, -10)], "a larger rebate");
    }

    #[test]
    fn a_correction_takes_no_more_than_it_has_and_than_there_is() {
        assert_eq!(moved(&[row(0, 100, 150), row(1, 20, 0)]), [(1, 20)], "30 are billed too much");
        assert_eq!(moved(&[row(0, 100, 120), row(1, 50, 0)]), [(1, 20)], "30 are still to be billed");
        assert_eq!(moved(&[row(0, 100, 130), row(1, 20, 0), row(2, 20, 0)]), [(1, 20), (2, 10)]);
        assert_eq!(moved(&[row(0, 100, 130), row(1, 20, 20), row(2, 20, 0)]), [(2, 20)], "the first has its own");
    }

    #[test]
    fn what_was_billed_as_it_was_promised_is_still_to_be_corrected() {
        assert_eq!(moved(&[row(0, 100, 100), row(1, 20, 0)]), []);
        assert_eq!(moved(&[row(0, 100, 100), row(1, -20, 0)]), []);
        assert_eq!(moved(&[row(0, 100, 80), row(1, 20, 0)]), [], "too little, and more is promised");
        assert_eq!(moved(&[row(0, 100, 120), row(1, -20, 0)]), [], "too much, and less is promised");
    }

    #[test]
    fn what_people_decided_stays() {
        let (mut base, correction) = (row(0, 100, 120), row(1, 20, 0));
        base.recovered = 500;
        assert_eq!(moved(&[base.clone(), correction.clone()]), []);
        (base.recovered, base.waived) = (0, true);
        assert_eq!(moved(&[base.clone(), correction.clone()]), []);
        base.waived = false;
        assert_eq!(moved(&[base.clone(), LedgerRow { waived: true, ..correction.clone() }]), []);
        let pounds = Money::new(2_000, "GBP".parse().unwrap());
        let mut other = correction;
        other.expected.amount = pounds;
        assert_eq!(moved(&[base, other]), []);
    }

    #[test]
    fn the_same_again_moves_nothing() {
        assert_eq!(moved(&[row(0, 2_050, 2_050), row(1, 41, 41)]), []);
        assert_eq!(moved(&[row(0, 600, 600), row(1, -300, -300)]), []);
    }
}
