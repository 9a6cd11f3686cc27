//! The matching queue: invoice lines that wait for a person.

use super::api::{QueueQuery, count_waiting, queue};
use crate::{
    components::{
        figure::{Amount, DayMark},
        icon::{Icon, IconMark},
        list::Pager,
        show::{show, show_reply},
        views::CollectViews,
    },
    frame::viewing,
    use_words,
    wire::ask,
    words,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_location, use_query_map};
use model::{
    permission::Permission,
    reconciliation::Waiting,
    view::{List, WaitingLine},
};

/// The way to the queue with the number of lines in it, for whoever may match them.
#[component]
pub fn QueueLink() -> impl IntoView {
    let w = use_words();
    let count = ask(
        || (),
        |()| async {
            let may = viewing().await?.may(Permission::Reconcile);
            if may { count_waiting().await.map(Some) } else { Ok::<_, crate::failure::Failure>(None) }
        },
    );
    show_reply(count, move |count| {
        let waiting = count.ok().flatten().filter(|count| *count > 0);
        let link = waiting.map(|count| {
            let text = w.count(count, words::matching::QUEUE_COUNT_ONE, words::matching::QUEUE_COUNT);
            view! {
                <a class="button" href="/billing/matching">
                    <IconMark icon=Icon::Link />
                    {text}
                </a>
            }
        });
        link.into_any()
    })
}

/// The lines that wait, most money first.
#[component]
pub fn QueuePage() -> impl IntoView {
    let w = use_words();
    let map = use_query_map();
    let query = Memo::new(move |_| {
        let map = map.get();
        let text = |name: &str| map.get(name).unwrap_or_default();
        QueueQuery { customer: text("customer"), why: text("why"), page: text("page").parse().unwrap_or(1).max(1) }
    });
    let rows = ask(move || query.get(), queue);
    let content = show(rows, move |list| {
        if list.rows.is_empty() {
            view! { <Nothing query=query.get_untracked() /> }.into_any()
        } else {
            view! { <Rows list page=query.get_untracked().page /> }.into_any()
        }
    });
    view! {
        <Title text=w.t(words::matching::QUEUE) />
        <header class="page-head">
            <nav class="crumbs" aria-label=w.t(words::nav::BREADCRUMB)>
                <ol>
                    <li>
                        <a href="/billing">{w.t(words::nav::BILLING)}</a>
                    </li>
                </ol>
            </nav>
            <div class="page-title">
                <h1>{w.t(words::matching::QUEUE)}</h1>
            </div>
        </header>
        <p class="lede">{w.t(words::matching::QUEUE_TEXT)}</p>
        {move || view! { <Filters query=query.get() /> }}
        {content}
    }
}

#[component]
fn Filters(query: QueueQuery) -> impl IntoView {
    let w = use_words();
    let chosen = query.why.clone();
    let options = Waiting::ALL
        .into_iter()
        .map(|why| {
            let text = w.t(words::matching::waiting(why));
            view! { <option value=why.code() selected=chosen == why.code()>{text}</option> }
        })
        .collect_views();
    view! {
        <form class="filters" method="get" action="/billing/matching">
            <input
                type="search"
                name="customer"
                value=query.customer
                placeholder=w.t(words::contract_page::CUSTOMER)
                aria-label=w.t(words::contract_page::CUSTOMER)
            />
            <select name="why" aria-label=w.t(words::matching::WHY)>
                <option value="">{w.t(words::list::ALL)}</option>
                {options}
            </select>
            <button class="button" type="submit">
                <IconMark icon=Icon::Filter />
                {w.t(words::list::APPLY)}
            </button>
        </form>
    }
}

#[component]
fn Nothing(query: QueueQuery) -> impl IntoView {
    let w = use_words();
    let filtered = !query.customer.is_empty() || !query.why.is_empty();
    let (title, text) = if filtered {
        (words::list::NOTHING_FOUND, words::list::NOTHING_FOUND_HINT)
    } else {
        (words::matching::QUEUE_EMPTY, words::matching::QUEUE_EMPTY_TEXT)
    };
    view! {
        <div class="empty">
            <IconMark icon=Icon::Check />
            <h2>{w.t(title)}</h2>
            <p>{w.t(text)}</p>
        </div>
    }
}

#[component]
fn Rows(list: List<WaitingLine>, page: u64) -> impl IntoView {
    let w = use_words();
    let address = use_location().search.get_untracked();
    let total = list.total;
    let rows = list
        .rows
        .into_iter()
        .map(|row| {
            view! {
                <tr>
                    <td>
                        <a class="row-link number" href=format!("/billing/matching/{}", row.id)>
                            {row.number}
                        </a>
                    </td>
                    <td class="clip">{row.customer_name}</td>
                    <td class="clip">{row.description}</td>
                    <td class="period">{row.period.map(|period| w.period(period))}</td>
                    <td>
                        <DayMark day=row.issued_on />
                    </td>
                    <td class="num">
                        <Amount money=row.open />
                    </td>
                    <td>{w.t(words::matching::waiting(row.why))}</td>
                </tr>
            }
        })
        .collect_views();
    view! {
        <div class="table-frame" role="region" aria-label=w.t(words::matching::QUEUE) tabindex="0">
            <table class="grid">
                <thead>
                    <tr>
                        <th scope="col">{w.t(words::matching::NUMBER)}</th>
                        <th scope="col">{w.t(words::contract_page::CUSTOMER)}</th>
                        <th scope="col">{w.t(words::matching::DESCRIPTION)}</th>
                        <th scope="col">{w.t(words::matching::PERIOD_PRINTED)}</th>
                        <th scope="col">{w.t(words::matching::ISSUED_ON)}</th>
                        <th scope="col" class="num">
                            {w.t(words::matching::OPEN_AMOUNT)}
                        </th>
                        <th scope="col">{w.t(words::matching::WHY)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <Pager path="/billing/matching" query=address page total />
    }
}
