//! Text: plain, a table, or a mail; and the kinds of text that browsers would run.

use super::MediaType;
use crate::refusal::FileProblem;

/// Lines that are looked at for the columns of a table.
const LINES: usize = 5;

/// Whether a byte never stands in text.
pub(super) const fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c) || byte == 0x7f
}

/// Which kind of text a content is, by its beginning; `control` says whether a byte was seen anywhere that no text has.
pub(super) fn kind(head: &[u8], control: bool) -> Result<MediaType, FileProblem> {
    let wrong = |kind: &str| Err(FileProblem::WrongKind { kind: kind.to_owned() });
    let plain = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    // Half of the bytes of UTF-16 are none of text; it says so by its first two.
    let wide = plain.starts_with(b"\xff\xfe") || plain.starts_with(b"\xfe\xff");
    if control && !wide {
        return wrong("binary");
    }
    let text = if wide {
        plain.iter().filter(|byte| byte.is_ascii() && **byte != 0).map(|byte| char::from(*byte)).collect()
    } else {
        String::from_utf8_lossy(plain).into_owned()
    };
    // A mail may bring a web page with it, which no browser shows as long as the mail is one.
    if is_mail(&text) {
        return Ok(MediaType::Eml);
    }
    if runs(&text) {
        return wrong("html");
    }
    Ok(if is_table(&text) { MediaType::Csv } else { MediaType::Txt })
}

/// Whether a text is markup, which a browser may run: web pages, drawings (SVG), everything in XML.
fn runs(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(1_024).collect::<String>().to_lowercase();
    start.starts_with('<') || ["<!doctype html", "<html", "<svg", "<script"].iter().any(|tag| start.contains(tag))
}

/// Whether a text begins with the header of a mail (RFC 5322).
fn is_mail(text: &str) -> bool {
    let mut names = Vec::new();
    for line in text.lines().take_while(|line| !line.trim().is_empty()) {
        // What is folded goes on with a blank.
        if line.starts_with([' ', '\t']) && !names.is_empty() {
            continue;
        }
        let name = line.split_once(':').map(|(name, _)| name.to_ascii_lowercase());
        match name.filter(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic())) {
            Some(name) => names.push(name),
            None => return false,
        }
    }
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    has("from") && (has("date") || has("received") || has("subject"))
}

/// Whether the first lines of a text have columns, the same number in each.
fn is_table(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(LINES).collect();
    [';', ',', '\t'].iter().any(|mark| {
        let mut counts = lines.iter().map(|line| line.matches(*mark).count());
        let first = counts.next().unwrap_or_default();
        lines.len() > 1 && first > 0 && counts.all(|count| count == first)
    })
}
