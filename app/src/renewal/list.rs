//! Renewals over all contracts, by the day to decide.

use super::{
    StateBadge,
    api::{ListQuery, ShownList, list},
};
use crate::{
    components::{
        figure::{DayMark, MaybeAmount, MaybeDay},
        icon::{Icon, IconMark},
        list::{Carried, Chip, Exports, Pager, page_of, parameter, select},
        show::show_to,
        views::CollectViews,
    },
    use_words,
    wire::ask,
    words::{self, renewal as words_of, renewal_page as say},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{
    hooks::{use_location, use_query_map},
    params::ParamsMap,
};
use model::{
    permission::Permission,
    renewal::RenewalState,
    view::{RenewalRow, Viewer},
};

/// Path of the list.
const PATH: &str = "/renewals";

/// What an address asks for.
pub(super) fn query_of(map: &ParamsMap) -> ListQuery {
    ListQuery {
        state: parameter(map, "state"),
        owner: parameter(map, "owner"),
        customer: parameter(map, "customer"),
        sort: parameter(map, "sort"),
        page: page_of(map),
    }
}

/// The renewals, by the day to decide.
#[component]
pub fn ListPage() -> impl IntoView {
    let w = use_words();
    let map = use_query_map();
    let query = Memo::new(move |_| query_of(&map.get()));
    let known = ask(move || query.get(), list);
    let content = show_to(known, move |shown, viewer| view! { <Content shown query=query.get_untracked() viewer /> });
    view! {
        <Title text=w.t(say::TITLE) />
        <header class="page-head">
            <div class="page-title">
                <h1>{w.t(say::TITLE)}</h1>
            </div>
        </header>
        <p class="lede">{w.t(say::LEDE)}</p>
        {content}
    }
}

#[component]
fn Content(shown: ShownList, query: ListQuery, viewer: Viewer) -> impl IntoView {
    let w = use_words();
    let address = use_location().search.get_untracked();
    let ShownList { list, owners, customer } = shown;
    let (total, more, page) = (list.total, list.more, query.page);
    let exports = viewer.may(Permission::Export).then(|| {
        view! {
            <div class="filters-end">
                <Exports path=PATH query=address.clone() />
            </div>
        }
    });
    let content = if list.rows.is_empty() {
        view! {
            <div class="empty">
                <IconMark icon=Icon::Check />
                <h2>{w.t(words::list::NOTHING_FOUND)}</h2>
                <p>{w.t(words::list::NOTHING_FOUND_HINT)}</p>
            </div>
        }
        .into_any()
    } else {
        let rows = list.rows.into_iter().map(row).collect_views();
        let heads = [say::CONTRACT, say::STATE, say::DECIDE_BY, say::DEADLINE, say::FIRST_ON, say::OWNER];
        let heads = heads.into_iter().map(|head| view! { <th scope="col">{w.t(head)}</th> }).collect_views();
        view! {
            <div class="table-frame whole" role="region" aria-label=w.t(say::TITLE) tabindex="0">
                <table class="grid cards">
                    <thead>
                        <tr>
                            {heads} <th scope="col" class="num">
                                {w.t(say::VALUE)}
                            </th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    let chip = customer.map(|customer| {
        view! { <Chip path=PATH query=address.clone() parameter="customer" name=say::CUSTOMER value=customer /> }
    });
    view! {
        <Filters query owners address=address.clone() />
        <div class="chips">{chip}</div>
        {exports}
        {content}
        <Pager path=PATH query=address page total more />
    }
}

fn row(row: RenewalRow) -> AnyView {
    let w = use_words();
    let RenewalRow { contract, title, customer, owner, first_on, deadline, decide_by, value, state, decision, .. } =
        row;
    let decided = decision.map(|decision| w.t(words_of::decision(decision)));
    view! {
        <tr>
            <td>
                <a class="row-link" href=format!("/contracts/{contract}/renewal")>
                    {title}
                </a>
                <span class="second">{format!("{contract} · {customer}")}</span>
            </td>
            <td data-label=w.t(say::STATE)>
                <StateBadge state />
                <span class="second">{decided}</span>
            </td>
            <td data-label=w.t(say::DECIDE_BY)>
                <DayMark day=decide_by />
            </td>
            <td data-label=w.t(say::DEADLINE)>
                <MaybeDay day=deadline />
            </td>
            <td data-label=w.t(say::FIRST_ON)>
                <DayMark day=first_on />
            </td>
            <td data-label=w.t(say::OWNER)>{owner}</td>
            <td class="num" data-label=w.t(say::VALUE)>
                <MaybeAmount money=value />
            </td>
        </tr>
    }
    .into_any()
}

#[component]
fn Filters(query: ListQuery, owners: Vec<(String, String)>, address: String) -> impl IntoView {
    let w = use_words();
    let mut states = vec![("all".to_owned(), w.t(say::ANY_STATE).to_owned())];
    states.extend(RenewalState::ALL.map(|state| (state.code().to_owned(), w.t(words_of::state(state)).to_owned())));
    view! {
        <form class="filters" method="get" action=PATH>
            <Carried query=address except=&["state", "owner"] />
            {select("state", say::STATE, say::OPEN, states, &query.state)}
            {select("owner", say::OWNER, say::ANYBODY, owners, &query.owner)}
            <button class="button" type="submit">
                <IconMark icon=Icon::Filter />
                {w.t(words::list::APPLY)}
            </button>
        </form>
    }
}
