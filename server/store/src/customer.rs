//! Customers.

mod account;
mod list;

pub(crate) use account::seen;
pub use account::{Settled, invoices, paid_invoices, settled};
pub use list::{Filter, Listed, Sort, open_money, overview};

use crate::{
    Error, Page, Result,
    entity::{contact, contract, customer, customer_key, finding, invoice, site},
    stored::{containing, from_json, insert_all, json},
    words::order_key,
};
use model::{
    id::{CustomerId, ImportId, PersonId},
    import::similar::keys,
    language::Language,
    party::{Address, CustomerDetails},
    refusal::NearCustomer,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Unchanged},
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use std::collections::HashMap;
use uuid::Uuid;

/// A customer as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customer {
    /// Identity.
    pub id: CustomerId,
    /// What a person edits.
    pub details: CustomerDetails,
    /// The import that made it.
    pub import: Option<ImportId>,
    /// Version, for comparing at a save.
    pub version: i32,
}

fn customer_of(row: customer::Model) -> Result<Customer> {
    let customer::Model {
        id,
        name,
        name_key: _,
        country,
        registration_number,
        vat_number,
        street,
        postal_code,
        city,
        website,
        language,
        owner_id,
        payment_term,
        notes,
        import_id,
        version,
    } = row;
    Ok(Customer {
        id: CustomerId(id),
        details: CustomerDetails {
            name,
            country,
            registration_number,
            vat_number,
            address: Address { street, postal_code, city },
            website,
            language: Language::from_tag(&language).unwrap_or_default(),
            owner: owner_id.map(PersonId),
            payment_term: payment_term.as_deref().map(|term| from_json("payment term", term)).transpose()?,
            notes,
        },
        import: import_id.map(ImportId),
        version,
    })
}

fn row_of(customer: &Customer) -> Result<customer::Model> {
    let Customer { id, details, import, version } = customer.clone();
    let CustomerDetails {
        name,
        country,
        registration_number,
        vat_number,
        address: Address { street, postal_code, city },
        website,
        language,
        owner,
        payment_term,
        notes,
    } = details;
    Ok(customer::Model {
        id: id.0,
        name_key: order_key(&name),
        name,
        country,
        registration_number,
        vat_number,
        street,
        postal_code,
        city,
        website,
        language: language.tag().to_owned(),
        owner_id: owner.map(|person| person.0),
        payment_term: payment_term.as_ref().map(|term| json("payment term", term)).transpose()?,
        notes,
        import_id: import.map(|import| import.0),
        version,
    })
}

fn keys_of(customer: &Customer) -> Vec<customer_key::Model> {
    let mut keys = keys(&customer.details.name);
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter().map(|key| customer_key::Model { key, customer_id: customer.id.0 }).collect()
}

/// Adds customers.
///
/// # Errors
/// [`Error::Taken`] if another customer has the number of one of them.
pub async fn insert_many(connection: &impl ConnectionTrait, customers: Vec<Customer>) -> Result<()> {
    let keys = customers.iter().flat_map(keys_of).collect();
    let rows = customers.iter().map(row_of).collect::<Result<_>>()?;
    insert_all::<customer::Entity, _>(connection, rows).await.map_err(Error::of_unique)?;
    insert_all::<customer_key::Entity, _>(connection, keys).await
}

/// Saves a customer whose version is still the one that was read, and raises the version by one.
///
/// # Errors
/// [`Error::Stale`] if somebody saved it meanwhile; [`Error::Taken`] if another customer has its number.
pub async fn update(connection: &impl ConnectionTrait, customer: &Customer) -> Result<()> {
    let mut row = row_of(customer)?.into_active_model().reset_all();
    row.id = Unchanged(customer.id.0);
    row.import_id = NotSet;
    row.version = sea_orm::ActiveValue::Set(customer.version + 1);
    let saved = customer::Entity::update_many()
        .set(row)
        .filter(customer::Column::Id.eq(customer.id.0))
        .filter(customer::Column::Version.eq(customer.version))
        .exec(connection)
        .await
        .map_err(Error::of_unique)?;
    if saved.rows_affected == 0 {
        return Err(Error::Stale);
    }
    delete_keys(connection, customer.id).await?;
    insert_all::<customer_key::Entity, _>(connection, keys_of(customer)).await
}

async fn delete_keys(connection: &impl ConnectionTrait, id: CustomerId) -> Result<()> {
    customer_key::Entity::delete_many().filter(customer_key::Column::CustomerId.eq(id.0)).exec(connection).await?;
    Ok(())
}

/// Removes a customer whose version is still the one that was read, with its sites and contacts.
///
/// # Errors
/// [`Error::Stale`] if somebody saved it meanwhile.
pub async fn delete(connection: &impl ConnectionTrait, id: CustomerId, version: i32) -> Result<()> {
    let gone = customer::Entity::delete_many()
        .filter(customer::Column::Id.eq(id.0))
        .filter(customer::Column::Version.eq(version))
        .exec(connection)
        .await?;
    if gone.rows_affected == 0 {
        return Err(Error::Stale);
    }
    delete_keys(connection, id).await?;
    contact::Entity::delete_many().filter(contact::Column::CustomerId.eq(id.0)).exec(connection).await?;
    site::Entity::delete_many().filter(site::Column::CustomerId.eq(id.0)).exec(connection).await?;
    Ok(())
}

/// A customer by identity.
pub async fn find(connection: &impl ConnectionTrait, id: CustomerId) -> Result<Option<Customer>> {
    customer::Entity::find_by_id(id.0).one(connection).await?.map(customer_of).transpose()
}

/// Customers by name, optionally only those whose name contains a text, and how many there are in all.
pub async fn list(connection: &impl ConnectionTrait, name: Option<&str>, page: Page) -> Result<(Vec<Customer>, u64)> {
    let mut query = customer::Entity::find();
    if let Some(name) = name {
        query = query.filter(containing(customer::Column::NameKey, &order_key(name)));
    }
    let total = query.clone().count(connection).await?;
    let page = page.within(total);
    let rows = query
        .order_by_asc(customer::Column::NameKey)
        .order_by_asc(customer::Column::Id)
        .offset(page.offset)
        .limit(page.limit)
        .all(connection)
        .await?;
    Ok((rows.into_iter().map(customer_of).collect::<Result<_>>()?, total))
}

/// How many customers are looked at whose names differ by accents and capitals alone.
const ALIKE_MOST: u64 = 100;

/// Customers of a name, whatever its capitals; three at most, because one is an answer and several are none.
pub async fn named(connection: &impl ConnectionTrait, name: &str) -> Result<Vec<Customer>> {
    let query = customer::Entity::find().filter(customer::Column::NameKey.eq(order_key(name))).limit(ALIKE_MOST);
    let wanted = name.trim().to_lowercase();
    let of_name = |row: &customer::Model| row.name.trim().to_lowercase() == wanted;
    query.all(connection).await?.into_iter().filter(of_name).take(3).map(customer_of).collect()
}

/// Every customer, in the order of identities.
pub async fn all(connection: &impl ConnectionTrait) -> Result<Vec<Customer>> {
    let rows = customer::Entity::find().order_by_asc(customer::Column::Id).all(connection).await?;
    rows.into_iter().map(customer_of).collect()
}

/// The names of some customers, by identity.
pub async fn names_of(
    connection: &impl ConnectionTrait,
    customers: &[CustomerId],
) -> Result<HashMap<CustomerId, String>> {
    use customer::Column as C;
    let found: Vec<(Uuid, String)> = customer::Entity::find()
        .select_only()
        .columns([C::Id, C::Name])
        .filter(C::Id.is_in(customers.iter().map(|id| id.0)))
        .into_tuple()
        .all(connection)
        .await?;
    Ok(found.into_iter().map(|(id, name)| (id.into(), name)).collect())
}

/// The identity of every customer.
pub async fn ids(connection: &impl ConnectionTrait) -> Result<Vec<CustomerId>> {
    let ids: Vec<Uuid> =
        customer::Entity::find().select_only().column(customer::Column::Id).into_tuple().all(connection).await?;
    Ok(ids.into_iter().map(CustomerId).collect())
}

/// Another customer with a registration number.
pub async fn with_registration_number(
    connection: &impl ConnectionTrait,
    number: &str,
    except: Option<CustomerId>,
) -> Result<Option<NearCustomer>> {
    with_number(connection, customer::Column::RegistrationNumber, number, except).await
}

/// Another customer with a VAT number.
pub async fn with_vat_number(
    connection: &impl ConnectionTrait,
    number: &str,
    except: Option<CustomerId>,
) -> Result<Option<NearCustomer>> {
    with_number(connection, customer::Column::VatNumber, number, except).await
}

async fn with_number(
    connection: &impl ConnectionTrait,
    column: customer::Column,
    number: &str,
    except: Option<CustomerId>,
) -> Result<Option<NearCustomer>> {
    let mut query = customer::Entity::find()
        .select_only()
        .columns([customer::Column::Id, customer::Column::Name])
        .filter(column.eq(number));
    if let Some(except) = except {
        query = query.filter(customer::Column::Id.ne(except.0));
    }
    let found: Option<(Uuid, String)> = query.limit(1).into_tuple().one(connection).await?;
    Ok(found.map(|(id, name)| NearCustomer { id: CustomerId(id), name }))
}

/// Customers whose name shares a key with a name, by name: candidates for being nearly the same.
pub async fn sharing_a_key(
    connection: &impl ConnectionTrait,
    name: &str,
    except: Option<CustomerId>,
    limit: u64,
) -> Result<Vec<NearCustomer>> {
    use sea_orm::QueryTrait;
    let sharing = customer_key::Entity::find()
        .select_only()
        .column(customer_key::Column::CustomerId)
        .filter(customer_key::Column::Key.is_in(keys(name)))
        .into_query();
    let mut query = customer::Entity::find()
        .select_only()
        .columns([customer::Column::Id, customer::Column::Name])
        .filter(customer::Column::Id.in_subquery(sharing));
    if let Some(except) = except {
        query = query.filter(customer::Column::Id.ne(except.0));
    }
    let found: Vec<(Uuid, String)> =
        query.order_by_asc(customer::Column::NameKey).limit(limit).into_tuple().all(connection).await?;
    Ok(found.into_iter().map(|(id, name)| NearCustomer { id: CustomerId(id), name }).collect())
}

/// Whether a contract, an invoice or a finding hangs on a customer, whoever may see it.
pub async fn in_use(connection: &impl ConnectionTrait, id: CustomerId) -> Result<bool> {
    let by_contract = contract::Entity::find()
        .select_only()
        .column(contract::Column::Id)
        .filter(contract::Column::CustomerId.eq(id.0))
        .limit(1)
        .into_tuple::<Uuid>()
        .one(connection)
        .await?;
    let by_invoice = invoice::Entity::find()
        .select_only()
        .column(invoice::Column::Id)
        .filter(invoice::Column::CustomerId.eq(id.0))
        .limit(1)
        .into_tuple::<Uuid>()
        .one(connection)
        .await?;
    let by_finding = finding::Entity::find()
        .select_only()
        .column(finding::Column::Id)
        .filter(finding::Column::CustomerId.eq(id.0))
        .limit(1)
        .into_tuple::<Uuid>()
        .one(connection)
        .await?;
    Ok(by_contract.or(by_invoice).or(by_finding).is_some())
}
