//! Contracts: the list, the sheet, the ledger and the history.

pub mod choices;
pub mod dates;
pub mod notice;
mod sheet;
pub mod terms;

use app::words;
use axum::{Json, extract::OriginalUri};
use chrono::{DateTime, NaiveDate, Utc};
use model::view::{ContractRow, PastEvent};
use operations::{
    billing,
    contract::{self, ContractFilter, ContractSort, Stage},
    history,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    answer::{Listed, Page, Versioned},
    ask::{Asked, Number, Paging},
    billing::LedgerRow,
    caller::Caller,
    problem::Trouble,
    wire::{Money, Named, choices, name_of},
};
pub use sheet::{Contract, PaymentTerm};

choices! {
    /// The kinds of contract.
    ContractType = model::contract::ContractType {
        /// A fixed price for a defined result.
        FixedPrice,
        /// Work paid by time spent and material used.
        TimeAndMaterials,
        /// Costs passed on, plus a fee.
        CostPlus,
        /// A service delivered again and again.
        RecurringService,
        /// Access paid by period.
        Subscription,
        /// General terms under which orders are placed.
        Framework,
        /// Work ordered under a framework.
        StatementOfWork,
        /// Non-disclosure agreement; no price.
        Nda,
    }

    /// Of what the value of a contract is the value.
    ValueOf = model::contract::WorthOf {
        /// What somebody said the first term is worth.
        Agreed,
        /// What the price lines come to in the first term.
        FirstTerm,
        /// What the price lines come to in the first twelve months, where no end is agreed.
        FirstYear,
    }

    /// Where a contract stands on a day.
    Phase = model::term::Phase {
        /// Not signed yet.
        Draft,
        /// Signed, and its first day is still to come.
        Signed,
        /// Running.
        InForce,
        /// Running, and somebody did something that ends it.
        Ending,
        /// Its last day has passed.
        Ended,
    }

    /// A stage of life.
    ContractStage = Stage {
        /// Not signed.
        Draft,
        /// Signed and not ended.
        Live,
        /// Ended.
        Ended,
    }
}

/// A contract in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ContractItem {
    /// Number, unique and kept for good.
    #[schema(example = "C-2026-0042")]
    pub number: String,
    /// Number under which another system or the customer knows it.
    pub reference: Option<String>,
    /// What it is about, in a few words.
    pub title: String,
    /// Its kind.
    pub contract_type: ContractType,
    /// The customer.
    pub customer: Named,
    /// Name of the person of ours who answers for it.
    pub owner: Option<String>,
    /// Where it stands on the day of the answer.
    pub phase: Phase,
    /// First day of the first term.
    pub starts_on: Option<NaiveDate>,
    /// Last day, if known.
    pub ends_on: Option<NaiveDate>,
    /// Last day on which notice prevents the next renewal.
    pub notice_deadline: Option<NaiveDate>,
    /// What it is worth before tax, as `value_of` says; `null` where nothing was agreed and no price line can be computed.
    pub value: Option<Money>,
    /// Of what `value` is the value.
    pub value_of: ValueOf,
    /// Name of our company that signs and invoices.
    pub legal_entity: String,
}

impl From<ContractRow> for ContractItem {
    fn from(row: ContractRow) -> Self {
        let ContractRow {
            number,
            reference,
            title,
            contract_type,
            customer,
            customer_id,
            owner,
            phase,
            starts_on,
            ends_on,
            notice_deadline,
            value,
            value_of,
            legal_entity,
        } = row;
        Self {
            number,
            reference,
            title,
            contract_type: contract_type.into(),
            customer: Named::new(customer_id, customer),
            owner,
            phase: phase.into(),
            starts_on,
            ends_on,
            notice_deadline,
            value: value.map(Money::from),
            value_of: value_of.into(),
            legal_entity,
        }
    }
}

/// By what contracts are sorted; with a minus sign from the end.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
pub enum ContractOrder {
    #[default]
    #[serde(rename = "number")]
    Number,
    #[serde(rename = "-number")]
    NumberDown,
    #[serde(rename = "title")]
    Title,
    #[serde(rename = "-title")]
    TitleDown,
    #[serde(rename = "customer")]
    Customer,
    #[serde(rename = "-customer")]
    CustomerDown,
    #[serde(rename = "value")]
    Value,
    #[serde(rename = "-value")]
    ValueDown,
    #[serde(rename = "ends_on")]
    EndsOn,
    #[serde(rename = "-ends_on")]
    EndsOnDown,
    #[serde(rename = "notice_deadline")]
    NoticeDeadline,
    #[serde(rename = "-notice_deadline")]
    NoticeDeadlineDown,
}

impl ContractOrder {
    const fn column(self) -> (ContractSort, bool) {
        match self {
            Self::Number => (ContractSort::Number, false),
            Self::NumberDown => (ContractSort::Number, true),
            Self::Title => (ContractSort::Title, false),
            Self::TitleDown => (ContractSort::Title, true),
            Self::Customer => (ContractSort::Customer, false),
            Self::CustomerDown => (ContractSort::Customer, true),
            Self::Value => (ContractSort::Value, false),
            Self::ValueDown => (ContractSort::Value, true),
            Self::EndsOn => (ContractSort::EndsOn, false),
            Self::EndsOnDown => (ContractSort::EndsOn, true),
            Self::NoticeDeadline => (ContractSort::Deadline, false),
            Self::NoticeDeadlineDown => (ContractSort::Deadline, true),
        }
    }
}

/// Which contracts, in which order.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ContractQuery {
    /// Words that must all occur in number, title, customer, reference or purchase order.
    #[param(example = "lift maintenance")]
    q: Option<String>,
    /// Only this customer.
    customer_id: Option<Uuid>,
    /// Only this owner.
    owner_id: Option<Uuid>,
    /// Only this kind.
    #[param(inline)]
    contract_type: Option<ContractType>,
    /// Only this stage of life.
    #[param(inline)]
    stage: Option<ContractStage>,
    /// Only those whose last day for notice is ahead and not after this day.
    notice_deadline_by: Option<NaiveDate>,
    /// By what to sort; by number unless said otherwise.
    #[param(inline)]
    sort: Option<ContractOrder>,
    /// Page, from 1.
    #[param(minimum = 1)]
    page: Option<u32>,
    /// Rows of a page; 50 unless said otherwise.
    #[param(minimum = 1, maximum = 200)]
    per_page: Option<u32>,
}

/// Contracts
///
/// Those the token's owner may see.
#[utoipa::path(
    get, path = "/contracts", tag = "contracts", params(ContractQuery),
    responses((status = 200, description = "A page of contracts.", body = Page<ContractItem>)),
    extensions(("x-permission" = json!("view_contracts"))),
)]
pub async fn list_contracts(
    caller: Caller,
    OriginalUri(address): OriginalUri,
    Asked(query): Asked<ContractQuery>,
) -> Result<Listed<ContractItem>, Trouble> {
    let ContractQuery { q, customer_id, owner_id, contract_type, stage, notice_deadline_by, sort, page, per_page } =
        query;
    let paging = Paging::new(page, per_page)?;
    let filter = ContractFilter {
        words: q.unwrap_or_default().split_whitespace().take(8).map(str::to_owned).collect(),
        customer: customer_id.map(Into::into),
        owner: owner_id.map(Into::into),
        contract_type: contract_type.map(Into::into),
        stage: stage.map(Into::into),
        deadline_by: notice_deadline_by,
        ..ContractFilter::default()
    };
    let (sort, descending) = sort.unwrap_or_default().column();
    let list = contract::list(&caller.actor, &filter, sort, descending, paging.stretch()).await?;
    Ok(Listed::new(&address, paging, list, ContractItem::from))
}

async fn sheet(caller: &Caller, number: &str) -> Result<Versioned<Contract>, Trouble> {
    let found = contract::find(&caller.actor, number).await?;
    Ok(Versioned(found.version, Contract::new(caller.words(), found)))
}

/// A contract
///
/// With its terms, its price lines, and the dates that follow from them with their reasons.
#[utoipa::path(
    get, path = "/contracts/{number}", tag = "contracts",
    params(("number" = String, Path, description = "Number of the contract.", example = "C-2026-0042")),
    responses((status = 200, description = "The contract.", body = Contract, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("view_contracts"))),
)]
pub async fn find_contract(caller: Caller, Number(number): Number) -> Result<Versioned<Contract>, Trouble> {
    sheet(&caller, &number).await
}

/// The ledger of a contract
///
/// What its terms promise, line by line and period by period, and what was billed of it.
#[utoipa::path(
    get, path = "/contracts/{number}/ledger", tag = "contracts",
    params(("number" = String, Path, description = "Number of the contract.", example = "C-2026-0042")),
    responses((status = 200, description = "The whole ledger of the contract.", body = Vec<LedgerRow>)),
    extensions(("x-permission" = json!("view_billing"))),
)]
pub async fn list_contract_ledger(caller: Caller, Number(number): Number) -> Result<Json<Vec<LedgerRow>>, Trouble> {
    let rows = billing::of_contract(&caller.actor, &number).await?;
    Ok(Json(rows.into_iter().map(|row| LedgerRow::new(caller.words(), row)).collect()))
}

/// Something that happened.
#[derive(Debug, Serialize, ToSchema)]
pub struct HistoryItem {
    /// When.
    pub at: DateTime<Utc>,
    /// Name of who did it; `null` for the program itself.
    pub by: Option<String>,
    /// What happened, as programs tell it apart.
    #[schema(example = "notice_given")]
    pub event: String,
    /// What happened, as a sentence in the language of the request.
    pub sentence: String,
    /// What terms and price lines were before and are after, as sentences.
    pub details: Vec<String>,
}

/// The history of a contract
///
/// What happened to it, the newest first; the latest 200 events.
#[utoipa::path(
    get, path = "/contracts/{number}/history", tag = "contracts",
    params(("number" = String, Path, description = "Number of the contract.", example = "C-2026-0042")),
    responses((status = 200, description = "What happened.", body = Vec<HistoryItem>)),
    extensions(("x-permission" = json!("view_history"))),
)]
pub async fn list_contract_history(caller: Caller, Number(number): Number) -> Result<Json<Vec<HistoryItem>>, Trouble> {
    let w = caller.words();
    let events = history::of_contract(&caller.actor, &number).await?;
    let item = |PastEvent { at, by, event, details: _ }| {
        let actor = by.as_deref().unwrap_or_else(|| w.t(words::person::THE_PROGRAM));
        HistoryItem {
            at,
            event: name_of(&event).unwrap_or_default(),
            sentence: words::event::event(w, actor, &event),
            details: words::terms_changed::details(w, &event),
            by,
        }
    };
    Ok(Json(events.into_iter().map(item).collect()))
}
