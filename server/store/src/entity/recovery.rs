//! Money that came in on a finding.

use sea_orm::entity::prelude::*;

/// Money that came in on a finding.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recovery")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub finding_id: Uuid,
    pub received_on: Date,
    pub amount_minor: i64,
    pub currency: String,
    pub shown_minor: i64,
    pub person_id: Option<Uuid>,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
