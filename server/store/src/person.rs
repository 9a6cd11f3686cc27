//! People who can act.

use crate::{
    Result,
    entity::person,
    stored::{from_json, json},
};
use model::{calendar::Day, id::PersonId, language::Language, person::Role};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, sea_query::Expr,
};

mod administration;
mod duty;

pub use administration::*;
pub use duty::{Duties, exchange_in_teams, hand_over_duties};

/// A person as stored, without the password's hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Identity.
    pub id: PersonId,
    /// Name as shown.
    pub name: String,
    /// E-mail address in lower case; unique.
    pub email: String,
    /// Language of screens and letters.
    pub language: Language,
    /// What they are here for.
    pub roles: Vec<Role>,
    /// Whether they may sign in.
    pub active: bool,
    /// Last day on which they may sign in (external auditors).
    pub expires_on: Option<Day>,
    /// Version, for comparing at a save.
    pub version: i32,
}

/// What sign-in needs to know of a person.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The person.
    pub person: Person,
    /// Hash of the password in PHC format, if one was set.
    pub password_hash: Option<String>,
    /// Wrong passwords since the last right one.
    pub failed_sign_ins: i32,
    /// Until when nobody may try (milliseconds).
    pub locked_until: Option<i64>,
}

fn person_of(row: &person::Model) -> Result<Person> {
    Ok(Person {
        id: PersonId(row.id),
        name: row.name.clone(),
        email: row.email.clone(),
        language: Language::from_tag(&row.language).unwrap_or_default(),
        roles: from_json("roles", &row.roles)?,
        active: row.active,
        expires_on: row.expires_on,
        version: row.version,
    })
}

/// Adds a person who may sign in from now on.
pub async fn insert(
    connection: &impl ConnectionTrait,
    person: &Person,
    password_hash: Option<String>,
    now: i64,
) -> Result<()> {
    let row = row_of(person, password_hash, now)?;
    person::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

/// The row of somebody who comes in as they are added.
fn row_of(person: &Person, password_hash: Option<String>, now: i64) -> Result<person::Model> {
    let Person { id, name, email, language, roles, active, expires_on, version } = person;
    Ok(person::Model {
        id: id.0,
        name: name.clone(),
        email: email.clone(),
        password_hash,
        language: language.tag().to_owned(),
        roles: json("roles", roles)?,
        active: *active,
        expires_on: *expires_on,
        invitation_hash: None,
        invited_until: None,
        failed_sign_ins: 0,
        locked_until: None,
        created_at: now,
        joined_at: Some(now),
        version: *version,
    })
}

/// A person by identity.
pub async fn find(connection: &impl ConnectionTrait, id: PersonId) -> Result<Option<Person>> {
    person::Entity::find_by_id(id.0).one(connection).await?.as_ref().map(person_of).transpose()
}

/// What sign-in needs to know, by e-mail address in lower case.
pub async fn find_credentials(connection: &impl ConnectionTrait, email: &str) -> Result<Option<Credentials>> {
    let row = person::Entity::find().filter(person::Column::Email.eq(email)).one(connection).await?;
    row.map(|row| {
        Ok(Credentials {
            person: person_of(&row)?,
            password_hash: row.password_hash,
            failed_sign_ins: row.failed_sign_ins,
            locked_until: row.locked_until,
        })
    })
    .transpose()
}

/// Counts a wrong password, and locks the account until a moment if one is given.
pub async fn note_failure(connection: &impl ConnectionTrait, id: PersonId, locked_until: Option<i64>) -> Result<()> {
    person::Entity::update_many()
        .col_expr(person::Column::FailedSignIns, Expr::col(person::Column::FailedSignIns).add(1))
        .col_expr(person::Column::LockedUntil, Expr::value(locked_until))
        .filter(person::Column::Id.eq(id.0))
        .exec(connection)
        .await?;
    Ok(())
}

/// Forgets wrong passwords.
pub async fn note_success(connection: &impl ConnectionTrait, id: PersonId) -> Result<()> {
    let change = person::ActiveModel { failed_sign_ins: Set(0), locked_until: Set(None), ..Default::default() };
    person::Entity::update_many().set(change).filter(person::Column::Id.eq(id.0)).exec(connection).await?;
    Ok(())
}

/// Everybody, by name. Organisations have hundreds of people, not millions.
pub async fn list(connection: &impl ConnectionTrait) -> Result<Vec<Person>> {
    person::Entity::find().order_by_asc(person::Column::Name).all(connection).await?.iter().map(person_of).collect()
}

/// How many people there are.
pub async fn count(connection: &impl ConnectionTrait) -> Result<u64> {
    Ok(person::Entity::find().count(connection).await?)
}

/// Writes the language a person chose.
pub async fn write_language(connection: &impl ConnectionTrait, id: PersonId, language: Language) -> Result<()> {
    let change = person::ActiveModel { language: Set(language.tag().to_owned()), ..Default::default() };
    person::Entity::update_many().set(change).filter(person::Column::Id.eq(id.0)).exec(connection).await?;
    Ok(())
}
