//! The work behind an import that is accepted or taken back.
//!
//! Where it stands is a row of the database. Each step is one transaction that takes the next step's number, does a
//! bounded part of the work, and says what comes next: a program that is killed at any moment leaves whole steps
//! behind it, and the next one that runs, here or elsewhere, goes on. Two who do the same step cannot both commit.

use super::{
    AcceptChoice, allow,
    anchors::Moved,
    kind_of, state_code, state_of,
    steps::{Prepared, Step},
};
use crate::{Actor, Failure, Office, Result, actor::Acting};
use model::{
    calendar::Period,
    id::{ContractId, ImportId, LegalEntityId, PersonId},
    permission::Permission,
    refusal::Refusal,
    view::{ImportFailure, ImportPhase, ImportProgress, ImportState, ImportSummary},
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, time::Duration};
use store::import::run::Run;

/// How long a run is left to the program that does it, in milliseconds since its last step.
const HELD: i64 = 10_000;
/// How often a step is tried before the acceptance is given up.
const TRIES: u32 = 4;
/// How often a program may end in the middle of one step before the acceptance is given up.
const INTERRUPTIONS: i32 = 25;
/// The wait before a step is tried again, times the number of tries.
const PAUSE: Duration = Duration::from_millis(500);

/// What a run is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Goal {
    /// The import is accepted.
    Accepted,
    /// The import is undone.
    Undone,
    /// The import is under review again, because accepting it failed.
    Review,
}

impl Goal {
    /// Where the import stands in the end.
    pub(super) const fn state(self) -> ImportState {
        match self {
            Self::Accepted => ImportState::Accepted,
            Self::Undone => ImportState::Undone,
            Self::Review => ImportState::Review,
        }
    }
}

/// What a run is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Stage {
    /// Rows become records.
    Records,
    /// Price lines follow the calendar where invoices do.
    Calendar,
    /// Invoices are matched, and what was made is judged.
    Judging,
    /// Everything else about which something else may be said now is judged.
    Following,
    /// Contracts and invoices are taken back.
    Removing,
    /// Customers and legal entities are taken back.
    Parties,
}

/// What steps hand on to later ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Work {
    /// What a person decided in the review.
    pub(super) choice: AcceptChoice,
    /// The days of the known invoices before the run.
    pub(super) known_before: Option<Period>,
    /// What was made so far.
    pub(super) summary: ImportSummary,
    /// The company of ours for rows that name none.
    pub(super) entity: Option<LegalEntityId>,
    /// Price lines that follow the calendar.
    pub(super) moved: Vec<Moved>,
    /// Contracts that wait to be judged.
    pub(super) concerned: BTreeSet<ContractId>,
}

/// Begins a run inside the transaction that moves its import on.
pub(super) async fn begin(
    acting: &Acting<'_>,
    actor: &Actor,
    id: ImportId,
    goal: Goal,
    stage: Stage,
    total: u64,
    work: &Work,
) -> Result<()> {
    let (now, held_from) = (actor.now().timestamp_millis(), machine(actor.office()));
    let run = Run {
        import_id: id.0,
        goal: code(&goal)?,
        stage: code(&stage)?,
        after: None,
        done: 0,
        total: i64::try_from(total).unwrap_or(i64::MAX),
        work: serde_json::to_string(work)?,
        begun_by: actor.person().map(|person| person.0),
        begun_at: now,
        worker: actor.office().worker,
        held_until: held_from.saturating_add(HELD),
        attempts: 0,
        step: 0,
        failure: None,
        ended_at: None,
    };
    Ok(store::import::run::begin(acting.connection(), run).await?)
}

/// A unit variant as its bare name.
pub(super) fn code<T: Serialize>(value: &T) -> Result<String> {
    Ok(serde_json::to_string(value)?.trim_matches('"').to_owned())
}

/// A unit variant back from its bare name.
pub(super) fn decode<T: serde::de::DeserializeOwned>(name: &str) -> Result<T> {
    Ok(serde_json::from_value(serde_json::Value::String(name.to_owned()))?)
}

/// Does all the work on imports that is to be done and that no other program is doing.
///
/// `anew` says that this program has just started: it then does not wait whether the program before it is still alive.
/// If one is, that one finds its next step taken, and leaves the rest.
pub async fn work(office: &Office, anew: bool) -> Result<()> {
    let actor = office.program("import");
    let runs = store::import::run::unfinished(actor.read(Permission::Import)?.connection()).await?;
    for run in runs {
        let ours = run.worker == office.worker;
        let left = run.held_until <= machine(office) || anew;
        if ours || left {
            drive(office, run, &|_| ()).await?;
        }
    }
    Ok(())
}

/// Does the work on one import, or watches another program doing it, until it is done; `told` hears how far it has
/// come.
pub async fn work_through(
    actor: &Actor,
    id: ImportId,
    told: &(dyn Fn(&ImportProgress) + Send + Sync),
) -> Result<ImportProgress> {
    let office = actor.office();
    loop {
        let run = store::import::run::find(actor.read(Permission::Import)?.connection(), id).await?;
        let run = run.filter(|run| run.ended_at.is_none());
        if let Some(run) = run.filter(|run| run.worker == office.worker || run.held_until <= machine(office)) {
            drive(office, run, told).await?;
        }
        let progress = progress(actor, id).await?;
        told(&progress);
        if !progress.state.is_under_way() {
            return Ok(progress);
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// Now, as programs know of one another who is still at work.
fn machine(office: &Office) -> i64 {
    office.clock().machine().timestamp_millis()
}

/// Takes one step after the other until the run has ended, or somebody else goes on with it.
async fn drive(office: &Office, mut run: Run, told: &(dyn Fn(&ImportProgress) + Send + Sync)) -> Result<()> {
    let id = ImportId(run.import_id);
    let mut prepared = Prepared::default();
    let mut tries = 0;
    if run.worker != office.worker {
        run = match claim(office, run).await {
            Err(Failure::Refused(Refusal::Stale)) => return Ok(()),
            claimed => claimed?,
        };
    }
    while run.ended_at.is_none() {
        if run.attempts > INTERRUPTIONS && decode::<Goal>(&run.goal)? == Goal::Accepted {
            run = give_up(office, run, &ImportFailure::Interrupted).await?;
        }
        match take(office, run.clone(), &mut prepared).await {
            Ok(next) => {
                (run, tries) = (next, 0);
                told(&progress_of(&run)?);
                // People's saves come in between.
                tokio::task::yield_now().await;
            }
            Err(failure) => {
                // What was prepared may know of a step that was not committed.
                prepared = Prepared::default();
                let program = office.program("import");
                let stands = store::import::run::find(program.read(Permission::Import)?.connection(), id).await?;
                let Some(stands) = stands.filter(|stands| stands.worker == office.worker) else { return Ok(()) };
                if stands.step != run.step {
                    run = stands;
                    continue;
                }
                tries += 1;
                run = failed(office, run, failure, tries).await?;
            }
        }
    }
    Ok(())
}

/// After a step that failed: what a person must mend ends an acceptance at once, anything else is tried again first.
/// Taking back is tried until it works.
async fn failed(office: &Office, run: Run, failure: Failure, tries: u32) -> Result<Run> {
    let accepting = decode::<Goal>(&run.goal)? == Goal::Accepted;
    match failure {
        Failure::Refused(refusal) if accepting && refusal != Refusal::Stale => {
            give_up(office, run, &ImportFailure::Refused(refusal)).await
        }
        failure if accepting && tries >= TRIES => {
            let reference = office.clock().reference();
            tracing::error!(%reference, cause = %failure, import = %run.import_id, "an import is not accepted");
            give_up(office, run, &ImportFailure::Broken(reference)).await
        }
        failure if tries >= TRIES => {
            let reference = office.clock().reference();
            tracing::error!(%reference, cause = %failure, import = %run.import_id, "an import is not taken back yet");
            let _told = note(office, run, &ImportFailure::Broken(reference)).await?;
            Err(failure)
        }
        failure => {
            tracing::warn!(cause = %failure, import = %run.import_id, "a step of an import is tried again");
            tokio::time::sleep(PAUSE * tries).await;
            Ok(run)
        }
    }
}

/// Says with a run why it does not go on.
async fn note(office: &Office, mut run: Run, failure: &ImportFailure) -> Result<Run> {
    let actor = office.program("import");
    let acting = actor.begin(Permission::Import).await?;
    store::import::run::step(acting.connection(), &mut run).await?;
    run.failure = Some(serde_json::to_string(failure)?);
    store::import::run::write(acting.connection(), &run).await?;
    acting.commit().await?;
    Ok(run)
}

/// Takes over a run from a program that no longer works on it.
async fn claim(office: &Office, mut run: Run) -> Result<Run> {
    let actor = office.program("import");
    let acting = actor.begin(Permission::Import).await?;
    store::import::run::step(acting.connection(), &mut run).await?;
    run.worker = office.worker;
    run.held_until = machine(office).saturating_add(HELD);
    run.attempts = run.attempts.saturating_add(1);
    store::import::run::write(acting.connection(), &run).await?;
    acting.commit().await?;
    Ok(run)
}

/// Turns an acceptance round: what it made is taken back, and the import is under review again, with the reason.
async fn give_up(office: &Office, mut run: Run, failure: &ImportFailure) -> Result<Run> {
    let actor = office.program("import");
    let acting = actor.begin(Permission::Import).await?;
    let id = ImportId(run.import_id);
    store::import::run::step(acting.connection(), &mut run).await?;
    let states = (state_code(ImportState::Accepting), state_code(ImportState::Undoing));
    store::import::move_on(acting.connection(), id, None, states, None).await?;
    let records = store::import::count_records(acting.connection(), id).await?
        + store::invoice::count_payments_from(acting.connection(), id).await?;
    run.goal = code(&Goal::Review)?;
    run.stage = code(&Stage::Removing)?;
    (run.after, run.done, run.attempts) = (None, 0, 0);
    run.total = i64::try_from(records).unwrap_or(i64::MAX);
    run.failure = Some(serde_json::to_string(failure)?);
    store::import::run::write(acting.connection(), &run).await?;
    acting.commit().await?;
    Ok(run)
}

/// Takes one step: all of it in one transaction.
async fn take(office: &Office, mut run: Run, prepared: &mut Prepared) -> Result<Run> {
    // The person who asked for it stands in the history.
    let actor = office.program("import").on_behalf_of(run.begun_by.map(PersonId));
    let (stage, goal) = (decode::<Stage>(&run.stage)?, decode::<Goal>(&run.goal)?);
    let id = ImportId(run.import_id);
    let mut work: Work = serde_json::from_str(&run.work)?;
    prepared.make_ready(&actor, id, stage).await?;
    let mut acting = actor.begin(Permission::Import).await?;
    store::import::run::step(acting.connection(), &mut run).await?;
    run.held_until = machine(office).saturating_add(HELD);
    run.attempts = 0;
    if goal == Goal::Undone {
        run.failure = None;
    }
    let listed = store::import::find_listed(acting.connection(), id).await?.ok_or(Refusal::NotFound)?;
    let mut step = Step { actor: &actor, acting: &mut acting, import: id, goal, run: &mut run, work: &mut work };
    step.take(stage, prepared, listed).await?;
    run.work = serde_json::to_string(&work)?;
    store::import::run::write(acting.connection(), &run).await?;
    acting.commit().await?;
    Ok(run)
}

/// How far accepting an import, or taking it back, has come.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn progress(actor: &Actor, id: ImportId) -> Result<ImportProgress> {
    let reading = actor.read(Permission::Import)?;
    let listed = store::import::find_listed(reading.connection(), id).await?.ok_or(Refusal::NotFound)?;
    allow(actor, kind_of(&listed.kind))?;
    let state = state_of(&listed.state);
    let run = store::import::run::find(reading.connection(), id).await?;
    let known = run.as_ref().map(progress_of).transpose()?;
    let none = ImportProgress { id, state, goal: state, phase: ImportPhase::Making, done: 0, total: 0, failure: None };
    Ok(ImportProgress { state, ..known.unwrap_or(none) })
}

fn progress_of(run: &Run) -> Result<ImportProgress> {
    let number = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
    let goal: Goal = decode(&run.goal)?;
    Ok(ImportProgress {
        id: ImportId(run.import_id),
        state: match (goal, run.ended_at) {
            (_, Some(_)) => goal.state(),
            (Goal::Accepted, None) => ImportState::Accepting,
            (Goal::Undone | Goal::Review, None) => ImportState::Undoing,
        },
        goal: goal.state(),
        phase: match decode::<Stage>(&run.stage)? {
            Stage::Records => ImportPhase::Making,
            Stage::Calendar | Stage::Judging => ImportPhase::Judging,
            Stage::Following => ImportPhase::Following,
            Stage::Removing | Stage::Parties => ImportPhase::Removing,
        },
        done: number(run.done),
        total: number(run.total),
        failure: run.failure.as_deref().map(serde_json::from_str).transpose()?,
    })
}
