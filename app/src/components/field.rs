//! Fields of forms: label, hint, the problem that belongs to it, control, in this order.
//!
//! A field is named by its key, which is its identity in the page and the name of its problems; `.` leads
//! into lists and parts (`lines.0.unit_price`). How the form sends it is up to the form: see
//! [`FieldArgument`].

mod frame;

use crate::{
    components::{form::now, views::CollectViews},
    use_words,
    wire::{held, held_choice},
    words::Text,
};
use frame::{Control, FieldFrame, control};
use leptos::prelude::*;
use model::refusal::FieldProblem;

/// The problems of the form a field stands in; provided by the form as context.
#[derive(Clone, Copy, Debug)]
pub struct FieldProblems(pub Signal<Vec<FieldProblem>>);

/// The argument of the server function that carries the whole form as one value; provided as context by
/// forms that have one. The field `lines.0.unit` of the argument `form` is sent as `form[lines][0][unit]`.
#[derive(Clone, Copy, Debug)]
pub struct FieldArgument(pub &'static str);

impl FieldArgument {
    /// The name under which a field is sent.
    pub fn name_of(self, key: &str) -> String {
        key.split('.').fold(self.0.to_owned(), |name, part| format!("{name}[{part}]"))
    }
}

/// One of the answers a field offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is shown.
    pub label: String,
}

impl Choice {
    /// An answer.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// A line of text, a number, an amount, a day: see `kind`.
#[component]
pub fn TextField(
    /// Key of the field.
    #[prop(into)]
    name: String,
    /// What is asked for.
    label: Text,
    /// How to answer.
    #[prop(optional)]
    hint: Option<Text>,
    /// Type of the control.
    #[prop(default = "text")]
    kind: &'static str,
    /// What stands there at first.
    #[prop(optional, into)]
    value: Option<String>,
    /// Whether it may be left empty, said beside the label.
    #[prop(optional)]
    optional: bool,
    /// Width: `short`, `medium` or nothing for full.
    #[prop(optional)]
    width: &'static str,
    /// What a browser may fill in, or a keyboard it should show.
    #[prop(optional)]
    autocomplete: Option<&'static str>,
    /// Which keyboard a phone shows: `decimal`, `numeric`.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// A unit, a currency or a percent sign that stands behind the control, inside its frame.
    #[prop(optional, into)]
    affix: Option<String>,
    /// Identity of a list of suggestions in the page.
    #[prop(optional)]
    list: Option<&'static str>,
) -> impl IntoView {
    let Control { id, name, invalid, described } = control(&name);
    let value = held(&name).or(value);
    let input = view! {
        <input
            id=id.clone()
            name=name
            type=kind
            value=value
            autocomplete=autocomplete
            inputmode=inputmode
            list=list
            aria-invalid=move || now(invalid)
            aria-describedby=move || now(described)
        />
    };
    let input = match affix {
        Some(affix) => view! {
            <div class="affix">
                {input}
                <span>{affix}</span>
            </div>
        }
        .into_any(),
        None => input.into_any(),
    };
    view! {
        <FieldFrame id label hint optional width>
            {input}
        </FieldFrame>
    }
}

/// One of several answers, from a list.
#[component]
pub fn SelectField(
    /// Key of the field.
    #[prop(into)]
    name: String,
    /// What is asked for.
    label: Text,
    /// How to answer.
    #[prop(optional)]
    hint: Option<Text>,
    /// The answers.
    choices: Vec<Choice>,
    /// What is chosen at first.
    #[prop(optional, into)]
    value: Option<String>,
    /// Whether it may be left empty, said beside the label.
    #[prop(optional)]
    optional: bool,
    /// Width: `short`, `medium` or nothing for full.
    #[prop(optional)]
    width: &'static str,
) -> impl IntoView {
    let Control { id, name, invalid, described } = control(&name);
    let value = held(&name).or(value).unwrap_or_default();
    let options = choices
        .into_iter()
        .map(|Choice { value: own, label }| {
            let selected = own == value;
            view! {
                <option value=own selected=selected>
                    {label}
                </option>
            }
        })
        .collect_views();
    view! {
        <FieldFrame id=id.clone() label hint optional width>
            <select id=id name=name aria-invalid=move || now(invalid) aria-describedby=move || now(described)>
                {options}
            </select>
        </FieldFrame>
    }
}

/// Several lines of text. The only place in the product with this control: on the server its content is
/// encoded here, because it would otherwise be written into the page as it is.
#[component]
pub fn TextArea(
    /// Key of the field.
    #[prop(into)]
    name: String,
    /// What is asked for.
    label: Text,
    /// How to answer.
    #[prop(optional)]
    hint: Option<Text>,
    /// What stands there at first.
    #[prop(optional, into)]
    value: Option<String>,
    /// Whether it may be left empty, said beside the label.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let Control { id, name, invalid, described } = control(&name);
    let value = held(&name).or(value).unwrap_or_default();
    view! {
        <FieldFrame id=id.clone() label hint optional width="">
            <textarea id=id name=name rows="4" aria-invalid=move || now(invalid) aria-describedby=move || now(described)>
                {area_content(&value)}
            </textarea>
        </FieldFrame>
    }
}

#[cfg(feature = "ssr")]
fn area_content(value: &str) -> String {
    value.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(not(feature = "ssr"))]
fn area_content(value: &str) -> String {
    value.to_owned()
}

/// A yes or no, with its words beside it.
#[component]
pub fn CheckField(
    /// Key of the field.
    #[prop(into)]
    name: String,
    /// What is confirmed.
    label: Text,
    /// What follows from it.
    #[prop(optional)]
    hint: Option<Text>,
    /// Whether it is chosen at first.
    #[prop(optional)]
    checked: bool,
) -> impl IntoView {
    let w = use_words();
    let Control { id, name, invalid, described } = control(&name);
    let checked = held_choice(&name, "true", checked);
    view! {
        <label class="choice" for=id.clone()>
            <input
                id=id.clone()
                name=name
                type="checkbox"
                value="true"
                checked=checked
                aria-invalid=move || now(invalid)
                aria-describedby=move || now(described)
            />
            <span>{w.t(label)}</span>
            {hint.map(|hint| view! { <span class="hint">{w.t(hint)}</span> })}
        </label>
    }
}
