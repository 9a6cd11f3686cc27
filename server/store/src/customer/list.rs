//! The list of customers: who looks after them, what runs, what is at stake.

use crate::{
    Page, Result,
    entity::{contract, customer, finding, person},
    sight::{Sight, findings_open_to, visible_to},
    stored::{containing, currency},
};
use model::{
    calendar::Day,
    id::{CustomerId, PersonId},
    leakage::FindingKind,
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
    /// By the largest amount at stake in one currency; currencies are never added or converted.
    AtStake,
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
        let mut any = Condition::any().add(containing(C::NameKey, &text.to_lowercase()));
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

/// Open findings of money that is lost if nobody acts. What a renewal may cost, or has to be given back, is not added.
pub(super) fn open_findings(sight: Sight) -> sea_orm::Select<finding::Entity> {
    finding::Entity::find()
        .filter(Condition::all().add_option(findings_open_to(sight)))
        .filter(finding::Column::State.is_in(["found", "claimed"]))
        .filter(finding::Column::Kind.is_in(FindingKind::of_money_lost().map(FindingKind::code)))
        .filter(finding::Column::AmountMinor.is_not_null())
}

fn sum() -> Expr {
    Expr::from(Func::sum(Expr::col((finding::Entity, finding::Column::AmountMinor)))).cast_as("bigint")
}

/// The largest sum at stake in one currency.
fn largest_stake(sight: Sight) -> SelectStatement {
    let of_this_customer =
        Expr::col((finding::Entity, finding::Column::CustomerId)).equals((customer::Entity, customer::Column::Id));
    open_findings(sight)
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
        Sort::Name => query.order_by(C::Name, order.clone()),
        Sort::Country => query.order_by_with_nulls(C::Country, order, NullOrdering::Last).order_by_asc(C::Name),
        Sort::Owner => query.order_by_with_nulls(person::Column::Name, order, NullOrdering::Last).order_by_asc(C::Name),
        Sort::InForce => query.order_by(Expr::from(in_force(sight, day)), order).order_by_asc(C::Name),
        Sort::AtStake => {
            query.order_by_with_nulls(Expr::from(largest_stake(sight)), order, NullOrdering::Last).order_by_asc(C::Name)
        }
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
struct Stake {
    customer_id: Uuid,
    currency: String,
    minor: Option<i64>,
}

/// What open findings say is at stake for customers, by currency, the largest first: one query.
pub async fn stakes(
    connection: &impl ConnectionTrait,
    sight: Sight,
    customers: &[CustomerId],
) -> Result<Vec<(CustomerId, Money)>> {
    let rows: Vec<Stake> = open_findings(sight)
        .filter(finding::Column::CustomerId.is_in(customers.iter().map(|id| id.0)))
        .select_only()
        .column(finding::Column::CustomerId)
        .column(finding::Column::Currency)
        .column_as(sum(), "minor")
        .group_by(finding::Column::CustomerId)
        .group_by(finding::Column::Currency)
        .into_model()
        .all(connection)
        .await?;
    let mut stakes = rows
        .into_iter()
        .map(|row| {
            Ok((CustomerId(row.customer_id), Money::new(row.minor.unwrap_or_default(), currency(&row.currency)?)))
        })
        .collect::<Result<Vec<_>>>()?;
    stakes.sort_by_key(|(_, money)| std::cmp::Reverse(money.minor));
    Ok(stakes)
}
