//! XLSX, read part by part as a stream.
//!
//! We read the parts ourselves instead of through a library so that every unpacked byte counts against one
//! budget, nothing is allocated by what the file claims about its size, and a number keeps its format: 0.2
//! shown as 20 % and 1200 shown in euros are different things for an import.

mod archive;
mod sheet;
mod words;

use self::{
    archive::{Archive, Flow, MAX_PARTS},
    sheet::{Epoch, read_sheet},
    words::Words,
};
use super::{
    MAX_TEXT_BYTES, ReadChoices, ReadError, Table,
    format::{self, Format},
};
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;

/// Sheets that are offered.
const MAX_SHEETS: usize = 500;
/// Texts that cells may share.
const MAX_SHARED: usize = 2_000_000;
/// Styles; a spreadsheet program allows 65,490.
const MAX_STYLES: usize = 70_000;

pub(super) fn read(bytes: &[u8], choices: &ReadChoices, wanted: &dyn Fn(&Table) -> bool) -> Result<Table, ReadError> {
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
    let mut first: Option<Table> = None;
    for sheet in candidates {
        let rows = match read_sheet(&mut archive, sheet, &styles, &shared, book.epoch) {
            Ok(rows) => rows,
            // A sheet of charts has no such part.
            Err(ReadError::Broken) if choices.sheet.is_none() && !archive.has(&sheet.part) => continue,
            // What stands behind a table that was found is no reason to refuse it.
            Err(_) if first.is_some() => continue,
            Err(error) => return Err(error),
        };
        match rows.into_table(choices) {
            Ok(table) => {
                let table = Table { sheet: Some(sheet.name.clone()), ..table };
                if choices.sheet.is_some() || wanted(&table) {
                    return Ok(Table { sheets: names, ..table });
                }
                first.get_or_insert(table);
            }
            Err(error @ (ReadError::Empty | ReadError::NoRows | ReadError::NoSuchHeaderRow(_))) => {
                if refusal == ReadError::Empty {
                    refusal = error;
                }
            }
            Err(_) if first.is_some() => {}
            Err(error) => return Err(error),
        }
    }
    first.map(|table| Table { sheets: names, ..table }).ok_or(refusal)
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
        let (mut text, mut bytes) = (Words::default(), 0);
        archive.read(part, |event| {
            let is_item = |name: &str| name == "si";
            match &event {
                Event::Empty(element) if is_item(element.local_name().into_inner()) => shared.push("".into()),
                Event::End(element) if is_item(element.local_name().into_inner()) => {
                    let text = text.take();
                    bytes += text.len();
                    shared.push(text.into());
                }
                _ => text.on(&event),
            }
            if shared.len() > MAX_SHARED || bytes > MAX_TEXT_BYTES { Err(ReadError::TooMuchText) } else { Ok(Flow::On) }
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
