//! The list of findings: filtered, sorted, chosen, saved as a view, taken out.

use super::{
    api::{LeakageQuery, list},
    query_of,
    table::{COLUMNS, Chips, LIST, Table, age, columns},
};
use crate::{
    components::{
        icon::{Icon, IconMark},
        list::{Carried, ColumnChoice, Exports, Keys, Pager, ViewSteps, Views},
        show::show_to,
        views::CollectViews,
    },
    contract::choices,
    failure::Failure,
    saved_view, use_words,
    wire::ask,
    words,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_location, use_query_map};
use model::{
    leakage::{Confidence, FindingKind, FindingState},
    permission::Permission,
    view::{Age, ContractChoices, FindingRow, List, ListKind, SavedViewRow, Viewer},
};

/// The list of findings.
#[component]
pub fn ListPage() -> impl IntoView {
    let w = use_words();
    let map = use_query_map();
    let query = Memo::new(move |_| query_of(&map.get()));
    let steps = ViewSteps::none_taken();
    let known = ask(
        move || (query.get(), steps.taken()),
        |(query, _)| async move {
            let customer = query.customer.clone();
            Ok::<_, Failure>((
                list(query).await?,
                choices(customer).await?,
                saved_view::list(ListKind::Findings).await?,
            ))
        },
    );
    let content = show_to(known, move |(list, choices, views), viewer| {
        let query = query.get_untracked();
        view! { <Content list choices views viewer query steps /> }
    });
    view! {
        <Title text=w.t(words::leakage_page::FINDINGS) />
        <header class="page-head">
            <nav class="crumbs" aria-label=w.t(words::nav::BREADCRUMB)>
                <ol>
                    <li>
                        <a href="/leakage">{w.t(words::nav::LEAKAGE)}</a>
                    </li>
                </ol>
            </nav>
            <div class="page-title">
                <h1 id="findings">{w.t(words::leakage_page::FINDINGS)}</h1>
            </div>
        </header>
        {content}
    }
}

#[component]
fn Content(
    list: List<FindingRow>,
    choices: ContractChoices,
    views: Vec<SavedViewRow>,
    viewer: Viewer,
    query: LeakageQuery,
    steps: ViewSteps,
) -> impl IntoView {
    let w = use_words();
    let address = use_location().search.get_untracked();
    let (total, more) = (list.total, list.more);
    let page = query.page;
    let may_choose = viewer.may(Permission::PursueFindings);
    let exports = viewer.may(Permission::Export).then(|| view! { <Exports path=LIST query=address.clone() /> });
    let owner = choices.owners.iter().find(|(id, _)| id.to_string() == query.owner).map(|(_, name)| name.clone());
    let customer = choices.customer.clone();
    let table = if total == 0 {
        view! {
            <div class="empty">
                <IconMark icon=Icon::Check />
                <h2>{w.t(words::list::NOTHING_FOUND)}</h2>
                <p>{w.t(words::list::NOTHING_FOUND_HINT)}</p>
            </div>
        }
        .into_any()
    } else if may_choose {
        view! {
            <form method="get" action="/leakage/selected" class="stack">
                <Table rows=list.rows query=query.clone() address=address.clone() choose=true />
                <div class="actions">
                    <button class="button" type="submit">
                        <IconMark icon=Icon::Flag />
                        {w.t(words::leakage_page::WITH_SELECTION)}
                    </button>
                </div>
            </form>
        }
        .into_any()
    } else {
        view! { <Table rows=list.rows query=query.clone() address=address.clone() choose=false /> }.into_any()
    };
    view! {
        <Filters query=query.clone() choices address=address.clone() />
        <div class="filters">
            <Chips query=query.clone() path=LIST address=address.clone() customer owner />
            <div class="filters-end">
                <Views list=ListKind::Findings views query=address.clone() steps />
                <ColumnChoice all=COLUMNS shown=columns(&query) path=LIST query=address.clone() />
                {exports}
            </div>
        </div>
        {table}
        <Pager path=LIST query=address page total more />
        <Keys />
    }
}

#[component]
fn Filters(query: LeakageQuery, choices: ContractChoices, address: String) -> impl IntoView {
    let w = use_words();
    let option = |value: &str, label: String, chosen: &str| {
        let value = value.to_owned();
        let selected = value == chosen;
        view! {
            <option value=value selected=selected>
                {label}
            </option>
        }
    };
    let kinds = FindingKind::ALL
        .into_iter()
        .map(|kind| option(kind.code(), w.t(words::leakage::kind(kind)).to_owned(), &query.kind))
        .collect_views();
    let states = FindingState::CODES
        .into_iter()
        .map(|code| option(code, w.t(words::leakage::state_code(code)).to_owned(), &query.state))
        .collect_views();
    let detected = option(FindingState::DETECTED, w.t(words::leakage_page::DETECTED).to_owned(), &query.state);
    let every = option("all", w.t(words::leakage_page::EVERY_STATE).to_owned(), &query.state);
    let owners =
        choices.owners.into_iter().map(|(id, name)| option(&id.to_string(), name, &query.owner)).collect_views();
    let nobody = option("none", w.t(words::leakage_page::NOBODY).to_owned(), &query.owner);
    let ages = Age::ALL.into_iter().map(|it| option(it.code(), w.t(age(it)).to_owned(), &query.age)).collect_views();
    let sure = Confidence::ALL
        .into_iter()
        .map(|sure| option(sure.code(), w.t(words::leakage::confidence(sure)).to_owned(), &query.confidence))
        .collect_views();
    let currencies = choices
        .currencies
        .into_iter()
        .map(|currency| option(currency.code(), currency.code().to_owned(), &query.currency))
        .collect_views();
    view! {
        <form class="filters" method="get" action=LIST>
            <Carried
                query=address
                except=&["q", "kind", "state", "owner", "age", "confidence", "currency", "stage"]
            />
            <span class="filter-text">
                <IconMark icon=Icon::Search />
                <input
                    type="search"
                    name="q"
                    value=query.q
                    aria-label=w.t(words::leakage_page::SEARCH)
                    placeholder=w.t(words::leakage_page::SEARCH)
                />
            </span>
            <select name="kind" aria-label=w.t(words::leakage_page::KIND)>
                <option value="">{w.t(words::leakage_page::ANY_KIND)}</option>
                {kinds}
            </select>
            <select name="state" aria-label=w.t(words::contract_page::STATE)>
                <option value="">{w.t(words::leakage_page::OPEN)}</option>
                {states}
                {detected}
                {every}
            </select>
            <select name="owner" aria-label=w.t(words::contract_page::OWNER)>
                <option value="">{w.t(words::leakage_page::ANY_OWNER)}</option>
                {nobody}
                {owners}
            </select>
            <select name="age" aria-label=w.t(words::leakage_page::AGE)>
                <option value="">{w.t(words::leakage_page::ANY_AGE)}</option>
                {ages}
            </select>
            <select name="confidence" aria-label=w.t(words::leakage_page::CONFIDENCE)>
                <option value="">{w.t(words::leakage_page::ANY_CONFIDENCE)}</option>
                {sure}
            </select>
            <select name="currency" aria-label=w.t(words::contract_page::CURRENCY)>
                <option value="">{w.t(words::list::ANY_CURRENCY)}</option>
                {currencies}
            </select>
            <button class="button" type="submit">
                <IconMark icon=Icon::Filter />
                {w.t(words::list::APPLY)}
            </button>
        </form>
    }
}
