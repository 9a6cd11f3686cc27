//! Attaching a file: its content comes piece by piece, and it is there once all of it came and proved to be what may be
//! attached.

use super::{name_of, place, there};
use crate::{Actor, Failure, Result};
use files::{ContentKey, Keeping, Writer};
use model::{
    attachment::{
        AttachedTo,
        media::{Look, MediaType},
        name,
    },
    id::{AttachmentId, ContentId},
    refusal::{FileProblem, Refusal},
};
use sha2::{Digest, Sha256};
use store::{attachment::Attachment, content::ContentKeyRow};

/// How often is tried anew where somebody else was quicker with the same content or name.
const TRIES: usize = 5;

/// A file on its way. It is ended by [`Upload::finish`] or [`Upload::give_up`]; where both are left out, because the
/// program that sends it or this one stopped, the nightly work finds what is left of it.
pub struct Upload {
    actor: Actor,
    record: AttachedTo,
    keeping: Keeping,
    content: ContentId,
    writer: Writer,
    look: Look,
    hash: Sha256,
    most: u32,
}

/// Begins to attach a file to a record, for whoever may, before anything of it was read.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn begin(actor: &Actor, record: AttachedTo) -> Result<Upload> {
    let acting = actor.begin(record.changed_with()).await?;
    there(acting.connection(), acting.sight(), record).await?;
    let (keeping, most) = (place(actor)?.keeping.clone(), place(actor)?.most);
    let clock = actor.office().clock();
    let content = ContentId(clock.id());
    let (name, key) = (name_of(content), ContentKey::new(clock.random()));
    let wrapped = keeping.keys().ring()?.wrap(&name, &key, clock.random())?;
    let noted = ContentKeyRow { id: content, by: wrapped.by, text: wrapped.text };
    store::content::begin(acting.connection(), &noted, actor.now()).await?;
    acting.commit().await?;
    // The master key may have been changed between wrapping and noting; from now on whoever changes it sees the note.
    let ring = keeping.keys().ring()?;
    if !ring.knows(&noted.by) {
        let anew = ring.wrap(&name, &key, clock.random())?;
        let acting = actor.begin(record.changed_with()).await?;
        let anew = ContentKeyRow { id: content, by: anew.by, text: anew.text };
        store::content::wrap(acting.connection(), &noted.by, &anew).await?;
        acting.commit().await?;
    }
    let writer = keeping.begin(&name, &key).await?;
    let (look, hash) = (Look::default(), Sha256::new());
    Ok(Upload { actor: actor.clone(), record, keeping, content, writer, look, hash, most })
}

impl Upload {
    /// Takes what comes next of the content.
    ///
    /// # Errors
    /// [`FileProblem::TooLarge`]; the upload is then to be given up.
    pub async fn write(&mut self, piece: &[u8]) -> Result<()> {
        let size = self.look.size().saturating_add(piece.len() as u64);
        if size > u64::from(self.most) * 1_024 * 1_024 {
            return Err(Refusal::File(FileProblem::TooLarge { megabytes: self.most }).into());
        }
        self.look.at(piece);
        self.hash.update(piece);
        Ok(self.writer.write(piece).await?)
    }

    /// Gives up what came so far.
    pub async fn give_up(self) {
        let Self { actor, record, keeping, content, writer, .. } = self;
        if let Err(cause) = writer.abort().await {
            tracing::warn!(%cause, "a file that was given up could not be deleted at once");
        }
        let_go(&actor, record, &keeping, content).await;
    }

    /// Attaches what came under the name that was given. A file of that name on the record gets a new version, unless its
    /// last one is the same content: then nothing is attached twice.
    ///
    /// # Errors
    /// [`Refusal::File`] for what may not be attached; [`Refusal::NotFound`] if the record went meanwhile.
    pub async fn finish(self, given: &str) -> Result<AttachmentId> {
        let media = match self.look.kind() {
            Ok(media) => media,
            Err(problem) => {
                self.give_up().await;
                return Err(Refusal::File(problem).into());
            }
        };
        let Self { actor, record, keeping, content, writer, look, hash, most: _ } = self;
        let hash: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        let whole = Whole { record, name: name::kept(given, media), media, size: look.size(), hash, content };
        let attached = match writer.finish().await {
            Ok(()) => attach(&actor, &whole).await,
            Err(cause) => Err(cause.into()),
        };
        match attached {
            Ok((id, used)) => {
                if used != content {
                    let_go(&actor, record, &keeping, content).await;
                }
                Ok(id)
            }
            Err(cause) => {
                let_go(&actor, record, &keeping, content).await;
                Err(cause)
            }
        }
    }
}

/// A file of which everything came.
struct Whole {
    record: AttachedTo,
    name: String,
    media: MediaType,
    size: u64,
    hash: String,
    content: ContentId,
}

/// Attaches a file, and says which content it has: its own, or the same that was there before.
async fn attach(actor: &Actor, whole: &Whole) -> Result<(AttachmentId, ContentId)> {
    for _ in 1..TRIES {
        match attempt(actor, whole).await {
            Ok(Some(attached)) => return Ok(attached),
            // Somebody else was quicker: what they did is seen the next time.
            Ok(None) => {}
            Err(cause) => return Err(cause),
        }
    }
    attempt(actor, whole).await?.ok_or_else(|| Refusal::Stale.into())
}

async fn attempt(actor: &Actor, whole: &Whole) -> Result<Option<(AttachmentId, ContentId)>> {
    let Whole { record, name, media, size, hash, content } = whole;
    let mut acting = actor.begin(record.changed_with()).await?;
    let connection = acting.connection();
    let place = there(connection, acting.sight(), *record).await?;
    let content = match store::content::hold(connection, hash).await? {
        Some(known) => known,
        None => match store::content::keep(connection, *content, hash).await {
            Err(store::Error::Taken) => return Ok(None),
            kept => kept.map(|()| *content)?,
        },
    };
    let same = store::attachment::of_record(connection, *record).await?;
    let same = same.into_iter().find(|last| name::key(&last.name) == name::key(name));
    if let Some(last) = same.filter(|last| last.hash == *hash) {
        acting.commit().await?;
        return Ok(Some((last.id, content)));
    }
    let number = store::attachment::last_number(connection, *record, name).await? + 1;
    let id = AttachmentId(actor.office().clock().id());
    let attachment = Attachment {
        id,
        record: *record,
        name: name.clone(),
        number,
        media: *media,
        size: *size,
        hash: hash.clone(),
        content,
        by: actor.person(),
        at: actor.now(),
    };
    match store::attachment::insert(connection, &attachment).await {
        Err(store::Error::Taken) => return Ok(None),
        inserted => inserted?,
    }
    let (subject, event) = place.attached(name.clone(), number);
    acting.record(subject, event);
    acting.commit().await?;
    Ok(Some((id, content)))
}

/// Lets a content go that nothing uses. What does not go now goes with the nightly work.
async fn let_go(actor: &Actor, record: AttachedTo, keeping: &Keeping, content: ContentId) {
    let gone = async {
        let acting = actor.begin(record.changed_with()).await?;
        store::content::give_up(acting.connection(), content).await?;
        acting.commit().await?;
        keeping.delete(&name_of(content)).await?;
        let acting = actor.begin(record.changed_with()).await?;
        store::content::forget(acting.connection(), content).await?;
        acting.commit().await
    };
    if let Err(cause) = gone.await {
        let cause: Failure = cause;
        tracing::warn!(%cause, "a content that nothing uses could not be deleted at once");
    }
}
