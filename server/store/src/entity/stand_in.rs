//! Who stands in on which days of an absence, as it follows from all absences: written anew with each of them.

use sea_orm::entity::prelude::*;

/// Who stands in on which days of an absence, as it follows from all absences: written anew with each of them.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stand_in")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub first_on: Date,
    pub last_on: Date,
    pub stand_in_id: Option<Uuid>,
    pub away_until: Date,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
