use super::*;
use crate::{
    calendar::{Day, Length},
    contract::{ContractType, PaymentTerm},
    invoice::InvoiceKind,
    money::Currency,
    price_line::Timing,
};
use proptest::prelude::*;

fn read(table: &str) -> impl Iterator<Item = (&str, &str)> {
    table.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| {
        let (left, right) = line.split_once("=>").expect("left => right");
        (left.trim(), right.trim())
    })
}

#[test]
fn days_in_all_the_usual_ways() {
    for (text, expected) in read(
        "2026-01-05 => 2026-01-05
         2026/1/5 => 2026-01-05
         2026.01.05 => 2026-01-05
         20260105 => 2026-01-05
         05/01/2026 => 2026-01-05
         5.1.2026 => 2026-01-05
         05-01-26 => 2026-01-05
         31/12/99 => 1999-12-31
         25/01/2026 => 2026-01-25
         01/25/2026 => 2026-01-25
         2026年1月5日 => 2026-01-05
         2026年01月05 => 2026-01-05
         2026 年 1 月 5 日 => 2026-01-05
         ２０２６年１月５日 => 2026-01-05
         5 janvier 2026 => 2026-01-05
         1er janv. 2026 => 2026-01-01
         5 févr. 2026 => 2026-02-05
         15 août 2026 => 2026-08-15
         lundi 5 janvier 2026 => 2026-01-05
         Jan 5, 2026 => 2026-01-05
         January 5th, 2026 => 2026-01-05
         5-Jan-26 => 2026-01-05
         Monday, 5 January 2026 => 2026-01-05
         2026-Jan-05 => 2026-01-05
         2026-01-05T00:00:00Z => 2026-01-05
         2026-01-05 14:30:00 => 2026-01-05
         05/01/2026 2:30 PM => 2026-01-05
         46027 => 2026-01-05
         46027.5 => 2026-01-05
         29/02/2024 => 2024-02-29
         29/02/2026 => none
         30/02/2026 => none
         31/13/2026 => none
         13/13/2026 => none
         0/1/2026 => none
         2026 => none
         janvier 2026 => none
         1 (2) 3 => none
         12 => none
         99999 => none
         1234,56 => none
         -05/01/2026 => none
         contrat => none",
    ) {
        let expected: Option<Day> = expected.parse().ok();
        assert_eq!(day(text, DayOrder::DayFirst), expected, "{text}");
    }
    assert_eq!(day("03/04/2026", DayOrder::MonthFirst), Day::from_ymd_opt(2026, 3, 4));
    assert_eq!(day("25/04/2026", DayOrder::MonthFirst), Day::from_ymd_opt(2026, 4, 25));
}

#[test]
fn periods_in_one_cell() {
    for (text, expected) in read(
        "01/2026 => 2026-01-01 2026-01-31
         2026-02 => 2026-02-01 2026-02-28
         janvier 2026 => 2026-01-01 2026-01-31
         Feb 2024 => 2024-02-01 2024-02-29
         Q1 2026 => 2026-01-01 2026-03-31
         T4 2026 => 2026-10-01 2026-12-31
         2026 Q2 => 2026-04-01 2026-06-30
         1er trimestre 2026 => 2026-01-01 2026-03-31
         S2 2026 => 2026-07-01 2026-12-31
         2026 => 2026-01-01 2026-12-31
         2026年1月 => 2026-01-01 2026-01-31
         2026年第三季度 => 2026-07-01 2026-09-30
         2026年 => 2026-01-01 2026-12-31
         du 01/01/2026 au 31/03/2026 => 2026-01-01 2026-03-31
         01/01/2026 - 31/01/2026 => 2026-01-01 2026-01-31
         01/01/2026-31/01/2026 => 2026-01-01 2026-01-31
         2026-01-01 to 2026-03-31 => 2026-01-01 2026-03-31
         2026-01-01/2026-03-31 => 2026-01-01 2026-03-31
         2026年1月1日至2026年3月31日 => 2026-01-01 2026-03-31
         2026年1月-2026年3月 => 2026-01-01 2026-03-31
         janvier 2026 - mars 2026 => 2026-01-01 2026-03-31
         2026年1月份 => 2026-01-01 2026-01-31
         31/03/2026 - 01/01/2026 => none
         Q5 2026 => none
         13/2026 => none
         maintenance => none",
    ) {
        let found = period(text, DayOrder::DayFirst)
            .map_or("none".to_owned(), |period| format!("{} {}", period.first, period.last));
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn numbers_in_all_the_usual_ways() {
    for (text, expected) in read(
        "1234 => 1234
         1 234,56 => 1234.56
         1\u{A0}234,56 => 1234.56
         1\u{202F}234,56 € => 1234.56 EUR
         1,234.56 => 1234.56
         1.234,56 => 1234.56
         1.234.567,89 => 1234567.89
         1,234,567 => 1234567
         1'234.50 CHF => 1234.50 CHF
         ¥1,234 => 1.234 CNY
         ¥1,234.00 => 1234.00 CNY
         ￥1234 => 1234 CNY
         1234元 => 1234 CNY
         RMB 1234 => 1234 CNY
         人民币1234元整 => 1234 CNY
         12万元 => 120000 CNY
         12 k€ => 12000 EUR
         $1234 => 1234 USD
         US$ 1234 => 1234 USD
         £12.50 => 12.50 GBP
         GBP12.50 => 12.50 GBP
         (123) => -123
         (€ 123,45) => -123.45 EUR
         €(123,45) => -123.45 EUR
         -1.234,5 => -1234.5
         −12 => -12
         -€12 => -12 EUR
         € -12 => -12 EUR
         12- => -12
         +12 => 12
         1.200,- € => 1200 EUR
         12 % => 12 %
         12,5% => 12.5 %
         0,123 => 0.123
         ,5 => 0.5
         .5 => 0.5
         450 € HT => 450 EUR excluded
         450 € H.T. / mois => 450 EUR excluded per 1
         540 € TTC => 540 EUR included
         1200 EUR par an => 1200 EUR per 12
         300/quarter => 300 per 3
         450元/月 => 450 CNY per 1
         1 234,567 => 1234.567
         12 34 => none
         1,23,4 => none
         3 x 400 => none
         12 apples => none
         2026-01-05 => none
         12 € 13 £ => none
         --12 => none
         (12 => none
         env. 1200 => none
         1234567890123456789012345678901234567890 => none
         vingt => none",
    ) {
        let found = number(text, DecimalMark::Comma).map_or("none".to_owned(), |figure| {
            let mut found = figure.value.to_string();
            if let Some(currency) = figure.currency {
                found += &format!(" {currency}");
            }
            if figure.percent {
                found += " %";
            }
            match figure.tax {
                Some(TaxWords::Excluded) => found += " excluded",
                Some(TaxWords::Included) => found += " included",
                None => {}
            }
            if let Some(months) = figure.per_months {
                found += &format!(" per {months}");
            }
            found
        });
        assert_eq!(found, expected, "{text}");
    }
    assert_eq!(number("1,234", DecimalMark::Point).map(|figure| figure.value), Some(1234.into()));
    assert_eq!(number("1.234", DecimalMark::Comma).map(|figure| figure.value), Some(1234.into()));
}

#[test]
fn currencies_by_code_sign_and_name() {
    for (text, expected) in read(
        "EUR => EUR
         € => EUR
         euros => EUR
         EUR (€) => EUR
         £ => GBP
         RMB => CNY
         人民币 => CNY
         元 => CNY
         ¥ => CNY
         $ => USD
         chf => CHF
         SEK => SEK
         XXX => none
         EUR USD => none
         Paris => none",
    ) {
        assert_eq!(currency(text).map_or("none", Currency::code), expected, "{text}");
    }
}

#[test]
fn lengths_in_three_languages() {
    for (text, expected) in read(
        "3 months => 3 months
         3 mois => 3 months
         3mois => 3 months
         trois (3) mois => 3 months
         3 mois avant échéance => 3 months
         3 months' notice => 3 months
         90 jours => 90 days
         90 days => 90 days
         30j => 30 days
         4 weeks => 4 weeks
         1 an => 12 months
         3 ans => 36 months
         1,5 an => 18 months
         2.5 years => 30 months
         1 an et 6 mois => 18 months
         2 years 6 months => 30 months
         3 ans puis 1 an => 36 months
         3个月 => 3 months
         三个月 => 3 months
         十二个月 => 12 months
         二十四个月 => 24 months
         一年 => 12 months
         两年 => 24 months
         半年 => 6 months
         30天 => 30 days
         1 trimestre => 3 months
         0 mois => 0 months
         30 jours ouvrés => none
         10个工作日 => none
         12 => none
         9999 ans => none
         bientôt => none",
    ) {
        let found = length(text).map_or("none".to_owned(), |length| match length {
            Length::Days(count) => format!("{count} days"),
            Length::Weeks(count) => format!("{count} weeks"),
            Length::Months(count) => format!("{count} months"),
        });
        assert_eq!(found, expected, "{text}");
    }
    assert_eq!(header_unit("Durée (mois)"), Some(LengthUnit::Months));
    assert_eq!(header_unit("Notice, days"), Some(LengthUnit::Days));
    assert_eq!(header_unit("合同期限（年）"), Some(LengthUnit::Years));
    assert_eq!(header_unit("Préavis"), None);
}

#[test]
fn renewals() {
    for (text, expected) in read(
        "tacite reconduction => tacit
         Tacite reconduction 12 mois => tacit 12
         tacite, 1 an, max 3 => tacit 12 x3
         auto-renew => tacit
         Automatic renewal for 24 months => tacit 24
         自动续约 => tacit
         自动续约一年 => tacit 12
         à durée indéterminée => open-ended
         无固定期限 => open-ended
         reconduction tacite illimitée => tacit
         express => express
         Reconduction expresse => express
         by mutual agreement => express
         协商续约 => express
         renouvelable => express
         none => none
         No => none
         Non renouvelable => none
         sans tacite reconduction => none
         not automatic => none
         不续约 => none
         无 => none
         42 => ?
         peut-être => ?",
    ) {
        let found = match renewal(text) {
            Some(RenewalWords::None) => "none".to_owned(),
            Some(RenewalWords::Express) => "express".to_owned(),
            Some(RenewalWords::OpenEnded) => "open-ended".to_owned(),
            Some(RenewalWords::Tacit { months, maximum }) => {
                let months = months.map(|months| format!(" {months}")).unwrap_or_default();
                let maximum = maximum.map(|maximum| format!(" x{maximum}")).unwrap_or_default();
                format!("tacit{months}{maximum}")
            }
            None => "?".to_owned(),
        };
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn frequencies() {
    for (text, expected) in read(
        "monthly => 1
         Mensuel => 1
         mensuelle à échoir => 1
         每月 => 1
         按月 => 1
         月 => 1
         quarterly => 3
         Trimestriel => 3
         按季 => 3
         季度 => 3
         every 3 months => 3
         tous les 2 mois => 2
         每3个月 => 3
         bimestriel => 2
         semestriel => 6
         half-yearly => 6
         每半年 => 6
         annual => 12
         Annuelle => 12
         每年 => 12
         一年 => 12
         par an => 12
         4 fois par an => 3
         12x/an => 1
         twice a year => 6
         one-off => 0
         une fois => 0
         ponctuel => 0
         一次性 => 0
         weekly => none
         bimensuel => none
         12 => none
         parfois => none",
    ) {
        let found = frequency(text).map_or("none".to_owned(), |frequency| frequency.months().to_string());
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn timings_and_payment_terms() {
    for (text, expected) in [
        ("terme à échoir", Some(Timing::Advance)),
        ("à terme échu", Some(Timing::Arrears)),
        ("Quarterly in advance", Some(Timing::Advance)),
        ("monthly in arrears", Some(Timing::Arrears)),
        ("预付", Some(Timing::Advance)),
        ("预收", Some(Timing::Advance)),
        ("后付", Some(Timing::Arrears)),
        ("fin de mois", Some(Timing::Arrears)),
        ("mensuel", None),
    ] {
        assert_eq!(timing(text), expected, "{text}");
    }
    for (text, expected) in read(
        "30 jours fin de mois => 30 eom
         45 j FDM => 45 eom
         45 EOM => 45 eom
         60 days end of month => 60 eom
         月结30天 => 30 eom
         30 days net => 30
         net 30 => 30
         30 => 30
         30天 => 30
         à réception => 0
         comptant => 0
         Due on receipt => 0
         fin de mois => 0 eom
         30 jours le 10 => none
         2% 10, net 30 => none
         2 months => none
         999 jours => none
         voir contrat => none",
    ) {
        let found = payment_term(text).map_or("none".to_owned(), |PaymentTerm { days, end_of_month }| {
            format!("{days}{}", if end_of_month { " eom" } else { "" })
        });
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn kinds_and_states() {
    for (text, expected) in [
        ("Maintenance", Some(ContractType::RecurringService)),
        ("Abonnement SaaS", Some(ContractType::Subscription)),
        ("Forfait", Some(ContractType::FixedPrice)),
        ("T&M", Some(ContractType::TimeAndMaterials)),
        ("Accord-cadre", Some(ContractType::Framework)),
        ("NDA", Some(ContractType::Nda)),
        ("维保服务", Some(ContractType::RecurringService)),
        ("框架协议", Some(ContractType::Framework)),
        ("autre", None),
    ] {
        assert_eq!(contract_type(text), expected, "{text}");
    }
    for (text, expected) in [
        ("Avoir", Some(InvoiceKind::CreditNote)),
        ("Credit note", Some(InvoiceKind::CreditNote)),
        ("红字发票", Some(InvoiceKind::CreditNote)),
        ("Facture", Some(InvoiceKind::Invoice)),
        ("增值税专用发票", Some(InvoiceKind::Invoice)),
        ("42", None),
        ("CRN", Some(InvoiceKind::CreditNote)),
        ("CN", Some(InvoiceKind::CreditNote)),
        ("C/N", Some(InvoiceKind::CreditNote)),
        ("CR", Some(InvoiceKind::CreditNote)),
        ("Avoir client", Some(InvoiceKind::CreditNote)),
        ("贷项通知单", Some(InvoiceKind::CreditNote)),
        ("INV", Some(InvoiceKind::Invoice)),
        ("SI", Some(InvoiceKind::Invoice)),
        ("Maintenance SI", None),
    ] {
        assert_eq!(invoice_kind(text), expected, "{text}");
    }
    for (text, expected) in [
        ("Payée", Some(InvoiceStatus::Paid)),
        ("Non payée", Some(InvoiceStatus::Open)),
        ("unpaid", Some(InvoiceStatus::Open)),
        ("已付款", Some(InvoiceStatus::Paid)),
        ("未付款", Some(InvoiceStatus::Open)),
        ("annulée", Some(InvoiceStatus::Cancelled)),
        ("作废", Some(InvoiceStatus::Cancelled)),
        ("brouillon", Some(InvoiceStatus::Draft)),
        ("bleu", None),
    ] {
        assert_eq!(invoice_status(text), expected, "{text}");
    }
    assert!(is_open_ended("Durée indéterminée") && is_open_ended("open-ended") && is_open_ended("无固定期限"));
    assert!(is_placeholder("n/a") && is_placeholder(" - ") && !is_placeholder("0"));
    assert!(is_undecided("TBD") && is_undecided("À définir") && !is_undecided("12"));
}

proptest! {
    #[test]
    fn no_text_panics(text in ".{0,60}") {
        everything(&text);
    }

    #[test]
    fn no_text_of_the_right_letters_panics(text in "[0-9一二三十年月日个半季°€¥$%(),.'/: a-zéàA-Z+-]{0,40}") {
        everything(&text);
    }

    #[test]
    fn a_day_reads_the_same_however_it_is_written(offset in 0_i64..50_000) {
        let written = Day::from_ymd_opt(1970, 1, 1).unwrap() + chrono::TimeDelta::days(offset);
        for format in ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%Y年%m月%d日", "%d %B %Y", "%b %d, %Y", "%Y%m%d"] {
            prop_assert_eq!(day(&written.format(format).to_string(), DayOrder::DayFirst), Some(written), "{}", format);
        }
        prop_assert_eq!(day(&written.format("%m/%d/%Y").to_string(), DayOrder::MonthFirst), Some(written));
    }

    #[test]
    fn an_amount_reads_the_same_however_it_is_written(minor in -9_999_999_999_i64..9_999_999_999) {
        let value = rust_decimal::Decimal::new(minor, 2);
        let plain = format!("{:.2}", value.abs());
        let (whole, cents) = plain.split_once('.').unwrap();
        let mut groups: Vec<String> = whole.as_bytes().rchunks(3).map(|group| String::from_utf8(group.to_vec()).unwrap()).collect();
        groups.reverse();
        let sign = if minor < 0 { "-" } else { "" };
        for (group, mark) in [(" ", ","), (".", ","), (",", "."), ("'", "."), ("\u{202F}", ",")] {
            let written = format!("{sign}{}{mark}{cents} EUR", groups.join(group));
            for other in [DecimalMark::Comma, DecimalMark::Point] {
                prop_assert_eq!(number(&written, other).map(|figure| figure.value), Some(value), "{}", written);
            }
        }
    }
}

fn everything(text: &str) {
    for order in [DayOrder::DayFirst, DayOrder::MonthFirst] {
        day(text, order);
        period(text, order);
    }
    for mark in [DecimalMark::Comma, DecimalMark::Point] {
        number(text, mark);
    }
    day_order(text);
    decimal_mark(text);
    currency(text);
    length(text);
    header_unit(text);
    header_day_order(text);
    renewal(text);
    frequency(text);
    timing(text);
    payment_term(text);
    contract_type(text);
    invoice_kind(text);
    invoice_status(text);
    yes_no(text);
    is_placeholder(text);
    is_undecided(text);
    is_open_ended(text);
}
