//! Requests that a program sends again because it did not hear the answer: done once, answered as often as asked.
//!
//! A request with a key is noted before it is done, and its answer after it. What was not done leaves no trace, so
//! that a request that was refused may be put right under the same key. When the program stops between the two, nobody
//! knows whether the request was done: until its key is forgotten it is not done again.

use crate::{Actor, Result, actor::Acting};
use chrono::TimeDelta;
use model::{calendar::Moment, id::TokenId};
use store::idempotency::Found;

pub use store::idempotency::Answer;

/// Hours after which a key is forgotten.
pub const KEPT_HOURS: i64 = 24;

/// What is to be done about a request with a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It is the first with this key: it is to be done.
    First,
    /// It was done, and this was the answer.
    Again(Answer),
    /// It is being done.
    UnderWay,
    /// The key belongs to another request.
    Other,
}

fn forgotten_before(now: Moment) -> Moment {
    now - TimeDelta::hours(KEPT_HOURS)
}

/// Forgets what was sent long ago.
pub(crate) async fn forget_old(acting: &Acting<'_>, now: Moment) -> Result<()> {
    Ok(store::idempotency::delete_before(acting.connection(), forgotten_before(now)).await?)
}

/// Notes a request of a token under a key. `request` is a hash of the whole of it.
pub async fn begin(actor: &Actor, token: TokenId, key: &str, request: &str) -> Result<Turn> {
    // A key belongs to the token that sends it; what the request may do is judged when it is done.
    let writing = actor.office().store.begin().await?;
    let connection = writing.connection();
    store::idempotency::delete_before(connection, forgotten_before(actor.now())).await?;
    if store::idempotency::insert(connection, token, key, request, actor.now()).await? {
        writing.commit().await?;
        return Ok(Turn::First);
    }
    let found = store::idempotency::find(connection, token, key).await?;
    writing.commit().await?;
    Ok(match found {
        Some(Found { request: known, .. }) if known != request => Turn::Other,
        Some(Found { answer: Some(answer), .. }) => Turn::Again(answer),
        _ => Turn::UnderWay,
    })
}

/// Keeps the answer of a request that was done.
pub async fn keep(actor: &Actor, token: TokenId, key: &str, answer: Answer) -> Result<()> {
    let writing = actor.office().store.begin().await?;
    store::idempotency::answer(writing.connection(), token, key, answer).await?;
    Ok(writing.commit().await?)
}

/// Forgets a request that was not done.
pub async fn forget(actor: &Actor, token: TokenId, key: &str) -> Result<()> {
    let writing = actor.office().store.begin().await?;
    store::idempotency::delete(writing.connection(), token, key).await?;
    Ok(writing.commit().await?)
}
