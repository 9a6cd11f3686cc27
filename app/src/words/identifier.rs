//! Registration and VAT numbers: what they are called, and what is wrong with one.

use super::Words;
use model::party::identifier::{FREE_MOST, IdentifierFault, IdentifierKind, IdentifierProblem};

words! {
    FRENCH_REGISTRATION: "a SIREN or SIRET number", "un numéro SIREN ou SIRET", "法国企业或机构登记号";
    SIREN: "a SIREN number", "un numéro SIREN", "法国企业登记号";
    SIRET: "a SIRET number", "un numéro SIRET", "法国机构登记号";
    BRITISH_REGISTRATION: "a British company number", "un numéro de société britannique", "英国公司注册号";
    USCC:
        "a Chinese unified social credit code",
        "un code de crédit social unifié chinois",
        "统一社会信用代码";
    VAT: "a VAT number", "un numéro de TVA", "税号";
    VAT_OF: "a VAT number beginning with {prefix}", "un numéro de TVA commençant par {prefix}", "以 {prefix} 开头的税号";
    NUMBER: "a number", "un numéro", "号码";

    LENGTH_ONE:
        "This has {n} character; {number} is written {form}.",
        "Il y a ici {n} caractère ; {number} s’écrit {form}.",
        "此处有 {n} 个字符；{number}的格式为 {form}。";
    LENGTH:
        "This has {n} characters; {number} is written {form}.",
        "Il y a ici {n} caractères ; {number} s’écrit {form}.",
        "此处有 {n} 个字符；{number}的格式为 {form}。";
    LENGTH_MOST: "Use {n} characters at most.", "{n} caractères au plus.", "最多 {n} 个字符。";
    CHARACTERS:
        "Check the letters and digits: {number} is written {form}.",
        "Vérifiez les lettres et les chiffres : {number} s’écrit {form}.",
        "请核对字母和数字：{number}的格式为 {form}。";
    FORM_OR: "{first} or {second}", "{first} ou {second}", "{first} 或 {second}";
    CHECK_DIGIT:
        "The check digit does not fit: one of the characters is wrong, or two have changed places. Compare with the original.",
        "La clé de contrôle ne correspond pas : un caractère est erroné ou deux sont inversés. Comparez avec l’original.",
        "校验码不符：有字符输入错误或顺序颠倒，请与原件核对。";
    COUNTRY:
        "Begin with the letters of the country, for example FR, DE or GB.",
        "Commencez par les lettres du pays, par exemple FR, DE ou GB.",
        "请以所属国家的两位字母代码开头。";
}

/// What is wrong with a number, and how it should look.
pub fn problem(words: Words, problem: &IdentifierProblem) -> String {
    let IdentifierProblem { of, fault } = problem;
    let number = kind(words, of);
    let form = of.form();
    // Of many forms the first and the last say enough.
    let form = match form.split(", ").collect::<Vec<_>>().as_slice() {
        [first, .., last] => words.with(FORM_OR, &[("first", first), ("second", last)]),
        _ => form,
    };
    let values = [("number", number.as_str()), ("form", form.as_str())];
    match fault {
        IdentifierFault::Length { .. } if form.is_empty() => words.count(FREE_MOST.into(), LENGTH_MOST, LENGTH_MOST),
        IdentifierFault::Length { found } => words.count_with((*found).into(), LENGTH_ONE, LENGTH, &values),
        IdentifierFault::Characters => words.with(CHARACTERS, &values),
        IdentifierFault::CheckDigit => words.t(CHECK_DIGIT).to_owned(),
        IdentifierFault::Country => words.t(COUNTRY).to_owned(),
    }
}

fn kind(words: Words, kind: &IdentifierKind) -> String {
    let text = match kind {
        IdentifierKind::FrenchRegistration => FRENCH_REGISTRATION,
        IdentifierKind::Siren => SIREN,
        IdentifierKind::Siret => SIRET,
        IdentifierKind::BritishRegistration => BRITISH_REGISTRATION,
        IdentifierKind::Uscc => USCC,
        IdentifierKind::Vat { prefix } if prefix.is_empty() => VAT,
        IdentifierKind::Vat { prefix } => return words.with(VAT_OF, &[("prefix", prefix)]),
        IdentifierKind::Other => NUMBER,
    };
    words.t(text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{language::Language, party::identifier};

    fn said(language: Language, country: &str, typed: &str) -> String {
        let wrong = identifier::registration_number(Some(country), typed).expect_err("accepted");
        problem(Words(language), &wrong)
    }

    #[test]
    fn a_wrong_number_is_told_how_it_should_look() {
        assert_eq!(
            said(Language::En, "FR", "12345"),
            "This has 5 characters; a SIREN or SIRET number is written 999999999 or 99999999999999."
        );
        assert_eq!(
            said(Language::Fr, "GB", "1234567A"),
            "Vérifiez les lettres et les chiffres\u{202f}: un numéro de société britannique s’écrit 99999999 ou AA999999."
        );
        assert!(said(Language::Zh, "CN", "91310105MA99D4H364").starts_with("校验码不符"));
        let free = identifier::registration_number(Some("US"), &"1".repeat(41)).expect_err("accepted");
        assert_eq!(problem(Words(Language::En), &free), "Use 40 characters at most.");
    }
}
