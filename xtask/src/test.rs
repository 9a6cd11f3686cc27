//! `test`: everything that must hold before a change is accepted, the quickest to fail first.

use std::fs;
use std::process::Command;

use crate::browser::Mode;
use crate::failure::{Failure, Outcome};
use crate::layout::Layout;
use crate::postgres::{Postgres, Scratch};
use crate::process;
use crate::server::{self, Start};
use crate::site::{self, Site};
use crate::size;
use crate::step::Steps;

/// Everything that runs on the machine itself, which is all but the browser side.
const HOST: [&str; 3] = ["--workspace", "--exclude", "frontend"];

/// The browser side: never together with the others, whose features it would take on.
const BROWSER: [&str; 4] = ["--package", "frontend", "--target", "wasm32-unknown-unknown"];

/// What must not be found among the browser's dependencies: it would mean that server code is sent to browsers.
const SERVER_ONLY: [&str; 3] = ["sea-orm", "sqlx", "axum"];

/// Runs all checks and stops at the first that fails.
pub fn test(layout: &Layout) -> Outcome<()> {
    let mut steps = Steps::of(8);
    steps.perform("Format", || {
        process::perform(process::cargo(layout).args(["fmt", "--all", "--check"]), "`cargo fmt --check`")
    })?;
    steps.perform("Lints of the server", || clippy(layout, &[&HOST[..], &["--all-targets"]].concat()))?;
    steps.perform("Lints of the browser side", || clippy(layout, &BROWSER))?;
    steps.perform("No server code in the browser", || boundary(layout))?;
    steps.perform("Tests on SQLite and PostgreSQL", || both_databases(layout))?;
    let site = steps.perform("Browser side and style sheet", || site::build(layout, Mode::Release))?;
    steps.perform("Size of the first load", || size::check(&site))?;
    steps.perform("Journeys in a real browser", || journeys(layout, &site))?;
    println!("Everything passed.");
    Ok(())
}

fn clippy(layout: &Layout, what: &[&str]) -> Outcome<()> {
    let mut cargo = process::cargo(layout);
    cargo.arg("clippy").args(what).args(["--", "--deny", "warnings"]);
    process::perform(&mut cargo, "Clippy")
}

fn boundary(layout: &Layout) -> Outcome<()> {
    let mut cargo = process::cargo(layout);
    cargo.arg("tree").args(BROWSER).args(["--edges", "normal", "--prefix", "none", "--format", "{p}"]);
    let tree = process::ask(&mut cargo, "`cargo tree`")?;
    match intruder(&tree) {
        None => Ok(()),
        Some(package) => Err(Failure::new(format!("The browser side depends on `{package}`."))),
    }
}

/// The first package of the tree that belongs to the server, or whose name begins like one that does.
fn intruder(tree: &str) -> Option<&str> {
    tree.lines().filter_map(|line| line.split(' ').next()).find(|package| {
        SERVER_ONLY
            .iter()
            .any(|banned| package.strip_prefix(banned).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')))
    })
}

/// One run for both: a test that needs a database runs its body on SQLite and, because the variable is set, on
/// PostgreSQL.
fn both_databases(layout: &Layout) -> Outcome<()> {
    let postgres = Postgres::start()?;
    let mut cargo = process::cargo(layout);
    cargo.arg("test").args(HOST).env("AVENANT_TEST_POSTGRES_URL", postgres.url());
    process::perform(&mut cargo, "`cargo test`")
}

/// The test of `server` that lives through days, with so many that only an optimised program does it in minutes.
pub fn years(layout: &Layout, days: u32, kills: u32) -> Outcome<()> {
    let postgres = Postgres::start()?;
    let mut cargo = process::cargo(layout);
    cargo.args(["test", "--release", "--package", "server", "--test", "it", "--", "years", "--nocapture"]);
    cargo.env("AVENANT_TEST_POSTGRES_URL", postgres.url());
    cargo.env("AVENANT_TEST_DAYS", days.to_string()).env("AVENANT_TEST_KILLS", kills.to_string());
    process::perform(&mut cargo, "Living through the days")
}

fn journeys(layout: &Layout, site: &Site) -> Outcome<()> {
    // Built with the tests' selection of packages, so that what they compiled serves here too.
    let mut cargo = process::cargo(layout);
    cargo.arg("build").args(HOST).args(["--bins", "--tests"]);
    process::perform(&mut cargo, "Compiling the server")?;

    let scratch = Scratch::new("avenant-journeys")?;
    let log = scratch.path().join("server.log");
    let start = Start {
        site: &site.folder,
        port: server::free_port()?,
        database: &scratch.path().join("avenant.sqlite"),
        demonstration: true,
    };
    let outcome = start.in_background(layout, &log).and_then(|_server| {
        let mut node = Command::new("node");
        node.arg("run.mjs").current_dir(layout.end2end());
        node.env("BASE_URL", format!("http://127.0.0.1:{}", start.port));
        process::perform(&mut node, "The journeys")
    });
    if outcome.is_err() {
        let said = fs::read_to_string(&log).unwrap_or_default();
        let lines: Vec<&str> = said.lines().collect();
        let last = lines.len().saturating_sub(40);
        println!("The last lines of the server's log:\n{}", lines.get(last..).unwrap_or_default().join("\n"));
    }
    outcome
}

#[cfg(test)]
mod tests {
    use super::intruder;

    #[test]
    fn a_package_of_the_server_is_found_by_its_name_or_its_family_s() {
        assert_eq!(intruder("leptos v0.8.23\nsea-orm v2.0.4\n"), Some("sea-orm"));
        assert_eq!(intruder("sqlx-core v0.9.0\n"), Some("sqlx-core"));
    }

    #[test]
    fn a_name_that_merely_begins_alike_is_no_intruder() {
        assert_eq!(intruder("leptos v0.8.23\naxumlike v1.0.0\n"), None);
    }
}
