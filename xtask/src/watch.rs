//! `watch`: builds again on every save and starts the server anew.
//!
//! A save of style sheets or public files alone asks Cargo for nothing and is on the page in a moment. A build that
//! fails says so and leaves the last good server running.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use notify::event::ModifyKind;
use notify::{Event, EventKind, RecursiveMode, Watcher};

use crate::browser::Mode;
use crate::failure::{Explain, Failure, Outcome};
use crate::layout::Layout;
use crate::process::{self, Running};
use crate::server::{self, Start};
use crate::site;

/// Editors write a file in several steps, and people save several files: what comes within this time is one change.
const SETTLING: Duration = Duration::from_millis(150);

/// The folders that hold what is built.
const SOURCES: [&str; 5] = ["app", "frontend", "server", "style", "public"];

/// What has to be built after a change.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Change {
    /// Only files that are copied or bundled: style sheets, icons, fonts.
    Looks,
    /// Rust: browser side and server.
    Code,
}

/// Builds, serves the demonstration, and repeats on every save until interrupted.
pub fn watch(layout: &Layout, port: u16) -> Outcome<()> {
    let (sender, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event| {
        // The receiver is gone only when watching is over.
        let _ = sender.send(event);
    })
    .explain(|| "Cannot watch files".into())?;
    for folder in SOURCES {
        watcher
            .watch(&layout.root.join(folder), RecursiveMode::Recursive)
            .explain(|| format!("Cannot watch the folder {folder}"))?;
    }

    let mut server = rebuild(layout, port, Change::Code, None);
    loop {
        let change = next_change(layout, &changes)?;
        server = rebuild(layout, port, change, server);
    }
}

/// Builds and starts the server anew; a failed build keeps the server that was there.
fn rebuild(layout: &Layout, port: u16, change: Change, old: Option<Running>) -> Option<Running> {
    let folder = match build(layout, change) {
        Ok(folder) => folder,
        Err(failure) => {
            println!("{failure}\nNot built; waiting for the next save.");
            return old;
        }
    };
    // The port has to be free before the next server asks for it.
    drop(old);
    let database = layout.root.join("data/demonstration.sqlite");
    let start = Start { site: &folder, port, database: &database, demonstration: true };
    match Running::start(&mut start.command(layout), "the server") {
        Ok(server) => Some(server),
        Err(failure) => {
            println!("{failure}");
            None
        }
    }
}

fn build(layout: &Layout, change: Change) -> Outcome<PathBuf> {
    let data = layout.root.join("data");
    std::fs::create_dir_all(&data).explain(|| format!("Cannot create the folder {}", data.display()))?;
    if change == Change::Looks
        && let Some(site) = site::refresh(layout, Mode::Debug)?
    {
        return Ok(site.folder);
    }
    let site = site::build(layout, Mode::Debug)?;
    server::build(layout)?;
    Ok(site.folder)
}

/// Waits for a save and gathers what follows it closely.
fn next_change(layout: &Layout, changes: &Receiver<notify::Result<Event>>) -> Outcome<Change> {
    let mut largest = None;
    loop {
        process::interrupted()?;
        match changes.recv_timeout(SETTLING) {
            Ok(Ok(event)) => largest = largest.max(kind_of(&layout.root, &event)),
            Ok(Err(cause)) => println!("Cannot watch everything: {cause}"),
            Err(RecvTimeoutError::Timeout) => {
                if let Some(change) = largest {
                    return Ok(change);
                }
            }
            Err(RecvTimeoutError::Disconnected) => {
                return Err(Failure::new("Watching files has ended."));
            }
        }
    }
}

/// What an event asks for; `None` for mere reading, which compilers do all the time, and for editors' own files.
fn kind_of(root: &Path, event: &Event) -> Option<Change> {
    match event.kind {
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)) => return None,
        _ => {}
    }
    event
        .paths
        .iter()
        .filter_map(|path| {
            let path = path.strip_prefix(root).ok()?;
            let name = path.file_name()?.to_string_lossy();
            if name.starts_with('.') || name.ends_with('~') || name.ends_with(".swp") {
                return None;
            }
            let looks = path.starts_with("style") || path.starts_with("public");
            Some(if looks { Change::Looks } else { Change::Code })
        })
        .max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{AccessKind, CreateKind};

    fn saved(paths: &[&str]) -> Option<Change> {
        let event = Event::new(EventKind::Create(CreateKind::File));
        kind_of(Path::new("/a"), &paths.iter().fold(event, |event, path| event.add_path(path.into())))
    }

    #[test]
    fn a_style_sheet_alone_asks_cargo_for_nothing() {
        assert_eq!(saved(&["/a/style/main.css"]), Some(Change::Looks));
    }

    #[test]
    fn code_outweighs_looks() {
        assert_eq!(saved(&["/a/style/main.css", "/a/app/src/lib.rs"]), Some(Change::Code));
    }

    #[test]
    fn an_editor_s_own_files_are_not_saves() {
        assert_eq!(saved(&["/a/app/src/.lib.rs.swp", "/a/app/src/lib.rs~"]), None);
    }

    #[test]
    fn reading_is_not_a_save() {
        let event = Event::new(EventKind::Access(AccessKind::Any)).add_path("/a/app/src/lib.rs".into());
        assert_eq!(kind_of(Path::new("/a"), &event), None);
    }
}
