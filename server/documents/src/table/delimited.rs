//! Tables in text files: one row a line, cells separated by a character, quotation marks around what
//! contains it (RFC 4180, read leniently).

use super::{MAX_CELL_CHARS, MAX_COLUMNS, ReadChoices, ReadError, Rows, Separator, Table, encoding};
use model::import::{Cell, columns};

/// Bytes at the beginning in which the separator is looked for.
const DETECTED_IN: usize = 1 << 20;
/// Most separators on one line: in between the cells, and within the longest text that a cell may hold.
const MAX_SEPARATORS: usize = MAX_CELL_CHARS as usize + 16_384;

pub(super) fn read(bytes: &[u8], choices: &ReadChoices) -> Result<Table, ReadError> {
    let (text, encoding) = encoding::decode(bytes, choices.encoding)?;
    let (body, announced, first_line) = announced_separator(&text);
    if body.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let separator = choices.separator.or(announced).unwrap_or_else(|| detect(beginning(body)));
    refuse_endless_lines(body, separator, first_line)?;
    let mut rows = Rows::default();
    let mut records = reader(body, separator);
    let mut record = csv::StringRecord::new();
    let mut lines = Lines { text: body.as_bytes(), at: 0, line: first_line };
    loop {
        match records.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(_) => return Err(ReadError::Broken),
        }
        let at = record.position().map_or(0, csv::Position::byte);
        let number = lines.number_at(usize::try_from(at).unwrap_or(usize::MAX));
        // Before the cells are made: each takes many times the room of the comma it came from.
        let width = record.len() - record.iter().rev().take_while(|text| text.trim().is_empty()).count();
        if width > MAX_COLUMNS as usize {
            return Err(ReadError::TooManyColumns { row: number, limit: MAX_COLUMNS });
        }
        rows.push(number, record.iter().take(width).map(cell).collect())?;
    }
    let table = rows.into_table(choices)?;
    Ok(Table { encoding: Some(encoding), separator: Some(separator), ..table })
}

/// What is looked at to find the separator.
fn beginning(text: &str) -> &str {
    let mut end = text.len().min(DETECTED_IN);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

/// Refuses lines of so many cells that keeping where each of them ends would take more room than the file.
fn refuse_endless_lines(text: &str, separator: Separator, first_line: u32) -> Result<(), ReadError> {
    let (mut line, mut cells) = (first_line, 0_usize);
    for byte in text.bytes() {
        if byte == b'\n' || byte == b'\r' {
            cells = 0;
            line = line.saturating_add(u32::from(byte == b'\n'));
        } else if byte == separator.byte() {
            cells += 1;
            if cells > MAX_SEPARATORS {
                return Err(ReadError::TooManyColumns { row: line, limit: MAX_COLUMNS });
            }
        }
    }
    Ok(())
}

/// A cell's text without the apostrophe that exports put before what a spreadsheet would take for a formula.
fn cell(text: &str) -> Cell {
    let text = match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => text,
    };
    Cell::from_text(text)
}

fn reader(text: &str, separator: Separator) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator.byte()).from_reader(text.as_bytes())
}

/// A first line "sep=;" is an instruction of Excel's, not a row.
fn announced_separator(text: &str) -> (&str, Option<Separator>, u32) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let announced = first
        .trim_end()
        .trim_matches('"')
        .strip_prefix("sep=")
        .and_then(|separator| separator.chars().next())
        .and_then(Separator::from_char);
    match announced {
        Some(separator) => (rest, Some(separator), 2),
        None => (text, None, 1),
    }
}

/// The separator with which the rows come out most alike, and with known headers.
fn detect(text: &str) -> Separator {
    let mut best = (0, Separator::Comma);
    for separator in Separator::ALL {
        let records: Vec<csv::StringRecord> =
            reader(text, separator).records().take(60).map_while(Result::ok).collect();
        let widths: Vec<usize> = records.iter().map(csv::StringRecord::len).filter(|width| *width > 1).collect();
        let Some(usual) = most_frequent(&widths) else { continue };
        let alike = widths.iter().filter(|width| **width == usual).count();
        // A mark within amounts or sentences comes out uneven, or in few columns.
        let share = alike * 100 / records.len();
        let known = |record: &csv::StringRecord| record.iter().filter(|cell| columns::is_known_header(cell)).count();
        let titles = records.iter().take(30).filter(|record| record.len() > 1).map(known).max().unwrap_or(0);
        let score = share * share * (usual - 1).min(10) + titles * 30_000;
        if score > best.0 {
            best = (score, separator);
        }
    }
    best.1
}

fn most_frequent(widths: &[usize]) -> Option<usize> {
    widths.iter().copied().max_by_key(|width| (widths.iter().filter(|other| *other == width).count(), *width))
}

/// Counts lines up to a position, each position at or after the one before it.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u32,
}

impl Lines<'_> {
    /// The line on which the record at a position begins; empty lines before it are skipped.
    fn number_at(&mut self, position: usize) -> u32 {
        while let Some(byte) = self.text.get(self.at) {
            let is_break = *byte == b'\n' || *byte == b'\r';
            if self.at >= position && !is_break {
                break;
            }
            // CR LF is one break, counted at its LF.
            if *byte == b'\n' || (*byte == b'\r' && self.text.get(self.at + 1) != Some(&b'\n')) {
                self.line = self.line.saturating_add(1);
            }
            self.at += 1;
        }
        self.line
    }
}

impl Separator {
    const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Pipe => b'|',
        }
    }
}
