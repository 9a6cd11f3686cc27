//! The list of contracts.

use super::api::{ListQuery, list};
use crate::{
    components::{
        figure::{MaybeAmount, MaybeDay},
        icon::{Icon, IconMark},
        list::{Pager, with_parameter},
    },
    failure::FailureNotice,
    use_words, words,
    words::Text,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_location, use_query_map};
use model::{
    calendar::Day,
    view::{ContractRow, List},
};

/// Days before a last day for notice from which it is marked as near.
const NEAR_DAYS: i64 = 60;

fn query_of(map: &leptos_router::params::ParamsMap) -> ListQuery {
    let text = |name: &str| map.get(name).unwrap_or_default();
    ListQuery {
        q: text("q"),
        stage: text("stage"),
        customer: text("customer"),
        sort: text("sort"),
        descending: text("order") == "down",
        page: text("page").parse().unwrap_or(1).max(1),
    }
}

/// All contracts one may see.
#[component]
pub fn ListPage() -> impl IntoView {
    let w = use_words();
    let map = use_query_map();
    let query = Memo::new(move |_| query_of(&map.get()));
    let rows = Resource::new_blocking(move || query.get(), list);
    let content = move || {
        Suspend::new(async move {
            match rows.await {
                Ok(list) => view! { <Rows list query=query.get_untracked() /> }.into_any(),
                Err(failure) => view! { <FailureNotice failure /> }.into_any(),
            }
        })
    };
    view! {
        <Title text=w.t(words::nav::CONTRACTS) />
        <header class="page-head">
            <div class="page-title">
                <h1>{w.t(words::nav::CONTRACTS)}</h1>
            </div>
        </header>
        {move || view! { <Filters query=query.get() /> }}
        <Transition fallback=|| ()>{content}</Transition>
    }
}

#[component]
fn Filters(query: ListQuery) -> impl IntoView {
    let w = use_words();
    let stages = [
        ("", words::list::ALL),
        ("live", words::contract_page::STAGE_LIVE),
        ("draft", words::contract_page::STAGE_DRAFT),
        ("ended", words::contract_page::STAGE_ENDED),
    ];
    let stage = query.stage.clone();
    let options = stages
        .into_iter()
        .map(|(value, name)| view! { <option value=value selected=stage == value>{w.t(name)}</option> })
        .collect_view();
    view! {
        <form class="filters" method="get" action="/contracts">
            <span class="filter-text">
                <IconMark icon=Icon::Search />
                <input type="search" name="q" value=query.q aria-label=w.t(words::nav::SEARCH_PLACEHOLDER) />
            </span>
            <select name="stage" aria-label=w.t(words::contract_page::PHASE)>
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
fn Rows(list: List<ContractRow>, query: ListQuery) -> impl IntoView {
    let w = use_words();
    let address = use_location().search.get_untracked();
    if list.total == 0 {
        return view! {
            <div class="empty">
                <IconMark icon=Icon::Contract />
                <h2>{w.t(words::contract_page::EMPTY_TITLE)}</h2>
                <p>{w.t(words::contract_page::EMPTY_TEXT)}</p>
                <div class="actions">
                    <a class="button primary" href="/imports">
                        {w.t(words::nav::IMPORT)}
                    </a>
                </div>
            </div>
        }
        .into_any();
    }
    let head = |name: Text, key: &'static str, class: &'static str| {
        let here = query.sort == key || (key == "number" && query.sort.is_empty());
        let down = here && !query.descending;
        let turned = with_parameter("/contracts", &address, "order", if down { "down" } else { "" });
        let (path, rest) = turned.split_once('?').unwrap_or((turned.as_str(), ""));
        let target = with_parameter("/contracts", rest, "sort", key);
        let _ = path;
        let sorted = here.then_some(if query.descending { "descending" } else { "ascending" });
        view! {
            <th scope="col" class=class aria-sort=sorted>
                <a href=target>{w.t(name)} <IconMark icon=Icon::ArrowUp /></a>
            </th>
        }
    };
    let day = list.day;
    let rows = list.rows.into_iter().map(|row| view! { <Row row day /> }).collect_view();
    view! {
        <div class="table-frame" role="region" aria-label=w.t(words::nav::CONTRACTS) tabindex="0">
            <table class="grid">
                <thead>
                    <tr>
                        {head(words::contract_page::CONTRACT, "title", "")}
                        {head(words::contract_page::NUMBER, "number", "")}
                        {head(words::contract_page::CUSTOMER, "customer", "")}
                        <th scope="col">{w.t(words::contract_page::PHASE)}</th>
                        <th scope="col">{w.t(words::contract_page::OWNER)}</th>
                        {head(words::contract_page::ENDS, "ends", "")}
                        {head(words::contract_page::NOTICE_DEADLINE, "deadline", "")}
                        {head(words::contract_page::VALUE, "value", "num")}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <Pager path="/contracts" query=address page=query.page total=list.total />
    }
    .into_any()
}

#[component]
fn Row(row: ContractRow, day: Day) -> impl IntoView {
    let w = use_words();
    let near = row.notice_deadline.is_some_and(|deadline| {
        let days = (deadline - day).num_days();
        (0..=NEAR_DAYS).contains(&days)
    });
    let owner = match row.owner {
        Some(owner) => view! { <span>{owner}</span> }.into_any(),
        None => view! { <span class="faint">{w.t(words::contract_page::NO_OWNER)}</span> }.into_any(),
    };
    let deadline = match row.notice_deadline {
        Some(deadline) => {
            let class = if near { "near" } else { "" };
            view! { <crate::components::figure::DayMark day=deadline class=class /> }.into_any()
        }
        None => view! { <span class="faint">"—"</span> }.into_any(),
    };
    view! {
        <tr>
            <td>
                <a class="row-link" href=format!("/contracts/{}", row.number)>
                    {row.title}
                </a>
            </td>
            <td class="number">
                {row.number} {row.reference.map(|reference| view! { <span class="second">{reference}</span> })}
            </td>
            <td class="clip">{row.customer}</td>
            <td>
                <super::tabs::PhaseBadge phase=row.phase />
            </td>
            <td>{owner}</td>
            <td>
                <MaybeDay day=row.ends_on />
            </td>
            <td>{deadline}</td>
            <td class="num">
                <MaybeAmount money=row.value />
            </td>
        </tr>
    }
}
