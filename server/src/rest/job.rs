//! Jobs: what is done behind the pages.

use axum::extract::OriginalUri;
use chrono::{DateTime, Utc};
use model::{job as known, view::JobRow};
use operations::job;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    answer::{Listed, Page, Versioned},
    ask::{self, Asked, Id, IfMatch, Paging},
    caller::Caller,
    problem::Trouble,
    wire::choices,
};

choices! {
    /// What is done behind the pages.
    JobName = model::job::JobName {
        /// What each business day brings: dates, ledgers, findings.
        Nightly,
        /// Ledgers, matches and findings are judged anew by changed settings.
        JudgeAnew,
        /// Everybody is told of the key dates of a day.
        Remind,
        /// What waits for a mail is put into one.
        GatherMail,
        /// One mail is sent.
        SendMail,
    }

    /// Where a job stands.
    JobState = model::job::JobState {
        /// It waits for its time, or for its next try.
        Waiting,
        /// It is being done.
        Running,
        /// It is done.
        Done,
        /// It failed too often and waits for a person.
        Dead,
    }
}

/// A job.
#[derive(Debug, Serialize, ToSchema)]
pub struct Job {
    /// Identity.
    pub id: Uuid,
    /// Version; grows with every try. Sent as `If-Match` in quotation marks, it is the version that was read.
    pub version: i32,
    /// What is done.
    pub name: JobName,
    /// About what: a day, a thing; empty where it is about everything.
    pub about: String,
    /// Where it stands.
    pub state: JobState,
    /// How often it was begun.
    pub attempts: u32,
    /// When it was asked for.
    pub queued_at: DateTime<Utc>,
    /// When it is to be tried next; of one that waits for nothing, when it was last to be.
    pub due_at: DateTime<Utc>,
    /// When it was last begun.
    pub begun_at: Option<DateTime<Utc>>,
    /// When it was done, or given up.
    pub finished_at: Option<DateTime<Utc>>,
    /// By what the server's log names the last error.
    pub reference: Option<String>,
}

impl From<JobRow> for Job {
    fn from(row: JobRow) -> Self {
        let JobRow { id, version, name, about, state, attempts, queued_at, due_at, begun_at, finished_at, reference } =
            row;
        Self {
            id: id.0,
            version,
            name: name.into(),
            about,
            state: state.into(),
            attempts,
            queued_at,
            due_at,
            begun_at,
            finished_at,
            reference,
        }
    }
}

/// Which jobs.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct JobQuery {
    /// Where they stand, several with commas between them: `waiting`, `running`, `done`, `dead`.
    #[param(example = "dead")]
    state: Option<String>,
    /// What is done, several with commas between them.
    #[param(example = "nightly")]
    name: Option<String>,
    /// The page, from 1.
    #[param(minimum = 1)]
    page: Option<u32>,
    /// Rows of a page; 50 unless said otherwise.
    #[param(minimum = 1, maximum = 200)]
    per_page: Option<u32>,
}

/// Jobs
///
/// What is done behind the pages, the newest first. What is done is kept for 30 days.
#[utoipa::path(
    get, path = "/jobs", tag = "jobs", params(JobQuery),
    responses((status = 200, description = "A page of jobs.", body = Page<Job>)),
    extensions(("x-permission" = json!("manage_jobs"))),
)]
pub async fn list_jobs(
    caller: Caller,
    OriginalUri(address): OriginalUri,
    Asked(query): Asked<JobQuery>,
) -> Result<Listed<Job>, Trouble> {
    let JobQuery { state, name, page, per_page } = query;
    let paging = Paging::new(page, per_page)?;
    let states = ask::several("state", state.as_deref(), known::JobState::from_code)?;
    let names = ask::several("name", name.as_deref(), known::JobName::from_code)?;
    let found = job::list(&caller.actor, &states, &names, paging.stretch()).await?;
    Ok(Listed::new(&address, paging, found, Job::from))
}

/// A job
#[utoipa::path(
    get, path = "/jobs/{id}", tag = "jobs",
    params(("id" = Uuid, Path, description = "Identity of the job.")),
    responses((status = 200, description = "The job.", body = Job, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("manage_jobs"))),
)]
pub async fn find_job(caller: Caller, Id(id): Id) -> Result<Versioned<Job>, Trouble> {
    let found = job::find(&caller.actor, id.into()).await?;
    Ok(Versioned(found.version, found.into()))
}

/// Try a job again
///
/// One that failed too often, as if for the first time.
#[utoipa::path(
    post, path = "/jobs/{id}/retry", tag = "jobs",
    params(("id" = Uuid, Path, description = "Identity of the job."), IfMatch),
    responses((status = 200, description = "The job as it is now.", body = Job, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("manage_jobs"))),
)]
pub async fn retry_job(caller: Caller, Id(id): Id, IfMatch(version): IfMatch) -> Result<Versioned<Job>, Trouble> {
    job::retry(&caller.actor, id.into(), version).await?;
    let found = job::find(&caller.actor, id.into()).await?;
    Ok(Versioned(found.version, found.into()))
}
