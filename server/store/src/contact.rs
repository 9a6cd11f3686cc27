//! People at customers.

use crate::{Error, Result, entity::contact};
use model::{
    id::{ContactId, CustomerId, SiteId},
    language::Language,
    party::{ContactDetails, ContactRole},
    view::ContactRow,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};

fn contact_of(row: contact::Model) -> ContactRow {
    let contact::Model { id, customer_id: _, site_id, name, role, email, phone, language, version } = row;
    let details = ContactDetails {
        name,
        role: ContactRole::from_code(&role).unwrap_or_default(),
        email,
        phone,
        language: Language::from_tag(&language).unwrap_or_default(),
        site: site_id.map(SiteId),
    };
    ContactRow { id: ContactId(id), version, details }
}

fn row_of(customer: CustomerId, contact: &ContactRow) -> contact::Model {
    let ContactRow { id, version, details } = contact.clone();
    let ContactDetails { name, role, email, phone, language, site } = details;
    contact::Model {
        id: id.0,
        customer_id: customer.0,
        site_id: site.map(|site| site.0),
        name,
        role: role.code().to_owned(),
        email,
        phone,
        language: language.tag().to_owned(),
        version,
    }
}

/// Adds a person.
pub async fn insert(connection: &impl ConnectionTrait, customer: CustomerId, contact: &ContactRow) -> Result<()> {
    let row = row_of(customer, contact).into_active_model();
    contact::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// Saves a person whose version is still the one that was read, and raises the version by one.
///
/// # Errors
/// [`Error::Stale`] if somebody saved or removed them meanwhile.
pub async fn update(connection: &impl ConnectionTrait, customer: CustomerId, contact: &ContactRow) -> Result<()> {
    let mut row = row_of(customer, contact).into_active_model().reset_all();
    row.version = Set(contact.version + 1);
    let saved = contact::Entity::update_many()
        .set(row)
        .filter(contact::Column::Id.eq(contact.id.0))
        .filter(contact::Column::CustomerId.eq(customer.0))
        .filter(contact::Column::Version.eq(contact.version))
        .exec(connection)
        .await?;
    if saved.rows_affected == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Removes a person whose version is still the one that was read.
///
/// # Errors
/// [`Error::Stale`] if somebody saved or removed them meanwhile.
pub async fn delete(
    connection: &impl ConnectionTrait,
    customer: CustomerId,
    id: ContactId,
    version: i32,
) -> Result<()> {
    let gone = contact::Entity::delete_many()
        .filter(contact::Column::Id.eq(id.0))
        .filter(contact::Column::CustomerId.eq(customer.0))
        .filter(contact::Column::Version.eq(version))
        .exec(connection)
        .await?;
    if gone.rows_affected == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// A person at a customer.
pub async fn find(
    connection: &impl ConnectionTrait,
    customer: CustomerId,
    id: ContactId,
) -> Result<Option<ContactRow>> {
    let row =
        contact::Entity::find_by_id(id.0).filter(contact::Column::CustomerId.eq(customer.0)).one(connection).await?;
    Ok(row.map(contact_of))
}

/// The people at a customer, by role and name.
pub async fn of_customer(connection: &impl ConnectionTrait, customer: CustomerId) -> Result<Vec<ContactRow>> {
    let rows = contact::Entity::find()
        .filter(contact::Column::CustomerId.eq(customer.0))
        .order_by_asc(contact::Column::Name)
        .order_by_asc(contact::Column::Id)
        .all(connection)
        .await?;
    let mut people: Vec<ContactRow> = rows.into_iter().map(contact_of).collect();
    people.sort_by_key(|contact| contact.details.role);
    Ok(people)
}
