//! What a file is, told from its first bytes and, for archives, from what is in them.

use super::{FileKind, ReadError};

/// A file that can hold a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Workbook,
    Text,
}

pub(super) fn of(bytes: &[u8]) -> Result<Content, ReadError> {
    let refused = |kind| Err(ReadError::NotATable(kind));
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Content::Workbook);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        // A workbook with a password is a compound file with this stream; its directory has UTF-16 names.
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let is_encrypted = bytes.windows(name.len()).any(|window| window == name);
        return if is_encrypted { Err(ReadError::Encrypted) } else { refused(FileKind::OldExcel) };
    }
    for (magic, kind) in MAGICS {
        if bytes.starts_with(magic) {
            return refused(*kind);
        }
    }
    // BIFF 2 to 5, before compound files.
    if matches!(bytes, [0x09, 0x00 | 0x02 | 0x04 | 0x08, ..])
        && bytes.get(2..4).is_some_and(|length| length == [6, 0] || length == [8, 0])
    {
        return refused(FileKind::OldExcel);
    }
    let start: Vec<u8> = bytes
        .iter()
        .skip(if bytes.starts_with(&[0xEF, 0xBB, 0xBF]) { 3 } else { 0 })
        .skip_while(|byte| byte.is_ascii_whitespace())
        .take(64)
        .map(u8::to_ascii_lowercase)
        .collect();
    for html in [&b"<!doctype html"[..], b"<html", b"<table", b"<head", b"<body", b"<meta"] {
        if start.starts_with(html) {
            return refused(FileKind::Html);
        }
    }
    if start.starts_with(b"<?xml") || start.starts_with(b"<workbook") {
        return refused(FileKind::Xml);
    }
    if start.starts_with(b"{\"")
        || start.starts_with(b"[{")
        || start.starts_with(b"{\n")
        || start.starts_with(b"{\r\n")
        || start.starts_with(b"{ \"")
    {
        return refused(FileKind::Json);
    }
    Ok(Content::Text)
}

const MAGICS: &[(&[u8], FileKind)] = &[
    (b"%PDF", FileKind::Pdf),
    (b"\x89PNG", FileKind::Image),
    (b"\xFF\xD8\xFF", FileKind::Image),
    (b"GIF87a", FileKind::Image),
    (b"GIF89a", FileKind::Image),
    (b"II*\0", FileKind::Image),
    (b"MM\0*", FileKind::Image),
    (b"RIFF", FileKind::Binary),
    (b"MZ\x90\0", FileKind::Program),
    (b"MZP\0", FileKind::Program),
    (b"\x7FELF", FileKind::Program),
    (b"\xCF\xFA\xED\xFE", FileKind::Program),
    (b"\xCA\xFE\xBA\xBE", FileKind::Program),
    (b"Rar!\x1A", FileKind::Archive),
    (b"7z\xBC\xAF\x27\x1C", FileKind::Archive),
    (b"\x1F\x8B", FileKind::Archive),
    (b"BZh", FileKind::Archive),
    (b"\xFD7zXZ", FileKind::Archive),
    (b"{\\rtf", FileKind::OfficeDocument),
    (b"SQLite format 3", FileKind::Binary),
];
