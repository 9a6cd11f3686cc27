//! Days and periods, as people write them.

use super::{super::text, Tells};
use crate::calendar::{Day, Period, month_end, month_named};
use chrono::Datelike;
use serde::{Deserialize, Serialize};

/// The order of day and month where both are figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayOrder {
    /// 3 April 2026 is 03/04/2026.
    DayFirst,
    /// 3 April 2026 is 04/03/2026.
    MonthFirst,
}

/// A day in any of the usual ways of writing: `2026-01-05`, `05/01/2026`, `5.1.26`, `20260105`,
/// `5 janvier 2026`, `Jan 5, 2026`, `2026年1月5日`, or a spreadsheet's day number. A time of day is dropped.
pub fn day(text: &str, order: DayOrder) -> Option<Day> {
    match Parts::of(text)? {
        Parts::Day(day) => Some(day),
        Parts::Figures(first, second, year) => {
            let (day, month) = match (first > 12, second > 12) {
                (true, false) => (first, second),
                (false, true) => (second, first),
                (true, true) => return None,
                (false, false) => match order {
                    DayOrder::DayFirst => (first, second),
                    DayOrder::MonthFirst => (second, first),
                },
            };
            Day::from_ymd_opt(year, month, day)
        }
    }
}

/// A day of every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DayOfYear {
    month: u32,
    day: u32,
}

impl DayOfYear {
    fn new(month: u32, day: u32) -> Option<Self> {
        // A leap year has all of them.
        Day::from_ymd_opt(2024, month, day).map(|_| Self { month, day })
    }

    /// The first such day after a day; 29 February is the last day of February in other years.
    pub fn first_after(self, after: Day) -> Option<Day> {
        let of = |year| {
            let first = Day::from_ymd_opt(year, self.month, 1)?;
            Day::from_ymd_opt(year, self.month, self.day).or_else(|| Some(month_end(first)))
        };
        [after.year(), after.year() + 1].into_iter().filter_map(of).find(|day| *day > after)
    }
}

/// A day of every year, as people write it: `01/04`, `1.4.`, `1er avril`, `April 1st`, `4月1日`. A month alone is its
/// first day.
pub fn day_of_year(text: &str, order: DayOrder) -> Option<DayOfYear> {
    if text.len() > 40 {
        return None;
    }
    let folded = text::fold(text);
    let words: Vec<&str> = text::words(&folded).into_iter().filter(|word| !DAY_FILLERS.contains(word)).collect();
    let figure = |word: &str| (word.len() <= 2).then(|| word.parse::<u32>().ok()).flatten();
    match words.as_slice() {
        [month, "月"] => DayOfYear::new(figure(month)?, 1),
        [month, "月", day] | [month, "月", day, "日" | "号"] => DayOfYear::new(figure(month)?, figure(day)?),
        [month] => DayOfYear::new(month_named(month)?, 1),
        [first, second] => match (month_named(first), month_named(second)) {
            (Some(month), None) => DayOfYear::new(month, figure(second)?),
            (None, Some(month)) => DayOfYear::new(month, figure(first)?),
            (Some(_), Some(_)) => None,
            (None, None) => {
                let plain = folded.trim().trim_end_matches('.');
                let is_plain =
                    |char: char| char.is_ascii_digit() || matches!(char, '/' | '-' | '.') && !plain.starts_with(char);
                let (first, second) = (figure(first)?, figure(second)?);
                let (day, month) = match (first > 12, second > 12, order) {
                    (true, false, _) | (false, false, DayOrder::DayFirst) => (first, second),
                    (false, true, _) | (false, false, DayOrder::MonthFirst) => (second, first),
                    (true, true, _) => return None,
                };
                DayOfYear::new(month, day).filter(|_| plain.chars().all(is_plain))
            }
        },
        _ => None,
    }
}

/// What a cell tells about the order of day and month in its column.
pub fn day_order(text: &str) -> Tells<DayOrder> {
    match Parts::of(text) {
        Some(Parts::Figures(first, second, _)) => match (first > 12, second > 12) {
            (true, false) => Tells::Only(DayOrder::DayFirst),
            (false, true) => Tells::Only(DayOrder::MonthFirst),
            (false, false) if first != second => Tells::Both,
            _ => Tells::Nothing,
        },
        _ => Tells::Nothing,
    }
}

/// The order that a header such as "Date (dd/mm/yyyy)" or "Date (jj/mm/aaaa)" prescribes.
pub fn header_day_order(header: &str) -> Option<DayOrder> {
    let folded = text::fold(header);
    let words = text::words(&folded);
    let day = words.iter().position(|word| matches!(*word, "dd" | "jj" | "d" | "j"))?;
    let month = words.iter().position(|word| matches!(*word, "mm" | "m"))?;
    Some(if day < month { DayOrder::DayFirst } else { DayOrder::MonthFirst })
}

/// The day of a spreadsheet's day number (1 is 1 January 1900), from 1950 to 2100.
pub fn day_of_serial(serial: i64) -> Option<Day> {
    if !(18_264..=73_415).contains(&serial) {
        return None;
    }
    Day::from_ymd_opt(1899, 12, 30)?.checked_add_signed(chrono::TimeDelta::try_days(serial)?)
}

/// The days that one cell names: two days, a month, a quarter, a half-year or a year.
pub fn period(text: &str, order: DayOrder) -> Option<Period> {
    let folded = text::fold(text);
    let trimmed = folded.trim();
    if trimmed.is_empty() || trimmed.len() > 80 {
        return None;
    }
    two_days(trimmed, order).or_else(|| named_stretch(trimmed))
}

/// Two days in figures within other words, with nothing but a word or a sign for "to" between them:
/// `Maintenance du 01/01/2026 au 31/03/2026`, `Service - 1/7/26-31/12/26`, `2026.4.1-2026.6.30`.
pub fn days_within(words: &str, order: DayOrder) -> Option<Period> {
    // Longer texts are no descriptions of a line.
    if words.len() > 2_000 {
        return None;
    }
    let folded = text::fold(words);
    let mut before: Option<(Day, usize)> = None;
    let mut from = 0;
    while let Some(start) = folded.get(from..)?.find(|char: char| char.is_ascii_digit()).map(|at| from + at) {
        let end = day_end(folded.get(start..)?).map(|length| start + length);
        let found = end.and_then(|end| Some((day(folded.get(start..end)?, order)?, end)));
        if let (Some((first, after)), Some((last, _))) = (before, found)
            && is_between(folded.get(after..start)?)
        {
            return Period::new(first, last);
        }
        let figures = || folded.get(start..).map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
        before = found;
        from = found.map_or_else(|| start + figures(), |(_, end)| end);
    }
    None
}

/// What stands between the first and the last day of a period.
fn is_between(between: &str) -> bool {
    let words = ["-", "--", "~", "->", "→", "/", "to", "till", "until", "through", "au", "a", "jusqu'au", "至", "到"];
    words.contains(&between.trim())
}

/// How many bytes from the beginning are a day in figures with its year: `01/04/2026`, `1.4.26`, `2026年4月1日`.
fn day_end(text: &str) -> Option<usize> {
    let digits = |from: usize| text.get(from..).map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    let sign =
        |from: usize| text.get(from..)?.chars().next().filter(|char| matches!(char, '/' | '.' | '-' | '年' | '月'));
    let first = digits(0);
    let between = sign(first)?;
    let second_from = first + between.len_utf8();
    let second = digits(second_from);
    let after = sign(second_from + second)?;
    let third_from = second_from + second + after.len_utf8();
    let third = digits(third_from);
    let end = third_from + third;
    let year_first = first == 4 && (1..=2).contains(&second) && (1..=2).contains(&third);
    let year_last = first <= 2 && (1..=2).contains(&second) && matches!(third, 2 | 4);
    match (between, after) {
        ('年', '月') if year_first => {
            Some(end + text.get(end..).and_then(|rest| rest.strip_prefix('日')).map_or(0, |_| '日'.len_utf8()))
        }
        ('/' | '.' | '-', _) if between == after && (year_first || year_last) => Some(end),
        _ => None,
    }
}

/// Two days, or months, with "to" between them: `2024.1.1-2026.12.31`, `du 01/01/2024 au 31/12/2026`.
pub fn two_days(text: &str, order: DayOrder) -> Option<Period> {
    if text.len() > 80 {
        return None;
    }
    let folded = text::fold(text);
    let folded = folded.trim();
    let body = folded.strip_prefix("du ").or_else(|| folded.strip_prefix("from ")).unwrap_or(folded);
    let body = body.strip_prefix('从').or_else(|| body.strip_prefix('自')).unwrap_or(body);
    for between in [" au ", " to ", " - ", "至", "到", "~", "->", "→", " / ", "/", "-"] {
        for (index, _) in body.match_indices(between) {
            let before = body.get(..index).map(str::trim).unwrap_or_default();
            let after = body.get(index + between.len()..).map(str::trim).unwrap_or_default();
            // A bare number on either side would be taken for a spreadsheet's day number.
            let is_written_out = |side: &str| side.chars().any(|char| !char.is_ascii_digit());
            if is_written_out(before) && is_written_out(after) {
                // "2026年1月-2026年3月": whole months on either side.
                let first = day(before, order).or_else(|| named_stretch(before).map(|period| period.first));
                let last = day(after, order).or_else(|| named_stretch(after).map(|period| period.last));
                let (Some(first), Some(last)) = (first, last) else { continue };
                return Period::new(first, last);
            }
        }
    }
    None
}

fn named_stretch(folded: &str) -> Option<Period> {
    let words = text::words(folded);
    let of_four = words.iter().find_map(|word| (word.len() == 4).then(|| word.parse::<i32>().ok()).flatten());
    let year = match (of_four, words.as_slice()) {
        (Some(year), _) => year,
        // "202601", "26年1月".
        (None, [figure]) if figure.len() == 6 => {
            let (year, month) = (figure.get(..4)?.parse().ok()?, figure.get(4..)?.parse().ok()?);
            let first = Day::from_ymd_opt(year, month, 1).filter(|_| (1950..=2200).contains(&year))?;
            return Period::new(first, month_end(first));
        }
        (None, [figure, "年", month, "月"]) if figure.len() == 2 => {
            let first = Day::from_ymd_opt(2_000 + figure.parse::<i32>().ok()?, month.parse().ok()?, 1)?;
            return Period::new(first, month_end(first));
        }
        _ => return None,
    };
    if !(1950..=2200).contains(&year) {
        return None;
    }
    let rest: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| word.parse::<i32>().ok() != Some(year))
        .filter(|word| !matches!(*word, "de" | "du" | "of" | "the" | "le" | "la" | "year" | "annee" | "exercice"))
        .collect();
    let months = |first: u32, count: u32| {
        let first = Day::from_ymd_opt(year, first, 1)?;
        Period::new(first, month_end(crate::calendar::add_months(first, count - 1)?))
    };
    let run = |first: u32, last: u32| if last > first { months(first, last - first + 1) } else { None };
    let part = |figure: &str, of: u32| {
        let number = match figure {
            "一" => 1,
            "二" => 2,
            "三" => 3,
            "四" => 4,
            _ => figure.parse::<u32>().ok()?,
        };
        (1..=12 / of).contains(&number).then(|| (number - 1) * of + 1)
    };
    match rest.as_slice() {
        [] | ["年"] | ["年", "度"] => months(1, 12),
        [month] => match month_named(month) {
            Some(month) => months(month, 1),
            None => months(part(month, 1)?, 1),
        },
        ["年", month, "月"] | ["年", month, "月", "份"] => months(part(month, 1)?, 1),
        ["年", first, "月", "至" | "到", last, "月"]
        | ["年", first, "月", last, "月"]
        | ["年", first, "至" | "到", last, "月"] => run(part(first, 1)?, part(last, 1)?),
        ["年", first, last, "月"] => {
            let (first, last) = (part(first, 1)?, part(last, 1)?);
            // "1、3月" may be two months that are not beside each other.
            if last == first + 1 || folded.contains(['-', '~']) { run(first, last) } else { None }
        }
        [first, last] | [first, "a" | "to" | "au", last]
            if month_named(first).is_some() && month_named(last).is_some() =>
        {
            run(month_named(first)?, month_named(last)?)
        }
        ["q" | "t" | "trimestre" | "quarter" | "trim", quarter] => months(part(quarter, 3)?, 3),
        [quarter, "er" | "e" | "eme" | "st" | "nd" | "rd" | "th", "trimestre" | "quarter"] => {
            months(part(quarter, 3)?, 3)
        }
        ["年", "第", quarter, "季", "度"] | ["年", quarter, "季", "度"] | ["年", "q", quarter] => {
            months(part(quarter, 3)?, 3)
        }
        ["s" | "h" | "semestre", half] => months(part(half, 6)?, 6),
        [half, "er" | "e" | "eme", "semestre"] => months(part(half, 6)?, 6),
        ["年", "上", "半", "年"] => months(1, 6),
        ["年", "下", "半", "年"] => months(7, 6),
        _ => None,
    }
}

/// A day taken apart as far as it goes without knowing the order.
enum Parts {
    Day(Day),
    /// Two figures, of which at least one may be the month, and the year.
    Figures(u32, u32, i32),
}

impl Parts {
    fn of(text: &str) -> Option<Self> {
        // The longest sensible day is "Wednesday, 30 September 2026 00:00:00".
        if text.len() > 64 {
            return None;
        }
        let folded = text::fold(text);
        let folded = without_time(folded.trim());
        let words: Vec<&str> = text::words(folded).into_iter().filter(|word| !DAY_FILLERS.contains(word)).collect();
        let is_figure = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
        match words.as_slice() {
            [figure] if is_figure(figure) => Self::of_one_figure(figure),
            [serial, fraction] if is_figure(serial) && is_figure(fraction) => {
                // "46027.25": a day number with a time of day.
                (serial.len() == 5 && folded.contains('.')).then(|| Self::of_one_figure(serial)).flatten()
            }
            [year, "年", month, "月", day] | [year, "年", month, "月", day, "日" | "号"] => {
                if year.len() != 4 {
                    return None;
                }
                Day::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).map(Self::Day)
            }
            [a, b, c] if [a, b, c].into_iter().all(|word| is_figure(word)) => Self::of_three_figures(folded, a, b, c),
            [a, b, c] => Self::with_month_name(a, b, c),
            _ => None,
        }
    }

    fn of_one_figure(figure: &str) -> Option<Self> {
        match figure.len() {
            5 => day_of_serial(figure.parse().ok()?).map(Self::Day),
            8 => {
                let number: u32 = figure.parse().ok()?;
                let year = i32::try_from(number / 10_000).ok()?;
                if !(1900..=2200).contains(&year) {
                    return None;
                }
                Day::from_ymd_opt(year, number / 100 % 100, number % 100).map(Self::Day)
            }
            _ => None,
        }
    }

    fn of_three_figures(folded: &str, a: &str, b: &str, c: &str) -> Option<Self> {
        // Nothing but separators may stand between and around: "1 (2) 3" is no day.
        if !folded.chars().all(|char| char.is_ascii_digit() || matches!(char, '/' | '-' | '.' | ' ' | ','))
            || folded.starts_with('-')
        {
            return None;
        }
        let (first, second, third): (u32, u32, u32) = (a.parse().ok()?, b.parse().ok()?, c.parse().ok()?);
        if a.len() == 4 && b.len() <= 2 && c.len() <= 2 {
            return Day::from_ymd_opt(i32::try_from(first).ok()?, second, third).map(Self::Day);
        }
        if a.len() > 2 || b.len() > 2 || first == 0 || second == 0 || first > 31 || second > 31 {
            return None;
        }
        Some(Self::Figures(first, second, year_of(c)?))
    }

    fn with_month_name(a: &str, b: &str, c: &str) -> Option<Self> {
        let (day, month, year) = match (month_named(a), month_named(b)) {
            (_, Some(month)) if a.len() == 4 => (c, month, a),
            (_, Some(month)) => (a, month, c),
            (Some(month), None) => (b, month, c),
            (None, None) => return None,
        };
        Day::from_ymd_opt(year_of(year)?, month, day.parse().ok()?).map(Self::Day)
    }
}

/// A year of four figures, or of two: 70 to 99 are of the last century.
fn year_of(figures: &str) -> Option<i32> {
    let year: i32 = figures.parse().ok()?;
    match figures.len() {
        4 => Some(year),
        2 if year < 70 => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}

/// Cuts a time of day off: "2026-01-05T00:00:00Z", "05/01/2026 14:30", "1/5/2026 2:30 pm".
fn without_time(folded: &str) -> &str {
    let Some(colon) = folded.find(':') else { return folded };
    let before = folded.get(..colon).unwrap_or_default();
    match before.rfind([' ', 't']) {
        Some(index) if index >= 6 => before.get(..index).unwrap_or_default().trim_end_matches([',', ' ']),
        _ => folded,
    }
}

const DAY_FILLERS: [&str; 36] = [
    "er",
    "st",
    "nd",
    "rd",
    "th",
    "eme",
    "de",
    "of",
    "the",
    "le",
    "du",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lun",
    "mer",
    "jeu",
    "ven",
];
