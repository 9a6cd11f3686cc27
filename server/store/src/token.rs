//! Personal tokens for the API: their hashes, never themselves.

use crate::{
    Result,
    entity::token,
    stored::{from_json, json, millis, moment},
};
use model::{
    calendar::{Day, Moment},
    id::{PersonId, TokenId},
    token::Scope,
    view::TokenRow,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};

/// A token that is not revoked, as a request finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Identity.
    pub id: TokenId,
    /// Whose it is.
    pub person: PersonId,
    /// What it may do at most.
    pub scopes: Vec<Scope>,
    /// The last day on which it works.
    pub expires_on: Day,
    /// When it was last used.
    pub last_used_at: Option<Moment>,
}

fn row_of(row: token::Model) -> Result<TokenRow> {
    Ok(TokenRow {
        id: row.id.into(),
        name: row.name,
        prefix: row.prefix,
        scopes: from_json("scopes", &row.scopes)?,
        created_at: moment(row.created_at),
        expires_on: row.expires_on,
        last_used_at: row.last_used_at.map(moment),
    })
}

/// Adds a token of a person under its hash.
pub async fn insert(connection: &impl ConnectionTrait, person: PersonId, hash: String, new: &TokenRow) -> Result<()> {
    let TokenRow { id, name, prefix, scopes, created_at, expires_on, last_used_at } = new;
    let row = token::Model {
        id: id.0,
        person_id: person.0,
        hash,
        prefix: prefix.clone(),
        name: name.clone(),
        scopes: json("scopes", scopes)?,
        created_at: millis(*created_at),
        expires_on: *expires_on,
        last_used_at: last_used_at.map(millis),
        revoked_at: None,
    };
    token::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

/// The token with a hash, unless it was revoked.
pub async fn find(connection: &impl ConnectionTrait, hash: &str) -> Result<Option<Found>> {
    let row = token::Entity::find()
        .filter(token::Column::Hash.eq(hash))
        .filter(token::Column::RevokedAt.is_null())
        .one(connection)
        .await?;
    row.map(|row| {
        Ok(Found {
            id: row.id.into(),
            person: row.person_id.into(),
            scopes: from_json("scopes", &row.scopes)?,
            expires_on: row.expires_on,
            last_used_at: row.last_used_at.map(moment),
        })
    })
    .transpose()
}

fn unrevoked_of(person: PersonId) -> sea_orm::Select<token::Entity> {
    token::Entity::find().filter(token::Column::PersonId.eq(person.0)).filter(token::Column::RevokedAt.is_null())
}

/// A person's tokens that are not revoked, the newest first.
pub async fn list_of(connection: &impl ConnectionTrait, person: PersonId, limit: u64) -> Result<Vec<TokenRow>> {
    let rows = unrevoked_of(person).order_by_desc(token::Column::CreatedAt).order_by_desc(token::Column::Id);
    rows.limit(limit).all(connection).await?.into_iter().map(row_of).collect()
}

/// How many tokens of a person are not revoked.
pub async fn count_of(connection: &impl ConnectionTrait, person: PersonId) -> Result<u64> {
    Ok(unrevoked_of(person).count(connection).await?)
}

/// A person's own token that is not revoked.
pub async fn find_of(connection: &impl ConnectionTrait, person: PersonId, id: TokenId) -> Result<Option<TokenRow>> {
    unrevoked_of(person).filter(token::Column::Id.eq(id.0)).one(connection).await?.map(row_of).transpose()
}

/// Notes that a token was used, unless it was noted at or after a moment: several requests at once write once.
pub async fn note_use(connection: &impl ConnectionTrait, id: TokenId, now: Moment, unless_since: Moment) -> Result<()> {
    let change = token::ActiveModel { last_used_at: Set(Some(millis(now))), ..Default::default() };
    let before = Condition::any()
        .add(token::Column::LastUsedAt.is_null())
        .add(token::Column::LastUsedAt.lt(millis(unless_since)));
    token::Entity::update_many().set(change).filter(token::Column::Id.eq(id.0)).filter(before).exec(connection).await?;
    Ok(())
}

/// Revokes a token for good.
pub async fn revoke(connection: &impl ConnectionTrait, id: TokenId, now: Moment) -> Result<()> {
    let change = token::ActiveModel { revoked_at: Set(Some(millis(now))), ..Default::default() };
    token::Entity::update_many().set(change).filter(token::Column::Id.eq(id.0)).exec(connection).await?;
    Ok(())
}
