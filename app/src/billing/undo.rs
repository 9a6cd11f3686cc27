//! Taking a match back: it moves money, so what will happen is said before it is done.

use super::{api::UndoMatch, line::Subject};
use crate::{
    components::icon::{Icon, IconMark},
    use_words,
    wire::{Step, StepForm},
    words,
};
use leptos::prelude::*;
use model::{
    id::{ExpectedBillingId, InvoiceLineId},
    money::Money,
};

/// Takes the match of an invoice line with a ledger row back, once it was read what follows.
#[component]
pub fn UndoMatching(
    /// The invoice line.
    line: InvoiceLineId,
    /// Its version, for comparing at the undo.
    version: i32,
    /// The ledger row.
    row: ExpectedBillingId,
    /// What is billed for the row now.
    billed: Money,
    /// The part of the line that bills it.
    amount: Money,
    /// The step.
    step: Step<UndoMatch>,
) -> impl IntoView {
    let w = use_words();
    // An invoice in another currency bills nothing of the row.
    let after = billed.checked_sub(amount).unwrap_or(billed);
    let follows = w.with(words::matching::UNDO_TEXT, &[("before", &w.money(billed)), ("after", &w.money(after))]);
    view! {
        <details class="give-up">
            <summary>
                <IconMark icon=Icon::Undo />
                {w.t(words::action::UNDO_MATCH)}
            </summary>
            <StepForm step attr:class="form">
                <Subject line=line.to_string() version />
                <input type="hidden" name="row" value=row.to_string() />
                <p class="small">{follows}</p>
                <button class="button" type="submit">
                    {w.t(words::action::UNDO_MATCH)}
                </button>
            </StepForm>
        </details>
    }
}
