//! A contract's terms and facts. The `next_*` and `ends_on` columns repeat what `model::term` says, so that lists can filter and sort on an index; they hold until `dates_until`.

use sea_orm::entity::prelude::*;

/// A contract's terms and facts. The `next_*` and `ends_on` columns repeat what `model::term` says, so that lists can filter and sort on an index; they hold until `dates_until`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub number: String,
    pub title: String,
    pub title_key: String,
    pub contract_type: String,
    pub customer_id: Uuid,
    pub legal_entity_id: Uuid,
    pub reference: Option<String>,
    pub owner_id: Option<Uuid>,
    pub deputy_id: Option<Uuid>,
    pub signed_on: Option<Date>,
    pub starts_on: Option<Date>,
    pub term: String,
    pub renewal: String,
    pub notice: Option<String>,
    pub decision_buffer_days: i32,
    pub date_terms: Option<String>,
    pub agreed_terms: Option<String>,
    pub currency: String,
    pub value_minor: Option<i64>,
    pub worth_minor: Option<i64>,
    pub payment_term: Option<String>,
    pub purchase_order: Option<String>,
    pub confidentiality: String,
    pub team_id: Option<Uuid>,
    pub notice_given_on: Option<Date>,
    pub notice_received_on: Option<Date>,
    pub left_early_on: Option<Date>,
    pub left_early_by: Option<String>,
    pub ended_on: Option<Date>,
    pub renewal_decided_for: Option<Date>,
    pub renewal_decision: Option<String>,
    pub extended_on: Option<Date>,
    pub extended_until: Option<Date>,
    pub customer_informed_on: Option<Date>,
    pub signature_assumed: bool,
    pub ends_on: Option<Date>,
    pub next_renewal_on: Option<Date>,
    pub next_deadline_on: Option<Date>,
    pub next_decision_on: Option<Date>,
    pub dates_until: Option<Date>,
    pub ledger_from: Option<Date>,
    pub ledger_to: Option<Date>,
    pub ledger_horizon: Option<Date>,
    pub search: String,
    pub import_id: Option<Uuid>,
    pub created_at: i64,
    pub version: i32,
    pub import_version: Option<i32>,
}

/// No relations are declared: queries name their joins.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
