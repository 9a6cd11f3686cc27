//! Runs: how far accepting an import, or taking it back, has come. Each step of a run is one transaction that first
//! raises the run's step, so that of two who do the same step only one can commit.

use crate::{Error, Result, entity::import_run};
use model::id::ImportId;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};

pub use import_run::Model as Run;

/// Begins a run, in the place of an earlier one of the same import.
pub async fn begin(connection: &impl ConnectionTrait, run: Run) -> Result<()> {
    import_run::Entity::delete_by_id(run.import_id).exec(connection).await?;
    import_run::Entity::insert(run.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

/// The last run of an import.
pub async fn find(connection: &impl ConnectionTrait, id: ImportId) -> Result<Option<Run>> {
    Ok(import_run::Entity::find_by_id(id.0).one(connection).await?)
}

/// The runs that have not ended, oldest first.
pub async fn unfinished(connection: &impl ConnectionTrait) -> Result<Vec<Run>> {
    Ok(import_run::Entity::find()
        .filter(import_run::Column::EndedAt.is_null())
        .order_by_asc(import_run::Column::BegunAt)
        .all(connection)
        .await?)
}

/// The runs of some imports that have not ended, with how much of how much is done.
pub async fn counts(connection: &impl ConnectionTrait, ids: &[uuid::Uuid]) -> Result<Vec<(uuid::Uuid, i64, i64)>> {
    use import_run::Column as C;
    Ok(import_run::Entity::find()
        .select_only()
        .columns([C::ImportId, C::Done, C::Total])
        .filter(C::ImportId.is_in(ids.iter().copied()))
        .filter(C::EndedAt.is_null())
        .into_tuple()
        .all(connection)
        .await?)
}

/// How far all runs together have come: another one after each step of any of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    runs: i64,
    steps: i64,
    last_begun_at: i64,
}

/// How far all runs together have come.
pub async fn standing(connection: &impl ConnectionTrait) -> Result<Standing> {
    use import_run::Column as C;
    let found: Option<(i64, Option<i64>, Option<i64>)> = import_run::Entity::find()
        .select_only()
        .column_as(C::ImportId.count(), "runs")
        .column_as(C::Step.sum(), "steps")
        .column_as(C::BegunAt.max(), "last_begun_at")
        .into_tuple()
        .one(connection)
        .await?;
    let (runs, steps, last_begun_at) = found.unwrap_or_default();
    Ok(Standing { runs, steps: steps.unwrap_or(0), last_begun_at: last_begun_at.unwrap_or(0) })
}

/// Takes the next step of a run: raises its step, here and in the table, where the run stays locked until the
/// transaction ends.
///
/// # Errors
/// [`Error::Stale`] if somebody else took that step.
pub async fn step(connection: &impl ConnectionTrait, run: &mut Run) -> Result<()> {
    let taken = import_run::Entity::update_many()
        .set(import_run::ActiveModel { step: Set(run.step + 1), ..Default::default() })
        .filter(import_run::Column::ImportId.eq(run.import_id))
        .filter(import_run::Column::Step.eq(run.step))
        .filter(import_run::Column::EndedAt.is_null())
        .exec(connection)
        .await?;
    if taken.rows_affected == 0 {
        return Err(Error::Stale);
    }
    run.step += 1;
    Ok(())
}

/// Writes where a run stands, inside the transaction that took its step.
pub async fn write(connection: &impl ConnectionTrait, run: &Run) -> Result<()> {
    let change = import_run::ActiveModel {
        goal: Set(run.goal.clone()),
        stage: Set(run.stage.clone()),
        after: Set(run.after.clone()),
        done: Set(run.done),
        total: Set(run.total),
        work: Set(run.work.clone()),
        worker: Set(run.worker),
        held_until: Set(run.held_until),
        attempts: Set(run.attempts),
        failure: Set(run.failure.clone()),
        ended_at: Set(run.ended_at),
        ..Default::default()
    };
    import_run::Entity::update_many()
        .set(change)
        .filter(import_run::Column::ImportId.eq(run.import_id))
        .exec(connection)
        .await?;
    Ok(())
}
