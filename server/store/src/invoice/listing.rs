//! The list of invoices and what they come to.

use super::{OPEN, PROPOSED};
use crate::{
    Page, Result, Total,
    entity::{customer, invoice, invoice_line, payment},
    matching::hidden_invoices,
    sight::Sight,
    stored::{containing, currency, from_name},
    total,
    words::order_key,
};
use model::{
    calendar::Day,
    id::InvoiceId,
    money::{Currency, Money},
    view::{InvoiceRow, InvoiceTotals, RelatedInvoice},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait, Func, SimpleExpr},
};

/// Which invoices a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only numbers that contain this.
    pub number: Option<String>,
    /// Only customers whose name contains this, whatever its capitals and accents.
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

/// Those of some invoices in a currency of which no contract is hidden, the oldest first: one query.
pub async fn related(
    connection: &impl ConnectionTrait,
    sight: Sight,
    ids: &[InvoiceId],
    currency: Currency,
) -> Result<Vec<RelatedInvoice>> {
    use invoice::Column as C;
    let rows: Vec<(uuid::Uuid, String, Day)> = invoice::Entity::find()
        .select_only()
        .columns([C::Id, C::Number, C::IssuedOn])
        .filter(condition(&Filter::default(), sight))
        .filter(C::Id.is_in(ids.iter().map(|id| id.0)))
        .filter(C::Currency.eq(currency.code()))
        .order_by_asc(C::IssuedOn)
        .order_by_asc(C::Number)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|(id, number, issued_on)| RelatedInvoice { id: id.into(), number, issued_on }).collect())
}

/// Those with a number, however its letters are written, of which no contract is hidden, the latest first: one query by
/// the index of numbers.
pub async fn numbered(
    connection: &impl ConnectionTrait,
    sight: Sight,
    number: &str,
    most: u64,
) -> Result<Vec<RelatedInvoice>> {
    use invoice::Column as C;
    let spelt = [number.to_owned(), number.to_uppercase(), number.to_lowercase()];
    let rows: Vec<(uuid::Uuid, String, Day)> = invoice::Entity::find()
        .select_only()
        .columns([C::Id, C::Number, C::IssuedOn])
        .filter(C::Number.is_in(spelt))
        .filter(condition(&Filter::default(), sight))
        .order_by_desc(C::IssuedOn)
        .order_by_asc(C::Id)
        .limit(most)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|(id, number, issued_on)| RelatedInvoice { id: id.into(), number, issued_on }).collect())
}

pub(super) fn condition(filter: &Filter, sight: Sight) -> Condition {
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
            .filter(containing(customer::Column::NameKey, &order_key(name)))
            .into_query();
        condition = condition.add(C::CustomerId.in_subquery(named));
    }
    condition
}

/// What the invoices a filter leaves come to, and what was paid, by currency: three queries.
pub async fn totals(connection: &impl ConnectionTrait, sight: Sight, filter: &Filter) -> Result<Vec<InvoiceTotals>> {
    let sum = |column: SimpleExpr| Expr::from(Func::sum(column)).cast_as("bigint");
    let found = || invoice::Entity::find().filter(condition(filter, sight)).select_only();
    let ids = |which: Condition| found().column(invoice::Column::Id).filter(which).into_query();
    let totals: Vec<(String, Option<i64>)> = found()
        .column(invoice::Column::Currency)
        .column_as(sum(Expr::col((invoice::Entity, invoice::Column::TotalMinor))), "minor")
        .group_by(invoice::Column::Currency)
        .into_tuple()
        .all(connection)
        .await?;
    let of_line =
        invoice_line::Entity::belongs_to(invoice::Entity).from(invoice_line::Column::InvoiceId).to(invoice::Column::Id);
    let untaxed = Condition::all().add(invoice::Column::TotalMinor.is_null());
    let net: Vec<(String, Option<i64>)> = invoice_line::Entity::find()
        .join(JoinType::InnerJoin, of_line.into())
        .filter(invoice_line::Column::InvoiceId.in_subquery(ids(untaxed)))
        .select_only()
        .column(invoice::Column::Currency)
        .column_as(sum(Expr::col((invoice_line::Entity, invoice_line::Column::AmountMinor))), "minor")
        .group_by(invoice::Column::Currency)
        .into_tuple()
        .all(connection)
        .await?;
    let of_payment =
        payment::Entity::belongs_to(invoice::Entity).from(payment::Column::InvoiceId).to(invoice::Column::Id);
    let paid: Vec<(String, Option<i64>)> = payment::Entity::find()
        .join(JoinType::InnerJoin, of_payment.into())
        .filter(payment::Column::InvoiceId.in_subquery(ids(Condition::all())))
        .select_only()
        .column(invoice::Column::Currency)
        .column_as(sum(Expr::col((payment::Entity, payment::Column::AmountMinor))), "minor")
        .group_by(invoice::Column::Currency)
        .into_tuple()
        .all(connection)
        .await?;
    let of = |sums: &[(String, Option<i64>)], code: &str| {
        sums.iter().find(|(other, _)| other == code).and_then(|(_, minor)| *minor)
    };
    let mut sums = totals
        .iter()
        .map(|(code, total)| {
            let currency = currency(code)?;
            let money = |minor: i64| Money::new(minor, currency);
            Ok(InvoiceTotals {
                total: total.map(money),
                net: of(&net, code).map(money),
                paid: money(of(&paid, code).unwrap_or_default()),
            })
        })
        .collect::<Result<Vec<_>>>()?;
    sums.sort_by_key(|sum| std::cmp::Reverse(sum.total.or(sum.net).map(|money| money.minor)));
    Ok(sums)
}

/// The invoices a filter leaves, the latest first, and how many there are: five queries.
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
    let page = page.within(total.rows);
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
    let net: Vec<(uuid::Uuid, i64)> = invoice_line::Entity::find()
        .select_only()
        .columns([invoice_line::Column::InvoiceId, invoice_line::Column::AmountMinor])
        .filter(invoice_line::Column::InvoiceId.is_in(ids()))
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
                net: Money::new(sum(&net, row.id), currency),
                paid: Money::new(sum(&paid, row.id), currency),
                owed_back: None,
                waiting: u64::try_from(waits).unwrap_or_default(),
            })
        })
        .collect::<Result<_>>()?;
    Ok((listed, total))
}
