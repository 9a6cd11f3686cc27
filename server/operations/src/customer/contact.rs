//! People at a customer.

use crate::{
    Actor, Result,
    actor::{read_form, unless_same},
};
use model::{
    event::{Event, Subject},
    id::{ContactId, CustomerId},
    party::{ContactDetails, check, form::ContactForm},
    permission::Permission,
    refusal::{FieldProblem, Problem, Refusal},
    typed::Form,
    view::ContactRow,
};
use store::ConnectionTrait;

/// Adds a person of a customer as a form says, or saves the one that is named; otherwise as [`add`] and [`save`].
///
/// # Errors
/// Those of [`add`] and [`save`].
pub async fn save_typed(
    actor: &Actor,
    customer: CustomerId,
    id: Option<ContactId>,
    version: i32,
    form: &ContactForm,
) -> Result<()> {
    let details = read_form(actor, Permission::EditCustomers, || form.read())?;
    match id {
        None => add(actor, customer, &details).await.map(|_| ()),
        Some(id) => {
            let saved = save(actor, customer, id, version, &details).await;
            unless_same(saved, form, async || Ok(super::open_contact(actor, customer, Some(id)).await?.form)).await
        }
    }
}

/// Adds a person.
///
/// # Errors
/// [`Refusal::NotFound`] if there is no such customer; [`Refusal::Fields`].
pub async fn add(actor: &Actor, customer: CustomerId, details: &ContactDetails) -> Result<ContactId> {
    let mut acting = actor.begin(Permission::EditCustomers).await?;
    store::customer::find(acting.connection(), customer).await?.ok_or(Refusal::NotFound)?;
    let details = checked(acting.connection(), customer, details).await?;
    let name = details.name.clone();
    let id = ContactId(actor.office().clock().id());
    store::contact::insert(acting.connection(), customer, &ContactRow { id, version: 1, details }).await?;
    acting.record(Subject::Customer(customer), Event::ContactAdded { name });
    acting.commit().await?;
    Ok(id)
}

/// Saves a person.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::Fields`].
pub async fn save(
    actor: &Actor,
    customer: CustomerId,
    id: ContactId,
    version: i32,
    details: &ContactDetails,
) -> Result<()> {
    let mut acting = actor.begin(Permission::EditCustomers).await?;
    let before = store::contact::find(acting.connection(), customer, id).await?.ok_or(Refusal::NotFound)?;
    if before.version != version {
        return Err(Refusal::Stale.into());
    }
    let details = checked(acting.connection(), customer, details).await?;
    let changes = ContactForm::from(&before.details).changes(&ContactForm::from(&details));
    if changes.is_empty() {
        return Ok(());
    }
    let name = details.name.clone();
    store::contact::update(acting.connection(), customer, &ContactRow { id, version, details }).await?;
    acting.record(Subject::Customer(customer), Event::ContactChanged { name, changes });
    acting.commit().await
}

/// Removes a person.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`].
pub async fn remove(actor: &Actor, customer: CustomerId, id: ContactId, version: i32) -> Result<()> {
    let mut acting = actor.begin(Permission::EditCustomers).await?;
    let contact = store::contact::find(acting.connection(), customer, id).await?.ok_or(Refusal::NotFound)?;
    store::contact::delete(acting.connection(), customer, id, version).await?;
    acting.record(Subject::Customer(customer), Event::ContactRemoved { name: contact.details.name });
    acting.commit().await
}

/// A person's place is one of this customer's.
async fn checked(
    connection: &impl ConnectionTrait,
    customer: CustomerId,
    details: &ContactDetails,
) -> Result<ContactDetails> {
    let details = check::contact(details).map_err(Refusal::Fields)?;
    if let Some(site) = details.site
        && store::site::find(connection, customer, site).await?.is_none()
    {
        return Err(Refusal::Fields(vec![FieldProblem::new("site", Problem::NotAChoice)]).into());
    }
    Ok(details)
}
