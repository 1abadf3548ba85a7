//! A file opened: its bytes digested, and taken apart into the grids of a workbook or the one of a text. Maps no heading.

use std::path::Path;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::archive::Refused;
use super::encoding::{self, Decoded};
use super::grid::Grid;
use super::load;
use super::schema::{self, Schema};
use super::workbook::{self, Sheet};
use super::{Conversion, Input, Kind, Reading, alias, csv, heading};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::domain::remark::Remark;

/// How many bytes at the beginning of a text are searched for headings.
const HEAD_BYTES: usize = 64 << 10;

/// What a file is made of.
#[derive(Debug)]
pub enum Opened {
    /// A text, and how its bytes were read.
    Text(Grid),
    /// The sheets of a workbook that hold anything.
    Workbook(Vec<Sheet>),
}

/// Returns the name of a file as the user gave it.
pub fn name_of(path: &Path) -> Arc<str> {
    Arc::from(path.to_string_lossy())
}

/// Opens a file of any kind that tables may have; none where it cannot be, which is said.
pub fn open(reading: &mut Reading, path: &Path) -> Option<Opened> {
    let file = name_of(path);
    let bytes = bytes(reading, path, &file)?;
    let opened = if workbook::is_workbook(&bytes) {
        workbook::sheets(&file, bytes).map(Opened::Workbook).map_err(|refused| Box::new(unread(&file, &refused)))
    } else {
        let text = text(reading, &file, bytes)?;
        csv::split(&file, text).map(Opened::Text)
    };
    let opened = opened.map_err(|diagnostic| reading.diagnostics.push(*diagnostic)).ok()?;
    let is_empty = match &opened {
        Opened::Text(grid) => grid.n_records() == 0,
        Opened::Workbook(sheets) => sheets.is_empty(),
    };
    if is_empty {
        reading.diagnostics.push(empty(&file));
        return None;
    }
    Some(opened)
}

/// Returns the bytes of a file, and keeps its digest.
pub fn bytes(reading: &mut Reading, path: &Path, file: &Arc<str>) -> Option<Vec<u8>> {
    match load::load(path) {
        Ok(bytes) => {
            reading.inputs.push(input(path, &bytes));
            Some(bytes)
        }
        Err(unloaded) => {
            let code = if unloaded.is_too_large { Code::TooLarge } else { Code::FileUnreadable };
            let message = format!("the file cannot be read: {}", unloaded.reason);
            reading.diagnostics.push(Diagnostic::new(code, Place::whole(file), message, unloaded.help));
            None
        }
    }
}

fn input(path: &Path, bytes: &[u8]) -> Input {
    let name = path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy());
    let digits: Vec<String> = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Input { name: name.into_owned(), sha256: digits.concat(), bytes: bytes.len() as u64 }
}

/// Returns the text of a file that is no workbook, and says in which encoding it was read where that is not UTF-8.
pub fn text_of(reading: &mut Reading, path: &Path) -> Option<String> {
    let file = name_of(path);
    let bytes = bytes(reading, path, &file)?;
    text(reading, &file, bytes)
}

fn text(reading: &mut Reading, file: &Arc<str>, bytes: Vec<u8>) -> Option<String> {
    let n_known = |text: &str| csv::split(file, head(text).to_owned()).map_or(0, |grid| n_headings(&grid));
    match encoding::decode(bytes, reading.encoding, &n_known) {
        Ok(Decoded { text, encoding, because }) => {
            if let Some(about) = because.about().filter(|_| encoding.name() != "UTF-8") {
                reading.assumed.push(Remark::new(about, &[("file", file), ("encoding", &encoding.name())]));
                let (raw, value) = (encoding.name().to_owned(), "UTF-8".to_owned());
                reading.log.push(Conversion { place: Place::whole(file), kind: Kind::Encoding, raw, value });
            }
            Some(text)
        }
        Err(unreadable) => {
            let place = Place::row(file, unreadable.line);
            let diagnostic = Diagnostic::new(Code::NotUtf8, place, unreadable.message, unreadable.help);
            reading.diagnostics.push(diagnostic);
            None
        }
    }
}

/// Returns how many headings of any one table a record among the first ones has.
fn n_headings(grid: &Grid) -> usize {
    let cells = |record: usize| (0..grid.n_cells(record)).map(move |column| grid.cell(record, column));
    let of_table = |schema: &Schema, record: usize| {
        cells(record).filter(|cell| cell.len() <= 60 && alias::is_exact(schema, &alias::bare(cell))).count()
    };
    let first = 0..grid.n_records().min(heading::RECORDS_SEARCHED);
    first.flat_map(|record| schema::ALL.map(|schema| of_table(schema, record))).max().unwrap_or(0)
}

/// Returns the whole lines at the beginning of a text.
fn head(text: &str) -> &str {
    if text.len() <= HEAD_BYTES {
        return text;
    }
    let head = text.get(..text.floor_char_boundary(HEAD_BYTES)).unwrap_or_default();
    head.rfind(['\n', '\r']).and_then(|end| head.get(..end)).unwrap_or(head)
}

fn empty(file: &Arc<str>) -> Diagnostic {
    Diagnostic::new(Code::FileEmpty, Place::whole(file), "the file holds nothing", "see whether its export failed")
}

fn unread(file: &Arc<str>, refused: &Refused) -> Diagnostic {
    match refused {
        Refused::TooLarge(what) => {
            let help = "see whether it is a workbook; save a table of this size as `CSV UTF-8`";
            Diagnostic::new(Code::TooLarge, Place::whole(file), format!("the workbook is too large: {what}"), help)
        }
        Refused::Damaged(what) => {
            let help = "open it and save it again as XLSX, or as `CSV UTF-8`";
            let message = format!("the workbook is damaged: {what}");
            Diagnostic::new(Code::WorkbookUnreadable, Place::whole(file), message, help)
        }
    }
}
