//! `run`, `build` and `bench`: the tasks that end with an executable or become one.

use std::fs;
use std::process::Command;

use crate::browser::Mode;
use crate::failure::{Explain, Outcome};
use crate::layout::Layout;
use crate::postgres::Postgres;
use crate::process;
use crate::server::{self, Start};
use crate::site;
use crate::size;
use crate::step::Steps;

/// Builds what has changed and becomes the server, which prints its address itself.
pub fn run(layout: &Layout, empty: bool, port: u16) -> Outcome<()> {
    let mut steps = Steps::of(2);
    let site = steps.perform("Browser side and style sheet", || site::build(layout, Mode::Together))?;
    steps.perform("Server", || server::build(layout))?;

    let data = layout.root.join("data");
    fs::create_dir_all(&data).explain(|| format!("Cannot create the folder {}", data.display()))?;
    let file = if empty { "empty.sqlite" } else { "demonstration.sqlite" };
    let start = Start { site: &site.folder, port, database: &data.join(file), demonstration: !empty };
    Err(process::become_program(&mut start.command(layout), "the server"))
}

/// Makes the one executable that is handed to a customer, and says where it is and what it weighs.
pub fn build(layout: &Layout) -> Outcome<()> {
    release(layout)?;
    let executable = layout.executable("release");
    println!("{} ({})", executable.display(), size::readable(size::of(&executable)));
    Ok(())
}

/// Builds the release executable and measures with it: on SQLite, and on a PostgreSQL server that is there for as
/// long as that takes; or on the databases that are named.
pub fn bench(layout: &Layout, arguments: &[String]) -> Outcome<()> {
    release(layout)?;
    let mut command = Command::new(layout.executable("release"));
    // What is made for measuring stands beside what is built, unless the arguments say another folder.
    command.current_dir(&layout.root).env("AVENANT_DATA", layout.target.join("bench")).arg("bench").args(arguments);
    let is_named = |argument: &String| argument.starts_with("--database") || argument == "--help";
    if arguments.iter().any(is_named) {
        return Err(process::become_program(&mut command, "the measurements"));
    }
    let postgres = Postgres::start()?;
    command.args(["--database", "sqlite", "--database", postgres.url()]);
    process::perform(&mut command, "The measurement")
}

fn release(layout: &Layout) -> Outcome<()> {
    let mut steps = Steps::of(2);
    let site = steps.perform("Browser side and style sheet", || site::build(layout, Mode::Release))?;
    site.report();
    steps.perform("Release executable", || server::build_release(layout, &site.folder))
}
