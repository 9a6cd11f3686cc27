//! Numbers of companies: made up, and formally valid.

use super::day;
use crate::sample::demonstration;

fn luhn(number: &str) -> bool {
    let digits = number.chars().rev().map(|digit| digit.to_digit(10).expect("a digit"));
    let sum: u32 = digits
        .enumerate()
        .map(|(place, digit)| match place % 2 {
            0 => digit,
            _ => digit * 2 / 10 + digit * 2 % 10,
        })
        .sum();
    sum.is_multiple_of(10)
}

fn french_vat(vat: &str, siren: &str) -> bool {
    let number: u64 = siren.parse().expect("a SIREN");
    vat == format!("FR{:02}{siren}", (12 + 3 * (number % 97)) % 97)
}

fn british_vat(vat: &str) -> bool {
    let Some(digits) = vat.strip_prefix("GB") else { return false };
    let weights = [8, 7, 6, 5, 4, 3, 2, 10, 1];
    let sum: u32 =
        digits.chars().zip(weights).map(|(digit, weight)| digit.to_digit(10).expect("a digit") * weight).sum();
    digits.len() == 9 && sum.is_multiple_of(97)
}

/// GB 32100: the last sign checks the weighted sum of the seventeen before it.
fn unified_social_credit_code(code: &str) -> bool {
    const SIGNS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    let values: Vec<usize> = code.chars().map(|sign| SIGNS.find(sign).expect("a sign of the code")).collect();
    let weights = std::iter::successors(Some(1), |weight| Some(weight * 3 % 31));
    let sum: usize = values.iter().take(17).zip(weights).map(|(value, weight)| value * weight).sum();
    values.len() == 18 && (sum + values.last().copied().unwrap_or_default()).is_multiple_of(31)
}

/// GB 11714: the ninth sign of the organisation's own code checks the eight before it.
fn organisation_code(code: &str) -> bool {
    let weights = [3, 7, 9, 10, 5, 8, 4, 2];
    let own: Vec<u32> = code.chars().skip(8).take(8).map(|sign| sign.to_digit(36).expect("a sign")).collect();
    let sum: u32 = own.iter().zip(weights).map(|(sign, weight)| sign * weight).sum();
    let expected = match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from_digit(digit, 10).expect("a digit"),
    };
    code.chars().nth(16) == Some(expected)
}

#[test]
fn every_number_has_a_valid_check_digit() {
    let demonstration = demonstration(day("2026-11-21"));
    let customers = demonstration.customers.iter().map(|customer| {
        let details = &customer.details;
        (details.country.clone(), details.registration_number.clone(), details.vat_number.clone())
    });
    let entities = demonstration.legal_entities.iter().map(|entity| {
        let details = &entity.details;
        (Some(details.country.clone()), details.registration_number.clone(), details.vat_number.clone())
    });
    for (country, number, vat) in customers.chain(entities) {
        let (number, vat) = (number.expect("a number"), vat.expect("a VAT number"));
        let valid = match country.as_deref() {
            Some("FR") => number.len() == 9 && luhn(&number) && french_vat(&vat, &number),
            Some("GB") => number.len() == 8 && british_vat(&vat),
            Some("CN") => unified_social_credit_code(&number) && organisation_code(&number) && vat == number,
            _ => false,
        };
        assert!(valid, "{number} {vat}");
    }
}

#[test]
fn nobody_s_address_is_real() {
    for person in demonstration(day("2026-11-21")).people {
        let (_, domain) = person.email.split_once('@').expect("an address");
        assert!(["example.com", "example.org"].contains(&domain), "{}", person.email);
    }
}
