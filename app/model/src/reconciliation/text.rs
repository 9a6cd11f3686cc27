//! What the words of an invoice line say: references, words in common, and the days they name.

use crate::{
    calendar::{Day, Period, add_months, month_end},
    contract::fold_reference,
};
use std::collections::BTreeSet;

/// A reference without what people write differently: case, spaces, punctuation, full-width forms.
pub fn normalised(reference: &str) -> String {
    fold_reference(&reference.chars().map(narrow).collect::<String>())
}

/// The parts of a text that may be a reference: the whole, and each word with a digit in it.
pub fn references(text: &str) -> impl Iterator<Item = String> + '_ {
    let words =
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | ')' | '，' | '：' | '（' | '）'));
    let words = words.map(normalised).filter(|word| word.len() >= 3 && word.chars().any(|c| c.is_ascii_digit()));
    std::iter::once(normalised(text)).filter(|whole| whole.len() >= 2).chain(words)
}

/// The words that carry meaning: Latin words of three letters or more without accents, and pairs of
/// neighbouring Chinese characters. Numbers and the names of months are left out.
pub fn words(text: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    let mut latin = String::new();
    let mut before: Option<char> = None;
    for c in text.chars().map(narrow).flat_map(char::to_lowercase).chain(std::iter::once(' ')) {
        let is_chinese = ('\u{3400}'..='\u{9fff}').contains(&c);
        if is_chinese {
            if let Some(before) = before {
                words.insert(format!("{before}{c}"));
            }
        } else if c.is_alphabetic() {
            latin.push(plain(c));
        }
        before = is_chinese.then_some(c);
        if is_chinese || !c.is_alphabetic() {
            if latin.chars().count() >= 3 && month_of(&latin).is_none() {
                words.insert(latin.clone());
            }
            latin.clear();
        }
    }
    words
}

/// Words in common, in per cent of the shorter text's words.
pub fn agreement(one: &BTreeSet<String>, other: &BTreeSet<String>) -> u32 {
    let shorter = one.len().min(other.len());
    if shorter == 0 {
        return 0;
    }
    u32::try_from(one.intersection(other).count() * 100 / shorter).unwrap_or(100)
}

/// The days that a text names: `March 2026`, `mars 2026`, `2026年3月`, `03/2026`, `2026-03`, `Q1 2026`,
/// `T1 2026`, `2026年第一季度`, `2026年1-3月`. Several months in a row are one period. Nothing is guessed
/// from a month without a year.
pub fn period_named(text: &str) -> Option<Period> {
    let tokens = tokens(text);
    let mut found: Vec<Period> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let next = |ahead: usize| tokens.get(at + ahead);
        let month = match token {
            Token::Word(word) => month_of(word).map(|month| (month, 1)).or_else(|| quarter_of(word)),
            _ => None,
        };
        if let Some((month, length)) = month {
            // "janvier à mars 2026": the first month takes the year of the next one.
            let year = tokens.iter().skip(at + 1).take(4).find_map(Token::year);
            let before = at.checked_sub(1).and_then(|at| tokens.get(at)).and_then(Token::year);
            found.extend(year.or(before).and_then(|year| months(year, month, length)));
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
    }
    let first = found.iter().map(|period| period.first).min()?;
    let last = found.iter().map(|period| period.last).max()?;
    // More than a year between the months named is two subjects, not one period.
    Period::new(first, last).filter(|period| period.days() <= 366)
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

/// Whether the month before a slash is the middle of a date: 31/03/2026.
fn is_date_before(tokens: &[Token], at: usize) -> bool {
    at >= 2
        && matches!(tokens.get(at - 1), Some(Token::Mark('/' | '-' | '.')))
        && matches!(tokens.get(at - 2), Some(Token::Number(_)))
}

/// What follows `2026年`: a month, a span of months, a quarter. A year alone names the whole year, a day
/// after the month names a date.
fn chinese(year: i32, tokens: &[Token], at: usize) -> Option<Period> {
    let get = |ahead: usize| tokens.get(at + ahead);
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
        (Some(Token::Mark('第')), Some(quarter)) if get(2) == Some(&Token::Mark('季')) => {
            let quarter = match quarter {
                Token::Number(number) => *number,
                Token::Mark('一') => 1,
                Token::Mark('二') => 2,
                Token::Mark('三') => 3,
                Token::Mark('四') => 4,
                Token::Mark(_) | Token::Word(_) => return None,
            };
            (1..=4).contains(&quarter).then(|| months(year, quarter * 3 - 2, 3)).flatten()
        }
        (Some(Token::Mark('度')), _) => months(year, 1, 12),
        _ => None,
    }
}

fn months(year: i32, month: u32, count: u32) -> Option<Period> {
    let first = Day::from_ymd_opt(year, month, 1)?;
    let last = month_end(add_months(first, count.checked_sub(1)?)?);
    Period::new(first, last)
}

fn quarter_of(word: &str) -> Option<(u32, u32)> {
    match word {
        "q1" | "t1" => Some((1, 3)),
        "q2" | "t2" => Some((4, 3)),
        "q3" | "t3" => Some((7, 3)),
        "q4" | "t4" => Some((10, 3)),
        _ => None,
    }
}

/// The month a word names in English or French, in full or shortened.
fn month_of(word: &str) -> Option<u32> {
    Some(match word {
        "january" | "janvier" | "jan" | "janv" => 1,
        "february" | "fevrier" | "feb" | "fev" | "fevr" => 2,
        "march" | "mars" | "mar" => 3,
        "april" | "avril" | "apr" | "avr" => 4,
        "may" | "mai" => 5,
        "june" | "juin" | "jun" => 6,
        "july" | "juillet" | "jul" | "juil" => 7,
        "august" | "aout" | "aug" => 8,
        "september" | "septembre" | "sep" | "sept" => 9,
        "october" | "octobre" | "oct" => 10,
        "november" | "novembre" | "nov" => 11,
        "december" | "decembre" | "dec" => 12,
        _ => return None,
    })
}

/// A full-width form as its usual character.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '–' | '—' | '−' => '-',
        _ => c,
    }
}

/// A lower-case letter without its accent.
fn plain(c: char) -> char {
    match c {
        'à' | 'â' | 'ä' | 'á' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' | 'í' => 'i',
        'ô' | 'ö' | 'ó' => 'o',
        'ù' | 'û' | 'ü' | 'ú' => 'u',
        'ç' => 'c',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            年度服务 2026年度                 | 2026-01-01 | 2026-12-31";
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
            "",
        ] {
            assert_eq!(period_named(text), None, "{text}");
        }
    }

    #[test]
    fn references_agree_whatever_their_punctuation() {
        assert_eq!(normalised("c-2026 / 0042"), normalised("C20260042"));
        assert_eq!(normalised("Ｃ－２０２６"), "C2026");
        assert!(references("Contrat n° C-2026-0042, avenant").any(|one| one == "C20260042"));
    }

    #[test]
    fn words_agree_in_three_languages() {
        let percent = |one: &str, other: &str| agreement(&words(one), &words(other));
        assert_eq!(percent("Boiler maintenance", "Maintenance of the boiler, March 2026"), 100);
        assert_eq!(percent("Entretien chaudière", "entretien CHAUDIERE 03/2026"), 100);
        assert_eq!(percent("电梯维保服务", "电梯维保服务费（2026年3月）"), 100);
        assert_eq!(percent("Window cleaning", "Fire extinguishers"), 0);
        assert_eq!(percent("", "Fire extinguishers"), 0);
    }
}
