//! Which contracts an actor may see, as a condition for every query that starts from contracts.

use crate::entity::{contract, contract_reader, team_member};
use model::id::PersonId;
use sea_orm::{ColumnTrait, Condition, QuerySelect, QueryTrait, entity::EntityTrait, prelude::QueryFilter};

/// What an actor may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// Every contract: jobs, administrators, managers and auditors.
    Everything,
    /// What is open to the organisation, and what concerns this person: as owner, deputy, member of the
    /// team, or named.
    Of(PersonId),
}

/// The condition on the contract table that leaves what may be seen.
pub fn visible_to(sight: Sight) -> Condition {
    let Sight::Of(person) = sight else {
        return Condition::all();
    };
    let teams = team_member::Entity::find()
        .select_only()
        .column(team_member::Column::TeamId)
        .filter(team_member::Column::PersonId.eq(person.0))
        .into_query();
    let named = contract_reader::Entity::find()
        .select_only()
        .column(contract_reader::Column::ContractId)
        .filter(contract_reader::Column::PersonId.eq(person.0))
        .into_query();
    Condition::any()
        .add(contract::Column::Confidentiality.eq("organisation"))
        .add(contract::Column::OwnerId.eq(person.0))
        .add(contract::Column::DeputyId.eq(person.0))
        .add(contract::Column::TeamId.in_subquery(teams))
        .add(contract::Column::Id.in_subquery(named))
}
