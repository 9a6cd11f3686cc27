mod days;
mod numbers;
mod terms;

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
        assert_eq!(document(text), expected.map(Document::Issued), "{text}");
    }
    for (text, expected) in [
        ("SC", Document::Issued(InvoiceKind::CreditNote)),
        ("Cr Note", Document::Issued(InvoiceKind::CreditNote)),
        ("ACCRECCREDIT", Document::Issued(InvoiceKind::CreditNote)),
        ("销售退货单", Document::Issued(InvoiceKind::CreditNote)),
        ("ACCREC", Document::Issued(InvoiceKind::Invoice)),
        ("Payment", Document::Payment),
        ("Règlement", Document::Payment),
        ("收款单", Document::Payment),
        ("DZ", Document::Payment),
        ("Facture proforma", Document::NotIssued),
        ("Devis", Document::NotIssued),
        ("Sales Order", Document::NotIssued),
        ("报价单", Document::NotIssued),
    ] {
        assert_eq!(document(text), Some(expected), "{text}");
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
        two_days(text, order);
        days_within(text, order);
        day_of_year(text, order);
        increase(text, DecimalMark::Comma, order);
        discount(text, DecimalMark::Point, order);
        several_days(text, order);
    }
    for mark in [DecimalMark::Comma, DecimalMark::Point] {
        number(text, mark);
        several_numbers(text, mark);
    }
    header_with_tax(text);
    is_ended(text);
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
    document(text);
    invoice_status(text);
    yes_no(text);
    is_placeholder(text);
    is_undecided(text);
    is_open_ended(text);
}
