//! Calendars of holidays, with the days that are said over them.

use chrono::NaiveDate;
use model::{
    calendar::holiday::{DayOff, DaySaid, HolidayChange, Region as Calendar, SpecialDay},
    permission::Permission,
    refusal::Refusal,
};
use operations::holiday;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    answer::Versioned,
    ask::{Asked, Body, IfMatch, NumberAndName},
    caller::Caller,
    problem::Trouble,
    wire::choices,
};
use app::words::holiday as words;

choices! {
    /// Whose holidays.
    Region = model::calendar::holiday::Region {
        /// France, without the further holidays of Alsace and Moselle.
        France,
        /// England and Wales.
        EnglandAndWales,
        /// Mainland China, as the State Council announces them.
        China,
        /// Any other: the days that are added.
        Other,
    }
}

/// What a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// Nobody works.
    Off,
    /// People work, although it is a weekend or was a holiday.
    Worked,
}

/// A day that is no ordinary one.
#[derive(Debug, Serialize, ToSchema)]
pub struct HolidayDay {
    /// The day.
    pub day: NaiveDate,
    /// What it is.
    pub kind: DayKind,
    /// What it is called, in the language of the answer; `null` for one on which people work.
    pub name: Option<String>,
    /// Whether an administrator said so.
    pub changed: bool,
}

impl HolidayDay {
    fn new(caller: &Caller, day: &SpecialDay) -> Self {
        let name = match &day.off {
            Some(DayOff::Holiday { holiday, substitute: _ }) => Some(words::holiday(caller.words(), holiday)),
            Some(DayOff::Saturday | DayOff::Sunday) | None => None,
        };
        let kind = if day.off.is_some() { DayKind::Off } else { DayKind::Worked };
        Self { day: day.day, kind, name, changed: day.changed }
    }
}

/// The holidays of a region in a year.
#[derive(Debug, Serialize, ToSchema)]
pub struct Holidays {
    /// Version of all calendars together; grows with every change of any of them. Sent as `If-Match` in quotation marks, it is the
    /// version that was read.
    pub version: i32,
    /// Whose holidays.
    pub region: Region,
    /// The year.
    pub year: i32,
    /// Whether all holidays of the year are known: those of China are announced year by year.
    pub announced: bool,
    /// The days that are no ordinary ones, in order.
    pub days: Vec<HolidayDay>,
}

async fn sheet(caller: &Caller, region: Calendar, year: i32) -> Result<Versioned<Holidays>, Trouble> {
    let sheet = holiday::find(&caller.actor, region, year).await?;
    let days = sheet.days.iter().map(|day| HolidayDay::new(caller, day)).collect();
    let (version, announced) = (sheet.version, sheet.announced);
    Ok(Versioned(version, Holidays { version, region: region.into(), year, announced, days }))
}

/// Which calendar.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct HolidayQuery {
    /// Whose holidays.
    #[param(inline, example = "france")]
    region: Region,
    /// The year.
    #[param(minimum = 1990, maximum = 2100, example = "2026")]
    year: i32,
}

/// Holidays of a year
///
/// The built-in calendar of a region with what was said of single days over it.
#[utoipa::path(
    get, path = "/holidays", tag = "settings", params(HolidayQuery),
    responses((status = 200, description = "The calendar.", body = Holidays, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("manage_settings"))),
)]
pub async fn list_holidays(caller: Caller, Asked(query): Asked<HolidayQuery>) -> Result<Versioned<Holidays>, Trouble> {
    sheet(&caller, query.region.into(), query.year.clamp(1990, 2100)).await
}

/// What is said of a day.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SaidDay {
    /// What it is.
    kind: DayKind,
    /// What it is called; needed for a day on which nobody works.
    #[serde(default)]
    #[schema(max_length = 100)]
    name: String,
}

/// The calendar and the day that a path names.
fn named(region: &str, day: &str) -> Result<(Calendar, NaiveDate), Refusal> {
    let region = Calendar::from_code(region).ok_or(Refusal::NotFound)?;
    Ok((region, day.parse().map_err(|_no_day| Refusal::NotFound)?))
}

fn year_of(day: NaiveDate) -> i32 {
    chrono::Datelike::year(&day)
}

/// Say what a day is
///
/// That nobody works on it, or that people do; over whatever was said of it before. Contracts whose dates depend on it are judged
/// anew behind the answer.
#[utoipa::path(
    put, path = "/holidays/{region}/{day}", tag = "settings",
    params(
        ("region" = Region, Path, description = "Whose holidays."),
        ("day" = NaiveDate, Path, description = "The day."),
        IfMatch,
    ),
    request_body(content = SaidDay, example = json!({ "kind": "off", "name": "Company day" })),
    responses((status = 200, description = "The calendar of its year.", body = Holidays, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("manage_settings"))),
)]
pub async fn say_holiday(
    caller: Caller,
    NumberAndName(region, day): NumberAndName,
    IfMatch(version): IfMatch,
    Body(body): Body<SaidDay>,
) -> Result<Versioned<Holidays>, Trouble> {
    caller.actor.read(Permission::ManageSettings)?;
    let (region, day) = named(&region, &day)?;
    let said = match body.kind {
        DayKind::Off => DaySaid::Off { name: body.name },
        DayKind::Worked => DaySaid::Worked,
    };
    holiday::say_day(&caller.actor, version, HolidayChange { region, day, said }).await?;
    sheet(&caller, region, year_of(day)).await
}

/// Take back what was said of a day
///
/// The built-in calendar counts again.
#[utoipa::path(
    delete, path = "/holidays/{region}/{day}", tag = "settings",
    params(
        ("region" = Region, Path, description = "Whose holidays."),
        ("day" = NaiveDate, Path, description = "The day."),
        IfMatch,
    ),
    responses((status = 200, description = "The calendar of its year.", body = Holidays, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("manage_settings"))),
)]
pub async fn reset_holiday(
    caller: Caller,
    NumberAndName(region, day): NumberAndName,
    IfMatch(version): IfMatch,
) -> Result<Versioned<Holidays>, Trouble> {
    caller.actor.read(Permission::ManageSettings)?;
    let (region, day) = named(&region, &day)?;
    holiday::reset_day(&caller.actor, version, region, day).await?;
    sheet(&caller, region, year_of(day)).await
}
