//! Signed-in browsers: seeing them and ending them.

use crate::{Actor, Result};
use model::{
    calendar::Moment,
    event::{Event, Subject},
    id::PersonId,
    refusal::Refusal,
    session::Browser,
    view::SessionRow,
};
use sha2::{Digest, Sha256};
use store::{ConnectionTrait, session::Session};

/// The identity of a session in the database: the hash of what is in the cookie, so that whoever reads a backup or a
/// page cannot act as anybody.
pub fn key(cookie: &str) -> String {
    Sha256::digest(cookie.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The browsers a person is signed in with; `this` is the one that asks.
pub(crate) async fn list_of(
    connection: &impl ConnectionTrait,
    person: PersonId,
    now: Moment,
    this: Option<&str>,
) -> Result<Vec<SessionRow>> {
    let sessions = store::session::list_of(connection, person, now.timestamp_millis()).await?;
    Ok(sessions.into_iter().map(|session| row(session, this)).collect())
}

fn row(session: Session, this: Option<&str>) -> SessionRow {
    let Session { id, person_id: _, data: _, created_at, seen_at, expires_at: _, agent } = session;
    let moment = |millis| Moment::from_timestamp_millis(millis).unwrap_or_default();
    SessionRow {
        browser: agent.as_deref().map(Browser::from_agent).unwrap_or_default(),
        since: moment(created_at),
        seen_at: moment(seen_at),
        this: this == Some(id.as_str()),
        id,
    }
}

/// Signs out of one of one's own browsers.
///
/// # Errors
/// [`Refusal::NotFound`] if it is not one's own, or ended already.
pub async fn end(actor: &Actor, id: &str) -> Result<()> {
    let (person, mut acting) = actor.begin_own().await?;
    if !store::session::end_one_of(acting.connection(), person, id).await? {
        return Err(Refusal::NotFound.into());
    }
    acting.record(Subject::Person(person), Event::SignedOut { sessions: 1 });
    acting.commit().await
}

/// Signs out of all of one's own browsers, this one too.
pub async fn end_all(actor: &Actor) -> Result<()> {
    let (person, mut acting) = actor.begin_own().await?;
    let ended = store::session::end_of(acting.connection(), person, None).await?;
    acting.record(Subject::Person(person), signed_out(ended));
    acting.commit().await
}

pub(crate) fn signed_out(sessions: u64) -> Event {
    Event::SignedOut { sessions: u32::try_from(sessions).unwrap_or(u32::MAX) }
}
