//! The last change of a thing: for whoever comes too late with another, and for those who look at what holds.

use super::{HistoryFrom, list, of_contract, subject_columns};
use crate::{Actor, Result};
use model::{
    event::{Event, Subject},
    id::PersonId,
    permission::Permission,
    view::PastEvent,
};

/// How many of the last events of one kind of record are looked at.
const LOOKED_AT: u64 = 200;

/// The last event about a contract that is one of those asked for; nothing for those who may not see the history.
///
/// # Errors
/// [`model::refusal::Refusal::NotFound`] if there is no such contract or it may not be seen.
pub async fn last_of_contract(actor: &Actor, number: &str, of: impl Fn(&Event) -> bool) -> Result<Option<PastEvent>> {
    if !actor.may(Permission::ViewHistory) {
        return Ok(None);
    }
    Ok(of_contract(actor, number).await?.into_iter().find(|past| of(&past.event)))
}

/// The last event about the organisation that is one of those asked for; nothing for those who may not see the history.
pub async fn last_of_organisation(actor: &Actor, of: impl Fn(&Event) -> bool) -> Result<Option<PastEvent>> {
    last_of(actor, Subject::Organisation, of).await
}

/// The last event about a person that is one of those asked for; nothing for those who may not see the history.
pub async fn last_of_person(actor: &Actor, id: PersonId, of: impl Fn(&Event) -> bool) -> Result<Option<PastEvent>> {
    last_of(actor, Subject::Person(id), of).await
}

async fn last_of(actor: &Actor, subject: Subject, of: impl Fn(&Event) -> bool) -> Result<Option<PastEvent>> {
    if !actor.may(Permission::ViewHistory) {
        return Ok(None);
    }
    let kind = Some(subject_columns(subject).0.to_owned());
    let past = list(actor, None, kind, HistoryFrom::Newest, LOOKED_AT).await?;
    let found = past.events.into_iter().find(|entry| entry.subject == subject && of(&entry.event));
    Ok(found.map(|entry| PastEvent { at: entry.at, by: entry.by, event: entry.event, details: Vec::new() }))
}
