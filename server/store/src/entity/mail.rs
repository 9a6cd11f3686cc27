//! A mail to somebody, with what it tells of pointing to it.

use sea_orm::entity::prelude::*;

/// A mail to somebody, with what it tells of pointing to it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Uuid,
    pub key: String,
    pub job_id: Uuid,
    pub created_at: i64,
    pub sent_at: Option<i64>,
    pub withdrawn_at: Option<i64>,
    pub failure: Option<String>,
    pub visit_id: Option<Uuid>,
    pub to_name: Option<String>,
    pub to_address: Option<String>,
    pub to_language: Option<String>,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
