//! The obligations tab of a contract.

use super::{
    api::{NEW, ShownContract, ShownObligation, of_contract},
    rates::KeptRates,
    row::Days,
    steps::Steps,
};
use crate::{
    components::{
        figure::MaybeAmount,
        form::Refused,
        icon::{Icon, IconMark},
        show::show_page_to,
        views::CollectViews,
    },
    contract::{SheetHead, Tab},
    use_words,
    wire::ask,
    words::{obligation as words_of, obligation_page as say},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::{permission::Permission, view::Viewer};

/// What either side of a contract has promised, and what of it is to be done.
#[component]
pub fn TabPage() -> impl IntoView {
    let params = use_params_map();
    let number = Memo::new(move |_| params.get().get("number").unwrap_or_default());
    let steps = Steps::new();
    let known = ask(move || (number.get(), steps.taken()), |(number, _)| of_contract(number));
    let content = show_page_to(known, move |shown, viewer| view! { <Obligations shown viewer steps /> });
    view! {
        <Refused failure=steps.refused() />
        {content}
    }
}

#[component]
fn Obligations(shown: ShownContract, viewer: Viewer, steps: Steps) -> impl IntoView {
    let w = use_words();
    let ShownContract { sheet, obligations, open, open_in_all, rates } = shown;
    let may = viewer.may(Permission::EditObligations);
    let (number, day) = (sheet.number.clone(), sheet.day);
    let add = may.then(|| {
        view! {
            <div class="actions">
                <a class="button" href=format!("/contracts/{number}/obligations/{NEW}")>
                    <IconMark icon=Icon::Plus />
                    {w.t(say::NEW)}
                </a>
            </div>
        }
    });
    let all = format!("/obligations?state=all&contract={number}");
    let beyond = open_in_all.saturating_sub(open.len() as u64);
    let beyond = (beyond > 0).then(|| w.with(say::MORE_OPEN, &[("n", &w.number(beyond))]));
    let content = if obligations.is_empty() {
        view! {
            <div class="empty">
                <IconMark icon=Icon::Check />
                <h2>{w.t(say::NONE)}</h2>
                <p>{w.t(say::NONE_TEXT)}</p>
                {add}
            </div>
        }
        .into_any()
    } else {
        let days = match open.is_empty() {
            true => view! { <p class="soft">{w.t(say::NOTHING_OPEN)}</p> }.into_any(),
            false => view! { <Days rows=open day may whole=false steps /> }.into_any(),
        };
        view! {
            <KeptRates rates />
            <section class="section" aria-labelledby="next">
                <div class="section-head">
                    <h2 id="next">{w.t(say::NEXT)}</h2>
                </div>
                {days}
                <p>
                    {beyond} " "
                    <a href=all>{w.t(say::ALL_DAYS)}</a>
                </p>
            </section>
            <section class="section" aria-labelledby="promised">
                <div class="section-head">
                    <h2 id="promised">{w.t(say::PROMISED)}</h2>
                    {add}
                </div>
                <Promised obligations number may />
            </section>
        }
        .into_any()
    };
    view! {
        <SheetHead sheet tab=Tab::Obligations viewer />
        {content}
    }
}

#[component]
fn Promised(obligations: Vec<ShownObligation>, number: String, may: bool) -> impl IntoView {
    let w = use_words();
    let rows = obligations
        .into_iter()
        .map(|row| {
            let name = match may {
                true => view! {
                    <a class="row-link" href=format!("/contracts/{number}/obligations/{}", row.id)>
                        {row.title}
                    </a>
                }
                .into_any(),
                false => row.title.into_any(),
            };
            let notes = (!row.notes.is_empty()).then(|| view! { <span class="second">{row.notes}</span> });
            view! {
                <tr>
                    <td>{name} {notes}</td>
                    <td>{w.t(words_of::kind(row.kind))}</td>
                    <td>{w.t(words_of::side(row.side))}</td>
                    <td>{row.said}</td>
                    <td>{row.owner}</td>
                    <td>{row.line} <span class="second">{row.clause}</span></td>
                    <td class="num">
                        <MaybeAmount money=row.amount />
                    </td>
                </tr>
            }
        })
        .collect_views();
    view! {
        <div class="table-frame whole" role="region" aria-label=w.t(say::PROMISED) tabindex="0">
            <table class="grid">
                <thead>
                    <tr>
                        <th scope="col">{w.t(say::WHAT)}</th>
                        <th scope="col">{w.t(say::KIND)}</th>
                        <th scope="col">{w.t(say::SIDE)}</th>
                        <th scope="col">{w.t(say::WHEN)}</th>
                        <th scope="col">{w.t(say::OWNER)}</th>
                        <th scope="col">{w.t(say::LINE)}</th>
                        <th scope="col" class="num">
                            {w.t(say::AMOUNT)}
                        </th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
