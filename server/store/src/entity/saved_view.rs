//! A list's filters, order and columns under a name.

use sea_orm::entity::prelude::*;

/// A list's filters, order and columns under a name.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "saved_view")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub list: String,
    pub name: String,
    pub query: String,
    pub owner_id: Uuid,
    pub shared: bool,
    pub created_at: i64,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
