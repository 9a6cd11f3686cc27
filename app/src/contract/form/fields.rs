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
    contract::ContractType,
    typed::name_of,
    view::{ContractFormSheet, Named},
};

type Kept = StoredValue<ContractFormSheet>;

fn choices(w: Words, all: &[(&str, Text)]) -> Vec<Choice> {
    all.iter().map(|(value, label)| Choice::new(*value, w.t(*label))).collect()
}

fn named<T: ToString>(all: &[Named<T>]) -> impl Iterator<Item = Choice> + '_ {
    all.iter().map(|one| Choice::new(one.id.to_string(), one.name.clone()))
}

pub(super) const TERM_KINDS: [(&str, Text); 4] = [
    ("months", words::contract_form::KIND_MONTHS),
    ("until", words::contract_form::KIND_UNTIL),
    ("open_ended", words::contract::OPEN_ENDED),
    ("unknown", words::contract_form::KIND_UNKNOWN),
];

pub(super) const RENEWAL_KINDS: [(&str, Text); 3] = [
    ("tacit", words::contract_form::KIND_TACIT),
    ("express", words::contract_form::KIND_EXPRESS),
    ("none", words::contract_form::KIND_NONE),
];

pub(super) const UNITS: [(&str, Text); 3] = [
    ("months", words::contract_form::MONTHS),
    ("weeks", words::contract_form::WEEKS),
    ("days", words::contract_form::DAYS),
];

pub(super) const READERS: [(&str, Text); 3] = [
    ("organisation", words::contract_form::EVERYONE),
    ("team", words::contract_form::ONE_TEAM),
    ("people", words::contract_form::SOME_PEOPLE),
];

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
            <div class="field-row" data-currencies=sheet.currencies>
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
                    {sheet
                        .contract
                        .is_none()
                        .then(|| {
                            view! {
                                <a class="draft-link" href="/customers/new?to=contract">
                                    {w.t(words::contract_form::NEW_CUSTOMER)}
                                </a>
                            }
                        })}
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
