//! A customer's money: promised, invoiced, paid, at stake, of contracts that may be seen.

use super::list::{kinds_of_lost_money, open_findings, stage_of};
use crate::{
    Page, Result,
    entity::{billing_match, contract, finding, invoice, invoice_line, payment},
    sight::{Sight, visible_to},
    stored::{currency, from_name},
};
use model::{
    calendar::Day,
    id::{CustomerId, InvoiceId},
    invoice::InvoiceKind,
    leakage::Stage,
    money::{Currency, Money},
    view::AccountInvoice,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, JoinType, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, Func, SelectStatement},
};
use uuid::Uuid;

/// A customer's invoices that may be seen: those of which no line bills or names a contract that may not.
pub(crate) fn seen(sight: Sight, customer: CustomerId) -> Condition {
    let own = Condition::all().add(invoice::Column::CustomerId.eq(customer.0));
    if sight == Sight::Everything {
        return own;
    }
    // Hidden is what is not among the visible: a comparison with nothing must never make a contract visible.
    let visible = || {
        contract::Entity::find()
            .select_only()
            .column(contract::Column::Id)
            .filter(contract::Column::CustomerId.eq(customer.0))
            .filter(visible_to(sight))
            .into_query()
    };
    let naming = invoice_line::Entity::find()
        .select_only()
        .column(invoice_line::Column::InvoiceId)
        .filter(invoice_line::Column::CustomerId.eq(customer.0))
        .filter(invoice_line::Column::ContractId.is_not_null())
        .filter(invoice_line::Column::ContractId.not_in_subquery(visible()))
        .into_query();
    let billing = invoice_line::Entity::find()
        .select_only()
        .column(invoice_line::Column::InvoiceId)
        .join(
            JoinType::InnerJoin,
            invoice_line::Entity::belongs_to(billing_match::Entity)
                .from(invoice_line::Column::Id)
                .to(billing_match::Column::InvoiceLineId)
                .into(),
        )
        .filter(invoice_line::Column::CustomerId.eq(customer.0))
        .filter(billing_match::Column::ContractId.not_in_subquery(visible()))
        .into_query();
    own.add(invoice::Column::Id.not_in_subquery(naming)).add(invoice::Column::Id.not_in_subquery(billing))
}

/// What was invoiced, credited, paid and is at stake in one currency, with tax but for what is at stake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settled {
    /// Invoiced.
    pub invoiced: Money,
    /// Credited; not negative.
    pub credited: Money,
    /// Paid.
    pub paid: Money,
    /// Overdue, as open findings say.
    pub overdue: Money,
    /// Promised and not billed, as open findings say.
    pub at_stake: Money,
}

impl Settled {
    const fn nothing(currency: Currency) -> Self {
        let nothing = Money::new(0, currency);
        Self { invoiced: nothing, credited: nothing, paid: nothing, overdue: nothing, at_stake: nothing }
    }
}

#[derive(FromQueryResult)]
struct Sum {
    currency: String,
    of: String,
    minor: Option<i64>,
}

/// Finds the sums of a currency, or begins them.
fn of_currency<'a>(all: &'a mut Vec<Settled>, code: &str) -> Result<&'a mut Settled> {
    let currency = currency(code)?;
    let at = match all.iter().position(|sums| sums.paid.currency == currency) {
        Some(at) => at,
        None => {
            all.push(Settled::nothing(currency));
            all.len() - 1
        }
    };
    all.get_mut(at).ok_or_else(|| crate::Error::Unreadable { what: "currency", cause: code.to_owned() })
}

/// What happened to a customer's invoices and what is open of it, by currency: three queries.
pub async fn settled(connection: &impl ConnectionTrait, sight: Sight, customer: CustomerId) -> Result<Vec<Settled>> {
    let mut all = Vec::new();
    let invoiced: Vec<Sum> = invoice::Entity::find()
        .filter(seen(sight, customer))
        .select_only()
        .column(invoice::Column::Currency)
        .column_as(invoice::Column::Kind, "of")
        .column_as(Expr::from(Func::sum(Expr::col(invoice::Column::TotalMinor))).cast_as("bigint"), "minor")
        .group_by(invoice::Column::Currency)
        .group_by(invoice::Column::Kind)
        .into_model()
        .all(connection)
        .await?;
    for Sum { currency, of, minor } in invoiced {
        let sums = of_currency(&mut all, &currency)?;
        let minor = minor.unwrap_or_default();
        match from_name::<InvoiceKind>("invoice kind", &of)? {
            InvoiceKind::Invoice => sums.invoiced.minor = minor,
            InvoiceKind::CreditNote => sums.credited.minor = minor.saturating_abs(),
        }
    }
    let paid: Vec<(String, Option<i64>)> = payment::Entity::find()
        .join(
            JoinType::InnerJoin,
            payment::Entity::belongs_to(invoice::Entity)
                .from(payment::Column::InvoiceId)
                .to(invoice::Column::Id)
                .into(),
        )
        .filter(seen(sight, customer))
        .select_only()
        .column(invoice::Column::Currency)
        .column_as(
            Expr::from(Func::sum(Expr::col((payment::Entity, payment::Column::AmountMinor)))).cast_as("bigint"),
            "minor",
        )
        .group_by(invoice::Column::Currency)
        .into_tuple()
        .all(connection)
        .await?;
    for (currency, minor) in paid {
        of_currency(&mut all, &currency)?.paid.minor = minor.unwrap_or_default();
    }
    let findings: Vec<Sum> = open_findings(sight, kinds_of_lost_money())
        .filter(finding::Column::CustomerId.eq(customer.0))
        .select_only()
        .column(finding::Column::Currency)
        .column_as(finding::Column::Kind, "of")
        .column_as(
            Expr::from(Func::sum(Expr::col((finding::Entity, finding::Column::AmountMinor)))).cast_as("bigint"),
            "minor",
        )
        .group_by(finding::Column::Currency)
        .group_by(finding::Column::Kind)
        .into_model()
        .all(connection)
        .await?;
    for Sum { currency, of, minor } in findings {
        let sums = of_currency(&mut all, &currency)?;
        let open = if stage_of(&of)? == Stage::Uncollected { &mut sums.overdue } else { &mut sums.at_stake };
        open.minor = open.minor.saturating_add(minor.unwrap_or_default());
    }
    Ok(all)
}

#[derive(FromQueryResult)]
struct InvoiceColumns {
    id: Uuid,
    kind: String,
    number: String,
    issued_on: Day,
    due_on: Option<Day>,
    currency: String,
    total_minor: Option<i64>,
    paid_minor: Option<i64>,
}

fn paid_of_this_invoice() -> SelectStatement {
    payment::Entity::find()
        .select_only()
        .column_as(
            Expr::from(Func::sum(Expr::col((payment::Entity, payment::Column::AmountMinor)))).cast_as("bigint"),
            "paid_minor",
        )
        .filter(Expr::col((payment::Entity, payment::Column::InvoiceId)).equals((invoice::Entity, invoice::Column::Id)))
        .into_query()
}

/// A customer's invoices and credit notes, the newest first, and how many there are in all: two queries.
pub async fn invoices(
    connection: &impl ConnectionTrait,
    sight: Sight,
    customer: CustomerId,
    page: Page,
) -> Result<(Vec<AccountInvoice>, u64)> {
    use invoice::Column as C;
    let query = invoice::Entity::find().filter(seen(sight, customer));
    let total = query.clone().count(connection).await?;
    let page = page.within(total);
    let rows: Vec<InvoiceColumns> = query
        .select_only()
        .columns([C::Id, C::Kind, C::Number, C::IssuedOn, C::DueOn, C::Currency, C::TotalMinor])
        .column_as(Expr::from(paid_of_this_invoice()), "paid_minor")
        .order_by_desc(C::IssuedOn)
        .order_by_desc(C::Number)
        .offset(page.offset)
        .limit(page.limit)
        .into_model()
        .all(connection)
        .await?;
    let rows = rows
        .into_iter()
        .map(|row| {
            let currency = currency(&row.currency)?;
            Ok(AccountInvoice {
                id: InvoiceId(row.id),
                kind: from_name("invoice kind", &row.kind)?,
                number: row.number,
                issued_on: row.issued_on,
                due_on: row.due_on,
                total: row.total_minor.map(|minor| Money::new(minor, currency)),
                paid: Money::new(row.paid_minor.unwrap_or_default(), currency),
                owed_back: None,
            })
        })
        .collect::<Result<_>>()?;
    Ok((rows, total))
}

/// A customer's invoices that may be seen and of which something was paid.
pub async fn paid_invoices(
    connection: &impl ConnectionTrait,
    sight: Sight,
    customer: CustomerId,
) -> Result<Vec<InvoiceId>> {
    let paid = payment::Entity::find().select_only().column(payment::Column::InvoiceId).into_query();
    let ids: Vec<Uuid> = invoice::Entity::find()
        .select_only()
        .column(invoice::Column::Id)
        .filter(seen(sight, customer))
        .filter(invoice::Column::Id.in_subquery(paid))
        .into_tuple()
        .all(connection)
        .await?;
    Ok(ids.into_iter().map(InvoiceId).collect())
}
