//! Questions about findings, and the steps in a finding's life.

#![allow(missing_docs, reason = "the arguments of a server function become undocumented fields")]

use crate::failure::Failure;
use leptos::server;
use model::view::{Dashboard, FindingRow, List};
use serde::{Deserialize, Serialize};

/// What the dashboard and its list show, as the address says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LeakageQuery {
    /// Code of a kind; all if empty.
    pub kind: String,
    /// Code of a state; the open ones if empty.
    pub state: String,
    /// Only this customer.
    pub customer: String,
    /// Only this owner.
    pub owner: String,
    /// Only this currency.
    pub currency: String,
    /// Page, from 1.
    pub page: u64,
}

#[cfg(feature = "ssr")]
fn filter(query: &LeakageQuery) -> operations::leakage::FindingFilter {
    use model::leakage::FindingKind;
    operations::leakage::FindingFilter {
        kinds: FindingKind::from_code(&query.kind).into_iter().collect(),
        states: Some(query.state.clone()).filter(|state| !state.is_empty()).into_iter().collect(),
        customer: query.customer.parse().ok(),
        owner: query.owner.parse().ok(),
        currency: Some(query.currency.clone()).filter(|currency| !currency.is_empty()),
        ..Default::default()
    }
}

/// Findings, the largest amount first.
#[server(ListFindings, endpoint = "leakage/list")]
pub async fn list(query: LeakageQuery) -> Result<List<FindingRow>, Failure> {
    let actor = crate::visit::actor().await?;
    let page = operations::page(query.page, crate::components::list::PAGE);
    Ok(operations::leakage::list(&actor, &filter(&query), page).await?)
}

/// The sums of the dashboard.
#[server(ShowDashboard, endpoint = "leakage/dashboard")]
pub async fn dashboard(query: LeakageQuery) -> Result<Dashboard, Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::leakage::dashboard(&actor, &filter(&query)).await?)
}

/// A finding by identity.
#[server(FindFinding, endpoint = "leakage/find")]
pub async fn find(id: String) -> Result<FindingRow, Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::leakage::find(&actor, finding_id(&id)?).await?)
}

#[cfg(feature = "ssr")]
fn finding_id(id: &str) -> Result<model::id::FindingId, Failure> {
    id.parse().map_err(|_| model::refusal::Refusal::NotFound.into())
}

/// Goes after the money of a finding.
#[server(endpoint = "leakage/claim")]
pub async fn claim(id: String, version: i32) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::leakage::claim(&actor, finding_id(&id)?, version).await?)
}

/// Records that the money of a finding came in.
#[server(endpoint = "leakage/recover")]
pub async fn recover(id: String, version: i32, amount: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::leakage::recover(&actor, finding_id(&id)?, version, &amount).await?)
}

/// Gives a finding up, for a reason.
#[server(endpoint = "leakage/waive")]
pub async fn waive(id: String, version: i32, reason: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::leakage::waive(&actor, finding_id(&id)?, version, &reason).await?)
}

/// Takes a finding up again.
#[server(endpoint = "leakage/reopen")]
pub async fn reopen(id: String, version: i32) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::leakage::reopen(&actor, finding_id(&id)?, version).await?)
}
