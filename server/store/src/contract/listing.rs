//! The list of contracts: which, in which order, page by page.

use crate::{
    Page, Result, Total,
    entity::{contract, customer, legal_entity, person},
    sight::{Sight, hidden_from},
    stored::{currency, from_json, from_name, name},
    total,
    words::{self, Sought},
};
use model::{
    calendar::Day,
    contract::{ContractType, WorthOf},
    id::{CustomerId, LegalEntityId, PersonId},
    money::{Currency, Money},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, Order, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select, Statement,
    sea_query::{CaseStatement, Expr, ExprTrait, NullOrdering, Query, SelectStatement},
};

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
    /// Only those that nobody of ours answers for.
    pub without_owner: bool,
    /// Only those of this company of ours.
    pub legal_entity: Option<LegalEntityId>,
    /// Only this currency, by code.
    pub currency: Option<String>,
    /// Only those worth at least so much, in whole units of their currency.
    pub value_from: Option<i64>,
    /// Only those worth at most so much, in whole units of their currency.
    pub value_to: Option<i64>,
    /// Only those whose last day is this one or later.
    pub ends_from: Option<Day>,
    /// Only those whose last day is this one or earlier.
    pub ends_to: Option<Day>,
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
    /// Our company's name.
    pub legal_entity_name: String,
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
    /// The notice of the side that left early.
    pub left_early_on: Option<Day>,
    /// The agreed end.
    pub ended_on: Option<Day>,
    /// Value, as far as it is known.
    pub value: Option<Money>,
    /// Of what it is the value.
    pub value_of: WorthOf,
}

#[derive(FromQueryResult)]
struct ListedColumns {
    number: String,
    reference: Option<String>,
    title: String,
    contract_type: String,
    customer_id: uuid::Uuid,
    customer_name: String,
    legal_entity_name: String,
    owner_name: Option<String>,
    signed_on: Option<Day>,
    starts_on: Option<Day>,
    ends_on: Option<Day>,
    next_deadline_on: Option<Day>,
    notice_given_on: Option<Day>,
    notice_received_on: Option<Day>,
    left_early_on: Option<Day>,
    ended_on: Option<Day>,
    currency: String,
    term: String,
    value_minor: Option<i64>,
    worth_minor: Option<i64>,
}

fn listed_of(row: ListedColumns) -> Result<Listed> {
    let currency = currency(&row.currency)?;
    let money = |minor: Option<i64>| minor.map(|minor| Money::new(minor, currency));
    Ok(Listed {
        number: row.number,
        reference: row.reference,
        title: row.title,
        contract_type: from_name("contract type", &row.contract_type)?,
        customer: CustomerId(row.customer_id),
        customer_name: row.customer_name,
        legal_entity_name: row.legal_entity_name,
        owner_name: row.owner_name,
        signed_on: row.signed_on,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        next_deadline_on: row.next_deadline_on,
        notice_given_on: row.notice_given_on,
        notice_received_on: row.notice_received_on,
        left_early_on: row.left_early_on,
        ended_on: row.ended_on,
        value: money(row.worth_minor),
        value_of: WorthOf::of(money(row.value_minor), from_json("term", &row.term)?),
    })
}

/// Currencies of ISO 4217 without minor units.
const NO_DECIMALS: [&str; 17] = [
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF",
    "XPF",
];
/// Currencies of ISO 4217 whose minor unit is a thousandth.
const THREE_DECIMALS: [&str; 7] = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

/// Whole units as minor units of the row's own currency.
fn minor_units(whole: i64) -> CaseStatement {
    let code = || contract::Column::Currency;
    CaseStatement::new()
        .case(code().is_in(NO_DECIMALS), whole)
        .case(code().is_in(THREE_DECIMALS), whole.saturating_mul(1_000))
        .finally(whole.saturating_mul(100))
}

fn condition(filter: &Filter, day: Day) -> Condition {
    use contract::Column as C;
    let mut all = Condition::all();
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
    if filter.without_owner {
        all = all.add(C::OwnerId.is_null());
    }
    all = all
        .add_option(filter.legal_entity.map(|entity| C::LegalEntityId.eq(entity.0)))
        .add_option(filter.currency.as_deref().map(|code| C::Currency.eq(code)))
        .add_option(filter.value_from.map(|least| C::WorthMinor.into_expr().gte(minor_units(least))))
        .add_option(filter.value_to.map(|most| C::WorthMinor.into_expr().lte(minor_units(most))))
        .add_option(filter.ends_from.map(|from| C::EndsOn.gte(from)))
        .add_option(filter.ends_to.map(|to| C::EndsOn.lte(to)));
    all.add_option(filter.stage.map(|stage| stage_condition(stage, day)))
}

/// The rule of `model::term::phase_of` once more, for the database.
fn stage_condition(stage: Stage, day: Day) -> Condition {
    use contract::Column as C;
    let going = |column: C| Condition::any().add(column.is_null()).add(column.gte(day));
    match stage {
        Stage::Draft => Condition::all()
            .add(Condition::any().add(C::SignedOn.is_null()).add(C::SignedOn.gt(day)))
            .add(going(C::EndedOn)),
        Stage::Ended => Condition::any()
            .add(C::EndedOn.lt(day))
            .add(Condition::all().add(C::SignedOn.lte(day)).add(C::EndsOn.lt(day))),
        Stage::Live => Condition::all().add(C::SignedOn.lte(day)).add(going(C::EndedOn)).add(going(C::EndsOn)),
    }
}

/// How many contracts a condition leaves, counted as far as somebody would read; without one all of them, because a
/// company wants to know. Few are hidden from anybody, so they are counted and taken off: asking of each contract
/// whether it may be seen would read all of them.
async fn total(
    connection: &impl ConnectionTrait,
    condition: &Condition,
    sight: Sight,
    sought: &Sought,
    page: Page,
) -> Result<Total> {
    use contract::Column as C;
    if !condition.is_empty() || !matches!(sought, Sought::Everything) {
        let seen = condition.clone().add_option(hidden_from(sight).map(|hidden| C::Id.not_in_subquery(hidden)));
        return sought.count::<contract::Entity>(connection, C::Id, seen, page, total::COUNTED_MOST).await;
    }
    let all = contract::Entity::find().count(connection).await?;
    let Some(hidden) = hidden_from(sight) else { return Ok(Total { rows: all, more: false }) };
    let hidden = contract::Entity::find().filter(C::Id.in_subquery(hidden));
    Ok(Total { rows: all.saturating_sub(hidden.count(connection).await?), more: false })
}

/// A query of contracts in an order of the list.
fn sorted(query: Select<contract::Entity>, sort: Sort, descending: bool) -> Select<contract::Entity> {
    use contract::Column as C;
    let order = if descending { Order::Desc } else { Order::Asc };
    let query = match sort {
        Sort::Number => query,
        Sort::Title => query.order_by(C::TitleKey, order.clone()),
        Sort::Customer => {
            query.order_by(customer::Column::NameKey, order.clone()).order_by(customer::Column::Id, order.clone())
        }
        Sort::Value => query.order_by(C::Currency, Order::Asc).order_by_with_nulls(
            C::WorthMinor,
            order.clone(),
            NullOrdering::Last,
        ),
        Sort::EndsOn => query.order_by_with_nulls(C::EndsOn, order.clone(), NullOrdering::Last),
        Sort::Deadline => query.order_by_with_nulls(C::NextDeadlineOn, order.clone(), NullOrdering::Last),
    };
    query.order_by(C::Number, order)
}

fn with_customer(query: Select<contract::Entity>) -> Select<contract::Entity> {
    let customer = contract::Entity::belongs_to(customer::Entity)
        .from(contract::Column::CustomerId)
        .to(customer::Column::Id)
        .into();
    query.join(JoinType::InnerJoin, customer)
}

/// Whether a filter leaves few contracts, so that they are better gathered and sorted than met in the list's order.
fn narrow(filter: &Filter) -> bool {
    let Filter { customer, owner, deadline_by, value_from, value_to, ends_from, ends_to, .. } = filter;
    customer.is_some()
        || owner.is_some()
        || deadline_by.is_some()
        || value_from.is_some()
        || value_to.is_some()
        || ends_from.is_some()
        || ends_to.is_some()
}

/// A page of contracts in the order of their customers' names: customers are read in that order, and of each its
/// contracts, until the page is full. SQLite keeps to the order of a cross join; PostgreSQL finds its own way.
fn by_customer(condition: Condition, descending: bool, page: Page) -> SelectStatement {
    use contract::Column as C;
    let way = if descending { Order::Desc } else { Order::Asc };
    Query::select()
        .column((contract::Entity, C::Id))
        .from(customer::Entity)
        .cross_join(contract::Entity)
        .and_where(Expr::col((contract::Entity, C::CustomerId)).equals((customer::Entity, customer::Column::Id)))
        .cond_where(condition)
        .order_by((customer::Entity, customer::Column::NameKey), way.clone())
        .order_by((customer::Entity, customer::Column::Id), way.clone())
        .order_by((contract::Entity, C::Number), way)
        .offset(page.offset)
        .limit(page.limit)
        .to_owned()
}

/// The contracts a filter leaves, and how many there are in all: two queries, or three for whom some are hidden, and
/// up to two for words. The
/// page is cut out of the bare contracts first, so that names are looked up for its rows only.
pub async fn list(
    connection: &impl ConnectionTrait,
    sight: Sight,
    filter: &Filter,
    sort: Sort,
    descending: bool,
    day: Day,
    page: Page,
) -> Result<(Vec<Listed>, Total)> {
    use contract::Column as C;
    let condition = condition(filter, day);
    let sought = words::sought(connection, &filter.words).await?;
    let total = total(connection, &condition, sight, &sought, page).await?;
    let page = page.within(total.rows);
    // Leaving out the hidden ones keeps to the order of an index; asking for the visible ones would gather them first.
    let hidden = hidden_from(sight).map(|hidden| C::Id.not_in_subquery(hidden));
    let condition = condition.add_option(hidden).add(sought.read(C::Id));
    let cut = if sort == Sort::Customer && !narrow(filter) && !matches!(sought, Sought::Few(_)) {
        by_customer(condition, descending, page)
    } else {
        let bare = contract::Entity::find().select_only().column(C::Id).filter(condition);
        let bare = if sort == Sort::Customer { with_customer(bare) } else { bare };
        sorted(bare, sort, descending).offset(page.offset).limit(page.limit).into_query()
    };
    let query = with_customer(contract::Entity::find())
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
        .columns([C::NextDeadlineOn, C::NoticeGivenOn, C::NoticeReceivedOn, C::LeftEarlyOn, C::EndedOn, C::Currency])
        .columns([C::Term, C::ValueMinor, C::WorthMinor])
        .column_as(customer::Column::Name, "customer_name")
        .column_as(legal_entity::Column::Name, "legal_entity_name")
        .column_as(person::Column::Name, "owner_name")
        .join(
            JoinType::InnerJoin,
            contract::Entity::belongs_to(legal_entity::Entity)
                .from(C::LegalEntityId)
                .to(legal_entity::Column::Id)
                .into(),
        )
        .join(
            JoinType::LeftJoin,
            contract::Entity::belongs_to(person::Entity).from(C::OwnerId).to(person::Column::Id).into(),
        )
        .filter(C::Id.in_subquery(cut));
    let rows = sorted(query, sort, descending).into_model::<ListedColumns>().all(connection).await?;
    Ok((rows.into_iter().map(listed_of).collect::<Result<_>>()?, total))
}

/// The currencies of all contracts, by code: each is looked up after the one before it, so that no contract is read.
pub async fn currencies(connection: &impl ConnectionTrait) -> Result<Vec<Currency>> {
    let steps = "WITH RECURSIVE step (code) AS (SELECT MIN(currency) FROM contract UNION ALL \
                 SELECT (SELECT MIN(currency) FROM contract WHERE currency > step.code) FROM step \
                 WHERE step.code IS NOT NULL) SELECT code FROM step WHERE code IS NOT NULL ORDER BY code";
    let rows = connection.query_all_raw(Statement::from_string(connection.get_database_backend(), steps)).await?;
    rows.into_iter().map(|row| currency(&row.try_get::<String>("", "code")?)).collect()
}
