//! A file as a program sends it, and who may send one.

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Request},
    http::{HeaderMap, StatusCode, header, request::Parts},
};
use model::permission::Permission;
use tokio::sync::SemaphorePermit;

use crate::{
    rest::{caller::Caller, problem::Trouble},
    upload,
};

/// A file as the body of a request, in its place in memory.
pub struct File {
    /// What it holds.
    pub content: Vec<u8>,
    _place: SemaphorePermit<'static>,
}

/// The types that are read; what a file really is, is told by its content.
const TYPES: [&str; 5] = [
    "application/octet-stream",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "text/csv",
    "text/plain",
    "text/tab-separated-values",
];

fn is_read(headers: &HeaderMap) -> bool {
    let given = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = given.split(';').next().unwrap_or_default().trim();
    TYPES.iter().any(|read| essence.eq_ignore_ascii_case(read))
}

impl<S: Send + Sync> FromRequest<S> for File {
    type Rejection = Trouble;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        if !is_read(request.headers()) {
            return Err(Trouble::UnsupportedMediaType);
        }
        let place = upload::place().await?;
        match Bytes::from_request(request, state).await {
            Ok(bytes) => Ok(Self { content: bytes.into(), _place: place }),
            Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => Err(Trouble::TooLarge),
            Err(rejection) => Err(Trouble::InvalidRequest { cause: rejection.body_text() }),
        }
    }
}

/// Whether the caller may import is asked before the file is read.
pub struct Importer(pub Caller);

impl<S: Sync> FromRequestParts<S> for Importer {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let caller = Caller::from_request_parts(parts, state).await?;
        caller.require(Permission::Import)?;
        Ok(Self(caller))
    }
}
