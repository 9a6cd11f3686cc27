//! Questions about customers.

#![allow(missing_docs, reason = "the arguments of a server function become undocumented fields")]

use crate::failure::Failure;
use leptos::server;
use model::view::{CustomerRow, List};

/// Customers whose name contains a text, by name.
#[server(ListCustomers, endpoint = "customer/list")]
pub async fn list(name: String, page: u64) -> Result<List<CustomerRow>, Failure> {
    let actor = crate::visit::actor().await?;
    let name = Some(name.trim()).filter(|name| !name.is_empty());
    let page = operations::page(page, crate::components::list::PAGE);
    Ok(operations::customer::list(&actor, name, page).await?)
}

/// A customer by identity.
#[server(FindCustomer, endpoint = "customer/find")]
pub async fn find(id: String) -> Result<CustomerRow, Failure> {
    use model::refusal::Refusal;
    let actor = crate::visit::actor().await?;
    let id = id.parse().map_err(|_| Refusal::NotFound)?;
    Ok(operations::customer::find(&actor, id).await?)
}
