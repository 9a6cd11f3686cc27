//! A review of a contract; `answers` is a list of questions with answers and notes.

use sea_orm::entity::prelude::*;

/// A review of a contract; `answers` is a list of questions with answers and notes.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "review")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub contract_id: Uuid,
    pub done_on: Date,
    pub done_by: Option<Uuid>,
    pub class: String,
    pub answers: String,
    pub outcome: String,
    pub next_steps: String,
    pub created_at: i64,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
