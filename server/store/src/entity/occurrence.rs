//! A day on which an obligation falls due, and what became of it. Everything but `progress` is repeated so that lists can filter and sort by it.

use sea_orm::entity::prelude::*;

/// A day on which an obligation falls due, and what became of it. Everything but `progress` is repeated so that lists can filter and sort by it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "occurrence")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub obligation_id: Uuid,
    pub contract_id: Uuid,
    pub due_on: Date,
    pub kind: String,
    pub side: String,
    pub title_key: String,
    pub owner_id: Option<Uuid>,
    pub late_from: Date,
    pub lapsed: bool,
    pub standing: String,
    pub percent: i32,
    pub on_time: Option<bool>,
    pub accepted_at_first: Option<bool>,
    pub progress: String,
    pub version: i32,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
