//! The build tool behind `./x`: builds the browser side, the style sheet and the server, runs them, tests them.
//!
//! `wasm-bindgen` and `lightningcss` are used as libraries, so that their versions come from this workspace's
//! `Cargo.lock` and nothing has to be installed beside the compiler. Reading order: `site` (what the browser
//! gets), then `browser` and `style` (its parts), then `run`, `watch` and `test` (what is done with it).
//! Absent on purpose: anything that installs; that is the work of the script `x`.

// A command-line tool speaks on standard output; logging is for the server.
#![allow(clippy::print_stdout)]

mod browser;
mod compress;
mod failure;
mod layout;
mod parts;
mod postgres;
mod process;
mod run;
mod server;
mod site;
mod size;
mod step;
mod style;
mod test;
mod watch;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::browser::Mode;
use crate::failure::Outcome;
use crate::layout::Layout;

/// Builds, runs and tests Avenant.
#[derive(Parser)]
#[command(name = "./x", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build what is needed and start the server with the demonstration.
    Run {
        /// Start with an empty database instead of the demonstration.
        #[arg(long)]
        empty: bool,
        /// The port to listen on.
        #[arg(long, default_value_t = 3000)]
        port: u16,
    },
    /// Check format, lints, boundaries, tests on both databases, browser size and the journeys.
    Test,
    /// Make one release executable with all assets inside.
    Build,
    /// Build what the browser loads, and nothing else.
    Site {
        /// Quick to build, large to load, with names in stack traces.
        #[arg(long, conflicts_with = "together")]
        debug_browser: bool,
        /// One browser side for all languages: a third of the building, a little more to load.
        #[arg(long)]
        together: bool,
    },
    /// Rebuild and restart on every save.
    Watch {
        /// The port to listen on.
        #[arg(long, default_value_t = 3000)]
        port: u16,
    },
    /// Live through years of the demonstration, day by day, on one program and on several that are killed, and compare.
    Years {
        /// How many days.
        #[arg(long, default_value_t = 5 * 365)]
        days: u32,
        /// How often a program is killed.
        #[arg(long, default_value_t = 60)]
        kills: u32,
    },
    /// Measure the release server on SQLite and PostgreSQL; everything that follows goes to `avenant bench`.
    Bench {
        /// What `avenant bench` is given.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
}

fn main() -> ExitCode {
    match perform(Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> Outcome<()> {
    process::listen_for_interruption()?;
    let layout = Layout::find()?;
    match task {
        Task::Run { empty, port } => run::run(&layout, empty, port),
        Task::Test => test::test(&layout),
        Task::Build => run::build(&layout),
        Task::Site { debug_browser, together } => {
            let mode = match (debug_browser, together) {
                (true, _) => Mode::Debug,
                (_, true) => Mode::Together,
                _ => Mode::Release,
            };
            site::build(&layout, mode).map(|site| site.report())
        }
        Task::Watch { port } => watch::watch(&layout, port),
        Task::Years { days, kills } => test::years(&layout, days, kills),
        Task::Bench { arguments } => run::bench(&layout, &arguments),
    }
}
