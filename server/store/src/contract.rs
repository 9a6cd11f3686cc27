//! Contracts and their price lines.

use crate::{
    Error, Page, Result,
    entity::{contract, contract_reader, customer, person, price_line},
    sight::{Sight, visible_to},
    stored::{currency, from_json, from_name, insert_all, json, name},
};
use model::{
    calendar::Day,
    contract::{Confidentiality, ContractDetails, ContractFacts, ContractType},
    id::{ContractId, CustomerId, ImportId, LegalEntityId, PersonId, PriceLineId, TeamId},
    money::Money,
    price_line::PriceLine,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, IntoActiveModel, JoinType, Order,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, NullOrdering},
};

/// A contract as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contract {
    /// Identity.
    pub id: ContractId,
    /// The human number, for example `C-2026-0042`; unique.
    pub number: String,
    /// What a person edits.
    pub details: ContractDetails,
    /// What happened.
    pub facts: ContractFacts,
    /// The import that made it.
    pub import: Option<ImportId>,
    /// Version, for comparing at a save.
    pub version: i32,
}

/// What `model::term` says of a contract, repeated in columns so that lists filter and sort on an index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StoredDates {
    /// Last day, if it is known.
    pub ends_on: Option<Day>,
    /// First day of the next renewed term.
    pub next_renewal_on: Option<Day>,
    /// Last day for notice.
    pub next_deadline_on: Option<Day>,
    /// Day by which to decide.
    pub next_decision_on: Option<Day>,
    /// Last day on which these values hold; `None` for ever.
    pub until: Option<Day>,
}

fn row_of(contract: &Contract, dates: StoredDates, search: String, now: i64) -> Result<contract::Model> {
    let Contract { id, number, details, facts, import, version } = contract;
    let ContractDetails {
        title,
        contract_type,
        customer,
        legal_entity,
        reference,
        owner,
        deputy,
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
    } = details;
    let ContractFacts { notice_given_on, notice_received_on, ended_on, renewal_decided_for } = facts;
    let (sight, team) = match confidentiality {
        Confidentiality::Organisation => ("organisation", None),
        Confidentiality::Team { team } => ("team", Some(team.0)),
        Confidentiality::People { people: _ } => ("people", None),
    };
    Ok(contract::Model {
        id: id.0,
        number: number.clone(),
        title: title.clone(),
        contract_type: name("contract type", contract_type)?,
        customer_id: customer.0,
        legal_entity_id: legal_entity.0,
        reference: reference.clone(),
        owner_id: owner.map(|person| person.0),
        deputy_id: deputy.map(|person| person.0),
        signed_on: *signed_on,
        starts_on: *starts_on,
        term: json("term", term)?,
        renewal: json("renewal", renewal)?,
        notice: notice.as_ref().map(|notice| json("notice", notice)).transpose()?,
        decision_buffer_days: i32::try_from(*decision_buffer_days).unwrap_or(i32::MAX),
        currency: currency.code().to_owned(),
        value_minor: value.map(|value| value.minor),
        payment_term: payment_term.as_ref().map(|term| json("payment term", term)).transpose()?,
        purchase_order: purchase_order.clone(),
        confidentiality: sight.to_owned(),
        team_id: team,
        notice_given_on: *notice_given_on,
        notice_received_on: *notice_received_on,
        ended_on: *ended_on,
        renewal_decided_for: *renewal_decided_for,
        ends_on: dates.ends_on,
        next_renewal_on: dates.next_renewal_on,
        next_deadline_on: dates.next_deadline_on,
        next_decision_on: dates.next_decision_on,
        dates_until: dates.until,
        search,
        import_id: import.map(|import| import.0),
        created_at: now,
        version: *version,
    })
}

fn contract_of(row: contract::Model, readers: Vec<PersonId>) -> Result<Contract> {
    let currency = currency(&row.currency)?;
    let confidentiality = match (row.confidentiality.as_str(), row.team_id) {
        ("organisation", _) => Confidentiality::Organisation,
        ("team", Some(team)) => Confidentiality::Team { team: TeamId(team) },
        // Anything else is read as the narrowest, never as the widest.
        _ => Confidentiality::People { people: readers },
    };
    Ok(Contract {
        id: ContractId(row.id),
        number: row.number,
        details: ContractDetails {
            title: row.title,
            contract_type: from_name("contract type", &row.contract_type)?,
            customer: CustomerId(row.customer_id),
            legal_entity: LegalEntityId(row.legal_entity_id),
            reference: row.reference,
            owner: row.owner_id.map(PersonId),
            deputy: row.deputy_id.map(PersonId),
            signed_on: row.signed_on,
            starts_on: row.starts_on,
            term: from_json("term", &row.term)?,
            renewal: from_json("renewal", &row.renewal)?,
            notice: row.notice.as_deref().map(|notice| from_json("notice", notice)).transpose()?,
            decision_buffer_days: u32::try_from(row.decision_buffer_days).unwrap_or_default(),
            currency,
            value: row.value_minor.map(|minor| Money::new(minor, currency)),
            payment_term: row.payment_term.as_deref().map(|term| from_json("payment term", term)).transpose()?,
            purchase_order: row.purchase_order,
            confidentiality,
        },
        facts: ContractFacts {
            notice_given_on: row.notice_given_on,
            notice_received_on: row.notice_received_on,
            ended_on: row.ended_on,
            renewal_decided_for: row.renewal_decided_for,
        },
        import: row.import_id.map(ImportId),
        version: row.version,
    })
}

/// What free-text search looks through, folded to lower case.
fn search_text(contract: &Contract, customer: &str) -> String {
    let reference = contract.details.reference.as_deref().unwrap_or_default();
    let order = contract.details.purchase_order.as_deref().unwrap_or_default();
    format!("{} {} {customer} {reference} {order}", contract.number, contract.details.title).to_lowercase()
}

fn readers_of(contract: &Contract) -> Vec<contract_reader::Model> {
    match &contract.details.confidentiality {
        Confidentiality::People { people } => people
            .iter()
            .map(|person| contract_reader::Model { contract_id: contract.id.0, person_id: person.0 })
            .collect(),
        Confidentiality::Organisation | Confidentiality::Team { team: _ } => Vec::new(),
    }
}

fn line_of(contract: ContractId, line: &PriceLine) -> Result<price_line::Model> {
    Ok(price_line::Model {
        id: line.id.0,
        contract_id: contract.0,
        position: i32::try_from(line.position).unwrap_or(i32::MAX),
        terms: json("price line", line)?,
    })
}

/// A contract to be added, with everything that is stored with it.
#[derive(Clone, Debug)]
pub struct NewContract {
    /// The contract.
    pub contract: Contract,
    /// Its price lines.
    pub lines: Vec<PriceLine>,
    /// Its dates as the model computes them.
    pub dates: StoredDates,
    /// The customer's name, for search.
    pub customer_name: String,
}

/// Adds contracts with their price lines and readers.
pub async fn insert_many(connection: &impl ConnectionTrait, contracts: &[NewContract], now: i64) -> Result<()> {
    let mut rows = Vec::with_capacity(contracts.len());
    let (mut lines, mut readers) = (Vec::new(), Vec::new());
    for new in contracts {
        rows.push(row_of(&new.contract, new.dates, search_text(&new.contract, &new.customer_name), now)?);
        readers.extend(readers_of(&new.contract));
        for line in &new.lines {
            lines.push(line_of(new.contract.id, line)?);
        }
    }
    insert_all::<contract::Entity, _>(connection, rows).await?;
    insert_all::<price_line::Entity, _>(connection, lines).await?;
    insert_all::<contract_reader::Entity, _>(connection, readers).await
}

/// Saves a contract whose version is still the one that was read, and raises the version by one. The
/// price lines are replaced where `lines` is given.
///
/// # Errors
/// [`Error::Stale`] if somebody saved it meanwhile.
pub async fn update(
    connection: &impl ConnectionTrait,
    contract: &Contract,
    lines: Option<&[PriceLine]>,
    dates: StoredDates,
    customer_name: &str,
) -> Result<()> {
    let next = Contract { version: contract.version + 1, ..contract.clone() };
    let mut row = row_of(&next, dates, search_text(&next, customer_name), 0)?.into_active_model().reset_all();
    row.id = Unchanged(contract.id.0);
    row.created_at = sea_orm::ActiveValue::NotSet;
    let saved = contract::Entity::update_many()
        .set(row)
        .filter(contract::Column::Id.eq(contract.id.0))
        .filter(contract::Column::Version.eq(contract.version))
        .exec(connection)
        .await?;
    if saved.rows_affected == 0 {
        return Err(Error::Stale);
    }
    contract_reader::Entity::delete_many()
        .filter(contract_reader::Column::ContractId.eq(contract.id.0))
        .exec(connection)
        .await?;
    insert_all::<contract_reader::Entity, _>(connection, readers_of(contract)).await?;
    if let Some(lines) = lines {
        price_line::Entity::delete_many()
            .filter(price_line::Column::ContractId.eq(contract.id.0))
            .exec(connection)
            .await?;
        let rows = lines.iter().map(|line| line_of(contract.id, line)).collect::<Result<Vec<_>>>()?;
        insert_all::<price_line::Entity, _>(connection, rows).await?;
    }
    Ok(())
}

/// Writes what the model says of a contract's dates on a new day.
pub async fn write_dates(connection: &impl ConnectionTrait, id: ContractId, dates: StoredDates) -> Result<()> {
    let StoredDates { ends_on, next_renewal_on, next_deadline_on, next_decision_on, until } = dates;
    let change = contract::ActiveModel {
        ends_on: Set(ends_on),
        next_renewal_on: Set(next_renewal_on),
        next_deadline_on: Set(next_deadline_on),
        next_decision_on: Set(next_decision_on),
        dates_until: Set(until),
        ..Default::default()
    };
    contract::Entity::update_many().set(change).filter(contract::Column::Id.eq(id.0)).exec(connection).await?;
    Ok(())
}

async fn readers(connection: &impl ConnectionTrait, rows: &[contract::Model]) -> Result<Vec<contract_reader::Model>> {
    let named: Vec<_> = rows.iter().filter(|row| row.confidentiality == "people").map(|row| row.id).collect();
    if named.is_empty() {
        return Ok(Vec::new());
    }
    Ok(contract_reader::Entity::find().filter(contract_reader::Column::ContractId.is_in(named)).all(connection).await?)
}

async fn contracts_of(connection: &impl ConnectionTrait, rows: Vec<contract::Model>) -> Result<Vec<Contract>> {
    let readers = readers(connection, &rows).await?;
    rows.into_iter()
        .map(|row| {
            let named =
                readers.iter().filter(|reader| reader.contract_id == row.id).map(|reader| PersonId(reader.person_id));
            let named = named.collect();
            contract_of(row, named)
        })
        .collect()
}

/// A contract by its number, if it may be seen.
pub async fn find_by_number(connection: &impl ConnectionTrait, sight: Sight, number: &str) -> Result<Option<Contract>> {
    let row = contract::Entity::find()
        .filter(contract::Column::Number.eq(number))
        .filter(visible_to(sight))
        .one(connection)
        .await?;
    Ok(contracts_of(connection, row.into_iter().collect()).await?.pop())
}

/// Contracts by identity, in no particular order, if they may be seen.
pub async fn find_many(connection: &impl ConnectionTrait, sight: Sight, ids: &[ContractId]) -> Result<Vec<Contract>> {
    let rows = contract::Entity::find()
        .filter(contract::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .filter(visible_to(sight))
        .all(connection)
        .await?;
    contracts_of(connection, rows).await
}

/// Identities of all contracts after one, in the order of identities: the way a job walks them.
pub async fn ids_after(
    connection: &impl ConnectionTrait,
    after: Option<ContractId>,
    limit: u64,
) -> Result<Vec<ContractId>> {
    let mut query = contract::Entity::find().select_only().column(contract::Column::Id);
    if let Some(after) = after {
        query = query.filter(contract::Column::Id.gt(after.0));
    }
    let ids: Vec<uuid::Uuid> =
        query.order_by_asc(contract::Column::Id).limit(limit).into_tuple().all(connection).await?;
    Ok(ids.into_iter().map(ContractId).collect())
}

/// Identities of the contracts of customers.
pub async fn ids_of_customers(connection: &impl ConnectionTrait, customers: &[CustomerId]) -> Result<Vec<ContractId>> {
    let ids: Vec<uuid::Uuid> = contract::Entity::find()
        .select_only()
        .column(contract::Column::Id)
        .filter(contract::Column::CustomerId.is_in(customers.iter().map(|id| id.0)))
        .into_tuple()
        .all(connection)
        .await?;
    Ok(ids.into_iter().map(ContractId).collect())
}

/// Price lines of contracts, by contract and position.
pub async fn lines_of(
    connection: &impl ConnectionTrait,
    contracts: &[ContractId],
) -> Result<Vec<(ContractId, PriceLine)>> {
    let rows = price_line::Entity::find()
        .filter(price_line::Column::ContractId.is_in(contracts.iter().map(|id| id.0)))
        .order_by_asc(price_line::Column::ContractId)
        .order_by_asc(price_line::Column::Position)
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|row| {
            let line: PriceLine = from_json("price line", &row.terms)?;
            Ok((ContractId(row.contract_id), PriceLine { id: PriceLineId(row.id), ..line }))
        })
        .collect()
}

/// Numbers and references of every contract, for recognising them in an import.
pub async fn numbers(connection: &impl ConnectionTrait) -> Result<Vec<KnownNumber>> {
    let rows: Vec<(uuid::Uuid, String, Option<String>, uuid::Uuid)> = contract::Entity::find()
        .select_only()
        .column(contract::Column::Id)
        .column(contract::Column::Number)
        .column(contract::Column::Reference)
        .column(contract::Column::CustomerId)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(id, number, reference, customer)| KnownNumber {
            id: ContractId(id),
            number,
            reference,
            customer: CustomerId(customer),
        })
        .collect())
}

/// Under which numbers a contract is known.
#[derive(Clone, Debug)]
pub struct KnownNumber {
    /// Identity.
    pub id: ContractId,
    /// Our number.
    pub number: String,
    /// Another system's or the customer's number.
    pub reference: Option<String>,
    /// The customer.
    pub customer: CustomerId,
}

/// Which contracts a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Every word must occur in number, title, customer, reference or purchase order.
    pub words: Vec<String>,
    /// Only this customer.
    pub customer: Option<CustomerId>,
    /// Only this owner.
    pub owner: Option<PersonId>,
    /// Only this type.
    pub contract_type: Option<ContractType>,
    /// Only this stage of life.
    pub stage: Option<Stage>,
    /// Only those whose last day for notice is at or before a day (and not past).
    pub deadline_by: Option<Day>,
}

/// A stage of life that SQL can tell; each repeats a rule of `model::term::phase`, and a test compares both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Not signed.
    Draft,
    /// Signed and not ended on the day.
    Live,
    /// Ended before the day.
    Ended,
}

/// How a list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// By number.
    #[default]
    Number,
    /// By title.
    Title,
    /// By the customer's name.
    Customer,
    /// By value; lists of several currencies sort by currency first.
    Value,
    /// By last day.
    EndsOn,
    /// By last day for notice.
    Deadline,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Number.
    pub number: String,
    /// Number in another system.
    pub reference: Option<String>,
    /// Title.
    pub title: String,
    /// Type.
    pub contract_type: ContractType,
    /// The customer.
    pub customer: CustomerId,
    /// The customer's name.
    pub customer_name: String,
    /// The owner's name.
    pub owner_name: Option<String>,
    /// Day of signature.
    pub signed_on: Option<Day>,
    /// First day.
    pub starts_on: Option<Day>,
    /// Last day, if known.
    pub ends_on: Option<Day>,
    /// Last day for notice.
    pub next_deadline_on: Option<Day>,
    /// Our notice.
    pub notice_given_on: Option<Day>,
    /// The customer's notice.
    pub notice_received_on: Option<Day>,
    /// The agreed end.
    pub ended_on: Option<Day>,
    /// Value.
    pub value: Option<Money>,
}

#[derive(FromQueryResult)]
struct ListedColumns {
    number: String,
    reference: Option<String>,
    title: String,
    contract_type: String,
    customer_id: uuid::Uuid,
    customer_name: String,
    owner_name: Option<String>,
    signed_on: Option<Day>,
    starts_on: Option<Day>,
    ends_on: Option<Day>,
    next_deadline_on: Option<Day>,
    notice_given_on: Option<Day>,
    notice_received_on: Option<Day>,
    ended_on: Option<Day>,
    currency: String,
    value_minor: Option<i64>,
}

fn listed_of(row: ListedColumns) -> Result<Listed> {
    let currency = currency(&row.currency)?;
    Ok(Listed {
        number: row.number,
        reference: row.reference,
        title: row.title,
        contract_type: from_name("contract type", &row.contract_type)?,
        customer: CustomerId(row.customer_id),
        customer_name: row.customer_name,
        owner_name: row.owner_name,
        signed_on: row.signed_on,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        next_deadline_on: row.next_deadline_on,
        notice_given_on: row.notice_given_on,
        notice_received_on: row.notice_received_on,
        ended_on: row.ended_on,
        value: row.value_minor.map(|minor| Money::new(minor, currency)),
    })
}

fn condition(filter: &Filter, sight: Sight, day: Day) -> Condition {
    use contract::Column as C;
    let mut all = Condition::all().add(visible_to(sight));
    for word in &filter.words {
        all = all.add(C::Search.contains(word.to_lowercase()));
    }
    if let Some(customer) = filter.customer {
        all = all.add(C::CustomerId.eq(customer.0));
    }
    if let Some(owner) = filter.owner {
        all = all.add(C::OwnerId.eq(owner.0));
    }
    if let Some(contract_type) = filter.contract_type {
        all = all.add(C::ContractType.eq(name("contract type", &contract_type).unwrap_or_default()));
    }
    if let Some(by) = filter.deadline_by {
        all = all.add(C::NextDeadlineOn.between(day, by));
    }
    match filter.stage {
        None => all,
        Some(Stage::Draft) => all.add(C::SignedOn.is_null()).add(C::EndedOn.is_null()),
        Some(Stage::Ended) => all.add(C::EndsOn.lt(day)),
        Some(Stage::Live) => {
            all.add(C::SignedOn.is_not_null()).add(Condition::any().add(C::EndsOn.is_null()).add(C::EndsOn.gte(day)))
        }
    }
}

/// The contracts a filter leaves, and how many there are in all: two queries.
pub async fn list(
    connection: &impl ConnectionTrait,
    sight: Sight,
    filter: &Filter,
    sort: Sort,
    descending: bool,
    day: Day,
    page: Page,
) -> Result<(Vec<Listed>, u64)> {
    use contract::Column as C;
    let condition = condition(filter, sight, day);
    let total = contract::Entity::find().filter(condition.clone()).count(connection).await?;
    let mut query = contract::Entity::find()
        .select_only()
        .columns([
            C::Number,
            C::Reference,
            C::Title,
            C::ContractType,
            C::CustomerId,
            C::SignedOn,
            C::StartsOn,
            C::EndsOn,
        ])
        .columns([C::NextDeadlineOn, C::NoticeGivenOn, C::NoticeReceivedOn, C::EndedOn, C::Currency, C::ValueMinor])
        .column_as(customer::Column::Name, "customer_name")
        .column_as(person::Column::Name, "owner_name")
        .join(
            JoinType::InnerJoin,
            contract::Entity::belongs_to(customer::Entity).from(C::CustomerId).to(customer::Column::Id).into(),
        )
        .join(
            JoinType::LeftJoin,
            contract::Entity::belongs_to(person::Entity).from(C::OwnerId).to(person::Column::Id).into(),
        )
        .filter(condition);
    let order = if descending { Order::Desc } else { Order::Asc };
    query = match sort {
        Sort::Number => query,
        Sort::Title => query.order_by(C::Title, order.clone()),
        Sort::Customer => query.order_by(customer::Column::Name, order.clone()),
        Sort::Value => query.order_by(C::Currency, Order::Asc).order_by_with_nulls(
            C::ValueMinor,
            order.clone(),
            NullOrdering::Last,
        ),
        Sort::EndsOn => query.order_by_with_nulls(C::EndsOn, order.clone(), NullOrdering::Last),
        Sort::Deadline => query.order_by_with_nulls(C::NextDeadlineOn, order.clone(), NullOrdering::Last),
    };
    let rows = query
        .order_by(C::Number, order)
        .offset(page.offset)
        .limit(page.limit)
        .into_model::<ListedColumns>()
        .all(connection)
        .await?;
    Ok((rows.into_iter().map(listed_of).collect::<Result<_>>()?, total))
}

/// Whether contracts of an import were changed since (their version is no longer the first).
pub async fn changed_since_import(connection: &impl ConnectionTrait, import: ImportId) -> Result<u64> {
    Ok(contract::Entity::find()
        .filter(contract::Column::ImportId.eq(import.0))
        .filter(Expr::col(contract::Column::Version).gt(1))
        .count(connection)
        .await?)
}
