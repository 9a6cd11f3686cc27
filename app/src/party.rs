//! What the forms of customers, sites, contacts and legal entities share.

use crate::{
    components::{
        field::{Choice, SelectField, TextArea, TextField},
        form::now,
        icon::{Icon, IconMark},
        kept::ValueOf,
        views::CollectViews,
    },
    failure::Failure,
    use_words, words,
    words::{Text, Words},
};
use leptos::prelude::*;
use model::{
    language::Language,
    refusal::{FieldProblem, NearCustomer, Problem, Refusal},
};

/// What stands in a form to a person; whoever may look after a customer is shown by name.
pub fn value_of(w: Words, names: Vec<(String, String)>) -> ValueOf {
    Box::new(move |field, text| {
        let named = names.iter().find(|(id, _)| id == text).map(|(_, name)| name.clone());
        named.unwrap_or_else(|| words::party_page::value(w, field, text))
    })
}

/// The refusals of a form as its fields and its notice show them: the same number is a problem of its field,
/// a name nearly the same is asked about below.
pub fn shown(failure: Signal<Option<Failure>>) -> Signal<Option<Failure>> {
    Signal::derive(move || match now(failure)? {
        Failure::Refused(Refusal::SameCustomer { field, .. }) => {
            Some(Refusal::Fields(vec![FieldProblem::new(field, Problem::Taken)]).into())
        }
        Failure::Refused(Refusal::NearCustomers(_)) => None,
        other => Some(other),
    })
}

/// Other customers that this one may be, with links; those of nearly the same name ask to be confirmed.
#[component]
pub fn SameNotice(
    /// Why the form was refused.
    failure: Signal<Option<Failure>>,
) -> impl IntoView {
    let w = use_words();
    move || {
        let Some(Failure::Refused(refusal)) = now(failure) else {
            return None;
        };
        let (others, near) = match &refusal {
            Refusal::SameCustomer { field: _, id, name } => (vec![NearCustomer { id: *id, name: name.clone() }], false),
            Refusal::NearCustomers(near) => (near.clone(), true),
            _ => return None,
        };
        let links = others
            .into_iter()
            .map(|NearCustomer { id, name }| {
                view! {
                    <li>
                        <a href=format!("/customers/{id}")>{name}</a>
                    </li>
                }
            })
            .collect_views();
        let confirm = near.then(|| {
            view! {
                <label class="choice" for="confirmed">
                    <input id="confirmed" name="confirmed" type="checkbox" value="true" />
                    <span>{w.t(words::party_page::CONFIRM_OTHER)}</span>
                </label>
            }
        });
        Some(view! {
            <div class="notice warn" role="alert">
                <IconMark icon=Icon::Warning />
                <div class="notice-body">
                    <p>{words::refusal::refusal(w, &refusal)}</p>
                    <ul>{links}</ul>
                    {confirm}
                </div>
            </div>
        })
    }
}

/// Country of a party.
#[component]
pub fn CountryField(
    /// The code of the country.
    value: String,
    /// Whether it may be left open.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let w = use_words();
    let mut choices = vec![Choice::new("", w.t(words::party_page::NO_COUNTRY))];
    choices.extend(words::country::CHOICES.iter().map(|(code, name)| Choice::new(*code, w.t(*name))));
    // A code that is not offered came from a file, and stays.
    if !value.is_empty() && choices.iter().all(|choice| choice.value != value) {
        choices.push(Choice::new(value.clone(), value.clone()));
    }
    view! { <SelectField name="country" label=words::party_page::COUNTRY choices value optional width="medium" /> }
}

/// The language in which we write.
#[component]
pub fn LanguageField(
    /// The tag of the language.
    value: String,
) -> impl IntoView {
    let w = use_words();
    let value = Language::from_tag(&value).unwrap_or(w.language()).tag();
    let choice = |language: Language| Choice::new(language.tag(), words::nav::language(language));
    let choices = Language::ALL.into_iter().map(choice).collect();
    view! { <SelectField name="language" label=words::party_page::LANGUAGE choices value width="medium" /> }
}

/// Street, postal code and town.
#[component]
pub fn AddressFields(
    /// Street lines.
    street: String,
    /// Postal code.
    postal_code: String,
    /// Town.
    city: String,
) -> impl IntoView {
    use words::party_page as say;
    view! {
        <TextArea name="street" label=say::STREET value=street optional=true />
        <div class="field-row">
            <TextField name="postal_code" label=say::POSTAL_CODE value=postal_code optional=true width="short" />
            <TextField name="city" label=say::CITY value=city optional=true width="medium" />
        </div>
    }
}

/// The numbers under which authorities know a company.
#[component]
pub fn NumberFields(
    /// Registration number.
    registration_number: String,
    /// VAT number.
    vat_number: String,
) -> impl IntoView {
    use words::party_page as say;
    view! {
        <TextField
            name="registration_number"
            label=say::REGISTRATION_NUMBER
            hint=say::REGISTRATION_HINT
            value=registration_number
            optional=true
            width="medium"
        />
        <TextField name="vat_number" label=say::VAT_NUMBER hint=say::VAT_HINT value=vat_number optional=true width="medium" />
    }
}

/// A fact of a party: its name, and what is known.
#[component]
pub fn Fact(
    /// What the fact is called.
    name: Text,
    /// What is known; nothing is said to be not known.
    value: Option<String>,
) -> impl IntoView {
    let w = use_words();
    let value = value.filter(|value| !value.is_empty());
    view! {
        <div>
            <dt>{w.t(name)}</dt>
            <dd>
                {match value {
                    Some(value) => view! { <span>{value}</span> }.into_any(),
                    None => view! { <span class="faint">{w.t(words::list::NOT_KNOWN)}</span> }.into_any(),
                }}
            </dd>
        </div>
    }
}
