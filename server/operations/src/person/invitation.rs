//! Invitations: a secret in a link, of which only the hash is kept. It works once, for a week.

use crate::{Office, Result, history, session, settings, sign_in};
use chrono::TimeDelta;
use model::{
    calendar::Moment,
    event::{Event, Subject},
    id::PersonId,
    person::{INVITATION_DAYS, password_problem},
    refusal::{FieldProblem, Refusal},
    view::{Invitation, InvitationLink},
};
use store::{
    ConnectionTrait,
    person::{Member, Person},
};

/// A new secret for a person, and what of it is kept.
pub(super) fn new_link(office: &Office, person: PersonId, now: Moment) -> (InvitationLink, String) {
    let token = office.clock.secret();
    let hash = session::key(&token);
    (InvitationLink { person, token, until: now + TimeDelta::days(INVITATION_DAYS) }, hash)
}

async fn invited(connection: &impl ConnectionTrait, office: &Office, token: &str) -> Result<Member> {
    let found = store::person::find_invited(connection, &session::key(token), office.clock.now()).await?;
    let found = found.filter(|member| sign_in::may_enter(office, &member.person));
    Ok(found.ok_or(Refusal::Invitation)?)
}

/// Whom a link is for.
///
/// # Errors
/// [`Refusal::Invitation`] for a link that is wrong, used, or too old: the answer is the same.
pub async fn find_invitation(office: &Office, token: &str) -> Result<Invitation> {
    let connection = office.store.reading();
    let member = invited(connection, office, token).await?;
    Ok(Invitation {
        organisation: settings::settled(connection).await?.name,
        name: member.person.name,
        email: member.person.email,
        returning: member.joined_at.is_some(),
    })
}

/// Chooses a password by a link; the link is then worth nothing, and older sessions of the person end.
///
/// # Errors
/// [`Refusal::Invitation`] as [`find_invitation`]; [`Refusal::Fields`] for a password that will not do.
pub async fn accept_invitation(office: &Office, token: &str, password: String) -> Result<Person> {
    invited(office.store.reading(), office, token).await?;
    if let Some(problem) = password_problem(&password) {
        return Err(Refusal::Fields(vec![FieldProblem::new("password", problem)]).into());
    }
    let hash = sign_in::hash(password).await?;
    let writing = office.store.begin().await?;
    let connection = writing.connection();
    // Asked again inside the transaction: of two who use the link at once, one comes too late.
    let Member { person, .. } = invited(connection, office, token).await?;
    let now = office.clock.now();
    store::person::write_password(connection, person.id, hash, now).await?;
    store::session::end_of(connection, person.id, None).await?;
    let event = (Subject::Person(person.id), Event::InvitationAccepted);
    history::append(connection, Some(person.id), now, &[event]).await?;
    writing.commit().await?;
    Ok(person)
}
