//! What is inside a zipped workbook, looked at before anything unpacks it: its kind, and that it unpacks to no more than a
//! workbook holds. Reads no cell but to count the cells that an ODS says are repeated.

use std::io::{self, BufReader, Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::grid::CELLS_MAX;

/// The most bytes that all parts of a workbook may unpack to.
const UNPACKED_MAX: u64 = 1 << 30;
/// The most bytes that a part may unpack to, unless it is a sheet: all of it is kept in memory at once.
const PART_MAX: u64 = 128 << 20;
/// The most parts.
const PARTS_MAX: usize = 10_000;

/// A kind of zipped workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Excel's.
    Xlsx,
    /// Excel's, binary.
    Xlsb,
    /// That of open offices.
    Ods,
}

/// Cells that were merged: rows and columns from the first to the last, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// The first row and column.
    pub first: (u32, u32),
    /// The last row and column.
    pub last: (u32, u32),
}

/// Why a workbook is not opened.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// It is larger than a workbook.
    #[error("{0}")]
    TooLarge(String),
    /// It is damaged.
    #[error("{0}")]
    Damaged(String),
}

impl Refused {
    /// Returns what a library says of a workbook that it cannot read.
    pub fn damaged(error: impl std::fmt::Display) -> Self {
        Self::Damaged(error.to_string())
    }
}

/// Returns the kind of a zipped workbook that can be unpacked. Unpacks all of it once, and keeps nothing: what an archive
/// says of its sizes may be a lie.
///
/// # Errors
///
/// Fails where the archive is damaged, or unpacks to more than a workbook holds.
pub fn inspect(bytes: &[u8]) -> Result<Kind, Refused> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(Refused::damaged)?;
    if archive.len() > PARTS_MAX {
        return Err(Refused::TooLarge(format!("it has {} parts", archive.len())));
    }
    let (mut kind, mut unpacked) = (Kind::Xlsx, 0);
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(Refused::damaged)?;
        let name = part.name().map_err(Refused::damaged)?.into_owned();
        match name.as_str() {
            "xl/workbook.bin" => kind = Kind::Xlsb,
            "content.xml" => kind = Kind::Ods,
            _ => {}
        }
        let is_sheet = name.contains("worksheets/") || name == "content.xml";
        let most = if is_sheet { UNPACKED_MAX } else { PART_MAX };
        let left = most.min(UNPACKED_MAX - unpacked);
        let length = io::copy(&mut part.take(left + 1), &mut io::sink()).map_err(Refused::damaged)?;
        if length > left {
            let most = most >> 20;
            return Err(Refused::TooLarge(format!(
                "its part {name} unpacks to more than {most} MiB, or all its parts do"
            )));
        }
        unpacked += length;
    }
    Ok(kind)
}

/// Returns the merged cells of each sheet of an ODS, by the name of the sheet.
///
/// # Errors
///
/// Fails where its content is damaged, or repeats more cells than a workbook holds.
pub fn ods_regions(bytes: &[u8]) -> Result<Vec<(String, Vec<Region>)>, Refused> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(Refused::damaged)?;
    let content = archive.by_name("content.xml").map_err(Refused::damaged)?;
    let mut reader = quick_xml::Reader::from_reader(BufReader::new(content));
    let (mut walk, mut buffer) = (Walk::default(), Vec::new());
    loop {
        match reader.read_event_into(&mut buffer).map_err(Refused::damaged)? {
            Event::Start(element) => walk.begin(&element),
            Event::Empty(element) => {
                walk.begin(&element);
                walk.end(element.name().as_ref())?;
            }
            Event::End(element) => walk.end(element.name().as_ref())?,
            Event::Eof => return Ok(walk.sheets),
            _ => {}
        }
        buffer.clear();
    }
}

/// Where a walk over the content of an ODS has come to.
#[derive(Debug, Default)]
struct Walk {
    sheets: Vec<(String, Vec<Region>)>,
    row: u64,
    column: u64,
    /// How often the row stands there.
    row_repeats: u64,
    /// How often the cell stands there, and whether it holds anything.
    cell: (u64, bool),
    /// The column behind the last cell of the row that holds anything.
    width: u64,
    n_cells: u64,
}

impl Walk {
    fn begin(&mut self, element: &BytesStart<'_>) {
        let number = |name: &str| attribute(element, name).and_then(|text| text.parse().ok()).unwrap_or(1_u64);
        match element.name().as_ref() {
            "table:table" => {
                self.sheets.push((attribute(element, "table:name").unwrap_or_default(), Vec::new()));
                self.row = 0;
            }
            "table:table-row" => {
                (self.row_repeats, self.column, self.width) = (number("table:number-rows-repeated"), 0, 0);
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let holds = attribute(element, "office:value-type").is_some();
                self.cell = (number("table:number-columns-repeated"), holds);
                let spans = (number("table:number-rows-spanned"), number("table:number-columns-spanned"));
                self.merge(spans);
            }
            _ => {}
        }
    }

    fn merge(&mut self, (rows, columns): (u64, u64)) {
        let narrow = |at: u64| u32::try_from(at).unwrap_or(u32::MAX);
        let last = (self.row.saturating_add(rows.max(1) - 1), self.column.saturating_add(columns.max(1) - 1));
        if let Some((_, regions)) = self.sheets.last_mut().filter(|_| rows > 1 || columns > 1) {
            let first = (narrow(self.row), narrow(self.column));
            regions.push(Region { first, last: (narrow(last.0), narrow(last.1)) });
        }
    }

    fn end(&mut self, name: &str) -> Result<(), Refused> {
        match name {
            "table:table-cell" | "table:covered-table-cell" => {
                self.column = self.column.saturating_add(self.cell.0);
                if self.cell.1 {
                    self.width = self.column;
                }
            }
            "table:table-row" => {
                self.row = self.row.saturating_add(self.row_repeats);
                self.n_cells = self.n_cells.saturating_add(self.width.saturating_mul(self.row_repeats));
            }
            _ => {}
        }
        if self.n_cells > CELLS_MAX as u64 {
            return Err(Refused::TooLarge(format!("it has more than {CELLS_MAX} cells")));
        }
        Ok(())
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).ok().flatten()?;
    Some(found.value.into_owned())
}
