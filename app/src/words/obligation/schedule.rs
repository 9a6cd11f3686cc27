//! When an obligation falls due, in a sentence. The server says it, so that no browser loads how.

use super::super::{Text, Words};
use model::{
    calendar::Day,
    language::Language,
    obligation::{Cadence, Ending, MonthDay, RecurrenceRule, Schedule},
};

words! {
    ONCE: "once, on {day}", "une fois, le {day}", "一次，{day}";
    SAID: "{often}, first on {first}, {ending}", "{often}, la première fois le {first}, {ending}", "{often}，首次为 {first}，{ending}";
    NEVER: "{often}, {ending}", "{often}, {ending}", "{often}，{ending}";
    EVERY_DAY: "every day", "tous les jours", "每天";
    EVERY_DAYS: "every {n} days", "tous les {n} jours", "每 {n} 天";
    EVERY_WEEK: "every week on {days}", "chaque semaine, le {days}", "每周{days}";
    EVERY_WEEKS: "every {n} weeks on {days}", "toutes les {n} semaines, le {days}", "每 {n} 周的{days}";
    EVERY_MONTH: "every month {on}", "chaque mois, {on}", "每月{on}";
    EVERY_MONTHS: "every {n} months {on}", "tous les {n} mois, {on}", "每 {n} 个月，{on}";
    EVERY_YEAR: "every year in {month}, {on}", "chaque année en {month}, {on}", "每年{month}{on}";
    EVERY_YEARS: "every {n} years in {month}, {on}", "tous les {n} ans en {month}, {on}", "每 {n} 年，{month}{on}";
    ON_NUMBER: "on the {number}", "le {number}", "{number} 日";
    ON_NUMBER_OR_LAST:
        "on the {number} (or the last day of a shorter month)",
        "le {number} (ou le dernier jour d’un mois plus court)",
        "{number} 日（当月无此日时为最后一天）";
    ON_LAST: "on the last day", "le dernier jour", "最后一天";
    ON_WEEKDAY: "on the {nth} {weekday}", "le {nth} {weekday}", "{nth}{weekday}";
    FIRST: "first", "premier", "第一个";
    SECOND: "second", "deuxième", "第二个";
    THIRD: "third", "troisième", "第三个";
    FOURTH: "fourth", "quatrième", "第四个";
    LAST: "last", "dernier", "最后一个";
    WITH_CONTRACT: "for as long as the contract runs", "pendant toute la durée du contrat", "直至合同终止";
    UNTIL: "until {day}", "jusqu’au {day}", "至 {day}";
    TIMES_ONE: "{n} time", "{n} fois", "共 {n} 次";
    TIMES: "{n} times", "{n} fois", "共 {n} 次";
}

/// When an obligation falls due: `every 3 months on the last day, first on 31 Jan 2026, 12 times`. `first` is the first
/// day of all, where there is one.
pub fn said(words: Words, schedule: &Schedule, first: Option<Day>) -> String {
    let (rule, from) = match schedule {
        Schedule::Once { on } => return words.with(ONCE, &[("day", &words.day(first.unwrap_or(*on)))]),
        Schedule::Recurring { first, rule } => (rule, *first),
    };
    let far = from.checked_add_months(chrono::Months::new(12 * 100)).unwrap_or(Day::MAX);
    let first = first.or_else(|| rule.days(from, far).first().copied());
    let (often, ending) = (often(words, rule), ending(words, rule.ending));
    match first {
        Some(first) => words.with(SAID, &[("often", &often), ("first", &words.day(first)), ("ending", &ending)]),
        None => words.with(NEVER, &[("often", &often), ("ending", &ending)]),
    }
}

fn often(words: Words, rule: &RecurrenceRule) -> String {
    let n = u64::from(rule.every);
    let every = |one: Text, several: Text, values: &[(&str, &str)]| {
        // Not a matter of grammar alone: every one and every few are said in other words.
        let mut all = vec![];
        let number = words.number(n);
        all.push(("n", number.as_str()));
        all.extend_from_slice(values);
        words.with(if n == 1 { one } else { several }, &all)
    };
    match &rule.rhythm {
        Cadence::Days => every(EVERY_DAY, EVERY_DAYS, &[]),
        Cadence::Weeks(weekdays) => {
            let names: Vec<&str> = weekdays.iter().map(|weekday| words.weekday(*weekday)).collect();
            every(EVERY_WEEK, EVERY_WEEKS, &[("days", &words.list(&names))])
        }
        Cadence::Months(on) => every(EVERY_MONTH, EVERY_MONTHS, &[("on", &on_day(words, *on))]),
        Cadence::Years(month, on) => {
            let values = [("month", words.month_name((*month).into())), ("on", &on_day(words, *on))];
            every(EVERY_YEAR, EVERY_YEARS, &values)
        }
    }
}

fn on_day(words: Words, on: MonthDay) -> String {
    match on {
        MonthDay::Last => words.t(ON_LAST).to_owned(),
        MonthDay::Number(number) => {
            let text = if number > 28 { ON_NUMBER_OR_LAST } else { ON_NUMBER };
            words.with(text, &[("number", &ordinal(words, number))])
        }
        MonthDay::Weekday { nth, weekday } => {
            let nth = match nth {
                1 => FIRST,
                2 => SECOND,
                3 => THIRD,
                4 => FOURTH,
                _ => LAST,
            };
            words.with(ON_WEEKDAY, &[("nth", words.t(nth)), ("weekday", words.weekday(weekday))])
        }
    }
}

/// The number of a day in its month as it is read aloud: `1st`, `1er`, `1`.
fn ordinal(words: Words, number: u8) -> String {
    match (words.language(), number) {
        (Language::Fr, 1) => "1er".to_owned(),
        (Language::Fr | Language::Zh, _) => number.to_string(),
        (Language::En, 1 | 21 | 31) => format!("{number}st"),
        (Language::En, 2 | 22) => format!("{number}nd"),
        (Language::En, 3 | 23) => format!("{number}rd"),
        (Language::En, _) => format!("{number}th"),
    }
}

fn ending(words: Words, ending: Ending) -> String {
    match ending {
        Ending::WithContract => words.t(WITH_CONTRACT).to_owned(),
        Ending::On(day) => words.with(UNTIL, &[("day", &words.day(day))]),
        Ending::After(times) => words.count(times.into(), TIMES_ONE, TIMES),
    }
}
