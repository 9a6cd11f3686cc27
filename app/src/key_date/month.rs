//! A month of the calendar as a grid of days.

use super::{
    api::{self, CalendarQuery, choices},
    head::{Filters, Head, Way, time},
    icon, place_of, query_of, said, tone,
};
use crate::{
    components::{
        figure::Amount,
        icon::{Icon, IconMark},
        list::with_parameters,
        show::show,
        views::CollectViews,
    },
    failure::Failure,
    use_words,
    wire::ask,
    words,
    words::Words,
};
use chrono::{Datelike, Weekday};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};
use model::{
    calendar::{Day, month_end, month_start},
    money::Money,
    view::{CalendarDay, CalendarMonth, KeyDateChoices, KeyDateRow, KindOnDay},
};

/// A month of the calendar.
#[component]
pub fn MonthPage() -> impl IntoView {
    let map = use_query_map();
    let query = Memo::new(move |_| query_of(&map.get()));
    let known = ask(
        move || query.get(),
        |query| async move {
            let customer = query.customer.clone();
            Ok::<_, Failure>((api::month(query).await?, choices(customer).await?))
        },
    );
    let content = show(known, move |(month, choices)| {
        let query = query.get_untracked();
        view! { <Content month choices query /> }
    });
    view! {
        <Head way=Way::Month />
        {content}
    }
}

/// The month before or after another, as addresses say it.
fn beside(first: Day, after: bool) -> String {
    let day = if after { month_end(first).succ_opt() } else { first.pred_opt() };
    day.map(|day| day.format("%Y-%m").to_string()).unwrap_or_default()
}

#[component]
fn Content(month: CalendarMonth, choices: KeyDateChoices, query: CalendarQuery) -> impl IntoView {
    let w = use_words();
    let address = use_location().search.get_untracked();
    let CalendarMonth { first, today, weeks, dates, amounts } = month;
    let at_stake = amounts.into_iter().map(|money| view! { <Amount money /> }).collect_views();
    let sum = view! {
        <p class="calendar-sum">
            {w.count(dates, words::key_date::DATES_ONE, words::key_date::DATES)} {at_stake}
        </p>
    };
    let heads = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun]
        .into_iter()
        .map(|day| view! { <th scope="col" abbr=w.weekday(day)>{w.weekday_short(day)}</th> })
        .collect_views();
    let rows = weeks
        .into_iter()
        .map(|week| {
            let cells = week.into_iter().map(|day| cell(day, first, today, &address)).collect_views();
            view! { <tr>{cells}</tr> }
        })
        .collect_views();
    view! {
        <Filters way=Way::Month query choices address=address.clone() />
        {time(Way::Month, &address, w.month_long(first), beside(first, false), beside(first, true), sum.into_any())}
        <div class="table-frame whole" role="region" aria-label=w.month_long(first) tabindex="0">
            <table class="month">
                <caption class="visually-hidden">{w.month_long(first)}</caption>
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <p class="hint wide-only">{w.t(words::key_date::MONTH_KEYS)}</p>
    }
}

fn cell(day: CalendarDay, first: Day, today: Day, address: &str) -> AnyView {
    let w = use_words();
    let CalendarDay { day, rows, kinds, invoices } = day;
    let other = month_start(day) != first;
    let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let class = if other {
        "other"
    } else if weekend {
        "weekend"
    } else {
        ""
    };
    let agenda = |kind: &str| {
        let mut changes = vec![("at", day.to_string()), ("page", String::new())];
        if !kind.is_empty() {
            changes.push(("kind", kind.to_owned()));
        }
        let changes: Vec<(&str, &str)> = changes.iter().map(|(name, value)| (*name, value.as_str())).collect();
        with_parameters(Way::Agenda.path(), address, &changes)
    };
    let one_by_one = rows.iter().map(|row| entry(row, today)).collect_views();
    let together = kinds.iter().map(|kind| group(kind, agenda(kind.kind.code()), day, today)).collect_views();
    let invoices = (!invoices.is_empty()).then(|| invoices_to_come(w, &invoices, day, address));
    view! {
        <td class=class aria-current=(day == today).then_some("date")>
            <a class="month-day" data-day=day.to_string() href=agenda("")>
                {day.day()}
                <span class="visually-hidden">{w.day_long(day)}</span>
            </a>
            {one_by_one}
            {together}
            {invoices}
        </td>
    }
    .into_any()
}

fn entry(row: &KeyDateRow, today: Day) -> AnyView {
    let w = use_words();
    let date = &row.date;
    let what = if date.label.is_empty() { row.title.clone() } else { date.label.clone() };
    let amount = date.amount.map(|money| {
        view! {
            <span>
                <Amount money />
            </span>
            <span class="money brief">
                {w.money_compact(money)}
            </span>
        }
    });
    let title = format!("{} · {}", said(row), row.customer);
    view! {
        <a class=format!("month-entry {}", tone(date, today)) href=place_of(row) title=title>
            <span>
                <IconMark icon=icon(date.kind) />
                <span class="visually-hidden">{w.t(words::key_date::kind(date.kind))}</span>
                {what}
            </span>
            {amount}
        </a>
    }
    .into_any()
}

fn group(kind: &KindOnDay, target: String, day: Day, today: Day) -> AnyView {
    let w = use_words();
    let near = today <= day && (day - today).num_days() <= super::NEAR_DAYS;
    let tone = match (kind.open, kind.kind.is_last_day() && near) {
        (0, _) => "green",
        (_, true) => "seal",
        (_, false) => "",
    };
    let amounts =
        kind.amounts.iter().map(|money| view! { <span class="money">{w.money_compact(*money)}</span> }).collect_views();
    view! {
        <a class=format!("month-entry {tone}") href=target title=w.t(words::key_date::kind(kind.kind))>
            <span>
                <IconMark icon=icon(kind.kind) />
                {w.number(kind.dates)}
                " "
                {w.t(words::key_date::kind_short(kind.kind))}
            </span>
            {amounts}
        </a>
    }
    .into_any()
}

fn invoices_to_come(w: Words, amounts: &[Money], day: Day, address: &str) -> AnyView {
    let amounts =
        amounts.iter().map(|money| view! { <span class="money">{w.money_compact(*money)}</span> }).collect_views();
    view! {
        <a
            class="month-entry faint"
            href=super::invoices_of(day, address)
            title=w.t(words::key_date::INVOICES)
        >
            <span>
                <IconMark icon=Icon::Billing />
                {w.t(words::key_date::INVOICES_SHORT)}
            </span>
            {amounts}
        </a>
    }
    .into_any()
}
