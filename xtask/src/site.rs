//! The site: the folder of all files a browser may load, under names that change with their content.
//!
//! `pkg/avenant.<hash>.js`, `.wasm` and `.css` never change under one name, so browsers keep them for ever;
//! `manifest.json` tells the server the present names. Files of `public/` keep their own names.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::browser::{self, Bundle, Mode, Optimiser, files_under, read};
use crate::compress;
use crate::failure::{Explain, Outcome};
use crate::layout::Layout;
use crate::size;
use crate::style;

/// The present names of the files every page loads, relative to the site's folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The JavaScript that starts the WebAssembly.
    pub js: String,
    /// The WebAssembly.
    pub wasm: String,
    /// The style sheet.
    pub css: String,
}

/// A finished site.
pub struct Site {
    /// Its folder.
    pub folder: PathBuf,
    /// The present names.
    pub manifest: Manifest,
}

impl Site {
    /// Prints where it is and how much a browser loads.
    pub fn report(&self) {
        println!("The site is in {}.", self.folder.display());
        for (name, path) in [("js", &self.manifest.js), ("wasm", &self.manifest.wasm), ("css", &self.manifest.css)] {
            let [br, _] = compress::siblings(&self.folder.join(path));
            println!("  {name:<5}{path:<40}{:>10} with brotli", size::readable(size::of(&br)));
        }
    }
}

/// Compiles the browser side and writes everything.
pub fn build(layout: &Layout, mode: Mode) -> Outcome<Site> {
    let raw = browser::compile(layout, mode)?;
    let optimiser = match mode {
        Mode::Release => Optimiser::find(layout),
        Mode::Debug => None,
    };
    if mode == Mode::Release && optimiser.is_none() {
        println!("wasm-opt is not there (npm's `binaryen`), so the browser side stays about twice as large.");
    }
    let writer = Writer { folder: layout.site(mode), mode };
    let parts = writer.browser_parts(layout, &raw, optimiser.as_ref())?;
    finish(layout, &writer, parts)
}

/// Writes style sheet and public files anew, and keeps the browser side of the last build.
/// Gives `None` when there is no last build to keep.
pub fn refresh(layout: &Layout, mode: Mode) -> Outcome<Option<Site>> {
    let writer = Writer { folder: layout.site(mode), mode };
    match writer.remembered()? {
        Some(parts) => finish(layout, &writer, parts).map(Some),
        None => Ok(None),
    }
}

fn finish(layout: &Layout, writer: &Writer, parts: Parts) -> Outcome<Site> {
    let css = writer.hashed("css", style::bundle(layout)?.as_bytes())?;
    let mut kept = BTreeSet::from([css.clone(), parts.js.clone(), parts.wasm.clone()]);
    kept.extend(parts.snippets.iter().cloned());
    kept.extend(writer.public(&layout.root.join("public"))?);

    let manifest = Manifest { js: parts.js, wasm: parts.wasm, css };
    let text = serde_json::to_string_pretty(&manifest).explain(|| "Cannot write the manifest".into())?;
    writer.unhashed("manifest.json", text.as_bytes())?;
    kept.insert("manifest.json".into());
    writer.remove_all_but(&kept)?;
    Ok(Site { folder: writer.folder.clone(), manifest })
}

/// The browser side in the site, and from what it was made. Remembered beside the site, for the next build.
#[derive(Serialize, Deserialize)]
struct Parts {
    made_from: String,
    js: String,
    wasm: String,
    snippets: Vec<String>,
}

struct Writer {
    folder: PathBuf,
    mode: Mode,
}

impl Writer {
    /// Binds and shrinks the WebAssembly, unless the same input has already been through the same hands.
    fn browser_parts(&self, layout: &Layout, raw: &Path, optimiser: Option<&Optimiser>) -> Outcome<Parts> {
        let tools = optimiser.map(Optimiser::identity).unwrap_or_default();
        let made_from = format!("{} {:?} {tools}", hash(&read(raw)?), self.mode);
        if let Some(parts) = self.remembered()?
            && parts.made_from == made_from
        {
            return Ok(parts);
        }
        let Bundle { js, wasm, snippets } = browser::bind(layout, raw, self.mode, optimiser)?;
        let mut parts =
            Parts { made_from, js: self.hashed("js", &js)?, wasm: self.hashed("wasm", &wasm)?, snippets: Vec::new() };
        for (path, bytes) in snippets {
            let path = format!("pkg/{path}");
            self.unhashed(&path, &bytes)?;
            parts.snippets.push(path);
        }
        let text = serde_json::to_string(&parts).explain(|| "Cannot remember the browser build".into())?;
        compress::write_whole(&self.memory(), text.as_bytes())?;
        Ok(parts)
    }

    /// Where the parts are remembered: outside the site, so that no server ever shows it.
    fn memory(&self) -> PathBuf {
        self.folder.with_extension("parts.json")
    }

    fn remembered(&self) -> Outcome<Option<Parts>> {
        let Ok(text) = fs::read_to_string(self.memory()) else {
            return Ok(None);
        };
        // A memory in an older shape is no memory: the parts are made again.
        let Ok(parts) = serde_json::from_str::<Parts>(&text) else {
            return Ok(None);
        };
        let whole = [&parts.js, &parts.wasm].into_iter().chain(&parts.snippets).all(|path| self.holds(path));
        Ok(whole.then_some(parts))
    }

    fn holds(&self, path: &str) -> bool {
        let path = self.folder.join(path);
        path.is_file() && (!compress::shrinks(&path) || compress::siblings(&path).iter().all(|file| file.is_file()))
    }

    /// Writes a file under a name that contains its hash, and gives that name.
    fn hashed(&self, extension: &str, bytes: &[u8]) -> Outcome<String> {
        let path = format!("pkg/avenant.{}.{extension}", hash(bytes));
        if !self.holds(&path) {
            compress::write(&self.folder.join(&path), bytes, self.mode)?;
        }
        Ok(path)
    }

    /// Writes a file under its own name if it is new or has changed.
    fn unhashed(&self, path: &str, bytes: &[u8]) -> Outcome<()> {
        let file = self.folder.join(path);
        if self.holds(path) && read(&file)? == bytes {
            return Ok(());
        }
        compress::write(&file, bytes, self.mode)
    }

    /// Copies `public/`, without hidden files such as an editor's, and gives the names.
    fn public(&self, from: &Path) -> Outcome<Vec<String>> {
        let mut names = Vec::new();
        for file in files_under(from)? {
            let name = file.strip_prefix(from).unwrap_or(&file).to_string_lossy().into_owned();
            if name.split('/').any(|part| part.starts_with('.') && part != ".well-known") {
                continue;
            }
            self.unhashed(&name, &read(&file)?)?;
            names.push(name);
        }
        Ok(names)
    }

    /// Removes what earlier builds left behind.
    fn remove_all_but(&self, kept: &BTreeSet<String>) -> Outcome<()> {
        let mut wanted = BTreeSet::new();
        for name in kept {
            let file = self.folder.join(name);
            if compress::shrinks(&file) {
                wanted.extend(compress::siblings(&file));
            }
            wanted.insert(file);
        }
        for file in files_under(&self.folder)? {
            if !wanted.contains(&file) {
                fs::remove_file(&file).explain(|| format!("Cannot remove {}", file.display()))?;
            }
        }
        Ok(())
    }
}

/// The first 16 hexadecimal digits of SHA-256: 64 bits, far more than a few files need to differ.
fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
