//! China: the unified social credit code (统一社会信用代码).

use super::{Checked, IdentifierFault as Fault, IdentifierKind as Kind, IdentifierProblem, length};

pub(super) const USCC_FORM: &str = "99999999XXXXXXXXXX";

/// The 31 signs of the code: digits and capital letters without I, O, S, V and Z.
const SIGNS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// A unified social credit code (GB 32100-2015): authority, kind of body, six digits of the place, nine signs
/// of the body itself, and a check sign, with which the signs weighted by powers of 3 (modulo 31) add up to
/// a multiple of 31.
pub(super) fn uscc(code: String) -> Checked {
    let problem = |fault| Err(IdentifierProblem::new(Kind::Uscc, fault));
    if code.chars().count() != 18 {
        return problem(Fault::Length { found: length(&code) });
    }
    let values: Option<Vec<usize>> = code.chars().map(|sign| SIGNS.find(sign)).collect();
    let place_is_digits = code.chars().skip(2).take(6).all(|sign| sign.is_ascii_digit());
    let (Some(values), true) = (values, place_is_digits) else {
        return problem(Fault::Characters);
    };
    let weights = std::iter::successors(Some(1_usize), |weight| Some(weight * 3 % 31));
    let body: usize = values.iter().take(17).zip(weights).map(|(value, weight)| value * weight).sum();
    let check = values.last().copied().unwrap_or_default();
    if (body + check).is_multiple_of(31) { Ok(code) } else { problem(Fault::CheckDigit) }
}
