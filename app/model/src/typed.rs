//! What people type into forms: days, numbers, amounts and choices, with the problem of each field that
//! cannot be understood. A form carries texts; reading it gives typed values or problems, never a guess.

use crate::{
    calendar::{Day, end_before},
    event::Change,
    language::Language,
    money::{Currency, Money},
    refusal::{FieldProblem, Problem},
};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::{
    de::{DeserializeOwned, value},
    ser::Serialize,
};
use std::str::FromStr;

/// What every form that is saved over an earlier state can say of itself.
pub trait Form: Clone {
    /// The fields in which this form differs from a later one, each before and after.
    fn changes(&self, after: &Self) -> Vec<Change>;

    /// What is wrong with it as far as can be known without the database, as typed by somebody who reads a language.
    fn problems(&self, language: Language) -> Vec<FieldProblem>;
}

/// The fields in which two values of a form differ, each before and after.
pub(crate) fn changed(fields: &[(&str, &str, &str)]) -> Vec<Change> {
    let differing = fields.iter().filter(|(_, before, after)| before != after);
    let change = |(field, before, after): &(&str, &str, &str)| Change {
        field: (*field).to_owned(),
        before: (*before).to_owned(),
        after: (*after).to_owned(),
    };
    differing.map(change).collect()
}

/// Reads the fields of a form one after another and collects their problems.
#[derive(Debug)]
pub struct Reader {
    language: Language,
    problems: Vec<FieldProblem>,
}

impl Reader {
    /// A reader of what was typed on a page in a language, which decides how numbers are read.
    pub const fn new(language: Language) -> Self {
        Self { language, problems: Vec::new() }
    }

    /// What was found, in the order of reading.
    pub fn problems(self) -> Vec<FieldProblem> {
        self.problems
    }

    /// Notes a problem.
    pub fn refuse(&mut self, field: &str, problem: Problem) {
        self.problems.push(FieldProblem::new(field, problem));
    }

    /// A text without the blanks around it; `None` if there is nothing.
    pub fn text(&mut self, text: &str) -> Option<String> {
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// A text that must be there; empty, with its problem, if it is not.
    pub fn required(&mut self, field: &str, text: &str) -> String {
        if text.trim().is_empty() {
            self.refuse(field, Problem::Missing);
        }
        text.trim().to_owned()
    }

    /// A day, as a date control sends it: `2026-12-31`.
    pub fn day(&mut self, field: &str, text: &str) -> Option<Day> {
        self.parsed(field, text, day_problem(&narrow(text)))
    }

    /// A whole number within a range, with or without marks that group its figures.
    pub fn whole(&mut self, field: &str, text: &str, least: u32, most: u32) -> Option<u32> {
        let text = self.text(text)?;
        let Some(number) = whole(&text, self.language) else {
            self.refuse(field, Problem::NotAWholeNumber);
            return None;
        };
        let within = u32::try_from(number).ok().filter(|number| (least..=most).contains(number));
        if within.is_none() {
            self.refuse(field, Problem::OutOfRange { least: least.into(), most: most.into() });
        }
        within
    }

    /// A number as people of the language write it.
    pub fn number(&mut self, field: &str, text: &str) -> Option<Decimal> {
        let text = self.text(text)?;
        let number = number(&text, self.language);
        if number.is_none() {
            self.refuse(field, Problem::NotANumber);
        }
        number
    }

    /// A percentage, 20 for "20" and "20 %".
    pub fn percent(&mut self, field: &str, text: &str) -> Option<Decimal> {
        let text = self.text(text)?;
        let percent = percent(&text, self.language);
        if percent.is_none() {
            self.refuse(field, Problem::NotANumber);
        }
        percent
    }

    /// An amount in major units of a currency.
    pub fn amount(&mut self, field: &str, text: &str, currency: Currency) -> Option<Money> {
        let text = self.text(text)?;
        let read = amount(&text, currency, self.language);
        self.read(field, read)
    }

    /// A price in major units of a currency, which may have more decimals than its amounts.
    pub fn price(&mut self, field: &str, text: &str, currency: Currency) -> Option<Decimal> {
        let text = self.text(text)?;
        let read = price(&text, currency, self.language);
        self.read(field, read)
    }

    fn read<T>(&mut self, field: &str, read: Result<T, Problem>) -> Option<T> {
        read.map_err(|problem| self.refuse(field, problem)).ok()
    }

    /// One of the choices of a field, by its stable name.
    pub fn choice<T: DeserializeOwned>(&mut self, field: &str, name: &str) -> Option<T> {
        let chosen = from_name(name);
        if chosen.is_none() {
            self.refuse(field, Problem::NotAChoice);
        }
        chosen
    }

    /// An identity chosen from a list; `None` if nothing was chosen.
    pub fn identity<T: FromStr>(&mut self, field: &str, text: &str) -> Option<T> {
        self.parsed(field, text, Problem::NotAChoice)
    }

    fn parsed<T: FromStr>(&mut self, field: &str, text: &str, problem: Problem) -> Option<T> {
        let text = narrow(text.trim());
        if text.is_empty() {
            return None;
        }
        let parsed = text.parse().ok();
        if parsed.is_none() {
            self.refuse(field, problem);
        }
        parsed
    }
}

/// What is wrong with a text that is not a day.
pub fn day_problem(text: &str) -> Problem {
    end_before(text).map_or(Problem::NotADay, |last| Problem::NoSuchDay { last })
}

/// The stable name of a plain choice, for a form.
pub fn name_of<T: Serialize>(choice: &T) -> String {
    match serde_json::to_value(choice) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// A plain choice by its stable name, as [`name_of`] says it.
pub fn choice<T: DeserializeOwned>(name: &str) -> Option<T> {
    from_name(name)
}

fn from_name<T: DeserializeOwned>(name: &str) -> Option<T> {
    let name: value::StrDeserializer<'_, value::Error> = value::StrDeserializer::new(name);
    T::deserialize(name).ok()
}

/// A letter, figure or sign as wide as a Chinese character (`５`, `．`, `－`) as the plain one; any other as it is.
fn half(char: char) -> char {
    match char {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(char) - 0xfee0).unwrap_or(char),
        _ => char,
    }
}

/// A text with plain letters, figures and signs for wide ones.
pub fn narrow(text: &str) -> String {
    text.chars().map(half).collect()
}

/// A number as people of a language write it: blanks group, and of `.` and `,` the last one is the decimal
/// mark. A single mark before exactly three digits is read as the language has it: 1,234 is one thousand in
/// English and Chinese and a little over one in French.
pub fn number(text: &str, language: Language) -> Option<Decimal> {
    let kept = |char: &char| !char.is_whitespace() && !matches!(char, '\u{a0}' | '\u{202f}' | '\'');
    let plain: String = text.chars().map(half).filter(kept).collect();
    let plain = plain.replace('\u{2212}', "-");
    let decimal_mark = match (plain.rfind(','), plain.rfind('.')) {
        (Some(comma), Some(point)) => Some(if comma > point { ',' } else { '.' }),
        (Some(_), None) => single(&plain, ',', language != Language::Fr),
        (None, Some(_)) => single(&plain, '.', false),
        (None, None) => None,
    };
    let mut digits = String::with_capacity(plain.len());
    for char in plain.chars() {
        match char {
            _ if Some(char) == decimal_mark => digits.push('.'),
            ',' | '.' => {}
            _ => digits.push(char),
        }
    }
    // A second decimal mark, a letter or a mark alone is no number.
    digits.parse().ok()
}

/// A whole number as people of a language write it, `50 000` and `50,000` among others.
pub fn whole(text: &str, language: Language) -> Option<i64> {
    let number = number(text, language)?;
    if number.fract().is_zero() { number.to_i64() } else { None }
}

/// Whether the only kind of mark in a number is its decimal mark.
fn single(plain: &str, mark: char, groups: bool) -> Option<char> {
    let after = plain.rsplit(mark).next().map_or(0, str::len);
    let several = plain.matches(mark).count() > 1;
    let thousands = several || (groups && after == 3);
    (!thousands).then_some(mark)
}

/// A number as [`number`] reads it, and the sign, code or word that stands before or behind it.
pub fn figure(text: &str, language: Language) -> Option<(Decimal, String)> {
    let (mut figures, mut sign) = (String::new(), String::new());
    let (mut turns, mut before) = (0, None);
    // One loop by hand: it is read in browsers, too, and weighs less than what would say the same in fewer lines.
    for char in text.chars().map(half) {
        let figure = char.is_ascii_digit() || matches!(char, '.' | ',' | '\'');
        if matches!(char, '-' | '\u{2212}') {
            figures.push('-');
        } else if !char.is_whitespace() {
            if figure {
                figures.push(char)
            } else {
                sign.push(char)
            }
            turns += u32::from(before.is_some_and(|before| before != figure));
            before = Some(figure);
        }
    }
    // What stands between figures, or before and behind them, is no sign.
    if turns > 1 { None } else { Some((number(&figures, language)?, sign)) }
}

/// A percentage, with its sign or without.
pub fn percent(text: &str, language: Language) -> Option<Decimal> {
    let (figure, sign) = figure(text, language)?;
    matches!(sign.as_str(), "" | "%").then_some(figure)
}

/// A price in major units of a currency, with its sign or code or without.
///
/// # Errors
/// [`Problem::AnotherCurrency`] where the sign or code is that of another one; [`Problem::NotANumber`].
pub fn price(text: &str, currency: Currency, language: Language) -> Result<Decimal, Problem> {
    let (figure, sign) = figure(text, language).ok_or(Problem::NotANumber)?;
    let fits = match sign.as_str() {
        "" => true,
        "€" => currency == Currency::EUR,
        "£" => currency == Currency::GBP,
        "¥" | "￥" => Currency::CNY.shares_sign_with(currency),
        "元" => currency == Currency::CNY,
        "$" => Currency::USD.shares_sign_with(currency),
        code => code.parse::<Currency>().map_err(|_unknown| Problem::NotANumber)? == currency,
    };
    if fits { Ok(figure) } else { Err(Problem::AnotherCurrency { wanted: currency }) }
}

/// An amount in major units of a currency, with no more decimals than it has.
///
/// # Errors
/// [`Problem::AnotherCurrency`] as of [`price`]; [`Problem::NotAnAmount`].
pub fn amount(text: &str, currency: Currency, language: Language) -> Result<Money, Problem> {
    let major = price(text, currency, language).map_err(|problem| match problem {
        Problem::AnotherCurrency { .. } => problem,
        _ => Problem::NotAnAmount { currency },
    })?;
    if major.normalize().scale() > currency.decimals() {
        return Err(Problem::NotAnAmount { currency });
    }
    Money::round(major, currency).map_err(|_too_large| Problem::NotAnAmount { currency })
}

/// A number as a form shows it, to be read back by [`number`]: no groups, the language's decimal mark.
pub fn number_text(number: Decimal, language: Language) -> String {
    let plain = number.normalize().to_string();
    if language == Language::Fr { plain.replace('.', ",") } else { plain }
}

/// An amount as a form shows it, to be read back by [`amount`]: with all decimals of its currency.
pub fn amount_text(amount: Money, language: Language) -> String {
    price_text(amount.major(), amount.currency, language)
}

/// A price as a form shows it, to be read back by [`number`]: with all decimals of its currency, and more where it has more.
pub fn price_text(price: Decimal, currency: Currency, language: Language) -> String {
    let mut price = price.normalize();
    price.rescale(price.scale().max(currency.decimals()));
    let plain = price.to_string();
    if language == Language::Fr { plain.replace('.', ",") } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_the_language_writes_them() {
        for (text, en, fr) in [
            ("1234.5", "1234.5", "1234.5"),
            ("1 234,56", "1234.56", "1234.56"),
            ("1,234.56", "1234.56", "1234.56"),
            ("1.234,56", "1234.56", "1234.56"),
            ("1,234", "1234", "1.234"),
            ("1,234,567", "1234567", "1234567"),
            ("12,5", "12.5", "12.5"),
            ("−3", "-3", "-3"),
        ] {
            assert_eq!(number(text, Language::En), en.parse().ok(), "{text} in English");
            assert_eq!(number(text, Language::Zh), en.parse().ok(), "{text} in Chinese");
            assert_eq!(number(text, Language::Fr), fr.parse().ok(), "{text} in French");
        }
        for text in ["", "x", "1.2.3,4,5", "12 €", "."] {
            assert_eq!(number(text, Language::En), None, "{text}");
        }
    }

    #[test]
    fn what_is_typed_as_wide_as_chinese_is_read() {
        let zh = Language::Zh;
        assert_eq!(number("－１，２３４．５", zh), "-1234.5".parse().ok());
        assert_eq!(percent("６％", zh), "6".parse().ok());
        assert_eq!(amount("￥１，２３４．５０", Currency::CNY, zh), Ok(Money::new(123_450, Currency::CNY)));
        assert_eq!(amount("１２ＵＳＤ", Currency::USD, zh), Ok(Money::new(1_200, Currency::USD)));
        let mut reader = Reader::new(zh);
        assert_eq!(reader.day("on", "２０２６－１２－３１"), "2026-12-31".parse().ok());
        assert_eq!(reader.whole("days", "３０", 0, 365), Some(30));
        reader.day("on", "２０２６－０２－３１");
        let last = "2026-02-28".parse().expect("a day");
        assert_eq!(reader.problems(), [FieldProblem::new("on", Problem::NoSuchDay { last })]);
    }

    #[test]
    fn what_is_no_whole_number_is_told_so() {
        let mut reader = Reader::new(Language::Fr);
        assert_eq!(reader.whole("days", "1 234", 0, 9_999), Some(1_234));
        assert_eq!(reader.whole("months", "12,5", 1, 120), None);
        assert_eq!(reader.problems(), [FieldProblem::new("months", Problem::NotAWholeNumber)]);
    }

    #[test]
    fn what_a_form_shows_is_read_back() {
        for language in Language::ALL {
            for text in ["0.125", "1234.567", "-8", "1000", "0.001"] {
                let value: Decimal = text.parse().expect("a number");
                assert_eq!(number(&number_text(value, language), language), Some(value), "{text} in {language:?}");
            }
        }
    }

    #[test]
    fn an_amount_in_a_field_has_the_decimals_of_its_currency_and_is_read_back() {
        let (euro, yen) = (Money::new(125_000, Currency::EUR), Money::new(1_250, Currency::JPY));
        for (language, said) in [(Language::En, "1250.00"), (Language::Fr, "1250,00"), (Language::Zh, "1250.00")] {
            assert_eq!(amount_text(euro, language), said);
            assert_eq!(amount(said, Currency::EUR, language), Ok(euro));
            assert_eq!(amount_text(yen, language), "1250");
        }
    }

    #[test]
    fn a_price_in_a_field_has_the_decimals_of_its_currency_or_its_own() {
        for (price, currency, said) in [
            ("1009.4", Currency::EUR, "1009,40"),
            ("1009", Currency::EUR, "1009,00"),
            ("1009.4000", Currency::EUR, "1009,40"),
            ("0.12345", Currency::EUR, "0,12345"),
            ("1009", Currency::JPY, "1009"),
            ("1009.5", Currency::JPY, "1009,5"),
            ("-3", Currency::GBP, "-3,00"),
        ] {
            let price: Decimal = price.parse().expect("a number");
            assert_eq!(price_text(price, currency, Language::Fr), said);
            for language in Language::ALL {
                assert_eq!(
                    number(&price_text(price, currency, language), language),
                    Some(price),
                    "{price} {language:?}"
                );
            }
        }
    }

    #[test]
    fn an_amount_has_no_more_decimals_than_its_currency() {
        assert_eq!(amount("12.34", Currency::EUR, Language::En), Ok(Money::new(1_234, Currency::EUR)));
        assert_eq!(
            amount("12.345", Currency::EUR, Language::En),
            Err(Problem::NotAnAmount { currency: Currency::EUR })
        );
        assert_eq!(amount("12.5", Currency::JPY, Language::En), Err(Problem::NotAnAmount { currency: Currency::JPY }));
    }

    #[test]
    fn an_amount_may_bear_the_sign_or_the_code_of_its_currency() {
        for (text, currency, minor) in [
            ("¥1,234.00", Currency::CNY, 123_400),
            ("￥1,234.50", Currency::CNY, 123_450),
            ("1,234.00元", Currency::CNY, 123_400),
            ("¥1,234", Currency::JPY, 1_234),
            ("€1,234.56", Currency::EUR, 123_456),
            ("1 234,56 €", Currency::EUR, 123_456),
            ("EUR 1,234.56", Currency::EUR, 123_456),
            ("1234.56 eur", Currency::EUR, 123_456),
            ("-£3", Currency::GBP, -300),
            ("£−3.50", Currency::GBP, -350),
            ("$.50", Currency::USD, 50),
        ] {
            assert_eq!(amount(text, currency, Language::En), Ok(Money::new(minor, currency)), "{text}");
        }
        assert_eq!(price("$0.12345", Currency::USD, Language::En), Ok(Decimal::new(12_345, 5)));
        let dollar = |code: &str| amount("$12", code.parse().expect("a currency"), Language::En).is_ok();
        assert!(dollar("USD") && dollar("CAD") && !dollar("EUR"));
    }

    #[test]
    fn the_sign_of_another_currency_is_a_problem_and_any_other_word_no_amount() {
        for text in ["¥12", "12 USD", "£12", "12元"] {
            let other = Problem::AnotherCurrency { wanted: Currency::EUR };
            assert_eq!(amount(text, Currency::EUR, Language::En), Err(other), "{text}");
        }
        for text in ["12 pieces", "€", "12 € 13", "1€2", "€12€", "12-", "--12", "Fr.20"] {
            assert_eq!(
                amount(text, Currency::EUR, Language::En),
                Err(Problem::NotAnAmount { currency: Currency::EUR }),
                "{text}"
            );
        }
    }

    #[test]
    fn a_rate_may_bear_the_sign_of_per_cent() {
        for (text, percents) in [("6%", "6"), ("5,5 %", "5.5"), ("6％", "6"), ("20", "20")] {
            assert_eq!(percent(text, Language::Fr), percents.parse().ok(), "{text}");
        }
        assert_eq!(percent("6 €", Language::Fr), None);
    }
}
