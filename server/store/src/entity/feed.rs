//! A person's calendar feed; of its address only the hash is kept.

use sea_orm::entity::prelude::*;

/// A person's calendar feed; of its address only the hash is kept.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "feed")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Uuid,
    pub name: String,
    pub filter: String,
    pub hash: String,
    pub created_at: i64,
    pub read_at: Option<i64>,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
