//! Taking an imported invoice out, once it was read what follows; or what is in the way of it.

use super::payment::{Paying, Subject};
use crate::{
    components::{
        icon::{Icon, IconMark},
        reason::Reason,
        views::CollectViews,
    },
    use_words,
    wire::StepForm,
    words,
};
use leptos::prelude::*;
use model::{
    id::{FindingId, InvoiceId},
    invoice::InvoiceKind,
    view::ImportedInvoice,
};

/// Taking an invoice out.
#[component]
pub(super) fn TakeOut(
    /// The import that brought it.
    imported: ImportedInvoice,
    /// The findings that rest on it and that people worked on, as they are called.
    worked_on: Vec<(FindingId, String)>,
    /// The invoice.
    id: InvoiceId,
    /// What it is.
    kind: InvoiceKind,
    /// Its version, for comparing at the step.
    version: i32,
    /// The steps of its page.
    steps: Paying,
    /// Whether the viewer may see findings.
    follows: bool,
) -> impl IntoView {
    use words::invoice_page as say;
    let w = use_words();
    let ImportedInvoice { file, in_the_way, worked_on: _ } = imported;
    let worked_on = (!worked_on.is_empty()).then(|| {
        let said = w.count(worked_on.len() as u64, say::WORKED_ON_ONE, say::WORKED_ON);
        let links = worked_on
            .into_iter()
            .filter(|_| follows)
            .map(|(id, name)| view! { <li><a href=format!("/leakage/{id}")>{name}</a></li> })
            .collect_views();
        view! {
            <p>{said}</p>
            <ul class="proof">{links}</ul>
        }
    });
    let content = if in_the_way.is_nothing() {
        view! {
            <StepForm step=steps.out attr:class="form">
                <Subject id version />
                <p>{w.t(say::TAKE_OUT_TEXT)}</p>
                <p>{w.with(say::TAKE_OUT_CORRECT, &[("file", &file)])}</p>
                <Reason of=id.to_string() step=steps.out beside="id" />
                <button class="button danger" type="submit">
                    <IconMark icon=Icon::Undo />
                    {w.t(say::TAKE_OUT_NOW)}
                </button>
            </StepForm>
        }
        .into_any()
    } else {
        view! { <p>{say::in_the_way(w, in_the_way)}</p> }.into_any()
    };
    // Refused without scripts, the page comes back with the reason inside.
    let open = steps.out.refused().get_untracked().is_some();
    view! {
        <details class="panel" open=open>
            <summary>{w.t(say::take_out(kind))}</summary>
            {worked_on}
            {content}
        </details>
    }
}

/// What the page says after something was taken out, if anything was.
pub(super) fn taken_out(said: Option<String>) -> Option<impl IntoView> {
    said.map(|said| {
        view! {
            <div class="notice" role="status">
                <IconMark icon=Icon::Check />
                <div class="notice-body">
                    <p>{said}</p>
                </div>
            </div>
        }
    })
}
