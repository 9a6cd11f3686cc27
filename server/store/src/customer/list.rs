//! The list of customers: who looks after them, what runs, what is at stake.

use crate::{
    Error, Page, Result,
    entity::{contract, customer, finding, person},
    sight::{Sight, findings_open_to, visible_to},
    stored::{containing, currency},
    words::order_key,
};
use model::{
    calendar::Day,
    id::{CustomerId, PersonId},
    leakage::{FindingKind, Stage},
    money::Money,
    party::identifier::fold,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, JoinType, Order, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, Func, NullOrdering, SelectStatement},
};
use uuid::Uuid;

/// Which customers a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Occurs in the name, or begins the registration or VAT number.
    pub text: Option<String>,
    /// Only this owner.
    pub owner: Option<PersonId>,
    /// Only this country.
    pub country: Option<String>,
}

/// How a list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// By name.
    #[default]
    Name,
    /// By country.
    Country,
    /// By the owner's name.
    Owner,
    /// By number of contracts in force.
    InForce,
    /// By the largest sum of open findings at a stage in one currency; currencies are never added or converted.
    Open(Stage),
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Identity.
    pub id: CustomerId,
    /// Name.
    pub name: String,
    /// Country.
    pub country: Option<String>,
    /// Registration number.
    pub registration_number: Option<String>,
    /// The owner's name.
    pub owner: Option<String>,
    /// Contracts in force that may be seen.
    pub in_force: u64,
}

#[derive(FromQueryResult)]
struct Columns {
    id: Uuid,
    name: String,
    country: Option<String>,
    registration_number: Option<String>,
    owner_name: Option<String>,
    in_force: i64,
}

fn condition(filter: &Filter) -> Condition {
    use customer::Column as C;
    let mut all = Condition::all();
    if let Some(text) = &filter.text {
        let mut any = Condition::any().add(containing(C::NameKey, &order_key(text)));
        let number = fold(text);
        if !number.is_empty() {
            any = any.add(C::RegistrationNumber.starts_with(number.as_str())).add(C::VatNumber.starts_with(number));
        }
        all = all.add(any);
    }
    if let Some(owner) = filter.owner {
        all = all.add(C::OwnerId.eq(owner.0));
    }
    if let Some(country) = &filter.country {
        all = all.add(C::Country.eq(country.as_str()));
    }
    all
}

fn of_this_customer() -> Expr {
    Expr::col((contract::Entity, contract::Column::CustomerId)).equals((customer::Entity, customer::Column::Id))
}

/// Contracts in force on a day: signed, begun, not ended; `model::term::phase_of` says the same.
fn in_force(sight: Sight, day: Day) -> SelectStatement {
    use contract::Column as C;
    contract::Entity::find()
        .select_only()
        .column_as(C::Id.count(), "in_force")
        .filter(of_this_customer())
        .filter(visible_to(sight))
        .filter(C::SignedOn.lte(day))
        .filter(Condition::any().add(C::StartsOn.is_null()).add(C::StartsOn.lte(day)))
        .filter(Condition::any().add(C::EndsOn.is_null()).add(C::EndsOn.gte(day)))
        .filter(Condition::any().add(C::EndedOn.is_null()).add(C::EndedOn.gte(day)))
        .into_query()
}

/// Open findings of some kinds, with their amounts.
pub(super) fn open_findings(
    sight: Sight,
    kinds: impl Iterator<Item = FindingKind>,
) -> sea_orm::Select<finding::Entity> {
    finding::Entity::find()
        .filter(Condition::all().add_option(findings_open_to(sight)))
        .filter(finding::Column::State.is_in(["found", "claimed"]))
        .filter(finding::Column::Kind.is_in(kinds.map(FindingKind::code)))
        .filter(finding::Column::AmountMinor.is_not_null())
}

fn sum() -> Expr {
    Expr::from(Func::sum(Expr::col((finding::Entity, finding::Column::AmountMinor)))).cast_as("bigint")
}

/// The largest sum at a stage in one currency.
fn largest(sight: Sight, stage: Stage) -> SelectStatement {
    let of_this_customer =
        Expr::col((finding::Entity, finding::Column::CustomerId)).equals((customer::Entity, customer::Column::Id));
    open_findings(sight, FindingKind::of_stage(stage))
        .filter(of_this_customer)
        .select_only()
        .column_as(sum(), "stake")
        .group_by(finding::Column::Currency)
        .order_by(sum(), Order::Desc)
        .limit(1)
        .into_query()
}

/// The customers a filter leaves, and how many there are in all: two queries.
pub async fn overview(
    connection: &impl ConnectionTrait,
    sight: Sight,
    filter: &Filter,
    (sort, descending): (Sort, bool),
    day: Day,
    page: Page,
) -> Result<(Vec<Listed>, u64)> {
    use customer::Column as C;
    let condition = condition(filter);
    let total = customer::Entity::find().filter(condition.clone()).count(connection).await?;
    let page = page.within(total);
    let query = customer::Entity::find()
        .select_only()
        .columns([C::Id, C::Name, C::Country, C::RegistrationNumber])
        .column_as(person::Column::Name, "owner_name")
        .column_as(Expr::from(in_force(sight, day)), "in_force")
        .join(
            JoinType::LeftJoin,
            customer::Entity::belongs_to(person::Entity).from(C::OwnerId).to(person::Column::Id).into(),
        )
        .filter(condition);
    let order = if descending { Order::Desc } else { Order::Asc };
    let query = match sort {
        Sort::Name => query.order_by(C::NameKey, order.clone()),
        Sort::Country => query.order_by_with_nulls(C::Country, order, NullOrdering::Last).order_by_asc(C::NameKey),
        Sort::Owner => {
            query.order_by_with_nulls(person::Column::Name, order, NullOrdering::Last).order_by_asc(C::NameKey)
        }
        Sort::InForce => query.order_by(Expr::from(in_force(sight, day)), order).order_by_asc(C::NameKey),
        Sort::Open(stage) => query
            .order_by_with_nulls(Expr::from(largest(sight, stage)), order, NullOrdering::Last)
            .order_by_asc(C::NameKey),
    };
    let rows: Vec<Columns> =
        query.order_by_asc(C::Id).offset(page.offset).limit(page.limit).into_model().all(connection).await?;
    let rows = rows
        .into_iter()
        .map(|row| Listed {
            id: CustomerId(row.id),
            name: row.name,
            country: row.country,
            registration_number: row.registration_number,
            owner: row.owner_name,
            in_force: u64::try_from(row.in_force).unwrap_or_default(),
        })
        .collect();
    Ok((rows, total))
}

#[derive(FromQueryResult)]
struct Open {
    customer_id: Uuid,
    currency: String,
    kind: String,
    minor: Option<i64>,
}

/// What open findings of money that can be lost come to for customers, by stage and currency, the largest first: one query.
pub async fn open_money(
    connection: &impl ConnectionTrait,
    sight: Sight,
    customers: &[CustomerId],
) -> Result<Vec<(CustomerId, Stage, Money)>> {
    let rows: Vec<Open> = open_findings(sight, kinds_of_lost_money())
        .filter(finding::Column::CustomerId.is_in(customers.iter().map(|id| id.0)))
        .select_only()
        .column(finding::Column::CustomerId)
        .column(finding::Column::Currency)
        .column(finding::Column::Kind)
        .column_as(sum(), "minor")
        .group_by(finding::Column::CustomerId)
        .group_by(finding::Column::Currency)
        .group_by(finding::Column::Kind)
        .into_model()
        .all(connection)
        .await?;
    let mut sums: Vec<(CustomerId, Stage, Money)> = Vec::new();
    for Open { customer_id, currency: code, kind, minor } in rows {
        let (customer, currency, stage) = (CustomerId(customer_id), currency(&code)?, stage_of(&kind)?);
        let minor = minor.unwrap_or_default();
        let same = |(of, at, money): &&mut (_, _, Money)| (*of, *at, money.currency) == (customer, stage, currency);
        match sums.iter_mut().find(same) {
            Some((_, _, money)) => money.minor = money.minor.saturating_add(minor),
            None => sums.push((customer, stage, Money::new(minor, currency))),
        }
    }
    sums.sort_by_key(|(_, _, money)| std::cmp::Reverse(money.minor));
    Ok(sums)
}

/// The kinds of findings that a customer's money shows.
pub(super) fn kinds_of_lost_money() -> impl Iterator<Item = FindingKind> {
    FindingKind::ALL.into_iter().filter(|kind| kind.stage().can_be_lost())
}

/// Where the money of a stored kind is lost.
pub(super) fn stage_of(kind: &str) -> Result<Stage> {
    FindingKind::from_code(kind)
        .map(FindingKind::stage)
        .ok_or_else(|| Error::Unreadable { what: "finding kind", cause: kind.to_owned() })
}
