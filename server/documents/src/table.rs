//! Reading a table from a CSV or XLSX file, whatever its encoding, separator or header row, and refusing
//! what is broken or hostile with a typed reason.

mod delimited;
mod encoding;
mod format;
mod header;
mod kind;
mod workbook;

use model::import::{Cell, Grid, Row};

/// What a person chose instead of what was found out; `None` leaves it to the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadChoices {
    /// The sheet of a workbook, by name.
    pub sheet: Option<String>,
    /// How a text file is encoded.
    pub encoding: Option<Encoding>,
    /// What stands between the cells of a text file.
    pub separator: Option<Separator>,
    /// Number of the header row in the file, from 1.
    pub header_row: Option<u32>,
}

/// How the bytes of a text file stand for letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8, with or without a byte-order mark.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Western European Windows.
    Windows1252,
    /// Chinese, including GBK and GB2312.
    Gb18030,
}

/// What stands between the cells of a text file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Separator {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// A tab.
    Tab,
    /// `|`
    Pipe,
}

impl Encoding {
    /// All encodings, in the order they are offered.
    pub const ALL: [Self; 5] = [Self::Utf8, Self::Windows1252, Self::Gb18030, Self::Utf16Le, Self::Utf16Be];

    /// Its usual name, for example `windows-1252`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Windows1252 => "windows-1252",
            Self::Gb18030 => "GB18030",
        }
    }

    /// The encoding of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|encoding| encoding.name().eq_ignore_ascii_case(name.trim()))
    }
}

impl Separator {
    /// All separators, in the order they are tried.
    pub const ALL: [Self; 4] = [Self::Comma, Self::Semicolon, Self::Tab, Self::Pipe];

    /// The character.
    pub const fn char(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Semicolon => ';',
            Self::Tab => '\t',
            Self::Pipe => '|',
        }
    }

    /// The separator that is this character.
    pub fn from_char(char: char) -> Option<Self> {
        Self::ALL.into_iter().find(|separator| separator.char() == char)
    }
}

/// A table as it was found in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Names of the workbook's sheets; empty for a text file.
    pub sheets: Vec<String>,
    /// The sheet that was read.
    pub sheet: Option<String>,
    /// How a text file is encoded; `None` for a workbook.
    pub encoding: Option<Encoding>,
    /// What separates the cells of a text file; `None` for a workbook.
    pub separator: Option<Separator>,
    /// Number of the header row in the file, from 1.
    pub header_row: u32,
    /// The words of the header row.
    pub header: Vec<String>,
    /// The rows below it that are not empty.
    pub rows: Vec<Row>,
}

impl From<Table> for Grid {
    fn from(table: Table) -> Self {
        Self { header: table.header, rows: table.rows }
    }
}

/// What a file is that is not a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// A PDF document.
    Pdf,
    /// A picture.
    Image,
    /// A program.
    Program,
    /// A ZIP, RAR, 7z or gzip archive that is not a workbook.
    Archive,
    /// A DOCX or PPTX document.
    OfficeDocument,
    /// A workbook of Excel 97–2003 (.xls): to be saved as .xlsx.
    OldExcel,
    /// A binary workbook (.xlsb): to be saved as .xlsx.
    BinaryExcel,
    /// An OpenDocument file (.ods): to be saved as .xlsx.
    OpenDocument,
    /// A web page (some systems call one .xls).
    Html,
    /// XML.
    Xml,
    /// JSON.
    Json,
    /// Bytes that are no text.
    Binary,
}

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is something else than a table, whatever its name says.
    #[error("the file is not a table: {0:?}")]
    NotATable(FileKind),
    /// The workbook is protected by a password.
    #[error("the workbook is encrypted")]
    Encrypted,
    /// The archive or the XML within is damaged or cut short.
    #[error("the file is broken")]
    Broken,
    /// The text cannot be read in the encoding that was chosen.
    #[error("the text is not {}", .0.name())]
    WrongEncoding(Encoding),
    /// No sheet of that name.
    #[error("there is no sheet {0:?}")]
    NoSuchSheet(String),
    /// The header row that was chosen does not exist or is empty.
    #[error("row {0} holds no header")]
    NoSuchHeaderRow(u32),
    /// There is a header at most, and no row below it.
    #[error("the table has no rows")]
    NoRows,
    /// More bytes than are read.
    #[error("the file has more than {limit} bytes")]
    TooLarge {
        /// The most that is read.
        limit: u64,
    },
    /// The archive unpacks to far more than a table needs: a zip bomb.
    #[error("the file unpacks to more than {limit} bytes")]
    UnpacksTooLarge {
        /// The most that is unpacked.
        limit: u64,
    },
    /// More rows than are read.
    #[error("the table has more than {limit} rows")]
    TooManyRows {
        /// The most that is read.
        limit: u32,
    },
    /// More columns than are read.
    #[error("row {row} has more than {limit} columns")]
    TooManyColumns {
        /// The row.
        row: u32,
        /// The most that is read.
        limit: u32,
    },
    /// More cells or more text than is read.
    #[error("the table holds too much text")]
    TooMuchText,
    /// A cell with more text than is read; in a text file often a quotation mark that is never closed.
    #[error("a cell of row {row} has more than {limit} characters")]
    CellTooLong {
        /// The row.
        row: u32,
        /// The most that is read.
        limit: u32,
    },
}

/// Reads a table. The type of the file is told from its content; its name is only a hint where the content
/// leaves it open, and is never trusted.
///
/// The time and memory it takes are bounded by the limits below whatever the file claims about itself.
pub fn read(bytes: &[u8], file_name: &str, choices: &ReadChoices) -> Result<Table, ReadError> {
    read_wanted(bytes, file_name, choices, &|_| true)
}

/// Reads a table as [`read`] does. Of a workbook whose sheet was not chosen, the first visible one is read whose table
/// is `wanted`; if none is, the first with a table.
pub fn read_wanted(
    bytes: &[u8],
    _file_name: &str,
    choices: &ReadChoices,
    wanted: &dyn Fn(&Table) -> bool,
) -> Result<Table, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(ReadError::TooLarge { limit: MAX_FILE_BYTES });
    }
    match kind::of(bytes)? {
        kind::Content::Workbook => workbook::read(bytes, choices, wanted),
        kind::Content::Text => delimited::read(bytes, choices),
    }
}

/// Largest file that is read: 50 MiB.
pub const MAX_FILE_BYTES: u64 = 50 << 20;
/// Most bytes that a workbook may unpack to: 512 MiB.
pub const MAX_UNPACKED_BYTES: u64 = 512 << 20;
/// Most rows below the header that are read.
pub const MAX_ROWS: u32 = 200_000;
/// Most columns that are read.
pub const MAX_COLUMNS: u32 = 200;
/// Longest text of a cell, in characters (a spreadsheet program allows 32,767).
pub const MAX_CELL_CHARS: u32 = 32_767;
/// Most cells that are not empty.
const MAX_CELLS: usize = 4_000_000;
/// Most bytes of text in all cells together: a short file can repeat one long text a million times.
const MAX_TEXT_BYTES: usize = 128 << 20;

/// The rows of a table while they are read, within all limits.
#[derive(Default)]
struct Rows {
    rows: Vec<Row>,
    cells: usize,
    text: usize,
}

impl Rows {
    /// Adds a row unless it is empty.
    fn push(&mut self, number: u32, mut cells: Vec<Cell>) -> Result<(), ReadError> {
        while cells.last().is_some_and(Cell::is_empty) {
            cells.pop();
        }
        if cells.is_empty() {
            return Ok(());
        }
        if cells.len() > MAX_COLUMNS as usize {
            return Err(ReadError::TooManyColumns { row: number, limit: MAX_COLUMNS });
        }
        // The header and a few lines of title above it do not count.
        if self.rows.len() >= MAX_ROWS as usize + header::SEARCHED {
            return Err(ReadError::TooManyRows { limit: MAX_ROWS });
        }
        self.cells += cells.len();
        for cell in &cells {
            self.text += cell.text.len();
            // A character has four bytes at most: most cells need no counting.
            if cell.text.len() > MAX_CELL_CHARS as usize && cell.text.chars().count() > MAX_CELL_CHARS as usize {
                return Err(ReadError::CellTooLong { row: number, limit: MAX_CELL_CHARS });
            }
        }
        if self.cells > MAX_CELLS || self.text > MAX_TEXT_BYTES {
            return Err(ReadError::TooMuchText);
        }
        cells.shrink_to_fit();
        self.rows.push(Row { number, cells });
        Ok(())
    }

    /// Finds the header and takes it off.
    fn into_table(self, choices: &ReadChoices) -> Result<Table, ReadError> {
        let mut rows = self.rows;
        let position = match choices.header_row {
            Some(number) => {
                rows.iter().position(|row| row.number == number).ok_or(ReadError::NoSuchHeaderRow(number))?
            }
            None => header::position(&rows),
        };
        let lines = header::two_lines(&rows, position);
        // Where a person says which row it is, nothing above that is part of it.
        let lines = lines.filter(|(at, _)| choices.header_row.is_none() || *at == position);
        let mut below = rows.split_off(lines.as_ref().map_or(position, |(at, _)| *at));
        if below.is_empty() {
            return Err(ReadError::Empty);
        }
        let header = below.remove(0);
        let mut titles: Vec<String> = match lines {
            Some((_, titles)) => {
                below.remove(0);
                titles
            }
            None => header.cells.iter().map(|cell| on_one_line(&cell.text)).collect(),
        };
        if below.is_empty() {
            return Err(ReadError::NoRows);
        }
        if below.len() > MAX_ROWS as usize {
            return Err(ReadError::TooManyRows { limit: MAX_ROWS });
        }
        let width = below.iter().map(|row| row.cells.len()).max().unwrap_or(0).max(titles.len());
        titles.resize(width, String::new());
        Ok(Table {
            sheets: Vec::new(),
            sheet: None,
            encoding: None,
            separator: None,
            header_row: header.number,
            header: titles,
            rows: below,
        })
    }
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
