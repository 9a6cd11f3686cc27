//! The calendar as a list: one key date after another.

use super::{
    api::{self, CalendarQuery, choices, day_at},
    head::{Filters, Head, Way, time},
    icon, place_of, query_of, said, tone,
};
use crate::{
    components::{
        figure::{Amount, DayMark},
        icon::{Icon, IconMark},
        list::Pager,
        show::show,
        views::CollectViews,
    },
    failure::Failure,
    use_words,
    wire::ask,
    words,
    words::Words,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};
use model::{
    calendar::{Day, month_end, month_start},
    view::{InvoicesOnDay, KeyDateChoices, KeyDateRow, List},
};
use std::collections::BTreeMap;

/// Key dates from a day on, in their order.
#[component]
pub fn AgendaPage() -> impl IntoView {
    let map = use_query_map();
    let query = Memo::new(move |_| query_of(&map.get()));
    let known = ask(
        move || query.get(),
        |query| async move {
            let customer = query.customer.clone();
            Ok::<_, Failure>((api::list(query).await?, choices(customer).await?))
        },
    );
    let content = show(known, move |((list, invoices), choices)| {
        let query = query.get_untracked();
        view! { <Content list invoices choices query /> }
    });
    view! {
        <Head way=Way::Agenda />
        {content}
    }
}

#[component]
fn Content(
    list: List<KeyDateRow>,
    invoices: Vec<InvoicesOnDay>,
    choices: KeyDateChoices,
    query: CalendarQuery,
) -> impl IntoView {
    let w = use_words();
    let address = use_location().search.get_untracked();
    let (today, total, more, page) = (list.day, list.total, list.more, query.page);
    let from = day_at(&query.at).unwrap_or(today);
    let before = from.pred_opt().map_or(from, month_start);
    let after = month_end(from).succ_opt().unwrap_or(from);
    let sum =
        view! { <p class="calendar-sum">{w.count(total, words::key_date::DATES_ONE, words::key_date::DATES)}</p> };
    let content = if list.rows.is_empty() && invoices.is_empty() {
        view! {
            <div class="empty">
                <IconMark icon=Icon::Clock />
                <h2>{w.t(words::key_date::NOTHING)}</h2>
                <p>{w.t(words::key_date::NOTHING_TEXT)}</p>
            </div>
        }
        .into_any()
    } else {
        view! {
            <ul class="agenda">{by_day(&list.rows, &invoices, today, &address)}</ul>
            <Pager path=Way::Agenda.path() query=address.clone() page total more />
        }
        .into_any()
    };
    view! {
        <Filters way=Way::Agenda query choices address=address.clone() />
        {time(Way::Agenda, &address, w.day_long(from), before.to_string(), after.to_string(), sum.into_any())}
        {content}
    }
}

/// Rows under the days they are on, and what is to be invoiced there after them.
fn by_day(rows: &[KeyDateRow], invoices: &[InvoicesOnDay], today: Day, address: &str) -> Vec<AnyView> {
    let w = use_words();
    let mut days: BTreeMap<Day, Vec<AnyView>> = BTreeMap::new();
    for row in rows {
        days.entry(row.date.day).or_default().push(item(row, today));
    }
    for of_day in invoices {
        days.entry(of_day.day).or_default().push(invoices_to_come(w, of_day, address));
    }
    let head = |day: Day| {
        view! {
            <li class="agenda-day">
                <h3>{format!("{} · {}", w.day_long(day), w.distance(today, day))}</h3>
            </li>
        }
        .into_any()
    };
    days.into_iter().flat_map(|(day, items)| std::iter::once(head(day)).chain(items)).collect()
}

fn invoices_to_come(w: Words, of_day: &InvoicesOnDay, address: &str) -> AnyView {
    let amounts = of_day.amounts.iter().map(|money| view! { <Amount money=*money /> " " }).collect_views();
    view! {
        <li>
            <IconMark icon=Icon::Billing />
            <div class="agenda-what">
                <a href=super::invoices_of(of_day.day, address) class="row-link">
                    {w.t(words::key_date::INVOICES)}
                </a>
            </div>
            <span class="money">{amounts}</span>
            <DayMark day=of_day.day />
        </li>
    }
    .into_any()
}

fn item(row: &KeyDateRow, today: Day) -> AnyView {
    let w = use_words();
    let date = &row.date;
    let amount = match date.amount {
        Some(money) => view! { <Amount money /> }.into_any(),
        None => view! { <span class="money"></span> }.into_any(),
    };
    let state = date.done.then(|| w.t(words::key_date::DONE));
    let beside: Vec<&str> =
        [Some(&*row.customer), Some(&*row.contract), row.owner.as_deref(), state].into_iter().flatten().collect();
    view! {
        <li class=tone(date, today)>
            <IconMark icon=icon(date.kind) />
            <div class="agenda-what">
                <a href=place_of(row) class="row-link">
                    {said(row)}
                </a>
                <span>{beside.join(" · ")}</span>
            </div>
            {amount}
            <DayMark day=date.day />
        </li>
    }
    .into_any()
}
