//! Questions about findings, and the steps in a finding's life.

#![allow(missing_docs, reason = "the arguments of a server function become undocumented fields")]

use crate::failure::Failure;
use leptos::server;
use model::view::{Dashboard, FindingRow, FindingSelection, FindingSheet, List};
use serde::{Deserialize, Serialize};

/// What the dashboard and the list of findings show, as the address says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LeakageQuery {
    /// Words to look for.
    pub q: String,
    /// Code of a kind; all if empty.
    pub kind: String,
    /// Code of the stage where the money is lost, or of those where it can be; all if empty, and of no account beside a
    /// kind.
    pub stage: String,
    /// Month in which they were first found, `2026-11`.
    pub found: String,
    /// Code of a state, or `all`; the open ones if empty.
    pub state: String,
    /// Only this customer.
    pub customer: String,
    /// Only this owner, or `none` for what nobody pursues.
    pub owner: String,
    /// Code of an age.
    pub age: String,
    /// Code of a sureness.
    pub confidence: String,
    /// Only this currency.
    pub currency: String,
    /// Only the contract with this number.
    pub contract: String,
    /// Whole months that the dashboard looks back.
    pub months: u32,
    /// Column to sort by; the largest amount first if empty.
    pub sort: String,
    /// Whether from the end.
    pub descending: bool,
    /// Keys of the columns shown, with commas; the usual ones if empty.
    pub columns: String,
    /// Page, from 1.
    pub page: u64,
}

/// What a query asks of the operations, on a day.
#[cfg(feature = "ssr")]
pub fn filter(query: &LeakageQuery, day: model::calendar::Day) -> operations::leakage::FindingFilter {
    use model::{
        leakage::{Confidence, FindingKind, FindingState},
        view::Age,
    };
    use operations::leakage::{FindingFilter, FindingOrder, FindingSort};
    let some = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let age = Age::from_code(&query.age).map(Age::days);
    let back = |days: Option<u64>| days.and_then(|days| day.checked_sub_days(chrono::Days::new(days)));
    let by = match query.sort.as_str() {
        "kind" => FindingSort::Kind,
        "contract" => FindingSort::Contract,
        "customer" => FindingSort::Customer,
        "owner" => FindingSort::Owner,
        "since" => FindingSort::Since,
        "found" => FindingSort::Found,
        "due" => FindingSort::Due,
        _ => FindingSort::Amount,
    };
    let kinds: Vec<FindingKind> = match (FindingKind::from_code(&query.kind), query.stage.as_str()) {
        (Some(kind), _) => vec![kind],
        (None, "") => Vec::new(),
        (None, stage) => FindingKind::ALL.into_iter().filter(|kind| kind.stage().code() == stage).collect(),
    };
    let month: Option<model::calendar::Day> = format!("{}-01", query.found).parse().ok();
    FindingFilter {
        kinds,
        found_from: month,
        found_to: month.map(model::calendar::month_end),
        states: match query.state.as_str() {
            "all" | FindingState::DETECTED => FindingState::CODES.map(str::to_owned).to_vec(),
            _ => some(&query.state).into_iter().collect(),
        },
        detected: query.state == FindingState::DETECTED,
        customer: query.customer.parse().ok(),
        contract: None,
        contract_number: some(&query.contract),
        owner: query.owner.parse().ok(),
        standing_in: Vec::new(),
        without_owner: query.owner == "none",
        confidence: Confidence::from_code(&query.confidence),
        since_from: age.and_then(|(_, most)| back(most)),
        since_to: age.and_then(|(least, _)| back(least)),
        currency: some(&query.currency),
        words: crate::components::list::words_of(&query.q),
        order: FindingOrder { by, descending: query.descending || query.sort.is_empty() },
    }
}

/// Findings, in the order the query asks for.
#[server(ListFindings, endpoint = "leakage/list", protocol = crate::wire::Wire)]
pub async fn list(query: LeakageQuery) -> Result<List<FindingRow>, Failure> {
    let actor = crate::visit::actor().await?;
    let page = operations::page_or_last(query.page, crate::components::list::PAGE);
    Ok(operations::leakage::list(&actor, &filter(&query, actor.day()), page).await?)
}

/// The sums of the dashboard.
#[server(ShowDashboard, endpoint = "leakage/dashboard", protocol = crate::wire::Wire)]
pub async fn dashboard(query: LeakageQuery) -> Result<Dashboard, Failure> {
    let actor = crate::visit::actor().await?;
    let months = operations::leakage::Months::of(query.months);
    Ok(operations::leakage::dashboard(&actor, &filter(&query, actor.day()), months).await?)
}

/// A finding by identity, with the work on it.
#[server(FindFinding, endpoint = "leakage/find", protocol = crate::wire::Wire)]
pub async fn find(id: String) -> Result<FindingSheet, Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::leakage::sheet(&actor, finding_id(&id)?).await?)
}

/// Findings chosen in the list.
#[server(SelectFindings, endpoint = "leakage/selection", protocol = crate::wire::Wire)]
pub async fn selection(ids: Vec<String>) -> Result<FindingSelection, Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::leakage::selection(&actor, &ids.iter().filter_map(|id| id.parse().ok()).collect::<Vec<_>>()).await?)
}

#[cfg(feature = "ssr")]
fn finding_id(id: &str) -> Result<model::id::FindingId, Failure> {
    id.parse().map_err(|_| model::refusal::Refusal::NotFound.into())
}

#[cfg(feature = "ssr")]
fn recovery_id(id: &str) -> Result<model::id::RecoveryId, Failure> {
    id.parse().map_err(|_| model::refusal::Refusal::NotFound.into())
}

#[cfg(feature = "ssr")]
fn owner_id(owner: &str) -> Result<Option<model::id::PersonId>, Failure> {
    use model::refusal::{FieldProblem, Problem, Refusal};
    let refused = |_| Refusal::Fields(vec![FieldProblem::new("owner", Problem::NotAChoice)]);
    Ok(Some(owner).filter(|owner| !owner.is_empty()).map(str::parse).transpose().map_err(refused)?)
}

#[cfg(feature = "ssr")]
fn due_day(text: &str) -> Result<Option<model::calendar::Day>, Failure> {
    use model::{
        refusal::{FieldProblem, Refusal},
        typed::day_problem,
    };
    let refused = |_| Refusal::Fields(vec![FieldProblem::new("due_on", day_problem(text))]);
    Ok(Some(text.trim()).filter(|text| !text.is_empty()).map(str::parse).transpose().map_err(refused)?)
}

/// Identities with their versions, as forms send them: `identity:version`.
#[cfg(feature = "ssr")]
fn chosen(findings: &[String]) -> Result<Vec<(model::id::FindingId, i32)>, Failure> {
    let read = |text: &String| {
        let (id, version) = text.split_once(':')?;
        Some((id.parse().ok()?, version.parse().ok()?))
    };
    findings.iter().map(|text| read(text).ok_or_else(|| model::refusal::Refusal::NotFound.into())).collect()
}

/// Goes after the money of a finding.
#[server(endpoint = "leakage/claim", protocol = crate::wire::Wire)]
pub async fn claim(id: String, version: i32) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::leakage::claim(&actor, finding_id(&id)?, version).await?)
}

/// Records that the money of a finding came in.
#[server(endpoint = "leakage/recover", protocol = crate::wire::Wire)]
pub async fn recover(
    id: String,
    version: i32,
    amount: String,
    #[server(default)] received_on: String,
) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::leakage::recover(&actor, finding_id(&id)?, version, &amount, &received_on).await?)
}

/// Takes money back that was recorded on a finding by mistake.
#[server(endpoint = "leakage/take_back", protocol = crate::wire::Wire)]
pub async fn take_back(id: String, version: i32, entry: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::leakage::take_back(&actor, finding_id(&id)?, version, recovery_id(&entry)?).await?)
}

/// Goes after the money of a finding no longer, for a reason.
#[server(endpoint = "leakage/withdraw_claim", protocol = crate::wire::Wire)]
pub async fn withdraw_claim(id: String, version: i32, why: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::leakage::withdraw_claim(&actor, finding_id(&id)?, version, &why).await?)
}

/// Gives a finding up, for a reason.
#[server(endpoint = "leakage/waive", protocol = crate::wire::Wire)]
pub async fn waive(id: String, version: i32, reason: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::leakage::waive(&actor, finding_id(&id)?, version, &reason).await?)
}

/// Takes a finding up again.
#[server(endpoint = "leakage/reopen", protocol = crate::wire::Wire)]
pub async fn reopen(id: String, version: i32) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::leakage::reopen(&actor, finding_id(&id)?, version).await?)
}

/// Gives a finding to a person, or to nobody.
#[server(endpoint = "leakage/assign", protocol = crate::wire::Wire)]
pub async fn assign(id: String, version: i32, owner: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::leakage::assign(&actor, finding_id(&id)?, version, owner_id(&owner)?).await?)
}

/// Sets the day by which a finding shall be settled.
#[server(endpoint = "leakage/set_due", protocol = crate::wire::Wire)]
pub async fn set_due(id: String, version: i32, due_on: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::leakage::set_due(&actor, finding_id(&id)?, version, due_day(&due_on)?).await?)
}

/// Says something about a finding.
#[server(endpoint = "leakage/comment", protocol = crate::wire::Wire)]
pub async fn comment(id: String, comment: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::leakage::comment(&actor, finding_id(&id)?, &comment).await?)
}

/// Gives several findings to a person, or to nobody.
#[server(endpoint = "leakage/assign_together", protocol = crate::wire::Wire)]
pub async fn assign_together(#[server(default)] findings: Vec<String>, owner: String) -> Result<(), Failure> {
    let (actor, owner) = (crate::visit::actor().await?, owner_id(&owner)?);
    Ok(operations::leakage::pursue_together(
        &actor,
        &chosen(&findings)?,
        &operations::leakage::Together::Assign { owner },
    )
    .await?)
}

/// Goes after the money of several findings.
#[server(endpoint = "leakage/claim_together", protocol = crate::wire::Wire)]
pub async fn claim_together(#[server(default)] findings: Vec<String>) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::leakage::pursue_together(&actor, &chosen(&findings)?, &operations::leakage::Together::Claim).await?)
}

/// Gives several findings up, all for one reason.
#[server(endpoint = "leakage/waive_together", protocol = crate::wire::Wire)]
pub async fn waive_together(#[server(default)] findings: Vec<String>, reason: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::leakage::pursue_together(
        &actor,
        &chosen(&findings)?,
        &operations::leakage::Together::Waive { reason },
    )
    .await?)
}
