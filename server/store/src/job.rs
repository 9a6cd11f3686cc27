//! Jobs: work that is done behind the pages, shared by all programs over one database.
//!
//! A job is claimed for a while, and whoever claims it raises its version: of two who take the same job only one
//! can. On PostgreSQL a row that another is just taking is skipped; on SQLite there is one writer at a time.

use crate::{
    Page, Result,
    entity::job,
    stored::{millis, moment},
};
use model::{
    calendar::Moment,
    id::JobId,
    job::{JobName, JobState},
    view::{JobCounts, JobRow},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, LockBehavior, LockType, OnConflict},
};
use uuid::Uuid;

use job::Column as C;

/// A job that is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewJob {
    /// Identity.
    pub id: JobId,
    /// What is to be done.
    pub name: JobName,
    /// About what.
    pub argument: String,
    /// What makes it one of a kind: a second one with the same key is not added.
    pub key: Option<String>,
    /// Not before.
    pub due_at: Moment,
    /// Now.
    pub queued_at: Moment,
}

/// A job that was claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// Identity.
    pub id: JobId,
    /// What is to be done.
    pub name: JobName,
    /// About what.
    pub argument: String,
    /// How often it was begun, this time included.
    pub attempts: u32,
    /// Its version, by which the claim is known.
    pub version: i32,
}

/// Adds a job, unless there is one with its key; answers whether it was added.
pub async fn insert(connection: &impl ConnectionTrait, new: NewJob) -> Result<bool> {
    let row = job::Model {
        id: new.id.0,
        name: new.name.code().to_owned(),
        argument: new.argument,
        due_at: millis(new.due_at),
        state: JobState::Waiting.code().to_owned(),
        attempts: 0,
        claimed_until: None,
        error: None,
        finished_at: None,
        key: new.key,
        worker: None,
        queued_at: millis(new.queued_at),
        begun_at: None,
        version: 1,
    };
    let once = OnConflict::column(C::Key).do_nothing().to_owned();
    match job::Entity::insert(row.into_active_model()).on_conflict(once).exec_without_returning(connection).await {
        Ok(inserted) => Ok(inserted > 0),
        Err(DbErr::RecordNotInserted) => Ok(false),
        Err(other) => Err(other.into()),
    }
}

/// For how long a program holds a job, by the clock of the machine and not by that of the organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lease {
    /// Now.
    pub from: Moment,
    /// Until when nobody else takes the job.
    pub until: Moment,
}

/// Those whose time has come: they wait no longer, or whoever did them has not been heard of since.
fn is_due(now: Moment, lease: Lease) -> Condition {
    let waiting = Condition::all().add(C::State.eq(JobState::Waiting.code())).add(C::DueAt.lte(millis(now)));
    let left = Condition::all().add(C::State.eq(JobState::Running.code())).add(C::ClaimedUntil.lte(millis(lease.from)));
    Condition::any().add(waiting).add(left)
}

/// Claims the job among some that has been due longest, for a while. `None` where there is nothing to do, or where
/// another program was quicker.
pub async fn claim(
    connection: &impl ConnectionTrait,
    names: &[JobName],
    worker: Uuid,
    now: Moment,
    lease: Lease,
) -> Result<Option<Claimed>> {
    let found = job::Entity::find()
        .filter(C::Name.is_in(names.iter().map(|name| name.code())))
        .filter(is_due(now, lease))
        .order_by_asc(C::DueAt)
        .order_by_asc(C::Id)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .one(connection)
        .await?;
    let Some(row) = found else { return Ok(None) };
    let Some(name) = JobName::from_code(&row.name) else { return Ok(None) };
    let change = job::ActiveModel {
        state: Set(JobState::Running.code().to_owned()),
        attempts: Set(row.attempts.saturating_add(1)),
        claimed_until: Set(Some(millis(lease.until))),
        worker: Set(Some(worker)),
        begun_at: Set(Some(millis(now))),
        version: Set(row.version.saturating_add(1)),
        ..Default::default()
    };
    let taken = job::Entity::update_many()
        .set(change)
        .filter(C::Id.eq(row.id))
        .filter(C::Version.eq(row.version))
        .exec(connection)
        .await?;
    Ok((taken.rows_affected > 0).then(|| Claimed {
        id: JobId(row.id),
        name,
        argument: row.argument,
        attempts: u32::try_from(row.attempts).unwrap_or_default().saturating_add(1),
        version: row.version.saturating_add(1),
    }))
}

/// Holds a claim for longer; answers whether it was still ours.
pub async fn hold(connection: &impl ConnectionTrait, claimed: &Claimed, until: Moment) -> Result<bool> {
    let change = job::ActiveModel { claimed_until: Set(Some(millis(until))), ..Default::default() };
    write(connection, claimed, change).await
}

/// Writes that a job is done; answers whether the claim was still ours.
pub async fn finish(connection: &impl ConnectionTrait, claimed: &Claimed, now: Moment) -> Result<bool> {
    let change = job::ActiveModel {
        state: Set(JobState::Done.code().to_owned()),
        claimed_until: Set(None),
        error: Set(None),
        finished_at: Set(Some(millis(now))),
        version: Set(claimed.version.saturating_add(1)),
        ..Default::default()
    };
    write(connection, claimed, change).await
}

/// Writes that a try failed, and when the next one is due; `None` gives the job up.
pub async fn fail(
    connection: &impl ConnectionTrait,
    claimed: &Claimed,
    reference: &str,
    now: Moment,
    due_at: Option<Moment>,
) -> Result<bool> {
    let state = if due_at.is_some() { JobState::Waiting } else { JobState::Dead };
    let change = job::ActiveModel {
        state: Set(state.code().to_owned()),
        claimed_until: Set(None),
        error: Set(Some(reference.to_owned())),
        due_at: Set(millis(due_at.unwrap_or(now))),
        finished_at: Set(due_at.is_none().then(|| millis(now))),
        version: Set(claimed.version.saturating_add(1)),
        ..Default::default()
    };
    write(connection, claimed, change).await
}

async fn write(connection: &impl ConnectionTrait, claimed: &Claimed, change: job::ActiveModel) -> Result<bool> {
    let written = job::Entity::update_many()
        .set(change)
        .filter(C::Id.eq(claimed.id.0))
        .filter(C::Version.eq(claimed.version))
        .filter(C::State.eq(JobState::Running.code()))
        .exec(connection)
        .await?;
    Ok(written.rows_affected > 0)
}

/// Gives back what a program has claimed and will not finish because it ends.
pub async fn release(connection: &impl ConnectionTrait, worker: Uuid) -> Result<u64> {
    let released = job::Entity::update_many()
        .col_expr(C::State, Expr::value(JobState::Waiting.code()))
        .col_expr(C::ClaimedUntil, Expr::value(Option::<i64>::None))
        // It was not the job that failed.
        .col_expr(C::Attempts, Expr::col(C::Attempts).sub(1))
        .col_expr(C::Version, Expr::col(C::Version).add(1))
        .filter(C::Worker.eq(worker))
        .filter(C::State.eq(JobState::Running.code()))
        .exec(connection)
        .await?;
    Ok(released.rows_affected)
}

/// When the next job is due, if any waits.
pub async fn next_due(connection: &impl ConnectionTrait) -> Result<Option<Moment>> {
    let found: Option<Option<i64>> = job::Entity::find()
        .select_only()
        .column_as(C::DueAt.min(), "due_at")
        .filter(C::State.eq(JobState::Waiting.code()))
        .into_tuple()
        .one(connection)
        .await?;
    Ok(found.flatten().map(moment))
}

/// Has a dead job tried again from the first try, if it is still as it was read (`version`).
///
/// # Errors
/// [`crate::Error::Stale`] if it is not, or is not dead.
pub async fn retry(connection: &impl ConnectionTrait, id: JobId, version: i32, now: Moment) -> Result<()> {
    let change = job::ActiveModel {
        state: Set(JobState::Waiting.code().to_owned()),
        attempts: Set(0),
        due_at: Set(millis(now)),
        finished_at: Set(None),
        version: Set(version.saturating_add(1)),
        ..Default::default()
    };
    let written = job::Entity::update_many()
        .set(change)
        .filter(C::Id.eq(id.0))
        .filter(C::Version.eq(version))
        .filter(C::State.eq(JobState::Dead.code()))
        .exec(connection)
        .await?;
    if written.rows_affected == 0 { Err(crate::Error::Stale) } else { Ok(()) }
}

/// A job by its identity.
pub async fn find(connection: &impl ConnectionTrait, id: JobId) -> Result<Option<JobRow>> {
    Ok(job::Entity::find_by_id(id.0).one(connection).await?.and_then(row_of))
}

/// Jobs that stand somewhere and do something, the newest first, with their number.
pub async fn list(
    connection: &impl ConnectionTrait,
    states: &[JobState],
    names: &[JobName],
    page: Page,
) -> Result<(Vec<JobRow>, u64)> {
    let mut query = job::Entity::find();
    if !states.is_empty() {
        query = query.filter(C::State.is_in(states.iter().map(|state| state.code())));
    }
    if !names.is_empty() {
        query = query.filter(C::Name.is_in(names.iter().map(|name| name.code())));
    }
    let total = query.clone().count(connection).await?;
    let page = page.within(total);
    let rows = query
        .order_by_desc(C::QueuedAt)
        .order_by_desc(C::Id)
        .offset(page.offset)
        .limit(page.limit)
        .all(connection)
        .await?;
    Ok((rows.into_iter().filter_map(row_of).collect(), total))
}

/// How many jobs stand where.
pub async fn count(connection: &impl ConnectionTrait) -> Result<JobCounts> {
    let found: Vec<(String, i64)> = job::Entity::find()
        .select_only()
        .column(C::State)
        .column_as(C::Id.count(), "jobs")
        .group_by(C::State)
        .into_tuple()
        .all(connection)
        .await?;
    let mut counts = JobCounts::default();
    for (state, jobs) in found {
        let jobs = u64::try_from(jobs).unwrap_or_default();
        match JobState::from_code(&state) {
            Some(JobState::Waiting) => counts.waiting = jobs,
            Some(JobState::Running) => counts.running = jobs,
            Some(JobState::Done) => counts.done = jobs,
            Some(JobState::Dead) => counts.dead = jobs,
            None => {}
        }
    }
    Ok(counts)
}

/// Forgets what was done before a moment.
pub async fn delete_done_before(connection: &impl ConnectionTrait, before: Moment) -> Result<()> {
    job::Entity::delete_many()
        .filter(C::State.eq(JobState::Done.code()))
        .filter(C::FinishedAt.lt(millis(before)))
        .exec(connection)
        .await?;
    Ok(())
}

/// A row as administrators see it; nothing of jobs that only another version of the program knows.
fn row_of(row: job::Model) -> Option<JobRow> {
    Some(JobRow {
        id: JobId(row.id),
        version: row.version,
        name: JobName::from_code(&row.name)?,
        about: row.argument,
        state: JobState::from_code(&row.state)?,
        attempts: u32::try_from(row.attempts).unwrap_or_default(),
        queued_at: moment(row.queued_at),
        due_at: moment(row.due_at),
        begun_at: row.begun_at.map(moment),
        finished_at: row.finished_at.map(moment),
        reference: row.error,
    })
}
