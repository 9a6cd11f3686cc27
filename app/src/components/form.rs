//! What forms share: what was refused, the problems of their fields, checks while one types, and what a
//! stale save shows. Forms send [`Step`](crate::wire::Step)s and work as plain posts; with WebAssembly they get the
//! checks and keep what was typed.

use crate::{
    components::{
        field::FieldProblems,
        icon::{Icon, IconMark},
    },
    failure::{Failure, FailureNotice},
    use_words, words,
    words::Text,
};
use leptos::{form::FromFormData, prelude::*};
use model::refusal::{FieldProblem, Refusal};
use std::collections::BTreeSet;

/// What a signal says, or nothing once its page is gone: a save that leads to another page is heard of by the
/// form it came from after that form was taken down.
pub fn now<T: Clone + Send + Sync + 'static>(signal: Signal<Option<T>>) -> Option<T> {
    signal.try_get().flatten()
}

/// The first of several refusals: for places with several small forms.
pub fn first_refused(all: impl IntoIterator<Item = Signal<Option<Failure>>>) -> Signal<Option<Failure>> {
    let all: Vec<_> = all.into_iter().collect();
    Signal::derive(move || all.iter().find_map(|failure| now(*failure)))
}

/// Does something now and whenever what it reads changes; in a browser only, because a page on the server is
/// made once.
pub fn in_browser(effect: impl FnMut() + 'static) {
    #[cfg(not(feature = "ssr"))]
    Effect::new(effect);
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
            failure.track();
            checks.left.update(BTreeSet::clear);
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
    /// which the server decides, but shows only problems of fields that were left before. A form that
    /// cannot be read yet is not judged.
    pub fn leave<T: FromFormData>(self, event: &web_sys::FocusEvent, check: impl FnOnce(&T) -> Vec<FieldProblem>) {
        #[cfg(not(feature = "ssr"))]
        {
            use wasm_bindgen::JsCast;
            let control = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
            let Some((control, form)) = control.and_then(|control| {
                let form = control.closest("form").ok()??;
                Some((control, form.dyn_into::<web_sys::HtmlFormElement>().ok()?))
            }) else {
                return;
            };
            let read = web_sys::FormData::new_with_form(&form).ok().and_then(|data| T::from_form_data(&data).ok());
            if let Some(read) = read {
                let _gone = self.found.try_set(check(&read));
                self.left.try_update(|left| {
                    left.insert(control.id());
                });
            }
        }
        #[cfg(feature = "ssr")]
        let _ = (event, check);
    }
}

/// What was refused, above a form: a sentence, and a link to each field that has a problem.
#[component]
pub fn FormNotice(
    /// The checks of the form.
    checks: Checks,
    /// What a field is called, by its key.
    label_of: fn(&str) -> Option<Text>,
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
                .collect_view();
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
        Failure::Refused(Refusal::Stale) => None,
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

/// One field in which what was saved meanwhile differs from what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What the field is called.
    pub label: Text,
    /// What stands there now.
    pub theirs: String,
    /// What was typed.
    pub yours: String,
}

/// A stale save: what the record says now beside what was typed, field by field.
#[component]
pub fn StaleNotice(
    /// Where the two versions differ.
    differences: Vec<Difference>,
) -> impl IntoView {
    let w = use_words();
    let said = |text: String| if text.trim().is_empty() { w.t(words::form::EMPTY).to_owned() } else { text };
    let same = differences.is_empty();
    let rows = differences
        .into_iter()
        .map(|Difference { label, theirs, yours }| {
            view! {
                <tr>
                    <th scope="row">{w.t(label)}</th>
                    <td>{said(theirs)}</td>
                    <td>{said(yours)}</td>
                </tr>
            }
        })
        .collect_view();
    let table = (!same).then(|| {
        view! {
            <div class="table-frame whole">
                <table class="grid roomy">
                    <thead>
                        <tr>
                            <td></td>
                            <th scope="col">{w.t(words::form::THEIRS)}</th>
                            <th scope="col">{w.t(words::form::YOURS)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    });
    view! {
        <div class="notice warn" role="alert">
            <IconMark icon=Icon::Warning />
            <div class="notice-body">
                <p>
                    <b>{w.t(words::form::STALE_TITLE)}</b>
                </p>
                <p>{w.t(if same { words::form::STALE_SAME } else { words::form::STALE_TEXT })}</p>
                {table}
            </div>
        </div>
    }
}
