//! Questions about renewals, and the steps that change them.

#![allow(missing_docs, reason = "the arguments of a server function become undocumented fields")]

use crate::failure::Failure;
use leptos::server;
use model::{
    calendar::Day,
    renewal::{RenewalDecision, RenewalState},
    view::{ContractSheet, List, RenewalRow},
};
use serde::{Deserialize, Serialize};

/// What the list shows, as its address says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    /// Code of a state, `all`, or nothing for what is open.
    pub state: String,
    /// Only this person's.
    pub owner: String,
    /// Only this customer's.
    pub customer: String,
    /// `latest`; by the day to decide if empty.
    pub sort: String,
    /// Page, from 1.
    pub page: u64,
}

/// The list over all contracts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownList {
    pub list: List<RenewalRow>,
    /// Who may answer for renewals.
    pub owners: Vec<(String, String)>,
    /// Name of the customer that the list is filtered by.
    pub customer: Option<String>,
}

/// A part of what to decide by: what it is about, what it says, and where more of it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackPart {
    pub name: String,
    pub said: Vec<String>,
    pub path: Option<String>,
    /// Whether it speaks against going on as it is.
    pub warns: bool,
}

/// A renewal of the past.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastShown {
    pub term: u32,
    pub first_on: Day,
    pub state: RenewalState,
    /// What had been decided, by whom and why.
    pub said: String,
}

/// The page of a renewal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownRenewal {
    pub sheet: ContractSheet,
    /// What lies ahead, in sentences; empty where nothing does.
    pub situation: Vec<String>,
    /// The new term by its name.
    pub term: Option<String>,
    /// Where it stands, if it is open.
    pub state: Option<RenewalState>,
    /// Version of what is open, 0 for what has not opened yet.
    pub version: i32,
    /// What was decided, in sentences.
    pub decided: Vec<String>,
    /// What may be decided, each with what follows from it; empty where nothing may.
    pub choices: Vec<(RenewalDecision, String)>,
    pub chosen: Option<RenewalDecision>,
    /// Whether whoever looks may confirm what was decided.
    pub may_confirm: bool,
    /// Whether an agreement may be recorded.
    pub may_sign: bool,
    /// Whether a recorded agreement may be taken back.
    pub may_take_back: bool,
    pub pack: Vec<PackPart>,
    pub past: Vec<PastShown>,
}

/// The renewals a list shows.
#[server(ListRenewals, endpoint = "renewal/list", protocol = crate::wire::Wire)]
pub async fn list(query: ListQuery) -> Result<ShownList, Failure> {
    let actor = crate::visit::actor().await?;
    let (filter, descending) = filter(&query);
    let page = operations::page_or_last(query.page, crate::components::list::PAGE);
    let list = operations::renewal::list(&actor, &filter, descending, page).await?;
    let owners = operations::renewal::owners(&actor).await?;
    let customer = match filter.customer {
        Some(customer) => Some(operations::customer::find(&actor, customer).await?.details.name),
        None => None,
    };
    Ok(ShownList { list, owners: owners.into_iter().map(|(id, name)| (id.to_string(), name)).collect(), customer })
}

#[cfg(feature = "ssr")]
pub(super) fn filter(query: &ListQuery) -> (operations::renewal::RenewalFilter, bool) {
    let states = match query.state.as_str() {
        "all" => Vec::new(),
        code => RenewalState::from_code(code).map_or_else(|| RenewalState::OPEN.to_vec(), |state| vec![state]),
    };
    let filter = operations::renewal::RenewalFilter {
        states,
        owner: query.owner.parse().ok(),
        customer: query.customer.parse().ok(),
        contract: None,
    };
    (filter, query.sort == "latest")
}

/// The renewal of a contract.
#[server(FindRenewal, endpoint = "renewal/find", protocol = crate::wire::Wire)]
pub async fn renewal(number: String) -> Result<ShownRenewal, Failure> {
    let actor = crate::visit::actor().await?;
    let sheet = operations::renewal::find(&actor, &number).await?;
    Ok(super::said::shown(&actor, sheet))
}

/// Decides about the renewal ahead.
#[server(DecideRenewal, endpoint = "renewal/decide", protocol = crate::wire::Wire)]
pub async fn decide(
    number: String,
    version: i32,
    #[server(default)] decision: String,
    #[server(default)] reason: String,
) -> Result<(), Failure> {
    use model::refusal::{FieldProblem, Problem, Refusal};
    let actor = crate::visit::actor().await?;
    let missing = || Refusal::Fields(vec![FieldProblem::new("decision", Problem::Missing)]);
    let decision = RenewalDecision::from_code(&decision).ok_or_else(missing)?;
    Ok(operations::renewal::decide(&actor, &number, version, decision, &reason).await?)
}

/// Confirms what another person decided.
#[server(ConfirmRenewal, endpoint = "renewal/confirm", protocol = crate::wire::Wire)]
pub async fn confirm(number: String, version: i32) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::renewal::confirm(&actor, &number, version).await?)
}

/// Does not confirm what another person decided.
#[server(DeclineRenewal, endpoint = "renewal/decline", protocol = crate::wire::Wire)]
pub async fn decline(number: String, version: i32, #[server(default)] decline_reason: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::renewal::decline(&actor, &number, version, &decline_reason).await?)
}

/// Records that both sides signed.
#[server(SignRenewal, endpoint = "renewal/sign", protocol = crate::wire::Wire)]
pub async fn sign(
    number: String,
    version: i32,
    #[server(default)] signed_on: String,
    #[server(default)] last_day: String,
) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let (signed_on, last_day) = crate::reading::days(("signed_on", &signed_on), ("last_day", &last_day))?;
    Ok(operations::renewal::sign(&actor, &number, version, signed_on, last_day).await?)
}

/// Takes a recorded signature back.
#[server(TakeSignatureBack, endpoint = "renewal/take_back", protocol = crate::wire::Wire)]
pub async fn take_back(number: String, version: i32, #[server(default)] reason: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::renewal::take_back_signature(&actor, &number, version, &reason).await?)
}
