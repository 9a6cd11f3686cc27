//! Places of a customer.

use crate::{
    Actor, Result,
    actor::{read_form, unless_same},
};
use model::{
    event::{Event, Subject},
    id::{CustomerId, SiteId},
    party::{SiteDetails, check, form::SiteForm},
    permission::Permission,
    refusal::Refusal,
    typed::Form,
    view::SiteRow,
};

/// Adds a place of a customer as a form says, or saves the one that is named; otherwise as [`add`] and [`save`].
///
/// # Errors
/// Those of [`add`] and [`save`].
pub async fn save_typed(
    actor: &Actor,
    customer: CustomerId,
    id: Option<SiteId>,
    version: i32,
    form: &SiteForm,
) -> Result<()> {
    let details = read_form(actor, Permission::EditCustomers, || form.read())?;
    match id {
        None => add(actor, customer, &details).await.map(|_| ()),
        Some(id) => {
            let saved = save(actor, customer, id, version, &details).await;
            unless_same(saved, form, async || Ok(super::open_site(actor, customer, Some(id)).await?.form)).await
        }
    }
}

/// Adds a place.
///
/// # Errors
/// [`Refusal::NotFound`] if there is no such customer; [`Refusal::Fields`].
pub async fn add(actor: &Actor, customer: CustomerId, details: &SiteDetails) -> Result<SiteId> {
    let mut acting = actor.begin(Permission::EditCustomers).await?;
    store::customer::find(acting.connection(), customer).await?.ok_or(Refusal::NotFound)?;
    let details = check::site(details).map_err(Refusal::Fields)?;
    let name = details.name.clone();
    let id = SiteId(actor.office().clock().id());
    store::site::insert(acting.connection(), customer, &SiteRow { id, version: 1, details }).await?;
    acting.record(Subject::Customer(customer), Event::SiteAdded { name });
    acting.commit().await?;
    Ok(id)
}

/// Saves a place.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::Fields`].
pub async fn save(actor: &Actor, customer: CustomerId, id: SiteId, version: i32, details: &SiteDetails) -> Result<()> {
    let mut acting = actor.begin(Permission::EditCustomers).await?;
    let before = store::site::find(acting.connection(), customer, id).await?.ok_or(Refusal::NotFound)?;
    if before.version != version {
        return Err(Refusal::Stale.into());
    }
    let details = check::site(details).map_err(Refusal::Fields)?;
    let changes = SiteForm::from(&before.details).changes(&SiteForm::from(&details));
    if changes.is_empty() {
        return Ok(());
    }
    let name = details.name.clone();
    store::site::update(acting.connection(), customer, &SiteRow { id, version, details }).await?;
    acting.record(Subject::Customer(customer), Event::SiteChanged { name, changes });
    acting.commit().await
}

/// Removes a place; its people stay with the customer.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::InUse`] where service visits are promised or were made there.
pub async fn remove(actor: &Actor, customer: CustomerId, id: SiteId, version: i32) -> Result<()> {
    let mut acting = actor.begin(Permission::EditCustomers).await?;
    let site = store::site::find(acting.connection(), customer, id).await?.ok_or(Refusal::NotFound)?;
    if store::service_visit::uses_site(acting.connection(), id).await? {
        return Err(Refusal::InUse.into());
    }
    store::site::delete(acting.connection(), customer, id, version).await?;
    acting.record(Subject::Customer(customer), Event::SiteRemoved { name: site.details.name });
    acting.commit().await
}
