//! A match that a person took back, so that it is not made again without them.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "match_refusal")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub invoice_line_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub expected_billing_id: Uuid,
    pub refused_by: Option<Uuid>,
    pub refused_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
