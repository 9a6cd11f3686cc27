//! One run of an import.

use sea_orm::entity::prelude::*;

/// One run of an import.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: String,
    pub file_name: String,
    pub content: Vec<u8>,
    pub choices: String,
    pub mapping: String,
    pub decisions: String,
    pub state: String,
    pub summary: String,
    pub created_by: Option<Uuid>,
    pub created_at: i64,
    pub finished_at: Option<i64>,
    pub version: i32,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
