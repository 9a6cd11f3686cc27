//! Questions about expected billing.

#![allow(missing_docs, reason = "the arguments of a server function become undocumented fields")]

use crate::failure::Failure;
use leptos::server;
use model::{
    billing::BillingState,
    view::{BillingRow, List},
};
use serde::{Deserialize, Serialize};

/// What the list shows, as its address says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    /// Words to look for.
    pub q: String,
    /// First billing day, ISO; no limit if empty.
    pub from: String,
    /// Last billing day, ISO; no limit if empty.
    pub to: String,
    /// Code of the state; all if empty.
    pub state: String,
    /// Only this customer.
    pub customer: String,
    /// Only the contract with this number.
    pub contract: String,
    /// Only this currency.
    pub currency: String,
    /// Whether the last billing day comes first.
    pub descending: bool,
    /// Keys of the columns shown, with commas; the usual ones if empty.
    pub columns: String,
    /// Page, from 1.
    pub page: u64,
}

/// The code of a state in addresses.
pub const fn state_code(state: BillingState) -> &'static str {
    match state {
        BillingState::Expected => "expected",
        BillingState::PartBilled => "part_billed",
        BillingState::Billed => "billed",
        BillingState::Credited => "credited",
        BillingState::Waived => "waived",
    }
}

/// What a query asks of the operations.
#[cfg(feature = "ssr")]
pub fn filter(query: &ListQuery) -> operations::billing::BillingFilter {
    let some = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    operations::billing::BillingFilter {
        from: query.from.parse().ok(),
        to: query.to.parse().ok(),
        state: super::STATES.into_iter().find(|state| state_code(*state) == query.state),
        customer: query.customer.parse().ok(),
        contract_number: some(&query.contract),
        currency: some(&query.currency),
        words: crate::components::list::words_of(&query.q),
        descending: query.descending,
    }
}

/// Ledger rows over all contracts, as a list query asks.
#[server(ListBilling, endpoint = "billing/list")]
pub async fn list(query: ListQuery) -> Result<List<BillingRow>, Failure> {
    let actor = crate::visit::actor().await?;
    let page = operations::page(query.page, crate::components::list::PAGE);
    Ok(operations::billing::list(&actor, &filter(&query), page).await?)
}
