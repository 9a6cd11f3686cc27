//! Questions about customers, their places and people, and the steps that change them.

#![allow(missing_docs, reason = "the arguments of a server function become undocumented fields")]

use crate::{components::kept::Opened, failure::Failure};
use leptos::server;
use model::{
    party::form::{ContactForm, CustomerForm, SiteForm},
    view::{ContractRow, CustomerAccount, CustomerSheet, List, ListedCustomer, PastEvent},
};
use serde::{Deserialize, Serialize};

/// What the list shows, as its address says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CustomerQuery {
    /// Words to look for, or the beginning of a number.
    pub q: String,
    /// Column to sort by.
    pub sort: String,
    /// Whether from the end.
    pub descending: bool,
    /// Page, from 1.
    pub page: u64,
}

/// Customers, as a list query asks.
#[server(ListCustomers, endpoint = "customer/list", protocol = crate::wire::Wire)]
pub async fn list(query: CustomerQuery) -> Result<List<ListedCustomer>, Failure> {
    let actor = crate::visit::actor().await?;
    let (filter, sort) = asked(&query);
    let page = operations::page_or_last(query.page, crate::components::list::PAGE);
    Ok(operations::customer::overview(&actor, &filter, sort, page).await?)
}

/// Which customers a query asks for, and in which order.
#[cfg(feature = "ssr")]
pub(super) fn asked(
    query: &CustomerQuery,
) -> (operations::customer::CustomerFilter, (operations::customer::CustomerSort, bool)) {
    use model::leakage::Stage;
    use operations::customer::{CustomerFilter, CustomerSort};
    let text = Some(query.q.trim().to_owned()).filter(|text| !text.is_empty());
    let sort = match query.sort.as_str() {
        "country" => CustomerSort::Country,
        "owner" => CustomerSort::Owner,
        "in_force" => CustomerSort::InForce,
        "at_stake" => CustomerSort::Open(Stage::Unbilled),
        "overdue" => CustomerSort::Open(Stage::Uncollected),
        _ => CustomerSort::Name,
    };
    (CustomerFilter { text, ..CustomerFilter::default() }, (sort, query.descending))
}

#[cfg(feature = "ssr")]
fn id<T: std::str::FromStr>(text: &str) -> Result<T, Failure> {
    text.parse().map_err(|_| Failure::from(operations::Failure::from(model::refusal::Refusal::NotFound)))
}

/// A customer with its places and people.
#[server(FindCustomer, endpoint = "customer/find", protocol = crate::wire::Wire)]
pub async fn find(customer: String) -> Result<CustomerSheet, Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::customer::sheet(&actor, id(&customer)?).await?)
}

/// The contracts of a customer, a page of them.
#[server(CustomerContracts, endpoint = "customer/contracts", protocol = crate::wire::Wire)]
pub async fn contracts(customer: String, page: u64) -> Result<List<ContractRow>, Failure> {
    use operations::contract::{ContractFilter, ContractSort};
    let actor = crate::visit::actor().await?;
    let filter = ContractFilter { customer: Some(id(&customer)?), ..ContractFilter::default() };
    let page = operations::page_or_last(page, crate::components::list::PAGE);
    Ok(operations::contract::list(&actor, &filter, ContractSort::EndsOn, false, page).await?)
}

/// The money of a customer, and a page of its invoices.
#[server(FindCustomerAccount, endpoint = "customer/account", protocol = crate::wire::Wire)]
pub async fn account(customer: String, page: u64) -> Result<CustomerAccount, Failure> {
    let actor = crate::visit::actor().await?;
    let page = operations::page_or_last(page, crate::components::list::PAGE);
    Ok(operations::customer::account(&actor, id(&customer)?, page).await?)
}

/// What happened to a customer.
#[server(CustomerHistory, endpoint = "customer/history", protocol = crate::wire::Wire)]
pub async fn history(customer: String) -> Result<Vec<PastEvent>, Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::history::of_customer(&actor, id(&customer)?).await?)
}

/// A customer opened for editing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedCustomer {
    /// The form.
    pub opened: Opened<CustomerForm>,
    /// Who may look after it: identity and name.
    pub owners: Vec<(String, String)>,
    /// Whether anything hangs on it, so that it cannot be removed.
    pub in_use: bool,
}

/// A customer opened for editing; a new one if no customer is named.
#[server(OpenCustomer, endpoint = "customer/open", protocol = crate::wire::Wire)]
pub async fn open(customer: String) -> Result<OpenedCustomer, Failure> {
    let actor = crate::visit::actor().await?;
    let own = if customer.is_empty() { None } else { Some(id(&customer)?) };
    let operations::customer::Opening { form, version, owners, in_use } =
        operations::customer::open(&actor, own).await?;
    let typed = crate::visit::take_typed(&format!("customer/{customer}")).await;
    let owners = owners.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    Ok(OpenedCustomer { opened: Opened::beside(form, version, typed), owners, in_use })
}

/// Where a new customer leads who was asked for in the form of a contract, and where that form is found again.
pub const TO_CONTRACT: &str = "contract";

/// Adds a customer and goes to its page, or back to the new contract for which it is needed. Where to is one of the places
/// known here and never an address that somebody sends.
#[server(CreateCustomer, endpoint = "customer/create", protocol = crate::wire::Wire)]
pub async fn create(
    form: CustomerForm,
    #[server(default)] confirmed: bool,
    #[server(default)] to: String,
) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let step = operations::customer::create_typed(&actor, &form, confirmed);
    let id = crate::visit::keeping("customer/", &form, step).await?;
    let target = match to.as_str() {
        TO_CONTRACT => format!("/contracts/new?customer={id}&resume=1"),
        _ => format!("/customers/{id}"),
    };
    leptos_axum::redirect(&target);
    Ok(())
}

/// Saves a customer and goes back to its page.
#[server(SaveCustomer, endpoint = "customer/save", protocol = crate::wire::Wire)]
pub async fn save(
    customer: String,
    version: i32,
    form: CustomerForm,
    #[server(default)] confirmed: bool,
) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let own = id(&customer)?;
    let step = operations::customer::save_typed(&actor, own, version, &form, confirmed);
    crate::visit::keeping(&format!("customer/{customer}"), &form, step).await?;
    leptos_axum::redirect(&format!("/customers/{customer}"));
    Ok(())
}

/// Removes a customer and goes to the list.
#[server(RemoveCustomer, endpoint = "customer/remove", protocol = crate::wire::Wire)]
pub async fn remove(customer: String, version: i32) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    operations::customer::remove(&actor, id(&customer)?, version).await?;
    leptos_axum::redirect("/customers");
    Ok(())
}

/// A place or person of a customer opened for editing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedPart<F> {
    /// The form.
    pub opened: Opened<F>,
    /// The customer's name.
    pub customer: String,
    /// The customer's places: identity and name.
    pub sites: Vec<(String, String)>,
}

#[cfg(feature = "ssr")]
async fn opened<F: model::typed::Form + serde::de::DeserializeOwned>(
    opening: operations::customer::PartOpening<F>,
    key: String,
) -> OpenedPart<F> {
    let operations::customer::PartOpening { form, version, customer, sites } = opening;
    let typed = crate::visit::take_typed(&key).await;
    let sites = sites.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    OpenedPart { opened: Opened::beside(form, version, typed), customer, sites }
}

/// What stands in an address for a place or person that is to be added.
pub const NEW: &str = "new";

/// A place opened for editing.
#[server(OpenSite, endpoint = "customer/open_site", protocol = crate::wire::Wire)]
pub async fn open_site(customer: String, site: String) -> Result<OpenedPart<SiteForm>, Failure> {
    let actor = crate::visit::actor().await?;
    let (of, own) = (id(&customer)?, if site == NEW { None } else { Some(id(&site)?) });
    let opening = operations::customer::open_site(&actor, of, own).await?;
    Ok(opened(opening, format!("site/{customer}/{site}")).await)
}

/// Adds a place, or saves it, and goes back to the customer's places and people.
#[server(SaveSite, endpoint = "customer/save_site", protocol = crate::wire::Wire)]
pub async fn save_site(customer: String, site: String, version: i32, form: SiteForm) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let (of, own) = (id(&customer)?, if site == NEW { None } else { Some(id(&site)?) });
    let step = operations::customer::site::save_typed(&actor, of, own, version, &form);
    crate::visit::keeping(&format!("site/{customer}/{site}"), &form, step).await?;
    leptos_axum::redirect(&format!("/customers/{customer}/people"));
    Ok(())
}

/// Removes a place.
#[server(RemoveSite, endpoint = "customer/remove_site", protocol = crate::wire::Wire)]
pub async fn remove_site(customer: String, site: String, version: i32) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    operations::customer::site::remove(&actor, id(&customer)?, id(&site)?, version).await?;
    leptos_axum::redirect(&format!("/customers/{customer}/people"));
    Ok(())
}

/// A person opened for editing.
#[server(OpenContact, endpoint = "customer/open_contact", protocol = crate::wire::Wire)]
pub async fn open_contact(customer: String, contact: String) -> Result<OpenedPart<ContactForm>, Failure> {
    let actor = crate::visit::actor().await?;
    let (of, own) = (id(&customer)?, if contact == NEW { None } else { Some(id(&contact)?) });
    let opening = operations::customer::open_contact(&actor, of, own).await?;
    Ok(opened(opening, format!("contact/{customer}/{contact}")).await)
}

/// Adds a person, or saves them, and goes back to the customer's places and people.
#[server(SaveContact, endpoint = "customer/save_contact", protocol = crate::wire::Wire)]
pub async fn save_contact(customer: String, contact: String, version: i32, form: ContactForm) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let (of, own) = (id(&customer)?, if contact == NEW { None } else { Some(id(&contact)?) });
    let step = operations::customer::contact::save_typed(&actor, of, own, version, &form);
    crate::visit::keeping(&format!("contact/{customer}/{contact}"), &form, step).await?;
    leptos_axum::redirect(&format!("/customers/{customer}/people"));
    Ok(())
}

/// Removes a person.
#[server(RemoveContact, endpoint = "customer/remove_contact", protocol = crate::wire::Wire)]
pub async fn remove_contact(customer: String, contact: String, version: i32) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    operations::customer::contact::remove(&actor, id(&customer)?, id(&contact)?, version).await?;
    leptos_axum::redirect(&format!("/customers/{customer}/people"));
    Ok(())
}
