//! The fields of a contract outside its price lines, section by section. Fields that depend on a choice are
//! shown and hidden by the style sheet, so that the form is the same without WebAssembly.

use super::super::api::customer_names;
use crate::{
    components::{
        field::{CheckField, Choice, SelectField, TextField},
        views::CollectViews,
    },
    use_words, words,
    words::{Text, Words},
};
use leptos::prelude::*;
use model::{
    contract::{BETWEEN, ContractType, fields_of_lines},
    typed::{name_of, number},
    view::{ContractFormSheet, Named},
};

type Kept = StoredValue<ContractFormSheet>;

fn choices(w: Words, all: &[(&str, Text)]) -> Vec<Choice> {
    all.iter().map(|(value, label)| Choice::new(*value, w.t(*label))).collect()
}

fn named<T: ToString>(all: &[Named<T>]) -> impl Iterator<Item = Choice> + '_ {
    all.iter().map(|one| Choice::new(one.id.to_string(), one.name.clone()))
}

const TERM_KINDS: [(&str, Text); 4] = [
    ("months", words::contract_form::KIND_MONTHS),
    ("until", words::contract_form::KIND_UNTIL),
    ("open_ended", words::contract::OPEN_ENDED),
    ("unknown", words::contract_form::KIND_UNKNOWN),
];

const RENEWAL_KINDS: [(&str, Text); 3] = [
    ("tacit", words::contract_form::KIND_TACIT),
    ("express", words::contract_form::KIND_EXPRESS),
    ("none", words::contract_form::KIND_NONE),
];

const UNITS: [(&str, Text); 3] = [
    ("months", words::contract_form::MONTHS),
    ("weeks", words::contract_form::WEEKS),
    ("days", words::contract_form::DAYS),
];

const READERS: [(&str, Text); 3] = [
    ("organisation", words::contract_form::EVERYONE),
    ("team", words::contract_form::ONE_TEAM),
    ("people", words::contract_form::SOME_PEOPLE),
];

/// What a field says to a person: names for choices and identities.
pub fn said(w: Words, sheet: &ContractFormSheet, field: &str, text: &str) -> String {
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
    let figure = |text: &str| number(text, w.language());
    let said = fields.map(|(key, text)| {
        let value = match key {
            "quantity" => figure(text).map(|figure| w.number(figure)),
            "rhythm" => super::line::rhythms(w, text).into_iter().find(|one| one.value == text).map(|one| one.label),
            "timing" => super::line::timings(w).into_iter().find(|one| one.value == text).map(|one| one.label),
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
        "term_kind" => &TERM_KINDS,
        "renewal_kind" => &RENEWAL_KINDS,
        "notice_unit" => &UNITS,
        "confidentiality_kind" => &READERS,
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

#[component]
fn Section(
    /// What the fields are about.
    title: Text,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let w = use_words();
    view! {
        <fieldset class="group">
            <legend>{w.t(title)}</legend>
            {children()}
        </fieldset>
    }
}

/// Title, type, parties.
#[component]
pub fn AboutFields(
    /// The form.
    kept: Kept,
) -> impl IntoView {
    let w = use_words();
    let sheet = kept.get_value();
    let form = sheet.form;
    let types = ContractType::ALL
        .into_iter()
        .map(|kind| Choice::new(name_of(&kind), w.t(words::contract::contract_type(kind))))
        .collect();
    let mut entities = vec![Choice::new("", w.t(words::form::CHOOSE))];
    entities.extend(named(&sheet.legal_entities));
    let mut people = vec![Choice::new("", w.t(words::contract_form::NOBODY))];
    people.extend(named(&sheet.people));
    let looked = Action::new(|text: &String| {
        let text = text.clone();
        async move { customer_names(text).await.unwrap_or_default() }
    });
    let look = move |event: web_sys::Event| {
        let text = event_target_value(&event);
        if text.trim().chars().count() >= 2 {
            looked.dispatch(text);
        }
    };
    let names = move || {
        let names = looked.value().try_get().flatten().unwrap_or_default();
        names.into_iter().map(|name| view! { <option value=name></option> }).collect_views()
    };
    view! {
        <Section title=words::contract_form::ABOUT>
            <TextField
                name="title"
                label=words::contract_page::TITLE
                hint=words::contract_form::TITLE_HINT
                value=form.title
            />
            <div class="field-row">
                <div on:input=look>
                    <TextField
                        name="customer"
                        label=words::contract_page::CUSTOMER
                        hint=words::contract_form::CUSTOMER_HINT
                        list="customer-names"
                        autocomplete="off"
                        value=form.customer
                    />
                    <datalist id="customer-names">{names}</datalist>
                </div>
                <SelectField
                    name="legal_entity"
                    label=words::contract_page::LEGAL_ENTITY
                    choices=entities
                    value=form.legal_entity
                />
            </div>
            <div class="field-row">
                <SelectField
                    name="contract_type"
                    label=words::contract_page::TYPE
                    choices=types
                    value=form.contract_type
                />
                <SelectField name="owner" label=words::contract_page::OWNER choices=people.clone() value=form.owner />
                <SelectField name="deputy" label=words::contract_page::DEPUTY choices=people value=form.deputy />
            </div>
            <TextField
                name="reference"
                label=words::contract_page::REFERENCE
                hint=words::contract_form::REFERENCE_HINT
                optional=true
                width="medium"
                value=form.reference
            />
        </Section>
    }
}

/// Signature, first day, length.
#[component]
pub fn DateFields(
    /// The form.
    kept: Kept,
) -> impl IntoView {
    let w = use_words();
    let form = kept.get_value().form;
    view! {
        <Section title=words::contract_form::DATES>
            <div class="field-row">
                <TextField
                    name="signed_on"
                    kind="date"
                    label=words::contract_page::SIGNED_ON
                    hint=words::contract_form::SIGNED_HINT
                    optional=true
                    value=form.signed_on
                />
                <TextField name="starts_on" kind="date" label=words::contract_page::STARTS_ON value=form.starts_on />
            </div>
            <div class="field-row">
                <SelectField
                    name="term_kind"
                    label=words::contract_form::TERM_KIND
                    choices=choices(w, &TERM_KINDS)
                    value=form.term_kind
                />
                <div class="only-term-months">
                    <TextField
                        name="term_months"
                        label=words::contract_form::TERM_MONTHS
                        inputmode="numeric"
                        value=form.term_months
                    />
                </div>
                <div class="only-term-until">
                    <TextField
                        name="term_last_day"
                        kind="date"
                        label=words::contract_form::TERM_LAST_DAY
                        value=form.term_last_day
                    />
                </div>
            </div>
        </Section>
    }
}

/// What follows the term, and how one gets out.
#[component]
pub fn RenewalFields(
    /// The form.
    kept: Kept,
) -> impl IntoView {
    let w = use_words();
    let form = kept.get_value().form;
    view! {
        <Section title=words::contract_form::RENEWAL>
            <div class="field-row">
                <SelectField
                    name="renewal_kind"
                    label=words::contract_form::RENEWAL_KIND
                    choices=choices(w, &RENEWAL_KINDS)
                    value=form.renewal_kind
                />
                <div class="only-tacit">
                    <TextField
                        name="renewal_months"
                        label=words::contract_form::RENEWAL_MONTHS
                        inputmode="numeric"
                        value=form.renewal_months
                    />
                </div>
                <div class="only-tacit">
                    <TextField
                        name="renewal_maximum"
                        label=words::contract_form::RENEWAL_MAXIMUM
                        inputmode="numeric"
                        optional=true
                        value=form.renewal_maximum
                    />
                </div>
            </div>
            <div class="field-row">
                <TextField
                    name="notice_count"
                    label=words::contract_form::NOTICE_COUNT
                    hint=words::contract_form::NOTICE_HINT
                    inputmode="numeric"
                    value=form.notice_count
                />
                <SelectField
                    name="notice_unit"
                    label=words::contract_form::NOTICE_UNIT
                    choices=choices(w, &UNITS)
                    value=form.notice_unit
                />
                <TextField
                    name="decision_buffer_days"
                    label=words::contract_form::DECISION_BUFFER
                    hint=words::contract_form::DECISION_BUFFER_HINT
                    inputmode="numeric"
                    value=form.decision_buffer_days
                />
            </div>
        </Section>
    }
}

/// Currency, value, payment.
#[component]
pub fn MoneyFields(
    /// The form.
    kept: Kept,
) -> impl IntoView {
    let form = kept.get_value().form;
    view! {
        <Section title=words::contract_form::MONEY>
            <div class="field-row">
                <TextField name="currency" label=words::contract_page::CURRENCY value=form.currency.clone() />
                <TextField
                    name="value"
                    label=words::contract_page::VALUE
                    inputmode="decimal"
                    optional=true
                    affix=form.currency.clone()
                    value=form.value
                />
                <TextField
                    name="payment_days"
                    label=words::contract_form::PAYMENT_DAYS
                    inputmode="numeric"
                    value=form.payment_days
                />
            </div>
            <CheckField
                name="payment_end_of_month"
                label=words::contract_form::END_OF_MONTH
                checked=!form.payment_end_of_month.is_empty()
            />
            <TextField
                name="purchase_order"
                label=words::contract_form::PURCHASE_ORDER
                optional=true
                width="medium"
                value=form.purchase_order
            />
        </Section>
    }
}

/// Who may see it.
#[component]
pub fn AccessFields(
    /// The form.
    kept: Kept,
) -> impl IntoView {
    let w = use_words();
    let sheet = kept.get_value();
    let form = sheet.form;
    let mut teams = vec![Choice::new("", w.t(words::form::CHOOSE))];
    teams.extend(named(&sheet.teams));
    let people = sheet
        .people
        .iter()
        .map(|person| {
            let id = person.id.to_string();
            let selected = form.people.contains(&id);
            view! {
                <option value=id selected=selected>
                    {person.name.clone()}
                </option>
            }
        })
        .collect_views();
    view! {
        <Section title=words::contract_form::ACCESS>
            <SelectField
                name="confidentiality_kind"
                label=words::contract_page::CONFIDENTIALITY
                hint=words::contract_form::ACCESS_HINT
                width="medium"
                choices=choices(w, &READERS)
                value=form.confidentiality_kind
            />
            <div class="only-team">
                <SelectField name="team" label=words::contract_form::TEAM width="medium" choices=teams value=form.team />
            </div>
            <div class="field medium only-people">
                <label for="people">{w.t(words::contract_form::PEOPLE)}</label>
                <p class="hint">{w.t(words::contract_form::PEOPLE_HINT)}</p>
                <select id="people" name="form[people][]" multiple=true size="6">
                    {people}
                </select>
            </div>
        </Section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::language::Language;

    #[test]
    fn a_price_line_of_a_save_that_came_too_late_is_said_in_words() {
        let fields = [
            ("description", "Cleaning"),
            ("quantity", "2"),
            ("unit", "visits"),
            ("unit_price", "1250.5"),
            ("vat_percent", "20"),
            ("rhythm", "1"),
            ("timing", "arrears"),
            ("ramp.0.from", "2027-01-01"),
            ("ramp.0.unit_price", "dear"),
        ];
        assert_eq!(
            line_said(Words(Language::En), "EUR", fields.into_iter()),
            "Cleaning · 2 · visits · €1,250.50 · VAT rate 20% · Every month · On its last day (in arrears) · New price from \
             1 Jan 2027 · New unit price dear"
        );
    }
}
