//! A person who can act.

use sea_orm::entity::prelude::*;

/// A person who can act.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    pub email: String,
    pub password_hash: Option<String>,
    pub language: String,
    pub roles: String,
    pub active: bool,
    pub expires_on: Option<Date>,
    pub invitation_hash: Option<String>,
    pub invited_until: Option<i64>,
    pub failed_sign_ins: i32,
    pub locked_until: Option<i64>,
    pub created_at: i64,
    pub joined_at: Option<i64>,
    pub version: i32,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
