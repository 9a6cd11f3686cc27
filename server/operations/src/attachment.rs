//! Files that hang on records: attaching, reading, removing; and what is done with their contents afterwards.
//!
//! A file follows its record: every operation begins with the permission that its record asks for
//! ([`AttachedTo::seen_with`], [`AttachedTo::changed_with`]) and looks whether the record may be seen.

mod keys;
mod sweeping;
mod upload;

pub use keys::{rotate_keys, unknown_keys};
pub use sweeping::sweep;
pub use upload::{Upload, begin};

use crate::{Actor, Failure, Result, actor::Reading, office::Files, person::names_on, reason::stated};
use bytes::Bytes;
use files::Wrapped;
use futures::{Stream, TryStreamExt};
use model::{
    attachment::AttachedTo,
    event::{Event, Subject},
    id::{AttachmentId, ContentId, ContractId, PersonId},
    permission::Permission,
    refusal::Refusal,
    view::{AttachmentRow, Attachments, PartFiles},
};
use std::collections::HashMap;
use store::{ConnectionTrait, attachment::Attachment, content::ContentKeyRow, sight::Sight};

/// The program was started without a place for files.
#[derive(Debug, thiserror::Error)]
#[error("no place for files is set up")]
struct NoPlace;

fn place(actor: &Actor) -> Result<&Files> {
    actor.office().files().ok_or_else(|| Failure::Broken(Box::new(NoPlace)))
}

/// The name under which a content is kept.
fn name_of(content: ContentId) -> String {
    content.0.simple().to_string()
}

fn wrapped_of(key: &ContentKeyRow) -> Wrapped {
    Wrapped { by: key.by.clone(), text: key.text.clone() }
}

/// Where a file hangs, as the history tells of it.
struct Place {
    /// Under what the history tells of its files.
    subject: Subject,
    /// What is it called, where it is but a part of that.
    part: Option<String>,
}

impl Place {
    fn attached(self, name: String, number: u32) -> (Subject, Event) {
        let event = match self.part {
            None => Event::FileAttached { name, number },
            Some(part) => Event::PartFileAttached { part, name, number },
        };
        (self.subject, event)
    }

    fn removed(self, name: String, number: u32, reason: String) -> (Subject, Event) {
        let event = match self.part {
            None => Event::FileRemoved { name, number, reason },
            Some(part) => Event::PartFileRemoved { part, name, number, reason },
        };
        (self.subject, event)
    }
}

/// The place of a record that is there and may be seen.
///
/// # Errors
/// [`Refusal::NotFound`].
async fn there(connection: &impl ConnectionTrait, sight: Sight, record: AttachedTo) -> Result<Place> {
    let whole = |subject| Place { subject, part: None };
    let part = |contract, part| Place { subject: Subject::Contract(contract), part: Some(part) };
    let found = match record {
        AttachedTo::Contract(id) => {
            let found = store::contract::find_many(connection, sight, &[id]).await?.pop();
            found.map(|contract| whole(Subject::Contract(contract.id)))
        }
        AttachedTo::Invoice(id) => {
            store::invoice::find(connection, sight, id).await?.map(|_| whole(Subject::Invoice(id)))
        }
        AttachedTo::Finding(id) => {
            store::finding::find(connection, sight, id).await?.map(|_| whole(Subject::Finding(id)))
        }
        AttachedTo::ServiceVisit(id) => {
            let found = store::service_visit::find(connection, sight, id).await?;
            found.map(|(visit, _)| part(visit.contract, visit.description))
        }
        AttachedTo::Obligation(id) => {
            let found = store::obligation::listed(connection, sight, id).await?;
            found.map(|listed| part(listed.occurrence.contract, listed.obligation.obligation.title))
        }
    };
    Ok(found.ok_or(Refusal::NotFound)?)
}

fn row_of(attachment: Attachment, names: &HashMap<PersonId, String>) -> AttachmentRow {
    let Attachment { id, record: _, name, number, media, size, hash, content: _, by, at } = attachment;
    AttachmentRow { id, name, number, media, size, hash, by: by.and_then(|by| names.get(&by).cloned()), at }
}

/// The files of a record.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn list(actor: &Actor, record: AttachedTo) -> Result<Attachments> {
    let reading = actor.read(record.seen_with())?;
    let connection = reading.connection();
    there(connection, reading.sight(), record).await?;
    let names = names_on(connection).await?;
    let rows = store::attachment::of_record(connection, record).await?;
    let rows = rows.into_iter().map(|attachment| row_of(attachment, &names)).collect();
    let most = actor.office().files().map_or(0, |files| files.most);
    Ok(Attachments { rows, may: most > 0 && actor.may(record.changed_with()), most })
}

/// How many files of visits and obligations a contract shows beside its own.
const OF_PARTS: u64 = 200;

/// The files on the visits and obligations of a contract, those of the visit or obligation that was seen to last first; of
/// very many only the latest.
///
/// # Errors
/// [`Refusal::NotFound`] if there is no such contract or it may not be seen.
pub async fn of_parts(actor: &Actor, contract: ContractId) -> Result<Vec<PartFiles>> {
    let reading = actor.read(AttachedTo::Contract(contract).seen_with())?;
    let connection = reading.connection();
    there(connection, reading.sight(), AttachedTo::Contract(contract)).await?;
    let names = names_on(connection).await?;
    let mut parts: Vec<PartFiles> = Vec::new();
    for attachment in store::attachment::of_parts(connection, contract, OF_PARTS).await? {
        let record = attachment.record;
        let row = row_of(attachment, &names);
        match parts.iter_mut().find(|part| part.record == record) {
            Some(part) => part.rows.push(row),
            None => {
                let (title, day) = match record {
                    AttachedTo::ServiceVisit(id) => {
                        let found = store::service_visit::find(connection, reading.sight(), id).await?;
                        found.map(|(visit, _)| (visit.description.clone(), visit.due_on()))
                    }
                    AttachedTo::Obligation(id) => {
                        let found = store::obligation::listed(connection, reading.sight(), id).await?;
                        found.map(|listed| (listed.obligation.obligation.title, listed.occurrence.due))
                    }
                    AttachedTo::Contract(_) | AttachedTo::Invoice(_) | AttachedTo::Finding(_) => None,
                }
                .ok_or(Refusal::NotFound)?;
                parts.push(PartFiles { record, title, day, rows: vec![row] });
            }
        }
    }
    Ok(parts)
}

/// Leave to read for whoever sees files of any kind of record.
fn reading_any(actor: &Actor) -> Result<Reading<'_>> {
    let seen_with = AttachedTo::each(uuid::Uuid::nil()).map(AttachedTo::seen_with);
    let own = seen_with.into_iter().find(|permission| actor.may(*permission));
    actor.read(own.unwrap_or(Permission::ViewContracts))
}

async fn known(actor: &Actor, id: AttachmentId) -> Result<Attachment> {
    let found = store::attachment::find(reading_any(actor)?.connection(), id).await?.ok_or(Refusal::NotFound)?;
    let reading = actor.read(found.record.seen_with())?;
    there(reading.connection(), reading.sight(), found.record).await?;
    Ok(found)
}

/// A version of a file, and the record on which it hangs.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn find(actor: &Actor, id: AttachmentId) -> Result<(AttachedTo, AttachmentRow)> {
    let found = known(actor, id).await?;
    let names = names_on(actor.read(found.record.seen_with())?.connection()).await?;
    Ok((found.record, row_of(found, &names)))
}

/// A version of a file with its content, piece by piece; each piece proved to be what was kept.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn open(
    actor: &Actor,
    id: AttachmentId,
) -> Result<(AttachmentRow, impl Stream<Item = Result<Bytes>> + Send + use<>)> {
    let found = known(actor, id).await?;
    let reading = actor.read(found.record.seen_with())?;
    let key = store::content::key(reading.connection(), found.content).await?.ok_or(Refusal::NotFound)?;
    let keeping = &place(actor)?.keeping;
    let name = name_of(found.content);
    let key = keeping.keys().ring()?.unwrap(&name, &wrapped_of(&key))?;
    let content = keeping.read(&name, &key).await?;
    Ok((row_of(found, &HashMap::new()), content.map_err(Failure::from)))
}

/// Removes a version of a file, for a reason. Its content goes with the nightly work, unless another file has the same.
///
/// # Errors
/// [`Refusal::NotFound`], also if somebody removed it meanwhile; [`Refusal::Fields`] (`reason`).
pub async fn remove(actor: &Actor, id: AttachmentId, reason: &str) -> Result<()> {
    let found = known(actor, id).await?;
    let mut acting = actor.begin(found.record.changed_with()).await?;
    let reason = stated("reason", reason)?;
    let place = there(acting.connection(), acting.sight(), found.record).await?;
    match store::attachment::remove(acting.connection(), id, (actor.person(), actor.now()), &reason).await {
        Err(store::Error::Stale) => return Err(Refusal::NotFound.into()),
        removed => removed?,
    }
    let (subject, event) = place.removed(found.name, found.number, reason);
    acting.record(subject, event);
    acting.commit().await
}
