//! Numbers under which authorities know a company: read as people type them, checked as far as a number can
//! be checked by itself.
//!
//! A number is folded first (spaces, points, dashes, lower and full-width letters do not matter) and kept
//! folded. A check digit finds a slip of the hand; whether the company exists only its register can say.
//! [`registration_number`] and [`vat_number`] are the rules of forms, the same in the browser as on the
//! server; the rules of single numbers stand in one module a country.

mod british;
mod chinese;
mod european;
mod french;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

/// The most characters of a number whose form is not known here.
pub const FREE_MOST: u32 = 40;

/// Which number it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentifierKind {
    /// A French company (SIREN) or one of its establishments (SIRET).
    FrenchRegistration,
    /// SIREN of a French company.
    Siren,
    /// SIRET of a French establishment.
    Siret,
    /// Number at the United Kingdom's Companies House.
    BritishRegistration,
    /// Unified social credit code of China, which is the tax number, too.
    Uscc,
    /// VAT number.
    Vat {
        /// The two letters it begins with: `FR`, `EL` for Greece, `XI` for Northern Ireland.
        prefix: String,
    },
    /// A number of a country whose form is not known here.
    Other,
}

impl IdentifierKind {
    /// How the number is written, in one way that is the same in all languages: `9` for a digit, `A` for a
    /// letter, `X` for either. Several forms are separated by a comma. Empty where no form is known.
    pub fn form(&self) -> String {
        match self {
            Self::FrenchRegistration => format!("{}, {}", french::SIREN_FORM, french::SIRET_FORM),
            Self::Siren => french::SIREN_FORM.to_owned(),
            Self::Siret => french::SIRET_FORM.to_owned(),
            Self::BritishRegistration => british::COMPANY_FORM.to_owned(),
            Self::Uscc => chinese::USCC_FORM.to_owned(),
            Self::Vat { prefix } => european::form(prefix),
            Self::Other => String::new(),
        }
    }
}

/// What is wrong with a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentifierFault {
    /// It has too few or too many characters.
    Length {
        /// Characters found, without spaces and punctuation.
        found: u32,
    },
    /// It has a letter where a digit belongs, or the other way round.
    Characters,
    /// A check digit does not fit the rest: one of the characters is wrong, or two changed places.
    CheckDigit,
    /// It begins with no country whose VAT numbers are known.
    Country,
}

/// A number that cannot be accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentifierProblem {
    /// Which number it was taken for.
    pub of: IdentifierKind,
    /// What is wrong with it.
    pub fault: IdentifierFault,
}

impl IdentifierProblem {
    const fn new(of: IdentifierKind, fault: IdentifierFault) -> Self {
        Self { of, fault }
    }
}

/// What an identifier rule answers: the number as it is kept, or what is wrong with it.
pub type Checked = Result<String, IdentifierProblem>;

/// A number without what people add for the eye: spaces, points, dashes, slashes, apostrophes; letters in
/// upper case; full-width characters, as Chinese keyboards type them, as ordinary ones.
pub fn fold(typed: &str) -> String {
    typed
        .chars()
        .map(|char| match char {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(char as u32 - 0xfee0).unwrap_or(char),
            other => other,
        })
        .filter(|char| char.is_alphanumeric() || ['+', '*'].contains(char))
        .flat_map(char::to_uppercase)
        .collect()
}

/// A registration number of a country (ISO 3166-1 alpha-2), as it is kept. Numbers of countries whose form
/// is not known are only folded.
///
/// # Errors
/// What is wrong with it.
pub fn registration_number(country: Option<&str>, typed: &str) -> Checked {
    let number = fold(typed);
    match country {
        Some("FR") => french::registration(number),
        Some("GB") => british::company(number),
        Some("CN") => chinese::uscc(number),
        _ => free(number),
    }
}

/// A VAT number as it is kept: with the prefix of its country. People leave the prefix out at home, so
/// without one that of the company's country (ISO 3166-1 alpha-2) is put before it. In China the unified
/// social credit code is the tax number.
///
/// # Errors
/// What is wrong with it.
pub fn vat_number(country: Option<&str>, typed: &str) -> Checked {
    let number = fold(typed);
    if country == Some("CN") {
        return chinese::uscc(number);
    }
    if let Some(prefix) = european::prefix_of(&number) {
        return european::vat(prefix, number);
    }
    match country.and_then(european::prefix_of_country) {
        Some(prefix) => european::vat(prefix, format!("{prefix}{number}")),
        None if country.is_some() => free(number),
        None => {
            let of = IdentifierKind::Vat { prefix: String::new() };
            Err(IdentifierProblem::new(of, IdentifierFault::Country))
        }
    }
}

/// Whether a country (ISO 3166-1 alpha-2) is a member state of the European Union.
pub fn is_member_state(country: &str) -> bool {
    european::prefix_of_country(country).is_some_and(|prefix| !["GB", "XI"].contains(&prefix))
}

/// Numbers in groups, as people read them: `999 534 712`, `FR 80 999534712`. What has no such habit stays.
pub fn grouped(number: &str) -> String {
    let all_digits = number.bytes().all(|byte| byte.is_ascii_digit());
    match number.len() {
        9 if all_digits => by(number, &[3, 3, 3]),
        14 if all_digits => by(number, &[3, 3, 3, 5]),
        13 if number.starts_with("FR") && number.is_ascii() => by(number, &[2, 2, 3, 3, 3]),
        _ => number.to_owned(),
    }
}

fn by(number: &str, lengths: &[usize]) -> String {
    let mut rest = number;
    let mut parts = Vec::with_capacity(lengths.len());
    for length in lengths {
        let (part, others) = rest.split_at_checked(*length).unwrap_or((rest, ""));
        parts.push(part);
        rest = others;
    }
    parts.join("\u{a0}")
}

fn free(number: String) -> Checked {
    let found = length(&number);
    if (1..=FREE_MOST).contains(&found) {
        Ok(number)
    } else {
        Err(IdentifierProblem::new(IdentifierKind::Other, IdentifierFault::Length { found }))
    }
}

fn length(number: &str) -> u32 {
    u32::try_from(number.chars().count()).unwrap_or(u32::MAX)
}

/// The digits of a text; `None` if anything else is in it.
fn digits(text: &str) -> Option<Vec<u32>> {
    text.bytes().map(|byte| byte.is_ascii_digit().then(|| u32::from(byte - b'0'))).collect()
}

/// The value of a text of digits; `None` if anything else is in it or it is too long.
fn value(text: &str) -> Option<u64> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

/// The sum of digits times weights, from the left.
fn weighted(digits: &[u32], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

/// Luhn's formula (ISO/IEC 7812-1, annex B): every second digit from the right counts double, the digits of
/// the products are added, and the whole is a multiple of ten.
fn luhn(digits: &[u32]) -> bool {
    let doubled = |digit: u32| digit * 2 / 10 + digit * 2 % 10;
    let sum: u32 =
        digits.iter().rev().enumerate().map(|(at, digit)| if at % 2 == 0 { *digit } else { doubled(*digit) }).sum();
    sum.is_multiple_of(10)
}

/// Holds a number against a form of `9`, `A` and `X`; any other sign of the form stands for itself.
fn fits(number: &str, form: &str) -> bool {
    number.chars().count() == form.chars().count()
        && number.chars().zip(form.chars()).all(|(char, sign)| match sign {
            '9' => char.is_ascii_digit(),
            'A' => char.is_ascii_uppercase(),
            'X' => char.is_ascii_digit() || char.is_ascii_uppercase(),
            literal => char == literal,
        })
}

/// The fault of a number that has none of the forms.
fn misfit(number: &str, forms: &[&str]) -> IdentifierFault {
    let found = length(number);
    let of_some_length = forms.iter().any(|form| length(form) == found);
    if of_some_length { IdentifierFault::Characters } else { IdentifierFault::Length { found } }
}
