//! The parts of the browser side: what only some pages need is cut out of the WebAssembly and packed together.
//!
//! The cut leaves a piece for every set of parts that share code, which is many small files; a browser would ask for a
//! hundred of them. They are therefore packed: pieces that most parts need into one pack, the others into a pack for
//! each part. `parts.js` loads the packs of a part and joins each piece to the running program once, whichever pack
//! brought it first.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::browser::SCRIPT;
use crate::failure::{Explain, Failure, Outcome};

/// The JavaScript that loads the packs.
pub const LINK: &str = "parts.js";

/// The pack that every part loads besides its own.
const COMMON: &str = "common";

/// The piece is common when at least this many parts in a hundred need it: with fewer, a heavy page would load too much that
/// it does not need.
const COMMON_FROM: usize = 67;

/// What the cut has left.
pub struct Pieces {
    /// For each part, the names of its pieces.
    by_part: BTreeMap<String, Vec<String>>,
    /// What the pieces take from the main module, as the cut has named it.
    shared: String,
    /// What the pieces of a debug build ask for besides, as a proof that they belong to the main module.
    proof: String,
}

/// Cuts what only some parts need out of the raw WebAssembly: the rest goes to `main`, the pieces into `folder`.
pub fn cut(raw: &[u8], folder: &Path, main: &Path) -> Outcome<Pieces> {
    let mut options = wasm_split_cli_support::Options::new(raw);
    let link = format!("./{LINK}");
    let script = format!("./{SCRIPT}");
    options.output_dir = folder;
    options.main_out_path = main;
    options.link_name = &link;
    options.main_module = &script;
    let pieces = wasm_split_cli_support::transform(options)
        .map_err(|cause| Failure::new(format!("Cutting the browser side into parts failed: {cause:#}")))?;

    // Our own script takes the place of the one that loads the pieces one by one; only what it shares is kept.
    let theirs = folder.join(LINK);
    let text = fs::read_to_string(&theirs).explain(|| format!("Cannot read {}", theirs.display()))?;
    fs::remove_file(&theirs).explain(|| format!("Cannot remove {}", theirs.display()))?;
    let shared = between(&text, "const { ", "} = initSync(").map(str::to_owned);
    let shared = shared.ok_or_else(|| Failure::new("The cut has not said what its pieces share.".to_owned()))?;
    let proof = between(&text, "__wasm_split: { ", "}").unwrap_or_default().trim().to_owned();
    Ok(Pieces { by_part: pieces.prefetch_map.into_iter().collect(), shared, proof })
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(found, _)| found)
}

/// The packs and the script that loads them.
pub struct Packed {
    /// The files by name.
    pub files: BTreeMap<String, Vec<u8>>,
    /// For each part, which files it loads.
    pub parts: BTreeMap<String, Vec<String>>,
}

impl Pieces {
    /// Packs the pieces; `bytes` gives each by its name.
    pub fn pack(&self, bytes: &BTreeMap<String, Vec<u8>>) -> Outcome<Packed> {
        let mut needed_by: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (part, pieces) in &self.by_part {
            for piece in pieces {
                needed_by.entry(piece).or_default().insert(part);
            }
        }
        let mut packs: BTreeMap<&str, Vec<(usize, &str)>> = BTreeMap::new();
        for (number, (piece, parts)) in needed_by.into_iter().enumerate() {
            if parts.len() * 100 >= self.by_part.len() * COMMON_FROM {
                packs.entry(COMMON).or_default().push((number, piece));
            } else {
                for part in parts {
                    packs.entry(part).or_default().push((number, piece));
                }
            }
        }
        let mut files = BTreeMap::new();
        for (pack, pieces) in &packs {
            let mut together: Vec<u8> = Vec::new();
            let mut contents = Vec::new();
            for (number, piece) in pieces {
                let bytes = bytes
                    .get(&format!("{piece}.wasm"))
                    .ok_or_else(|| Failure::new(format!("The piece {piece} is missing.")))?;
                contents.push(format!("{number} {}", bytes.len()));
                together.extend(bytes);
            }
            let mut packed = contents.join(" ").into_bytes();
            packed.push(b'\n');
            packed.extend(together);
            files.insert(file_of(pack), packed);
        }
        let packs_of =
            |part: &String| [COMMON, part].into_iter().filter(|name| packs.contains_key(name)).map(file_of).collect();
        let parts: BTreeMap<String, Vec<String>> =
            self.by_part.keys().map(|part| (part.clone(), packs_of(part))).collect();

        let mut script = include_str!("parts.js").replace("SHARED", &self.shared).replace("PROOF", &self.proof);
        for (part, files) in &parts {
            // Writing to a string cannot fail.
            let _written = writeln!(script, "export const __wasm_split_load_{part} = loader({files:?});");
        }
        files.insert(LINK.to_owned(), script.into_bytes());
        Ok(Packed { files, parts })
    }
}

fn file_of(pack: &str) -> String {
    format!("{pack}.pack")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(by_part: &[(&str, &[&str])]) -> Pieces {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Pieces {
            by_part: by_part.iter().map(|(part, names)| ((*part).to_owned(), owned(names))).collect(),
            shared: "memory, ".to_owned(),
            proof: "canary: ~1,".to_owned(),
        }
    }

    fn bytes(names: &[&str]) -> BTreeMap<String, Vec<u8>> {
        names.iter().map(|name| (format!("{name}.wasm"), name.as_bytes().to_vec())).collect()
    }

    #[test]
    fn what_two_thirds_of_the_parts_need_is_common_and_the_rest_goes_with_each_part() {
        let cut = pieces(&[
            ("a", &["all", "ab", "x"]),
            ("b", &["all", "ab"]),
            ("c", &["all", "y"]),
            ("d", &["all"]),
            ("e", &[]),
        ]);
        let Ok(Packed { files, parts }) = cut.pack(&bytes(&["all", "ab", "x", "y"])) else {
            panic!("nothing is missing");
        };
        let text = |name: &str| String::from_utf8_lossy(files.get(name).map_or(&[], Vec::as_slice)).into_owned();
        assert_eq!(text("common.pack"), "1 3\nall");
        assert_eq!(text("a.pack"), "0 2 2 1\nabx");
        assert_eq!(text("b.pack"), "0 2\nab");
        assert_eq!(text("c.pack"), "3 1\ny");
        assert_eq!(parts.get("a"), Some(&vec!["common.pack".to_owned(), "a.pack".to_owned()]));
        assert_eq!(parts.get("e"), Some(&vec!["common.pack".to_owned()]));
        let script = text(LINK);
        assert!(
            script.contains(r#"export const __wasm_split_load_a = loader(["common.pack", "a.pack"]);"#),
            "{script}"
        );
        assert!(script.contains("const { memory,  } = initSync"), "{script}");
        assert!(script.contains("__wasm_split: {canary: ~1, memory,  }"), "{script}");
    }

    #[test]
    fn a_piece_that_is_missing_is_told() {
        assert!(pieces(&[("a", &["x"])]).pack(&bytes(&[])).is_err());
    }
}
