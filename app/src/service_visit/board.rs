//! The board of a month: its days with their visits, and beside them those that have no day yet.

use super::{
    VisitBadge,
    api::{BoardQuery, PlanVisit, board},
};
use crate::{
    components::{
        form::{Refused, last_refused},
        icon::{Icon, IconMark},
        list::{Exports, parameter, with_parameter},
        show::show_to,
        views::CollectViews,
    },
    failure::{Failure, FailureNotice},
    use_words,
    wire::{Step, StepForm, ask},
    words::{self, service_visit as say},
};
use chrono::{Datelike, Weekday};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{
    hooks::{use_location, use_query_map},
    params::ParamsMap,
};
use model::{
    calendar::{Day, Period, add_months, sub_months},
    permission::Permission,
    refusal::Refusal,
    service_visit::VisitState,
    view::{Viewer, VisitBoard, VisitRow},
};

const PATH: &str = "/visits";
const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// What an address asks for.
pub(super) fn query_of(map: &ParamsMap) -> BoardQuery {
    let text = |name: &str| parameter(map, name);
    BoardQuery {
        month: text("month"),
        technician: text("technician"),
        q: text("q"),
        customer: text("customer"),
        site: text("site"),
        skill: text("skill"),
    }
}

/// The visits of a month.
#[component]
pub fn BoardPage() -> impl IntoView {
    let w = use_words();
    let map = use_query_map();
    let query = Memo::new(move |_| query_of(&map.get()));
    let plan = Step::<PlanVisit>::new();
    let known = ask(move || (query.get(), plan.version().get()), |(query, _)| board(query));
    let content =
        show_to(known, move |board, viewer| view! { <Board board query=query.get_untracked() viewer plan /> });
    view! {
        <Title text=w.t(say::TITLE) />
        <header class="page-head">
            <div class="page-title">
                <h1>{w.t(say::TITLE)}</h1>
            </div>
        </header>
        {content}
    }
}

#[component]
fn Board(board: VisitBoard, query: BoardQuery, viewer: Viewer, plan: Step<PlanVisit>) -> impl IntoView {
    let w = use_words();
    let may = viewer.may(Permission::PlanVisits);
    let VisitBoard { month, days_off, planned, to_plan, more, sites, technicians, day } = board;
    let failure = last_refused([plan.last()]);
    // The fields of these small forms show no problems of their own, so the notice above says them.
    let problems = move || match failure.get() {
        Some(failure @ Failure::Refused(Refusal::Fields(_))) => Some(view! { <FailureNotice failure /> }),
        _ => None,
    };
    let chosen = query.technician.clone();
    let options = technicians
        .iter()
        .map(|(id, name)| {
            let id = id.to_string();
            let selected = id == chosen;
            view! { <option value=id selected=selected>{name.clone()}</option> }
        })
        .collect_views();
    let chosen_site = query.site.clone();
    let elsewhere = !chosen_site.is_empty() && sites.iter().all(|(id, _)| id.to_string() != chosen_site);
    let elsewhere = elsewhere.then(|| {
        view! { <option value=chosen_site.clone() selected=true>{w.t(say::CHOSEN_SITE)}</option> }
    });
    let places = sites
        .into_iter()
        .map(|(id, name)| {
            let id = id.to_string();
            let selected = id == chosen_site;
            view! { <option value=id selected=selected>{name}</option> }
        })
        .collect_views();
    let exports = viewer.may(Permission::Export).then(|| {
        view! { <Exports path=PATH query=use_location().search.get_untracked() /> }
    });
    let here = use_location().search.get_untracked();
    let to_month = |first: Option<Day>| {
        let name = first.map(|first| format!("{:04}-{:02}", first.year(), first.month())).unwrap_or_default();
        with_parameter(PATH, &here, "month", &name)
    };
    let (before, after) = (to_month(sub_months(month.first, 1)), to_month(add_months(month.first, 1)));
    let title = w.with(say::CALENDAR, &[("month", &w.month_long(month.first))]);
    let none = planned.is_empty().then(|| view! { <p class="soft visit-none">{w.t(say::NO_VISITS)}</p> });
    let days = days(month, &planned, &days_off, day, may);
    let choices = std::iter::once((String::new(), w.t(say::NOBODY).to_owned()))
        .chain(technicians.iter().map(|(id, name)| (id.to_string(), name.clone())))
        .collect::<Vec<_>>();
    let proposed = month.first.max(day);
    let empty = to_plan.is_empty().then(|| view! { <p class="soft">{w.t(say::SIDE_EMPTY)}</p> });
    let technician = chosen.clone();
    // Each visit keeps a card of its own: in the card of one just planned, the next would stand with its form open and its
    // day typed, and a second click would plan that.
    let cards = view! {
        <For each=move || to_plan.clone() key=|row| (row.id, row.version) let:row>
            <Card row choices=choices.clone() technician=technician.clone() proposed may plan />
        </For>
    };
    let more = more.then(|| view! { <p class="soft">{w.t(say::SIDE_MORE)}</p> });
    let week = WEEK.map(|weekday| view! { <span>{w.weekday_short(weekday)}</span> }).into_iter().collect_views();
    let narrowed = [&query.technician, &query.q, &query.customer, &query.site, &query.skill];
    let clear = narrowed.iter().any(|text| !text.is_empty()).then(|| {
        let target = with_parameter(PATH, "", "month", &query.month);
        view! { <a href=target>{w.t(words::list::CLEAR_FILTERS)}</a> }
    });
    let drop = may.then(|| {
        view! {
            <StepForm step=plan attr:class="visit-drop" attr:hidden="">
                <input type="hidden" name="visit" />
                <input type="hidden" name="version" />
                <input type="hidden" name="planned_on" />
                <input type="hidden" name="planned_at" />
                <input type="hidden" name="technician" value=chosen.clone() />
            </StepForm>
        }
    });
    view! {
        <form class="filters" method="get" action=PATH>
            <input type="hidden" name="month" value=query.month.clone() />
            <input type="hidden" name="customer" value=query.customer.clone() />
            <input
                type="search"
                name="q"
                value=query.q.clone()
                placeholder=w.t(say::CUSTOMER)
                aria-label=w.t(say::CUSTOMER)
            />
            <select name="technician" aria-label=w.t(say::TECHNICIAN)>
                <option value="">{w.t(say::ANYBODY)}</option>
                {options}
            </select>
            <select name="site" aria-label=w.t(say::SITE)>
                <option value="">{w.t(say::ANY_SITE)}</option>
                {elsewhere}
                {places}
            </select>
            <input
                type="search"
                name="skill"
                value=query.skill.clone()
                placeholder=w.t(say::SKILL)
                aria-label=w.t(say::SKILL)
            />
            <button class="button" type="submit">
                <IconMark icon=Icon::Filter />
                {w.t(words::list::APPLY)}
            </button>
            {clear}
        </form>
        <div class="filters-end">{exports}</div>
        <Refused failure />
        {problems}
        <div class="visit-board">
            <section aria-labelledby="month">
                <div class="section-head">
                    <h2 id="month">{title}</h2>
                    <div class="actions">
                        <a class="button quiet icon-only" href=before aria-label=w.t(say::MONTH_BEFORE)>
                            <IconMark icon=Icon::ChevronLeft />
                        </a>
                        <a class="button quiet" href=with_parameter(PATH, &here, "month", "")>
                            {w.t(say::THIS_MONTH)}
                        </a>
                        <a class="button quiet icon-only" href=after aria-label=w.t(say::MONTH_AFTER)>
                            <IconMark icon=Icon::ChevronRight />
                        </a>
                    </div>
                </div>
                {none}
                <div class="visit-week" aria-hidden="true">
                    {week}
                </div>
                <ol class="visit-month">{days}</ol>
            </section>
            <section class="visit-side" aria-labelledby="to-plan">
                <div class="section-head">
                    <h2 id="to-plan">{w.t(say::SIDE)}</h2>
                </div>
                <p class="soft">{w.t(say::SIDE_TEXT)}</p>
                {empty}
                <ul>{cards}</ul>
                {more}
            </section>
        </div>
        {drop}
    }
}

/// The days of a month, each with what is planned on it or was made.
fn days(month: Period, planned: &[VisitRow], off: &[(Day, String)], today: Day, may: bool) -> Vec<AnyView> {
    let w = use_words();
    let of = |row: &VisitRow| row.done_on.or(row.planned_on);
    month
        .first
        .iter_days()
        .take_while(|day| *day <= month.last)
        .map(|day| {
            let rows: Vec<_> = planned.iter().filter(|row| of(row) == Some(day)).cloned().collect();
            let holiday = off.iter().find(|(off, _)| *off == day).map(|(_, name)| name.clone());
            let class = format!(
                "visit-day from-{}{}{}",
                day.weekday().number_from_monday(),
                if rows.is_empty() { " none" } else { "" },
                if holiday.is_some() { " off" } else { "" }
            );
            let rows = rows.into_iter().map(|row| view! { <Entry row may /> }).collect_views();
            view! {
                <li
                    class=class
                    data-day=(may && day >= today).then(|| day.to_string())
                    aria-current=(day == today).then_some("date")
                >
                    <h3>
                        <span class="visit-weekday">{w.weekday_short(day.weekday())} " "</span>
                        {w.number(day.day())} " "
                        <span class="visit-off">{holiday}</span>
                    </h3>
                    <ul>{rows}</ul>
                </li>
            }
        })
        .collect_views()
}

/// A visit on its day.
#[component]
fn Entry(row: VisitRow, may: bool) -> impl IntoView {
    let w = use_words();
    let time = row.at.map(|at| format!("{} ", say::time(w, at))).unwrap_or_default();
    let open = may && !matches!(row.state, VisitState::Done | VisitState::Cancelled);
    let state = w.t(say::state(row.state));
    let what = std::iter::once(row.description.clone()).chain(row.site.clone()).collect::<Vec<_>>().join(" · ");
    let who = row.technician.clone().map(|name| format!(" · {name}")).unwrap_or_default();
    view! {
        <li
            class=format!("visit-entry {}", row.state.code())
            draggable=open.then_some("true")
            data-visit=open.then(|| row.id.to_string())
            data-version=row.version.to_string()
            data-at=row.at.map(model::service_visit::time_of)
        >
            <a href=format!("{PATH}/{}", row.id) title=format!("{state}{who}")>
                {time}
                {row.customer}
                " "
                <span class="second">{what}</span>
                <span class="visually-hidden">{format!(" {state}{who}")}</span>
            </a>
        </li>
    }
}

/// A visit without a day, with the form that gives it one.
#[component]
fn Card(
    row: VisitRow,
    choices: Vec<(String, String)>,
    technician: String,
    proposed: Day,
    may: bool,
    plan: Step<PlanVisit>,
) -> impl IntoView {
    let w = use_words();
    let place = row.site.clone().map(|site| format!(" · {site}")).unwrap_or_default();
    let what = format!("{} – {}{place}", row.description, row.customer);
    let form = may.then(|| {
        let options = choices
            .into_iter()
            .map(|(value, label)| {
                let selected = value == technician;
                view! { <option value=value selected=selected>{label}</option> }
            })
            .collect_views();
        // Within the window where that is still possible.
        let on = proposed.max(row.window.first);
        view! {
            <details class="visit-plan">
                <summary>
                    {w.t(say::PLAN)} <span class="visually-hidden">{format!(" {what}")}</span>
                </summary>
                <StepForm step=plan attr:class="stack tight">
                    <input type="hidden" name="visit" value=row.id.to_string() />
                    <input type="hidden" name="version" value=row.version.to_string() />
                    <input type="date" name="planned_on" value=on.to_string() aria-label=w.t(say::DAY) />
                    <input type="time" name="planned_at" aria-label=w.t(say::TIME) />
                    <select name="technician" aria-label=w.t(say::TECHNICIAN)>
                        {options}
                    </select>
                    <div class="actions">
                        <button class="button primary" type="submit">
                            {w.t(say::PLAN)}
                        </button>
                    </div>
                </StepForm>
            </details>
        }
    });
    view! {
        <li
            class="visit-card panel"
            draggable=may.then_some("true")
            data-visit=may.then(|| row.id.to_string())
            data-version=row.version.to_string()
        >
            <a href=format!("{PATH}/{}", row.id)>{row.description}</a>
            <p class="soft">{row.customer} {place}</p>
            <p class="soft">
                <VisitBadge state=row.state />
                " "
                {w.period(row.window)}
            </p>
            {form}
        </li>
    }
}
