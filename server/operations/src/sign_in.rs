//! Signing in: with a password, or in the demonstration by a click; and the set-up of an empty database.

use crate::{Actor, Failure, Office, Result, Who, person};
use argon2::{Argon2, PasswordHasher, PasswordVerifier, password_hash::phc::PasswordHash};
use chrono::TimeDelta;
use model::{
    event::{Event, Subject},
    id::{LegalEntityId, PersonId},
    language::Language,
    party::LegalEntityDetails,
    person::Role,
    refusal::{FieldProblem, Problem, Refusal},
    view::PersonRow,
};
use serde::{Deserialize, Serialize};
use store::person::Person;
use subtle::ConstantTimeEq;

/// Wrong passwords after which an account rests.
const MOST_FAILURES: i32 = 5;
/// Minutes an account rests.
const REST_MINUTES: i64 = 15;
/// Fewest characters of a password (NIST SP 800-63B asks for at least 8; length beats composition).
pub const PASSWORD_LEAST: u32 = 12;

/// Hashes a password with argon2id at the library's recommended cost, off the async threads.
pub(crate) async fn hash(password: String) -> Result<String> {
    let hashed = tokio::task::spawn_blocking(move || {
        Argon2::default().hash_password(password.as_bytes()).map(|hash: PasswordHash| hash.to_string())
    });
    Ok(hashed.await??)
}

async fn matches(password: String, hash: Option<String>) -> Result<bool> {
    let verified = tokio::task::spawn_blocking(move || {
        // Without an account a password is hashed all the same, so that the time taken tells nothing.
        let Some(hash) = hash else {
            let _same_work: std::result::Result<PasswordHash, _> = Argon2::default().hash_password(password.as_bytes());
            return false;
        };
        PasswordHash::new(&hash).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
    });
    Ok(verified.await?)
}

fn may_enter(office: &Office, person: &Person) -> bool {
    person.active && person.expires_on.is_none_or(|last| office.clock.day() <= last)
}

/// Signs a person in by e-mail address and password.
///
/// # Errors
/// [`Refusal::SignIn`] whatever was wrong; [`Refusal::TooManyAttempts`] while the account rests.
pub async fn sign_in(office: &Office, email: &str, password: String) -> Result<Person> {
    let email = email.trim().to_lowercase();
    let known = store::person::find_credentials(office.store.reading(), &email).await?;
    let now = office.clock.now();
    if let Some(until) = known.as_ref().and_then(|known| known.locked_until)
        && until > now.timestamp_millis()
    {
        let minutes = u32::try_from((until - now.timestamp_millis()) / 60_000 + 1).unwrap_or(1);
        return Err(Refusal::TooManyAttempts { minutes }.into());
    }
    let right = matches(password, known.as_ref().and_then(|known| known.password_hash.clone())).await?;
    let Some(known) = known else {
        return Err(Refusal::SignIn.into());
    };
    let writing = office.store.begin().await?;
    let outcome = if !right {
        let rests = known.failed_sign_ins + 1 >= MOST_FAILURES;
        let until = rests.then(|| (now + TimeDelta::minutes(REST_MINUTES)).timestamp_millis());
        store::person::note_failure(writing.connection(), known.person.id, until).await?;
        Err(Failure::Refused(Refusal::SignIn))
    } else if may_enter(office, &known.person) {
        store::person::note_success(writing.connection(), known.person.id).await?;
        Ok(known.person)
    } else {
        Err(Failure::Refused(Refusal::SignIn))
    };
    writing.commit().await?;
    outcome
}

/// Signs in by a click, in the demonstration only.
pub async fn enter_demonstration(office: &Office, person: PersonId) -> Result<Person> {
    if !office.is_demonstration() {
        return Err(Refusal::SignIn.into());
    }
    let person = store::person::find(office.store.reading(), person).await?;
    person.filter(|person| may_enter(office, person)).ok_or_else(|| Refusal::SignIn.into())
}

/// The people a visitor of the demonstration may be; nobody anywhere else.
pub async fn demonstration_people(office: &Office) -> Result<Vec<PersonRow>> {
    if !office.is_demonstration() {
        return Ok(Vec::new());
    }
    let people = store::person::list(office.store.reading()).await?;
    Ok(people.into_iter().filter(|person| may_enter(office, person)).map(person::row).collect())
}

/// The actor behind a session, if they may still act.
///
/// # Errors
/// [`Refusal::NotSignedIn`] if they may not.
pub async fn actor(office: &Office, person: PersonId, language: Option<Language>) -> Result<Actor> {
    let person = store::person::find(office.store.reading(), person).await?;
    let Some(person) = person.filter(|person| may_enter(office, person)) else {
        return Err(Refusal::NotSignedIn.into());
    };
    let Person { id, name, roles, language: own, .. } = person;
    Ok(Actor::new(office.clone(), Who::Person { id, name, roles }, language.unwrap_or(own)))
}

/// What the first administrator fills in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setup {
    /// The code that the server printed when it started.
    pub code: String,
    /// Name of the organisation and of its first legal entity.
    pub organisation: String,
    /// ISO 3166-1 country of the legal entity.
    pub country: String,
    /// The administrator's name.
    pub name: String,
    /// The administrator's e-mail address.
    pub email: String,
    /// The administrator's password.
    pub password: String,
}

impl Setup {
    fn check(&self) -> std::result::Result<(), Refusal> {
        let mut problems = Vec::new();
        for (field, value) in [("organisation", &self.organisation), ("name", &self.name), ("email", &self.email)] {
            if value.trim().is_empty() {
                problems.push(FieldProblem::new(field, Problem::Missing));
            } else if value.chars().count() > 200 {
                problems.push(FieldProblem::new(field, Problem::TooLong { most: 200 }));
            }
        }
        if !self.email.trim().is_empty() && !self.email.trim().contains('@') {
            problems.push(FieldProblem::new("email", Problem::NotAnEmail));
        }
        if self.password.chars().count() < PASSWORD_LEAST as usize {
            problems.push(FieldProblem::new("password", Problem::TooShort { least: PASSWORD_LEAST }));
        }
        if self.country.len() != 2 {
            problems.push(FieldProblem::new("country", Problem::NotAChoice));
        }
        if problems.is_empty() { Ok(()) } else { Err(Refusal::Fields(problems)) }
    }
}

/// Whether nobody can sign in yet.
pub async fn is_empty(office: &Office) -> Result<bool> {
    Ok(store::person::count(office.store.reading()).await? == 0)
}

/// Makes the one-time code of an empty database, for the server to print. Each start makes a new one.
pub async fn new_setup_code(office: &Office) -> Result<Option<String>> {
    if !is_empty(office).await? {
        return Ok(None);
    }
    let code: String = office.clock.secret().chars().take(12).collect();
    let writing = office.store.begin().await?;
    store::setting::write(writing.connection(), "setup_code", &code).await?;
    writing.commit().await?;
    Ok(Some(code))
}

/// Makes the organisation, its first legal entity and its first administrator.
///
/// # Errors
/// [`Refusal::AlreadySetUp`], [`Refusal::SetupCode`], [`Refusal::Fields`].
pub async fn set_up(office: &Office, setup: Setup, language: Language) -> Result<Person> {
    setup.check()?;
    let password_hash = hash(setup.password).await?;
    let writing = office.store.begin().await?;
    let connection = writing.connection();
    if store::person::count(connection).await? > 0 {
        return Err(Refusal::AlreadySetUp.into());
    }
    let code: Option<String> = store::setting::find(connection, "setup_code").await?;
    let right = code.is_some_and(|code| code.as_bytes().ct_eq(setup.code.trim().as_bytes()).into());
    if !right {
        return Err(Refusal::SetupCode.into());
    }
    let now = office.clock.now();
    let person = Person {
        id: PersonId(office.clock.id()),
        name: setup.name.trim().to_owned(),
        email: setup.email.trim().to_lowercase(),
        language,
        roles: vec![Role::Administrator],
        active: true,
        expires_on: None,
        version: 1,
    };
    store::person::insert(connection, &person, Some(password_hash), now.timestamp_millis()).await?;
    let entity = LegalEntityDetails {
        name: setup.organisation.trim().to_owned(),
        country: setup.country.to_uppercase(),
        registration_number: None,
        vat_number: None,
    };
    let entity_id = LegalEntityId(office.clock.id());
    store::legal_entity::insert(connection, entity_id, &entity, None).await?;
    store::setting::write(connection, "setup_code", &office.clock.secret()).await?;
    let events = [
        (Subject::Organisation, Event::OrganisationSetUp { name: entity.name.clone() }),
        (Subject::Person(person.id), Event::PersonAdded { name: person.name.clone(), roles: person.roles.clone() }),
        (Subject::LegalEntity(entity_id), Event::LegalEntityAdded { name: entity.name }),
    ];
    crate::history::append(connection, Some(person.id), now, &events).await?;
    writing.commit().await?;
    Ok(person)
}
