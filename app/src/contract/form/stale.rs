//! A save that came too late: what now stands there beside what was typed, and the way to save again.

use super::super::api::{EditContract, form};
use crate::{
    components::form::{Difference, StaleNotice, in_browser, now},
    failure::Failure,
    use_words,
    wire::Step,
    words,
    words::Words,
};
use leptos::prelude::*;
use model::{contract::ContractForm, refusal::Refusal, view::ContractFormSheet};

/// Shows the differences after a stale save; the form keeps what was typed and carries the new version from then on.
#[component]
pub fn Stale(
    /// The step that may come too late.
    edit: Step<EditContract>,
    /// Why it was not done.
    failure: Signal<Option<Failure>>,
    /// The version the form sends.
    version: RwSignal<Option<i32>>,
    /// The form as it was opened, for the names of people and companies.
    kept: StoredValue<ContractFormSheet>,
    /// The contract's number.
    number: String,
) -> impl IntoView {
    let w = use_words();
    let sent = RwSignal::new(None::<ContractForm>);
    let theirs = RwSignal::new(None::<ContractForm>);
    let again = Action::new(move |number: &String| {
        let number = number.clone();
        async move {
            if let Ok(sheet) = form(number, String::new()).await {
                version.set(sheet.contract.map(|(_, version)| version));
                theirs.set(Some(sheet.form));
            }
        }
    });
    in_browser(move || {
        if let Some(input) = edit.sent() {
            sent.set(Some(input.form));
            theirs.set(None);
        }
    });
    in_browser(move || {
        if now(failure) == Some(Failure::Refused(Refusal::Stale)) {
            again.dispatch(number.clone());
        }
    });
    move || {
        let stale = now(failure) == Some(Failure::Refused(Refusal::Stale));
        let differences = match (theirs.try_get().flatten(), sent.try_get().flatten()) {
            (Some(theirs), Some(yours)) => kept.with_value(|sheet| differences(w, sheet, &theirs, &yours)),
            _ => Vec::new(),
        };
        stale.then(|| view! { <StaleNotice differences /> })
    }
}

fn differences(w: Words, sheet: &ContractFormSheet, theirs: &ContractForm, yours: &ContractForm) -> Vec<Difference> {
    let (Ok(theirs), Ok(yours)) = (serde_json::to_value(theirs), serde_json::to_value(yours)) else {
        return Vec::new();
    };
    let fields = theirs.as_object().into_iter().flat_map(|fields| fields.iter());
    fields
        .filter_map(|(field, theirs)| {
            let yours = yours.get(field)?;
            let (theirs, yours) = (said(w, sheet, field, theirs), said(w, sheet, field, yours));
            let label = words::contract_form::label_of(field)?;
            (theirs != yours).then_some(Difference { label, theirs, yours })
        })
        .collect()
}

/// What a field says to a person: names for identities, one line of words for a price line.
fn said(w: Words, sheet: &ContractFormSheet, field: &str, value: &serde_json::Value) -> String {
    use serde_json::Value;
    let named = |id: &str| {
        let people = sheet.people.iter().map(|person| (person.id.to_string(), &person.name));
        let entities = sheet.legal_entities.iter().map(|entity| (entity.id.to_string(), &entity.name));
        let teams = sheet.teams.iter().map(|team| (team.id.to_string(), &team.name));
        let found = people.chain(entities).chain(teams).find(|(known, _)| known == id);
        found.map_or_else(|| id.to_owned(), |(_, name)| name.clone())
    };
    match value {
        Value::String(text) => super::fields::choice_label(w, field, text).unwrap_or_else(|| named(text)),
        Value::Array(parts) => {
            let parts: Vec<String> = parts.iter().map(|part| said(w, sheet, field, part)).collect();
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
        }
        Value::Object(line) => {
            let kept = ["description", "quantity", "unit", "unit_price", "rhythm", "day", "starts_on", "ends_on"];
            let parts = kept.iter().filter_map(|part| line.get(*part)?.as_str()).filter(|part| !part.is_empty());
            let typed = line.get("description").and_then(Value::as_str).is_some_and(|text| !text.is_empty());
            if typed { parts.collect::<Vec<_>>().join(" · ") } else { String::new() }
        }
        _ => String::new(),
    }
}
