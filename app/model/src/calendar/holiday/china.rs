//! The holidays of mainland China.
//!
//! The State Council announces them for each year in the autumn before, with the days of weekends that are worked
//! instead (调休). For a year that is not announced only what the regulation itself fixes is known (全国年节及纪念日放假办法,
//! as of 1 January 2025, and its article on days that fall on a weekend): where the festivals of the moon are known,
//! their days, and always the fixed ones.

use super::{Day, Holiday, month_and_day};
use chrono::Datelike;

/// Days off: the first and the last (month, day), and what for.
type Stretch = ((u32, u32), (u32, u32), Holiday);

/// What was announced for a year: days off from and to (month, day), and days of weekends that are worked.
struct Announced {
    year: i32,
    off: &'static [Stretch],
    worked: &'static [(u32, u32)],
}

/// The notices of the General Office of the State Council of 25 October 2023, 12 November 2024 and 4 November 2025
/// (国务院办公厅关于部分节假日安排的通知).
const ANNOUNCED: [Announced; 3] = [
    Announced {
        year: 2024,
        off: &[
            ((1, 1), (1, 1), Holiday::NewYear),
            ((2, 10), (2, 17), Holiday::SpringFestival),
            ((4, 4), (4, 6), Holiday::Qingming),
            ((5, 1), (5, 5), Holiday::LabourDay),
            ((6, 10), (6, 10), Holiday::DragonBoat),
            ((9, 15), (9, 17), Holiday::MidAutumn),
            ((10, 1), (10, 7), Holiday::NationalDay),
        ],
        worked: &[(2, 4), (2, 18), (4, 7), (4, 28), (5, 11), (9, 14), (9, 29), (10, 12)],
    },
    Announced {
        year: 2025,
        off: &[
            ((1, 1), (1, 1), Holiday::NewYear),
            ((1, 28), (2, 4), Holiday::SpringFestival),
            ((4, 4), (4, 6), Holiday::Qingming),
            ((5, 1), (5, 5), Holiday::LabourDay),
            ((5, 31), (6, 2), Holiday::DragonBoat),
            ((10, 6), (10, 6), Holiday::MidAutumn),
            ((10, 1), (10, 8), Holiday::NationalDay),
        ],
        worked: &[(1, 26), (2, 8), (4, 27), (9, 28), (10, 11)],
    },
    Announced {
        year: 2026,
        off: &[
            ((1, 1), (1, 3), Holiday::NewYear),
            ((2, 15), (2, 23), Holiday::SpringFestival),
            ((4, 4), (4, 6), Holiday::Qingming),
            ((5, 1), (5, 5), Holiday::LabourDay),
            ((6, 19), (6, 21), Holiday::DragonBoat),
            ((9, 25), (9, 27), Holiday::MidAutumn),
            ((10, 1), (10, 7), Holiday::NationalDay),
        ],
        worked: &[(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)],
    },
];

/// Days that the regulation gives off in a year that is not announced, where the moon's calendar is known; those that
/// fall on a weekend are made up for on the next working days.
const EXPECTED: [(i32, &[Stretch]); 1] = [(
    2027,
    &[
        // The eve and the first three days of the year; two of them fall on a weekend.
        ((2, 5), (2, 10), Holiday::SpringFestival),
        ((4, 5), (4, 5), Holiday::Qingming),
        ((5, 1), (5, 4), Holiday::LabourDay),
        ((6, 9), (6, 9), Holiday::DragonBoat),
        ((9, 15), (9, 15), Holiday::MidAutumn),
        ((10, 1), (10, 5), Holiday::NationalDay),
    ],
)];

pub(super) fn is_announced(year: i32) -> bool {
    announced(year).is_some()
}

fn announced(year: i32) -> Option<&'static Announced> {
    ANNOUNCED.iter().find(|announced| announced.year == year)
}

pub(super) fn holiday(day: Day) -> Option<Holiday> {
    let on = month_and_day(day);
    let within = |off: &[Stretch]| {
        off.iter().find(|(first, last, _)| *first <= on && on <= *last).map(|(.., holiday)| holiday.clone())
    };
    if let Some(announced) = announced(day.year()) {
        return within(announced.off);
    }
    let expected = EXPECTED.iter().find(|(year, _)| *year == day.year()).and_then(|(_, off)| within(off));
    expected.or(match on {
        (1, 1) => Some(Holiday::NewYear),
        (5, 1) => Some(Holiday::LabourDay),
        // The second day is off since the regulation was changed.
        (5, 2) if day.year() >= 2025 => Some(Holiday::LabourDay),
        (10, 1..=3) => Some(Holiday::NationalDay),
        _ => None,
    })
}

pub(super) fn is_worked_instead(day: Day) -> bool {
    announced(day.year()).is_some_and(|announced| announced.worked.contains(&month_and_day(day)))
}
