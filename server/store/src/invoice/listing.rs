//! The list of invoices and what they come to.

use super::{OPEN, PROPOSED};
use crate::{
    Page, Result, Total,
    entity::{customer, invoice, invoice_line, payment},
    matching::hidden_invoices,
    sight::Sight,
    stored::{containing, currency, from_name},
    total,
};
use model::{calendar::Day, id::InvoiceId, money::Money, view::InvoiceRow};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait, Func, SimpleExpr},
};
use std::collections::HashMap;

/// Which invoices a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only numbers that contain this.
    pub number: Option<String>,
    /// Only customers whose name contains this, in lower case.
    pub customer: Option<String>,
}

#[derive(FromQueryResult)]
struct Listed {
    id: uuid::Uuid,
    number: String,
    kind: String,
    customer_name: String,
    issued_on: Day,
    due_on: Option<Day>,
    currency: String,
    total_minor: Option<i64>,
}

fn condition(filter: &Filter, sight: Sight) -> Condition {
    use invoice::Column as C;
    let mut condition = Condition::all();
    if let Some(hidden) = hidden_invoices(sight) {
        condition = condition.add(C::Id.not_in_subquery(hidden));
    }
    if let Some(number) = &filter.number {
        condition = condition.add(containing(C::Number, number));
    }
    if let Some(name) = &filter.customer {
        let named = customer::Entity::find()
            .select_only()
            .column(customer::Column::Id)
            .filter(containing(customer::Column::NameKey, name))
            .into_query();
        condition = condition.add(C::CustomerId.in_subquery(named));
    }
    condition
}

/// With tax, and what was paid, of the invoices a filter leaves, by currency: two queries.
pub async fn totals(connection: &impl ConnectionTrait, sight: Sight, filter: &Filter) -> Result<Vec<(Money, Money)>> {
    let sum = |column: SimpleExpr| Expr::from(Func::sum(column)).cast_as("bigint");
    let found = || invoice::Entity::find().filter(condition(filter, sight)).select_only();
    let totals: Vec<(String, Option<i64>)> = found()
        .column(invoice::Column::Currency)
        .column_as(sum(Expr::col((invoice::Entity, invoice::Column::TotalMinor))), "minor")
        .group_by(invoice::Column::Currency)
        .into_tuple()
        .all(connection)
        .await?;
    let of_payment =
        payment::Entity::belongs_to(invoice::Entity).from(payment::Column::InvoiceId).to(invoice::Column::Id);
    let paid: Vec<(String, Option<i64>)> = payment::Entity::find()
        .join(JoinType::InnerJoin, of_payment.into())
        .filter(payment::Column::InvoiceId.in_subquery(found().column(invoice::Column::Id).into_query()))
        .select_only()
        .column(invoice::Column::Currency)
        .column_as(sum(Expr::col((payment::Entity, payment::Column::AmountMinor))), "minor")
        .group_by(invoice::Column::Currency)
        .into_tuple()
        .all(connection)
        .await?;
    let paid: HashMap<String, i64> = paid.into_iter().map(|(code, minor)| (code, minor.unwrap_or_default())).collect();
    let mut sums = totals
        .into_iter()
        .map(|(code, minor)| {
            let currency = currency(&code)?;
            let received = paid.get(&code).copied().unwrap_or_default();
            Ok((Money::new(minor.unwrap_or_default(), currency), Money::new(received, currency)))
        })
        .collect::<Result<Vec<_>>>()?;
    sums.sort_by_key(|(total, _)| std::cmp::Reverse(total.minor));
    Ok(sums)
}

/// The invoices a filter leaves, the latest first, and how many there are: four queries.
pub async fn list(
    connection: &impl ConnectionTrait,
    sight: Sight,
    filter: &Filter,
    page: Page,
) -> Result<(Vec<InvoiceRow>, Total)> {
    use invoice::Column as C;
    let query = invoice::Entity::find().filter(condition(filter, sight));
    let rows = query.clone().select_only().expr(Expr::val(1)).into_query();
    let total = total::count(connection, rows, page, total::COUNTED_MOST).await?;
    let rows: Vec<Listed> = query
        // From the left, though every invoice has a customer: the order of the page has to come from the invoices.
        .join(
            JoinType::LeftJoin,
            invoice::Entity::belongs_to(customer::Entity).from(C::CustomerId).to(customer::Column::Id).into(),
        )
        .select_only()
        .columns([C::Id, C::Number, C::Kind, C::IssuedOn, C::DueOn, C::Currency, C::TotalMinor])
        .column_as(customer::Column::Name, "customer_name")
        .order_by_desc(C::IssuedOn)
        .order_by_desc(C::Number)
        .order_by_asc(C::Id)
        .offset(page.offset)
        .limit(page.limit)
        .into_model()
        .all(connection)
        .await?;
    let ids = || rows.iter().map(|row| row.id);
    let paid: Vec<(uuid::Uuid, i64)> = payment::Entity::find()
        .select_only()
        .columns([payment::Column::InvoiceId, payment::Column::AmountMinor])
        .filter(payment::Column::InvoiceId.is_in(ids()))
        .into_tuple()
        .all(connection)
        .await?;
    let waiting: Vec<(uuid::Uuid, i64)> = invoice_line::Entity::find()
        .select_only()
        .column(invoice_line::Column::InvoiceId)
        .column_as(invoice_line::Column::Id.count(), "lines")
        .filter(invoice_line::Column::InvoiceId.is_in(ids()))
        .filter(invoice_line::Column::Matching.is_in([OPEN, PROPOSED]))
        .group_by(invoice_line::Column::InvoiceId)
        .into_tuple()
        .all(connection)
        .await?;
    let sum = |of: &[(uuid::Uuid, i64)], id: uuid::Uuid| of.iter().filter(|(of, _)| *of == id).map(|(_, n)| n).sum();
    let listed = rows
        .iter()
        .map(|row| {
            let currency = currency(&row.currency)?;
            let waits: i64 = sum(&waiting, row.id);
            Ok(InvoiceRow {
                id: InvoiceId(row.id),
                number: row.number.clone(),
                kind: from_name("invoice kind", &row.kind)?,
                customer: row.customer_name.clone(),
                issued_on: row.issued_on,
                due_on: row.due_on,
                total: row.total_minor.map(|minor| Money::new(minor, currency)),
                paid: Money::new(sum(&paid, row.id), currency),
                waiting: u64::try_from(waits).unwrap_or_default(),
            })
        })
        .collect::<Result<_>>()?;
    Ok((listed, total))
}
