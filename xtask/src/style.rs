//! The style sheet: `style/main.css` and all it imports, in one checked and minified file.

use std::path::Path;

use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::error::Error;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use lightningcss::targets::{Browsers, Targets};

use crate::failure::{Failure, Outcome};
use crate::layout::Layout;

/// The oldest browsers served. Recent enough that `light-dark()`, nesting, `@layer` and `oklch()` stay as written.
const BROWSERS: Browsers = Browsers {
    chrome: Some(version(123, 0)),
    edge: Some(version(123, 0)),
    firefox: Some(version(120, 0)),
    safari: Some(version(17, 5)),
    ios_saf: Some(version(17, 5)),
    android: None,
    ie: None,
    opera: None,
    samsung: None,
};

/// A version as lightningcss writes it: one byte each for major, minor and patch.
const fn version(major: u32, minor: u32) -> u32 {
    major << 16 | minor << 8
}

/// The whole style sheet as one text. A mistake in any imported file fails with that file's name and line.
pub fn bundle(layout: &Layout) -> Outcome<String> {
    let main = layout.root.join("style/main.css");
    if !main.is_file() {
        return Err(Failure::new("The style sheet style/main.css is missing."));
    }
    let files = FileProvider::new();
    let targets = Targets::from(BROWSERS);
    let mut sheet = Bundler::new(&files, None, ParserOptions::default())
        .bundle(&main)
        .map_err(|error| mistake(&layout.root, &error))?;
    sheet
        .minify(MinifyOptions { targets, ..MinifyOptions::default() })
        .map_err(|error| mistake(&layout.root, &error))?;
    sheet
        .to_css(PrinterOptions { minify: true, targets, ..PrinterOptions::default() })
        .map(|printed| printed.code)
        .map_err(|error| mistake(&layout.root, &error))
}

/// `style/button.css:12:5: …`, which terminals and editors make clickable.
fn mistake<T: std::fmt::Display>(root: &Path, error: &Error<T>) -> Failure {
    let Some(place) = &error.loc else {
        return Failure::new(format!("The style sheet cannot be bundled: {}.", error.kind));
    };
    let file = Path::new(&place.filename);
    let file = file.strip_prefix(root).unwrap_or(file);
    // Lines are counted from 0 there, columns from 1.
    Failure::new(format!("{}:{}:{}: {}", file.display(), place.line + 1, place.column, error.kind))
}
