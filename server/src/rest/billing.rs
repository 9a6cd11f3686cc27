//! Expected billing: what the terms promise, line by line and period by period.

use app::words::{self, Words};
use axum::extract::OriginalUri;
use chrono::NaiveDate;
use model::view::{BillingRow, LedgerEntry};
use operations::billing::{self, BillingFilter};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    answer::{Listed, Page},
    ask::{Asked, Paging},
    caller::Caller,
    problem::Trouble,
    wire::{Money, Period, choices},
};

choices! {
    /// Where a row of the ledger stands.
    BillingState = model::billing::BillingState {
        /// Promised, nothing invoiced yet.
        Expected,
        /// Invoiced in part.
        PartBilled,
        /// Invoiced in full, or more.
        Billed,
        /// Invoiced and credited again.
        Credited,
        /// Given up with a reason.
        Waived,
    }

    /// Why a row corrects an earlier one.
    CorrectionReason = model::billing::CorrectionReason {
        /// The same days have another price.
        PriceChanged,
        /// The period became shorter or longer.
        DaysChanged,
        /// The prices are in another currency now.
        CurrencyChanged,
        /// Nothing is promised for the period any more.
        NoLongerPromised,
    }
}

/// Why there is a correction.
#[derive(Debug, Serialize, ToSchema)]
pub struct Correction {
    /// What happened to the terms.
    pub reason: CorrectionReason,
    /// What the terms now promise for the period.
    pub promised: Money,
    /// What the earlier rows of the period, which stay, come to.
    pub recorded: Money,
}

impl From<model::billing::Correction> for Correction {
    fn from(correction: model::billing::Correction) -> Self {
        let model::billing::Correction { reason, promised, recorded } = correction;
        Self { reason: reason.into(), promised: promised.into(), recorded: recorded.into() }
    }
}

/// A row of a contract's ledger.
#[derive(Debug, Serialize, ToSchema)]
pub struct LedgerRow {
    /// Identity.
    pub id: Uuid,
    /// The price line.
    pub line_id: Uuid,
    /// The days covered.
    pub period: Period,
    /// The day to bill.
    pub billing_day: NaiveDate,
    /// The occurrence of the milestone until whose acceptance nothing is due; `null` for a row that waits for none.
    pub waits_for: Option<Uuid>,
    /// Amount promised, before tax.
    pub amount: Money,
    /// Why this amount, in the language of the request.
    #[schema(example = "3 × €400.00 × 1.02² × (1 − 10%), 17 of 31 days")]
    pub formula: String,
    /// Why there is a correction; `null` for a row that corrects none.
    pub correction: Option<Correction>,
    /// Billed so far, net of credit notes.
    pub billed: Money,
    /// What came in without an invoice being known here, as far as invoices leave something open.
    pub recovered: Money,
    /// What came in before the invoices that bill it now, and is paid of them.
    pub paid_before: Money,
    /// Where it stands.
    pub state: BillingState,
    /// Why it was given up, in somebody's words; `null` for a row that was not.
    pub waived_reason: Option<String>,
}

impl LedgerRow {
    /// A row in the words of a language.
    pub fn new(w: Words, row: LedgerEntry) -> Self {
        let LedgerEntry {
            id,
            line,
            description: _,
            period,
            billing_day,
            waits_for,
            amount,
            formula,
            correction,
            billed,
            recovered,
            paid_before,
            left: _,
            kept: _,
            along: _,
            state,
            known: _,
            waived_reason,
        } = row;
        Self {
            id: id.0,
            line_id: line.0,
            period: period.into(),
            billing_day,
            waits_for: waits_for.map(|(occurrence, _)| occurrence.0),
            amount: amount.into(),
            formula: words::billing::formula(w, &formula, amount.currency),
            correction: correction.map(Correction::from),
            billed: billed.into(),
            recovered: recovered.into(),
            paid_before: paid_before.into(),
            state: state.into(),
            waived_reason,
        }
    }
}

/// A row of the ledger over all contracts.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExpectedBilling {
    /// Number of the contract.
    pub contract: String,
    /// Number of the contract in another system; `null` where there is none, or it is the same.
    pub reference: Option<String>,
    /// Title of the contract.
    pub title: String,
    /// Name of the customer.
    pub customer: String,
    /// The days covered.
    pub period: Period,
    /// The day to bill.
    pub billing_day: NaiveDate,
    /// Amount promised, before tax.
    pub amount: Money,
    /// Of it given up with a reason; what is left is expected.
    pub waived: Money,
    /// Billed so far, net of credit notes.
    pub billed: Money,
    /// What came in without an invoice being known here, as far as invoices leave something open.
    pub recovered: Money,
    /// Paid of what was billed, before tax: each payment counts for the lines of its invoice in proportion.
    pub collected: Money,
    /// The price line.
    pub line: String,
    /// Why this amount, in the language of the request.
    pub formula: String,
    /// Where it stands.
    pub state: BillingState,
}

impl ExpectedBilling {
    fn new(w: Words, row: BillingRow) -> Self {
        let BillingRow {
            contract,
            reference,
            title,
            customer,
            period,
            billing_day,
            amount,
            waived,
            billed,
            recovered,
            collected,
            line,
            formula,
            state,
        } = row;
        Self {
            contract,
            reference,
            title,
            customer,
            period: period.into(),
            billing_day,
            amount: amount.into(),
            waived: waived.into(),
            billed: billed.into(),
            recovered: recovered.into(),
            collected: collected.into(),
            line,
            formula: words::billing::formula(w, &formula, amount.currency),
            state: state.into(),
        }
    }
}

/// Which rows of the ledger.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct BillingQuery {
    /// Only billing days from this one on.
    from: Option<NaiveDate>,
    /// Only billing days up to this one.
    to: Option<NaiveDate>,
    /// Only rows that stand here.
    #[param(inline)]
    state: Option<BillingState>,
    /// Only this customer.
    customer_id: Option<Uuid>,
    /// Page, from 1.
    #[param(minimum = 1)]
    page: Option<u32>,
    /// Rows of a page; 50 unless said otherwise.
    #[param(minimum = 1, maximum = 200)]
    per_page: Option<u32>,
}

/// Expected billing
///
/// The ledger over all contracts, by billing day.
#[utoipa::path(
    get, path = "/billing", tag = "billing", params(BillingQuery),
    responses((status = 200, description = "A page of the ledger.", body = Page<ExpectedBilling>)),
    extensions(("x-permission" = json!("view_billing"))),
)]
pub async fn list_billing(
    caller: Caller,
    OriginalUri(address): OriginalUri,
    Asked(query): Asked<BillingQuery>,
) -> Result<Listed<ExpectedBilling>, Trouble> {
    let BillingQuery { from, to, state, customer_id, page, per_page } = query;
    let paging = Paging::new(page, per_page)?;
    let filter = BillingFilter {
        from,
        to,
        states: state.map(Into::into).into_iter().collect(),
        customer: customer_id.map(Into::into),
        ..BillingFilter::default()
    };
    let list = billing::list(&caller.actor, &filter, paging.stretch()).await?;
    Ok(Listed::new(&address, paging, list, |row| ExpectedBilling::new(caller.words(), row)))
}
