//! Starting other programs, and never leaving one behind.
//!
//! Every child leads a process group of its own: stopping it stops what it started too (Cargo's test binaries, the
//! browser). Ctrl-C sets a flag that is looked at while waiting, so that whoever waits gives up in the ordinary way
//! and its clean-up runs.

use std::env;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::Arc;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use crate::failure::{Explain, Failure, Outcome};
use crate::layout::Layout;

static INTERRUPTED: OnceLock<Arc<AtomicBool>> = OnceLock::new();

/// How often a wait looks whether it is over.
const GLANCE: Duration = Duration::from_millis(20);

/// From here on Ctrl-C and a request to terminate are noticed by [`interrupted`] instead of ending the process.
pub fn listen_for_interruption() -> Outcome<()> {
    let flag = INTERRUPTED.get_or_init(Arc::default);
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        // A second Ctrl-C ends the process at once: for when cleaning up hangs.
        signal_hook::flag::register_conditional_shutdown(signal, 130, Arc::clone(flag))
            .and_then(|_| signal_hook::flag::register(signal, Arc::clone(flag)))
            .explain(|| "Cannot listen for Ctrl-C".into())?;
    }
    Ok(())
}

/// Fails once someone asked this process to stop.
pub fn interrupted() -> Outcome<()> {
    match INTERRUPTED.get() {
        Some(flag) if flag.load(Ordering::Relaxed) => Err(Failure::new("Stopped before the end.")),
        _ => Ok(()),
    }
}

/// Sleeps for a moment while waiting for something; fails when interrupted.
pub fn pause() -> Outcome<()> {
    thread::sleep(GLANCE);
    interrupted()
}

/// A running program that is stopped, with all it started, when this is dropped.
pub struct Running {
    child: Child,
    name: String,
    stop_by: Signal,
}

impl Running {
    /// Starts `command`; `name` is what it is called in messages. It has nothing to read: a program that reads from the
    /// terminal without being in its foreground would be halted.
    pub fn start(command: &mut Command, name: &str) -> Outcome<Self> {
        let child = command
            .process_group(0)
            .stdin(Stdio::null())
            .spawn()
            .explain(|| format!("Cannot start {name} ({})", command.get_program().display()))?;
        Ok(Self { child, name: name.to_owned(), stop_by: Signal::TERM })
    }

    /// Stops it by another signal than SIGTERM, where that is the polite way for this program.
    pub fn stopping_by(mut self, signal: Signal) -> Self {
        self.stop_by = signal;
        self
    }

    /// How it ended, if it has.
    pub fn ended(&mut self) -> Outcome<Option<ExitStatus>> {
        self.child.try_wait().explain(|| format!("Cannot tell whether {} still runs", self.name))
    }

    /// Waits for its end; an interruption stops it.
    pub fn wait(mut self) -> Outcome<ExitStatus> {
        loop {
            if let Some(status) = self.ended()? {
                return Ok(status);
            }
            pause()?;
        }
    }

    fn signal(&self, signal: Signal) {
        let group = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
        if let Some(group) = group {
            // The group may have ended between the question and the signal: then there is nothing to stop.
            let _ = kill_process_group(group, signal);
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(Some(_))) {
            return;
        }
        self.signal(self.stop_by);
        let patience = Instant::now() + Duration::from_secs(10);
        while Instant::now() < patience {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                return;
            }
            thread::sleep(GLANCE);
        }
        self.signal(Signal::KILL);
        let _ = self.child.wait();
    }
}

/// Runs a program to its end and fails unless it succeeds.
pub fn perform(command: &mut Command, name: &str) -> Outcome<()> {
    let status = Running::start(command, name)?.wait()?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("{name} failed ({status})."))) }
}

/// Runs a program that ends by itself within moments and gives what it printed; fails unless it succeeds.
pub fn ask(command: &mut Command, name: &str) -> Outcome<String> {
    let Output { status, stdout, stderr } = command
        .stdin(Stdio::null())
        .output()
        .explain(|| format!("Cannot start {name} ({})", command.get_program().display()))?;
    if status.success() {
        return Ok(String::from_utf8_lossy(&stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&stderr);
    Err(Failure::new(format!("{name} failed ({status}): {}", said.trim())))
}

/// Becomes another program: Ctrl-C and the exit code are then its own, and no process stands between.
pub fn become_program(command: &mut Command, name: &str) -> Failure {
    Failure::new(format!("Cannot start {name}: {}", command.exec()))
}

/// Cargo, in the repository, as if it had been started by hand.
///
/// `cargo xtask` leaves variables about the package `xtask` behind. Some build scripts (ring's) ask to be run again
/// when these change, which would compile half the server anew each time one goes from `cargo` to `./x` and back.
pub fn cargo(layout: &Layout) -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(&layout.root).env("CARGO_TARGET_DIR", &layout.target);
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command
}
