//! The clock that tests move while the program runs (`avenant serve --test-clock FILE`).
//!
//! Days that never were would make promises, reminders and history of a real organisation wrong for ever. So it is
//! named on the command line alone, never in a configuration that somebody might copy, and works only over a database
//! that was empty when it was first opened this way, which remembers it.

use std::path::Path;

use operations::{Office, clock::Clock, sign_in};
use store::Store;

use crate::{
    cli::say,
    config::Config,
    failure::{Failure, Result},
};

/// The setting that marks a database in which days were moved.
const MARK: &str = "test_clock";

/// The clock that a file moves.
///
/// # Errors
/// [`Failure::Unreadable`] with the file.
pub fn of(config: &Config, file: &Path) -> Result<Clock> {
    let clock = Clock::ahead(config.time_zone, file.to_path_buf())
        .map_err(|cause| Failure::Unreadable { path: file.to_path_buf(), cause })?;
    let day = clock.day();
    say(&format!("THE CLOCK IS MOVED BY {}: today is {day} here. This is for tests alone.", file.display()));
    tracing::warn!(%day, file = %file.display(), "the clock is moved by a file: this is for tests alone");
    Ok(clock)
}

/// Makes sure that days are moved only where nothing is real, and tells where they were.
///
/// # Errors
/// [`Failure::NotForTests`].
pub async fn allow(config: &Config, office: &Office) -> Result<()> {
    let store = office.sessions();
    let marked = is_marked(store).await.map_err(|cause| Failure::database(&config.database_name(), cause))?;
    if !office.clock().is_moved() {
        if marked {
            tracing::warn!("days of this database were moved by a test: nothing in it is real");
        }
        return Ok(());
    }
    if marked {
        return Ok(());
    }
    if !sign_in::is_empty(office).await? {
        return Err(Failure::NotForTests(config.database_name()));
    }
    let marking = async {
        let writing = store.begin().await?;
        store::setting::write(writing.connection(), MARK, &true).await?;
        writing.commit().await
    };
    marking.await.map_err(|cause| Failure::database(&config.database_name(), cause))
}

/// Whether days of a database were ever moved.
///
/// # Errors
/// What the database met.
pub async fn is_marked(store: &Store) -> store::Result<bool> {
    Ok(store::setting::find(store.reading(), MARK).await?.unwrap_or(false))
}
