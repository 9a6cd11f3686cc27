//! A table of the days on which obligations fall due.

use super::{
    api::ShownOccurrence,
    steps::{Decide, Steps},
};
use crate::{
    components::{
        figure::{DayMark, MaybeAmount},
        icon::{Icon, IconMark},
        views::CollectViews,
    },
    use_words,
    words::{obligation as words_of, obligation_page as say},
};
use leptos::prelude::*;
use model::{calendar::Day, obligation::State};

/// Where an occurrence stands, with its icon.
#[component]
pub(super) fn StateBadge(state: State) -> impl IntoView {
    let (tone, icon) = match state {
        State::Pending => ("muted", Icon::Clock),
        State::Due => ("warn", Icon::Flag),
        State::Overdue => ("seal", Icon::Warning),
        State::Partly | State::HandedOver => ("ink", Icon::Clock),
        State::Fulfilled => ("green", Icon::Check),
        State::Waived | State::Lapsed => ("muted", Icon::Cross),
    };
    let w = use_words();
    view! {
        <span class=format!("badge {tone}")>
            <IconMark icon />
            {w.t(words_of::state(state))}
        </span>
    }
}

/// Days on which obligations fall due, each with what may be done; `whole` says of which contract they are, too.
#[component]
pub(super) fn Days(rows: Vec<ShownOccurrence>, day: Day, may: bool, whole: bool, steps: Steps) -> impl IntoView {
    let w = use_words();
    let rows = rows.into_iter().map(|row| view! { <Row row day may whole steps /> }).collect_views();
    let of_contract = whole.then(|| view! { <th scope="col">{w.t(say::CONTRACT)}</th> });
    view! {
        <div class="table-frame" role="region" aria-label=w.t(say::TITLE) tabindex="0">
            <table class="grid cards">
                <thead>
                    <tr>
                        <th scope="col">{w.t(say::DUE)}</th>
                        <th scope="col">{w.t(say::WHAT)}</th>
                        {of_contract}
                        <th scope="col">{w.t(say::STATE)}</th>
                        <th scope="col">{w.t(say::OWNER)}</th>
                        <th scope="col" class="num">
                            {w.t(say::AMOUNT)}
                        </th>
                        <th scope="col">{w.t(say::BECAME)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(row: ShownOccurrence, day: Day, may: bool, whole: bool, steps: Steps) -> impl IntoView {
    let w = use_words();
    let of_contract = whole.then(|| {
        view! {
            <td data-label=w.t(say::CONTRACT)>
                <a href=format!("/contracts/{}/obligations", row.contract)>
                    {row.contract_title.clone()}
                </a>
                <span class="second">{row.customer.clone()}</span>
            </td>
        }
    });
    let told = row.told.iter().map(|said| view! { <div class="small">{said.clone()}</div> }).collect_views();
    let near = if row.state == State::Overdue { "late" } else { "" };
    let decide = may.then(|| view! { <Decide row=row.clone() day steps /> });
    view! {
        <tr id=format!("due-{}", row.id)>
            <td data-label=w.t(say::DUE)>
                <DayMark day=row.due class=near />
                <span class="second">{w.distance(day, row.due)}</span>
            </td>
            <td>
                <a class="row-link" href=format!("/obligations/{}", row.id)>
                    {row.title.clone()}
                </a>
                <span class="second">
                    {w.t(words_of::kind(row.kind))} " · " {w.t(words_of::side(row.side))}
                </span>
            </td>
            {of_contract}
            <td data-label=w.t(say::STATE)>
                <StateBadge state=row.state />
            </td>
            <td data-label=w.t(say::OWNER)>{row.owner.clone()}</td>
            <td class="num" data-label=w.t(say::AMOUNT)>
                <MaybeAmount money=row.amount />
            </td>
            <td class="whole">{told} {decide}</td>
        </tr>
    }
}
