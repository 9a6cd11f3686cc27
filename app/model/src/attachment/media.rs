//! What a file is, told by its content while it comes. Nothing is unpacked: of an archive only its directory is read, so that
//! it does not matter what it would unpack to.

mod archive;
mod text;

use crate::refusal::FileProblem;
use serde::{Deserialize, Serialize};

/// What may hang on a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaType {
    /// A document to print.
    Pdf,
    /// A picture.
    Png,
    /// A photo.
    Jpeg,
    /// A picture.
    Webp,
    /// A picture.
    Gif,
    /// A photo, as some telephones make them.
    Heic,
    /// A text of a word processor.
    Docx,
    /// A workbook.
    Xlsx,
    /// A text of a word processor (OpenDocument).
    Odt,
    /// A workbook (OpenDocument).
    Ods,
    /// A mail.
    Eml,
    /// A table as text.
    Csv,
    /// Plain text.
    Txt,
}

impl MediaType {
    /// All of them, in the order in which they are named to people.
    pub const ALL: [Self; 13] = [
        Self::Pdf,
        Self::Png,
        Self::Jpeg,
        Self::Webp,
        Self::Gif,
        Self::Heic,
        Self::Docx,
        Self::Xlsx,
        Self::Odt,
        Self::Ods,
        Self::Eml,
        Self::Csv,
        Self::Txt,
    ];

    /// Its name on the network (RFC 6838).
    pub const fn essence(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
            Self::Gif => "image/gif",
            Self::Heic => "image/heic",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Eml => "message/rfc822",
            Self::Csv => "text/csv",
            Self::Txt => "text/plain",
        }
    }

    /// Endings of names that fit it, the usual one first.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Webp => &["webp"],
            Self::Gif => &["gif"],
            Self::Heic => &["heic", "heif"],
            Self::Docx => &["docx"],
            Self::Xlsx => &["xlsx"],
            Self::Odt => &["odt"],
            Self::Ods => &["ods"],
            Self::Eml => &["eml"],
            Self::Csv => &["csv", "tsv", "txt"],
            Self::Txt => &["txt", "md", "log", "csv", "tsv", "ics", "vcf"],
        }
    }

    /// Whether browsers show it by themselves, without running anything of it.
    pub const fn is_shown(self) -> bool {
        match self {
            Self::Pdf | Self::Png | Self::Jpeg | Self::Webp | Self::Gif => true,
            Self::Heic | Self::Docx | Self::Xlsx | Self::Odt | Self::Ods | Self::Eml | Self::Csv | Self::Txt => false,
        }
    }

    /// Whether it is a picture.
    pub const fn is_picture(self) -> bool {
        matches!(self, Self::Png | Self::Jpeg | Self::Webp | Self::Gif | Self::Heic)
    }
}

/// Bytes at the beginning that are looked at.
const HEAD: usize = 8 * 1024;
/// Bytes at the end that are looked at: there an archive has its directory.
const TAIL: usize = 256 * 1024;

/// Looks at a content while it comes, and remembers its beginning, its end, and whether it may be text.
#[derive(Debug, Default)]
pub struct Look {
    head: Vec<u8>,
    tail: Vec<u8>,
    size: u64,
    control: bool,
}

impl Look {
    /// Looks at what comes next.
    pub fn at(&mut self, piece: &[u8]) {
        let room = HEAD - self.head.len();
        self.head.extend(piece.iter().take(room));
        self.tail.extend_from_slice(piece);
        // Twice as long before it is cut, so that it is not moved with every piece.
        if self.tail.len() > 2 * TAIL {
            self.tail.drain(..self.tail.len() - TAIL);
        }
        self.control |= piece.iter().any(|byte| text::is_control(*byte));
        self.size = self.size.saturating_add(piece.len() as u64);
    }

    /// How many bytes came.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// What it is.
    ///
    /// # Errors
    /// [`FileProblem::Empty`]; [`FileProblem::Broken`] for an archive without a directory that can be read;
    /// [`FileProblem::WrongKind`] for everything that may not hang on a record.
    pub fn kind(&self) -> Result<MediaType, FileProblem> {
        if self.size == 0 {
            return Err(FileProblem::Empty);
        }
        if let Some(known) = by_signature(&self.head) {
            return Ok(known);
        }
        if self.head.starts_with(b"PK") {
            return archive::kind(&self.head, &self.tail, self.size);
        }
        match wrong(&self.head) {
            Some(kind) => Err(FileProblem::WrongKind { kind: kind.to_owned() }),
            None => text::kind(&self.head, self.control),
        }
    }
}

fn by_signature(head: &[u8]) -> Option<MediaType> {
    let brand = head.get(8..12).filter(|_| head.get(4..8) == Some(b"ftyp"));
    let known = if head.starts_with(b"%PDF-") {
        MediaType::Pdf
    } else if head.starts_with(b"\x89PNG\r\n\x1a\n") {
        MediaType::Png
    } else if head.starts_with(b"\xff\xd8\xff") {
        MediaType::Jpeg
    } else if head.starts_with(b"GIF87a") || head.starts_with(b"GIF89a") {
        MediaType::Gif
    } else if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
        MediaType::Webp
    } else if brand.is_some_and(|brand| matches!(brand, b"heic" | b"heix" | b"heim" | b"heis" | b"mif1" | b"msf1")) {
        MediaType::Heic
    } else {
        return None;
    };
    Some(known)
}

/// What a content is that may not hang on a record, where its beginning says so.
fn wrong(head: &[u8]) -> Option<&'static str> {
    let begins = |signatures: &[&[u8]]| signatures.iter().any(|signature| head.starts_with(signature));
    // Programs of Windows, Linux, macOS (four notations) and Java, and scripts.
    let programs: [&[u8]; 8] = [
        b"MZ",
        b"\x7fELF",
        b"\xfe\xed\xfa\xce",
        b"\xfe\xed\xfa\xcf",
        b"\xce\xfa\xed\xfe",
        b"\xcf\xfa\xed\xfe",
        b"\xca\xfe\xba\xbe",
        b"#!",
    ];
    if begins(&programs) {
        Some("program")
    } else if begins(&[b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ", b"MSCF", b"\x28\xb5\x2f\xfd"])
    {
        Some("archive")
    } else if begins(&[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]) {
        Some("old_office")
    } else if begins(&[b"{\\rtf"]) {
        Some("rtf")
    } else {
        None
    }
}

#[cfg(test)]
mod tests;
