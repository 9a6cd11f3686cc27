//! Keeping the contents of files, encrypted, in a folder or in a bucket.
//!
//! A content is sealed piece by piece ([`cipher`]) with a key of its own, so that no more of it than a few pieces is ever in
//! memory. That key is wrapped by the master key ([`key`]) and kept by whoever knows what the content is: here nothing is
//! known of names, records or people, and there is no database. Chance arrives as a parameter.

pub mod cipher;
pub mod key;
mod place;

pub use key::{ContentKey, Keys, Ring, Wrapped};
pub use place::{Bucket, Place};

use bytes::Bytes;
use cipher::{Opener, Sealer};
use futures::{Stream, StreamExt, stream::BoxStream};
use object_store::{ObjectStore, ObjectStoreExt, WriteMultipart, path::Path};
use std::{path::PathBuf, sync::Arc};

/// Pieces that are on their way to the store at once; each of at most five megabytes.
const ON_THE_WAY: usize = 2;

/// Why a content cannot be kept or read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder or the bucket did not do it.
    #[error("the place of the files did not answer: {0}")]
    Place(#[from] object_store::Error),
    /// The folder cannot be made.
    #[error("{path} cannot be made: {cause}", path = path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why not.
        cause: std::io::Error,
    },
    /// What is there was cut, altered or put together differently, or sealed with another key.
    #[error("the content is not as it was kept: cut, altered, or sealed with another key")]
    Altered,
    /// The master key that wraps the key of a content is not known.
    #[error("the master key {0} is not known: put the key file back, or name the key in files_former_keys")]
    UnknownKey(String),
    /// The key file cannot be read or written.
    #[error("the key file {path} cannot be used: {cause}", path = path.display())]
    KeyFile {
        /// The file.
        path: PathBuf,
        /// Why not.
        cause: std::io::Error,
    },
    /// A master key is not written as one.
    #[error("a master key is 64 hexadecimal digits")]
    NoKey,
}

/// What every function of this crate answers.
pub type Result<T> = std::result::Result<T, Error>;

/// The place of the contents with the keys that open them; cheap to clone.
#[derive(Clone, Debug)]
pub struct Keeping {
    store: Arc<dyn ObjectStore>,
    keys: Keys,
}

impl Keeping {
    /// Opens a place; a folder is made if it is not there.
    ///
    /// # Errors
    /// [`Error::Folder`], or what is wrong with the bucket's description.
    pub fn open(place: &Place, keys: Keys) -> Result<Self> {
        Ok(Self { store: place.open()?, keys })
    }

    /// The master keys.
    pub const fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Begins to keep a content under a name. Nothing is there before [`Writer::finish`].
    ///
    /// # Errors
    /// [`Error::Place`].
    pub async fn begin(&self, name: &str, key: &ContentKey) -> Result<Writer> {
        let upload = self.store.put_multipart(&path(name)).await?;
        Ok(Writer { upload: WriteMultipart::new(upload), sealer: Sealer::new(key) })
    }

    /// A content from its beginning, piece by piece. A piece is given only once it proved to be what was kept; the end
    /// only if nothing is missing.
    ///
    /// # Errors
    /// [`Error::Place`] if it is not there; in the stream [`Error::Altered`].
    pub async fn read(&self, name: &str, key: &ContentKey) -> Result<impl Stream<Item = Result<Bytes>> + Send + use<>> {
        let pieces = self.store.get(&path(name)).await?.into_stream();
        let state = (pieces, Some(Opener::new(key)));
        Ok(futures::stream::unfold(state, |(mut pieces, opener)| async move {
            let (opened, opener) = next(&mut pieces, opener?).await;
            match opened {
                Ok(opened) => Some((Ok(opened), (pieces, opener))),
                Err(cause) => Some((Err(cause), (pieces, None))),
            }
        }))
    }

    /// Deletes a content; one that is not there is deleted already.
    ///
    /// # Errors
    /// [`Error::Place`].
    pub async fn delete(&self, name: &str) -> Result<()> {
        match self.store.delete(&path(name)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(cause) => Err(cause.into()),
        }
    }

    /// Writes something, reads it and deletes it: whether the place can be used.
    ///
    /// # Errors
    /// [`Error::Place`].
    pub async fn probe(&self, name: &str) -> Result<()> {
        let path = path(name);
        self.store.put(&path, Bytes::from_static(b"probe").into()).await?;
        let _read = self.store.get(&path).await?.bytes().await?;
        Ok(self.store.delete(&path).await?)
    }
}

/// What comes next of a sealed content, and what opens the rest, unless it was the last.
async fn next(
    pieces: &mut BoxStream<'static, object_store::Result<Bytes>>,
    mut opener: Opener,
) -> (Result<Bytes>, Option<Opener>) {
    loop {
        match pieces.next().await {
            Some(Ok(piece)) => match opener.open(&piece) {
                // Too little for a whole piece yet.
                Ok(opened) if opened.is_empty() => {}
                Ok(opened) => return (Ok(opened.into()), Some(opener)),
                Err(cause) => return (Err(cause), None),
            },
            Some(Err(cause)) => return (Err(cause.into()), None),
            None => return (opener.finish().map(Bytes::from), None),
        }
    }
}

/// Where a content is: by the end of its name in folders of equal size, because names that are made one after another
/// begin alike.
fn path(name: &str) -> Path {
    let split = name.len().saturating_sub(2);
    let end = name.get(split..).unwrap_or_default();
    Path::from_iter([end, name])
}

/// A content on its way. Dropped, nothing of it remains in a folder; a bucket forgets it by its own rule.
#[derive(Debug)]
pub struct Writer {
    upload: WriteMultipart,
    sealer: Sealer,
}

impl Writer {
    /// Takes what comes next.
    ///
    /// # Errors
    /// [`Error::Place`].
    pub async fn write(&mut self, piece: &[u8]) -> Result<()> {
        let sealed = self.sealer.seal(piece)?;
        self.upload.wait_for_capacity(ON_THE_WAY).await?;
        self.upload.write(&sealed);
        Ok(())
    }

    /// Ends the content; from here on it is there.
    ///
    /// # Errors
    /// [`Error::Place`].
    pub async fn finish(self) -> Result<()> {
        let Self { mut upload, sealer } = self;
        upload.write(&sealer.finish()?);
        upload.finish().await?;
        Ok(())
    }

    /// Gives the content up.
    ///
    /// # Errors
    /// [`Error::Place`].
    pub async fn abort(self) -> Result<()> {
        Ok(self.upload.abort().await?)
    }
}

#[cfg(test)]
mod tests;
