//! How much a browser loads before a page is alive, and how much it may.

use std::fs;
use std::path::Path;

use crate::compress;
use crate::failure::{Failure, Outcome};
use crate::site::Site;

/// The most that JavaScript and WebAssembly of a first page may weigh together, whichever part of the product it
/// belongs to, compressed with brotli, in bytes. It only goes down; the aim is 350,000.
const BUDGET: u64 = 400_000;

/// Prints what every page and what each part loads.
pub fn print(site: &Site) {
    let manifest = &site.manifest;
    for (name, path) in [("style sheet", &manifest.css), ("JavaScript", &manifest.js), ("WebAssembly", &manifest.wasm)]
    {
        println!("  {name:<16}{:>12} with brotli", readable(sent(site, path)));
    }
    for (part, files) in &manifest.parts {
        let weight = files.iter().map(|path| sent(site, path)).sum();
        println!("  {part:<16}{:>12} more, in {} files", readable(weight), files.len());
    }
}

/// Prints the weight of the heaviest first page and fails when it is over the budget.
pub fn check(site: &Site) -> Outcome<()> {
    let manifest = &site.manifest;
    let common: u64 = [&manifest.js, &manifest.link, &manifest.wasm].map(|path| sent(site, path)).iter().sum();
    let heaviest = manifest
        .parts
        .iter()
        .map(|(part, files)| (files.iter().map(|path| sent(site, path)).sum::<u64>(), part.as_str()))
        .max();
    let (more, part) = heaviest.unwrap_or_default();
    let weight = common + more;
    print(site);
    println!("First load of `{part}`: {} of {}.", readable(weight), readable(BUDGET));
    if weight > BUDGET {
        let over = readable(weight - BUDGET);
        return Err(Failure::new(format!("The browser side is {over} over its budget.")));
    }
    Ok(())
}

/// How many bytes of this file travel to a browser that takes brotli.
fn sent(site: &Site, path: &str) -> u64 {
    let [br, _] = compress::siblings(&site.folder.join(path));
    of(&br)
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
