//! Expected billing over all contracts.

pub mod api;
mod export;
mod invoice;
mod invoices;
mod line;
mod payment;
mod queue;
mod taking_out;
mod undo;

#[cfg(feature = "ssr")]
pub use export::{write as export, write_invoices as export_invoices};
pub use invoice::InvoicePage;
pub use invoices::InvoicesPage;
pub use line::LinePage;
use queue::QueueLink;
pub use queue::QueuePage;
pub use undo::UndoMatching;

use crate::{
    components::{
        figure::{Amount, DayMark},
        icon::{Icon, IconMark},
        list::{
            Carried, Chip, Column, ColumnChoice, Exports, Heads, Keys, Pager, ViewSteps, Views, chosen, page_of,
            parameter, several,
        },
        show::show_to,
        views::CollectViews,
    },
    contract::choices,
    failure::Failure,
    saved_view, use_words,
    wire::ask,
    words,
    words::{Text, Words},
};
use api::{ListQuery, list};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{
    hooks::{use_location, use_query_map},
    params::ParamsMap,
};
use model::{
    billing::{BillingState, is_recovered_only},
    calendar::Day,
    money::Money,
    permission::Permission,
    refusal::Problem,
    view::{BillingRow, ContractChoices, Flow, FlowPart, List, ListKind, SavedViewRow, Viewer},
};

/// Path of the list.
const PATH: &str = "/billing";

/// The columns of the list.
pub(crate) const COLUMNS: &[Column] = &[
    Column::new("contract", words::contract_page::CONTRACT).fixed(),
    Column::new("customer", words::contract_page::CUSTOMER).fixed().more(),
    Column::new("line", words::contract_page::LINE).fixed(),
    Column::new("period", words::contract_page::PERIOD).fixed().more(),
    Column::new("day", words::contract_page::BILLING_DAY),
    Column::new("contracted", words::leakage_page::CONTRACTED).fixed().amount().more(),
    Column::new("waived", words::leakage_page::FLOW_WAIVED).fixed().amount().more(),
    Column::new("expected", words::contract_page::EXPECTED).fixed().amount(),
    Column::new("billed", words::contract_page::BILLED).fixed().amount(),
    Column::new("recovered", words::billing::RECOVERED).fixed().amount().more(),
    Column::new("paid", words::matching::PAID).fixed().amount(),
    Column::new("state", words::contract_page::STATE).fixed(),
];

/// What an address asks for.
fn query_of(map: &ParamsMap) -> ListQuery {
    ListQuery {
        q: parameter(map, "q"),
        from: parameter(map, "from"),
        to: parameter(map, "to"),
        state: parameter(map, "state"),
        customer: parameter(map, "customer"),
        contract: parameter(map, "contract"),
        currency: parameter(map, "currency"),
        descending: parameter(map, "order") != "up",
        columns: several(map, "columns"),
        page: page_of(map),
    }
}

/// Where a ledger row stands; an expected row whose billing day has passed is what must not be missed.
#[component]
pub fn StateBadge(
    /// The state.
    state: BillingState,
    /// What is expected.
    expected: Money,
    /// Whether the billing day has come.
    past: bool,
    /// Whether money came in for it, and no invoice is known.
    recovered_only: bool,
) -> impl IntoView {
    let w = use_words();
    let name = words::billing::row_state(state, expected, recovered_only);
    let (tone, icon) = match (state, past) {
        (BillingState::Expected, true) => ("seal", Icon::Warning),
        (BillingState::Expected, false) => ("muted", Icon::Circle),
        (BillingState::PartBilled, _) => ("warn", Icon::Half),
        (BillingState::Billed, _) => ("green", Icon::Check),
        (BillingState::Credited, _) => ("muted", Icon::Undo),
        (BillingState::Waived, _) => ("muted", Icon::Cross),
    };
    view! {
        <span class=format!("badge bare {tone}")>
            <IconMark icon />
            {w.t(name)}
        </span>
    }
}

/// What became of a part of a row, below where it stands; nothing where that is nothing.
#[component]
pub fn Beside(
    /// What became of it.
    said: Text,
    /// How much.
    money: Money,
) -> impl IntoView {
    let w = use_words();
    let said = || w.with(said, &[("amount", &w.money(money))]);
    (money.minor != 0).then(|| view! { <span class="second">{said()}</span> })
}

/// The ledger over all contracts, the latest billing day first.
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
            Ok::<_, Failure>((list(query).await?, choices(customer).await?, saved_view::list(ListKind::Billing).await?))
        },
    );
    let content = show_to(known, move |((list, totals), choices, views), viewer| {
        let query = query.get_untracked();
        view! { <Content list totals choices views viewer query steps /> }
    });
    view! {
        <Title text=w.t(words::nav::BILLING) />
        <header class="page-head">
            <div class="page-title">
                <h1>{w.t(words::nav::BILLING)}</h1>
            </div>
        </header>
        <p class="lede">{w.t(words::contract_page::LEDGER_TEXT)}</p>
        <div class="actions">
            <QueueLink />
            <a class="button" href="/billing/invoices">
                <IconMark icon=Icon::File />
                {w.t(words::matching::INVOICES)}
            </a>
        </div>
        {content}
    }
}

const STATES: [BillingState; 5] = [
    BillingState::Expected,
    BillingState::PartBilled,
    BillingState::Billed,
    BillingState::Credited,
    BillingState::Waived,
];

#[component]
fn Content(
    list: List<BillingRow>,
    totals: Option<Vec<Flow>>,
    choices: ContractChoices,
    views: Vec<SavedViewRow>,
    viewer: Viewer,
    query: ListQuery,
    steps: ViewSteps,
) -> impl IntoView {
    let address = use_location().search.get_untracked();
    let customer = choices.customer.clone();
    let exports = viewer.may(Permission::Export).then(|| view! { <Exports path=PATH query=address.clone() /> });
    let last = api::last_day(&query, list.day);
    let ahead = last.is_none_or(|last| last > list.day);
    let sums = totals.unwrap_or_default().into_iter().map(|flow| sums(flow, ahead)).collect_views();
    // What was typed stays, though it is no day.
    let last = match query.to.is_empty() {
        true => last.map(|day| day.to_string()).unwrap_or_default(),
        false => query.to.clone(),
    };
    view! {
        <Filters query=query.clone() last choices address=address.clone() />
        <div class="filters">
            <Chips query=query.clone() customer address=address.clone() />
            <div class="filters-end">
                <Views list=ListKind::Billing views query=address.clone() steps />
                <ColumnChoice
                    all=COLUMNS
                    shown=chosen(COLUMNS, &query.columns)
                    path=PATH
                    query=address.clone()
                />
                {exports}
            </div>
        </div>
        {sums}
        <Rows list query address />
        <Keys />
    }
}

/// What a state, or a group of them, is called.
fn state_name(w: Words, code: &str) -> Option<&'static str> {
    let state = STATES.into_iter().find(|state| api::state_code(*state) == code).map(words::billing::billing_state);
    state.or(FlowPart::from_code(code).map(words::billing::flow_part)).map(|text| w.t(text))
}

/// What became of the promises of all rows of the list, in one currency; what is nothing is left out, but for what was
/// expected, billed and paid. Where the list reaches ahead of today, what is not billed may not be due yet.
fn sums(flow: Flow, ahead: bool) -> AnyView {
    use words::leakage_page as say;
    let w = use_words();
    let parts = [
        (say::EXPECTED, flow.expected(), true),
        (say::FLOW_WAIVED, flow.waived, false),
        (say::BILLED, flow.billed, true),
        (say::FLOW_RECOVERED, flow.recovered(), false),
        (if ahead { say::FLOW_UNBILLED_AHEAD } else { say::FLOW_UNBILLED }, flow.unbilled, false),
        (say::FLOW_OVERBILLED, flow.overbilled, false),
        (say::COLLECTED, flow.collected, true),
        (say::FLOW_FORGIVEN, flow.forgiven, false),
        (say::FLOW_UNCOLLECTED, flow.uncollected(), false),
    ];
    let parts = parts.into_iter().filter(|(_, minor, always)| *always || *minor != 0);
    let parts = parts.map(|(name, minor, _)| (name, Money::new(minor, flow.currency)));
    figures(w.with(words::list::TOTAL_IN, &[("currency", flow.currency.code())]), parts)
}

/// Amounts with their names above a list.
pub(crate) fn figures(title: String, parts: impl Iterator<Item = (Text, Money)>) -> AnyView {
    let w = use_words();
    let parts = parts
        .map(|(name, money)| {
            view! {
                <div>
                    <dt>{w.t(name)}</dt>
                    <dd>
                        <Amount money />
                    </dd>
                </div>
            }
        })
        .collect_views();
    view! {
        <div class="totals">
            <strong>{title}</strong>
            <dl>{parts}</dl>
        </div>
    }
    .into_any()
}

/// A day to filter by, with what is wrong with it.
fn day_filter(name: &'static str, label: Text, value: String, wrong: Option<Problem>) -> AnyView {
    let w = use_words();
    // A control for days would not show what is none.
    let kind = if matches!(wrong, Some(Problem::NotADay | Problem::NoSuchDay { .. })) { "text" } else { "date" };
    let invalid = wrong.is_some().then_some("true");
    let id = format!("{name}-wrong");
    let described = wrong.is_some().then(|| id.clone());
    let said = wrong.map(|problem| {
        view! {
            <span class="field-error" id=id>
                {words::refusal::problem(w, &problem)}
            </span>
        }
    });
    view! {
        <label class="filter-day">
            {w.t(label)} <input type=kind name=name value=value aria-invalid=invalid aria-describedby=described />
        </label>
        {said}
    }
    .into_any()
}

#[component]
fn Filters(query: ListQuery, last: String, choices: ContractChoices, address: String) -> impl IntoView {
    let w = use_words();
    let (wrong_from, wrong_to) = api::wrong_days(&query);
    let state = query.state.clone();
    let codes = STATES.map(api::state_code).into_iter().chain(FlowPart::ALL.map(FlowPart::code));
    let options = codes
        .map(|code| view! { <option value=code selected=state == code>{state_name(w, code)}</option> })
        .collect_views();
    let currencies = choices
        .currencies
        .into_iter()
        .map(|it| {
            let code = it.code();
            view! { <option value=code selected=query.currency == code>{code}</option> }
        })
        .collect_views();
    view! {
        <form class="filters" method="get" action=PATH>
            <Carried query=address except=&["q", "from", "to", "state", "currency"] />
            <span class="filter-text">
                <IconMark icon=Icon::Search />
                <input type="search" name="q" value=query.q aria-label=w.t(words::list::SEARCH_HERE) />
            </span>
            {day_filter("from", words::list::FROM, query.from, wrong_from)}
            {day_filter("to", words::list::TO, last, wrong_to)}
            <select name="state" aria-label=w.t(words::contract_page::STATE)>
                <option value="">{w.t(words::list::ALL)}</option>
                {options}
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

#[component]
fn Chips(query: ListQuery, customer: Option<String>, address: String) -> impl IntoView {
    let w = use_words();
    let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let day = |text: &str| text.parse::<Day>().ok().map(|day| w.day(day));
    let chips = [
        ("q", words::list::SEARCHED, text(&query.q)),
        ("from", words::list::FROM, day(&query.from)),
        ("to", words::list::TO, day(&query.to)),
        ("state", words::contract_page::STATE, state_name(w, &query.state).map(str::to_owned)),
        ("customer", words::contract_page::CUSTOMER, customer),
        ("contract", words::contract_page::CONTRACT, text(&query.contract)),
        ("currency", words::contract_page::CURRENCY, text(&query.currency)),
    ]
    .into_iter()
    .filter_map(|(parameter, name, value)| Some((parameter, name, value?)))
    .map(|(parameter, name, value)| view! { <Chip path=PATH query=address.clone() parameter name value /> })
    .collect_views();
    view! { <div class="chips">{chips}</div> }
}

#[component]
fn Rows(list: List<BillingRow>, query: ListQuery, address: String) -> impl IntoView {
    let w = use_words();
    let (day, total, more) = (list.day, list.total, list.more);
    if total == 0 {
        let ListQuery { q, from, to, state, customer, contract, currency, .. } = &query;
        let filtered = [q, from, to, state, customer, contract, currency].iter().any(|text| !text.is_empty());
        let (title, text) = match filtered {
            true => (words::list::NOTHING_FOUND, words::list::NOTHING_FOUND_HINT),
            false => (words::billing::EMPTY_TITLE, words::billing::EMPTY_TEXT),
        };
        return view! {
            <div class="empty">
                <IconMark icon=Icon::Billing />
                <h2>{w.t(title)}</h2>
                <p>{w.t(text)}</p>
            </div>
        }
        .into_any();
    }
    let shown = chosen(COLUMNS, &query.columns);
    let rows = list
        .rows
        .into_iter()
        .map(|row| {
            let cells = shown.iter().map(|column| cell(w, column, &row, day)).collect_views();
            view! { <tr>{cells}</tr> }
        })
        .collect_views();
    view! {
        <div class="table-frame" role="region" aria-label=w.t(words::nav::BILLING) tabindex="0">
            <table class="grid roomy narrow">
                <thead>
                    <tr>
                        <Heads
                            columns=shown
                            path=PATH
                            query=address.clone()
                            sort="day".to_owned()
                            descending=query.descending
                        />
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <Pager path=PATH query=address page=query.page total more />
    }
    .into_any()
}

fn cell(w: Words, column: &Column, row: &BillingRow, day: Day) -> AnyView {
    match column.key {
        "contract" => view! {
            <td class="clip">
                <a class="row-link" href=format!("/contracts/{}/money", row.contract)>
                    {row.title.clone()}
                </a>
                <span class="second">{row.customer.clone()}</span>
            </td>
        }
        .into_any(),
        "line" => view! {
            <td class="clip">
                {row.line.clone()} <span class="second">{w.period(row.period)}</span>
            </td>
        }
        .into_any(),
        "customer" => view! { <td class="clip">{row.customer.clone()}</td> }.into_any(),
        "period" => view! { <td class="period">{w.period(row.period)}</td> }.into_any(),
        "day" => view! {
            <td>
                <DayMark day=row.billing_day />
            </td>
        }
        .into_any(),
        "state" => view! {
            <td>
                <StateBadge
                    state=row.state
                    expected=row.amount
                    past=row.billing_day <= day
                    recovered_only=is_recovered_only(row.billed, row.recovered)
                />
                <Beside said=words::billing::WAIVED_BESIDE money=row.waived />
                <Beside said=words::billing::RECOVERED_BESIDE money=row.recovered />
            </td>
        }
        .into_any(),
        key => view! {
            <td class="num">
                <Amount money=amount_of(row, key) />
            </td>
        }
        .into_any(),
    }
}

/// What stands in a column of amounts, on the page and in files: their sums are those above the list.
fn amount_of(row: &BillingRow, key: &str) -> Money {
    match key {
        "contracted" => row.amount,
        "waived" => row.waived,
        "billed" => row.billed,
        "recovered" => row.recovered,
        "paid" => row.collected,
        _ => row.expected(),
    }
}
