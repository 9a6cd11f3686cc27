//! `run`, `build` and `bench`: the tasks that end with an executable or become one.

use std::fs;
use std::process::Command;

use crate::browser::Mode;
use crate::failure::{Explain, Outcome};
use crate::layout::Layout;
use crate::process;
use crate::server::{self, Start};
use crate::site;
use crate::size;
use crate::step::Steps;

/// Builds what has changed and becomes the server, which prints its address itself.
pub fn run(layout: &Layout, empty: bool, port: u16) -> Outcome<()> {
    let mut steps = Steps::of(2);
    let site = steps.perform("Browser side and style sheet", || site::build(layout, Mode::Release))?;
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

/// Builds the release executable and becomes its `bench`.
pub fn bench(layout: &Layout, arguments: &[String]) -> Outcome<()> {
    release(layout)?;
    let mut command = Command::new(layout.executable("release"));
    command.current_dir(&layout.root).arg("bench").args(arguments);
    Err(process::become_program(&mut command, "the measurements"))
}

fn release(layout: &Layout) -> Outcome<()> {
    let mut steps = Steps::of(2);
    let site = steps.perform("Browser side and style sheet", || site::build(layout, Mode::Release))?;
    site.report();
    steps.perform("Release executable", || server::build_release(layout, &site.folder))
}
