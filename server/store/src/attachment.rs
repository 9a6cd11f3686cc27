//! Files that hang on records, version by version.

use crate::{
    Error, Result,
    entity::{attachment, contract, finding, invoice, occurrence, service_visit},
    stored::{from_name, millis, moment, name},
};
use model::{
    attachment::{AttachedTo, media::MediaType},
    calendar::Moment,
    id::{AttachmentId, ContentId, ContractId, OccurrenceId, PersonId, VisitId},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
    sea_query::{Expr, SelectStatement},
};
use std::collections::HashSet;
use uuid::Uuid;

/// A version of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Identity.
    pub id: AttachmentId,
    /// The record on which it hangs.
    pub record: AttachedTo,
    /// Its name.
    pub name: String,
    /// Which version of the file of that name it is, from 1.
    pub number: u32,
    /// What it is.
    pub media: MediaType,
    /// Its size in bytes.
    pub size: u64,
    /// The SHA-256 of its content.
    pub hash: String,
    /// Its content.
    pub content: ContentId,
    /// Who added it; the program itself if nobody.
    pub by: Option<PersonId>,
    /// When it was added.
    pub at: Moment,
}

fn attachment_of(row: attachment::Model) -> Result<Attachment> {
    let attachment::Model {
        id,
        record_kind,
        record_id,
        name,
        name_key: _,
        number,
        media,
        size,
        hash,
        content_id,
        added_by,
        added_at,
        removed_by: _,
        removed_at: _,
        reason: _,
    } = row;
    let record = AttachedTo::of_kind(&record_kind, record_id)
        .ok_or(Error::Unreadable { what: "record_kind", cause: record_kind })?;
    Ok(Attachment {
        id: AttachmentId(id),
        record,
        name,
        number: u32::try_from(number).unwrap_or_default(),
        media: from_name("media", &media)?,
        size: u64::try_from(size).unwrap_or_default(),
        hash,
        content: ContentId(content_id),
        by: added_by.map(PersonId),
        at: moment(added_at),
    })
}

fn row_of(added: &Attachment) -> Result<attachment::Model> {
    let Attachment { id, record, name: called, number, media, size, hash, content, by, at } = added.clone();
    let unreadable = |cause: std::num::TryFromIntError| Error::Unreadable { what: "size", cause: cause.to_string() };
    Ok(attachment::Model {
        id: id.0,
        record_kind: record.kind().to_owned(),
        record_id: record.id(),
        name_key: model::attachment::name::key(&called),
        name: called,
        number: i32::try_from(number).map_err(unreadable)?,
        media: name("media", &media)?,
        size: i64::try_from(size).map_err(unreadable)?,
        hash,
        content_id: content.0,
        added_by: by.map(|by| by.0),
        added_at: millis(at),
        removed_by: None,
        removed_at: None,
        reason: None,
    })
}

/// Adds a version.
///
/// # Errors
/// [`Error::Taken`] if that version of the file is there already.
pub async fn insert(connection: &impl ConnectionTrait, added: &Attachment) -> Result<()> {
    let row = row_of(added)?.into_active_model();
    attachment::Entity::insert(row).exec_without_returning(connection).await.map_err(Error::of_unique)?;
    Ok(())
}

/// The number of the last version of a file, be it removed; 0 if there never was one.
pub async fn last_number(connection: &impl ConnectionTrait, record: AttachedTo, called: &str) -> Result<u32> {
    let found: Option<i32> = attachment::Entity::find()
        .select_only()
        .column(attachment::Column::Number)
        .filter(attachment::Column::RecordKind.eq(record.kind()))
        .filter(attachment::Column::RecordId.eq(record.id()))
        .filter(attachment::Column::NameKey.eq(model::attachment::name::key(called)))
        .order_by_desc(attachment::Column::Number)
        .limit(1)
        .into_tuple()
        .one(connection)
        .await?;
    Ok(found.and_then(|number| u32::try_from(number).ok()).unwrap_or_default())
}

/// The files of a record: by name, the last version of each first; without those that were removed.
pub async fn of_record(connection: &impl ConnectionTrait, record: AttachedTo) -> Result<Vec<Attachment>> {
    let rows = attachment::Entity::find()
        .filter(attachment::Column::RecordKind.eq(record.kind()))
        .filter(attachment::Column::RecordId.eq(record.id()))
        .filter(attachment::Column::RemovedAt.is_null())
        .order_by_asc(attachment::Column::NameKey)
        .order_by_desc(attachment::Column::Number)
        .all(connection)
        .await?;
    rows.into_iter().map(attachment_of).collect()
}

/// The latest files of the visits and obligations of a contract, without those that were removed.
pub async fn of_parts(connection: &impl ConnectionTrait, contract: ContractId, most: u64) -> Result<Vec<Attachment>> {
    use attachment::Column as C;
    let of = |kind: AttachedTo, ids: SelectStatement| {
        Condition::all().add(C::RecordKind.eq(kind.kind())).add(C::RecordId.in_subquery(ids))
    };
    let visits = service_visit::Entity::find()
        .select_only()
        .column(service_visit::Column::Id)
        .filter(service_visit::Column::ContractId.eq(contract.0));
    let occurrences = occurrence::Entity::find()
        .select_only()
        .column(occurrence::Column::Id)
        .filter(occurrence::Column::ContractId.eq(contract.0));
    let nil = Uuid::nil();
    let mut rows = Vec::new();
    for of_kind in [
        of(AttachedTo::ServiceVisit(VisitId(nil)), visits.into_query()),
        of(AttachedTo::Obligation(OccurrenceId(nil)), occurrences.into_query()),
    ] {
        let latest = attachment::Entity::find().filter(of_kind).filter(C::RemovedAt.is_null());
        rows.extend(latest.order_by_desc(C::AddedAt).order_by_desc(C::Id).limit(most).all(connection).await?);
    }
    rows.sort_by_key(|row| std::cmp::Reverse((row.added_at, row.id)));
    rows.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    rows.into_iter().map(attachment_of).collect()
}

/// Those of some records of the kind of `kind` on which files hang that were not removed.
pub async fn with_files(connection: &impl ConnectionTrait, kind: AttachedTo, ids: &[Uuid]) -> Result<HashSet<Uuid>> {
    let mut found = HashSet::new();
    for some in ids.chunks(5_000) {
        let rows: Vec<Uuid> = attachment::Entity::find()
            .select_only()
            .column(attachment::Column::RecordId)
            .distinct()
            .filter(attachment::Column::RecordKind.eq(kind.kind()))
            .filter(attachment::Column::RecordId.is_in(some.iter().copied()))
            .filter(attachment::Column::RemovedAt.is_null())
            .into_tuple()
            .all(connection)
            .await?;
        found.extend(rows);
    }
    Ok(found)
}

/// A version that was not removed.
pub async fn find(connection: &impl ConnectionTrait, id: AttachmentId) -> Result<Option<Attachment>> {
    let row = attachment::Entity::find_by_id(id.0).filter(attachment::Column::RemovedAt.is_null()).one(connection);
    row.await?.map(attachment_of).transpose()
}

/// Removes a version, for a reason.
///
/// # Errors
/// [`Error::Stale`] if somebody removed it meanwhile.
pub async fn remove(
    connection: &impl ConnectionTrait,
    id: AttachmentId,
    (by, at): (Option<PersonId>, Moment),
    reason: &str,
) -> Result<()> {
    let removed = attachment::Entity::update_many()
        .set(attachment::ActiveModel {
            removed_by: Set(by.map(|by| by.0)),
            removed_at: Set(Some(millis(at))),
            reason: Set(Some(reason.to_owned())),
            ..Default::default()
        })
        .filter(attachment::Column::Id.eq(id.0))
        .filter(attachment::Column::RemovedAt.is_null())
        .exec(connection)
        .await?;
    if removed.rows_affected == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Whether the record of a kind is there on which a file hangs; a question about one file at a time, because there may be
/// millions of records.
fn is_there(kind: AttachedTo) -> Expr {
    let its = Expr::col((attachment::Entity, attachment::Column::RecordId));
    let record = match kind {
        AttachedTo::Contract(_) => contract::Entity::find()
            .select_only()
            .column(contract::Column::Id)
            .filter(its.equals((contract::Entity, contract::Column::Id)))
            .into_query(),
        AttachedTo::Invoice(_) => invoice::Entity::find()
            .select_only()
            .column(invoice::Column::Id)
            .filter(its.equals((invoice::Entity, invoice::Column::Id)))
            .into_query(),
        AttachedTo::Finding(_) => finding::Entity::find()
            .select_only()
            .column(finding::Column::Id)
            .filter(its.equals((finding::Entity, finding::Column::Id)))
            .into_query(),
        AttachedTo::ServiceVisit(_) => service_visit::Entity::find()
            .select_only()
            .column(service_visit::Column::Id)
            .filter(its.equals((service_visit::Entity, service_visit::Column::Id)))
            .into_query(),
        AttachedTo::Obligation(_) => occurrence::Entity::find()
            .select_only()
            .column(occurrence::Column::Id)
            .filter(its.equals((occurrence::Entity, occurrence::Column::Id)))
            .into_query(),
    };
    Expr::exists(record)
}

/// Removes the files of records that are no longer there: an import that was taken back took its own with it.
pub async fn remove_of_nothing(connection: &impl ConnectionTrait, at: Moment) -> Result<()> {
    for kind in AttachedTo::each(Uuid::nil()) {
        attachment::Entity::update_many()
            .set(attachment::ActiveModel { removed_at: Set(Some(millis(at))), ..Default::default() })
            .filter(attachment::Column::RecordKind.eq(kind.kind()))
            .filter(attachment::Column::RemovedAt.is_null())
            .filter(is_there(kind).not())
            .exec(connection)
            .await?;
    }
    Ok(())
}
