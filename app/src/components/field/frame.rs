//! What all fields share: how they are named and described, and what stands around the control.

use super::{FieldArgument, FieldProblems};
use crate::{
    components::{
        form::now,
        icon::{Icon, IconMark},
    },
    use_words, words,
    words::Text,
};
use leptos::prelude::*;

/// The attributes of a control.
pub(super) struct Control {
    /// Identity in the page; also the key of the field.
    pub id: String,
    /// Name under which it is sent.
    pub name: String,
    /// `true` while the field has a problem.
    pub invalid: Signal<Option<&'static str>>,
    /// The problem's identity in the page, while there is one.
    pub described: Signal<Option<String>>,
}

/// The problem of a field in words, while there is one.
fn problem_of(key: String) -> Signal<Option<String>> {
    let w = use_words();
    let problems = use_context::<FieldProblems>();
    Signal::derive(move || {
        problems?.0.try_with(|all| {
            let own = all.iter().find(|problem| problem.field == key)?;
            Some(words::refusal::problem(w, &own.problem))
        })?
    })
}

fn problem_id(key: &str) -> String {
    format!("{key}-problem")
}

/// How the control of a field is named and described.
pub(super) fn control(key: &str) -> Control {
    let argument = use_context::<FieldArgument>();
    let problem = problem_of(key.to_owned());
    let described = problem_id(key);
    Control {
        id: key.to_owned(),
        name: argument.map_or_else(|| key.to_owned(), |argument| argument.name_of(key)),
        invalid: Signal::derive(move || problem.try_with(Option::is_some).unwrap_or_default().then_some("true")),
        described: Signal::derive(move || {
            problem.try_with(Option::is_some).unwrap_or_default().then(|| described.clone())
        }),
    }
}

/// Label, hint, problem and control.
#[component]
pub(super) fn FieldFrame(
    /// Key of the field.
    id: String,
    /// What is asked for.
    label: Text,
    /// How to answer.
    hint: Option<Text>,
    /// Whether it may be left empty.
    optional: bool,
    /// Width of the control.
    width: &'static str,
    /// The control.
    children: Children,
) -> impl IntoView {
    let w = use_words();
    let problem = problem_of(id.clone());
    let described = problem_id(&id);
    let shown = move || {
        now(problem).map(|sentence| {
            view! {
                <p class="field-error" id=described.clone()>
                    <IconMark icon=Icon::Stop />
                    {sentence}
                </p>
            }
        })
    };
    let optional = optional.then(|| view! { <span class="optional">{w.t(words::form::OPTIONAL)}</span> });
    view! {
        <div class=if width.is_empty() { "field".to_owned() } else { format!("field {width}") }>
            <label for=id>{w.t(label)} " " {optional}</label>
            {hint.map(|hint| view! { <p class="hint">{w.t(hint)}</p> })}
            {shown}
            {children()}
        </div>
    }
}
