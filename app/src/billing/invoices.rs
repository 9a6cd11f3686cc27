//! The list of invoices.

use super::{
    api::{InvoiceQuery, invoices},
    figures,
    taking_out::taken_out,
};
use crate::{
    components::{
        figure::{Amount, DayMark, MaybeDay},
        icon::{Icon, IconMark},
        list::{Exports, Pager, page_of, parameter},
        show::show_to,
        views::CollectViews,
    },
    use_words,
    wire::ask,
    words,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{
    hooks::{use_location, use_query_map},
    params::ParamsMap,
};
use model::{
    money::Money,
    permission::Permission,
    view::{InvoiceRow, InvoiceTotals, List},
};

/// Path of the list.
const PATH: &str = "/billing/invoices";

/// What an address asks for.
pub(super) fn query_of(map: &ParamsMap) -> InvoiceQuery {
    InvoiceQuery { number: parameter(map, "number"), customer: parameter(map, "customer"), page: page_of(map) }
}

/// All invoices, the latest first.
#[component]
pub fn InvoicesPage() -> impl IntoView {
    let w = use_words();
    let map = use_query_map();
    let query = Memo::new(move |_| query_of(&map.get()));
    let rows = ask(move || query.get(), invoices);
    let out = move || {
        let number = map.get().get("taken_out")?;
        Some(w.with(words::invoice_page::TAKEN_OUT, &[("number", &number)]))
    };
    let content = show_to(rows, move |(list, totals), viewer| {
        let exports = viewer.may(Permission::Export);
        view! { <Rows list totals query=query.get_untracked() exports /> }
    });
    view! {
        <Title text=w.t(words::matching::INVOICES) />
        <header class="page-head">
            <nav class="crumbs" aria-label=w.t(words::nav::BREADCRUMB)>
                <ol>
                    <li>
                        <a href="/billing">{w.t(words::nav::BILLING)}</a>
                    </li>
                </ol>
            </nav>
            <div class="page-title">
                <h1>{w.t(words::matching::INVOICES)}</h1>
            </div>
        </header>
        <p class="lede">{w.t(words::matching::INVOICES_TEXT)}</p>
        {move || taken_out(out())}
        {move || view! { <Filters query=query.get() /> }}
        {content}
    }
}

#[component]
fn Filters(query: InvoiceQuery) -> impl IntoView {
    let w = use_words();
    view! {
        <form class="filters" method="get" action=PATH>
            <input
                type="search"
                name="number"
                value=query.number
                placeholder=w.t(words::matching::NUMBER)
                aria-label=w.t(words::matching::NUMBER)
            />
            <input
                type="search"
                name="customer"
                value=query.customer
                placeholder=w.t(words::contract_page::CUSTOMER)
                aria-label=w.t(words::contract_page::CUSTOMER)
            />
            <button class="button" type="submit">
                <IconMark icon=Icon::Search />
                {w.t(words::matching::FIND)}
            </button>
        </form>
    }
}

#[component]
fn Rows(list: List<InvoiceRow>, totals: Vec<InvoiceTotals>, query: InvoiceQuery, exports: bool) -> impl IntoView {
    let w = use_words();
    let address = use_location().search.get_untracked();
    let (total, more, page) = (list.total, list.more, query.page);
    if list.rows.is_empty() {
        let filtered = !query.number.is_empty() || !query.customer.is_empty();
        let (title, text) = if filtered {
            (words::list::NOTHING_FOUND, words::list::NOTHING_FOUND_HINT)
        } else {
            (words::list::NO_INVOICES, words::list::NO_INVOICES_HINT)
        };
        return view! {
            <div class="empty">
                <IconMark icon=Icon::File />
                <h2>{w.t(title)}</h2>
                <p>{w.t(text)}</p>
            </div>
        }
        .into_any();
    }
    let rows = list
        .rows
        .into_iter()
        .map(|row| {
            let waiting = (row.waiting > 0)
                .then(|| w.count(row.waiting, words::matching::QUEUE_COUNT_ONE, words::matching::QUEUE_COUNT));
            let back = row.owed_back.map(owed_back);
            view! {
                <tr>
                    <td>
                        <a class="row-link number" href=format!("/billing/invoices/{}", row.id)>
                            {row.number}
                        </a>
                    </td>
                    <td class="shrink">{w.t(words::billing::invoice_kind(row.kind))}</td>
                    <td class="clip">{row.customer}</td>
                    <td>
                        <DayMark day=row.issued_on />
                    </td>
                    <td>
                        <MaybeDay day=row.due_on />
                    </td>
                    <td class="num">
                        <Total total=row.total net=row.net />
                    </td>
                    <td class="num">
                        <Amount money=row.paid />
                        {back}
                    </td>
                    <td>{waiting}</td>
                </tr>
            }
        })
        .collect_views();
    let sums = totals
        .into_iter()
        .map(|InvoiceTotals { total, net, paid }| {
            let parts = [
                (words::matching::TOTAL, total),
                (words::matching::TOTAL_NET, net),
                (words::matching::PAID, Some(paid)),
            ];
            let parts = parts.into_iter().filter_map(|(name, money)| Some((name, money?)));
            figures(w.with(words::list::TOTAL_IN, &[("currency", paid.currency.code())]), parts)
        })
        .collect_views();
    let exports = exports.then(|| {
        view! {
            <div class="filters">
                <div class="filters-end">
                    <Exports path=PATH query=address.clone() />
                </div>
            </div>
        }
    });
    view! {
        {exports}
        {sums}
        <div class="table-frame" role="region" aria-label=w.t(words::matching::INVOICES) tabindex="0">
            <table class="grid">
                <thead>
                    <tr>
                        <th scope="col">{w.t(words::matching::NUMBER)}</th>
                        <th scope="col">{w.t(words::matching::KIND)}</th>
                        <th scope="col">{w.t(words::contract_page::CUSTOMER)}</th>
                        <th scope="col">{w.t(words::matching::ISSUED_ON)}</th>
                        <th scope="col">{w.t(words::matching::DUE_ON)}</th>
                        <th scope="col" class="num">
                            {w.t(words::matching::TOTAL)}
                        </th>
                        <th scope="col" class="num">
                            {w.t(words::matching::PAID)}
                        </th>
                        <th scope="col">{w.t(words::matching::QUEUE)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <Pager path=PATH query=address page total more />
    }
    .into_any()
}

/// What is owed back of an invoice, below what was paid of it.
fn owed_back(money: Money) -> impl IntoView {
    view! { <span class="second">{use_words().t(words::matching::TO_GIVE_BACK)} " " <Amount money /></span> }
}

/// A total with tax; where the tax is not known, the total before it, and that it is.
#[component]
fn Total(total: Option<Money>, net: Money) -> impl IntoView {
    let w = use_words();
    let untaxed = total.is_none().then(|| view! { <span class="second">{w.t(words::matching::BEFORE_TAX)}</span> });
    view! { <Amount money=total.unwrap_or(net) /> {untaxed} }
}
