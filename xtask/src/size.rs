//! How much a browser loads before a page is alive, and how much it may.

use std::fs;
use std::path::Path;

use crate::compress;
use crate::failure::{Failure, Outcome};
use crate::site::{Manifest, Side, Site};

/// The most that JavaScript and WebAssembly of a first page may weigh together, whichever part of the product it
/// belongs to, compressed with brotli, in bytes. It only goes down.
const BUDGET: u64 = 350_000;

/// Prints what every page and what each part loads, in each language.
pub fn print(site: &Site) {
    let Manifest { css, sides } = &site.manifest;
    println!("  {:<16}{:>10}", "style sheet", readable(sent(site, css)));
    let row = |name: &str, of: &dyn Fn(&Side) -> u64| {
        let cells: String = sides.values().map(|side| format!("{:>10}", readable(of(side)))).collect();
        println!("  {name:<16}{cells}");
    };
    let tags: String = sides.keys().map(|language| format!("{language:>10}")).collect();
    println!("  {:<16}{tags}  with brotli", "");
    row("JavaScript", &|side| sent(site, &side.js) + sent(site, &side.link));
    row("WebAssembly", &|side| sent(site, &side.wasm));
    for part in sides.values().next().into_iter().flat_map(|side| side.parts.keys()) {
        row(&format!("+ {part}"), &|side| side.parts.get(part).map_or(0, |files| sum(site, files)));
    }
}

/// Prints the weight of the heaviest first page and fails when it is over the budget.
pub fn check(site: &Site) -> Outcome<()> {
    print(site);
    let pages = site.manifest.sides.iter().flat_map(|(language, side)| {
        let common: u64 = [&side.js, &side.link, &side.wasm].map(|path| sent(site, path)).iter().sum();
        side.parts.iter().map(move |(part, files)| (common + sum(site, files), part, language))
    });
    let Some((weight, part, language)) = pages.max() else {
        return Err(Failure::new("The site has no pages.".to_owned()));
    };
    println!("First load of `{part}` in `{language}`: {} of {}.", readable(weight), readable(BUDGET));
    if weight > BUDGET {
        let over = readable(weight - BUDGET);
        return Err(Failure::new(format!("The browser side is {over} over its budget.")));
    }
    Ok(())
}

fn sum(site: &Site, files: &[String]) -> u64 {
    files.iter().map(|path| sent(site, path)).sum()
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
