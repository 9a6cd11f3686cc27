//! How questions and answers travel between browser and server.
//!
//! Answers are postcard: no names of fields travel, and the code that reads them is a fraction of what reads JSON.
//! Pages ask by [`ask`] and forms send by [`Step`]; both hold what came as bytes and make a value of it where it is
//! used, so that their machinery is in the browser once and not once for every type of answer.

mod asked;
mod step;

pub use asked::{Asked, ask};
pub use step::{Step, StepForm};

use crate::failure::Failure;
use leptos::server_fn::codec::{Post, PostcardEncoding};
use serde::de::DeserializeOwned;

/// What every server function answers with.
pub type Answer = Post<PostcardEncoding>;

/// Reads an answer.
///
/// # Errors
/// [`Failure::Unreachable`] if it cannot be read: it comes from a program of another version.
fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Failure> {
    postcard::from_bytes(bytes).map_err(|cause| Failure::Unreachable(cause.to_string()))
}
