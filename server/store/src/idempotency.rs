//! Requests of the API that may be sent again, with what was answered.

use crate::{
    Result,
    entity::idempotency,
    stored::{from_json, json, millis},
};
use model::{calendar::Moment, id::TokenId};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    sea_query::OnConflict,
};

/// An answer as it was sent: status, headers, body.
pub type Answer = (u16, Vec<(String, String)>, String);

/// A request that was sent before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Hash of the whole request.
    pub request: String,
    /// What was answered; `None` as long as it is being done.
    pub answer: Option<Answer>,
}

/// Notes a request of a token under a key, and returns whether it is the first with that key.
pub async fn insert(
    connection: &impl ConnectionTrait,
    token: TokenId,
    key: &str,
    request: &str,
    now: Moment,
) -> Result<bool> {
    let row = idempotency::Model {
        token_id: token.0,
        key: key.to_owned(),
        request: request.to_owned(),
        status: None,
        headers: "[]".to_owned(),
        body: String::new(),
        asked_at: millis(now),
    };
    let same = [idempotency::Column::TokenId, idempotency::Column::Key];
    let first = OnConflict::columns(same).do_nothing().to_owned();
    let insert = idempotency::Entity::insert(row.into_active_model()).on_conflict(first);
    match insert.exec_without_returning(connection).await {
        Ok(inserted) => Ok(inserted > 0),
        Err(DbErr::RecordNotInserted) => Ok(false),
        Err(other) => Err(other.into()),
    }
}

/// What is known of a key of a token.
pub async fn find(connection: &impl ConnectionTrait, token: TokenId, key: &str) -> Result<Option<Found>> {
    let row = idempotency::Entity::find_by_id((token.0, key.to_owned())).one(connection).await?;
    row.map(|row| {
        let answered = row.status.and_then(|status| u16::try_from(status).ok());
        let headers = from_json("headers", &row.headers)?;
        Ok(Found { request: row.request, answer: answered.map(|status| (status, headers, row.body)) })
    })
    .transpose()
}

/// Keeps what was answered.
pub async fn answer(connection: &impl ConnectionTrait, token: TokenId, key: &str, answer: Answer) -> Result<()> {
    let (status, headers, body) = answer;
    let change = idempotency::ActiveModel {
        status: Set(Some(status.into())),
        headers: Set(json("headers", &headers)?),
        body: Set(body),
        ..Default::default()
    };
    idempotency::Entity::update_many()
        .set(change)
        .filter(idempotency::Column::TokenId.eq(token.0))
        .filter(idempotency::Column::Key.eq(key))
        .exec(connection)
        .await?;
    Ok(())
}

/// Forgets a key of a token.
pub async fn delete(connection: &impl ConnectionTrait, token: TokenId, key: &str) -> Result<()> {
    idempotency::Entity::delete_by_id((token.0, key.to_owned())).exec(connection).await?;
    Ok(())
}

/// Forgets every request that was sent before a moment.
pub async fn delete_before(connection: &impl ConnectionTrait, moment: Moment) -> Result<()> {
    let old = idempotency::Column::AskedAt.lt(millis(moment));
    idempotency::Entity::delete_many().filter(old).exec(connection).await?;
    Ok(())
}
