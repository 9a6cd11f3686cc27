//! Mails: what waits for one is put into it, and each is sent by a job of its own.
//!
//! A mail is sent at least once: whether the server of the organisation took it is known only from its answer, and where
//! that does not come the mail is sent again. It then has the same `Message-ID`, by which whoever receives both drops the
//! second. What a mail tells is read when it is sent, so that nobody is written of what they may not see any more.

use crate::{Actor, Failure, Office, Result, actor::Acting, notification, service_visit, sign_in};
use futures::future::BoxFuture;
use model::{
    calendar::Moment,
    id::{JobId, MailId, PersonId},
    job::JobName,
    key_date::KeyDateKind,
    language::Language,
    notification::{Choice, Heard, MailRhythm, Notice},
    permission::Permission,
    view::{List, MailRow, MailState, VisitSheet},
};
use std::fmt::Debug;
use store::{Page, job::NewJob, mail::VisitMail};

/// The most things that one mail tells; the others are on the page of notifications.
pub const TOLD_MOST: usize = 50;

/// A mail ready to be put into words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Its identity, the same each time it is sent.
    pub id: MailId,
    /// Name of whoever it is for.
    pub name: String,
    /// Their address.
    pub address: String,
    /// Their language.
    pub language: Language,
    /// When it was sent.
    pub at: Moment,
    /// What it tells, at most [`TOLD_MOST`].
    pub notices: Vec<Notice>,
    /// How much more there is to tell.
    pub more: usize,
    /// The secret of the links in it.
    pub secret: String,
}

impl Letter {
    /// The kinds of things it tells of, each of which can be stopped.
    pub fn kinds(&self) -> Vec<KeyDateKind> {
        KeyDateKind::ALL.into_iter().filter(|kind| self.notices.iter().any(|notice| notice.kind() == *kind)).collect()
    }
}

/// Why a mail was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{said}")]
pub struct Undelivered {
    /// What was said, by the server or by the connection to it.
    pub said: String,
    /// Whether trying again is in vain: the address itself was refused.
    pub for_good: bool,
}

/// That somebody comes, ready to be put into words for somebody at a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// Its identity, the same each time it is sent.
    pub id: MailId,
    /// Name of whoever it is for.
    pub name: String,
    /// Their address.
    pub address: String,
    /// When it was sent.
    pub at: Moment,
    /// Who has it sent, and hears the answer: name and address.
    pub from: Option<(String, String)>,
    /// The visit, in the language of whoever it is for.
    pub visit: VisitSheet,
}

/// Puts mails into words and hands them to the server of the organisation.
pub trait Post: Debug + Send + Sync {
    /// Sends a letter.
    fn send(&self, letter: Letter) -> BoxFuture<'_, std::result::Result<(), Undelivered>>;

    /// Tells somebody at a customer that somebody comes.
    fn announce(&self, announcement: Announcement) -> BoxFuture<'_, std::result::Result<(), Undelivered>>;
}

/// What came of sending a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sending {
    /// It was taken, or need not be sent.
    Over,
    /// It was not taken, and is tried again.
    Later(Undelivered),
}

fn program(office: &Office) -> Actor {
    office.program("mail")
}

/// Has what waits for a mail put into one as soon as this is written.
pub(crate) async fn ask_to_gather(acting: &mut Acting<'_>) -> Result<()> {
    let now = acting.actor().now();
    acting.queue(JobName::GatherMail, "", None, now).await?;
    Ok(())
}

/// Puts everything that waits for a mail into one for each person whose time has come, and queues it: all at once for
/// those who have their mails immediately, once a day for the others. Answers how many mails were made.
pub async fn gather(office: &Office) -> Result<u64> {
    let actor = program(office);
    if !office.sends_mail() {
        // Mails that begin to be sent one day do not tell of what is long past.
        let acting = actor.begin(Permission::ManageJobs).await?;
        store::notification::want_no_mail(acting.connection()).await?;
        acting.commit().await?;
        return Ok(0);
    }
    let reading = actor.read(Permission::ManageJobs)?;
    let choices = notification::choices(reading.connection()).await?;
    let hour = office.clock.hour();
    let mut made = 0;
    for person in store::notification::mail_wanted(reading.connection()).await? {
        let choice = choices.get(&person).cloned().unwrap_or_default();
        if choice.mails_at(hour) {
            made += u64::from(write(&actor, person, &choice).await?);
        }
    }
    Ok(made)
}

/// Makes a mail of everything that waits for one of a person; answers whether there was anything.
async fn write(actor: &Actor, person: PersonId, choice: &Choice) -> Result<bool> {
    let office = actor.office();
    let mut acting = actor.begin(Permission::ManageJobs).await?;
    let (id, job) = (MailId(office.clock.id()), JobId(office.clock.id()));
    let key = match choice.rhythm {
        MailRhythm::Immediate => format!("now/{id}"),
        // Of two programs that gather in the same hour only one makes the mail of the day.
        MailRhythm::Daily(_) => format!("daily/{}", actor.day()),
    };
    if !store::mail::insert(acting.connection(), id, person, &key, job, actor.now()).await? {
        return Ok(false);
    }
    if store::notification::hand_to_mail(acting.connection(), person, id).await? == 0 {
        // Somebody else was quicker; nothing of this transaction remains.
        return Ok(false);
    }
    queue(&mut acting, id, job).await?;
    acting.commit().await?;
    Ok(true)
}

/// Queues the sending of a mail.
async fn queue(acting: &mut Acting<'_>, id: MailId, job: JobId) -> Result<()> {
    let now = acting.actor().now();
    let new = NewJob {
        id: job,
        name: JobName::SendMail,
        argument: id.to_string(),
        key: Some(format!("mail/{id}")),
        due_at: now,
        queued_at: now,
    };
    store::job::insert(acting.connection(), new).await?;
    acting.tell_of_jobs();
    Ok(())
}

/// Puts a mail about a visit into the outbox in the transaction of whoever tells it. Of a plan that was told before there is
/// one already.
pub(crate) async fn tell_of_visit(acting: &mut Acting<'_>, by: PersonId, mail: &VisitMail) -> Result<()> {
    let (clock, now) = (&acting.actor().office().clock, acting.actor().now());
    let (id, job) = (MailId(clock.id()), JobId(clock.id()));
    if store::mail::insert_of_visit(acting.connection(), (id, by), mail, job, now).await? {
        queue(acting, id, job).await?;
    }
    Ok(())
}

/// Sends a mail, unless it was sent, or need not be any more: whoever it was for is gone, wants none, or may not see what
/// it tells.
pub async fn send(office: &Office, id: MailId) -> Result<Sending> {
    let actor = program(office);
    let reading = actor.read(Permission::ManageJobs)?;
    let connection = reading.connection();
    let Some(mail) = store::mail::find(connection, id).await?.filter(|mail| !mail.over) else {
        return Ok(Sending::Over);
    };
    if let Some(visit) = mail.visit {
        return announce(&actor, (id, mail.person), visit).await;
    }
    let person = store::person::find(connection, mail.person).await?;
    let (Some(person), Some(post)) = (person.filter(|person| sign_in::may_enter(office, person)), office.post()) else {
        return withdraw(&actor, id).await;
    };
    let sight = sign_in::actor(office, person.id, None).await?.sight();
    let choice = store::notification::hearing(connection, person.id).await?.map(|(_, choice, _)| choice);
    let choice = choice.unwrap_or_default();
    let told = store::notification::of_mail(connection, person.id, sight, id).await?;
    let mut notices: Vec<Notice> = told.into_iter().map(|row| row.notice).collect();
    notices.retain(|notice| choice.of(notice.kind()) == Heard::AppAndMail);
    if notices.is_empty() {
        return withdraw(&actor, id).await;
    }
    let more = notices.len().saturating_sub(TOLD_MOST);
    notices.truncate(TOLD_MOST);
    let secret = notification::secret_of(office, person.id).await?;
    let letter = Letter {
        id,
        name: person.name,
        address: person.email,
        language: person.language,
        at: actor.now(),
        notices,
        more,
        secret,
    };
    noted(&actor, id, post.send(letter).await).await
}

/// Tells somebody at a customer that somebody comes, unless that is no longer so.
async fn announce(actor: &Actor, (id, by): (MailId, PersonId), mail: VisitMail) -> Result<Sending> {
    let VisitMail { visit, key, name, address, language } = mail;
    let sheet = match service_visit::find(actor, visit).await {
        Ok(sheet) => sheet,
        Err(Failure::Refused(_)) => return withdraw(actor, id).await,
        Err(broken) => return Err(broken),
    };
    let plan = sheet.visit.plan.filter(|_| sheet.visit.is_open());
    if plan.is_none_or(|plan| service_visit::telling(visit, plan) != key) {
        return withdraw(actor, id).await;
    }
    let office = actor.office();
    let Some(post) = office.post() else {
        let said = "no mail server is set up".to_owned();
        return noted(actor, id, Err(Undelivered { said, for_good: false })).await;
    };
    let person = store::person::find(actor.read(Permission::ManageJobs)?.connection(), by).await?;
    let from = person.filter(|person| sign_in::may_enter(office, person)).map(|person| (person.name, person.email));
    let visit = VisitSheet { customer_language: language, ..sheet };
    let announcement = Announcement { id, name, address, at: actor.now(), from, visit };
    noted(actor, id, post.announce(announcement).await).await
}

/// Notes what came of a mail.
async fn noted(actor: &Actor, id: MailId, outcome: std::result::Result<(), Undelivered>) -> Result<Sending> {
    let acting = actor.begin(Permission::ManageJobs).await?;
    let sending = match outcome {
        Ok(()) => {
            store::mail::sent(acting.connection(), id, actor.now()).await?;
            Sending::Over
        }
        Err(undelivered) => {
            store::mail::failed(acting.connection(), id, &undelivered.said).await?;
            Sending::Later(undelivered)
        }
    };
    acting.commit().await?;
    Ok(sending)
}

async fn withdraw(actor: &Actor, id: MailId) -> Result<Sending> {
    let acting = actor.begin(Permission::ManageJobs).await?;
    store::mail::withdraw(acting.connection(), id, actor.now()).await?;
    acting.commit().await?;
    Ok(Sending::Over)
}

/// Mails that stand somewhere (all where nothing is named), the newest first: to whom and how they fare, not what they
/// say.
pub async fn list(actor: &Actor, states: &[MailState], page: Page) -> Result<List<MailRow>> {
    let reading = actor.read(Permission::ManageJobs)?;
    let (rows, total) = store::mail::list(reading.connection(), states, page).await?;
    Ok(List { rows, total, more: false, day: actor.day() })
}
