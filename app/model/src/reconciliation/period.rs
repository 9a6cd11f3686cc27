//! The days that the words of an invoice line name: a month, several in a row, a quarter, a half-year, a year.

use super::text::{narrow, plain};
use crate::calendar::{Day, Period, add_months, month_end, month_named};
use chrono::Datelike;

/// The days that a line means: those its words name with their year, or else those they name without one (`April`,
/// `Q2`, `Apr-26`, `4月份`), of the year in which they are nearest to the day of issue.
pub fn period_meant(text: &str, issued_on: Day) -> Option<Period> {
    period_named(text).or_else(|| period_near(text, issued_on))
}

/// The days that a text names with their year: `March 2026`, `mars 2026`, `2026年3月`, `03/2026`, `2026-03`, `Q1 2026`,
/// `2e trimestre 2026`, `2T2026`, `H1 2026`, `2026年第一季度`, `2026年上半年`, `2026年1-3月`. Several months in a row
/// are one period. Nothing is guessed from a month without a year.
fn period_named(text: &str) -> Option<Period> {
    let tokens = tokens(text);
    let mut found: Vec<Period> = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let next = |ahead: usize| tokens.get(at + ahead);
        if let Some(Stretch { month, length, used, year }) = stretch(&tokens, at) {
            // "janvier à mars 2026": the first month takes the year of the next one.
            let after = || tokens.iter().skip(at + used).take(4).find_map(Token::year);
            let before = || at.checked_sub(1).and_then(|at| tokens.get(at)).and_then(Token::year);
            let year = year.or_else(after).or_else(before);
            found.extend(year.and_then(|year| months(year, month, length)));
            at += used;
            continue;
        }
        match (token, next(1), next(2)) {
            // 1 day, month and year are a date, which says nothing about the days covered.
            (Token::Number(_), Some(Token::Mark('/' | '-' | '.')), Some(Token::Number(_)))
                if matches!(next(3), Some(Token::Mark('/' | '-' | '.')))
                    && matches!(next(4), Some(Token::Number(_))) => {}
            (Token::Number(month), Some(Token::Mark('/' | '-' | '.')), Some(year))
                if (1..=12).contains(month) && year.year().is_some() && !is_date_before(&tokens, at) =>
            {
                found.extend(year.year().and_then(|year| months(year, *month, 1)));
            }
            (year, Some(Token::Mark('/' | '-' | '.')), Some(Token::Number(month)))
                if year.year().is_some()
                    && (1..=12).contains(month)
                    && !matches!(next(3), Some(Token::Mark('-' | '/' | '.')))
                    && !matches!(
                        at.checked_sub(1).and_then(|at| tokens.get(at)),
                        Some(Token::Mark('-' | '/' | '.'))
                    ) =>
            {
                found.extend(year.year().and_then(|year| months(year, *month, 1)));
            }
            (year, Some(Token::Mark('年')), _) if year.year().is_some() => {
                found.extend(year.year().and_then(|year| chinese(year, &tokens, at + 2)));
            }
            _ => {}
        }
        at += 1;
    }
    let first = found.iter().map(|period| period.first).min()?;
    let last = found.iter().map(|period| period.last).max()?;
    // More than a year between the months named is two subjects, not one period.
    Period::new(first, last).filter(|period| period.days() <= 366)
}

/// The days that a text names without a year of four figures.
fn period_near(text: &str, issued_on: Day) -> Option<Period> {
    let tokens = tokens(text);
    if tokens.iter().any(|token| token.year().is_some()) {
        return None;
    }
    let short_year = |token: Option<&Token>| match token {
        Some(Token::Number(figures @ 0..=99)) => {
            let year = 2_000 + i32::try_from(*figures).ok()?;
            ((year - issued_on.year()).abs() <= 1).then_some(year)
        }
        _ => None,
    };
    let mut found: Vec<(u32, u32, Option<i32>)> = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let get = |at: usize| tokens.get(at);
        if let Some(Stretch { month, length, used, .. }) = stretch(&tokens, at) {
            let set_apart = matches!(get(at + used), Some(Token::Mark('-' | '/' | '.' | '\'' | '’')));
            let year = short_year(get(at + used + usize::from(set_apart)));
            if year.is_some() || says_days_alone(token, text) {
                found.push((month, length, year));
            }
            at += used;
            continue;
        }
        match (token, get(at + 1), get(at + 2)) {
            // 26年4月, and 4月 alone; 4月5日 is a day.
            (Token::Number(month @ 1..=12), Some(Token::Mark('月')), after)
                if !matches!(after, Some(Token::Number(_))) =>
            {
                let year = at.checked_sub(2).filter(|_| get(at - 1) == Some(&Token::Mark('年')));
                found.push((*month, 1, year.and_then(|at| short_year(get(at)))));
            }
            // 04/26
            (Token::Number(month @ 1..=12), Some(Token::Mark('/')), year)
                if short_year(year).is_some()
                    && !is_date_before(&tokens, at)
                    && get(at + 3) != Some(&Token::Mark('/')) =>
            {
                found.push((*month, 1, short_year(year)));
            }
            // 202604
            (Token::Number(figure @ 190_000..=210_099), after, _) => {
                let (year, month) = (i32::try_from(figure / 100).ok()?, figure % 100);
                let before = at.checked_sub(1).and_then(get);
                let is_part = |mark: Option<&Token>| matches!(mark, Some(Token::Mark('-' | '/' | '.' | '#')));
                if (year - issued_on.year()).abs() <= 1
                    && (1..=12).contains(&month)
                    && !is_part(before)
                    && !is_part(after)
                {
                    found.push((month, 1, Some(year)));
                }
            }
            _ => {}
        }
        at += 1;
    }
    let (first, last) = (*found.first()?, *found.last()?);
    let whole = |year: i32| {
        let begin = months(year, first.0, first.1)?.first;
        let turned = i32::from(last.0 < first.0);
        Period::new(begin, months(year + turned, last.0, last.1)?.last)
    };
    let known = first.2.or_else(|| last.2.map(|year| year - i32::from(last.0 < first.0)));
    let distance = |period: &Period| {
        // From its middle, in halves of days.
        let (from, to) = (period.first - issued_on, period.last - issued_on);
        from.num_days().saturating_add(to.num_days()).abs()
    };
    match known {
        Some(year) => whole(year),
        None => {
            let years = issued_on.year() - 1..=issued_on.year() + 1;
            years.filter_map(whole).min_by_key(distance)
        }
    }
    .filter(|period| period.days() <= 366)
}

/// Whether what stands there names days without any year: `T2` may be a flat, `S1` a site, and `may` a verb.
fn says_days_alone(token: &Token, text: &str) -> bool {
    match token {
        Token::Word(word) => match word.as_str() {
            "may" => text.contains("May") || text.contains("MAY"),
            "mar" | "jan" => false,
            word => !matches!(word.as_bytes(), [b't' | b's' | b'h', b'0'..=b'9']),
        },
        Token::Number(_) => true,
        Token::Mark(_) => false,
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Number(u32),
    Word(String),
    Mark(char),
}

impl Token {
    fn year(&self) -> Option<i32> {
        match self {
            Self::Number(number) if (1990..=2100).contains(number) => i32::try_from(*number).ok(),
            _ => None,
        }
    }

    fn word(&self) -> &str {
        match self {
            Self::Word(word) => word,
            Self::Number(_) | Self::Mark(_) => "",
        }
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let (mut word, mut digits) = (String::new(), String::new());
    for c in text.chars().map(narrow).flat_map(char::to_lowercase).chain(std::iter::once(' ')) {
        if !c.is_ascii_digit() && !digits.is_empty() {
            // `q1` and `t1` stay together as one word.
            match (digits.parse(), word.as_str()) {
                (_, "q" | "t") => tokens.push(Token::Word(format!("{word}{digits}"))),
                // 0042 counts something else than days.
                (Ok(number), "") if digits.len() <= 2 || !digits.starts_with('0') => {
                    tokens.push(Token::Number(number));
                }
                _ => tokens.push(Token::Word(format!("{word}{digits}"))),
            }
            word.clear();
            digits.clear();
        }
        let is_letter = c.is_alphabetic() && !('\u{3400}'..='\u{9fff}').contains(&c);
        if c.is_ascii_digit() {
            digits.push(c);
        } else if is_letter {
            word.push(plain(c));
        } else {
            if !word.is_empty() {
                tokens.push(Token::Word(std::mem::take(&mut word)));
            }
            if !c.is_whitespace() {
                tokens.push(Token::Mark(c));
            }
        }
    }
    tokens
}

/// Months that tokens name without their year.
struct Stretch {
    /// The first month, 1 to 12.
    month: u32,
    /// How many months.
    length: u32,
    /// How many tokens say it.
    used: usize,
    /// The year, where it is written together with them: `2T2026`.
    year: Option<i32>,
}

/// What the tokens from one on name: a month, a quarter or a half-year in English or French.
fn stretch(tokens: &[Token], at: usize) -> Option<Stretch> {
    let word = |ahead: usize| tokens.get(at + ahead).map(Token::word).unwrap_or_default();
    let figure = |ahead: usize| match tokens.get(at + ahead) {
        Some(Token::Number(number)) => Some(*number),
        _ => None,
    };
    let part = |number: u32, length: u32, used: usize| {
        (1..=12 / length).contains(&number).then(|| Stretch {
            month: (number - 1) * length + 1,
            length,
            used,
            year: None,
        })
    };
    if let Some(number) = figure(0) {
        // "2e trimestre", "2nd quarter", "2 trim."
        let apart = usize::from(matches!(word(1), "e" | "er" | "ere" | "eme" | "st" | "nd" | "rd" | "th"));
        return match part_length(word(1 + apart)) {
            Some(length) => part(number, length, 2 + apart),
            // "2T2026"
            None => {
                let year = word(1).strip_prefix(['t', 'q']).filter(|year| year.len() == 4)?.parse().ok()?;
                part(number, 3, 2)
                    .filter(|_| (1990..=2100).contains(&year))
                    .map(|found| Stretch { year: Some(year), ..found })
            }
        };
    }
    if let Some(month) = month_named(word(0)) {
        return Some(Stretch { month, length: 1, used: 1, year: None });
    }
    let ordinal = match word(0) {
        "first" | "premier" => Some(1),
        "second" | "deuxieme" => Some(2),
        "third" | "troisieme" => Some(3),
        "fourth" | "quatrieme" => Some(4),
        _ => None,
    };
    if let (Some(number), Some(length)) = (ordinal, part_length(word(1))) {
        return part(number, length, 2);
    }
    // "Q2", "T2", "H1", "S1"
    if let Some((letter @ ("q" | "t" | "h" | "s"), figures)) = word(0).split_at_checked(1) {
        let number = figures.parse::<u32>().ok().filter(|_| figures.len() == 1);
        return number.and_then(|number| part(number, if matches!(letter, "q" | "t") { 3 } else { 6 }, 1));
    }
    // "Quarter 2"
    part_length(word(0)).zip(figure(1)).and_then(|(length, number)| part(number, length, 2))
}

/// Months of a part of a year by its name.
fn part_length(word: &str) -> Option<u32> {
    match word {
        "quarter" | "qtr" | "trimestre" | "trim" => Some(3),
        "semestre" | "half" => Some(6),
        _ => None,
    }
}

/// Whether the month before a slash is the middle of a date: 31/03/2026.
fn is_date_before(tokens: &[Token], at: usize) -> bool {
    at >= 2
        && matches!(tokens.get(at - 1), Some(Token::Mark('/' | '-' | '.')))
        && matches!(tokens.get(at - 2), Some(Token::Number(_)))
}

/// What follows `2026年`: a month, a span of months, a quarter, a half-year. A year alone names the whole year, a day
/// after the month names a date.
fn chinese(year: i32, tokens: &[Token], at: usize) -> Option<Period> {
    let get = |ahead: usize| tokens.get(at + ahead);
    let is = |ahead: usize, mark: char| get(ahead) == Some(&Token::Mark(mark));
    let quarter = |ahead: usize| {
        let number = match get(ahead)? {
            Token::Number(number) => *number,
            Token::Mark('一') => 1,
            Token::Mark('二') => 2,
            Token::Mark('三') => 3,
            Token::Mark('四') => 4,
            Token::Mark(_) | Token::Word(_) => return None,
        };
        (is(ahead + 1, '季') && (1..=4).contains(&number)).then(|| months(year, number * 3 - 2, 3)).flatten()
    };
    match (get(0), get(1)) {
        (Some(Token::Number(month)), Some(Token::Mark('月'))) => match get(2) {
            Some(Token::Number(_)) => None,
            _ => months(year, *month, 1),
        },
        (Some(Token::Number(first)), Some(Token::Mark('-' | '至' | '~'))) => match (get(2), get(3)) {
            (Some(Token::Number(last)), Some(Token::Mark('月'))) if last >= first => {
                months(year, *first, last - first + 1)
            }
            _ => None,
        },
        (Some(Token::Mark('第')), _) => quarter(1),
        (Some(Token::Mark('上')), _) if is(1, '半') => months(year, 1, 6),
        (Some(Token::Mark('下')), _) if is(1, '半') => months(year, 7, 6),
        (Some(Token::Mark('度')), _) => months(year, 1, 12),
        _ => quarter(0),
    }
}

fn months(year: i32, month: u32, count: u32) -> Option<Period> {
    let first = Day::from_ymd_opt(year, month, 1)?;
    let last = month_end(add_months(first, count.checked_sub(1)?)?);
    Period::new(first, last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Parts of days, months and years in any order, as hostile descriptions have them.
        #[test]
        fn no_words_break_it(parts in proptest::collection::vec(
            prop::sample::select(vec![
                "1", "12", "31", "26", "2026", "202613", "190000", "4294967295", "99999999999", "年", "月", "季", "第", "上", "半",
                "度", "/", "-", ".", " ", "q2", "t", "2t2026", "t99999", "may", "dec", "e", "trimestre", "quarter", "second",
                "h9", "½", "é", "\u{0}",
            ]), 0..12), issued in -700_000_i32..700_000)
        {
            let issued_on = Day::from_num_days_from_ce_opt(issued).unwrap();
            if let Some(period) = period_meant(&parts.concat(), issued_on) {
                prop_assert!(period.days() <= 366);
            }
        }
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn periods_are_read_from_words() {
        let table = "
            Maintenance March 2026            | 2026-03-01 | 2026-03-31
            Entretien chaudière – mars 2026   | 2026-03-01 | 2026-03-31
            Abonnement février 2028           | 2028-02-01 | 2028-02-29
            服务费 2026年3月                  | 2026-03-01 | 2026-03-31
            保洁服务2026年第一季度            | 2026-01-01 | 2026-03-31
            维保 2026年1-3月                  | 2026-01-01 | 2026-03-31
            Licence 03/2026                   | 2026-03-01 | 2026-03-31
            Licence 2026-03                   | 2026-03-01 | 2026-03-31
            Nettoyage T2 2026                 | 2026-04-01 | 2026-06-30
            Cleaning Q4 2025                  | 2025-10-01 | 2025-12-31
            Loyer de janvier à mars 2026      | 2026-01-01 | 2026-03-31
            Jan 2026 - Mar 2026               | 2026-01-01 | 2026-03-31
            年度服务 2026年度                 | 2026-01-01 | 2026-12-31
            Wartung 2e trimestre 2026         | 2026-04-01 | 2026-06-30
            Entretien 2ème trim. 2026         | 2026-04-01 | 2026-06-30
            Entretien 2T2026                  | 2026-04-01 | 2026-06-30
            Support, 2nd quarter 2026         | 2026-04-01 | 2026-06-30
            Support, second quarter of 2026   | 2026-04-01 | 2026-06-30
            Hosting H2 2026                   | 2026-07-01 | 2026-12-31
            Hébergement 1er semestre 2026     | 2026-01-01 | 2026-06-30
            保洁 2026年二季度                 | 2026-04-01 | 2026-06-30
            保洁 2026年上半年                 | 2026-01-01 | 2026-06-30";
        for row in table.trim().lines() {
            let cells: Vec<_> = row.split('|').map(str::trim).collect();
            let expected = Period::new(day(cells[1]), day(cells[2]));
            assert_eq!(period_named(cells[0]), expected, "{row}");
        }
    }

    #[test]
    fn nothing_is_guessed_from_words_that_name_no_period() {
        for text in [
            "Visit on 31/03/2026",
            "On 2026-03-31",
            "March",
            "Contract C-2026-0042",
            "C-2026-12",
            "X 2026-0012",
            "Version 12",
            "2026年3月5日上门",
            "5 quarters",
            "2026 was a good year",
            "",
        ] {
            assert_eq!(period_named(text), None, "{text}");
        }
    }

    #[test]
    fn a_period_without_its_year_is_the_one_nearest_to_the_day_of_issue() {
        let table = "
            Support April        | 2026-05-12 | 2026-04-01 | 2026-04-30
            Support Apr 26       | 2026-05-12 | 2026-04-01 | 2026-04-30
            Support Apr-26       | 2027-01-12 | 2026-04-01 | 2026-04-30
            Entretien avr. 26    | 2026-07-12 | 2026-04-01 | 2026-04-30
            Entretien décembre   | 2026-01-05 | 2025-12-01 | 2025-12-31
            Rent January         | 2025-12-20 | 2026-01-01 | 2026-01-31
            Nettoyage oct. à déc | 2026-01-08 | 2025-10-01 | 2025-12-31
            Loyer déc. - janv.   | 2026-01-08 | 2025-12-01 | 2026-01-31
            Support May          | 2026-06-02 | 2026-05-01 | 2026-05-31
            Maintenance 04/26    | 2026-05-12 | 2026-04-01 | 2026-04-30
            Support Q2           | 2026-07-02 | 2026-04-01 | 2026-06-30
            Support Q2'26        | 2026-07-02 | 2026-04-01 | 2026-06-30
            维保 4月份           | 2026-05-12 | 2026-04-01 | 2026-04-30
            维保 26年4月         | 2026-05-12 | 2026-04-01 | 2026-04-30
            维保 202604          | 2026-05-12 | 2026-04-01 | 2026-04-30
            Support March 2025   | 2026-05-12 | 2025-03-01 | 2025-03-31";
        for row in table.trim().lines() {
            let cells: Vec<_> = row.split('|').map(str::trim).collect();
            let expected = Period::new(day(cells[2]), day(cells[3]));
            assert_eq!(period_meant(cells[0], day(cells[1])), expected, "{row}");
        }
        for text in [
            "You may call us",
            "Appartement T2",
            "Site S1",
            "Jan Kowalski, consultant",
            "Order 202613",
            "PO-202604",
            "3个月",
            "4月5日上门",
            "Visit on 31/03/2026",
            "Contract C-2026-0042",
            "Version 12",
        ] {
            assert_eq!(period_meant(text, day("2026-05-12")), None, "{text}");
        }
    }
}
