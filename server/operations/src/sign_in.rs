//! Signing in: with a password, or in the demonstration by a click; and the set-up of an empty database.

use crate::{Actor, Office, Result, Who, person};
use argon2::{Argon2, PasswordHasher, PasswordVerifier, password_hash::phc::PasswordHash};
use chrono::TimeDelta;
use model::{
    event::{Event, Subject},
    id::{LegalEntityId, PersonId},
    language::Language,
    party::{LegalEntityDetails, time_zone_of_country},
    person::{Role, email_problem, name_problem, password_problem},
    refusal::{FieldProblem, Problem, Refusal, in_order},
    settings::Settings,
    view::PersonRow,
};
use serde::{Deserialize, Serialize};
use store::person::{Credentials, Person};
use subtle::ConstantTimeEq;

/// Wrong passwords after which an account rests.
const MOST_FAILURES: i32 = 5;
/// Minutes an account rests.
const REST_MINUTES: i64 = 15;

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

/// Whether a person may act at all: not deactivated, and not past their last day.
pub(crate) fn may_enter(office: &Office, person: &Person) -> bool {
    person.active && person.expires_on.is_none_or(|last| office.clock.day() <= last)
}

/// Compares a password with that of a person, if there is one, and counts a wrong one.
///
/// # Errors
/// [`Refusal::TooManyAttempts`] while the account rests.
pub(crate) async fn is_right(office: &Office, known: Option<&Credentials>, password: String) -> Result<bool> {
    let now = office.clock.now();
    if let Some(until) = known.and_then(|known| known.locked_until)
        && until > now.timestamp_millis()
    {
        let minutes = u32::try_from((until - now.timestamp_millis()) / 60_000 + 1).unwrap_or(1);
        return Err(Refusal::TooManyAttempts { minutes }.into());
    }
    let right = matches(password, known.and_then(|known| known.password_hash.clone())).await?;
    if let Some(known) = known.filter(|_| !right) {
        let rests = known.failed_sign_ins + 1 >= MOST_FAILURES;
        let until = rests.then(|| (now + TimeDelta::minutes(REST_MINUTES)).timestamp_millis());
        let writing = office.store.begin().await?;
        store::person::note_failure(writing.connection(), known.person.id, until).await?;
        writing.commit().await?;
    }
    Ok(right)
}

/// Signs a person in by e-mail address and password.
///
/// # Errors
/// [`Refusal::SignIn`] whatever was wrong; [`Refusal::TooManyAttempts`] while the account rests.
pub async fn sign_in(office: &Office, email: &str, password: String) -> Result<Person> {
    let email = email.trim().to_lowercase();
    let known = store::person::find_credentials(office.store.reading(), &email).await?;
    let right = is_right(office, known.as_ref(), password).await?;
    let Some(known) = known.filter(|known| right && may_enter(office, &known.person)) else {
        return Err(Refusal::SignIn.into());
    };
    let writing = office.store.begin().await?;
    store::person::note_success(writing.connection(), known.person.id).await?;
    writing.commit().await?;
    Ok(known.person)
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
    let people = store::person::members(office.store.reading()).await?;
    // Whoever was invited comes in by the link first.
    let came_in = people.into_iter().filter(|member| member.joined_at.is_some()).map(|member| member.person);
    Ok(came_in.filter(|person| may_enter(office, person)).map(person::row).collect())
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
        for (field, problem) in [
            ("organisation", name_problem(&self.organisation)),
            ("name", name_problem(&self.name)),
            ("email", email_problem(&self.email)),
            ("password", password_problem(&self.password)),
        ] {
            problems.extend(problem.map(|problem| FieldProblem::new(field, problem)));
        }
        if self.country.len() != 2 {
            problems.push(FieldProblem::new("country", Problem::NotAChoice));
        }
        let fields = ["organisation", "country"];
        if problems.is_empty() { Ok(()) } else { Err(Refusal::Fields(in_order(problems, &fields))) }
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
    let entity = LegalEntityDetails::named(&setup.organisation, &setup.country.to_uppercase());
    let entity_id = LegalEntityId(office.clock.id());
    store::legal_entity::insert(connection, entity_id, &entity, None).await?;
    let time_zone = time_zone_of_country(&entity.country).map(str::to_owned);
    let settled = Settings { name: entity.name.clone(), language, time_zone, ..Settings::default() };
    crate::settings::begin(connection, settled).await?;
    store::setting::write(connection, "setup_code", &office.clock.secret()).await?;
    let events = [
        (Subject::Organisation, Event::OrganisationSetUp { name: entity.name.clone() }),
        (Subject::Person(person.id), Event::PersonAdded { name: person.name.clone(), roles: person.roles.clone() }),
        (Subject::LegalEntity(entity_id), Event::LegalEntityAdded { name: entity.name }),
    ];
    crate::history::append(connection, Some(person.id), now, &events).await?;
    writing.commit().await?;
    crate::settings::take_over(office).await?;
    Ok(person)
}
