//! The calendar of a region in a year, with the days that were added and taken away.

use super::api::{ChangeDelivery, DaySaid, OpenedCalendar, ResetHoliday, SayHoliday, calendar};
use crate::{
    administration::{Part, PartHead},
    components::{
        field::{Choice, SelectField, TextField},
        form::{Checks, FormNotice, last_refused},
        icon::{Icon, IconMark},
        show::show_page_to,
        views::CollectViews,
    },
    use_words,
    wire::{Step, StepForm, ask},
    words,
    words::{Text, holiday_page as say},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::{contract::DeliveryDays, view::Viewer};

#[derive(Clone, Copy)]
struct Steps {
    say: Step<SayHoliday>,
    reset: Step<ResetHoliday>,
    delivery: Step<ChangeDelivery>,
}

/// What a field is called, by its name.
fn label_of(field: &str) -> Option<Text> {
    Some(match field {
        "day" => say::DAY,
        "name" => say::NAME,
        "kind" => say::KIND,
        "registered_letter" => say::LETTER,
        "email" => say::EMAIL,
        "portal" => say::PORTAL,
        _ => return None,
    })
}

/// Holidays by region and year.
#[component]
pub fn HolidaysPage() -> impl IntoView {
    let query = use_query_map();
    let steps = Steps { say: Step::new(), reset: Step::new(), delivery: Step::new() };
    let of = move |name: &str| query.with(|query| query.get(name).unwrap_or_default());
    let taken = move || steps.say.version().get() + steps.reset.version().get() + steps.delivery.version().get();
    let known = ask(move || (of("region"), of("year"), taken()), |(region, year, _)| calendar(region, year));
    show_page_to(known, move |opened, viewer| view! { <Calendar opened viewer steps /> })
}

#[component]
fn Calendar(opened: OpenedCalendar, viewer: Viewer, steps: Steps) -> impl IntoView {
    let w = use_words();
    let OpenedCalendar { version, region, regions, year, days, announced, delivery, told } = opened;
    let failure = last_refused([steps.say.last(), steps.reset.last(), steps.delivery.last()]);
    let checks = Checks::provide(failure);
    let link = |region: &str, year: i32| format!("/administration/holidays?region={region}&year={year}");
    let tabs = regions
        .iter()
        .map(|(code, name)| {
            let current = (*code == region).then_some("page");
            view! {
                <a href=link(code, year) aria-current=current>
                    {name.clone()}
                </a>
            }
        })
        .collect_views();
    let unknown = (!announced).then(|| {
        view! {
            <p class="notice warn">
                <IconMark icon=Icon::Warning />
                {w.with(say::NOT_ANNOUNCED, &[("year", &year.to_string())])}
            </p>
        }
    });
    let none = days.is_empty().then(|| view! { <p class="soft">{w.t(say::NONE)}</p> });
    let rows = days.into_iter().map(|day| view! { <Day day region=region.clone() version steps /> }).collect_views();
    let kinds = vec![Choice::new("off", w.t(say::OFF)), Choice::new("worked", w.t(say::WORKED))];
    view! {
        <PartHead part=Part::Holidays viewer />
        {told.map(|told| view! { <p class="soft">{told}</p> })}
        <FormNotice checks label_of />
        <nav class="tabs" aria-label=w.t(say::REGIONS)>
            {tabs}
        </nav>
        <section class="section" aria-labelledby="calendar">
            <div class="section-head">
                <h2 id="calendar">{year.to_string()}</h2>
                <div class="actions">
                    <a class="button quiet" href=link(&region, year - 1)>
                        {(year - 1).to_string()}
                    </a>
                    <a class="button quiet" href=link(&region, year + 1)>
                        {(year + 1).to_string()}
                    </a>
                </div>
            </div>
            {unknown}
            {none}
            <div class="table-frame" role="region" aria-labelledby="calendar" tabindex="0">
                <table class="grid">
                    <thead>
                        <tr>
                            <th scope="col">{w.t(say::DAY)}</th>
                            <th scope="col">{w.t(say::WEEKDAY)}</th>
                            <th scope="col">{w.t(say::NAME)}</th>
                            <th scope="col">{w.t(say::FROM)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
        <section class="section" aria-labelledby="say-day">
            <div class="section-head">
                <h2 id="say-day">{w.t(say::SAY)}</h2>
            </div>
            <StepForm step=steps.say attr:class="form">
                <input type="hidden" name="version" value=version.to_string() />
                <input type="hidden" name="region" value=region.clone() />
                <TextField name="day" label=say::DAY kind="date" width="short" />
                <SelectField name="kind" label=say::KIND choices=kinds value="off" width="medium" />
                <TextField name="name" label=say::NAME hint=say::NAME_HINT optional=true width="medium" />
                <p class="soft">{w.t(say::EFFECT)}</p>
                <div class="actions">
                    <button class="button primary" type="submit">
                        {w.t(words::action::ADD)}
                    </button>
                </div>
            </StepForm>
        </section>
        <Delivery version delivery steps />
    }
}

/// A day, and the way back to the built-in calendar where an administrator said otherwise.
#[component]
fn Day(day: DaySaid, region: String, version: i32, steps: Steps) -> impl IntoView {
    let w = use_words();
    let DaySaid { day, weekday, name, changed } = day;
    let from = if changed {
        let label = w.with(say::RESET_DAY, &[("day", &w.day(day))]);
        view! {
            <StepForm step=steps.reset>
                <input type="hidden" name="version" value=version.to_string() />
                <input type="hidden" name="region" value=region />
                <input type="hidden" name="day" value=day.to_string() />
                <button class="button quiet" type="submit" aria-label=label>
                    {w.t(say::RESET)}
                </button>
            </StepForm>
        }
        .into_any()
    } else {
        view! { <span class="soft">{w.t(say::BUILT_IN)}</span> }.into_any()
    };
    view! {
        <tr>
            <th scope="row">
                <time datetime=day.to_string()>{w.day(day)}</time>
            </th>
            <td>{weekday}</td>
            <td>{name}</td>
            <td>{from}</td>
        </tr>
    }
}

/// How long notices are on their way.
#[component]
fn Delivery(version: i32, delivery: DeliveryDays, steps: Steps) -> impl IntoView {
    let w = use_words();
    let DeliveryDays { registered_letter, email, portal } = delivery;
    let field = move |name: &'static str, label: Text, days: u16| {
        let affix = w.t(words::settings_page::DAYS).to_owned();
        view! { <TextField name label value=days.to_string() inputmode="numeric" width="short" affix /> }
    };
    view! {
        <section class="section" aria-labelledby="delivery">
            <div class="section-head">
                <h2 id="delivery">{w.t(say::DELIVERY)}</h2>
            </div>
            <p class="soft">{w.t(say::DELIVERY_TEXT)}</p>
            <StepForm step=steps.delivery attr:class="form">
                <input type="hidden" name="version" value=version.to_string() />
                {field("registered_letter", say::LETTER, registered_letter)}
                {field("email", say::EMAIL, email)}
                {field("portal", say::PORTAL, portal)}
                <div class="actions">
                    <button class="button primary" type="submit">
                        {w.t(words::action::SAVE)}
                    </button>
                </div>
            </StepForm>
        </section>
    }
}
