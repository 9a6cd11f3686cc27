//! Fields of forms: label, hint, control, and the problem that belongs to it.

use crate::{
    components::icon::{Icon, IconMark},
    use_words, words,
    words::Text,
};
use leptos::prelude::*;
use model::refusal::FieldProblem;

/// The problems of the form a field stands in; provided by the form as context.
#[derive(Clone, Copy, Debug)]
pub struct FieldProblems(pub Signal<Vec<FieldProblem>>);

/// A line of text.
#[component]
pub fn TextField(
    /// Name in the form, and identity in the page.
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
) -> impl IntoView {
    let w = use_words();
    let problems = use_context::<FieldProblems>();
    let own = {
        let name = name.clone();
        Memo::new(move |_| {
            let all = problems.map(|FieldProblems(all)| all.get()).unwrap_or_default();
            let own = all.into_iter().find(|problem| problem.field == name);
            own.map(|problem| words::refusal::problem(w, &problem.problem))
        })
    };
    let problem_id = format!("{name}-problem");
    let shown = {
        let id = problem_id.clone();
        move || {
            own.get().map(|sentence| {
                view! {
                    <p class="field-error" id=id.clone()>
                        <IconMark icon=Icon::Stop />
                        {sentence}
                    </p>
                }
            })
        }
    };
    view! {
        <div class="field">
            <label for=name.clone()>{w.t(label)}</label>
            {hint.map(|hint| view! { <p class="hint">{w.t(hint)}</p> })}
            {shown}
            <input
                id=name.clone()
                name=name
                type=kind
                value=value
                aria-invalid=move || own.get().is_some().then_some("true")
                aria-describedby=move || own.get().is_some().then(|| problem_id.clone())
            />
        </div>
    }
}
