//! Sealing a content in pieces, each of which proves that it is whole, in its place, and the last or not the last.
//!
//! AES-256-GCM. Each content has a key of its own, so the number of a piece, with a flag on the last, is a nonce that never
//! comes twice (the construction STREAM of Hoang, Reyhanitabar, Rogaway and Vizár, 2015). Pieces that are left out,
//! doubled or exchanged do not open, and neither does what was cut: then the last piece that is there bears no flag.

use crate::{ContentKey, Error, Result};
use aes_gcm::{
    Aes256Gcm, KeyInit,
    aead::{Aead, Payload},
};

/// Length of a piece before it is sealed.
pub const PIECE: usize = 64 * 1024;
/// What sealing adds to each piece.
pub const TAG: usize = 16;
/// Names the construction, so that another one to come is never taken for this.
const ABOUT: &[u8] = b"avenant content 1";

/// The state of sealing or opening a content.
struct Pieces {
    cipher: Aes256Gcm,
    number: u32,
    waiting: Vec<u8>,
}

impl Pieces {
    fn new(key: &ContentKey) -> Self {
        Self { cipher: Aes256Gcm::new(key.bytes().into()), number: 0, waiting: Vec::new() }
    }

    fn nonce(&mut self, last: bool) -> Result<[u8; 12]> {
        let mut nonce = [0; 12];
        nonce[7..11].copy_from_slice(&self.number.to_be_bytes());
        nonce[11] = last.into();
        self.number = self.number.checked_add(1).ok_or(Error::Altered)?;
        Ok(nonce)
    }

    /// Handles whole pieces of a length, keeping at least one byte back: whether a piece is the last is known only when
    /// nothing follows.
    fn take(
        &mut self,
        more: &[u8],
        length: usize,
        handle: impl Fn(&Aes256Gcm, [u8; 12], &[u8]) -> Result<Vec<u8>>,
    ) -> Result<Vec<u8>> {
        self.waiting.extend_from_slice(more);
        let (mut done, mut handled) = (Vec::new(), 0);
        while self.waiting.len() - handled > length {
            let nonce = self.nonce(false)?;
            let piece = self.waiting.get(handled..handled + length).unwrap_or_default();
            done.extend(handle(&self.cipher, nonce, piece)?);
            handled += length;
        }
        self.waiting.drain(..handled);
        Ok(done)
    }
}

fn seal(cipher: &Aes256Gcm, nonce: [u8; 12], piece: &[u8]) -> Result<Vec<u8>> {
    cipher.encrypt(&nonce.into(), Payload { msg: piece, aad: ABOUT }).map_err(|_of_no_kind| Error::Altered)
}

fn open(cipher: &Aes256Gcm, nonce: [u8; 12], piece: &[u8]) -> Result<Vec<u8>> {
    cipher.decrypt(&nonce.into(), Payload { msg: piece, aad: ABOUT }).map_err(|_of_no_kind| Error::Altered)
}

/// Seals a content while it comes.
pub struct Sealer(Pieces);

/// Opens a sealed content while it comes.
pub struct Opener(Pieces);

impl Sealer {
    /// Begins with a key that seals nothing else.
    pub fn new(key: &ContentKey) -> Self {
        Self(Pieces::new(key))
    }

    /// Takes what comes next and gives what is sealed of it.
    ///
    /// # Errors
    /// [`Error::Altered`] beyond 256 terabytes.
    pub fn seal(&mut self, more: &[u8]) -> Result<Vec<u8>> {
        self.0.take(more, PIECE, seal)
    }

    /// Seals the last piece.
    ///
    /// # Errors
    /// As [`Sealer::seal`].
    pub fn finish(mut self) -> Result<Vec<u8>> {
        let nonce = self.0.nonce(true)?;
        seal(&self.0.cipher, nonce, &self.0.waiting)
    }
}

impl Opener {
    /// Begins with the key with which the content was sealed.
    pub fn new(key: &ContentKey) -> Self {
        Self(Pieces::new(key))
    }

    /// Takes what comes next and gives what could be opened.
    ///
    /// # Errors
    /// [`Error::Altered`].
    pub fn open(&mut self, more: &[u8]) -> Result<Vec<u8>> {
        self.0.take(more, PIECE + TAG, open)
    }

    /// Opens the last piece.
    ///
    /// # Errors
    /// [`Error::Altered`], also where the content goes on or was cut.
    pub fn finish(mut self) -> Result<Vec<u8>> {
        let nonce = self.0.nonce(true)?;
        open(&self.0.cipher, nonce, &self.0.waiting)
    }
}

impl std::fmt::Debug for Sealer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("Sealer").field(&self.0.number).finish()
    }
}

impl std::fmt::Debug for Opener {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("Opener").field(&self.0.number).finish()
    }
}
