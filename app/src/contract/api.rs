//! Questions about contracts.

#![allow(missing_docs, reason = "the arguments of a server function become undocumented fields")]

use super::said::{DatesSaid, LifeMark, NextSaid};
use crate::{components::kept::Opened, failure::Failure};
use leptos::server;
use model::{
    billing::Effect,
    contract::{ContractForm, DateForm},
    event::Change,
    term::NoticeBy,
    view::{ContractChoices, ContractFormSheet, ContractRow, ContractSheet, LedgerEntry, List, PastEvent},
};
use serde::{Deserialize, Serialize};

/// What the list shows, as its address says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    /// Words to look for.
    pub q: String,
    /// `draft`, `live`, `ended`; anything else for all.
    pub stage: String,
    /// Code of a type; all if empty.
    pub contract_type: String,
    /// Only this customer.
    pub customer: String,
    /// Only this owner, or `none` for those nobody answers for.
    pub owner: String,
    /// Only this company of ours.
    pub entity: String,
    /// Only this currency.
    pub currency: String,
    /// Worth at least so much, in whole units.
    pub value_from: String,
    /// Worth at most so much, in whole units.
    pub value_to: String,
    /// Last day from this one on, ISO.
    pub ends_from: String,
    /// Last day up to this one, ISO.
    pub ends_to: String,
    /// Column to sort by.
    pub sort: String,
    /// Whether from the end.
    pub descending: bool,
    /// Keys of the columns shown, with commas; the usual ones if empty.
    pub columns: String,
    /// Page, from 1.
    pub page: u64,
}

/// What a query asks of the operations.
#[cfg(feature = "ssr")]
pub fn filter(query: &ListQuery) -> (operations::contract::ContractFilter, operations::contract::ContractSort) {
    use operations::contract::{ContractFilter, ContractSort, Stage};
    let whole = |text: &str| model::typed::narrow(text.trim()).replace([' ', '\u{a0}', '\u{202f}'], "").parse().ok();
    let filter = ContractFilter {
        words: crate::components::list::words_of(&query.q),
        customer: query.customer.parse().ok(),
        owner: query.owner.parse().ok(),
        without_owner: query.owner == "none",
        contract_type: serde_json::from_value(serde_json::Value::String(query.contract_type.clone())).ok(),
        stage: match query.stage.as_str() {
            "draft" => Some(Stage::Draft),
            "live" => Some(Stage::Live),
            "ended" => Some(Stage::Ended),
            _ => None,
        },
        legal_entity: query.entity.parse().ok(),
        currency: Some(query.currency.clone()).filter(|code| !code.is_empty()),
        value_from: whole(&query.value_from),
        value_to: whole(&query.value_to),
        ends_from: query.ends_from.parse().ok(),
        ends_to: query.ends_to.parse().ok(),
        deadline_by: None,
    };
    let sort = match query.sort.as_str() {
        "title" => ContractSort::Title,
        "customer" => ContractSort::Customer,
        "value" => ContractSort::Value,
        "ends" => ContractSort::EndsOn,
        "deadline" => ContractSort::Deadline,
        _ => ContractSort::Number,
    };
    (filter, sort)
}

/// Contracts, as a list query asks.
#[server(ListContracts, endpoint = "contract/list", protocol = crate::wire::Wire)]
pub async fn list(query: ListQuery) -> Result<List<ContractRow>, Failure> {
    let actor = crate::visit::actor().await?;
    let (filter, sort) = filter(&query);
    let page = operations::page_or_last(query.page, crate::components::list::PAGE);
    Ok(operations::contract::list(&actor, &filter, sort, query.descending, page).await?)
}

/// What lists of contracts and of what belongs to them can be filtered by, and the name of a customer.
#[server(ContractChoicesFor, endpoint = "contract/choices", protocol = crate::wire::Wire)]
pub async fn choices(customer: String) -> Result<ContractChoices, Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::contract::choices(&actor, customer.parse().ok()).await?)
}

/// A contract by its number.
#[server(FindContract, endpoint = "contract/find", protocol = crate::wire::Wire)]
pub async fn find(number: String) -> Result<ContractSheet, Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::contract::find(&actor, &number).await?)
}

/// A contract with what its dates say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedContractSheet {
    /// The contract.
    pub sheet: ContractSheet,
    /// Its dates.
    pub dates: DatesSaid,
    /// What needs doing next.
    pub next: NextSaid,
    /// That its owner or deputy is away, and who stands in.
    pub away: Vec<String>,
    /// Its visits and obligations on its lifeline.
    pub life: Vec<LifeMark>,
}

/// A contract by its number, with what its dates say.
#[server(OpenContract, endpoint = "contract/open", protocol = crate::wire::Wire)]
pub async fn open(number: String) -> Result<OpenedContractSheet, Failure> {
    let actor = crate::visit::actor().await?;
    let (sheet, practice) = operations::contract::find_with_practice(&actor, &number).await?;
    let away = operations::absence::of_contract(&actor, &sheet.details).await?;
    let life = operations::contract::life(&actor, &number).await?;
    Ok(crate::visit::tell_dates(&actor, sheet, &practice, &away, life))
}

/// A contract opened at its dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedDates {
    /// The contract.
    pub sheet: ContractSheet,
    /// Its dates.
    pub dates: DatesSaid,
    /// Its special terms.
    pub form: Opened<DateForm>,
    /// Whose holidays count.
    pub region: String,
}

/// The dates of a contract and the terms about them.
#[server(ContractDates, endpoint = "contract/dates", protocol = crate::wire::Wire)]
pub async fn dates(number: String) -> Result<OpenedDates, Failure> {
    let actor = crate::visit::actor().await?;
    let (sheet, practice) = operations::contract::find_with_practice(&actor, &number).await?;
    let typed = crate::visit::take_typed(&format!("dates/{number}")).await;
    let form = DateForm::of(&model::contract::DateChange::of(&sheet.details, &sheet.facts));
    let last = operations::history::last_of_contract(&actor, &number, |_| true);
    let form = Opened::beside(form, sheet.version, typed).told_by(&actor, last).await?;
    let words = crate::words::Words(actor.language());
    let region = words.t(crate::words::holiday::region(practice.holidays.region())).to_owned();
    Ok(OpenedDates { dates: super::said::dates(words, &sheet.dates), sheet, form, region })
}

/// Changes the special terms about dates of a contract.
#[server(ChangeDates, endpoint = "contract/change_dates", protocol = crate::wire::Wire)]
pub async fn change_dates(number: String, version: i32, form: DateForm) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let step = operations::contract::change_dates_typed(&actor, &number, version, &form);
    crate::visit::keeping(&format!("dates/{number}"), &form, step).await
}

/// What notice of a day would achieve; `side` is the field in which the day is typed.
#[server(NoticeOutcome, endpoint = "contract/notice_outcome", protocol = crate::wire::Wire)]
pub async fn notice_outcome(number: String, side: String, on: String) -> Result<String, Failure> {
    let actor = crate::visit::actor().await?;
    let (sheet, practice) = operations::contract::find_with_practice(&actor, &number).await?;
    Ok(crate::visit::tell_outcome(&actor, &sheet, &practice, &side, &on))
}

/// What follows from the terms of a contract as they are typed; nothing while they cannot be read. Without a number, of a
/// new one.
#[server(Follows, endpoint = "contract/follows", protocol = crate::wire::Wire)]
pub async fn follows(number: String, form: ContractForm) -> Result<Option<DatesSaid>, Failure> {
    let actor = crate::visit::actor().await?;
    let number = Some(number.as_str()).filter(|number| !number.is_empty());
    let dates = operations::contract::follows(&actor, number, &form).await?;
    Ok(dates.map(|dates| super::said::dates(crate::words::Words(actor.language()), &dates)))
}

/// What a change of a contract that the visitor saved just now did to the money, once; the inner one is nothing where the
/// money did not change.
#[server(SavedChange, endpoint = "contract/saved", protocol = crate::wire::Wire)]
pub async fn saved(number: String) -> Result<Option<Option<Effect>>, Failure> {
    let _actor = crate::visit::actor().await?;
    Ok(crate::visit::take_effect(&number).await)
}

/// The ledger of a contract.
#[server(ContractLedger, endpoint = "contract/ledger", protocol = crate::wire::Wire)]
pub async fn ledger(number: String) -> Result<Vec<LedgerEntry>, Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::billing::of_contract(&actor, &number).await?)
}

/// What happened to a contract.
#[server(ContractHistory, endpoint = "contract/history", protocol = crate::wire::Wire)]
pub async fn history(number: String) -> Result<Vec<PastEvent>, Failure> {
    let actor = crate::visit::actor().await?;
    let mut events = operations::history::of_contract(&actor, &number).await?;
    crate::visit::tell_terms(&actor, &mut events);
    Ok(events)
}

/// A contract opened for editing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedContract {
    /// The form, with what its fields offer.
    pub sheet: ContractFormSheet,
    /// What was typed into a plain form that was refused just now.
    pub typed: Option<ContractForm>,
    /// Where what is kept differs from what was typed, in words.
    pub changes: Vec<Change>,
    /// Fields of it that others changed meanwhile and the person did not: they stay as saved by the others.
    pub untouched: Vec<String>,
    /// Who changed it last and when, where a save was refused.
    pub told: Option<String>,
    /// What follows from the terms as they stand in the form.
    pub follows: Option<DatesSaid>,
}

/// What was typed into a form, with what the form began with.
#[cfg(feature = "ssr")]
type Typed = (ContractForm, String);

/// The form of a contract, or of a new one, which may begin with a customer; what is empty is not named.
#[server(FindContractForm, endpoint = "contract/form", protocol = crate::wire::Wire)]
pub async fn form(number: String, customer: String) -> Result<OpenedContract, Failure> {
    let actor = crate::visit::actor().await?;
    let typed: Option<Typed> = crate::visit::take_typed(&format!("contract/{number}")).await;
    let number = Some(number.as_str()).filter(|number| !number.is_empty());
    let (mut sheet, prices) = operations::contract::form_and_prices(&actor, number, customer.parse().ok()).await?;
    sheet.told = crate::visit::tell_prices(&actor, &prices);
    let mut untouched = Vec::new();
    if let Some((typed, base)) = &typed
        && let Ok(began) = serde_json::from_str(base)
    {
        untouched = typed.untouched(&began, &sheet.form);
        sheet.base.clone_from(base);
    }
    let typed = typed.map(|(typed, _)| typed);
    let words = crate::words::Words(actor.language());
    let said = |typed| super::form::said::differences(words, &sheet, typed);
    let changes = typed.as_ref().map(said).unwrap_or_default();
    let told = match number.filter(|_| typed.is_some()) {
        Some(number) => operations::history::last_of_contract(&actor, number, |_| true).await?,
        None => None,
    };
    let told = told.map(|past| crate::components::history::in_a_line(&actor, past));
    let shown = typed.as_ref().unwrap_or(&sheet.form);
    let follows = operations::contract::follows(&actor, number, shown).await?;
    let follows = follows.map(|dates| super::said::dates(words, &dates));
    Ok(OpenedContract { sheet, typed, changes, untouched, told, follows })
}

/// Names of customers that contain a text, for choosing one.
#[server(CustomerNames, endpoint = "contract/customer_names", protocol = crate::wire::Wire)]
pub async fn customer_names(text: String) -> Result<Vec<String>, Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::contract::customer_names(&actor, &text).await?)
}

/// Adds a contract and leads to it.
#[server(CreateContract, endpoint = "contract/create", protocol = crate::wire::Wire)]
pub async fn create(form: ContractForm) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let step = operations::contract::create(&actor, &form);
    crate::visit::show_contract(&crate::visit::keeping("contract/", &(&form, ""), step).await?)
}

/// Changes a contract and leads back to it; `base` is what the form began with.
#[server(EditContract, endpoint = "contract/edit", protocol = crate::wire::Wire)]
pub async fn edit(number: String, version: i32, base: String, form: ContractForm) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let step = operations::contract::edit_over(&actor, &number, version, &form, &base);
    let effect = crate::visit::keeping(&format!("contract/{number}"), &(&form, &base), step).await?;
    crate::visit::show_change(&actor, &number, effect).await
}

/// Records that the customer received our notice.
#[server(endpoint = "contract/give_notice", protocol = crate::wire::Wire)]
pub async fn give_notice(number: String, version: i32, notice_given_on: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::contract::give_notice(
        &actor,
        &number,
        version,
        crate::reading::day("notice_given_on", &notice_given_on)?,
    )
    .await?)
}

/// Records that we received the customer's notice.
#[server(endpoint = "contract/record_notice", protocol = crate::wire::Wire)]
pub async fn record_notice(number: String, version: i32, notice_received_on: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::contract::record_notice(
        &actor,
        &number,
        version,
        crate::reading::day("notice_received_on", &notice_received_on)?,
    )
    .await?)
}

/// Records that one side left the contract early.
#[server(endpoint = "contract/leave_early", protocol = crate::wire::Wire)]
pub async fn leave_early(number: String, version: i32, by: NoticeBy, left_early_on: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::contract::leave_early(
        &actor,
        &number,
        version,
        by,
        crate::reading::day("left_early_on", &left_early_on)?,
    )
    .await?)
}

/// Takes back a notice that was recorded by mistake.
#[server(endpoint = "contract/take_back_notice", protocol = crate::wire::Wire)]
pub async fn take_back_notice(number: String, version: i32, reason: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::contract::take_back_notice(&actor, &number, version, &reason).await?)
}
