//! Work to be done, shared by all nodes.

use sea_orm::entity::prelude::*;

/// Work to be done, shared by all nodes.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "job")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    pub argument: String,
    pub due_at: i64,
    pub state: String,
    pub attempts: i32,
    pub claimed_until: Option<i64>,
    pub error: Option<String>,
    pub finished_at: Option<i64>,
    pub key: Option<String>,
    pub worker: Option<Uuid>,
    pub queued_at: i64,
    pub begun_at: Option<i64>,
    pub version: i32,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
