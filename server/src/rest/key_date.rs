//! Key dates: the days that contracts imply and somebody must not miss.

use app::words;
use axum::extract::OriginalUri;
use chrono::NaiveDate;
use model::{
    calendar::Period,
    key_date::{BANDS, Filter, KeyDate as Dated},
    refusal::Problem,
    view::KeyDateRow,
};
use operations::key_date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    answer::{Listed, Page},
    ask::{Asked, Paging, several},
    caller::Caller,
    problem::Trouble,
    wire::{Money, choices},
};

choices! {
    /// What happens, or has to happen, on a key date.
    KeyDateKind = model::key_date::KeyDateKind {
        /// By this day we want to have decided about a renewal.
        DecisionDeadline,
        /// The last day on which notice prevents a renewal.
        NoticeDeadline,
        /// A new term begins by itself.
        Renewal,
        /// The contract's last day.
        End,
        /// Something that one side owes is due.
        Obligation,
        /// A milestone is planned.
        Milestone,
        /// A deliverable is to be handed over.
        Deliverable,
        /// A service visit is planned, or its window closes.
        Visit,
        /// The contract is to be reviewed.
        Review,
    }
}

/// A day that somebody must not miss.
#[derive(Debug, Serialize, ToSchema)]
pub struct KeyDate {
    /// What happens.
    pub kind: KeyDateKind,
    /// What it is about: the contract itself for the days of its terms.
    pub subject: Uuid,
    /// When.
    pub day: NaiveDate,
    /// What happens, in the language of the request.
    #[schema(example = "Last day for notice")]
    pub name: String,
    /// The money that hangs on it, before tax; `null` where none is known.
    pub amount: Option<Money>,
    /// What it is about in the words of whoever wrote it down; empty for the days of a contract's terms.
    pub label: String,
    /// Whether what it asks for was done.
    pub done: bool,
    /// Name of who has to see to it; `null` where nobody does.
    pub owner: Option<String>,
    /// Number of the contract.
    pub contract: String,
    /// Title of the contract.
    pub title: String,
    /// Name of the customer.
    pub customer: String,
}

impl KeyDate {
    fn new(w: words::Words, row: KeyDateRow) -> Self {
        let KeyDateRow { date, owner, owner_id: _, contract, title, customer } = row;
        let Dated { kind, subject, day, amount, label, owner: _, done } = date;
        let name = w.t(words::key_date::kind(kind)).to_owned();
        let (kind, amount) = (kind.into(), amount.map(Money::from));
        Self { kind, subject, day, name, amount, label, done, owner, contract, title, customer }
    }
}

/// Which key dates.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct KeyDateQuery {
    /// Only days from this one on; today unless said otherwise.
    from: Option<NaiveDate>,
    /// Only days up to this one; everything ahead unless said otherwise.
    to: Option<NaiveDate>,
    /// Only these kinds, with commas.
    kind: Option<String>,
    /// Only what this person has to see to.
    owner_id: Option<Uuid>,
    /// Only what somebody of this team has to see to.
    team_id: Option<Uuid>,
    /// Only this customer.
    customer_id: Option<Uuid>,
    /// Only this contract.
    contract_id: Option<Uuid>,
    /// Only amounts from this one on, in whole units of their currency: 1000, 10000, 50000, 100000 or 250000.
    value: Option<i64>,
    /// Only what is not done.
    #[serde(default)]
    open: bool,
    /// Page, from 1.
    #[param(minimum = 1)]
    page: Option<u32>,
    /// Rows of a page; 50 unless said otherwise.
    #[param(minimum = 1, maximum = 200)]
    per_page: Option<u32>,
}

/// Key dates
///
/// The days that contracts imply, in their order: decisions, notice, renewals, ends, and what is to be done.
#[utoipa::path(
    get, path = "/key-dates", tag = "contracts", params(KeyDateQuery),
    responses((status = 200, description = "A page of key dates.", body = Page<KeyDate>)),
    extensions(("x-permission" = json!("view_contracts"))),
)]
pub async fn list_key_dates(
    caller: Caller,
    OriginalUri(address): OriginalUri,
    Asked(query): Asked<KeyDateQuery>,
) -> Result<Listed<KeyDate>, Trouble> {
    let KeyDateQuery { from, to, kind, owner_id, team_id, customer_id, contract_id, value, open, page, per_page } =
        query;
    let paging = Paging::new(page, per_page)?;
    let band = match value {
        None => 0,
        Some(value) => {
            (0..)
                .zip(BANDS)
                .find(|(_, band)| *band == value)
                .ok_or_else(|| Trouble::field("value", Problem::NotAChoice))?
                .0
        }
    };
    let filter = Filter {
        kinds: several("kind", kind.as_deref(), model::key_date::KeyDateKind::from_code)?,
        owner: owner_id.map(Into::into),
        standing_in: Vec::new(),
        team: team_id.map(Into::into),
        customer: customer_id.map(Into::into),
        contract: contract_id.map(Into::into),
        band,
        open,
    };
    let first = from.unwrap_or(caller.actor.day());
    let list = match to {
        None => key_date::from(&caller.actor, &filter, first, paging.stretch()).await?,
        Some(last) => {
            let days = Period::new(first, last).ok_or_else(|| Trouble::field("to", Problem::Before { day: first }))?;
            key_date::list(&caller.actor, &filter, days, paging.stretch()).await?
        }
    };
    Ok(Listed::new(&address, paging, list, |row| KeyDate::new(caller.words(), row)))
}
