//! What was given up of an invoice with a finding about it.

use sea_orm::entity::prelude::*;

/// What was given up of an invoice: written with its finding, so that the sums of the ledger know of it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invoice_waiver")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub finding_id: Uuid,
    pub invoice_id: Uuid,
    pub contract_id: Option<Uuid>,
    pub amount_minor: i64,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
