//! What an operation answers when it did not do what was asked, by who can act on it.

use model::{billing::BillingError, leakage::FindingRefusal, money::MoneyError, refusal::Refusal};

/// Not done.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The person's to mend; carried whole to the page.
    #[error("refused: {0}")]
    Refused(Refusal),
    /// Ours to mend; logged once with its cause, shown as a reference number.
    #[error("broken: {0}")]
    Broken(Box<dyn std::error::Error + Send + Sync>),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<FindingRefusal> for Failure {
    fn from(refusal: FindingRefusal) -> Self {
        Self::Refused(refusal.into())
    }
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Stale => Self::Refused(Refusal::Stale),
            other => Self::Broken(Box::new(other)),
        }
    }
}

/// Errors that only a mistake of ours can cause.
macro_rules! broken_by {
    ($($error:ty),*) => {$(
        impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                Self::Broken(Box::new(error))
            }
        }
    )*};
}

broken_by!(
    MoneyError,
    BillingError,
    serde_json::Error,
    argon2::password_hash::Error,
    tokio::task::JoinError,
    files::Error
);
