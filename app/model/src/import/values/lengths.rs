//! Lengths of time, as people write them.

use super::super::text;
use crate::calendar::Length;

/// The unit of a length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LengthUnit {
    /// Calendar days.
    Days,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// Quarters of a year.
    Quarters,
    /// Half-years.
    HalfYears,
    /// Years.
    Years,
}

/// A length with its unit, anywhere in a short text: `3 months`, `3 mois avant échéance`, `trois (3) mois`,
/// `90 jours`, `1 an et 6 mois`, `3个月`, `一年`, `半年`. Business days are not calendar days and are no answer.
pub fn length(text: &str) -> Option<Length> {
    if text.len() > 400 {
        return None;
    }
    let folded = text::fold(text);
    let words = text::words(&folded);
    if is_business_days(&words, &folded) {
        return None;
    }
    let (first, rest) = next_length(&words, &folded)?;
    // "1 year and 6 months" is one length, "3 years, then 1 year" is not.
    if let Length::Months(months) = first {
        let joined = match rest.split_first() {
            Some((&("et" | "and" | "plus" | "又" | "零"), after)) => after,
            _ => rest,
        };
        if months % 12 == 0
            && let Some((&next, _)) = joined.split_first()
            && numeral(next).is_some()
            && let Some((Length::Months(more), _)) = next_length(joined, &folded)
            && more < 12
        {
            return length_of(months + more, LengthUnit::Months);
        }
    }
    Some(first)
}

/// A number of units, if it is a length that a contract can have (up to 100 years).
pub fn length_of(count: u32, unit: LengthUnit) -> Option<Length> {
    let months = |months: u32| (months <= 1200).then_some(Length::Months(months));
    match unit {
        LengthUnit::Days => (count <= 36_525).then_some(Length::Days(count)),
        LengthUnit::Weeks => (count <= 5_200).then_some(Length::Weeks(count)),
        LengthUnit::Months => months(count),
        LengthUnit::Quarters => months(count.checked_mul(3)?),
        LengthUnit::HalfYears => months(count.checked_mul(6)?),
        LengthUnit::Years => months(count.checked_mul(12)?),
    }
}

/// The unit that a header such as "Durée (mois)" or "Notice, days" prescribes.
pub fn header_unit(header: &str) -> Option<LengthUnit> {
    let folded = text::fold(header);
    let words = text::words(&folded);
    // "合同期限（月）" has the unit alone; "通知期" has none.
    words.iter().rev().find_map(|word| match *word {
        "d" | "j" | "m" | "y" | "a" | "an" => None,
        word => unit(word),
    })
}

fn is_business_days(words: &[&str], folded: &str) -> bool {
    words.iter().any(|word| matches!(*word, "business" | "working" | "ouvre" | "ouvres" | "ouvrable" | "ouvrables"))
        || folded.contains("工作日")
}

fn next_length<'a, 'b>(words: &'b [&'a str], folded: &str) -> Option<(Length, &'b [&'a str])> {
    let mut count: Option<u32> = None;
    let mut index = 0;
    while let Some(&word) = words.get(index) {
        if word == "半" && words.get(index + 1) == Some(&"年") {
            return Some((Length::Months(6), words.get(index + 2..).unwrap_or_default()));
        }
        if let Some(number) = numeral(word) {
            // "1,5 an", "2.5 years".
            if let (true, Some(decimals)) = (is_figure(word), words.get(index + 1).filter(|next| is_figure(next)))
                && [",", "."].iter().any(|mark| folded.contains(&format!("{word}{mark}{decimals}")))
            {
                return fraction_of_year(number, decimals, words.get(index + 2..)?);
            }
            let (number, used) = chinese_number(words.get(index..)?).unwrap_or((number, 1));
            count = Some(number);
            index += used;
            continue;
        }
        if let (Some(count), Some(unit)) = (count, unit(word)) {
            return Some((length_of(count, unit)?, words.get(index + 1..).unwrap_or_default()));
        }
        index += 1;
    }
    None
}

fn fraction_of_year<'a, 'b>(whole: u32, decimals: &str, rest: &'b [&'a str]) -> Option<(Length, &'b [&'a str])> {
    let (&word, after) = rest.split_first()?;
    let tenths: u32 = decimals.parse().ok()?;
    match (unit(word)?, decimals.len()) {
        // Whole months only: 1.5 and 0.25 years are, 1.3 is not.
        (LengthUnit::Years, digits @ 1..=2) => {
            let scale = if digits == 1 { 10 } else { 100 };
            let months = tenths * 12;
            months.is_multiple_of(scale).then_some(())?;
            Some((length_of(whole.checked_mul(12)?.checked_add(months / scale)?, LengthUnit::Months)?, after))
        }
        // "12.0 months" out of a calculated column.
        (unit, _) if tenths == 0 => Some((length_of(whole, unit)?, after)),
        _ => None,
    }
}

fn is_figure(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

fn unit(word: &str) -> Option<LengthUnit> {
    Some(match word {
        "d" | "day" | "days" | "j" | "jr" | "jrs" | "jour" | "jours" | "天" | "日" => LengthUnit::Days,
        "w" | "wk" | "wks" | "week" | "weeks" | "sem" | "semaine" | "semaines" | "周" | "星" => LengthUnit::Weeks,
        "m" | "mo" | "mos" | "mth" | "mths" | "month" | "months" | "mois" | "月" => LengthUnit::Months,
        "quarter" | "quarters" | "trimestre" | "trimestres" | "季" => LengthUnit::Quarters,
        "semestre" | "semestres" => LengthUnit::HalfYears,
        "a" | "an" | "ans" | "annee" | "annees" | "y" | "yr" | "yrs" | "year" | "years" | "annum" | "年" => {
            LengthUnit::Years
        }
        _ => return None,
    })
}

/// A number in figures or in the words that contracts use for lengths.
pub(super) fn numeral(word: &str) -> Option<u32> {
    if is_figure(word) {
        return word.parse().ok();
    }
    Some(match word {
        "un" | "une" | "one" | "一" => 1,
        "deux" | "two" | "二" | "两" => 2,
        "trois" | "three" | "三" => 3,
        "quatre" | "four" | "四" => 4,
        "cinq" | "five" | "五" => 5,
        "six" | "六" => 6,
        "sept" | "seven" | "七" => 7,
        "huit" | "eight" | "八" => 8,
        "neuf" | "nine" | "九" => 9,
        "dix" | "ten" | "十" => 10,
        "douze" | "twelve" => 12,
        "quinze" | "fifteen" => 15,
        "dixhuit" | "eighteen" => 18,
        "vingt" | "twenty" => 20,
        "trente" | "thirty" => 30,
        "quarante" | "forty" => 40,
        "soixante" | "sixty" => 60,
        "ninety" => 90,
        _ => return None,
    })
}

/// 十二, 二十四, 三十: a number below one hundred and how many characters it takes.
fn chinese_number(words: &[&str]) -> Option<(u32, usize)> {
    let digit = |word: Option<&&str>| {
        word.filter(|word| !is_figure(word) && word.len() == 3)
            .and_then(|word| numeral(word))
            .filter(|number| *number < 10)
    };
    match (words.first(), words.get(1)) {
        (Some(&"十"), _) => Some(digit(words.get(1)).map_or((10, 1), |ones| (10 + ones, 2))),
        (first, Some(&"十")) => {
            let tens = digit(first)? * 10;
            Some(digit(words.get(2)).map_or((tens, 2), |ones| (tens + ones, 3)))
        }
        _ => None,
    }
}
