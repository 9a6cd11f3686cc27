//! Money received for an invoice.

use sea_orm::entity::prelude::*;

/// Money received for an invoice.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub invoice_id: Uuid,
    pub received_on: Date,
    pub amount_minor: i64,
    pub recovery_id: Option<Uuid>,
    pub finding_id: Option<Uuid>,
    pub contract_id: Option<Uuid>,
    pub import_id: Option<Uuid>,
    pub person_id: Option<Uuid>,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
