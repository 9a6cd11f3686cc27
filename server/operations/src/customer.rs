//! Customers.

use crate::{Actor, Result};
use model::{
    id::CustomerId,
    permission::Permission,
    refusal::Refusal,
    view::{CustomerRow, List},
};
use store::{Page, customer::Customer};

fn row(customer: Customer) -> CustomerRow {
    let Customer { id, details, name_key: _, import: _, version } = customer;
    CustomerRow { id, version, details }
}

/// Customers by name, and how many there are in all.
pub async fn list(actor: &Actor, name: Option<&str>, page: Page) -> Result<List<CustomerRow>> {
    let reading = actor.read(Permission::ViewCustomers)?;
    let page = Page { limit: page.limit.min(crate::contract::PAGE_MOST), ..page };
    let name = name.map(str::to_lowercase);
    let (rows, total) = store::customer::list(reading.connection(), name.as_deref(), page).await?;
    Ok(List { rows: rows.into_iter().map(row).collect(), total, day: actor.day() })
}

/// A customer.
///
/// # Errors
/// [`Refusal::NotFound`] if there is none.
pub async fn find(actor: &Actor, id: CustomerId) -> Result<CustomerRow> {
    let reading = actor.read(Permission::ViewCustomers)?;
    Ok(row(store::customer::find(reading.connection(), id).await?.ok_or(Refusal::NotFound)?))
}
