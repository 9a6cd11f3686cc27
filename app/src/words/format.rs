//! Money, numbers, days and lengths of time as each language writes them.

use super::{Text, Words};
use chrono::{Datelike, FixedOffset, Timelike};
use model::{
    calendar::{Day, Length, Moment, Period, whole_months},
    language::Language,
    money::{Amounts, Currency, Money},
};
use rust_decimal::{Decimal, RoundingStrategy};

/// The narrow no-break space of French typography.
const NARROW: &str = "\u{202f}";
/// The no-break space between a currency code and its amount.
const NO_BREAK: &str = "\u{a0}";
const MINUS: &str = "−";

words! {
    TODAY: "today", "aujourd’hui", "今天";
    TOMORROW: "tomorrow", "demain", "明天";
    YESTERDAY: "yesterday", "hier", "昨天";
    IN_DAY: "in {n} day", "dans {n} jour", "{n} 天后";
    IN_DAYS: "in {n} days", "dans {n} jours", "{n} 天后";
    DAY_AGO: "{n} day ago", "il y a {n} jour", "{n} 天前";
    DAYS_AGO: "{n} days ago", "il y a {n} jours", "{n} 天前";
    IN_MONTHS: "in {n} months", "dans {n} mois", "{n} 个月后";
    MONTHS_AGO: "{n} months ago", "il y a {n} mois", "{n} 个月前";
    IN_YEARS: "in {n} years", "dans {n} ans", "{n} 年后";
    YEARS_AGO: "{n} years ago", "il y a {n} ans", "{n} 年前";
    DAY: "{n} day", "{n} jour", "{n} 天";
    DAYS: "{n} days", "{n} jours", "{n} 天";
    WEEK: "{n} week", "{n} semaine", "{n} 周";
    WEEKS: "{n} weeks", "{n} semaines", "{n} 周";
    MONTH: "{n} month", "{n} mois", "{n} 个月";
    MONTHS: "{n} months", "{n} mois", "{n} 个月";
    NOTHING: "none", "néant", "无";
}

const MONTH_NAMES: [Text; 12] = [
    Text::new("January", "janvier", "1月"),
    Text::new("February", "février", "2月"),
    Text::new("March", "mars", "3月"),
    Text::new("April", "avril", "4月"),
    Text::new("May", "mai", "5月"),
    Text::new("June", "juin", "6月"),
    Text::new("July", "juillet", "7月"),
    Text::new("August", "août", "8月"),
    Text::new("September", "septembre", "9月"),
    Text::new("October", "octobre", "10月"),
    Text::new("November", "novembre", "11月"),
    Text::new("December", "décembre", "12月"),
];

const SHORT_MONTHS: [Text; 12] = [
    Text::new("Jan", "janv.", "1月"),
    Text::new("Feb", "févr.", "2月"),
    Text::new("Mar", "mars", "3月"),
    Text::new("Apr", "avr.", "4月"),
    Text::new("May", "mai", "5月"),
    Text::new("Jun", "juin", "6月"),
    Text::new("Jul", "juil.", "7月"),
    Text::new("Aug", "août", "8月"),
    Text::new("Sep", "sept.", "9月"),
    Text::new("Oct", "oct.", "10月"),
    Text::new("Nov", "nov.", "11月"),
    Text::new("Dec", "déc.", "12月"),
];

const WEEKDAYS: [Text; 7] = [
    Text::new("Monday", "lundi", "星期一"),
    Text::new("Tuesday", "mardi", "星期二"),
    Text::new("Wednesday", "mercredi", "星期三"),
    Text::new("Thursday", "jeudi", "星期四"),
    Text::new("Friday", "vendredi", "星期五"),
    Text::new("Saturday", "samedi", "星期六"),
    Text::new("Sunday", "dimanche", "星期日"),
];

const SHORT_WEEKDAYS: [Text; 7] = [
    Text::new("Mon", "lun.", "周一"),
    Text::new("Tue", "mar.", "周二"),
    Text::new("Wed", "mer.", "周三"),
    Text::new("Thu", "jeu.", "周四"),
    Text::new("Fri", "ven.", "周五"),
    Text::new("Sat", "sam.", "周六"),
    Text::new("Sun", "dim.", "周日"),
];

/// Money and numbers.
impl Words {
    /// An amount with all decimals of its currency: `€1,234.56`, `1 234,56 €`, `¥1,234.56`.
    pub fn money(self, money: Money) -> String {
        self.amount(money.major(), money.currency.decimals(), money.currency)
    }

    /// An amount rounded to whole units of its currency, for tiles and totals: `€1,235`.
    pub fn money_whole(self, money: Money) -> String {
        self.amount(money.major(), 0, money.currency)
    }

    /// An amount in thousands or millions, for the axes of charts: `€1.2m`, `1,2 M€`, `¥120万`.
    pub fn money_compact(self, money: Money) -> String {
        let steps: [(i64, &str); 2] = match self.language() {
            Language::En => [(1_000_000, "m"), (1_000, "k")],
            Language::Fr => [(1_000_000, "M"), (1_000, "k")],
            Language::Zh => [(100_000_000, "亿"), (10_000, "万")],
        };
        let major = money.major();
        let Some((step, suffix)) = steps.into_iter().find(|(step, _)| major.abs() >= Decimal::from(*step)) else {
            return self.money_whole(money);
        };
        let value = rounded(major.abs() / Decimal::from(step), 1).normalize();
        let figures = self.figures(value);
        let sign = if major.is_sign_negative() { MINUS } else { "" };
        match self.language() {
            Language::Fr => format!("{sign}{figures}{NARROW}{suffix}{}", self.symbol(money.currency)),
            Language::En | Language::Zh => format!("{sign}{}{figures}{suffix}", self.symbol_before(money.currency)),
        }
    }

    /// A unit price in major units, with the decimals of its currency and more where it has more.
    pub fn price(self, major: Decimal, currency: Currency) -> String {
        let major = major.normalize();
        self.amount(major, currency.decimals().max(major.scale()), currency)
    }

    /// A unit price in major units, rounded to some decimals to be read.
    pub fn price_read(self, major: Decimal, decimals: u32, currency: Currency) -> String {
        self.amount(major, decimals, currency)
    }

    /// Amounts of several currencies side by side, since they are never added: `€1,200.00 · £300.00`.
    pub fn amounts(self, amounts: &Amounts) -> String {
        let parts: Vec<String> =
            amounts.iter().filter(|money| !money.is_zero()).map(|money| self.money(money)).collect();
        match (parts.is_empty(), amounts.iter().next()) {
            (true, Some(zero)) => self.money(zero),
            (true, None) => self.t(NOTHING).to_owned(),
            (false, _) => parts.join(" · "),
        }
    }

    /// A number with the decimals it has: `1,234.5`, `1 234,5`.
    pub fn number(self, value: impl Into<Decimal>) -> String {
        let value = value.into().normalize();
        let sign = if value < Decimal::ZERO { MINUS } else { "" };
        format!("{sign}{}", self.figures(value.abs()))
    }

    /// A percentage, 2.5 for 2.5 per cent: `2.5%`, `2,5 %`.
    pub fn percent(self, value: impl Into<Decimal>) -> String {
        let space = if self.language() == Language::Fr { NARROW } else { "" };
        format!("{}{space}%", self.number(value))
    }

    /// A part of a whole as a percentage with one decimal at most; `None` where the whole is nothing.
    pub fn share(self, part: Decimal, whole: Decimal) -> Option<String> {
        let percent = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
        Some(self.percent(rounded(percent, 1)))
    }

    /// How a currency is written beside an amount: its symbol where that is unmistakable in the language,
    /// otherwise its code.
    pub fn symbol(self, currency: Currency) -> &'static str {
        match (currency.code(), self.language()) {
            ("EUR", _) => "€",
            ("GBP", _) => "£",
            ("USD", Language::Fr) => "$US",
            ("USD", Language::En | Language::Zh) => "US$",
            ("CNY", Language::Zh) => "¥",
            ("CNY", Language::En | Language::Fr) => "CN¥",
            ("JPY", _) => "JP¥",
            (code, _) => code,
        }
    }

    fn symbol_before(self, currency: Currency) -> String {
        let symbol = self.symbol(currency);
        let is_code = symbol == currency.code();
        format!("{symbol}{}", if is_code { NO_BREAK } else { "" })
    }

    fn amount(self, major: Decimal, decimals: u32, currency: Currency) -> String {
        let value = rounded(major, decimals);
        let sign = if value < Decimal::ZERO { MINUS } else { "" };
        let figures = self.figures(value.abs());
        match self.language() {
            Language::Fr => format!("{sign}{figures}{NARROW}{}", self.symbol(currency)),
            Language::En | Language::Zh => format!("{sign}{}{figures}", self.symbol_before(currency)),
        }
    }

    /// Digits in groups of three; the value is not negative.
    fn figures(self, value: Decimal) -> String {
        let (group, mark) = match self.language() {
            Language::En | Language::Zh => (",", "."),
            Language::Fr => (NARROW, ","),
        };
        let text = value.to_string();
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let mut result = String::with_capacity(text.len() + 8);
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index) % 3 == 0 {
                result.push_str(group);
            }
            result.push(digit);
        }
        if !fraction.is_empty() {
            result.push_str(mark);
            result.push_str(fraction);
        }
        result
    }
}

/// Days, months and lengths of time.
impl Words {
    /// A day: `4 Dec 2026`, `4 déc. 2026`, `2026年12月4日`.
    pub fn day(self, day: Day) -> String {
        let year = day.year();
        match self.language() {
            Language::En | Language::Fr => format!("{} {} {year}", self.ordinal(day), self.month_short(day.month())),
            Language::Zh => format!("{year}年{}月{}日", day.month(), day.day()),
        }
    }

    /// A day with its weekday, in full: `Friday 4 December 2026`.
    pub fn day_long(self, day: Day) -> String {
        let weekday = self.weekday(day.weekday());
        match self.language() {
            Language::En | Language::Fr => {
                format!("{weekday} {} {} {}", self.ordinal(day), self.month_name(day.month()), day.year())
            }
            Language::Zh => format!("{}{weekday}", self.day(day)),
        }
    }

    /// A day without its year, for places that show the year already: `4 Dec`.
    pub fn day_short(self, day: Day) -> String {
        match self.language() {
            Language::En | Language::Fr => format!("{} {}", self.ordinal(day), self.month_short(day.month())),
            Language::Zh => format!("{}月{}日", day.month(), day.day()),
        }
    }

    /// The month a day lies in: `Dec 2026`, `déc. 2026`, `2026年12月`.
    pub fn month(self, day: Day) -> String {
        match self.language() {
            Language::En | Language::Fr => format!("{} {}", self.month_short(day.month()), day.year()),
            Language::Zh => format!("{}年{}月", day.year(), day.month()),
        }
    }

    /// The year a day lies in: `2026`, `2026年`.
    pub fn year(self, day: Day) -> String {
        let unit = if self.language() == Language::Zh { "年" } else { "" };
        format!("{}{unit}", day.year())
    }

    /// The month a day lies in, in full: `December 2026`.
    pub fn month_long(self, day: Day) -> String {
        match self.language() {
            Language::En | Language::Fr => format!("{} {}", self.month_name(day.month()), day.year()),
            Language::Zh => self.month(day),
        }
    }

    /// A period, its shared parts said once: `1 Jan – 31 Mar 2026`, `1er–31 janv. 2026`,
    /// `2026年1月1日至3月31日`.
    pub fn period(self, period: Period) -> String {
        let (spaced, close) = match self.language() {
            Language::En | Language::Fr => (" – ", "–"),
            Language::Zh => ("至", "至"),
        };
        self.joined(period, spaced, close)
    }

    /// A period inside a sentence, without its first preposition: `1 Jan – 31 Mar 2026`,
    /// `1er janv. au 31 mars 2026` (after "du"), `2026年1月1日至3月31日`.
    pub fn span(self, period: Period) -> String {
        match self.language() {
            Language::En | Language::Zh => self.period(period),
            Language::Fr => self.joined(period, " au ", " au "),
        }
    }

    fn joined(self, period: Period, spaced: &str, close: &str) -> String {
        let Period { first, last } = period;
        if first == last {
            return self.day(first);
        }
        let same_year = first.year() == last.year();
        let same_month = same_year && first.month() == last.month();
        let end = self.day(last);
        match (self.language(), same_month, same_year) {
            (Language::En | Language::Fr, true, _) => format!("{}{close}{end}", self.ordinal(first)),
            (Language::En | Language::Fr, false, true) => format!("{}{spaced}{end}", self.day_short(first)),
            (Language::Zh, true, _) => format!("{}{close}{}日", self.day(first), last.day()),
            (Language::Zh, false, true) => format!("{}{close}{}", self.day(first), self.day_short(last)),
            (_, false, false) => format!("{}{spaced}{end}", self.day(first)),
        }
    }

    /// A moment in a place whose clocks differ from UTC by `offset`, to the minute: `4 Dec 2026, 15:05`.
    pub fn moment(self, moment: Moment, offset: FixedOffset) -> String {
        self.clock(moment.with_timezone(&offset).naive_local())
    }

    fn clock(self, at: chrono::NaiveDateTime) -> String {
        let day = self.day(at.date());
        let (hour, minute) = (at.hour(), at.minute());
        match self.language() {
            Language::En => format!("{day}, {hour:02}:{minute:02}"),
            Language::Fr => format!("{day} à {hour:02}:{minute:02}"),
            Language::Zh => format!("{day} {hour:02}:{minute:02}"),
        }
    }

    /// How far a day is from today, as people say it: `today`, `in 12 days`, `3 months ago`. Days are
    /// counted up to two months, then whole months up to two years, then whole years.
    pub fn distance(self, today: Day, day: Day) -> String {
        let days = (day - today).num_days();
        let months = whole_months(today.min(day), today.max(day)).unwrap_or(0);
        let is_past = days < 0;
        let text = |past, future| if is_past { past } else { future };
        match (days, months) {
            (0, _) => self.t(TODAY).to_owned(),
            (1, _) => self.t(TOMORROW).to_owned(),
            (-1, _) => self.t(YESTERDAY).to_owned(),
            (_, 0 | 1) => self.count(days.unsigned_abs(), text(DAY_AGO, IN_DAY), text(DAYS_AGO, IN_DAYS)),
            (_, 2..24) => self.count(months.into(), text(MONTHS_AGO, IN_MONTHS), text(MONTHS_AGO, IN_MONTHS)),
            (_, _) => self.count(u64::from(months / 12), text(YEARS_AGO, IN_YEARS), text(YEARS_AGO, IN_YEARS)),
        }
    }

    /// A day and how far it is: `in 12 days, 4 Dec 2026`.
    pub fn day_and_distance(self, today: Day, day: Day) -> String {
        let comma = if self.language() == Language::Zh { "，" } else { ", " };
        format!("{}{comma}{}", self.distance(today, day), self.day(day))
    }

    /// A length of time: `3 months`, `90 jours`, `3 个月`.
    pub fn length(self, length: Length) -> String {
        match length {
            Length::Days(count) => self.days(count.into()),
            Length::Weeks(count) => self.count(count.into(), WEEK, WEEKS),
            Length::Months(count) => self.months(count),
        }
    }

    /// A number of days: `17 days`.
    pub fn days(self, count: u64) -> String {
        self.count(count, DAY, DAYS)
    }

    /// A number of months: `12 months`.
    pub fn months(self, count: u32) -> String {
        self.count(count.into(), MONTH, MONTHS)
    }

    /// The name of a month, 1 for January; empty for other numbers.
    pub fn month_name(self, month: u32) -> &'static str {
        self.nth(&MONTH_NAMES, month)
    }

    /// The short name of a month, 1 for January; empty for other numbers.
    pub fn month_short(self, month: u32) -> &'static str {
        self.nth(&SHORT_MONTHS, month)
    }

    /// The name of a weekday.
    pub fn weekday(self, weekday: chrono::Weekday) -> &'static str {
        self.nth(&WEEKDAYS, weekday.number_from_monday())
    }

    /// The short name of a weekday, for the heads of calendars.
    pub fn weekday_short(self, weekday: chrono::Weekday) -> &'static str {
        self.nth(&SHORT_WEEKDAYS, weekday.number_from_monday())
    }

    fn nth(self, names: &[Text], number: u32) -> &'static str {
        let name = number.checked_sub(1).and_then(|index| names.get(index as usize));
        name.map_or("", |name| self.t(*name))
    }

    /// The day of the month as a date says it: French writes the first as `1er`.
    fn ordinal(self, day: Day) -> String {
        match (self.language(), day.day()) {
            (Language::Fr, 1) => "1er".to_owned(),
            (_, day) => day.to_string(),
        }
    }
}

/// Rounded half away from zero to exactly so many decimals.
fn rounded(value: Decimal, decimals: u32) -> Decimal {
    let mut value = value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    value.rescale(decimals);
    value
}

#[cfg(test)]
mod tests;
