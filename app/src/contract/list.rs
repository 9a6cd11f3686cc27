//! The list of contracts.

use super::api::{ListQuery, choices, list};
use crate::{
    billing::api::numbered,
    components::{
        figure::{DayMark, MaybeAmount, MaybeDay},
        icon::{Icon, IconMark},
        list::{
            Carried, Chip, Column, ColumnChoice, Exports, Heads, Keys, Pager, ViewSteps, Views, chosen, page_of,
            parameter, several,
        },
        show::{show_to, show_viewer},
        views::CollectViews,
    },
    failure::Failure,
    saved_view, use_words,
    wire::ask,
    words,
    words::{Text, Words},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{
    hooks::{use_location, use_query_map},
    params::ParamsMap,
};
use model::{
    calendar::Day,
    contract::{ContractType, WorthOf},
    money::Money,
    permission::Permission,
    view::{ContractChoices, ContractRow, List, ListKind, RelatedInvoice, SavedViewRow, Viewer},
};

/// Days before a last day for notice from which it is marked as near.
const NEAR_DAYS: i64 = 60;
/// Path of the list.
const PATH: &str = "/contracts";

/// The columns of the list.
pub const COLUMNS: &[Column] = &[
    Column::new("title", words::contract_page::CONTRACT),
    Column::new("number", words::contract_page::NUMBER),
    // Beneath the title where it has no column of its own.
    Column::new("customer", words::contract_page::CUSTOMER).more(),
    Column::new("type", words::contract_page::TYPE).fixed().more(),
    Column::new("phase", words::contract_page::PHASE).fixed(),
    Column::new("owner", words::contract_page::OWNER).fixed(),
    Column::new("entity", words::contract_page::LEGAL_ENTITY).fixed().more(),
    Column::new("starts", words::contract_page::STARTS_ON).fixed().more(),
    Column::new("ends", words::contract_page::ENDS),
    Column::new("deadline", words::contract_page::NOTICE_DEADLINE),
    Column::new("value", words::contract_page::VALUE).amount(),
];

/// The stages of the filter.
const STAGES: [(&str, Text); 3] = [
    ("live", words::contract_page::STAGE_LIVE),
    ("draft", words::contract_page::STAGE_DRAFT),
    ("ended", words::contract_page::STAGE_ENDED),
];

/// The code of a type in addresses.
fn type_code(contract_type: ContractType) -> String {
    let name = serde_json::to_value(contract_type).ok();
    name.and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

/// What an address asks for.
pub fn query_of(map: &ParamsMap) -> ListQuery {
    ListQuery {
        q: parameter(map, "q"),
        stage: parameter(map, "stage"),
        contract_type: parameter(map, "type"),
        customer: parameter(map, "customer"),
        owner: parameter(map, "owner"),
        entity: parameter(map, "entity"),
        currency: parameter(map, "currency"),
        value_from: parameter(map, "value_from"),
        value_to: parameter(map, "value_to"),
        ends_from: parameter(map, "ends_from"),
        ends_to: parameter(map, "ends_to"),
        sort: parameter(map, "sort"),
        descending: parameter(map, "order") == "down",
        columns: several(map, "columns"),
        page: page_of(map),
    }
}

/// All contracts one may see.
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
            let invoices = match query.q.is_empty() {
                true => Vec::new(),
                false => numbered(query.q.clone()).await?,
            };
            Ok::<_, Failure>((
                invoices,
                list(query).await?,
                choices(customer).await?,
                saved_view::list(ListKind::Contracts).await?,
            ))
        },
    );
    let content = show_to(known, move |(invoices, list, choices, views), viewer| {
        let query = query.get_untracked();
        view! { <Content invoices list choices views viewer query steps /> }
    });
    view! {
        <Title text=w.t(words::nav::CONTRACTS) />
        {content}
    }
}

#[component]
fn Content(
    invoices: Vec<RelatedInvoice>,
    list: List<ContractRow>,
    choices: ContractChoices,
    views: Vec<SavedViewRow>,
    viewer: Viewer,
    query: ListQuery,
    steps: ViewSteps,
) -> impl IntoView {
    let w = use_words();
    let address = use_location().search.get_untracked();
    let add = viewer.may(Permission::EditContracts).then(|| {
        view! {
            <div class="actions">
                <a class="button primary" href="/contracts/new">
                    <IconMark icon=Icon::Plus />
                    {w.t(words::action::NEW_CONTRACT)}
                </a>
            </div>
        }
    });
    let exports = viewer.may(Permission::Export).then(|| view! { <Exports path=PATH query=address.clone() /> });
    view! {
        <header class="page-head">
            <div class="page-title">
                <h1>{w.t(words::nav::CONTRACTS)}</h1>
            </div>
            {add}
        </header>
        <Filters query=query.clone() choices=choices.clone() address=address.clone() />
        <div class="filters">
            <Chips query=query.clone() choices address=address.clone() />
            <div class="filters-end">
                <Views list=ListKind::Contracts views query=address.clone() steps />
                <ColumnChoice
                    all=COLUMNS
                    shown=chosen(COLUMNS, &query.columns)
                    path=PATH
                    query=address.clone()
                />
                {exports}
            </div>
        </div>
        {found(invoices)}
        <Rows list query address />
        <Keys />
    }
}

/// The invoices with the number that is looked for: the search of every page leads here.
fn found(invoices: Vec<RelatedInvoice>) -> Option<impl IntoView> {
    let w = use_words();
    let links = invoices
        .into_iter()
        .map(|RelatedInvoice { id, number, issued_on }| {
            view! {
                " "
                <a href=format!("/billing/invoices/{id}")>
                    {w.with(words::matching::INVOICE, &[("number", &number)])} ", " <DayMark day=issued_on />
                </a>
            }
        })
        .collect_views();
    (!links.is_empty()).then(|| view! { <p>{links}</p> })
}

#[component]
fn Filters(query: ListQuery, choices: ContractChoices, address: String) -> impl IntoView {
    let w = use_words();
    let option = |value: String, label: String, chosen: &str| {
        let selected = value == chosen;
        view! {
            <option value=value selected=selected>
                {label}
            </option>
        }
    };
    let stages = STAGES
        .into_iter()
        .map(|(value, name)| option(value.to_owned(), w.t(name).to_owned(), &query.stage))
        .collect_views();
    let types = ContractType::ALL
        .into_iter()
        .map(|it| option(type_code(it), w.t(words::contract::contract_type(it)).to_owned(), &query.contract_type))
        .collect_views();
    let nobody = option("none".to_owned(), w.t(words::contract_page::NO_OWNER).to_owned(), &query.owner);
    let owners =
        choices.owners.into_iter().map(|(id, name)| option(id.to_string(), name, &query.owner)).collect_views();
    let entities = choices
        .legal_entities
        .into_iter()
        .map(|(id, name)| option(id.to_string(), name, &query.entity))
        .collect_views();
    let currencies = choices
        .currencies
        .into_iter()
        .map(|it| option(it.code().to_owned(), it.code().to_owned(), &query.currency))
        .collect_views();
    let more = [&query.entity, &query.currency, &query.value_from, &query.value_to, &query.ends_from, &query.ends_to];
    let open = more.into_iter().any(|value| !value.is_empty());
    view! {
        <form class="filters" method="get" action=PATH>
            <Carried
                query=address
                except=&[
                    "q",
                    "stage",
                    "type",
                    "owner",
                    "entity",
                    "currency",
                    "value_from",
                    "value_to",
                    "ends_from",
                    "ends_to",
                ]
            />
            <span class="filter-text">
                <IconMark icon=Icon::Search />
                <input
                    type="search"
                    name="q"
                    value=query.q
                    aria-label=w.t(words::list::SEARCH_HERE)
                    placeholder=w.t(words::list::SEARCH_HERE)
                />
            </span>
            <select name="stage" aria-label=w.t(words::contract_page::PHASE)>
                <option value="">{w.t(words::list::ALL)}</option>
                {stages}
            </select>
            <select name="type" aria-label=w.t(words::contract_page::TYPE)>
                <option value="">{w.t(words::list::ANY_TYPE)}</option>
                {types}
            </select>
            <select name="owner" aria-label=w.t(words::contract_page::OWNER)>
                <option value="">{w.t(words::list::ANY_OWNER)}</option>
                {nobody}
                {owners}
            </select>
            <details class="filter-more" open=open>
                <summary class="button quiet">{w.t(words::list::MORE_FILTERS)}</summary>
                <div class="filters">
                    <select name="entity" aria-label=w.t(words::contract_page::LEGAL_ENTITY)>
                        <option value="">{w.t(words::list::ANY_ENTITY)}</option>
                        {entities}
                    </select>
                    <select name="currency" aria-label=w.t(words::contract_page::CURRENCY)>
                        <option value="">{w.t(words::list::ANY_CURRENCY)}</option>
                        {currencies}
                    </select>
                    <input
                        type="text"
                        inputmode="numeric"
                        name="value_from"
                        value=query.value_from
                        aria-label=w.t(words::list::VALUE_FROM)
                        placeholder=w.t(words::list::VALUE_FROM)
                    />
                    <input
                        type="text"
                        inputmode="numeric"
                        name="value_to"
                        value=query.value_to
                        aria-label=w.t(words::list::VALUE_TO)
                        placeholder=w.t(words::list::VALUE_TO)
                    />
                    <label class="filter-day">
                        {w.t(words::list::ENDS_FROM)} <input type="date" name="ends_from" value=query.ends_from />
                    </label>
                    <label class="filter-day">
                        {w.t(words::list::ENDS_TO)} <input type="date" name="ends_to" value=query.ends_to />
                    </label>
                </div>
            </details>
            <button class="button" type="submit">
                <IconMark icon=Icon::Filter />
                {w.t(words::list::APPLY)}
            </button>
        </form>
    }
}

#[component]
fn Chips(query: ListQuery, choices: ContractChoices, address: String) -> impl IntoView {
    let w = use_words();
    let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let day = |text: &str| text.parse::<Day>().ok().map(|day| w.day(day));
    let stage = STAGES.into_iter().find(|(code, _)| *code == query.stage).map(|(_, name)| w.t(name).to_owned());
    let of_type = ContractType::ALL.into_iter().find(|it| type_code(*it) == query.contract_type);
    let owner = choices.owners.into_iter().find(|(id, _)| id.to_string() == query.owner).map(|(_, name)| name);
    let owner = owner.or_else(|| (query.owner == "none").then(|| w.t(words::contract_page::NO_OWNER).to_owned()));
    let entity = choices.legal_entities.into_iter().find(|(id, _)| id.to_string() == query.entity);
    let chips = [
        ("q", words::list::SEARCHED, text(&query.q)),
        ("stage", words::contract_page::PHASE, stage),
        ("type", words::contract_page::TYPE, of_type.map(|it| w.t(words::contract::contract_type(it)).to_owned())),
        ("customer", words::contract_page::CUSTOMER, choices.customer),
        ("owner", words::contract_page::OWNER, owner),
        ("entity", words::contract_page::LEGAL_ENTITY, entity.map(|(_, name)| name)),
        ("currency", words::contract_page::CURRENCY, text(&query.currency)),
        ("value_from", words::list::VALUE_FROM, text(&query.value_from)),
        ("value_to", words::list::VALUE_TO, text(&query.value_to)),
        ("ends_from", words::list::ENDS_FROM, day(&query.ends_from)),
        ("ends_to", words::list::ENDS_TO, day(&query.ends_to)),
    ]
    .into_iter()
    .filter_map(|(parameter, name, value)| Some((parameter, name, value?)))
    .map(|(parameter, name, value)| view! { <Chip path=PATH query=address.clone() parameter name value /> })
    .collect_views();
    view! { <div class="chips">{chips}</div> }
}

#[component]
fn Rows(list: List<ContractRow>, query: ListQuery, address: String) -> impl IntoView {
    let w = use_words();
    // What only arranges the list hides no contract.
    let asked = ListQuery { sort: String::new(), descending: false, columns: String::new(), page: 0, ..query.clone() };
    if list.total == 0 && asked != ListQuery::default() {
        return view! {
            <div class="empty">
                <IconMark icon=Icon::Contract />
                <h2>{w.t(words::list::NOTHING_FOUND)}</h2>
                <p>{w.t(words::list::NOTHING_FOUND_HINT)}</p>
            </div>
        }
        .into_any();
    }
    if list.total == 0 {
        let import = show_viewer(move |viewer| {
            viewer.may(Permission::Import).then(|| {
                view! {
                    <div class="actions">
                        <a class="button primary" href="/imports">
                            {w.t(words::nav::IMPORT)}
                        </a>
                    </div>
                }
            })
        });
        return view! {
            <div class="empty">
                <IconMark icon=Icon::Contract />
                <h2>{w.t(words::contract_page::EMPTY_TITLE)}</h2>
                <p>{w.t(words::contract_page::EMPTY_TEXT)}</p>
                {import}
            </div>
        }
        .into_any();
    }
    let shown = chosen(COLUMNS, &query.columns);
    let sort = if query.sort.is_empty() { "number".to_owned() } else { query.sort.clone() };
    let (day, total, more) = (list.day, list.total, list.more);
    let rows = list
        .rows
        .into_iter()
        .map(|row| {
            let cells = shown.iter().map(|column| cell(w, column, &row, day)).collect_views();
            view! { <tr>{cells}</tr> }
        })
        .collect_views();
    view! {
        <div class="table-frame" role="region" aria-label=w.t(words::nav::CONTRACTS) tabindex="0">
            <table class="grid">
                <thead>
                    <tr>
                        <Heads columns=shown path=PATH query=address.clone() sort descending=query.descending />
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <Pager path=PATH query=address page=query.page total more />
    }
    .into_any()
}

fn cell(w: Words, column: &Column, row: &ContractRow, day: Day) -> AnyView {
    match column.key {
        "title" => view! {
            <td class="title">
                <a class="row-link" href=format!("{PATH}/{}", row.number)>
                    {row.title.clone()}
                </a>
                <span class="second">{row.customer.clone()}</span>
            </td>
        }
        .into_any(),
        "number" => {
            let reference = row.reference.clone().map(|reference| view! { <span class="second">{reference}</span> });
            view! { <td class="number">{row.number.clone()} {reference}</td> }.into_any()
        }
        "customer" => view! { <td class="clip">{row.customer.clone()}</td> }.into_any(),
        "type" => view! { <td>{w.t(words::contract::contract_type(row.contract_type))}</td> }.into_any(),
        "phase" => view! {
            <td>
                <super::tabs::PhaseBadge phase=row.phase />
            </td>
        }
        .into_any(),
        "owner" => match row.owner.clone() {
            Some(owner) => view! { <td>{owner}</td> }.into_any(),
            None => view! {
                <td>
                    <span class="faint">{w.t(words::contract_page::NO_OWNER)}</span>
                </td>
            }
            .into_any(),
        },
        "entity" => view! { <td class="clip">{row.legal_entity.clone()}</td> }.into_any(),
        "starts" => view! {
            <td>
                <MaybeDay day=row.starts_on />
            </td>
        }
        .into_any(),
        "ends" => view! {
            <td>
                <MaybeDay day=row.ends_on />
            </td>
        }
        .into_any(),
        "deadline" => match row.notice_deadline {
            Some(deadline) => {
                let near = (0..=NEAR_DAYS).contains(&(deadline - day).num_days());
                view! {
                    <td>
                        <DayMark day=deadline class=if near { "near" } else { "" } />
                    </td>
                }
                .into_any()
            }
            None => view! {
                <td>
                    <span class="faint">"—"</span>
                </td>
            }
            .into_any(),
        },
        _ => view! {
            <td class="num">
                <MaybeAmount money=row.value />
                <ValueOf value=row.value of=row.value_of />
            </td>
        }
        .into_any(),
    }
}

/// Of what the value of a contract is the value, where it was not agreed but is that of its price lines.
#[component]
pub fn ValueOf(
    /// The value, where it is known.
    value: Option<Money>,
    /// Of what it is the value.
    of: WorthOf,
) -> impl IntoView {
    let w = use_words();
    let said = value.and_then(|_| words::contract_page::value_of(of));
    said.map(|said| view! { <span class="second">{w.t(said)}</span> })
}
