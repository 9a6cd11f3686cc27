//! The rows of one sheet.

use super::super::{MAX_COLUMNS, ReadError, Rows, format::Format};
use super::{
    SheetEntry,
    archive::{Archive, Flow},
    words::{Words, append, without_escapes},
};
use chrono::{Days, NaiveDate};
use model::import::{Cell, Value};
use quick_xml::events::{BytesStart, Event};
use rust_decimal::Decimal;

/// From which day a workbook counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Epoch {
    Of1900,
    Of1904,
}

/// A cell while it is read.
#[derive(Default)]
pub(super) struct Pending {
    pub(super) column: usize,
    pub(super) kind: String,
    pub(super) style: usize,
    pub(super) value: String,
    pub(super) in_value: bool,
    pub(super) words: Words,
}

pub(super) fn read_sheet(
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
pub(super) fn raw<'e>(element: &'e BytesStart<'_>, name: &str) -> Option<&'e str> {
    element.attributes_raw().split_ascii_whitespace().find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        (key == name).then(|| value.trim_matches(['"', '\'']))
    })
}

/// The column of "BC12", from 0.
pub(super) fn column_of(reference: &str) -> Option<usize> {
    let mut column = 0_usize;
    let mut letters = 0;
    for byte in reference.bytes().take_while(u8::is_ascii_alphabetic) {
        column = column.checked_mul(26)?.checked_add(usize::from(byte.to_ascii_uppercase() - b'A') + 1)?;
        letters += 1;
    }
    (1..=4).contains(&letters).then(|| column.saturating_sub(1))
}

impl Pending {
    pub(super) fn cell(mut self, styles: &[Format], shared: &[Box<str>], epoch: Epoch) -> Cell {
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

pub(super) fn of_day(day: NaiveDate) -> Cell {
    Cell { text: day.to_string(), value: Value::Day { day } }
}

/// A stored number. Spreadsheets calculate in binary and show fifteen figures: 0.1 + 0.2 is kept as
/// 0.30000000000000004 and means 0.3.
pub(super) fn of_number(stored: &str, format: Format, epoch: Epoch) -> Cell {
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

pub(super) fn day_of(serial: Decimal, epoch: Epoch) -> Option<NaiveDate> {
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
