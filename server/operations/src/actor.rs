//! Who acts, on which day, in which language; and the only way to a connection.

use crate::{Failure, Office, Result, history};
use model::{
    calendar::{Day, Moment},
    event::{Event, Subject},
    id::PersonId,
    language::Language,
    permission::{Permission, permits},
    person::Role,
    refusal::{FieldProblem, Refusal},
    token::{Scope, covers},
    typed::Form,
};
use store::{ConnectionTrait, Writing, sight::Sight};

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// A person who signed in, or an API client with their token.
    Person {
        /// Identity.
        id: PersonId,
        /// Name as shown.
        name: String,
        /// Their roles.
        roles: Vec<Role>,
    },
    /// The program itself, under the name of a job.
    Program(&'static str),
}

/// Somebody who acts.
#[derive(Clone, Debug)]
pub struct Actor {
    office: Office,
    who: Who,
    day: Day,
    now: Moment,
    language: Language,
    /// Where the actor came by a token: the scopes that narrow what they may do.
    scopes: Option<Vec<Scope>>,
    /// Where the program finishes what a person began: that person.
    behalf: Option<PersonId>,
}

impl Actor {
    pub(crate) fn new(office: Office, who: Who, language: Language) -> Self {
        let now = office.clock.now();
        let day = office.clock.day_at(now);
        Self { office, who, day, now, language, scopes: None, behalf: None }
    }

    /// The same actor, who may do only what the scopes cover, too.
    pub(crate) fn within(self, scopes: Vec<Scope>) -> Self {
        Self { scopes: Some(scopes), ..self }
    }

    /// The same actor, whose acts stand in the history as those of a person who began them.
    pub(crate) fn on_behalf_of(self, person: Option<PersonId>) -> Self {
        Self { behalf: person, ..self }
    }

    /// Who it is.
    pub const fn who(&self) -> &Who {
        &self.who
    }

    /// The person, unless the program itself acts.
    pub const fn person(&self) -> Option<PersonId> {
        match &self.who {
            Who::Person { id, .. } => Some(*id),
            Who::Program(_) => None,
        }
    }

    /// The business day.
    pub const fn day(&self) -> Day {
        self.day
    }

    /// The moment.
    pub const fn now(&self) -> Moment {
        self.now
    }

    /// The language to answer in.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// What all actors share.
    pub const fn office(&self) -> &Office {
        &self.office
    }

    /// Whether the actor may do something: their roles carry it, and the scopes of their token, if they came
    /// by one, cover it.
    pub fn may(&self, permission: Permission) -> bool {
        self.scopes.as_ref().is_none_or(|scopes| covers(scopes, permission)) && self.carries(permission)
    }

    /// Whether the roles of the actor carry a permission, whatever the scopes of their token.
    pub(crate) fn carries(&self, permission: Permission) -> bool {
        match &self.who {
            Who::Person { roles, .. } => permits(roles, permission),
            Who::Program(_) => true,
        }
    }

    pub(crate) fn sight(&self) -> Sight {
        match &self.who {
            Who::Person { id, roles, .. } => {
                let wide = [Role::Administrator, Role::Manager, Role::Auditor];
                if roles.iter().any(|role| wide.contains(role)) { Sight::Everything } else { Sight::Of(*id, self.day) }
            }
            Who::Program(_) => Sight::Everything,
        }
    }

    fn require(&self, permission: Permission) -> Result<()> {
        if self.may(permission) { Ok(()) } else { Err(Refusal::NotPermitted(permission).into()) }
    }

    /// Begins to read what a permission allows.
    pub fn read(&self, permission: Permission) -> Result<Reading<'_>> {
        self.require(permission)?;
        Ok(Reading { actor: self, sight: self.sight() })
    }

    /// Begins to read what belongs to the person alone: their profile and sessions. Needs no permission.
    ///
    /// # Errors
    /// [`Refusal::NotSignedIn`] for the program itself, which has nothing of its own.
    pub fn read_own(&self) -> Result<(PersonId, Reading<'_>)> {
        let person = self.person().ok_or(Refusal::NotSignedIn)?;
        Ok((person, Reading { actor: self, sight: self.sight() }))
    }

    /// Begins a change of what belongs to the person alone; otherwise as [`Actor::begin`].
    ///
    /// # Errors
    /// As [`Actor::read_own`].
    pub async fn begin_own(&self) -> Result<(PersonId, Acting<'_>)> {
        let person = self.person().ok_or(Refusal::NotSignedIn)?;
        let writing = self.office.store.begin().await?;
        Ok((
            person,
            Acting { actor: self, sight: self.sight(), writing, events: Vec::new(), jobs: false, notifications: false },
        ))
    }

    /// Begins a change that a permission allows: one transaction with its history.
    pub async fn begin(&self, permission: Permission) -> Result<Acting<'_>> {
        self.require(permission)?;
        let writing = self.office.store.begin().await?;
        Ok(Acting { actor: self, sight: self.sight(), writing, events: Vec::new(), jobs: false, notifications: false })
    }
}

/// Leave to read.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    actor: &'a Actor,
    sight: Sight,
}

impl Reading<'_> {
    /// The connection.
    pub fn connection(&self) -> &impl ConnectionTrait {
        self.actor.office.store.reading()
    }

    /// Which contracts may be seen.
    pub const fn sight(&self) -> Sight {
        self.sight
    }
}

/// Leave to change, inside a transaction.
#[derive(Debug)]
pub struct Acting<'a> {
    actor: &'a Actor,
    sight: Sight,
    writing: Writing,
    events: Vec<(Subject, Event)>,
    /// Whether jobs were queued, of which this program is told once they are written.
    jobs: bool,
    /// Whether somebody was told of something, or read it.
    notifications: bool,
}

impl Acting<'_> {
    /// The connection inside the transaction.
    pub fn connection(&self) -> &impl ConnectionTrait {
        self.writing.connection()
    }

    /// Which contracts may be seen.
    pub const fn sight(&self) -> Sight {
        self.sight
    }

    /// Remembers what happened; written with everything else at [`Acting::commit`].
    pub fn record(&mut self, subject: Subject, event: Event) {
        self.events.push((subject, event));
    }

    /// Who acts.
    pub(crate) const fn actor(&self) -> &Actor {
        self.actor
    }

    /// Has this program look for jobs after [`Acting::commit`].
    pub(crate) const fn tell_of_jobs(&mut self) {
        self.jobs = true;
    }

    /// Has the count of what people have not read counted anew after [`Acting::commit`].
    pub(crate) const fn tell_of_notifications(&mut self) {
        self.notifications = true;
    }

    /// Writes the history and makes everything last.
    pub async fn commit(self) -> Result<()> {
        let author = self.actor.person().or(self.actor.behalf);
        history::append(self.writing.connection(), author, self.actor.now, &self.events).await?;
        self.writing.commit().await?;
        if self.jobs {
            self.actor.office.tell_of_jobs();
        }
        if self.notifications {
            self.actor.office.tell_of_notifications();
        }
        Ok(())
    }
}

/// What a form says, for those who may do what it is for: it is not judged for others.
pub(crate) fn read_form<T>(
    actor: &Actor,
    permission: Permission,
    read: impl FnOnce() -> std::result::Result<T, Vec<FieldProblem>>,
) -> Result<T> {
    if !actor.may(permission) {
        return Err(Refusal::NotPermitted(permission).into());
    }
    Ok(read().map_err(Refusal::Fields)?)
}

/// What came of a save by a form: one that is stale and says just what stands there `now` is done, because whoever wants
/// that need not be told that somebody else was quicker.
pub(crate) async fn unless_same<F: Form>(
    saved: Result<()>,
    typed: &F,
    now: impl AsyncFnOnce() -> Result<F>,
) -> Result<()> {
    match saved {
        Err(Failure::Refused(Refusal::Stale)) => {
            if typed.changes(&now().await?).is_empty() {
                Ok(())
            } else {
                Err(Refusal::Stale.into())
            }
        }
        saved => saved,
    }
}
