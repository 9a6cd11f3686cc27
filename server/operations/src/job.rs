//! Jobs: what is done behind the pages, by whichever program over the database comes first.
//!
//! A job is a row that is written in the transaction that causes it ([`Acting::queue`]). A program claims it for a
//! while and holds the claim as long as it works; a program that dies lets go of it, and another one does the job. So
//! each job may run twice, and does no harm when it does.

use crate::{
    Actor, Failure, Office, Result,
    actor::Acting,
    leakage,
    mail::{self, Sending},
    nightly, reminder, settings,
};
use chrono::TimeDelta;
use futures::FutureExt;
use model::{
    calendar::Moment,
    event::{Event, Subject},
    id::JobId,
    job::{JobName, JobState, Lane},
    permission::Permission,
    refusal::Refusal,
    view::{JobCounts, JobRow, List},
};
use std::{panic::AssertUnwindSafe, time::Duration};
use store::{
    Page,
    job::{Claimed, Lease, NewJob},
};

/// How long a job is left to the program that does it, since it was last heard of.
const HELD_SECONDS: i64 = 60;
/// How often a program says that it is still at work.
const HEARTBEAT: Duration = Duration::from_secs(20);
/// Programs that may end in the middle of a job before it is taken for what ends them.
const INTERRUPTIONS: u32 = 25;
/// Days for which what was done is kept to be looked at.
const KEPT_DAYS: i64 = 30;
/// The longest time between two looks for jobs of other programs, in seconds.
const LOOK_SECONDS: i64 = 30;

/// The program under whose name jobs are queued and kept.
fn program(office: &Office) -> Actor {
    office.program("jobs")
}

impl Acting<'_> {
    /// Has a job done once everything else of the transaction is written. Of jobs with the same key there is only ever
    /// one; answers whether it is new.
    pub async fn queue(&mut self, name: JobName, argument: &str, key: Option<String>, due_at: Moment) -> Result<bool> {
        let office = self.actor().office();
        let new = NewJob {
            id: JobId(office.clock.id()),
            name,
            argument: argument.to_owned(),
            key,
            due_at,
            queued_at: self.actor().now(),
        };
        let added = store::job::insert(self.connection(), new).await?;
        if added {
            self.tell_of_jobs();
        }
        Ok(added)
    }
}

/// Asks for what the present hour brings, once for all programs over the database: what each business day brings, and
/// again after the program was replaced by another version, whose rules may be others.
pub async fn keep_hour(office: &Office) -> Result<()> {
    let actor = program(office);
    let day = actor.day().to_string();
    let mut acting = actor.begin(Permission::ManageJobs).await?;
    let key = format!("nightly/{day}/{}", nightly::VERSION);
    acting.queue(JobName::Nightly, &day, Some(key), actor.now()).await?;
    if office.sends_mail() {
        let hour = format!("{day} {:02}", office.clock.hour());
        acting.queue(JobName::GatherMail, &hour, Some(format!("gather_mail/{hour}")), actor.now()).await?;
    }
    acting.commit().await
}

/// Does every job of a lane that is due and that no other program is doing; answers how many were begun.
pub async fn work(office: &Office, lane: Lane) -> Result<u64> {
    let mut begun = 0;
    while let Some(claimed) = claim(office, lane).await? {
        begun += 1;
        attempt(office, claimed).await?;
    }
    Ok(begun)
}

/// From now on for as long as a job is left to a program that is not heard of.
fn lease(office: &Office) -> Lease {
    let from = office.clock.machine();
    Lease { from, until: from + TimeDelta::seconds(HELD_SECONDS) }
}

/// Claims the next job of a lane, for the time in which this program is not heard of.
pub async fn claim(office: &Office, lane: Lane) -> Result<Option<Claimed>> {
    let actor = program(office);
    let names: Vec<JobName> = JobName::ALL.into_iter().filter(|name| name.lane() == lane).collect();
    let acting = actor.begin(Permission::ManageJobs).await?;
    let claimed = store::job::claim(acting.connection(), &names, office.worker, actor.now(), lease(office)).await?;
    acting.commit().await?;
    Ok(claimed)
}

/// Does a job that was claimed, holds the claim meanwhile, and writes what came of it.
pub async fn attempt(office: &Office, claimed: Claimed) -> Result<()> {
    if claimed.attempts > INTERRUPTIONS {
        return give_up(office, &claimed, "its programs ended again and again").await;
    }
    let outcome = tokio::select! {
        outcome = AssertUnwindSafe(perform(office, &claimed)).catch_unwind() => outcome,
        () = hold(office, &claimed) => {
            tracing::warn!(job = claimed.name.code(), "a job was taken over by another program");
            return Ok(());
        }
    };
    match outcome {
        Ok(Ok(Outcome::Done)) => finish(office, &claimed).await,
        Ok(Ok(Outcome::Failed { cause, for_good: true })) => give_up(office, &claimed, &cause).await,
        Ok(Ok(Outcome::Failed { cause, for_good: false })) => failed(office, &claimed, &cause).await,
        Ok(Err(cause)) => failed(office, &claimed, &cause.to_string()).await,
        Err(_said_by_the_panic) => failed(office, &claimed, "it met a mistake of ours").await,
    }
}

/// What came of a try.
enum Outcome {
    /// It did what was to be done.
    Done,
    /// It did not.
    Failed {
        /// Why, for the log.
        cause: String,
        /// Whether trying again is in vain.
        for_good: bool,
    },
}

/// Has everybody reminded of a day's key dates, once they are as the day has them.
async fn remind(office: &Office, day: &str) -> Result<()> {
    let actor = program(office);
    let mut acting = actor.begin(Permission::ManageJobs).await?;
    acting.queue(JobName::Remind, day, Some(format!("remind/{day}")), actor.now()).await?;
    acting.commit().await
}

/// What each job does: one operation.
async fn perform(office: &Office, claimed: &Claimed) -> Result<Outcome> {
    match claimed.name {
        JobName::Nightly => {
            let contracts = nightly::run(office).await?;
            tracing::info!(contracts, "the nightly work is done");
            remind(office, &claimed.argument).await?;
        }
        JobName::JudgeAnew => match claimed.argument.parse() {
            Ok(owner) => leakage::judge_of_owner(office, owner).await?,
            Err(_all) => settings::judge_anew(office).await?,
        },
        JobName::Remind => {
            let told = reminder::run(office).await?;
            tracing::info!(told, "everybody is reminded of the day's key dates");
        }
        JobName::GatherMail => {
            mail::gather(office).await?;
        }
        JobName::SendMail => {
            let id = claimed.argument.parse().map_err(|_| Refusal::NotFound)?;
            if let Sending::Later(undelivered) = mail::send(office, id).await? {
                return Ok(Outcome::Failed { cause: undelivered.said, for_good: undelivered.for_good });
            }
        }
    }
    Ok(Outcome::Done)
}

/// Holds a claim for as long as it is ours. A database that does not answer for a moment is no reason to stop: the job
/// would find out itself.
async fn hold(office: &Office, claimed: &Claimed) {
    loop {
        tokio::time::sleep(HEARTBEAT).await;
        let held = async {
            let actor = program(office);
            let acting = actor.begin(Permission::ManageJobs).await?;
            let ours = store::job::hold(acting.connection(), claimed, lease(office).until).await?;
            acting.commit().await?;
            Ok::<bool, Failure>(ours)
        };
        match held.await {
            Ok(true) => {}
            Ok(false) => return,
            Err(cause) => tracing::warn!(%cause, job = claimed.name.code(), "a claim is not held yet"),
        }
    }
}

async fn finish(office: &Office, claimed: &Claimed) -> Result<()> {
    let actor = program(office);
    let acting = actor.begin(Permission::ManageJobs).await?;
    store::job::finish(acting.connection(), claimed, actor.now()).await?;
    acting.commit().await
}

/// After a try that failed: told once in the log, with the reference by which the page names it.
async fn failed(office: &Office, claimed: &Claimed, cause: &str) -> Result<()> {
    let Some(seconds) = claimed.name.pause_after(claimed.attempts) else {
        return give_up(office, claimed, cause).await;
    };
    let (actor, reference) = (program(office), office.clock.reference());
    tracing::warn!(%reference, cause, job = claimed.name.code(), "a job failed and is tried again");
    let acting = actor.begin(Permission::ManageJobs).await?;
    let due_at = actor.now() + TimeDelta::seconds(seconds.into());
    store::job::fail(acting.connection(), claimed, &reference, actor.now(), Some(due_at)).await?;
    acting.commit().await
}

async fn give_up(office: &Office, claimed: &Claimed, cause: &str) -> Result<()> {
    let (actor, reference) = (program(office), office.clock.reference());
    tracing::error!(%reference, cause, job = claimed.name.code(), "a job is given up and waits for an administrator");
    let acting = actor.begin(Permission::ManageJobs).await?;
    store::job::fail(acting.connection(), claimed, &reference, actor.now(), None).await?;
    acting.commit().await
}

/// Waits until there may be something to do: a job was queued here, one that waits comes due, or another program may
/// have left one.
pub async fn wait(office: &Office, lane: Lane) -> Result<()> {
    let actor = program(office);
    let next = store::job::next_due(actor.read(Permission::ManageJobs)?.connection()).await?;
    let (soon, late) = (actor.now() + TimeDelta::seconds(1), actor.now() + TimeDelta::seconds(LOOK_SECONDS));
    let look = next.unwrap_or(late).clamp(soon, late);
    tokio::select! {
        () = office.clock.until(look) => {}
        () = office.jobs_queued(lane) => {}
    }
    Ok(())
}

/// Gives back what this program has claimed, because it ends.
pub async fn release(office: &Office) -> Result<()> {
    let actor = program(office);
    let acting = actor.begin(Permission::ManageJobs).await?;
    store::job::release(acting.connection(), office.worker).await?;
    acting.commit().await
}

/// Forgets what was done long ago.
pub(crate) async fn forget_old(acting: &Acting<'_>, now: Moment) -> Result<()> {
    Ok(store::job::delete_done_before(acting.connection(), now - TimeDelta::days(KEPT_DAYS)).await?)
}

/// Jobs that stand somewhere and do something (all where nothing is named), the newest first.
pub async fn list(actor: &Actor, states: &[JobState], names: &[JobName], page: Page) -> Result<List<JobRow>> {
    let reading = actor.read(Permission::ManageJobs)?;
    let (rows, total) = store::job::list(reading.connection(), states, names, page).await?;
    Ok(List { rows, total, more: false, day: actor.day() })
}

/// How many jobs stand where.
pub async fn count(actor: &Actor) -> Result<JobCounts> {
    let reading = actor.read(Permission::ManageJobs)?;
    Ok(store::job::count(reading.connection()).await?)
}

/// One job.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn find(actor: &Actor, id: JobId) -> Result<JobRow> {
    let reading = actor.read(Permission::ManageJobs)?;
    store::job::find(reading.connection(), id).await?.ok_or_else(|| Refusal::NotFound.into())
}

/// Has a job that was given up tried again, as if for the first time.
///
/// # Errors
/// [`Refusal::Stale`], [`Refusal::WrongState`] where it was not given up, [`Refusal::NotFound`].
pub async fn retry(actor: &Actor, id: JobId, version: i32) -> Result<()> {
    let mut acting = actor.begin(Permission::ManageJobs).await?;
    let job = store::job::find(acting.connection(), id).await?.ok_or(Refusal::NotFound)?;
    if job.version != version {
        return Err(Refusal::Stale.into());
    }
    if job.state != JobState::Dead {
        return Err(Refusal::WrongState.into());
    }
    store::job::retry(acting.connection(), id, version, actor.now()).await?;
    acting.record(Subject::Organisation, Event::JobRetried { job: job.name, about: job.about });
    acting.tell_of_jobs();
    acting.commit().await
}
