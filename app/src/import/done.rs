//! An import that was accepted: what it made, what comes next, and the way back.

use super::{review::Acts, rows::ReviewRows, said::RowSaid};
use crate::{
    components::{
        icon::{Icon, IconMark},
        show::show_viewer,
        views::CollectViews,
    },
    use_words,
    wire::StepForm,
    words,
};
use leptos::prelude::*;
use model::{
    permission::Permission,
    view::{ImportReview, ImportSummary, SettledFinding, Undoing},
};

/// What became of an import that was accepted, and the ways on from it.
#[component]
pub(super) fn Done(review: ImportReview, said: Vec<RowSaid>, acts: Acts, page: u64) -> impl IntoView {
    let w = use_words();
    let ImportSummary { contracts, customers, invoices, payments, left_out, waiting, findings, kept: _ } =
        review.summary;
    let rows = [
        (words::import_page::MADE_CONTRACTS, contracts),
        (words::import_page::MADE_CUSTOMERS, customers),
        (words::import_page::MADE_INVOICES, invoices),
        (words::import_page::MADE_PAYMENTS, payments),
        (words::import_page::LEFT_OUT, left_out),
        (words::import_page::WAITING, waiting),
        (words::import_page::OPEN_FINDINGS, findings),
    ]
    .into_iter()
    // An import of contracts brings no invoices: zeros would hide what came.
    .filter(|(_, number)| *number > 0)
    .map(|(name, number)| {
        view! {
            <div>
                <dt>{w.t(name)}</dt>
                <dd class="number">{number}</dd>
            </div>
        }
    })
    .collect_views();
    // What leaks is known once the invoices are, so these come first.
    let invoices_next = review.invoices_next;
    let class = if invoices_next { "button" } else { "button primary" };
    let next = invoices_next.then(|| {
        view! {
            <div class="notice info">
                <IconMark icon=Icon::Upload />
                <div class="notice-body">
                    <p>{w.t(words::import_page::INVOICES_NEXT)}</p>
                    <div class="actions">
                        <a class="button primary" href="/imports">
                            {w.t(words::import_page::BRING_INVOICES)}
                        </a>
                    </div>
                </div>
            </div>
        }
    });
    let ways_on = show_viewer(move |viewer| {
        let leaks = viewer.may(Permission::ViewLeakage).then(|| {
            view! {
                <a class=class href="/leakage">
                    <IconMark icon=Icon::Leakage />
                    {w.t(words::import_page::SEE_LEAKS)}
                </a>
            }
        });
        // From what is known already: a button that came later would move the others from under the pointer.
        let queue = (waiting > 0 && viewer.may(Permission::Reconcile)).then(|| {
            view! {
                <a class="button" href="/billing/matching">
                    <IconMark icon=Icon::Link />
                    {w.count(waiting.into(), words::matching::QUEUE_COUNT_ONE, words::matching::QUEUE_COUNT)}
                </a>
            }
        });
        view! {
            {leaks}
            {queue}
        }
    });
    let (id, version) = (review.id.to_string(), review.version.to_string());
    view! {
        <div class="notice green result" role="status">
            <IconMark icon=Icon::Check />
            <div class="notice-body">
                <p>{w.t(words::import_page::ACCEPTED)}</p>
            </div>
        </div>
        {next}
        <dl class="facts">{rows}</dl>
        {(!review.settled.is_empty()).then(|| view! { <Settled settled=review.settled.clone() /> })}
        <div class="actions">
            {ways_on}
        </div>
        {review.undoing.clone().map(|undoing| view! { <UndoImport undoing id version acts /> })}
        {(review.left_out > 0).then(|| view! { <ReviewRows review said choice=None page /> })}
    }
}

/// How many of the findings that payments closed are named.
const NAMED: usize = 10;

/// The overdue invoices that the payments settled, each with the way to its finding.
#[component]
fn Settled(settled: Vec<SettledFinding>) -> impl IntoView {
    let w = use_words();
    let count = settled.len();
    let named = settled
        .into_iter()
        .take(NAMED)
        .map(|SettledFinding { id, invoice }| {
            view! {
                <li>
                    <a class="number" href=format!("/leakage/{id}")>
                        {invoice}
                    </a>
                </li>
            }
        })
        .collect_views();
    let all = (count > NAMED).then(|| {
        view! {
            <p>
                <a href="/leakage/findings?kind=overdue&state=closed">{w.t(words::import_page::SETTLED_ALL)}</a>
            </p>
        }
    });
    view! {
        <div class="notice green">
            <IconMark icon=Icon::Check />
            <div class="notice-body">
                <p>{w.count(count as u64, words::import_page::SETTLED_ONE, words::import_page::SETTLED)}</p>
                <ul>{named}</ul>
                {all}
            </div>
        </div>
    }
}

/// Taking an import back, once it was said what goes and what stays; or what is in the way of it.
#[component]
fn UndoImport(undoing: Undoing, id: String, version: String, acts: Acts) -> impl IntoView {
    use words::import as say;
    let w = use_words();
    if undoing.is_in_the_way() {
        let contracts = undoing.changed_contracts.iter().map(|number| {
            view! {
                <li>
                    <a class="number" href=format!("/contracts/{number}")>
                        {number.clone()}
                    </a>
                </li>
            }
            .into_any()
        });
        let findings = undoing.findings.iter().map(|(finding, kind)| {
            view! {
                <li>
                    <a href=format!("/leakage/{finding}")>{w.t(words::leakage::kind(*kind))}</a>
                </li>
            }
            .into_any()
        });
        let imports = undoing.later_imports.iter().map(|(import, file)| {
            view! {
                <li>
                    <a href=format!("/imports/{import}")>{file.clone()}</a>
                </li>
            }
            .into_any()
        });
        let invoices = undoing.paid_invoices.iter().map(|(invoice, number)| {
            view! {
                <li>
                    <a class="number" href=format!("/billing/invoices/{invoice}")>
                        {number.clone()}
                    </a>
                </li>
            }
            .into_any()
        });
        let named = contracts.chain(findings).chain(imports).chain(invoices).collect_views();
        return view! {
            <div class="notice warn">
                <IconMark icon=Icon::Warning />
                <div class="notice-body">
                    <p>
                        <b>{w.t(say::UNDO_BLOCKED)}</b>
                        " "
                        {say::in_the_way(w, &undoing)}
                    </p>
                    <ul>{named}</ul>
                    <p>{w.t(say::UNDO_BLOCKED_DO)}</p>
                </div>
            </div>
        }
        .into_any();
    }
    view! {
        <details class="panel">
            <summary>{w.t(words::import_page::UNDO)}</summary>
            <StepForm step=acts.undo attr:class="form">
                <input type="hidden" name="id" value=id />
                <input type="hidden" name="version" value=version />
                <p>{say::removes(w, &undoing)}</p>
                <p class="soft">{say::stays(w, &undoing)}</p>
                <button class="button danger" type="submit">
                    <IconMark icon=Icon::Undo />
                    {w.t(words::import_page::UNDO)}
                </button>
            </StepForm>
        </details>
    }
    .into_any()
}
