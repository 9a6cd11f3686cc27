//! Each row of the ledger, taken apart into what became of its amount; a view.

use sea_orm::entity::prelude::*;

/// Each row of the ledger, taken apart into what became of its amount; a view.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "billing_part")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub contract_id: Uuid,
    pub customer_id: Uuid,
    pub currency: String,
    pub billing_day: Date,
    pub month: String,
    pub contracted: i64,
    pub waived: i64,
    pub unbilled: i64,
    pub overbilled: i64,
    pub billed: i64,
    pub collected: i64,
    pub forgiven: i64,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
