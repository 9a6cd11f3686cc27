//! Reading key dates: a stretch of days as a list, and how many there are on each day.

use crate::{
    Page, Result, Total,
    entity::{contract, customer, key_date, key_date_sum, person, team_member},
    sight::{Sight, confidential_seen},
    stored::{currency, from_name, name},
    total,
};
use model::{
    calendar::{Day, Period},
    id::{ContractId, PersonId},
    key_date::{Filter, KeyDate, KeyDateKind},
    money::Money,
    view::{KeyDateCount, KeyDateRow},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Select,
    sea_query::{Expr, ExprTrait, Func},
};
use uuid::Uuid;

fn condition(sight: Sight, filter: &Filter) -> Result<Condition> {
    use key_date::Column as C;
    let Filter { kinds, owner, standing_in, team, customer, contract, band, open } = filter;
    let mut all = Condition::all();
    if !kinds.is_empty() {
        all = all.add(C::Kind.is_in(names(kinds)?));
    }
    if *band > 0 {
        all = all.add(C::Band.gte(*band));
    }
    if *open {
        all = all.add(C::Done.eq(false));
    }
    if let Some(team) = team {
        let members = team_member::Entity::find()
            .select_only()
            .column(team_member::Column::PersonId)
            .filter(team_member::Column::TeamId.eq(team.0))
            .into_query();
        all = all.add(C::OwnerId.in_subquery(members));
    }
    if let Some(seen) = confidential_seen(sight) {
        all = all.add(Condition::any().add(C::Confidential.eq(false)).add(C::ContractId.in_subquery(seen)));
    }
    Ok(all
        .add_option(owner.map(|owner| C::OwnerId.is_in(standing_in.iter().chain([&owner]).map(|person| person.0))))
        .add_option(customer.map(|customer| C::CustomerId.eq(customer.0)))
        .add_option(contract.map(|contract| C::ContractId.eq(contract.0))))
}

fn names(kinds: &[KeyDateKind]) -> Result<Vec<String>> {
    kinds.iter().map(|kind| name("kind of key date", kind)).collect()
}

#[derive(FromQueryResult)]
struct Row {
    kind: String,
    subject: Uuid,
    day: Day,
    amount_minor: Option<i64>,
    currency: String,
    label: String,
    assigned: bool,
    owner_id: Option<Uuid>,
    done: bool,
    owner_name: Option<String>,
    number: String,
    title: String,
    customer_name: String,
}

/// A stretch of the key dates between two days, in their order, and how many there are: two queries.
pub async fn list(
    connection: &impl ConnectionTrait,
    sight: Sight,
    filter: &Filter,
    days: Period,
    page: Page,
) -> Result<(Vec<KeyDateRow>, Total)> {
    use key_date::Column as C;
    let condition = condition(sight, filter)?.add(C::Day.between(days.first, days.last));
    let bare = key_date::Entity::find().select_only().column(C::Subject).filter(condition.clone()).into_query();
    let total = total::count(connection, bare, page, total::COUNTED_MOST).await?;
    let page = page.within(total.rows);
    let rows: Vec<Row> = rows(condition).offset(page.offset).limit(page.limit).into_model().all(connection).await?;
    Ok((rows.into_iter().map(listed_of).collect::<Result<_>>()?, total))
}

/// All key dates of some days, in their order: one query.
pub async fn on_days(
    connection: &impl ConnectionTrait,
    sight: Sight,
    filter: &Filter,
    days: &[Day],
) -> Result<Vec<KeyDateRow>> {
    let condition = condition(sight, filter)?.add(key_date::Column::Day.is_in(days.iter().copied()));
    let rows: Vec<Row> = rows(condition).into_model().all(connection).await?;
    rows.into_iter().map(listed_of).collect()
}

/// The key dates of one kind that contracts have, day by day: one query.
pub async fn days_of(
    connection: &impl ConnectionTrait,
    contracts: &[ContractId],
    kind: KeyDateKind,
) -> Result<Vec<(ContractId, Day)>> {
    use key_date::Column as C;
    if contracts.is_empty() {
        return Ok(Vec::new());
    }
    let found: Vec<(Uuid, Day)> = key_date::Entity::find()
        .select_only()
        .columns([C::ContractId, C::Day])
        .filter(C::ContractId.is_in(contracts.iter().map(|id| id.0)))
        .filter(C::Kind.eq(name("kind of key date", &kind)?))
        .order_by_asc(C::Day)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(found.into_iter().map(|(contract, day)| (ContractId(contract), day)).collect())
}

fn rows(condition: Condition) -> Select<key_date::Entity> {
    use key_date::Column as C;
    let contracts = key_date::Entity::belongs_to(contract::Entity).from(C::ContractId).to(contract::Column::Id);
    let customers = key_date::Entity::belongs_to(customer::Entity).from(C::CustomerId).to(customer::Column::Id);
    let people = key_date::Entity::belongs_to(person::Entity).from(C::OwnerId).to(person::Column::Id);
    key_date::Entity::find()
        .select_only()
        .columns([C::Kind, C::Subject, C::Day, C::AmountMinor, C::Currency, C::Label, C::Assigned, C::OwnerId, C::Done])
        .column_as(person::Column::Name, "owner_name")
        .column_as(contract::Column::Number, "number")
        .column_as(contract::Column::Title, "title")
        .column_as(customer::Column::Name, "customer_name")
        .join(JoinType::InnerJoin, contracts.into())
        .join(JoinType::InnerJoin, customers.into())
        .join(JoinType::LeftJoin, people.into())
        .filter(condition)
        .order_by_asc(C::Day)
        .order_by_asc(C::Kind)
        .order_by_asc(C::ContractId)
        .order_by_asc(C::Subject)
}

fn listed_of(row: Row) -> Result<KeyDateRow> {
    let currency = currency(&row.currency)?;
    Ok(KeyDateRow {
        date: KeyDate {
            kind: from_name("kind of key date", &row.kind)?,
            subject: row.subject,
            day: row.day,
            amount: row.amount_minor.map(|minor| Money::new(minor, currency)),
            label: row.label,
            owner: row.owner_id.filter(|_| row.assigned).map(PersonId),
            done: row.done,
        },
        owner: row.owner_name,
        owner_id: row.owner_id.map(PersonId),
        contract: row.number,
        title: row.title,
        customer: row.customer_name,
    })
}

#[derive(FromQueryResult)]
struct Sum {
    day: Day,
    kind: String,
    currency: String,
    done: bool,
    dates: i64,
    amount_minor: Option<i64>,
}

/// How many key dates each day has, by kind, currency and state: one query over the sums by day, or, for a person, a team, a
/// customer or a contract, over their own rows; a second one for what is confidential and may be seen all the same.
pub async fn counts(
    connection: &impl ConnectionTrait,
    sight: Sight,
    filter: &Filter,
    days: Period,
) -> Result<Vec<KeyDateCount>> {
    let mut rows = Vec::new();
    if filter.knows_nobody() {
        rows.extend(of_sums(connection, sight, filter, days).await?);
        if let Some(seen) = confidential_seen(sight) {
            let confidential = condition(Sight::Everything, filter)?
                .add(Expr::col((key_date::Entity, key_date::Column::Confidential)))
                .add(key_date::Column::ContractId.in_subquery(seen));
            rows.extend(of_rows(connection, confidential, days).await?);
        }
    } else {
        rows.extend(of_rows(connection, condition(sight, filter)?, days).await?);
    }
    let counted = rows.into_iter().map(|row| {
        Ok(KeyDateCount {
            day: row.day,
            kind: from_name("kind of key date", &row.kind)?,
            currency: currency(&row.currency)?,
            done: row.done,
            dates: u64::try_from(row.dates).unwrap_or_default(),
            amount_minor: row.amount_minor.unwrap_or_default(),
        })
    });
    counted.filter(|counted| !matches!(counted, Ok(KeyDateCount { dates: 0, .. }))).collect()
}

async fn of_sums(connection: &impl ConnectionTrait, sight: Sight, filter: &Filter, days: Period) -> Result<Vec<Sum>> {
    use key_date_sum::Column as C;
    let mut all = Condition::all().add(C::Day.between(days.first, days.last));
    if !filter.kinds.is_empty() {
        all = all.add(C::Kind.is_in(names(&filter.kinds)?));
    }
    if filter.band > 0 {
        all = all.add(C::Band.gte(filter.band));
    }
    if filter.open {
        all = all.add(C::Done.eq(false));
    }
    if let Sight::Of(..) = sight {
        all = all.add(C::Confidential.eq(false));
    }
    Ok(key_date_sum::Entity::find()
        .select_only()
        .columns([C::Day, C::Kind, C::Currency, C::Done])
        .column_as(Expr::from(Func::sum(C::Dates.into_expr())).cast_as("bigint"), "dates")
        .column_as(Expr::from(Func::sum(C::AmountMinor.into_expr())).cast_as("bigint"), "amount_minor")
        .filter(all)
        .group_by(C::Day)
        .group_by(C::Kind)
        .group_by(C::Currency)
        .group_by(C::Done)
        .into_model()
        .all(connection)
        .await?)
}

async fn of_rows(connection: &impl ConnectionTrait, condition: Condition, days: Period) -> Result<Vec<Sum>> {
    use key_date::Column as C;
    Ok(key_date::Entity::find()
        .select_only()
        .columns([C::Day, C::Kind, C::Currency, C::Done])
        .column_as(C::Subject.count(), "dates")
        .column_as(Expr::from(Func::sum(C::AmountMinor.into_expr())).cast_as("bigint"), "amount_minor")
        .filter(condition.add(C::Day.between(days.first, days.last)))
        .group_by(C::Day)
        .group_by(C::Kind)
        .group_by(C::Currency)
        .group_by(C::Done)
        .into_model()
        .all(connection)
        .await?)
}
