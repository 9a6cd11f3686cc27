//! What is given up together: charges, and the rebates of their days.
//!
//! A row and its corrections are one promise. A promise to take something off is worth nothing beside charges that nobody
//! will bill any more: it goes with them, and comes back with any of them.

use super::{BillingState, LedgerRow};
use crate::{
    calendar::{Day, Period},
    id::{ExpectedBillingId, PriceLineId},
    money::Currency,
    reconciliation::Tolerance,
};
use std::collections::BTreeMap;

/// A row of the ledger as it is given up or taken up again.
#[derive(Clone, Copy, Debug)]
pub struct GivenUpRow<'a> {
    /// The row.
    pub row: &'a LedgerRow,
    /// Why it is given up; `None` where it is not.
    pub reason: Option<&'a str>,
}

/// What a line promises from a first day, with its corrections.
struct Promise<'a> {
    days: Period,
    currency: Currency,
    minor: i64,
    rows: Vec<GivenUpRow<'a>>,
}

impl Promise<'_> {
    /// Whether the days are in common.
    fn is_beside(&self, other: &Promise<'_>) -> bool {
        self.currency == other.currency && self.days.intersection(other.days).is_some()
    }

    fn has(&self, some: &[ExpectedBillingId]) -> bool {
        self.rows.iter().any(|one| some.contains(&one.row.id))
    }

    /// What is still to be billed once `some` rows are given up as well, in minor units.
    fn left_without(&self, some: &[ExpectedBillingId], tolerance: Tolerance) -> i64 {
        let open = self.rows.iter().map(|one| one.row).filter(|row| !row.waived && !some.contains(&row.id));
        open.fold(0, |sum, row| sum.saturating_add(left_to_bill(row, tolerance)))
    }
}

/// What is left of a row; nothing where it is billed within what is tolerated.
fn left_to_bill(row: &LedgerRow, tolerance: Tolerance) -> i64 {
    let billed = row.state(tolerance.minor_in(row.expected.amount.currency)) == BillingState::Billed;
    if billed { 0 } else { row.left() }
}

fn promises<'a>(ledger: impl IntoIterator<Item = GivenUpRow<'a>>) -> Vec<Promise<'a>> {
    let mut promises: BTreeMap<(PriceLineId, Day, Currency), Promise<'a>> = BTreeMap::new();
    for one in ledger {
        let expected = &one.row.expected;
        let currency = expected.amount.currency;
        let promise = promises.entry((expected.line, expected.period.first, currency)).or_insert_with(|| Promise {
            days: expected.period,
            currency,
            minor: 0,
            rows: Vec::new(),
        });
        promise.minor = promise.minor.saturating_add(expected.amount.minor);
        promise.rows.push(one);
    }
    promises.into_values().collect()
}

/// The rebates of a contract that are given up with some rows of its `ledger`: those of the days of a charge among these
/// rows, once nothing of the charges of their days remains to be billed.
pub fn rebates_given_up_with<'a>(
    ledger: impl IntoIterator<Item = GivenUpRow<'a>>,
    given_up: &[ExpectedBillingId],
    tolerance: Tolerance,
) -> Vec<ExpectedBillingId> {
    let promises = promises(ledger);
    let (charges, rebates): (Vec<_>, Vec<_>) = promises.iter().partition(|promise| promise.minor >= 0);
    let goes = |rebate: &&&Promise<'_>| {
        let mut beside = charges.iter().filter(|charge| charge.is_beside(rebate)).peekable();
        let concerned = beside.clone().any(|charge| charge.has(given_up));
        concerned && beside.all(|charge| charge.left_without(given_up, tolerance) <= 0)
    };
    let rows = rebates.iter().filter(goes).flat_map(|rebate| rebate.rows.iter());
    let open =
        rows.filter(|one| !one.row.waived && !given_up.contains(&one.row.id) && left_to_bill(one.row, tolerance) != 0);
    open.map(|one| one.row.id).collect()
}

/// The rebates of a contract that come back when some rows of its `ledger`, still given up in it, are expected again: those
/// that were given up with a charge of their days, for the same reason.
pub fn rebates_back_with<'a>(
    ledger: impl IntoIterator<Item = GivenUpRow<'a>>,
    back: &[ExpectedBillingId],
) -> Vec<ExpectedBillingId> {
    let promises = promises(ledger);
    let (charges, rebates): (Vec<_>, Vec<_>) = promises.iter().partition(|promise| promise.minor >= 0);
    let mut found = Vec::new();
    for rebate in rebates {
        let beside: Vec<_> = charges.iter().filter(|charge| charge.is_beside(rebate)).collect();
        if !beside.iter().any(|charge| charge.has(back)) {
            continue;
        }
        let reasons: Vec<&str> =
            beside.iter().flat_map(|charge| charge.rows.iter()).filter_map(|one| one.reason).collect();
        let with_a_charge = |one: &&GivenUpRow<'_>| one.reason.is_some_and(|reason| reasons.contains(&reason));
        let rows = rebate.rows.iter().filter(with_a_charge).map(|one| one.row.id);
        found.extend(rows.filter(|row| !back.contains(row)));
    }
    found
}

/// What the rebates come to, in minor units and below zero, that go with one row of its `ledger` when it is given up, or,
/// where it is given up already, that come back with it; nothing where there are none.
pub fn rebates_along(ledger: &[GivenUpRow<'_>], one: &LedgerRow, tolerance: Tolerance) -> i64 {
    let beside = |a: &LedgerRow, b: &LedgerRow| a.expected.period.intersection(b.expected.period).is_some();
    let near: Vec<_> =
        ledger.iter().filter(|other| other.row.expected.amount.minor < 0 && beside(other.row, one)).collect();
    if near.is_empty() || one.expected.amount.minor < 0 {
        return 0;
    }
    // Only what shares days with these rebates decides, which spares looking at all rows for each of them.
    let around = ledger.iter().filter(|other| near.iter().any(|rebate| beside(rebate.row, other.row))).copied();
    let along = match one.waived {
        true => rebates_back_with(around, &[one.id]),
        false => rebates_given_up_with(around, &[one.id], tolerance),
    };
    let rows = near.iter().map(|rebate| rebate.row).filter(|row| along.contains(&row.id));
    rows.fold(0, |sum, row| sum.saturating_add(row.left()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        billing::{ExpectedAmount, Formula},
        money::Money,
    };
    use rust_decimal::Decimal;
    use uuid::Uuid;

    /// A row of a line for some days, over euros; its number is the line's.
    fn row(line: u128, first: &str, last: &str, euros: i64) -> LedgerRow {
        let days = Period { first: first.parse().unwrap(), last: last.parse().unwrap() };
        let formula = Formula {
            quantity: Decimal::ONE,
            unit_price: Decimal::from(euros),
            increase: None,
            discounts: Vec::new(),
            prorated: None,
            later: Vec::new(),
        };
        LedgerRow {
            id: ExpectedBillingId(Uuid::from_u128(line)),
            expected: ExpectedAmount {
                line: PriceLineId(Uuid::from_u128(line)),
                period: days,
                billing_day: days.first,
                amount: Money::new(euros * 100, Currency::EUR),
                formula,
            },
            revision: 0,
            correction: None,
            billed: 0,
            credited: 0,
            recovered: 0,
            waived: false,
        }
    }

    fn june(line: u128, euros: i64) -> LedgerRow {
        row(line, "2026-06-01", "2026-06-30", euros)
    }

    fn ids(numbers: &[u128]) -> Vec<ExpectedBillingId> {
        numbers.iter().map(|number| ExpectedBillingId(Uuid::from_u128(*number))).collect()
    }

    fn gone(ledger: &[LedgerRow], given_up: &[u128]) -> Vec<ExpectedBillingId> {
        let ledger = ledger.iter().map(|row| GivenUpRow { row, reason: None });
        rebates_given_up_with(ledger, &ids(given_up), Tolerance::default())
    }

    #[test]
    fn a_rebate_goes_with_the_only_charge_of_its_days() {
        let july = row(4, "2026-07-01", "2026-07-31", -50);
        assert_eq!(gone(&[june(1, 500), june(2, -50), july], &[1]), ids(&[2]), "that of July stays");
        assert_eq!(gone(&[june(1, 500), june(2, -50)], &[2]), [], "a rebate alone takes nothing along");
    }

    #[test]
    fn a_rebate_stays_while_a_charge_of_its_days_is_to_be_billed() {
        let mut ledger = [june(1, 500), june(3, 200), june(2, -50)];
        assert_eq!(gone(&ledger, &[1]), []);
        assert_eq!(gone(&ledger, &[1, 3]), ids(&[2]));
        ledger[1].waived = true;
        assert_eq!(gone(&ledger, &[1]), ids(&[2]));
        (ledger[1].waived, ledger[1].billed) = (false, 19_999);
        assert_eq!(gone(&ledger, &[1]), ids(&[2]), "billed within what is tolerated");
        ledger[1].billed = 15_000;
        assert_eq!(gone(&ledger, &[1]), [], "a part is still to be billed");
    }

    #[test]
    fn a_rebate_of_many_months_stays_until_the_last_of_them_is_given_up() {
        let year = row(9, "2026-01-01", "2026-12-31", -100);
        let mut ledger = [june(1, 500), row(2, "2026-07-01", "2026-07-31", 500), year];
        assert_eq!(gone(&ledger, &[1]), []);
        ledger[0].waived = true;
        assert_eq!(gone(&ledger, &[2]), ids(&[9]));
    }

    #[test]
    fn what_was_given_already_and_what_is_in_another_currency_stays() {
        let mut given = june(2, -50);
        given.credited = -5_000;
        let mut pounds = june(3, -50);
        pounds.expected.amount.currency = "GBP".parse().unwrap();
        assert_eq!(gone(&[june(1, 500), given, pounds], &[1]), []);
    }

    #[test]
    fn a_correction_that_lowers_a_charge_is_no_rebate() {
        let mut charge = june(1, 500);
        charge.billed = 45_000;
        let mut lowered = LedgerRow { id: ids(&[7])[0], revision: 1, ..june(1, -50) };
        lowered.waived = true;
        assert_eq!(gone(&[charge, lowered, june(2, -20)], &[1]), ids(&[2]));
    }

    #[test]
    fn what_goes_along_with_a_row_is_said_before_it_is_given_up_and_before_it_comes_back() {
        let mut ledger = vec![june(1, 500), june(2, -50), row(3, "2026-07-01", "2026-07-31", 500)];
        let along = |ledger: &[LedgerRow], at: usize, reason| {
            let rows: Vec<_> = ledger.iter().map(|row| GivenUpRow { row, reason }).collect();
            rebates_along(&rows, &ledger[at], Tolerance::default())
        };
        assert_eq!([0, 1, 2].map(|at| along(&ledger, at, None)), [-5_000, 0, 0]);
        ledger.push(june(4, 100));
        assert_eq!(along(&ledger, 0, None), 0, "another charge of June is to be billed");
        ledger.pop();
        (ledger[0].waived, ledger[1].waived) = (true, true);
        assert_eq!(along(&ledger, 0, Some("goodwill")), -5_000);
    }

    #[test]
    fn rebates_come_back_with_any_charge_of_their_days_unless_they_were_given_up_by_themselves() {
        let [mut one, mut other, mut rebate, mut own] = [june(1, 500), june(3, 200), june(2, -50), june(4, -5)];
        for row in [&mut one, &mut other, &mut rebate, &mut own] {
            row.waived = true;
        }
        let reasons = [(&one, "goodwill"), (&other, "a mistake"), (&rebate, "a mistake"), (&own, "a rebate too many")];
        let ledger = reasons.map(|(row, reason)| GivenUpRow { row, reason: Some(reason) });
        assert_eq!(rebates_back_with(ledger, &ids(&[1])), ids(&[2]));
        assert_eq!(rebates_back_with(ledger, &ids(&[3])), ids(&[2]));
        assert_eq!(rebates_back_with(ledger, &ids(&[2])), [], "the charges stay given up");
    }
}
