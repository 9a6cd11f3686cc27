//! What somebody is told.

use sea_orm::entity::prelude::*;

/// What somebody is told.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notification")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Uuid,
    pub key: String,
    pub kind: String,
    pub contract_id: Option<Uuid>,
    pub notice: String,
    pub created_at: i64,
    pub read_at: Option<i64>,
    pub mail_wanted: bool,
    pub mail_id: Option<Uuid>,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
