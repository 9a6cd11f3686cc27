//! What a side of a contract has promised. `rule` is the value of an `RRULE` (RFC 5545) counted from `first_on`, empty for what falls due once, on `first_on`.

use sea_orm::entity::prelude::*;

/// What a side of a contract has promised. `rule` is the value of an `RRULE` (RFC 5545) counted from `first_on`, empty for what falls due once, on `first_on`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "obligation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub contract_id: Uuid,
    pub title: String,
    pub kind: String,
    pub side: String,
    pub first_on: Date,
    pub rule: Option<String>,
    pub grace_days: i32,
    pub owner_id: Option<Uuid>,
    pub clause: Option<String>,
    pub line_id: Option<Uuid>,
    pub amount_minor: Option<i64>,
    pub currency: String,
    pub evidence: bool,
    pub notes: String,
    pub follows_from: Option<Date>,
    pub made_until: Option<Date>,
    pub made_to_end: Option<Date>,
    pub created_at: i64,
    pub version: i32,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
