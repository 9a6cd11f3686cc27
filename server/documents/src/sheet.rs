//! Writing tables: CSV and XLSX from typed cells.
//!
//! Numbers are written as numbers. Text that a spreadsheet program would take for a formula is made
//! harmless: with an apostrophe in CSV, with the mark for quoted text in XLSX.

use chrono::NaiveDate;
use model::{language::Language, money::Money};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::collections::HashSet;

/// One cell to write.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number.
    Number(Decimal),
    /// Per cent: 20 for 20 %.
    Percent(Decimal),
    /// An amount, in major units; its currency belongs in a column of its own.
    Money(Money),
    /// A day.
    Day(NaiveDate),
}

/// A table to write.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Name of the sheet; made fit for a workbook where necessary.
    pub name: String,
    /// The words above each column.
    pub header: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// How the spreadsheet programs of a country expect CSV: where decimals follow a comma, a program that opens a file with
/// commas between its cells puts every row into one cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// Commas between cells, decimals after a point (RFC 4180).
    #[default]
    Points,
    /// Semicolons between cells, decimals after a comma.
    Commas,
}

impl Dialect {
    /// That of the people who speak a language.
    pub const fn of(language: Language) -> Self {
        match language {
            Language::Fr => Self::Commas,
            Language::En | Language::Zh => Self::Points,
        }
    }

    const fn separator(self) -> u8 {
        match self {
            Self::Points => b',',
            Self::Commas => b';',
        }
    }

    fn number(self, number: Decimal) -> String {
        match self {
            Self::Points => number.to_string(),
            Self::Commas => number.to_string().replace('.', ","),
        }
    }
}

/// A table could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The CSV writer failed.
    #[error("writing CSV")]
    Csv(#[from] csv::Error),
    /// The workbook writer failed: more rows or columns than a sheet has, for example.
    #[error("writing XLSX")]
    Xlsx(#[from] XlsxError),
}

/// Writes CSV: UTF-8 with a byte-order mark, cells apart as the dialect says, lines ended by CR LF. Days are ISO 8601, a
/// percentage has its sign.
pub fn csv(sheet: &Sheet, dialect: Dialect) -> Result<Vec<u8>, WriteError> {
    let mut bytes = Vec::from(*b"\xEF\xBB\xBF");
    {
        let mut writer = csv::WriterBuilder::new()
            .delimiter(dialect.separator())
            .flexible(true)
            .terminator(csv::Terminator::CRLF)
            .from_writer(&mut bytes);
        if !sheet.header.is_empty() {
            writer.write_record(sheet.header.iter().map(|title| harmless(title)))?;
        }
        for row in &sheet.rows {
            writer.write_record(row.iter().map(|cell| match cell {
                Cell::Empty => String::new(),
                Cell::Text(text) => harmless(text),
                Cell::Whole(number) => number.to_string(),
                Cell::Number(number) => dialect.number(*number),
                Cell::Percent(percent) => format!("{} %", dialect.number(*percent)),
                Cell::Money(money) => dialect.number(money.major()),
                Cell::Day(day) => day.to_string(),
            }))?;
        }
        writer.flush().map_err(csv::Error::from)?;
    }
    Ok(bytes)
}

/// The beginning of a CSV file that is written piece by piece: the byte-order mark and the header. Followed by any
/// number of [`csv_rows`], it is the file that [`csv`] writes at once.
pub fn csv_header(header: &[String], dialect: Dialect) -> Result<Vec<u8>, WriteError> {
    csv(&Sheet { name: String::new(), header: header.to_vec(), rows: Vec::new() }, dialect)
}

/// Some rows of a CSV file that is written piece by piece.
pub fn csv_rows(rows: Vec<Vec<Cell>>, dialect: Dialect) -> Result<Vec<u8>, WriteError> {
    let mut bytes = csv(&Sheet { name: String::new(), header: Vec::new(), rows }, dialect)?;
    // Only a file begins with a byte-order mark.
    bytes.drain(..3);
    Ok(bytes)
}

/// A workbook of one sheet that is written piece by piece, so that not all its rows are held as cells at once.
pub struct Book {
    workbook: Workbook,
    formats: Formats,
    header: Vec<String>,
    next_row: u32,
}

impl Book {
    /// A workbook with its header.
    pub fn new(name: &str, header: Vec<String>) -> Result<Self, WriteError> {
        let mut book = Self { workbook: Workbook::new(), formats: Formats::new(), header, next_row: 1 };
        let worksheet = book.workbook.add_worksheet();
        worksheet.set_name(fit_name(name, &mut HashSet::new()))?;
        for (column, title) in book.header.iter().enumerate() {
            worksheet.write_string_with_format(0, index(column), cut(title), &book.formats.header)?;
            worksheet.set_column_width(index(column), f64::from(wide(title).clamp(8, 60) + 2))?;
        }
        worksheet.set_freeze_panes(1, 0)?;
        Ok(book)
    }

    /// Adds rows. The widths of columns fit those added first.
    pub fn append(&mut self, rows: &[Vec<Cell>]) -> Result<(), WriteError> {
        let first = self.next_row == 1;
        let worksheet = self.workbook.worksheet_from_index(0)?;
        for cells in rows {
            for (column, cell) in cells.iter().enumerate() {
                write_cell(worksheet, self.next_row, index(column), cell, &self.formats)?;
            }
            self.next_row = self.next_row.saturating_add(1);
        }
        if first {
            for (column, title) in self.header.iter().enumerate() {
                let shown = rows.iter().take(200).filter_map(|row| row.get(column)).map(shown_width).max();
                let width = shown.unwrap_or(0).max(wide(title)).clamp(8, 60) + 2;
                worksheet.set_column_width(index(column), f64::from(width))?;
            }
        }
        Ok(())
    }

    /// The file.
    pub fn finish(mut self) -> Result<Vec<u8>, WriteError> {
        if self.next_row > 1 && !self.header.is_empty() {
            let last = index(self.header.len() - 1);
            self.workbook.worksheet_from_index(0)?.autofilter(0, 0, self.next_row - 1, last)?;
        }
        Ok(self.workbook.save_to_buffer()?)
    }
}

/// Writes a workbook with a frozen, bold header, filters, and widths that fit.
pub fn xlsx(sheets: &[Sheet]) -> Result<Vec<u8>, WriteError> {
    let mut workbook = Workbook::new();
    let formats = Formats::new();
    let mut taken = HashSet::new();
    for sheet in sheets {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(fit_name(&sheet.name, &mut taken))?;
        write_sheet(worksheet, sheet, &formats)?;
    }
    if sheets.is_empty() {
        workbook.add_worksheet();
    }
    Ok(workbook.save_to_buffer()?)
}

/// Whether a spreadsheet program might run a text as a formula.
fn looks_like_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

fn harmless(text: &str) -> String {
    if looks_like_formula(text) { format!("'{text}") } else { text.to_owned() }
}

struct Formats {
    header: Format,
    quoted: Format,
    day: Format,
    percent: Format,
    /// By number of decimals.
    money: [Format; 5],
}

impl Formats {
    fn new() -> Self {
        let money =
            ["#,##0", "#,##0.0", "#,##0.00", "#,##0.000", "#,##0.0000"].map(|code| Format::new().set_num_format(code));
        Self {
            header: Format::new().set_bold(),
            quoted: Format::new().set_quote_prefix(),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            percent: Format::new().set_num_format("0.##\\ %"),
            money,
        }
    }
}

fn write_sheet(worksheet: &mut Worksheet, sheet: &Sheet, formats: &Formats) -> Result<(), WriteError> {
    for (column, title) in sheet.header.iter().enumerate() {
        worksheet.write_string_with_format(0, index(column), cut(title), &formats.header)?;
    }
    let first = u32::from(!sheet.header.is_empty());
    for (offset, cells) in sheet.rows.iter().enumerate() {
        let row = u32::try_from(offset).unwrap_or(u32::MAX).saturating_add(first);
        for (column, cell) in cells.iter().enumerate() {
            write_cell(worksheet, row, index(column), cell, formats)?;
        }
    }
    for (column, title) in sheet.header.iter().enumerate() {
        let longest = sheet.rows.iter().take(200).filter_map(|row| row.get(column)).map(shown_width).max().unwrap_or(0);
        worksheet.set_column_width(index(column), f64::from(longest.max(wide(title)).clamp(8, 60) + 2))?;
    }
    if first == 1 {
        worksheet.set_freeze_panes(1, 0)?;
        if !sheet.rows.is_empty() {
            let last_row = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
            worksheet.autofilter(0, 0, last_row, index(sheet.header.len() - 1))?;
        }
    }
    Ok(())
}

fn write_cell(
    worksheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    formats: &Formats,
) -> Result<(), WriteError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) if looks_like_formula(text) => {
            worksheet.write_string_with_format(row, column, cut(text), &formats.quoted)?;
        }
        Cell::Text(text) => {
            worksheet.write_string(row, column, cut(text))?;
        }
        Cell::Whole(number) => match exact(Decimal::from(*number)) {
            Some(number) => drop(worksheet.write_number(row, column, number)?),
            None => drop(worksheet.write_string(row, column, number.to_string())?),
        },
        Cell::Number(number) => match exact(*number) {
            Some(number) => drop(worksheet.write_number(row, column, number)?),
            None => drop(worksheet.write_string(row, column, number.to_string())?),
        },
        Cell::Percent(percent) => match percent.checked_div(Decimal::ONE_HUNDRED).and_then(exact) {
            Some(fraction) => drop(worksheet.write_number_with_format(row, column, fraction, &formats.percent)?),
            None => drop(worksheet.write_string(row, column, format!("{percent} %"))?),
        },
        Cell::Money(money) => {
            let format = formats.money.get(money.currency.decimals() as usize);
            match (exact(money.major()), format) {
                (Some(amount), Some(format)) => drop(worksheet.write_number_with_format(row, column, amount, format)?),
                _ => drop(worksheet.write_string(row, column, money.major().to_string())?),
            }
        }
        Cell::Day(day) => match ExcelDateTime::parse_from_str(&day.to_string()) {
            Ok(date) => drop(worksheet.write_datetime_with_format(row, column, &date, &formats.day)?),
            // Before 1900 there are no days in a workbook.
            Err(_) => drop(worksheet.write_string(row, column, day.to_string())?),
        },
    }
    Ok(())
}

/// The number as a workbook stores it, unless it has more than the fifteen figures that survive there.
fn exact(number: Decimal) -> Option<f64> {
    let figures = number.normalize().mantissa().unsigned_abs();
    (figures < 1_000_000_000_000_000).then(|| number.to_f64()).flatten()
}

/// A sheet has 16,384 columns; beyond them the writer refuses.
fn index(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

/// A cell holds 32,767 characters (in UTF-16).
fn cut(text: &str) -> String {
    if text.len() <= 32_767 {
        return text.to_owned();
    }
    let mut left = 32_767_usize;
    text.chars()
        .take_while(|char| {
            let fits = char.len_utf16() <= left;
            left = left.saturating_sub(char.len_utf16());
            fits
        })
        .collect()
}

/// Width of a text in columns of a narrow letter; Chinese characters take two.
fn wide(text: &str) -> u16 {
    let width: usize = text.chars().take(100).map(|char| if char > '\u{2E80}' { 2 } else { 1 }).sum();
    u16::try_from(width).unwrap_or(u16::MAX)
}

fn shown_width(cell: &Cell) -> u16 {
    match cell {
        Cell::Empty => 0,
        Cell::Text(text) => wide(text),
        Cell::Day(_) => 10,
        Cell::Whole(_) | Cell::Percent(_) => 8,
        Cell::Number(_) | Cell::Money(_) => 12,
    }
}

/// A name that a workbook accepts: 1 to 31 characters, none of `[]:*?/\`, no straight apostrophe at an
/// end, not taken yet.
fn fit_name(name: &str, taken: &mut HashSet<String>) -> String {
    let plain: String = name
        .chars()
        .map(|char| match char {
            '[' | ']' | ':' | '*' | '?' | '/' | '\\' => ' ',
            '\'' => '’',
            char if char.is_control() => ' ',
            char => char,
        })
        .collect();
    let base = plain.trim();
    // "History" is a name that the program keeps for itself.
    let base = if base.is_empty() || base.eq_ignore_ascii_case("history") { "Sheet" } else { base };
    let shorten = |room: usize| -> String {
        let mut left = room;
        base.chars()
            .take_while(|char| {
                let fits = char.len_utf16() <= left;
                left = left.saturating_sub(char.len_utf16());
                fits
            })
            .collect()
    };
    let mut fit = shorten(31);
    let mut count = 2_u32;
    while !taken.insert(fit.to_lowercase()) {
        let suffix = format!(" {count}");
        fit = shorten(31 - suffix.len()) + &suffix;
        count += 1;
    }
    fit
}

#[cfg(test)]
mod tests;
