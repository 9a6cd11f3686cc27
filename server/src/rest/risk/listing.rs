//! The list of contracts that are looked at, by their risk.

use axum::extract::OriginalUri;
use chrono::NaiveDate;
use model::view::RiskListRow;
use operations::risk::{self, RiskFilter, RiskSort};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::RiskClass;
use crate::rest::{
    answer::{Listed, Page},
    ask::{Asked, Paging},
    caller::Caller,
    problem::Trouble,
};

/// A contract with its risk, as it was judged with the last change or night.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListedRisk {
    /// Number of the contract.
    #[schema(example = "C-2026-0042")]
    pub contract: String,
    /// Title of the contract.
    pub title: String,
    /// Name of the customer.
    pub customer: String,
    /// Name of the contract's owner.
    pub owner: Option<String>,
    /// Points of its risk.
    pub points: u32,
    /// How much attention it needs.
    pub class: RiskClass,
    /// How many of its risks are open.
    pub open_risks: u32,
    /// The day of its last review.
    pub reviewed_on: Option<NaiveDate>,
    /// The day of its next review.
    pub review_on: Option<NaiveDate>,
}

impl From<RiskListRow> for ListedRisk {
    fn from(row: RiskListRow) -> Self {
        let RiskListRow { number, title, customer, owner, points, class, open_risks, reviewed_on, review_on } = row;
        Self {
            contract: number,
            title,
            customer,
            owner,
            points,
            class: class.into(),
            open_risks,
            reviewed_on,
            review_on,
        }
    }
}

/// What a list of risks is sorted by.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RiskOrder {
    /// The points, the most first.
    Points,
    /// The next review, the nearest first.
    Review,
}

/// Which contracts.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RiskQuery {
    /// Only those of this class.
    #[param(inline)]
    class: Option<RiskClass>,
    /// Only those that this person answers for.
    owner_id: Option<Uuid>,
    /// Only those whose review was due before this day.
    review_before: Option<NaiveDate>,
    /// By what they are sorted; by points unless said otherwise.
    #[param(inline)]
    sort: Option<RiskOrder>,
    /// The page, from 1.
    #[param(minimum = 1)]
    page: Option<u32>,
    /// Rows of a page; 50 unless said otherwise.
    #[param(minimum = 1, maximum = 200)]
    per_page: Option<u32>,
}

/// Contracts by risk
///
/// Those that are looked at: of which a risk was written down, or that were reviewed.
#[utoipa::path(
    get, path = "/risks", tag = "risk", params(RiskQuery),
    responses((status = 200, description = "A page of contracts.", body = Page<ListedRisk>)),
    extensions(("x-permission" = json!("view_contracts"))),
)]
pub async fn list_risks(
    caller: Caller,
    OriginalUri(address): OriginalUri,
    Asked(query): Asked<RiskQuery>,
) -> Result<Listed<ListedRisk>, Trouble> {
    let RiskQuery { class, owner_id, review_before, sort, page, per_page } = query;
    let paging = Paging::new(page, per_page)?;
    let filter = RiskFilter { class: class.map(Into::into), owner: owner_id.map(Into::into), review_before };
    let sort = match sort {
        Some(RiskOrder::Review) => RiskSort::Review,
        Some(RiskOrder::Points) | None => RiskSort::Score,
    };
    let found = risk::list(&caller.actor, &filter, sort, paging.stretch()).await?;
    Ok(Listed::new(&address, paging, found, ListedRisk::from))
}
