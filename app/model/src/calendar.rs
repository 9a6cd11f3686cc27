//! Days, months and periods.
//!
//! A [`Period`] is its first and last day, both included. Steps of months are always taken from the
//! anchor day and clamped to the end of the month, so that there is no drift: 31 January, 28 February,
//! 31 March.

pub mod holiday;

use chrono::{Datelike, Months};
use serde::{Deserialize, Serialize};

/// A calendar day, without time or zone.
pub type Day = chrono::NaiveDate;

/// A moment in UTC, to the millisecond.
pub type Moment = chrono::DateTime<chrono::Utc>;

/// A stretch of days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Period {
    /// The first day that belongs to the period.
    pub first: Day,
    /// The last day that belongs to the period; never before `first`.
    pub last: Day,
}

impl Period {
    /// The period from `first` to `last`, unless it would be empty.
    pub fn new(first: Day, last: Day) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// Number of days, at least 1.
    pub fn days(self) -> i64 {
        (self.last - self.first).num_days() + 1
    }

    /// Whether a day belongs to the period.
    pub fn contains(self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }

    /// The days two periods share.
    pub fn intersection(self, other: Self) -> Option<Self> {
        Self::new(self.first.max(other.first), self.last.min(other.last))
    }
}

/// A length of time as contracts state it. A year is 12 months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Length {
    /// Calendar days.
    Days(u32),
    /// Weeks of seven days.
    Weeks(u32),
    /// Calendar months.
    Months(u32),
}

/// The day `count` months after the anchor, clamped to the end of that month; `None` beyond the
/// calendar's range (about 262,000 years).
pub fn add_months(anchor: Day, count: u32) -> Option<Day> {
    anchor.checked_add_months(Months::new(count))
}

/// The day `count` months before the anchor, clamped to the end of that month.
pub fn sub_months(anchor: Day, count: u32) -> Option<Day> {
    anchor.checked_sub_months(Months::new(count))
}

/// The day a length after another: days and weeks are counted, months clamped.
pub fn add(day: Day, length: Length) -> Option<Day> {
    match length {
        Length::Days(count) => day.checked_add_days(chrono::Days::new(u64::from(count))),
        Length::Weeks(count) => day.checked_add_days(chrono::Days::new(u64::from(count) * 7)),
        Length::Months(count) => add_months(day, count),
    }
}

/// How many whole months lie between two days: the largest `count` with `add_months(anchor, count)` not
/// after `day`; `None` if the day lies before the anchor.
pub fn whole_months(anchor: Day, day: Day) -> Option<u32> {
    if day < anchor {
        return None;
    }
    let years = i64::from(day.year()) - i64::from(anchor.year());
    let months = u32::try_from(years * 12 + i64::from(day.month()) - i64::from(anchor.month())).ok()?;
    match add_months(anchor, months) {
        Some(step) if step <= day => Some(months),
        // The step of the day's own month is still to come.
        _ => months.checked_sub(1),
    }
}

/// The first day of the month that `day` lies in.
pub fn month_start(day: Day) -> Day {
    day.with_day(1).unwrap_or(day)
}

/// The weeks, from Monday to Sunday, that a month touches, each with its seven days; days beyond the calendar are left out.
pub fn weeks(month: Day) -> Vec<Vec<Day>> {
    let (first, last) = (month_start(month), month_end(month));
    let lead = u64::from(first.weekday().num_days_from_monday());
    let mut weeks = Vec::new();
    let mut monday = first.checked_sub_days(chrono::Days::new(lead));
    while let Some(start) = monday.filter(|monday| *monday <= last) {
        weeks.push((0..7).filter_map(|day| start.checked_add_days(chrono::Days::new(day))).collect());
        monday = start.checked_add_days(chrono::Days::new(7));
    }
    weeks
}

/// The last day of the month that `day` lies in.
pub fn month_end(day: Day) -> Day {
    day.with_day(u32::from(day.num_days_in_month())).unwrap_or(day)
}

/// The last day of the calendar quarter that `day` lies in.
pub fn quarter_end(day: Day) -> Day {
    let months = 2 - day.month0() % 3;
    let first = day.with_day(1).and_then(|first| add_months(first, months));
    first.map_or(day, month_end)
}

/// The last day of the month that a text names together with a day which that month does not have (`2026-02-31`,
/// `31/02/2026`); nothing for any other text.
pub fn end_before(text: &str) -> Option<Day> {
    let mut parts = text.split(|char: char| !char.is_ascii_digit()).filter(|part| !part.is_empty());
    let mut next = || parts.next()?.parse::<u32>().ok();
    let (first, month, last) = (next()?, next()?, next()?);
    let (year, day) = if first > 31 { (first, last) } else { (last, first) };
    let end = month_end(Day::from_ymd_opt(i32::try_from(year).ok()?, month, 1)?);
    (parts.next().is_none() && (end.day() + 1..=31).contains(&day)).then_some(end)
}

/// The month, 1 to 12, of an English or French name or abbreviation in small letters without accents.
pub fn month_named(word: &str) -> Option<u32> {
    Some(match word {
        "jan" | "janv" | "janvier" | "january" => 1,
        "feb" | "fev" | "fevr" | "fevrier" | "february" => 2,
        "mar" | "mars" | "march" => 3,
        "apr" | "avr" | "avril" | "april" => 4,
        "may" | "mai" => 5,
        "jun" | "june" | "juin" => 6,
        "jul" | "july" | "juil" | "juill" | "juillet" => 7,
        "aug" | "august" | "aou" | "aout" => 8,
        "sep" | "sept" | "septembre" | "september" => 9,
        "oct" | "octobre" | "october" => 10,
        "nov" | "novembre" | "november" => 11,
        "dec" | "decembre" | "december" => 12,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_day_beyond_the_end_of_its_month_is_told_from_what_is_no_date() {
        for (text, end) in [
            ("2026-02-31", Some("2026-02-28")),
            ("31/02/2026", Some("2026-02-28")),
            ("30.2.2028", Some("2028-02-29")),
            ("2026年4月31日", Some("2026-04-30")),
            ("2026-02-28", None),
            ("2026-13-01", None),
            ("2026-02-32", None),
            ("31/02", None),
            ("99999999999-02-31", None),
            ("999999-02-31", None),
            ("1-2-31-2026", None),
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(super::end_before(text), end.map(|day| day.parse().expect("a day")), "{text}");
        }
    }

    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn months_are_stepped_from_the_anchor_without_drift() {
        let anchor = day("2026-01-31");
        let steps: Vec<_> = (0..4).filter_map(|count| add_months(anchor, count)).collect();
        assert_eq!(steps, ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"].map(day));
    }

    #[test]
    fn whole_months_count_a_clamped_step_as_complete() {
        for (anchor, until, expected) in [
            ("2026-01-31", "2026-02-27", Some(0)),
            ("2026-01-31", "2026-02-28", Some(1)),
            ("2026-01-31", "2026-03-30", Some(1)),
            ("2026-01-31", "2026-03-31", Some(2)),
            ("2024-02-29", "2025-02-28", Some(12)),
            ("2026-01-01", "2826-01-01", Some(9600)),
            ("2026-01-02", "2026-01-01", None),
        ] {
            assert_eq!(whole_months(day(anchor), day(until)), expected, "{anchor} to {until}");
        }
    }

    #[test]
    fn the_weeks_of_a_month_are_whole_and_cover_it_and_no_more() {
        for (month, first, last, count) in [
            ("2026-11-15", "2026-10-26", "2026-12-06", 6),
            ("2026-02-28", "2026-01-26", "2026-03-01", 5),
            ("2027-02-01", "2027-02-01", "2027-02-28", 4),
        ] {
            let weeks = weeks(day(month));
            assert_eq!(weeks.len(), count, "{month}");
            assert!(weeks.iter().all(|week| week.len() == 7), "{month}");
            assert_eq!((weeks[0][0], weeks[count - 1][6]), (day(first), day(last)), "{month}");
        }
        assert!(weeks(Day::MAX).len() >= 4);
    }

    #[test]
    fn every_quarter_has_its_end() {
        for (any, end) in [
            ("2026-01-01", "2026-03-31"),
            ("2026-05-31", "2026-06-30"),
            ("2026-09-30", "2026-09-30"),
            ("2026-10-01", "2026-12-31"),
        ] {
            assert_eq!(quarter_end(day(any)), day(end));
        }
    }

    #[test]
    fn every_month_has_its_end_even_the_last_of_the_calendar() {
        for (any, end) in [("2026-02-01", "2026-02-28"), ("2028-02-29", "2028-02-29"), ("2026-12-05", "2026-12-31")] {
            assert_eq!(month_end(day(any)), day(end));
        }
        assert_eq!(month_end(Day::MAX - chrono::Days::new(9)), Day::MAX);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn whole_months_is_the_largest_step_not_after_the_day(from in -95_000_000_i32..95_000_000, after in 0_i32..1_000_000) {
            let from = Day::from_num_days_from_ce_opt(from);
            let until = from.and_then(|from| from.checked_add_days(chrono::Days::new(u64::from(after.unsigned_abs()))));
            if let (Some(from), Some(until)) = (from, until) {
                let count = whole_months(from, until).expect("not before the anchor");
                prop_assert!(add_months(from, count).expect("a step") <= until);
                prop_assert!(add_months(from, count + 1).is_none_or(|step| step > until));
            }
        }
    }
}
