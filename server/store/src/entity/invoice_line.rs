//! One line of an invoice.

use sea_orm::entity::prelude::*;

/// One line of an invoice.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invoice_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub invoice_id: Uuid,
    pub customer_id: Uuid,
    pub contract_id: Option<Uuid>,
    pub position: i32,
    pub description: String,
    pub first_day: Option<Date>,
    pub last_day: Option<Date>,
    pub amount_minor: i64,
    pub vat_percent: Option<String>,
    pub matching: String,
    pub waiting_for: Option<String>,
    pub waiting_minor: i64,
    pub outside_reason: Option<String>,
    pub version: i32,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
