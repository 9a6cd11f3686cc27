//! The history of everything, a stretch at a time, and the names of what it is about.

use super::Link;
use crate::{
    Result,
    entity::{contract, customer, event, finding, import, invoice, legal_entity, person, team},
    sight::{Sight, visible_to},
};
use model::id::PersonId;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use std::collections::HashMap;
use uuid::Uuid;

/// Which part of the history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only what this person did.
    pub by: Option<PersonId>,
    /// Only events about this kind of record.
    pub kind: Option<String>,
    /// Kinds of record that may not be seen at all.
    pub without: Vec<&'static str>,
}

/// From where on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum From {
    /// From the newest event.
    #[default]
    Newest,
    /// The events just before a place.
    Before(i64),
    /// The events just after a place.
    After(i64),
}

fn condition(sight: Sight, filter: &Filter) -> Condition {
    let mut all = Condition::all().add(event::Column::SubjectKind.is_not_in(filter.without.iter().copied()));
    if let Some(PersonId(by)) = filter.by {
        all = all.add(event::Column::ActorId.eq(by));
    }
    if let Some(kind) = &filter.kind {
        all = all.add(event::Column::SubjectKind.eq(kind));
    }
    if sight == Sight::Everything {
        return all;
    }
    // What happened to a contract is seen by whoever sees the contract, what was found in it likewise.
    let contracts =
        || contract::Entity::find().select_only().column(contract::Column::Id).filter(visible_to(sight)).into_query();
    let findings = finding::Entity::find()
        .select_only()
        .column(finding::Column::Id)
        .filter(
            Condition::any()
                .add(finding::Column::ContractId.is_null())
                .add(finding::Column::ContractId.in_subquery(contracts())),
        )
        .into_query();
    all.add(
        Condition::any()
            .add(event::Column::SubjectKind.is_not_in(["contract", "finding"]))
            .add(event::Column::SubjectId.in_subquery(contracts()))
            .add(event::Column::SubjectId.in_subquery(findings)),
    )
}

/// A stretch of the history, the newest first, and whether more follows in the direction that was asked for.
pub async fn list(
    connection: &impl ConnectionTrait,
    sight: Sight,
    filter: &Filter,
    from: From,
    limit: u64,
) -> Result<(Vec<Link>, bool)> {
    let found = event::Entity::find().filter(condition(sight, filter)).limit(limit + 1);
    let found = match from {
        From::Newest => found.order_by_desc(event::Column::Sequence),
        From::Before(place) => found.filter(event::Column::Sequence.lt(place)).order_by_desc(event::Column::Sequence),
        From::After(place) => found.filter(event::Column::Sequence.gt(place)).order_by_asc(event::Column::Sequence),
    };
    let mut links = found.all(connection).await?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = links.len() > limit;
    links.truncate(limit);
    if matches!(from, From::After(_)) {
        links.reverse();
    }
    Ok((links, more))
}

/// What a record is called, and its number where it has one.
pub type Name = (String, Option<String>);

/// The names of the records that events are about, one query for each kind among them. What is no longer there has
/// none.
pub async fn names(connection: &impl ConnectionTrait, links: &[Link]) -> Result<HashMap<Uuid, Name>> {
    let of_kind = |kind: &str| -> Vec<Uuid> {
        let mut ids: Vec<Uuid> =
            links.iter().filter(|link| link.subject_kind == kind).filter_map(|link| link.subject_id).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    let mut names = HashMap::new();
    macro_rules! named {
        ($kind:literal, $table:ident, $name:ident) => {
            let ids = of_kind($kind);
            if !ids.is_empty() {
                let rows: Vec<(Uuid, String)> = $table::Entity::find()
                    .select_only()
                    .column($table::Column::Id)
                    .column($table::Column::$name)
                    .filter($table::Column::Id.is_in(ids))
                    .into_tuple()
                    .all(connection)
                    .await?;
                names.extend(rows.into_iter().map(|(id, name)| (id, (name, None))));
            }
        };
    }
    named!("person", person, Name);
    named!("team", team, Name);
    named!("legal_entity", legal_entity, Name);
    named!("customer", customer, Name);
    named!("invoice", invoice, Number);
    named!("import", import, FileName);
    let numbered = |(id, title, number): (Uuid, String, String)| (id, (title, Some(number)));
    let ids = of_kind("contract");
    if !ids.is_empty() {
        let rows: Vec<(Uuid, String, String)> = contract::Entity::find()
            .select_only()
            .column(contract::Column::Id)
            .column(contract::Column::Title)
            .column(contract::Column::Number)
            .filter(contract::Column::Id.is_in(ids))
            .into_tuple()
            .all(connection)
            .await?;
        names.extend(rows.into_iter().map(numbered));
    }
    let ids = of_kind("finding");
    if !ids.is_empty() {
        let contract = finding::Entity::belongs_to(contract::Entity)
            .from(finding::Column::ContractId)
            .to(contract::Column::Id)
            .into();
        let rows: Vec<(Uuid, String, String)> = finding::Entity::find()
            .select_only()
            .column(finding::Column::Id)
            .column(contract::Column::Title)
            .column(contract::Column::Number)
            .join(JoinType::InnerJoin, contract)
            .filter(finding::Column::Id.is_in(ids))
            .into_tuple()
            .all(connection)
            .await?;
        names.extend(rows.into_iter().map(numbered));
    }
    Ok(names)
}
