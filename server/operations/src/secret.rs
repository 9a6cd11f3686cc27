//! Secrets of which only the hash is kept.

use sha2::{Digest, Sha256};

/// The SHA-256 of a secret, in hexadecimal: a fast hash is enough for one that nobody can guess.
pub(crate) fn hash(secret: &str) -> String {
    Sha256::digest(secret.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
