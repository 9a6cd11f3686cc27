//! What a file says otherwise about a contract that is already there.

use super::contract_field;
use crate::words::{Words, billing, contract};
use model::import::{
    columns::ContractField,
    differing::{Difference, LineTerms},
};

words! {
    OTHER_TERMS:
        "{number} is there already, with other terms. Accepting changes nothing about it: if the file is right, change the contract itself.",
        "{number} existe déjà, à d’autres conditions. L’import n’y change rien : si le fichier a raison, modifiez le contrat lui-même.",
        "{number} 已存在，但条款与文件不同。确认导入不会更改该合同；如以文件为准，请直接修改合同。";
    DIFFERS:
        "{field}: {here} here → {file} in the file",
        "{field} : {here} ici → {file} dans le fichier",
        "{field}：现为{here} → 文件中为{file}";
    LINE: "Price line", "Ligne de prix", "计费项";
    NONE: "nothing", "néant", "无";
    JOIN: ", ", ", ", "，";
}

/// One term here and in the file, with its name.
pub fn difference(words: Words, difference: &Difference) -> String {
    let or_none = |said: Option<String>| said.unwrap_or_else(|| words.t(NONE).to_owned());
    let field = |field: ContractField| words.t(contract_field(field));
    let (name, here, file) = match difference {
        Difference::Customer { here, file } => (field(ContractField::Customer), here.clone(), file.clone()),
        Difference::Day { field: of, here, file } => {
            (field(*of), or_none(here.map(|day| words.day(day))), words.day(*file))
        }
        Difference::Term { here, file } => {
            (field(ContractField::Duration), contract::term_length(words, *here), contract::term_length(words, *file))
        }
        Difference::Renewal { here, file } => (
            field(ContractField::Renewal),
            contract::renewal(words, *here, None),
            contract::renewal(words, *file, None),
        ),
        Difference::Notice { here, file } => {
            (field(ContractField::Notice), or_none(here.map(|length| words.length(length))), words.length(*file))
        }
        Difference::Value { here, file } => {
            (field(ContractField::TotalValue), or_none(here.map(|money| words.money(money))), words.money(*file))
        }
        Difference::PaymentTerm { here, file } => (
            field(ContractField::PaymentTerm),
            or_none(here.map(|term| contract::payment_term(words, term))),
            contract::payment_term(words, *file),
        ),
        Difference::Line { here, file } => (
            words.t(LINE),
            or_none(here.as_ref().map(|terms| line(words, terms))),
            or_none(file.as_ref().map(|terms| line(words, terms))),
        ),
    };
    words.with(DIFFERS, &[("field", name), ("here", &here), ("file", &file)])
}

/// `Maintenance, €100.00, Monthly`.
fn line(words: Words, terms: &LineTerms) -> String {
    let LineTerms { description, price, currency, months, increase } = terms;
    let said = [
        Some(description.trim().to_owned()).filter(|description| !description.is_empty()),
        Some(words.price(*price, *currency)),
        Some(billing::frequency(words, *months)),
        increase.map(|increase| billing::increase(words, increase)),
    ];
    said.into_iter().flatten().collect::<Vec<_>>().join(words.t(JOIN))
}
