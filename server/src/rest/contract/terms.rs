//! A contract's terms as a program sends them: adding a contract, changing one.

use chrono::NaiveDate;
use model::{
    contract::{self as terms, ContractDetails},
    refusal::{FieldProblem, Problem, Refusal},
};
use operations::contract;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    ContractType,
    sheet::{Confidentiality, Contract, PaymentTerm, Renewal, TermLength},
};
use crate::rest::{
    answer::{Created, Versioned},
    ask::{Body, IfMatch, Number},
    caller::Caller,
    price_line::PriceLineTerms,
    problem::Trouble,
    wire::{Length, Money},
};

/// Everything about a contract that a person edits, as one value: what is left out is empty.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContractTerms {
    /// What it is about, in a few words; 200 characters at most.
    #[schema(max_length = 200)]
    title: String,
    /// Its kind.
    contract_type: ContractType,
    /// The customer.
    customer_id: Uuid,
    /// Our company that signs and invoices.
    legal_entity_id: Uuid,
    /// Number under which another system or the customer knows it.
    reference: Option<String>,
    /// The person of ours who answers for it.
    owner_id: Option<Uuid>,
    /// Who stands in for the owner.
    deputy_id: Option<Uuid>,
    /// The day of the last signature; without it the contract is a draft.
    signed_on: Option<NaiveDate>,
    /// First day of the first term.
    starts_on: Option<NaiveDate>,
    /// Length of the first term.
    term: TermLength,
    /// What follows the term.
    renewal: Renewal,
    /// Notice that either side must give.
    notice: Option<Length>,
    /// Days before the last day for notice by which we want to have decided, 0 to 365.
    #[serde(default)]
    #[schema(maximum = 365)]
    decision_buffer_days: u32,
    /// Currency of the prices (ISO 4217).
    #[schema(example = "EUR")]
    currency: String,
    /// The total that the first term is said to be worth, before tax, in the currency of the contract.
    value: Option<Money>,
    /// When our invoices are due.
    payment_term: Option<PaymentTerm>,
    /// The customer's purchase-order number.
    purchase_order: Option<String>,
    /// Who of ours may see it; everybody who may see contracts unless said otherwise.
    #[serde(default)]
    confidentiality: Confidentiality,
    /// Price lines in their order.
    #[serde(default)]
    lines: Vec<PriceLineTerms>,
}

impl ContractTerms {
    /// The terms in the model's types.
    ///
    /// # Errors
    /// Every text that is no number, no amount or no currency, at its field.
    fn read(self) -> Result<(ContractDetails, Vec<model::price_line::PriceLine>), Trouble> {
        // Taken apart without `..`: a new field must be thought about here.
        let Self {
            title,
            contract_type,
            customer_id,
            legal_entity_id,
            reference,
            owner_id,
            deputy_id,
            signed_on,
            starts_on,
            term,
            renewal,
            notice,
            decision_buffer_days,
            currency,
            value,
            payment_term,
            purchase_order,
            confidentiality,
            lines,
        } = self;
        let mut problems = Vec::new();
        let value = value.and_then(|value| match value.exact() {
            Ok(value) => Some(value),
            Err(problem) => {
                problems.push(FieldProblem::new("value", problem));
                None
            }
        });
        let mut read = Vec::with_capacity(lines.len());
        for (position, line) in lines.into_iter().enumerate() {
            read.extend(line.read(position, &mut problems));
        }
        let Ok(currency) = currency.parse() else {
            problems.push(FieldProblem::new("currency", Problem::NotACurrency));
            return Err(Refusal::Fields(problems).into());
        };
        if !problems.is_empty() {
            return Err(Refusal::Fields(problems).into());
        }
        let details = ContractDetails {
            title,
            contract_type: contract_type.into(),
            customer: customer_id.into(),
            legal_entity: legal_entity_id.into(),
            reference,
            owner: owner_id.map(Into::into),
            deputy: deputy_id.map(Into::into),
            signed_on,
            starts_on,
            term: term.into(),
            renewal: renewal.into(),
            notice: notice.map(Into::into),
            decision_buffer_days,
            // They have an endpoint of their own, and a change keeps those that are there.
            date_terms: terms::DateTerms::default(),
            agreed_terms: Vec::new(),
            currency,
            value,
            payment_term: payment_term.map(terms::PaymentTerm::from),
            purchase_order,
            confidentiality: confidentiality.into(),
        };
        Ok((details, read))
    }
}

/// A field of the form of a page as it is named here.
fn field(form: &str) -> String {
    if let Some((line, of_line)) = form.strip_prefix("lines.").and_then(|rest| rest.split_once('.')) {
        let of_line = match of_line {
            "day" => "recurrence",
            "rhythm" => "recurrence.months",
            "increase_percent" => "increase.percent",
            "increase_first_on" => "increase.first_on",
            other => other,
        };
        return format!("lines.{line}.{of_line}");
    }
    let here = match form {
        "customer" => "customer_id",
        "legal_entity" => "legal_entity_id",
        "owner" => "owner_id",
        "deputy" => "deputy_id",
        "term_months" => "term.months",
        "term_last_day" => "term.last_day",
        "renewal_months" => "renewal.months",
        "renewal_maximum" => "renewal.maximum",
        "notice_count" => "notice.count",
        "payment_days" => "payment_term.days",
        "team" => "confidentiality.team_id",
        "people" => "confidentiality.person_ids",
        other => other,
    };
    here.to_owned()
}

/// Add a contract
///
/// It gets the next number of our own series, its ledger, and its findings.
#[utoipa::path(
    post, path = "/contracts", tag = "contracts",
    request_body(content = ContractTerms, example = json!({
        "title": "Maintenance of two lifts",
        "contract_type": "recurring_service",
        "customer_id": "00000000-0000-0000-0000-000000000000",
        "legal_entity_id": "00000000-0000-0000-0000-000000000000",
        "signed_on": "2026-11-02",
        "starts_on": "2026-12-01",
        "term": { "kind": "months", "months": 12 },
        "renewal": { "kind": "tacit", "months": 12, "maximum": null },
        "notice": { "unit": "months", "count": 3 },
        "decision_buffer_days": 30,
        "currency": "EUR",
        "payment_term": { "days": 30, "end_of_month": false },
        "lines": [{
            "description": "Full maintenance",
            "quantity": "2",
            "unit": "lift",
            "unit_price": "180.00",
            "vat_percent": "20",
            "recurrence": { "kind": "every", "months": 1, "anchor": "2026-12-01", "timing": "advance" }
        }]
    })),
    responses((
        status = 201, description = "The new contract.", body = Contract,
        headers(("ETag" = String), ("Location" = String, description = "Where the contract is.")),
    )),
    extensions(("x-permission" = json!("edit_contracts"))),
)]
pub async fn create_contract(caller: Caller, Body(body): Body<ContractTerms>) -> Result<Created<Contract>, Trouble> {
    caller.require(model::permission::Permission::EditContracts)?;
    let (details, lines) = body.read()?;
    let number =
        contract::add(&caller.actor, details, lines).await.map_err(|failure| Trouble::named(failure, field))?;
    Ok(Created(format!("/contracts/{number}"), super::sheet(&caller, &number).await?))
}

/// Change a contract
///
/// Replaces its terms and price lines as a whole; a price line keeps its identity by its `id`. The ledger and the
/// findings follow: rows already billed never change, later differences become correction rows.
#[utoipa::path(
    put, path = "/contracts/{number}", tag = "contracts",
    params(("number" = String, Path, description = "Number of the contract.", example = "C-2026-0042"), IfMatch),
    request_body(content = ContractTerms, example = json!({
        "title": "Maintenance of two lifts",
        "contract_type": "recurring_service",
        "customer_id": "00000000-0000-0000-0000-000000000000",
        "legal_entity_id": "00000000-0000-0000-0000-000000000000",
        "term": { "kind": "open_ended" },
        "renewal": { "kind": "none" },
        "currency": "EUR"
    })),
    responses((status = 200, description = "The contract as it is now.", body = Contract, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("edit_contracts"))),
)]
pub async fn edit_contract(
    caller: Caller,
    Number(number): Number,
    IfMatch(version): IfMatch,
    Body(body): Body<ContractTerms>,
) -> Result<Versioned<Contract>, Trouble> {
    caller.require(model::permission::Permission::EditContracts)?;
    let (details, lines) = body.read()?;
    let changed = contract::change(&caller.actor, &number, version, details, lines).await;
    changed.map_err(|failure| Trouble::named(failure, field))?;
    super::sheet(&caller, &number).await
}
