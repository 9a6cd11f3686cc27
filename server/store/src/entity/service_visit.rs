//! A service visit.

use sea_orm::entity::prelude::*;

/// A service visit.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "service_visit")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub contract_id: Uuid,
    pub site_id: Option<Uuid>,
    pub promise_id: Option<Uuid>,
    pub year: Option<i32>,
    pub number: Option<i32>,
    pub description: String,
    pub first_day: Date,
    pub last_day: Date,
    pub planned_on: Option<Date>,
    pub planned_at: Option<i32>,
    pub technician_id: Option<Uuid>,
    pub announced_on: Option<Date>,
    pub done_on: Option<Date>,
    pub report: Option<String>,
    pub report_key: Option<String>,
    pub cancelled_on: Option<Date>,
    pub cancelled_reason: Option<String>,
    pub proposal: Option<String>,
    pub decision: Option<String>,
    pub version: i32,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
