//! XLSX, read part by part as a stream.
//!
//! We read the parts ourselves instead of through a library so that every unpacked byte counts against one
//! budget, nothing is allocated by what the file claims about its size, and a number keeps its format: 0.2
//! shown as 20 % and 1200 shown in euros are different things for an import.

use super::{
    FileKind, MAX_CELL_CHARS, MAX_COLUMNS, MAX_UNPACKED_BYTES, ReadChoices, ReadError, Rows, Table,
    format::{self, Format},
};
use chrono::{Days, NaiveDate};
use model::import::{Cell, Value};
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use rust_decimal::Decimal;
use std::{
    collections::HashMap,
    io::{BufRead, BufReader, Cursor, Read},
};
use zip::ZipArchive;

/// Parts that a workbook may have; real ones have some dozens.
const MAX_PARTS: usize = 10_000;
/// Sheets that are offered.
const MAX_SHEETS: usize = 500;
/// Texts that cells may share.
const MAX_SHARED: usize = 2_000_000;
/// Styles; a spreadsheet program allows 65,490.
const MAX_STYLES: usize = 70_000;
/// Deepest nesting; a workbook needs about ten.
const MAX_DEPTH: u32 = 100;
/// What a part may unpack to before its ratio is looked at, and the ratio: deflate reaches 1,032, sheets about 50.
const RATIO_FROM: u64 = 16 << 20;
const MAX_RATIO: u64 = 300;

pub(super) fn read(bytes: &[u8], choices: &ReadChoices) -> Result<Table, ReadError> {
    let mut archive = Archive::open(bytes)?;
    let book = Book::read(&mut archive)?;
    let names: Vec<String> = book.sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let candidates: Vec<&SheetEntry> = match &choices.sheet {
        Some(wanted) => {
            let found = book.sheets.iter().find(|sheet| sheet.name == *wanted);
            vec![found.ok_or_else(|| ReadError::NoSuchSheet(wanted.clone()))?]
        }
        // Hidden sheets are offered, never taken by themselves.
        None => book.sheets.iter().filter(|sheet| !sheet.is_hidden).take(20).collect(),
    };
    let styles = book.styles(&mut archive)?;
    let shared = book.shared(&mut archive)?;
    let mut refusal = ReadError::Empty;
    for sheet in candidates {
        let rows = match read_sheet(&mut archive, sheet, &styles, &shared, book.epoch) {
            Ok(rows) => rows,
            // A sheet of charts has no such part.
            Err(ReadError::Broken) if choices.sheet.is_none() && !archive.has(&sheet.part) => continue,
            Err(error) => return Err(error),
        };
        match rows.into_table(choices) {
            Ok(table) => return Ok(Table { sheets: names, sheet: Some(sheet.name.clone()), ..table }),
            Err(error @ (ReadError::Empty | ReadError::NoRows | ReadError::NoSuchHeaderRow(_))) => {
                if refusal == ReadError::Empty {
                    refusal = error;
                }
            }
            Err(error) => return Err(error),
        }
    }
    Err(refusal)
}

/// The parts of the file, unpacked one at a time within one budget.
struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Position by name in lower case with plain slashes, as some writers differ in both.
    parts: HashMap<String, usize>,
    left: u64,
}

impl<'a> Archive<'a> {
    fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
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
    fn refuse_others(&self) -> Result<(), ReadError> {
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

    fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&name.to_lowercase())
    }

    /// Reads a part event by event.
    fn read(&mut self, name: &str, mut on: impl FnMut(Event<'_>) -> Result<Flow, ReadError>) -> Result<(), ReadError> {
        let index = *self.parts.get(&name.to_lowercase()).ok_or(ReadError::Broken)?;
        let part = self.zip.by_index(index).map_err(|_| ReadError::Broken)?;
        let packed = part.compressed_size().max(1);
        let counted = Counted { from: part, read: 0, packed, left: &mut self.left, is_over: false };
        let mut reader = Reader::from_reader(BufReader::with_capacity(64 << 10, counted));
        // We keep our own depth; matching names would store every open one.
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_unmatched_ends = true;
        let outcome = events(&mut reader, &mut on);
        if reader.get_ref().get_ref().is_over {
            return Err(ReadError::UnpacksTooLarge { limit: MAX_UNPACKED_BYTES });
        }
        outcome
    }
}

/// Whether to go on reading a part.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Flow {
    On,
    Enough,
}

fn events<R: BufRead>(
    reader: &mut Reader<R>,
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
    }
}

/// Counts what is unpacked and stops when it is too much.
struct Counted<'b, R> {
    from: R,
    read: u64,
    packed: u64,
    left: &'b mut u64,
    is_over: bool,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.from.read(buffer)?;
        self.read += count as u64;
        let is_bomb = self.read > RATIO_FROM && self.read / self.packed > MAX_RATIO;
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

struct SheetEntry {
    name: String,
    part: String,
    is_hidden: bool,
}

/// The workbook's own part: its sheets, and where the shared texts and styles are.
struct Book {
    sheets: Vec<SheetEntry>,
    shared: Option<String>,
    styles: Option<String>,
    epoch: Epoch,
}

impl Book {
    fn read(archive: &mut Archive<'_>) -> Result<Self, ReadError> {
        let part = main_part(archive)?;
        let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let file = part.rsplit_once('/').map_or(part.as_str(), |(_, file)| file);
        let relations_part =
            if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
        let relations = relations(archive, &relations_part, &folder)?;
        let mut epoch = Epoch::Of1900;
        let mut sheets: Vec<SheetEntry> = Vec::new();
        archive.read(&part, |event| {
            let (Event::Start(element) | Event::Empty(element)) = event else { return Ok(Flow::On) };
            match element.local_name().into_inner() {
                "workbookPr" => {
                    if matches!(attribute(&element, "date1904").as_deref(), Some("1" | "true")) {
                        epoch = Epoch::Of1904;
                    }
                }
                "sheet" => {
                    if sheets.len() >= MAX_SHEETS {
                        return Ok(Flow::Enough);
                    }
                    let id = attribute(&element, "id").unwrap_or_default();
                    let target = relations.iter().find(|relation| relation.id == id);
                    let is_table = target.is_none_or(|relation| relation.kind == "worksheet");
                    let name = attribute(&element, "name").unwrap_or_default();
                    if is_table && !name.is_empty() && name.chars().count() <= 255 {
                        sheets.push(SheetEntry {
                            name,
                            part: target.map(|relation| relation.target.clone()).unwrap_or_default(),
                            is_hidden: attribute(&element, "state").is_some_and(|state| state != "visible"),
                        });
                    }
                }
                _ => {}
            }
            Ok(Flow::On)
        })?;
        if sheets.is_empty() {
            return Err(ReadError::Empty);
        }
        let of_kind = |kind: &str| {
            relations.iter().find(|relation| relation.kind == kind).map(|relation| relation.target.clone())
        };
        Ok(Self { sheets, shared: of_kind("sharedStrings"), styles: of_kind("styles"), epoch })
    }

    /// What each style makes of a number.
    fn styles(&self, archive: &mut Archive<'_>) -> Result<Vec<Format>, ReadError> {
        let mut styles = Vec::new();
        let Some(part) = self.styles.as_deref().filter(|part| archive.has(part)) else { return Ok(styles) };
        let mut own: HashMap<u32, Format> = HashMap::new();
        let mut in_cell_styles = false;
        archive.read(part, |event| {
            match &event {
                Event::Start(element) | Event::Empty(element) => match element.local_name().into_inner() {
                    "cellXfs" => in_cell_styles = matches!(event, Event::Start(_)),
                    "numFmt" if own.len() < MAX_STYLES => {
                        let id = attribute(element, "numFmtId").and_then(|id| id.parse().ok());
                        if let (Some(id), Some(code)) = (id, attribute(element, "formatCode")) {
                            own.insert(id, format::of_code(&code));
                        }
                    }
                    "xf" if in_cell_styles && styles.len() < MAX_STYLES => {
                        let id = attribute(element, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                        styles.push(own.get(&id).copied().unwrap_or_else(|| format::built_in(id)));
                    }
                    _ => {}
                },
                Event::End(element) if element.local_name().into_inner() == "cellXfs" => return Ok(Flow::Enough),
                _ => {}
            }
            Ok(Flow::On)
        })?;
        Ok(styles)
    }

    /// The texts that cells share.
    fn shared(&self, archive: &mut Archive<'_>) -> Result<Vec<Box<str>>, ReadError> {
        let mut shared: Vec<Box<str>> = Vec::new();
        let Some(part) = self.shared.as_deref().filter(|part| archive.has(part)) else { return Ok(shared) };
        let mut text = Words::default();
        archive.read(part, |event| {
            let is_item = |name: &str| name == "si";
            match &event {
                Event::Empty(element) if is_item(element.local_name().into_inner()) => shared.push("".into()),
                Event::End(element) if is_item(element.local_name().into_inner()) => shared.push(text.take().into()),
                _ => text.on(&event),
            }
            if shared.len() > MAX_SHARED { Err(ReadError::TooMuchText) } else { Ok(Flow::On) }
        })?;
        Ok(shared)
    }
}

/// The part that the package names as its document.
fn main_part(archive: &mut Archive<'_>) -> Result<String, ReadError> {
    if archive.has("_rels/.rels") {
        let relations = relations(archive, "_rels/.rels", "")?;
        if let Some(document) =
            relations.into_iter().find(|relation| relation.kind == "officeDocument" && archive.has(&relation.target))
        {
            return Ok(document.target);
        }
    }
    if archive.has("xl/workbook.xml") { Ok("xl/workbook.xml".to_owned()) } else { Err(ReadError::Broken) }
}

struct Relation {
    id: String,
    /// The last word of its type's address.
    kind: String,
    /// Name of the part it leads to.
    target: String,
}

fn relations(archive: &mut Archive<'_>, part: &str, folder: &str) -> Result<Vec<Relation>, ReadError> {
    let mut relations = Vec::new();
    archive.read(part, |event| {
        if let Event::Start(element) | Event::Empty(element) = event
            && element.local_name().into_inner() == "Relationship"
            && relations.len() < MAX_PARTS
        {
            let kind = attribute(&element, "Type").unwrap_or_default();
            let target = attribute(&element, "Target").unwrap_or_default();
            relations.push(Relation {
                id: attribute(&element, "Id").unwrap_or_default(),
                kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                target: resolve(folder, &target),
            });
        }
        Ok(Flow::On)
    })?;
    Ok(relations)
}

/// A target relative to a folder, as the name of a part.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().into_inner() == name)
        .and_then(|attribute| {
            attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
        })
}

/// Gathers the text of a cell from its runs, without the pronunciation that Asian editions add.
#[derive(Default)]
struct Words {
    text: String,
    in_text: bool,
    in_phonetic: bool,
}

impl Words {
    fn on(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(element) => match element.local_name().into_inner() {
                "t" => self.in_text = true,
                "rPh" => self.in_phonetic = true,
                _ => {}
            },
            Event::End(element) => match element.local_name().into_inner() {
                "t" => self.in_text = false,
                "rPh" => self.in_phonetic = false,
                _ => {}
            },
            _ if self.in_text && !self.in_phonetic => append(event, &mut self.text),
            _ => {}
        }
    }

    fn take(&mut self) -> String {
        self.in_text = false;
        self.in_phonetic = false;
        let text = std::mem::take(&mut self.text);
        if text.contains("_x") { without_escapes(&text) } else { text }
    }
}

/// Appends what an event holds of text. Beyond what a cell may hold nothing more is kept: the row is refused.
fn append(event: &Event<'_>, text: &mut String) {
    if text.len() > MAX_CELL_CHARS as usize * 4 {
        return;
    }
    match event {
        Event::Text(part) => text.push_str(&part.xml10_content()),
        Event::CData(part) => text.push_str(&part.xml10_content()),
        Event::GeneralRef(reference) => {
            let name = reference.xml10_content();
            match &*name {
                "amp" => text.push('&'),
                "lt" => text.push('<'),
                "gt" => text.push('>'),
                "quot" => text.push('"'),
                "apos" => text.push('\''),
                _ => text.extend(reference.resolve_char_ref().ok().flatten()),
            }
        }
        _ => {}
    }
}

/// `_x000D_` stands for the character with that number.
fn without_escapes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(index) = rest.find("_x") {
        let (before, from) = rest.split_at(index);
        plain.push_str(before);
        let char = from
            .get(2..6)
            .filter(|_| from.get(6..7) == Some("_"))
            .and_then(|digits| u32::from_str_radix(digits, 16).ok())
            .and_then(char::from_u32);
        match char {
            Some(char) => {
                if char != '\r' {
                    plain.push(char);
                }
                rest = from.get(7..).unwrap_or_default();
            }
            None => {
                plain.push_str("_x");
                rest = from.get(2..).unwrap_or_default();
            }
        }
    }
    plain.push_str(rest);
    plain
}

/// From which day a workbook counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Epoch {
    Of1900,
    Of1904,
}

/// A cell while it is read.
#[derive(Default)]
struct Pending {
    column: usize,
    kind: String,
    style: usize,
    value: String,
    in_value: bool,
    words: Words,
}

fn read_sheet(
    archive: &mut Archive<'_>,
    sheet: &SheetEntry,
    styles: &[Format],
    shared: &[Box<str>],
    epoch: Epoch,
) -> Result<Rows, ReadError> {
    let mut rows = Rows::default();
    let mut number = 0_u32;
    let mut cells: Vec<Cell> = Vec::new();
    let mut next_column = 0_usize;
    let mut pending: Option<Pending> = None;
    archive.read(&sheet.part, |event| {
        match &event {
            Event::Start(element) | Event::Empty(element) => {
                let is_empty = matches!(event, Event::Empty(_));
                match element.local_name().into_inner() {
                    "row" => {
                        // A missing or absurd number is that of the next row.
                        number = raw(element, "r")
                            .and_then(|r| r.parse().ok())
                            .filter(|r| *r > number)
                            .unwrap_or(number.saturating_add(1));
                        next_column = 0;
                        cells.clear();
                    }
                    "c" => {
                        let column = raw(element, "r").and_then(column_of).unwrap_or(next_column);
                        next_column = column.saturating_add(1);
                        if !is_empty {
                            pending = Some(Pending {
                                column,
                                kind: raw(element, "t").unwrap_or_default().to_owned(),
                                style: raw(element, "s").and_then(|s| s.parse().ok()).unwrap_or(0),
                                ..Pending::default()
                            });
                        }
                    }
                    "v" => {
                        if let Some(cell) = &mut pending {
                            cell.in_value = !is_empty;
                        }
                    }
                    _ => {
                        if let Some(cell) = &mut pending {
                            cell.words.on(&event);
                        }
                    }
                }
            }
            Event::End(element) => match element.local_name().into_inner() {
                "row" => rows.push(number, std::mem::take(&mut cells))?,
                "c" => {
                    if let Some(read) = pending.take() {
                        let column = read.column;
                        let cell = read.cell(styles, shared, epoch);
                        if !cell.is_empty() {
                            if column >= MAX_COLUMNS as usize {
                                return Err(ReadError::TooManyColumns { row: number, limit: MAX_COLUMNS });
                            }
                            if cells.len() <= column {
                                cells.resize(column + 1, Cell::default());
                            }
                            if let Some(slot) = cells.get_mut(column) {
                                *slot = cell;
                            }
                        }
                    }
                }
                "v" => {
                    if let Some(cell) = &mut pending {
                        cell.in_value = false;
                    }
                }
                "sheetData" => return Ok(Flow::Enough),
                _ => {
                    if let Some(cell) = &mut pending {
                        cell.words.on(&event);
                    }
                }
            },
            _ => {
                if let Some(cell) = &mut pending {
                    if cell.in_value {
                        append(&event, &mut cell.value);
                    } else {
                        cell.words.on(&event);
                    }
                }
            }
        }
        Ok(Flow::On)
    })?;
    Ok(rows)
}

/// An attribute of sheets as written; none of those we read has anything to unescape.
fn raw<'e>(element: &'e BytesStart<'_>, name: &str) -> Option<&'e str> {
    element.attributes_raw().split_ascii_whitespace().find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        (key == name).then(|| value.trim_matches(['"', '\'']))
    })
}

/// The column of "BC12", from 0.
fn column_of(reference: &str) -> Option<usize> {
    let mut column = 0_usize;
    let mut letters = 0;
    for byte in reference.bytes().take_while(u8::is_ascii_alphabetic) {
        column = column.checked_mul(26)?.checked_add(usize::from(byte.to_ascii_uppercase() - b'A') + 1)?;
        letters += 1;
    }
    (1..=4).contains(&letters).then(|| column.saturating_sub(1))
}

impl Pending {
    fn cell(mut self, styles: &[Format], shared: &[Box<str>], epoch: Epoch) -> Cell {
        let text = match self.kind.as_str() {
            "s" => match self.value.trim().parse::<usize>().ok().and_then(|index| shared.get(index)) {
                Some(text) => text.to_string(),
                None => return Cell::default(),
            },
            "inlineStr" => self.words.take(),
            "str" => {
                if self.value.contains("_x") {
                    without_escapes(&self.value)
                } else {
                    self.value
                }
            }
            "b" => {
                let yes = self.value.trim() == "1" || self.value.trim() == "true";
                let text = if yes { "TRUE" } else { "FALSE" };
                return if self.value.is_empty() {
                    Cell::default()
                } else {
                    Cell { text: text.to_owned(), value: Value::Bool { yes } }
                };
            }
            "e" => return Cell { text: self.value.chars().take(40).collect(), value: Value::Error },
            "d" => {
                let day = self.value.get(..10).and_then(|day| day.parse().ok());
                return match day {
                    Some(day) => of_day(day),
                    None => Cell::from_text(self.value),
                };
            }
            _ => {
                let format = styles.get(self.style).copied().unwrap_or_default();
                return of_number(self.value.trim(), format, epoch);
            }
        };
        Cell::from_text(text)
    }
}

fn of_day(day: NaiveDate) -> Cell {
    Cell { text: day.to_string(), value: Value::Day { day } }
}

/// A stored number. Spreadsheets calculate in binary and show fifteen figures: 0.1 + 0.2 is kept as
/// 0.30000000000000004 and means 0.3.
fn of_number(stored: &str, format: Format, epoch: Epoch) -> Cell {
    if stored.is_empty() {
        return Cell::default();
    }
    let number = stored.parse::<f64>().ok().filter(|number| number.is_finite());
    let Some(value) = number.and_then(|number| Decimal::from_scientific(&format!("{number:.14e}")).ok()) else {
        return Cell::from_text(stored);
    };
    let value = value.normalize();
    if format == Format::Day
        && let Some(day) = day_of(value, epoch)
    {
        return of_day(day);
    }
    let (text, percent, currency) = match format {
        Format::Percent => match value.checked_mul(Decimal::ONE_HUNDRED) {
            Some(hundredfold) => (format!("{} %", hundredfold.normalize()), true, None),
            None => (value.to_string(), false, None),
        },
        Format::Money(currency) => (format!("{value} {currency}"), false, Some(currency)),
        Format::Plain | Format::Day => (value.to_string(), false, None),
    };
    Cell { text, value: Value::Number { value, percent, currency } }
}

fn day_of(serial: Decimal, epoch: Epoch) -> Option<NaiveDate> {
    let days = u64::try_from(serial.trunc()).ok().filter(|days| *days <= 2_958_465)?;
    let from = match epoch {
        Epoch::Of1904 => NaiveDate::from_ymd_opt(1904, 1, 1)?,
        // 29 February 1900 counts in spreadsheets, although it never was.
        Epoch::Of1900 if days < 60 => NaiveDate::from_ymd_opt(1899, 12, 31)?,
        Epoch::Of1900 => NaiveDate::from_ymd_opt(1899, 12, 30)?,
    };
    // A bare time of day is no day.
    (days > 0 || epoch == Epoch::Of1904).then(|| from.checked_add_days(Days::new(days))).flatten()
}
