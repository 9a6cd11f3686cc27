//! How much a browser loads before a page is alive, and how much it may.

use std::fs;
use std::path::Path;

use crate::compress;
use crate::failure::{Failure, Outcome};
use crate::site::Site;

/// The most that JavaScript and WebAssembly of the first page may weigh together, compressed with brotli, in bytes.
/// The aim is 350,000; this is what all pages of today weigh, loaded at once (see "Known quirks" in ARCHITECTURE.md).
const BUDGET: u64 = 1_020_000;

/// Prints the weight of the first load and fails when it is over the budget.
pub fn check(site: &Site) -> Outcome<()> {
    let weight: u64 = [&site.manifest.js, &site.manifest.wasm]
        .map(|path| {
            let [br, _] = compress::siblings(&site.folder.join(path));
            of(&br)
        })
        .iter()
        .sum();
    println!("First load: {} of {} (JavaScript and WebAssembly, brotli).", readable(weight), readable(BUDGET));
    if weight > BUDGET {
        let over = readable(weight - BUDGET);
        return Err(Failure::new(format!("The browser side is {over} over its budget.")));
    }
    Ok(())
}

/// A file's size in bytes; 0 where it is missing.
pub fn of(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |found| found.len())
}

/// `162.3 kB`, with 1 kB = 1000 bytes.
pub fn readable(bytes: u64) -> String {
    format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn sizes_are_cut_and_not_rounded_so_that_a_budget_is_never_shown_as_met_when_it_is_not() {
        assert_eq!(readable(0), "0.0 kB");
        assert_eq!(readable(999), "0.9 kB");
        assert_eq!(readable(350_000), "350.0 kB");
        assert_eq!(readable(1_234_567), "1234.5 kB");
    }
}
