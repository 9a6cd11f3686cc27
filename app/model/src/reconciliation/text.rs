//! What the words of an invoice line say: references and words in common.

use crate::{calendar::month_named, contract::fold_reference};
use std::collections::BTreeSet;

/// A reference without what people write differently: case, spaces, punctuation, full-width forms.
pub fn normalised(reference: &str) -> String {
    fold_reference(&reference.chars().map(narrow).collect::<String>())
}

/// The parts of a text that may be a reference: the whole, and each word with a digit in it.
pub fn references(text: &str) -> impl Iterator<Item = String> + '_ {
    let words =
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | ')' | '，' | '：' | '（' | '）'));
    let words = words.map(normalised).filter(|word| word.len() >= 3 && word.chars().any(|c| c.is_ascii_digit()));
    std::iter::once(normalised(text)).filter(|whole| whole.len() >= 2).chain(words)
}

/// The words that carry meaning: Latin words of three letters or more without accents, and pairs of
/// neighbouring Chinese characters. Numbers and the names of months are left out.
pub fn words(text: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    let mut latin = String::new();
    let mut before: Option<char> = None;
    for c in text.chars().map(narrow).flat_map(char::to_lowercase).chain(std::iter::once(' ')) {
        let is_chinese = ('\u{3400}'..='\u{9fff}').contains(&c);
        if is_chinese {
            if let Some(before) = before {
                words.insert(format!("{before}{c}"));
            }
        } else if c.is_alphabetic() {
            latin.push(plain(c));
        }
        before = is_chinese.then_some(c);
        if is_chinese || !c.is_alphabetic() {
            if latin.chars().count() >= 3 && month_named(&latin).is_none() {
                words.insert(latin.clone());
            }
            latin.clear();
        }
    }
    words
}

/// Words in common, in per cent of the shorter text's words.
pub fn agreement(one: &BTreeSet<String>, other: &BTreeSet<String>) -> u32 {
    let shorter = one.len().min(other.len());
    if shorter == 0 {
        return 0;
    }
    u32::try_from(one.intersection(other).count() * 100 / shorter).unwrap_or(100)
}

/// A full-width form as its usual character.
pub(super) fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '–' | '—' | '−' => '-',
        _ => c,
    }
}

/// A lower-case letter without its accent.
pub(super) fn plain(c: char) -> char {
    match c {
        'à' | 'â' | 'ä' | 'á' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' | 'í' => 'i',
        'ô' | 'ö' | 'ó' => 'o',
        'ù' | 'û' | 'ü' | 'ú' => 'u',
        'ç' => 'c',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_agree_whatever_their_punctuation() {
        assert_eq!(normalised("c-2026 / 0042"), normalised("C20260042"));
        assert_eq!(normalised("Ｃ－２０２６"), "C2026");
        assert!(references("Contrat n° C-2026-0042, avenant").any(|one| one == "C20260042"));
    }

    #[test]
    fn words_agree_in_three_languages() {
        let percent = |one: &str, other: &str| agreement(&words(one), &words(other));
        assert_eq!(percent("Boiler maintenance", "Maintenance of the boiler, March 2026"), 100);
        assert_eq!(percent("Entretien chaudière", "entretien CHAUDIERE 03/2026"), 100);
        assert_eq!(percent("电梯维保服务", "电梯维保服务费（2026年3月）"), 100);
        assert_eq!(percent("Window cleaning", "Fire extinguishers"), 0);
        assert_eq!(percent("", "Fire extinguishers"), 0);
    }
}
