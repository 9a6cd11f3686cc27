//! The sums of the dashboard. Each is one query that follows an index of its own, made for it, so that tens of
//! thousands of findings are added up without being read.

use super::{
    hidden::{HiddenGroup, TakenOff, days_of_hidden},
    listing::{Filter, condition},
};
use crate::{
    Result,
    entity::{customer, finding},
    sight::Sight,
    stored::currency,
};
use model::{
    calendar::{Day, Period},
    id::{CustomerId, PersonId},
    leakage::FindingKind,
    money::Money,
    view::Age,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
    QueryTrait, TryGetable,
    sea_query::{Alias, Expr, ExprTrait, Func, Order, Query, SelectStatement, SimpleExpr, WindowStatement},
};
use std::{
    collections::{BTreeMap, HashMap},
    hash::Hash,
};
use uuid::Uuid;

/// What findings are summed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The kind of leak.
    Kind,
    /// Who pursues it.
    Owner,
    /// For how long it leaks on a day.
    Age(Day),
}

/// One of the groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// A kind.
    Kind(FindingKind),
    /// An owner, or nobody.
    Owner(Option<PersonId>),
    /// An age.
    Age(Age),
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

pub(super) fn total(column: finding::Column) -> SimpleExpr {
    Expr::from(Func::sum(Expr::col((finding::Entity, column)))).cast_as("bigint")
}

fn came_in() -> SimpleExpr {
    Func::coalesce([Expr::col((finding::Entity, finding::Column::RecoveredMinor)), Expr::val(0_i64)]).into()
}

/// What was claimed: all that was at stake, but of a finding that is claimed no longer only what came in.
pub(super) fn claimed() -> SimpleExpr {
    let found = Expr::col((finding::Entity, finding::Column::State)).eq("found");
    let part: SimpleExpr = Expr::case(found, came_in()).finally(at_stake()).into();
    Expr::from(Func::sum(part)).cast_as("bigint")
}

/// All that was at stake, also where a part of it came in and the amount is the rest.
pub(super) fn whole() -> SimpleExpr {
    Expr::from(Func::sum(at_stake())).cast_as("bigint")
}

fn at_stake() -> SimpleExpr {
    use finding::Column as C;
    let recovered = Expr::col((finding::Entity, C::State)).eq("recovered");
    let part: SimpleExpr = Expr::case(recovered, 0_i64).finally(came_in()).into();
    Expr::col((finding::Entity, C::AmountMinor)).add(part)
}

/// A number of findings, and their amount where they have one.
#[derive(Clone, Copy, Default)]
struct Tally {
    findings: i64,
    minor: Option<i64>,
}

impl Tally {
    fn add(&mut self, findings: i64, minor: Option<i64>, taken_off: bool) {
        let sign = if taken_off { -1 } else { 1 };
        self.findings = self.findings.saturating_add(findings.saturating_mul(sign));
        if let Some(minor) = minor {
            self.minor = Some(self.minor.unwrap_or_default().saturating_add(minor.saturating_mul(sign)));
        }
    }
}

/// Sums of findings per group and currency, in no particular order: one query, which reads an index in its order. Of
/// what is taken off, the filter's kinds count.
pub async fn sums(connection: &impl ConnectionTrait, off: &TakenOff, filter: &Filter, by: By) -> Result<Vec<Sum>> {
    use finding::Column as C;
    match by {
        By::Kind => {
            let group = |kind: &String| FindingKind::from_code(kind).map(Group::Kind);
            summed(connection, off, filter, C::Kind, |hidden| hidden.kind.clone(), group).await
        }
        By::Owner => {
            let group = |owner: &Option<Uuid>| Some(Group::Owner(owner.map(PersonId)));
            summed(connection, off, filter, C::OwnerId, |hidden| hidden.owner_id, group).await
        }
        By::Age(today) => {
            // By day, as the index has them: grouped by age, all findings would have to be sorted.
            let group = |since: &Day| Some(Group::Age(Age::of(*since, today)));
            summed(connection, off, filter, C::SinceOn, |hidden| hidden.since_on, group).await
        }
    }
}

async fn summed<T: TryGetable + Send>(
    connection: &impl ConnectionTrait,
    off: &TakenOff,
    filter: &Filter,
    column: finding::Column,
    hidden_of: impl Fn(&HiddenGroup) -> T,
    group: impl Fn(&T) -> Option<Group>,
) -> Result<Vec<Sum>> {
    use finding::Column as C;
    let rows: Vec<(T, Option<String>, i64, Option<i64>)> = finding::Entity::find()
        .filter(condition(filter, Sight::Everything))
        .select_only()
        .column(column)
        .column(C::Currency)
        // Not the identity, which the indexes do not hold.
        .column_as(C::State.count(), "findings")
        .column_as(total(C::AmountMinor), "minor")
        // The indexes begin with the state.
        .group_by(C::State)
        .group_by(column)
        .group_by(C::Currency)
        .into_tuple()
        .all(connection)
        .await?;
    let mut tallies: HashMap<(Group, Option<String>), Tally> = HashMap::new();
    for (of, currency, findings, minor) in rows {
        if let Some(group) = group(&of) {
            tallies.entry((group, currency)).or_default().add(findings, minor, false);
        }
    }
    for hidden in off.of(&filter.kinds) {
        if let Some(group) = group(&hidden_of(hidden)) {
            tallies.entry((group, hidden.currency.clone())).or_default().add(hidden.findings, hidden.minor, true);
        }
    }
    tallies.retain(|_, tally| tally.findings > 0);
    tallies
        .into_iter()
        .map(|((group, code), tally)| {
            let amount = match (tally.minor, code.as_deref()) {
                (Some(minor), Some(code)) => Some(Money::new(minor, currency(code)?)),
                _ => None,
            };
            Ok(Sum { group, findings: u64::try_from(tally.findings).unwrap_or_default(), amount })
        })
        .collect()
}

/// A customer with the number of their findings and the amount of them in one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopCustomer {
    /// The customer.
    pub id: CustomerId,
    /// Their name.
    pub name: String,
    /// Number of findings in that currency.
    pub findings: u64,
    /// What they come to.
    pub amount: Money,
}

/// The customers with the largest sums in each currency, by currency, the largest first: two queries.
pub async fn top_customers(
    connection: &impl ConnectionTrait,
    off: &TakenOff,
    filter: &Filter,
    most: u64,
) -> Result<Vec<TopCustomer>> {
    let mut taken_off: HashMap<(String, Uuid), Tally> = HashMap::new();
    for hidden in off.of(&filter.kinds) {
        if let (Some(currency), Some(customer)) = (&hidden.currency, hidden.customer_id) {
            taken_off.entry((currency.clone(), customer)).or_default().add(hidden.findings, hidden.minor, false);
        }
    }
    // What is taken off moves those customers down, so as many more are read.
    let read = most.saturating_add(u64::try_from(taken_off.len()).unwrap_or_default());
    let mut top: BTreeMap<String, Vec<(Uuid, Tally)>> = BTreeMap::new();
    for row in connection.query_all(&largest(filter, read, connection.get_database_backend())).await? {
        let (currency, customer): (String, Uuid) = (row.try_get("", "currency")?, row.try_get("", "customer_id")?);
        let mut tally = Tally { findings: row.try_get("", "findings")?, minor: row.try_get("", "minor")? };
        let key = (currency, customer);
        if let Some(hidden) = taken_off.get(&key) {
            tally.add(hidden.findings, hidden.minor, true);
        }
        if tally.findings > 0 {
            top.entry(key.0).or_default().push((customer, tally));
        }
    }
    for customers in top.values_mut() {
        customers.sort_by_key(|(customer, tally)| (std::cmp::Reverse(tally.minor), *customer));
        customers.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    }
    let ids = top.values().flatten().map(|(customer, _)| *customer);
    let names: HashMap<Uuid, String> = customer::Entity::find()
        .select_only()
        .columns([customer::Column::Id, customer::Column::Name])
        .filter(customer::Column::Id.is_in(ids))
        .into_tuple::<(Uuid, String)>()
        .all(connection)
        .await?
        .into_iter()
        .collect();
    let mut listed = Vec::new();
    for (code, customers) in top {
        let currency = currency(&code)?;
        listed.extend(customers.into_iter().filter_map(|(id, tally)| {
            let findings = u64::try_from(tally.findings).unwrap_or_default();
            let amount = Money::new(tally.minor?, currency);
            Some(TopCustomer { id: CustomerId(id), name: names.get(&id)?.clone(), findings, amount })
        }));
    }
    Ok(listed)
}

/// The customers with the largest sums, so many of each currency.
fn largest(filter: &Filter, most: u64, backend: DbBackend) -> SelectStatement {
    use finding::Column as C;
    let (by_customer, placed) = (Alias::new("by_customer"), Alias::new("placed"));
    let of = |column: &'static str| Expr::col(Alias::new(column));
    let counted = ["customer_id", "currency", "findings", "minor"].map(Alias::new);
    let mut summed = finding::Entity::find()
        .filter(condition(filter, Sight::Everything).add(C::Currency.is_not_null()).add(C::CustomerId.is_not_null()))
        .select_only()
        .columns([C::CustomerId, C::Currency])
        .column_as(C::State.count(), "findings")
        .column_as(total(C::AmountMinor), "minor")
        .group_by(C::CustomerId)
        .group_by(C::Currency)
        .into_query();
    // In the order of the index, state by state: in another order SQLite would sort all findings. PostgreSQL sorts none
    // and would only add up twice.
    if backend == DbBackend::Sqlite {
        let sum = |column: &'static str| Expr::from(Func::sum(of(column))).cast_as("bigint");
        let of_states = summed.add_group_by([Expr::col((finding::Entity, C::State))]).take();
        summed
            .columns(["customer_id", "currency"].map(Alias::new))
            .expr_as(sum("findings"), Alias::new("findings"))
            .expr_as(sum("minor"), Alias::new("minor"))
            .from_subquery(of_states, Alias::new("by_state"))
            .group_by_columns(["customer_id", "currency"].map(Alias::new));
    }
    let place = WindowStatement::partition_by(Alias::new("currency"))
        .order_by_expr(of("minor"), Order::Desc)
        .order_by(Alias::new("customer_id"), Order::Asc)
        .take();
    let mut ordered = Query::select();
    ordered
        .columns(counted)
        .expr_window_as(Func::cust(Alias::new("ROW_NUMBER")), place, Alias::new("place"))
        .from_subquery(summed, by_customer);
    Query::select()
        .columns(["currency", "customer_id", "findings", "minor"].map(Alias::new))
        .from_subquery(ordered, placed)
        .and_where(of("place").lte(i64::try_from(most).unwrap_or(i64::MAX)))
        .to_owned()
}

/// How many of the findings a filter leaves show an amount before tax because the tax is not known: one query. What is
/// taken off is of the same filter.
pub async fn count_before_tax(connection: &impl ConnectionTrait, off: &TakenOff, filter: &Filter) -> Result<u64> {
    let condition = condition(filter, Sight::Everything).add(finding::Column::BeforeTax.eq(true));
    Ok(finding::Entity::find().filter(condition).count(connection).await?.saturating_sub(off.before_tax()))
}

/// What happened to findings on a day, in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrendRow {
    /// The day.
    pub on: Day,
    /// At stake in findings first found on the day that count as detected.
    pub found: Option<Money>,
    /// At stake in findings claimed on the day; of those claimed no longer what came in.
    pub claimed: Option<Money>,
    /// Money that came in on the day.
    pub recovered: Option<Money>,
}

/// What was found, claimed and recovered within some days, whatever became of it since: three queries, and one more
/// for whom some findings are hidden. Of the filter only kinds, customer, contract, owner, sureness, currency and words
/// count.
pub async fn trend(
    connection: &impl ConnectionTrait,
    sight: Sight,
    filter: &Filter,
    within: Period,
) -> Result<Vec<TrendRow>> {
    use finding::Column as C;
    let any_state = on_any_state(filter).add(C::Currency.is_not_null());
    let hidden = days_of_hidden(connection, sight, &any_state, within).await?;
    let mut rows = Vec::new();
    for (day, amount) in [(C::FoundOn, whole()), (C::ClaimedOn, claimed()), (C::RecoveredOn, total(C::RecoveredMinor))]
    {
        let mut tallies: HashMap<(Day, String), Tally> = HashMap::new();
        let mut summed = any_state.clone().add(day.between(within.first, within.last));
        if matches!(day, C::FoundOn) {
            summed = summed.add(C::Detected.eq(true));
        }
        let found: Vec<(Day, String, Option<i64>)> = finding::Entity::find()
            .filter(summed)
            .select_only()
            .column(day)
            .column(C::Currency)
            .column_as(amount, "minor")
            .group_by(day)
            .group_by(C::Currency)
            .into_tuple()
            .all(connection)
            .await?;
        for (on, code, minor) in found {
            tallies.entry((on, code)).or_default().add(0, minor, false);
        }
        for group in &hidden {
            let (on, minor) = match day {
                C::FoundOn => (group.detected.then_some(group.found_on), group.whole),
                C::ClaimedOn => (group.claimed_on, group.claimed),
                _ => (group.recovered_on, group.recovered),
            };
            if let Some(on) = on.filter(|on| within.contains(*on)) {
                tallies.entry((on, group.currency.clone())).or_default().add(0, minor, true);
            }
        }
        for ((on, code), tally) in tallies {
            let money =
                tally.minor.map(|minor| Ok::<_, crate::Error>(Money::new(minor, currency(&code)?))).transpose()?;
            let none = TrendRow { on, found: None, claimed: None, recovered: None };
            rows.push(match day {
                C::FoundOn => TrendRow { found: money, ..none },
                C::ClaimedOn => TrendRow { claimed: money, ..none },
                _ => TrendRow { recovered: money, ..none },
            });
        }
    }
    Ok(rows)
}

/// The filter's condition without states and ages. With kinds alone it says nothing of states, so that the query stays
/// within its index.
fn on_any_state(filter: &Filter) -> Condition {
    let lasting = Filter {
        states: Vec::new(),
        detected: false,
        since_from: None,
        since_to: None,
        found_from: None,
        found_to: None,
        ..filter.clone()
    };
    let of_kinds = Filter { kinds: filter.kinds.clone(), order: filter.order, ..Filter::default() };
    if lasting == of_kinds {
        let kinds = filter.kinds.iter().map(|kind| kind.code());
        return Condition::all().add_option((!filter.kinds.is_empty()).then(|| finding::Column::Kind.is_in(kinds)));
    }
    let states = model::leakage::FindingState::CODES.map(str::to_owned).to_vec();
    condition(&Filter { states, ..lasting }, Sight::Everything)
}
