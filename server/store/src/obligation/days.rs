//! The days on which obligations fall due, one by one.

use crate::{
    Error, Result,
    entity::occurrence,
    stored::{Write, from_json, from_name, insert_all, json, name, update_all},
    words::order_key,
};
use model::{
    attachment::AttachedTo,
    calendar::Day,
    id::{ContractId, ObligationId, OccurrenceId},
    obligation::{Counted, Obligation, Progress, Span, Standing, late_from},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// An occurrence as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Identity.
    pub id: OccurrenceId,
    /// Its obligation.
    pub obligation: ObligationId,
    /// The contract.
    pub contract: ContractId,
    /// The day it falls due.
    pub due: Day,
    /// The first day on which it is late.
    pub late_from: Day,
    /// Whether the contract ended before it fell due.
    pub lapsed: bool,
    /// Where it stands by its facts.
    pub standing: Standing,
    /// What happened.
    pub progress: Progress,
    /// Whether evidence hangs on it as a file.
    pub has_files: bool,
    /// Version.
    pub version: i32,
}

impl Stored {
    /// Whether somebody did something about it, so that it stays whatever becomes of its obligation.
    pub fn is_touched(&self) -> bool {
        self.has_files || !self.progress.is_empty()
    }
}

/// Occurrences with what else is known of them.
pub(super) async fn with_files(connection: &impl ConnectionTrait, rows: Vec<occurrence::Model>) -> Result<Vec<Stored>> {
    let ids: Vec<uuid::Uuid> = rows.iter().map(|row| row.id).collect();
    let kind = AttachedTo::Obligation(OccurrenceId(uuid::Uuid::nil()));
    let known = crate::attachment::with_files(connection, kind, &ids).await?;
    rows.into_iter().map(|row| Ok(Stored { has_files: known.contains(&row.id), ..stored_of(row)? })).collect()
}

fn stored_of(row: occurrence::Model) -> Result<Stored> {
    Ok(Stored {
        id: OccurrenceId(row.id),
        obligation: ObligationId(row.obligation_id),
        contract: ContractId(row.contract_id),
        due: row.due_on,
        late_from: row.late_from,
        lapsed: row.lapsed,
        standing: from_name("standing", &row.standing)?,
        progress: from_json("progress", &row.progress)?,
        has_files: false,
        version: row.version,
    })
}

fn row_of(
    (id, obligation_id): (OccurrenceId, ObligationId),
    contract: ContractId,
    obligation: &Obligation,
    (due, lapsed): (Day, bool),
    (progress, version): (&Progress, i32),
) -> Result<occurrence::Model> {
    let Counted { percent, on_time, accepted_at_first } =
        Counted::of(obligation.kind, due, obligation.grace_days, progress);
    Ok(occurrence::Model {
        id: id.0,
        obligation_id: obligation_id.0,
        contract_id: contract.0,
        due_on: due,
        kind: name("kind of obligation", &obligation.kind)?,
        side: name("side", &obligation.side)?,
        title_key: order_key(&obligation.title),
        owner_id: obligation.owner.map(|owner| owner.0),
        late_from: late_from(due, obligation.grace_days),
        lapsed,
        standing: name("standing", &progress.standing())?,
        percent: percent.into(),
        on_time,
        accepted_at_first,
        progress: json("progress", progress)?,
        version,
    })
}

fn is_lapsed(due: Day, span: Option<Span>) -> bool {
    span.and_then(|span| span.end).is_some_and(|end| end < due)
}

/// Adds occurrences of an obligation.
pub async fn insert_many(
    connection: &impl ConnectionTrait,
    kept: &super::Kept,
    span: Option<Span>,
    days: &[Day],
    mut new_id: impl FnMut() -> OccurrenceId,
) -> Result<()> {
    let rows = days.iter().map(|due| {
        let known = (*due, is_lapsed(*due, span));
        row_of((new_id(), kept.id), kept.contract, &kept.obligation, known, (&Progress::default(), 1))
    });
    insert_all::<occurrence::Entity, _>(connection, rows.collect::<Result<Vec<_>>>()?).await
}

/// Removes the occurrences of some days.
pub async fn delete_days(connection: &impl ConnectionTrait, id: ObligationId, days: &[Day]) -> Result<()> {
    use occurrence::Column as C;
    for some in days.chunks(500) {
        occurrence::Entity::delete_many()
            .filter(C::ObligationId.eq(id.0))
            .filter(C::DueOn.is_in(some.iter().copied()))
            .exec(connection)
            .await?;
    }
    Ok(())
}

/// Lets the occurrence of a day fall due on another.
pub async fn move_day(connection: &impl ConnectionTrait, id: ObligationId, from: Day, to: Day) -> Result<()> {
    use occurrence::Column as C;
    let moved = occurrence::ActiveModel { due_on: Set(to), ..Default::default() };
    let query = occurrence::Entity::update_many().set(moved);
    query.filter(C::ObligationId.eq(id.0)).filter(C::DueOn.eq(from)).exec(connection).await?;
    Ok(())
}

/// Makes what occurrences repeat of their obligation and its contract agree with both; only what differs is written.
pub async fn refresh(connection: &impl ConnectionTrait, kept: &super::Kept, span: Option<Span>) -> Result<()> {
    use occurrence::Column as C;
    let there = occurrence::Entity::find().filter(C::ObligationId.eq(kept.id.0)).all(connection).await?;
    let mut rows = Vec::new();
    for row in there {
        let progress: Progress = from_json("progress", &row.progress)?;
        let identity = (OccurrenceId(row.id), kept.id);
        let known = (row.due_on, is_lapsed(row.due_on, span));
        let fresh = row_of(identity, kept.contract, &kept.obligation, known, (&progress, row.version))?;
        if fresh != row {
            rows.push(vec![
                fresh.id.into(),
                fresh.kind.into(),
                fresh.side.into(),
                fresh.title_key.into(),
                fresh.owner_id.into(),
                fresh.late_from.into(),
                fresh.lapsed.into(),
                fresh.on_time.into(),
                fresh.accepted_at_first.into(),
            ]);
        }
    }
    let columns = [C::Kind, C::Side, C::TitleKey, C::OwnerId, C::LateFrom, C::Lapsed, C::OnTime, C::AcceptedAtFirst];
    let columns: Vec<_> = columns.into_iter().map(|column| (column, Write::Always)).collect();
    update_all::<occurrence::Entity>(connection, &[C::Id], &columns, rows).await?;
    Ok(())
}

/// Saves what happened to an occurrence whose version is still the one that was read, and raises the version by one.
///
/// # Errors
/// [`Error::Stale`] if somebody saved it meanwhile.
pub async fn save_progress(connection: &impl ConnectionTrait, stored: &Stored, obligation: &Obligation) -> Result<()> {
    let Counted { percent, on_time, accepted_at_first } =
        Counted::of(obligation.kind, stored.due, obligation.grace_days, &stored.progress);
    let row = occurrence::ActiveModel {
        standing: Set(name("standing", &stored.progress.standing())?),
        percent: Set(percent.into()),
        on_time: Set(on_time),
        accepted_at_first: Set(accepted_at_first),
        progress: Set(json("progress", &stored.progress)?),
        version: Set(stored.version + 1),
        ..Default::default()
    };
    let saved = occurrence::Entity::update_many()
        .set(row)
        .filter(occurrence::Column::Id.eq(stored.id.0))
        .filter(occurrence::Column::Version.eq(stored.version))
        .exec(connection)
        .await?;
    if saved.rows_affected == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// An occurrence by its identity. Whether its contract may be seen is for the caller to ask.
pub async fn find(connection: &impl ConnectionTrait, id: OccurrenceId) -> Result<Option<Stored>> {
    let row = occurrence::Entity::find_by_id(id.0).one(connection).await?;
    Ok(with_files(connection, row.into_iter().collect()).await?.pop())
}

/// A day on which an obligation falls due, without what happened to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueDay {
    /// The obligation.
    pub obligation: ObligationId,
    /// The day.
    pub due: Day,
    /// The first day on which it is late.
    pub late_from: Day,
    /// Whether the contract ended before it.
    pub lapsed: bool,
    /// Where it stands by its facts.
    pub standing: Standing,
}

/// The days on which obligations fall due, in their order.
pub async fn days_of(connection: &impl ConnectionTrait, ids: &[ObligationId]) -> Result<Vec<DueDay>> {
    use occurrence::Column as C;
    let mut found = Vec::new();
    for some in ids.chunks(1_000) {
        let rows: Vec<(Uuid, Day, Day, bool, String)> = occurrence::Entity::find()
            .select_only()
            .columns([C::ObligationId, C::DueOn, C::LateFrom, C::Lapsed, C::Standing])
            .filter(C::ObligationId.is_in(some.iter().map(|id| id.0)))
            .order_by_asc(C::DueOn)
            .order_by_asc(C::Id)
            .into_tuple()
            .all(connection)
            .await?;
        for (obligation, due, late_from, lapsed, standing) in rows {
            let standing = from_name("standing", &standing)?;
            found.push(DueDay { obligation: ObligationId(obligation), due, late_from, lapsed, standing });
        }
    }
    Ok(found)
}

/// The occurrences of obligations, by day.
pub async fn occurrences_of(connection: &impl ConnectionTrait, ids: &[ObligationId]) -> Result<Vec<Stored>> {
    use occurrence::Column as C;
    let mut found = Vec::new();
    for some in ids.chunks(1_000) {
        let rows = occurrence::Entity::find()
            .filter(C::ObligationId.is_in(some.iter().map(|id| id.0)))
            .order_by_asc(C::DueOn)
            .order_by_asc(C::Id)
            .all(connection)
            .await?;
        found.extend(with_files(connection, rows).await?);
    }
    Ok(found)
}
