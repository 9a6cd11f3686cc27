//! What a contract's form says in words, where a save came too late. The server says it, so that no browser loads code
//! for what is seldom seen.

use super::{fields, line};
use crate::{
    words,
    words::{Text, Words},
};
use model::{
    contract::{BETWEEN, ContractForm, ContractType, fields_of_lines},
    event::Change,
    typed::{self, Form, name_of},
    view::{ContractFormSheet, Named},
};

/// Where what is kept now differs from what was typed, both as a person reads them.
pub fn differences(w: Words, sheet: &ContractFormSheet, typed: &ContractForm) -> Vec<Change> {
    let base = serde_json::from_str(&sheet.base).ok();
    let typed = typed.without_proposed_days(base.as_ref(), w.language());
    let kept = sheet.form.without_proposed_days(None, w.language());
    let said = typed.changes(&kept).into_iter().map(|Change { field, before, after }| {
        let [before, after] = [before, after].map(|text| said(w, sheet, &field, &text));
        Change { field, before, after }
    });
    // An amount may be typed in several ways.
    said.filter(|change| change.before != change.after).collect()
}

/// What a field says to a person: names for choices and identities.
fn said(w: Words, sheet: &ContractFormSheet, field: &str, text: &str) -> String {
    if field == "people" {
        let names: Vec<String> = text.split(BETWEEN).map(|id| name(sheet, id)).collect();
        return names.join(BETWEEN);
    }
    if field == "lines" {
        let lines = fields_of_lines(text);
        let lines: Vec<String> = lines.map(|line| line_said(w, &sheet.form.currency, line)).collect();
        return lines.join("\n");
    }
    choice_label(w, field, text).unwrap_or_else(|| name(sheet, text))
}

/// A price line as its sheet says it; what would not explain itself with the name of its field.
fn line_said<'a>(w: Words, currency: &str, fields: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let figure = |text: &str| typed::figure(text, w.language()).map(|(figure, _sign)| figure);
    let said = fields.map(|(key, text)| {
        let value = match key {
            "quantity" => figure(text).map(|figure| w.number(figure)),
            "rhythm" => line::rhythms(w, text).into_iter().find(|one| one.value == text).map(|one| one.label),
            "timing" => line::timings(w).into_iter().find(|one| one.value == text).map(|one| one.label),
            _ if key.ends_with("price") => {
                figure(text).zip(currency.parse().ok()).map(|(price, currency)| w.price(price, currency))
            }
            _ if key.ends_with("percent") => figure(text).map(|figure| w.percent(figure)),
            _ => text.parse().ok().map(|day| w.day(day)),
        };
        let value = value.unwrap_or_else(|| text.to_owned());
        let plain = matches!(key, "description" | "quantity" | "unit" | "unit_price" | "rhythm" | "timing");
        match words::contract_form::label_of(&format!("lines.0.{key}")) {
            Some(label) if !plain => format!("{} {value}", w.t(label)),
            _ => value,
        }
    });
    said.collect::<Vec<_>>().join(" · ")
}

/// The name of a person, a company of ours or a team; anything else is its own name.
fn name(sheet: &ContractFormSheet, text: &str) -> String {
    fn named<T: ToString>(all: &[Named<T>], text: &str) -> Option<String> {
        all.iter().find(|one| one.id.to_string() == text).map(|one| one.name.clone())
    }
    let found = named(&sheet.people, text).or_else(|| named(&sheet.legal_entities, text));
    found.or_else(|| named(&sheet.teams, text)).unwrap_or_else(|| text.to_owned())
}

/// What a choice is called, if the field is one of choices.
fn choice_label(w: Words, field: &str, value: &str) -> Option<String> {
    let all: &[(&str, Text)] = match field {
        "term_kind" => &fields::TERM_KINDS,
        "renewal_kind" => &fields::RENEWAL_KINDS,
        "notice_unit" => &fields::UNITS,
        "confidentiality_kind" => &fields::READERS,
        "contract_type" => {
            let chosen = ContractType::ALL.into_iter().find(|kind| name_of(kind) == value)?;
            return Some(w.t(words::contract::contract_type(chosen)).to_owned());
        }
        "payment_end_of_month" => {
            return Some(w.t(if value.is_empty() { words::list::NO } else { words::list::YES }).to_owned());
        }
        _ => return None,
    };
    let found = all.iter().find(|(known, _)| *known == value)?;
    Some(w.t(found.1).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{contract::LineForm, language::Language, money::Currency};

    #[test]
    fn a_price_that_was_changed_is_said_with_its_day_beside_what_was_saved_meanwhile() {
        let form = |price: &str, title: &str| ContractForm {
            title: title.to_owned(),
            lines: vec![LineForm {
                id: "one".to_owned(),
                description: "Cleaning".to_owned(),
                unit_price: price.to_owned(),
                price_from: "2026-12-01".to_owned(),
                ..LineForm::blank()
            }],
            ..ContractForm::blank(Currency::EUR)
        };
        let sheet = |kept: &ContractForm| ContractFormSheet {
            contract: Some(("C-1".to_owned(), 2)),
            form: kept.clone(),
            base: serde_json::to_string(&form("100.00", "A")).unwrap_or_default(),
            told: Vec::new(),
            legal_entities: Vec::new(),
            currencies: String::new(),
            people: Vec::new(),
            teams: Vec::new(),
        };
        let said = |typed: ContractForm, kept: ContractForm| {
            let changes = differences(Words(Language::En), &sheet(&kept), &typed);
            changes.into_iter().map(|change| (change.field, change.before, change.after)).collect::<Vec<_>>()
        };
        let lines = |before: &str, after: &str| {
            let said = |text: &str| format!("Cleaning · {text} · Every month · On its first day (in advance)");
            vec![("lines".to_owned(), said(before), said(after))]
        };
        assert_eq!(
            said(form("110", "A"), form("105.00", "A")),
            lines("€110.00 · A changed price counts from 1 Dec 2026", "€105.00")
        );
        assert_eq!(said(form("100.00", "A"), form("105.00", "A")), lines("€100.00", "€105.00"));
        assert_eq!(said(form("100", "A"), form("100.00", "A")), [], "the same price in other words");
    }

    #[test]
    fn a_price_line_of_a_save_that_came_too_late_is_said_in_words() {
        let fields = [
            ("description", "Cleaning"),
            ("quantity", "2"),
            ("unit", "visits"),
            ("unit_price", "1250.5"),
            ("price_from", "2026-12-01"),
            ("vat_percent", "20"),
            ("rhythm", "1"),
            ("timing", "arrears"),
            ("ramp.0.from", "2027-01-01"),
            ("ramp.0.unit_price", "dear"),
        ];
        assert_eq!(
            line_said(Words(Language::En), "EUR", fields.into_iter()),
            "Cleaning · 2 · visits · €1,250.50 · A changed price counts from 1 Dec 2026 · VAT rate 20% · Every month · On its \
             last day (in arrears) · New price from 1 Jan 2027 · New unit price dear"
        );
    }
}
