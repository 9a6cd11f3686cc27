//! Who was given a finding, and from whom it was taken.

use super::super::Words;

words! {
    GIVEN: "{actor} gave it to {owner}", "{actor} l’a confié à {owner}", "{actor} 指派给 {owner}";
    OWNED: "{actor} became its owner", "{actor} en prend la responsabilité", "{actor} 成为负责人";
    HANDED_ON:
        "{actor} gave it to {owner}; {from} had it before",
        "{actor} l’a confié à {owner}, à la place de {from}",
        "{actor} 将负责人由 {from} 改为 {owner}";
    TAKEN_OVER:
        "{actor} took it over from {from}",
        "{actor} en prend la responsabilité à la place de {from}",
        "{actor} 接替 {from} 成为负责人";
    UNASSIGNED:
        "{actor} took it from its owner; nobody has it now",
        "{actor} a retiré le responsable ; personne ne s’en charge",
        "{actor} 取消了负责人，目前无人跟进";
    TAKEN_FROM:
        "{actor} took it from {from}; nobody has it now",
        "{actor} l’a retiré à {from} ; personne ne s’en charge",
        "{actor} 取消了负责人 {from}，目前无人跟进";
    LAID_DOWN:
        "{actor} has it no longer; nobody has it now",
        "{actor} n’en est plus responsable ; personne ne s’en charge",
        "{actor} 不再担任负责人，目前无人跟进";
}

/// Who has it now, and who had it before where that is known: what was recorded long ago does not name them.
pub(super) fn said(words: Words, actor: &str, owner: Option<&str>, from: Option<&str>) -> String {
    let text = match (owner, from) {
        (Some(owner), None) if owner == actor => OWNED,
        (Some(owner), Some(_)) if owner == actor => TAKEN_OVER,
        (Some(_), None) => GIVEN,
        (Some(_), Some(_)) => HANDED_ON,
        (None, Some(from)) if from == actor => LAID_DOWN,
        (None, Some(_)) => TAKEN_FROM,
        (None, None) => UNASSIGNED,
    };
    let values = [("actor", actor), ("owner", owner.unwrap_or_default()), ("from", from.unwrap_or_default())];
    words.with(text, &values)
}
