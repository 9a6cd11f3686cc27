//! Which part of an invoice line bills which ledger row.

use sea_orm::entity::prelude::*;

/// Which part of an invoice line bills which ledger row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "billing_match")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub invoice_line_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub expected_billing_id: Uuid,
    pub contract_id: Uuid,
    pub amount_minor: i64,
    pub confidence: String,
    pub reasons: String,
    pub matched_by: Option<Uuid>,
    pub matched_at: i64,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
