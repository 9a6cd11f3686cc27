//! How far accepting an import, or taking it back, has come.

use sea_orm::entity::prelude::*;

/// How far accepting an import, or taking it back, has come.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_run")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub import_id: Uuid,
    pub goal: String,
    pub stage: String,
    pub after: Option<String>,
    pub done: i64,
    pub total: i64,
    pub work: String,
    pub begun_by: Option<Uuid>,
    pub begun_at: i64,
    pub worker: Uuid,
    pub held_until: i64,
    pub attempts: i32,
    pub step: i32,
    pub failure: Option<String>,
    pub ended_at: Option<i64>,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
