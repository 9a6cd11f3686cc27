//! Revenue-leakage findings.

use crate::{
    Error, Page, Result,
    entity::{contract, customer, finding, person},
    sight::{Sight, visible_to},
    stored::{Write, currency, from_json, insert_all, json, update_all},
};
use model::{
    calendar::{Day, Period},
    id::{ContractId, CustomerId, FindingId, PersonId, PriceLineId},
    leakage::{Confidence, Evidence, Finding, FindingKind, FindingState},
    money::Money,
    view::FindingRow,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, JoinType, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, Func, NullOrdering},
};
use uuid::Uuid;

/// A finding as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFinding {
    /// Identity.
    pub id: FindingId,
    /// What was found, as last computed.
    pub finding: Finding,
    /// Where it stands.
    pub state: FindingState,
    /// Who pursues it.
    pub owner: Option<PersonId>,
    /// The day it was first found.
    pub found_on: Day,
    /// The day it last changed.
    pub changed_on: Day,
    /// Version, for comparing at a save.
    pub version: i32,
}

fn model_of(stored: &StoredFinding) -> Result<finding::Model> {
    let StoredFinding { id, finding, state, owner, found_on, changed_on, version } = stored;
    Ok(finding::Model {
        id: id.0,
        key: finding.key(),
        kind: finding.kind.code().to_owned(),
        contract_id: finding.contract.map(|id| id.0),
        customer_id: finding.customer.map(|id| id.0),
        line_id: finding.line.map(|id| id.0),
        first_day: finding.period.map(|period| period.first),
        last_day: finding.period.map(|period| period.last),
        amount_minor: finding.amount.map(|amount| amount.minor),
        currency: finding.amount.map(|amount| amount.currency.code().to_owned()),
        confidence: finding.confidence.code().to_owned(),
        since_on: finding.since,
        evidence: json("evidence", &(&finding.evidence, finding.invoice_line))?,
        state: state.code().to_owned(),
        state_reason: Some(json("state", state)?),
        owner_id: owner.map(|id| id.0),
        found_on: *found_on,
        changed_on: *changed_on,
        version: *version,
    })
}

fn stored_of(row: finding::Model) -> Result<StoredFinding> {
    let unreadable = |what| Error::Unreadable { what, cause: format!("finding {}", row.id) };
    let (evidence, invoice_line): (Evidence, _) = from_json("evidence", &row.evidence)?;
    let amount = match (row.amount_minor, &row.currency) {
        (Some(minor), Some(code)) => Some(Money::new(minor, currency(code)?)),
        _ => None,
    };
    Ok(StoredFinding {
        id: FindingId(row.id),
        finding: Finding {
            kind: FindingKind::from_code(&row.kind).ok_or_else(|| unreadable("kind"))?,
            contract: row.contract_id.map(ContractId),
            customer: row.customer_id.map(CustomerId),
            line: row.line_id.map(PriceLineId),
            period: row.first_day.zip(row.last_day).and_then(|(first, last)| Period::new(first, last)),
            invoice_line,
            amount,
            confidence: Confidence::from_code(&row.confidence).ok_or_else(|| unreadable("confidence"))?,
            since: row.since_on,
            evidence,
        },
        state: match &row.state_reason {
            Some(text) => from_json("state", text)?,
            None => FindingState::Found,
        },
        owner: row.owner_id.map(PersonId),
        found_on: row.found_on,
        changed_on: row.changed_on,
        version: row.version,
    })
}

/// Adds findings.
pub async fn insert_many(connection: &impl ConnectionTrait, findings: &[StoredFinding]) -> Result<()> {
    let rows = findings.iter().map(model_of).collect::<Result<Vec<_>>>()?;
    insert_all::<finding::Entity, _>(connection, rows).await
}

/// Saves a finding whose version is still the one that was read, and raises the version by one.
///
/// # Errors
/// [`Error::Stale`] if somebody saved it meanwhile.
pub async fn update(connection: &impl ConnectionTrait, stored: &StoredFinding) -> Result<()> {
    let row = model_of(stored)?;
    let change = finding::ActiveModel {
        first_day: Set(row.first_day),
        last_day: Set(row.last_day),
        amount_minor: Set(row.amount_minor),
        currency: Set(row.currency),
        confidence: Set(row.confidence),
        since_on: Set(row.since_on),
        evidence: Set(row.evidence),
        state: Set(row.state),
        state_reason: Set(row.state_reason),
        owner_id: Set(row.owner_id),
        changed_on: Set(row.changed_on),
        version: Set(row.version + 1),
        ..Default::default()
    };
    let saved = finding::Entity::update_many()
        .set(change)
        .filter(finding::Column::Id.eq(row.id))
        .filter(finding::Column::Version.eq(row.version))
        .exec(connection)
        .await?;
    if saved.rows_affected == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Saves findings whose versions are still those that were read, and raises each version by one.
///
/// # Errors
/// [`Error::Stale`] if somebody saved one of them meanwhile.
pub async fn update_many(connection: &impl ConnectionTrait, findings: &[StoredFinding]) -> Result<()> {
    use finding::Column as C;
    let values = findings
        .iter()
        .map(|stored| {
            let row = model_of(stored)?;
            Ok(vec![
                row.id.into(),
                row.version.into(),
                row.first_day.into(),
                row.last_day.into(),
                row.amount_minor.into(),
                row.currency.into(),
                row.confidence.into(),
                row.since_on.into(),
                row.evidence.into(),
                row.state.into(),
                row.state_reason.into(),
                row.owner_id.into(),
                row.changed_on.into(),
                (row.version + 1).into(),
            ])
        })
        .collect::<Result<Vec<Vec<sea_orm::Value>>>>()?;
    let columns = [
        C::FirstDay,
        C::LastDay,
        C::AmountMinor,
        C::Currency,
        C::Confidence,
        C::SinceOn,
        C::Evidence,
        C::State,
        C::StateReason,
        C::OwnerId,
        C::ChangedOn,
        C::Version,
    ];
    let columns = columns.map(|column| (column, Write::Always));
    let saved = update_all::<finding::Entity>(connection, &[C::Id, C::Version], &columns, values).await?;
    if usize::try_from(saved) == Ok(findings.len()) { Ok(()) } else { Err(Error::Stale) }
}

/// All findings of contracts, whatever their state.
pub async fn of_contracts(connection: &impl ConnectionTrait, contracts: &[ContractId]) -> Result<Vec<StoredFinding>> {
    let rows = finding::Entity::find()
        .filter(finding::Column::ContractId.is_in(contracts.iter().map(|id| id.0)))
        .all(connection)
        .await?;
    rows.into_iter().map(stored_of).collect()
}

/// Which findings a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only these kinds; all if empty.
    pub kinds: Vec<FindingKind>,
    /// Only these states, by code; those still open if empty.
    pub states: Vec<String>,
    /// Only this customer.
    pub customer: Option<CustomerId>,
    /// Only this contract.
    pub contract: Option<ContractId>,
    /// Only this owner.
    pub owner: Option<PersonId>,
    /// Only those leaking since this day or later.
    pub since_from: Option<Day>,
    /// Only those leaking since this day or earlier.
    pub since_to: Option<Day>,
    /// Only this currency, by code.
    pub currency: Option<String>,
}

fn condition(filter: &Filter, sight: Sight) -> Condition {
    use finding::Column as C;
    let mut all = Condition::all().add(visible_to(sight));
    if filter.states.is_empty() {
        all = all.add(C::State.is_in(["found", "claimed"]));
    } else {
        all = all.add(C::State.is_in(filter.states.iter().map(String::as_str)));
    }
    if !filter.kinds.is_empty() {
        all = all.add(C::Kind.is_in(filter.kinds.iter().map(|kind| kind.code())));
    }
    if let Some(customer) = filter.customer {
        all = all.add(C::CustomerId.eq(customer.0));
    }
    if let Some(contract) = filter.contract {
        all = all.add(C::ContractId.eq(contract.0));
    }
    if let Some(owner) = filter.owner {
        all = all.add(C::OwnerId.eq(owner.0));
    }
    if let Some(from) = filter.since_from {
        all = all.add(C::SinceOn.gte(from));
    }
    if let Some(to) = filter.since_to {
        all = all.add(C::SinceOn.lte(to));
    }
    if let Some(currency) = &filter.currency {
        all = all.add(C::Currency.eq(currency.as_str()));
    }
    all
}

fn seen(filter: &Filter, sight: Sight) -> sea_orm::Select<finding::Entity> {
    // Every finding of this version belongs to a contract, so the inner join loses none.
    finding::Entity::find()
        .join(
            JoinType::InnerJoin,
            finding::Entity::belongs_to(contract::Entity)
                .from(finding::Column::ContractId)
                .to(contract::Column::Id)
                .into(),
        )
        .filter(condition(filter, sight))
}

#[derive(FromQueryResult)]
struct Names {
    id: Uuid,
    number: String,
    title: String,
    customer_name: String,
    owner_name: Option<String>,
}

/// The findings a filter leaves, the largest amount first, and how many there are in all: three queries.
pub async fn list(
    connection: &impl ConnectionTrait,
    sight: Sight,
    filter: &Filter,
    page: Page,
) -> Result<(Vec<FindingRow>, u64)> {
    use finding::Column as C;
    let total = seen(filter, sight).count(connection).await?;
    let names: Vec<Names> = seen(filter, sight)
        .join(
            JoinType::InnerJoin,
            contract::Entity::belongs_to(customer::Entity)
                .from(contract::Column::CustomerId)
                .to(customer::Column::Id)
                .into(),
        )
        .join(
            JoinType::LeftJoin,
            finding::Entity::belongs_to(person::Entity).from(C::OwnerId).to(person::Column::Id).into(),
        )
        .select_only()
        .column(C::Id)
        .columns([contract::Column::Number, contract::Column::Title])
        .column_as(customer::Column::Name, "customer_name")
        .column_as(person::Column::Name, "owner_name")
        .order_by_with_nulls(C::AmountMinor, sea_orm::Order::Desc, NullOrdering::Last)
        .order_by_asc(C::Id)
        .offset(page.offset)
        .limit(page.limit)
        .into_model()
        .all(connection)
        .await?;
    let rows = finding::Entity::find().filter(C::Id.is_in(names.iter().map(|row| row.id))).all(connection).await?;
    let mut rows: std::collections::HashMap<Uuid, finding::Model> = rows.into_iter().map(|row| (row.id, row)).collect();
    let listed = names
        .into_iter()
        .filter_map(|named| Some((rows.remove(&named.id)?, named)))
        .map(|(row, Names { id: _, number, title, customer_name, owner_name })| {
            Ok(listed_of(stored_of(row)?, number, title, customer_name, owner_name))
        })
        .collect::<Result<Vec<_>>>()?;
    Ok((listed, total))
}

/// A finding that may be seen.
pub async fn find(connection: &impl ConnectionTrait, sight: Sight, id: FindingId) -> Result<Option<StoredFinding>> {
    finding::Entity::find_by_id(id.0)
        .join(
            JoinType::InnerJoin,
            finding::Entity::belongs_to(contract::Entity)
                .from(finding::Column::ContractId)
                .to(contract::Column::Id)
                .into(),
        )
        .filter(visible_to(sight))
        .one(connection)
        .await?
        .map(stored_of)
        .transpose()
}

/// How many findings are open.
pub async fn count_open(connection: &impl ConnectionTrait, sight: Sight) -> Result<u64> {
    Ok(seen(&Filter::default(), sight).count(connection).await?)
}

/// A finding that may be seen, with the names around it.
pub async fn find_listed(connection: &impl ConnectionTrait, sight: Sight, id: FindingId) -> Result<Option<FindingRow>> {
    let Some(stored) = find(connection, sight, id).await? else {
        return Ok(None);
    };
    let of = stored.finding.contract.map(|id| id.0);
    let found = match of {
        Some(of) => contract::Entity::find_by_id(of).one(connection).await?,
        None => None,
    };
    let customer = match &found {
        Some(found) => customer::Entity::find_by_id(found.customer_id).one(connection).await?,
        None => None,
    };
    let owner = match stored.owner {
        Some(owner) => person::Entity::find_by_id(owner.0).one(connection).await?,
        None => None,
    };
    let (contract_number, contract_title) = found.map(|found| (found.number, found.title)).unwrap_or_default();
    let customer = customer.map(|customer| customer.name).unwrap_or_default();
    Ok(Some(listed_of(stored, contract_number, contract_title, customer, owner.map(|owner| owner.name))))
}

fn listed_of(
    stored: StoredFinding,
    contract: String,
    title: String,
    customer: String,
    owner: Option<String>,
) -> FindingRow {
    let StoredFinding { id, finding, state, owner: _, found_on, changed_on: _, version } = stored;
    FindingRow { id, version, finding, state, contract, title, customer, owner, found_on }
}

/// One sum of the dashboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// What is summed over: a kind's code, a customer's or owner's name …
    pub group: String,
    /// The identity behind the group, where there is one.
    pub id: Option<Uuid>,
    /// Number of findings.
    pub findings: u64,
    /// Amount at stake; `None` for findings without an amount.
    pub amount: Option<Money>,
}

/// What the dashboard sums findings by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The kind of leak.
    Kind,
    /// The customer.
    Customer,
    /// Who pursues it.
    Owner,
    /// The state.
    State,
}

#[derive(FromQueryResult)]
struct Summed {
    grouping: Option<String>,
    group_id: Option<Uuid>,
    findings: i64,
    minor: Option<i64>,
    currency: Option<String>,
}

/// Sums of findings per group and currency, the largest first: one query.
pub async fn sums(connection: &impl ConnectionTrait, sight: Sight, filter: &Filter, by: By) -> Result<Vec<Sum>> {
    use finding::Column as C;
    let customer_join =
        contract::Entity::belongs_to(customer::Entity).from(contract::Column::CustomerId).to(customer::Column::Id);
    let query = seen(filter, sight).select_only();
    let query = match by {
        By::Kind => query.column_as(C::Kind, "grouping").group_by(C::Kind),
        By::State => query.column_as(C::State, "grouping").group_by(C::State),
        By::Customer => query
            .join(JoinType::InnerJoin, customer_join.into())
            .column_as(customer::Column::Name, "grouping")
            .column_as(customer::Column::Id, "group_id")
            .group_by(customer::Column::Id)
            .group_by(customer::Column::Name),
        By::Owner => query
            .join(
                JoinType::LeftJoin,
                finding::Entity::belongs_to(person::Entity).from(C::OwnerId).to(person::Column::Id).into(),
            )
            .column_as(person::Column::Name, "grouping")
            .column_as(person::Column::Id, "group_id")
            .group_by(person::Column::Id)
            .group_by(person::Column::Name),
    };
    let query = match by {
        By::Kind | By::State => query.column_as(Expr::val(Option::<Uuid>::None), "group_id"),
        By::Customer | By::Owner => query,
    };
    let sum = Expr::from(Func::sum(Expr::col((finding::Entity, C::AmountMinor)))).cast_as("bigint");
    let rows: Vec<Summed> = query
        .column(C::Currency)
        .column_as(C::Id.count(), "findings")
        .column_as(sum, "minor")
        .group_by(C::Currency)
        .into_model()
        .all(connection)
        .await?;
    let mut sums = rows
        .into_iter()
        .map(|row| {
            let amount = match (row.minor, &row.currency) {
                (Some(minor), Some(code)) => Some(Money::new(minor, currency(code)?)),
                _ => None,
            };
            let findings = u64::try_from(row.findings).unwrap_or_default();
            Ok(Sum { group: row.grouping.unwrap_or_default(), id: row.group_id, findings, amount })
        })
        .collect::<Result<Vec<Sum>>>()?;
    let minor = |sum: &Sum| sum.amount.map(|amount| amount.minor);
    sums.sort_by(|a, b| minor(b).cmp(&minor(a)).then_with(|| a.group.cmp(&b.group)));
    Ok(sums)
}
