//! Key dates by day, kind, currency and size, counted and added up by triggers.

use sea_orm::entity::prelude::*;

/// Key dates by day, kind, currency and size, counted and added up by triggers.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "key_date_sum")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: Date,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub currency: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub band: i16,
    #[sea_orm(primary_key, auto_increment = false)]
    pub done: bool,
    #[sea_orm(primary_key, auto_increment = false)]
    pub confidential: bool,
    pub dates: i64,
    pub amount_minor: i64,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
