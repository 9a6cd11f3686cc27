//! A record opened for editing, and a save that came too late: what now stands there is shown beside what was typed,
//! field by field. The next save replaces it, but for the fields that are said to be untouched.

use crate::{
    components::{
        field::FieldProblems,
        form::{in_browser, now, show_alert},
        icon::{Icon, IconMark},
        views::CollectViews,
    },
    failure::Failure,
    use_words,
    wire::Step,
    words,
    words::Text,
};
use leptos::{prelude::*, server_fn::ServerFn};
use model::{
    event::Change,
    refusal::{FieldProblem, Problem, Refusal},
    typed::Form,
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
    /// Where it differs from what was typed. The server says it, so that no browser loads code to compare forms.
    pub changes: Vec<Change>,
    /// Fields that others changed meanwhile and the person did not, where a save leaves those alone.
    pub untouched: Vec<String>,
    /// Who changed it last and when, in words, where that is known.
    pub told: Option<String>,
}

#[cfg(feature = "ssr")]
impl<F: Form> Opened<F> {
    /// A record as it is kept, with what was typed into it just now.
    pub fn beside(form: F, version: i32, typed: Option<F>) -> Self {
        let changes = typed.as_ref().map(|typed| typed.changes(&form)).unwrap_or_default();
        Self { form, version, typed, changes, untouched: Vec::new(), told: None }
    }

    /// The same with who changed it last, which is asked only where a save was refused.
    pub async fn told_by(
        mut self,
        actor: &operations::Actor,
        last: impl Future<Output = operations::Result<Option<model::view::PastEvent>>>,
    ) -> operations::Result<Self> {
        if self.typed.is_some() {
            self.told = last.await?.map(|past| super::history::in_a_line(actor, past));
        }
        Ok(self)
    }
}

/// What a form starts with, and the version it will save.
#[derive(Debug)]
pub struct Kept<F: 'static> {
    form: StoredValue<F>,
    version: RwSignal<i32>,
    /// What was saved meanwhile, while a save is stale, and which of it a save leaves alone.
    theirs: RwSignal<Option<Theirs>>,
}

/// What was saved meanwhile: where it differs, which of it a save leaves alone, and who saved it when.
type Theirs = (Vec<Change>, Vec<String>, Option<String>);

impl<F> Clone for Kept<F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F> Copy for Kept<F> {}

impl<F: Form + Send + Sync> Kept<F> {
    /// A form opened now; what was typed comes back if it was just refused.
    pub fn of(opened: Opened<F>, failure: Signal<Option<Failure>>) -> Self {
        let Opened { form, version, typed, changes, untouched, told } = opened;
        let refused = failure.get_untracked();
        let typed = typed.filter(|_| refused.is_some());
        let stale = typed.is_some() && is_stale(refused.as_ref());
        let theirs = RwSignal::new(stale.then_some((changes, untouched, told)));
        mark(theirs);
        Self { form: StoredValue::new(typed.unwrap_or(form)), version: RwSignal::new(version), theirs }
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
    pub fn watch<S, A>(self, step: Step<S>, ask: impl Fn() -> A + Send + Sync + 'static)
    where
        S: ServerFn<Error = Failure> + 'static,
        A: Future<Output = Result<Opened<F>, Failure>> + Send + 'static,
    {
        let failure = step.refused();
        let asked = Action::new(move |(): &()| ask());
        in_browser(move || {
            if is_stale(now(failure).as_ref()) {
                asked.dispatch(());
            } else {
                self.theirs.set(None);
            }
        });
        in_browser(move || {
            if let Some(Some(Ok(opened))) = asked.value().try_get() {
                self.version.set(opened.version);
                self.theirs.set(Some((opened.changes, opened.untouched, opened.told)));
                show_alert();
            }
        });
    }
}

/// Marks the fields in which what is saved now differs from what was typed, beside what the form finds wrong.
fn mark(theirs: RwSignal<Option<Theirs>>) {
    let Some(FieldProblems(found)) = use_context::<FieldProblems>() else { return };
    provide_context(FieldProblems(Signal::derive(move || {
        let mut problems = found.try_get().unwrap_or_default();
        let (changes, untouched, _) = theirs.try_get().flatten().unwrap_or_default();
        let changed = changes.into_iter().map(|change| change.field).filter(|field| !untouched.contains(field));
        problems.extend(changed.map(|field| FieldProblem::new(field, Problem::SavedOtherwise)));
        problems
    })));
}

const fn is_stale(failure: Option<&Failure>) -> bool {
    matches!(failure, Some(Failure::Refused(Refusal::Stale)))
}

/// What was saved meanwhile, while a save is stale.
#[component]
pub fn Meanwhile<F: Form + Send + Sync + 'static>(
    /// The form.
    kept: Kept<F>,
    /// What a field is called, by its key.
    label_of: fn(&str) -> Option<Text>,
    /// What a field that is kept as something says to a person, by the key of the field.
    value_of: ValueOf,
) -> impl IntoView {
    move || {
        let (changes, untouched, told) = kept.theirs.try_get().flatten()?;
        let w = use_words();
        let differences = changes.into_iter().filter_map(|Change { field, before, after }| {
            let said = |text: &str| value_of(&field, text);
            let label = label_of(&field)?;
            let difference = Difference { label, theirs: said(&after), yours: said(&before) };
            // What the person did not change is not told as theirs.
            let own = |yours| if untouched.contains(&field) { w.t(words::form::UNTOUCHED).to_owned() } else { yours };
            (difference.theirs != difference.yours)
                .then(|| Difference { yours: own(difference.yours.clone()), ..difference })
        });
        Some(view! { <StaleNotice differences=differences.collect() told /> })
    }
}

/// What a kept text says to a person, by the key of its field: names for identities and codes.
pub type ValueOf = Box<dyn Fn(&str, &str) -> String + Send + Sync>;

/// One field in which what was saved meanwhile differs from what was typed.
struct Difference {
    /// What the field is called.
    label: Text,
    /// What stands there now.
    theirs: String,
    /// What was typed.
    yours: String,
}

/// A stale save: what the record says now beside what was typed, field by field.
#[component]
fn StaleNotice(
    /// Where the two versions differ.
    differences: Vec<Difference>,
    /// Who saved it, and when.
    told: Option<String>,
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
        .collect_views();
    let table = (!same).then(|| {
        view! {
            <div class="table-frame whole" role="region" aria-label=w.t(words::form::STALE_TITLE) tabindex="0">
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
                {told.map(|told| view! { <p>{told}</p> })}
                <p>{w.t(if same { words::form::STALE_SAME } else { words::form::STALE_TEXT })}</p>
                {table}
            </div>
        </div>
    }
}
