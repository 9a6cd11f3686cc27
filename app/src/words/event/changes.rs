//! Fields before and after a change.

use super::*;

/// One field before and after: `Title: Cleaning → Cleaning and waste`.
pub fn change(words: Words, change: &Change) -> String {
    let or_empty = |value: &str| if value.is_empty() { words.t(EMPTY).to_owned() } else { value.to_owned() };
    words.with(
        CHANGE,
        &[
            ("field", field(words, &change.field)),
            ("before", &or_empty(&change.before)),
            ("after", &or_empty(&change.after)),
        ],
    )
}

/// The name of a field of contracts and customers, as in the model; other names stay as they are.
pub fn field(words: Words, name: &str) -> &str {
    let text = match name {
        "title" => FIELD_TITLE,
        "contract_type" => FIELD_CONTRACT_TYPE,
        "customer" => FIELD_CUSTOMER,
        "legal_entity" => FIELD_LEGAL_ENTITY,
        "reference" => FIELD_REFERENCE,
        "owner" => FIELD_OWNER,
        "deputy" => FIELD_DEPUTY,
        "signed_on" => FIELD_SIGNED_ON,
        "starts_on" => FIELD_STARTS_ON,
        "term" => FIELD_TERM,
        "renewal" => FIELD_RENEWAL,
        "notice" => FIELD_NOTICE,
        "decision_buffer_days" => FIELD_DECISION_BUFFER,
        "currency" => FIELD_CURRENCY,
        "value" => FIELD_VALUE,
        "payment_term" => FIELD_PAYMENT_TERM,
        "purchase_order" => FIELD_PURCHASE_ORDER,
        "confidentiality" => FIELD_CONFIDENTIALITY,
        "lines" => FIELD_LINES,
        "name" => FIELD_NAME,
        "country" => FIELD_COUNTRY,
        "registration_number" => FIELD_REGISTRATION_NUMBER,
        "vat_number" => FIELD_VAT_NUMBER,
        "language" => FIELD_LANGUAGE,
        "email" => FIELD_EMAIL,
        "expires_on" => FIELD_EXPIRES_ON,
        "time_zone" => FIELD_TIME_ZONE,
        "tolerance_minor" => FIELD_TOLERANCE_MINOR,
        "tolerance_per_mille" => FIELD_TOLERANCE_PER_MILLE,
        "grace_days" => FIELD_GRACE_DAYS,
        "horizon_days" => FIELD_HORIZON_DAYS,
        "payment_days" => FIELD_PAYMENT_DAYS,
        "window_days" => FIELD_WINDOW_DAYS,
        "street" => FIELD_STREET,
        "postal_code" => FIELD_POSTAL_CODE,
        "city" => FIELD_CITY,
        "website" => FIELD_WEBSITE,
        "payment_end_of_month" => FIELD_PAYMENT_END_OF_MONTH,
        "notes" => FIELD_NOTES,
        "regime" => FIELD_REGIME,
        "role" => FIELD_ROLE,
        "phone" => FIELD_PHONE,
        "site" => FIELD_SITE,
        other => return other,
    };
    words.t(text)
}

pub(super) fn fields(words: Words, changes: &[Change]) -> String {
    let names: Vec<&str> = changes.iter().map(|change| field(words, &change.field)).collect();
    if names.is_empty() { words.t(NO_CHANGE).to_owned() } else { words.list(&names) }
}

pub(super) fn all_changes(words: Words, changes: &[Change]) -> String {
    let all: Vec<String> = changes.iter().map(|each| change(words, each)).collect();
    if all.is_empty() { words.t(NO_CHANGE).to_owned() } else { joined(words, &all) }
}

pub(super) fn team_changes(words: Words, changes: &[Change], came: &[String], left: &[String]) -> String {
    let mut all: Vec<String> = changes.iter().map(|each| change(words, each)).collect();
    for (text, names) in [(TEAM_JOINED, came), (TEAM_LEFT, left)] {
        if !names.is_empty() {
            all.push(words.with(text, &[("names", &words.list(names))]));
        }
    }
    joined(words, &all)
}

fn joined(words: Words, parts: &[String]) -> String {
    parts.join(words.t(BETWEEN_CHANGES))
}
