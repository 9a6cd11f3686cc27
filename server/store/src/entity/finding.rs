//! A revenue-leakage finding.

use sea_orm::entity::prelude::*;

/// A revenue-leakage finding.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "finding")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub key: String,
    pub kind: String,
    pub contract_id: Option<Uuid>,
    pub customer_id: Option<Uuid>,
    pub line_id: Option<Uuid>,
    pub first_day: Option<Date>,
    pub last_day: Option<Date>,
    pub amount_minor: Option<i64>,
    pub currency: Option<String>,
    pub confidence: String,
    pub since_on: Date,
    pub evidence: String,
    pub state: String,
    pub state_reason: Option<String>,
    pub owner_id: Option<Uuid>,
    pub found_on: Date,
    pub changed_on: Date,
    pub due_on: Option<Date>,
    pub claimed_on: Option<Date>,
    pub recovered_on: Option<Date>,
    pub recovered_minor: Option<i64>,
    pub detected: bool,
    pub before_tax: bool,
    pub version: i32,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
