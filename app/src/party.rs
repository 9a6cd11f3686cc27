//! What the forms of customers, sites, contacts and legal entities share.

use crate::{
    components::{
        field::{Choice, SelectField, TextArea, TextField},
        form::{Difference, StaleNotice, in_browser, now},
        icon::{Icon, IconMark},
    },
    failure::Failure,
    use_words, words,
    words::Text,
};
use leptos::prelude::*;
use model::{
    event::Change,
    language::Language,
    party::form::Form,
    refusal::{FieldProblem, NearCustomer, Problem, Refusal},
};
use serde::{Deserialize, Serialize};

/// A record opened for editing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened<F> {
    /// As it is kept; empty for a new one.
    pub form: F,
    /// Version, for comparing at a save; 0 for a new one.
    pub version: i32,
    /// What was typed into a plain form that was refused just now.
    pub typed: Option<F>,
}

/// What a form starts with, and the version it will save.
#[derive(Debug)]
pub struct Kept<F: 'static> {
    form: StoredValue<F>,
    version: RwSignal<i32>,
    theirs: RwSignal<Option<Vec<Change>>>,
}

impl<F> Clone for Kept<F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F> Copy for Kept<F> {}

impl<F: Form + Send + Sync> Kept<F> {
    /// A form opened now; what was typed comes back if it was just refused.
    pub fn of(opened: Opened<F>, failure: Signal<Option<Failure>>) -> Self {
        let Opened { form, version, typed } = opened;
        let refused = failure.get_untracked();
        let typed = typed.filter(|_| refused.is_some());
        let theirs = typed.as_ref().filter(|_| is_stale(refused.as_ref())).map(|typed| typed.changes(&form));
        Self {
            form: StoredValue::new(typed.unwrap_or(form)),
            version: RwSignal::new(version),
            theirs: RwSignal::new(theirs),
        }
    }

    /// What stands in the fields at first.
    pub fn form(self) -> F {
        self.form.get_value()
    }

    /// The version that a save compares, for a hidden field.
    pub fn version(self) -> String {
        self.version.try_get().unwrap_or_default().to_string()
    }

    /// In a browser: when a save is stale, asks what is kept now, shows where it differs from what was sent,
    /// and lets the next save replace it.
    pub fn watch<A>(
        self,
        failure: Signal<Option<Failure>>,
        sent: impl Fn() -> Option<F> + 'static,
        ask: impl Fn() -> A + Send + Sync + 'static,
    ) where
        A: Future<Output = Result<Opened<F>, Failure>> + Send + 'static,
    {
        let last = StoredValue::new(None::<F>);
        in_browser(move || {
            if let Some(sent) = sent() {
                last.set_value(Some(sent));
            }
        });
        let asked = Action::new(move |(): &()| ask());
        in_browser(move || {
            if failure.with(|failure| is_stale(failure.as_ref())) {
                asked.dispatch(());
            } else {
                self.theirs.set(None);
            }
        });
        in_browser(move || {
            if let (Some(Ok(opened)), Some(typed)) = (asked.value().get(), last.get_value()) {
                self.version.set(opened.version);
                self.theirs.set(Some(typed.changes(&opened.form)));
            }
        });
    }
}

const fn is_stale(failure: Option<&Failure>) -> bool {
    matches!(failure, Some(Failure::Refused(Refusal::Stale)))
}

/// What was saved meanwhile, while a save is stale.
#[component]
pub fn Meanwhile<F: Form + Send + Sync + 'static>(
    /// The form.
    kept: Kept<F>,
    /// Who may look after customers, by identity: they are shown by name.
    #[prop(optional)]
    names: Vec<(String, String)>,
) -> impl IntoView {
    let w = use_words();
    let names = StoredValue::new(names);
    move || {
        let differences = kept.theirs.try_get().flatten()?.into_iter().filter_map(|Change { field, before, after }| {
            let said = |text: &str| {
                let named = names.with_value(|all| all.iter().find(|(id, _)| id == text).map(|(_, name)| name.clone()));
                named.unwrap_or_else(|| words::party_page::value(w, &field, text))
            };
            let label = words::party_page::label(&field)?;
            Some(Difference { label, theirs: said(&after), yours: said(&before) })
        });
        Some(view! { <StaleNotice differences=differences.collect() /> })
    }
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
            .collect_view();
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
