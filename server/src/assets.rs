//! The files a browser loads: scripts, WebAssembly, style sheet, fonts and icons.
//!
//! With the feature `embed` they are inside the executable; without it they are read from the folder that the
//! environment variable `AVENANT_SITE` names, so that a change shows without compiling. Compressed siblings
//! (`main.css.br`, `main.css.gz`) are made when the site is built: nothing is compressed while serving.

use std::collections::HashMap;
use std::sync::OnceLock;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use serde::Deserialize;

/// The present names of the files that pages load, relative to the root of the site.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Manifest {
    /// The style sheet.
    pub css: String,
    /// What brings the pages of each language to life, by its tag.
    pub sides: HashMap<String, app::BrowserSide>,
}

/// The names of the site that this process serves, read once. `None` when there is no site: pages are then sent
/// without style and script, which is what tests of their text want.
pub fn manifest() -> Option<Manifest> {
    static MANIFEST: OnceLock<Option<Manifest>> = OnceLock::new();
    MANIFEST.get_or_init(|| source::read("manifest.json").and_then(|file| parse_manifest(&file.bytes))).clone()
}

/// Answers for the files of the site and lets every other request pass.
///
/// For `axum::middleware::from_fn`, outside of sessions and of the wall: files are the same for everyone.
pub async fn serve(request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD)
        && let Some(response) = answer(request.uri().path(), request.headers(), source::read)
    {
        return response;
    }
    next.run(request).await
}

/// A file as it is stored, with a mark that changes with its content.
struct Stored {
    bytes: std::borrow::Cow<'static, [u8]>,
    mark: String,
}

/// The ways in which a file may be sent, smallest first: name in HTTP, and ending of the sibling.
const ENCODINGS: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// The file at `path` as the browser may have it, or `None` where the site has none.
fn answer(path: &str, headers: &HeaderMap, read: impl Fn(&str) -> Option<Stored>) -> Option<Response> {
    let name = safe_name(path)?;
    let content_type = content_type(name)?;
    let (file, encoding) = ENCODINGS
        .iter()
        .filter(|(encoding, _)| accepts(headers, encoding))
        .find_map(|(encoding, ending)| Some((read(&format!("{name}{ending}"))?, Some(*encoding))))
        .or_else(|| Some((read(name)?, None)))?;

    // Each encoding is another sequence of bytes and so has a mark of its own.
    let mark = format!("\"{}{}\"", file.mark, encoding.map(|name| format!("-{name}")).unwrap_or_default());
    let keep = if is_hashed(name) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let mut response = if is_known(headers, &mark) {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        response
    } else {
        let mut response = Response::new(Body::from(file.bytes));
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        if let Some(encoding) = encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        response
    };
    let headers = response.headers_mut();
    headers.insert(header::ETAG, HeaderValue::from_str(&mark).ok()?);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    Some(response)
}

/// The file's name inside the site, if every part of it is plain: no hidden file, no way up, nothing encoded.
/// Names in the site consist of letters, digits, `.`, `-` and `_`; whatever else is asked for is not there.
fn safe_name(path: &str) -> Option<&str> {
    let name = path.strip_prefix('/')?;
    let plain = |part: &str| {
        let hidden = part.starts_with('.') && part != ".well-known";
        let signs = part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'));
        !part.is_empty() && !hidden && signs
    };
    name.split('/').all(plain).then_some(name)
}

/// The type by the name's ending. A name without a known ending is no file of the site: pages have none, so their
/// requests pass without a look at the disk.
fn content_type(name: &str) -> Option<&'static str> {
    let (_, ending) = name.rsplit_once('.')?;
    Some(match ending {
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "pack" => "application/octet-stream",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        _ => return None,
    })
}

/// Whether the name contains a hash of the content (`avenant.0123456789abcdef.css`, or a folder of files that name one
/// another, `pkg/0123456789abcdef/avenant.js`) and so never changes its meaning.
fn is_hashed(name: &str) -> bool {
    let hash = |part: &str| part.len() == 16 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let Some((folder, file)) = name.rsplit_once('/') else {
        return false;
    };
    folder.split('/').any(hash) || file.split('.').skip(1).any(hash)
}

/// Whether the browser takes this encoding: it is named, and not with a weight of zero (RFC 9110, 12.5.3).
fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    values(headers, header::ACCEPT_ENCODING).any(|value| {
        let mut parts = value.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(encoding));
        let refused = parts
            .filter_map(|part| part.strip_prefix("q="))
            .any(|weight| weight.bytes().all(|byte| matches!(byte, b'0' | b'.')));
        named && !refused
    })
}

/// Whether the browser already has the bytes with this mark (RFC 9110, 13.1.2: the weak comparison).
fn is_known(headers: &HeaderMap, mark: &str) -> bool {
    values(headers, header::IF_NONE_MATCH)
        .any(|value| value == "*" || value.strip_prefix("W/").unwrap_or(value) == mark)
}

/// The members of a header that is a list with commas.
fn values(headers: &HeaderMap, name: header::HeaderName) -> impl Iterator<Item = &str> {
    headers
        .get_all(name)
        .into_iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
}

fn parse_manifest(bytes: &[u8]) -> Option<Manifest> {
    match serde_json::from_slice(bytes) {
        Ok(manifest) => Some(manifest),
        Err(cause) => {
            tracing::error!(%cause, "the site's manifest.json cannot be read");
            None
        }
    }
}

/// The site inside the executable.
#[cfg(feature = "embed")]
mod source {
    use super::Stored;

    #[derive(rust_embed::RustEmbed)]
    #[folder = "$AVENANT_SITE"]
    struct Site;

    pub fn read(name: &str) -> Option<Stored> {
        let file = Site::get(name)?;
        let mark = file.metadata.sha256_hash().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        Some(Stored { bytes: file.data, mark })
    }
}

/// The site in a folder.
#[cfg(not(feature = "embed"))]
mod source {
    use std::path::PathBuf;
    use std::sync::OnceLock;
    use std::time::UNIX_EPOCH;

    use super::Stored;

    pub fn read(name: &str) -> Option<Stored> {
        static FOLDER: OnceLock<Option<PathBuf>> = OnceLock::new();
        let folder = FOLDER.get_or_init(|| std::env::var_os("AVENANT_SITE").map(PathBuf::from)).as_ref()?;
        read_in(folder, name)
    }

    pub(super) fn read_in(folder: &std::path::Path, name: &str) -> Option<Stored> {
        let path = folder.join(name);
        let bytes = std::fs::read(&path).ok()?;
        let changed = path.metadata().ok()?.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        let mark = format!("{:x}-{:x}", changed.as_nanos(), bytes.len());
        Some(Stored { bytes: bytes.into(), mark })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HASHED: &str = "/pkg/avenant.0123456789abcdef.js";

    /// A site of one script with both siblings, one icon without any, and one file that no one may ask for.
    fn site(name: &str) -> Option<Stored> {
        let bytes: &[u8] = match name {
            "pkg/avenant.0123456789abcdef.js" => b"plain",
            "pkg/avenant.0123456789abcdef.js.br" => b"brotli",
            "pkg/avenant.0123456789abcdef.js.gz" => b"gzip",
            "favicon.ico" => b"icon",
            "manifest.json" => b"{}",
            _ => return None,
        };
        Some(Stored { bytes: bytes.into(), mark: name.len().to_string() })
    }

    fn asking(headers: &[(header::HeaderName, &'static str)], path: &str) -> Option<Response> {
        let headers = headers.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect();
        answer(path, &headers, site)
    }

    fn of(response: Option<Response>, name: header::HeaderName) -> String {
        response
            .as_ref()
            .and_then(|response| response.headers().get(name))
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_owned()
    }

    #[test]
    fn the_smallest_encoding_that_the_browser_takes_is_sent() {
        for (accepted, sent) in [
            ("gzip, deflate, br, zstd", "br"),
            ("gzip", "gzip"),
            ("br;q=0, gzip;q=0.5", "gzip"),
            ("BR", "br"),
            ("identity", ""),
            ("br;q=0.000", ""),
        ] {
            let response = asking(&[(header::ACCEPT_ENCODING, accepted)], HASHED);
            assert_eq!(of(response, header::CONTENT_ENCODING), sent, "{accepted}");
        }
    }

    #[test]
    fn a_file_without_siblings_is_sent_as_it_is() {
        let response = asking(&[(header::ACCEPT_ENCODING, "br")], "/favicon.ico");
        assert_eq!(of(response, header::CONTENT_ENCODING), "");
    }

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        assert_eq!(of(asking(&[], HASHED), header::CACHE_CONTROL), "public, max-age=31536000, immutable");
        assert_eq!(of(asking(&[], "/favicon.ico"), header::CACHE_CONTROL), "no-cache");
        assert!(!is_hashed("pkg/snippets/leptos-0123456789abcdef/inline0.js"));
        assert!(!is_hashed("0123456789abcdef.js"));
        assert!(is_hashed("pkg/0123456789abcdef/snippets/inline0.js"));
    }

    #[test]
    fn types_are_told_and_not_guessed() {
        assert_eq!(of(asking(&[], HASHED), header::CONTENT_TYPE), "text/javascript; charset=utf-8");
        assert_eq!(of(asking(&[], HASHED), header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert_eq!(content_type("pkg/avenant.0123456789abcdef.wasm"), Some("application/wasm"));
    }

    #[test]
    fn a_browser_that_has_the_file_is_told_so() {
        let mark: &'static str = of(asking(&[], HASHED), header::ETAG).leak();
        let again = asking(&[(header::IF_NONE_MATCH, mark)], HASHED);
        assert_eq!(again.map(|response| response.status()), Some(StatusCode::NOT_MODIFIED));
        let compressed = asking(&[(header::IF_NONE_MATCH, mark), (header::ACCEPT_ENCODING, "br")], HASHED);
        assert_eq!(compressed.map(|response| response.status()), Some(StatusCode::OK));
    }

    #[test]
    fn no_path_leads_out_of_the_site() {
        for path in [
            "/../Cargo.toml.txt",
            "/pkg/../../secret.txt",
            "/pkg/..%2f..%2fsecret.txt",
            "/%2e%2e/secret.txt",
            "//etc/motd.txt",
            "/pkg\\secret.txt",
            "/.env.txt",
            "/pkg/",
            "/",
            "",
        ] {
            assert_eq!(safe_name(path), None, "{path}");
        }
    }

    #[test]
    fn pages_and_files_meant_for_the_server_pass() {
        for path in ["/contracts/C-2026-0042", "/manifest.json", "/pkg/avenant.0123456789abcdef.js.br", "/none.css"] {
            assert!(asking(&[], path).is_none(), "{path}");
        }
    }

    #[test]
    fn a_manifest_that_cannot_be_read_is_none() {
        assert_eq!(parse_manifest(b"{}"), None);
        let manifest = parse_manifest(
            br#"{"css":"pkg/a.css","sides":{"fr":{"js":"a.js","link":"l.js","wasm":"a.wasm","parts":{}}}}"#,
        );
        assert_eq!(manifest.map(|manifest| manifest.css), Some("pkg/a.css".to_owned()));
    }

    #[cfg(not(feature = "embed"))]
    #[test]
    fn a_changed_file_has_another_mark() {
        let folder = std::env::temp_dir().join(format!("avenant-assets-{}", std::process::id()));
        let mark = |text: &str| {
            std::fs::write(folder.join("a.css"), text).ok()?;
            source::read_in(&folder, "a.css").map(|file| file.mark)
        };
        assert!(std::fs::create_dir_all(&folder).is_ok());
        let (first, second) = (mark("a{}"), mark("a{b:c}"));
        assert!(first.is_some() && second.is_some() && first != second);
        assert!(std::fs::remove_dir_all(&folder).is_ok());
    }
}
