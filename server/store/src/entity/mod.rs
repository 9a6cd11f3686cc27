//! Tables as types: one file a table, plain columns. The meaning of a column stands in `model`;
//! moments (`*_at`, `*_until` as `i64`) are milliseconds since 1970 in UTC, days are calendar days.
#![allow(missing_docs)]

pub mod billing_match;
pub mod billing_month;
pub mod billing_part;
pub mod contact;
pub mod contract;
pub mod contract_reader;
pub mod contract_word;
pub mod customer;
pub mod customer_key;
pub mod event;
pub mod expected_billing;
pub mod finding;
pub mod finding_comment;
pub mod former_line;
pub mod idempotency;
pub mod import;
pub mod import_mapping;
pub mod import_run;
pub mod invoice;
pub mod invoice_line;
pub mod job;
pub mod legal_entity;
pub mod match_refusal;
pub mod numbering;
pub mod payment;
pub mod person;
pub mod price_line;
pub mod saved_view;
pub mod session;
pub mod setting;
pub mod site;
pub mod team;
pub mod team_member;
pub mod token;
