//! From promise to cash, by currency.

use crate::{
    Result,
    entity::{billing_month, billing_part, contract},
    sight::{Sight, hidden_from, visible_to},
    stored::currency,
    words,
};
use model::{calendar::Period, id::CustomerId, view::Flow};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, IdenStatic, QueryFilter, QuerySelect,
    QueryTrait, Select,
    sea_query::{Expr, ExprTrait, Func, Query, SelectStatement, UnionType},
};
use uuid::Uuid;

/// Which part of the ledger is summed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FlowFilter {
    /// Only this customer.
    pub customer: Option<CustomerId>,
    /// Only the contract with this number.
    pub contract_number: Option<String>,
    /// Only this currency, by code.
    pub currency: Option<String>,
    /// Every word must be found in the contract's number, title, customer or references.
    pub words: Vec<String>,
}

#[derive(FromQueryResult)]
struct Row {
    currency: String,
    contracted: Option<i64>,
    waived: Option<i64>,
    unbilled: Option<i64>,
    overbilled: Option<i64>,
    billed: Option<i64>,
    collected: Option<i64>,
    forgiven: Option<i64>,
}

fn summed<E: EntityTrait>(query: Select<E>, group: E::Column, columns: [E::Column; 7]) -> Select<E> {
    let mut query = query.select_only().column(group);
    for column in columns {
        let sum = Expr::from(Func::sum(column.into_expr())).cast_as("bigint");
        query = query.column_as(sum, column.as_str());
    }
    query.group_by(group)
}

/// What became of the promises of whole months, by currency, the largest promise first: one query over the sums by
/// month, or, for one customer, one contract or some words, over their own rows of the ledger.
pub async fn flow(
    connection: &impl ConnectionTrait,
    sight: Sight,
    filter: &FlowFilter,
    months: Period,
) -> Result<Vec<Flow>> {
    let FlowFilter { customer, contract_number, currency: code, words } = filter;
    let rows: Vec<Row> = if customer.is_none() && contract_number.is_none() && words.is_empty() {
        of_months(sight, code.as_deref(), months).into_model().all(connection).await?
    } else {
        of_rows(sight, filter, months).into_model().all(connection).await?
    };
    flows(rows)
}

/// What became of the promises of some rows of the ledger, by currency, the largest promise first: one query.
pub(super) async fn flow_of(connection: &impl ConnectionTrait, rows: SelectStatement) -> Result<Vec<Flow>> {
    use billing_part::Column as C;
    let columns = [C::Contracted, C::Waived, C::Unbilled, C::Overbilled, C::Billed, C::Collected, C::Forgiven];
    let parts = billing_part::Entity::find().filter(C::Id.in_subquery(rows));
    flows(summed(parts, C::Currency, columns).into_model().all(connection).await?)
}

fn flows(rows: Vec<Row>) -> Result<Vec<Flow>> {
    let mut flows = rows
        .into_iter()
        .map(|row| {
            Ok(Flow {
                currency: currency(&row.currency)?,
                contracted: row.contracted.unwrap_or_default(),
                waived: row.waived.unwrap_or_default(),
                unbilled: row.unbilled.unwrap_or_default(),
                overbilled: row.overbilled.unwrap_or_default(),
                billed: row.billed.unwrap_or_default(),
                collected: row.collected.unwrap_or_default(),
                forgiven: row.forgiven.unwrap_or_default(),
            })
        })
        .collect::<Result<Vec<_>>>()?;
    flows.retain(|flow| *flow != Flow::new(flow.currency));
    flows.sort_by_key(|flow| std::cmp::Reverse(flow.contracted));
    Ok(flows)
}

/// The scope of all contracts that everybody in the organisation may see.
const SHARED: Uuid = Uuid::nil();

/// The scope of all other contracts together; each has one of its own besides.
const CONFIDENTIAL: Uuid = Uuid::max();

fn of_months(sight: Sight, code: Option<&str>, months: Period) -> Select<billing_month::Entity> {
    use billing_month::Column as C;
    let mut all = Condition::all()
        .add(C::Month.between(months.first.format("%Y-%m").to_string(), months.last.format("%Y-%m").to_string()))
        .add_option(code.map(|code| C::Currency.eq(code)));
    if let Sight::Of(..) = sight {
        let seen = contract::Entity::find()
            .select_only()
            .column(contract::Column::Id)
            .filter(
                Condition::any()
                    .add(contract::Column::Confidentiality.lt("organisation"))
                    .add(contract::Column::Confidentiality.gt("organisation")),
            )
            // Wrapped up, or SQLite would take the owner for the better way in and read all that is theirs.
            .filter(Expr::expr(Expr::case(visible_to(sight), 1).finally(0)).eq(1))
            .into_query();
        // One list of scopes, each looked up by the key; asked for either this or those, a database reads all there are.
        let scopes = Query::select().expr(Expr::val(SHARED)).union(UnionType::All, seen).to_owned();
        all = all.add(C::Scope.in_subquery(scopes));
    } else {
        all = all.add(C::Scope.is_in([SHARED, CONFIDENTIAL]));
    }
    let columns = [C::Contracted, C::Waived, C::Unbilled, C::Overbilled, C::Billed, C::Collected, C::Forgiven];
    summed(billing_month::Entity::find().filter(all), C::Currency, columns)
}

fn of_rows(sight: Sight, filter: &FlowFilter, months: Period) -> Select<billing_part::Entity> {
    use billing_part::Column as C;
    let FlowFilter { customer, contract_number, currency: code, words } = filter;
    let mut all = Condition::all()
        .add(C::BillingDay.between(months.first, months.last))
        .add_option(customer.map(|customer| C::CustomerId.eq(customer.0)))
        .add_option(code.as_deref().map(|code| C::Currency.eq(code)))
        .add_option(hidden_from(sight).map(|hidden| C::ContractId.not_in_subquery(hidden)));
    if let Some(number) = contract_number {
        let numbered = contract::Entity::find()
            .select_only()
            .column(contract::Column::Id)
            .filter(contract::Column::Number.eq(number.as_str()))
            .into_query();
        all = all.add(C::ContractId.in_subquery(numbered));
    }
    let all = all.add(words::having(C::ContractId, words));
    let columns = [C::Contracted, C::Waived, C::Unbilled, C::Overbilled, C::Billed, C::Collected, C::Forgiven];
    summed(billing_part::Entity::find().filter(all), C::Currency, columns)
}
