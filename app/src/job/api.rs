//! Questions about jobs.

#![allow(missing_docs, reason = "the arguments of a server function become undocumented fields")]

use crate::failure::Failure;
use leptos::server;
use model::{id::JobId, job::JobState, view::MailState};
use serde::{Deserialize, Serialize};

/// Which jobs are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct JobsQuery {
    pub state: String,
    pub job: String,
    pub page: u64,
}

/// A job, said in the words of who reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobLine {
    pub id: JobId,
    pub version: i32,
    pub name: String,
    pub state: JobState,
    pub said: String,
    pub queued: String,
    pub begun: String,
    pub next: String,
    pub attempts: String,
    pub reference: String,
}

/// A page of the jobs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobsAsked {
    pub lines: Vec<JobLine>,
    pub total: u64,
    /// That some are no longer tried, if so.
    pub dead: Option<String>,
}

/// A page of the jobs.
#[server(ListJobs, endpoint = "job/list", protocol = crate::wire::Wire)]
pub async fn jobs(query: JobsQuery) -> Result<JobsAsked, Failure> {
    let actor = crate::visit::actor().await?;
    super::said::jobs(&actor, &query).await
}

/// Has a job that was given up tried again.
#[server(endpoint = "job/retry", protocol = crate::wire::Wire)]
pub async fn retry_job(id: JobId, version: i32) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::job::retry(&actor, id, version).await?)
}

/// Which mails are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MailsQuery {
    pub state: String,
    pub page: u64,
}

/// A mail, said in the words of who reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailLine {
    pub to: String,
    pub address: String,
    pub state: MailState,
    pub said: String,
    pub written: String,
    pub next: String,
    pub attempts: String,
    pub failure: String,
    pub job: JobId,
    pub version: i32,
}

/// A page of the mails.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailsAsked {
    pub lines: Vec<MailLine>,
    pub total: u64,
    /// Whether mails are sent at all.
    pub sends: bool,
}

/// A page of the mails.
#[server(ListMails, endpoint = "job/mails", protocol = crate::wire::Wire)]
pub async fn mails(query: MailsQuery) -> Result<MailsAsked, Failure> {
    let actor = crate::visit::actor().await?;
    super::said::mails(&actor, &query).await
}
