//! Customers: the list, and the page of one with its contracts.

mod api;

use crate::{
    components::{
        icon::{Icon, IconMark},
        list::Pager,
    },
    failure::FailureNotice,
    use_words, words,
};
use api::{find, list};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_location, use_params_map, use_query_map};
use model::view::{CustomerRow, List};

/// All customers.
#[component]
pub fn ListPage() -> impl IntoView {
    let w = use_words();
    let map = use_query_map();
    let query = Memo::new(move |_| {
        let map = map.get();
        let page: u64 = map.get("page").and_then(|page| page.parse().ok()).unwrap_or(1);
        (map.get("q").unwrap_or_default(), page.max(1))
    });
    let rows = Resource::new_blocking(move || query.get(), |(name, page)| list(name, page));
    let content = move || {
        Suspend::new(async move {
            match rows.await {
                Ok(list) => view! { <Rows list page=query.get_untracked().1 /> }.into_any(),
                Err(failure) => view! { <FailureNotice failure /> }.into_any(),
            }
        })
    };
    view! {
        <Title text=w.t(words::nav::CUSTOMERS) />
        <header class="page-head">
            <div class="page-title">
                <h1>{w.t(words::nav::CUSTOMERS)}</h1>
            </div>
        </header>
        <form class="filters" method="get" action="/customers">
            <span class="filter-text">
                <IconMark icon=Icon::Search />
                <input type="search" name="q" value=move || query.get().0 aria-label=w.t(words::contract_page::CUSTOMER) />
            </span>
            <button class="button" type="submit">
                <IconMark icon=Icon::Filter />
                {w.t(words::list::APPLY)}
            </button>
        </form>
        <Transition fallback=|| ()>{content}</Transition>
    }
}

#[component]
fn Rows(list: List<CustomerRow>, page: u64) -> impl IntoView {
    let w = use_words();
    let address = use_location().search.get_untracked();
    let rows = list
        .rows
        .into_iter()
        .map(|row| {
            view! {
                <tr>
                    <td>
                        <a class="row-link" href=format!("/customers/{}", row.id)>
                            {row.details.name}
                        </a>
                    </td>
                    <td>{row.details.country.map(|code| words::country::name(w, &code))}</td>
                    <td class="number">{row.details.registration_number}</td>
                    <td class="number">{row.details.vat_number}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-frame" role="region" aria-label=w.t(words::nav::CUSTOMERS) tabindex="0">
            <table class="grid">
                <thead>
                    <tr>
                        <th scope="col">{w.t(words::contract_page::CUSTOMER)}</th>
                        <th scope="col">{w.t(words::contract_page::COUNTRY)}</th>
                        <th scope="col">{w.t(words::contract_page::REGISTRATION_NUMBER)}</th>
                        <th scope="col">{w.t(words::contract_page::VAT_NUMBER)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <Pager path="/customers" query=address page total=list.total />
    }
}

/// One customer.
#[component]
pub fn SheetPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.get().get("id").unwrap_or_default());
    let known = Resource::new_blocking(move || id.get(), find);
    let content = move || {
        Suspend::new(async move {
            match known.await {
                Ok(customer) => view! { <Sheet customer /> }.into_any(),
                Err(failure) => view! { <FailureNotice failure /> }.into_any(),
            }
        })
    };
    view! { <Transition fallback=|| ()>{content}</Transition> }
}

#[component]
fn Sheet(customer: CustomerRow) -> impl IntoView {
    let w = use_words();
    let details = customer.details;
    let fact = |name: words::Text, value: Option<String>| {
        view! {
            <div>
                <dt>{w.t(name)}</dt>
                <dd>{value.unwrap_or_else(|| w.t(words::list::NOT_KNOWN).to_owned())}</dd>
            </div>
        }
    };
    let facts = [
        fact(words::contract_page::COUNTRY, details.country.map(|code| words::country::name(w, &code))),
        fact(words::contract_page::REGISTRATION_NUMBER, details.registration_number),
        fact(words::contract_page::VAT_NUMBER, details.vat_number),
    ];
    view! {
        <Title text=details.name.clone() />
        <header class="page-head">
            <nav class="crumbs" aria-label=w.t(words::nav::BREADCRUMB)>
                <ol>
                    <li>
                        <a href="/customers">{w.t(words::nav::CUSTOMERS)}</a>
                    </li>
                </ol>
            </nav>
            <div class="page-title">
                <h1>{details.name}</h1>
            </div>
            <div class="actions">
                <a class="button" href=format!("/contracts?customer={}", customer.id)>
                    <IconMark icon=Icon::Contract />
                    {w.t(words::nav::CONTRACTS)}
                </a>
            </div>
        </header>
        <dl class="facts">{facts.collect_view()}</dl>
    }
}
