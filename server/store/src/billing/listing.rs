//! The list of ledger rows over all contracts.

use super::FlowFilter;
use crate::{
    Page, Result, Total,
    entity::{billing_part, contract, customer, expected_billing as ledger, former_line, price_line},
    sight::{Sight, hidden_from, visible_to},
    stored::{currency, from_json, from_name, name},
    total, words,
};
use chrono::Datelike;
use model::{
    billing::{BillingState, recovered_beside},
    calendar::{Day, Period, month_end},
    contract::fold_reference,
    id::{CustomerId, PriceLineId},
    money::Money,
    price_line::PriceLine,
    view::{BillingRow, Flow, FlowPart},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, Order, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait, SimpleExpr},
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
    /// Only rows with something in this part of the way from promise to cash.
    pub part: Option<FlowPart>,
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
    line_id: Uuid,
    number: String,
    reference: Option<String>,
    title: String,
    customer_name: String,
    first_day: Day,
    last_day: Day,
    billing_day: Day,
    amount_minor: i64,
    currency: String,
    billed_minor: i64,
    credited_minor: i64,
    recovered_minor: i64,
    given_back_minor: i64,
    state: String,
    formula: String,
}

fn listed_of(row: Listed, line: String, (waived, collected): (i64, i64)) -> Result<BillingRow> {
    let currency = currency(&row.currency)?;
    let net = row.billed_minor.saturating_add(row.credited_minor).saturating_sub(row.given_back_minor);
    Ok(BillingRow {
        reference: row.reference.filter(|reference| fold_reference(reference) != fold_reference(&row.number)),
        contract: row.number,
        title: row.title,
        customer: row.customer_name,
        period: Period { first: row.first_day, last: row.last_day },
        billing_day: row.billing_day,
        amount: Money::new(row.amount_minor, currency),
        waived: Money::new(waived, currency),
        billed: Money::new(net, currency),
        recovered: Money::new(
            recovered_beside(Money::new(row.amount_minor, currency), net, row.recovered_minor),
            currency,
        ),
        collected: Money::new(collected, currency),
        line,
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
        let mut any = Condition::any().add(C::State.is_in(names));
        if filter.states.contains(&BillingState::Waived) {
            // What was billed too much and is not given back is given up as well.
            any = any.add(C::KeptMinor.gt(0));
        }
        all = all.add(any);
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
    Ok(all.add_option(filter.part.map(in_part)))
}

/// Whether something of a row belongs to a part of the way from promise to cash: as `billing_part` reckons, but by
/// the columns of the ledger, so that the order of an index is kept. A test compares both.
fn in_part(part: FlowPart) -> SimpleExpr {
    use ledger::Column as C;
    let column = |column: C| Expr::col((ledger::Entity, column));
    let net = || column(C::BilledMinor).add(column(C::CreditedMinor)).sub(column(C::GivenBackMinor));
    // What is owed of a rebate is billed too much, and not to be taken off what is not billed.
    let owed = || column(C::OwedMinor);
    // A promise to give money back, and no correction of another.
    let contra = || column(C::AmountMinor).lt(0_i64).and(column(C::Revision).eq(0));
    let plain = || column(C::AmountMinor).gte(0_i64).or(column(C::Revision).gt(0));
    let kept = |name: &'static str| {
        let paid = Expr::col((ledger::Entity, name)).sub(column(C::ReturnedMinor));
        if name == "settled_minor" { paid.sub(column(C::SparedMinor)) } else { paid }
    };
    // What is returned is no more than what was paid, or was not paid here.
    let not_less =
        |name: &'static str| -> SimpleExpr { Expr::case(kept(name).gt(0_i64), kept(name)).finally(0_i64).into() };
    // Whether something billed is left beside an amount and what was recovered before the invoice.
    let left_by = |name: &'static str| {
        let recovered = || not_less(name).add(column(C::RecoveredMinor));
        let short = column(C::AmountMinor).gte(net()).and(column(C::AmountMinor).gt(recovered()));
        let over = column(C::AmountMinor).lt(net()).and(net().gt(recovered()));
        net().gt(not_less(name)).and(short.or(over))
    };
    let before =
        || column(C::RecoveredMinor).gt(0_i64).and(column(C::RecoveredMinor).add(net()).gt(column(C::AmountMinor)));
    match part {
        FlowPart::Invoiced => net().ne(0_i64),
        FlowPart::Unbilled => {
            let short = plain().and(column(C::AmountMinor).gt(net().add(column(C::RecoveredMinor))));
            let rest = || column(C::AmountMinor).add(owed());
            let to_give = net().lte(0_i64).and(rest().ne(net())).or(net().gt(0_i64).and(rest().ne(0_i64)));
            C::State.ne("waived").and(short.or(contra().and(to_give)))
        }
        FlowPart::Recovered => column(C::RecoveredMinor).gt(0_i64).and(column(C::AmountMinor).gt(net())),
        FlowPart::Overbilled => {
            let up = || column(C::KeptMinor);
            let charge = plain().and(column(C::AmountMinor).add(up()).lt(net()));
            let rebate = net().gt(0_i64).and(net().add(owed()).gt(up())).or(net().lte(0_i64).and(owed().gt(up())));
            charge.or(contra().and(rebate))
        }
        FlowPart::Collected => {
            let given = net().lt(0_i64).and(kept("collected_minor").lt(0_i64));
            net().gt(0_i64).and(kept("collected_minor").gt(0_i64).or(before())).or(given)
        }
        FlowPart::Uncollected => {
            let given = net().lt(0_i64).and(kept("settled_minor").gt(net()));
            net().gt(0_i64).and(left_by("settled_minor")).or(given)
        }
        FlowPart::Forgiven => {
            let given_up = not_less("settled_minor").gt(not_less("collected_minor"));
            let given = net().lt(0_i64).and(kept("settled_minor").lt(kept("collected_minor")));
            let given = given.and(kept("settled_minor").lt(0_i64)).and(kept("collected_minor").gt(net()));
            net().gt(0_i64).and(given_up).and(left_by("collected_minor")).or(given)
        }
    }
}

/// Rows that are added up one by one, which takes as long as a page for each few thousand.
const SUMMED_MOST: u64 = 1_500;

/// What became of the promises of the rows a filter leaves, by currency: one query, and one for words. Where there are
/// many rows, whole months are read from the sums by month; anything else is `None`, because adding
/// it up would take longer than the page.
pub async fn totals(
    connection: &impl ConnectionTrait,
    sight: Sight,
    filter: &Filter,
    total: Total,
) -> Result<Option<Vec<Flow>>> {
    if total.more || total.rows > SUMMED_MOST {
        let Some(months) = whole_months(filter) else { return Ok(None) };
        let kept = FlowFilter { currency: filter.currency.clone(), ..FlowFilter::default() };
        return Ok(Some(super::flow(connection, sight, &kept, months).await?));
    }
    let sought = words::sought(connection, &filter.words).await?;
    let rows =
        ledger::Entity::find().filter(condition(filter, sight)?).filter(sought.gathered(ledger::Column::ContractId));
    let rows = rows.select_only().column(ledger::Column::Id).into_query();
    Ok(Some(super::flow::flow_of(connection, rows).await?))
}

/// The whole months that a filter leaves, if it filters by nothing else but a currency.
fn whole_months(filter: &Filter) -> Option<Period> {
    let Filter { from, to, states, part, customer, contract_number, currency: _, words, descending: _ } = filter;
    let plain = states.is_empty() && part.is_none() && customer.is_none() && contract_number.is_none();
    let first = from.or_else(|| Day::from_ymd_opt(1, 1, 1))?;
    let last = to.or_else(|| Day::from_ymd_opt(9999, 12, 31))?;
    let whole = first.with_day(1) == Some(first) && month_end(last) == last;
    Period::new(first, last).filter(|_| plain && words.is_empty() && whole)
}

/// What price lines are or were called.
pub async fn line_names(
    connection: &impl ConnectionTrait,
    lines: &[PriceLineId],
) -> Result<HashMap<PriceLineId, String>> {
    let ids = || lines.iter().map(|id| id.0);
    let former: Vec<(Uuid, String)> = former_line::Entity::find()
        .select_only()
        .columns([former_line::Column::Id, former_line::Column::Description])
        .filter(former_line::Column::Id.is_in(ids()))
        .into_tuple()
        .all(connection)
        .await?;
    let mut called: HashMap<PriceLineId, String> =
        former.into_iter().map(|(id, name)| (PriceLineId(id), name)).collect();
    for row in price_line::Entity::find().filter(price_line::Column::Id.is_in(ids())).all(connection).await? {
        let line: PriceLine = from_json("price line", &row.terms)?;
        called.insert(PriceLineId(row.id), line.description);
    }
    Ok(called)
}

/// The rows a filter leaves, by billing day, and how many there are: six queries, and up to three for words.
pub async fn list(
    connection: &impl ConnectionTrait,
    sight: Sight,
    filter: &Filter,
    page: Page,
) -> Result<(Vec<BillingRow>, Total)> {
    use ledger::Column as C;
    let condition = condition(filter, sight)?;
    let sought = words::sought(connection, &filter.words).await?;
    let most = total::COUNTED_MOST;
    let total = sought.count::<ledger::Entity>(connection, C::ContractId, condition.clone(), page, most).await?;
    let page = page.within(total.rows);
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
            .columns([
                C::Id,
                C::LineId,
                C::FirstDay,
                C::LastDay,
                C::BillingDay,
                C::AmountMinor,
                C::Currency,
                C::BilledMinor,
            ])
            .columns([C::CreditedMinor, C::RecoveredMinor, C::GivenBackMinor, C::State, C::Formula])
            .columns([contract::Column::Number, contract::Column::Reference, contract::Column::Title])
            .column_as(customer::Column::Name, "customer_name")
            .into_model()
            .all(connection)
            .await?;
        let mut lines: Vec<PriceLineId> = rows.iter().map(|row| PriceLineId(row.line_id)).collect();
        lines.sort_unstable();
        lines.dedup();
        let called = line_names(connection, &lines).await?;
        let parts: Vec<(Uuid, i64, i64)> = billing_part::Entity::find()
            .select_only()
            .columns([billing_part::Column::Id, billing_part::Column::Waived, billing_part::Column::Collected])
            .filter(billing_part::Column::Id.is_in(some.iter().copied()))
            .into_tuple()
            .all(connection)
            .await?;
        let parts: HashMap<Uuid, (i64, i64)> =
            parts.into_iter().map(|(id, waived, collected)| (id, (waived, collected))).collect();
        let mut rows: HashMap<Uuid, Listed> = rows.into_iter().map(|row| (row.id, row)).collect();
        for id in some {
            if let Some(row) = rows.remove(id) {
                let line = called.get(&PriceLineId(row.line_id)).cloned().unwrap_or_default();
                listed.push(listed_of(row, line, parts.get(id).copied().unwrap_or_default())?);
            }
        }
    }
    Ok((listed, total))
}
