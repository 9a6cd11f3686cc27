//! People: who they are, how they come in and leave, what they decide for themselves.

mod administration;
mod invitation;
mod own;

pub use administration::{
    change, deactivate, find, hand_over, invite, members, reactivate, renew_invitation, sign_out,
};
pub use invitation::{accept_invitation, find_invitation};
pub use own::{change_password, change_profile, profile};

use crate::{Actor, Result, Who};
use model::{
    id::PersonId,
    language::Language,
    permission::Permission,
    view::{PersonRow, Viewer},
};
use std::collections::HashMap;
use store::person::Person;

/// Everybody, by name.
pub async fn list(actor: &Actor) -> Result<Vec<PersonRow>> {
    let reading = actor.read(Permission::ViewPeople)?;
    Ok(store::person::list(reading.connection()).await?.into_iter().map(row).collect())
}

pub(crate) fn row(person: Person) -> PersonRow {
    let Person { id, name, email, language: _, roles, active, expires_on: _, version: _ } = person;
    PersonRow { id, name, email, roles, active }
}

/// What every page needs to know of the person who looks at it; `None` for the program itself.
pub async fn viewer(actor: &Actor) -> Result<Option<Viewer>> {
    let Who::Person { id, name, roles } = actor.who() else {
        return Ok(None);
    };
    Ok(Some(Viewer {
        id: *id,
        name: name.clone(),
        roles: roles.clone(),
        permissions: Permission::ALL.into_iter().filter(|permission| actor.may(*permission)).collect(),
        day: actor.day(),
        unread: crate::notification::unread(actor).await?,
    }))
}

/// Names by identity, for showing who owns or did something.
pub async fn names(actor: &Actor) -> Result<HashMap<PersonId, String>> {
    let reading = actor.read(Permission::ViewContracts)?;
    names_on(reading.connection()).await
}

pub(crate) async fn names_on(connection: &impl store::ConnectionTrait) -> Result<HashMap<PersonId, String>> {
    let people = store::person::list(connection).await?;
    Ok(people.into_iter().map(|person| (person.id, person.name)).collect())
}

/// Chooses the language of one's own screens and letters.
pub async fn choose_language(actor: &Actor, language: Language) -> Result<()> {
    let Some(person) = actor.person() else {
        return Ok(());
    };
    // Everybody may choose for themselves, whatever their roles.
    let writing = actor.office().store.begin().await?;
    store::person::write_language(writing.connection(), person, language).await?;
    Ok(writing.commit().await?)
}
