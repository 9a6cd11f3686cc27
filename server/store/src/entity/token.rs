//! A personal token for the API.

use sea_orm::entity::prelude::*;

/// A personal token for the API.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "token")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Uuid,
    pub hash: String,
    pub prefix: String,
    pub name: String,
    pub scopes: String,
    pub created_at: i64,
    pub expires_on: Date,
    pub last_used_at: Option<i64>,
    pub revoked_at: Option<i64>,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
