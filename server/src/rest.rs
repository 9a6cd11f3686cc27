//! The public API: the operations, asked by programs with a personal token instead of a session.
//!
//! Reading order: [`caller`] (who asks), [`problem`] (how every refusal is answered), [`ask`] and [`answer`] (the
//! habits all requests share), then one module a feature, each with its types and its handlers. The types are a
//! contract with programs we do not know: they are mapped from the model by name, so that a new field is noticed and a
//! renamed one does not slip through. [`document`] makes the OpenAPI document from the same handlers.
//!
//! No cookie is read here, so that no other site can make a browser ask for anything.

mod absence;
mod answer;
mod ask;
mod attachment;
mod billing;
mod caller;
mod contract;
mod customer;
pub mod document;
mod finding;
mod holiday;
mod idempotency;
mod import;
mod invoice;
mod job;
mod key_date;
mod leakage;
mod legal_entity;
mod matching;
mod notification;
mod obligation;
mod person;
mod price_line;
mod problem;
mod reminder;
mod renewal;
mod risk;
mod service_visit;
mod wire;

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    http::StatusCode,
    middleware::{from_fn, from_fn_with_state},
};
use model::refusal::Refusal;
use operations::Office;
use tower_http::{catch_panic::CatchPanicLayer, limit::RequestBodyLimitLayer, timeout::TimeoutLayer};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{config::Config, rate::Limiter, upload};

/// Where the API lives.
pub const ROOT: &str = "/api/v1";
/// Longest time until an answer.
const PATIENCE: Duration = Duration::from_secs(30);
/// Longest time for sending, reading and accepting a file.
const FILE_PATIENCE: Duration = Duration::from_secs(300);
/// Largest request that is no file.
const BODY_MOST: usize = 256 * 1024;
/// Requests of one token at once, and the time in which one of them is given back.
const BURST: u32 = 100;
const INTERVAL: Duration = Duration::from_millis(100);
/// Wrong tokens of one address at once, and the time in which one of them is given back: a program that was not told
/// of a new token is no attack yet.
const WRONG_BURST: u32 = 50;
const WRONG_INTERVAL: Duration = Duration::from_secs(1);

/// Every route that is no file, with what the document says of it.
fn plain() -> OpenApiRouter<Office> {
    OpenApiRouter::default()
        .routes(routes!(document::read_document))
        .routes(routes!(person::find_me))
        .routes(routes!(person::list_people))
        .routes(routes!(absence::list_absences, absence::enter_absence))
        .routes(routes!(absence::change_absence))
        .routes(routes!(absence::take_absence_back))
        .routes(routes!(contract::list_contracts, contract::terms::create_contract))
        .routes(routes!(contract::choices::list_choices))
        .routes(routes!(contract::find_contract, contract::terms::edit_contract))
        .routes(routes!(contract::dates::change_date_terms))
        .routes(routes!(contract::list_contract_ledger))
        .routes(routes!(contract::list_contract_history))
        .routes(routes!(contract::notice::give_notice))
        .routes(routes!(contract::notice::record_notice))
        .routes(routes!(contract::notice::leave_early))
        .routes(routes!(contract::notice::take_back_notice))
        .routes(routes!(renewal::list_renewals))
        .routes(routes!(renewal::find_renewal))
        .routes(routes!(renewal::decide_renewal))
        .routes(routes!(renewal::confirm_renewal))
        .routes(routes!(renewal::decline_renewal))
        .routes(routes!(renewal::sign_renewal))
        .routes(routes!(renewal::take_back_signature))
        .routes(routes!(service_visit::list_contract_visits))
        .routes(routes!(service_visit::promise::create_visit_promise))
        .routes(routes!(
            service_visit::promise::find_visit_promise,
            service_visit::promise::edit_visit_promise,
            service_visit::promise::remove_visit_promise
        ))
        .routes(routes!(service_visit::add_extra_visit))
        .routes(routes!(service_visit::list_visits))
        .routes(routes!(service_visit::find_visit))
        .routes(routes!(service_visit::step::plan_visit))
        .routes(routes!(service_visit::step::unplan_visit))
        .routes(routes!(service_visit::step::announce_visit))
        .routes(routes!(service_visit::step::announce_visit_by_mail))
        .routes(routes!(service_visit::step::take_visit_report_back))
        .routes(routes!(service_visit::step::cancel_visit))
        .routes(routes!(service_visit::step::close_visit))
        .routes(routes!(service_visit::step::accept_visit))
        .routes(routes!(service_visit::step::refuse_visit))
        .routes(routes!(obligation::list_obligations, obligation::create_obligation))
        .routes(routes!(obligation::find_obligation, obligation::edit_obligation, obligation::remove_obligation))
        .routes(routes!(obligation::occurrence::list_occurrences))
        .routes(routes!(obligation::occurrence::find_occurrence))
        .routes(routes!(obligation::occurrence::fulfil_obligation))
        .routes(routes!(obligation::occurrence::hand_over_deliverable))
        .routes(routes!(obligation::occurrence::accept_deliverable))
        .routes(routes!(obligation::occurrence::refuse_deliverable))
        .routes(routes!(obligation::occurrence::waive_obligation))
        .routes(routes!(obligation::occurrence::take_back_step))
        .routes(routes!(risk::listing::list_risks))
        .routes(routes!(risk::find_risk))
        .routes(routes!(reminder::list_reminder_rules))
        .routes(routes!(reminder::change_reminder_rule))
        .routes(routes!(holiday::list_holidays))
        .routes(routes!(holiday::say_holiday, holiday::reset_holiday))
        .routes(routes!(risk::create_risk))
        .routes(routes!(risk::edit_risk))
        .routes(routes!(risk::settle_risk))
        .routes(routes!(risk::review_contract))
        .routes(routes!(customer::list_customers, customer::create_customer))
        .routes(routes!(customer::find_customer, customer::edit_customer, customer::remove_customer))
        .routes(routes!(customer::site::list_sites, customer::site::create_site))
        .routes(routes!(customer::site::find_site, customer::site::edit_site, customer::site::remove_site))
        .routes(routes!(customer::contact::list_contacts, customer::contact::create_contact))
        .routes(routes!(
            customer::contact::find_contact,
            customer::contact::edit_contact,
            customer::contact::remove_contact
        ))
        .routes(routes!(legal_entity::list_legal_entities, legal_entity::create_legal_entity))
        .routes(routes!(
            legal_entity::find_legal_entity,
            legal_entity::edit_legal_entity,
            legal_entity::remove_legal_entity
        ))
        .routes(routes!(key_date::list_key_dates))
        .routes(routes!(billing::list_billing))
        .routes(routes!(invoice::list_invoices))
        .routes(routes!(invoice::find_invoice))
        .routes(routes!(invoice::payment::record_payment))
        .routes(routes!(invoice::payment::take_payment_back))
        .routes(routes!(invoice::taking_out::take_out_invoice))
        .routes(routes!(invoice::taking_out::take_out_payment))
        .routes(routes!(matching::list_waiting))
        .routes(routes!(matching::find_waiting))
        .routes(routes!(matching::match_line))
        .routes(routes!(matching::set_aside))
        .routes(routes!(matching::take_up))
        .routes(routes!(matching::undo_match))
        .routes(routes!(notification::list_notifications))
        .routes(routes!(notification::read_notification))
        .routes(routes!(notification::list_mails))
        .routes(routes!(job::list_jobs))
        .routes(routes!(job::find_job))
        .routes(routes!(job::retry_job))
        .routes(routes!(leakage::sum_leakage))
        .routes(routes!(finding::list_findings))
        .routes(routes!(finding::find_finding))
        .routes(routes!(finding::claim::claim_finding))
        .routes(routes!(finding::claim::recover_finding))
        .routes(routes!(finding::recovery::list_recoveries))
        .routes(routes!(finding::recovery::take_back_recovery))
        .routes(routes!(finding::claim::waive_finding))
        .routes(routes!(finding::claim::withdraw_claim))
        .routes(routes!(finding::claim::reopen_finding))
        .routes(routes!(finding::work::list_pursuers))
        .routes(routes!(finding::work::assign_finding))
        .routes(routes!(finding::work::set_due_day))
        .routes(routes!(finding::work::list_comments, finding::work::comment_finding))
        .routes(routes!(attachment::remove_contract_file))
        .routes(routes!(attachment::remove_invoice_file))
        .routes(routes!(attachment::remove_finding_file))
        .routes(routes!(attachment::service_visit::remove_visit_file))
        .routes(routes!(attachment::obligation::remove_occurrence_file))
}

/// The routes that read a file.
fn files() -> OpenApiRouter<Office> {
    OpenApiRouter::default()
        .routes(routes!(import::list_imports, import::upload_import))
        .routes(routes!(import::review_import))
        .routes(routes!(import::accept_import))
        .routes(routes!(import::undo_import))
        .routes(routes!(import::discard_import))
}

/// The routes of files that hang on records, which come and go piece by piece.
fn attachments() -> OpenApiRouter<Office> {
    OpenApiRouter::default()
        .routes(routes!(attachment::list_contract_files, attachment::attach_contract_file))
        .routes(routes!(attachment::find_contract_file))
        .routes(routes!(attachment::read_contract_file))
        .routes(routes!(attachment::list_invoice_files, attachment::attach_invoice_file))
        .routes(routes!(attachment::find_invoice_file))
        .routes(routes!(attachment::read_invoice_file))
        .routes(routes!(attachment::list_finding_files, attachment::attach_finding_file))
        .routes(routes!(attachment::find_finding_file))
        .routes(routes!(attachment::read_finding_file))
        .routes(routes!(attachment::service_visit::list_visit_files, attachment::service_visit::attach_visit_file))
        .routes(routes!(attachment::service_visit::find_visit_file))
        .routes(routes!(attachment::service_visit::read_visit_file))
        .routes(routes!(attachment::obligation::list_occurrence_files, attachment::obligation::attach_occurrence_file))
        .routes(routes!(attachment::obligation::find_occurrence_file))
        .routes(routes!(attachment::obligation::read_occurrence_file))
}

/// Everything the API answers, to be nested at [`ROOT`].
pub fn router(office: &Office, config: &Config) -> Router {
    let door = caller::Door {
        office: office.clone(),
        asked: Arc::new(Limiter::new(BURST, INTERVAL)),
        wrong: Arc::new(Limiter::new(WRONG_BURST, WRONG_INTERVAL)),
        trusted_proxy: config.trusted_proxy,
    };
    let within = |patience| TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, patience);
    let plain = Router::from(plain())
        .layer(from_fn(idempotency::once))
        .layer(RequestBodyLimitLayer::new(BODY_MOST))
        .layer(within(PATIENCE));
    let files = Router::from(files())
        .layer(axum::extract::DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(upload::FILE_MOST))
        .layer(within(FILE_PATIENCE));
    // No limit of size or time stands around these: the office says how large a file may be, and who falls silent is not
    // waited for.
    let attachments = Router::from(attachments()).layer(axum::extract::DefaultBodyLimit::disable());
    // Read from below: the last layer is the first that a request meets.
    plain
        .merge(files)
        .merge(attachments)
        .fallback(async || problem::Trouble::from(Refusal::NotFound))
        .with_state(office.clone())
        .layer(CatchPanicLayer::custom(problem::panicked))
        .layer(from_fn_with_state(door, caller::stand))
        .layer(from_fn(problem::dress))
}
