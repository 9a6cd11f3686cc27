//! Yearly increases whose rate and day stand in one cell.

use super::{super::text, DayOfYear, DayOrder, DecimalMark, day, day_of_year, number};
use rust_decimal::Decimal;

/// A yearly increase as a cell says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Increase {
    /// Per cent.
    pub percent: Decimal,
    /// When, if the cell says so.
    pub on: Option<IncreaseDay>,
}

/// When a price is raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IncreaseDay {
    /// For the first time on a day, then each year.
    First(crate::calendar::Day),
    /// Each year on a day.
    EachYear(DayOfYear),
}

/// A rate in per cent and the day on which it counts: `2 % au 01/01`, `3% each 1 April`, `3% from 01/04/2026`,
/// `每年4月1日上调3%`. Words that are not known, such as the name of an index or a limit, make it none.
pub fn increase(text: &str, mark: DecimalMark, order: DayOrder) -> Option<Increase> {
    if text.len() > 120 {
        return None;
    }
    let folded = text::fold(text).replace("pour cent", "%").replace("per cent", "%").replace("percent", "%");
    let (before, after) = folded.split_once('%').filter(|(_, after)| !after.contains('%'))?;
    let before = before.trim_end();
    let is_of_rate = |char: char| char.is_ascii_digit() || matches!(char, '.' | ',');
    let rate = before
        .rfind(|char| !is_of_rate(char))
        .map_or(0, |last| last + before.get(last..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8));
    let (before, rate) = before.split_at_checked(rate)?;
    let percent = number(rate, mark)?.value;
    // "-2 %" is another thing than a dash between two halves of a sentence.
    if before.trim() == "-" {
        return None;
    }
    let on = match (without_fillers(before), without_fillers(after)) {
        ("", "") => None,
        (words, "") | ("", words) => Some(increase_day(words, order)?),
        _ => return None,
    };
    Some(Increase { percent, on })
}

/// The day of an increase: a full day is the first one, a day of the year counts each year.
pub fn increase_day(text: &str, order: DayOrder) -> Option<IncreaseDay> {
    let folded = text::fold(text);
    let words = without_fillers(&folded);
    // A bare figure would be taken for a spreadsheet's day number.
    let is_written_out = words.chars().any(|char| !char.is_ascii_digit());
    day(words, order)
        .filter(|_| is_written_out)
        .map(IncreaseDay::First)
        .or_else(|| day_of_year(words, order).map(IncreaseDay::EachYear))
}

/// What is left of folded words between those that say no more than that there is an increase, and that it is yearly.
fn without_fillers(words: &str) -> &str {
    let beside = [' ', '+', '(', ')', '[', ']', ',', ':', ';', '-'];
    let mut rest = words.trim_matches(beside);
    loop {
        let shorter = FILLERS.iter().find_map(|filler| {
            let is_word = filler.is_ascii();
            let ends = |next: Option<char>| !is_word || next.is_none_or(|char| !char.is_ascii_alphanumeric());
            let begun = rest.strip_prefix(filler).filter(|rest| ends(rest.chars().next()));
            begun.or_else(|| rest.strip_suffix(filler).filter(|rest| ends(rest.chars().next_back())))
        });
        let Some(shorter) = shorter else { return rest };
        rest = shorter.trim_matches(beside);
    }
}

/// Longer ones before those that they begin or end with.
#[rustfmt::skip]
const FILLERS: &[&str] = &[
    "with effect from", "effective from", "effective", "starting on", "starting", "beginning", "as of", "as from", "from",
    "every year", "each year", "per year", "per annum", "p.a.", "p.a", "pa", "a year", "yearly", "annually", "annual",
    "increase", "uplift", "fixed", "of each year", "each", "every", "on the", "on", "at", "in", "of", "/year", "/yr",
    "a compter du", "a partir du", "des le", "chaque annee", "tous les ans", "par an", "l'an", "annuelle", "annuel",
    "annuellement", "augmentation", "hausse", "fixe", "chaque", "tous les", "au", "le", "du", "de", "d'", "en", "/an",
    "on each anniversary", "on anniversary", "each anniversary", "at anniversary", "anniversary",
    "a la date anniversaire", "a chaque anniversaire", "date anniversaire", "anniversaire", "第二年起", "次年起", "周年",
    "每年", "年度", "上调", "上涨", "递增", "增长", "上浮", "调增", "增加", "提高", "涨价", "涨", "固定", "自", "从", "于", "起", "按",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Rate and first day after 1 May 2025, as one line.
    fn told(text: &str) -> String {
        let begun = crate::calendar::Day::from_ymd_opt(2025, 5, 1).unwrap();
        let Some(increase) = increase(text, DecimalMark::Comma, DayOrder::DayFirst) else { return "none".to_owned() };
        match increase.on {
            None => format!("{}", increase.percent),
            Some(IncreaseDay::First(day)) => format!("{} from {day}", increase.percent),
            Some(IncreaseDay::EachYear(day)) => format!("{} {}", increase.percent, day.first_after(begun).unwrap()),
        }
    }

    #[test]
    fn rate_and_day_of_a_yearly_increase_stand_in_one_cell() {
        for (text, expected) in [
            ("2 % au 01/01", "2 2026-01-01"),
            ("3 % au 01/04", "3 2026-04-01"),
            ("+3 % le 15/06 de chaque année", "3 2025-06-15"),
            ("3% each 1 April", "3 2026-04-01"),
            ("+2.5% on 1 Jan", "2.5 2026-01-01"),
            ("2,5 % au 1er janvier", "2.5 2026-01-01"),
            ("au 1er janvier : 2,5 %", "2.5 2026-01-01"),
            ("2,5 pour cent chaque 1er janvier", "2.5 2026-01-01"),
            ("3% per annum, effective 1st April", "3 2026-04-01"),
            ("每年4月1日上调3%", "3 2026-04-01"),
            ("3%（每年1月1日）", "3 2026-01-01"),
            ("每年1月上涨3％", "3 2026-01-01"),
            ("自2026年4月1日起每年递增3%", "3 from 2026-04-01"),
            ("3 % par an", "3"),
            ("3% on anniversary", "3"),
            ("2 % à la date anniversaire", "2"),
            ("第二年起每年3%", "3"),
            ("3% from 01/04/2026", "3 from 2026-04-01"),
            ("3 % à compter du 1er avril 2026", "3 from 2026-04-01"),
            ("2 % au 31/12", "2 2025-12-31"),
            ("2 % au 1/5", "2 2026-05-01"),
            ("2 % au 29 février", "2 2026-02-28"),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn an_index_a_limit_or_another_rhythm_is_no_fixed_increase() {
        for text in [
            "CPI",
            "CPI + 2%",
            "max 3 %",
            "3% every 2 years",
            "3 % au 31/02",
            "2 % puis 3 % au 01/04",
            "3 % au choix",
            "-2 % au 01/01",
            "下调3%",
            "Syntec au 01/04",
        ] {
            assert_eq!(told(text), "none", "{text}");
        }
    }
}
