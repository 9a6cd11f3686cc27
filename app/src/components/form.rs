//! What forms share: what was refused, the problems of their fields, and checks while one types. Forms send [`Step`](crate::wire::Step)s and work as plain posts; with WebAssembly they get the
//! checks and keep what was typed.

use crate::{
    components::{
        field::FieldProblems,
        icon::{Icon, IconMark},
        views::CollectViews,
    },
    failure::{Failure, FailureNotice},
    use_words, words,
    words::Text,
};
use leptos::prelude::*;
use model::{
    language::Language,
    refusal::{FieldProblem, Refusal},
    typed::Form,
};
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;

/// What a signal says, or nothing once its page is gone: a save that leads to another page is heard of by the
/// form it came from after that form was taken down.
pub fn now<T: Clone + Send + Sync + 'static>(signal: Signal<Option<T>>) -> Option<T> {
    signal.try_get().flatten()
}

/// What the step that was answered last was told, if that was a refusal: for places with several small forms. What
/// another was told before does not count any longer.
pub fn last_refused(all: impl IntoIterator<Item = Signal<(usize, Option<Failure>)>>) -> Signal<Option<Failure>> {
    let all: Vec<_> = all.into_iter().collect();
    Signal::derive(move || {
        let answers = all.iter().filter_map(|last| last.try_get());
        answers.max_by_key(|(turn, _)| *turn).and_then(|(_, refused)| refused)
    })
}

/// Empties the form of a field once what it sent was done, where the page stays: what was said is not said twice, and a
/// field that proposes something proposes it anew. A refusal leaves what was typed.
pub fn begin_anew_after(done: impl IntoIterator<Item = Signal<usize>>, field: &'static str) {
    let done: Vec<Signal<usize>> = done.into_iter().collect();
    in_browser(move || {
        let times: usize = done.iter().filter_map(|done| done.try_get()).sum();
        if times > 0 {
            empty_form_of(field);
        }
    });
}

fn empty_form_of(field: &str) {
    #[cfg(feature = "ssr")]
    let _ = field;
    #[cfg(not(feature = "ssr"))]
    {
        use wasm_bindgen::JsCast;
        let form = document().get_element_by_id(field).and_then(|control| control.closest("form").ok().flatten());
        if let Some(form) = form.and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok()) {
            form.reset();
        }
    }
}

/// Does something now and whenever what it reads changes; in a browser only, because a page on the server is
/// made once.
pub fn in_browser(effect: impl FnMut() + 'static) {
    #[cfg(not(feature = "ssr"))]
    {
        // Boxed, so that the machinery of effects is in the browser once.
        let effect: Box<dyn FnMut()> = Box::new(effect);
        Effect::new(effect);
    }
    #[cfg(feature = "ssr")]
    let _ = effect;
}

/// The checks of a form: what the server refused, and what the browser finds while one types.
#[derive(Clone, Copy, Debug)]
pub struct Checks {
    failure: Signal<Option<Failure>>,
    /// Fields that were left since the last answer of the server; for them the browser's own check counts.
    left: RwSignal<BTreeSet<String>>,
    found: RwSignal<Vec<FieldProblem>>,
}

impl Checks {
    /// Checks of a form whose refusals are these. Provides the problems to the fields inside.
    pub fn provide(failure: Signal<Option<Failure>>) -> Self {
        let checks = Self { failure, left: RwSignal::default(), found: RwSignal::default() };
        in_browser(move || {
            checks.left.update(BTreeSet::clear);
            if now(failure).is_some() {
                show_alert();
            }
        });
        provide_context(FieldProblems(Signal::derive(move || checks.problems())));
        checks
    }

    /// Every problem to show, the server's first.
    pub fn problems(self) -> Vec<FieldProblem> {
        let left = self.left.try_get().unwrap_or_default();
        let mut problems = match now(self.failure) {
            Some(Failure::Refused(Refusal::Fields(problems))) => problems,
            _ => Vec::new(),
        };
        problems.retain(|problem| !left.contains(&problem.field));
        let own = self.found.try_get().unwrap_or_default().into_iter().filter(|problem| left.contains(&problem.field));
        problems.extend(own);
        problems
    }

    /// To be called when a field of the form was left: reads the whole form and checks it with the rule by
    /// which the server decides, but shows only problems of fields that were left before. Gives the form, unless it
    /// cannot be read yet, and is then not judged either.
    pub fn leave<F: Form + DeserializeOwned>(self, event: &web_sys::FocusEvent, language: Language) -> Option<F> {
        #[cfg(not(feature = "ssr"))]
        {
            use crate::wire::typed;
            use wasm_bindgen::JsCast;
            let control = event.target()?.dyn_into::<web_sys::Element>().ok()?;
            // Whoever leaves for a button is about to send, and is told everything then: a text that appears now would
            // move the button away from under the pointer.
            let next = event.related_target().and_then(|next| next.dyn_into::<web_sys::Element>().ok());
            if next.is_some_and(|next| next.matches("button") == Ok(true)) {
                return None;
            }
            let form = control.closest("form").ok()??.dyn_into::<web_sys::HtmlFormElement>().ok()?;
            let sent = typed::written(&web_sys::FormData::new_with_form(&form).ok()?)?;
            let form: F = typed::read(&sent)?;
            let _gone = self.found.try_set(form.problems(language));
            self.left.try_update(|left| left.insert(control.id()));
            Some(form)
        }
        #[cfg(feature = "ssr")]
        {
            let _ = (event, language);
            None
        }
    }
}

/// Leads whoever sent a form to what was refused, which stands above it and may be out of sight. Once it is there: what
/// follows from a signal is drawn after its effects.
pub(super) fn show_alert() {
    #[cfg(not(feature = "ssr"))]
    request_animation_frame(|| {
        use wasm_bindgen::JsCast;
        let alert = document().query_selector("main [role=alert]").ok().flatten();
        if let Some(alert) = alert.and_then(|alert| alert.dyn_into::<web_sys::HtmlElement>().ok()) {
            alert.set_tab_index(-1);
            // A place that cannot be focused is still scrolled to.
            let _focused = alert.focus();
        }
    });
}

/// What was refused, above a form: a sentence, and a link to each field that has a problem.
#[component]
pub fn FormNotice(
    /// The checks of the form.
    checks: Checks,
    /// What a field is called, by its key.
    label_of: fn(&str) -> Option<Text>,
    /// Whether a save that came too late is shown by [`Meanwhile`](super::kept::Meanwhile), beside what was typed.
    #[prop(optional)]
    meanwhile: bool,
) -> impl IntoView {
    let w = use_words();
    let refused = move || match now(checks.failure)? {
        Failure::Refused(Refusal::Fields(problems)) => {
            let count = problems.len() as u64;
            let links = problems
                .iter()
                .map(|problem| {
                    let address = format!("#{}", problem.field);
                    let sentence = match label_of(&problem.field) {
                        Some(label) => words::refusal::field_problem(w, w.t(label), problem),
                        None => words::refusal::problem(w, &problem.problem),
                    };
                    view! {
                        <li>
                            <a href=address rel="external">
                                {sentence}
                            </a>
                        </li>
                    }
                })
                .collect_views();
            Some(
                view! {
                    <div class="error-summary" role="alert">
                        <h2>
                            <IconMark icon=Icon::Stop />
                            {w.count(count, words::form::SUMMARY_ONE, words::form::SUMMARY)}
                        </h2>
                        <ul>{links}</ul>
                    </div>
                }
                .into_any(),
            )
        }
        Failure::Refused(Refusal::Stale) if meanwhile => None,
        failure => Some(view! { <FailureNotice failure /> }.into_any()),
    };
    view! { {refused} }
}

/// Whatever was refused other than a field, for small forms beside what they act on.
#[component]
pub fn Refused(
    /// Why the last step was not done.
    failure: Signal<Option<Failure>>,
) -> impl IntoView {
    move || match now(failure) {
        None | Some(Failure::Refused(Refusal::Fields(_))) => None,
        Some(failure) => Some(view! { <FailureNotice failure /> }),
    }
}
