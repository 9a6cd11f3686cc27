//! A year of the calendar: twelve small months, warm by what is at stake.

use super::{
    api::{self, CalendarQuery, choices},
    head::{Filters, Head, Way, time},
    query_of,
};
use crate::{
    components::{
        figure::Amount,
        list::{Carried, with_parameters},
        show::show,
        views::CollectViews,
    },
    failure::Failure,
    use_words,
    wire::ask,
    words,
};
use chrono::{Datelike, Weekday};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};
use model::{
    calendar::Day,
    money::{Currency, Money},
    view::{CalendarYear, HeatDay, HeatMonth, KeyDateChoices},
};

/// A year of the calendar.
#[component]
pub fn YearPage() -> impl IntoView {
    let map = use_query_map();
    let query = Memo::new(move |_| query_of(&map.get()));
    let known = ask(
        move || query.get(),
        |query| async move {
            let customer = query.customer.clone();
            Ok::<_, Failure>((api::year(query).await?, choices(customer).await?))
        },
    );
    let content = show(known, move |(year, choices)| {
        let query = query.get_untracked();
        view! { <Content year choices query /> }
    });
    view! {
        <Head way=Way::Year />
        {content}
    }
}

#[component]
fn Content(year: CalendarYear, choices: KeyDateChoices, query: CalendarQuery) -> impl IntoView {
    let w = use_words();
    let address = use_location().search.get_untracked();
    let CalendarYear { first, today, currency, currencies, months } = year;
    let dates = months.iter().map(|month| month.dates).sum();
    let sum =
        view! { <p class="calendar-sum">{w.count(dates, words::key_date::DATES_ONE, words::key_date::DATES)}</p> };
    let choice = (currencies.len() > 1).then(|| currency_choice(currency, &currencies, &address));
    let months = months.into_iter().map(|month| small(month, currency, today, &address)).collect_views();
    let year_at = |years: i32| format!("{:04}", first.year().saturating_add(years));
    view! {
        <Filters way=Way::Year query choices address=address.clone() />
        {time(Way::Year, &address, w.year(first), year_at(-1), year_at(1), sum.into_any())}
        {choice}
        <div class="year">{months}</div>
    }
}

fn currency_choice(currency: Option<Currency>, currencies: &[Currency], address: &str) -> AnyView {
    let w = use_words();
    let options = currencies
        .iter()
        .map(|it| {
            let code = it.code();
            view! { <option value=code selected=Some(*it) == currency>{code}</option> }
        })
        .collect_views();
    view! {
        <form class="filters" method="get" action=Way::Year.path()>
            <Carried query=address.to_owned() except=&["currency"] />
            <label class="filter-day">
                {w.t(words::key_date::AT_STAKE)}
                <select name="currency">{options}</select>
            </label>
            <button class="button" type="submit">
                {w.t(words::list::APPLY)}
            </button>
        </form>
    }
    .into_any()
}

fn small(month: HeatMonth, currency: Option<Currency>, today: Day, address: &str) -> AnyView {
    let w = use_words();
    let HeatMonth { first, weeks, dates: _, at_stake } = month;
    let heads = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun]
        .into_iter()
        .map(|day| {
            let short: String = w.weekday_short(day).chars().take(2).collect();
            view! { <th scope="col" abbr=w.weekday(day)>{short}</th> }
        })
        .collect_views();
    let rows = weeks
        .into_iter()
        .map(|week| {
            let cells = week.into_iter().map(|day| cell(day, currency, today, address)).collect_views();
            view! { <tr>{cells}</tr> }
        })
        .collect_views();
    let at = first.format("%Y-%m").to_string();
    let target = with_parameters(Way::Month.path(), address, &[("at", &at), ("currency", "")]);
    let amount = at_stake.filter(|money| money.minor != 0).map(|money| view! { <Amount money /> });
    view! {
        <section>
            <h3>
                <a href=target>{w.month_name(first.month())}</a>
                {amount}
            </h3>
            <table class="small-month">
                <caption class="visually-hidden">{w.month_long(first)}</caption>
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn cell(day: Option<HeatDay>, currency: Option<Currency>, today: Day, address: &str) -> AnyView {
    let w = use_words();
    let Some(HeatDay { day, dates, minor, heat, near }) = day else { return view! { <td></td> }.into_any() };
    let current = (day == today).then_some("date");
    if dates == 0 {
        return view! {
            <td aria-current=current>
                <span>{day.day()}</span>
            </td>
        }
        .into_any();
    }
    let class = if near { "heat-seal".to_owned() } else { format!("heat-{}", heat.max(1)) };
    let amount = currency.filter(|_| minor != 0).map(|currency| w.money(Money::new(minor, currency)));
    let counted = w.count(dates, words::key_date::DATES_ONE, words::key_date::DATES);
    let said: Vec<String> = [Some(w.day_long(day)), Some(counted), amount].into_iter().flatten().collect();
    let target = with_parameters(Way::Agenda.path(), address, &[("at", &day.to_string()), ("currency", "")]);
    view! {
        <td class=class aria-current=current>
            <a href=target title=said.join(" · ")>
                {day.day()}
                <span class="visually-hidden">{said.join(" · ")}</span>
            </a>
        </td>
    }
    .into_any()
}
