//! What the page of the jobs shows.

use crate::{
    calendar::Moment,
    id::JobId,
    job::{JobName, JobState},
};
use serde::{Deserialize, Serialize};

/// A job as administrators see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobRow {
    /// Identity.
    pub id: JobId,
    /// Version, for comparing at a change.
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
    pub queued_at: Moment,
    /// When it is to be tried next.
    pub due_at: Moment,
    /// When it was last begun.
    pub begun_at: Option<Moment>,
    /// When it was done, or given up.
    pub finished_at: Option<Moment>,
    /// By what our log names the last error.
    pub reference: Option<String>,
}

/// How many jobs stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobCounts {
    /// Waiting for their time.
    pub waiting: u64,
    /// Being done.
    pub running: u64,
    /// Done within the time that is kept.
    pub done: u64,
    /// Waiting for a person.
    pub dead: u64,
}
