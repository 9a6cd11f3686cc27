//! Calendar feeds: key dates at addresses that calendar programs read without signing in.
//!
//! An address holds 256 random bits; only their SHA-256 is kept. Whoever has the address sees what its owner sees, so a feed
//! is judged anew at every reading: an owner who may no longer enter has none.

use crate::{Actor, Failure, Office, Result, key_date, secret, sign_in};
use chrono::{Days, TimeDelta};
use model::{
    calendar::{Moment, Period},
    event::{Event, Subject},
    id::{FeedId, PersonId},
    key_date::Filter,
    permission::Permission,
    person::{name_problem, tidy_name},
    refusal::{FieldProblem, Refusal},
    view::{CreatedFeed, FeedContent, FeedDate, FeedRow},
};
use store::Page;

/// The most feeds that one person has.
pub const FEEDS_MOST: u32 = 50;
/// Days of the past that a feed holds, so that what was due lately does not vanish from calendars.
const BEHIND: u64 = 92;
/// Days ahead that a feed holds.
const AHEAD: u64 = 731;
/// The most key dates that a feed holds: more make calendar programs slow.
const ROWS_MOST: u64 = 5_000;
/// Seconds within which a further reading is not written down.
const UNNOTED_SECONDS: i64 = 900;
/// Characters of the secret part of an address.
const LENGTH: usize = 64;

/// One's feeds, the newest first.
pub async fn list(actor: &Actor) -> Result<Vec<FeedRow>> {
    let (person, reading) = actor.read_own()?;
    Ok(store::feed::list_of(reading.connection(), person).await?)
}

/// Makes a feed of what a filter leaves. Its address is in the answer and nowhere else.
///
/// # Errors
/// [`Refusal::Fields`] for its name; [`Refusal::TooMany`] beyond [`FEEDS_MOST`].
pub async fn create(actor: &Actor, name: &str, filter: Filter) -> Result<CreatedFeed> {
    let mut acting = actor.begin(Permission::ViewContracts).await?;
    let person = actor.person().ok_or(Refusal::NotSignedIn)?;
    let name = tidy_name(name);
    if let Some(problem) = name_problem(&name) {
        return Err(Refusal::Fields(vec![FieldProblem::new("name", problem)]).into());
    }
    if store::feed::count_of(acting.connection(), person).await? >= u64::from(FEEDS_MOST) {
        return Err(Refusal::TooMany { most: FEEDS_MOST }.into());
    }
    let clock = actor.office().clock();
    let (id, secret) = (FeedId(clock.id()), clock.token_secret());
    let feed = FeedRow { id, name: name.clone(), filter, created_at: actor.now(), read_at: None };
    store::feed::insert(acting.connection(), person, secret::hash(&secret), &feed).await?;
    acting.record(Subject::Person(person), Event::FeedCreated { name });
    acting.commit().await?;
    Ok(CreatedFeed { id, secret })
}

async fn own_name(acting: &crate::actor::Acting<'_>, person: PersonId, id: FeedId) -> Result<String> {
    let own = store::feed::list_of(acting.connection(), person).await?;
    Ok(own.into_iter().find(|feed| feed.id == id).ok_or(Refusal::NotFound)?.name)
}

/// Gives one's own feed another address; the old one stops working at once.
///
/// # Errors
/// [`Refusal::NotFound`] if there is none of one's own with that identity.
pub async fn rotate(actor: &Actor, id: FeedId) -> Result<CreatedFeed> {
    let (person, mut acting) = actor.begin_own().await?;
    let name = own_name(&acting, person, id).await?;
    let secret = actor.office().clock().token_secret();
    store::feed::rotate(acting.connection(), person, id, secret::hash(&secret)).await?;
    acting.record(Subject::Person(person), Event::FeedRotated { name });
    acting.commit().await?;
    Ok(CreatedFeed { id, secret })
}

/// Removes one's own feed: its address stops working at once.
///
/// # Errors
/// As [`rotate`].
pub async fn revoke(actor: &Actor, id: FeedId) -> Result<()> {
    let (person, mut acting) = actor.begin_own().await?;
    let name = own_name(&acting, person, id).await?;
    store::feed::delete(acting.connection(), person, id).await?;
    acting.record(Subject::Person(person), Event::FeedRevoked { name });
    acting.commit().await
}

/// What stands at an address.
///
/// # Errors
/// [`Refusal::NotFound`] if nothing does, whatever the reason.
pub async fn read(office: &Office, secret: &str) -> Result<FeedContent> {
    if secret.len() != LENGTH || !secret.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(Refusal::NotFound.into());
    }
    let found = store::feed::find(office.store.reading(), &secret::hash(secret)).await?;
    let found = found.ok_or(Refusal::NotFound)?;
    // Why its owner may not enter is nobody's business who has the address only.
    let actor = match sign_in::actor(office, found.person, None).await {
        Err(Failure::Refused(_)) => return Err(Refusal::NotFound.into()),
        other => other?,
    };
    note(office, found.id, found.read_at, actor.now()).await?;
    Ok(FeedContent {
        rows: rows(&actor, &found.filter).await?,
        name: found.name,
        language: actor.language(),
        made_at: actor.now(),
    })
}

/// What a filter leaves. Where it asks for one person, what falls on the days of those for whom they stand in is theirs, too:
/// it is there from the day on which the absence is written down, and goes by the day of the date and not of the reading, so
/// that nothing comes and goes while somebody is away. What is confidential is seen only while the absence lasts.
async fn rows(actor: &Actor, filter: &Filter) -> Result<Vec<FeedDate>> {
    let today = actor.day();
    let first = today.checked_sub_days(Days::new(BEHIND)).unwrap_or(today);
    let last = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
    let days = Period { first, last };
    let all = async |filter: &Filter, days, stood_in| {
        let rows = key_date::all(actor, filter, days, Page::first(ROWS_MOST)).await?;
        Ok::<_, Failure>(rows.into_iter().map(move |row| FeedDate { row, stood_in }))
    };
    let mut dates: Vec<FeedDate> = all(filter, days, false).await?.collect();
    let Some(owner) = filter.owner else { return Ok(dates) };
    let reading = actor.read(Permission::ViewContracts)?;
    for (person, days) in store::absence::stood_in_by(reading.connection(), owner, days).await? {
        let theirs = Filter { owner: Some(person), ..filter.clone() };
        dates.extend(all(&theirs, days, true).await?);
    }
    dates.sort_by_key(|date| date.row.date.day);
    dates.truncate(usize::try_from(ROWS_MOST).unwrap_or(usize::MAX));
    Ok(dates)
}

async fn note(office: &Office, id: FeedId, read_at: Option<Moment>, now: Moment) -> Result<()> {
    let unnoted = now - TimeDelta::seconds(UNNOTED_SECONDS);
    if read_at.is_none_or(|read| read < unnoted) {
        let writing = office.store.begin().await?;
        store::feed::note_read(writing.connection(), id, now, unnoted).await?;
        writing.commit().await?;
    }
    Ok(())
}
