//! The list of findings: which, in which order, page by page.

use super::{StoredFinding, hidden::Hidden, stored_of};
use crate::{
    Page, Result, Total,
    entity::{contract, customer, finding, person, price_line},
    sight::{Sight, findings_open_to},
    stored::from_json,
    total,
    words::{self, Sought},
};
use model::{
    calendar::Day,
    contract::fold_reference,
    id::{ContractId, CustomerId, FindingId, PersonId},
    leakage::{Confidence, Evidence, FindingKind},
    price_line::PriceLine,
    view::FindingRow,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Select, sea_query::NullOrdering,
};
use std::collections::HashMap;
use uuid::Uuid;

/// What a list of findings is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The currency, then the amount at stake: amounts of several currencies cannot be compared. Findings without an
    /// amount last.
    #[default]
    Amount,
    /// The kind.
    Kind,
    /// The contract's number.
    Contract,
    /// The customer's name.
    Customer,
    /// The owner's name; those without one last.
    Owner,
    /// The day since which it leaks.
    Since,
    /// The day it was first found.
    Found,
    /// The day by which it shall be settled; those without one last.
    Due,
}

/// In which order a list of findings stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// By what.
    pub by: Sort,
    /// Whether from the end.
    pub descending: bool,
}

impl Default for Order {
    /// By currency, the largest amount first.
    fn default() -> Self {
        Self { by: Sort::Amount, descending: true }
    }
}

/// Which findings a list shows, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only these kinds; all if empty.
    pub kinds: Vec<FindingKind>,
    /// Only these states, by code; those still open if empty.
    pub states: Vec<String>,
    /// Only those that count as detected ([`model::leakage::FindingState::is_detected`]).
    pub detected: bool,
    /// Only this customer.
    pub customer: Option<CustomerId>,
    /// Only this contract.
    pub contract: Option<ContractId>,
    /// Only the contract with this number.
    pub contract_number: Option<String>,
    /// Only this owner.
    pub owner: Option<PersonId>,
    /// Those of these people, too: for whom `owner` stands in.
    pub standing_in: Vec<PersonId>,
    /// Only those that nobody pursues.
    pub without_owner: bool,
    /// Only this sureness.
    pub confidence: Option<Confidence>,
    /// Only those leaking since this day or later.
    pub since_from: Option<Day>,
    /// Only those leaking since this day or earlier.
    pub since_to: Option<Day>,
    /// Only those first found on this day or later.
    pub found_from: Option<Day>,
    /// Only those first found on this day or earlier.
    pub found_to: Option<Day>,
    /// Only this currency, by code.
    pub currency: Option<String>,
    /// Every word must be found in the contract's number, title, customer or references.
    pub words: Vec<String>,
    /// The order.
    pub order: Order,
}

/// The condition on findings alone: what depends on contracts is asked in subqueries.
pub(super) fn condition(filter: &Filter, sight: Sight) -> Condition {
    beside_words(filter, sight).add(words::having(finding::Column::ContractId, &filter.words))
}

/// The same without the words.
fn beside_words(filter: &Filter, sight: Sight) -> Condition {
    use finding::Column as C;
    use sea_orm::QueryTrait;
    let mut all = Condition::all().add_option(findings_open_to(sight));
    if filter.states.is_empty() {
        all = all.add(C::State.is_in(["found", "claimed"]));
    } else {
        all = all.add(C::State.is_in(filter.states.iter().map(String::as_str)));
    }
    if filter.detected {
        all = all.add(C::Detected.eq(true));
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
    if let Some(number) = &filter.contract_number {
        let numbered = contract::Entity::find()
            .select_only()
            .column(contract::Column::Id)
            .filter(contract::Column::Number.eq(number.as_str()))
            .into_query();
        all = all.add(C::ContractId.in_subquery(numbered));
    }
    if let Some(owner) = filter.owner {
        all = all.add(C::OwnerId.is_in(filter.standing_in.iter().chain([&owner]).map(|person| person.0)));
    }
    if filter.without_owner {
        all = all.add(C::OwnerId.is_null());
    }
    if let Some(confidence) = filter.confidence {
        all = all.add(C::Confidence.eq(confidence.code()));
    }
    if let Some(from) = filter.since_from {
        all = all.add(C::SinceOn.gte(from));
    }
    if let Some(to) = filter.since_to {
        all = all.add(C::SinceOn.lte(to));
    }
    all = all
        .add_option(filter.found_from.map(|from| C::FoundOn.gte(from)))
        .add_option(filter.found_to.map(|to| C::FoundOn.lte(to)));
    if let Some(currency) = &filter.currency {
        all = all.add(C::Currency.eq(currency.as_str()));
    }
    all
}

fn with_contract(query: Select<finding::Entity>) -> Select<finding::Entity> {
    let contract =
        finding::Entity::belongs_to(contract::Entity).from(finding::Column::ContractId).to(contract::Column::Id);
    query.join(JoinType::LeftJoin, contract.into())
}

fn with_customer(query: Select<finding::Entity>) -> Select<finding::Entity> {
    let customer =
        finding::Entity::belongs_to(customer::Entity).from(finding::Column::CustomerId).to(customer::Column::Id);
    query.join(JoinType::InnerJoin, customer.into())
}

fn with_owner(query: Select<finding::Entity>) -> Select<finding::Entity> {
    let owner = finding::Entity::belongs_to(person::Entity).from(finding::Column::OwnerId).to(person::Column::Id);
    query.join(JoinType::LeftJoin, owner.into())
}

fn with_line(query: Select<finding::Entity>) -> Select<finding::Entity> {
    let line = finding::Entity::belongs_to(price_line::Entity).from(finding::Column::LineId).to(price_line::Column::Id);
    query.join(JoinType::LeftJoin, line.into())
}

fn sorted(query: Select<finding::Entity>, order: Order) -> Select<finding::Entity> {
    use finding::Column as C;
    let way = if order.descending { sea_orm::Order::Desc } else { sea_orm::Order::Asc };
    let query = match order.by {
        Sort::Amount => query
            .order_by_with_nulls(C::Currency, sea_orm::Order::Asc, NullOrdering::Last)
            .order_by_with_nulls(C::AmountMinor, way, NullOrdering::Last),
        Sort::Kind => query.order_by(C::Kind, way),
        Sort::Since => query.order_by(C::SinceOn, way),
        Sort::Found => query.order_by(C::FoundOn, way),
        Sort::Due => query.order_by_with_nulls(C::DueOn, way, NullOrdering::Last),
        Sort::Contract => with_contract(query).order_by_with_nulls(contract::Column::Number, way, NullOrdering::Last),
        Sort::Customer => with_customer(query).order_by(customer::Column::NameKey, way),
        Sort::Owner => with_owner(query).order_by_with_nulls(person::Column::Name, way, NullOrdering::Last),
    };
    query.order_by_asc(C::Id)
}

/// The findings a filter leaves, in its order, and how many there are in all: four queries, one more for whom some are
/// hidden, and up to three for words. The page is cut out of the bare findings first, so that names are looked up for
/// its rows only.
pub async fn list(
    connection: &impl ConnectionTrait,
    sight: Sight,
    filter: &Filter,
    page: Page,
) -> Result<(Vec<FindingRow>, Total)> {
    use finding::Column as C;
    // Hidden ones are few and named: asking each finding about its contract would take longer than all the rest.
    let whole = beside_words(filter, Sight::Everything);
    let hidden = Hidden::among(connection, sight, &whole).await?;
    let condition = whole.clone().add_option(hidden.others());
    let sought = words::sought(connection, &filter.words).await?;
    let total = match &sought {
        // Each finding is not compared with each that is hidden.
        Sought::Everything => Total { rows: hidden.count_others(connection, &whole).await?, more: false },
        sought => {
            sought
                .count::<finding::Entity>(connection, C::ContractId, condition.clone(), page, total::EVERY_ROW)
                .await?
        }
    };
    let page = page.within(total.rows);
    let query = finding::Entity::find().filter(condition).filter(sought.gathered(C::ContractId));
    let ids: Vec<Uuid> = sorted(query, filter.order)
        .select_only()
        .column(C::Id)
        .offset(page.offset)
        .limit(page.limit)
        .into_tuple()
        .all(connection)
        .await?;
    Ok((rows_of(connection, Sight::Everything, &ids).await?, total))
}

/// How many findings are open.
pub async fn count_open(connection: &impl ConnectionTrait, sight: Sight) -> Result<u64> {
    Ok(finding::Entity::find().filter(condition(&Filter::default(), sight)).count(connection).await?)
}

#[derive(FromQueryResult)]
struct Names {
    id: Uuid,
    number: Option<String>,
    reference: Option<String>,
    title: Option<String>,
    terms: Option<String>,
    customer_name: String,
    owner_name: Option<String>,
}

/// Findings with the names around them, in the order of their identities, if they may be seen.
async fn rows_of(connection: &impl ConnectionTrait, sight: Sight, ids: &[Uuid]) -> Result<Vec<FindingRow>> {
    use finding::Column as C;
    let mut listed = Vec::with_capacity(ids.len());
    for some in ids.chunks(5_000) {
        let mut rows: HashMap<Uuid, finding::Model> = finding::Entity::find()
            .filter(C::Id.is_in(some.iter().copied()))
            .all(connection)
            .await?
            .into_iter()
            .map(|row| (row.id, row))
            .collect();
        let names: Vec<Names> = with_line(with_owner(with_customer(with_contract(finding::Entity::find()))))
            .select_only()
            .column(C::Id)
            .columns([contract::Column::Number, contract::Column::Reference, contract::Column::Title])
            .column(price_line::Column::Terms)
            .column_as(customer::Column::Name, "customer_name")
            .column_as(person::Column::Name, "owner_name")
            .filter(C::Id.is_in(some.iter().copied()))
            .filter(Condition::all().add_option(findings_open_to(sight)))
            .into_model()
            .all(connection)
            .await?;
        let mut names: HashMap<Uuid, Names> = names.into_iter().map(|names| (names.id, names)).collect();
        for id in some {
            if let (Some(row), Some(names)) = (rows.remove(id), names.remove(id)) {
                listed.push(listed_of(stored_of(row)?, names)?);
            }
        }
    }
    Ok(listed)
}

/// A finding that may be seen, with the names around it.
pub async fn find_listed(connection: &impl ConnectionTrait, sight: Sight, id: FindingId) -> Result<Option<FindingRow>> {
    Ok(rows_of(connection, sight, &[id.0]).await?.pop())
}

/// Findings that may be seen, with the names around them, in the order given.
pub async fn find_listed_many(
    connection: &impl ConnectionTrait,
    sight: Sight,
    ids: &[FindingId],
) -> Result<Vec<FindingRow>> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    rows_of(connection, sight, &ids).await
}

fn listed_of(stored: StoredFinding, names: Names) -> Result<FindingRow> {
    let StoredFinding {
        id,
        finding,
        state,
        owner: owner_id,
        found_on,
        changed_on: _,
        due_on,
        claimed_on: _,
        recovered,
        recovered_on: _,
        version,
    } = stored;
    let Names { id: _, number, reference, title, terms, customer_name: customer, owner_name: owner } = names;
    let invoice = match &finding.evidence {
        Evidence::Overdue { number, .. } => number.clone(),
        _ => String::new(),
    };
    let (contract, title) = (number.unwrap_or_default(), title.unwrap_or(invoice));
    let line: Option<PriceLine> = terms.as_deref().map(|terms| from_json("price line", terms)).transpose()?;
    let line = line.map(|line| line.description).filter(|line| *line != title);
    let reference = reference.filter(|reference| fold_reference(reference) != fold_reference(&contract));
    Ok(FindingRow {
        id,
        version,
        finding,
        state,
        contract,
        reference,
        title,
        line,
        customer,
        owner,
        owner_id,
        due_on,
        found_on,
        recovered,
    })
}
