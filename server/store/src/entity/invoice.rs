//! An invoice or credit note.

use sea_orm::entity::prelude::*;

/// An invoice or credit note.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invoice")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: String,
    pub number: String,
    pub legal_entity_id: Option<Uuid>,
    pub customer_id: Uuid,
    pub contract_reference: Option<String>,
    pub corrects: Option<String>,
    pub issued_on: Date,
    pub due_on: Option<Date>,
    pub currency: String,
    pub total_minor: Option<i64>,
    pub import_id: Option<Uuid>,
    pub created_at: i64,
    pub version: i32,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
