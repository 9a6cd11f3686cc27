//! A version of a file that hangs on a record.

use sea_orm::entity::prelude::*;

/// A version of a file that hangs on a record.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attachment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub record_kind: String,
    pub record_id: Uuid,
    pub name: String,
    pub name_key: String,
    pub number: i32,
    pub media: String,
    pub size: i64,
    pub hash: String,
    pub content_id: Uuid,
    pub added_by: Option<Uuid>,
    pub added_at: i64,
    pub removed_by: Option<Uuid>,
    pub removed_at: Option<i64>,
    pub reason: Option<String>,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
