use crate::words::Words;
use model::{
    calendar::{Day, Length, Period},
    language::Language,
    money::{Amounts, Currency, Money},
};
use rust_decimal::Decimal;

const EN: Words = Words(Language::En);
const FR: Words = Words(Language::Fr);
const ZH: Words = Words(Language::Zh);

fn day(text: &str) -> Day {
    text.parse().unwrap_or_default()
}

fn period(first: &str, last: &str) -> Period {
    Period { first: day(first), last: day(last) }
}

fn money(minor: i64, code: &str) -> Money {
    Money::new(minor, code.parse().unwrap_or(Currency::EUR))
}

/// Shows the narrow no-break space as `_` and the no-break space as `~`.
fn shown(text: &str) -> String {
    text.replace('\u{202f}', "_").replace('\u{a0}', "~")
}

#[test]
fn money_is_written_as_each_language_writes_it() {
    let table = [
        (123_456, "EUR", "€1,234.56", "1_234,56_€", "€1,234.56"),
        (-123_456, "EUR", "−€1,234.56", "−1_234,56_€", "−€1,234.56"),
        (5, "GBP", "£0.05", "0,05_£", "£0.05"),
        (100_000_000, "USD", "US$1,000,000.00", "1_000_000,00_$US", "US$1,000,000.00"),
        (123_456, "CNY", "CN¥1,234.56", "1_234,56_CN¥", "¥1,234.56"),
        (1_234, "JPY", "JP¥1,234", "1_234_JP¥", "JP¥1,234"),
        (123_456, "CHF", "CHF~1,234.56", "1_234,56_CHF", "CHF~1,234.56"),
        (1_234_567, "KWD", "KWD~1,234.567", "1_234,567_KWD", "KWD~1,234.567"),
        (0, "EUR", "€0.00", "0,00_€", "€0.00"),
    ];
    for (minor, code, en, fr, zh) in table {
        let money = money(minor, code);
        assert_eq!([EN, FR, ZH].map(|words| shown(&words.money(money))), [en, fr, zh].map(str::to_owned));
    }
}

#[test]
fn the_most_negative_amount_is_written_too() {
    assert_eq!(EN.money(money(i64::MIN, "EUR")), "−€92,233,720,368,547,758.08");
}

#[test]
fn whole_and_compact_amounts_round_half_away_from_zero() {
    let table = [
        (149, "€1", "€1", "1_€", "€1"),
        (-150, "−€2", "−€2", "−2_€", "−€2"),
        (-40, "€0", "€0", "0_€", "€0"),
        (125_000, "€1,250", "€1.3k", "1,3_k€", "€1,250"),
        (123_456_789, "€1,234,568", "€1.2m", "1,2_M€", "€123.5万"),
        (-2_000_000_000_000, "−€20,000,000,000", "−€20,000m", "−20_000_M€", "−€200亿"),
    ];
    for (minor, whole, en, fr, zh) in table {
        let money = money(minor, "EUR");
        assert_eq!(EN.money_whole(money), whole);
        assert_eq!([EN, FR, ZH].map(|words| shown(&words.money_compact(money))), [en, fr, zh].map(str::to_owned));
    }
}

#[test]
fn a_price_keeps_the_decimals_it_has() {
    let price = |digits, scale| shown(&FR.price(Decimal::new(digits, scale), Currency::EUR));
    assert_eq!(price(400, 0), "400,00_€");
    assert_eq!(price(12_345, 4), "1,2345_€");
    assert_eq!(price(4_000_000, 4), "400,00_€");
}

#[test]
fn a_price_is_read_without_the_decimals_that_increases_gave_it() {
    let exact = Decimal::new(87_736_656, 5);
    assert_eq!(shown(&FR.price_read(exact, 2, Currency::EUR)), "877,37_€");
    assert_eq!(shown(&FR.price_read(exact, 4, Currency::EUR)), "877,3666_€");
    assert_eq!(shown(&FR.price(exact, Currency::EUR)), "877,36656_€");
}

#[test]
fn amounts_of_several_currencies_stand_side_by_side() {
    let mut amounts = Amounts::default();
    assert_eq!(EN.amounts(&amounts), "none");
    for (minor, code) in [(0, "EUR"), (100, "GBP"), (250, "CNY")] {
        assert_eq!(amounts.add(money(minor, code)), Ok(()));
    }
    assert_eq!(EN.amounts(&amounts), "CN¥2.50 · £1.00");
    let mut nothing = Amounts::default();
    assert_eq!(nothing.add(money(0, "EUR")), Ok(()));
    assert_eq!(EN.amounts(&nothing), "€0.00");
}

#[test]
fn numbers_and_percentages() {
    assert_eq!(EN.number(1_234_567_u32), "1,234,567");
    assert_eq!(shown(&FR.number(Decimal::new(-12_345, 1))), "−1_234,5");
    assert_eq!(EN.number(999), "999");
    assert_eq!(shown(&FR.percent(Decimal::new(250, 2))), "2,5_%");
    assert_eq!(ZH.percent(100), "100%");
    assert_eq!(EN.share(Decimal::ONE, Decimal::from(3)), Some("33.3%".to_owned()));
    assert_eq!(EN.share(Decimal::ONE, Decimal::ZERO), None);
}

#[test]
fn days_months_and_weekdays() {
    let friday = day("2026-12-04");
    assert_eq!([EN, FR, ZH].map(|words| words.day(friday)), ["4 Dec 2026", "4 déc. 2026", "2026年12月4日"]);
    assert_eq!(FR.day(day("2026-01-01")), "1er janv. 2026");
    let long = ["Friday 4 December 2026", "vendredi 4 décembre 2026", "2026年12月4日星期五"];
    assert_eq!([EN, FR, ZH].map(|words| words.day_long(friday)), long);
    assert_eq!([EN, FR, ZH].map(|words| words.month(friday)), ["Dec 2026", "déc. 2026", "2026年12月"]);
    assert_eq!([EN, FR, ZH].map(|words| words.year(friday)), ["2026", "2026", "2026年"]);
    assert_eq!([EN, FR, ZH].map(|words| words.month_name(8)), ["August", "août", "8月"]);
    assert_eq!([0, 13].map(|month| EN.month_name(month)), ["", ""]);
}

#[test]
fn the_shared_parts_of_a_period_are_said_once() {
    let table = [
        ("2026-01-01", "2026-03-31", "1 Jan – 31 Mar 2026", "1er janv. – 31 mars 2026", "2026年1月1日至3月31日"),
        ("2026-01-01", "2026-01-31", "1–31 Jan 2026", "1er–31 janv. 2026", "2026年1月1日至31日"),
        (
            "2025-12-15",
            "2026-01-14",
            "15 Dec 2025 – 14 Jan 2026",
            "15 déc. 2025 – 14 janv. 2026",
            "2025年12月15日至2026年1月14日",
        ),
        ("2026-05-02", "2026-05-02", "2 May 2026", "2 mai 2026", "2026年5月2日"),
    ];
    for (first, last, en, fr, zh) in table {
        assert_eq!([EN, FR, ZH].map(|words| words.period(period(first, last))), [en, fr, zh]);
    }
    assert_eq!(FR.span(period("2026-01-01", "2026-03-31")), "1er janv. au 31 mars 2026");
    assert_eq!(FR.span(period("2026-01-02", "2026-01-31")), "2 au 31 janv. 2026");
}

#[test]
fn a_day_is_as_far_away_as_people_say() {
    let today = day("2026-11-22");
    let table = [
        ("2026-11-22", "today", "aujourd’hui", "今天"),
        ("2026-11-23", "tomorrow", "demain", "明天"),
        ("2026-11-21", "yesterday", "hier", "昨天"),
        ("2026-12-04", "in 12 days", "dans 12 jours", "12 天后"),
        ("2026-11-10", "12 days ago", "il y a 12 jours", "12 天前"),
        ("2027-01-21", "in 60 days", "dans 60 jours", "60 天后"),
        ("2027-01-22", "in 2 months", "dans 2 mois", "2 个月后"),
        ("2026-08-22", "3 months ago", "il y a 3 mois", "3 个月前"),
        ("2028-11-21", "in 23 months", "dans 23 mois", "23 个月后"),
        ("2028-11-22", "in 2 years", "dans 2 ans", "2 年后"),
        ("2016-11-22", "10 years ago", "il y a 10 ans", "10 年前"),
    ];
    for (other, en, fr, zh) in table {
        assert_eq!([EN, FR, ZH].map(|words| words.distance(today, day(other))), [en, fr, zh]);
    }
    assert_eq!(EN.day_and_distance(today, day("2026-12-04")), "in 12 days, 4 Dec 2026");
    assert_eq!(ZH.day_and_distance(today, day("2026-12-04")), "12 天后，2026年12月4日");
}

#[test]
fn the_ends_of_the_calendar_have_words() {
    for words in [EN, FR, ZH] {
        assert!(!words.distance(Day::MIN, Day::MAX).is_empty());
        assert!(!words.period(Period { first: Day::MIN, last: Day::MAX }).is_empty());
    }
}

#[test]
fn lengths() {
    let table = [
        (Length::Months(3), "3 months", "3 mois", "3 个月"),
        (Length::Months(1), "1 month", "1 mois", "1 个月"),
        (Length::Days(90), "90 days", "90 jours", "90 天"),
        (Length::Days(0), "0 days", "0 jour", "0 天"),
        (Length::Weeks(1), "1 week", "1 semaine", "1 周"),
        (Length::Weeks(2), "2 weeks", "2 semaines", "2 周"),
    ];
    for (length, en, fr, zh) in table {
        assert_eq!([EN, FR, ZH].map(|words| words.length(length)), [en, fr, zh]);
    }
}

#[test]
fn a_moment_is_said_by_the_clocks_of_a_place() {
    let moment = day("2026-12-04").and_hms_opt(23, 5, 59).map(|moment| moment.and_utc()).unwrap_or_default();
    let paris = chrono::FixedOffset::east_opt(3600).unwrap_or_else(|| panic!("an offset"));
    let there = ["5 Dec 2026, 00:05", "5 déc. 2026 à 00:05", "2026年12月5日 00:05"];
    assert_eq!([EN, FR, ZH].map(|words| shown(&words.moment(moment, paris))), there.map(str::to_owned));
}
