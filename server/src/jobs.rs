//! The timetable of a running server, and the work that it shares with the other servers over its database. Each line
//! calls one operation; each may run twice without harm.

use std::time::Duration;

use futures::FutureExt;
use model::job::Lane;
use operations::Office;
use tokio::time::interval;

use crate::observe;

const MINUTE: Duration = Duration::from_secs(60);
/// How often is looked for imports that another program left unfinished. What begins here is told at once. Seldom,
/// because each look wakes a connection to the database, which would otherwise be closed with its memory.
const LOOK: Duration = Duration::from_secs(30);

/// How long is waited after the queue of jobs could not be read.
const REST: Duration = Duration::from_secs(5);

/// Keeps the hours, for as long as the server runs.
///
/// What a business day brings is asked for at the start and when each day begins, once for all servers over the
/// database: one that was off during the night makes up for it.
pub async fn keep_hours(office: Office) {
    loop {
        let next = office.clock().next_hour();
        // Before the day is asked for: another node may have settled another time zone.
        if let Err(cause) = operations::settings::take_over(&office).await {
            tracing::error!(%cause, "the settings cannot be read; those known so far hold");
        }
        if let Err(cause) = operations::job::keep_hour(&office).await {
            tracing::error!(%cause, "the work of this hour was not asked for; it is asked for in the next");
        }
        office.clock().until(next).await;
    }
}

/// Does the jobs of a lane, for as long as the server runs.
pub async fn keep_working(office: Office, lane: Lane) {
    loop {
        let round = async {
            operations::job::work(&office, lane).await?;
            operations::job::wait(&office, lane).await
        };
        if let Err(cause) = round.await {
            tracing::error!(%cause, "jobs are not done; it is tried again");
            tokio::time::sleep(REST).await;
        }
    }
}

/// Accepts imports and takes them back, for as long as the server runs: what was begun here at once, and what another
/// program left unfinished after a while. What this program's forerunner left is gone on with first.
pub async fn keep_importing(office: Office) {
    let mut anew = true;
    loop {
        let work = std::panic::AssertUnwindSafe(operations::import::work(&office, anew)).catch_unwind();
        match work.await {
            Ok(Ok(())) => {}
            Ok(Err(cause)) => tracing::error!(%cause, "an import does not go on; it is tried again"),
            Err(_said_by_the_panic) => tracing::error!("an import met a mistake of ours; it is tried again"),
        }
        anew = false;
        let _looked_anyway = tokio::time::timeout(LOOK, office.import_begun()).await;
    }
}

/// Keeps the counts small: a monitor that never asks must not fill the memory.
pub async fn keep_counts() {
    let Some(counts) = observe::counts() else {
        return;
    };
    let mut minutes = interval(MINUTE);
    loop {
        minutes.tick().await;
        counts.run_upkeep();
    }
}
