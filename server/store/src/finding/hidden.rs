//! Findings that somebody may not see. Sums and lists take them off what everybody together sees: they are few, and
//! asking each finding whether it may be seen would read all of them beside their indexes.

use super::{
    listing::{Filter, condition},
    sums::{claimed, total, whole},
};
use crate::{
    Result,
    entity::finding,
    sight::{Sight, findings_hidden_from, findings_open_to},
};
use model::{
    calendar::{Day, Period},
    leakage::FindingKind,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QuerySelect,
    QueryTrait, Select,
    sea_query::{Expr, ExprTrait, SelectStatement, SimpleExpr, UnionType},
};
use uuid::Uuid;

/// Hidden findings that are named one by one.
const NAMED_MOST: usize = 2_000;

/// The hidden ones among the findings that a condition leaves. `None` if all may be seen.
fn hidden_among(
    sight: Sight,
    condition: &Condition,
    read: impl Fn(Select<finding::Entity>) -> Select<finding::Entity>,
) -> Option<SelectStatement> {
    let [mut of_contracts, without] = findings_hidden_from(sight)?.map(|hidden| {
        // Found by their contract, in an index that holds what is asked for. The condition is wrapped up, or SQLite
        // would take it for the better way in and read all that it leaves.
        let kept: SimpleExpr = Expr::case(condition.clone(), 1).finally(0).into();
        read(finding::Entity::find().filter(hidden.add(kept.eq(1))).select_only()).into_query()
    });
    Some(of_contracts.union(UnionType::All, without).to_owned())
}

/// The hidden ones among the findings that a condition leaves.
#[derive(Clone, Debug)]
pub(super) enum Hidden {
    /// These; none for whom nothing is hidden.
    Named(Vec<Uuid>),
    /// Too many to be named: each query finds them again.
    From(Sight),
}

impl Hidden {
    /// What is hidden from somebody of what a condition leaves: one query, none for whom nothing is.
    pub(super) async fn among(connection: &impl ConnectionTrait, sight: Sight, condition: &Condition) -> Result<Self> {
        let Some(mut query) = hidden_among(sight, condition, |read| read.column(finding::Column::Id)) else {
            return Ok(Self::Named(Vec::new()));
        };
        let limit = u64::try_from(NAMED_MOST).unwrap_or(u64::MAX).saturating_add(1);
        let rows = connection.query_all(query.limit(limit)).await?;
        let named = rows.iter().map(|row| row.try_get("", "id")).collect::<std::result::Result<Vec<Uuid>, _>>()?;
        Ok(if named.len() > NAMED_MOST { Self::From(sight) } else { Self::Named(named) })
    }

    /// The condition on what is not hidden; `None` if nothing is.
    pub(super) fn others(&self) -> Option<Condition> {
        match self {
            Self::Named(named) if named.is_empty() => None,
            Self::Named(named) => Some(Condition::all().add(finding::Column::Id.is_not_in(named.iter().copied()))),
            Self::From(sight) => findings_open_to(*sight),
        }
    }

    /// How many findings the condition leaves that are not hidden: one query.
    pub(super) async fn count_others(&self, connection: &impl ConnectionTrait, condition: &Condition) -> Result<u64> {
        let all = finding::Entity::find().filter(condition.clone());
        match self {
            // Counted in the index, which does not hold the identity, and taken off.
            Self::Named(named) => {
                let hidden = u64::try_from(named.len()).unwrap_or(u64::MAX);
                Ok(all.count(connection).await?.saturating_sub(hidden))
            }
            Self::From(sight) => {
                Ok(all.filter(Condition::all().add_option(findings_open_to(*sight))).count(connection).await?)
            }
        }
    }
}

/// Hidden findings of one kind, owner, day, customer and currency.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct HiddenGroup {
    pub(super) kind: String,
    pub(super) owner_id: Option<Uuid>,
    pub(super) since_on: Day,
    pub(super) customer_id: Option<Uuid>,
    pub(super) currency: Option<String>,
    before_tax: bool,
    pub(super) findings: i64,
    pub(super) minor: Option<i64>,
}

/// What is taken off the sums of findings that somebody asks for: the hidden ones among them, read once for all sums.
#[derive(Clone, Debug, Default)]
pub struct TakenOff(Vec<HiddenGroup>);

impl TakenOff {
    /// The hidden ones among the findings of a filter: one query, none where nothing is hidden.
    pub async fn from(connection: &impl ConnectionTrait, sight: Sight, filter: &Filter) -> Result<Self> {
        use finding::Column as C;
        let groups = hidden_among(sight, &condition(filter, Sight::Everything), |mut read| {
            for column in [C::Kind, C::OwnerId, C::SinceOn, C::CustomerId, C::Currency, C::BeforeTax] {
                read = read.column(column).group_by(column);
            }
            read.column_as(C::State.count(), "findings").column_as(total(C::AmountMinor), "minor")
        });
        let Some(groups) = groups else { return Ok(Self::default()) };
        let rows = connection.query_all(&groups).await?;
        let groups = rows.iter().map(|row| HiddenGroup::from_query_result(row, ""));
        Ok(Self(groups.collect::<std::result::Result<_, _>>()?))
    }

    /// Those of some kinds; of all kinds if there are none.
    pub(super) fn of(&self, kinds: &[FindingKind]) -> impl Iterator<Item = &HiddenGroup> {
        let counts = move |group: &&HiddenGroup| {
            kinds.is_empty() || FindingKind::from_code(&group.kind).is_some_and(|kind| kinds.contains(&kind))
        };
        self.0.iter().filter(counts)
    }

    /// How many of them show an amount before tax.
    pub(super) fn before_tax(&self) -> u64 {
        let findings = self.0.iter().filter(|group| group.before_tax).map(|group| group.findings);
        u64::try_from(findings.fold(0_i64, i64::saturating_add)).unwrap_or_default()
    }
}

/// Hidden findings to which the same happened on the same days, in one currency.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct HiddenDays {
    pub(super) found_on: Day,
    pub(super) claimed_on: Option<Day>,
    pub(super) recovered_on: Option<Day>,
    pub(super) detected: bool,
    pub(super) currency: String,
    pub(super) whole: Option<i64>,
    pub(super) claimed: Option<i64>,
    pub(super) recovered: Option<i64>,
}

/// What happened to the hidden ones among the findings that a condition leaves, which leaves only such as have a
/// currency, of those to which something happened within some days: one query, none where nothing is hidden.
pub(super) async fn days_of_hidden(
    connection: &impl ConnectionTrait,
    sight: Sight,
    condition: &Condition,
    within: Period,
) -> Result<Vec<HiddenDays>> {
    use finding::Column as C;
    let happened = [C::FoundOn, C::ClaimedOn, C::RecoveredOn]
        .into_iter()
        .fold(Condition::any(), |any, day| any.add(day.between(within.first, within.last)));
    let days = hidden_among(sight, &condition.clone().add(happened), |mut read| {
        for column in [C::FoundOn, C::ClaimedOn, C::RecoveredOn, C::Detected, C::Currency] {
            read = read.column(column).group_by(column);
        }
        read.column_as(whole(), "whole")
            .column_as(claimed(), "claimed")
            .column_as(total(C::RecoveredMinor), "recovered")
    });
    let Some(days) = days else { return Ok(Vec::new()) };
    let rows = connection.query_all(&days).await?;
    Ok(rows.iter().map(|row| HiddenDays::from_query_result(row, "")).collect::<std::result::Result<_, _>>()?)
}
