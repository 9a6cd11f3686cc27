//! Holidays and the delivery of notices, as an administrator settles them, and what follows from a change.

use crate::{
    Actor, Office, Result, contract,
    practice::{KeptDates, NAME},
    renewal,
};
use model::{
    calendar::{
        Day,
        holiday::{DaySaid, HolidayCalendar, HolidayChange, Region},
    },
    contract::DeliveryDays,
    event::{Change, Event, Subject},
    id::LegalEntityId,
    permission::Permission,
    refusal::{FieldProblem, Problem, Refusal},
    term::DateSettings,
    view::HolidaySheet,
};
use store::ConnectionTrait;

/// How many contracts one transaction judges anew, so that people can save in between.
const TOGETHER: u64 = 200;
/// The longest name of a day.
const MOST_CHARACTERS: usize = 100;
/// The most days that delivery is allowed to take.
const MOST_DAYS: u16 = 60;
/// The most days that are added or taken away.
const MOST_CHANGES: usize = 5_000;

async fn kept(connection: &impl ConnectionTrait) -> Result<KeptDates> {
    Ok(store::setting::find(connection, NAME).await?.unwrap_or_default())
}

/// The calendar of a region in a year, and what else is settled about dates.
pub async fn find(actor: &Actor, region: Region, year: i32) -> Result<HolidaySheet> {
    let reading = actor.read(Permission::ManageSettings)?;
    let KeptDates { version, settings } = kept(reading.connection()).await?;
    let calendar = HolidayCalendar::new(region, &settings.holidays);
    let (days, announced) = (calendar.year(year), region.is_announced(year));
    Ok(HolidaySheet { version, region, year, days, announced, delivery: settings.delivery })
}

/// Adds a day on which nobody works, or one on which people do, to a calendar that is still as it was read; over whatever
/// was said of the day before.
///
/// # Errors
/// [`Refusal::Stale`]; [`Refusal::Fields`] without a name for a day off.
pub async fn say_day(actor: &Actor, version: i32, change: HolidayChange) -> Result<()> {
    let mut change = change;
    if let DaySaid::Off { name } = &mut change.said {
        *name = name.trim().to_owned();
        let problem = match name.chars().count() {
            0 => Some(Problem::Missing),
            long if long > MOST_CHARACTERS => Some(Problem::TooLong { most: 100 }),
            _ => None,
        };
        if let Some(problem) = problem {
            return Err(Refusal::Fields(vec![FieldProblem::new("name", problem)]).into());
        }
    }
    let (region, day) = (change.region, change.day);
    let event = Event::HolidayChanged { region, day, said: Some(change.said.clone()) };
    save(actor, version, move |settings| {
        settings.holidays.retain(|kept| (kept.region, kept.day) != (region, day));
        settings.holidays.push(change);
        settings.holidays.sort_by_key(|kept| (kept.region, kept.day));
        if settings.holidays.len() > MOST_CHANGES {
            let most = Problem::OutOfRange { least: 0, most: 5_000 };
            return Err(Refusal::Fields(vec![FieldProblem::new("day", most)]).into());
        }
        Ok(Some(event))
    })
    .await
}

/// Takes back what was said of a day, so that the built-in calendar counts again.
///
/// # Errors
/// [`Refusal::Stale`]; [`Refusal::NotFound`] if nothing was said of it.
pub async fn reset_day(actor: &Actor, version: i32, region: Region, day: Day) -> Result<()> {
    save(actor, version, |settings| {
        let before = settings.holidays.len();
        settings.holidays.retain(|kept| (kept.region, kept.day) != (region, day));
        if settings.holidays.len() == before {
            return Err(Refusal::NotFound.into());
        }
        Ok(Some(Event::HolidayChanged { region, day, said: None }))
    })
    .await
}

/// Changes how many days notices are on their way.
///
/// # Errors
/// [`Refusal::Stale`]; [`Refusal::Fields`] for more than 60 days.
pub async fn change_delivery(actor: &Actor, version: i32, delivery: DeliveryDays) -> Result<()> {
    let fields = |days: DeliveryDays| {
        let DeliveryDays { registered_letter, email, portal } = days;
        [("registered_letter", registered_letter), ("email", email), ("portal", portal)]
    };
    let beyond = fields(delivery).into_iter().filter(|(_, days)| *days > MOST_DAYS);
    let most = Problem::OutOfRange { least: 0, most: MOST_DAYS.into() };
    let problems: Vec<_> = beyond.map(|(field, _)| FieldProblem::new(field, most.clone())).collect();
    if !problems.is_empty() {
        return Err(Refusal::Fields(problems).into());
    }
    save(actor, version, |settings| {
        let both = fields(settings.delivery).into_iter().zip(fields(delivery));
        let differing = both.filter(|((_, before), (_, after))| before != after);
        let changes: Vec<Change> = differing
            .map(|((field, before), (_, after))| Change {
                field: field.to_owned(),
                before: before.to_string(),
                after: after.to_string(),
            })
            .collect();
        settings.delivery = delivery;
        Ok((!changes.is_empty()).then_some(Event::DeliveryDaysChanged { changes }))
    })
    .await
}

/// Saves what is settled, where anything changed, and has the contracts judged anew behind the answer.
async fn save(
    actor: &Actor,
    version: i32,
    change: impl FnOnce(&mut DateSettings) -> Result<Option<Event>> + Send,
) -> Result<()> {
    let mut acting = actor.begin(Permission::ManageSettings).await?;
    let found: Option<KeptDates> = store::setting::lock(acting.connection(), NAME).await?;
    let mut kept = found.unwrap_or_default();
    if kept.version != version {
        return Err(Refusal::Stale.into());
    }
    let Some(event) = change(&mut kept.settings)? else { return Ok(()) };
    kept.version += 1;
    store::setting::write(acting.connection(), NAME, &kept).await?;
    acting.record(Subject::Organisation, event);
    acting.commit().await?;
    judge_behind(actor.office(), None);
    Ok(())
}

/// Judges anew, behind an answer, the contracts whose dates follow what was changed: all of one of our companies, or of
/// all companies those that have special terms. A program that stops meanwhile does it at its next start.
pub(crate) fn judge_behind(office: &Office, entity: Option<LegalEntityId>) {
    let office = office.clone();
    tokio::spawn(async move {
        if let Err(cause) = judge(&office, entity).await {
            tracing::error!(%cause, "dates were not brought up to date; the next night makes up for it");
        }
    });
}

/// One at a time in this program; it may run twice, or stop half-way, without harm.
async fn judge(office: &Office, entity: Option<LegalEntityId>) -> Result<()> {
    let _alone = office.judging.lock().await;
    let actor = office.program("holidays");
    let mut after = None;
    loop {
        let mut acting = actor.begin(Permission::EditContracts).await?;
        let ids = store::contract::ids_by_dates(acting.connection(), entity, after, TOGETHER).await?;
        let Some(last) = ids.last() else { return acting.commit().await };
        after = Some(*last);
        contract::recompute(acting.connection(), &actor, &ids).await?;
        renewal::follow(&mut acting, &ids).await?;
        acting.commit().await?;
    }
}
