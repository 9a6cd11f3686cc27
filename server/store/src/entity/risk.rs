//! What might happen to a contract, as somebody rated it.

use sea_orm::entity::prelude::*;

/// What might happen to a contract, as somebody rated it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "risk")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub contract_id: Uuid,
    pub title: String,
    pub kind: String,
    pub likelihood: i32,
    pub impact: i32,
    pub measure: String,
    pub owner_id: Option<Uuid>,
    pub due_on: Option<Date>,
    pub state: String,
    pub settled_on: Option<Date>,
    pub reason: String,
    pub created_at: i64,
    pub version: i32,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
