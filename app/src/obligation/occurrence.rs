//! A day on which an obligation falls due, on a page of its own: what became of it, and what proves it.

use super::{
    api::{OccurrenceSheet, ShownOccurrence, find},
    row::StateBadge,
    steps::{Decide, Steps},
};
use crate::{
    attachment::{Files, api::RemoveAttachment},
    components::{
        figure::{DayMark, MaybeAmount},
        form::Refused,
        icon::{Icon, IconMark},
        show::show_page_to,
        views::CollectViews,
    },
    use_words,
    wire::{Step, ask},
    words::{self, Text, obligation as words_of, obligation_page as say},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::{obligation::State, permission::Permission, view::Viewer};

/// A day on which an obligation falls due.
#[component]
pub fn OccurrencePage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.get().get("occurrence").unwrap_or_default());
    let steps = Steps::new();
    let remove = Step::new();
    let known = ask(move || (id.get(), steps.taken() + remove.version().get()), |(id, _)| find(id));
    show_page_to(known, move |sheet, viewer| view! { <Sheet sheet viewer steps remove /> })
}

#[component]
fn Sheet(sheet: OccurrenceSheet, viewer: Viewer, steps: Steps, remove: Step<RemoveAttachment>) -> impl IntoView {
    let w = use_words();
    let OccurrenceSheet { row, files, day } = sheet;
    let fact = |name: Text, value: AnyView| {
        view! {
            <div>
                <dt>{w.t(name)}</dt>
                <dd>{value}</dd>
            </div>
        }
    };
    let ShownOccurrence {
        title, kind, side, contract, contract_title, customer, owner, due, state, amount, told, ..
    } = row.clone();
    let back = format!("/obligations/{}", row.id);
    let near = if state == State::Overdue { "late" } else { "" };
    let due_on = view! {
        <DayMark day=due class=near />
        <span class="second">{w.distance(day, due)}</span>
    };
    let owner = owner.map(|owner| fact(say::OWNER, owner.into_any()));
    let amount = amount.map(|amount| fact(say::AMOUNT, view! { <MaybeAmount money=Some(amount) /> }.into_any()));
    let told = told.into_iter().map(|said| view! { <div>{said}</div> }).collect_views();
    let told = (!told.is_empty()).then(|| fact(say::BECAME, told.into_any()));
    let decide = viewer.may(Permission::EditObligations).then(|| {
        view! {
            <div class="stack tight">
                <Decide row day steps />
            </div>
        }
    });
    view! {
        <Title text=format!("{title} · {customer}") />
        <header class="page-head">
            <nav class="crumbs" aria-label=w.t(words::nav::BREADCRUMB)>
                <ol>
                    <li>
                        <a href="/obligations">{w.t(say::TITLE)}</a>
                    </li>
                </ol>
            </nav>
            <div class="page-title">
                <h1>{title}</h1>
                <StateBadge state />
            </div>
            <div class="page-facts">
                <span>
                    <IconMark icon=Icon::Customer />
                    {customer}
                </span>
                <span>
                    <IconMark icon=Icon::Contract />
                    <a href=format!("/contracts/{contract}/obligations")>
                        {contract_title} " " <span class="number">{contract.clone()}</span>
                    </a>
                </span>
            </div>
        </header>
        <Refused failure=steps.refused() />
        <dl class="facts">
            {fact(say::DUE, due_on.into_any())} {fact(say::KIND, w.t(words_of::kind(kind)).into_any())}
            {fact(say::SIDE, w.t(words_of::side(side)).into_any())} {owner} {amount} {told}
        </dl>
        {decide}
        <Files files back step=remove />
    }
}
