//! The browser side: `frontend` compiled to WebAssembly, its JavaScript made by wasm-bindgen, made small by wasm-opt.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use wasm_bindgen_cli_support::Bindgen;

use crate::failure::{Explain, Failure, Outcome};
use crate::layout::Layout;
use crate::process;

/// How the browser side is built.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// Small: what people load.
    Release,
    /// Quick to build: for whoever is changing the code.
    Debug,
}

/// What wasm-opt is told. The features are those that rustc's output uses and that every browser served has.
const WASM_OPT_FLAGS: [&str; 8] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Compiles `frontend` and gives the path of the raw WebAssembly file.
///
/// Always this one package: building the workspace would switch on features that belong to the server.
pub fn compile(layout: &Layout, mode: Mode) -> Outcome<PathBuf> {
    let (profile, folder) = match mode {
        Mode::Release => ("browser", "browser"),
        Mode::Debug => ("dev", "debug"),
    };
    let mut cargo = process::cargo(layout);
    cargo.args(["build", "--package", "frontend", "--target", "wasm32-unknown-unknown", "--profile", profile]);
    process::perform(&mut cargo, "Compiling the browser side")?;
    Ok(layout.target.join("wasm32-unknown-unknown").join(folder).join("frontend.wasm"))
}

/// wasm-opt as npm's `binaryen` brings it.
pub struct Optimiser {
    program: PathBuf,
    version: String,
}

impl Optimiser {
    /// Finds it among the node packages of the browser journeys. Debian's own is too old and therefore not tried.
    pub fn find(layout: &Layout) -> Option<Self> {
        let packages = layout.end2end().join("node_modules");
        let program = packages.join(".bin/wasm-opt");
        let description = fs::read_to_string(packages.join("binaryen/package.json")).ok()?;
        let description: serde_json::Value = serde_json::from_str(&description).ok()?;
        let version = description.get("version")?.as_str()?.to_owned();
        program.is_file().then_some(Self { program, version })
    }

    /// What it is and what it is told: another version or flag makes another result.
    pub fn identity(&self) -> String {
        format!("wasm-opt {} {}", self.version, WASM_OPT_FLAGS.join(" "))
    }

    fn shrink(&self, from: &Path, to: &Path) -> Outcome<()> {
        let mut command = Command::new(&self.program);
        command.args(WASM_OPT_FLAGS).arg(from).arg("-o").arg(to);
        process::perform(&mut command, "wasm-opt")
    }
}

/// What a browser loads to bring the pages to life.
pub struct Bundle {
    /// The JavaScript that loads and serves the WebAssembly.
    pub js: Vec<u8>,
    /// The WebAssembly itself.
    pub wasm: Vec<u8>,
    /// JavaScript files that dependencies bring, by the path at which `js` imports them.
    pub snippets: Vec<(String, Vec<u8>)>,
}

/// Makes the bundle from the raw WebAssembly file, by way of a scratch folder in the target directory.
pub fn bind(layout: &Layout, raw: &Path, mode: Mode, optimiser: Option<&Optimiser>) -> Outcome<Bundle> {
    let scratch = layout.target.join("bindgen");
    if scratch.exists() {
        fs::remove_dir_all(&scratch).explain(|| format!("Cannot empty {}", scratch.display()))?;
    }
    let debug = mode == Mode::Debug;
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(raw)
        .out_name("avenant")
        .typescript(false)
        .debug(debug)
        .keep_debug(false)
        .remove_name_section(!debug)
        .remove_producers_section(!debug)
        // The page names the hashed file; a default would ask for a file that does not exist.
        .omit_default_module_path(true);
    bindgen
        .web(true)
        .and_then(|bindgen| bindgen.generate(&scratch))
        .map_err(|cause| Failure::new(format!("wasm-bindgen failed: {cause:#}")))?;

    let bound = scratch.join("avenant_bg.wasm");
    let wasm = match optimiser {
        Some(optimiser) => {
            let small = scratch.join("avenant_small.wasm");
            optimiser.shrink(&bound, &small)?;
            small
        }
        None => bound,
    };
    let mut snippets = Vec::new();
    for file in files_under(&scratch.join("snippets"))? {
        let path = file.strip_prefix(&scratch).unwrap_or(&file).to_string_lossy().into_owned();
        snippets.push((path, read(&file)?));
    }
    Ok(Bundle { js: read(&scratch.join("avenant.js"))?, wasm: read(&wasm)?, snippets })
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
