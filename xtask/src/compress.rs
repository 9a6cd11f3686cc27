//! The brotli and gzip siblings of a file, made once so that the server never compresses while serving.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::browser::Mode;
use crate::failure::{Explain, Failure, Outcome};

/// File types that are text, or WebAssembly, and shrink by compression; pictures and fonts already are compressed.
const SHRINKING: [&str; 9] = ["css", "html", "js", "json", "pack", "svg", "txt", "wasm", "webmanifest"];

/// Whether compressing a file of this name is worth it.
pub fn shrinks(path: &Path) -> bool {
    path.extension().is_some_and(|found| SHRINKING.iter().any(|extension| found == *extension))
}

/// The siblings that stand beside a file: `main.css.br` and `main.css.gz`.
pub fn siblings(path: &Path) -> [PathBuf; 2] {
    ["br", "gz"].map(|extension| {
        let mut name = path.as_os_str().to_owned();
        name.push(".");
        name.push(extension);
        PathBuf::from(name)
    })
}

/// Writes a file with its siblings. The file itself comes last and whole, so its presence means that all are there.
pub fn write(path: &Path, bytes: &[u8], mode: Mode) -> Outcome<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).explain(|| format!("Cannot create {}", folder.display()))?;
    }
    if shrinks(path) {
        let [br, gz] = siblings(path);
        write_whole(&br, &brotli(bytes, mode)?)?;
        write_whole(&gz, &gzip(bytes, mode)?)?;
    }
    write_whole(path, bytes)
}

/// Writes beside and renames, so that a file is either absent or complete, even for a server that reads meanwhile.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Outcome<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    fs::write(&beside, bytes)
        .and_then(|()| fs::rename(&beside, path))
        .explain(|| format!("Cannot write {}", path.display()))
}

fn brotli(bytes: &[u8], mode: Mode) -> Outcome<Vec<u8>> {
    let quality = match mode {
        Mode::Release | Mode::Together => 11,
        Mode::Debug => 5,
    };
    let parameters = BrotliEncoderParams { quality, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &parameters)
        .map_err(|cause| Failure::new(format!("Brotli failed: {cause}")))?;
    Ok(compressed)
}

fn gzip(bytes: &[u8], mode: Mode) -> Outcome<Vec<u8>> {
    let level = match mode {
        Mode::Release | Mode::Together => Compression::best(),
        Mode::Debug => Compression::fast(),
    };
    let mut encoder = GzEncoder::new(Vec::new(), level);
    encoder.write_all(bytes).and_then(|()| encoder.finish()).explain(|| "Gzip failed".into())
}
