//! The list of contracts that are looked at, the gravest risk first.

use crate::{
    Page, Result, Total,
    entity::{contract, customer, person, risk_profile},
    sight::{Sight, hidden_from},
    stored::{from_name, name},
    total,
};
use model::{calendar::Day, id::PersonId, risk::RiskClass, view::RiskListRow};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
    sea_query::{Expr, NullOrdering},
};

/// Which contracts a list of risks shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only this class.
    pub class: Option<RiskClass>,
    /// Only contracts of this owner.
    pub owner: Option<PersonId>,
    /// Only those whose review was due before this day.
    pub review_before: Option<Day>,
}

/// What a list of risks is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The score, the highest first.
    #[default]
    Score,
    /// The next review, the nearest first; contracts without one last.
    Review,
}

fn condition(filter: &Filter, sight: Sight) -> Result<Condition> {
    use risk_profile::Column as C;
    let Filter { class, owner, review_before } = filter;
    let owned = owner.map(|owner| {
        let own = contract::Entity::find().select_only().column(contract::Column::Id);
        C::ContractId.in_subquery(own.filter(contract::Column::OwnerId.eq(owner.0)).into_query())
    });
    let class = class.map(|class| name("class of risk", &class)).transpose()?;
    Ok(Condition::all()
        .add_option(hidden_from(sight).map(|hidden| C::ContractId.not_in_subquery(hidden)))
        .add_option(class.map(|class| C::Class.eq(class)))
        .add_option(owned)
        .add_option(review_before.map(|day| C::ReviewOn.lt(day))))
}

#[derive(FromQueryResult)]
struct Row {
    number: String,
    title: String,
    customer_name: String,
    owner_name: Option<String>,
    score: i32,
    class: String,
    open_risks: i32,
    reviewed_on: Option<Day>,
    review_on: Option<Day>,
}

/// The contracts that a filter leaves, and how many there are: two queries.
pub async fn list(
    connection: &impl ConnectionTrait,
    sight: Sight,
    filter: &Filter,
    sort: Sort,
    page: Page,
) -> Result<(Vec<RiskListRow>, Total)> {
    use risk_profile::Column as C;
    let query = risk_profile::Entity::find().select_only().filter(condition(filter, sight)?);
    let bare = query.clone().expr(Expr::val(1)).into_query();
    let total = total::count(connection, bare, page, total::COUNTED_MOST).await?;
    let page = page.within(total.rows);
    let query = match sort {
        Sort::Score => query.order_by_desc(C::Score),
        Sort::Review => query.order_by_with_nulls(C::ReviewOn, sea_orm::Order::Asc, NullOrdering::Last),
    };
    let contracts = risk_profile::Entity::belongs_to(contract::Entity).from(C::ContractId).to(contract::Column::Id);
    let customers =
        contract::Entity::belongs_to(customer::Entity).from(contract::Column::CustomerId).to(customer::Column::Id);
    let owners = contract::Entity::belongs_to(person::Entity).from(contract::Column::OwnerId).to(person::Column::Id);
    let rows: Vec<Row> = query
        .columns([C::Score, C::Class, C::OpenRisks, C::ReviewedOn, C::ReviewOn])
        .column_as(contract::Column::Number, "number")
        .column_as(contract::Column::Title, "title")
        .column_as(customer::Column::Name, "customer_name")
        .column_as(person::Column::Name, "owner_name")
        .join(JoinType::InnerJoin, contracts.into())
        .join(JoinType::InnerJoin, customers.into())
        .join(JoinType::LeftJoin, owners.into())
        .order_by_asc(C::ContractId)
        .offset(page.offset)
        .limit(page.limit)
        .into_model()
        .all(connection)
        .await?;
    let whole = |value: i32| u32::try_from(value).unwrap_or_default();
    let rows = rows.into_iter().map(|row| {
        Ok(RiskListRow {
            number: row.number,
            title: row.title,
            customer: row.customer_name,
            owner: row.owner_name,
            points: whole(row.score),
            class: from_name("class of risk", &row.class)?,
            open_risks: whole(row.open_risks),
            reviewed_on: row.reviewed_on,
            review_on: row.review_on,
        })
    });
    Ok((rows.collect::<Result<_>>()?, total))
}
