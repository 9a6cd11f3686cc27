//! VAT numbers with the prefix of a country: the member states of the European Union, Northern Ireland and
//! Great Britain.
//!
//! Forms as the European Commission lists them for its register (VIES, frequently asked questions, Q11).
//! Check digits are held against where the rule is published and has no exceptions in use; the others only
//! the register knows.

use super::{Checked, IdentifierFault as Fault, IdentifierKind as Kind, IdentifierProblem};
use super::{british, digits, fits, french, luhn, misfit, value};

/// The forms of one prefix, the prefix left out.
const FORMS: [(&str, &[&str]); 29] = [
    ("AT", &["U99999999"]),
    ("BE", &["9999999999"]),
    ("BG", &["999999999", "9999999999"]),
    ("CY", &["99999999A"]),
    ("CZ", &["99999999", "999999999", "9999999999"]),
    ("DE", &["999999999"]),
    ("DK", &["99999999"]),
    ("EE", &["999999999"]),
    ("EL", &["999999999"]),
    ("ES", &["X9999999X"]),
    ("FI", &["99999999"]),
    ("FR", &["XX999999999"]),
    ("GB", &["999999999", "999999999999", "GD999", "HA999"]),
    ("HR", &["99999999999"]),
    ("HU", &["99999999"]),
    ("IE", &["9999999A", "9999999AA", "9A99999A", "9+99999A", "9*99999A"]),
    ("IT", &["99999999999"]),
    ("LT", &["999999999", "999999999999"]),
    ("LU", &["99999999"]),
    ("LV", &["99999999999"]),
    ("MT", &["99999999"]),
    ("NL", &["999999999B99"]),
    ("PL", &["9999999999"]),
    ("PT", &["999999999"]),
    ("RO", &["99", "999", "9999", "99999", "999999", "9999999", "99999999", "999999999", "9999999999"]),
    ("SE", &["999999999999"]),
    ("SI", &["99999999"]),
    ("SK", &["9999999999"]),
    ("XI", &["999999999", "999999999999", "GD999", "HA999"]),
];

fn forms_of(prefix: &str) -> &'static [&'static str] {
    FORMS.iter().find(|(known, _)| *known == prefix).map_or(&[], |(_, forms)| forms)
}

/// How VAT numbers with a prefix are written.
pub(super) fn form(prefix: &str) -> String {
    let written = |form: &&str| format!("{prefix}{form}");
    match forms_of(prefix) {
        // Anything from two to ten digits; the longest says it well enough.
        forms @ [.., longest] if prefix == "RO" => forms.last().map_or_else(String::new, |_| written(longest)),
        forms => forms.iter().map(written).collect::<Vec<_>>().join(", "),
    }
}

/// The prefix that a folded number begins with. Greek numbers are sometimes written with the country's own
/// code.
pub(super) fn prefix_of(number: &str) -> Option<&'static str> {
    let begins = number.get(..2)?;
    prefix_of_country(begins)
}

/// The prefix of a country's numbers.
pub(super) fn prefix_of_country(country: &str) -> Option<&'static str> {
    let prefix = if country == "GR" { "EL" } else { country };
    FORMS.iter().find(|(known, _)| *known == prefix).map(|(known, _)| *known)
}

/// A number with its prefix.
pub(super) fn vat(prefix: &'static str, number: String) -> Checked {
    let problem = |fault| Err(IdentifierProblem::new(Kind::Vat { prefix: prefix.to_owned() }, fault));
    let body = number.get(2..).unwrap_or_default();
    let forms = forms_of(prefix);
    if !forms.iter().any(|form| fits(body, form)) {
        let whole: Vec<String> = forms.iter().map(|form| format!("{prefix}{form}")).collect();
        return problem(misfit(&number, &whole.iter().map(String::as_str).collect::<Vec<_>>()));
    }
    let number = format!("{prefix}{body}");
    if check_digit_fits(prefix, &number) { Ok(number) } else { problem(Fault::CheckDigit) }
}

fn check_digit_fits(prefix: &str, number: &str) -> bool {
    let body = number.get(2..).unwrap_or_default();
    match prefix {
        "FR" => french::vat_key_fits(number),
        "GB" | "XI" => british::vat_fits(body),
        "BE" => complement(body, 97),
        "DE" => digits(body).is_some_and(|digits| product_mod_11_10(&digits)),
        "IT" => digits(body).is_some_and(|digits| luhn(&digits)),
        "LU" => value(body).is_some_and(|number| number / 100 % 89 == number % 100),
        _ => true,
    }
}

/// Belgium: what the first eight digits leave when divided by 97 and the last two digits add up to 97
/// (arrêté royal of 24 June 2003 on the enterprise number).
fn complement(body: &str, divisor: u64) -> bool {
    value(body).is_some_and(|number| number / 100 % divisor + number % 100 == divisor)
}

/// Germany: ISO/IEC 7064, MOD 11,10.
fn product_mod_11_10(digits: &[u32]) -> bool {
    let Some((check, body)) = digits.split_last() else {
        return false;
    };
    let product = body.iter().fold(10, |product, digit| {
        let sum = match (digit + product) % 10 {
            0 => 10,
            sum => sum,
        };
        sum * 2 % 11
    });
    (11 - product) % 10 == *check
}
