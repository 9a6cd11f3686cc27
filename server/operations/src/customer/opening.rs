//! What the forms of a customer, its places and its people start with.

use crate::{Actor, Result};
use model::{
    id::{ContactId, CustomerId, PersonId, SiteId},
    party::form::{ContactForm, CustomerForm, SiteForm},
    permission::Permission,
    refusal::Refusal,
    view::CustomerSheet,
};
use std::collections::BTreeSet;

/// A customer opened for editing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The form.
    pub form: CustomerForm,
    /// The version a save states; 0 for a new one.
    pub version: i32,
    /// Who may look after it.
    pub owners: Vec<(PersonId, String)>,
    /// Whether anything hangs on it, so that it cannot be removed.
    pub in_use: bool,
}

/// A customer opened for editing; without an identity a new one, of whoever opens it, in the country of our companies
/// where that is one.
///
/// # Errors
/// [`Refusal::NotFound`] if there is none.
pub async fn open(actor: &Actor, id: Option<CustomerId>) -> Result<Opening> {
    let owners = super::owners(actor).await?;
    let Some(id) = id else {
        let entities = store::legal_entity::list(actor.read(Permission::ViewCustomers)?.connection()).await?;
        let countries: BTreeSet<String> = entities.into_iter().map(|(_, entity)| entity.country).collect();
        let only = countries.into_iter().filter(|country| !country.is_empty()).collect::<Vec<_>>();
        let form = CustomerForm {
            country: if let [only] = only.as_slice() { only.clone() } else { String::new() },
            language: actor.language().tag().to_owned(),
            owner: actor.person().map(|person| person.to_string()).unwrap_or_default(),
            ..CustomerForm::default()
        };
        return Ok(Opening { form, version: 0, owners, in_use: false });
    };
    let CustomerSheet { customer, in_use, .. } = super::sheet(actor, id).await?;
    Ok(Opening { form: CustomerForm::from(&customer.details), version: customer.version, owners, in_use })
}

/// A place or person of a customer opened for editing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartOpening<F> {
    /// The form.
    pub form: F,
    /// The version a save states; 0 for a new one.
    pub version: i32,
    /// The customer's name.
    pub customer: String,
    /// The customer's places.
    pub sites: Vec<(SiteId, String)>,
}

/// A place of a customer opened for editing; without an identity a new one, in the country of the customer.
///
/// # Errors
/// [`Refusal::NotFound`] if there is no such customer or place.
pub async fn open_site(actor: &Actor, customer: CustomerId, id: Option<SiteId>) -> Result<PartOpening<SiteForm>> {
    open_part(actor, customer, |sheet| match id {
        None => {
            let country = sheet.customer.details.country.clone().unwrap_or_default();
            Some((SiteForm { country, ..SiteForm::default() }, 0))
        }
        Some(id) => {
            let found = sheet.sites.iter().find(|row| row.id == id)?;
            Some((SiteForm::from(&found.details), found.version))
        }
    })
    .await
}

/// A person of a customer opened for editing; without an identity a new one, who is written to as the customer is.
///
/// # Errors
/// [`Refusal::NotFound`] if there is no such customer or person.
pub async fn open_contact(
    actor: &Actor,
    customer: CustomerId,
    id: Option<ContactId>,
) -> Result<PartOpening<ContactForm>> {
    open_part(actor, customer, |sheet| match id {
        None => {
            let language = sheet.customer.details.language.tag().to_owned();
            Some((ContactForm { language, ..ContactForm::default() }, 0))
        }
        Some(id) => {
            let found = sheet.contacts.iter().find(|row| row.id == id)?;
            Some((ContactForm::from(&found.details), found.version))
        }
    })
    .await
}

async fn open_part<F>(
    actor: &Actor,
    customer: CustomerId,
    find: impl FnOnce(&CustomerSheet) -> Option<(F, i32)>,
) -> Result<PartOpening<F>> {
    actor.read(Permission::EditCustomers)?;
    let sheet = super::sheet(actor, customer).await?;
    let (form, version) = find(&sheet).ok_or(Refusal::NotFound)?;
    let sites = sheet.sites.iter().map(|site| (site.id, site.details.name.clone())).collect();
    Ok(PartOpening { form, version, customer: sheet.customer.details.name, sites })
}
