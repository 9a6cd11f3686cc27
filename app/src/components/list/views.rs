//! Views of a list saved under a name: links to its address as it was.

use crate::{
    components::{
        field::{CheckField, FieldProblems, TextField},
        form::{Refused, last_refused},
        icon::{Icon, IconMark},
    },
    saved_view::{DeleteView, SaveView},
    use_words,
    wire::{Step, StepForm},
    words,
};
use leptos::prelude::*;
use model::{
    refusal::Refusal,
    view::{ListKind, SavedViewRow, ViewAudience},
};

/// Saving and deleting views; kept by the page.
#[derive(Clone, Copy)]
pub struct ViewSteps {
    save: Step<SaveView>,
    delete: Step<DeleteView>,
}

impl ViewSteps {
    /// Nothing saved yet.
    pub fn none_taken() -> Self {
        Self { save: Step::new(), delete: Step::new() }
    }

    /// How many steps were taken, so that the views are asked for again after each.
    pub fn taken(self) -> usize {
        self.save.version().get() + self.delete.version().get()
    }
}

/// The saved views of a list, and a form that saves what is shown.
#[component]
pub fn Views(
    /// The list.
    list: ListKind,
    /// Its views.
    views: Vec<SavedViewRow>,
    /// The query of the address.
    query: String,
    /// The steps of the page.
    steps: ViewSteps,
) -> impl IntoView {
    let w = use_words();
    let failure = last_refused([steps.save.last(), steps.delete.last()]);
    provide_context(FieldProblems(Signal::derive(move || match crate::components::form::now(failure) {
        Some(crate::failure::Failure::Refused(Refusal::Fields(problems))) => problems,
        _ => Vec::new(),
    })));
    let none = views.is_empty().then(|| view! { <p class="soft">{w.t(words::list::NO_VIEWS)}</p> });
    let rows = views
        .into_iter()
        .map(|row| {
            let target =
                if row.query.is_empty() { list.path().to_owned() } else { format!("{}?{}", list.path(), row.query) };
            let shared = (row.audience == ViewAudience::Everybody)
                .then(|| view! { <span class="badge bare muted">{w.t(words::list::VIEW_OF_ALL)}</span> });
            let kept = StoredValue::new((row.id.to_string(), row.name.clone()));
            let delete = row.own.then(|| {
                let label = w.with(words::list::VIEW_DELETE, &[("name", &row.name)]);
                let label = StoredValue::new(label);
                view! {
                    <StepForm step=steps.delete>
                        <input type="hidden" name="id" value=kept.with_value(|(id, _)| id.clone()) />
                        <button class="button quiet icon-only" type="submit" aria-label=label.get_value()>
                            <IconMark icon=Icon::Cross />
                        </button>
                    </StepForm>
                }
            });
            view! {
                <li class="row">
                    <a class="menu-item" href=target>
                        {row.name.clone()}
                        " "
                        {shared}
                    </a>
                    {delete}
                </li>
            }
        })
        .collect_view();
    let open = move || crate::components::form::now(failure).is_some();
    let query = StoredValue::new(query);
    view! {
        <details class="menu" name="menu" open=open>
            <summary class="button quiet">
                <IconMark icon=Icon::Save />
                {w.t(words::list::VIEWS)}
            </summary>
            <div class="menu-panel">
                {none} <ul class="views">{rows}</ul> <hr /> <Refused failure />
                <StepForm step=steps.save attr:class="form menu-form">
                    <input type="hidden" name="list" value=list.code() />
                    <input type="hidden" name="query" value=query.get_value() />
                    <TextField name="view_name" label=words::list::VIEW_NAME />
                    <CheckField name="shared" label=words::list::VIEW_SHARED />
                    <button class="button" type="submit">
                        {w.t(words::list::VIEW_SAVE)}
                    </button>
                </StepForm>
            </div>
        </details>
    }
}
