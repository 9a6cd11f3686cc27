//! Sums of the ledger by month, kept by triggers: one scope for all contracts open to the organisation (the nil identity), one for each other contract.

use sea_orm::entity::prelude::*;

/// Sums of the ledger by month, kept by triggers: one scope for all contracts open to the organisation (the nil identity), one for each other contract.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "billing_month")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub scope: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub currency: String,
    #[sea_orm(primary_key, auto_increment = false)]
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
