//! The append-only history as a hash chain.
//!
//! The hash of a link is SHA-256 over the canonical JSON of everything in it and the hash of the link
//! before it, so that a changed, removed or inserted link breaks the chain at its place. The hash of the
//! last link, noted elsewhere, proves the whole.

mod last;
mod whole;

pub use last::{last_of_contract, last_of_organisation, last_of_person};
pub use store::history::From as HistoryFrom;
pub use whole::list;

use crate::{Actor, Office, Result};
use model::{
    calendar::Moment,
    event::{Event, Subject},
    id::{CustomerId, FindingId, ImportId, InvoiceId, PersonId},
    permission::Permission,
    refusal::Refusal,
    view::PastEvent,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use store::{ConnectionTrait, Page, history::Link};
use uuid::Uuid;

/// The hash before the first link.
const BEGINNING: &str = "0000000000000000000000000000000000000000000000000000000000000000";

fn subject_columns(subject: Subject) -> (&'static str, Option<Uuid>) {
    match subject {
        Subject::Organisation => ("organisation", None),
        Subject::Person(id) => ("person", Some(id.0)),
        Subject::Team(id) => ("team", Some(id.0)),
        Subject::LegalEntity(id) => ("legal_entity", Some(id.0)),
        Subject::Customer(id) => ("customer", Some(id.0)),
        Subject::Contract(id) => ("contract", Some(id.0)),
        Subject::Invoice(id) => ("invoice", Some(id.0)),
        Subject::Finding(id) => ("finding", Some(id.0)),
        Subject::Import(id) => ("import", Some(id.0)),
    }
}

/// The subject of a link: what [`subject_columns`] wrote. Nothing where the columns say what no program has written.
fn subject_of(kind: &str, id: Option<Uuid>) -> Option<Subject> {
    Some(match (kind, id) {
        ("organisation", None) => Subject::Organisation,
        ("person", Some(id)) => Subject::Person(id.into()),
        ("team", Some(id)) => Subject::Team(id.into()),
        ("legal_entity", Some(id)) => Subject::LegalEntity(id.into()),
        ("customer", Some(id)) => Subject::Customer(id.into()),
        ("contract", Some(id)) => Subject::Contract(id.into()),
        ("invoice", Some(id)) => Subject::Invoice(id.into()),
        ("finding", Some(id)) => Subject::Finding(id.into()),
        ("import", Some(id)) => Subject::Import(id.into()),
        _ => return None,
    })
}

/// JSON with the keys of every object in order: `serde_json` keeps its maps sorted, so writing a value
/// that was parsed into a [`Value`] is canonical whatever the database did to the text.
fn canonical(body: &Value) -> String {
    body.to_string()
}

fn hash_of(link: &Link) -> String {
    let body: Value = serde_json::from_str(&link.body).unwrap_or(Value::Null);
    let whole = json!({
        "sequence": link.sequence,
        "at": link.at,
        "actor": link.actor_id,
        "subject": [link.subject_kind, link.subject_id],
        "body": body,
        "previous": link.previous,
    });
    let digest = Sha256::digest(canonical(&whole).as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Appends events to the chain, inside the transaction of the changes they tell of.
pub(crate) async fn append(
    connection: &impl ConnectionTrait,
    by: Option<PersonId>,
    at: Moment,
    events: &[(Subject, Event)],
) -> Result<()> {
    if events.is_empty() {
        return Ok(());
    }
    let last = store::history::lock_last(connection).await?;
    let (mut sequence, mut previous) = last.map_or((0, BEGINNING.to_owned()), |link| (link.sequence, link.hash));
    let mut links = Vec::with_capacity(events.len());
    for (subject, event) in events {
        sequence += 1;
        let (subject_kind, subject_id) = subject_columns(*subject);
        let mut link = Link {
            sequence,
            at: at.timestamp_millis(),
            actor_id: by.map(|person| person.0),
            subject_kind: subject_kind.to_owned(),
            subject_id,
            body: canonical(&serde_json::to_value(event)?),
            previous: previous.clone(),
            hash: String::new(),
        };
        link.hash = hash_of(&link);
        previous.clone_from(&link.hash);
        links.push(link);
    }
    Ok(store::history::append(connection, links).await?)
}

/// What a check of the whole chain found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every link follows from the one before it.
    Whole {
        /// Number of links.
        links: i64,
        /// Hash of the last one.
        head: String,
    },
    /// The first link that does not.
    BrokenAt {
        /// Its place in the chain.
        sequence: i64,
    },
}

/// Checks the whole chain.
pub async fn verify(office: &Office) -> Result<Verdict> {
    let (mut sequence, mut head) = (0, BEGINNING.to_owned());
    loop {
        let links = store::history::after(office.store.reading(), sequence, 5_000).await?;
        if links.is_empty() {
            return Ok(Verdict::Whole { links: sequence, head });
        }
        for link in links {
            if link.sequence != sequence + 1 || link.previous != head || hash_of(&link) != link.hash {
                return Ok(Verdict::BrokenAt { sequence: sequence + 1 });
            }
            sequence = link.sequence;
            head = link.hash;
        }
    }
}

/// What happened to a contract, the newest first.
///
/// # Errors
/// [`Refusal::NotFound`] if there is no such contract or it may not be seen.
pub async fn of_contract(actor: &Actor, number: &str) -> Result<Vec<PastEvent>> {
    let reading = actor.read(Permission::ViewHistory)?;
    let found = store::contract::find_by_number(reading.connection(), reading.sight(), number).await?;
    of_subject(actor, found.ok_or(Refusal::NotFound)?.id.0).await
}

/// What people did with a finding, the newest first.
///
/// # Errors
/// [`Refusal::NotFound`] if there is no such finding or its contract may not be seen.
pub async fn of_finding(actor: &Actor, id: FindingId) -> Result<Vec<PastEvent>> {
    let reading = actor.read(Permission::ViewHistory)?;
    let found = store::finding::find(reading.connection(), reading.sight(), id).await?;
    of_subject(actor, found.ok_or(Refusal::NotFound)?.id.0).await
}

/// What happened to an invoice and its payments, the newest first, with the imports that brought them.
///
/// # Errors
/// [`Refusal::NotFound`] if there is no such invoice or it bills a contract that may not be seen.
pub async fn of_invoice(actor: &Actor, id: InvoiceId) -> Result<Vec<PastEvent>> {
    actor.read(Permission::ViewBilling)?;
    let reading = actor.read(Permission::ViewHistory)?;
    let connection = reading.connection();
    let (stored, _) = store::invoice::find(connection, reading.sight(), id).await?.ok_or(Refusal::NotFound)?;
    let payments = store::invoice::payments_of(connection, &[id], None).await?;
    let mut imports: Vec<Uuid> = payments.into_iter().filter_map(|payment| payment.import).map(|id| id.0).collect();
    imports.extend(stored.import.map(|id| id.0));
    imports.sort_unstable();
    imports.dedup();
    let page = Page::first(SHOWN_MOST);
    let mut links = store::history::of_subjects(connection, &[id.0], page).await?;
    // Of an import only that it came: whatever else happened to it is not about this invoice.
    for link in store::history::of_subjects(connection, &imports, page).await? {
        if matches!(serde_json::from_str(&link.body)?, Event::ImportAccepted { .. } | Event::PaymentsImported { .. }) {
            links.push(link);
        }
    }
    links.sort_by_key(|link| std::cmp::Reverse(link.sequence));
    told(actor, links).await
}

/// What happened to an import, the newest first.
///
/// # Errors
/// [`Refusal::NotPermitted`] unless the actor may import.
pub async fn of_import(actor: &Actor, id: ImportId) -> Result<Vec<PastEvent>> {
    actor.read(Permission::Import)?;
    of_subject(actor, id.0).await
}

/// What happened to a customer, its places and its people, the newest first.
///
/// # Errors
/// [`Refusal::NotFound`] if there is no such customer.
pub async fn of_customer(actor: &Actor, id: CustomerId) -> Result<Vec<PastEvent>> {
    let reading = actor.read(Permission::ViewCustomers)?;
    let found = store::customer::find(reading.connection(), id).await?;
    of_subject(actor, found.ok_or(Refusal::NotFound)?.id.0).await
}

/// The most events shown at once.
const SHOWN_MOST: u64 = 200;

async fn of_subject(actor: &Actor, subject: Uuid) -> Result<Vec<PastEvent>> {
    let reading = actor.read(Permission::ViewHistory)?;
    let links = store::history::of_subjects(reading.connection(), &[subject], Page::first(SHOWN_MOST)).await?;
    told(actor, links).await
}

async fn told(actor: &Actor, links: Vec<Link>) -> Result<Vec<PastEvent>> {
    let names = crate::person::names(actor).await?;
    links
        .into_iter()
        .map(|link| {
            Ok(PastEvent {
                at: Moment::from_timestamp_millis(link.at).unwrap_or_default(),
                by: link.actor_id.and_then(|id| names.get(&PersonId(id)).cloned()),
                event: serde_json::from_str(&link.body)?,
                details: Vec::new(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_read_as_it_was_written() {
        let id = Uuid::from_u128(7);
        let all = [
            Subject::Organisation,
            Subject::Person(id.into()),
            Subject::Team(id.into()),
            Subject::LegalEntity(id.into()),
            Subject::Customer(id.into()),
            Subject::Contract(id.into()),
            Subject::Invoice(id.into()),
            Subject::Finding(id.into()),
            Subject::Import(id.into()),
        ];
        for subject in all {
            let (kind, id) = subject_columns(subject);
            assert_eq!(subject_of(kind, id), Some(subject));
        }
        assert_eq!(subject_of("organisation", Some(id)), None);
        assert_eq!(subject_of("contract", None), None);
    }
}
