//! A day that somebody must not miss. Customer, owner (unless assigned) and confidentiality repeat those of the contract, so that calendars filter on an index.

use sea_orm::entity::prelude::*;

/// A day that somebody must not miss. Customer, owner (unless assigned) and confidentiality repeat those of the contract, so that calendars filter on an index.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "key_date")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub contract_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: Date,
    pub customer_id: Uuid,
    pub owner_id: Option<Uuid>,
    pub assigned: bool,
    pub confidential: bool,
    pub currency: String,
    pub amount_minor: Option<i64>,
    pub band: i16,
    pub label: String,
    pub done: bool,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
