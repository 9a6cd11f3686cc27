//! The list of customers.

use super::api::{CustomerQuery, list};
use crate::{
    components::{
        figure::Amount,
        icon::{Icon, IconMark},
        list::{Exports, Pager, with_parameter},
        show::show_to,
        views::CollectViews,
    },
    use_words,
    wire::ask,
    words,
    words::Text,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_location, use_query_map};
use model::{
    party::identifier::grouped,
    permission::Permission,
    view::{List, ListedCustomer, Viewer},
};

/// What an address asks for.
pub(super) fn query_of(map: &leptos_router::params::ParamsMap) -> CustomerQuery {
    let text = |name: &str| map.get(name).unwrap_or_default();
    CustomerQuery {
        q: text("q"),
        sort: text("sort"),
        descending: text("order") == "down",
        page: text("page").parse().unwrap_or(1).max(1),
    }
}

/// All customers.
#[component]
pub fn ListPage() -> impl IntoView {
    let w = use_words();
    let map = use_query_map();
    let query = Memo::new(move |_| query_of(&map.get()));
    let rows = ask(move || query.get(), list);
    let content = show_to(rows, move |list, viewer| view! { <Customers list query=query.get_untracked() viewer /> });
    view! {
        <Title text=w.t(words::nav::CUSTOMERS) />
        {content}
    }
}

#[component]
fn Customers(list: List<ListedCustomer>, query: CustomerQuery, viewer: Viewer) -> impl IntoView {
    let w = use_words();
    let add = viewer.may(Permission::EditCustomers).then(|| {
        view! {
            <div class="actions">
                <a class="button primary" href="/customers/new">
                    <IconMark icon=Icon::Plus />
                    {w.t(words::action::NEW_CUSTOMER)}
                </a>
            </div>
        }
    });
    let address = use_location().search.get_untracked();
    let exports = viewer.may(Permission::Export).then(|| view! { <Exports path="/customers" query=address /> });
    let sort = (!query.sort.is_empty()).then(|| view! { <input type="hidden" name="sort" value=query.sort.clone() /> });
    let order = query.descending.then(|| view! { <input type="hidden" name="order" value="down" /> });
    view! {
        <header class="page-head">
            <div class="page-title">
                <h1>{w.t(words::nav::CUSTOMERS)}</h1>
            </div>
            {add}
        </header>
        <form class="filters" method="get" action="/customers">
            <span class="filter-text">
                <IconMark icon=Icon::Search />
                <input
                    type="search"
                    name="q"
                    value=query.q.clone()
                    aria-label=w.t(words::party_page::SEARCH)
                    placeholder=w.t(words::party_page::SEARCH)
                />
            </span>
            {sort}
            {order}
            <button class="button" type="submit">
                <IconMark icon=Icon::Filter />
                {w.t(words::list::APPLY)}
            </button>
            <div class="filters-end">{exports}</div>
        </form>
        <Rows list query />
    }
}

#[component]
fn Rows(list: List<ListedCustomer>, query: CustomerQuery) -> impl IntoView {
    use words::party_page as say;
    let w = use_words();
    let address = use_location().search.get_untracked();
    if list.total == 0 {
        let none = query.q.trim().is_empty();
        let (title, text) =
            if none { (say::EMPTY_TITLE, say::EMPTY_TEXT) } else { (words::list::NOTHING_FOUND, say::NO_MATCH) };
        return view! {
            <div class="empty">
                <IconMark icon=Icon::Customer />
                <h2>{w.t(title)}</h2>
                <p>{w.t(text)}</p>
            </div>
        }
        .into_any();
    }
    let head = |name: Text, key: &'static str, class: &'static str| {
        let here = query.sort == key || (key == "name" && query.sort.is_empty());
        let down = here && !query.descending;
        let turned = with_parameter("", &address, "order", if down { "down" } else { "" });
        let turned = with_parameter("", turned.trim_start_matches('?'), "page", "");
        let target = with_parameter("/customers", turned.trim_start_matches('?'), "sort", key);
        let sorted = here.then_some(if query.descending { "descending" } else { "ascending" });
        view! {
            <th scope="col" class=class aria-sort=sorted>
                <a href=target>{w.t(name)} <IconMark icon=Icon::ArrowUp /></a>
            </th>
        }
    };
    let stakes = list.rows.iter().any(|row| row.at_stake.is_some());
    let stake_head = stakes.then(|| {
        [head(say::AT_STAKE, "at_stake", "num"), head(say::OVERDUE_WITH_TAX, "overdue", "num")].collect_views()
    });
    let rows = list.rows.into_iter().map(|row| view! { <Row row /> }).collect_views();
    view! {
        <div class="table-frame" role="region" aria-label=w.t(words::nav::CUSTOMERS) tabindex="0">
            <table class="grid">
                <thead>
                    <tr>
                        {head(words::contract_page::CUSTOMER, "name", "")} {head(say::COUNTRY, "country", "")}
                        {head(say::OWNER, "owner", "")}
                        {head(say::IN_FORCE, "in_force", "num")} {stake_head}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <Pager path="/customers" query=address page=query.page total=list.total />
    }
    .into_any()
}

#[component]
fn Row(row: ListedCustomer) -> impl IntoView {
    let w = use_words();
    let owner = match row.owner {
        Some(owner) => view! { <span>{owner}</span> }.into_any(),
        None => view! { <span class="faint">{w.t(words::contract_page::NO_OWNER)}</span> }.into_any(),
    };
    let stakes = [row.at_stake, row.overdue]
        .into_iter()
        .flatten()
        .map(|all| {
            let none = all.is_empty().then(|| view! { <span class="faint">"—"</span> });
            let amounts = all.into_iter().map(|money| view! { <Amount money class="seal" /> " " }).collect_views();
            view! { <td class="num">{none} {amounts}</td> }
        })
        .collect_views();
    view! {
        <tr>
            <td>
                <a class="row-link" href=format!("/customers/{}", row.id)>
                    {row.name}
                </a>
                {row.registration_number.map(|number| view! { <p class="soft small number">{grouped(&number)}</p> })}
            </td>
            <td>{row.country.map(|code| words::country::name(w, &code))}</td>
            <td>{owner}</td>
            <td class="num">{w.number(row.in_force)}</td>
            {stakes}
        </tr>
    }
}
