//! Keys: each content has one of its own, wrapped by a master key, so that changing the master key need not touch the
//! contents.

use crate::{Error, Result};
use aes_gcm::{
    Aes256Gcm, KeyInit,
    aead::{Aead, Payload},
};
use sha2::{Digest, Sha256};
use std::{
    fmt, fs,
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    sync::Arc,
};

/// What stands in a key file before the keys, for whoever finds it.
const ABOUT: &str = "# The master keys of Avenant's files, the present one first. Keep a copy apart from the data: without them \
                     no file can be read, and with them and the data everybody can.\n";

/// The key of one content.
#[derive(Clone, PartialEq, Eq)]
pub struct ContentKey([u8; 32]);

impl ContentKey {
    /// A key of random bytes.
    pub const fn new(random: [u8; 32]) -> Self {
        Self(random)
    }

    pub(crate) const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for ContentKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ContentKey")
    }
}

/// The key of a content, wrapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrapped {
    /// Which master key wraps it.
    pub by: String,
    /// The nonce and the wrapped key, in hexadecimal digits.
    pub text: String,
}

#[derive(Clone, PartialEq, Eq)]
struct MasterKey {
    id: String,
    bytes: [u8; 32],
}

impl MasterKey {
    fn new(bytes: [u8; 32]) -> Self {
        let hash = Sha256::new().chain_update(b"avenant master key").chain_update(bytes).finalize();
        Self { id: digits(hash.get(..8).unwrap_or_default()), bytes }
    }

    fn read(text: &str) -> Result<Self> {
        let bytes = from_digits(text.trim()).ok_or(Error::NoKey)?;
        Ok(Self::new(bytes.try_into().map_err(|_other_length| Error::NoKey)?))
    }

    fn cipher(&self) -> Aes256Gcm {
        Aes256Gcm::new((&self.bytes).into())
    }
}

/// The master keys that are known: the present one, and former ones that may still wrap something.
#[derive(Clone, PartialEq, Eq)]
pub struct Ring {
    present: MasterKey,
    former: Vec<MasterKey>,
}

impl fmt::Debug for Ring {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Ring").field("present", &self.present.id).finish_non_exhaustive()
    }
}

impl Ring {
    /// Keys as they are written: 64 hexadecimal digits each, the present one first.
    ///
    /// # Errors
    /// [`Error::NoKey`].
    pub fn read<'a>(keys: impl IntoIterator<Item = &'a str>) -> Result<Self> {
        let mut keys = keys.into_iter().map(MasterKey::read);
        let present = keys.next().ok_or(Error::NoKey)??;
        Ok(Self { present, former: keys.collect::<Result<_>>()? })
    }

    /// Which key wraps what is new.
    pub fn present(&self) -> &str {
        &self.present.id
    }

    /// Whether a key is known.
    pub fn knows(&self, id: &str) -> bool {
        self.find(id).is_some()
    }

    fn find(&self, id: &str) -> Option<&MasterKey> {
        std::iter::once(&self.present).chain(&self.former).find(|key| key.id == id)
    }

    /// Wraps the key of a content by the present master key. `content` is the name of the content, so that a wrapped key
    /// opens no other; `nonce` is random.
    ///
    /// # Errors
    /// None that is known: a key is never too long to be wrapped.
    pub fn wrap(&self, content: &str, key: &ContentKey, nonce: [u8; 12]) -> Result<Wrapped> {
        let payload = Payload { msg: key.bytes(), aad: content.as_bytes() };
        let sealed = self.present.cipher().encrypt(&nonce.into(), payload).map_err(|_of_no_kind| Error::Altered)?;
        Ok(Wrapped { by: self.present.id.clone(), text: digits(&[&nonce[..], &sealed].concat()) })
    }

    /// The key of a content.
    ///
    /// # Errors
    /// [`Error::UnknownKey`], [`Error::Altered`].
    pub fn unwrap(&self, content: &str, wrapped: &Wrapped) -> Result<ContentKey> {
        let master = self.find(&wrapped.by).ok_or_else(|| Error::UnknownKey(wrapped.by.clone()))?;
        let bytes = from_digits(&wrapped.text).ok_or(Error::Altered)?;
        let (nonce, sealed) = bytes.split_first_chunk::<12>().ok_or(Error::Altered)?;
        let payload = Payload { msg: sealed, aad: content.as_bytes() };
        let opened = master.cipher().decrypt(&(*nonce).into(), payload).map_err(|_of_no_kind| Error::Altered)?;
        Ok(ContentKey(opened.try_into().map_err(|_other_length| Error::Altered)?))
    }
}

/// Where master keys come from.
#[derive(Clone, Debug)]
pub enum Keys {
    /// The configuration, which whoever runs the program changes.
    Given(Arc<Ring>),
    /// A file beside the data, which the program made. It is read each time, because another process may have changed the
    /// key meanwhile.
    File(Arc<PathBuf>),
}

impl Keys {
    /// The keys of the configuration.
    pub fn given(ring: Ring) -> Self {
        Self::Given(Arc::new(ring))
    }

    /// The keys of a file, which is made with a key of random bytes if it is not there. Two processes that start at once
    /// have the same. Answers whether it was made now.
    ///
    /// # Errors
    /// [`Error::KeyFile`], [`Error::NoKey`].
    pub fn file(path: &Path, random: [u8; 32]) -> Result<(Self, bool)> {
        let keys = Self::File(Arc::new(path.to_owned()));
        let made = !path.exists() && begin(path, &MasterKey::new(random)).map_err(unusable(path))?;
        keys.ring()?;
        Ok((keys, made))
    }

    /// The keys as they are now.
    ///
    /// # Errors
    /// [`Error::KeyFile`], [`Error::NoKey`].
    pub fn ring(&self) -> Result<Arc<Ring>> {
        match self {
            Self::Given(ring) => Ok(Arc::clone(ring)),
            Self::File(path) => {
                let text = fs::read_to_string(path.as_path()).map_err(unusable(path))?;
                let keys = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
                Ok(Arc::new(Ring::read(keys)?))
            }
        }
    }

    /// Begins to change the master key: of a file the key of random bytes becomes the present one, unless a change before
    /// was interrupted, which then goes on. The key of the configuration is the present one already.
    ///
    /// # Errors
    /// [`Error::KeyFile`], [`Error::NoKey`].
    pub fn begin_change(&self, random: [u8; 32]) -> Result<Arc<Ring>> {
        let ring = self.ring()?;
        match self {
            Self::File(path) if ring.former.is_empty() => {
                let changed = Ring { present: MasterKey::new(random), former: vec![ring.present.clone()] };
                write(path, &changed).map_err(unusable(path))?;
                Ok(Arc::new(changed))
            }
            Self::File(_) | Self::Given(_) => Ok(ring),
        }
    }

    /// Ends the change: former keys wrap nothing any longer, and leave the file.
    ///
    /// # Errors
    /// [`Error::KeyFile`], [`Error::NoKey`].
    pub fn end_change(&self) -> Result<()> {
        let ring = self.ring()?;
        match self {
            Self::File(path) => {
                let left = Ring { present: ring.present.clone(), former: Vec::new() };
                write(path, &left).map_err(unusable(path))
            }
            Self::Given(_) => Ok(()),
        }
    }
}

fn unusable(path: &Path) -> impl Fn(io::Error) -> Error + use<> {
    let path = path.to_owned();
    move |cause| Error::KeyFile { path: path.clone(), cause }
}

/// Puts a first key there, unless another process was quicker.
fn begin(path: &Path, key: &MasterKey) -> io::Result<bool> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let ring = Ring { present: key.clone(), former: Vec::new() };
    let beside = written_beside(path, &ring)?;
    let linked = fs::hard_link(&beside, path);
    fs::remove_file(&beside)?;
    match linked {
        Ok(()) => Ok(true),
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(cause) => Err(cause),
    }
}

/// Puts keys in the place of those that are there, all at once.
fn write(path: &Path, ring: &Ring) -> io::Result<()> {
    fs::rename(written_beside(path, ring)?, path)?;
    if let Some(folder) = path.parent() {
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// Keys in a file beside the one they are for, which only this user may read.
fn written_beside(path: &Path, ring: &Ring) -> io::Result<PathBuf> {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{}", std::process::id()));
    let beside = PathBuf::from(name);
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
    let keys = std::iter::once(&ring.present).chain(&ring.former).map(|key| digits(&key.bytes) + "\n");
    file.write_all(format!("{ABOUT}{}", keys.collect::<String>()).as_bytes())?;
    file.sync_all()?;
    Ok(beside)
}

fn digits(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_digits(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let pairs = (0..text.len()).step_by(2).map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok());
    pairs.collect()
}
