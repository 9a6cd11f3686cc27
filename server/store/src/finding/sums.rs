//! The sums of the dashboard. Each is one query that follows an index of its own, made for it, so that tens of
//! thousands of findings are added up without being read.

use super::listing::{Filter, condition};
use crate::{
    Result,
    entity::{customer, finding},
    sight::{Sight, findings_open_to},
    stored::currency,
};
use model::{
    calendar::{Day, Period},
    id::{CustomerId, PersonId},
    leakage::FindingKind,
    money::{Currency, Money},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, ExprTrait, Func, SimpleExpr},
};
use uuid::Uuid;

/// What findings are summed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The kind of leak.
    Kind,
    /// Who pursues it.
    Owner,
    /// The day since which it leaks.
    Since,
}

/// One of the groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// A kind.
    Kind(FindingKind),
    /// An owner, or nobody.
    Owner(Option<PersonId>),
    /// A day.
    Since(Day),
}

/// A sum of findings in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// What is summed over.
    pub group: Group,
    /// Number of findings.
    pub findings: u64,
    /// Amount at stake; `None` for findings without an amount.
    pub amount: Option<Money>,
}

#[derive(FromQueryResult)]
struct ByKind {
    kind: String,
    currency: Option<String>,
    findings: i64,
    minor: Option<i64>,
}

#[derive(FromQueryResult)]
struct ByOwner {
    owner_id: Option<Uuid>,
    currency: Option<String>,
    findings: i64,
    minor: Option<i64>,
}

#[derive(FromQueryResult)]
struct BySince {
    since_on: Day,
    currency: Option<String>,
    findings: i64,
    minor: Option<i64>,
}

fn total(column: finding::Column) -> SimpleExpr {
    Expr::from(Func::sum(Expr::col((finding::Entity, column)))).cast_as("bigint")
}

/// All that was at stake, also where a part of it came in and the amount is the rest.
fn whole() -> SimpleExpr {
    use finding::Column as C;
    let came_in = Func::coalesce([Expr::col((finding::Entity, C::RecoveredMinor)), Expr::val(0_i64)]);
    let recovered = Expr::col((finding::Entity, C::State)).eq("recovered");
    let part: SimpleExpr = Expr::case(recovered, 0_i64).finally(came_in).into();
    let all = Expr::col((finding::Entity, C::AmountMinor)).add(part);
    Expr::from(Func::sum(all)).cast_as("bigint")
}

/// Open findings by state first: the indexes begin with it.
fn grouped(filter: &Filter, sight: Sight, by: finding::Column) -> Select<finding::Entity> {
    use finding::Column as C;
    finding::Entity::find()
        .filter(condition(filter, sight))
        .select_only()
        .columns([by, C::Currency])
        // Not the identity, which the indexes do not hold.
        .column_as(C::State.count(), "findings")
        .column_as(total(C::AmountMinor), "minor")
        .group_by(C::State)
        .group_by(by)
        .group_by(C::Currency)
}

fn sum(group: Group, findings: i64, minor: Option<i64>, code: Option<&str>) -> Result<Sum> {
    let amount = match (minor, code) {
        (Some(minor), Some(code)) => Some(Money::new(minor, currency(code)?)),
        _ => None,
    };
    Ok(Sum { group, findings: u64::try_from(findings).unwrap_or_default(), amount })
}

/// Sums of findings per group, state and currency, in no particular order: one query.
pub async fn sums(connection: &impl ConnectionTrait, sight: Sight, filter: &Filter, by: By) -> Result<Vec<Sum>> {
    use finding::Column as C;
    match by {
        By::Kind => {
            let rows: Vec<ByKind> = grouped(filter, sight, C::Kind).into_model().all(connection).await?;
            rows.iter()
                .filter_map(|row| Some((FindingKind::from_code(&row.kind)?, row)))
                .map(|(kind, row)| sum(Group::Kind(kind), row.findings, row.minor, row.currency.as_deref()))
                .collect()
        }
        By::Owner => {
            let rows: Vec<ByOwner> = grouped(filter, sight, C::OwnerId).into_model().all(connection).await?;
            rows.iter()
                .map(|row| {
                    let owner = row.owner_id.map(PersonId);
                    sum(Group::Owner(owner), row.findings, row.minor, row.currency.as_deref())
                })
                .collect()
        }
        By::Since => {
            let rows: Vec<BySince> = grouped(filter, sight, C::SinceOn).into_model().all(connection).await?;
            rows.iter()
                .map(|row| sum(Group::Since(row.since_on), row.findings, row.minor, row.currency.as_deref()))
                .collect()
        }
    }
}

#[derive(FromQueryResult)]
struct ByCustomer {
    customer_id: Uuid,
    findings: i64,
    minor: Option<i64>,
}

/// The customers with the largest sums in one currency, with their names, the largest first: two queries.
pub async fn top_customers(
    connection: &impl ConnectionTrait,
    sight: Sight,
    filter: &Filter,
    currency: Currency,
    most: u64,
) -> Result<Vec<(CustomerId, String, u64, Money)>> {
    use finding::Column as C;
    let rows: Vec<ByCustomer> = finding::Entity::find()
        .filter(condition(filter, sight))
        .filter(C::Currency.eq(currency.code()))
        .filter(C::CustomerId.is_not_null())
        .select_only()
        .column(C::CustomerId)
        .column_as(C::State.count(), "findings")
        .column_as(total(C::AmountMinor), "minor")
        .group_by(C::CustomerId)
        .order_by_desc(total(C::AmountMinor))
        .order_by_asc(C::CustomerId)
        .limit(most)
        .into_model()
        .all(connection)
        .await?;
    let names: Vec<(Uuid, String)> = customer::Entity::find()
        .select_only()
        .columns([customer::Column::Id, customer::Column::Name])
        .filter(customer::Column::Id.is_in(rows.iter().map(|row| row.customer_id)))
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let name = names.iter().find(|(id, _)| *id == row.customer_id)?.1.clone();
            let findings = u64::try_from(row.findings).unwrap_or_default();
            Some((CustomerId(row.customer_id), name, findings, Money::new(row.minor?, currency)))
        })
        .collect())
}

/// What happened to findings on a day, in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrendRow {
    /// The day.
    pub on: Day,
    /// At stake in findings first found on the day.
    pub found: Option<Money>,
    /// At stake in findings claimed on the day.
    pub claimed: Option<Money>,
    /// Money that came in on the day.
    pub recovered: Option<Money>,
}

#[derive(FromQueryResult)]
struct OnDay {
    on_day: Day,
    currency: String,
    minor: Option<i64>,
}

/// What was found, claimed and recovered within some days, whatever became of it since: three queries. Of the
/// filter only kinds, customer, contract, owner, sureness, currency and words count.
pub async fn trend(
    connection: &impl ConnectionTrait,
    sight: Sight,
    filter: &Filter,
    within: Period,
) -> Result<Vec<TrendRow>> {
    use finding::Column as C;
    let mut rows = Vec::new();
    for (day, amount) in [(C::FoundOn, whole()), (C::ClaimedOn, whole()), (C::RecoveredOn, total(C::RecoveredMinor))] {
        let found: Vec<OnDay> = finding::Entity::find()
            .filter(on_any_state(filter, sight))
            .filter(day.between(within.first, within.last))
            .filter(C::Currency.is_not_null())
            .select_only()
            .column_as(day, "on_day")
            .column(C::Currency)
            .column_as(amount, "minor")
            .group_by(day)
            .group_by(C::Currency)
            .into_model()
            .all(connection)
            .await?;
        for OnDay { on_day, currency: code, minor } in found {
            let money = minor.map(|minor| Ok::<_, crate::Error>(Money::new(minor, currency(&code)?))).transpose()?;
            let none = TrendRow { on: on_day, found: None, claimed: None, recovered: None };
            rows.push(match day {
                C::FoundOn => TrendRow { found: money, ..none },
                C::ClaimedOn => TrendRow { claimed: money, ..none },
                _ => TrendRow { recovered: money, ..none },
            });
        }
    }
    Ok(rows)
}

/// The filter's condition without states and ages. Without any other filter it says nothing, so that the query
/// stays within its index.
fn on_any_state(filter: &Filter, sight: Sight) -> sea_orm::Condition {
    let lasting = Filter {
        states: Vec::new(),
        since_from: None,
        since_to: None,
        found_from: None,
        found_to: None,
        ..filter.clone()
    };
    if lasting == (Filter { order: filter.order, ..Filter::default() }) {
        return sea_orm::Condition::all().add_option(findings_open_to(sight));
    }
    let states = model::leakage::FindingState::CODES.map(str::to_owned).to_vec();
    condition(&Filter { states, ..lasting }, sight)
}
