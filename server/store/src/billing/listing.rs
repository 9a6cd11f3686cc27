//! The list of ledger rows over all contracts.

use crate::{
    Page, Result, Total,
    entity::{contract, customer, expected_billing as ledger},
    sight::{Sight, hidden_from, visible_to},
    stored::{currency, from_json, from_name, name},
    total, words,
};
use model::{
    billing::BillingState,
    calendar::{Day, Period},
    id::CustomerId,
    money::Money,
    view::BillingRow,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, Order, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};
use std::collections::HashMap;
use uuid::Uuid;

/// Which rows a list over all contracts shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only billing days from this one on.
    pub from: Option<Day>,
    /// Only billing days up to this one.
    pub to: Option<Day>,
    /// Only rows that stand at one of these; all if empty.
    pub states: Vec<BillingState>,
    /// Only this customer.
    pub customer: Option<CustomerId>,
    /// Only the contract with this number.
    pub contract_number: Option<String>,
    /// Only this currency, by code.
    pub currency: Option<String>,
    /// Every word must be found in the contract's number, title, customer or references.
    pub words: Vec<String>,
    /// Whether the last billing day comes first.
    pub descending: bool,
}

#[derive(FromQueryResult)]
struct Listed {
    id: Uuid,
    number: String,
    title: String,
    customer_name: String,
    first_day: Day,
    last_day: Day,
    billing_day: Day,
    amount_minor: i64,
    currency: String,
    billed_minor: i64,
    credited_minor: i64,
    state: String,
    formula: String,
}

fn listed_of(row: Listed) -> Result<BillingRow> {
    let currency = currency(&row.currency)?;
    Ok(BillingRow {
        contract: row.number,
        title: row.title,
        customer: row.customer_name,
        period: Period { first: row.first_day, last: row.last_day },
        billing_day: row.billing_day,
        amount: Money::new(row.amount_minor, currency),
        billed: Money::new(row.billed_minor.saturating_add(row.credited_minor), currency),
        formula: from_json("formula", &row.formula)?,
        state: from_name("billing state", &row.state)?,
    })
}

fn condition(filter: &Filter, sight: Sight) -> Result<Condition> {
    use ledger::Column as C;
    let mut all = Condition::all();
    if let Some(hidden) = hidden_from(sight) {
        all = all.add(C::ContractId.not_in_subquery(hidden));
    }
    if let Some(from) = filter.from {
        all = all.add(C::BillingDay.gte(from));
    }
    if let Some(to) = filter.to {
        all = all.add(C::BillingDay.lte(to));
    }
    if !filter.states.is_empty() {
        let names = filter.states.iter().map(|state| name("billing state", state)).collect::<Result<Vec<_>>>()?;
        all = all.add(C::State.is_in(names));
    }
    if let Some(customer) = filter.customer {
        all = all.add(C::CustomerId.eq(customer.0));
    }
    if let Some(number) = &filter.contract_number {
        let numbered = contract::Entity::find()
            .select_only()
            .column(contract::Column::Id)
            .filter(contract::Column::Number.eq(number.as_str()))
            .into_query();
        all = all.add(C::ContractId.in_subquery(numbered));
    }
    if let Some(currency) = &filter.currency {
        all = all.add(C::Currency.eq(currency.as_str()));
    }
    Ok(all)
}

/// The rows a filter leaves, by billing day, and how many there are: three queries, and up to two for words.
pub async fn list(
    connection: &impl ConnectionTrait,
    sight: Sight,
    filter: &Filter,
    page: Page,
) -> Result<(Vec<BillingRow>, Total)> {
    use ledger::Column as C;
    let condition = condition(filter, sight)?;
    let sought = words::sought(connection, &filter.words).await?;
    let keys = (C::Id, C::ContractId);
    let total = sought.count::<ledger::Entity>(connection, keys, condition.clone(), page, total::COUNTED_MOST).await?;
    let way = if filter.descending { Order::Desc } else { Order::Asc };
    let ids: Vec<Uuid> = ledger::Entity::find()
        .filter(condition)
        .filter(sought.read(C::ContractId))
        .select_only()
        .column(C::Id)
        .order_by(C::BillingDay, way.clone())
        .order_by(C::Id, way)
        .offset(page.offset)
        .limit(page.limit)
        .into_tuple()
        .all(connection)
        .await?;
    let mut listed = Vec::with_capacity(ids.len());
    for some in ids.chunks(5_000) {
        let rows: Vec<Listed> = ledger::Entity::find()
            .join(
                JoinType::InnerJoin,
                ledger::Entity::belongs_to(contract::Entity).from(C::ContractId).to(contract::Column::Id).into(),
            )
            .join(
                JoinType::InnerJoin,
                ledger::Entity::belongs_to(customer::Entity).from(C::CustomerId).to(customer::Column::Id).into(),
            )
            .filter(C::Id.is_in(some.iter().copied()))
            .filter(visible_to(sight))
            .select_only()
            .columns([C::Id, C::FirstDay, C::LastDay, C::BillingDay, C::AmountMinor, C::Currency, C::BilledMinor])
            .columns([C::CreditedMinor, C::State, C::Formula])
            .columns([contract::Column::Number, contract::Column::Title])
            .column_as(customer::Column::Name, "customer_name")
            .into_model()
            .all(connection)
            .await?;
        let mut rows: HashMap<Uuid, Listed> = rows.into_iter().map(|row| (row.id, row)).collect();
        for id in some {
            if let Some(row) = rows.remove(id) {
                listed.push(listed_of(row)?);
            }
        }
    }
    Ok((listed, total))
}
