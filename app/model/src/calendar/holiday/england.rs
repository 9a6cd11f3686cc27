//! The bank holidays of England and Wales (Banking and Financial Dealings Act 1971, schedule 1, and proclamations).
//!
//! A holiday that falls on a weekend is kept on the next working day; where Christmas and Boxing Day both do, or one of
//! them takes the other's place, each has its own.

use super::{Day, Holiday, days_after_easter, month_and_day};
use chrono::{Datelike, Weekday};

/// Days that were proclaimed once, or to which a holiday was moved: year, month, day.
const PROCLAIMED: [(i32, u32, u32, Holiday); 13] = [
    (1995, 5, 8, Holiday::EarlyMay),
    (1999, 12, 31, Holiday::Millennium),
    (2002, 6, 3, Holiday::Royal),
    (2002, 6, 4, Holiday::Spring),
    (2011, 4, 29, Holiday::Royal),
    (2012, 6, 4, Holiday::Spring),
    (2012, 6, 5, Holiday::Royal),
    (2020, 5, 8, Holiday::EarlyMay),
    (2022, 6, 2, Holiday::Spring),
    (2022, 6, 3, Holiday::Royal),
    (2022, 9, 19, Holiday::Royal),
    (2023, 5, 8, Holiday::Royal),
    (1981, 7, 29, Holiday::Royal),
];

/// The holiday of a day, and whether it is kept in place of one that fell on a weekend.
pub(super) fn holiday(day: Day) -> Option<(Holiday, bool)> {
    let (year, (month, date), weekday) = (day.year(), month_and_day(day), day.weekday());
    let proclaimed = PROCLAIMED.iter().find(|(of, in_month, on, _)| (*of, *in_month, *on) == (year, month, date));
    if let Some((.., holiday)) = proclaimed {
        return Some((holiday.clone(), false));
    }
    let moved = |holiday: &Holiday| PROCLAIMED.iter().any(|(of, .., other)| *of == year && other == holiday);
    let monday = weekday == Weekday::Mon;
    let found = match (month, date) {
        (1, 1) => (Holiday::NewYear, false),
        // Of a New Year on Saturday or Sunday.
        (1, 2 | 3) if monday => (Holiday::NewYear, true),
        (5, 1..=7) if monday && !moved(&Holiday::EarlyMay) => (Holiday::EarlyMay, false),
        (5, 25..=31) if monday && !moved(&Holiday::Spring) => (Holiday::Spring, false),
        (8, 25..=31) if monday => (Holiday::Summer, false),
        (12, 25) => (Holiday::Christmas, false),
        (12, 26) => (Holiday::BoxingDay, false),
        // Christmas on Saturday: Monday stands for it, Tuesday for Boxing Day; on Sunday: Monday is Boxing Day itself.
        (12, 27) if monday || weekday == Weekday::Tue => (Holiday::Christmas, true),
        (12, 28) if monday || weekday == Weekday::Tue => (Holiday::BoxingDay, true),
        _ => match days_after_easter(day)? {
            -2 => (Holiday::GoodFriday, false),
            1 => (Holiday::EasterMonday, false),
            _ => return None,
        },
    };
    Some(found)
}
