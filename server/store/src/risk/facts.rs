//! What the product knows of contracts that their risk follows from.

use crate::{
    Result,
    entity::{finding, service_visit},
    obligation,
};
use model::{calendar::Day, id::ContractId, leakage::FindingKind, risk::Facts};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

/// The facts of contracts on a day, but for those that follow from their terms: three queries. The visits are those that
/// [`model::service_visit::Visit::state`] calls missed.
pub async fn facts(
    connection: &impl ConnectionTrait,
    contracts: &[ContractId],
    day: Day,
) -> Result<HashMap<ContractId, Facts>> {
    use service_visit::Column as V;
    let ids = || contracts.iter().map(|id| id.0);
    let mut facts: HashMap<ContractId, Facts> = HashMap::new();
    let whole = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    for (contract, count) in obligation::overdue_of_ours(connection, contracts, day).await? {
        facts.entry(contract).or_default().overdue_obligations = whole(count);
    }
    let missed: Vec<(Uuid, i64)> = service_visit::Entity::find()
        .select_only()
        .column(V::ContractId)
        .column_as(V::Id.count(), "visits")
        .filter(V::ContractId.is_in(ids()))
        .filter(V::DoneOn.is_null())
        .filter(V::CancelledOn.is_null())
        .filter(V::LastDay.lt(day))
        .filter(Condition::any().add(V::PlannedOn.is_null()).add(V::PlannedOn.lt(day)))
        .group_by(V::ContractId)
        .into_tuple()
        .all(connection)
        .await?;
    for (contract, count) in missed {
        facts.entry(ContractId(contract)).or_default().missed_visits = whole(count);
    }
    let overdue: Vec<Option<Uuid>> = finding::Entity::find()
        .select_only()
        .column(finding::Column::ContractId)
        .distinct()
        .filter(finding::Column::ContractId.is_in(ids()))
        .filter(finding::Column::Kind.eq(FindingKind::Overdue.code()))
        .filter(finding::Column::State.is_in(["found", "claimed"]))
        .into_tuple()
        .all(connection)
        .await?;
    for contract in overdue.into_iter().flatten() {
        facts.entry(ContractId(contract)).or_default().payments_overdue = true;
    }
    Ok(facts)
}
