//! Calendar feeds of people.

use crate::{
    Result,
    entity::feed,
    stored::{from_json, json, millis, moment},
};
use model::{
    calendar::Moment,
    id::{FeedId, PersonId},
    key_date::Filter,
    view::FeedRow,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder,
};

/// A feed as a request finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Identity.
    pub id: FeedId,
    /// Whose it is.
    pub person: PersonId,
    /// What it is called.
    pub name: String,
    /// What it shows.
    pub filter: Filter,
    /// When it was last read.
    pub read_at: Option<Moment>,
}

/// Adds a feed of a person under the hash of its address.
pub async fn insert(connection: &impl ConnectionTrait, person: PersonId, hash: String, new: &FeedRow) -> Result<()> {
    let FeedRow { id, name, filter, created_at, read_at } = new;
    let row = feed::Model {
        id: id.0,
        person_id: person.0,
        name: name.clone(),
        filter: json("filter", filter)?,
        hash,
        created_at: millis(*created_at),
        read_at: read_at.map(millis),
    };
    feed::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

/// The feed whose address has a hash.
pub async fn find(connection: &impl ConnectionTrait, hash: &str) -> Result<Option<Found>> {
    let row = feed::Entity::find().filter(feed::Column::Hash.eq(hash)).one(connection).await?;
    row.map(|row| {
        Ok(Found {
            id: row.id.into(),
            person: row.person_id.into(),
            name: row.name,
            filter: from_json("filter", &row.filter)?,
            read_at: row.read_at.map(moment),
        })
    })
    .transpose()
}

/// A person's feeds, the newest first.
pub async fn list_of(connection: &impl ConnectionTrait, person: PersonId) -> Result<Vec<FeedRow>> {
    let rows = feed::Entity::find()
        .filter(feed::Column::PersonId.eq(person.0))
        .order_by_desc(feed::Column::CreatedAt)
        .order_by_desc(feed::Column::Id)
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(FeedRow {
                id: row.id.into(),
                name: row.name,
                filter: from_json("filter", &row.filter)?,
                created_at: moment(row.created_at),
                read_at: row.read_at.map(moment),
            })
        })
        .collect()
}

/// How many feeds a person has.
pub async fn count_of(connection: &impl ConnectionTrait, person: PersonId) -> Result<u64> {
    Ok(feed::Entity::find().filter(feed::Column::PersonId.eq(person.0)).count(connection).await?)
}

/// Gives a feed of a person another address, and answers whether there is such a feed.
pub async fn rotate(connection: &impl ConnectionTrait, person: PersonId, id: FeedId, hash: String) -> Result<bool> {
    let change = feed::ActiveModel { hash: Set(hash), read_at: Set(None), ..Default::default() };
    let done = feed::Entity::update_many()
        .set(change)
        .filter(feed::Column::Id.eq(id.0))
        .filter(feed::Column::PersonId.eq(person.0))
        .exec(connection)
        .await?;
    Ok(done.rows_affected > 0)
}

/// Removes a feed of a person for good, and answers whether there was one.
pub async fn delete(connection: &impl ConnectionTrait, person: PersonId, id: FeedId) -> Result<bool> {
    let done = feed::Entity::delete_many()
        .filter(feed::Column::Id.eq(id.0))
        .filter(feed::Column::PersonId.eq(person.0))
        .exec(connection)
        .await?;
    Ok(done.rows_affected > 0)
}

/// Notes that a feed was read, unless it was noted at or after a moment: several requests at once write once.
pub async fn note_read(connection: &impl ConnectionTrait, id: FeedId, now: Moment, unless_since: Moment) -> Result<()> {
    let change = feed::ActiveModel { read_at: Set(Some(millis(now))), ..Default::default() };
    let before =
        Condition::any().add(feed::Column::ReadAt.is_null()).add(feed::Column::ReadAt.lt(millis(unless_since)));
    feed::Entity::update_many().set(change).filter(feed::Column::Id.eq(id.0)).filter(before).exec(connection).await?;
    Ok(())
}
