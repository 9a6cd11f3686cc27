//! Headers that have the words of a field and say that they are not it.

use super::{ContractField, InvoiceField};

/// Words by which money or its day is still to come.
const TO_COME: [&str; 28] = [
    "not",
    "non",
    "unpaid",
    "expected",
    "planned",
    "forecast",
    "estimated",
    "scheduled",
    "due",
    "prevu",
    "prevue",
    "prevus",
    "attendu",
    "attendue",
    "attendus",
    "previsionnel",
    "previsionnelle",
    "limite",
    "reste",
    "restant",
    "remaining",
    "outstanding",
    "o",
    "impaye",
    "impayes",
    "未",
    "待",
    "欠",
];

/// The same in Chinese words of two characters.
const TO_COME_CHINESE: [[&str; 2]; 4] = [["应", "收"], ["预", "计"], ["计", "划"], ["约", "定"]];

/// What was received is not what is to be: "未核销金额" ends in "核销金额", and "Expected payment date" in "payment date".
pub(super) fn invoice(field: InvoiceField, header: &[String]) -> bool {
    use InvoiceField as F;
    let to_come = || {
        header.iter().any(|word| TO_COME.contains(&word.as_str()))
            || TO_COME_CHINESE.iter().any(|pair| header.windows(2).any(|window| window.iter().eq(pair.iter())))
    };
    // "Not paid: yes" would say the contrary of "Paid: yes".
    let turned = || header.iter().any(|word| ["not", "non", "unpaid", "未"].contains(&word.as_str()));
    match field {
        F::PaidAmount | F::PaidOn => to_come(),
        F::Status => turned(),
        _ => false,
    }
}

/// No field of contracts has an opposite that goes by its words.
pub(super) const fn contract(_field: ContractField, _header: &[String]) -> bool {
    false
}
