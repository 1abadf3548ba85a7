//! Files one after the other: opened, digested, decoded, their headings mapped and their rows read.

use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;
use std::{fs, io};

use sha2::{Digest as _, Sha256};

use super::grid::{self, Grid};
use super::header::{self, Header, Told};
use super::log::Scribe;
use super::rows::{self, TableRow};
use super::schema::{self, Schema};
use super::tables::Table;
use super::xlsx::{self, Workbook};
use super::{FileCount, Input, Reading, csv, encoding};
use crate::diagnostic::{Code, Diagnostic, Place};

/// Reads the rows of a file into a table, and what is wrong into the diagnostics of the reading.
pub fn table<R: TableRow>(reading: &mut Reading, path: &Path, table: &mut Table<R>) {
    table.given = true;
    let file = name_of(path);
    let n_before = reading.diagnostics.len();
    let told = reading.tables.policy.columns.get(R::SCHEMA.name).cloned();
    let opened = bytes(reading, path, &file).and_then(|bytes| open(&file, bytes, R::SCHEMA, told.as_ref(), reading));
    let Some((grid, header)) = opened else {
        table.whole = false;
        reading.counts.push(FileCount::rejected(&file, 0));
        return;
    };
    let n_rows = grid.n_records() - 1;
    let is_required = [schema::AVAILABILITY.name, schema::GROUPS.name].contains(&R::SCHEMA.name);
    match &header {
        Some(_) if n_rows == 0 && is_required => {
            let says = ("the table has headings and no rows".to_owned(), "see whether its export failed".to_owned());
            reading.diagnostics.push(grid.diagnostic(Code::FileEmpty, 0, None, says));
        }
        Some(header) => {
            let (says, log) = (&mut reading.diagnostics, &mut reading.log);
            rows::read(&grid, header, table, Scribe { says, log, manner: reading.manner });
        }
        None => table.whole = false,
    }
    let n_rejected = if header.is_some() { n_flawed_lines(&reading.diagnostics[n_before..], &grid) } else { n_rows };
    reading.counts.push(FileCount {
        rows: n_rows,
        used: n_rows - n_rejected,
        ..FileCount::rejected(grid.file(), n_rejected)
    });
    reading.sources.keep(grid, header.unwrap_or_default());
}

impl FileCount {
    /// Returns the count of a file whose rows are all rejected.
    fn rejected(file: &str, rejected: usize) -> Self {
        Self { file: file.to_owned(), rows: rejected, used: 0, superseded: 0, dropped: 0, rejected }
    }
}

/// Returns how many rows have an error.
fn n_flawed_lines(diagnostics: &[Diagnostic], grid: &Grid) -> usize {
    let lines = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).filter_map(|d| d.place.line);
    lines.filter(|&line| line != grid.line(0)).collect::<std::collections::BTreeSet<_>>().len()
}

/// Returns the name of a file as the user gave it.
pub fn name_of(path: &Path) -> Arc<str> {
    Arc::from(path.to_string_lossy())
}

/// Returns the bytes of a file, and keeps its digest.
pub fn bytes(reading: &mut Reading, path: &Path, file: &Arc<str>) -> Option<Vec<u8>> {
    match load(path) {
        Ok(bytes) => {
            reading.inputs.push(input(path, &bytes));
            Some(bytes)
        }
        Err(error) => {
            let place = Place { file: Arc::clone(file), line: None, column: None };
            let message = format!("the file cannot be read: {}", reason(&error));
            let help = "see whether its name is right and whether it may be read";
            reading.diagnostics.push(Diagnostic::new(Code::FileUnreadable, place, message, help));
            None
        }
    }
}

/// Returns all bytes of a file, or of standard input for `-`.
fn load(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        io::stdin().lock().read_to_end(&mut bytes)?;
    } else {
        bytes = fs::read(path)?;
    }
    if bytes.len() > grid::TEXT_MAX {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "it is larger than 4 GiB"));
    }
    Ok(bytes)
}

/// Returns the reason of a failure in words that do not depend on the system.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is none of this name".to_owned(),
        io::ErrorKind::PermissionDenied => "it may not be read".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    }
}

fn input(path: &Path, bytes: &[u8]) -> Input {
    let name = path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy());
    let digits: Vec<String> = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Input { name: name.into_owned(), sha256: digits.concat(), bytes: bytes.len() as u64 }
}

/// Returns the text of a file.
pub fn text(reading: &mut Reading, file: &Arc<str>, bytes: Vec<u8>) -> Option<String> {
    match encoding::decode(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let place = Place::row(file, error.line);
            let message = "the file is not UTF-8";
            reading.diagnostics.push(Diagnostic::new(Code::NotUtf8, place, message, error.help));
            None
        }
    }
}

/// Returns the records of a file, and its columns; no records where it is no table at all, no columns where the
/// headings lack some.
fn open(
    file: &Arc<str>,
    bytes: Vec<u8>,
    schema: &Schema,
    told: Option<&Told>,
    reading: &mut Reading,
) -> Option<(Grid, Option<Header>)> {
    if xlsx::is_workbook(&bytes) {
        return sheet(file, bytes, schema, told, &mut reading.diagnostics);
    }
    let text = text(reading, file, bytes)?;
    let says = &mut reading.diagnostics;
    let grid = csv::split(file, text).map_err(|diagnostic| says.push(*diagnostic)).ok()?;
    if grid.n_records() == 0 {
        says.push(empty(file));
        return None;
    }
    let header = header::map(&grid, schema, told, says);
    Some((grid, header))
}

fn empty(file: &Arc<str>) -> Diagnostic {
    let place = Place { file: Arc::clone(file), line: None, column: None };
    Diagnostic::new(Code::FileEmpty, place, "the file holds nothing", "see whether its export failed")
}

/// Returns the first sheet of a workbook that has the headings of a table.
fn sheet(
    file: &Arc<str>,
    bytes: Vec<u8>,
    schema: &Schema,
    told: Option<&Told>,
    says: &mut Vec<Diagnostic>,
) -> Option<(Grid, Option<Header>)> {
    let place = Place { file: Arc::clone(file), line: None, column: None };
    let grids = match sheets(file, bytes) {
        Ok(grids) => grids,
        Err(error) => {
            let help = "open it and save it again as XLSX, or as `CSV UTF-8`";
            let message = format!("the workbook is damaged: {error}");
            says.push(Diagnostic::new(Code::WorkbookUnreadable, place, message, help));
            return None;
        }
    };
    let n_sheets = grids.len();
    for grid in grids {
        let mut of_sheet = Vec::new();
        let header = header::map(&grid, schema, told, &mut of_sheet);
        if header.is_some() || n_sheets == 1 {
            says.append(&mut of_sheet);
            return Some((grid, header));
        }
    }
    if n_sheets == 0 {
        says.push(empty(file));
    } else {
        let required = schema.columns().filter(|column| column.need == schema::Need::Required);
        let names: Vec<&str> = required.map(|column| column.name).collect();
        let message = format!("none of its {n_sheets} sheets has the columns of `{}`", schema.name);
        let help = format!("give the first row of a sheet the headings {}", super::cell::quoted(&names));
        says.push(Diagnostic::new(Code::SheetMissing, place, message, help));
    }
    None
}

/// Returns the sheets of a workbook that hold anything.
fn sheets(file: &Arc<str>, bytes: Vec<u8>) -> Result<Vec<Grid>, calamine::XlsxError> {
    let mut workbook = Workbook::open(bytes)?;
    let mut grids = Vec::new();
    for sheet in workbook.sheets() {
        let grid = workbook.grid(file, &sheet)?;
        if grid.n_records() > 0 {
            grids.push(grid);
        }
    }
    Ok(grids)
}
