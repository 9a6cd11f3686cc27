//! Why a task stopped, as a sentence for the person at the terminal.

use std::fmt::{self, Display};

/// What every fallible function here returns.
pub type Outcome<T> = Result<T, Failure>;

/// A sentence that says what could not be done, and why.
#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    /// A failure that needs no cause, because the sentence is the cause.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Turns another library's error into a sentence of ours.
pub trait Explain<T> {
    /// `sentence` says what was being attempted; the cause is put after it.
    fn explain(self, sentence: impl FnOnce() -> String) -> Outcome<T>;
}

impl<T, E: Display> Explain<T> for Result<T, E> {
    fn explain(self, sentence: impl FnOnce() -> String) -> Outcome<T> {
        self.map_err(|cause| Failure(format!("{}: {cause}", sentence())))
    }
}
