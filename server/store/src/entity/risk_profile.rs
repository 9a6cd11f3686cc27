//! How a contract that is looked at was judged last: its score, class and next review, as the rule says them.

use sea_orm::entity::prelude::*;

/// How a contract that is looked at was judged last: its score, class and next review, as the rule says them.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "risk_profile")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub contract_id: Uuid,
    pub since_on: Date,
    pub score: i32,
    pub class: String,
    pub open_risks: i32,
    pub reviewed_on: Option<Date>,
    pub review_on: Option<Date>,
    pub version: i32,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
