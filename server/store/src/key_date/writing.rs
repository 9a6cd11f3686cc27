//! Writing key dates.

use crate::{
    Result,
    entity::{contract, key_date},
    stored::{Write, insert_all, name, update_all},
};
use model::{
    calendar::Day,
    id::ContractId,
    key_date::{KeyDate, KeyDateKind, band},
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

/// Rows that one statement deletes.
const DELETED_TOGETHER: usize = 100;

type Key = (Uuid, String, Uuid, Day);

fn key(row: &key_date::Model) -> Key {
    (row.contract_id, row.kind.clone(), row.subject, row.day)
}

/// Makes the key dates of contracts be just these, of the kinds given; other kinds stay. Only what differs is written, so
/// the same again writes nothing. Dates of contracts that are not named, or that are not there, are left alone.
pub async fn replace(
    connection: &impl ConnectionTrait,
    contracts: &[ContractId],
    kinds: &[KeyDateKind],
    dates: &[(ContractId, KeyDate)],
) -> Result<()> {
    let kinds = kinds.iter().map(|kind| name("kind of key date", kind)).collect::<Result<Vec<_>>>()?;
    for some in contracts.chunks(1_000) {
        replace_some(connection, some, &kinds, dates).await?;
    }
    Ok(())
}

async fn replace_some(
    connection: &impl ConnectionTrait,
    contracts: &[ContractId],
    kinds: &[String],
    dates: &[(ContractId, KeyDate)],
) -> Result<()> {
    use key_date::Column as C;
    let existing = key_date::Entity::find()
        .filter(C::ContractId.is_in(contracts.iter().map(|id| id.0)))
        .filter(C::Kind.is_in(kinds.iter().cloned()))
        .all(connection)
        .await?;
    let mut existing: HashMap<Key, key_date::Model> = existing.into_iter().map(|row| (key(&row), row)).collect();
    let (mut new, mut changed) = (Vec::new(), Vec::new());
    let terms = terms_of(connection, contracts).await?;
    for (contract, date) in dates {
        let Some(terms) = terms.get(&contract.0) else { continue };
        let row = row_of(contract.0, terms, date)?;
        match existing.remove(&key(&row)) {
            None => new.push(row),
            Some(found) if found != row => changed.push(row),
            Some(_) => {}
        }
    }
    let gone: Vec<Key> = existing.into_keys().collect();
    for some in gone.chunks(DELETED_TOGETHER) {
        let any = some.iter().fold(Condition::any(), |any, (contract, kind, subject, day)| {
            let one = Condition::all().add(C::ContractId.eq(*contract)).add(C::Kind.eq(kind.as_str()));
            any.add(one.add(C::Subject.eq(*subject)).add(C::Day.eq(*day)))
        });
        key_date::Entity::delete_many().filter(any).exec(connection).await?;
    }
    let columns = [C::CustomerId, C::OwnerId, C::Assigned, C::Confidential, C::Currency, C::AmountMinor, C::Band];
    let columns: Vec<_> =
        columns.into_iter().chain([C::Label, C::Done]).map(|column| (column, Write::Always)).collect();
    let values = changed.into_iter().map(|row| {
        let key_date::Model {
            contract_id,
            kind,
            subject,
            day,
            customer_id,
            owner_id,
            assigned,
            confidential,
            currency,
            amount_minor,
            band,
            label,
            done,
        } = row;
        vec![
            contract_id.into(),
            kind.into(),
            subject.into(),
            day.into(),
            customer_id.into(),
            owner_id.into(),
            assigned.into(),
            confidential.into(),
            currency.into(),
            amount_minor.into(),
            band.into(),
            label.into(),
            done.into(),
        ]
    });
    let found_by = [C::ContractId, C::Kind, C::Subject, C::Day];
    update_all::<key_date::Entity>(connection, &found_by, &columns, values.collect()).await?;
    insert_all::<key_date::Entity, _>(connection, new).await
}

/// What key dates repeat of their contract.
struct Terms {
    customer: Uuid,
    owner: Option<Uuid>,
    confidential: bool,
    currency: String,
}

async fn terms_of(connection: &impl ConnectionTrait, contracts: &[ContractId]) -> Result<HashMap<Uuid, Terms>> {
    use contract::Column as C;
    let rows: Vec<(Uuid, Uuid, Option<Uuid>, String, String)> = contract::Entity::find()
        .select_only()
        .columns([C::Id, C::CustomerId, C::OwnerId, C::Confidentiality, C::Currency])
        .filter(C::Id.is_in(contracts.iter().map(|id| id.0)))
        .into_tuple()
        .all(connection)
        .await?;
    let terms = rows.into_iter().map(|(id, customer, owner, sight, currency)| {
        (id, Terms { customer, owner, confidential: sight != "organisation", currency })
    });
    Ok(terms.collect())
}

fn row_of(contract: Uuid, terms: &Terms, date: &KeyDate) -> Result<key_date::Model> {
    let KeyDate { kind, subject, day, amount, label, owner, done } = date;
    Ok(key_date::Model {
        contract_id: contract,
        kind: name("kind of key date", kind)?,
        subject: *subject,
        day: *day,
        customer_id: terms.customer,
        owner_id: owner.map(|person| person.0).or(terms.owner),
        assigned: owner.is_some(),
        confidential: terms.confidential,
        currency: amount.map_or_else(|| terms.currency.clone(), |amount| amount.currency.code().to_owned()),
        amount_minor: amount.map(|amount| amount.minor),
        band: band(*amount),
        label: label.clone(),
        done: *done,
    })
}
