//! Why something is done that is not undone lightly.

use crate::{failure::Failure, use_words, wire::Step, words};
use leptos::{prelude::*, server_fn::ServerFn};
use model::refusal::Refusal;

/// The reason for what a step does; on one page there are several such fields.
#[component]
pub fn Reason<S: ServerFn<Error = Failure> + 'static>(
    /// What it is about.
    of: String,
    /// The step.
    step: Step<S>,
    /// The field of the form that says what it is about.
    beside: &'static str,
) -> impl IntoView {
    let w = use_words();
    let field = format!("reason-{of}");
    let held = step.held("reason", Some((beside, &of)));
    let (refused, sent) = (step.refused(), of);
    let wrong = move || match refused.get()? {
        Failure::Refused(Refusal::Fields(problems)) if step.sent_with(&sent) => {
            let own = problems.into_iter().find(|problem| problem.field == "reason")?;
            Some(view! { <p class="field-error">{words::refusal::problem(w, &own.problem)}</p> })
        }
        _ => None,
    };
    view! {
        <div class="field">
            <label for=field.clone()>{w.t(words::matching::REASON)}</label>
            {wrong}
            <input id=field name="reason" required value=held />
        </div>
    }
}
