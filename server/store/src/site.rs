//! Places of customers.

use crate::{
    Error, Result,
    entity::{contact, site},
};
use model::{
    id::{CustomerId, SiteId},
    party::{Address, SiteDetails},
    view::SiteRow,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};

fn site_of(row: site::Model) -> SiteRow {
    let site::Model { id, customer_id: _, name, street, postal_code, city, country, notes, version } = row;
    let details = SiteDetails { name, address: Address { street, postal_code, city }, country, notes };
    SiteRow { id: SiteId(id), version, details }
}

fn row_of(customer: CustomerId, site: &SiteRow) -> site::Model {
    let SiteRow { id, version, details } = site.clone();
    let SiteDetails { name, address: Address { street, postal_code, city }, country, notes } = details;
    site::Model { id: id.0, customer_id: customer.0, name, street, postal_code, city, country, notes, version }
}

/// Adds a place.
pub async fn insert(connection: &impl ConnectionTrait, customer: CustomerId, site: &SiteRow) -> Result<()> {
    let row = row_of(customer, site).into_active_model();
    site::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// Saves a place whose version is still the one that was read, and raises the version by one.
///
/// # Errors
/// [`Error::Stale`] if somebody saved or removed it meanwhile.
pub async fn update(connection: &impl ConnectionTrait, customer: CustomerId, site: &SiteRow) -> Result<()> {
    let mut row = row_of(customer, site).into_active_model().reset_all();
    row.version = Set(site.version + 1);
    let saved = site::Entity::update_many()
        .set(row)
        .filter(site::Column::Id.eq(site.id.0))
        .filter(site::Column::CustomerId.eq(customer.0))
        .filter(site::Column::Version.eq(site.version))
        .exec(connection)
        .await?;
    if saved.rows_affected == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Removes a place whose version is still the one that was read; people of that place stay, without it.
///
/// # Errors
/// [`Error::Stale`] if somebody saved or removed it meanwhile.
pub async fn delete(connection: &impl ConnectionTrait, customer: CustomerId, id: SiteId, version: i32) -> Result<()> {
    let gone = site::Entity::delete_many()
        .filter(site::Column::Id.eq(id.0))
        .filter(site::Column::CustomerId.eq(customer.0))
        .filter(site::Column::Version.eq(version))
        .exec(connection)
        .await?;
    if gone.rows_affected == 0 {
        return Err(Error::Stale);
    }
    let without = contact::ActiveModel { site_id: Set(None), ..Default::default() };
    contact::Entity::update_many().set(without).filter(contact::Column::SiteId.eq(id.0)).exec(connection).await?;
    Ok(())
}

/// A place of a customer.
pub async fn find(connection: &impl ConnectionTrait, customer: CustomerId, id: SiteId) -> Result<Option<SiteRow>> {
    let row = site::Entity::find_by_id(id.0).filter(site::Column::CustomerId.eq(customer.0)).one(connection).await?;
    Ok(row.map(site_of))
}

/// The places of a customer, by name.
pub async fn of_customer(connection: &impl ConnectionTrait, customer: CustomerId) -> Result<Vec<SiteRow>> {
    let rows = site::Entity::find()
        .filter(site::Column::CustomerId.eq(customer.0))
        .order_by_asc(site::Column::Name)
        .order_by_asc(site::Column::Id)
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(site_of).collect())
}
