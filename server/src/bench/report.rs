//! What was measured, as a table for people and as JSON for whatever compares runs.

use std::{fmt::Write, time::Duration};

use serde::{Serialize, Serializer};

/// Everything a run measured.
#[derive(Debug, Serialize)]
pub struct Report {
    /// Size of the executable, bytes.
    pub executable_bytes: u64,
    /// Each portfolio on each database.
    pub measured: Vec<Measured>,
}

/// One portfolio on one database. Times are in microseconds, memory in bytes.
#[derive(Debug, Default, Serialize)]
pub struct Measured {
    /// The kind of database.
    pub database: &'static str,
    /// Number of contracts.
    pub contracts: u64,
    /// Filling it; `None` where an earlier run had done it.
    #[serde(serialize_with = "maybe_micros")]
    pub fill: Option<Duration>,
    /// Pages.
    pub pages: Vec<Page>,
    /// Bringing every contract up to the day: dates, ledger, findings.
    #[serde(serialize_with = "maybe_micros")]
    pub recomputation: Option<Duration>,
    /// Database queries of that.
    pub recomputation_queries: u64,
    /// What single nights take.
    pub nights: Vec<Night>,
    /// A server as a process of its own.
    pub server: Option<Server>,
    /// Lists taken in.
    pub imports: Vec<Import>,
}

/// A page.
#[derive(Debug, Serialize)]
pub struct Page {
    /// Which.
    pub name: &'static str,
    /// Half of the answers were complete within this time.
    #[serde(serialize_with = "micros")]
    pub p50: Duration,
    /// Nineteen of twenty answers were complete within this time.
    #[serde(serialize_with = "micros")]
    pub p95: Duration,
    /// Database queries of one answer, at most.
    pub queries: u64,
    /// Bytes of one answer, on average.
    pub bytes: u64,
    /// The address that took longest.
    pub slowest: String,
}

/// A server as a process of its own.
#[derive(Debug, Serialize)]
pub struct Server {
    /// From the start of the process until it answers.
    #[serde(serialize_with = "micros")]
    pub started: Duration,
    /// The nightly work, which follows a start.
    #[serde(serialize_with = "micros")]
    pub nightly: Duration,
    /// Memory when it first answers.
    pub memory_at_start: u64,
    /// Memory at rest after the nightly work.
    pub memory_after_nightly: u64,
    /// Just after pages were asked.
    pub memory_after_pages: u64,
    /// Memory at rest after pages were asked, too.
    pub memory_idle: u64,
    /// The most memory it ever held.
    pub memory_peak: u64,
}

/// The work of a night, or the reminders that follow it.
#[derive(Debug, Serialize)]
pub struct Night {
    /// Which.
    pub name: &'static str,
    /// Contracts that were looked at, or tellings.
    pub done: u64,
    /// How long it took.
    #[serde(serialize_with = "micros")]
    pub took: Duration,
}

/// A list taken in.
#[derive(Debug, Serialize)]
pub struct Import {
    /// Which.
    pub file: &'static str,
    /// Its rows.
    pub rows: u64,
    /// Contracts or invoices that came of it.
    pub records: u64,
    /// Until it was read and kept.
    #[serde(serialize_with = "micros")]
    pub uploaded: Duration,
    /// Until its review was shown.
    #[serde(serialize_with = "micros")]
    pub reviewed: Duration,
    /// Until everything that follows from its acceptance was live.
    #[serde(serialize_with = "micros")]
    pub accepted: Duration,
}

fn micros<S: Serializer>(time: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u64(u64::try_from(time.as_micros()).unwrap_or(u64::MAX))
}

fn maybe_micros<S: Serializer>(time: &Option<Duration>, serializer: S) -> Result<S::Ok, S::Error> {
    match time {
        Some(time) => micros(time, serializer),
        None => serializer.serialize_none(),
    }
}

/// Milliseconds with one decimal.
fn millis(time: Duration) -> String {
    let tenths = time.as_micros() / 100;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// Seconds with one decimal.
fn seconds(time: Duration) -> String {
    let tenths = time.as_millis() / 100;
    format!("{}.{} s", tenths / 10, tenths % 10)
}

/// Bytes as people read them.
pub fn mebibytes(bytes: u64) -> String {
    let tenths = bytes * 10 / 1_048_576;
    format!("{}.{} MiB", tenths / 10, tenths % 10)
}

/// How many a second.
fn rate(count: u64, time: Duration) -> u128 {
    u128::from(count) * 1_000 / time.as_millis().max(1)
}

impl Measured {
    /// The table for people.
    pub fn table(&self) -> String {
        let mut text = String::new();
        self.write(&mut text).map(|()| text).unwrap_or_default()
    }

    fn write(&self, text: &mut String) -> std::fmt::Result {
        writeln!(text, "\n{} with {} contracts", self.database, self.contracts)?;
        writeln!(text, "  {:<38} {:>9} {:>9} {:>8} {:>7}", "page", "p50 ms", "p95 ms", "queries", "KiB")?;
        for Page { name, p50, p95, queries, bytes, slowest: _ } in &self.pages {
            let kibibytes = bytes / 1_024;
            writeln!(text, "  {name:<38} {:>9} {:>9} {queries:>8} {kibibytes:>7}", millis(*p50), millis(*p95))?;
        }
        if let Some(time) = self.fill {
            writeln!(text, "  filling: {}", seconds(time))?;
        }
        if let Some(time) = self.recomputation {
            writeln!(text, "  recomputing everything: {}, {} queries", seconds(time), self.recomputation_queries)?;
        }
        for Night { name, done, took } in &self.nights {
            writeln!(text, "  {name}: {}, {done}", seconds(*took))?;
        }
        if let Some(server) = &self.server {
            let Server {
                started,
                nightly,
                memory_at_start,
                memory_after_nightly,
                memory_after_pages,
                memory_idle,
                memory_peak,
            } = server;
            writeln!(text, "  start: {} ms; nightly work after it: {}", millis(*started), seconds(*nightly))?;
            writeln!(
                text,
                "  memory: {} at the start, {} after the nightly work, {} after pages, {} idle two minutes later, {} at most",
                mebibytes(*memory_at_start),
                mebibytes(*memory_after_nightly),
                mebibytes(*memory_after_pages),
                mebibytes(*memory_idle),
                mebibytes(*memory_peak)
            )?;
        }
        for Import { file, rows, records, uploaded, reviewed, accepted } in &self.imports {
            writeln!(
                text,
                "  {file}: {rows} rows, {records} accepted; read in {}, reviewed in {}, accepted in {} ({} rows/s in all)",
                seconds(*uploaded),
                seconds(*reviewed),
                seconds(*accepted),
                rate(*rows, *uploaded + *reviewed + *accepted)
            )?;
        }
        Ok(())
    }
}
