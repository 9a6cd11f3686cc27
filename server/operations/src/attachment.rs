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
    event::Event,
    id::{AttachmentId, ContentId, PersonId},
    permission::Permission,
    refusal::Refusal,
    view::{AttachmentRow, Attachments},
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

/// Whether a record is there and may be seen.
///
/// # Errors
/// [`Refusal::NotFound`].
async fn there(connection: &impl ConnectionTrait, sight: Sight, record: AttachedTo) -> Result<()> {
    let found = match record {
        AttachedTo::Contract(id) => !store::contract::find_many(connection, sight, &[id]).await?.is_empty(),
        AttachedTo::Invoice(id) => store::invoice::find(connection, sight, id).await?.is_some(),
        AttachedTo::Finding(id) => store::finding::find(connection, sight, id).await?.is_some(),
    };
    if found { Ok(()) } else { Err(Refusal::NotFound.into()) }
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
    there(acting.connection(), acting.sight(), found.record).await?;
    match store::attachment::remove(acting.connection(), id, (actor.person(), actor.now()), &reason).await {
        Err(store::Error::Stale) => return Err(Refusal::NotFound.into()),
        removed => removed?,
    }
    let event = Event::FileRemoved { name: found.name, number: found.number, reason };
    acting.record(found.record.subject(), event);
    acting.commit().await
}
