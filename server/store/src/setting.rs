//! The organisation's settings, one JSON value a name.

use crate::{
    Result,
    entity::setting,
    stored::{from_json, json},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, QuerySelect, sea_query::OnConflict};
use serde::{Serialize, de::DeserializeOwned};

/// A setting, if it was ever written.
pub async fn find<T: DeserializeOwned>(connection: &impl ConnectionTrait, name: &str) -> Result<Option<T>> {
    let row = setting::Entity::find_by_id(name).one(connection).await?;
    row.map(|row| from_json("setting", &row.value)).transpose()
}

/// A setting, locked until the transaction ends, so that two who change it do not overwrite each other.
pub async fn lock<T: DeserializeOwned>(connection: &impl ConnectionTrait, name: &str) -> Result<Option<T>> {
    let row = setting::Entity::find_by_id(name).lock_exclusive().one(connection).await?;
    row.map(|row| from_json("setting", &row.value)).transpose()
}

/// Writes a setting, over any earlier value.
pub async fn write<T: Serialize>(connection: &impl ConnectionTrait, name: &str, value: &T) -> Result<()> {
    let row = setting::ActiveModel { name: Set(name.to_owned()), value: Set(json("setting", value)?) };
    let over = OnConflict::column(setting::Column::Name).update_column(setting::Column::Value).to_owned();
    setting::Entity::insert(row).on_conflict(over).exec_without_returning(connection).await?;
    Ok(())
}
