//! The days on which obligations fall due, over all contracts.

use super::{
    api::{ListQuery, ShownList, list},
    rates::KeptRates,
    row::Days,
    steps::Steps,
};
use crate::{
    components::{
        form::Refused,
        icon::{Icon, IconMark},
        list::{Carried, Chip, Exports, Pager, page_of, parameter, select},
        show::show_to,
        views::CollectViews,
    },
    use_words,
    wire::ask,
    words::{self, Text, obligation as words_of, obligation_page as say},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{
    hooks::{use_location, use_query_map},
    params::ParamsMap,
};
use model::{
    calendar::Day,
    obligation::{ObligationKind, Side, State},
    permission::Permission,
    view::Viewer,
};

/// Path of the list.
const PATH: &str = "/obligations";

/// What an address asks for.
pub(super) fn query_of(map: &ParamsMap) -> ListQuery {
    ListQuery {
        state: parameter(map, "state"),
        side: parameter(map, "side"),
        kind: parameter(map, "kind"),
        owner: parameter(map, "owner"),
        customer: parameter(map, "customer"),
        contract: parameter(map, "contract"),
        from: parameter(map, "from"),
        to: parameter(map, "to"),
        sort: parameter(map, "sort"),
        page: page_of(map),
    }
}

/// What either side has promised, by the day it falls due.
#[component]
pub fn ListPage() -> impl IntoView {
    let w = use_words();
    let map = use_query_map();
    let query = Memo::new(move |_| query_of(&map.get()));
    let steps = Steps::new();
    let known = ask(move || (query.get(), steps.taken()), |(query, _)| list(query));
    let content = show_to(known, move |shown, viewer| {
        view! { <Content shown query=query.get_untracked() viewer steps /> }
    });
    view! {
        <Title text=w.t(say::TITLE) />
        <header class="page-head">
            <div class="page-title">
                <h1>{w.t(say::TITLE)}</h1>
            </div>
        </header>
        <p class="lede">{w.t(say::LEDE)}</p>
        <Refused failure=steps.refused() />
        {content}
    }
}

#[component]
fn Content(shown: ShownList, query: ListQuery, viewer: Viewer, steps: Steps) -> impl IntoView {
    let w = use_words();
    let address = use_location().search.get_untracked();
    let ShownList { list, rates, owners, customer } = shown;
    let (day, total, more, page) = (list.day, list.total, list.more, query.page);
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
        let may = viewer.may(Permission::EditObligations);
        view! { <Days rows=list.rows day may whole=true steps /> }.into_any()
    };
    view! {
        <Filters query=query.clone() owners address=address.clone() />
        <Chips query customer address=address.clone() />
        {exports}
        <KeptRates rates />
        {content}
        <Pager path=PATH query=address page total more />
    }
}

#[component]
fn Filters(query: ListQuery, owners: Vec<(String, String)>, address: String) -> impl IntoView {
    let w = use_words();
    let of = |texts: Vec<(&'static str, Text)>| -> Vec<(String, String)> {
        texts.into_iter().map(|(code, text)| (code.to_owned(), w.t(text).to_owned())).collect()
    };
    let mut states = vec![("all", say::ANY_STATE)];
    states.extend(State::ALL.map(|state| (state.code(), words_of::state(state))));
    let sides = Side::ALL.map(|side| (side.code(), words_of::side(side))).to_vec();
    let kinds = ObligationKind::ALL.map(|kind| (kind.code(), words_of::kind(kind))).to_vec();
    let sorts = vec![("latest", say::BY_LATEST), ("title", say::BY_TITLE)];
    view! {
        <form class="filters" method="get" action=PATH>
            <Carried
                query=address
                except=&["state", "side", "kind", "owner", "from", "to", "sort"]
            />
            {select("state", say::STATE, say::OPEN, of(states), &query.state)}
            {select("side", say::SIDE, say::ANY_SIDE, of(sides), &query.side)}
            {select("kind", say::KIND, say::ANY_KIND, of(kinds), &query.kind)}
            {select("owner", say::OWNER, say::ANYBODY, owners, &query.owner)}
            {day_of("from", say::FROM, query.from)}
            {day_of("to", say::TO, query.to)}
            {select("sort", say::SORT, say::BY_DUE, of(sorts), &query.sort)}
            <button class="button" type="submit">
                <IconMark icon=Icon::Filter />
                {w.t(words::list::APPLY)}
            </button>
        </form>
    }
}

fn day_of(name: &'static str, label: Text, value: String) -> AnyView {
    let w = use_words();
    view! {
        <label class="filter-day">
            <span>{w.t(label)}</span>
            <input type="date" name=name value=value />
        </label>
    }
    .into_any()
}

#[component]
fn Chips(query: ListQuery, customer: Option<String>, address: String) -> impl IntoView {
    let w = use_words();
    let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let day = |text: &str| text.parse::<Day>().ok().map(|day| w.day(day));
    let chips = [
        ("from", say::FROM, day(&query.from)),
        ("to", say::TO, day(&query.to)),
        ("customer", say::CUSTOMER, customer),
        ("contract", say::CONTRACT, text(&query.contract)),
    ]
    .into_iter()
    .filter_map(|(parameter, name, value)| Some((parameter, name, value?)))
    .map(|(parameter, name, value)| view! { <Chip path=PATH query=address.clone() parameter name value /> })
    .collect_views();
    view! { <div class="chips">{chips}</div> }
}
