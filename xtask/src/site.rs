//! The site: the folder of all files a browser may load, under names that change with their content.
//!
//! `pkg/avenant.<hash>.css` and everything in `pkg/<hash>/` (the browser side, whose files name one another) never
//! change under one name, so browsers keep them for ever; `manifest.json` tells the server the present names.
//! Files of `public/` keep their own names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::browser::{self, Bundle, MAIN, Mode, Optimiser, SCRIPT, STEPS, files_under, read};
use crate::compress;
use crate::failure::{Explain, Outcome};
use crate::layout::Layout;
use crate::parts::LINK;
use crate::size;
use crate::style;

/// The present names of the files that pages load, relative to the site's folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The style sheet.
    pub css: String,
    /// The JavaScript that starts the WebAssembly.
    pub js: String,
    /// The JavaScript that loads the parts.
    pub link: String,
    /// The WebAssembly that every page loads.
    pub wasm: String,
    /// The WebAssembly that each part of the product loads besides.
    pub parts: BTreeMap<String, Vec<String>>,
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
        size::print(self);
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
        println!("Binaryen is not there (npm brings it), so the browser side stays about twice as large.");
    }
    let writer = Writer { folder: layout.site(mode), mode };
    let side = writer.browser_side(layout, &raw, optimiser.as_ref())?;
    finish(layout, &writer, side)
}

/// Writes style sheet and public files anew, and keeps the browser side of the last build.
/// Gives `None` when there is no last build to keep.
pub fn refresh(layout: &Layout, mode: Mode) -> Outcome<Option<Site>> {
    let writer = Writer { folder: layout.site(mode), mode };
    match writer.remembered()? {
        Some(side) => finish(layout, &writer, side).map(Some),
        None => Ok(None),
    }
}

fn finish(layout: &Layout, writer: &Writer, side: BrowserSide) -> Outcome<Site> {
    let css = format!("pkg/avenant.{}.css", writer.style(layout)?);
    let inside = |name: &String| format!("{}/{name}", side.folder);
    let mut kept: BTreeSet<String> = side.files.iter().map(inside).collect();
    kept.insert(css.clone());
    kept.extend(writer.public(&layout.root.join("public"))?);

    let manifest = Manifest {
        css,
        js: inside(&SCRIPT.to_owned()),
        link: inside(&LINK.to_owned()),
        wasm: inside(&MAIN.to_owned()),
        parts: side.parts.iter().map(|(part, files)| (part.clone(), files.iter().map(inside).collect())).collect(),
    };
    let text = serde_json::to_string_pretty(&manifest).explain(|| "Cannot write the manifest".into())?;
    writer.unhashed("manifest.json", text.as_bytes())?;
    kept.insert("manifest.json".into());
    writer.remove_all_but(&kept)?;
    Ok(Site { folder: writer.folder.clone(), manifest })
}

/// The browser side in the site, and from what it was made. Remembered beside the site, for the next build.
#[derive(Serialize, Deserialize)]
struct BrowserSide {
    made_from: String,
    folder: String,
    files: Vec<String>,
    parts: BTreeMap<String, Vec<String>>,
}

struct Writer {
    folder: PathBuf,
    mode: Mode,
}

impl Writer {
    /// Cuts, binds and shrinks the WebAssembly, unless the same input has already been through the same hands.
    fn browser_side(&self, layout: &Layout, raw: &Path, optimiser: Option<&Optimiser>) -> Outcome<BrowserSide> {
        let tools = optimiser.map(Optimiser::identity).unwrap_or_default();
        let steps = hash(STEPS.concat().as_bytes());
        let made_from = format!("{} {:?} {tools} {steps}", hash(&read(raw)?), self.mode);
        if let Some(side) = self.remembered()?
            && side.made_from == made_from
        {
            return Ok(side);
        }
        let Bundle { files, parts } = browser::bind(layout, raw, self.mode, optimiser)?;
        let mut all = Sha256::new();
        for (name, bytes) in &files {
            all.update(name);
            all.update(bytes);
        }
        let folder = format!("pkg/{}", shortened(&all.finalize()));
        for (name, bytes) in &files {
            self.unhashed(&format!("{folder}/{name}"), bytes)?;
        }
        let side = BrowserSide { made_from, folder, files: files.into_keys().collect(), parts };
        let text = serde_json::to_string(&side).explain(|| "Cannot remember the browser build".into())?;
        compress::write_whole(&self.memory(), text.as_bytes())?;
        Ok(side)
    }

    /// Bundles the style sheet into the file whose name holds the hash that this gives.
    fn style(&self, layout: &Layout) -> Outcome<String> {
        let sheet = style::bundle(layout)?;
        let hash = hash(sheet.as_bytes());
        let path = format!("pkg/avenant.{hash}.css");
        if !self.holds(&path) {
            compress::write(&self.folder.join(&path), sheet.as_bytes(), self.mode)?;
        }
        Ok(hash)
    }

    /// Where it is remembered: outside the site, so that no server ever shows it.
    fn memory(&self) -> PathBuf {
        self.folder.with_extension("parts.json")
    }

    fn remembered(&self) -> Outcome<Option<BrowserSide>> {
        let Ok(text) = fs::read_to_string(self.memory()) else {
            return Ok(None);
        };
        // A memory in an older shape is no memory: the browser side is made again.
        let Ok(side) = serde_json::from_str::<BrowserSide>(&text) else {
            return Ok(None);
        };
        let whole = side.files.iter().all(|name| self.holds(&format!("{}/{name}", side.folder)));
        Ok(whole.then_some(side))
    }

    fn holds(&self, path: &str) -> bool {
        let path = self.folder.join(path);
        path.is_file() && (!compress::shrinks(&path) || compress::siblings(&path).iter().all(|file| file.is_file()))
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

fn hash(bytes: &[u8]) -> String {
    shortened(&Sha256::digest(bytes))
}

/// The first 16 hexadecimal digits of SHA-256: 64 bits, far more than a few files need to differ.
fn shortened(digest: &[u8]) -> String {
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
