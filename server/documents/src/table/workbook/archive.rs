//! The parts of the archive, unpacked one at a time within one budget.

use super::super::{FileKind, MAX_UNPACKED_BYTES, ReadError};
use quick_xml::{Reader, events::Event};
use std::{
    collections::HashMap,
    io::{BufRead, BufReader, Cursor, Read},
};
use zip::ZipArchive;

/// Parts that a workbook may have; real ones have some dozens.
pub(super) const MAX_PARTS: usize = 10_000;

/// Deepest nesting; a workbook needs about ten.
pub(super) const MAX_DEPTH: u32 = 100;

/// What a part may unpack to before its ratio is looked at, and the ratio: deflate reaches 1,032, sheets about 50.
pub(super) const RATIO_FROM: u64 = 16 << 20;

pub(super) const MAX_RATIO: u64 = 300;

/// Most bytes of one element or one stretch of text, which the parser keeps whole. A cell needs 128 KiB.
pub(super) const MAX_PIECE: u64 = 4 << 20;

/// The parts of the file, unpacked one at a time within one budget.
pub(super) struct Archive<'a> {
    pub(super) zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Position by name in lower case with plain slashes, as some writers differ in both.
    pub(super) parts: HashMap<String, usize>,
    pub(super) left: u64,
}

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let too_large = ReadError::UnpacksTooLarge { limit: MAX_UNPACKED_BYTES };
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::Broken)?;
        if zip.len() > MAX_PARTS {
            return Err(too_large);
        }
        let mut parts = HashMap::new();
        let mut declared = 0_u64;
        for index in 0..zip.len() {
            let part = zip.by_index_raw(index).map_err(|_| ReadError::Broken)?;
            if part.encrypted() {
                return Err(ReadError::Encrypted);
            }
            declared = declared.saturating_add(part.size());
            if declared > MAX_UNPACKED_BYTES {
                return Err(too_large);
            }
            let name = String::from_utf8_lossy(part.name_raw()).replace('\\', "/").to_lowercase();
            parts.insert(name.trim_start_matches('/').to_owned(), index);
        }
        let archive = Self { zip, parts, left: MAX_UNPACKED_BYTES };
        archive.refuse_others()?;
        Ok(archive)
    }

    /// Other things that come as archives.
    pub(super) fn refuse_others(&self) -> Result<(), ReadError> {
        let kind = if self.has("xl/workbook.bin") {
            FileKind::BinaryExcel
        } else if self.has("xl/workbook.xml") || self.parts.keys().any(|name| name.ends_with("workbook.xml")) {
            return Ok(());
        } else if self.has("word/document.xml") || self.has("ppt/presentation.xml") {
            FileKind::OfficeDocument
        } else if self.has("content.xml") || self.has("mimetype") {
            FileKind::OpenDocument
        } else {
            FileKind::Archive
        };
        Err(ReadError::NotATable(kind))
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&name.to_lowercase())
    }

    /// Reads a part event by event.
    pub(super) fn read(
        &mut self,
        name: &str,
        mut on: impl FnMut(Event<'_>) -> Result<Flow, ReadError>,
    ) -> Result<(), ReadError> {
        let index = *self.parts.get(&name.to_lowercase()).ok_or(ReadError::Broken)?;
        let part = self.zip.by_index(index).map_err(|_| ReadError::Broken)?;
        let packed = part.compressed_size().max(1);
        let counted = Counted { from: part, read: 0, packed, left: &mut self.left, piece: 0, is_over: false };
        let mut reader = Reader::from_reader(BufReader::with_capacity(64 << 10, counted));
        // We keep our own depth; matching names would store every open one.
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_unmatched_ends = true;
        let outcome = events(&mut reader, |reader| reader.get_mut().get_mut().piece = 0, &mut on);
        if reader.get_ref().get_ref().is_over {
            return Err(ReadError::UnpacksTooLarge { limit: MAX_UNPACKED_BYTES });
        }
        outcome
    }
}

/// Whether to go on reading a part.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    On,
    Enough,
}

/// Hands on one event after the other; `heard` is told after each.
pub(super) fn events<R: BufRead>(
    reader: &mut Reader<R>,
    heard: impl Fn(&mut Reader<R>),
    on: &mut impl FnMut(Event<'_>) -> Result<Flow, ReadError>,
) -> Result<(), ReadError> {
    let mut buffer = Vec::new();
    let mut depth = 0_u32;
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|_| ReadError::Broken)?;
        match &event {
            Event::Start(_) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(ReadError::Broken);
                }
            }
            Event::End(_) => depth = depth.checked_sub(1).ok_or(ReadError::Broken)?,
            // Cut short: whatever was open is missing its end.
            Event::Eof => return if depth == 0 { Ok(()) } else { Err(ReadError::Broken) },
            _ => {}
        }
        if on(event)? == Flow::Enough {
            return Ok(());
        }
        heard(reader);
    }
}

/// Counts what is unpacked and stops when it is too much.
pub(super) struct Counted<'b, R> {
    pub(super) from: R,
    pub(super) read: u64,
    pub(super) packed: u64,
    pub(super) left: &'b mut u64,
    /// What was unpacked since the last event.
    pub(super) piece: u64,
    pub(super) is_over: bool,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.from.read(buffer)?;
        self.read += count as u64;
        self.piece += count as u64;
        let is_bomb = self.piece > MAX_PIECE || (self.read > RATIO_FROM && self.read / self.packed > MAX_RATIO);
        match self.left.checked_sub(count as u64) {
            Some(left) if !is_bomb => *self.left = left,
            _ => {
                self.is_over = true;
                return Err(std::io::Error::other("unpacks to too much"));
            }
        }
        Ok(count)
    }
}
