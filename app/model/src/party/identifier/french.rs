//! France: SIREN of companies, SIRET of their establishments, the key of the VAT number.

use super::{
    Checked, IdentifierFault as Fault, IdentifierKind as Kind, IdentifierProblem, digits, length, luhn, value,
};

pub(super) const SIREN_FORM: &str = "999999999";
pub(super) const SIRET_FORM: &str = "99999999999999";

/// La Poste has more establishments than its SIREN leaves numbers with a right check digit.
const LA_POSTE: &str = "356000000";

/// A SIREN or SIRET, told by its length.
pub(super) fn registration(number: String) -> Checked {
    match number.len() {
        9 => siren(number),
        14 => siret(number),
        _ => {
            let fault = if number.bytes().all(|byte| byte.is_ascii_digit()) || number.is_empty() {
                Fault::Length { found: length(&number) }
            } else {
                Fault::Characters
            };
            Err(IdentifierProblem::new(Kind::FrenchRegistration, fault))
        }
    }
}

/// SIREN: nine digits, the last of which is a check digit by Luhn's formula (code de commerce, art. R123-220
/// and following; INSEE, « Numéro Siren »).
fn siren(number: String) -> Checked {
    match digits(&number) {
        None => Err(IdentifierProblem::new(Kind::Siren, Fault::Characters)),
        Some(digits) if luhn(&digits) => Ok(number),
        Some(_) => Err(IdentifierProblem::new(Kind::Siren, Fault::CheckDigit)),
    }
}

/// SIRET: the SIREN and five digits of the establishment, together by Luhn's formula (INSEE, « Numéro
/// Siret »). The establishments of La Poste are checked by the plain sum of their digits instead, which is
/// a multiple of five.
fn siret(number: String) -> Checked {
    let Some(digits) = digits(&number) else {
        return Err(IdentifierProblem::new(Kind::Siret, Fault::Characters));
    };
    let of_la_poste = number.starts_with(LA_POSTE) && digits.iter().sum::<u32>().is_multiple_of(5);
    let company_fits = digits.get(..9).is_some_and(luhn);
    if of_la_poste || (luhn(&digits) && company_fits) {
        Ok(number)
    } else {
        Err(IdentifierProblem::new(Kind::Siret, Fault::CheckDigit))
    }
}

/// Whether the key of a French VAT number fits its SIREN: `(12 + 3 × (SIREN mod 97)) mod 97` (CGI, art. 286
/// ter; BOI-TVA-DECLA-20-10-10). Keys with a letter are given out as well and follow no published rule.
/// Companies of Monaco have numbers that begin with 000 and are no SIREN, but the same key.
pub(super) fn vat_key_fits(vat: &str) -> bool {
    let (Some(key), Some(siren)) = (vat.get(2..4), vat.get(4..)) else {
        return false;
    };
    let (Some(number), Some(digits)) = (value(siren), digits(siren)) else {
        return false;
    };
    let is_company = siren.starts_with("000") || luhn(&digits);
    let key_fits = value(key).is_none_or(|key| key == (12 + 3 * (number % 97)) % 97);
    is_company && key_fits
}
