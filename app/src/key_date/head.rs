//! What all calendars have above them: how to look at it, where in time one is, and what is filtered.

use super::{
    api::{CalendarQuery, INVOICES},
    icon,
};
use crate::{
    components::{
        icon::{Icon, IconMark},
        list::{Carried, Chip, select, with_parameters},
        views::CollectViews,
    },
    use_words, words,
    words::{Text, Words},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;
use model::{
    key_date::{BANDS, Filter, KeyDateKind},
    view::KeyDateChoices,
};

/// How the calendar is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// As a grid of days.
    Month,
    /// As twelve small months with their heat.
    Year,
    /// One after another.
    Agenda,
}

impl Way {
    pub(super) const fn path(self) -> &'static str {
        match self {
            Self::Month => "/calendar",
            Self::Year => "/calendar/year",
            Self::Agenda => "/calendar/agenda",
        }
    }

    const fn name(self) -> Text {
        match self {
            Self::Month => words::key_date::MONTH,
            Self::Year => words::key_date::YEAR,
            Self::Agenda => words::key_date::AGENDA,
        }
    }
}

/// Title and ways to look.
#[component]
pub(super) fn Head(way: Way) -> impl IntoView {
    let w = use_words();
    let address = use_location().search;
    let ways = [Way::Month, Way::Year, Way::Agenda]
        .into_iter()
        .map(|of| {
            let href = move || with_parameters(of.path(), &address.get(), &[("page", "")]);
            view! {
                <a href=href aria-current=(of == way).then_some("page")>
                    {w.t(of.name())}
                </a>
            }
        })
        .collect_views();
    let feeds =
        move || with_parameters("/calendar/feeds", &address.get(), &[("page", ""), ("at", ""), ("currency", "")]);
    view! {
        <Title text=w.t(words::key_date::TITLE) />
        <header class="page-head">
            <div class="page-title">
                <h1>{w.t(words::key_date::TITLE)}</h1>
            </div>
            <div class="actions">
                <a class="button" href=feeds>
                    <IconMark icon=Icon::Link />
                    {w.t(words::key_date::SUBSCRIBE)}
                </a>
            </div>
        </header>
        <nav class="tabs" aria-label=w.t(words::key_date::VIEWS)>
            {ways} <a href="/renewals">{w.t(words::key_date::RENEWALS)}</a>
        </nav>
    }
}

/// Where in time one is, with the ways to before, to today and to after.
pub(super) fn time(way: Way, address: &str, name: String, before: String, after: String, beside: AnyView) -> AnyView {
    let w = use_words();
    let to = |at: &str| with_parameters(way.path(), address, &[("at", at), ("page", "")]);
    view! {
        <div class="calendar-time">
            <h2>{name}</h2>
            {beside}
            <nav class="actions" aria-label=w.t(words::key_date::TITLE)>
                <a class="button icon-only" rel="prev" href=to(&before) aria-label=w.t(words::key_date::EARLIER)>
                    <IconMark icon=Icon::ChevronLeft />
                </a>
                <a class="button" href=to("")>
                    {w.t(words::key_date::TODAY)}
                </a>
                <a class="button icon-only" rel="next" href=to(&after) aria-label=w.t(words::key_date::LATER)>
                    <IconMark icon=Icon::ChevronRight />
                </a>
            </nav>
        </div>
    }
    .into_any()
}

/// Filters, and those that are active as chips.
#[component]
pub(super) fn Filters(way: Way, query: CalendarQuery, choices: KeyDateChoices, address: String) -> impl IntoView {
    let w = use_words();
    let chosen: Vec<KeyDateKind> = query.kind.split(',').filter_map(KeyDateKind::from_code).collect();
    let kinds = KeyDateKind::ALL
        .into_iter()
        .map(|kind| {
            view! {
                <label class="choice">
                    <input type="checkbox" name="kind" value=kind.code() checked=chosen.contains(&kind) />
                    <IconMark icon=icon(kind) />
                    {w.t(words::key_date::kind(kind))}
                </label>
            }
        })
        .collect_views();
    let invoiced = query.kind.split(',').any(|code| code == INVOICES);
    let invoices = (choices.invoices && way != Way::Year).then(|| {
        view! {
            <label class="choice">
                <input type="checkbox" name="kind" value=INVOICES checked=invoiced />
                <IconMark icon=Icon::Billing />
                {w.t(words::key_date::INVOICES)}
            </label>
        }
    });
    let owners = choices.owners.iter().map(|(id, name)| (id.to_string(), name.clone()));
    let teams = choices.teams.iter().map(|(id, name)| (id.to_string(), name.clone()));
    let values = BANDS[1..].iter().map(|value| (value.to_string(), value_from(w, *value)));
    let owner = select("owner", words::key_date::OWNER, words::key_date::ANYBODY, owners.collect(), &query.owner);
    let team = (!choices.teams.is_empty())
        .then(|| select("team", words::key_date::TEAM, words::key_date::ANY_TEAM, teams.collect(), &query.team));
    let value = select("value", words::key_date::VALUE, words::key_date::ANY_VALUE, values.collect(), &query.value);
    let chips = chips(w, way, &query, &chosen, &choices, &address);
    view! {
        <form class="filters" method="get" action=way.path()>
            <Carried query=address except=&["kind", "owner", "team", "value", "state"] />
            <details class="menu" name="menu">
                <summary class="button quiet">
                    <IconMark icon=Icon::Filter />
                    {w.t(words::key_date::KIND)}
                </summary>
                <div class="menu-panel">
                    <fieldset class="menu-form">
                        <legend class="visually-hidden">{w.t(words::key_date::KIND)}</legend>
                        {kinds}
                        {invoices}
                    </fieldset>
                </div>
            </details>
            {owner}
            {team}
            {value}
            <label class="choice">
                <input type="checkbox" name="state" value="open" checked=query.state == "open" />
                {w.t(words::key_date::OPEN_ONLY)}
            </label>
            <button class="button" type="submit">
                {w.t(words::list::APPLY)}
            </button>
        </form>
        <div class="chips">{chips}</div>
    }
}

fn value_from(w: Words, value: i64) -> String {
    w.with(words::key_date::VALUE_FROM, &[("value", &w.number(value))])
}

/// What a filter leaves, in words.
pub(super) fn described(w: Words, filter: &Filter, choices: &KeyDateChoices) -> String {
    let Filter { kinds, owner, standing_in: _, team, customer, contract, band, open } = filter;
    let kinds: Vec<&str> = kinds.iter().map(|kind| w.t(words::key_date::kind(*kind))).collect();
    let owner =
        owner.and_then(|id| choices.owners.iter().find(|(known, _)| *known == id)).map(|(_, name)| name.clone());
    let team = team.and_then(|id| choices.teams.iter().find(|(known, _)| *known == id)).map(|(_, name)| name.clone());
    let customer =
        customer.map(|_| choices.customer.clone().unwrap_or_else(|| w.t(words::key_date::ONE_CUSTOMER).to_owned()));
    let contract = contract.map(|_| w.t(words::key_date::ONE_CONTRACT).to_owned());
    let value = usize::try_from(*band).ok().filter(|band| *band > 0).and_then(|band| BANDS.get(band));
    let value = value.map(|value| w.with(words::key_date::VALUE_FROM, &[("value", &w.number(*value))]));
    let state = open.then(|| w.t(words::key_date::OPEN_ONLY).to_owned());
    let kinds = (!kinds.is_empty()).then(|| w.list(&kinds));
    let parts: Vec<String> = [kinds, owner, team, customer, contract, value, state].into_iter().flatten().collect();
    if parts.is_empty() { w.t(words::key_date::EVERYTHING).to_owned() } else { parts.join(" · ") }
}

fn chips(
    w: Words,
    way: Way,
    query: &CalendarQuery,
    kinds: &[KeyDateKind],
    choices: &KeyDateChoices,
    address: &str,
) -> Vec<AnyView> {
    let mut kinds: Vec<&str> = kinds.iter().map(|kind| w.t(words::key_date::kind(*kind))).collect();
    if query.kind.split(',').any(|code| code == INVOICES) {
        kinds.push(w.t(words::key_date::INVOICES));
    }
    let owner = choices.owners.iter().find(|(id, _)| id.to_string() == query.owner).map(|(_, name)| name.clone());
    let team = choices.teams.iter().find(|(id, _)| id.to_string() == query.team).map(|(_, name)| name.clone());
    let value = query.value.parse().ok().filter(|value| BANDS[1..].contains(value)).map(|value| value_from(w, value));
    [
        ("kind", words::key_date::KIND, (!kinds.is_empty()).then(|| w.list(&kinds))),
        ("owner", words::key_date::OWNER, owner),
        ("team", words::key_date::TEAM, team),
        ("customer", words::key_date::CUSTOMER, choices.customer.clone()),
        ("value", words::key_date::VALUE, value),
        ("state", words::key_date::STATE, (query.state == "open").then(|| w.t(words::key_date::OPEN).to_owned())),
    ]
    .into_iter()
    .filter_map(|(parameter, name, value)| Some((parameter, name, value?)))
    .map(|(parameter, name, value)| view! { <Chip path=way.path() query=address.to_owned() parameter name value /> })
    .collect_views()
}
