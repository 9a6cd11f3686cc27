//! The sums of the dashboard. Each is one query that follows an index of its own, made for it, so that tens of
//! thousands of findings are added up without being read.

use super::listing::{Filter, condition};
use crate::{
    Result,
    entity::{customer, finding},
    sight::{Sight, findings_hidden_from, findings_open_to},
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
    ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter,
    QuerySelect, QueryTrait, TryGetable,
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

fn total(column: finding::Column) -> SimpleExpr {
    Expr::from(Func::sum(Expr::col((finding::Entity, column)))).cast_as("bigint")
}

fn came_in() -> SimpleExpr {
    Func::coalesce([Expr::col((finding::Entity, finding::Column::RecoveredMinor)), Expr::val(0_i64)]).into()
}

/// What was claimed: all that was at stake, but of a finding that is claimed no longer only what came in.
fn claimed() -> SimpleExpr {
    let found = Expr::col((finding::Entity, finding::Column::State)).eq("found");
    let part: SimpleExpr = Expr::case(found, came_in()).finally(at_stake()).into();
    Expr::from(Func::sum(part)).cast_as("bigint")
}

/// All that was at stake, also where a part of it came in and the amount is the rest.
fn whole() -> SimpleExpr {
    Expr::from(Func::sum(at_stake())).cast_as("bigint")
}

fn at_stake() -> SimpleExpr {
    use finding::Column as C;
    let recovered = Expr::col((finding::Entity, C::State)).eq("recovered");
    let part: SimpleExpr = Expr::case(recovered, 0_i64).finally(came_in()).into();
    Expr::col((finding::Entity, C::AmountMinor)).add(part)
}

/// Findings that somebody may not see. Sums take them off what everybody together sees: they are few, and asking each
/// finding whether it may be seen would read all of them beside their indexes.
#[derive(Clone, Debug)]
pub struct Hidden(Vec<Uuid>, Option<Sight>);

/// Hidden findings that are named one by one.
const NAMED_MOST: usize = 2_000;

impl Hidden {
    /// What is hidden from somebody: one query, none for whom nothing is.
    pub async fn from(connection: &impl ConnectionTrait, sight: Sight) -> Result<Self> {
        let Some(condition) = findings_hidden_from(sight) else { return Ok(Self(Vec::new(), None)) };
        let limit = u64::try_from(NAMED_MOST).unwrap_or(u64::MAX).saturating_add(1);
        let named: Vec<Uuid> = finding::Entity::find()
            .filter(condition)
            .select_only()
            .column(finding::Column::Id)
            .limit(limit)
            .into_tuple()
            .all(connection)
            .await?;
        // Of more, each query finds them again.
        Ok(if named.len() > NAMED_MOST { Self(Vec::new(), Some(sight)) } else { Self(named, None) })
    }

    /// The condition on what is hidden; `None` if nothing is.
    fn condition(&self) -> Option<Condition> {
        let named = || Condition::all().add(finding::Column::Id.is_in(self.0.iter().copied()));
        match self.1 {
            Some(sight) => findings_hidden_from(sight),
            None => (!self.0.is_empty()).then(named),
        }
    }

    /// The condition on what is not hidden; `None` if nothing is.
    pub(super) fn others(&self) -> Option<Condition> {
        let others = || Condition::all().add(finding::Column::Id.is_not_in(self.0.iter().copied()));
        match self.1 {
            Some(sight) => findings_open_to(sight),
            None => (!self.0.is_empty()).then(others),
        }
    }

    /// What a sum over a condition reads: everything, and what is then taken off.
    fn read(&self, condition: &Condition) -> impl Iterator<Item = (Condition, bool)> {
        // What is hidden is found by its identity. The condition is wrapped up, or SQLite would take it for the better
        // way in and read all that it leaves.
        let hidden = self.condition().map(|hidden| {
            let kept: SimpleExpr = Expr::case(condition.clone(), 1).finally(0).into();
            (Condition::all().add(hidden).add(kept.eq(1)), true)
        });
        std::iter::once((condition.clone(), false)).chain(hidden)
    }
}

/// Hidden findings of one kind, owner, day, customer and currency.
#[derive(Clone, Debug, FromQueryResult)]
struct HiddenGroup {
    kind: String,
    owner_id: Option<Uuid>,
    since_on: Day,
    customer_id: Option<Uuid>,
    currency: Option<String>,
    findings: i64,
    minor: Option<i64>,
}

/// What is taken off the sums of findings that somebody asks for: the hidden ones among them, read once for all sums.
#[derive(Clone, Debug, Default)]
pub struct TakenOff(Vec<HiddenGroup>);

impl TakenOff {
    /// The hidden ones among the findings of a filter: one query, none where nothing is hidden.
    pub async fn from(connection: &impl ConnectionTrait, hidden: &Hidden, filter: &Filter) -> Result<Self> {
        use finding::Column as C;
        let Some((read, _)) = hidden.read(&condition(filter, Sight::Everything)).nth(1) else {
            return Ok(Self::default());
        };
        let mut query = finding::Entity::find().filter(read).select_only();
        for column in [C::Kind, C::OwnerId, C::SinceOn, C::CustomerId, C::Currency] {
            query = query.column(column).group_by(column);
        }
        let query = query.column_as(C::State.count(), "findings").column_as(total(C::AmountMinor), "minor");
        Ok(Self(query.into_model().all(connection).await?))
    }

    /// Those of some kinds; of all kinds if there are none.
    fn of(&self, kinds: &[FindingKind]) -> impl Iterator<Item = &HiddenGroup> {
        let counts = move |group: &&HiddenGroup| {
            kinds.is_empty() || FindingKind::from_code(&group.kind).is_some_and(|kind| kinds.contains(&kind))
        };
        self.0.iter().filter(counts)
    }
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

/// How many of the findings a filter leaves show an amount before tax because the tax is not known: one query, and one
/// for whom some are hidden.
pub async fn count_before_tax(connection: &impl ConnectionTrait, hidden: &Hidden, filter: &Filter) -> Result<u64> {
    count(connection, hidden, &condition(filter, Sight::Everything).add(finding::Column::BeforeTax.eq(true))).await
}

/// How many findings a condition leaves that are not hidden: one query, or two where some are.
pub(super) async fn count(connection: &impl ConnectionTrait, hidden: &Hidden, condition: &Condition) -> Result<u64> {
    let mut found = 0_i64;
    for (read, taken_off) in hidden.read(condition) {
        let some = i64::try_from(finding::Entity::find().filter(read).count(connection).await?).unwrap_or(i64::MAX);
        found = found.saturating_add(if taken_off { some.saturating_neg() } else { some });
    }
    Ok(u64::try_from(found).unwrap_or_default())
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

/// What was found, claimed and recovered within some days, whatever became of it since: three queries, and three more
/// for whom some findings are hidden. Of the filter only kinds, customer, contract, owner, sureness, currency and words
/// count.
pub async fn trend(
    connection: &impl ConnectionTrait,
    hidden: &Hidden,
    filter: &Filter,
    within: Period,
) -> Result<Vec<TrendRow>> {
    use finding::Column as C;
    let mut rows = Vec::new();
    for (day, amount) in [(C::FoundOn, whole()), (C::ClaimedOn, claimed()), (C::RecoveredOn, total(C::RecoveredMinor))]
    {
        let mut tallies: HashMap<(Day, String), Tally> = HashMap::new();
        let mut summed =
            on_any_state(filter).add(day.between(within.first, within.last)).add(C::Currency.is_not_null());
        if matches!(day, C::FoundOn) {
            summed = summed.add(C::Detected.eq(true));
        }
        for (read, taken_off) in hidden.read(&summed) {
            let found: Vec<(Day, String, Option<i64>)> = finding::Entity::find()
                .filter(read)
                .select_only()
                .column(day)
                .column(C::Currency)
                .column_as(amount.clone(), "minor")
                .group_by(day)
                .group_by(C::Currency)
                .into_tuple()
                .all(connection)
                .await?;
            for (on, code, minor) in found {
                tallies.entry((on, code)).or_default().add(0, minor, taken_off);
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
