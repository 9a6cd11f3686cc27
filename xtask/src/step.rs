//! Progress that says what is being done and how far it is.

use std::time::Instant;

use crate::failure::Outcome;

/// Counts the steps of one task: `[2/6] Building the server …`.
pub struct Steps {
    done: usize,
    total: usize,
}

impl Steps {
    /// A task of `total` steps.
    pub fn of(total: usize) -> Self {
        Self { done: 0, total }
    }

    /// Announces a step, performs it, and says how long it took.
    pub fn perform<T>(&mut self, name: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
        self.done += 1;
        println!("[{}/{}] {name} …", self.done, self.total);
        let start = Instant::now();
        let outcome = work();
        let seconds = start.elapsed().as_secs();
        let tenths = start.elapsed().subsec_millis() / 100;
        let verdict = if outcome.is_ok() { "done" } else { "FAILED" };
        println!("[{}/{}] {name}: {verdict} in {seconds}.{tenths} s", self.done, self.total);
        outcome
    }
}
