//! The windows in which promised visits have to be made, and how visits that are known follow them.

use super::{KnownPromise, Visit, VisitKey, VisitPromise, VisitRhythm};
use crate::{
    billing::Billable,
    calendar::{Day, Period, add_months, month_end},
    id::{ContractId, VisitId},
};
use chrono::{Datelike, Days};
use std::collections::BTreeMap;

/// The most years of a contract that are laid out: more is a mistyped day.
const YEARS_MOST: u32 = 200;

/// A visit that is promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Which one.
    pub key: VisitKey,
    /// From which day to which.
    pub period: Period,
}

/// The visits that a promise promises over the days of a contract, in order.
///
/// - Contract years are counted from the contract's first day. Spread visits cut each of them into as many windows, at
///   whole months where that is possible, else by days.
/// - A named month is the calendar month whose first day lies in the contract year, so that each year has it once.
/// - A window that begins after the contract's last day, or after the horizon, is left out; one that the last day lies in
///   ends with it.
pub fn windows(promise: &VisitPromise, days: Billable) -> Vec<Window> {
    let last = [days.last, promise.ends_on].into_iter().flatten().min();
    let from = promise.starts_on.map_or(days.first, |day| day.max(days.first));
    let mut all = Vec::new();
    for year in 1..=YEARS_MOST {
        let Some(own) = contract_year(days.first, year) else { break };
        if own.first > last.map_or(days.horizon, |last| last.min(days.horizon)) {
            break;
        }
        let periods = match &promise.rhythm {
            VisitRhythm::Spread { per_year } => spread(days.first, year, own, *per_year),
            VisitRhythm::Months { months } => named(own, months),
        };
        let numbered = periods.into_iter().zip(1..).filter_map(|(period, number)| {
            let end = last.map_or(period.last, |last| last.min(period.last));
            let promised = period.first >= from && period.first <= days.horizon;
            let period = Period::new(period.first, end).filter(|_| promised)?;
            Some(Window { key: VisitKey { year, number }, period })
        });
        all.extend(numbered);
    }
    all
}

fn contract_year(first: Day, year: u32) -> Option<Period> {
    let begins = add_months(first, 12 * (year - 1))?;
    let next = add_months(first, 12 * year)?;
    Period::new(begins, next.pred_opt()?)
}

fn spread(first: Day, year: u32, own: Period, per_year: u32) -> Vec<Period> {
    let count = per_year.max(1);
    let begins = |number: u32| {
        if 12 % count == 0 {
            add_months(first, 12 * (year - 1) + number * (12 / count))
        } else {
            let days = u64::try_from(own.days()).unwrap_or(0) * u64::from(number) / u64::from(count);
            own.first.checked_add_days(Days::new(days))
        }
    };
    let between = |number| Period::new(begins(number)?, begins(number + 1)?.pred_opt()?);
    (0..count).filter_map(between).collect()
}

fn named(own: Period, months: &[u32]) -> Vec<Period> {
    let firsts = (0..=12).filter_map(|step| add_months(own.first.with_day(1)?, step));
    let firsts = firsts.filter(|first| own.contains(*first) && months.contains(&first.month()));
    firsts.map(|first| Period { first, last: month_end(first) }).collect()
}

/// How the visits of a contract change so that they agree with what is promised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VisitChange {
    /// A visit that was not there.
    Add {
        /// Position of its promise among those given.
        promise: usize,
        /// When.
        window: Window,
    },
    /// A visit to be made in another window, or called or placed otherwise.
    Move {
        /// The visit.
        id: VisitId,
        /// Position of its promise among those given.
        promise: usize,
        /// Its window now.
        period: Period,
    },
    /// A visit that is no longer promised, and to which nothing happened.
    Remove {
        /// The visit.
        id: VisitId,
    },
}

/// How known visits of a contract follow its promises over its days (`None` where it promises nothing yet): those that
/// people planned, made or called off stay, and one that is planned or open follows its window. The same again changes
/// nothing.
pub fn revise(
    contract: ContractId,
    promises: &[KnownPromise],
    days: Option<Billable>,
    known: &[Visit],
) -> Vec<VisitChange> {
    let mut changes = Vec::new();
    let own: Vec<&Visit> = known.iter().filter(|visit| visit.contract == contract && visit.key.is_some()).collect();
    let mut left: BTreeMap<_, &Visit> = own.into_iter().map(|visit| ((visit.promise, visit.key), visit)).collect();
    for (position, promise) in promises.iter().enumerate().filter(|(_, promise)| promise.contract == contract) {
        for window in days.map(|days| windows(&promise.terms, days)).unwrap_or_default() {
            let Some(visit) = left.remove(&(Some(promise.id), Some(window.key))) else {
                changes.push(VisitChange::Add { promise: position, window });
                continue;
            };
            let same = visit.window == window.period
                && visit.site == promise.terms.site
                && visit.description == promise.terms.description;
            if visit.is_open() && !same {
                changes.push(VisitChange::Move { id: visit.id, promise: position, period: window.period });
            }
        }
    }
    let gone = left.into_values().filter(|visit| visit.is_untouched());
    changes.extend(gone.map(|visit| VisitChange::Remove { id: visit.id }));
    changes
}
