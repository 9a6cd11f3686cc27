//! Tables as types: one file a table, plain columns. The meaning of a column stands in `model`;
//! moments (`*_at`, `*_until` as `i64`) are milliseconds since 1970 in UTC, days are calendar days.
#![allow(missing_docs)]

pub mod person;
pub mod team;
pub mod team_member;
pub mod session;
pub mod setting;
pub mod legal_entity;
pub mod customer;
pub mod contract;
pub mod contract_reader;
pub mod price_line;
pub mod expected_billing;
pub mod invoice;
pub mod invoice_line;
pub mod payment;
pub mod billing_match;
pub mod finding;
pub mod import;
pub mod import_mapping;
pub mod event;
pub mod numbering;
pub mod job;
