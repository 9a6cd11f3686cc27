//! What of recovered money counts for a row of the ledger.

use sea_orm::entity::prelude::*;

/// What of recovered money counts for a row of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recovery_part")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub recovery_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub expected_billing_id: Uuid,
    pub amount_minor: i64,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
