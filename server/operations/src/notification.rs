//! What people are told: on their page of notifications, live in the top bar, and by mail as each of them chose.

use crate::{Actor, Office, Result, actor::Acting, mail};
use chrono::TimeDelta;
use model::{
    calendar::Moment,
    id::{NotificationId, PersonId},
    key_date::KeyDateKind,
    notification::{Choice, DateNotice, Heard, MailRhythm, Notice},
    refusal::{FieldProblem, Problem, Refusal},
    reminder::Means,
    view::{HearingSheet, List, NotificationRow},
};
use std::collections::{HashMap, HashSet};
use store::{ConnectionTrait, Page, notification::NewNotification};

/// Days for which what was read is kept.
const KEPT_DAYS: i64 = 400;

/// Something to tell somebody, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Telling {
    /// Whom.
    pub person: PersonId,
    /// What makes it one of a kind for that person: what they were told under it they are not told again.
    pub key: String,
    /// What.
    pub notice: Notice,
    /// By what means, as far as the person wants it.
    pub means: Means,
    /// Whether it reaches them because nothing moved, so that they cannot have switched it off.
    pub escalated: bool,
}

/// Tells people of things inside a transaction, each as they chose, and answers what is new of it. `choices` are those of
/// everybody who made one.
pub(crate) async fn tell(
    acting: &mut Acting<'_>,
    choices: &HashMap<PersonId, Choice>,
    tellings: Vec<Telling>,
) -> Result<Vec<Telling>> {
    let (actor, usual) = (acting.actor(), Choice::default());
    let (now, mails) = (actor.now(), actor.office().sends_mail());
    let keys: HashSet<&str> = tellings.iter().map(|telling| telling.key.as_str()).collect();
    let keys: Vec<String> = keys.into_iter().map(str::to_owned).collect();
    let told = store::notification::told(acting.connection(), &keys).await?;
    let (mut new, mut fresh) = (Vec::new(), Vec::new());
    for telling in tellings {
        if told.contains(&(telling.key.clone(), telling.person)) {
            continue;
        }
        let choice = choices.get(&telling.person).unwrap_or(&usual);
        let heard = choice.heard(telling.notice.kind(), telling.means, telling.escalated);
        if heard == Heard::Off {
            continue;
        }
        new.push(NewNotification {
            id: NotificationId(actor.office().clock.id()),
            person: telling.person,
            key: telling.key.clone(),
            notice: telling.notice.clone(),
            mail: mails && heard == Heard::AppAndMail,
            said: false,
        });
        fresh.push(telling);
    }
    // Who is both deputy and manager has one line about a date, of the last step that was reached.
    let mut last = HashSet::new();
    for each in new.iter_mut().rev() {
        if let Notice::KeyDate(DateNotice { kind, subject, day, .. }) = &each.notice {
            each.said = !last.insert((each.person, *kind, *subject, *day));
        }
    }
    let mailed = new.iter().any(|each| each.mail);
    store::notification::insert(acting.connection(), new, now).await?;
    if mailed {
        mail::ask_to_gather(acting).await?;
    }
    if !fresh.is_empty() {
        acting.tell_of_notifications();
    }
    Ok(fresh)
}

/// How everybody wants to hear of things who has said so.
pub(crate) async fn choices(connection: &impl ConnectionTrait) -> Result<HashMap<PersonId, Choice>> {
    Ok(store::notification::hearings(connection).await?)
}

/// Forgets what was read long ago.
pub(crate) async fn forget_old(acting: &Acting<'_>, now: Moment) -> Result<()> {
    Ok(store::notification::delete_read_before(acting.connection(), now - TimeDelta::days(KEPT_DAYS)).await?)
}

/// What one was told, the newest first.
pub async fn list(actor: &Actor, only_unread: bool, page: Page) -> Result<List<NotificationRow>> {
    let (person, reading) = actor.read_own()?;
    let (rows, total) =
        store::notification::list(reading.connection(), person, reading.sight(), only_unread, page).await?;
    Ok(List { rows, total, more: false, day: actor.day() })
}

/// How much of it one has not read.
pub async fn unread(actor: &Actor) -> Result<u64> {
    let (person, reading) = actor.read_own()?;
    Ok(store::notification::unread(reading.connection(), person, reading.sight()).await?)
}

/// One thing that one was told.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn find(actor: &Actor, id: NotificationId) -> Result<NotificationRow> {
    let (person, reading) = actor.read_own()?;
    let found = store::notification::find(reading.connection(), person, reading.sight(), id).await?;
    found.ok_or_else(|| Refusal::NotFound.into())
}

/// Notes that one has read something, and answers what.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn read(actor: &Actor, id: NotificationId) -> Result<NotificationRow> {
    let found = find(actor, id).await?;
    let (person, mut acting) = actor.begin_own().await?;
    store::notification::read(acting.connection(), person, Some(id), actor.now()).await?;
    acting.tell_of_notifications();
    acting.commit().await?;
    Ok(found)
}

/// Notes that one has read everything so far.
pub async fn read_all(actor: &Actor) -> Result<u64> {
    let (person, mut acting) = actor.begin_own().await?;
    let read = store::notification::read(acting.connection(), person, None, actor.now()).await?;
    acting.tell_of_notifications();
    acting.commit().await?;
    Ok(read)
}

/// Notes that something one has read waits to be seen to.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn keep_unread(actor: &Actor, id: NotificationId) -> Result<()> {
    find(actor, id).await?;
    let (person, mut acting) = actor.begin_own().await?;
    store::notification::unmark(acting.connection(), person, id).await?;
    acting.tell_of_notifications();
    acting.commit().await
}

/// How one wants to hear of things.
pub async fn hearing(actor: &Actor) -> Result<HearingSheet> {
    let (person, reading) = actor.read_own()?;
    let found = store::notification::hearing(reading.connection(), person).await?;
    let (version, choice) = found.map_or_else(<_>::default, |(version, choice, _)| (version, choice));
    Ok(HearingSheet { version, choice, mails: actor.office().sends_mail() })
}

/// Chooses how one wants to hear of things, if that is still as it was read (`version`).
///
/// # Errors
/// [`Refusal::Stale`], [`Refusal::Fields`].
pub async fn choose(actor: &Actor, version: i32, choice: Choice) -> Result<()> {
    if let MailRhythm::Daily(hour) = choice.rhythm
        && hour > 23
    {
        return Err(Refusal::Fields(vec![FieldProblem::new("hour", Problem::OutOfRange { least: 0, most: 23 })]).into());
    }
    let (person, acting) = actor.begin_own().await?;
    let known = store::notification::hearing(acting.connection(), person).await?;
    if known.map_or(0, |(known, ..)| known) != version {
        return Err(Refusal::Stale.into());
    }
    let secret = actor.office().clock.secret();
    store::notification::write_hearing(acting.connection(), person, version + 1, &choice, secret).await?;
    acting.commit().await
}

/// The secret of the links by which a person stops mails without signing in; made when it is first needed.
pub(crate) async fn secret_of(office: &Office, person: PersonId) -> Result<String> {
    let acting = office.store.begin().await?;
    if let Some((.., secret)) = store::notification::hearing(acting.connection(), person).await? {
        return Ok(secret);
    }
    let secret = office.clock.secret();
    store::notification::write_hearing(acting.connection(), person, 0, &Choice::default(), secret).await?;
    // Somebody else may have made one at the same time.
    let kept = store::notification::hearing(acting.connection(), person).await?;
    acting.commit().await?;
    Ok(kept.map(|(.., secret)| secret).unwrap_or_default())
}

/// Stops the mails about a kind of thing for whoever has the secret of a link; answers whose they are, or nothing where
/// the secret is nobody's.
pub async fn unsubscribe(office: &Office, secret: &str, kind: KeyDateKind) -> Result<bool> {
    let writing = office.store.begin().await?;
    let Some(person) = store::notification::with_secret(writing.connection(), secret).await? else {
        return Ok(false);
    };
    let known = store::notification::hearing(writing.connection(), person).await?;
    let (version, choice, secret) = known.unwrap_or_default();
    if choice.of(kind) == Heard::AppAndMail {
        let less = choice.with(kind, Heard::App);
        store::notification::write_hearing(writing.connection(), person, version + 1, &less, secret).await?;
        writing.commit().await?;
    }
    Ok(true)
}

/// Whether a secret is somebody's.
pub async fn knows_secret(office: &Office, secret: &str) -> Result<bool> {
    Ok(store::notification::with_secret(office.store.reading(), secret).await?.is_some())
}
