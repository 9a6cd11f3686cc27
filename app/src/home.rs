//! Home: what needs somebody today, with a verb, a day and an amount; then the week, and what waits for others.

pub mod api;
pub mod first_steps;

use self::first_steps::FirstSteps;
use crate::{
    components::{
        figure::{Amount, DayMark, MaybeAmount},
        icon::{Icon, IconMark},
        show::{show, show_viewer},
        views::CollectViews,
    },
    key_date::{icon, place_of},
    use_words,
    wire::ask,
    words::{self, Words, home as say},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Redirect;
use model::{
    calendar::Day,
    key_date::KeyDateKind,
    permission::Permission,
    view::{FindingRow, Home, HomeDate, HomeVisits, KeyDateRow, MissedNotice, Others, VisitRow},
};

/// The first page after signing in: whoever pursues money sees it at once; everybody else sees what needs them.
#[component]
pub fn EntrancePage() -> impl IntoView {
    show_viewer(|viewer| {
        let path = if viewer.may(Permission::ViewLeakage) { "/leakage" } else { "/home" };
        view! { <Redirect path /> }
    })
}

/// Home.
#[component]
pub fn HomePage() -> impl IntoView {
    let w = use_words();
    let home = ask(|| (), |()| api::home());
    let content = show(home, move |(home, headlines)| view! { <Content home headlines /> });
    view! {
        <Title text=w.t(words::nav::HOME) />
        <header class="page-head">
            <div class="page-title">
                <h1>{w.t(words::nav::HOME)}</h1>
            </div>
        </header>
        {content}
    }
}

#[component]
fn Content(home: Home, headlines: Vec<String>) -> impl IntoView {
    let w = use_words();
    if home.empty {
        return view! { <FirstSteps /> }.into_any();
    }
    let Home {
        empty: _,
        today,
        standing_in,
        to_confirm,
        due,
        missed,
        week,
        more,
        findings,
        pursued,
        waiting,
        visits,
        others,
    } = home;
    let standing_in = standing_in
        .into_iter()
        .map(|away| {
            let said = say_away(w, say::STANDING_IN, (&away.name, away.until));
            view! {
                <p class="notice info">
                    <a href="/profile/absences">{said}</a>
                </p>
            }
        })
        .collect_views();
    let listed = (to_confirm == 0 || !due.is_empty()).then(|| dates(w, &due, today, say::TODAY_NONE));
    let confirm = (to_confirm > 0).then(|| {
        view! {
            <p class="notice info">
                <a href="/renewals?state=awaits_second">{w.count(to_confirm, say::CONFIRM_ONE, say::CONFIRM)}</a>
            </p>
        }
    });
    let title = w.with(say::TODAY, &[("day", &w.day_long(today))]);
    let due = section(w, "due", title, view! { {confirm} {listed} }.into_any());
    let missed = (!missed.is_empty()).then(|| {
        let rows = missed.iter().map(|notice| too_late(w, notice)).collect_views();
        section(w, "missed", w.t(say::MISSED).to_owned(), view! { <ul class="agenda">{rows}</ul> }.into_any())
    });
    let week = section(w, "week", w.t(say::WEEK).to_owned(), dates(w, &week, today, say::WEEK_NONE));
    let more = (more > 0).then(|| {
        view! {
            <p>
                <a href="/calendar/agenda">{w.count(more, say::MORE_ONE, say::MORE)}</a>
            </p>
        }
    });
    let money = findings.map(|rows| {
        let list = findings_list(w, rows, headlines);
        let all = (pursued > 0).then(|| {
            view! {
                <p>
                    <a href="/leakage/findings">{w.count(pursued, say::PURSUED_ONE, say::PURSUED)}</a>
                </p>
            }
        });
        section(w, "money", w.t(say::MONEY).to_owned(), view! { {list} {all} }.into_any())
    });
    let waiting = waiting.filter(|count| *count > 0).map(|count| {
        view! {
            <li>
                <IconMark icon=Icon::Link />
                <div class="agenda-what">
                    <a href="/billing/matching">{w.count(count, words::matching::QUEUE_COUNT_ONE, words::matching::QUEUE_COUNT)}</a>
                </div>
            </li>
        }
        .into_any()
    });
    let visits = visits.filter(|visits| visits.to_plan > 0 || !visits.behind.is_empty());
    let visits = visits.map(|visits| section(w, "visits", w.t(say::VISITS).to_owned(), visits_list(w, &visits)));
    let others = others.filter(|others| others.deadlines > 0).map(|others| others_line(w, others));
    let beside: Vec<AnyView> = [waiting, others].into_iter().flatten().collect();
    let beside = (!beside.is_empty()).then(|| {
        section(w, "others", w.t(say::OTHERS).to_owned(), view! { <ul class="agenda">{beside}</ul> }.into_any())
    });
    view! { {standing_in} {due} {missed} {visits} {week} {more} {money} {beside} }.into_any()
}

fn section(_: Words, id: &'static str, title: String, content: AnyView) -> AnyView {
    view! {
        <section class="section" aria-labelledby=id>
            <div class="section-head">
                <h2 id=id>{title}</h2>
            </div>
            {content}
        </section>
    }
    .into_any()
}

fn dates(w: Words, rows: &[HomeDate], today: Day, none: words::Text) -> AnyView {
    if rows.is_empty() {
        return view! { <p class="soft">{w.t(none)}</p> }.into_any();
    }
    let rows = rows.iter().map(|row| date(w, row, today)).collect_views();
    view! { <ul class="agenda">{rows}</ul> }.into_any()
}

fn say_away(w: Words, text: words::Text, (name, until): (&str, Day)) -> String {
    w.with(text, &[("name", name), ("day", &w.day(until))])
}

fn date(w: Words, HomeDate { row, of }: &HomeDate, today: Day) -> AnyView {
    let date = &row.date;
    let what = if date.label.is_empty() { &row.title } else { &date.label };
    let of = of.as_ref().map(|(name, until)| {
        view! { <span class="badge bare ink">{say_away(w, say::FOR, (name, *until))}</span> }.into_any()
    });
    line(row, w.with(words::home::verb(date.kind), &[("what", what)]), date.day < today, of)
}

/// A last day for notice that passed: what follows from it instead of what was to be done.
fn too_late(w: Words, missed: &MissedNotice) -> AnyView {
    let MissedNotice { row, renews_on } = missed;
    let said = match renews_on {
        Some(day) => w.with(say::MISSED_RENEWS, &[("what", &row.title), ("day", &w.day(*day))]),
        None => w.with(say::MISSED_NOTICE, &[("what", &row.title)]),
    };
    line(row, said, true, None)
}

fn line(row: &KeyDateRow, said: String, late: bool, of: Option<AnyView>) -> AnyView {
    let date = &row.date;
    let (class, day) = if late { ("seal", "late") } else { ("", "") };
    let amount = match date.amount {
        Some(money) => view! { <Amount money /> }.into_any(),
        None => view! { <span class="money"></span> }.into_any(),
    };
    view! {
        <li class=class>
            <IconMark icon=icon(date.kind) />
            <div class="agenda-what">
                <a href=place_of(row)>{said}</a>
                <span>{format!("{} · {}", row.customer, row.contract)}</span>
                {of}
            </div>
            {amount}
            <DayMark day=date.day class=day />
        </li>
    }
    .into_any()
}

fn visits_list(w: Words, visits: &HomeVisits) -> AnyView {
    let to_plan = (visits.to_plan > 0).then(|| {
        view! {
            <li>
                <IconMark icon=icon(KeyDateKind::Visit) />
                <div class="agenda-what">
                    <a href="/visits">{w.count(visits.to_plan, say::TO_PLAN_ONE, say::TO_PLAN)}</a>
                </div>
            </li>
        }
    });
    let rows = visits.behind.iter().map(|row| behind(w, row)).collect_views();
    let more =
        visits.behind.iter().map(|row| row.planned_on.unwrap_or(row.window.last)).next().filter(|_| visits.more).map(
            |day| {
                let href = format!("/calendar/agenda?kind=visit&state=open&at={day}");
                view! {
                    <p>
                        <a href=href>{w.with(say::BEHIND_MORE, &[("day", &w.day(day))])}</a>
                    </p>
                }
            },
        );
    view! {
        <ul class="agenda">{to_plan} {rows}</ul>
        {more}
    }
    .into_any()
}

fn behind(w: Words, row: &VisitRow) -> AnyView {
    let what = [Some(row.description.as_str()), row.site.as_deref()];
    let what = what.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let who = row.technician.as_deref().unwrap_or_else(|| w.t(say::NOBODY));
    let (said, day) = match row.planned_on {
        Some(day) => (say::UNREPORTED, day),
        None => (say::UNPLANNED, row.window.last),
    };
    view! {
        <li class="seal">
            <IconMark icon=icon(KeyDateKind::Visit) />
            <div class="agenda-what">
                <a href=format!("/visits/{}", row.id)>{w.with(said, &[("what", &what)])}</a>
                <span>{format!("{} · {} · {who}", row.customer, row.contract)}</span>
            </div>
            <span class="money"></span>
            <DayMark day class="late" />
        </li>
    }
    .into_any()
}

fn findings_list(w: Words, rows: Vec<FindingRow>, headlines: Vec<String>) -> AnyView {
    if rows.is_empty() {
        return view! { <p class="soft">{w.t(say::MONEY_NONE)}</p> }.into_any();
    }
    let rows = rows
        .into_iter()
        .zip(headlines)
        .map(|(row, headline)| {
            view! {
                <li>
                    <IconMark icon=Icon::Leakage />
                    <div class="agenda-what">
                        <a href=format!("/leakage/{}", row.id)>{headline}</a>
                        <span>{format!("{} · {}", row.customer, row.contract)}</span>
                    </div>
                    <MaybeAmount money=row.finding.amount />
                    <span class="day"></span>
                </li>
            }
        })
        .collect_views();
    view! { <ul class="agenda">{rows}</ul> }.into_any()
}

fn others_line(w: Words, others: Others) -> AnyView {
    let amounts = others.amounts.into_iter().map(|money| view! { <Amount money /> " " }).collect_views();
    view! {
        <li>
            <IconMark icon=Icon::Flag />
            <div class="agenda-what">
                <a href="/calendar/agenda?kind=notice_deadline&state=open">
                    {w.count(others.deadlines, say::DEADLINES_ONE, say::DEADLINES)}
                </a>
                <span>{amounts}</span>
            </div>
        </li>
    }
    .into_any()
}
