//! Expected billing over all contracts.

mod api;

use crate::{
    components::{
        figure::{Amount, DayMark},
        icon::{Icon, IconMark},
        list::Pager,
    },
    failure::FailureNotice,
    use_words, words,
};
use api::{ListQuery, list};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_location, use_query_map};
use model::{
    billing::BillingState,
    view::{BillingRow, List},
};

/// Where a ledger row stands; an expected row whose billing day has passed is what must not be missed.
#[component]
pub fn StateBadge(
    /// The state.
    state: BillingState,
    /// Whether the billing day has come.
    past: bool,
) -> impl IntoView {
    let w = use_words();
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
            {w.t(words::billing::billing_state(state))}
        </span>
    }
}

/// The ledger over all contracts, by billing day.
#[component]
pub fn ListPage() -> impl IntoView {
    let w = use_words();
    let map = use_query_map();
    let query = Memo::new(move |_| {
        let map = map.get();
        let text = |name: &str| map.get(name).unwrap_or_default();
        ListQuery {
            from: text("from"),
            to: text("to"),
            state: text("state"),
            page: text("page").parse().unwrap_or(1).max(1),
        }
    });
    let rows = Resource::new_blocking(move || query.get(), list);
    let content = move || {
        Suspend::new(async move {
            match rows.await {
                Ok(list) => view! { <Rows list page=query.get_untracked().page /> }.into_any(),
                Err(failure) => view! { <FailureNotice failure /> }.into_any(),
            }
        })
    };
    view! {
        <Title text=w.t(words::nav::BILLING) />
        <header class="page-head">
            <div class="page-title">
                <h1>{w.t(words::nav::BILLING)}</h1>
            </div>
        </header>
        <p class="lede">{w.t(words::contract_page::LEDGER_TEXT)}</p>
        {move || view! { <Filters query=query.get() /> }}
        <Transition fallback=|| ()>{content}</Transition>
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
fn Filters(query: ListQuery) -> impl IntoView {
    let w = use_words();
    let state = query.state.clone();
    let options = STATES
        .into_iter()
        .map(|choice| {
            let code = api::state_code(choice);
            view! { <option value=code selected=state == code>{w.t(words::billing::billing_state(choice))}</option> }
        })
        .collect_view();
    view! {
        <form class="filters" method="get" action="/billing">
            <input type="date" name="from" value=query.from aria-label=w.t(words::list::FROM) />
            <input type="date" name="to" value=query.to aria-label=w.t(words::list::TO) />
            <select name="state" aria-label=w.t(words::contract_page::STATE)>
                <option value="">{w.t(words::list::ALL)}</option>
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
fn Rows(list: List<BillingRow>, page: u64) -> impl IntoView {
    let w = use_words();
    let address = use_location().search.get_untracked();
    let (day, total) = (list.day, list.total);
    let rows = list
        .rows
        .into_iter()
        .map(|row| {
            view! {
                <tr>
                    <td>
                        <a class="row-link" href=format!("/contracts/{}/money", row.contract)>
                            {row.title}
                        </a>
                    </td>
                    <td class="clip">{row.customer}</td>
                    <td>{w.period(row.period)}</td>
                    <td>
                        <DayMark day=row.billing_day />
                    </td>
                    <td class="num">
                        <Amount money=row.amount />
                    </td>
                    <td class="num">
                        <Amount money=row.billed />
                    </td>
                    <td>
                        <StateBadge state=row.state past=row.billing_day <= day />
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-frame" role="region" aria-label=w.t(words::nav::BILLING) tabindex="0">
            <table class="grid">
                <thead>
                    <tr>
                        <th scope="col">{w.t(words::contract_page::CONTRACT)}</th>
                        <th scope="col">{w.t(words::contract_page::CUSTOMER)}</th>
                        <th scope="col">{w.t(words::contract_page::PERIOD)}</th>
                        <th scope="col">{w.t(words::contract_page::BILLING_DAY)}</th>
                        <th scope="col" class="num">
                            {w.t(words::contract_page::EXPECTED)}
                        </th>
                        <th scope="col" class="num">
                            {w.t(words::contract_page::BILLED)}
                        </th>
                        <th scope="col">{w.t(words::contract_page::STATE)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <Pager path="/billing" query=address page total />
    }
}
