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
    },
    failure::Failure,
    use_words,
    wire::ask,
    words,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};
use model::{
    calendar::{Day, month_end, month_start},
    view::{KeyDateChoices, KeyDateRow, List},
};

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
    let content = show(known, move |(list, choices)| {
        let query = query.get_untracked();
        view! { <Content list choices query /> }
    });
    view! {
        <Head way=Way::Agenda />
        {content}
    }
}

#[component]
fn Content(list: List<KeyDateRow>, choices: KeyDateChoices, query: CalendarQuery) -> impl IntoView {
    let w = use_words();
    let address = use_location().search.get_untracked();
    let (today, total, more, page) = (list.day, list.total, list.more, query.page);
    let from = day_at(&query.at).unwrap_or(today);
    let before = from.pred_opt().map_or(from, month_start);
    let after = month_end(from).succ_opt().unwrap_or(from);
    let sum =
        view! { <p class="calendar-sum">{w.count(total, words::key_date::DATES_ONE, words::key_date::DATES)}</p> };
    let content = if list.rows.is_empty() {
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
            <ul class="agenda">{by_day(&list.rows, today)}</ul>
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

/// Rows under the days they are on.
fn by_day(rows: &[KeyDateRow], today: Day) -> Vec<AnyView> {
    let w = use_words();
    let mut last = None;
    let mut items = Vec::new();
    for row in rows {
        let day = row.date.day;
        if last != Some(day) {
            last = Some(day);
            items.push(
                view! {
                    <li class="agenda-day">
                        <h3>{format!("{} · {}", w.day_long(day), w.distance(today, day))}</h3>
                    </li>
                }
                .into_any(),
            );
        }
        items.push(item(row, today));
    }
    items
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
