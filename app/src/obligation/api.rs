//! Questions about obligations, and the steps that change them.

#![allow(missing_docs, reason = "the arguments of a server function become undocumented fields")]

use crate::{attachment::api::FilesSaid, components::kept::Opened, failure::Failure};
use leptos::server;
use model::{
    calendar::Day,
    id::{ObligationId, OccurrenceId},
    money::Money,
    obligation::{ObligationForm, ObligationKind, Rates, Side, Standing, State},
    view::{ContractSheet, List},
};
use serde::{Deserialize, Serialize};

/// What stands in an address for an obligation that is to be added.
pub const NEW: &str = "new";

/// What the list shows, as its address says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    /// Code of a state, `all`, or nothing for what is not done.
    pub state: String,
    /// `ours`, `customer`; both if empty.
    pub side: String,
    /// Code of a kind; all if empty.
    pub kind: String,
    /// Only this person's.
    pub owner: String,
    /// Only this customer's.
    pub customer: String,
    /// Only this contract's, by its number.
    pub contract: String,
    /// Due on this day or later, ISO.
    pub from: String,
    /// Due on this day or earlier, ISO.
    pub to: String,
    /// `latest`, `title`; by due day if empty.
    pub sort: String,
    /// Page, from 1.
    pub page: u64,
}

/// A day on which an obligation falls due, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownOccurrence {
    pub id: OccurrenceId,
    pub version: i32,
    pub title: String,
    pub kind: ObligationKind,
    pub side: Side,
    pub contract: String,
    pub contract_title: String,
    pub customer: String,
    pub owner: Option<String>,
    pub due: Day,
    pub state: State,
    pub standing: Standing,
    pub amount: Option<Money>,
    pub evidence: bool,
    /// What became of it, step by step, in sentences.
    pub told: Vec<String>,
}

/// An obligation of a contract, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownObligation {
    pub id: ObligationId,
    pub title: String,
    pub kind: ObligationKind,
    pub side: Side,
    /// When it falls due, in a sentence.
    pub said: String,
    pub owner: Option<String>,
    pub line: Option<String>,
    pub clause: Option<String>,
    pub amount: Option<Money>,
    pub notes: String,
}

/// The tab of a contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownContract {
    pub sheet: ContractSheet,
    pub obligations: Vec<ShownObligation>,
    pub open: Vec<ShownOccurrence>,
    pub open_in_all: u64,
    pub rates: Rates,
}

/// The list over all contracts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownList {
    pub list: List<ShownOccurrence>,
    pub rates: Rates,
    /// Who may see to obligations.
    pub owners: Vec<(String, String)>,
    /// Name of the customer that the list is filtered by.
    pub customer: Option<String>,
}

/// An obligation opened for editing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedObligation {
    pub opened: Opened<ObligationForm>,
    /// Title of the contract.
    pub title: String,
    /// When it falls due as it is kept, in a sentence.
    pub said: Option<String>,
    pub removable: bool,
    pub owners: Vec<(String, String)>,
    pub lines: Vec<(String, String)>,
}

#[cfg(feature = "ssr")]
mod shown {
    use super::{ListQuery, ShownObligation, ShownOccurrence};
    use crate::words::{Words, obligation};
    use model::{
        obligation::{ObligationKind, Side, State},
        view::{ObligationRow, OccurrenceRow},
    };
    use operations::obligation::{OPEN, ObligationFilter, ObligationSort};

    /// What a query asks of the operations, but for the contract, which it knows by its number.
    pub fn filter(query: &ListQuery) -> (ObligationFilter, (ObligationSort, bool)) {
        let filter = ObligationFilter {
            states: match query.state.as_str() {
                "" => OPEN.to_vec(),
                code => State::from_code(code).into_iter().collect(),
            },
            side: Side::ALL.into_iter().find(|side| side.code() == query.side),
            kind: ObligationKind::ALL.into_iter().find(|kind| kind.code() == query.kind),
            owner: query.owner.parse().ok(),
            customer: query.customer.parse().ok(),
            contract: None,
            from: query.from.parse().ok(),
            to: query.to.parse().ok(),
        };
        let sort = match query.sort.as_str() {
            "latest" => (ObligationSort::Due, true),
            "title" => (ObligationSort::Title, false),
            _ => (ObligationSort::Due, false),
        };
        (filter, sort)
    }

    /// An occurrence in the words of a language.
    pub fn occurrence(w: Words, row: OccurrenceRow) -> ShownOccurrence {
        let OccurrenceRow {
            id,
            version,
            obligation: _,
            title,
            kind,
            side,
            contract,
            contract_title,
            customer,
            owner,
            due,
            state,
            standing,
            amount,
            evidence,
            progress,
        } = row;
        let told = obligation::told::steps(w, &progress);
        ShownOccurrence {
            id,
            version,
            title,
            kind,
            side,
            contract,
            contract_title,
            customer,
            owner,
            due,
            state,
            standing,
            amount,
            evidence,
            told,
        }
    }

    /// An obligation in the words of a language.
    pub fn obligation(w: Words, row: ObligationRow) -> ShownObligation {
        let ObligationRow { id, version: _, obligation, owner, line, first, occurrences: _, has_facts: _ } = row;
        ShownObligation {
            id,
            said: obligation::schedule::said(w, &obligation.schedule, first),
            title: obligation.title,
            kind: obligation.kind,
            side: obligation.side,
            owner,
            line,
            clause: obligation.clause,
            amount: obligation.amount,
            notes: obligation.notes,
        }
    }
}

#[cfg(feature = "ssr")]
pub use shown::occurrence as shown_occurrence;

/// What a query asks of the operations.
#[cfg(feature = "ssr")]
pub async fn filter(
    actor: &operations::Actor,
    query: &ListQuery,
) -> operations::Result<(operations::obligation::ObligationFilter, (operations::obligation::ObligationSort, bool))> {
    let (mut filter, sort) = shown::filter(query);
    if !query.contract.is_empty() {
        filter.contract = Some(operations::contract::find(actor, &query.contract).await?.id);
    }
    Ok((filter, sort))
}

/// Obligations by the days on which they fall due, as a list query asks.
#[server(ListObligations, endpoint = "obligation/list", protocol = crate::wire::Wire)]
pub async fn list(query: ListQuery) -> Result<ShownList, Failure> {
    let actor = crate::visit::actor().await?;
    let (filter, sort) = filter(&actor, &query).await?;
    let page = operations::page_or_last(query.page, crate::components::list::PAGE);
    let (found, rates) = operations::obligation::list(&actor, &filter, sort, page).await?;
    let choices = operations::contract::choices(&actor, filter.customer).await?;
    let w = crate::words::Words(actor.language());
    let List { rows, total, more, day } = found;
    let rows = rows.into_iter().map(|row| shown_occurrence(w, row)).collect();
    let owners = choices.owners.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    Ok(ShownList { list: List { rows, total, more, day }, rates, owners, customer: choices.customer })
}

/// A day on which an obligation falls due, on a page of its own: with its files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OccurrenceSheet {
    pub row: ShownOccurrence,
    pub files: FilesSaid,
    /// The day the answer was made for.
    pub day: Day,
}

/// A day on which an obligation falls due.
#[server(FindOccurrence, endpoint = "obligation/find", protocol = crate::wire::Wire)]
pub async fn find(occurrence: String) -> Result<OccurrenceSheet, Failure> {
    let actor = crate::visit::actor().await?;
    let row = operations::obligation::find(&actor, id(&occurrence)?).await?;
    let files = crate::attachment::api::said(&actor, model::attachment::AttachedTo::Obligation(row.id)).await?;
    let row = shown_occurrence(crate::words::Words(actor.language()), row);
    Ok(OccurrenceSheet { row, files, day: actor.day() })
}

/// The obligations of a contract.
#[server(ContractObligations, endpoint = "obligation/of_contract", protocol = crate::wire::Wire)]
pub async fn of_contract(number: String) -> Result<ShownContract, Failure> {
    let actor = crate::visit::actor().await?;
    let found = operations::obligation::of_contract(&actor, &number).await?;
    let w = crate::words::Words(actor.language());
    let model::view::ContractObligations { sheet, obligations, open, open_in_all, rates } = found;
    let obligations = obligations.into_iter().map(|row| shown::obligation(w, row)).collect();
    let open = open.into_iter().map(|row| shown_occurrence(w, row)).collect();
    Ok(ShownContract { sheet, obligations, open, open_in_all, rates })
}

#[cfg(feature = "ssr")]
fn id<T: std::str::FromStr>(text: &str) -> Result<T, Failure> {
    text.parse().map_err(|_| Failure::from(operations::Failure::from(model::refusal::Refusal::NotFound)))
}

/// How well the promises in a customer's contracts are kept.
#[server(CustomerRates, endpoint = "obligation/of_customer", protocol = crate::wire::Wire)]
pub async fn of_customer(customer: String) -> Result<Rates, Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::obligation::rates_of_customer(&actor, id(&customer)?).await?)
}

/// An obligation opened for editing, or a new one.
#[server(OpenObligation, endpoint = "obligation/open", protocol = crate::wire::Wire)]
pub async fn open(number: String, obligation: String) -> Result<OpenedObligation, Failure> {
    let actor = crate::visit::actor().await?;
    let own = if obligation == NEW { None } else { Some(id(&obligation)?) };
    let opening = operations::obligation::open(&actor, &number, own).await?;
    let model::view::ObligationOpening { contract: _, title, form, version, kept, removable, owners, lines } = opening;
    let w = crate::words::Words(actor.language());
    let said = kept.map(|kept| crate::words::obligation::schedule::said(w, &kept.schedule, None));
    let typed = crate::visit::take_typed(&format!("obligation/{number}/{obligation}")).await;
    let of_obligations = |event: &model::event::Event| matches!(event, model::event::Event::Obligation { .. });
    let last = operations::history::last_of_contract(&actor, &number, of_obligations);
    let opened = Opened::beside(form, version, typed).told_by(&actor, last).await?;
    Ok(OpenedObligation { opened, title, said, removable, owners, lines })
}

/// Adds an obligation, or saves it, and goes back to those of its contract.
#[server(SaveObligation, endpoint = "obligation/save", protocol = crate::wire::Wire)]
pub async fn save(number: String, obligation: String, version: i32, form: ObligationForm) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let own = if obligation == NEW { None } else { Some(id(&obligation)?) };
    let step = operations::obligation::save_typed(&actor, &number, own, version, &form);
    crate::visit::keeping(&format!("obligation/{number}/{obligation}"), &form, step).await?;
    leptos_axum::redirect(&format!("/contracts/{number}/obligations"));
    Ok(())
}

/// Removes an obligation and goes back to those of its contract.
#[server(RemoveObligation, endpoint = "obligation/remove", protocol = crate::wire::Wire)]
pub async fn remove(number: String, obligation: String, version: i32) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    operations::obligation::remove(&actor, &number, id(&obligation)?, version).await?;
    leptos_axum::redirect(&format!("/contracts/{number}/obligations"));
    Ok(())
}

/// Records that an obligation was fulfilled, or a share of it; all that is left where none is given.
#[server(FulfilObligation, endpoint = "obligation/fulfil", protocol = crate::wire::Wire)]
pub async fn fulfil(
    occurrence: String,
    version: i32,
    on: String,
    #[server(default)] percent: String,
    #[server(default)] note: String,
) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let share = share(&percent)?;
    Ok(operations::obligation::fulfil(&actor, id(&occurrence)?, version, crate::reading::day("on", &on)?, share, &note)
        .await?)
}

/// Records that a deliverable was handed over.
#[server(HandOver, endpoint = "obligation/hand_over", protocol = crate::wire::Wire)]
pub async fn hand_over(
    occurrence: String,
    version: i32,
    on: String,
    #[server(default)] what: String,
) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::obligation::hand_over(&actor, id(&occurrence)?, version, crate::reading::day("on", &on)?, &what)
        .await?)
}

/// Records that what was handed over was accepted.
#[server(AcceptDeliverable, endpoint = "obligation/accept", protocol = crate::wire::Wire)]
pub async fn accept(occurrence: String, version: i32, on: String, by: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::obligation::accept(&actor, id(&occurrence)?, version, crate::reading::day("on", &on)?, &by).await?)
}

/// Records that what was handed over was refused.
#[server(RefuseDeliverable, endpoint = "obligation/refuse", protocol = crate::wire::Wire)]
pub async fn refuse(occurrence: String, version: i32, on: String, reason: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::obligation::refuse(&actor, id(&occurrence)?, version, crate::reading::day("on", &on)?, &reason)
        .await?)
}

/// Records that an obligation need not be fulfilled.
#[server(WaiveObligation, endpoint = "obligation/waive", protocol = crate::wire::Wire)]
pub async fn waive(occurrence: String, version: i32, reason: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::obligation::waive(&actor, id(&occurrence)?, version, &reason).await?)
}

/// Takes the last step back.
#[server(TakeObligationBack, endpoint = "obligation/take_back", protocol = crate::wire::Wire)]
pub async fn take_back(occurrence: String, version: i32) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::obligation::take_back(&actor, id(&occurrence)?, version).await?)
}

#[cfg(feature = "ssr")]
fn share(text: &str) -> Result<Option<u8>, Failure> {
    use model::{
        refusal::{FieldProblem, Problem, Refusal},
        typed::narrow,
    };
    let text = narrow(text.trim());
    if text.is_empty() {
        return Ok(None);
    }
    let refused = |_| Refusal::Fields(vec![FieldProblem::new("percent", Problem::NotAWholeNumber)]);
    Ok(Some(text.trim_end_matches('%').trim().parse().map_err(refused)?))
}
