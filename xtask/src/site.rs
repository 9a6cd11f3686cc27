//! The site: the folder of all files a browser may load, under names that change with their content.
//!
//! `pkg/avenant.<hash>.css` and everything in `pkg/<hash>/` (the browser side, whose files name one another) never
//! change under one name, so browsers keep them for ever; `manifest.json` tells the server the present names.
//! Files of `public/` keep their own names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::browser::{self, Bundle, LANGUAGES, MAIN, Mode, Optimiser, SCRIPT, STEPS, files_under, read};
use crate::compress;
use crate::failure::{Explain, Failure, Outcome};
use crate::layout::Layout;
use crate::parts::LINK;
use crate::size;
use crate::style;

/// The present names of the files that pages load, relative to the site's folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The style sheet.
    pub css: String,
    /// The browser side of each language, by its tag; all the same where one speaks them all.
    pub sides: BTreeMap<String, Side>,
}

/// What brings the pages of a language to life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
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

/// The name under which a browser side that speaks all languages is remembered.
const ALL: &str = "all";

/// Compiles the browser side and writes everything.
pub fn build(layout: &Layout, mode: Mode) -> Outcome<Site> {
    let optimiser = match mode {
        Mode::Release | Mode::Together => Optimiser::find(layout),
        Mode::Debug => None,
    };
    if mode != Mode::Debug && optimiser.is_none() {
        println!("Binaryen is not there (npm brings it), so the browser side stays about twice as large.");
    }
    let writer = Writer { folder: layout.site(mode), mode };
    let before = writer.remembered()?;
    let make = |name: &str, raw: &[u8]| writer.browser_side(layout, raw, name, &before, optimiser.as_ref());
    let mut sides = BrowserSides::new();
    match mode {
        Mode::Together | Mode::Debug => {
            sides.insert(ALL.to_owned(), make(ALL, &browser::compile(layout, mode, None)?)?);
        }
        // While one language is being cut, bound and shrunk, the next one is compiled.
        Mode::Release => thread::scope(|scope| {
            let mut making = Vec::new();
            for (language, feature) in LANGUAGES {
                let raw = browser::compile(layout, mode, Some(feature))?;
                let make = &make;
                making.push((language, scope.spawn(move || make(language, &raw))));
            }
            for (language, made) in making {
                let made = made.join().map_err(|_| Failure::new("A thread that built the site broke.".to_owned()))?;
                sides.insert(language.to_owned(), made?);
            }
            Ok(())
        })?,
    }
    writer.remember(&sides)?;
    finish(layout, &writer, sides)
}

/// Writes style sheet and public files anew, and keeps the browser side of the last build.
/// Gives `None` when there is no last build to keep.
pub fn refresh(layout: &Layout, mode: Mode) -> Outcome<Option<Site>> {
    let writer = Writer { folder: layout.site(mode), mode };
    let sides = writer.remembered()?;
    let whole = !sides.is_empty() && sides.values().all(|side| writer.holds_all_of(side));
    whole.then(|| finish(layout, &writer, sides)).transpose()
}

fn finish(layout: &Layout, writer: &Writer, sides: BrowserSides) -> Outcome<Site> {
    let css = format!("pkg/avenant.{}.css", writer.style(layout)?);
    let mut kept: BTreeSet<String> = sides.values().flat_map(BrowserSide::paths).collect();
    kept.insert(css.clone());
    kept.extend(writer.public(&layout.root.join("public"))?);

    let of = |language: &str| sides.get(language).or_else(|| sides.get(ALL)).map(BrowserSide::names);
    let sides = LANGUAGES.iter().filter_map(|(language, _)| Some(((*language).to_owned(), of(language)?))).collect();
    let manifest = Manifest { css, sides };
    let text = serde_json::to_string_pretty(&manifest).explain(|| "Cannot write the manifest".into())?;
    writer.unhashed("manifest.json", text.as_bytes())?;
    kept.insert("manifest.json".into());
    writer.remove_all_but(&kept)?;
    Ok(Site { folder: writer.folder.clone(), manifest })
}

/// The browser sides in the site, by language. Remembered beside the site, for the next build.
type BrowserSides = BTreeMap<String, BrowserSide>;

/// A browser side in the site, and from what it was made.
#[derive(Clone, Serialize, Deserialize)]
struct BrowserSide {
    made_from: String,
    folder: String,
    files: Vec<String>,
    parts: BTreeMap<String, Vec<String>>,
}

impl BrowserSide {
    fn path(&self, name: &str) -> String {
        format!("{}/{name}", self.folder)
    }

    fn paths(&self) -> impl Iterator<Item = String> {
        self.files.iter().map(|name| self.path(name))
    }

    fn names(&self) -> Side {
        let packs = |files: &Vec<String>| files.iter().map(|name| self.path(name)).collect();
        Side {
            js: self.path(SCRIPT),
            link: self.path(LINK),
            wasm: self.path(MAIN),
            parts: self.parts.iter().map(|(part, files)| (part.clone(), packs(files))).collect(),
        }
    }
}

struct Writer {
    folder: PathBuf,
    mode: Mode,
}

impl Writer {
    /// Cuts, binds and shrinks the WebAssembly, unless the same input has already been through the same hands.
    fn browser_side(
        &self,
        layout: &Layout,
        raw: &[u8],
        name: &str,
        before: &BrowserSides,
        optimiser: Option<&Optimiser>,
    ) -> Outcome<BrowserSide> {
        let tools = optimiser.map(Optimiser::identity).unwrap_or_default();
        let steps = hash(STEPS.concat().as_bytes());
        let made_from = format!("{} {:?} {tools} {steps}", hash(raw), self.mode);
        if let Some(side) = before.get(name)
            && side.made_from == made_from
            && self.holds_all_of(side)
        {
            return Ok(side.clone());
        }
        let Bundle { files, parts } = browser::bind(layout, raw, name, self.mode, optimiser)?;
        let mut all = Sha256::new();
        for (name, bytes) in &files {
            all.update(name);
            all.update(bytes);
        }
        let folder = format!("pkg/{}", shortened(&all.finalize()));
        for (name, bytes) in &files {
            self.unhashed(&format!("{folder}/{name}"), bytes)?;
        }
        Ok(BrowserSide { made_from, folder, files: files.into_keys().collect(), parts })
    }

    fn holds_all_of(&self, side: &BrowserSide) -> bool {
        side.paths().all(|path| self.holds(&path))
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

    fn remember(&self, sides: &BrowserSides) -> Outcome<()> {
        let text = serde_json::to_string(sides).explain(|| "Cannot remember the browser build".into())?;
        compress::write_whole(&self.memory(), text.as_bytes())
    }

    fn remembered(&self) -> Outcome<BrowserSides> {
        let text = fs::read_to_string(self.memory()).unwrap_or_default();
        // A memory in an older shape is no memory: the browser side is made again.
        Ok(serde_json::from_str(&text).unwrap_or_default())
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
