//! Identifiers: made-up numbers of the real forms, whose check digits are computed here by another way.

use super::{IdentifierFault as Fault, IdentifierKind as Kind, *};
use proptest::prelude::*;

fn fault(checked: Checked) -> Fault {
    checked.expect_err("not refused").fault
}

fn registered(country: &str, typed: &str) -> Checked {
    registration_number(Some(country), typed)
}

fn vat(typed: &str) -> Checked {
    vat_number(None, typed)
}

/// Luhn's check digit for digits that lack it.
fn luhn_digit(body: &str) -> char {
    let sum: u32 = body
        .chars()
        .rev()
        .enumerate()
        .map(|(at, char)| {
            let digit = char.to_digit(10).unwrap();
            let times = if at % 2 == 0 { digit * 2 } else { digit };
            if times > 9 { times - 9 } else { times }
        })
        .sum();
    char::from_digit((10 - sum % 10) % 10, 10).unwrap()
}

fn with_luhn(body: &str) -> String {
    format!("{body}{}", luhn_digit(body))
}

#[test]
fn what_people_type_is_folded() {
    assert_eq!(registered("FR", " 999 534 712 ").unwrap(), "999534712");
    assert_eq!(registered("FR", "999.534.712").unwrap(), "999534712");
    assert_eq!(vat("fr 80 999-534-712").unwrap(), "FR80999534712");
    assert_eq!(registered("CN", "９１３１０１０５ma99d4h363").unwrap(), "91310105MA99D4H363");
    assert_eq!(registered("GB", "sc 123456").unwrap(), "SC123456");
    assert_eq!(vat_number(Some("BE"), "0123.456.749").unwrap(), "BE0123456749");
}

#[test]
fn a_siren_and_a_siret_are_told_by_their_length_and_checked() {
    assert_eq!(registered("FR", "999534712").unwrap(), "999534712");
    let establishment = with_luhn("9995347120001");
    assert_eq!(registered("FR", &establishment).unwrap(), establishment);
    assert_eq!(fault(registered("FR", "999534713")), Fault::CheckDigit);
    assert_eq!(fault(registered("FR", "99953471")), Fault::Length { found: 8 });
    assert_eq!(fault(registered("FR", "99953471A")), Fault::Characters);
    assert_eq!(registered("FR", "99953471").unwrap_err().of, Kind::FrenchRegistration);
    assert_eq!(registered("FR", "99953471300011").unwrap_err().of, Kind::Siret);
    // Fits as a whole, but its first nine digits are no company.
    let stranger = with_luhn("9995347130001");
    assert_eq!(fault(registered("FR", &stranger)), Fault::CheckDigit);
}

#[test]
fn establishments_of_la_poste_add_up_to_a_multiple_of_five() {
    // 3 + 5 + 6 + 4 + 2 = 20, which Luhn's formula would refuse.
    assert_eq!(registered("FR", "35600000000042").unwrap(), "35600000000042");
    assert_eq!(fault(registered("FR", "35600000000043")), Fault::CheckDigit);
    assert_eq!(registered("FR", "35600000000048").unwrap(), "35600000000048", "its seat follows the formula");
}

#[test]
fn the_key_of_a_french_vat_number_follows_from_the_siren() {
    assert_eq!(vat("FR80999534712").unwrap(), "FR80999534712");
    assert_eq!(fault(vat("FR81999534712")), Fault::CheckDigit);
    assert_eq!(fault(vat("FR80999534713")), Fault::CheckDigit);
    assert_eq!(vat("FRK7999534712").unwrap(), "FRK7999534712", "keys with a letter follow no published rule");
    assert_eq!(fault(vat("FR8099953471")), Fault::Length { found: 12 });
    assert_eq!(vat_number(Some("FR"), "80999534712").unwrap(), "FR80999534712");
    // 90: below 97 already.
    let monaco = 12 + 3 * (12_345 % 97);
    assert!(vat(&format!("FR{monaco:02}000012345")).is_ok());
}

#[test]
fn british_vat_numbers_fit_in_the_old_way_or_the_new() {
    // 8·9+7·9+6·1+5·9+4·1+3·5+2·6 = 217; 217 + 74 = 3 · 97.
    assert_eq!(vat("GB991915674").unwrap(), "GB991915674");
    // The same seven digits with 55 less: 291 - 55 = 236 = 217 + 19.
    assert_eq!(vat("GB 991 9156 19").unwrap(), "GB991915619");
    assert_eq!(fault(vat("GB991915675")), Fault::CheckDigit);
    assert_eq!(vat("GB991915674001").unwrap(), "GB991915674001", "a branch");
    assert_eq!(vat("XI991915674").unwrap(), "XI991915674");
    assert_eq!(vat("GBGD001").unwrap(), "GBGD001");
    assert_eq!(fault(vat("GBGD500")), Fault::CheckDigit);
    assert_eq!(vat("GBHA500").unwrap(), "GBHA500");
    assert_eq!(vat_number(Some("GB"), "991915674").unwrap(), "GB991915674");
}

#[test]
fn british_company_numbers_get_their_zeros_back() {
    assert_eq!(registered("GB", "1234567").unwrap(), "01234567");
    for number in ["99538485", "SC123456", "NI012345", "OC301234", "R0000123", "IP12345R"] {
        assert_eq!(registered("GB", number).unwrap(), number);
    }
    assert_eq!(fault(registered("GB", "12345")), Fault::Length { found: 5 });
    assert_eq!(fault(registered("GB", "1234567A")), Fault::Characters);
}

#[test]
fn a_unified_social_credit_code_has_its_check_sign() {
    for code in ["91310105MA99D4H363", "91320505MA9J9HTM05", "91330106MA953JJL9P"] {
        assert_eq!(registered("CN", code).unwrap(), code);
        assert_eq!(vat_number(Some("CN"), code).unwrap(), code, "it is the tax number, too");
    }
    assert_eq!(fault(registered("CN", "91310105MA99D4H364")), Fault::CheckDigit);
    assert_eq!(fault(registered("CN", "91310105MA99D4H36")), Fault::Length { found: 17 });
    assert_eq!(fault(registered("CN", "91310105MI99D4H363")), Fault::Characters, "there is no I in it");
    assert_eq!(fault(registered("CN", "9131010AMA99D4H363")), Fault::Characters, "the place is digits");
}

#[test]
fn every_member_state_has_a_form() {
    let made_up = [
        "ATU12345678",
        "BG123456789",
        "CY12345678X",
        "CZ12345678",
        "DK12345678",
        "EE123456789",
        "EL123456789",
        "ESB12345678",
        "ESX1234567X",
        "FI12345678",
        "HR12345678901",
        "HU12345678",
        "IE1234567WA",
        "IE1A23456B",
        "LT123456789012",
        "LV12345678901",
        "MT12345678",
        "NL123456789B01",
        "PL1234567890",
        "PT123456789",
        "RO18",
        "SE123456789001",
        "SI12345678",
        "SK1234567890",
    ];
    for number in made_up {
        assert_eq!(vat(number).as_deref(), Ok(number));
    }
    let states: std::collections::BTreeSet<&str> =
        made_up.iter().map(|number| &number[..2]).chain(["BE", "DE", "FR", "IT", "LU"]).collect();
    assert_eq!(states.len(), 27);
    assert_eq!(vat("GR123456789").unwrap(), "EL123456789");
    assert_eq!(vat_number(Some("GR"), "123456789").unwrap(), "EL123456789");
    assert_eq!(fault(vat("NL123456789A01")), Fault::Characters);
    assert_eq!(fault(vat("123456789")), Fault::Country);
    assert_eq!(fault(vat("ZZ123")), Fault::Country);
    assert_eq!(vat_number(Some("CH"), "CHE-123.456.789 MWST").unwrap(), "CHE123456789MWST");
}

#[test]
fn published_check_digits_are_held_against() {
    let belgian = format!("BE01234567{:02}", 97 - 1_234_567 % 97);
    assert_eq!(vat(&belgian).unwrap(), belgian);
    let luxembourgish = format!("LU123456{:02}", 123_456 % 89);
    assert_eq!(vat(&luxembourgish).unwrap(), luxembourgish);
    let italian = format!("IT{}", with_luhn("0123456789"));
    assert_eq!(vat(&italian).unwrap(), italian);
    // MOD 11,10 by hand over 1 2 3 4 5 6 7 8: the products are 2 8 2 1 1 3 9 3, and 11 - 3 = 8.
    let fitting: Vec<u32> = (0..10).filter(|check| vat(&format!("DE12345678{check}")).is_ok()).collect();
    assert_eq!(fitting, [8]);
    for wrong in [&belgian, &luxembourgish, &italian] {
        let last = wrong.chars().last().unwrap().to_digit(10).unwrap();
        let other = format!("{}{}", &wrong[..wrong.len() - 1], (last + 1) % 10);
        assert_eq!(fault(vat(&other)), Fault::CheckDigit, "{other}");
    }
}

#[test]
fn numbers_are_shown_in_groups() {
    assert_eq!(grouped("999534712"), "999\u{a0}534\u{a0}712");
    assert_eq!(grouped("FR80999534712"), "FR\u{a0}80\u{a0}999\u{a0}534\u{a0}712");
    assert_eq!(grouped("91310105MA99D4H363"), "91310105MA99D4H363");
}

#[test]
fn every_kind_says_its_form() {
    let kinds = [Kind::FrenchRegistration, Kind::Siren, Kind::Siret, Kind::BritishRegistration, Kind::Uscc];
    assert!(kinds.iter().all(|kind| !kind.form().is_empty()));
    assert_eq!(Kind::Vat { prefix: "AT".into() }.form(), "ATU99999999");
    assert_eq!(Kind::Vat { prefix: "RO".into() }.form(), "RO9999999999");
    assert_eq!(Kind::Vat { prefix: "LT".into() }.form(), "LT999999999, LT999999999999");
}

proptest! {
    #[test]
    fn exactly_one_check_digit_makes_a_siren(body in "[0-9]{8}") {
        let fitting = (0..10).filter(|check| registered("FR", &format!("{body}{check}")).is_ok()).count();
        prop_assert_eq!(fitting, 1);
    }

    #[test]
    fn one_wrong_digit_is_always_found(body in "[0-9]{8}", at in 0_usize..9, step in 1_u8..10) {
        let right = with_luhn(&body);
        let mut bytes = right.into_bytes();
        bytes[at] = b'0' + (bytes[at] - b'0' + step) % 10;
        prop_assert!(registered("FR", std::str::from_utf8(&bytes).unwrap()).is_err());
    }

    #[test]
    fn exactly_one_key_makes_a_french_vat_number(body in "[1-9][0-9]{7}") {
        let siren = with_luhn(&body);
        let fitting: Vec<u32> = (0..97).filter(|key| vat(&format!("FR{key:02}{siren}")).is_ok()).collect();
        prop_assert_eq!(fitting.len(), 1);
    }

    #[test]
    fn exactly_one_check_sign_makes_a_uscc(body in "9[1-3][0-9]{6}[0-9A-HJ-NPQRTUWXY]{9}") {
        let signs = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        let fitting = signs.chars().filter(|check| registered("CN", &format!("{body}{check}")).is_ok()).count();
        prop_assert_eq!(fitting, 1);
    }

    #[test]
    fn british_vat_numbers_have_one_check_pair_of_each_way(body in "[0-9]{7}") {
        let fitting = (0..97).filter(|check| vat(&format!("GB{body}{check:02}")).is_ok()).count();
        prop_assert_eq!(fitting, 2);
    }

    #[test]
    fn what_is_kept_is_accepted_again_unchanged(country in "FR|GB|CN|DE|BE|NL|US", typed in "[A-Z0-9 .+*-]{0,22}") {
        if let Ok(kept) = vat_number(Some(&country), &typed) {
            prop_assert_eq!(vat_number(Some(&country), &kept), Ok(kept.clone()));
        }
        if let Ok(kept) = registered(&country, &typed) {
            prop_assert_eq!(registered(&country, &kept), Ok(kept.clone()));
        }
    }

    #[test]
    fn nothing_typed_panics(country in proptest::option::of("[A-Z]{2}"), typed in ".*") {
        let _ = (registration_number(country.as_deref(), &typed), vat_number(country.as_deref(), &typed));
        grouped(&fold(&typed));
    }
}
