//! The matching queue: invoice lines that wait, what they may bill, and what people decided.

use crate::{
    Error, Page, Result,
    entity::{
        billing_match, contract, customer, expected_billing as ledger, invoice, invoice_line, match_refusal, price_line,
    },
    invoice::{OPEN, PROPOSED},
    sight::{Sight, hidden_from, visible_to},
    stored::{containing, currency, from_json, from_name, name},
    words::{self, order_key},
};
use model::{
    billing::BillingState,
    calendar::{Day, Period},
    id::{ContractId, CustomerId, ExpectedBillingId, InvoiceId, InvoiceLineId},
    invoice::InvoiceKind,
    money::Money,
    price_line::PriceLine,
    reconciliation::Waiting,
    view::{MatchRow, RowMatch, WaitingLine},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
};
use std::collections::HashMap;
use uuid::Uuid;

/// Which waiting lines the queue shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only customers whose name contains this, in lower case.
    pub customer: Option<String>,
    /// Only lines that wait for this reason.
    pub why: Option<Waiting>,
}

/// The condition that leaves invoice lines of which no contract is hidden. It needs the contract joined from
/// the left.
fn line_visible_to(sight: Sight) -> Condition {
    match sight {
        Sight::Everything => Condition::all(),
        Sight::Of(..) => Condition::any().add(contract::Column::Id.is_null()).add(visible_to(sight)),
    }
}

fn with_contract(query: Select<invoice_line::Entity>) -> Select<invoice_line::Entity> {
    query.join(
        JoinType::LeftJoin,
        invoice_line::Entity::belongs_to(contract::Entity)
            .from(invoice_line::Column::ContractId)
            .to(contract::Column::Id)
            .into(),
    )
}

fn queue(sight: Sight, filter: &Filter) -> Select<invoice_line::Entity> {
    use invoice_line::Column as C;
    let mut condition = Condition::all().add(C::Matching.is_in([OPEN, PROPOSED])).add(line_visible_to(sight));
    if let Some(why) = filter.why {
        condition = condition.add(C::WaitingFor.eq(why.code()));
    }
    if let Some(name) = &filter.customer {
        condition = condition.add(containing(customer::Column::NameKey, &order_key(name)));
    }
    with_contract(invoice_line::Entity::find())
        .join(
            JoinType::InnerJoin,
            invoice_line::Entity::belongs_to(customer::Entity).from(C::CustomerId).to(customer::Column::Id).into(),
        )
        .filter(condition)
}

#[derive(FromQueryResult)]
struct Waits {
    id: Uuid,
    invoice_id: Uuid,
    number: String,
    kind: String,
    issued_on: Day,
    customer_id: Uuid,
    customer_name: String,
    contract_reference: Option<String>,
    description: String,
    first_day: Option<Day>,
    last_day: Option<Day>,
    amount_minor: i64,
    currency: String,
    waiting_for: Option<String>,
}

/// What of invoice lines is matched, in minor units: one query.
async fn matched(connection: &impl ConnectionTrait, lines: Vec<Uuid>) -> Result<HashMap<Uuid, i64>> {
    use billing_match::Column as C;
    let rows: Vec<(Uuid, i64)> = billing_match::Entity::find()
        .select_only()
        .columns([C::InvoiceLineId, C::AmountMinor])
        .filter(C::InvoiceLineId.is_in(lines))
        .into_tuple()
        .all(connection)
        .await?;
    let mut sums = HashMap::new();
    for (line, minor) in rows {
        let sum: &mut i64 = sums.entry(line).or_default();
        *sum = sum.saturating_add(minor);
    }
    Ok(sums)
}

/// The lines that wait, most money first, and how many there are in all: three queries.
pub async fn waiting(
    connection: &impl ConnectionTrait,
    sight: Sight,
    filter: &Filter,
    page: Page,
) -> Result<(Vec<WaitingLine>, u64)> {
    use invoice_line::Column as C;
    let total = queue(sight, filter).count(connection).await?;
    let page = page.within(total);
    let rows: Vec<Waits> = queue(sight, filter)
        .join(
            JoinType::InnerJoin,
            invoice_line::Entity::belongs_to(invoice::Entity).from(C::InvoiceId).to(invoice::Column::Id).into(),
        )
        .select_only()
        .columns([C::Id, C::InvoiceId, C::CustomerId, C::Description, C::FirstDay, C::LastDay])
        .columns([C::AmountMinor, C::WaitingFor])
        .columns([invoice::Column::Number, invoice::Column::Kind, invoice::Column::IssuedOn])
        .columns([invoice::Column::ContractReference, invoice::Column::Currency])
        .column_as(customer::Column::Name, "customer_name")
        .order_by_desc(C::WaitingMinor)
        .order_by_asc(C::Id)
        .offset(page.offset)
        .limit(page.limit)
        .into_model()
        .all(connection)
        .await?;
    // By its size a rest is ordered; which way it goes is known by what it is the rest of: of a line in which a charge and
    // a rebate are netted, what is left may be the rebate.
    let matched = matched(connection, rows.iter().map(|row| row.id).collect()).await?;
    let line = |row: Waits| {
        let open = row.amount_minor.saturating_sub(matched.get(&row.id).copied().unwrap_or_default());
        Ok(WaitingLine {
            id: InvoiceLineId(row.id),
            invoice: InvoiceId(row.invoice_id),
            number: row.number,
            kind: from_name("invoice kind", &row.kind)?,
            issued_on: row.issued_on,
            customer: CustomerId(row.customer_id),
            customer_name: row.customer_name,
            contract_reference: row.contract_reference,
            description: row.description,
            period: row.first_day.zip(row.last_day).and_then(|(first, last)| Period::new(first, last)),
            open: Money::new(open, currency(&row.currency)?),
            why: row.waiting_for.as_deref().and_then(Waiting::from_code).unwrap_or(Waiting::NoRow),
        })
    };
    Ok((rows.into_iter().map(line).collect::<Result<_>>()?, total))
}

/// How many lines wait.
pub async fn count(connection: &impl ConnectionTrait, sight: Sight) -> Result<u64> {
    Ok(queue(sight, &Filter::default()).count(connection).await?)
}

/// How many lines of a customer, or of one of its contracts, wait.
pub async fn count_of(
    connection: &impl ConnectionTrait,
    sight: Sight,
    customer: CustomerId,
    contract: Option<ContractId>,
) -> Result<u64> {
    use invoice_line::Column as C;
    let mut own = Condition::any().add(C::CustomerId.eq(customer.0));
    if let Some(contract) = contract {
        own = own.add(C::ContractId.eq(contract.0));
    }
    Ok(queue(sight, &Filter::default()).filter(own).count(connection).await?)
}

/// A line as a decision about it needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Identity.
    pub id: InvoiceLineId,
    /// Its invoice.
    pub invoice: InvoiceId,
    /// Where it stands.
    pub standing: String,
    /// The contract it was found to belong to.
    pub contract: Option<ContractId>,
    /// Version, for comparing at a save.
    pub version: i32,
}

/// A line, if no contract it belongs to is hidden.
pub async fn find(connection: &impl ConnectionTrait, sight: Sight, id: InvoiceLineId) -> Result<Option<Line>> {
    let row =
        with_contract(invoice_line::Entity::find_by_id(id.0)).filter(line_visible_to(sight)).one(connection).await?;
    Ok(row.map(|row| Line {
        id: InvoiceLineId(row.id),
        invoice: InvoiceId(row.invoice_id),
        standing: row.matching,
        contract: row.contract_id.map(ContractId),
        version: row.version,
    }))
}

/// Where a line stands after a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision<'a> {
    /// The new standing.
    pub standing: &'a str,
    /// The contract it belongs to.
    pub contract: Option<ContractId>,
    /// Why it waits, if it does.
    pub why: Option<Waiting>,
    /// What is open, in minor units without sign; 0 if it does not wait.
    pub open_minor: i64,
    /// Why it belongs to no contract, if somebody said so.
    pub outside: Option<String>,
}

/// Saves a decision about a line whose version is still the one that was read, and raises the version by one.
///
/// # Errors
/// [`Error::Stale`] if somebody decided meanwhile.
pub async fn decide(
    connection: &impl ConnectionTrait,
    line: InvoiceLineId,
    version: i32,
    decision: Decision<'_>,
) -> Result<()> {
    let Decision { standing, contract, why, open_minor, outside } = decision;
    let change = invoice_line::ActiveModel {
        matching: Set(standing.to_owned()),
        contract_id: Set(contract.map(|contract| contract.0)),
        waiting_for: Set(why.map(|why| why.code().to_owned())),
        waiting_minor: Set(open_minor),
        outside_reason: Set(outside),
        version: Set(version.saturating_add(1)),
        ..Default::default()
    };
    let saved = invoice_line::Entity::update_many()
        .set(change)
        .filter(invoice_line::Column::Id.eq(line.0))
        .filter(invoice_line::Column::Version.eq(version))
        .exec(connection)
        .await?;
    if saved.rows_affected == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Completes a decision about a line inside the transaction that began it, without another version.
pub async fn settle(connection: &impl ConnectionTrait, line: InvoiceLineId, decision: Decision<'_>) -> Result<()> {
    let Decision { standing, contract, why, open_minor, outside } = decision;
    let change = invoice_line::ActiveModel {
        matching: Set(standing.to_owned()),
        contract_id: Set(contract.map(|contract| contract.0)),
        waiting_for: Set(why.map(|why| why.code().to_owned())),
        waiting_minor: Set(open_minor),
        outside_reason: Set(outside),
        ..Default::default()
    };
    invoice_line::Entity::update_many()
        .set(change)
        .filter(invoice_line::Column::Id.eq(line.0))
        .exec(connection)
        .await?;
    Ok(())
}

/// Takes matches of a line back; they may be made again.
pub async fn delete_matches(
    connection: &impl ConnectionTrait,
    line: InvoiceLineId,
    rows: &[ExpectedBillingId],
) -> Result<()> {
    billing_match::Entity::delete_many()
        .filter(billing_match::Column::InvoiceLineId.eq(line.0))
        .filter(billing_match::Column::ExpectedBillingId.is_in(rows.iter().map(|row| row.0)))
        .exec(connection)
        .await?;
    Ok(())
}

/// Forgets that a line was taken back from rows, because a person matched it to them again.
pub async fn forget_refusals(
    connection: &impl ConnectionTrait,
    line: InvoiceLineId,
    rows: &[ExpectedBillingId],
) -> Result<()> {
    match_refusal::Entity::delete_many()
        .filter(match_refusal::Column::InvoiceLineId.eq(line.0))
        .filter(match_refusal::Column::ExpectedBillingId.is_in(rows.iter().map(|row| row.0)))
        .exec(connection)
        .await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    contract_id: Uuid,
    number: String,
    title: String,
    terms: Option<String>,
    first_day: Day,
    last_day: Day,
    billing_day: Day,
    amount_minor: i64,
    currency: String,
    billed_minor: i64,
    credited_minor: i64,
    state: String,
}

fn rows(sight: Sight, condition: Condition) -> Select<ledger::Entity> {
    use ledger::Column as C;
    ledger::Entity::find()
        .join(
            JoinType::InnerJoin,
            ledger::Entity::belongs_to(contract::Entity).from(C::ContractId).to(contract::Column::Id).into(),
        )
        .join(
            JoinType::LeftJoin,
            ledger::Entity::belongs_to(price_line::Entity).from(C::LineId).to(price_line::Column::Id).into(),
        )
        .filter(visible_to(sight))
        .filter(condition)
        .select_only()
        .columns([C::Id, C::ContractId, C::FirstDay, C::LastDay, C::BillingDay, C::AmountMinor, C::Currency])
        .columns([C::BilledMinor, C::CreditedMinor, C::State])
        .columns([contract::Column::Number, contract::Column::Title])
        .column(price_line::Column::Terms)
}

fn match_row(row: Row) -> Result<(ContractId, MatchRow)> {
    let currency = currency(&row.currency)?;
    let line: Option<PriceLine> = row.terms.as_deref().map(|terms| from_json("price line", terms)).transpose()?;
    let found = MatchRow {
        id: ExpectedBillingId(row.id),
        contract: row.number,
        title: row.title,
        line: line.map(|line| line.description).unwrap_or_default(),
        period: Period { first: row.first_day, last: row.last_day },
        billing_day: row.billing_day,
        expected: Money::new(row.amount_minor, currency),
        billed: Money::new(row.billed_minor.saturating_add(row.credited_minor), currency),
        state: from_name("billing state", &row.state)?,
    };
    Ok((ContractId(row.contract_id), found))
}

/// Ledger rows that may be seen, with the contract of each: one query.
pub async fn rows_by_id(
    connection: &impl ConnectionTrait,
    sight: Sight,
    ids: &[ExpectedBillingId],
) -> Result<HashMap<ExpectedBillingId, (ContractId, MatchRow)>> {
    let condition = Condition::all().add(ledger::Column::Id.is_in(ids.iter().map(|id| id.0)));
    let found: Vec<Row> = rows(sight, condition).into_model().all(connection).await?;
    found.into_iter().map(|row| match_row(row).map(|(contract, row)| (row.id, (contract, row)))).collect()
}

/// Rows of the contracts that a text finds, that are not settled (or, for a credit, that were billed) and are to
/// be billed within some days: one query.
pub async fn rows_found(
    connection: &impl ConnectionTrait,
    sight: Sight,
    text: &str,
    kind: InvoiceKind,
    within: Period,
    limit: u64,
) -> Result<Vec<MatchRow>> {
    let states = match kind {
        InvoiceKind::Invoice => [BillingState::Expected, BillingState::PartBilled],
        InvoiceKind::CreditNote => [BillingState::Billed, BillingState::PartBilled],
    };
    let states = states.iter().map(|state| name("billing state", state)).collect::<Result<Vec<_>>>()?;
    let wanted: Vec<String> = text.split_whitespace().take(8).map(str::to_owned).collect();
    let condition = Condition::all()
        .add(words::having(contract::Column::Id, &wanted))
        // What was recovered without an invoice may have one that arrives later.
        .add(Condition::any().add(ledger::Column::State.is_in(states)).add(ledger::Column::RecoveredMinor.gt(0)))
        .add(ledger::Column::BillingDay.between(within.first, within.last));
    let found: Vec<Row> = rows(sight, condition)
        .order_by_asc(contract::Column::Number)
        .order_by_asc(ledger::Column::BillingDay)
        .order_by_asc(ledger::Column::Id)
        .limit(limit)
        .into_model()
        .all(connection)
        .await?;
    found.into_iter().map(|row| match_row(row).map(|(_, row)| row)).collect()
}

#[derive(FromQueryResult)]
struct Matched {
    expected_billing_id: Uuid,
    invoice_line_id: Uuid,
    version: i32,
    invoice_id: Uuid,
    number: String,
    issued_on: Day,
    amount_minor: i64,
    currency: String,
    matched_by: Option<Uuid>,
}

/// What bills the rows of a contract, by row and day: one query.
pub async fn of_contract(
    connection: &impl ConnectionTrait,
    contract: ContractId,
) -> Result<Vec<(ExpectedBillingId, RowMatch)>> {
    use billing_match::Column as C;
    let rows: Vec<Matched> = billing_match::Entity::find()
        .join(
            JoinType::InnerJoin,
            billing_match::Entity::belongs_to(invoice_line::Entity)
                .from(C::InvoiceLineId)
                .to(invoice_line::Column::Id)
                .into(),
        )
        .join(
            JoinType::InnerJoin,
            invoice_line::Entity::belongs_to(invoice::Entity)
                .from(invoice_line::Column::InvoiceId)
                .to(invoice::Column::Id)
                .into(),
        )
        .filter(C::ContractId.eq(contract.0))
        .select_only()
        .columns([C::ExpectedBillingId, C::InvoiceLineId, C::AmountMinor, C::MatchedBy])
        .columns([invoice_line::Column::Version, invoice_line::Column::InvoiceId])
        .columns([invoice::Column::Number, invoice::Column::IssuedOn, invoice::Column::Currency])
        .order_by_asc(invoice::Column::IssuedOn)
        .order_by_asc(invoice::Column::Number)
        .into_model()
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|row| {
            let found = RowMatch {
                line: InvoiceLineId(row.invoice_line_id),
                version: row.version,
                invoice: InvoiceId(row.invoice_id),
                number: row.number,
                issued_on: row.issued_on,
                amount: Money::new(row.amount_minor, currency(&row.currency)?),
                by_person: row.matched_by.is_some(),
            };
            Ok((ExpectedBillingId(row.expected_billing_id), found))
        })
        .collect()
}

/// The invoices of which a line belongs to a contract that is hidden.
pub(crate) fn hidden_invoices(sight: Sight) -> Option<sea_orm::sea_query::SelectStatement> {
    let lines = invoice_line::Entity::find()
        .select_only()
        .column(invoice_line::Column::InvoiceId)
        .filter(invoice_line::Column::ContractId.in_subquery(hidden_from(sight)?));
    Some(lines.into_query())
}
