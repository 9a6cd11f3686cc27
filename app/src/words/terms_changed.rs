//! Changed terms before and after, for the history of a contract: worked out on the server, where the events are.

use super::{Text, Words, billing, contract, date_terms, event, price_line as name};
use model::{
    calendar::{Day, Length},
    contract::{PaymentTerm, Renewal, TermLength},
    event::{Change, Event},
    money::Money,
    price_line::PriceLine,
};
use serde::de::DeserializeOwned;

words! {
    LINE_ADDED: "Price line “{line}” added: {terms}", "Ligne de prix « {line} » ajoutée : {terms}", "新增计费项“{line}”：{terms}";
    LINE_REMOVED: "Price line “{line}” removed: {terms}", "Ligne de prix « {line} » supprimée : {terms}", "删除计费项“{line}”：{terms}";
    LINE_CHANGED: "Price line “{line}”: {terms}", "Ligne de prix « {line} » : {terms}", "计费项“{line}”：{terms}";
    IS: "{field}: {value}", "{field} : {value}", "{field}：{value}";
    BECOMES: "{field}: {before} → {after}", "{field} : {before} → {after}", "{field}：{before} → {after}";
    RHYTHM: "Billing", "Facturation", "开票";
    PRICE_CHANGES: "Discounts, steps and increases", "Remises, paliers et hausses", "折扣、分阶段价格和调价";
    NOTHING: "none", "néant", "无";
    BETWEEN: "; ", " ; ", "；";
}

/// What an event changed, a sentence for each price line and each other term that can be said in words.
pub fn details(words: Words, event: &Event) -> Vec<String> {
    let changes = match event {
        Event::ContractChanged { changes } => changes,
        Event::DateTermsChanged { changes } => return changes.iter().map(|change| of_dates(words, change)).collect(),
        _ => return Vec::new(),
    };
    changes
        .iter()
        .flat_map(|change| if change.field == "lines" { lines(words, change) } else { term(words, change) })
        .collect()
}

/// A field of the form of special terms.
fn of_dates(words: Words, change: &Change) -> String {
    let Change { field, before, after } = change;
    let say = |text: &str| match text {
        "" => words.t(NOTHING).to_owned(),
        text => date_terms::value(words, field, text),
    };
    let field = date_terms::label(field).map_or(field.as_str(), |label| words.t(label));
    words.with(BECOMES, &[("field", field), ("before", &say(before)), ("after", &say(after))])
}

/// A term other than a price line. People and companies are identities there, which are no words.
fn term(words: Words, change: &Change) -> Vec<String> {
    let Change { field, before, after } = change;
    let say = |text: &str| match field.as_str() {
        "title" | "reference" | "purchase_order" | "currency" | "decision_buffer_days" => Some(text.to_owned()),
        "signed_on" | "starts_on" => text.parse::<Day>().ok().map(|day| words.day(day)),
        "term" => read::<TermLength>(text).map(|term| contract::term_length(words, term)),
        "renewal" => read::<Renewal>(text).map(|renewal| contract::renewal(words, renewal, None)),
        "notice" => read::<Length>(text).map(|length| words.length(length)),
        "payment_term" => read::<PaymentTerm>(text).map(|term| contract::payment_term(words, term)),
        "value" => read::<Money>(text).map(|money| words.money(money)),
        _ => None,
    };
    let or_nothing = |text: &str| if text.is_empty() { Some(words.t(NOTHING).to_owned()) } else { say(text) };
    if before.is_empty() && after.is_empty() {
        return Vec::new();
    }
    match (or_nothing(before), or_nothing(after), say(before).or_else(|| say(after))) {
        (Some(before), Some(after), Some(_)) => {
            let field = event::field(words, field);
            vec![words.with(BECOMES, &[("field", field), ("before", &before), ("after", &after)])]
        }
        _ => Vec::new(),
    }
}

/// A unit variant is kept as its bare name, anything else as JSON.
fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    let bare = || serde_json::from_value(serde_json::Value::String(text.to_owned()));
    serde_json::from_str(text).or_else(|_| bare()).ok()
}

fn lines(words: Words, change: &Change) -> Vec<String> {
    let read = |text: &str| serde_json::from_str::<Vec<PriceLine>>(text).unwrap_or_default();
    let (before, after) = (read(&change.before), read(&change.after));
    let own = |lines: &[PriceLine], line: &PriceLine| lines.iter().find(|known| known.id == line.id).cloned();
    let mut said = Vec::new();
    for line in &after {
        match own(&before, line) {
            None => said.push(whole(words, LINE_ADDED, line)),
            Some(old) if old == *line => {}
            Some(old) => {
                let changed: Vec<String> = terms(words, &old)
                    .into_iter()
                    .zip(terms(words, line))
                    .filter(|((_, before), (_, after))| before != after)
                    .map(|((field, before), (_, after))| {
                        words.with(BECOMES, &[("field", words.t(field)), ("before", &before), ("after", &after)])
                    })
                    .collect();
                // A line that only moved to another place says nothing new.
                if !changed.is_empty() {
                    said.push(sentence(words, LINE_CHANGED, &old, &changed));
                }
            }
        }
    }
    said.extend(before.iter().filter(|line| own(&after, line).is_none()).map(|line| whole(words, LINE_REMOVED, line)));
    said
}

fn whole(words: Words, text: Text, line: &PriceLine) -> String {
    let terms: Vec<String> = terms(words, line)
        .into_iter()
        .skip(1)
        .filter(|(_, value)| value != words.t(NOTHING))
        .map(|(field, value)| words.with(IS, &[("field", words.t(field)), ("value", &value)]))
        .collect();
    sentence(words, text, line, &terms)
}

fn sentence(words: Words, text: Text, line: &PriceLine, terms: &[String]) -> String {
    words.with(text, &[("line", &line.description), ("terms", &terms.join(words.t(BETWEEN)))])
}

/// Everything a line says, field by field, always in the same order.
fn terms(words: Words, line: &PriceLine) -> Vec<(Text, String)> {
    // Taken apart without `..`: a new field needs its words.
    let PriceLine {
        id: _,
        position: _,
        description,
        quantity,
        unit,
        unit_price,
        vat_percent,
        recurrence,
        starts_on,
        ends_on,
        discounts,
        ramp,
        increase,
    } = line;
    let nothing = || words.t(NOTHING).to_owned();
    let day = |day: &Option<Day>| day.map_or_else(nothing, |day| words.day(day));
    let plain = discounts.is_empty() && ramp.is_empty() && increase.is_none();
    vec![
        (name::DESCRIPTION, description.clone()),
        (name::QUANTITY, words.number(*quantity)),
        (name::UNIT, if unit.is_empty() { nothing() } else { unit.clone() }),
        (name::UNIT_PRICE, words.number(*unit_price)),
        (name::VAT_PERCENT, vat_percent.map_or_else(nothing, |percent| words.percent(percent))),
        (RHYTHM, billing::recurrence(words, recurrence)),
        (name::STARTS_ON, day(starts_on)),
        (name::ENDS_ON, day(ends_on)),
        (PRICE_CHANGES, if plain { nothing() } else { billing::adjustments(words, line) }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{contract::changes, language::Language, sample};

    fn said(language: Language, change: impl FnOnce(&mut Vec<PriceLine>)) -> Vec<String> {
        let contract = sample::demonstration("2026-11-22".parse().unwrap())
            .contracts
            .into_iter()
            .find(|contract| contract.story == "boiler_maintenance")
            .unwrap();
        let mut lines = contract.lines.clone();
        lines.truncate(1);
        let before = lines.clone();
        change(&mut lines);
        let changes = changes((&contract.details, &before), (&contract.details, &lines)).unwrap();
        details(Words(language), &Event::ContractChanged { changes })
    }

    #[test]
    fn a_changed_line_says_what_it_was_and_what_it_is() {
        let raise = |lines: &mut Vec<PriceLine>| {
            lines[0].description = "Boilers".to_owned();
            lines[0].quantity = 3.into();
            lines[0].ends_on = Some("2027-12-31".parse().unwrap());
        };
        let [en] = &said(Language::En, raise)[..] else { panic!("one line") };
        assert!(en.contains("Quantity: ") && en.contains(" → 3; "), "{en}");
        assert!(en.contains("Last day: none → 31 Dec 2027"), "{en}");
        assert!(!en.contains("Unit price"), "what stays is not said: {en}");
        assert!(said(Language::Fr, raise)[0].contains("Quantité\u{202f}: "));
        assert!(said(Language::Zh, raise)[0].starts_with("计费项“"));
    }

    #[test]
    fn lines_that_come_and_go_are_said_whole() {
        assert!(said(Language::En, |lines| lines.clear())[0].contains("removed: Quantity: "));
        assert_eq!(said(Language::En, |lines| lines[0].position = 7), Vec::<String>::new());
    }

    #[test]
    fn other_terms_are_said_where_they_are_words() {
        let change = |field: &str, before: &str, after: &str| {
            let change = Change { field: field.to_owned(), before: before.to_owned(), after: after.to_owned() };
            details(Words(Language::En), &Event::ContractChanged { changes: vec![change] })
        };
        assert_eq!(change("starts_on", "", "2026-01-05"), ["first day: none → 5 Jan 2026"]);
        assert_eq!(change("customer", "0198", "0199"), Vec::<String>::new());
        assert_eq!(change("value", "", r#"{"minor":1200,"currency":"EUR"}"#).len(), 1);
    }
}
