//! Questions about calendars, and the steps that change them.

#![allow(missing_docs, reason = "the arguments of a server function become undocumented fields")]

use crate::failure::Failure;
use leptos::server;
use model::{calendar::Day, contract::DeliveryDays};
use serde::{Deserialize, Serialize};

/// A day of a calendar in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DaySaid {
    /// The day.
    pub day: Day,
    /// Its day of the week.
    pub weekday: String,
    /// What it is.
    pub name: String,
    /// Whether an administrator said so.
    pub changed: bool,
}

/// A calendar opened for editing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedCalendar {
    /// For comparing at a save.
    pub version: i32,
    /// Code of the region.
    pub region: String,
    /// The regions by code and name.
    pub regions: Vec<(String, String)>,
    /// The year.
    pub year: i32,
    /// Its days.
    pub days: Vec<DaySaid>,
    /// Whether all holidays of the year are known.
    pub announced: bool,
    /// How long notices are on their way.
    pub delivery: DeliveryDays,
    /// Who changed a calendar last, and when, in words.
    pub told: Option<String>,
}

/// The calendar of a region in a year; of our own country and this year where none is named.
#[server(FindCalendar, endpoint = "holiday/find", protocol = crate::wire::Wire)]
pub async fn calendar(region: String, year: String) -> Result<OpenedCalendar, Failure> {
    let actor = crate::visit::actor().await?;
    let sheet = operations::holiday::find(&actor, input::region(&region), input::year(&actor, &year)).await?;
    let mut opened = input::said(&actor, sheet);
    opened.told = input::told(&actor).await?;
    Ok(opened)
}

/// Says that nobody works on a day, or that people do.
#[server(SayHoliday, endpoint = "holiday/say", protocol = crate::wire::Wire)]
pub async fn say(version: i32, region: String, day: String, kind: String, name: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::holiday::say_day(&actor, version, input::change(&region, &day, &kind, name)?).await?)
}

/// Takes back what was said of a day.
#[server(ResetHoliday, endpoint = "holiday/reset", protocol = crate::wire::Wire)]
pub async fn reset(version: i32, region: String, day: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::holiday::reset_day(&actor, version, input::region(&region), input::day(&day)?).await?)
}

/// Changes how long notices are on their way.
#[server(ChangeDelivery, endpoint = "holiday/delivery", protocol = crate::wire::Wire)]
pub async fn delivery(version: i32, registered_letter: String, email: String, portal: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let days = input::delivery([&registered_letter, &email, &portal])?;
    Ok(operations::holiday::change_delivery(&actor, version, days).await?)
}

/// From what people type to what operations take, and back.
#[cfg(feature = "ssr")]
mod input {
    use super::{DaySaid, OpenedCalendar};
    use crate::{
        failure::Failure,
        words::{Words, holiday as words, holiday_page as say},
    };
    use model::{
        calendar::{
            Day,
            holiday::{self, HolidayChange, Region, SpecialDay},
        },
        contract::DeliveryDays,
        event::Event,
        refusal::{FieldProblem, Problem, Refusal},
        typed::{day_problem, narrow},
        view::HolidaySheet,
    };
    use operations::Actor;

    pub fn region(code: &str) -> Region {
        Region::from_code(code).unwrap_or(Region::France)
    }

    pub fn year(actor: &Actor, year: &str) -> i32 {
        use chrono::Datelike;
        let typed = year.parse().ok().filter(|year| (1990..=2100).contains(year));
        typed.unwrap_or_else(|| actor.day().year())
    }

    pub fn said(actor: &Actor, sheet: HolidaySheet) -> OpenedCalendar {
        use chrono::Datelike;
        let w = Words(actor.language());
        let HolidaySheet { version, region, year, days, announced, delivery } = sheet;
        let name = |day: &SpecialDay| match &day.off {
            Some(holiday::DayOff::Holiday { holiday, substitute: true }) => {
                w.with(words::SUBSTITUTE, &[("holiday", &words::holiday(w, holiday))])
            }
            Some(holiday::DayOff::Holiday { holiday, substitute: false }) => words::holiday(w, holiday),
            Some(holiday::DayOff::Saturday | holiday::DayOff::Sunday) | None => w.t(say::WORKED).to_owned(),
        };
        let days = days.iter().map(|day| DaySaid {
            day: day.day,
            weekday: w.weekday(day.day.weekday()).to_owned(),
            name: name(day),
            changed: day.changed,
        });
        let regions = Region::ALL.map(|region| (region.code().to_owned(), w.t(words::region(region)).to_owned()));
        OpenedCalendar {
            version,
            region: region.code().to_owned(),
            regions: regions.to_vec(),
            year,
            days: days.collect(),
            announced,
            delivery,
            told: None,
        }
    }

    /// Who changed a calendar last, and when.
    pub async fn told(actor: &Actor) -> operations::Result<Option<String>> {
        let of_calendars =
            |event: &Event| matches!(event, Event::HolidayChanged { .. } | Event::DeliveryDaysChanged { .. });
        let last = operations::history::last_of_organisation(actor, of_calendars).await?;
        Ok(last.map(|past| crate::components::history::in_a_line(actor, past)))
    }

    fn refused(field: &str, problem: Problem) -> Failure {
        Refusal::Fields(vec![FieldProblem::new(field, problem)]).into()
    }

    pub fn day(text: &str) -> Result<Day, Failure> {
        let text = narrow(text.trim());
        if text.is_empty() {
            return Err(refused("day", Problem::Missing));
        }
        text.parse().map_err(|_| refused("day", day_problem(&text)))
    }

    pub fn change(code: &str, on: &str, kind: &str, name: String) -> Result<HolidayChange, Failure> {
        let said = match kind {
            "off" => holiday::DaySaid::Off { name },
            "worked" => holiday::DaySaid::Worked,
            _ => return Err(refused("kind", Problem::NotAChoice)),
        };
        Ok(HolidayChange { region: region(code), day: day(on)?, said })
    }

    pub fn delivery(typed: [&str; 3]) -> Result<DeliveryDays, Failure> {
        let mut problems = Vec::new();
        let mut days = |field: &str, text: &str| {
            let days = narrow(text.trim()).parse::<u16>();
            if days.is_err() {
                problems.push(FieldProblem::new(field, Problem::NotAWholeNumber));
            }
            days.unwrap_or_default()
        };
        let [registered_letter, email, portal] = typed;
        let delivery = DeliveryDays {
            registered_letter: days("registered_letter", registered_letter),
            email: days("email", email),
            portal: days("portal", portal),
        };
        if problems.is_empty() { Ok(delivery) } else { Err(Refusal::Fields(problems).into()) }
    }
}
