//! The ledger: what the terms promise for one line and period.

use sea_orm::entity::prelude::*;

/// The ledger: what the terms promise for one line and period.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "expected_billing")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub contract_id: Uuid,
    pub customer_id: Uuid,
    pub line_id: Uuid,
    pub first_day: Date,
    pub last_day: Date,
    pub revision: i32,
    pub billing_day: Date,
    pub amount_minor: i64,
    pub currency: String,
    pub formula: String,
    pub reason: Option<String>,
    pub billed_minor: i64,
    pub credited_minor: i64,
    pub recovered_minor: i64,
    pub owed_minor: i64,
    pub given_back_minor: i64,
    pub kept_minor: i64,
    pub returned_minor: i64,
    pub spared_minor: i64,
    pub state: String,
    pub waived_reason: Option<String>,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
