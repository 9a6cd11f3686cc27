//! A company we sell to.

use sea_orm::entity::prelude::*;

/// A company we sell to.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "customer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    pub name_key: String,
    pub country: Option<String>,
    pub registration_number: Option<String>,
    pub vat_number: Option<String>,
    pub street: String,
    pub postal_code: String,
    pub city: String,
    pub website: Option<String>,
    pub language: String,
    pub owner_id: Option<Uuid>,
    pub payment_term: Option<String>,
    pub notes: String,
    pub import_id: Option<Uuid>,
    pub version: i32,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
