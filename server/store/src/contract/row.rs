//! A contract as rows, and back.

use super::{Contract, StoredDates};
use crate::{
    Result,
    entity::{contract, contract_reader, price_line},
    stored::{currency, from_json, from_name, json, name},
    words::order_key,
};
use model::{
    contract::{Confidentiality, ContractDetails, ContractFacts, DateTerms, EarlyNotice, Extension},
    id::{ContractId, CustomerId, ImportId, LegalEntityId, PersonId, TeamId},
    money::Money,
    price_line::PriceLine,
};

pub(super) fn row_of(contract: &Contract, dates: StoredDates, search: String, now: i64) -> Result<contract::Model> {
    let Contract { id, number, details, facts, import, version } = contract;
    let ContractDetails {
        title,
        contract_type,
        customer,
        legal_entity,
        reference,
        owner,
        deputy,
        signed_on,
        starts_on,
        term,
        renewal,
        notice,
        decision_buffer_days,
        date_terms,
        agreed_terms,
        currency,
        value,
        payment_term,
        purchase_order,
        confidentiality,
    } = details;
    let ContractFacts {
        notice_given_on,
        notice_received_on,
        left_early,
        ended_on,
        renewal_decided_for,
        renewal_decision,
        extension,
        customer_informed_on,
        signature_assumed,
    } = facts;
    let (sight, team) = match confidentiality {
        Confidentiality::Organisation => ("organisation", None),
        Confidentiality::Team { team } => ("team", Some(team.0)),
        Confidentiality::People { people: _ } => ("people", None),
    };
    Ok(contract::Model {
        id: id.0,
        number: number.clone(),
        title: title.clone(),
        title_key: order_key(title),
        contract_type: name("contract type", contract_type)?,
        customer_id: customer.0,
        legal_entity_id: legal_entity.0,
        reference: reference.clone(),
        owner_id: owner.map(|person| person.0),
        deputy_id: deputy.map(|person| person.0),
        signed_on: *signed_on,
        starts_on: *starts_on,
        term: json("term", term)?,
        renewal: json("renewal", renewal)?,
        notice: notice.as_ref().map(|notice| json("notice", notice)).transpose()?,
        decision_buffer_days: i32::try_from(*decision_buffer_days).unwrap_or(i32::MAX),
        // What few contracts have is told apart from what all the others do not.
        date_terms: (*date_terms != DateTerms::default()).then(|| json("terms about dates", date_terms)).transpose()?,
        agreed_terms: (!agreed_terms.is_empty()).then(|| json("agreed terms", agreed_terms)).transpose()?,
        currency: currency.code().to_owned(),
        value_minor: value.map(|value| value.minor),
        // Computed from the price lines, too, by whoever writes them.
        worth_minor: None,
        payment_term: payment_term.as_ref().map(|term| json("payment term", term)).transpose()?,
        purchase_order: purchase_order.clone(),
        confidentiality: sight.to_owned(),
        team_id: team,
        notice_given_on: *notice_given_on,
        notice_received_on: *notice_received_on,
        left_early_on: left_early.map(|notice| notice.on),
        left_early_by: left_early.map(|notice| name("side", &notice.by)).transpose()?,
        ended_on: *ended_on,
        renewal_decided_for: *renewal_decided_for,
        renewal_decision: renewal_decision.map(|decision| decision.code().to_owned()),
        extended_on: extension.map(|extension| extension.agreed_on),
        extended_until: extension.map(|extension| extension.until),
        customer_informed_on: *customer_informed_on,
        signature_assumed: *signature_assumed,
        ends_on: dates.ends_on,
        next_renewal_on: dates.next_renewal_on,
        next_deadline_on: dates.next_deadline_on,
        next_decision_on: dates.next_decision_on,
        dates_until: dates.until,
        ledger_from: dates.ledger.from,
        ledger_to: dates.ledger.to,
        ledger_horizon: dates.ledger.horizon,
        search,
        import_id: import.map(|import| import.0),
        created_at: now,
        version: *version,
        import_version: None,
    })
}

pub(super) fn contract_of(row: contract::Model, readers: Vec<PersonId>) -> Result<Contract> {
    let currency = currency(&row.currency)?;
    let confidentiality = match (row.confidentiality.as_str(), row.team_id) {
        ("organisation", _) => Confidentiality::Organisation,
        ("team", Some(team)) => Confidentiality::Team { team: TeamId(team) },
        // Anything else is read as the narrowest, never as the widest.
        _ => Confidentiality::People { people: readers },
    };
    let agreed_terms = row.agreed_terms.as_deref().map(|terms| from_json("agreed terms", terms));
    let decision = row.renewal_decision.as_deref().map(|decision| from_name("decision", decision));
    let date_terms = row.date_terms.as_deref().map(|terms| from_json("terms about dates", terms));
    let left_early = row.left_early_on.zip(row.left_early_by.as_deref());
    let left_early = left_early.map(|(on, by)| from_name("side", by).map(|by| EarlyNotice { by, on }));
    Ok(Contract {
        id: ContractId(row.id),
        number: row.number,
        details: ContractDetails {
            title: row.title,
            contract_type: from_name("contract type", &row.contract_type)?,
            customer: CustomerId(row.customer_id),
            legal_entity: LegalEntityId(row.legal_entity_id),
            reference: row.reference,
            owner: row.owner_id.map(PersonId),
            deputy: row.deputy_id.map(PersonId),
            signed_on: row.signed_on,
            starts_on: row.starts_on,
            term: from_json("term", &row.term)?,
            renewal: from_json("renewal", &row.renewal)?,
            notice: row.notice.as_deref().map(|notice| from_json("notice", notice)).transpose()?,
            decision_buffer_days: u32::try_from(row.decision_buffer_days).unwrap_or_default(),
            date_terms: date_terms.transpose()?.unwrap_or_default(),
            agreed_terms: agreed_terms.transpose()?.unwrap_or_default(),
            currency,
            value: row.value_minor.map(|minor| Money::new(minor, currency)),
            payment_term: row.payment_term.as_deref().map(|term| from_json("payment term", term)).transpose()?,
            purchase_order: row.purchase_order,
            confidentiality,
        },
        facts: ContractFacts {
            notice_given_on: row.notice_given_on,
            notice_received_on: row.notice_received_on,
            left_early: left_early.transpose()?,
            ended_on: row.ended_on,
            renewal_decided_for: row.renewal_decided_for,
            renewal_decision: decision.transpose()?,
            extension: row.extended_on.zip(row.extended_until).map(|(agreed_on, until)| Extension { agreed_on, until }),
            customer_informed_on: row.customer_informed_on,
            signature_assumed: row.signature_assumed,
        },
        import: row.import_id.map(ImportId),
        version: row.version,
    })
}

/// What free-text search looks through, folded to lower case.
pub(super) fn search_text(contract: &Contract, customer: &str) -> String {
    let ContractDetails { title, reference, purchase_order, .. } = &contract.details;
    search_of(&contract.number, title, customer, reference.as_deref(), purchase_order.as_deref())
}

/// The same from the columns themselves.
pub(super) fn search_of(
    number: &str,
    title: &str,
    customer: &str,
    reference: Option<&str>,
    order: Option<&str>,
) -> String {
    let (reference, order) = (reference.unwrap_or_default(), order.unwrap_or_default());
    format!("{number} {title} {customer} {reference} {order}").to_lowercase()
}

pub(super) fn readers_of(contract: &Contract) -> Vec<contract_reader::Model> {
    match &contract.details.confidentiality {
        Confidentiality::People { people } => people
            .iter()
            .map(|person| contract_reader::Model { contract_id: contract.id.0, person_id: person.0 })
            .collect(),
        Confidentiality::Organisation | Confidentiality::Team { team: _ } => Vec::new(),
    }
}

pub(super) fn line_of(contract: ContractId, line: &PriceLine) -> Result<price_line::Model> {
    Ok(price_line::Model {
        id: line.id.0,
        contract_id: contract.0,
        position: i32::try_from(line.position).unwrap_or(i32::MAX),
        terms: json("price line", line)?,
    })
}
