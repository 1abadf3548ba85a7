//! A file as records of cells, each with the line it stands on, whether it came from text or from a workbook. Knows
//! nothing of what the cells mean.

mod headings;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

pub use self::headings::Headings;
use super::archive::Region;
use super::{csv, text};
use crate::diagnostic::Place;

/// Records of cells over one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// The file as the user named it, with its sheet.
    file: Arc<str>,
    /// The text of the file; of a sheet, its cells with bars between them.
    text: String,
    records: Vec<Record>,
    /// Bytes of `text`, without quotation marks; empty where the grid rests, and they can be found again.
    cells: Vec<(u32, u32)>,
    n_cells: u32,
    /// What separates the cells of a text.
    delimiter: Option<u8>,
    /// Which cells are numbers; empty where the file is text.
    numeric: Vec<bool>,
    /// Whether it came from a workbook.
    is_sheet: bool,
    headings: Headings,
    /// Merged cells by row and column of the sheet, counted from 0; none where the file does not say which are.
    merged: Option<Vec<Region>>,
    /// Cells that say what another record says in their column: the record by record and column.
    filled: BTreeMap<(usize, usize), usize>,
}

/// A row: the heading row too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Record {
    line: u32,
    first_cell: u32,
    /// Bytes of the text, without the line end.
    bytes: (u32, u32),
}

impl Grid {
    /// Returns a grid without records, over the text of a file, with what separates its cells.
    #[must_use]
    pub fn over_text(file: &Arc<str>, text: String, delimiter: Option<u8>) -> Self {
        Self {
            file: Arc::clone(file),
            text,
            records: Vec::new(),
            cells: Vec::new(),
            n_cells: 0,
            delimiter,
            numeric: Vec::new(),
            is_sheet: false,
            headings: Headings::default(),
            merged: None,
            filled: BTreeMap::new(),
        }
    }

    /// Returns a grid without records, for the rows of a sheet.
    #[must_use]
    pub fn of_sheet(file: &Arc<str>) -> Self {
        Self { is_sheet: true, ..Self::over_text(file, String::new(), None) }
    }

    /// Returns a text as one record of one cell per line.
    #[must_use]
    pub fn of_lines(file: &Arc<str>, text: &str) -> Self {
        let mut grid = Self::over_text(file, text.to_owned(), None);
        let mut start = 0;
        for (line, content) in (1..).zip(text.split_inclusive('\n')) {
            let trimmed = content.trim();
            let indent = content.len() - content.trim_start().len();
            let from = if trimmed.is_empty() { start } else { start + indent };
            grid.push(line, (start, start + content.trim_end().len()), [(from, from + trimmed.len())]);
            start += content.len();
        }
        grid
    }

    /// Adds a record of cells that stand in the text.
    pub fn push(&mut self, line: u32, bytes: (usize, usize), cells: impl IntoIterator<Item = (usize, usize)>) {
        let first_cell = self.n_cells;
        self.cells.extend(cells.into_iter().map(narrow));
        self.n_cells = u32::try_from(self.cells.len()).unwrap_or(u32::MAX);
        self.records.push(Record { line, first_cell, bytes: narrow(bytes) });
    }

    /// Adds the cells of a row of a sheet, each with whether it is a number.
    pub fn push_row(&mut self, line: u32, cells: &[(String, bool)]) {
        let start = self.text.len();
        let mut spans = Vec::with_capacity(cells.len());
        for (position, (cell, is_number)) in cells.iter().enumerate() {
            if position > 0 {
                self.text.push_str(" | ");
            }
            let from = self.text.len();
            self.text.push_str(cell);
            spans.push((from, self.text.len()));
            self.numeric.push(*is_number);
        }
        self.push(line, (start, self.text.len()), spans);
    }

    /// Returns the file.
    #[must_use]
    pub fn file(&self) -> &Arc<str> {
        &self.file
    }

    /// Returns the text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Tells whether it came from a workbook.
    #[must_use]
    pub fn is_sheet(&self) -> bool {
        self.is_sheet
    }

    /// Tells whether it can take no more text.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.text.len() > TEXT_MAX
    }

    /// Says which cells were merged.
    pub fn set_merged(&mut self, regions: Vec<Region>) {
        self.merged = Some(regions);
    }

    /// Returns which cells were merged; none where the file does not say.
    #[must_use]
    pub fn merged(&self) -> Option<&[Region]> {
        self.merged.as_deref()
    }

    /// Lets an empty cell say what another record says in its column.
    pub fn fill(&mut self, (record, column): (usize, usize), from: usize) {
        self.filled.insert((record, column), from);
    }

    /// Returns how many records there are, the headings and what stands above them included.
    #[must_use]
    pub fn n_records(&self) -> usize {
        self.records.len()
    }

    /// Returns how many cells a record has.
    #[must_use]
    pub fn n_cells(&self, record: usize) -> usize {
        let end = self.records.get(record + 1).map_or(self.n_cells, |next| next.first_cell);
        (end - self.records[record].first_cell) as usize
    }

    /// Returns how many cells there are.
    #[must_use]
    pub fn n_cells_in_all(&self) -> usize {
        self.n_cells as usize
    }

    /// Returns the line of a record.
    #[must_use]
    pub fn line(&self, record: usize) -> u32 {
        self.records[record].line
    }

    /// Returns the record that begins on a line.
    #[must_use]
    pub fn record_at(&self, line: u32) -> Option<usize> {
        self.records.binary_search_by_key(&line, |record| record.line).ok()
    }

    /// Returns a record as it stands in the file.
    #[must_use]
    pub fn record_text(&self, record: usize) -> &str {
        let (start, end) = self.record_span(record);
        self.text.get(start..end).unwrap_or_default()
    }

    /// Returns the bytes of a record.
    pub(super) fn record_span(&self, record: usize) -> (usize, usize) {
        let (start, end) = self.records[record].bytes;
        (start as usize, end as usize)
    }

    /// Returns the place of a record.
    #[must_use]
    pub fn place(&self, record: usize) -> Place {
        Place::row(&self.file, self.line(record))
    }

    /// Returns a cell without blanks around it and characters without width; empty where the record has no such cell.
    #[must_use]
    pub fn cell(&self, record: usize, column: usize) -> Cow<'_, str> {
        let own = self.own_cell(record, column);
        if !own.is_empty() || self.filled.is_empty() {
            return own;
        }
        self.filled.get(&(record, column)).map_or(own, |&from| self.own_cell(from, column))
    }

    /// Returns a cell of its own record.
    fn own_cell(&self, record: usize, column: usize) -> Cow<'_, str> {
        match self.typed(record, column) {
            Cow::Borrowed(typed) => text::stripped(typed),
            Cow::Owned(typed) => Cow::Owned(text::stripped(&typed).into_owned()),
        }
    }

    /// Returns a cell with all that was typed; empty where the record has no such cell.
    #[must_use]
    pub fn typed(&self, record: usize, column: usize) -> Cow<'_, str> {
        let Some((start, end)) = self.span(record, column) else { return Cow::Borrowed("") };
        let cell = self.text.get(start..end).unwrap_or_default();
        let is_quoted = !self.is_sheet && start > 0 && self.text.as_bytes()[start - 1] == b'"';
        if is_quoted && cell.contains("\"\"") { Cow::Owned(cell.replace("\"\"", "\"")) } else { Cow::Borrowed(cell) }
    }

    /// Tells whether a cell is a number of a workbook.
    #[must_use]
    pub fn is_number(&self, record: usize, column: usize) -> bool {
        column < self.n_cells(record)
            && self.numeric.get(self.records[record].first_cell as usize + column).copied().unwrap_or(false)
    }

    /// Returns the bytes of a cell.
    pub(super) fn span(&self, record: usize, column: usize) -> Option<(usize, usize)> {
        if column >= self.n_cells(record) {
            return None;
        }
        match (self.cells.get(self.records[record].first_cell as usize + column), self.delimiter) {
            (Some(&(start, end)), _) => Some((start as usize, end as usize)),
            (None, Some(delimiter)) => csv::cells(&self.text, self.record_span(record), delimiter).get(column).copied(),
            (None, None) => None,
        }
    }

    /// Lets go of what can be found again, once every row is read: few of them are shown.
    pub fn rest(&mut self) {
        if self.delimiter.is_some() {
            self.cells = Vec::new();
        }
        self.records.shrink_to_fit();
        self.text.shrink_to_fit();
    }
}

/// The longest text that a grid may stand on.
const TEXT_MAX: usize = 1 << 30;
/// The most cells of a file.
pub const CELLS_MAX: usize = 20_000_000;

/// Returns a span in the narrow type that keeps grids small; texts longer than `TEXT_MAX` never get here.
fn narrow((start, end): (usize, usize)) -> (u32, u32) {
    (u32::try_from(start).unwrap_or(u32::MAX), u32::try_from(end).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_text_are_records_of_one_cell() {
        let grid = Grid::of_lines(&Arc::from("roomblock.toml"), "[rules]\n  a = 1\n\nb = 2");
        assert_eq!(grid.n_records(), 4);
        assert_eq!(grid.cell(1, 0), "a = 1");
        assert_eq!(grid.line(3), 4);
    }
}
