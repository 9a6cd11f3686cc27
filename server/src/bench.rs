//! `avenant bench`: how quick the product is, and how much memory it takes, over portfolios of some sizes.
//!
//! Each measurement uses what the product itself uses: pages are asked through the whole router by somebody signed
//! in, files are imported by the operations behind the page, start and memory are those of a server that is started
//! as a process of its own. Times are those of this machine; put two runs of one machine side by side.

mod database;
mod import;
mod pages;
mod process;
mod report;

use std::{
    future::Future,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use chrono::Days;
use clap::Args;
use operations::{Office, clock::Clock, portfolio};
use store::Store;

use crate::{
    cli::say,
    config::Config,
    failure::{Failure, Result},
};
use database::Place;
use report::{Measured, Night, Report};

/// Sizes that are measured where none is named.
const SIZES: [u64; 2] = [10_000, 100_000];
/// How much of a slow query is told, in characters: some have thousands of values.
const TOLD_MOST: usize = 1_500;
/// How often each page is asked.
const ROUNDS: u32 = 40;

/// What is measured, and where.
#[derive(Clone, Debug, Args)]
pub struct Bench {
    /// Measure with so many contracts; may be given several times [default: 10000 and 100000]
    #[arg(long, value_name = "N")]
    contracts: Vec<u64>,
    /// Measure on this database: sqlite, or the postgres://… of a server on which databases may be made; may be given
    /// several times [default: sqlite]
    #[arg(long, value_name = "URL")]
    database: Vec<String>,
    /// Write what was measured to this file, as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Keep the filled databases, and use those that an earlier run kept
    #[arg(long)]
    keep: bool,
    /// Only fill, and measure pages: no recomputation, no server, no import
    #[arg(long)]
    pages_only: bool,
    /// Tell of each query that took at least so many milliseconds
    #[arg(long, value_name = "MS")]
    slow: Option<u64>,
}

/// Measures and prints.
///
/// # Errors
/// A database that cannot be made or opened, or whatever the product itself met.
pub async fn bench(bench: &Bench, config: Config) -> Result<()> {
    let sizes = if bench.contracts.is_empty() { SIZES.to_vec() } else { bench.contracts.clone() };
    let servers = if bench.database.is_empty() { vec!["sqlite".to_owned()] } else { bench.database.clone() };
    let mut report = Report { executable_bytes: process::executable_bytes(), measured: Vec::new() };
    for contracts in sizes {
        for server in &servers {
            let place = Place::make(server, contracts, &config).await?;
            let measured = measure(bench, &place, contracts).await;
            if !bench.keep {
                place.remove().await?;
            }
            let measured = measured?;
            say(&measured.table());
            report.measured.push(measured);
        }
    }
    say(&format!("The executable has {}.", report::mebibytes(report.executable_bytes)));
    if let Some(file) = &bench.json {
        let text = serde_json::to_string_pretty(&report).map_err(|cause| Failure::Broken(Box::new(cause)))?;
        std::fs::write(file, text).map_err(|cause| Failure::Unwritable { path: file.clone(), cause })?;
    }
    Ok(())
}

/// Everything over one portfolio on one database.
async fn measure(bench: &Bench, place: &Place, contracts: u64) -> Result<Measured> {
    let queries = Arc::new(AtomicU64::new(0));
    let office = open(place, &queries, bench.slow.map(Duration::from_millis)).await?;
    let fill = fill(&office, contracts).await?;
    place.settle(&office).await?;
    say(&format!("{}: {contracts} contracts are there; asking pages …", place.kind()));
    // So that there are renewals to decide on, and something to read about on the page of notifications.
    let (seen, night) = timed(operations::nightly::run(&office)).await?;
    let (told, reminders) = timed(operations::reminder::run(&office)).await?;
    let config = Arc::new(place.config().clone());
    let pages = pages::measure(&office, &config, contracts, ROUNDS, &queries).await?;
    let mut measured = Measured { database: place.kind(), contracts, fill, pages, ..Measured::default() };
    measured.nights.push(Night { name: "night of the first day", done: seen, took: night });
    measured.nights.push(Night { name: "reminders of the first day", done: told, took: reminders });
    if !bench.pages_only {
        say("Recomputing everything …");
        let before = queries.load(Ordering::Relaxed);
        let (_contracts, took) = timed(operations::nightly::run_whole(&office)).await?;
        measured.recomputation = Some(took);
        measured.recomputation_queries = queries.load(Ordering::Relaxed) - before;
        say("Starting a server …");
        let cookie = pages::sign_in(&office, portfolio::MANAGER).await?;
        let paths = pages::paths(&office, contracts);
        place.forget_night(&office).await?;
        measured.server = Some(process::measure(place.config().clone(), cookie, paths).await?);
        say("Importing …");
        measured.imports = import::measure(&office, contracts).await?;
        say("Living through the next nights …");
        measured.nights.extend(nights(&office).await?);
    }
    crate::open::close(&office).await;
    Ok(measured)
}

/// What the next days bring: tomorrow, and a day after five weeks in which nobody was there.
async fn nights(office: &Office) -> Result<Vec<Night>> {
    let today = office.clock().day();
    let later = today.checked_add_days(Days::new(35)).unwrap_or(today);
    let mut nights = Vec::new();
    let names = [("next night", "reminders of the next day"), ("night after five weeks", "reminders after five weeks")];
    for ((night, reminders), day) in names.into_iter().zip([today.succ_opt().unwrap_or(today), later]) {
        let then = Office::new(office.sessions().clone(), Clock::fixed(day), false);
        let (done, took) = timed(operations::nightly::run(&then)).await?;
        nights.push(Night { name: night, done, took });
        let (done, took) = timed(operations::reminder::run(&then)).await?;
        nights.push(Night { name: reminders, done, took });
    }
    Ok(nights)
}

/// Does something, and answers how long it took.
async fn timed<T>(work: impl Future<Output = operations::Result<T>>) -> Result<(T, Duration)> {
    let begun = Instant::now();
    let done = work.await?;
    Ok((done, begun.elapsed()))
}

/// Opens the office, with every query counted.
async fn open(place: &Place, queries: &Arc<AtomicU64>, slow: Option<Duration>) -> Result<Office> {
    let config = place.config();
    let failed = |cause| Failure::database(&config.database_name(), cause);
    let mut store = Store::open(&config.database).await.map_err(failed)?;
    let counted = Arc::clone(queries);
    store.watch(move |query| {
        counted.fetch_add(1, Ordering::Relaxed);
        if slow.is_some_and(|slow| query.elapsed >= slow) {
            let beginning: String = query.text.chars().take(TOLD_MOST).collect();
            say(&format!("  {} ms: {beginning}", query.elapsed.as_millis()));
        }
    });
    store.migrate().await.map_err(failed)?;
    Ok(Office::new(store, Clock::in_zone(config.time_zone), false))
}

/// Fills the database unless an earlier run did; answers how long it took.
async fn fill(office: &Office, contracts: u64) -> Result<Option<Duration>> {
    if portfolio::filled(office).await? == Some(contracts) {
        return Ok(None);
    }
    let begun = Instant::now();
    portfolio::fill(office, contracts, |how_far| {
        say(&format!("  {:>4} s: {how_far}", begun.elapsed().as_secs()));
    })
    .await?;
    Ok(Some(begun.elapsed()))
}
