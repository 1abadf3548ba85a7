//! The tables of a file, one sheet after the other: their headings found and mapped, and their rows read.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::path::Path;

use super::body::Body;
use super::grid::Grid;
use super::header::{self, Header, Told};
use super::log::Scribe;
use super::open::{self, Opened};
use super::rows::{self, TableRow};
use super::schema::{self, Schema};
use super::tables::Table;
use super::workbook::Sheet;
use super::{Conversion, FileCount, Kind, Reading, cell, fill, heading};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::domain::remark::{About, Remark};

/// Reads the rows of a file into a table, and what is wrong into the diagnostics of the reading.
pub fn table<R: TableRow>(reading: &mut Reading, path: &Path, table: &mut Table<R>) {
    table.given = true;
    let told = reading.tables.policy.columns.get(R::SCHEMA.name).cloned();
    match open::open(reading, path) {
        Some(Opened::Text(mut grid)) => {
            let header = headed(&mut grid, R::SCHEMA, told.as_ref(), &mut reading.diagnostics);
            rows_of(reading, grid, header, told.as_ref(), table);
        }
        Some(Opened::Workbook(sheets)) => {
            for (grid, header) in tables_of(reading, path, sheets, R::SCHEMA, told.as_ref()) {
                rows_of(reading, grid, header, told.as_ref(), table);
            }
        }
        None => {
            table.whole = false;
            reading.counts.push(FileCount::rejected(&open::name_of(path), 0));
        }
    }
}

/// Finds the headings of a grid, and maps them.
pub fn headed(grid: &mut Grid, schema: &Schema, told: Option<&Told>, says: &mut Vec<Diagnostic>) -> Option<Header> {
    grid.set_headings(heading::locate(grid, schema, told));
    header::map(grid, schema, told, says)
}

/// Returns the sheets of a workbook that have the headings of a table, and says which have not; where none has, the only
/// one that people see, without columns.
fn tables_of(
    reading: &mut Reading,
    path: &Path,
    sheets: Vec<Sheet>,
    schema: &Schema,
    told: Option<&Told>,
) -> Vec<(Grid, Option<Header>)> {
    let (mut tables, mut others) = (Vec::new(), Vec::new());
    let n_sheets = sheets.len();
    for Sheet { mut grid, is_hidden } in sheets {
        let mut says = Vec::new();
        let header = headed(&mut grid, schema, told, &mut says);
        if header.is_some() && is_hidden {
            reading.diagnostics.push(hidden(&grid));
        } else if header.is_some() || n_sheets == 1 {
            reading.diagnostics.append(&mut says);
            tables.push((grid, header));
        } else {
            others.push(grid);
        }
    }
    if tables.is_empty() {
        let required = schema.columns().filter(|column| column.need == schema::Need::Required);
        let names: Vec<&str> = required.map(|column| column.name).collect();
        let message = format!("none of its {n_sheets} sheets has the columns of `{}`", schema.name);
        let help = format!("give the first rows of a sheet the headings {}", cell::quoted(&names));
        reading.diagnostics.push(Diagnostic::new(
            Code::SheetMissing,
            Place::whole(&open::name_of(path)),
            message,
            help,
        ));
        reading.counts.push(FileCount::rejected(&open::name_of(path), 0));
    }
    for grid in others.iter().filter(|_| !tables.is_empty()) {
        reading.assumed.push(Remark::new(About::NotRead, &[("file", grid.file()), ("table", &schema.name)]));
    }
    tables
}

/// Reads the rows of a grid into a table; without columns, all of them are rejected.
pub fn rows_of<R: TableRow>(
    reading: &mut Reading,
    mut grid: Grid,
    header: Option<Header>,
    told: Option<&Told>,
    table: &mut Table<R>,
) {
    table.given = true;
    let n_before = reading.diagnostics.len();
    let n_rows = grid.body().len();
    let mut count = FileCount::rejected(grid.file(), n_rows);
    let found = header.as_ref().map(|header| {
        let body = Body::of(&grid, header, (R::SCHEMA, told))?;
        Ok((fill::down(&grid, header, &body), body.into_asides()))
    });
    match (&header, found) {
        (Some(_), Some(Ok(_))) if n_rows == 0 && is_required(R::SCHEMA) => {
            let says = ("the table has headings and no rows".to_owned(), "see whether its export failed".to_owned());
            reading.diagnostics.push(grid.diagnostic(Code::FileEmpty, grid.heading_record(None), None, says));
        }
        (Some(header), Some(Ok((filled, asides)))) => {
            say_headings(reading, &grid, header);
            for ((record, column), from) in filled {
                grid.fill((record, column), from);
                let place = Place { column: grid.heading(column), ..grid.place(record) };
                let value = grid.cell(record, column).into_owned();
                reading.log.push(Conversion { place, kind: Kind::MergedCell, raw: String::new(), value });
            }
            let body = Body::with(&grid, header, R::SCHEMA, asides);
            let (says, log) = (&mut reading.diagnostics, &mut reading.log);
            rows::read(&body, table, Scribe { says, log, manner: reading.manner });
            let (rejected, dropped) = (n_flawed_lines(&reading.diagnostics[n_before..], &grid), body.n_asides());
            count = FileCount { used: n_rows - rejected - dropped, dropped, rejected, ..count };
        }
        (_, found) => {
            reading.diagnostics.extend(found.and_then(Result::err).map(|diagnostic: Box<Diagnostic>| *diagnostic));
            table.whole = false;
        }
    }
    reading.counts.push(count);
    reading.sources.keep(grid, header.unwrap_or_default(), Some(R::SCHEMA));
}

/// Says where headings stand that are not in the first row, and logs room types that have a column of their own.
fn say_headings(reading: &mut Reading, grid: &Grid, header: &Header) {
    let records = grid.heading_records();
    let lines: Vec<String> = records.clone().map(|record| grid.line(record).to_string()).collect();
    let raw = records.map(|record| grid.record_text(record)).collect::<Vec<_>>().join("\n");
    if lines != ["1"] {
        let file = ("file", grid.file() as &dyn Display);
        reading.assumed.push(match lines.as_slice() {
            [row] => Remark::new(About::HeadingsRow, &[file, ("row", row)]),
            [first, .., last] => Remark::new(About::HeadingsRows, &[file, ("first", first), ("last", last)]),
            [] => return,
        });
        let place = grid.place(grid.heading_record(None));
        let value = grid.headings().join(" | ");
        reading.log.push(Conversion { place, kind: Kind::HeadingsBelow, raw, value });
    }
    for &(room_type, column) in &header.types {
        let place = grid.place(grid.heading_record(Some(column)));
        let raw = grid.heading(column).unwrap_or_default();
        reading.log.push(Conversion { place, kind: Kind::TypeColumns, raw, value: room_type.to_owned() });
    }
}

fn is_required(schema: &Schema) -> bool {
    [schema::AVAILABILITY.name, schema::GROUPS.name].contains(&schema.name)
}

/// Returns what is said of a hidden sheet that has the headings of a table.
pub fn hidden(grid: &Grid) -> Diagnostic {
    let message = "the sheet has the headings of a table, and is hidden: it is not read";
    Diagnostic::new(Code::SheetNotRead, Place::whole(grid.file()), message, "show the sheet, or delete it")
}

impl FileCount {
    /// Returns the count of a file whose rows are all rejected.
    pub(super) fn rejected(file: &str, rejected: usize) -> Self {
        Self { file: file.to_owned(), rows: rejected, used: 0, superseded: 0, dropped: 0, rejected }
    }
}

/// Returns how many rows have an error.
fn n_flawed_lines(diagnostics: &[Diagnostic], grid: &Grid) -> usize {
    let first = grid.body().start;
    let lines = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).filter_map(|d| d.place.line);
    lines.filter(|&line| first < grid.n_records() && line >= grid.line(first)).collect::<BTreeSet<_>>().len()
}
