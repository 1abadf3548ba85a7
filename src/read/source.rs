//! The files that were read, kept so that whatever is found wrong later can still show the line and the cell.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cell;
use super::grid::Grid;
use super::header::Header;
use super::schema::{GROUPS, Need, Schema};
use super::tables::RejectRow;
use super::text;
use crate::diagnostic::{Diagnostic, Place};

/// The files that were read, by name.
#[derive(Debug, Clone, Default)]
pub struct Sources(BTreeMap<Arc<str>, Source>);

/// A file or a sheet.
#[derive(Debug, Clone)]
struct Source {
    grid: Grid,
    header: Header,
    /// The table it was read as, if any.
    schema: Option<&'static Schema>,
}

impl Sources {
    /// Keeps a file, with the table it was read as.
    pub fn keep(&mut self, mut grid: Grid, header: Header, schema: Option<&'static Schema>) {
        grid.rest();
        self.0.insert(Arc::clone(grid.file()), Source { grid, header, schema });
    }

    /// Fills in the heading as typed, the cell and the excerpt of a diagnostic that names a line, and its column by the
    /// canonical name.
    pub fn illustrate(&self, diagnostic: &mut Diagnostic) {
        let Some(Source { grid, header, .. }) = self.0.get(&diagnostic.place.file) else { return };
        let Some(record) = diagnostic.place.line.and_then(|line| grid.record_at(line)) else { return };
        let column = diagnostic.place.column.as_ref().and_then(|name| header.slot(name).0);
        grid.illustrate(diagnostic, record, column);
    }

    /// Returns the text of a file by its name; none where it was not read, or is a workbook.
    #[must_use]
    pub fn text(&self, file: &str) -> Option<&str> {
        self.0.get(file).filter(|source| !source.grid.is_sheet()).map(|source| source.grid.text())
    }

    /// Returns the file of a place, and its sheet, which is empty for a text.
    #[must_use]
    pub fn file_and_sheet<'a>(&self, place: &'a Place) -> (&'a str, &'a str) {
        let is_sheet = self.0.get(&place.file).is_some_and(|source| source.grid.is_sheet());
        let parts = place.file.rsplit_once('[').filter(|_| is_sheet);
        parts.map_or((&*place.file, ""), |(file, sheet)| (file, sheet.trim_end_matches(']')))
    }

    /// Returns what a diagnostic refuses: the cell, the row that it is in, and what that row is about.
    #[must_use]
    pub fn reject(&self, diagnostic: &Diagnostic) -> RejectRow {
        let place = &diagnostic.place;
        let source = self.0.get(&place.file);
        let record = source.zip(place.line).and_then(|(source, line)| source.grid.record_at(line));
        let (file, sheet) = self.file_and_sheet(place);
        let record = record.filter(|_| diagnostic.refuses_a_row());
        let text =
            source.zip(record).map(|(source, record)| text::stripped(source.grid.record_text(record)).into_owned());
        RejectRow {
            file: file.to_owned(),
            sheet: sheet.to_owned(),
            row: place.line,
            column: place.column.clone().unwrap_or_default(),
            raw: diagnostic.cell.clone().unwrap_or_default(),
            reason: diagnostic.message.clone(),
            remedy: diagnostic.help.clone(),
            code: diagnostic.code.id().to_owned(),
            table: source.and_then(|source| source.schema).map_or_else(String::new, |schema| schema.name.to_owned()),
            name: source.zip(record).map_or_else(String::new, |(source, record)| source.name(record)),
            guests: source.zip(record).and_then(|(source, record)| source.guests(record)),
            record: text.unwrap_or_default(),
            place: place.clone(),
        }
    }
}

impl Source {
    /// Returns the guests of the group that a record is about, where there is one and its count is sound.
    fn guests(&self, record: usize) -> Option<u32> {
        let is_group = self.schema.is_some_and(|schema| schema.name == GROUPS.name);
        let column = self.header.slot("guests").0.filter(|_| is_group)?;
        cell::positive(&self.grid.cell(record, column)).ok()
    }

    /// Returns what a record is about: its first required cell.
    fn name(&self, record: usize) -> String {
        let key = self.schema.and_then(|schema| schema.columns().find(|column| column.need == Need::Required));
        let slot = key.and_then(|key| self.header.slot(key.name).0);
        slot.map_or_else(String::new, |column| self.grid.cell(record, column).into_owned())
    }
}
