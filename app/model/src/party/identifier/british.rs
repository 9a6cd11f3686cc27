//! The United Kingdom: Companies House numbers and VAT registration numbers.

use super::{Checked, IdentifierKind as Kind, IdentifierProblem, digits, fits, misfit, weighted};

pub(super) const COMPANY_FORM: &str = "99999999, AA999999";

/// Forms of numbers at Companies House: eight digits in England and Wales; two letters for other registers
/// and kinds of body (`SC`, `NI`, `OC`, `IP` …), of which some end in a letter (Companies House, URI customer
/// guide, annex of company number prefixes).
const COMPANY_FORMS: [&str; 4] = ["99999999", "AA999999", "A9999999", "AA99999A"];

/// A company number. It has no check digit. Zeros at its beginning are often left out, and are put back.
pub(super) fn company(number: String) -> Checked {
    let number = match number.len() {
        6 | 7 if number.bytes().all(|byte| byte.is_ascii_digit()) => format!("{number:0>8}"),
        _ => number,
    };
    if COMPANY_FORMS.iter().any(|form| fits(&number, form)) {
        return Ok(number);
    }
    Err(IdentifierProblem::new(Kind::BritishRegistration, misfit(&number, &COMPANY_FORMS)))
}

/// Whether a VAT registration number fits, prefix left out: nine digits, whose first seven, weighted 8 to 2,
/// and last two, as a number, add up to a multiple of 97; numbers given out since 2010 miss it by 55 (HMRC,
/// VAT registration manual, « modulus 97 » and « 9755 »). Twelve digits are a branch of a nine-digit number.
/// Government departments (`GD`, up to 499) and health authorities (`HA`, from 500) have three digits.
pub(super) fn vat_fits(number: &str) -> bool {
    if let Some(body) = number.strip_prefix("GD") {
        return body < "500";
    }
    if let Some(body) = number.strip_prefix("HA") {
        return body >= "500";
    }
    let Some(digits) = number.get(..9).and_then(digits) else {
        return false;
    };
    let check = digits.iter().skip(7).fold(0, |check, digit| check * 10 + digit);
    let sum = weighted(&digits, &[8, 7, 6, 5, 4, 3, 2]) + check;
    sum.is_multiple_of(97) || (sum + 55).is_multiple_of(97)
}
