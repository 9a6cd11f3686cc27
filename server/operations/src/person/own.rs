//! What people decide for themselves: their name, their language, their password.

use crate::{Actor, Result, session, sign_in};
use model::{
    event::{Event, Subject, changes},
    language::Language,
    person::{name_problem, password_problem, tidy_name},
    refusal::{FieldProblem, Problem, Refusal},
    view::Profile,
};

/// One's own page; `this` is the session that asks.
pub async fn profile(actor: &Actor, this: Option<&str>) -> Result<Profile> {
    let (id, reading) = actor.read_own()?;
    let connection = reading.connection();
    let member = store::person::find_member(connection, id).await?.ok_or(Refusal::NotFound)?;
    Ok(Profile {
        version: member.person.version,
        has_password: member.has_password,
        details: super::administration::details(member.person),
        sessions: session::list_of(connection, id, actor.now(), this).await?,
    })
}

/// Changes one's own name and language, which are still as they were read (`version`).
///
/// # Errors
/// [`Refusal::Stale`], [`Refusal::Fields`].
pub async fn change_profile(actor: &Actor, version: i32, name: &str, language: Language) -> Result<()> {
    let (id, mut acting) = actor.begin_own().await?;
    let mut person = store::person::find(acting.connection(), id).await?.ok_or(Refusal::NotFound)?;
    if person.version != version {
        return Err(Refusal::Stale.into());
    }
    if let Some(problem) = name_problem(name) {
        return Err(Refusal::Fields(vec![FieldProblem::new("name", problem)]).into());
    }
    let shown = |name: &str, language: Language| [("name", name.to_owned()), ("language", language.tag().to_owned())];
    let before = shown(&person.name, person.language);
    (person.name, person.language) = (tidy_name(name), language);
    let changes = changes(before, shown(&person.name, person.language));
    if changes.is_empty() {
        return Ok(());
    }
    store::person::update(acting.connection(), &person).await?;
    acting.record(Subject::Person(id), Event::PersonChanged { changes });
    acting.commit().await
}

/// Changes one's own password, and signs out of every browser but the one to `keep`.
///
/// # Errors
/// [`Refusal::Fields`] if the present password is wrong or the new one too short; [`Refusal::TooManyAttempts`] while
/// the account rests after wrong ones; [`Refusal::WrongState`] for people who sign in without a password.
pub async fn change_password(actor: &Actor, present: String, password: String, keep: Option<&str>) -> Result<()> {
    let (id, reading) = actor.read_own()?;
    let person = store::person::find(reading.connection(), id).await?.ok_or(Refusal::NotFound)?;
    let known = store::person::find_credentials(reading.connection(), &person.email).await?;
    let known = known.filter(|known| known.password_hash.is_some()).ok_or(Refusal::WrongState)?;
    if let Some(problem) = password_problem(&password) {
        return Err(Refusal::Fields(vec![FieldProblem::new("password", problem)]).into());
    }
    if !sign_in::is_right(actor.office(), Some(&known), present).await? {
        return Err(Refusal::Fields(vec![FieldProblem::new("present", Problem::WrongPassword)]).into());
    }
    let hash = sign_in::hash(password).await?;
    let (id, mut acting) = actor.begin_own().await?;
    store::person::write_password(acting.connection(), id, hash, actor.now()).await?;
    store::session::end_of(acting.connection(), id, keep).await?;
    acting.record(Subject::Person(id), Event::PasswordChanged);
    acting.commit().await
}
