//! Every text of the product, checked as a typesetter would.

use super::*;
use model::{id::PersonId, settings::Settings};
use std::collections::BTreeSet;

mod sentences;

const EN: Words = Words(Language::En);
const FR: Words = Words(Language::Fr);
const ZH: Words = Words(Language::Zh);

/// Every module with texts of its own.
const MODULES: &[(&str, &[(&str, Text)])] = &[
    ("absence_page", absence_page::TEXTS),
    ("action", action::TEXTS),
    ("administration", administration::TEXTS),
    ("attachment", attachment::TEXTS),
    ("billing", billing::TEXTS),
    ("contract", contract::TEXTS),
    ("contract_form", contract_form::TEXTS),
    ("contract_page", contract_page::TEXTS),
    ("country", country::TEXTS),
    ("date_terms", date_terms::TEXTS),
    ("error_page", error_page::TEXTS),
    ("event", event::TEXTS),
    ("event::absence", event::absence::TEXTS),
    ("event::assigned", event::assigned::TEXTS),
    ("event::attached", event::attached::TEXTS),
    ("event::dates", event::dates::TEXTS),
    ("event::changes", event::changes::TEXTS),
    ("event::finding", event::finding::TEXTS),
    ("event::notice", event::notice::TEXTS),
    ("event::obligation", event::obligation::TEXTS),
    ("event::paid", event::paid::TEXTS),
    ("event::renewal", event::renewal::TEXTS),
    ("event::risk", event::risk::TEXTS),
    ("event::visits", event::visits::TEXTS),
    ("form", form::TEXTS),
    ("format", format::TEXTS),
    ("home", home::TEXTS),
    ("identifier", identifier::TEXTS),
    ("holiday", holiday::TEXTS),
    ("holiday_page", holiday_page::TEXTS),
    ("import", import::TEXTS),
    ("import::differing", import::differing::TEXTS),
    ("import::progress", import::progress::TEXTS),
    ("import::paid", import::paid::TEXTS),
    ("import::signature", import::signature::TEXTS),
    ("import::undoing", import::undoing::TEXTS),
    ("import::fields", import::fields::TEXTS),
    ("import_page", import_page::TEXTS),
    ("invoice_page", invoice_page::TEXTS),
    ("key_date", key_date::TEXTS),
    ("job", job::TEXTS),
    ("leakage", leakage::TEXTS),
    ("leakage::cause", leakage::cause::TEXTS),
    ("leakage::headline", leakage::headline::TEXTS),
    ("leakage::evidence", leakage::evidence::TEXTS),
    ("leakage::steps", leakage::steps::TEXTS),
    ("leakage::visits", leakage::visits::TEXTS),
    ("leakage_page", leakage_page::TEXTS),
    #[cfg(feature = "ssr")]
    ("lifeline", lifeline::TEXTS),
    ("list", list::TEXTS),
    ("matching", matching::TEXTS),
    ("nav", nav::TEXTS),
    ("notice_page", notice_page::TEXTS),
    #[cfg(feature = "ssr")]
    ("notification", notification::TEXTS),
    ("notification_page", notification_page::TEXTS),
    ("obligation", obligation::TEXTS),
    #[cfg(feature = "ssr")]
    ("obligation::schedule", obligation::schedule::TEXTS),
    #[cfg(feature = "ssr")]
    ("obligation::told", obligation::told::TEXTS),
    ("obligation_page", obligation_page::TEXTS),
    ("party_page", party_page::TEXTS),
    ("permission", permission::TEXTS),
    ("person", person::TEXTS),
    ("price_line", price_line::TEXTS),
    ("profile_page", profile_page::TEXTS),
    ("problem", problem::TEXTS),
    ("rail", rail::TEXTS),
    ("reconciliation", reconciliation::TEXTS),
    ("refusal", refusal::TEXTS),
    ("risk", risk::TEXTS),
    ("risk_page", risk_page::TEXTS),
    ("service_visit", service_visit::TEXTS),
    ("reminder", reminder::TEXTS),
    ("renewal_page", renewal_page::TEXTS),
    ("settings_page", settings_page::TEXTS),
    ("sign_in", sign_in::TEXTS),
    ("term", term::TEXTS),
    #[cfg(feature = "ssr")]
    ("terms_changed", terms_changed::TEXTS),
    ("token_page", token_page::TEXTS),
];

/// Texts that are the same in English and French because both languages use the same word.
const SAME_WORD: &[&str] = &[
    "Avenant",
    "Absences",
    "{n} point",
    "{n} points",
    "Notifications",
    "Finance",
    "France",
    "Luxembourg",
    "Portugal",
    "Liechtenstein",
    "Monaco",
    "Canada",
    "Hong Kong",
    "Macao",
    "Notes",
    "Site",
    "Sites",
    "Contact",
    "Certain",
    "Type",
    "Date",
    "Dates",
    "Total",
    "OK",
    "Import",
    "Position",
    "Description",
    "Quantity",
    "Pagination",
    "Actions",
    "Administration",
    "Clause",
    "Organisation",
    "Menu",
    "type",
    "Invitation",
    "Obligations",
    "obligation",
    "clause",
];

fn texts() -> impl Iterator<Item = (String, Text)> {
    MODULES
        .iter()
        .flat_map(|(module, texts)| texts.iter().map(move |(name, text)| (format!("{module}::{name}"), *text)))
}

fn in_all(text: Text) -> [&'static str; 3] {
    Language::ALL.map(|language| text.in_language(language))
}

/// The names between braces.
fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

/// The text without what is filled in.
fn fixed(text: &str) -> String {
    let mut parts = text.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.filter_map(|part| part.split_once('}')).fold(first, |text, (_, rest)| text + rest)
}

/// Names of the texts that break a rule.
fn broken(rule: impl Fn(Text) -> bool) -> Vec<String> {
    texts().filter(|(_, text)| !rule(*text)).map(|(name, text)| format!("{name}: {text:?}")).collect()
}

fn none_broken(rule: impl Fn(Text) -> bool) {
    let broken = broken(rule);
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn no_text_is_empty_or_has_loose_spaces() {
    none_broken(|text| {
        in_all(text).iter().all(|text| {
            let loose = ["  ", "\t", "\n", "\r"].iter().any(|space| text.contains(space));
            // Separators such as "; " are the only texts that end with a space.
            let is_separator = text.chars().all(|char| !char.is_alphanumeric());
            !text.is_empty() && !loose && (is_separator || text.trim() == *text)
        })
    });
}

#[test]
fn placeholders_are_the_same_in_all_languages() {
    none_broken(|text| {
        let [en, fr, zh] = in_all(text).map(placeholders);
        en == fr && en == zh
    });
    none_broken(|text| {
        in_all(text).iter().all(|text| {
            let opened = text.matches('{').count();
            opened == text.matches('}').count()
                && opened == text.split('{').skip(1).filter(|rest| rest.contains('}')).count()
        })
    });
}

#[test]
fn french_has_its_spaces_and_marks() {
    none_broken(|text| {
        let fr = text.fr;
        let characters: Vec<char> = fr.chars().collect();
        let spaced = characters.windows(2).all(|pair| match pair {
            // Times of day and figures keep their marks without a space.
            [before, ':' | ';' | '!' | '?' | '%' | '»'] => *before == '\u{202f}',
            ['«', after] => *after == '\u{202f}',
            _ => true,
        });
        spaced && !fr.contains(['\'', '"', '，', '。']) && !fr.contains("...")
    });
}

#[test]
fn english_has_its_marks() {
    none_broken(|text| !text.en.contains(['\'', '"', '\u{202f}', '，', '。']) && !text.en.contains("..."));
}

#[test]
fn chinese_has_its_marks() {
    let is_chinese = |char: char| ('\u{4e00}'..='\u{9fff}').contains(&char);
    none_broken(|text| {
        let zh = text.zh;
        let any_chinese = zh.chars().any(is_chinese);
        let half_width = [',', ';', ':', '!', '?', '(', ')', '"', '\'', '\u{202f}'];
        // Figures such as 1,234.56 are examples of how numbers are written.
        let without_figures: String = {
            let chars: Vec<char> = zh.chars().collect();
            let is_figure = |at: Option<&char>| at.is_some_and(char::is_ascii_digit);
            chars
                .iter()
                .enumerate()
                .filter(|(at, _)| {
                    !(is_figure(at.checked_sub(1).and_then(|at| chars.get(at))) && is_figure(chars.get(at + 1)))
                })
                .map(|(_, char)| *char)
                .collect()
        };
        let dots = zh.ends_with('.') || zh.contains("...") || zh.contains(". ");
        !any_chinese || (!without_figures.contains(half_width) && !dots)
    });
}

#[test]
fn sentences_end_in_all_languages_or_in_none() {
    let ends = |text: &str| text.ends_with(['.', '?', '…', '。', '？']) && !text.ends_with("{why}");
    none_broken(|text| {
        let [en, fr, zh] = in_all(text).map(ends);
        (en == fr && en == zh) || placeholders(text.en).contains("why")
    });
}

#[test]
fn nothing_is_left_in_english() {
    let of_english = ["the", "and", "of", "is", "was", "with", "for", "not", "this", "from", "are", "it"];
    none_broken(|text| {
        let fr = fixed(text.fr).to_lowercase();
        let same = text.fr == text.en && fr.chars().any(char::is_alphabetic) && !SAME_WORD.contains(&text.en);
        let english = fr.split(|char: char| !char.is_alphabetic()).any(|word| of_english.contains(&word));
        !same && !english
    });
    none_broken(|text| {
        let names = [
            "Avenant",
            "Ctrl",
            "OpenAPI",
            "CSV",
            "XLSX",
            "Excel",
            "Word",
            "PowerPoint",
            "OpenDocument",
            "API",
            "OK",
            "PDF",
            "DOCX",
            "SVG",
            "XML",
            "B",
            "KB",
            "MB",
        ];
        let codes = ["EUR", "GBP", "CNY", "name@company.com", "a", "n"];
        fixed(text.zh)
            .split(|char: char| !(char.is_ascii_alphanumeric() || "@.".contains(char)))
            .filter(|word| word.chars().any(|char| char.is_ascii_alphabetic()))
            .all(|word| names.contains(&word) || codes.contains(&word))
    });
}

#[test]
fn nobody_shouts() {
    none_broken(|text| in_all(text).iter().all(|text| !text.contains(['!', '！'])));
}

#[test]
fn the_names_of_the_product_are_kept() {
    // Words that other products use for these things and that we do not.
    let avoided_fr = ["tableau de bord", "workflow", "deadline", "feedback", "matching", "addendum"];
    let avoided_zh = ["贷记", "信用票据", "账单", "收入泄漏", "收入泄露", "工作流"];
    none_broken(|text| {
        let fr = fixed(text.fr).to_lowercase();
        !avoided_fr.iter().any(|word| fr.contains(word)) && !avoided_zh.iter().any(|word| text.zh.contains(word))
    });
}

#[test]
fn placeholders_are_filled_once_and_unknown_ones_stay() {
    let text = Text::new("{a} and {b} {c", "{b} et {a}", "{a}和{b}");
    assert_eq!(EN.with(text, &[("a", "{b}"), ("b", "2")]), "{b} and 2 {c");
    assert_eq!(FR.with(text, &[("a", "1")]), "{b} et 1");
    assert_eq!(ZH.with(text, &[("a", "1"), ("b", "2")]), "1和2");
}

#[test]
fn plural_forms_follow_each_language() {
    let (one, other) = (Text::new("{n} day", "{n} jour", "{n} 天"), Text::new("{n} days", "{n} jours", "{n} 天"));
    let count = |words: Words| [0, 1, 2].map(|n| words.count(n, one, other));
    assert_eq!(count(EN), ["0 days", "1 day", "2 days"]);
    assert_eq!(count(FR), ["0 jour", "1 jour", "2 jours"]);
    assert_eq!(count(ZH), ["0 天", "1 天", "2 天"]);
}

#[test]
fn every_setting_is_called_something_in_the_history() {
    let before = Settings::default();
    // Each differs, so that each is named; a setting that is new has to be changed here too.
    let after = Settings {
        name: "Halvane".to_owned(),
        time_zone: Some("Europe/Paris".to_owned()),
        language: Language::Zh,
        tolerance_minor: before.tolerance_minor + 1,
        tolerance_per_mille: before.tolerance_per_mille + 1,
        grace_days: before.grace_days + 1,
        horizon_days: before.horizon_days + 1,
        payment_days: before.payment_days + 1,
        window_days: before.window_days + 1,
        decision_buffer_days: before.decision_buffer_days + 1,
        renewal_lead_days: before.renewal_lead_days + 1,
        second_person_from: before.second_person_from + 1,
        findings_to: Some(PersonId(uuid::Uuid::from_u128(1))),
    };
    let unnamed = |field: &str| field.contains('_') || field.is_empty();
    let fields: Vec<String> = before.changes_to(&after).into_iter().map(|change| change.field).collect();
    for field in &fields {
        assert!([EN, FR, ZH].iter().all(|words| !unnamed(event::field(*words, field))), "{field} has no name");
    }
    assert_eq!(fields.len(), 13);
}

#[test]
fn things_are_listed_as_people_list_them() {
    let nothing: [&str; 0] = [];
    assert_eq!(EN.list(&nothing), "");
    assert_eq!(EN.list(&["a", "b", "c"]), "a, b and c");
    assert_eq!(FR.list(&["a", "b"]), "a et b");
    assert_eq!(ZH.list(&["甲", "乙", "丙"]), "甲、乙、丙");
    assert_eq!(EN.sentences(&["One.", "", "Two."]), "One. Two.");
    assert_eq!(ZH.sentences(&["一。", "二。"]), "一。二。");
}
