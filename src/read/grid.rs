//! A file as records of cells, each with the line it stands on, whether it came from text or from a workbook. Knows
//! nothing of what the cells mean.

use std::borrow::Cow;
use std::sync::Arc;

use super::text;
use crate::diagnostic::{Code, Diagnostic, Excerpt, Place};

/// Records of cells over one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// The file as the user named it, with its sheet.
    file: Arc<str>,
    /// The text of the file; of a sheet, its cells with bars between them.
    text: String,
    records: Vec<Record>,
    /// Bytes of `text`, without quotation marks.
    cells: Vec<(u32, u32)>,
    /// Which cells are numbers; empty where the file is text.
    numeric: Vec<bool>,
    /// Whether it came from a workbook.
    is_sheet: bool,
}

/// A row: the heading row too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Record {
    line: u32,
    first_cell: usize,
    /// Bytes of the text, without the line end.
    bytes: (u32, u32),
}

impl Grid {
    /// Returns a grid without records, over the text of a file.
    #[must_use]
    pub fn over_text(file: &Arc<str>, text: String) -> Self {
        let file = Arc::clone(file);
        Self { file, text, records: Vec::new(), cells: Vec::new(), numeric: Vec::new(), is_sheet: false }
    }

    /// Returns a grid without records, for the rows of a sheet.
    #[must_use]
    pub fn of_sheet(file: &Arc<str>) -> Self {
        Self { is_sheet: true, ..Self::over_text(file, String::new()) }
    }

    /// Returns a text as one record of one cell per line.
    #[must_use]
    pub fn of_lines(file: &Arc<str>, text: &str) -> Self {
        let mut grid = Self::over_text(file, text.to_owned());
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
        let first_cell = self.cells.len();
        self.cells.extend(cells.into_iter().map(narrow));
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

    /// Returns how many records there are, the headings included.
    #[must_use]
    pub fn n_records(&self) -> usize {
        self.records.len()
    }

    /// Returns how many cells a record has.
    #[must_use]
    pub fn n_cells(&self, record: usize) -> usize {
        let end = self.records.get(record + 1).map_or(self.cells.len(), |next| next.first_cell);
        end - self.records[record].first_cell
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

    /// Returns the place of a record.
    #[must_use]
    pub fn place(&self, record: usize) -> Place {
        Place::row(&self.file, self.line(record))
    }

    /// Returns a cell without blanks around it and characters without width; empty where the record has no such cell.
    #[must_use]
    pub fn cell(&self, record: usize, column: usize) -> Cow<'_, str> {
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
            && self.numeric.get(self.records[record].first_cell + column).copied().unwrap_or(false)
    }

    /// Tells whether a record has nothing but blank cells.
    #[must_use]
    pub fn is_blank(&self, record: usize) -> bool {
        (0..self.n_cells(record)).all(|column| self.cell(record, column).is_empty())
    }

    /// Returns a diagnostic about a cell, or about the whole record where no column is given.
    #[must_use]
    pub fn diagnostic(&self, code: Code, record: usize, column: Option<usize>, says: (String, String)) -> Diagnostic {
        let mut diagnostic = Diagnostic::new(code, self.place(record), says.0, says.1);
        self.illustrate(&mut diagnostic, record, column);
        diagnostic
    }

    /// Fills in the heading, the cell and the excerpt of a diagnostic about a record.
    pub fn illustrate(&self, diagnostic: &mut Diagnostic, record: usize, column: Option<usize>) {
        if let Some(column) = column {
            if record > 0 {
                let heading = self.cell(0, column);
                diagnostic.place.column = (!heading.is_empty()).then(|| heading.into_owned());
            }
            diagnostic.cell = Some(self.cell(record, column).into_owned());
        }
        diagnostic.excerpt = self.excerpt(record, column);
    }

    /// Returns the piece of the file that shows a cell.
    fn excerpt(&self, record: usize, column: Option<usize>) -> Option<Excerpt> {
        let Record { line, bytes, .. } = self.records[record];
        let (start, end) = (bytes.0 as usize, bytes.1 as usize);
        let text = self.text.get(start..end)?.to_owned();
        let whole = column.is_none() || self.is_sheet && column.is_some_and(|column| column >= self.n_cells(record));
        let (from, to) = match column {
            Some(column) if !whole => self.span(record, column).unwrap_or((end, end)),
            _ => (start, end),
        };
        let cell_reference =
            self.is_sheet.then(|| column.map(|column| format!("{}{line}", column_letters(column)))).flatten();
        Some(Excerpt { text, line, underline: (from.saturating_sub(start), to.saturating_sub(start)), cell_reference })
    }

    /// Returns the bytes of a cell.
    fn span(&self, record: usize, column: usize) -> Option<(usize, usize)> {
        if column >= self.n_cells(record) {
            return None;
        }
        let (start, end) = self.cells[self.records[record].first_cell + column];
        Some((start as usize, end as usize))
    }
}

/// The longest text that a grid may stand on.
pub const TEXT_MAX: usize = u32::MAX as usize;

/// Returns a span in the narrow type that keeps grids small; texts longer than `TEXT_MAX` never get here.
fn narrow((start, end): (usize, usize)) -> (u32, u32) {
    (u32::try_from(start).unwrap_or(u32::MAX), u32::try_from(end).unwrap_or(u32::MAX))
}

/// Returns the letters of a column of a sheet: `A`, …, `Z`, `AA`, …
fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest.rem_euclid(26)).unwrap_or(0)));
        rest = rest.div_euclid(26);
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_in_a_workbook() {
        let letters = [0, 25, 26, 701, 702].map(column_letters);
        assert_eq!(letters, ["A", "Z", "AA", "ZZ", "AAA"]);
    }

    #[test]
    fn lines_of_a_text_are_records_of_one_cell() {
        let grid = Grid::of_lines(&Arc::from("roomblock.toml"), "[rules]\n  a = 1\n\nb = 2");
        assert_eq!(grid.n_records(), 4);
        assert_eq!(grid.cell(1, 0), "a = 1");
        assert_eq!(grid.line(3), 4);
    }
}
