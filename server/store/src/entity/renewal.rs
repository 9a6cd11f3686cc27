//! A renewal of a contract, from its opening to its outcome.

use sea_orm::entity::prelude::*;

/// A renewal of a contract, from its opening to its outcome.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "renewal")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub contract_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub term: i32,
    pub way: String,
    pub first_on: Date,
    pub deadline: Option<Date>,
    pub decide_by: Date,
    pub opened_on: Date,
    pub currency: String,
    pub value_minor: Option<i64>,
    pub decision: Option<String>,
    pub reason: Option<String>,
    pub decided_by: Option<Uuid>,
    pub decided_on: Option<Date>,
    pub awaits_second: bool,
    pub confirmed_by: Option<Uuid>,
    pub confirmed_on: Option<Date>,
    pub to_act: bool,
    pub signed_on: Option<Date>,
    pub outcome: Option<String>,
    pub version: i32,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
