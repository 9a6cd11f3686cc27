//! What operations do, on a real database: refused, done, recorded, nothing half-saved.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says why and fails")]

mod closing;
mod contract;
mod covered;
mod credit_note;
mod customer;
mod demonstration;
mod finding_work;
mod import;
mod import_pages;
mod import_review;
mod import_run;
mod import_signature;
mod later_payments;
mod legal_entity;
mod loose;
mod night;
mod notice;
mod office;
mod owed;
mod page;
mod people;
mod portfolio;
mod rebate;
mod reconciliation;
mod recovery;
mod saved_view;
mod settings;
mod sums;
mod taking_out;
mod teams;
mod token;
mod totals;
mod uncollected;
mod upgrade;
mod worth;
