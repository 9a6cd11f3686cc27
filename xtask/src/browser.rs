//! The browser side: `frontend` compiled to WebAssembly, cut into what every page loads and what each part of the
//! product loads by itself (`app/src/pages.rs`), its JavaScript made by wasm-bindgen, all made small by Binaryen.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use wasm_bindgen_cli_support::Bindgen;

use crate::failure::{Explain, Failure, Outcome};
use crate::layout::Layout;
use crate::parts;
use crate::process;

/// How the browser side is built.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// Small, once for each language with its words only: what people load.
    Release,
    /// As small, but once for all languages: a third of the building, for whoever wants to see the product soon.
    Together,
    /// Quick to build: for whoever is changing the code.
    Debug,
}

/// The languages of the product, each with the feature by which the browser side holds its words only.
pub const LANGUAGES: [(&str, &str); 3] = [("en", "only-en"), ("fr", "only-fr"), ("zh", "only-zh")];

/// Compiles `frontend`, with a feature if one is named, and gives the raw WebAssembly.
///
/// Always this one package: building the workspace would switch on features that belong to the server.
pub fn compile(layout: &Layout, mode: Mode, feature: Option<&str>) -> Outcome<Vec<u8>> {
    let (profile, folder) = match mode {
        Mode::Release | Mode::Together => ("browser", "browser"),
        Mode::Debug => ("dev", "debug"),
    };
    let mut cargo = process::cargo(layout);
    cargo.args(["build", "--package", "frontend", "--target", "wasm32-unknown-unknown", "--profile", profile]);
    if let Some(feature) = feature {
        cargo.args(["--features", feature]);
    }
    process::perform(&mut cargo, "Compiling the browser side")?;
    read(&layout.target.join("wasm32-unknown-unknown").join(folder).join("frontend.wasm"))
}

/// Binaryen as npm brings it.
pub struct Optimiser {
    module: PathBuf,
    script: PathBuf,
    version: String,
}

impl Optimiser {
    /// Finds it among the node packages of the browser journeys. Debian's own is too old and therefore not tried.
    pub fn find(layout: &Layout) -> Option<Self> {
        let package = layout.end2end().join("node_modules/binaryen");
        let description = fs::read_to_string(package.join("package.json")).ok()?;
        let description: serde_json::Value = serde_json::from_str(&description).ok()?;
        let version = description.get("version")?.as_str()?.to_owned();
        let module = package.join("index.js");
        module.is_file().then(|| Self { module, script: layout.root.join("xtask/src/shrink.mjs"), version })
    }

    /// What it is: another version makes another result.
    pub fn identity(&self) -> String {
        format!("Binaryen {}", self.version)
    }

    /// Makes files small, as many at a time as there are cores.
    fn shrink(&self, files: &[PathBuf]) -> Outcome<()> {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let mut shares: Vec<Vec<&PathBuf>> = vec![Vec::new(); cores];
        // The largest file first, alone with a core as long as possible.
        let mut ordered: Vec<_> =
            files.iter().map(|file| (fs::metadata(file).map_or(0, |found| found.len()), file)).collect();
        ordered.sort_by(|one, other| other.cmp(one));
        let mut loads = vec![0; cores];
        for (weight, file) in ordered {
            let lightest = (0..cores).min_by_key(|core| loads[*core]).unwrap_or_default();
            loads[lightest] += weight;
            shares[lightest].push(file);
        }
        let work = |share: &Vec<&PathBuf>| {
            let mut command = Command::new("node");
            command.arg(&self.script).arg(&self.module).args(share);
            process::perform(&mut command, "Binaryen")
        };
        thread::scope(|scope| {
            let workers: Vec<_> = shares.iter().map(|share| scope.spawn(|| work(share))).collect();
            workers.into_iter().try_for_each(|worker| {
                worker.join().map_err(|_| Failure::new("A thread that ran Binaryen broke.".to_owned()))?
            })
        })
    }
}

/// The JavaScript that loads and serves the WebAssembly.
pub const SCRIPT: &str = "avenant.js";

/// The WebAssembly that every page loads.
pub const MAIN: &str = "avenant_bg.wasm";

/// The steps from the raw WebAssembly to the bundle, as they are written: other steps make another result.
pub const STEPS: [&str; 4] =
    [include_str!("browser.rs"), include_str!("parts.rs"), include_str!("parts.js"), include_str!("shrink.mjs")];

/// What a browser loads to bring the pages to life.
pub struct Bundle {
    /// All files, by the path at which the others ask for them.
    pub files: BTreeMap<String, Vec<u8>>,
    /// For each part of the product, which files it loads besides those that every page loads.
    pub parts: BTreeMap<String, Vec<String>>,
}

/// Makes the bundle from the raw WebAssembly, by way of a scratch folder of this name in the target directory.
pub fn bind(layout: &Layout, raw: &[u8], name: &str, mode: Mode, optimiser: Option<&Optimiser>) -> Outcome<Bundle> {
    let scratch = layout.target.join("bindgen").join(name);
    if scratch.exists() {
        fs::remove_dir_all(&scratch).explain(|| format!("Cannot empty {}", scratch.display()))?;
    }
    let uncut = scratch.join("avenant.wasm");
    let pieces = parts::cut(raw, &scratch, &uncut)?;
    let debug = mode == Mode::Debug;
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(&uncut)
        .out_name("avenant")
        .typescript(false)
        .debug(debug)
        .keep_debug(false)
        // The parts ask for functions by the names that the linker gave them.
        .keep_lld_exports(true)
        .demangle(false)
        .remove_name_section(!debug)
        .remove_producers_section(!debug)
        // The page names the file; a default would be asked for a second time.
        .omit_default_module_path(true);
    bindgen
        .web(true)
        .and_then(|bindgen| bindgen.generate(&scratch))
        .map_err(|cause| Failure::new(format!("wasm-bindgen failed: {cause:#}")))?;
    fs::remove_file(&uncut).explain(|| format!("Cannot remove {}", uncut.display()))?;

    let found = files_under(&scratch)?;
    let modules: Vec<PathBuf> =
        found.iter().filter(|file| file.extension().is_some_and(|ending| ending == "wasm")).cloned().collect();
    if let Some(optimiser) = optimiser {
        optimiser.shrink(&modules)?;
    }
    let mut files = BTreeMap::new();
    let mut cut = BTreeMap::new();
    for file in found {
        let name = file.strip_prefix(&scratch).unwrap_or(&file).to_string_lossy().into_owned();
        let small = file.with_extension("small");
        let bytes = read(if modules.contains(&file) && small.is_file() { &small } else { &file })?;
        let piece = modules.contains(&file) && name != MAIN;
        if piece { &mut cut } else { &mut files }.insert(name, bytes);
    }
    let packed = pieces.pack(&cut)?;
    files.extend(packed.files);
    if !debug {
        for (name, bytes) in &mut files {
            if Path::new(name).extension().is_some_and(|ending| ending == "js") {
                *bytes = bare(&String::from_utf8_lossy(bytes)).into_bytes();
            }
        }
    }
    Ok(Bundle { files, parts: packed.parts })
}

/// A script without its comments that fill lines and without indentation. Line ends stay, because statements may end
/// there. A text over several lines would lose its indentation, so a script with one stays as it is.
fn bare(script: &str) -> String {
    if script.lines().any(|line| line.matches('`').count() % 2 == 1) {
        return script.to_owned();
    }
    let mut bare = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        if in_comment || line.starts_with("/*") {
            in_comment = !line.ends_with("*/");
        } else if !line.is_empty() && !line.starts_with("//") {
            bare.push_str(line);
            bare.push('\n');
        }
    }
    bare
}

/// Reads a file, or says which one could not be read.
pub fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).explain(|| format!("Cannot read {}", path.display()))
}

/// All files in a folder and below, in order of their names; none where there is no such folder.
pub fn files_under(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    if !folder.is_dir() {
        return Ok(found);
    }
    let unreadable = || format!("Cannot list {}", folder.display());
    for entry in fs::read_dir(folder).explain(unreadable)? {
        let path = entry.explain(unreadable)?.path();
        if path.is_dir() {
            found.extend(files_under(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn a_bare_script_has_neither_comments_nor_indentation() {
        assert_eq!(
            bare("/**\n * It waits.\n */\nexport function f() {\n    // at once\n    g(1); // here\n\n}\n"),
            "export function f() {\ng(1); // here\n}\n"
        );
    }

    #[test]
    fn a_script_with_a_text_over_several_lines_stays() {
        assert_eq!(bare("a(`one\n  two`);"), "a(`one\n  two`);");
    }
}
