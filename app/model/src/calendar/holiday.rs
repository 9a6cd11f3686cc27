//! Holidays and working days, by region.
//!
//! The built-in calendars are dated data: what is fixed by law or announced is written down with the years for which it
//! holds, movable feasts are computed. What an administrator adds or takes away stands over them, day by day. A region
//! without built-in days has nothing but its weekends and what an administrator adds.

mod china;
mod england;
mod france;

use super::Day;
use chrono::{Datelike, Weekday};
use serde::{Deserialize, Serialize};

/// A stretch without a single working day is taken to end after so many days: nobody closes for longer, and a list of
/// holidays that says so is wrong.
const LONGEST_PAUSE: u32 = 366;
/// Notices of more working days than these (some forty years) are beyond what is counted.
const MOST_WORKING_DAYS: u32 = 10_000;

/// A country or part of one whose holidays count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Region {
    /// France without the further holidays of Alsace and Moselle (code du travail, L3133-1).
    France,
    /// England and Wales (Banking and Financial Dealings Act 1971, and proclamations).
    EnglandAndWales,
    /// Mainland China, with the weekends that are worked instead, as the State Council announces them.
    China,
    /// Any other: weekends, and the days that an administrator adds.
    Other,
}

impl Region {
    /// All regions, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::France, Self::EnglandAndWales, Self::China, Self::Other];

    /// The name under which forms and tables know it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::France => "france",
            Self::EnglandAndWales => "england_and_wales",
            Self::China => "china",
            Self::Other => "other",
        }
    }

    /// The region of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|region| region.code() == code)
    }

    /// The region whose holidays a company of a country (ISO 3166-1, two letters) keeps unless it says otherwise.
    pub fn of_country(country: &str) -> Self {
        match country {
            "FR" => Self::France,
            "GB" => Self::EnglandAndWales,
            "CN" => Self::China,
            _ => Self::Other,
        }
    }

    /// Whether all holidays of a year are known. Those of China are announced year by year.
    pub fn is_announced(self, year: i32) -> bool {
        self != Self::China || china::is_announced(year)
    }

    fn holiday(self, day: Day) -> Option<(Holiday, bool)> {
        match self {
            Self::France => france::holiday(day).map(|holiday| (holiday, false)),
            Self::EnglandAndWales => england::holiday(day),
            Self::China => china::holiday(day).map(|holiday| (holiday, false)),
            Self::Other => None,
        }
    }

    fn is_worked_instead(self, day: Day) -> bool {
        self == Self::China && china::is_worked_instead(day)
    }
}

/// A holiday by its name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holiday {
    /// 1 January.
    NewYear,
    /// The Friday before Easter.
    GoodFriday,
    /// The Monday after Easter.
    EasterMonday,
    /// The fortieth day of Easter.
    Ascension,
    /// The Monday after Whitsun.
    WhitMonday,
    /// 1 May.
    LabourDay,
    /// 8 May, the end of the war in Europe.
    VictoryDay,
    /// 14 July.
    BastilleDay,
    /// 15 August.
    Assumption,
    /// 1 November.
    AllSaints,
    /// 11 November.
    Armistice,
    /// 25 December.
    Christmas,
    /// 26 December.
    BoxingDay,
    /// The first Monday of May.
    EarlyMay,
    /// The last Monday of May.
    Spring,
    /// The last Monday of August.
    Summer,
    /// A day proclaimed for the royal house: a jubilee, a wedding, a coronation, a funeral.
    Royal,
    /// The last day of 1999.
    Millennium,
    /// The Chinese New Year.
    SpringFestival,
    /// The day of the tombs.
    Qingming,
    /// The fifth day of the fifth month.
    DragonBoat,
    /// The fifteenth day of the eighth month.
    MidAutumn,
    /// 1 October and the days after it.
    NationalDay,
    /// A day that an administrator added, by the name they gave it.
    Named(String),
}

/// Why nobody works on a day.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayOff {
    /// A Saturday.
    Saturday,
    /// A Sunday.
    Sunday,
    /// A holiday.
    Holiday {
        /// Which.
        holiday: Holiday,
        /// Whether it is kept on this day because its own falls on a weekend.
        substitute: bool,
    },
}

/// What an administrator says of a day, over the built-in calendar.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DaySaid {
    /// Nobody works.
    Off {
        /// What the day is called.
        name: String,
    },
    /// People work, although it is a holiday or a weekend.
    Worked,
}

/// A day of a region that an administrator added or took away.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct HolidayChange {
    /// The region.
    pub region: Region,
    /// The day.
    pub day: Day,
    /// What is said of it.
    pub said: DaySaid,
}

/// Which days of a week are counted as working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Week {
    /// Monday to Friday.
    Five,
    /// Monday to Saturday (jours ouvrables).
    Six,
}

/// The working days of one region.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct HolidayCalendar {
    region: Region,
    /// What was changed in it, by day.
    changes: Vec<HolidayChange>,
}

impl Default for HolidayCalendar {
    fn default() -> Self {
        Self::new(Region::Other, &[])
    }
}

impl HolidayCalendar {
    /// The calendar of a region with the changes that concern it; of several changes of one day the last counts.
    pub fn new(region: Region, changes: &[HolidayChange]) -> Self {
        let mut own: Vec<HolidayChange> = changes.iter().filter(|change| change.region == region).cloned().collect();
        // The sort keeps the order of equal days, so that the one kept is the last that was said.
        own.reverse();
        own.sort_by_key(|change| change.day);
        own.dedup_by_key(|change| change.day);
        Self { region, changes: own }
    }

    /// The region.
    pub fn region(&self) -> Region {
        self.region
    }

    /// Why nobody works on a day in a five-day week; `None` for a working day.
    pub fn off(&self, day: Day) -> Option<DayOff> {
        if let Some(said) = self.said(day) {
            return match said {
                DaySaid::Off { name } => {
                    Some(DayOff::Holiday { holiday: Holiday::Named(name.clone()), substitute: false })
                }
                DaySaid::Worked => None,
            };
        }
        if self.region.is_worked_instead(day) {
            return None;
        }
        let holiday = self.region.holiday(day).map(|(holiday, substitute)| DayOff::Holiday { holiday, substitute });
        holiday.or(match day.weekday() {
            Weekday::Sat => Some(DayOff::Saturday),
            Weekday::Sun => Some(DayOff::Sunday),
            _ => None,
        })
    }

    /// Whether people work on a day.
    pub fn is_worked(&self, day: Day, week: Week) -> bool {
        match self.off(day) {
            None => true,
            Some(DayOff::Saturday) => week == Week::Six,
            Some(DayOff::Sunday | DayOff::Holiday { .. }) => false,
        }
    }

    /// Whether people work on this day of a weekend, because the calendar says so.
    pub fn is_worked_weekend(&self, day: Day) -> bool {
        matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && self.off(day).is_none()
    }

    /// The last of so many working days after a day; the day itself for none. `None` beyond what is counted.
    pub fn working_days_after(&self, day: Day, count: u32, week: Week) -> Option<Day> {
        (0..bounded(count)?).try_fold(day, |day, _| self.next_worked(day.succ_opt()?, week))
    }

    /// The first of so many working days up to and including a day, so that as many lie between the day before it and
    /// `last`; the day after `last` for none. `None` beyond what is counted.
    pub fn working_days_back(&self, last: Day, count: u32, week: Week) -> Option<Day> {
        (0..bounded(count)?).try_fold(last.succ_opt()?, |day, _| self.previous_worked(day.pred_opt()?, week))
    }

    /// The first working day from a day on.
    pub fn next_worked(&self, day: Day, week: Week) -> Option<Day> {
        day.iter_days().take(span(LONGEST_PAUSE)).find(|day| self.is_worked(*day, week))
    }

    /// The last working day up to a day.
    pub fn previous_worked(&self, day: Day, week: Week) -> Option<Day> {
        let mut days = std::iter::successors(Some(day), chrono::NaiveDate::pred_opt).take(span(LONGEST_PAUSE));
        days.find(|day| self.is_worked(*day, week))
    }

    /// What there is to know of the days of a year besides ordinary weekends, in order: holidays, and days of a weekend
    /// that are worked, with what an administrator said of them.
    pub fn year(&self, year: i32) -> Vec<SpecialDay> {
        let Some(first) = Day::from_ymd_opt(year, 1, 1) else { return Vec::new() };
        let days = first.iter_days().take_while(|day| day.year() == year);
        days.filter_map(|day| {
            let changed = self.said(day).is_some();
            let off = self.off(day);
            let special = changed || self.is_worked_weekend(day) || matches!(off, Some(DayOff::Holiday { .. }));
            special.then_some(SpecialDay { day, off, changed })
        })
        .collect()
    }

    fn said(&self, day: Day) -> Option<&DaySaid> {
        let at = self.changes.binary_search_by_key(&day, |change| change.day).ok()?;
        self.changes.get(at).map(|change| &change.said)
    }
}

/// A day of a calendar that is no ordinary one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SpecialDay {
    /// The day.
    pub day: Day,
    /// Why nobody works; `None` where people do although it is a weekend or was a holiday.
    pub off: Option<DayOff>,
    /// Whether an administrator said so.
    pub changed: bool,
}

fn bounded(count: u32) -> Option<u32> {
    (count <= MOST_WORKING_DAYS).then_some(count)
}

fn span(days: u32) -> usize {
    usize::try_from(days).unwrap_or(usize::MAX)
}

/// Easter Sunday of a year, by the anonymous Gregorian algorithm (Meeus, Jones and Butcher).
fn easter(year: i32) -> Option<Day> {
    if year < 1583 {
        return None;
    }
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Day::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

/// How many days a day lies after Easter of its year (before it: negative).
fn days_after_easter(day: Day) -> Option<i64> {
    Some((day - easter(day.year())?).num_days())
}

/// How many days there are from 1 January, by month and day.
fn month_and_day(day: Day) -> (u32, u32) {
    (day.month(), day.day())
}

#[cfg(test)]
mod tests;
