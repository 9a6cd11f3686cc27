//! When a recurring obligation falls due: the part of RFC 5545's recurrence rules that contracts use.
//!
//! A rule is kept and exchanged as the text of an `RRULE` and expanded here, in days, so that browser, server and tests
//! agree. Months that are too short for a day take their last one, which the RFC says with `BYSETPOS`.

use crate::calendar::{Day, add_months, month_end};
use chrono::{Datelike, Days, Weekday};
use std::fmt;

/// The most days that one rule may name: more is a mistyped rule.
pub const MOST_DAYS: usize = 5_000;
/// The longest interval of a rule.
pub const MOST_EVERY: u32 = 999;

/// A day of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MonthDay {
    /// The day with that number, 1 to 31, or the last one of a month that has none.
    Number(u8),
    /// The last day.
    Last,
    /// The first to fourth such weekday, or with -1 the last one.
    Weekday {
        /// 1 to 4, or -1.
        nth: i8,
        /// The weekday.
        weekday: Weekday,
    },
}

/// What a rule counts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Cadence {
    /// Days.
    Days,
    /// Weeks, which begin on Monday; due on each of these weekdays, in their order, at least one.
    Weeks(Vec<Weekday>),
    /// Months.
    Months(MonthDay),
    /// Years, in one month of them, 1 to 12.
    Years(u8, MonthDay),
}

/// How long a rule goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ending {
    /// As long as the contract.
    WithContract,
    /// Until a day, included.
    On(Day),
    /// After so many times, 1 or more.
    After(u32),
}

/// A recurrence rule; it says nothing without its first day, from which its steps are counted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RecurrenceRule {
    /// Every so many days, weeks, months or years, 1 to [`MOST_EVERY`].
    pub every: u32,
    /// Of what.
    pub rhythm: Cadence,
    /// How long.
    pub ending: Ending,
}

impl RecurrenceRule {
    /// The days of the rule from `first` up to and including `until`, in order, [`MOST_DAYS`] at most.
    pub fn days(&self, first: Day, until: Day) -> Vec<Day> {
        let (until, most) = match self.ending {
            Ending::WithContract => (until, MOST_DAYS),
            Ending::On(last) => (until.min(last), MOST_DAYS),
            Ending::After(times) => (until, usize::try_from(times).unwrap_or(MOST_DAYS).min(MOST_DAYS)),
        };
        let mut days = Vec::new();
        for step in 0.. {
            let Some((begins, mut named)) = self.step(first, step) else { break };
            if begins > until || days.len() >= most {
                break;
            }
            named.retain(|day| *day >= first && *day <= until);
            days.extend(named);
        }
        days.truncate(most);
        days
    }

    /// The days that a step names, in order, and the day with which its week, month or year begins.
    fn step(&self, first: Day, step: u32) -> Option<(Day, Vec<Day>)> {
        let steps = step.checked_mul(self.every.max(1))?;
        match &self.rhythm {
            Cadence::Days => {
                let day = first.checked_add_days(Days::new(steps.into()))?;
                Some((day, vec![day]))
            }
            Cadence::Weeks(weekdays) => {
                let monday = first.checked_sub_days(Days::new(first.weekday().num_days_from_monday().into()))?;
                let monday = monday.checked_add_days(Days::new(u64::from(steps) * 7))?;
                let on = |weekday: &Weekday| monday.checked_add_days(Days::new(weekday.num_days_from_monday().into()));
                Some((monday, weekdays.iter().filter_map(on).collect()))
            }
            Cadence::Months(on) => {
                let month = add_months(first.with_day(1)?, steps)?;
                Some((month, vec![day_of(month, *on)?]))
            }
            Cadence::Years(number, on) => {
                let year = add_months(first.with_day(1)?.with_month(1)?, steps.checked_mul(12)?)?;
                let month = year.with_month((*number).into())?;
                Some((year, vec![day_of(month, *on)?]))
            }
        }
    }

    /// The rule of a text as it is kept: what this type can say of RFC 5545. `None` for everything else.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let mut parts = Parts::default();
        for part in text.strip_prefix("RRULE:").unwrap_or(text).split(';') {
            let (name, value) = part.split_once('=')?;
            let place = match name {
                "FREQ" => &mut parts.freq,
                "INTERVAL" => &mut parts.interval,
                "COUNT" => &mut parts.count,
                "UNTIL" => &mut parts.until,
                "BYDAY" => &mut parts.by_day,
                "BYMONTHDAY" => &mut parts.by_month_day,
                "BYMONTH" => &mut parts.by_month,
                "BYSETPOS" => &mut parts.by_set_pos,
                _ => return None,
            };
            if place.replace(value).is_some() {
                return None;
            }
        }
        let every = parts.interval.map_or(Some(1), |text| text.parse().ok())?;
        let rule = Self { every, rhythm: parts.rhythm()?, ending: parts.ending()? };
        ((1..=MOST_EVERY).contains(&every)).then_some(rule)
    }
}

/// The day of a month that begins on a day.
fn day_of(month: Day, on: MonthDay) -> Option<Day> {
    let last = month_end(month);
    match on {
        MonthDay::Last => Some(last),
        MonthDay::Number(number) => month.with_day(u32::from(number).min(last.day())),
        MonthDay::Weekday { nth, weekday } => {
            let wanted = weekday.num_days_from_monday();
            if nth < 0 {
                let back = (last.weekday().num_days_from_monday() + 7 - wanted) % 7;
                return last.checked_sub_days(Days::new(back.into()));
            }
            let ahead = (wanted + 7 - month.weekday().num_days_from_monday()) % 7;
            let weeks = u64::from(nth.unsigned_abs().saturating_sub(1)) * 7;
            month.checked_add_days(Days::new(u64::from(ahead) + weeks))
        }
    }
}

#[derive(Default)]
struct Parts<'a> {
    freq: Option<&'a str>,
    interval: Option<&'a str>,
    count: Option<&'a str>,
    until: Option<&'a str>,
    by_day: Option<&'a str>,
    by_month_day: Option<&'a str>,
    by_month: Option<&'a str>,
    by_set_pos: Option<&'a str>,
}

impl Parts<'_> {
    fn ending(&self) -> Option<Ending> {
        match (self.count, self.until) {
            (None, None) => Some(Ending::WithContract),
            (Some(count), None) => count.parse().ok().filter(|count| *count > 0).map(Ending::After),
            (None, Some(until)) => Day::parse_from_str(until, "%Y%m%d").ok().map(Ending::On),
            (Some(_), Some(_)) => None,
        }
    }

    fn rhythm(&self) -> Option<Cadence> {
        match (self.freq?, self.by_month) {
            ("DAILY", None) if self.names_no_day() => Some(Cadence::Days),
            ("WEEKLY", None) if self.by_month_day.is_none() && self.by_set_pos.is_none() => {
                let mut weekdays = self.by_day?.split(',').map(weekday_of).collect::<Option<Vec<_>>>()?;
                weekdays.sort_by_key(Weekday::num_days_from_monday);
                weekdays.dedup();
                Some(Cadence::Weeks(weekdays))
            }
            ("MONTHLY", None) => Some(Cadence::Months(self.month_day()?)),
            ("YEARLY", Some(month)) => {
                let month = month.parse().ok().filter(|month| (1..=12).contains(month))?;
                Some(Cadence::Years(month, self.month_day()?))
            }
            _ => None,
        }
    }

    const fn names_no_day(&self) -> bool {
        self.by_day.is_none() && self.by_month_day.is_none() && self.by_set_pos.is_none()
    }

    fn month_day(&self) -> Option<MonthDay> {
        match (self.by_day, self.by_month_day, self.by_set_pos) {
            (None, Some("-1"), None) => Some(MonthDay::Last),
            (None, Some(number), None) => {
                number.parse().ok().filter(|number| (1..=28).contains(number)).map(MonthDay::Number)
            }
            (None, Some(numbers), Some("-1")) => {
                let numbers: Vec<u8> = numbers.split(',').map(|number| number.parse().ok()).collect::<Option<_>>()?;
                let last = *numbers.last().filter(|last| (29..=31).contains(*last))?;
                (numbers.into_iter().eq(28..=last)).then_some(MonthDay::Number(last))
            }
            (Some(text), None, None) => {
                let (nth, weekday) = text.split_at_checked(text.len().checked_sub(2)?)?;
                let nth = nth.parse().ok().filter(|nth| *nth == -1 || (1..=4).contains(nth))?;
                Some(MonthDay::Weekday { nth, weekday: weekday_of(weekday)? })
            }
            _ => None,
        }
    }
}

const WEEKDAYS: [(Weekday, &str); 7] = [
    (Weekday::Mon, "MO"),
    (Weekday::Tue, "TU"),
    (Weekday::Wed, "WE"),
    (Weekday::Thu, "TH"),
    (Weekday::Fri, "FR"),
    (Weekday::Sat, "SA"),
    (Weekday::Sun, "SU"),
];

fn weekday_of(text: &str) -> Option<Weekday> {
    WEEKDAYS.iter().find(|(_, code)| *code == text).map(|(weekday, _)| *weekday)
}

fn code_of(weekday: Weekday) -> &'static str {
    WEEKDAYS.iter().find(|(known, _)| *known == weekday).map_or("MO", |(_, code)| code)
}

impl fmt::Display for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Last => f.write_str("BYMONTHDAY=-1"),
            Self::Number(number) if *number <= 28 => write!(f, "BYMONTHDAY={number}"),
            Self::Number(number) => {
                let numbers: Vec<String> = (28..=*number).map(|number| number.to_string()).collect();
                write!(f, "BYMONTHDAY={};BYSETPOS=-1", numbers.join(","))
            }
            Self::Weekday { nth, weekday } => write!(f, "BYDAY={nth}{}", code_of(*weekday)),
        }
    }
}

/// The value of an `RRULE`, as it is kept: `FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1;COUNT=12`.
impl fmt::Display for RecurrenceRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let every = self.every;
        match &self.rhythm {
            Cadence::Days => write!(f, "FREQ=DAILY;INTERVAL={every}")?,
            Cadence::Weeks(weekdays) => {
                let codes: Vec<&str> = weekdays.iter().map(|weekday| code_of(*weekday)).collect();
                write!(f, "FREQ=WEEKLY;INTERVAL={every};BYDAY={}", codes.join(","))?;
            }
            Cadence::Months(on) => write!(f, "FREQ=MONTHLY;INTERVAL={every};{on}")?,
            Cadence::Years(month, on) => write!(f, "FREQ=YEARLY;INTERVAL={every};BYMONTH={month};{on}")?,
        }
        match self.ending {
            Ending::WithContract => Ok(()),
            Ending::On(last) => write!(f, ";UNTIL={}", last.format("%Y%m%d")),
            Ending::After(times) => write!(f, ";COUNT={times}"),
        }
    }
}

#[cfg(test)]
mod tests;
