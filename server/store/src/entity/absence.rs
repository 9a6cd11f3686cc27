//! Days on which somebody is away, and whom they named to stand in.

use sea_orm::entity::prelude::*;

/// Days on which somebody is away, and whom they named to stand in.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "absence")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Uuid,
    pub first_on: Date,
    pub last_on: Date,
    pub stand_in_id: Uuid,
    pub version: i32,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
