//! Whether a price line is invoiced by calendar month, quarter or year although its periods are counted from
//! the contract's first day.
//!
//! An imported list of contracts says when a contract begins, not from which day its periods are counted. A
//! company that invoices by calendar period charges a part of the first one (or all of it, or nothing) and
//! whole ones from then on. That shows in its invoices: in the periods they state, or else in the days on
//! which they were issued together with the amount of the first.

use super::{
    Tolerance,
    period::period_meant,
    text::{agreement, words},
};
use crate::{
    billing::{Billable, ExpectedAmount, expected},
    calendar::{Day, Period, add_months, month_end, sub_months},
    id::PriceLineId,
    money::{Currency, Money},
    price_line::{PriceLine, Recurrence},
};
use chrono::Datelike;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How far from its billing day an invoice without a period is still on time, in days.
const NEAR_DAYS: i64 = 5;
/// How many whole periods have to be stated before nothing is left to doubt.
const STATED_PERIODS: usize = 2;
/// How many invoices on the billing days are worth asking a person about, where no period is stated.
const DAYS_SEEN: usize = 3;

/// A line of an invoice about a contract.
#[derive(Clone, Copy, Debug)]
pub struct Invoiced<'a> {
    /// Words as printed.
    pub description: &'a str,
    /// The days it covers, if printed.
    pub period: Option<Period>,
    /// The day of issue.
    pub issued_on: Day,
    /// Amount before tax.
    pub amount: Money,
}

/// What was charged for the days before the first whole calendar period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FirstPeriod {
    /// Its days' share of the price.
    Prorated,
    /// The price of a whole period.
    Whole,
    /// Something else.
    Other,
    /// No invoice for it is known.
    NotSeen,
}

/// A price line that is invoiced by calendar period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarBilling {
    /// The price line.
    pub line: PriceLineId,
    /// The day from which its periods are counted now.
    pub before: Day,
    /// The first of a month, from which its invoices count them.
    pub anchor: Day,
    /// How many whole calendar periods its invoices cover.
    pub periods: u32,
    /// What was charged for the first, shorter one.
    pub first: FirstPeriod,
    /// Whether nothing speaks against it; otherwise a person has to say.
    pub certain: bool,
}

/// Finds the price lines of a contract whose invoices follow the calendar while their periods do not.
pub fn calendar_billing(
    lines: &[PriceLine],
    currency: Currency,
    billable: Billable,
    invoiced: &[Invoiced<'_>],
    tolerance: Tolerance,
) -> Vec<CalendarBilling> {
    let invoiced: Vec<&Invoiced<'_>> =
        invoiced.iter().filter(|invoiced| invoiced.amount.minor > 0 && invoiced.amount.currency == currency).collect();
    lines
        .iter()
        .filter_map(|line| {
            let own: Vec<Seen> =
                invoiced.iter().filter(|invoiced| belongs(lines, line, invoiced)).map(|one| Seen::of(one)).collect();
            of_line(line, currency, billable, &own, tolerance)
        })
        .collect()
}

/// Whether an invoice line may be about a price line: no other one's words agree better.
fn belongs(lines: &[PriceLine], line: &PriceLine, invoiced: &Invoiced<'_>) -> bool {
    let said = words(invoiced.description);
    let agrees = |line: &PriceLine| agreement(&words(&line.description), &said);
    let own = agrees(line);
    lines.iter().all(|other| agrees(other) <= own)
}

/// An invoice line with the days it covers, printed or named in its words.
struct Seen {
    period: Option<Period>,
    issued_on: Day,
    minor: i64,
}

impl Seen {
    fn of(invoiced: &Invoiced<'_>) -> Self {
        Self {
            period: invoiced.period.or_else(|| period_meant(invoiced.description, invoiced.issued_on)),
            issued_on: invoiced.issued_on,
            minor: invoiced.amount.minor,
        }
    }
}

fn of_line(
    line: &PriceLine,
    currency: Currency,
    billable: Billable,
    seen: &[Seen],
    tolerance: Tolerance,
) -> Option<CalendarBilling> {
    let Recurrence::Every { months, anchor, timing } = line.recurrence else { return None };
    let latest = seen.iter().map(|seen| seen.period.map_or(seen.issued_on, |period| period.last)).max()?;
    if !(1..=12).contains(&months) {
        return None;
    }
    let billable = Billable { horizon: latest.checked_add_days(chrono::Days::new(400))?, ..billable };
    let first = line.starts_on.map_or(billable.first, |day| day.max(billable.first));
    let schedule = |anchor: Day| {
        let moved = PriceLine { recurrence: Recurrence::Every { months, anchor, timing }, ..line.clone() };
        Some(Schedule { anchor, months, tolerance, rows: expected(&moved, currency, billable).ok()? })
    };
    let now = schedule(anchor)?;
    let month = first.with_day(1)?;
    let others: Vec<(Schedule, Fit)> = (0..months)
        .filter_map(|back| schedule(sub_months(month, back)?))
        .filter(|other| other.rows.first().map(|row| row.period) != now.rows.first().map(|row| row.period))
        .map(|other| {
            let fit = other.fit(seen);
            (other, fit)
        })
        .collect();
    let now_fits = now.fit(seen);
    let (best, fit) = others.iter().max_by_key(|(_, fit)| fit.points())?;
    let rivals = others.iter().filter(|(other, _)| other.anchor != best.anchor);
    if rivals.map(|(_, fit)| fit.points()).max().is_some_and(|points| points == fit.points()) {
        return None;
    }
    let prorated = fit.first == FirstPeriod::Prorated;
    let stated = fit.stated.len() >= STATED_PERIODS || (prorated && !fit.stated.is_empty());
    let by_days = prorated && fit.on_time.len() >= STATED_PERIODS;
    let plain_days = fit.stated.is_empty() && fit.on_time.len() >= DAYS_SEEN && now_fits.on_time.is_empty();
    // Periods that are those of today speak against it, unless they are few.
    let against = now_fits.stated.len();
    if fit.stated.len() < against * 3 || (!stated && !by_days && fit.stated.is_empty() && !plain_days) {
        return None;
    }
    let agreeing = fit.agreeing * 2 >= fit.stated.len().max(fit.on_time.len());
    Some(CalendarBilling {
        line: line.id,
        before: anchor,
        anchor: best.anchor,
        periods: u32::try_from(fit.stated.len().max(fit.on_time.len())).unwrap_or(u32::MAX),
        first: fit.first,
        certain: (stated || by_days) && against == 0 && agreeing,
    })
}

/// The periods of a line counted from a day.
struct Schedule {
    anchor: Day,
    months: u32,
    tolerance: Tolerance,
    rows: Vec<ExpectedAmount>,
}

/// How invoices fit a schedule.
struct Fit {
    /// Whole periods that invoices state.
    stated: BTreeSet<Day>,
    /// Whole periods over whose amount an invoice without a period was issued on time.
    on_time: BTreeSet<Day>,
    /// Of both, those over the expected amount.
    agreeing: usize,
    first: FirstPeriod,
}

impl Fit {
    fn points(&self) -> (usize, usize, bool) {
        (self.stated.len(), self.on_time.len(), self.first == FirstPeriod::Prorated)
    }
}

impl Schedule {
    fn fit(&self, seen: &[Seen]) -> Fit {
        let mut fit =
            Fit { stated: BTreeSet::new(), on_time: BTreeSet::new(), agreeing: 0, first: FirstPeriod::NotSeen };
        for seen in seen {
            let stated = seen.period.and_then(|period| self.rows.iter().find(|row| same_days(row.period, period)));
            let on_time = || {
                self.rows.iter().find(|row| {
                    (seen.issued_on - row.billing_day).num_days().abs() <= NEAR_DAYS && self.agrees(row, seen)
                })
            };
            match (stated, seen.period) {
                (Some(row), _) if self.is_whole(row) => {
                    let first_seen = fit.stated.insert(row.period.first);
                    fit.agreeing += usize::from(first_seen && self.agrees(row, seen));
                }
                (None, None) => {
                    if let Some(row) = on_time().filter(|row| self.is_whole(row))
                        && fit.on_time.insert(row.period.first)
                    {
                        fit.agreeing += 1;
                    }
                }
                _ => {}
            }
            if fit.first != FirstPeriod::Prorated {
                fit.first = self.first_period(seen).unwrap_or(fit.first);
            }
        }
        fit
    }

    /// What an invoice charges for the first period, where that is shorter than a whole one.
    fn first_period(&self, seen: &Seen) -> Option<FirstPeriod> {
        let row = self.rows.first().filter(|row| !self.is_whole(row))?;
        let whole = self.whole_around(row)?;
        let about = match seen.period {
            Some(period) => same_days(row.period, period) || same_days(whole, period),
            None => (seen.issued_on - row.billing_day).num_days().abs() <= NEAR_DAYS && self.agrees(row, seen),
        };
        let next = self.rows.get(1).filter(|next| self.is_whole(next));
        about.then(|| match next {
            _ if self.agrees(row, seen) => FirstPeriod::Prorated,
            Some(next) if self.agrees(next, seen) => FirstPeriod::Whole,
            _ => FirstPeriod::Other,
        })
    }

    fn agrees(&self, row: &ExpectedAmount, seen: &Seen) -> bool {
        i128::from(row.amount.minor).abs_diff(i128::from(seen.minor)) <= self.tolerance.around(row.amount)
    }

    fn is_whole(&self, row: &ExpectedAmount) -> bool {
        self.whole_around(row).is_some_and(|whole| whole == row.period)
    }

    /// The whole period that a row is or lies in.
    fn whole_around(&self, row: &ExpectedAmount) -> Option<Period> {
        let day = row.period.first;
        let between = (day.year() - self.anchor.year()) * 12 + month_of(day) - month_of(self.anchor);
        let step = i32::try_from(self.months).ok()?.max(1);
        let begins = |at: i32| {
            let months = at.checked_mul(step)?;
            let count = months.unsigned_abs();
            if months < 0 { sub_months(self.anchor, count) } else { add_months(self.anchor, count) }
        };
        let mut at = between.div_euclid(step);
        if begins(at)? > day {
            at -= 1;
        }
        Period::new(begins(at)?, begins(at + 1)?.pred_opt()?)
    }
}

fn month_of(day: Day) -> i32 {
    i32::try_from(day.month0()).unwrap_or_default()
}

/// Whether two stretches are the same days; a month may be printed to the first of the next one, or to its
/// 30th whatever its length.
fn same_days(one: Period, printed: Period) -> bool {
    let near = (one.last - printed.last).num_days().abs() <= 1;
    let end_of_month =
        month_end(one.last) == one.last && month_end(printed.last) == one.last && printed.last.day() >= 28;
    one.first == printed.first && (near || end_of_month)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::price_line::Timing;
    use rust_decimal::Decimal;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn line(months: u32, anchor: &str, timing: Timing) -> PriceLine {
        PriceLine {
            id: PriceLineId(uuid::Uuid::from_u128(1)),
            position: 1,
            description: "Lift maintenance".to_owned(),
            quantity: Decimal::ONE,
            unit: "month".to_owned(),
            unit_price: Decimal::from(310),
            vat_percent: None,
            recurrence: Recurrence::Every { months, anchor: day(anchor), timing },
            starts_on: None,
            ends_on: None,
            discounts: Vec::new(),
            ramp: Vec::new(),
            increase: None,
        }
    }

    /// Invoices written as `day | words or first..last | amount`.
    fn found(line: &PriceLine, first: &str, invoices: &str) -> Option<CalendarBilling> {
        let rows: Vec<(Day, String, Option<Period>, i64)> = invoices
            .lines()
            .map(str::trim)
            .filter(|row| !row.is_empty())
            .map(|row| {
                let cells: Vec<&str> = row.split('|').map(str::trim).collect();
                let period = cells[1].split_once("..").and_then(|(first, last)| Period::new(day(first), day(last)));
                let words = if period.is_some() { String::new() } else { cells[1].to_owned() };
                let amount: Decimal = cells[2].parse().expect("an amount");
                (day(cells[0]), words, period, Money::round(amount, Currency::EUR).expect("an amount").minor)
            })
            .collect();
        let invoiced: Vec<Invoiced<'_>> = rows
            .iter()
            .map(|(issued_on, description, period, minor)| Invoiced {
                description,
                period: *period,
                issued_on: *issued_on,
                amount: Money::new(*minor, Currency::EUR),
            })
            .collect();
        let billable = Billable { first: day(first), last: None, horizon: day("2026-12-31") };
        let found =
            calendar_billing(std::slice::from_ref(line), Currency::EUR, billable, &invoiced, Tolerance::default());
        found.into_iter().next()
    }

    #[test]
    fn stated_months_with_a_prorated_first_one_leave_no_doubt() {
        let line = line(1, "2026-01-15", Timing::Advance);
        let found = found(
            &line,
            "2026-01-15",
            "2026-01-15 | 2026-01-15..2026-01-31 | 170
             2026-02-01 | Lift maintenance February 2026 | 310
             2026-03-01 | 2026-03-01..2026-03-31 | 310",
        );
        let found = found.expect("found");
        assert_eq!((found.anchor, found.first, found.periods), (day("2026-01-01"), FirstPeriod::Prorated, 2));
        assert!(found.certain);
    }

    #[test]
    fn quarters_are_those_of_the_invoices_whatever_the_first_day() {
        let line = line(3, "2026-02-10", Timing::Advance);
        let found =
            found(&line, "2026-02-10", "2026-04-01 | Q2 2026 | 310\n2026-07-01 | Q3 2026 | 310").expect("found");
        assert_eq!((found.anchor, found.first), (day("2026-01-01"), FirstPeriod::NotSeen));
        assert!(found.certain);
    }

    #[test]
    fn days_alone_are_a_question_and_with_the_first_share_they_are_an_answer() {
        let line = line(1, "2026-01-15", Timing::Advance);
        let days = "2026-02-01 | | 310\n2026-03-01 | | 310\n2026-04-01 | | 310";
        let asked = found(&line, "2026-01-15", days).expect("found");
        assert!(!asked.certain);
        let answered = found(&line, "2026-01-15", &format!("2026-01-15 | | 170\n{days}")).expect("found");
        assert!(answered.certain && answered.first == FirstPeriod::Prorated);
    }

    #[test]
    fn periods_counted_from_the_first_day_stay_as_they_are() {
        let line = line(1, "2026-01-15", Timing::Advance);
        for invoices in [
            "2026-01-15 | 2026-01-15..2026-02-14 | 310\n2026-02-15 | 2026-02-15..2026-03-14 | 310",
            "2026-01-15 | | 310\n2026-02-15 | | 310\n2026-03-15 | | 310",
            "2026-02-01 | | 310",
        ] {
            assert_eq!(found(&line, "2026-01-15", invoices), None, "{invoices}");
        }
        let by_month = super::tests::line(1, "2026-01-01", Timing::Advance);
        let same = "2026-01-01 | January 2026 | 310\n2026-02-01 | February 2026 | 310\n2026-03-01 | March 2026 | 310";
        assert_eq!(found(&by_month, "2026-01-01", same), None);
    }

    #[test]
    fn invoices_of_both_kinds_are_a_question_or_nothing() {
        let line = line(1, "2026-01-15", Timing::Advance);
        let months = "2026-03-01 | March 2026 | 310\n2026-04-01 | April 2026 | 310\n2026-05-01 | May 2026 | 310";
        let one = "2026-01-15 | 2026-01-15..2026-02-14 | 310";
        assert!(found(&line, "2026-01-15", &format!("{one}\n{months}")).is_some_and(|found| !found.certain));
        let two = "2026-02-15 | 2026-02-15..2026-03-14 | 310";
        assert_eq!(found(&line, "2026-01-15", &format!("{one}\n{two}\n{months}")), None);
    }
}
