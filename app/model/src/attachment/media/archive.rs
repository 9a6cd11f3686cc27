//! Documents that are archives of parts: told by the names in their directory (APPNOTE 4.3.12), without unpacking any.

use super::MediaType;
use crate::refusal::FileProblem;

fn short(bytes: &[u8], at: usize) -> Option<usize> {
    let (pair, _) = bytes.get(at..)?.split_first_chunk::<2>()?;
    Some(u16::from_le_bytes(*pair).into())
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    let (four, _) = bytes.get(at..)?.split_first_chunk::<4>()?;
    usize::try_from(u32::from_le_bytes(*four)).ok()
}

/// The names in the directory at the end of an archive of so many bytes; `None` if there is none within what is known of
/// its end.
fn directory(tail: &[u8], size: u64) -> Option<Vec<&[u8]>> {
    let end = tail.windows(4).rposition(|window| window == b"PK\x05\x06")?;
    let (count, length, offset) = (short(tail, end + 10)?, long(tail, end + 12)?, long(tail, end + 16)?);
    // Where it begins among the bytes that are known.
    let before = usize::try_from(size.checked_sub(tail.len() as u64)?).ok()?;
    let start = offset.checked_sub(before)?;
    if start.checked_add(length)? > end {
        return None;
    }
    let (mut at, mut names) = (start, Vec::new());
    while names.len() < count {
        if tail.get(at..at + 4)? != b"PK\x01\x02" {
            return None;
        }
        let (name, extra, comment) = (short(tail, at + 28)?, short(tail, at + 30)?, short(tail, at + 32)?);
        names.push(tail.get(at + 46..at + 46 + name)?);
        at += 46 + name + extra + comment;
    }
    Some(names)
}

/// The type that an OpenDocument says first, as it stands, before everything else.
fn open_document(head: &[u8]) -> Option<&str> {
    let (name, extra, length) = (short(head, 26)?, short(head, 28)?, long(head, 18)?);
    let start = 30 + name;
    let stored = short(head, 8)? == 0 && head.get(30..start)? == b"mimetype";
    std::str::from_utf8(head.get(start + extra..start + extra + length)?).ok().filter(|_| stored)
}

/// What an archive is.
pub(super) fn kind(head: &[u8], tail: &[u8], size: u64) -> Result<MediaType, FileProblem> {
    let wrong = |kind: &str| Err(FileProblem::WrongKind { kind: kind.to_owned() });
    let Some(names) = directory(tail, size) else {
        return Err(FileProblem::Broken);
    };
    let has = |name: &[u8]| names.iter().any(|own| own.eq_ignore_ascii_case(name));
    let ends = |end: &[u8]| {
        let matches = |name: &[u8]| name.len() >= end.len() && name[name.len() - end.len()..].eq_ignore_ascii_case(end);
        names.iter().any(|name| matches(name))
    };
    if has(b"[Content_Types].xml") {
        return match () {
            // A program within a document.
            () if ends(b"vbaProject.bin") => wrong("macros"),
            () if has(b"word/document.xml") => Ok(MediaType::Docx),
            () if has(b"xl/workbook.xml") => Ok(MediaType::Xlsx),
            () if has(b"xl/workbook.bin") => wrong("binary_excel"),
            () => wrong("office_document"),
        };
    }
    match open_document(head) {
        Some("application/vnd.oasis.opendocument.text") => Ok(MediaType::Odt),
        Some("application/vnd.oasis.opendocument.spreadsheet") => Ok(MediaType::Ods),
        Some(_) => wrong("open_document"),
        None if ends(b".class") || has(b"AndroidManifest.xml") => wrong("program"),
        None => wrong("archive"),
    }
}
