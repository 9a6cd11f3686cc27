//! The periods of a price line and what each of them is worth.

use super::{Billable, BillingError, ExpectedAmount, MOST_PERIODS, price};
use crate::{
    calendar::{Day, Period, add_months, sub_months},
    money::Currency,
    price_line::{PriceLine, Recurrence, Timing, check},
};
use chrono::Datelike;

/// What the terms promise for one line: a row for each period, in order of days.
///
/// - A recurring line has periods at whole steps from its anchor day. The first and the last are cut
///   by the line's and the contract's days and prorated by days over the days of the full period. A
///   horizon cuts nothing: rows whose billing day lies after it are left out, the others are whole.
/// - A one-off line has one row on its day, which may lie before the contract's first day (a fee due
///   at signature) but not after its last.
/// - A price that changes inside a period counts by days; the formula shows the stretches.
/// - A free period is a row of zero.
///
/// Errors: a field that must be corrected first, more than [`MOST_PERIODS`] rows, days at the end of
/// the calendar, amounts too large.
pub fn expected(line: &PriceLine, currency: Currency, billable: Billable) -> Result<Vec<ExpectedAmount>, BillingError> {
    let problem = check(line).into_iter().find(|(field, _)| field.concerns_amounts());
    if let Some((field, problem)) = problem {
        return Err(BillingError::Line { field, problem });
    }
    match line.recurrence {
        Recurrence::Once { on } => {
            let due = on <= billable.horizon && billable.last.is_none_or(|last| on <= last);
            let day = Period { first: on, last: on };
            due.then(|| row(line, currency, day, 1, on)).into_iter().collect()
        }
        Recurrence::Every { months, anchor, timing } => {
            recurring(line, currency, billable, Steps { anchor, months: i64::from(months) }, timing)
        }
    }
}

fn recurring(
    line: &PriceLine,
    currency: Currency,
    billable: Billable,
    steps: Steps,
    timing: Timing,
) -> Result<Vec<ExpectedAmount>, BillingError> {
    let first = line.starts_on.map_or(billable.first, |day| day.max(billable.first));
    let last = [line.ends_on, billable.last].into_iter().flatten().min();
    // Days from which nothing can follow are answered before the calendar's edge can matter.
    if first > billable.horizon || last.is_some_and(|last| last < first) {
        return Ok(Vec::new());
    }
    let mut rows = Vec::new();
    let mut index = steps.index_of(first)?;
    let mut begins = steps.begins(index)?;
    loop {
        index += 1;
        let next = steps.begins(index)?;
        let full = next.pred_opt().and_then(|day| Period::new(begins, day)).ok_or(BillingError::OutOfCalendar)?;
        let days = Period { first, last: last.unwrap_or(full.last).max(first) };
        let Some(covered) = full.intersection(days) else {
            break;
        };
        let billing_day = match timing {
            Timing::Advance => covered.first,
            Timing::Arrears => covered.last,
        };
        if billing_day > billable.horizon {
            break;
        }
        if rows.len() == MOST_PERIODS {
            return Err(BillingError::TooManyPeriods);
        }
        rows.push(row(line, currency, covered, full.days(), billing_day)?);
        begins = next;
    }
    Ok(rows)
}

fn row(
    line: &PriceLine,
    currency: Currency,
    period: Period,
    of: i64,
    billing_day: Day,
) -> Result<ExpectedAmount, BillingError> {
    let formula = price::formula(line, period, of);
    let amount = formula.compute(currency)?;
    Ok(ExpectedAmount { line: line.id, period, billing_day, amount, formula })
}

/// The days on which periods begin, numbered from the anchor day (0), before and after it.
#[derive(Clone, Copy)]
struct Steps {
    anchor: Day,
    /// At least 1.
    months: i64,
}

impl Steps {
    /// The first day of a period, always counted from the anchor day so that nothing drifts.
    fn begins(self, index: i64) -> Result<Day, BillingError> {
        let months = index.checked_mul(self.months).ok_or(BillingError::OutOfCalendar)?;
        let count = u32::try_from(months.unsigned_abs()).map_err(|_| BillingError::OutOfCalendar)?;
        let day = if months < 0 { sub_months(self.anchor, count) } else { add_months(self.anchor, count) };
        day.ok_or(BillingError::OutOfCalendar)
    }

    /// The number of the period that a day lies in.
    fn index_of(self, day: Day) -> Result<i64, BillingError> {
        let index = (month_number(day) - month_number(self.anchor)).div_euclid(self.months.max(1));
        Ok(if self.begins(index)? > day { index - 1 } else { index })
    }
}

fn month_number(day: Day) -> i64 {
    i64::from(day.year()) * 12 + i64::from(day.month0())
}
