//! The sums of the leakage dashboard.

use axum::Json;
use chrono::NaiveDate;
use model::{
    id::{CustomerId, PersonId},
    leakage::FindingKind as KindFound,
    view::{Age, Dashboard, FindingSum, Flow as Flowed},
};
use operations::leakage::{self, FindingFilter};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    ask::{self, Asked},
    caller::Caller,
    finding::FindingKind,
    problem::Trouble,
    wire::{Money, Named},
};

/// Open findings of a kind, in one currency.
#[derive(Debug, Serialize, ToSchema)]
pub struct KindSum {
    /// The kind.
    pub kind: FindingKind,
    /// Number of findings.
    pub findings: u64,
    /// Amount at stake; `null` for findings without an amount.
    pub amount: Option<Money>,
}

impl From<FindingSum<KindFound>> for KindSum {
    fn from(sum: FindingSum<KindFound>) -> Self {
        let FindingSum { of, findings, amount } = sum;
        Self { kind: of.into(), findings, amount: amount.map(Money::from) }
    }
}

/// Open findings of a customer, in one currency.
#[derive(Debug, Serialize, ToSchema)]
pub struct CustomerSum {
    /// The customer.
    pub customer: Named,
    /// Number of findings.
    pub findings: u64,
    /// Amount at stake; `null` for findings without an amount.
    pub amount: Option<Money>,
}

impl From<FindingSum<(CustomerId, String)>> for CustomerSum {
    fn from(sum: FindingSum<(CustomerId, String)>) -> Self {
        let FindingSum { of: (id, name), findings, amount } = sum;
        Self { customer: Named::new(id, name), findings, amount: amount.map(Money::from) }
    }
}

/// Open findings of an owner, in one currency.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnerSum {
    /// The owner; `null` for those nobody pursues.
    pub owner: Option<Named>,
    /// Number of findings.
    pub findings: u64,
    /// Amount at stake; `null` for findings without an amount.
    pub amount: Option<Money>,
}

impl From<FindingSum<Option<(PersonId, String)>>> for OwnerSum {
    fn from(sum: FindingSum<Option<(PersonId, String)>>) -> Self {
        let FindingSum { of, findings, amount } = sum;
        Self { owner: of.map(|(id, name)| Named::new(id, name)), findings, amount: amount.map(Money::from) }
    }
}

/// Findings of an age, in one currency.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgeSum {
    /// The most days since the money began to leak; `null` for the oldest.
    #[schema(example = 90)]
    pub days_at_most: Option<u64>,
    /// Number of findings.
    pub findings: u64,
    /// Amount at stake; `null` for findings without an amount.
    pub amount: Option<Money>,
}

impl From<FindingSum<Age>> for AgeSum {
    fn from(sum: FindingSum<Age>) -> Self {
        let FindingSum { of, findings, amount } = sum;
        Self { days_at_most: of.days().1, findings, amount: amount.map(Money::from) }
    }
}

/// From promise to cash over the last twelve whole months, before tax, in one currency.
#[derive(Debug, Serialize, ToSchema)]
pub struct Flow {
    /// Promised by the terms.
    pub contracted: Money,
    /// Given up of it, with a reason.
    pub waived: Money,
    /// Came in without an invoice being known here.
    pub recovered: Money,
    /// Not billed, or billed too low.
    pub unbilled: Money,
    /// Billed above the terms.
    pub overbilled: Money,
    /// Billed, net of credit notes.
    pub billed: Money,
    /// Paid of what was billed.
    pub collected: Money,
    /// Given up of what was billed, with a reason; the rest is not paid yet.
    pub forgiven: Money,
}

impl From<Flowed> for Flow {
    fn from(flow: Flowed) -> Self {
        let recovered = flow.recovered();
        let Flowed { currency, contracted, waived, unbilled, overbilled, billed, collected, forgiven } = flow;
        let money = |minor| Money::from(model::money::Money::new(minor, currency));
        Self {
            contracted: money(contracted),
            waived: money(waived),
            recovered: money(recovered),
            unbilled: money(unbilled),
            overbilled: money(overbilled),
            billed: money(billed),
            collected: money(collected),
            forgiven: money(forgiven),
        }
    }
}

/// What leaks, summed; one row for each currency, because currencies are never added.
#[derive(Debug, Serialize, ToSchema)]
pub struct Leakage {
    /// Open findings by kind.
    pub by_kind: Vec<KindSum>,
    /// Open findings by customer: those with the largest sums. Only amounts of one stage are added up: what was promised and
    /// not billed, before tax, unless all kinds asked for are of other stages; ask for `overdue` to have that, with tax.
    pub by_customer: Vec<CustomerSum>,
    /// The same by owner.
    pub by_owner: Vec<OwnerSum>,
    /// The same by age.
    pub by_age: Vec<AgeSum>,
    /// The last twelve whole months, by currency.
    pub flow: Vec<Flow>,
    /// The business day for which the answer was made.
    pub day: NaiveDate,
}

impl From<Dashboard> for Leakage {
    fn from(dashboard: Dashboard) -> Self {
        let Dashboard {
            by_kind,
            by_customer,
            by_owner,
            by_age,
            summed: _,
            invoices: _,
            before_tax: _,
            contracts: _,
            flow,
            period: _,
            trend: _,
            trend_from: _,
            day,
        } = dashboard;
        Self {
            by_kind: by_kind.into_iter().map(KindSum::from).collect(),
            by_customer: by_customer.into_iter().map(CustomerSum::from).collect(),
            by_owner: by_owner.into_iter().map(OwnerSum::from).collect(),
            by_age: by_age.into_iter().map(AgeSum::from).collect(),
            flow: flow.into_iter().map(Flow::from).collect(),
            day,
        }
    }
}

/// Which findings are summed.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LeakageQuery {
    /// Only these kinds, with commas between them.
    #[param(example = "missing_period,old_price")]
    kind: Option<String>,
    /// Only this customer.
    customer_id: Option<Uuid>,
    /// Only this owner.
    owner_id: Option<Uuid>,
    /// Only those leaking since this day or later.
    since_from: Option<NaiveDate>,
    /// Only those leaking since this day or earlier.
    since_to: Option<NaiveDate>,
    /// Only amounts in this currency (ISO 4217).
    #[param(example = "EUR")]
    currency: Option<String>,
}

/// What leaks
///
/// The sums of the dashboard.
#[utoipa::path(
    get, path = "/leakage", tag = "leakage", params(LeakageQuery),
    responses((status = 200, description = "The sums.", body = Leakage)),
    extensions(("x-permission" = json!("view_leakage"))),
)]
pub async fn sum_leakage(caller: Caller, Asked(query): Asked<LeakageQuery>) -> Result<Json<Leakage>, Trouble> {
    let LeakageQuery { kind, customer_id, owner_id, since_from, since_to, currency } = query;
    let filter = FindingFilter {
        kinds: ask::several("kind", kind.as_deref(), KindFound::from_code)?,
        customer: customer_id.map(Into::into),
        owner: owner_id.map(Into::into),
        since_from,
        since_to,
        currency: ask::currency("currency", currency.as_deref())?.map(|currency| currency.code().to_owned()),
        ..FindingFilter::default()
    };
    Ok(Json(leakage::dashboard(&caller.actor, &filter, leakage::Months::default()).await?.into()))
}
