//! Customers.

use crate::{Page, Result, entity::customer, stored::insert_all};
use model::{
    id::{CustomerId, ImportId, PersonId},
    language::Language,
    party::CustomerDetails,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

/// A customer as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customer {
    /// Identity.
    pub id: CustomerId,
    /// What a person edits.
    pub details: CustomerDetails,
    /// The name, folded for finding near-same ones; see `model::import`.
    pub name_key: String,
    /// The import that made it.
    pub import: Option<ImportId>,
    /// Version, for comparing at a save.
    pub version: i32,
}

fn customer_of(row: customer::Model) -> Customer {
    let customer::Model {
        id,
        name,
        name_key,
        country,
        registration_number,
        vat_number,
        language,
        owner_id,
        import_id,
        version,
    } = row;
    Customer {
        id: CustomerId(id),
        details: CustomerDetails {
            name,
            country,
            registration_number,
            vat_number,
            language: Language::from_tag(&language).unwrap_or_default(),
            owner: owner_id.map(PersonId),
        },
        name_key,
        import: import_id.map(ImportId),
        version,
    }
}

/// Adds customers.
pub async fn insert_many(connection: &impl ConnectionTrait, customers: Vec<Customer>) -> Result<()> {
    let rows = customers
        .into_iter()
        .map(|customer| {
            let Customer { id, details, name_key, import, version } = customer;
            let CustomerDetails { name, country, registration_number, vat_number, language, owner } = details;
            customer::Model {
                id: id.0,
                name,
                name_key,
                country,
                registration_number,
                vat_number,
                language: language.tag().to_owned(),
                owner_id: owner.map(|person| person.0),
                import_id: import.map(|import| import.0),
                version,
            }
        })
        .collect();
    insert_all::<customer::Entity, _>(connection, rows).await
}

/// A customer by identity.
pub async fn find(connection: &impl ConnectionTrait, id: CustomerId) -> Result<Option<Customer>> {
    Ok(customer::Entity::find_by_id(id.0).one(connection).await?.map(customer_of))
}

/// Customers by name, optionally only those whose name contains a text, and how many there are in all.
pub async fn list(connection: &impl ConnectionTrait, name: Option<&str>, page: Page) -> Result<(Vec<Customer>, u64)> {
    let mut query = customer::Entity::find();
    if let Some(name) = name {
        query = query.filter(customer::Column::NameKey.contains(name));
    }
    let total = query.clone().count(connection).await?;
    let rows = query
        .order_by_asc(customer::Column::Name)
        .order_by_asc(customer::Column::Id)
        .offset(page.offset)
        .limit(page.limit)
        .all(connection)
        .await?;
    Ok((rows.into_iter().map(customer_of).collect(), total))
}

/// Customers of a name, whatever its capitals; three at most, because one is an answer and several are none.
pub async fn named(connection: &impl ConnectionTrait, name: &str) -> Result<Vec<Customer>> {
    let query = customer::Entity::find().filter(customer::Column::NameKey.eq(name.to_lowercase())).limit(3);
    Ok(query.all(connection).await?.into_iter().map(customer_of).collect())
}

/// Every customer, in the order of identities.
pub async fn all(connection: &impl ConnectionTrait) -> Result<Vec<Customer>> {
    let rows = customer::Entity::find().order_by_asc(customer::Column::Id).all(connection).await?;
    Ok(rows.into_iter().map(customer_of).collect())
}

/// The identity of every customer.
pub async fn ids(connection: &impl ConnectionTrait) -> Result<Vec<CustomerId>> {
    let ids: Vec<uuid::Uuid> =
        customer::Entity::find().select_only().column(customer::Column::Id).into_tuple().all(connection).await?;
    Ok(ids.into_iter().map(CustomerId).collect())
}
